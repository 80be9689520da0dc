"""Passages whose text is exactly what stands between their two positions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from workbench.documents.model import Block, Document
from workbench.records import Passage, PassageKind


@dataclass(slots=True)
class PassageMaker:
    """Makes the passages of one review: positions checked against the text, refs unique.

    A ref is ``<review>/<kind>/<number>``, and where nothing is numbered a running number.
    """

    document: Document
    review: str
    _used: Counter[str] = field(default_factory=Counter)

    def block(self, kind: PassageKind, block: Block, **about: Any) -> Passage:
        """The whole block as a passage, with the block's own number."""
        about.setdefault("number", block.number)
        return self.span(kind, block, block.start, block.end, **about)

    def span(self, kind: PassageKind, begins: Block, start: int, end: int, **about: Any) -> Passage:
        """The text from ``start`` to ``end``, which begins in the block ``begins``."""
        text = self.document.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Passage(
            review=self.review,
            ref=self._ref(kind, about.get("number")),
            kind=kind,
            text=text[start:end],
            page=begins.page,
            line=begins.line,
            start=start,
            end=end,
            **about,
        )

    def _ref(self, kind: str, number: str | None) -> str:
        if number is None:
            self._used[kind] += 1
            name = str(self._used[kind])
        else:
            name = number
        ref = f"{self.review}/{kind}/{name}"
        self._used[ref] += 1
        # A second passage with the same printed number: "4", then "4-2".
        return ref if self._used[ref] == 1 else f"{ref}-{self._used[ref]}"
