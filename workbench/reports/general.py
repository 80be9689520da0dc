"""Any report nobody wrote a reader for: headings, numbered items and paragraphs, and it says so.

Nothing is understood here that the report does not call by its name: items under a heading
"Recommendations" are recommendations, everything else is a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from workbench.documents.model import Document
from workbench.records import Check, PassageKind, Reading, Review
from workbench.reports.parts.cover import cover_facts
from workbench.reports.parts.findings import findings_listed
from workbench.reports.parts.items import Item
from workbench.reports.parts.listed_items import ListedKind, listed_in, listed_under
from workbench.reports.parts.outline import Outline, outline_of
from workbench.reports.parts.passages_from_items import PassageWriter, number_items
from workbench.reports.parts.printed_pieces import Piece, pieces_of
from workbench.reports.parts.rows_of_items import rows_in
from workbench.reports.parts.said_once import said_once
from workbench.reports.parts.tables_and_terms import tables_in, terms_in
from workbench.reports.parts.titles import Topic
from workbench.vocabulary import Organisations

# Sections that only some kinds of report have; actions are listed as what should change.
_ALSO: tuple[tuple[Topic, PassageKind], ...] = (
    ("strengths", "strength"),
    ("improvements", "improvement"),
    ("actions", "recommendation"),
)


class GeneralReader:
    """Reads what no other reader knows, and marks the review as guessed."""

    kind = "general"

    def recognises(self, document: Document) -> float:
        """A little, always: so that something reads every document."""
        return 0.05

    def read(self, document: Document, review_id: str, organisations: Organisations) -> Reading:
        """Sections, numbered items, paragraphs; and items that a heading calls by their kind.

        Returns
        -------
        Reading
            ``review.guessed`` is True and a check ``layout_guessed`` says what to do about it.
        """
        facts = cover_facts(document)
        organisations = organisations.learned_from(document)
        pieces = pieces_of(document)
        outline = outline_of(pieces)
        items = _items(pieces, outline, document.text)
        writer = PassageWriter(document, review_id, pieces, organisations, facts.publisher)
        review = Review(
            id=review_id,
            title=facts.title,
            kind=facts.kind or "other",
            area=facts.area,
            publisher=facts.publisher,
            subject=facts.subject,
            started=facts.period[0],
            ended=facts.period[1],
            published=facts.published,
            guessed=True,
            documents=(document.sha256,),
        )
        return Reading(
            review=review,
            passages=(*(writer.any(item) for item in items), *writer.paragraphs(outline, items)),
            tables=tuple(tables_in(review_id, pieces, outline)),
            terms=tuple(terms_in(review_id, pieces, outline)),
            checks=(_guessed(review_id, document, items),),
        )


def _items(pieces: Sequence[Piece], outline: Outline, whole: str) -> list[Item]:
    found = findings_listed(pieces, outline)
    for kind in get_args(ListedKind):
        found += [*listed_in(pieces, outline, kind), *rows_in(pieces, outline, kind)]
    for topic, kind in _ALSO:
        found += listed_under(pieces, outline, topic, kind)
    by_kind: list[Item] = []
    for kind in dict.fromkeys(item.kind for item in found):
        once = said_once(sorted((i for i in found if i.kind == kind), key=_start), whole)
        number_items(once)
        by_kind += once
    return by_kind


def _start(item: Item) -> int:
    return item.start


def _guessed(review_id: str, document: Document, items: Sequence[Item]) -> Check:
    counted = ", ".join(
        f"{sum(1 for item in items if item.kind == kind)} {kind.replace('_', ' ')}"
        for kind in dict.fromkeys(item.kind for item in items)
    )
    return Check(
        review_id,
        "layout_guessed",
        f"No reader knew the layout of {document.name}, so it was read by headings alone"
        f"{f' ({counted})' if counted else ''}. Check the passages before relying on them; if it "
        "is a kind of report the workbench knows, add it again naming that kind; "
        "docs/adding-a-report-kind.md tells how to add a layout of your own.",
        page=document.blocks[0].page if document.blocks else None,
        line=document.blocks[0].line if document.blocks else None,
    )
