"""The parts of a report that tell of one practice review under a heading of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.records import ReviewKind, ReviewStatus
from workbench.reports.shared.sections import Placed, heads_a_section
from workbench.reports.yearly.review_tellings import Mention, joint_with, published, told, trimmed
from workbench.reports.yearly.review_words import MENTION, NOT_A_REVIEW, kinds_in, status_of
from workbench.sentences import sentences

_LIST_HEAD = re.compile(r"\breviews?\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:because|due to|given|owing to|in order to|to protect|as (?:the|it|this)|pending|risk)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^(?:\d+[.)]?\s*)?(?:the\s+)?(?:key\s+|main\s+|summary of\s+|our\s+|local\s+)?(?:learning|"
    r"lessons|"
    r"findings|themes|background|summary|what happened|what we (?:did|learned|learnt)|"
    r"recommendations|"
    r"actions?|good practice|impact|outcomes?|next steps|response|case summary|overview|progress|"
    r"context|strengths|questions|what (?:has|did)|the (?:review|case)|areas for)\b",
    re.IGNORECASE,
)


_PERSON = re.compile(
    r"\b(?i:child(?:ren)?|baby|family|young person|siblings?)\s+[A-Z0-9][\w-]*"
    r"(?:\s+(?:and|&)\s+[A-Z][\w-]*)?(?=$|[\s:)–-])"
)
_NOT_A_NAME = re.compile(
    r"^(?:child|children|baby|family|siblings?|young person)\s+(?:protection|death|deaths|sexual|"
    r"in|"
    r"looked|and|safeguarding|practice|support|help|hubs?|missing|exploitation|criminal|mental|"
    r"health|"
    r"centres?|voice|subject|with|who|services?|s\b)",
    re.IGNORECASE,
)


_NEAR = 12  # blocks below a heading that say whom it is about


@dataclass(frozen=True, slots=True)
class ReviewSection:
    """The part of a report that tells of one review under its own heading."""

    kind: ReviewKind
    name: str
    first: int  # position of the heading
    end: int  # position after the last block


def review_sections(blocks: Sequence[Placed]) -> list[ReviewSection]:
    """Headings that name one review, each with the blocks below it.

    A heading names a review by its kind ("Serious case review: Rowan") or, in a chapter that
    speaks of reviews, by a child's or family's name, or by its subject when the words below open
    with the review ("The learning review found").
    """
    found: list[ReviewSection] = []
    above: ReviewKind | None = None
    chapter = False
    named = _names_in_lists(blocks)
    for position, here in enumerate(blocks):
        if not heads_a_section(here.block):
            continue
        text = here.block.text
        kinds = kinds_in(text)
        speaks = bool(_LIST_HEAD.search(" ".join(here.path)))
        chapter = speaks or (chapter and (_GENERIC.match(text) or _person(text)) is not None)
        opens = _opens_with(blocks, position) if speaks or chapter else None
        kind = kinds[0][1] if kinds else opens or above
        name = _heading_name(text, bool(kinds), chapter or above is not None)
        if name is None and kinds:
            name = _plain_name(text, blocks[position + 1 : position + 1 + _NEAR])
        if text.casefold().strip("‘’“”'\" ") in named:
            name, kind = _titled(text, text), named[text.casefold().strip("‘’“”'\" ")]
        if name is None and opens and not _LIST_HEAD.search(text) and not _GENERIC.match(text):
            name = _titled(text, text) if len(text.split()) <= 10 else None
        if name and (kind or chapter):
            known = kind or _kind_named(name, blocks)
            found.append(ReviewSection(known, name, position, _until(blocks, position, name)))
        elif kinds:
            above = kinds[-1][1]
        elif not _GENERIC.match(text) and not _LIST_HEAD.search(text):
            above = None
    return found


def _names_in_lists(blocks: Sequence[Placed]) -> dict[str, ReviewKind]:
    """The names that lists give to reviews: a heading with such a name tells of that review."""
    names: dict[str, ReviewKind] = {}
    for here in blocks:
        if here.block.kind in ("bullet", "numbered"):
            for mention in told(here.block.text, here, True):
                if mention.name:
                    names.setdefault(mention.name.casefold(), mention.kind)
    return names


def _opens_with(blocks: Sequence[Placed], heading: int) -> ReviewKind | None:
    """The kind of review that the first sentence below a heading is about."""
    if heading + 1 >= len(blocks) or blocks[heading + 1].block.kind != "paragraph":
        return None
    text = blocks[heading + 1].block.text
    spans = sentences(text)
    first = text[spans[0][0] : spans[0][1]] if spans else ""
    named = kinds_in(first)
    if not named or named[0][0].start() > 40:
        return None
    count = (named[0][0]["count"] or "").casefold()
    return named[0][1] if count in ("the", "a", "an", "one", "this") else None


def _kind_named(name: str, blocks: Sequence[Placed]) -> ReviewKind:
    """The kind of the review that speaks of this child elsewhere; the law's own kind if none."""
    for here in blocks:
        if here.block.kind == "heading" or name not in here.block.text:
            continue
        named = kinds_in(here.block.text[: here.block.text.find(name)])
        if named:
            return named[-1][1]
    return "child_safeguarding_practice_review"


def _person(heading: str) -> re.Match[str] | None:
    match = _PERSON.search(heading)
    return match if match and not _NOT_A_NAME.match(match.group()) else None


def _heading_name(heading: str, typed: bool, below_reviews: bool) -> str | None:
    quoted = re.search(r"[‘“'\"](?P<name>[^’”'\"]{1,40})[’”'\"](?!\w)", heading)
    person = _person(heading)
    if typed:
        if quoted:
            return _titled(quoted["name"], heading)
        rest = MENTION.sub("", heading, count=1)
        if NOT_A_REVIEW.match(rest):
            return None
        if person and person.group() in rest:
            return _titled(person.group(), heading)
        parted = re.search(
            r"^\s*[-–—:(]+\s*(?P<name>[A-Z][^()]{0,50})|^(?P<front>[A-Z].{0,40}?)\s*[-–—:(]+\s*$",
            rest,
        )
        name = (parted["name"] or parted["front"]) if parted else None
        return _titled(name.strip(" )"), heading) if name and len(name.split()) <= 6 else None
    if below_reviews and len(heading.split()) <= 6:
        if person:
            return _titled(person.group(), heading)
        return _titled(quoted["name"], heading) if quoted else None
    return None


_PLAIN = re.compile(
    r"^\s+(?P<name>[A-Z][\w’'-]*(?:(?:\s+(?:and|&))?\s+[A-Z][\w’'-]*){0,2})\s*(?:[:–—(]|-\s|$)"
)


def _plain_name(heading: str, below: Sequence[Placed]) -> str | None:
    """``LCSPR Bryony: what we learnt``: a name without marks, which the words below use as one.

    "Serious Case Review Update" has none: no sentence under it speaks of an Update.
    """
    if heading.isupper():
        return None
    found = _PLAIN.match(MENTION.sub("", heading, count=1))
    if found is None or NOT_A_REVIEW.match(f" {found['name']}"):
        return None
    spoken = re.compile(rf"(?<!\w){re.escape(found['name'])}(?!\w)")
    prose = (here.block for here in below if here.block.kind not in ("heading", "table"))
    return found["name"] if any(spoken.search(block.text) for block in prose) else None


def _titled(name: str, heading: str) -> str:
    """A name in a heading of capitals, as it would be written in a sentence."""
    name = name.strip()
    return name.title() if heading.isupper() and len(name) > 1 else name


def _until(blocks: Sequence[Placed], heading: int, name: str) -> int:
    """The position of the next heading that is not one of the section's own small headings."""
    own = blocks[heading].block.level
    for position in range(heading + 1, len(blocks)):
        block = blocks[position].block
        if not heads_a_section(block):
            continue
        deeper = own is not None and block.level is not None and block.level > own
        if not deeper and not (_GENERIC.match(block.text) and _may_be_of(block.text, name)):
            return position
    return len(blocks)


def _may_be_of(heading: str, name: str) -> bool:
    """Whether a small heading ("Learning from the review") names no other review than this one.

    "Learning review: Child Larch" below the section of Baby Alder begins a section of its own.
    """
    other = _person(heading)
    named = other.group() if other else _heading_name(heading, bool(kinds_in(heading)), False)
    return named is None or named.casefold() == name.casefold()


_SPEAKS_OF_IT = re.compile(
    r"\b(?:review|report|SCR|L?CSPR|DHR|publish\w*|publication)\b", re.IGNORECASE
)


def told_in_sections(blocks: Sequence[Placed]) -> Iterator[Mention]:
    for section in review_sections(blocks):
        heading = blocks[section.first]
        spoken = []
        for here in blocks[section.first + 1 : section.end]:
            if here.block.kind in ("heading", "table"):
                continue
            spoken += [here.block.text[a:b] for a, b in sentences(here.block.text)]
        about = [text for text in spoken if _SPEAKS_OF_IT.search(text)]
        statuses = [(status_of(text), text) for text in about]
        told = {status: text for status, text in reversed(statuses) if status}
        status: ReviewStatus = next(
            (
                s
                for s in ("withheld", "published", "completed", "commissioned", "under_way")
                if s in told
            ),
            "completed",
        )
        yield Mention(
            section.kind,
            heading,
            heading.block.text,
            status=status,
            subject=_first_said(spoken),
            name=section.name,
            joint_with=next(
                (joint_with(t) for t in about if re.search(r"\bjoint", t) and joint_with(t)), None
            ),
            published=next((p for t in about if (p := published(t))), None),
            restricted=_reason(told.get("withheld"), about),
        )


def _first_said(spoken: Sequence[str]) -> str | None:
    """The first sentence of a review's section, without "this review related to"."""
    if not spoken:
        return None
    plain = re.sub(
        r"^(?:the|this|that)?\s*(?:\w+\s+){0,4}review\s+(?:was\s+)?(?:\w+\s+){0,2}?"
        r"(?:relat(?:ed|es|ing) to|concern(?:ed|s)|regarding|into|about|considered|examined|"
        r"focus\w* on)\s+",
        "",
        spoken[0],
        flags=re.IGNORECASE,
    )
    return trimmed(plain.rstrip("."))


def _reason(said: str | None, about: Sequence[str]) -> str | None:
    if said is None or _REASON.search(said):
        return said
    return next((f"{said} {text}" for text in about if _REASON.search(text) and text != said), said)
