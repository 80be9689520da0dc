"""The general reader: whatever nobody wrote a reader for, and it says that it guessed."""

from __future__ import annotations

from workbench.documents.model import Block, Document, assemble
from workbench.records import Passage, Reading
from workbench.reports.base import ReportReader
from workbench.reports.general import GeneralReader
from workbench.vocabulary import Organisations


def _audit() -> Document:
    return assemble(
        "audit_of_handovers.docx",
        "1" * 64,
        "docx",
        [
            Block("heading", "Multi-agency audit of handovers", level=1, page=1),
            Block("paragraph", "Northmoor Safeguarding Children Partnership", page=1),
            Block("heading", "Introduction", level=2, number="1", page=1),
            Block("numbered", "Twelve cases were looked at.", number="1.1", page=1),
            Block("heading", "Strengths", level=2, number="2", page=2),
            Block("bullet", "Children were named in eleven of twelve.", level=1, page=2),
            Block("heading", "Areas for improvement", level=2, number="3", page=2),
            Block("bullet", "Fathers were named in three.", level=1, page=2),
            Block("bullet", "No handover gave a date of birth.", level=1, page=2),
            Block("heading", "Findings", level=2, number="4", page=3),
            Block("numbered", "Handovers are written for the writer.", number="4.1", page=3),
            Block("numbered", "Nights are not covered.", number="4.2", page=3),
            Block("heading", "Learning points", level=2, number="5", page=3),
            Block("bullet", "Read it back aloud.", level=1, page=3),
            Block("heading", "Recommendations", level=2, number="6", page=4),
            Block(
                "numbered",
                "Northmoor Constabulary should name fathers in every handover.",
                number="6.1",
                page=4,
            ),
            Block("heading", "Actions", level=2, number="7", page=4),
            Block("bullet", "Circulate the form by May.", level=1, page=4),
            Block(
                "table",
                "Agency\tCases\nPolice\t4\nHealth\t8",
                page=5,
                rows=(("Agency", "Cases"), ("Police", "4"), ("Health", "8")),
            ),
            Block("heading", "Glossary", level=2, number="8", page=5),
            Block("paragraph", "MASH: Multi-agency safeguarding hub", page=5),
        ],
        pages=5,
    )


def _read(document: Document) -> Reading:
    return GeneralReader().read(document, "handovers", Organisations.load())


def _texts(reading: Reading, kind: str) -> list[str]:
    return [p.text for p in reading.passages if p.kind == kind]


def test_it_answers_to_everything_but_never_loudly() -> None:
    reader = GeneralReader()
    assert isinstance(reader, ReportReader)
    assert reader.recognises(_audit()) == 0.05
    assert reader.recognises(assemble("empty.txt", "2" * 64, "text", [])) == 0.05


def test_items_under_a_heading_are_what_the_heading_calls_them() -> None:
    reading = _read(_audit())
    assert _texts(reading, "strength") == ["Children were named in eleven of twelve."]
    assert _texts(reading, "improvement") == [
        "Fathers were named in three.",
        "No handover gave a date of birth.",
    ]
    assert _texts(reading, "finding") == [
        "Handovers are written for the writer.",
        "Nights are not covered.",
    ]
    assert _texts(reading, "learning") == ["Read it back aloud."]
    assert _texts(reading, "recommendation") == [
        "Northmoor Constabulary should name fathers in every handover.",
        "Circulate the form by May.",
    ]


def test_numbers_owners_pages_and_sections_are_kept() -> None:
    reading = _read(_audit())
    [first, _] = [p for p in reading.passages if p.kind == "recommendation"]
    assert (first.number, first.page, first.section) == ("6.1", 4, "Recommendations")
    assert first.owners == ("Northmoor Constabulary",)
    findings = [p.number for p in reading.passages if p.kind == "finding"]
    assert findings == ["4.1", "4.2"]


def test_everything_else_is_a_paragraph_with_its_section() -> None:
    reading = _read(_audit())
    paragraphs = {p.text: p for p in reading.passages if p.kind == "paragraph"}
    told = paragraphs["Twelve cases were looked at."]
    assert (told.number, told.section, told.page) == ("1.1", "Introduction", 1)


def test_tables_and_glossary_are_kept() -> None:
    reading = _read(_audit())
    [table] = reading.tables
    assert table.columns == ("Agency", "Cases")
    assert table.rows == (("Police", "4"), ("Health", "8"))
    assert table.page == 5
    assert [(t.term, t.meaning) for t in reading.terms] == [
        ("MASH", "Multi-agency safeguarding hub")
    ]


def test_it_says_that_it_guessed_and_what_to_do() -> None:
    reading = _read(_audit())
    assert reading.review.guessed is True
    assert reading.review.title == "Multi-agency audit of handovers"
    assert reading.review.kind == "audit"
    assert reading.review.publisher == "Northmoor Safeguarding Children Partnership"
    [check] = reading.checks
    assert check.check == "layout_guessed"
    assert "audit_of_handovers.docx" in check.message
    assert "2 finding" in check.message
    assert "docs/adding-a-report-kind.md" in check.message


def test_positions_and_refs_hold() -> None:
    document = _audit()
    reading = _read(document)
    refs = [p.ref for p in reading.passages]
    assert len(set(refs)) == len(refs)
    for passage in reading.passages:
        assert document.text[passage.start : passage.end] == passage.text


def test_a_document_without_headings_is_its_paragraphs() -> None:
    document = assemble(
        "note.txt",
        "3" * 64,
        "text",
        [
            Block("paragraph", "The hub will close on Friday.", line=1),
            Block("bullet", "Ring the duty number instead.", level=1, line=3),
        ],
    )
    reading = _read(document)
    kinds: list[tuple[str, Passage]] = [(p.kind, p) for p in reading.passages]
    assert [kind for kind, _ in kinds] == ["paragraph", "paragraph"]
    assert [p.line for _, p in kinds] == [1, 3]
    assert reading.review.title == "The hub will close on Friday."
    assert reading.review.kind == "other"
