"""Learning points of a yearly report: by review where they stand under one, else for all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.records import Passage
from workbench.reports.parts.titles import topic_of
from workbench.reports.passage_maker import PassageMaker
from workbench.reports.shared.sections import Placed, heads_a_section
from workbench.reports.yearly.review_sections import ReviewSection, review_sections
from workbench.reports.yearly.review_tellings import told
from workbench.reports.yearly.review_words import kinds_in, status_of
from workbench.sentences import sentences

_LEARNING = re.compile(
    r"^(?:\d+[.)]?\s*)?(?:the\s+)?(?:(?:key|main|common|local|emerging|overall|practice|headline|"
    r"identified|wider|system)\s+)*(?:learning|lessons?|practice (?:points|messages)|key messages)"
    r"(?:\s+(?:points?|themes?|messages?|identified|learn(?:ed|t)|included?s?|was|were|is|are|"
    r"for|from|"
    r"outcomes?|opportunities|areas?|and|to be|arising|emerging|gained)\b[^.]*)?\s*:?$",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:learning|lessons?|need for|needs to|need to|identified|found|findings|themes|"
    r"highlighted|"
    r"should|improve(?:ment)?s?|messages|practice points)\b",
    re.IGNORECASE,
)
_SOMETHING_ELSE = re.compile(
    r"\b(?:recommend\w*|terms of reference|questions|agencies (?:involved|asked)|members of|"
    r"family (?:members|"
    r"composition)|have (?:been|already) (?:taken|made|done|completed)|actions?(?: taken)?|"
    r"progress|"
    r"good practice|strengths?|as a result|in response|impact|criteria|available|link)\b",
    re.IGNORECASE,
)


# What comes before or behind the review in a heading: "Rapid reviews: themes".
_PARTS = re.compile(r"\s*[:–—]\s*|\s+-\s+")
_TOLD = re.compile(
    r"\b(?:what|messages?|themes?)\b.*\breviews?\b.*\b(?:told|taught|tells?|teach)\b"
    r"|^(?:the |key |common |main )*(?:themes|messages) (?:from|across|in) .*\breviews\b",
    re.IGNORECASE,
)


def is_learning_heading(heading: str) -> bool:
    """Whether a heading announces learning: by itself, or by one of its parts.

    "LCSPR Rowan: what we learnt" and "Rapid reviews: themes" name the review first; themes alone
    are learning only where reviews are named with them.
    """
    if _LEARNING.match(heading) or _TOLD.search(heading):
        return True
    topics = {topic_of(part) for part in _PARTS.split(heading)}
    return "learning" in topics or ("themes" in topics and bool(kinds_in(heading)))


def learning_points(blocks: Sequence[Placed], make: PassageMaker) -> list[Passage]:
    """Each learning point as a passage, ``about`` the review it came from where one is named."""
    found: list[Passage] = []
    covered: set[int] = set()
    for section in review_sections(blocks):
        for here in _points(blocks, section.first + 1, section.end, within=section):
            covered.add(here.index)
            found.append(
                make.block("learning", here.block, section=here.section, about=section.name)
            )
    names = {section.name for section in review_sections(blocks)} | _named_in_text(blocks)
    for position, here in enumerate(blocks):
        if here.block.kind == "heading" and is_learning_heading(here.block.text):
            end = _next_heading(blocks, position)
            if "audit" in " ".join(here.path).casefold():
                continue
            for point in _points(blocks, position, end):
                if point.index not in covered and not _tells_of_a_review(point):
                    covered.add(point.index)
                    about = (
                        _whose(blocks, position, point, names)
                        or _named_in(here.block.text, names)
                        or _reviews_in(here.block.text)
                    )
                    found.append(
                        make.block("learning", point.block, section=point.section, about=about)
                    )
    return sorted(found, key=lambda passage: passage.start or 0)


def _named_in_text(blocks: Sequence[Placed]) -> set[str]:
    """The names the report's own sentences and lists give to reviews."""
    return {
        mention.name
        for here in blocks
        if here.block.kind not in ("heading", "table")
        for start, end in sentences(here.block.text)
        for mention in told(here.block.text[start:end], here, here.block.kind == "bullet")
        if mention.name
    }


def _whose(blocks: Sequence[Placed], heading: int, point: Placed, names: set[str]) -> str | None:
    """The review that the words announcing a list name: "The learning from Child Heron was:"."""
    for here in reversed(blocks[heading:]):
        if here.index >= point.index or here.block.kind in ("bullet", "numbered"):
            continue
        text = here.block.text
        if here.block.kind != "paragraph" or not text.rstrip().endswith(":"):
            return None
        return _named_in(text[(sentences(text) or [(0, 0)])[-1][0] :], names)
    return None


def _named_in(text: str, names: set[str]) -> str | None:
    """The longest of the names that a text speaks of."""
    said = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return max(said, key=len, default=None)


def _reviews_in(heading: str) -> str | None:
    """``Rapid reviews`` of the heading ``Rapid reviews: themes``."""
    named = kinds_in(heading)
    return named[0][0].group().strip() if named and ":" in heading else None


def _next_heading(blocks: Sequence[Placed], position: int) -> int:
    for later in range(position + 1, len(blocks)):
        if heads_a_section(blocks[later].block):
            return later
    return len(blocks)


def _points(
    blocks: Sequence[Placed], first: int, end: int, within: ReviewSection | None = None
) -> Iterator[Placed]:
    """List items that are announced as learning; paragraphs where a learning heading has no list.

    In the section of a review a list is learning unless it is announced as something else.
    """
    announced: bool | None = None if within else True
    paragraphs: list[Placed] = []
    listed = False
    learning_heading = within is None
    for here in blocks[first:end]:
        block = here.block
        if heads_a_section(block):
            if paragraphs and not listed and learning_heading:
                yield from paragraphs
            learning_heading = is_learning_heading(block.text)
            announced = True if learning_heading else _announces(block.text)
            paragraphs, listed = [], False
        elif block.kind in ("bullet", "numbered"):
            listed = True
            if announced is not False:
                yield here
        elif block.kind in ("paragraph", "box", "heading"):
            said = _announces(block.text)
            if said is not None or not learning_heading:
                announced = said
            if learning_heading and not block.text.rstrip().endswith(":"):
                paragraphs.append(here)
    if paragraphs and not listed and learning_heading:
        yield from paragraphs


def _announces(text: str) -> bool | None:
    """Whether the text before a list announces learning: yes, no, or it does not say."""
    spans = sentences(text)
    last = text[spans[-1][0] :] if spans else text
    if _SOMETHING_ELSE.search(last) and not re.search(r"\blearning\b|\blessons\b", last, re.I):
        return False
    return True if _ANNOUNCED.search(last) else None


def _tells_of_a_review(here: Placed) -> bool:
    text = here.block.text
    named = kinds_in(text)
    return bool(named) and status_of(text[: named[0][0].start()]) is not None
