"""Small records that many tests use, and where the repository is."""

from __future__ import annotations

from pathlib import Path

from workbench.documents.model import Block, Document, assemble
from workbench.records import Action, Check, Figure, Passage, Reading, ReportTable, Review, Term

REPOSITORY = Path(__file__).resolve().parents[1]


def a_document(sha256: str = "a" * 64, name: str = "hartwell.txt") -> Document:
    """A small invented report of four blocks."""
    return assemble(
        name,
        sha256,
        "text",
        [
            Block("heading", "Findings", page=1, line=1, level=1),
            Block("numbered", "Records were not shared.", page=1, line=3, number="1.1"),
            Block("numbered", "Staff knew the family well.", page=1, line=5, number="1.2"),
            Block("numbered", "The Trust should share records.", page=2, line=9, number="1"),
        ],
        pages=2,
    )


def a_reading(document: Document | None = None, review: str = "hartwell-2024") -> Reading:
    """What a reader would make of :func:`a_document`."""
    document = document or a_document()
    blocks = document.blocks

    def passage(i: int, kind: str, number: str, **more: object) -> Passage:
        return Passage(
            review=review,
            ref=f"{review}/{kind}/{number}",
            kind=kind,
            number=number,
            text=blocks[i].text,
            page=blocks[i].page,
            start=blocks[i].start,
            end=blocks[i].end,
            **more,
        )

    return Reading(
        review=Review(
            id=review,
            title="Review of Hartwell",
            kind="learning_review",
            published="2024-05-22",
            documents=(document.sha256,),
        ),
        passages=(
            passage(1, "finding", "1.1", cites=("1",), polarity="improvement"),
            passage(2, "finding", "1.2", polarity="strength"),
            passage(3, "recommendation", "1", owners=("Hartwell NHS Trust",)),
        ),
        figures=(Figure(review, "children seen", 12.0, "children", "2023-24"),),
        tables=(ReportTable(review, "Training", ("Course", "People"), (("Level 3", "12"),)),),
        terms=(Term(review, "GP", "general practitioner"),),
        actions=(Action(review, "A1", "Share records", owner="Hartwell NHS Trust"),),
        reviews=(Review(f"{review}/r1", "Child Oak", "serious_case_review", reported_in=review),),
        checks=(
            Check(review, "never_cited", "Nothing cites it.", refs=(f"{review}/finding/1.2",)),
        ),
    )
