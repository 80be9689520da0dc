"""A case as a partnership writes it down: children, people, episodes, where its key file lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from workbench.chronology.case import Case, Child, Person, birth_date
from workbench.chronology.episodes import Episode
from workbench.errors import ChronologyError


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What a ``case.yaml`` says. ``key`` is the path of the pseudonyms, or None."""

    case: Case
    as_of: date | None
    episodes: tuple[Episode, ...]
    key: Path | None


def load_case(path: Path) -> CaseFile:
    """Read a case file.

    Parameters
    ----------
    path
        YAML: ``case``, ``children`` (``name``, ``born``, optional ``due``; the first is the child
        whom the review is about), and optional ``as_of``, ``people`` (the fields of
        :class:`Person`), ``episodes`` (``name``, ``start``, ``end``, ``appraisal``, ``reasons``)
        and ``pseudonyms``, a file beside it.

    Raises
    ------
    ChronologyError
        When it is not such a file; the words say which line to mend.
    """
    path = Path(path)
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise _unfit(path.name, wrong) from wrong
    return parse_case(content, path.name, path.parent)


def parse_case(content: str, name: str, folder: Path | None = None) -> CaseFile:
    """What the text of a case file says; see :func:`load_case`.

    ``folder`` is where the file lies, and so its key file; None where it is kept without one.
    """
    import yaml

    try:
        said = yaml.safe_load(content)
        children = tuple(_child(each) for each in said["children"])
        people = tuple(_person(each) for each in said.get("people") or ())
        episodes = tuple(_episode(each) for each in said.get("episodes") or ())
        case = Case(str(said["case"]), children, people)
    except (yaml.YAMLError, KeyError, TypeError) as wrong:
        raise _unfit(name, wrong) from wrong
    key = said.get("pseudonyms")
    as_of = said.get("as_of")
    return CaseFile(
        case,
        None if as_of is None else birth_date(as_of),
        episodes,
        None if key is None or folder is None else folder / Path(str(key)).name,
    )


def case_text(case: str, children: Mapping[str, date], as_of: date | None = None) -> str:
    """A new case file: its name, and its children with their birthdays."""
    import yaml

    said: dict[str, Any] = {"case": case}
    if as_of is not None:
        said["as_of"] = as_of
    said["children"] = [{"name": name, "born": born} for name, born in children.items()]
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False)


def _unfit(name: str, wrong: Exception) -> ChronologyError:
    detail = " ".join(str(wrong).split())
    return ChronologyError(
        f"{name} is not a case file ({detail}).",
        "It needs `case:` and `children:` with name and born; see data/northmoor/wren.",
    )


def _child(given: Mapping[str, Any]) -> Child:
    due = given.get("due")
    return Child(str(given["name"]), birth_date(given["born"]), birth_date(due) if due else None)


def _person(given: Mapping[str, Any]) -> Person:
    return Person(
        id=str(given["id"]),
        name=str(given["name"]),
        aliases=tuple(map(str, given.get("aliases") or ())),
        roles=tuple(map(str, given.get("roles") or ())),
        born=given.get("born"),
        agency=given.get("agency"),
    )


def _episode(given: Mapping[str, Any]) -> Episode:
    return Episode(
        str(given["name"]),
        birth_date(given["start"]),
        birth_date(given["end"]),
        given.get("appraisal", "not_yet"),
        tuple(map(str, given.get("reasons") or ())),
    )
