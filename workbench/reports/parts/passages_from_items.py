"""Items to passages: numbers, positions, pages, owners, refs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from workbench.documents.model import Document
from workbench.records import Passage
from workbench.reports.parts.items import Item
from workbench.reports.parts.outline import Outline
from workbench.reports.parts.owners_named import owners_named
from workbench.reports.parts.printed_pieces import Piece
from workbench.reports.shared.citations import end_without_citation
from workbench.reports.shared.polarity import polarity_of
from workbench.vocabulary import Organisations


def number_items(items: Sequence[Item]) -> None:
    """Give every item its number: as printed, or running where none is printed.

    A question that stands under a finding is ``<finding>.<n>``, n its place under that finding,
    unless its printed number is dotted already. A recommendation under a finding is numbered so
    too where its list begins again at 1 under each finding. All items are of one kind.
    """
    plain = Counter(item.printed for item in items if item.printed and not item.labelled)
    again = {n for n, count in plain.items() if count > 1}
    places: Counter[str] = Counter()
    used = {item.printed for item in items if item.printed}
    for running, item in enumerate(items, 1):
        if item.under:
            places[item.under] += 1
        nested = item.under and not item.labelled and "." not in (item.printed or "")
        if nested and item.kind == "question":
            item.printed = f"{item.under}.{places[item.under or '']}"
        elif nested and item.printed in again:
            item.printed = f"{item.under}.{item.printed}"
        elif item.printed is None:
            number = running
            while str(number) in used:
                number += 1
            item.printed = str(number)
            used.add(item.printed)


class PassageWriter:
    """Items to passages: positions, pages, refs."""

    def __init__(
        self,
        document: Document,
        review: str,
        pieces: Sequence[Piece],
        organisations: Organisations,
        publisher: str | None,
    ) -> None:
        self._document, self._review, self._pieces = document, review, pieces
        self._organisations, self._publisher = organisations, publisher
        self._refs: Counter[str] = Counter()

    def any(self, item: Item) -> Passage:
        """An item as the passage of its kind."""
        if item.kind == "finding":
            return self.finding(item)
        return self.owned(item) if item.kind in ("recommendation", "question") else self.plain(item)

    def finding(self, item: Item) -> Passage:
        text = item.text(self._document.text)
        item.end = item.start + end_without_citation(text)
        passage = self.plain(item)
        polarity = polarity_of(passage.text, item.cites)
        # A review's finding is what it found wanting, unless it says that something was good.
        return replace(
            passage, cites=item.cites, polarity="improvement" if polarity == "neutral" else polarity
        )

    def owned(self, item: Item) -> Passage:
        text = item.text(self._document.text)
        owners = owners_named(text, item.leads, item.headings, self._organisations, self._publisher)
        return replace(self.plain(item), owners=owners)

    def plain(self, item: Item) -> Passage:
        begins = next(
            (p for p in self._pieces[item.first : item.last] if p.end > item.start),
            self._pieces[item.first],
        )
        return Passage(
            review=self._review,
            ref=self._ref(item.kind, item.printed),
            kind=item.kind,
            text=item.text(self._document.text),
            number=item.printed,
            section=item.section,
            page=begins.page,
            line=begins.line,
            start=item.start,
            end=item.end,
            about=item.about,
            when=item.when,
        )

    def paragraphs(self, outline: Outline, kept: Sequence[Item]) -> Iterable[Passage]:
        held: dict[int, int] = {}  # piece -> where the item that holds it ends
        told: dict[int, int] = {}  # the same, where the item says all that the piece says
        for item in kept:
            ends = dict.fromkeys(range(item.first, item.last), item.end)
            ends |= {i: self._pieces[i].end for again in item.repeats for i in again}
            if item.kind not in ("finding", "episode", "vignette") or len(ends) == 1:
                told |= ends
            if item.kind != "quote":
                held |= ends
        for index, piece in enumerate(self._pieces):
            if piece.kind not in ("text", "bullet") or piece.start < told.get(index, 0):
                continue
            # Beyond the end: "Lead: ...", which the item knows but does not say.
            if not piece.number and piece.start < held.get(index, 0):
                continue
            if outline.topic(index) == "glossary" or not re.search(r"\w", piece.text):
                continue
            yield Passage(
                review=self._review,
                ref=self._ref("paragraph", piece.number),
                kind="paragraph",
                text=piece.text,
                number=piece.number,
                section=outline.title(index),
                page=piece.page,
                line=piece.line,
                start=piece.start,
                end=piece.end,
            )

    def _ref(self, kind: str, number: str | None) -> str:
        if number is None:
            self._refs[kind] += 1
            name = f"u{self._refs[kind]}" if kind == "paragraph" else str(self._refs[kind])
        else:
            name = number
        ref = f"{self._review}/{kind}/{name}"
        self._refs[ref] += 1
        return ref if self._refs[ref] == 1 else f"{ref}-{self._refs[ref]}"
