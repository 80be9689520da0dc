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

# Publishing needs a name; in an invented partnership it is an invented one.
APPROVED_BY = "The invented business manager of Northmoor"

Say = Callable[[str], None]


def northmoor(folder: Path, progress: tasks.Progress | None = None) -> list[tasks.Added]:
    """A library of the invented reports in a folder, with the partnership's own list of names."""
    with Library.open(folder, create=True) as library:
        shutil.copy(shipped("data", "northmoor", "agencies.csv"), folder / "agencies.csv")
        return tasks.add(
            library, [shipped("data", "northmoor", "reports")], who="Northmoor", progress=progress
        )


def run(folder: Path, say: Say, progress: tasks.Progress | None = None) -> None:
    """Read the invented reports into a library of their own, compare, write briefings.

    ``folder`` is made; a demo that is there already is made anew.
    """
    if (folder / "library" / DATABASE).exists():
        shutil.rmtree(folder / "library")
    say("Reading the invented reports of Northmoor…")
    for result in northmoor(folder / "library", progress):
        kind = (result.kind or "not read").replace("_", " ")
        say(f"  {result.file}: {kind}, {result.passages} passages")
    with Library.open(folder / "library") as library:
        _say_counts(library, say)
        _say_comparison(library, say)
        reviews = [r for r in library.reviews() if _worth_a_briefing(r)]
        say(f"Writing {len(reviews)} seven-minute briefings, checked for publication by the gate…")
        made = tasks.brief(
            library,
            "seven_minute",
            [r.id for r in reviews],
            folder / "briefings",
            to="html,docx",
            approved_by=APPROVED_BY,
            progress=progress,
        )
    paper = _chronology(folder, say)
    say("")
    say("Done. Open these in a browser; each has its Word file and its record of checks beside it:")
    for done in made:
        say(f"  {done.error or done.job.page}")
    say(f"  {paper}")
    say("What next?")
    say("  make lab                                  the same in JupyterLab, on your own reports")
    say(f"  .venv/bin/workbench --library {folder}/library show checks    what looks wrong")
    say("  .venv/bin/workbench add REPORT…           read reports of your own into ./library")


def _chronology(folder: Path, say: Say) -> Path:
    """The invented case Wren: six agencies' returns as one chronology, for its reviewers."""
    home = shipped("data", "northmoor", "wren")
    say("Merging what six agencies sent on the invented case Wren…")
    case = tasks.read_case(home / "case.yaml")
    made = tasks.build_chronology([home / "returns"], case)
    paper = tasks.chronology_paper(made, tasks.day_of("", case.as_of), episodes=case.episodes)
    counts = made.checks["check"].value_counts()
    say(
        f"  {len(made.events)} events of {made.events['agency'].nunique()} agencies; "
        f"{counts.get('same_event', 0)} told twice, {counts.get('conflict', 0)} in conflict, "
        f"{counts.get('gap', 0)} gaps"
    )
    tasks.save_chronology(paper, folder / "chronology" / "wren.docx")
    return tasks.save_chronology(paper, folder / "chronology" / "wren.html").absolute()


def _say_counts(library: Library, say: Say) -> None:
    counts = {
        what: len(tasks.show(library, what)) for what in ("findings", "recommendations", "checks")
    }
    say(
        f"  in all {counts['findings']} findings, {counts['recommendations']} recommendations and "
        f"questions; {counts['checks']} things look wrong"
    )


def _say_comparison(library: Library, say: Say, most: int = 5) -> None:
    """The themes found in most reviews, and what was said before."""
    say("Comparing…")
    table, stands_on = tasks.compare_themes(library, "review")
    labels = {code.id: code.label for code in tasks.codebook(library).codes("theme")}
    found = table[table["passages"] > 0].groupby("code", sort=False)
    spread = found.agg(reviews=("group", "nunique"), passages=("passages", "sum"))
    reviews = table["group"].nunique()
    say(f"  {stands_on} Found in most reviews:")
    for theme in (
        spread.sort_values(["reviews", "passages"], ascending=False).head(most).itertuples()
    ):
        of = f"{theme.reviews} of {reviews} reviews"
        say(f"  {labels[theme.Index]}: {of}, {theme.passages} passages")
    echoes = tasks.find_echoes(library)
    echoes = echoes[echoes["order_known"]]
    say(f"  {len(echoes)} recommendations say what an earlier review had said:")
    for echo in echoes.head(most).itertuples():
        say(f"  {echo.earlier_on[:4]}, again in {echo.later_on[:4]}: {_short(echo.later_text)}")


def _short(text: str, longest: int = 90) -> str:
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]}…"


def _worth_a_briefing(review: Review) -> bool:
    """Reports that were read themselves, and that find something: not packs of papers."""
    kinds = ("board_pack", "annual_report", "other")
    return bool(review.documents) and review.kind not in kinds and review.restricted is None
