"""Merge the agencies' returns of a case into one checked chronology."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import UsageError
from workbench.tasks.chronology_decisions import CaseDecisions

if TYPE_CHECKING:
    from workbench.chronology.build import Chronology
    from workbench.chronology.case_file import CaseFile
    from workbench.chronology.episodes import Episode
    from workbench.chronology.meant import Meant
    from workbench.chronology.rulings import Ruling


def build_chronology(
    sheets: Sequence[str | Path],
    case: str | CaseFile,
    born: str = "",
    *,
    children: Mapping[str, str] | None = None,
    agencies: Mapping[str, str] | None = None,
    as_of: str = "",
    remembered: Remembered | None = None,
) -> Chronology:
    """Read, merge and check what the agencies sent.

    Parameters
    ----------
    sheets
        Files, or folders of them.
    case, born
        The case's name and the child's date of birth, ISO or day first; or a whole case file, see
        :func:`read_case`, which says both and more.
    children
        Other children of the case: name -> date of birth.
    agencies
        File name -> agency, where the file does not say whose it is.
    as_of
        The ISO day it is made for; "" is the case file's day, else today. Events after it lie in
        the future.
    remembered
        What a library remembers of the agencies and of the case, see :func:`remembered`.

    Raises
    ------
    UsageError, ChronologyError, DocumentError
        In plain words: a file that is not there, holds no events or cannot be opened.
    """
    from workbench.chronology.build import build
    from workbench.chronology.case import Case, Child, birth_date

    others = tuple(Child(name, birth_date(day)) for name, day in (children or {}).items())
    if isinstance(case, str):
        whole, known = Case(case, (Child(case, birth_date(born)), *others)), None
    else:
        said = case.case
        whole, known = Case(said.name, (*said.children, *others), said.people), case.as_of
    return build(
        _files(sheets),
        whole,
        as_of=day_of(as_of, known),
        agencies=agencies,
        mappings=remembered.mappings if remembered else None,
        rulings=remembered.rulings if remembered else (),
        meant=remembered.meant if remembered else (),
    )


@dataclass(frozen=True, slots=True)
class Remembered:
    """What reviewers decided before.

    mappings
        Agency -> {heading: field}, whatever the case.
    rulings, notes, episodes, meant
        On the case; notes by event id.
    key
        The key file of pseudonyms that lies in the library, if there is one.
    """

    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rulings: tuple[Ruling, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    episodes: tuple[Episode, ...] = ()
    meant: tuple[Meant, ...] = ()
    key: Path | None = None


def remembered(folder: Path, case: str | CaseFile) -> Remembered:
    """What the library in a folder remembers of the agencies and of a case.

    Parameters
    ----------
    folder
        Where there is no library, nothing is remembered.
    case
        Its name, or its case file, whose episodes then count among those remembered.

    Raises
    ------
    LibraryError
        When the library cannot be opened.
    """
    from workbench.chronology.sheets import slug
    from workbench.library import Library
    from workbench.library.store import DATABASE

    said = () if isinstance(case, str) else case.episodes
    if not (folder / DATABASE).exists():
        return Remembered(episodes=said)
    with Library.open(folder) as library:
        decided = CaseDecisions(library, slug(case if isinstance(case, str) else case.case.name))
        return Remembered(
            decided.mappings(),
            decided.rulings(),
            decided.notes(),
            decided.episodes(said),
            decided.dates(),
            _key(folder, decided.case),
        )


def _key(folder: Path, case: str) -> Path | None:
    from workbench.tasks.publishing import KEYS

    place = folder / KEYS / f"{case}.json"
    return place if place.is_file() else None


def read_case(path: str | Path) -> CaseFile:
    """A case file: its children, people, episodes and key; see ``data/northmoor/wren/case.yaml``.

    Raises
    ------
    ChronologyError
        When it is not a case file.
    """
    from workbench.chronology.case_file import load_case

    return load_case(Path(path))


def day_of(as_of: str, otherwise: date | None = None) -> date:
    """The day a chronology is made for; "" is ``otherwise``, else today.

    Raises
    ------
    UsageError
        When it is no ISO day.
    """
    try:
        return date.fromisoformat(as_of) if as_of else otherwise or date.today()
    except ValueError:
        raise UsageError(f"{as_of!r} is not a day.", "Write it like 2023-09-29.") from None


def _files(given: Sequence[str | Path]) -> list[Path]:
    found: list[Path] = []
    for path in map(Path, given):
        if path.is_dir():
            inside = (p for p in path.iterdir() if p.is_file())
            found += sorted(p for p in inside if not p.name.startswith((".", "~$")))
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(f"There is no file or folder {path}.", "Check the spelling.")
    return found
