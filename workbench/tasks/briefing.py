"""Make briefings: one on the screen, or many by papermill."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.safe import for_file_name
from workbench.tasks.progress import Progress

if TYPE_CHECKING:
    from workbench.briefings.batch import Done
    from workbench.briefings.content import Briefing
    from workbench.library import Library


def seven_minute(library: Library, review: str, *, as_of: str = "", contacts: str = "") -> Briefing:
    """A seven-minute briefing of one review, from what the library holds.

    Parameters
    ----------
    as_of
        The ISO day it is made for; "" is today.
    """
    from datetime import date

    from workbench.briefings import content

    return content.seven_minute(
        library.review(review),
        library.passages(review),
        as_of=as_of or date.today().isoformat(),
        contacts=contacts,
    )


def brief(
    library: Library,
    template: str,
    reviews: Sequence[str],
    out: str | Path,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    **parameters: Any,
) -> list[Done]:
    """Run a briefing notebook for each review; one that fails does not stop the others.

    Returns
    -------
    What became of each, in the reviews' order; ``job.page`` is the page, ``error`` why not.

    Raises
    ------
    UsageError
        For an unknown template or parameter; it lists those there are.
    NotInLibraryError
        For an unknown review.
    """
    from workbench.briefings.batch import Job, check_parameters, run_all, template_path

    notebook = template_path(template)
    check_parameters(notebook, ["library", "review", "out", *parameters])
    folder = Path(out).absolute()
    jobs = [
        Job(
            notebook,
            {"library": str(library.folder.absolute()), "review": review.id, **parameters},
            folder / f"{template}-{for_file_name(review.id)}.html",
        )
        for review in map(library.review, reviews)
    ]
    ended = run_all(jobs, workers)
    done = {d.job.page: d for d in (progress(ended, len(jobs)) if progress else ended)}
    return [done[job.page] for job in jobs]
