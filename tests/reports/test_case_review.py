"""Practice reviews of many houses, each written by hand with what a reader should find in it.

A new layout is added by dropping two files into ``case_reviews/``: the report as ``.txt`` or
``.md``, and beside it a ``.json`` of the same name, written before the reader is run.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.documents import read_document
from workbench.documents.model import Document
from workbench.records import Passage, Reading
from workbench.reports.case_review import CaseReviewReader
from workbench.vocabulary import Organisations

FOLDER = Path(__file__).with_name("case_reviews")
LAYOUTS = sorted(path.stem for path in FOLDER.glob("*.json"))
KINDS = {
    "findings": "finding",
    "recommendations": "recommendation",
    "questions": "question",
    "learning": "learning",
    "good_practice": "good_practice",
    "episodes": "episode",
}


@pytest.fixture(scope="module")
def organisations() -> Organisations:
    return Organisations.load()


def _report(layout: str) -> Document:
    return read_document(next(p for p in FOLDER.glob(f"{layout}.*") if p.suffix != ".json"))


def _expected(layout: str) -> dict:
    return json.loads((FOLDER / f"{layout}.json").read_text(encoding="utf-8"))


def _read(layout: str, organisations: Organisations) -> tuple[Document, Reading]:
    document = _report(layout)
    return document, CaseReviewReader().read(document, layout, organisations)


def _of(reading: Reading, kind: str) -> list[Passage]:
    return [passage for passage in reading.passages if passage.kind == kind]


def test_there_are_layouts_of_many_houses() -> None:
    assert len(LAYOUTS) >= 8


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("plural", KINDS)
def test_passages_are_those_written_down_by_hand(
    layout: str, plural: str, organisations: Organisations
) -> None:
    _, reading = _read(layout, organisations)
    found = {p.number: p.text for p in _of(reading, KINDS[plural])}
    wanted = {e["number"]: e for e in _expected(layout)[plural]}
    assert list(found) == list(wanted)
    assert len(found) == len(_of(reading, KINDS[plural])), "a number was given twice"
    for number, words in wanted.items():
        assert found[number].startswith(words["starts"])
        assert found[number].endswith(words["ends"])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_findings_cite_who_must_act_and_when_it_was(
    layout: str, organisations: Organisations
) -> None:
    _, reading = _read(layout, organisations)
    expected = _expected(layout)
    cites = {p.number: set(p.cites) for p in _of(reading, "finding")}
    assert cites == {e["number"]: set(e["cites"]) for e in expected["findings"]}
    owners = {p.number: list(p.owners) for p in _of(reading, "recommendation")}
    assert owners == {e["number"]: e["owners"] for e in expected["recommendations"]}
    when = {p.number: p.when for p in _of(reading, "episode")}
    assert when == {e["number"]: e["when"] for e in expected["episodes"]}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_cover_the_tables_and_the_glossary(layout: str, organisations: Organisations) -> None:
    _, reading = _read(layout, organisations)
    expected = _expected(layout)
    said = {name: getattr(reading.review, name) for name in expected["review"]}
    assert said == expected["review"]
    tables = [{"columns": list(t.columns), "rows": len(t.rows)} for t in reading.tables]
    for table in expected["tables"]:
        assert table in tables
    terms = {term.term: term.meaning for term in reading.terms}
    assert terms == expected["terms"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_positions_refs_and_paragraphs_hold_together(
    layout: str, organisations: Organisations
) -> None:
    document, reading = _read(layout, organisations)
    refs = [passage.ref for passage in reading.passages]
    assert len(refs) == len(set(refs))
    for passage in reading.passages:
        assert document.text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip()
        assert passage.ref.startswith(f"{layout}/{passage.kind}/")
    # Every sentence of the body is in some passage, a table or the glossary.
    held = [(p.start, p.end) for p in reading.passages]
    for block in document.blocks:
        if block.kind == "numbered":
            assert any(start < block.end and block.start < end for start, end in held), block.text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_is_recognised_even_without_its_cover(layout: str) -> None:
    reader = CaseReviewReader()
    document = _report(layout)
    assert reader.recognises(document) >= 0.8
    body = document.part(len(document.blocks) // 5, len(document.blocks))
    assert reader.recognises(body) >= 0.3
