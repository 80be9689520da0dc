"""``make demo``: the main job on the invented partnership, from an empty folder to briefings."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from workbench import tasks
from workbench.library import Library
from workbench.library.store import DATABASE
from workbench.places import shipped
from workbench.records import Review

Say = Callable[[str], None]


def run(folder: Path, say: Say, progress: tasks.Progress | None = None) -> None:
    """Read the invented reports into a library of their own, compare, write briefings.

    ``folder`` is made; a demo that is there already is made anew.
    """
    if (folder / "library" / DATABASE).exists():
        shutil.rmtree(folder / "library")
    with Library.open(folder / "library", create=True) as library:
        say("Reading the invented reports of Northmoor…")
        results = tasks.add(library, [shipped("data", "northmoor", "reports")], progress=progress)
        for result in results:
            kind = (result.kind or "not read").replace("_", " ")
            say(f"  {result.file}: {kind}, {result.passages} passages")
        _say_counts(library, say)
        reviews = [r for r in library.reviews() if _worth_a_briefing(r)]
        say(f"Writing {len(reviews)} seven-minute briefings…")
        made = tasks.brief(
            library,
            "seven_minute",
            [r.id for r in reviews],
            folder / "briefings",
            progress=progress,
        )
    say("")
    say("Done. Open these in a browser:")
    for done in made:
        say(f"  {done.error or done.job.page}")
    say("What next?")
    say("  make lab                                  the same in JupyterLab, on your own reports")
    say(f"  .venv/bin/workbench --library {folder}/library show checks    what looks wrong")
    say("  .venv/bin/workbench add REPORT…           read reports of your own into ./library")


def _say_counts(library: Library, say: Say) -> None:
    counts = {
        what: len(tasks.show(library, what)) for what in ("findings", "recommendations", "checks")
    }
    say(
        f"  in all {counts['findings']} findings, {counts['recommendations']} recommendations and "
        f"questions; {counts['checks']} things look wrong"
    )


def _worth_a_briefing(review: Review) -> bool:
    """Reports that were read themselves, and that find something: not packs of papers."""
    kinds = ("board_pack", "annual_report", "other")
    return bool(review.documents) and review.kind not in kinds and review.restricted is None
