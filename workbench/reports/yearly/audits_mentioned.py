"""Audits that a yearly report tells of, with their findings and recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from workbench.records import Passage, Polarity, Review
from workbench.reports.identity import slug
from workbench.reports.numbers.amounts import WORDS
from workbench.reports.parts.listed_items import PRESCRIBES
from workbench.reports.passage_maker import PassageMaker
from workbench.reports.shared.asked_of import asked_of
from workbench.reports.shared.inline_items import inline_items
from workbench.reports.shared.leanings import leaning_of
from workbench.reports.shared.proportions import audit_polarity, cases_looked_at
from workbench.reports.shared.sections import Placed, heads_a_section
from workbench.reports.yearly.challenges import label_at
from workbench.sentences import sentences
from workbench.vocabulary import Organisations

SaidKind = Literal["finding", "recommendation"]

_AUDIT = re.compile(
    r"\baudit(?:s|ed|ing)?\b|\bsection (?:11|175|157)\b|\bself[- ]assessments?\b|\bdip[- ]sampl|"
    r"\bdeep dives?\b|\bpractitioner survey\b|\bmystery shop",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\baudits\b|\bauditing\b|\baudit (?:activity|programme|work)\b", re.I)
_NOT_AN_AUDIT = re.compile(
    r"\baudit (?:panel|group|sub[- ]?group|committee|tool|framework|plan|team)\b"
    r"|^following (?:the |our |these )?audits?\b|\b(?:annual|yearly) report\b",
    re.IGNORECASE,
)
_OWN_HEADING = re.compile(
    r"^(?:\d+[.)]?\s*)?(?:the\s+)?(?:(?:key|main|summary of|audit|overall)\s+)*(?:findings?|"
    r"recommendations?|learning|lessons|actions?|next steps|impact|outcomes?|background|"
    r"methodology|"
    r"method|scope|what (?:we|was|worked)|strengths?|good practice|areas for|conclusions?|"
    r"results)\b",
    re.IGNORECASE,
)
_RECOMMENDED = re.compile(
    r"\brecommend\w*|\b(?:partnership|board|executive|group|members) asked that\b|"
    r"\bactions? (?:agreed|arising|identified|from|include)\b|\bareas? for (?:improvement|"
    r"development|action)\b.*:$|\bnext steps\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:found|findings?|identified|showed|shows|highlighted|noted|revealed|demonstrated|"
    r"evidenced|"
    r"concluded|strengths?|good practice|results?|responses?|told us|survey)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:asked to|questions|consider(?:ed)?|agencies (?:involved|were)|aims?|objectives?|scope|"
    r"criteria|sample|terms of reference|attended|following audits|audits (?:were|included|"
    r"undertaken))\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:undertook|conducted|completed|carried out|commissioned|ran|undertaken|led)\s+"
    r"(?P<name>(?:an?|the|its|their|two|three)\s+(?:[\w’'&-]+\s+){0,6}?(?:audit|dip[- ]sample|"
    r"deep dive|"
    r"practitioner survey|self-assessment)s?\b(?:\s+(?:of|on|into|to|"
    r"regarding)\s+[^.,;:()]{3,110})?)",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    r"\b(?:following|after)\s+(?P<name>an?\s+(?:[\w’'&-]+\s+){0,4}?audit\b"
    r"(?:\s+(?:of|on|into)\s+[^.,;:()]{3,110})?)",
    re.IGNORECASE,
)
# Below a heading that only says "Audits": which one is told of.
_WHICH = re.compile(
    r"\b(?:An?|The|Our)\s+(?P<name>(?:[\w-]+\s+){0,4}?audit\s+(?:of|on|into)\s+[^.,;:()]{3,90}?)"
    r"(?=\s+(?:was|were|is|has|took|in\s+(?:the\s+)?[A-Z\d]|during|by|found|looked)\b|\s*[.,;:(])"
)
_ITEM = re.compile(
    r"^(?:an?\s+)?(?:(?:multi|single)[- ]agency\s+|safeguarding\s+|themed\s+)*(?:audits?|"
    r"reviews?|survey|"
    r"dip[- ]sample|deep dive|staff views)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:an?|the|its|their)\s+", re.IGNORECASE)


_NO_NAME = re.compile(
    rf"(?:following|number of|all|these|those|several|(?:{'|'.join(WORDS)}|\d{{1,2}})) "
    r"(?:(?:multi|single)[- ]agency |themed |case )*audits?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A finding or recommendation; ``polarity`` where the words above its list say it."""

    kind: SaidKind
    here: Placed
    polarity: Polarity | None = None


@dataclass(slots=True)
class Audit:
    """One audit: its name, where it is told of, and what it said."""

    name: str
    here: Placed
    said: list[Said] = field(default_factory=list)
    cases: int | None = None  # how many were looked at, where it says


def audits(
    blocks: Sequence[Placed],
    make: PassageMaker,
    organisations: Organisations,
    publisher: str | None = None,
) -> tuple[tuple[Review, ...], list[Passage]]:
    """The audits as records, and their findings and recommendations as passages.

    Passages stand in the section ``Audit: <name>`` and are ``about`` the audit's name. A finding
    has its polarity, a recommendation its owners.
    """
    found = _in_sections(blocks)
    covered = {said.here.index for audit in found for said in audit.said}
    found += _in_passing(blocks, found, covered)
    found = _each_once(found)
    passages = []
    for audit in found:
        for said in audit.said:
            kind, block = said.kind, said.here.block
            more: dict[str, object] = {}
            if kind == "finding":
                more["polarity"] = said.polarity or audit_polarity(block.text, audit.cases)
            else:
                more["owners"] = asked_of(block.text, organisations, publisher)
            passages.append(
                make.block(kind, block, section=f"Audit: {audit.name}", about=audit.name, **more)
            )
    return tuple(_records(found, make.review)), passages


def _records(found: Sequence[Audit], reported_in: str) -> Iterator[Review]:
    taken: set[str] = set()
    for audit in found:
        own = f"{reported_in}-{slug('audit ' + audit.name)}"
        count, unique = 1, own
        while unique in taken:
            count += 1
            unique = f"{own}-{count}"
        taken.add(unique)
        yield Review(
            id=unique,
            title=f"Audit: {audit.name}",
            kind="audit",
            subject=audit.name,
            status="completed",
            reported_in=reported_in,
        )


def _in_sections(blocks: Sequence[Placed]) -> list[Audit]:
    """Audits under headings: one that names an audit, or any heading below "Audits"."""
    found: list[Audit] = []
    grouped = False
    for position, here in enumerate(blocks):
        heading = here.block
        if not heads_a_section(heading) or label_at(heading.text) or _is_own(heading.text):
            continue
        end = _end(blocks, position)
        opening = " ".join(b.block.text for b in blocks[position + 1 : min(end, position + 4)])
        names_one = _AUDIT.search(heading.text) and not _NOT_AN_AUDIT.search(heading.text)
        several = bool(_SEVERAL.search(heading.text))
        if several and names_one:
            grouped = True
        elif not names_one and (
            _NOT_AN_AUDIT.search(heading.text) or not (grouped and _AUDIT.search(opening[:900]))
        ):
            grouped = grouped and end == position + 1
            continue
        which = _WHICH.search(opening) if several else None
        name = which["name"] if which else heading.text
        audit = Audit(_named(name[:1].upper() + name[1:]), here)
        audit.said = list(_said(blocks, position + 1, end))
        audit.cases = cases_looked_at(opening)
        if audit.said or not several:
            if several and not any(one.kind == "recommendation" for one in audit.said):
                continue
            found.append(audit)
    return found


def _is_own(heading: str) -> bool:
    """A small heading within an audit: "Findings", "What is working well"."""
    return bool(_OWN_HEADING.match(heading)) or leaning_of(heading) is not None


def _end(blocks: Sequence[Placed], heading: int) -> int:
    for position in range(heading + 1, len(blocks)):
        block = blocks[position].block
        if block.kind == "heading" and not _is_own(block.text) and not label_at(block.text):
            return position
    return len(blocks)


def _named(heading: str) -> str:
    plain = " ".join(heading.split()).rstrip(":")
    return plain.capitalize() if plain.isupper() else plain


def _said(blocks: Sequence[Placed], first: int, end: int) -> Iterator[Said]:
    """Lists by what announces them; without any list, the paragraphs that say what was found."""
    announced: SaidKind | None = None
    leans: Polarity | None = None
    paragraphs: list[Placed] = []
    any_list = False
    for here in blocks[first:end]:
        block = here.block
        if heads_a_section(block):
            announced, leans = _announced(block.text), leaning_of(block.text)
        elif block.kind in ("bullet", "numbered"):
            if announced:
                any_list = True
                yield _item(announced, leans, here)
        elif block.kind in ("paragraph", "box", "heading") and not _is_label(block.text):
            lead, within = inline_items(block)
            announced_here = _announced(_last_words(lead)) if within else None
            if announced_here:
                any_list = True
                yield from (Said(announced_here, replace(here, block=item)) for item in within)
                announced = leans = None
                continue
            before = announced
            announced, leans = _announced(_last_words(block.text)), leaning_of(block.text)
            if announced is None and len(block.text) < 60 and block.text.endswith(":"):
                # "These include:" goes on from the paragraph before.
                announced = (
                    before or _announced(_last_words(paragraphs[-1].block.text))
                    if paragraphs
                    else before
                )
            paragraphs.append(here)
    yield from _told_in_prose(paragraphs, any_list)


def _is_label(text: str) -> bool:
    """The label of a box; but "Actions agreed:" in an audit announces what it asks for."""
    announces = text.rstrip().endswith(":") and _announced(text) == "recommendation"
    return label_at(text) is not None and not announces


def _item(announced: SaidKind, leans: Polarity | None, here: Placed) -> Said:
    """An item of a list. Under "Areas for development" stands what fell short, or what to do."""
    if leans == "improvement" and PRESCRIBES.search(here.block.text):
        return Said("recommendation", here)
    return Said(announced, here, leans)


def _told_in_prose(paragraphs: Sequence[Placed], any_list: bool) -> Iterator[Said]:
    for number, here in enumerate(paragraphs):
        text = here.block.text
        if text.endswith(":") or len(text) < 60:
            continue
        if (not any_list and number > 0) or (
            number > 0
            and re.search(r"\b(?:audit|exercise|survey)\b[^.]{0,80}\b", text, re.I)
            and _FOUND.search(text[:200])
        ):
            yield Said("finding", here)


def _announced(text: str) -> SaidKind | None:
    if leaning_of(text):
        return "finding"  # "What is working well:", "Areas for development"
    if _RECOMMENDED.search(text):
        return "recommendation"
    if _ASKED.search(text):
        return None
    return "finding" if _FOUND.search(text) else None


def _last_words(text: str) -> str:
    spans = sentences(text)
    return text[spans[-1][0] :] if spans else text


def _in_passing(blocks: Sequence[Placed], known: Sequence[Audit], covered: set[int]) -> list[Audit]:
    """Audits told of in a sentence or an item of a list of audits."""
    inside = {audit.here.index for audit in known}
    sections = {audit.here.block.text for audit in known}
    found: list[Audit] = []
    listing = False
    for here in blocks:
        block = here.block
        if block.kind in ("bullet", "numbered"):
            own = _ITEM.match(block.text) and (listing or "audit" in block.text[:60].casefold())
            if own and here.index not in covered and (here.section or "") not in sections:
                name = re.sub(r"\s*\([^)]*\d{4}\)\s*$", "", block.text).rstrip(". ")
                found.append(Audit(_shortened(name), here))
                continue
        elif block.kind == "paragraph":
            listing = bool(re.search(r"\baudits?\b", _last_words(block.text), re.IGNORECASE))
        else:
            continue
        if here.index in inside or here.index in covered or (here.section or "") in sections:
            continue
        for start, end in sentences(block.text):
            sentence = block.text[start:end]
            match = _DONE.search(sentence) or _FOLLOWING.search(sentence)
            if match and not _NOT_AN_AUDIT.search(match.group()):
                found.append(Audit(_shortened(_ARTICLE.sub("", match["name"])), here))
    return found


def _shortened(name: str) -> str:
    plain = " ".join(name.split())
    plain = (
        re.split(r"\s+(?:and|which|to ensure|in order|as part)\s", plain)[0]
        if len(plain) > 110
        else plain
    )
    return plain[:1].upper() + plain[1:]


def _first_sentence(name: str) -> str:
    """What a long item says first: behind it runs what the audit found."""
    spans = sentences(name)
    return name[slice(*spans[0])].rstrip(".") if len(spans) > 1 else name


def _each_once(found: Sequence[Audit]) -> list[Audit]:
    kept: dict[str, Audit] = {}
    for audit in found:
        if _NO_NAME.fullmatch(audit.name):
            continue
        audit.name = _first_sentence(audit.name)
        key = re.sub(r"\W+", " ", audit.name.casefold()).strip()
        if key not in kept:
            kept[key] = audit
    return list(kept.values())
