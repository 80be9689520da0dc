"""Practice reviews of many houses, each written by hand with what a reader should find in it.

A new layout is added by dropping two files into ``case_reviews/``: the report as ``.txt`` or
``.md``, and beside it a ``.json`` of the same name, written before the reader is run.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.documents import read_document
from workbench.documents.model import Block, Document, assemble
from workbench.records import Passage, Reading
from workbench.reports.parts.outline import outline_of
from workbench.reports.parts.printed_pieces import pieces_of
from workbench.reports.practice.reader import CaseReviewReader
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
    found = _of(reading, KINDS[plural])
    wanted = _expected(layout)[plural]
    assert [p.number for p in found] == [words["number"] for words in wanted]
    for passage, words in zip(found, wanted, strict=True):
        assert passage.text.startswith(words["starts"])
        assert passage.text.endswith(words["ends"])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_findings_cite_who_must_act_and_when_it_was(
    layout: str, organisations: Organisations
) -> None:
    _, reading = _read(layout, organisations)
    expected = _expected(layout)
    cites = {p.number: set(p.cites) for p in _of(reading, "finding")}
    assert cites == {e["number"]: set(e["cites"]) for e in expected["findings"]}
    owners = [list(p.owners) for p in _of(reading, "recommendation")]
    assert owners == [e["owners"] for e in expected["recommendations"]]
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


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_paragraph_is_lost(layout: str, organisations: Organisations) -> None:
    document, reading = _read(layout, organisations)
    held = [(p.start, p.end) for p in reading.passages]
    said = {p.text for p in reading.passages}
    pieces = pieces_of(document)
    outline = outline_of(pieces)
    for index, piece in enumerate(pieces):
        if piece.kind not in ("text", "bullet") or outline.topic(index) == "glossary":
            continue
        again = piece.text[piece.label.length if piece.label else 0 :] in said
        assert again or any(start < piece.end and piece.start < end for start, end in held)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_is_recognised_even_without_its_cover(layout: str) -> None:
    reader = CaseReviewReader()
    document = _report(layout)
    assert reader.recognises(document) >= 0.8
    body = document.part(len(document.blocks) // 5, len(document.blocks))
    assert reader.recognises(body) >= 0.3


INVENTED = Path(__file__).parents[2] / "data" / "northmoor" / "reports"


@pytest.mark.parametrize("start", ["board-pack", "yearly-report", "health-review", "jtai-letter"])
def test_other_kinds_of_report_are_left_to_their_own_readers(start: str) -> None:
    path = next(INVENTED.glob(f"{start}*"))
    assert CaseReviewReader().recognises(read_document(path)) < 0.1


def test_a_list_of_reviews_in_a_yearly_report_is_no_review() -> None:
    document = assemble(
        "scan.txt",
        "0" * 64,
        "text",
        [
            Block("heading", "Learning from reviews", level=1),
            Block("paragraph", "Two practice reviews were published during the year."),
            Block("paragraph", "Child Rowan was bruised. The review made nine recommendations."),
            Block("heading", "Training programme", level=1),
            Block("paragraph", "The training programme reached 412 people this year."),
            Block("paragraph", "The annual report of the child death overview panel follows."),
        ],
    )
    assert CaseReviewReader().recognises(document) < 0.3


def test_boxes_tables_as_boxes_and_repeats_in_word_documents(organisations: Organisations) -> None:
    """What Word gives that text does not: boxes, one-cell tables, footnotes, real levels."""
    document = assemble(
        "review.docx",
        "0" * 64,
        "docx",
        [
            Block("heading", "Learning Review: Child Teasel", level=1),
            Block("heading", "Analysis", level=1),
            Block("heading", "Theme 1 – Handover", level=2),
            Block("numbered", "No one told the night staff.", number="3.1"),
            Block(
                "box",
                "Learning Point 1\nA handover that is not spoken is a note.\n"
                "• Say it to a person.\n• Ask them to say it back.",
            ),
            Block("numbered", "The form had changed in March.", number="3.2"),
            Block(
                "table",
                "Recommendation 1\tNorthmoor Constabulary should speak each handover aloud.",
                rows=(
                    (
                        "Recommendation 1",
                        "Northmoor Constabulary should speak each handover aloud.",
                    ),
                ),
            ),
            Block("heading", "Theme 2 – Weekends", level=2),
            Block("numbered", "Doors were shut on Saturday (Recommendation 1).", number="3.3"),
            Block("footnote", "Opening hours as of 2021.", number="1"),
            Block("heading", "Recommendations", level=1),
            Block("heading", "Recommendation 1", level=2),
            Block("paragraph", "Northmoor Constabulary should speak each handover aloud."),
        ],
    )
    reading = CaseReviewReader().read(document, "teasel", organisations)
    findings = _of(reading, "finding")
    assert [(f.number, f.cites) for f in findings] == [("1", ("1",)), ("2", ("1",))]
    assert findings[0].text.startswith("Handover")
    assert findings[0].text.endswith("The form had changed in March.")
    assert [r.text for r in _of(reading, "recommendation")] == [
        "Northmoor Constabulary should speak each handover aloud."
    ]
    [learning] = _of(reading, "learning")
    assert learning.text.startswith("A handover that is not spoken")
    assert learning.text.endswith("Ask them to say it back.")
    for passage in reading.passages:
        assert document.text[passage.start : passage.end] == passage.text


def test_an_odd_document_is_read_without_a_word_of_complaint(organisations: Organisations) -> None:
    for blocks in (
        [],
        [Block("heading", "Finding 1", level=1)],
        [Block("table", "", rows=()), Block("paragraph", "Recommendation 1")],
        [Block("table", "a\tb\nc", rows=(("a", "b"), ("c",)))],
        [Block("box", "\n\nRecommendation 2:\n\n")],
    ):
        document = assemble("odd.txt", "0" * 64, "text", blocks)
        reading = CaseReviewReader().read(document, "odd", organisations)
        for passage in reading.passages:
            assert passage.text
            assert document.text[passage.start : passage.end] == passage.text


def test_one_wording_for_two_agencies_is_two_recommendations(organisations: Organisations) -> None:
    document = assemble(
        "r.docx",
        "0" * 64,
        "docx",
        [
            Block("heading", "Serious Case Review: Child Vetch", level=1),
            Block("heading", "Recommendations", level=1),
            Block("heading", "Northmoor Constabulary", level=2),
            Block("numbered", "Staff should rehearse the protocol each year.", number="1"),
            Block("heading", "Northmoor Council", level=2),
            Block("numbered", "Staff should rehearse the protocol each year.", number="1"),
            Block("heading", "Summary of recommendations", level=1),
            Block("bullet", "Staff should rehearse the protocol each year.", level=1),
        ],
    )
    reading = CaseReviewReader().read(document, "vetch", organisations)
    owners = [r.owners for r in _of(reading, "recommendation")]
    assert owners == [("Northmoor Constabulary",), ("Northmoor Council",)]
    assert [r.ref for r in _of(reading, "recommendation")] == [
        "vetch/recommendation/1",
        "vetch/recommendation/1-2",
    ]


def test_a_review_without_findings_says_that_its_analysis_was_taken(
    organisations: Organisations,
) -> None:
    document = assemble(
        "r.docx",
        "0" * 64,
        "docx",
        [
            Block("heading", "Serious Case Review: Child Vetch", level=1),
            Block("heading", "Analysis", level=1),
            Block("heading", "Seeing fathers", level=2),
            Block("paragraph", "Nobody met him."),
            Block("heading", "Recommendations", level=1),
            Block("bullet", "Meet him.", level=1),
        ],
    )
    reading = CaseReviewReader().read(document, "vetch", organisations)
    assert [f.text for f in _of(reading, "finding")] == ["Seeing fathers\n\nNobody met him."]
    assert [check.check for check in reading.checks] == ["findings_guessed"]


def test_unnumbered_findings_cite_what_stands_under_them(organisations: Organisations) -> None:
    document = assemble(
        "r.docx",
        "0" * 64,
        "docx",
        [
            Block("heading", "Learning Review: Child Vetch", level=1),
            Block("heading", "Findings", level=1),
            Block("heading", "Fathers were not met", level=2),
            Block("paragraph", "He opened the door."),
            Block("paragraph", "Recommendation: Services should meet fathers."),
            Block("heading", "Nights were not covered", level=2),
            Block("paragraph", "Nobody came."),
            Block("heading", "Recommendations", level=1),
            Block("numbered", "Services should meet fathers.", number="1"),
            Block("numbered", "Services should ask about nights.", number="2"),
        ],
    )
    reading = CaseReviewReader().read(document, "vetch", organisations)
    assert [(f.number, f.cites) for f in _of(reading, "finding")] == [("1", ("1",)), ("2", ())]
    assert [r.number for r in _of(reading, "recommendation")] == ["1", "2"]
