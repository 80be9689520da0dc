"""From click to drawn, in Chromium: filter, search, choose a review, open a passage.

Run ``python benchmarks/bench_widgets.py [--reviews 2000] [--times 40]``. A seeded library of
invented reviews, thirty passages each, is opened in JupyterLab as a person would. Each figure is
the time from the event in the page to the frame after the page has changed; asked of each are 100
ms at the median and 250 ms at the 95th percentile, and a notebook ready within 5 s. A second goes
by before the first word is typed, as it does with a person who has to find the box.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also as a script
from benchmarks.bench_echoes import DOES, RARE, SYLLABLES, WHAT, WHO
from benchmarks.in_chromium import as_rows, lab_and_page, said, timed
from benchmarks.measure import Row, load
from workbench.documents.model import Block, assemble
from workbench.library import Library
from workbench.records import Passage, Reading, Review, ReviewKind

PASSAGES = 30
KINDS: tuple[ReviewKind, ...] = ("cqc_review", "child_safeguarding_practice_review", "audit")
_WORDS = (
    "records visit school nurse hospital child seen alone bruise plan meeting supervision risk "
    "neglect police housing midwife chronology recorded shared thresholds referral escalated "
    "father brother home missed appointment assessment discharge ward team partnership review"
).split()


def sentence(chance: random.Random) -> str:
    """An invented sentence: what reviews say, and words as rare as names are."""
    said = f"{chance.choice(WHO)} {chance.choice(DOES)} {chance.choice(WHAT)}, "
    rare = ("".join(chance.choices(SYLLABLES, k=3)) for _ in range(RARE))
    return f"{said}{' '.join(rare)} {chance.choice(_WORDS)} {chance.choice(_WORDS)}."


def made(folder: Path, reviews: int) -> None:
    """A library of invented reviews; the same one each time."""
    chance = random.Random(7)
    original = folder / "original.txt"
    folder.mkdir(parents=True)
    original.write_text("invented", encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        for n in range(reviews):
            blocks = [
                Block("numbered", sentence(chance), page=1 + i // 8, number=f"1.{i + 1}")
                for i in range(PASSAGES)
            ]
            document = assemble(f"review-{n}.txt", f"{n:064x}", "text", blocks, pages=4)
            name = f"invented-{n}"
            kind = KINDS[n % 3]
            review = Review(
                name, f"Review of {chance.choice(_WORDS)} {n}", kind,
                published=f"{2000 + n % 26}-05-{1 + n % 28:02}", documents=(document.sha256,),
            )  # fmt: skip
            passages = tuple(
                Passage(
                    name, f"{name}/finding/{i}", chance.choice(("finding", "recommendation")),
                    block.text, number=block.number, section="Findings", page=block.page,
                    start=block.start, end=block.end,
                )
                for i, block in enumerate(document.blocks)
            )  # fmt: skip
            library.add(document, [Reading(review, passages)], original, who="bench")


def measured(page: Any, times: int) -> dict[str, list[float]]:
    """Milliseconds of each thing a person does."""

    def typed(table: int) -> Callable[[int], float]:
        def once(n: int) -> float:
            words = _WORDS[n % len(_WORDS)]
            return timed(
                page, (".wb-table [role=grid]", table, ""), type="input", css=".wb-table input",
                nth=table, value=words,
            )  # fmt: skip

        return once

    def opened(n: int) -> float:
        row = "[role=grid][aria-label=Passages] .wb-body .wb-row"
        return timed(page, (".wb-panel", 0, ""), type="click", css=row, nth=2 + n % 9)

    def chosen(n: int) -> float:
        row = "[role=grid][aria-label='Reviews in the library'] .wb-body .wb-row"
        passages = (".wb-table [role=grid]", 1, "")
        return timed(page, passages, type="click", css=row, nth=1 + n % 6)

    def cleared(table: int) -> None:
        count = (".wb-count", table, "")
        timed(page, count, type="input", css=".wb-table input", nth=table, value="")

    page.wait_for_timeout(1_000)
    found: dict[str, list[float]] = {}
    found["search 60,000 passages"] = [typed(1)(n) for n in range(times)]
    cleared(1)
    page.locator("[role=grid][aria-label=Passages] .wb-body .wb-row").nth(1).click()
    page.locator(".wb-panel").first.wait_for()
    found["open a passage on its page"] = [opened(n) for n in range(times)]
    found["filter 2,000 reviews"] = [typed(0)(n) for n in range(times)]
    cleared(0)
    found["choose a review"] = [chosen(n) for n in range(times)]
    return found


def main() -> list[Row]:
    """Print and return the median and the 95th percentile of each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reviews", type=int, default=2000)
    parser.add_argument("--times", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="workbench-bench-") as name:
        made(Path(name) / "made", given.reviews)
        with lab_and_page(Path(name) / "made" / "library") as (lab, page):
            page.goto(lab.page("start.ipynb"))
            page.locator(".wb-start").wait_for()
            began = time.perf_counter()
            page.locator(".wb-start a", has_text="Read reports").click()
            page.locator("[role=grid][aria-label=Passages] .wb-body .wb-row").nth(3).wait_for()
            ready = time.perf_counter() - began
            rows = [Row("library notebook ready", f"{ready:.1f} s", aim="within 5 s")]
            rows += as_rows(measured(page, given.times))
    print(load())
    return said(rows)


if __name__ == "__main__":
    main()
