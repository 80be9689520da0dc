"""Which PDF library, and what understanding a document costs beside extracting its text.

Run ``python benchmarks/bench_reading_libraries.py [FOLDER]``. FOLDER holds PDFs, by default the
invented reports of ``data/northmoor/reports``; where a ``.txt`` of the same name lies beside one
(as in the folder of published reports), it is the measure of fidelity, else what a browser was
given to print is not known and only speed is shown. Prints for pypdfium2, pypdf and pdfplumber
the pages a second of bare text extraction, our own reading beside them, and ratios; and how much
of each document's text comes out in one piece: numbered paragraphs whole, words right.
All in one process on one machine: trust the ratios, not the seconds.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdf
import pypdfium2

from benchmarks.measure import Row
from workbench.documents import read_document

HERE = Path(__file__).resolve().parents[1]
ROUNDS = 3


def by_pypdfium2(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_range() for page in document]


def by_pypdf(path: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def by_pdfplumber(path: Path) -> list[str]:
    with pdfplumber.open(path) as document:
        return [page.extract_text() or "" for page in document.pages]


def by_workbench(path: Path) -> list[str]:
    return [block.text for block in read_document(path).blocks]


METHODS: dict[str, Callable[[Path], list[str]]] = {
    "pypdfium2": by_pypdfium2,
    "pypdf": by_pypdf,
    "pdfplumber": by_pdfplumber,
    "workbench": by_workbench,
}


def best_seconds(method: Callable[[Path], list[str]], paths: list[Path]) -> float:
    """The shortest of some rounds over all files, after one that is not counted."""
    rounds = []
    for _ in range(ROUNDS + 1):
        before = time.perf_counter()
        for path in paths:
            method(path)
        rounds.append(time.perf_counter() - before)
    return min(rounds[1:])


def plain_words(text: str) -> list[str]:
    """Words in order, wraps undone, so that only what is read counts and not its layout."""
    text = re.sub(r"(?<=\w)[-\ufffe\x02]\s*", "-", text.replace("\u00ad", ""))
    return re.findall(r"[\w’'-]+", text)


def words_right(found: list[str], truth: list[str]) -> float:
    """The share of the truth's runs of five words that were found as they stand."""
    runs = {tuple(truth[i : i + 5]) for i in range(len(truth) - 4)}
    seen = {tuple(found[i : i + 5]) for i in range(len(found) - 4)}
    return len(runs & seen) / max(1, len(runs))


def whole_paragraphs(parts: list[str], truth: list[str]) -> float:
    """The share of the true paragraphs that come out somewhere unbroken by lines of a margin."""
    found = " ".join(" ".join(plain_words(part)) for part in parts)
    return sum(" ".join(plain_words(text)) in found for text in truth) / max(1, len(truth))


def speed(paths: list[Path]) -> list[Row]:
    pages = sum(len(pypdf.PdfReader(path).pages) for path in paths)
    print(f"{len(paths)} PDFs, {pages} pages; best of {ROUNDS} rounds")
    seconds = {name: best_seconds(method, paths) for name, method in METHODS.items()}
    for name, taken in seconds.items():
        print(
            f"  {name:<10} {pages / taken:8,.0f} pages a second"
            f"   {taken / seconds['workbench']:6.2f} times what reading by the workbench takes"
        )
    ours = seconds.pop("workbench")
    return [
        Row(f"{len(paths)} PDFs, {pages} pages, from file to blocks of text",
            f"{pages / ours:,.0f} pages a second",
            f"{name}, text alone: {pages / taken:,.0f} pages a second", taken / ours)
        for name, taken in seconds.items()
    ]  # fmt: skip


def fidelity(path: Path) -> list[Row]:
    known = read_document(path.with_suffix(".txt"))
    truth = plain_words(known.text)
    paragraphs = [block.text for block in known.blocks if block.kind == "numbered"]
    paragraphs = paragraphs or [block.text for block in known.blocks if len(block.text) > 200]
    print(f"{path.name}: {len(truth):,} words, {len(paragraphs)} paragraphs known from its text")
    whole_by = {}
    for name, method in METHODS.items():
        parts = method(path)
        right = words_right(plain_words(" ".join(parts)), truth)
        whole = whole_by[name] = whole_paragraphs(parts, paragraphs)
        print(f"  {name:<10} runs of five words {right:6.1%}   paragraphs whole {whole:6.1%}")
    others = ", ".join(f"{n} {w:.1%}" for n, w in whole_by.items() if n != "workbench")
    return [Row(f"paragraphs whole, {path.name}", f"{whole_by['workbench']:.1%}", others)]


def main(folder: Path = HERE / "data" / "northmoor" / "reports") -> list[Row]:
    """Print speed, and fidelity where a text of the same report lies beside a PDF."""
    paths = sorted(folder.glob("*.pdf"))
    if not paths:
        sys.exit(f"There is no PDF in {folder}. Give a folder that holds some.")
    rows = speed(paths)
    for path in paths:
        if path.with_suffix(".txt").exists():
            rows += fidelity(path)
    return rows


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
