"""Recommendations, questions, learning points and good practice, wherever a report puts them.

Three ways of printing them: with a label (``Recommendation 5:``, in a box or a bold line), as
a list under a heading that says what it lists, or as rows of a table. All three may stand in
one report, the same item twice: :mod:`workbench.reports.parts.said_once` makes them one again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from workbench.records import PassageKind
from workbench.reports.parts.items import Item, findings_named
from workbench.reports.parts.labels import FIELD, LabelKind
from workbench.reports.parts.outline import Outline, Section
from workbench.reports.parts.printed_pieces import Piece
from workbench.reports.parts.titles import Topic

ListedKind = Literal["recommendation", "question", "learning", "good_practice"]
TOPIC_OF: dict[ListedKind, Topic] = {
    "recommendation": "recommendations",
    "question": "questions",
    "learning": "learning",
    "good_practice": "good_practice",
}
_CARRIED_BY: tuple[LabelKind, ...] = ("finding", "theme", "episode")

_GOES_ON = re.compile(
    r"(?:this(?! (?:report|review|chapter|section|document|finding|case)\b)|these|it|they|such|"
    r"in (?:doing|particular|addition|order|so doing)|"
    r"to (?:achieve|do|support|enable|inform|assist) (?:this|these|it)|as part of|specifically|"
    r"the (?:work|audit|review|plan|guidance|training|assurance|protocol|pathway|report|exercise|"
    r"briefing|outcome|results?|findings? of)|progress|assurance|(?:intended |expected |desired )?"
    r"(?:outcome|impact|success)s?\b|and\b|or\b|including)\b",
    re.IGNORECASE,
)
PRESCRIBES = re.compile(
    r"\b(?:should|must|needs? to|ought to|(?:is|are) (?:asked|invited|recommended|required|"
    r"requested|encouraged|advised) (?:to|that)|recommend(?:s|ed)?|will (?:need to|ensure|"
    r"seek|review|develop|work)|to (?:ensure|seek|review|consider|develop|assure|agree|"
    r"provide|satisfy|establish|produce))\b|"
    r"^(?:that\b|ensure|review|develop|consider|seek|agree|provide|promote|strengthen|"
    r"establish|undertake|audit|update|revise|produce|commission|create|introduce|raise|improve|"
    r"remind|embed|adopt|clarify|publish|refresh|include|require|make|set|carry|work|ask|"
    r"request|share|build|identify|implement|monitor|support|extend|test|write|train|give)\b",
    re.IGNORECASE,
)
_STEM = re.compile(r":\s*$")
_INTRODUCES = re.compile(
    r"\b(?:number of|several|many|examples? of|some|instances|a range of|summari[sz]ed?|"
    r"this (?:section|chapter|part)|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|\d+) (?:\w+ ){0,2}(?:recommendations?|lessons|learning points|questions|points|"
    r"examples))\b",
    re.IGNORECASE,
)
_POINTS_ON = re.compile(
    r"\b(?:the following(?! (?:day|week|month|year|morning|evening|night))|as follows|"
    r"set out (?:here|below)|listed|below|these are|"
    r"(?:wish(?:es)?|deserves?) .{0,40}to be known)\b",
    re.IGNORECASE,
)
_OF_KIND: dict[ListedKind, str] = {
    "recommendation": r"recommendation",
    "question": r"question|consideration|consider|issue",
    "learning": r"learn|lesson|message",
    "good_practice": r"practice|strength|worked well|went well",
}


def listed_in(pieces: Sequence[Piece], outline: Outline, kind: ListedKind) -> list[Item]:
    """Every item of one kind, labelled ones and those that a heading announces, in order."""
    found = [
        _labelled(pieces, outline, kind, index)
        for index, piece in enumerate(pieces)
        if piece.label and piece.label.kind == kind and piece.kind != "table"
    ]
    taken = {i for item in found for i in range(item.first, item.last)}
    for section in outline.sections:
        if section.topic == TOPIC_OF[kind]:
            found += _under_heading(pieces, outline, kind, section, taken)
    return sorted(found, key=lambda item: item.start)


def listed_under(
    pieces: Sequence[Piece], outline: Outline, topic: Topic, kind: PassageKind
) -> list[Item]:
    """What sections of one topic list, taken as passages of ``kind``; no labels are looked for."""
    found: list[Item] = []
    for section in outline.sections:
        if section.topic == topic:
            found += _under_heading(pieces, outline, "learning", section, set())
    for item in found:
        item.kind = kind
    return found


def _labelled(pieces: Sequence[Piece], outline: Outline, kind: ListedKind, index: int) -> Item:
    piece = pieces[index]
    label = piece.label
    assert label is not None
    section = outline.inside[index]
    own = section if section and section.first == index else None
    topic = outline.topic(index)
    whole = own is not None and (kind == "learning" or topic == TOPIC_OF[kind])
    aims = [label.note] if label.note else []
    first_text = index
    if label.whole and _names_whom(pieces, index + 1):
        aims.append(pieces[index + 1].text)
        first_text = index + 2
        own = outline.inside[index + 1]
    last = _end_of_labelled(pieces, index, first_text, own, whole)
    if label.whole and first_text == index:
        first_text = min(index + 1, last - 1)
    start = pieces[first_text].start if first_text != index else piece.body_start
    end, more, findings = _without_fields(pieces, first_text, last)
    return Item(
        kind,
        index,
        last,
        start,
        max(end, start),
        printed=label.number,
        section=_section_title(outline, index),
        headings=(
            *_line_above(pieces, outline, index),
            *_titles_in_list(outline, index, TOPIC_OF[kind]),
        ),
        under=_under(outline, index),
        leads=(*more, *aims),
        findings=findings,
        labelled=True,
        in_summary=topic in ("summary", "finding_summary"),
    )


def _names_whom(pieces: Sequence[Piece], index: int) -> bool:
    """A heading between a label and its words: ``Recommendation 2``, ``Northmoor Constabulary``."""
    if index + 1 >= len(pieces):
        return False
    here, after = pieces[index], pieces[index + 1]
    bare = here.kind == "heading" and not (here.label or here.topic or here.number)
    return bare and after.kind in ("text", "bullet") and not after.label


def _heads_next(pieces: Sequence[Piece], index: int) -> bool:
    """A line of one or two words above the next label: ``Local`` after ``National``."""
    here = pieces[index]
    after = pieces[index + 1].label if index + 1 < len(pieces) else None
    short = len(here.text.split()) <= 4 and not re.search(r"[.;:,?!]", here.text)
    return here.kind == "text" and short and after is not None


def _end_of_labelled(
    pieces: Sequence[Piece], index: int, first: int, own: Section | None, whole: bool
) -> int:
    """How far an item goes on behind its label; its words begin at ``first``."""
    piece = pieces[index]
    limit = own.stop if own else len(pieces)
    told = not (piece.label and piece.label.whole)
    last = max(index + 1, first)
    while last < limit:
        here = pieces[last]
        if here.label or here.kind in ("heading", "table", "footnote"):
            break
        if told and _takes_up_the_count(pieces, index, first, last):
            break
        if told and _heads_next(pieces, last):
            break
        if piece.box is not None and here.box != piece.box:
            break
        before = pieces[last - 1]
        goes_on = (
            not told
            or whole
            or (piece.box is not None and here.box == piece.box)
            or here.kind == "bullet"
            or _lettered(here)
            or FIELD.fullmatch(here.text) is not None
            or before.text.endswith((":", ";", ","))
            or (here.number is None and _GOES_ON.match(here.text) is not None)
            or here.text[:1].islower()
        )
        if not goes_on:
            break
        told = True
        last += 1
    return last


def _takes_up_the_count(pieces: Sequence[Piece], label: int, first: int, here: int) -> bool:
    """A numbered paragraph of the report (5.3) behind a learning point that said itself already.

    Behind a title, ``Learning theme 1: Home education``, the numbered paragraphs are what it says.
    """
    number = pieces[here].number
    if number is None or "." not in number or pieces[here].kind != "text":
        return False
    labelled = pieces[label].label
    body = label + 1 if first == label and labelled and labelled.whole else first
    return pieces[body].number is None and pieces[body].text.endswith((".", "!", "?", ".’", ".”"))


def _lettered(piece: Piece) -> bool:
    number = piece.number
    return number is not None and not number[0].isdigit() and piece.kind == "text"


def _without_fields(
    pieces: Sequence[Piece], first: int, last: int
) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """Drop closing lines such as ``Lead: Northmoor Council``; say who and which findings."""
    aims: list[str] = []
    findings: list[str] = []
    end = last
    for index in range(first + 1, last):
        found = FIELD.fullmatch(pieces[index].text)
        if found:
            if found["who"]:
                aims.append(found["who"])
            findings += findings_named(pieces[index].text)
            end = min(end, index)
    findings += [n for i in range(first, end) for n in findings_named(pieces[i].text)]
    return pieces[end - 1].end, tuple(aims), tuple(dict.fromkeys(findings))


def _under_heading(
    pieces: Sequence[Piece],
    outline: Outline,
    kind: ListedKind,
    section: Section,
    taken: set[int],
) -> list[Item]:
    """Items that a heading announces, group by group where it has sub-headings."""
    found: list[Item] = []
    labelled_here = any(section.first < i < section.stop for i in taken)
    groups = [section, *(s for s in outline.sections if section in s.chain()[1:])]
    for group in groups:
        if group is not section and not _belongs(group, section):
            continue
        own = [
            i
            for i in range(group.first + 1, group.stop)
            if outline.inside[i] is group and i not in taken
        ]
        if labelled_here and kind in ("learning", "good_practice"):
            continue
        found += _group(pieces, outline, kind, section, group, own, labelled_here)
    return found


def _belongs(group: Section, section: Section) -> bool:
    """A sub-heading groups the list (by owner or theme) unless it opens a list of its own."""
    for around in group.chain():
        if around is section:
            return True
        if around.topic and around.topic not in ("family", "analysis", "narrative", "introduction"):
            return False
        if around.label and around.label.kind not in _CARRIED_BY:
            return False
    return False


def _group(
    pieces: Sequence[Piece],
    outline: Outline,
    kind: ListedKind,
    section: Section,
    group: Section,
    own: Sequence[int],
    labelled_here: bool,
) -> list[Item]:
    texts = [i for i in own if pieces[i].kind in ("text", "bullet") and not pieces[i].label]
    has_bullets = any(pieces[i].kind == "bullet" or _lettered(pieces[i]) for i in texts)
    numbered = [i for i in texts if _is_numbered_item(pieces, texts, i, kind)]
    if labelled_here:
        # Beside labelled recommendations only a plain list is one; prose explains.
        return []
    if numbered:
        # Beside a list's own 1, 2, 3 the report's paragraphs (9.4) only comment on it.
        firsts = [i for i in numbered if "." not in (pieces[i].number or "")] or numbered
    elif has_bullets:
        top = min((pieces[i].level for i in texts if pieces[i].kind == "bullet"), default=0)
        firsts = [
            i
            for i in texts
            if (pieces[i].kind == "bullet" and pieces[i].level == top)
            or _lettered(pieces[i])
            or (
                kind == "recommendation"
                and pieces[i].kind == "text"
                and _stands_alone(pieces[i], kind)
                and not (i - 1 in texts and _GOES_ON.match(pieces[i].text))
            )
        ]
    elif kind in ("learning", "good_practice") and group is not section and texts:
        return [_whole_group(pieces, outline, kind, group)]
    else:
        firsts = [i for i in texts if _stands_alone(pieces[i], kind)]
    return [_listed(pieces, outline, kind, group, first, own, firsts, section) for first in firsts]


def _is_numbered_item(
    pieces: Sequence[Piece], texts: Sequence[int], index: int, kind: ListedKind
) -> bool:
    piece = pieces[index]
    if piece.number is None or not piece.number[0].isdigit() or piece.kind != "text":
        return False
    paragraph = "." in piece.number  # a numbered paragraph, not a numbered list
    stem = _STEM.search(piece.text)
    followed = index + 1 in texts and (
        pieces[index + 1].kind == "bullet" or _lettered(pieces[index + 1])
    )
    if stem and followed and (paragraph or not PRESCRIBES.search(piece.text)):
        return False
    if followed and paragraph and _POINTS_ON.search(piece.text):
        return False
    return not paragraph or _stands_alone(piece, kind)


def _stands_alone(piece: Piece, kind: ListedKind) -> bool:
    """A paragraph that is an item, rather than one that announces or comments on items."""
    text = piece.text
    if _STEM.search(text) or FIELD.fullmatch(text):
        return False
    if kind == "recommendation":
        return bool(PRESCRIBES.search(text)) and not _announces(text, kind)
    if kind == "question" and not text.endswith("?") and not PRESCRIBES.search(text):
        return False
    return not _announces(text, kind)


def _announces(text: str, kind: ListedKind) -> bool:
    """``The review found a number of examples of good practice.``"""
    first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    return (
        len(text.split()) <= 45
        and bool(_INTRODUCES.search(first) or _POINTS_ON.search(first))
        and bool(re.search(_OF_KIND[kind], first, re.IGNORECASE))
    )


def _listed(
    pieces: Sequence[Piece],
    outline: Outline,
    kind: ListedKind,
    group: Section,
    first: int,
    own: Sequence[int],
    firsts: Sequence[int],
    section: Section,
) -> Item:
    last = _end_of_listed(pieces, first, own, set(firsts), kind)
    stem = _stem_of(pieces, own, first, set(firsts))
    end, more, findings = _without_fields(pieces, first, last)
    # "Northmoor Constabulary" above the list, or "Recommendations for the Constabulary".
    titles = _titles_between(group, section)
    return Item(
        kind,
        first,
        last,
        pieces[first].start,
        end,
        printed=pieces[first].number,
        section=_section_title(outline, first),
        under=_under(outline, first),
        leads=(*more, *([stem] if stem else ())),
        headings=(*_line_above(pieces, outline, first), *titles),
        findings=(*findings, *(n for t in titles for n in findings_named(t))),
        in_summary=outline.topic(group.first) in ("summary", "finding_summary"),
        listing=section.first,
    )


def _titles_between(group: Section, section: Section) -> list[str]:
    titles: list[str] = []
    for around in group.chain():
        titles.append(around.title)
        if around is section:
            break
    return titles


def _end_of_listed(
    pieces: Sequence[Piece],
    first: int,
    own: Sequence[int],
    firsts: set[int],
    kind: ListedKind,
) -> int:
    """A numbered item takes its bullets and the lines that go on with it."""
    last = first + 1
    known = set(own)
    while last in known and last not in firsts:
        here, before = pieces[last], pieces[last - 1]
        if here.kind in ("table", "footnote") or here.label:
            break
        sub = here.kind == "bullet" or _lettered(here)
        paragraph = here.number is None and (
            _GOES_ON.match(here.text) or here.text[:1].islower() or FIELD.fullmatch(here.text)
        )
        if not (sub or paragraph or before.text.endswith((";", ","))):
            break
        last += 1
    return last


def _stem_of(
    pieces: Sequence[Piece], own: Sequence[int], first: int, firsts: set[int]
) -> str | None:
    """The line above a list that its items go on with: ``The Partnership should:``"""
    if pieces[first].kind != "bullet" and not _lettered(pieces[first]):
        return None
    for index in reversed([i for i in own if i < first]):
        if index not in firsts and pieces[index].kind == "text":
            return pieces[index].text if _STEM.search(pieces[index].text) else None
    return None


def _whole_group(
    pieces: Sequence[Piece], outline: Outline, kind: ListedKind, group: Section
) -> Item:
    return Item(
        kind,
        group.first,
        group.stop,
        pieces[group.first].start,
        pieces[group.stop - 1].end,
        printed=pieces[group.first].number,
        section=group.parent.title if group.parent else None,
        under=_under(outline, group.first),
    )


def _under(outline: Outline, index: int) -> str | None:
    """The number of the finding (or theme, or episode) that a piece stands under."""
    section = outline.inside[index]
    for around in section.chain() if section else ():
        if around.label and around.label.kind in _CARRIED_BY and around.first != index:
            return around.label.number
    return None


def _line_above(pieces: Sequence[Piece], outline: Outline, index: int) -> tuple[str, ...]:
    """A short line above a list, set like its paragraphs: ``Northmoor Constabulary``."""
    section = outline.inside[index]
    top = section.parent if section and section.first == index else section
    for piece in reversed(pieces[top.first + 1 if top else 0 : index]):
        if piece.label or piece.number or piece.kind == "bullet" or FIELD.fullmatch(piece.text):
            continue
        short = len(piece.text.split()) <= 10 and piece.text[-1] not in ".;?!"
        return (piece.text,) if piece.kind == "text" and short else ()
    return ()


def _titles_in_list(outline: Outline, index: int, topic: Topic) -> tuple[str, ...]:
    """The sub-headings between a labelled item and the head of its list: perhaps its owner."""
    titles: list[str] = []
    section = outline.inside[index]
    for around in section.chain() if section else ():
        if around.first != index and not around.label:
            titles.append(around.title)
        if around.topic == topic:
            return tuple(titles)
    return ()


def _section_title(outline: Outline, index: int) -> str | None:
    """The section an item stands in; beneath a finding, the section of that finding."""
    section = outline.inside[index]
    if section and section.first == index:
        section = section.parent
    chain = section.chain() if section else []
    carriers = [at for at, around in enumerate(chain) if around.label]
    return next((around.title for around in chain[max(carriers, default=-1) + 1 :]), None)
