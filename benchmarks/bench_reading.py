"""What understanding a report costs beside taking its text out: pages a second, end to end.

Run ``python -m benchmarks reading``. The PDFs are the invented reports of
``data/northmoor/reports`` and, where ``WORKBENCH_REPORTS`` names a folder, those in it. Each round
reads every file to its findings, checks and all; pypdf and pdfplumber only take its text out. All
in one process and one run, processor time, the shortest of some rounds after one that is not
counted (imports, vocabularies). What a round remembers of its texts is forgotten before the next.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

from benchmarks.bench_reading_libraries import by_pdfplumber, by_pypdf
from benchmarks.measure import Row
from workbench.documents import Document, read_document
from workbench.reports.base import read_report
from workbench.vocabulary import Organisations

NORTHMOOR = Path(__file__).resolve().parents[1] / "data" / "northmoor" / "reports"
ROUNDS = 4


def main() -> list[Row]:
    """Print pages a second for each, and the ratios; one row for each library."""
    paths = _pdfs()
    organisations = Organisations.load()
    documents = {path: read_document(path) for path in paths}
    pages = sum(document.pages or 0 for document in documents.values())

    def whole(path: Path) -> None:
        read_report(read_document(path), path.stem, organisations)

    def understood(path: Path) -> None:
        read_report(documents[path], path.stem, organisations)

    works: dict[str, Callable[[Path], Any]] = {
        "file to findings and checks": whole,
        "of it, the blocks of the file": read_document,
        "of it, understanding them": understood,
        "pypdf, text alone": by_pypdf,
        "pdfplumber, text alone": by_pdfplumber,
    }
    taken = {name: _shortest(work, paths) for name, work in works.items()}
    print(f"{len(paths)} PDFs, {pages} pages; shortest of {ROUNDS} rounds, processor time")
    for name, seconds in taken.items():
        print(f"  {name:<30} {pages / seconds:8,.0f} pages a second {seconds:8.2f} s")
    ours = taken["file to findings and checks"]
    understanding = taken["of it, understanding them"]
    rows = []
    for library in ("pypdf", "pdfplumber"):
        text = taken[f"{library}, text alone"]
        print(
            f"  {library} takes {text / ours:.2f} times as long for the text as we for all, "
            f"{text / understanding:.2f} times as long as understanding alone"
        )
        rows.append(
            Row(
                f"{len(paths)} PDFs, {pages} pages, file to findings and checks",
                f"{pages / ours:,.0f} pages a second",
                f"{library}, text alone: {pages / text:,.0f} pages a second",
                text / ours,
                "understanding costs no more than extraction",
            )
        )
    _texts(organisations)
    return rows


def _pdfs() -> list[Path]:
    folders = [NORTHMOOR, *map(Path, filter(None, [os.environ.get("WORKBENCH_REPORTS")]))]
    return [path for folder in folders for path in sorted(folder.glob("*.pdf"))]


def _texts(organisations: Organisations) -> None:
    """Long plain texts have no library to compare with: characters a second, and how it grows."""
    text = (NORTHMOOR / "child-fern-scr-2015.txt").read_text(encoding="utf-8")
    before = None
    for copies in (1, 4, 16):
        document = _document(text, copies)
        seconds = _shortest(lambda d: read_report(d, "long", organisations), [document], rounds=1)
        grown = "" if before is None else f"   {seconds / before:.1f} times the time for 4 times it"
        print(
            f"  {len(document.text):>9,} characters of a review   understood in {seconds:6.2f} s"
            f"{grown}"
        )
        before = seconds


def _document(text: str, copies: int) -> Document:
    from workbench.documents import text as plain

    return plain.read((text + "\n\n").encode() * copies, "long.txt", "0" * 64, "text")


def _shortest(work: Callable[[Any], Any], inputs: list[Any], rounds: int = ROUNDS) -> float:
    taken = []
    for _ in range(rounds + 1):
        _forget()
        before = time.process_time()
        for given in inputs:
            work(given)
        taken.append(time.process_time() - before)
    return min(taken[1:])


def _forget() -> None:
    """Empty the caches that hold a report's own words; vocabularies stay, as in a session."""
    for cached in (thing for thing in gc.get_objects() if isinstance(thing, _lru_cache_wrapper)):
        ours = (cached.__module__ or "").startswith("workbench")
        if ours and cached.cache_parameters()["maxsize"] is not None:
            cached.cache_clear()


if __name__ == "__main__":
    main()
