"""Findings, whole: the heading sentence and everything that stands under it.

A finding printed as a heading goes on to the next finding or section, over its own
sub-headings. One printed as a paragraph at the end of an analysis goes on to the next heading.
Where a report labels none, the sub-headings of its findings section are the findings; where it
has no such section, its themes are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from workbench.reports.parts.items import Item, body_of
from workbench.reports.parts.labels import LabelKind
from workbench.reports.parts.outline import Outline, Section
from workbench.reports.parts.printed_pieces import Piece
from workbench.reports.parts.titles import Topic, is_within

# Sections in which a labelled finding is only repeated in short.
_IN_SHORT = frozenset({"finding_summary", "summary", "recommendations", "questions", "conclusion"})
_NOT_FINDINGS: frozenset[Topic] = frozenset(
    {
        "recommendations",
        "questions",
        "learning",
        "good_practice",
        "introduction",
        "summary",
        "finding_summary",
        "conclusion",
        "later",
        "glossary",
        "end",
    }
)


def findings_in(pieces: Sequence[Piece], outline: Outline) -> tuple[list[Item], str | None]:
    """Every finding, in order, and a sentence where they had to be guessed.

    Labelled findings come first; then labelled themes; then the sub-headings, numbered
    paragraphs or bullets of a findings section; then the sub-headings of a section of themes
    or, in a report without learning points, of the analysis.
    """
    for kind in ("finding", "theme"):
        items = labelled(pieces, outline, kind)
        if items:
            return items, None
    fallbacks: tuple[tuple[Topic, bool], ...] = (
        ("findings", True),
        ("themes", True),
        ("analysis", False),
    )
    for topic, sure in fallbacks:
        if not sure and any(p.label and p.label.kind == "learning" for p in pieces):
            break
        items = _of_topic(pieces, outline, topic, listed=topic == "findings")
        if items:
            named = (
                ""
                if sure
                else (
                    "This report names no findings: the sub-headings of its analysis were taken. "
                    "Check them, and correct the reading where one is not a finding."
                )
            )
            return items, named or None
    items = labelled(pieces, outline, "finding")
    return items, None


def findings_listed(pieces: Sequence[Piece], outline: Outline) -> list[Item]:
    """Findings that are called so: labelled, or listed in a section of findings."""
    return labelled(pieces, outline, "finding") or _of_topic(
        pieces, outline, "findings", listed=True
    )


def labelled(pieces: Sequence[Piece], outline: Outline, kind: LabelKind) -> list[Item]:
    """Findings (or themes) that carry a printed label; repeats in a summary are left out."""
    found: list[Item] = []
    for index, piece in enumerate(pieces):
        if piece.label is None or piece.label.kind != kind or piece.kind == "table":
            continue
        last = _end(pieces, outline, index)
        start, end = body_of(pieces, index, last)
        if end <= start:
            continue  # a label with nothing behind it
        section = _section_around(outline, index)
        found.append(
            Item(
                "finding",
                index,
                last,
                start,
                end,
                printed=piece.label.number,
                section=section.title if section else None,
                labelled=True,
                in_summary=_topic_around(outline, index) in _IN_SHORT,
            )
        )
    return _each_once(found)


# "The Panel reached the following findings." has a number of its own and is none of them.
_ANNOUNCES = re.compile(
    r"[^.]{0,160}\b(?:following\b[^.]{0,40}findings|findings\b[^.]{0,60}"
    r"(?:below|as follows|here|following paragraphs))\b[^.]{0,40}[.:]",
    re.IGNORECASE,
)


def _end(pieces: Sequence[Piece], outline: Outline, index: int) -> int:
    piece = pieces[index]
    section = outline.inside[index]
    stop = section.stop if section and section.first == index else index + 1
    if piece.box is not None and piece.kind != "heading":
        stop = next((i for i in range(index, stop) if pieces[i].box != piece.box), stop)
    peers = {"finding", "theme"} if piece.label and piece.label.kind == "finding" else {"theme"}
    for other in range(index + 1, stop):
        label = pieces[other].label
        if label and label.kind in peers and pieces[other].kind != "bullet":
            return other
    return stop


def _each_once(items: list[Item]) -> list[Item]:
    """Of the places that print one number, the one that tells it whole.

    A list of findings in a summary, and the finding's name again above its recommendations,
    are shorter than the finding itself.
    """
    by_number: dict[str | None, list[Item]] = {}
    for item in items:
        by_number.setdefault(item.printed, []).append(item)
    kept: list[Item] = []
    for number, group in by_number.items():
        if number is None:
            kept += [i for i in group if not i.in_summary] or group
            continue
        told = [item for item in group if not item.in_summary] or group
        kept.append(max(told, key=lambda item: item.end - item.start))
    return sorted(kept, key=lambda item: item.first)


def _of_topic(
    pieces: Sequence[Piece], outline: Outline, topic: Topic, *, listed: bool
) -> list[Item]:
    found: list[Item] = []
    for section in outline.sections:
        if section.topic != topic or any(s.topic == topic for s in section.chain()[1:]):
            continue
        subs = [
            sub
            for sub in outline.sections
            if sub.parent is section
            and sub.topic not in _NOT_FINDINGS
            and not (sub.label and sub.label.kind != "theme")
            and not is_within(sub.title)
        ]
        if subs:
            found += [_sub(pieces, outline, sub) for sub in subs]
        elif listed:
            found += _list_of(pieces, section, outline)
    return found


def _sub(pieces: Sequence[Piece], outline: Outline, section: Section) -> Item:
    return Item(
        "finding",
        section.first,
        section.stop,
        pieces[section.first].start,
        pieces[section.stop - 1].end,
        printed=pieces[section.first].number,
        section=section.parent.title if section.parent else None,
    )


def _list_of(pieces: Sequence[Piece], section: Section, outline: Outline) -> list[Item]:
    """A findings section without sub-headings: its numbered paragraphs, or its bullets."""
    inside = [i for i in range(section.first + 1, section.stop) if outline.inside[i] is section]
    tests: tuple[Callable[[Piece], bool], ...] = (
        lambda p: (
            p.number is not None
            and p.kind == "text"
            and not p.label
            and not _ANNOUNCES.fullmatch(p.text)
        ),
        lambda p: p.kind == "bullet",
        lambda p: p.kind == "text" and not p.label and not p.text.endswith(":"),
    )
    for test in tests:
        firsts = [i for i in inside if test(pieces[i])]
        if firsts:
            return [_listed(pieces, section, first, inside, firsts) for first in firsts]
    return []


def _listed(
    pieces: Sequence[Piece],
    section: Section,
    first: int,
    inside: Iterable[int],
    firsts: Sequence[int],
) -> Item:
    """A numbered finding takes the unnumbered lines that follow it."""
    last = first + 1
    if pieces[first].number is not None:
        later = [i for i in firsts if i > first]
        stop = later[0] if later else section.stop
        known = set(inside)
        while last < stop and last in known and not pieces[last].label:
            last += 1
    return Item(
        "finding",
        first,
        last,
        pieces[first].start,
        pieces[last - 1].end,
        printed=pieces[first].number,
        section=section.title,
    )


def _section_around(outline: Outline, index: int) -> Section | None:
    section = outline.inside[index]
    if section and section.first == index:
        section = section.parent
    while section is not None and section.label and section.label.kind != "theme":
        section = section.parent
    return section


def _topic_around(outline: Outline, index: int) -> Topic | None:
    section = outline.inside[index]
    if section and section.first == index:
        section = section.parent
    for around in section.chain() if section else ():
        if around.topic:
            return around.topic
    return None
