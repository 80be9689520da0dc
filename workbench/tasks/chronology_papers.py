"""A chronology, and the blank return, as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.chronology.build import Chronology
    from workbench.chronology.episodes import Episode
    from workbench.papers.content import Paper


def chronology_paper(
    chronology: Chronology,
    made_on: date,
    *,
    episodes: Sequence[Episode] = (),
    notes: Mapping[str, str] | None = None,
    key: Path | str | None = None,
    publish: bool = False,
    dates: str = "days",
) -> Paper:
    """The content of a chronology's paper: for the reviewers, or for publication.

    Parameters
    ----------
    key
        The key file with the pseudonyms; a publication cannot be made without one.
    dates
        In a publication: ``"days"`` from the birth, or ``"ages"`` only.

    Raises
    ------
    UsageError, ChronologyError
        When a publication is asked for without a key file, or that is not one.
    """
    from workbench.chronology.pseudonyms import load_key
    from workbench.papers.content import paper, publication

    if not publish:
        return paper(chronology, made_on, episodes=episodes, notes=notes)
    if key is None:
        raise UsageError(
            "A publication needs a key file with the pseudonyms.",
            "Give it with --key KEY.json; keep that file apart from the chronology.",
        )
    return publication(chronology, load_key(Path(key)), made_on, dates=dates, episodes=episodes)


def save_chronology(paper: Paper, out: Path | str) -> Path:
    """Write a paper; the ending says how: ``.docx``, ``.xlsx``, ``.html`` or ``.csv``."""
    from workbench.papers.formats import write

    return write(paper, Path(out))


def blank_return(agency: str, out: Path | str) -> Path:
    """Write the blank return for an agency to fill in: ``.docx`` or ``.xlsx``."""
    from workbench.papers.template import write_blank

    return write_blank(agency, Path(out))
