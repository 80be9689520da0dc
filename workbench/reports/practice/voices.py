"""Boxed examples, and what family members and practitioners said, with the speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.reports.parts.items import Item
from workbench.reports.parts.outline import Outline
from workbench.reports.parts.printed_pieces import Piece

_QUOTED = re.compile(
    r"^[“\"‘'](?P<words>.{12,}?)[”\"’'][.,]?\s*(?:[-–—(]?\s*(?P<speaker>[A-Z][^.!?]{1,60}?)\)?\.?)?$",
    re.DOTALL,
)
_EXAMPLE = re.compile(r"(?:(?:practice|case) (?:example|study|vignette)|vignette)s?\W*\d?", re.I)
_SAID_BEFORE = re.compile(
    r"(?P<speaker>[A-Z][\w’' -]{1,50}?) (?:said|told (?:the )?reviewers?|told us|explained|"
    r"described|commented|recalled|put it)\b[^.]{0,60}:$"
)


def vignettes_in(pieces: Sequence[Piece], outline: Outline, told: Sequence[Item]) -> list[Item]:
    """Boxes that tell a story: those with a title of their own, and not of another kind."""
    covered = {i for item in told for i in item.covers()}
    found: list[Item] = []
    index = 0
    while index < len(pieces):
        box = pieces[index].box
        last = index + 1
        while box is not None and last < len(pieces) and pieces[last].box == box:
            last += 1
        span = range(index, last)
        if box is not None and not covered & set(span) and _tells(pieces, outline, index, last):
            titled = last > index + 1 and len(pieces[index].text.split()) <= 14
            found.append(
                Item(
                    "vignette",
                    index,
                    last,
                    pieces[index + 1 if titled else index].start,
                    pieces[last - 1].end,
                    section=_section(outline, index),
                    about=pieces[index].text if titled else None,
                )
            )
        index = last
    found += _titled_stories(pieces, outline, covered)
    return sorted(found, key=lambda item: item.start)


def _titled_stories(pieces: Sequence[Piece], outline: Outline, covered: set[int]) -> Iterator[Item]:
    """``Practice example`` as a heading: what stands under it is the story."""
    for section in outline.sections:
        span = range(section.first + 1, section.stop)
        own = all(pieces[i].kind in ("text", "bullet") and not pieces[i].box for i in span)
        if span and own and _EXAMPLE.fullmatch(section.title) and not covered & set(span):
            yield Item(
                "vignette",
                section.first,
                section.stop,
                pieces[section.first + 1].start,
                pieces[section.stop - 1].end,
                section=_section(outline, section.first),
            )


def quotes_in(pieces: Sequence[Piece], outline: Outline) -> list[Item]:
    """Paragraphs that are one quotation, with the speaker printed beside or before it."""
    found: list[Item] = []
    for index, piece in enumerate(pieces):
        if piece.kind not in ("text", "bullet") or piece.label:
            continue
        match = _QUOTED.match(piece.text)
        if not match or re.search(r"[”\"]\s+\w+.*[“\"]", piece.text):
            continue
        end = piece.start + match.end("words") + 1
        speaker = match["speaker"] or _speaker_before(pieces, index)
        found.append(
            Item(
                "quote",
                index,
                index + 1,
                piece.start,
                end,
                section=outline.title(index),
                about=speaker,
            )
        )
    return found


def _tells(pieces: Sequence[Piece], outline: Outline, first: int, last: int) -> bool:
    """Neither the cover's box nor one about the review itself, no quotation, and long enough."""
    if outline.topic(first) in ("introduction", "glossary", "end"):
        return False
    words = sum(len(piece.text.split()) for piece in pieces[first:last])
    quoted = last == first + 1 and _QUOTED.match(pieces[first].text)
    begun = any(s.first < first and (s.topic or s.numbered) for s in outline.sections)
    return words >= 20 and not quoted and begun


def _speaker_before(pieces: Sequence[Piece], index: int) -> str | None:
    if index == 0:
        return None
    found = _SAID_BEFORE.search(pieces[index - 1].text)
    return found["speaker"].strip() if found else None


def _section(outline: Outline, index: int) -> str | None:
    """The section a box stands in: not its own title, nor the finding it illustrates."""
    section = outline.inside[index]
    if section and section.first == index:
        section = section.parent
    while section is not None and section.label:
        section = section.parent
    return section.title if section else None
