"""One passage in the making: which pieces it covers and what is known of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.records import PassageKind
from workbench.reports.parts.printed_pieces import Piece


@dataclass(slots=True)
class Item:
    """Pieces ``first`` up to, not including, ``last``; text from ``start`` to ``end``.

    ``printed`` is the number as printed. ``under`` is the number of the finding, theme or
    episode it stands under. ``leads`` are words that name who must act: a bracket behind the
    number, a table's cell, the line above a list; ``headings`` are titles that may name them.
    ``findings`` are numbers of findings it names.
    """

    kind: PassageKind
    first: int
    last: int
    start: int
    end: int
    printed: str | None = None
    section: str | None = None
    under: str | None = None
    leads: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    about: str | None = None
    when: str | None = None
    labelled: bool = False
    in_summary: bool = False
    cites: tuple[str, ...] = ()
    listing: int | None = None  # which list it is an item of: two of one list are two
    repeats: tuple[range, ...] = ()  # pieces in which it is printed again

    def covers(self) -> set[int]:
        """Every piece that prints it, here or again."""
        return {i for places in (range(self.first, self.last), *self.repeats) for i in places}

    def text(self, whole: str) -> str:
        """Its words in the document's text."""
        return whole[self.start : self.end]


_FINDING_NUMBERS = re.compile(
    r"\b(?:Finding|Theme|Learning (?:Point|Theme)|KPE)s?\s*(?:no\.?\s*)?"
    r"(?P<numbers>\d{1,2}(?:\.\d{1,2})?(?:(?:\s*,\s*|\s*&\s*|\s+and\s+)\d{1,2}(?:\.\d{1,2})?)*)",
    re.IGNORECASE,
)


def findings_named(text: str) -> tuple[str, ...]:
    """Numbers of the findings or themes a text refers to: ``Findings 1, 2 and 4``."""
    numbers = [
        number
        for found in _FINDING_NUMBERS.finditer(text)
        for number in re.findall(r"\d{1,2}(?:\.\d{1,2})?", found["numbers"])
    ]
    return tuple(dict.fromkeys(numbers))


def body_of(pieces: Sequence[Piece], first: int, last: int) -> tuple[int, int]:
    """Start and end in the text of the pieces ``first`` to ``last``, the first's label passed.

    Where the label is all that its piece says, the text begins with the next piece.
    """
    label = pieces[first].label
    begins = first + 1 if label and label.whole and first + 1 < last else first
    start = pieces[begins].start if begins != first else pieces[first].body_start
    return start, pieces[last - 1].end
