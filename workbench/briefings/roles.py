"""For whom a briefing tells what to do: a team knows itself by its role, not by a trust's name.

The roles are in ``data/vocabulary/roles.yaml``; a partnership's settings may call them otherwise,
and add its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.briefings.wording import listed
from workbench.organisations import naming
from workbench.places import shipped
from workbench.vocabulary import Organisations
from workbench.vocabulary_files import read_yaml

AgencyOf = Callable[[str], str | None]  # an organisation's agency code, by its canonical name
_SEVERAL = 3  # roles named in one heading
# More roles than a heading holds.
EVERY_SERVICE = "Several services together"


@dataclass(frozen=True, slots=True)
class Role:
    """A role, the agency codes it stands for, and words of names that tell it.

    ``named`` are words inside an organisation's name, ``whole`` all there is of it, ``spoken``
    how reports speak of a service of which an area has one. ``instead_of`` is the shipped role
    that a partnership's own takes the place of.
    """

    name: str
    agencies: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    everyone: bool = False
    instead_of: str = ""

    def is_named(self, organisation: str) -> bool:
        """Whether an organisation's name tells this role."""
        plain = _plain(organisation)
        return plain.casefold() in self.whole or _has_any(self.named, plain)

    def is_spoken_of(self, text: str) -> bool:
        """Whether a text speaks of this role's service."""
        return _has_any(self.spoken, _plain(text))


@lru_cache(maxsize=1)
def shipped_roles() -> tuple[Role, ...]:
    """The workbench's own roles, in the file's order."""
    path = shipped("data", "vocabulary", "roles.yaml")
    rows = read_yaml(path)
    return tuple(
        Role(
            row["name"],
            agencies=tuple(row.get("agencies", ())),
            named=tuple(row.get("named", ())),
            spoken=tuple(row.get("spoken", ())),
            whole=tuple(row.get("whole", ())),
            everyone=bool(row.get("everyone")),
        )
        for row in rows
    )


def together(own: Sequence[Role] = ()) -> tuple[Role, ...]:
    """The shipped roles with a partnership's own in front or in their places.

    One that stands instead of another keeps that one's agencies and words where it gives none.
    """
    instead = {role.instead_of: role for role in own if role.instead_of}

    def in_place(role: Role) -> Role:
        mine = instead.get(role.name)
        if mine is None:
            return role
        return replace(
            role,
            name=mine.name,
            agencies=mine.agencies or role.agencies,
            named=mine.named or role.named,
            spoken=mine.spoken or role.spoken,
        )

    everyone, *others = map(in_place, shipped_roles())
    return everyone, *(role for role in own if not role.instead_of), *others


@lru_cache(maxsize=256)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, map(_plain, words)))})\b", re.IGNORECASE)


def _has_any(words: tuple[str, ...], plain: str) -> bool:
    return bool(words) and _any_of(words).search(plain) is not None


def _plain(text: str) -> str:
    return text.replace("’", "'")


def agency_of(organisations: Organisations) -> AgencyOf:
    """What an organisation is by the form of its name, else by the lists.

    A council has services of several kinds in the lists; by its name it is a council.
    """

    def found(name: str) -> str | None:
        return naming.agency_by_form(name) or organisations.agency(name)

    return found


@lru_cache(maxsize=1)
def shipped_agency_of() -> AgencyOf:
    """The same by the shipped lists alone."""
    return agency_of(Organisations.load())


def is_everyone(owner: str) -> bool:
    """Whether a name means all organisations: "All agencies", "Partners"."""
    return any(role.everyone and role.is_named(owner) for role in shipped_roles())


class Roles:
    """The roles of one partnership.

    Parameters
    ----------
    agency
        The agency code of an organisation; None knows those that ship.
    own
        The partnership's own roles, as its settings give them.
    """

    def __init__(self, agency: AgencyOf | None = None, own: Sequence[Role] = ()) -> None:
        self._agency = agency or shipped_agency_of()
        self._roles = together(own)
        self._added = tuple(role for role in own if not role.instead_of)

    @property
    def everyone(self) -> str:
        """What stands over that which is for all."""
        return next(role.name for role in self._roles if role.everyone)

    @property
    def partnership(self) -> str:
        """The role of a partnership and its board."""
        return next(role.name for role in self._roles if "partnership" in role.agencies)

    def of(self, owner: str) -> str:
        """The role of an organisation; its own name where it has none."""
        if is_everyone(owner):
            return self.everyone
        code = self._agency(owner)
        ranked = (
            *(role for role in self._added if role.is_named(owner)),
            *(role for role in self._roles if code in role.agencies),
            *(role for role in self._roles if role.is_named(owner)),
        )
        return ranked[0].name if ranked else owner

    def speaks_of(self, role: str, text: str) -> bool:
        """Whether a text speaks of the service of a role that an area has only one of."""
        return any(r.name == role and r.is_spoken_of(text) for r in self._roles)

    def of_all(self, owners: Iterable[str]) -> tuple[str, ...]:
        """The roles of several organisations, each once, in the order of the list."""
        order = {role.name: i for i, role in enumerate(self._roles)}
        found = dict.fromkeys(map(self.of, owners))
        if self.everyone in found:
            return (self.everyone,)
        return tuple(sorted(found, key=lambda name: order.get(name, len(order))))

    def heading(self, owners: Iterable[str]) -> str:
        """What a list for these organisations is called: ``Health services and police``.

        Where a name has an "and" of its own they stand apart: ``Police; schools and nurseries``.
        """
        found = self.of_all(owners)
        if not found:
            return ""
        if len(found) > _SEVERAL:
            return EVERY_SERVICE
        known = {role.name for role in shipped_roles()}
        first, *rest = found
        # A partnership writes its own roles' names as it wants them read.
        names = [first, *(_small(name) if name in known else name for name in rest)]
        return "; ".join(names) if any(" and " in name for name in names) else listed(names)


def _small(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"
