"""The case under review: its children and the people around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from workbench.errors import ChronologyError


@dataclass(frozen=True, slots=True)
class Child:
    """``due`` is the date the baby was expected, where it is known: gestation counts from it."""

    name: str
    born: date
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the case.

    id
        Short and stable: ``mother``, ``hv-1``.
    name, aliases
        All the ways the records name the person; matched as whole words.
    roles
        ``mother``, ``health visitor``, ``perpetrator of ...``: as the review words them.
    agency
        For a practitioner.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    born: date | None = None
    agency: str | None = None

    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(n for n in (self.name, *self.aliases) if n))


@dataclass(frozen=True, slots=True)
class Case:
    """``children[0]`` is the child whom the review is about."""

    name: str
    children: tuple[Child, ...]
    people: tuple[Person, ...] = field(default=())

    def __post_init__(self) -> None:
        if not self.children:
            raise ChronologyError(
                f"The case {self.name!r} names no child.", "Give at least one child's birth date."
            )

    @classmethod
    def of(cls, name: str, born: date | str) -> Case:
        """The usual case: one child, who bears the case's name.

        Raises
        ------
        ChronologyError
            When ``born`` is no day: ``2021-03-14`` and ``14/03/2021`` both are.
        """
        return cls(name, (Child(name, birth_date(born)),))

    def names(self) -> tuple[str, ...]:
        """Of the case and its children: in a file's name they are no part of an agency's."""
        return (self.name, *(child.name for child in self.children))

    @property
    def born(self) -> date:
        return self.children[0].born


def birth_date(written: date | str) -> date:
    """A date of birth as an option gives it, ISO or day first.

    Raises
    ------
    ChronologyError
        When it is not one whole day.
    """
    if isinstance(written, date):
        return written
    from workbench.chronology.dates import read_date

    read = read_date(written)
    if read.certainty != "exact" or read.earliest is None:
        raise ChronologyError(
            f"{written!r} is not a date of birth.", "Give a whole day, such as 2021-03-14."
        )
    return read.earliest
