"""Whatever a file holds, reading takes time in proportion and answers with few words."""

from __future__ import annotations

from pathlib import Path

import pytest
from growth import lines_run, must_end

from workbench.documents import read_document
from workbench.records import Reading
from workbench.reports.base import read_report
from workbench.sentences import sentences
from workbench.vocabulary import Organisations

LIKE = "In 2018-19 there were {} children known to services in Northmoor and {} plans made."
ODD = {
    "no paragraphs": lambda n: "The partnership should act soon. " * (20 * n),
    "numbers alike": lambda n: "\n".join(LIKE.format(i, i + 1) for i in range(2 * n)),
    "one long reference": lambda n: "(Recommendation " + "1.1, " * (10 * n),
    "one long table": lambda n: "| Total | 5 |\n|---|---|\n" + "| Total | 5 |\n" * (4 * n),
    "full stops": lambda n: "no. 4 e.g. Mr. A. B. " * (10 * n),
}


def reading(text: str, folder: Path) -> Reading:
    path = folder / "odd.md"
    path.write_text(text, encoding="utf-8")
    return read_report(read_document(path), "odd", Organisations.load())


@pytest.mark.parametrize("name", ODD)
def test_eight_times_the_text_takes_about_eight_times_the_work(name: str, tmp_path: Path) -> None:
    reading(ODD[name](5), tmp_path)  # what is loaded once; not the text, or its answers are kept
    short = lines_run(lambda: reading(ODD[name](10), tmp_path))
    long = lines_run(lambda: reading(ODD[name](80), tmp_path))
    assert long < 12 * short


@pytest.mark.parametrize("name", ODD)
def test_many_pages_are_read_to_the_end_with_few_remarks(name: str, tmp_path: Path) -> None:
    with must_end():
        found = reading(ODD[name](1600), tmp_path)
    assert len(found.checks) < 50


def test_a_paragraph_of_many_pages_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(ODD["no paragraphs"](50), encoding="utf-8")
    document = read_document(path)
    assert max(len(block.text) for block in document.blocks) <= 12_000
    assert document.text.split() == ODD["no paragraphs"](50).split()
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("See table no. 4 below. It grew.", ["See table no. 4 below.", "It grew."]),
        ("Mr. A. Field rang. nobody came.", ["Mr. A. Field rang. nobody came."]),
        ("In April 2019.This is new", ["In April 2019.", "This is new"]),
        ("“Who asked?” Nobody.\nA line", ["“Who asked?”", "Nobody.", "A line"]),
        ("", []),
    ],
)
def test_where_sentences_begin_and_end(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts
