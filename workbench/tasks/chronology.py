"""Merge the agencies' returns of a case into one checked chronology."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.chronology.build import Chronology


def build_chronology(
    sheets: Sequence[str | Path],
    case: str,
    born: str,
    *,
    children: Mapping[str, str] | None = None,
    agencies: Mapping[str, str] | None = None,
    as_of: str = "",
) -> Chronology:
    """Read, merge and check what the agencies sent.

    Parameters
    ----------
    sheets
        Files, or folders of them.
    case, born
        The case's name and the child's date of birth, ISO or day first.
    children
        Other children of the case: name -> date of birth.
    agencies
        File name -> agency, where the file does not say whose it is.
    as_of
        The ISO day it is made for; "" is today. Events after it lie in the future.

    Raises
    ------
    UsageError, ChronologyError, DocumentError
        In plain words: a file that is not there, holds no events or cannot be opened.
    """
    from workbench.chronology.build import build
    from workbench.chronology.case import Case, Child, birth_date

    others = tuple(Child(name, birth_date(day)) for name, day in (children or {}).items())
    first = Case.of(case, born)
    whole = Case(case, first.children + others)
    day = date.fromisoformat(as_of) if as_of else date.today()
    return build(_files(sheets), whole, as_of=day, agencies=agencies)


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
