"""Which pieces stand under which heading, when the levels of headings cannot be trusted.

A Word file says what is above what. Text and PDF often do not: every heading is bold and
that is all. Then titles, numbers and what recurs decide: ``Recommendations`` once in a report is
a section; under each of five findings it is a part of the finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.reports.parts.labels import Label
from workbench.reports.parts.owners_named import names_bodies
from workbench.reports.parts.printed_pieces import Piece
from workbench.reports.parts.titles import Topic, is_within, plain_title

_ALWAYS_TOP = frozenset({"end", "glossary", "conclusion"})
_LISTS: dict[str, Topic] = {
    "recommendation": "recommendations",
    "question": "questions",
    "learning": "learning",
    "good_practice": "good_practice",
    "finding": "findings",
    "theme": "themes",
    "episode": "episodes",
}
# "For the Police:", "For schools and early years settings", "To all partners"
_FOR_WHOM = re.compile(
    r"For\s+(?!example\b|instance\b|this\b).{3,90}$|To\s+(?:the\s+|all\s+)?[A-Z].*:?$|.*:$"
)
_APPENDIX = re.compile(r"(?:appendix|appendices|annex(?:e|es)?)\b", re.IGNORECASE)
_FIRST = frozenset({"1", "a", "i", "A", "I", "R1"})
_CARRIERS = frozenset({"finding", "theme", "episode"})  # labelled parts that others stand under


@dataclass(slots=True)
class Section:
    """A heading and all that stands under it: pieces ``first`` up to, not including, ``stop``."""

    first: int
    stop: int
    title: str
    rank: float
    topic: Topic | None
    label: Label | None
    parent: Section | None
    numbered: bool = False

    def chain(self) -> list[Section]:
        """This section and those around it, innermost first."""
        around: list[Section] = []
        section: Section | None = self
        while section is not None:
            around.append(section)
            section = section.parent
        return around


@dataclass(frozen=True, slots=True)
class Outline:
    """Sections in reading order, and for each piece the innermost one it stands in."""

    sections: tuple[Section, ...]
    inside: tuple[Section | None, ...]

    def topic(self, index: int) -> Topic | None:
        """The nearest topic around a piece."""
        section = self.inside[index]
        for around in section.chain() if section else ():
            if around.topic:
                return around.topic
        return None

    def title(self, index: int, below: bool = True) -> str | None:
        """The title a piece stands under; for a heading the one it stands under itself."""
        section = self.inside[index]
        if section and section.first == index and not below:
            section = section.parent
        return section.title if section else None


def outline_of(pieces: Sequence[Piece]) -> Outline:
    """Nest the headings."""
    facts = _Facts(pieces)
    sections: list[Section] = []
    inside: list[Section | None] = []
    current: Section | None = None
    for index, piece in enumerate(pieces):
        while current is not None and _left_its_box(pieces, current, index):
            current.stop = index
            current = current.parent
        if piece.kind == "heading" or _opens(piece):
            rank = _rank(piece, current, facts, pieces[index + 1 : index + 3])
            if current is not None and _heads_its_box(pieces, index):
                rank = max(rank, current.rank + 0.25)  # what is around the box goes on after it
            while current is not None and current.rank >= rank:
                current.stop = index
                current = current.parent
            current = Section(
                first=index,
                stop=len(pieces),
                title=piece.text,
                rank=rank,
                topic=piece.topic,
                label=piece.label,
                parent=current,
                numbered=_depth(piece.number) > 0,
            )
            sections.append(current)
        inside.append(current)
    return Outline(tuple(sections), tuple(inside))


def _heads_its_box(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a box holds more than the title: a title alone is a bar above what follows."""
    box = pieces[index].box
    return box is not None and index + 1 < len(pieces) and pieces[index + 1].box == box


def _left_its_box(pieces: Sequence[Piece], section: Section, index: int) -> bool:
    """Whether a section that a box holds with its title has ended with the box."""
    held = _heads_its_box(pieces, section.first)
    return held and pieces[index].box != pieces[section.first].box


def _key(title: str) -> str:
    """What recurring titles share: ``Considerations for the Board (and partner agencies)``."""
    return " ".join(plain_title(title).split()[:4])


def _opens(piece: Piece) -> bool:
    """A labelled finding opens a section even where it is printed as a paragraph."""
    label = piece.label
    return piece.kind == "text" and label is not None and label.kind in _CARRIERS


class _Facts:
    """What can be said of all headings of a report together."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        headings = [piece for piece in pieces if piece.kind == "heading"]
        # Levels that only repeat the depth of numbers, and 1 for the rest, tell nothing.
        self.levels_tell = any(
            piece.level >= 2 if _depth(piece.number) == 0 else piece.level != _depth(piece.number)
            for piece in headings[1:]
            if piece.level
        )
        self.titles = Counter(_key(piece.text) for piece in headings)
        known = [p.level for p in headings[1:] if p.level and (p.topic or p.number)]
        self.top = min(known, default=0)
        tops = sum(1 for piece in headings if _depth(piece.number) == 1)
        self.tops_are_numbered = tops >= 3

    def recurs(self, piece: Piece) -> bool:
        return self.titles[_key(piece.text)] > 1


def _rank(piece: Piece, current: Section | None, facts: _Facts, after: Sequence[Piece]) -> float:
    rank = _printed_rank(piece, current, facts)
    listing = next((s for s in current.chain() if s.topic), None) if current else None
    if listing and rank <= listing.rank and _is_listed_in(piece, listing, after):
        rank = listing.rank + 0.5
    carrier = next((s for s in current.chain() if _carries(s)), None) if current else None
    if carrier is None or rank > carrier.rank:
        return rank
    if piece.label:
        return carrier.rank + 0.5 if _stands_under(piece.label, carrier) else rank
    if facts.tops_are_numbered and _depth(piece.number) == 1:
        return rank  # "5. What was done well": the next chapter, whatever it is called
    if is_within(piece.text):
        return carrier.rank + 0.5
    # A title met again under each finding; met twice under one, the second is the section.
    if facts.recurs(piece) and not _met(piece, current, carrier):
        return carrier.rank + 0.5
    return rank


def _printed_rank(piece: Piece, current: Section | None, facts: _Facts) -> float:
    if piece.kind != "heading":
        around = (
            next((s for s in current.chain() if not _under_carrier(s)), None) if current else None
        )
        return around.rank + 0.75 if around else 2.0
    if _APPENDIX.match(piece.text):
        return 1.0
    # Unnumbered, unknown and above every section: a bold line whose level is only a guess.
    guessed = piece.level < facts.top and not piece.topic and not piece.number
    if piece.level and facts.levels_tell:
        if not guessed:
            return float(piece.level)
        known = (
            next((s for s in current.chain() if s.topic or s.numbered), None) if current else None
        )
        return known.rank + 1 if known else float(piece.level)
    depth = _depth(piece.number)
    if depth:
        return float(depth)
    if piece.topic in _ALWAYS_TOP:
        return 1.0
    if piece.topic and not facts.recurs(piece) and not facts.tops_are_numbered:
        return 1.0
    solid = (
        next((s for s in current.chain() if not s.rank % 1 and _solid(s)), None)
        if current
        else None
    )
    return solid.rank + 1 if solid else 2.0


def _is_listed_in(piece: Piece, listing: Section, after: Sequence[Piece]) -> bool:
    """What groups a list, however it is set: ``Recommendation 3``, ``For the Police:``, a name.

    ``TARN COUNTY COUNCIL`` above a list that begins anew, perhaps behind a line that announces
    it, is whose recommendations these are.
    """
    if piece.label:
        return _LISTS.get(piece.label.kind) == listing.topic
    if listing.topic not in _LISTS.values():
        return False
    if _FOR_WHOM.match(piece.text):
        return True
    begins = any(p.kind == "bullet" or p.number in _FIRST for p in after)
    return begins and not piece.topic and names_bodies(piece.text)


def _solid(section: Section) -> bool:
    """Ranked by more than a guess: unnumbered, unknown titles stand beside each other."""
    return section.numbered or bool(section.topic and section.rank == 1.0)


def _carries(section: Section) -> bool:
    return section.label is not None and section.label.kind in _CARRIERS


def _under_carrier(section: Section) -> bool:
    return any(_carries(around) for around in section.chain())


def _stands_under(label: Label, carrier: Section) -> bool:
    assert carrier.label is not None
    if label.kind not in _CARRIERS:
        return True
    return carrier.label.kind == "theme" and label.kind == "finding"


def _met(piece: Piece, current: Section | None, carrier: Section) -> bool:
    title = _key(piece.text)
    while current is not None and current is not carrier:
        if _key(current.title) == title:
            return True
        current = current.parent
    return False


def _depth(number: str | None) -> int:
    if number is None or not re.fullmatch(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?", number):
        return 0
    return number.rstrip(".").count(".") + 1
