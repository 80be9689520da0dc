"""Practice reviews that a yearly report tells of: which, how far, with whom, about what.

A review is told of in a list ("Completed an SCR regarding ..."), in prose, in a table, in the
box of a challenge, or under a heading of its own. The same review may be told of several times;
:func:`mentions` finds each telling and :func:`gathered` puts them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from workbench.records import Passage, Review, ReviewKind, ReviewStatus
from workbench.reports.amounts import WORDS
from workbench.reports.identity import slug
from workbench.reports.periods import mentions as periods_in
from workbench.reports.sections import Placed, heads_a_section
from workbench.reports.sentences import sentences

# The longest wording first: "thematic learning review" is a thematic review.
_KINDS: tuple[tuple[ReviewKind, str, str], ...] = (
    ("serious_case_review", "serious case review", r"SCR"),
    (
        "child_safeguarding_practice_review",
        "(?:local )?child safeguarding practice review|(?:local )?safeguarding practice review",
        r"L?CSPR",
    ),
    ("rapid_review", "rapid review", r"RR"),
    (
        "domestic_homicide_review",
        "domestic homicide review|domestic abuse[- ]related death review",
        r"DHR|DARDR",
    ),
    ("thematic_review", r"thematic (?!learning)(?:\w+ )?review", r"(?!)"),
    (
        "reflective_session",
        "reflective (?:learning |practice )?(?:session|review|event|workshop)",
        r"(?!)",
    ),
    (
        "learning_review",
        r"(?:(?:local|multi[- ]agency|partnership|systems|practice|thematic) )*learning (?:lessons )?review"
        r"|(?:multi[- ]agency |partnership |local )case review|discretionary review",
        r"LLR|MALR|LLLR",
    ),
)
_TYPE = "|".join(
    rf"(?P<k{i}>(?:(?i:{words})|{short})s?\b(?:\s*\([A-Z]{{2,6}}s?\))?)"
    for i, (_, words, short) in enumerate(_KINDS)
)
_COUNT = "|".join(WORDS)
_MENTION = re.compile(
    rf"(?:\b(?P<count>(?i:an?|the|{_COUNT})|\d{{1,2}})\s+)?"
    rf"(?:(?i:further|new|other|additional|joint|statutory|commissioned|multi-agency|more)\s+){{0,2}}"
    rf"(?:{_TYPE})"
)
_NOT_A_REVIEW = re.compile(
    r"^\s*(?:sub[\s-]?(?:group|committee)|panel|group|process|criteria|guidance|team|learning event|"
    r"events?\b|costs?|referral|screening|toolkit|framework|protocol|recommendation|report\b|"
    r"training|briefing)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^\s*(?:[-–—:,(]\s*)?(?:(?:called|named|known as|for|of|re|regarding|concerning|in respect of)"
    r"\s+)?(?P<name>[‘“'\"][A-Z][^’”'\"]{0,40}[’”'\"]|(?:Child(?:ren)?|Baby|Family|Adult|Young Person|"
    r"Sibling)\s+[A-Z][A-Za-z0-9-]*(?:\s+(?:and|&)\s+[A-Z][A-Za-z0-9-]*)?)"
)
_KNOWN_AS = re.compile(
    r"(?:\bknown as\s+|\bcalled\s+|\bnamed\s+|\()(?P<name>[‘“'\"]?(?:(?:Child(?:ren)?|Baby|Family|Adult|"
    r"Young Person|Siblings?)\s+)?[A-Z][A-Za-z0-9-]*(?:\s+(?:and|&)\s+[A-Z][A-Za-z0-9-]*)?[’”'\"]?)"
    r"(?=[).,;]|\s*$)"
)
_ABOUT = re.compile(
    r"^(?P<gap>[^.;]{0,110}?)\b(?:regarding|relating to|in relation to|in respect of|concerning|"
    r"about|involving|on the themes? of|on the subject of|focus(?:s?ed|s?ing) on|following|into|"
    r"(?<!ing )on|(?<=^ )of|(?<=, )of|(?<=^ )for)\s+(?P<subject>.+)$",
    re.DOTALL,
)
_TRIM = re.compile(
    r"^(?:(?:the|an?)\s+)?(?:(?:case|cases|circumstances|themes?|issue)\s+(?:of|where|in which)"
    r"\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_FIRST_SENTENCE = re.compile(r"\s*\((?=[a-z]|Child |Baby |Family )|;\s|\.\s|,?\s+known as\s")
# Where the subject ends and what was done about the review begins.
_THEN_WHAT = re.compile(
    r",\s+and\s+\w+ed\b|,?\s+(?:which|that|this|and)\s+(?:was|were|is|has|have|will)\b|\s+(?:was|were|is|are|has been|"
    r"have been|will be)\s+(?:completed|published|commissioned|undertaken|started|concluded|agreed|"
    r"finali[sz]ed|considered|under ?way|in progress|ongoing|initiated|commenced|submitted)\b"
)
_STATUS: tuple[tuple[ReviewStatus, re.Pattern[str]], ...] = tuple(
    (status, re.compile(pattern, re.IGNORECASE))
    for status, pattern in (
        (
            "withheld",
            r"\bnot (?:been |be |being |yet been )?publish(?:ed|ing)?\b(?! yet)|\bunpublished\b"
            r"|\b(?:decided|decision|agreed)[^.]{0,30}\bnot to publish\b|\bnot for publication\b"
            r"|\bwithheld\b|\bcannot be published\b",
        ),
        (
            "completed",
            r"\b(?:awaiting|pending|prior to|ready for) publication\b"
            r"|\b(?:will|to|due to|expected to) be published\b",
        ),
        ("published", r"\b(?<!be )published\b|\bpublication (?:in|on|took)\b"),
        (
            "completed",
            r"(?<!not )(?<!not yet )(?<!not been )(?<!yet been )\bcomplet(?:ed|ion of)\b|\bconcluded\b|\bfinali[sz]ed\b|\bsigned[- ]off\b"
            r"|\bundertook\b|\b(?:was|were|been) undertaken\b|\bconducted\b|\bcarried out\b"
            r"|\bcomplete\b",
        ),
        ("commissioned", r"\bcommission(?:ed|ing)?\b|\bagreed to (?:undertake|hold|commission)\b"),
        (
            "under_way",
            r"\b(?:under ?way|in progress|ongoing)\b|\bcommenced\b|\bstarted\b|\bbegan\b"
            r"|\binitiated\b|\bcontinu(?:ed|es|ing)\b|\bprogressing\b|\bprogressed\b|\bopened\b"
            r"|\bremains? open\b|\bworked jointly\b|\bcontribut(?:ed|ing) to\b|\bparticipat",
        ),
        (
            "considered",
            r"\bconsidered\b|\b(?:did|does) not meet (?:the )?(?:criteria|threshold)\b|\bscreened\b",
        ),
    )
)
_STILL = re.compile(
    r"\b(?:is|are|remains?) (?:still )?(?:under ?way|in progress|ongoing|being (?:written|undertaken))\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:must|may|can|could|should|would|where|if|when) (?:always |also |be |an? )?\s*$|\bwhen\b",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\b(?:joint(?:ly)?(?:\s+\w+){0,3}?\s+with|in (?:partnership|conjunction|collaboration) with|"
    r"alongside|jointly commissioned with|led by|with)\s+(?:the\s+)?"
    r"(?P<who>[A-Z][\w’'&-]+(?:(?:\s+(?:and|&|of|upon))?\s+[A-Z][\w’'&-]+){0,6})"
)
_ELSEWHERE = re.compile(
    r"\b(?:(?:an?|the)\s+)?(?P<who>(?:neighbouring|another|other|adjoining|different)\s+"
    r"(?:local\s+)?(?:borough|authority|area|county|council|partnership|board|city|region))\b",
    re.IGNORECASE,
)
_BODY_END = re.compile(
    r"\s+(?:Local )?(?:Safeguarding (?:Children(?:[’']?s)? )?(?:Board|Partnership)|LSCB|LSCP|SCP|SCB)$"
)
_REASON = re.compile(
    r"\b(?:because|due to|given|owing to|in order to|to protect|as (?:the|it|this)|pending|risk)\b",
    re.IGNORECASE,
)
_LIST_HEAD = re.compile(r"\breviews?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of one review. ``listed`` when it is an item of a list."""

    kind: ReviewKind
    here: Placed
    sentence: str
    status: ReviewStatus | None = None
    subject: str | None = None
    name: str | None = None
    joint_with: str | None = None
    published: str | None = None
    restricted: str | None = None
    listed: bool = False


@dataclass(slots=True)
class Told:
    """A review and every telling of it, the first in the document first."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def kind(self) -> ReviewKind:
        return self.mentions[0].kind

    @property
    def name(self) -> str | None:
        return next((m.name for m in self.mentions if m.name), None)


def kinds_in(text: str) -> list[tuple[re.Match[str], ReviewKind]]:
    """The kinds of practice review a text names, in order."""
    found = []
    for match in _MENTION.finditer(text):
        if _NOT_A_REVIEW.match(text[match.end() :]):
            continue
        index = next(i for i in range(len(_KINDS)) if match[f"k{i}"])
        found.append((match, _KINDS[index][0]))
    return found


def _strong(text: str) -> ReviewStatus | None:
    """What settles it wherever it is said: withheld, published, or still under way."""
    status = status_of(text)
    if status in ("withheld", "published"):
        return status
    return "under_way" if _STILL.search(text) else None


def status_of(text: str) -> ReviewStatus | None:
    """How far a review is, by the words around it.

    Withholding and publishing say most; otherwise the first thing said counts, so that
    "commissioned and commenced" is commissioned.
    """
    first: tuple[int, ReviewStatus] | None = None
    for status, pattern in _STATUS:
        match = pattern.search(text)
        if match is None:
            continue
        if status in ("withheld", "published"):
            return status
        if "publi" in match.group().casefold():
            return status
        if first is None or match.start() < first[0]:
            first = match.start(), status
    return first[1] if first else None


def mentions(blocks: Sequence[Placed], challenges: Sequence[Passage] = ()) -> list[Mention]:
    """Every telling of a particular review, in reading order.

    Reviews in general ("learning from serious case reviews") and mere numbers of them are left
    out: a review has a name or a subject, and something was done about it.
    """
    found: list[Mention] = []
    for here in blocks:
        block = here.block
        if block.kind == "heading":
            continue
        if block.kind == "table":
            found += _rows(here)
            continue
        listed = block.kind in ("bullet", "numbered")
        if listed:
            # An item of a list is about one thing to its end.
            found += _told(block.text, here, listed)
            continue
        for start, end in sentences(block.text):
            found += _told(block.text[start:end], here, listed)
    for challenge in challenges:
        found += _in_challenge(challenge, blocks)
    found += _sections(blocks)
    found.sort(key=lambda mention: mention.here.index)
    return found


def _told(text: str, here: Placed, listed: bool) -> Iterator[Mention]:
    """The reviews one sentence or list item tells of."""
    named = kinds_in(text)
    if not named:
        return
    opening = status_of(text[: named[0][0].start()])
    for position, (match, kind) in enumerate(named):
        end = named[position + 1][0].start() if position + 1 < len(named) else len(text)
        before, rest = text[: match.start()], text[match.end() : end]
        if _HYPOTHETICAL.search(before[-40:]) and not listed:
            continue
        if position + 1 < len(named):
            rest = re.sub(r"[,;]?\s*(?:and|as well as)?\s*$", "", rest)
        status = opening or status_of(text)
        name = _name(rest)
        subjects = _subjects(rest, match["count"])
        one = (match["count"] or "").casefold() in ("a", "an", "one")
        itself = listed and one and opening is not None and position == 0
        if status is None or not (subjects or name or itself):
            continue
        if not listed and not _particular(match, before, rest, name):
            continue
        whole = Mention(
            kind,
            here,
            text,
            status=_strong(text) or status,
            name=name,
            joint_with=_joint(text),
            published=_published(text),
            restricted=text if status_of(text) == "withheld" else None,
            listed=listed,
        )
        if len(subjects) < 2:
            yield replace(whole, subject=subjects[0] if subjects else None)
        else:
            for subject in subjects:
                yield replace(whole, subject=subject)


def _particular(match: re.Match[str], before: str, rest: str, name: str | None) -> bool:
    """Prose tells of one review when it counts it and says what was done, close by."""
    counted = match["count"] is not None and match["count"].casefold() != "the"
    plural = match.group().rstrip(")").endswith("s")
    done_before = status_of(" ".join(before.split()[-7:]))
    done_after = re.search(r"\b(?:was|were|has|have|had|is|are)\b", rest) and status_of(rest)
    if name:
        return bool(done_before or done_after)
    return counted and not (plural and match["count"].isdigit()) and bool(done_before or done_after)


def _name(rest: str) -> str | None:
    match = _NAME.match(rest) or _KNOWN_AS.search(rest)
    return match["name"].strip("‘’“”'\"") if match else None


def _subjects(rest: str, count: str | None) -> list[str]:
    """What the review is about; several when two reviews share the words "two reviews on"."""
    match = _ABOUT.match(rest)
    if match is None:
        return []
    subject = _FIRST_SENTENCE.split(match["subject"].strip().rstrip("."))[0]
    subject = _THEN_WHAT.split(subject)[0]
    number = WORDS.get((count or "").casefold(), int(count) if (count or "").isdigit() else 1)
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", subject)
    if number > 1 and len(parts) == number:
        return [_trimmed(part) for part in parts]
    return [_trimmed(subject)] if subject else []


def _trimmed(subject: str) -> str:
    return _TRIM.sub("", " ".join(subject.split())).strip(" ,") or subject.strip()


def _joint(text: str) -> str | None:
    match = _JOINT.search(text)
    if match and not kinds_in(match["who"]):
        return _BODY_END.sub("", match["who"])
    elsewhere = _ELSEWHERE.search(text)
    return elsewhere["who"] if elsewhere else None


def _published(text: str) -> str | None:
    """The day or month a review was published, where the sentence gives one."""
    match = re.search(r"\bpublished\b", text, re.IGNORECASE)
    if match is None or status_of(text) != "published":
        return None
    rest = text[match.end() :]
    for said in periods_in(rest):
        dated = re.search(r"(?:^|\b(?:on|in)(?: the)?)\s*$", rest[: said.start])
        if dated and re.fullmatch(r"\d{4}(?:-\d\d){1,2}", said.period):
            return said.period
    return None


def _in_challenge(challenge: Passage, blocks: Sequence[Placed]) -> Iterator[Mention]:
    """A review that came of a challenge: the challenge says what it is about."""
    here = next((b for b in blocks if b.block.end >= (challenge.start or 0)), None)
    answer = challenge.answer or ""
    if here is None:
        return
    for start, end in sentences(answer):
        text = answer[start:end]
        for match, kind in kinds_in(text):
            before = text[: match.start()]
            if match["count"] is None or not re.search(
                r"\b(?:commission|undertak|undertook|complet|initiat|agree)\w*(?: \w+){0,3}\s*$",
                before,
            ):
                continue
            subjects = _subjects(text[match.end() :], None)
            first = sentences(challenge.text)[0]
            about = subjects[0] if subjects and "," not in text[match.end() :][:2] else None
            yield Mention(
                kind,
                here,
                text,
                status=status_of(before) or "commissioned",
                subject=about or challenge.text[first[0] : first[1]],
                name=_name(text[match.end() :]),
                joint_with=_joint(before),
            )


_COLUMNS = {
    "name": re.compile(
        r"^(?:name|review|case|child|title|subject of review|reference|ref)\b", re.I
    ),
    "kind": re.compile(r"^(?:type|kind|review type|type of review)\b", re.I),
    "status": re.compile(r"^(?:status|progress|stage|position|outcome)\b", re.I),
    "published": re.compile(
        r"^(?:published|publication|date (?:of publication|published))\b", re.I
    ),
    "subject": re.compile(r"^(?:subject|theme|themes|focus|issue|summary|about|reason)\b", re.I),
}


def _rows(here: Placed) -> Iterator[Mention]:
    """A table of reviews: one a row, the columns known by their headings."""
    rows = here.block.rows
    if len(rows) < 2:
        return
    columns = {
        role: next((i for i, cell in enumerate(rows[0]) if pattern.match(cell.strip())), None)
        for role, pattern in _COLUMNS.items()
    }
    if columns["status"] is None and columns["published"] is None:
        return
    if columns["name"] is None and columns["subject"] is None:
        return
    above = kinds_in(" ".join(here.path[-2:]))

    def cell(row: Sequence[str], role: str) -> str:
        index = columns[role]
        return row[index].strip() if index is not None and index < len(row) else ""

    for row in rows[1:]:
        whole = " ".join(row)
        kinds = kinds_in(cell(row, "kind") or whole) or above
        status = status_of(cell(row, "status")) or status_of(cell(row, "published"))
        if not kinds or not whole.strip():
            continue
        written = cell(row, "published")
        if written and status is None and periods_in(written):
            status = "published"
        said = periods_in(written)
        yield Mention(
            kinds[0][1],
            here,
            whole,
            status=status or "under_way",
            subject=cell(row, "subject") or None,
            name=_bare_name(cell(row, "name")),
            joint_with=_joint(whole),
            published=said[0].period if said and status == "published" else None,
            restricted=whole if status == "withheld" else None,
            listed=True,
        )


def _bare_name(text: str) -> str | None:
    """``LCSPR - Child R`` -> ``Child R``."""
    name = _MENTION.sub("", text).strip(" -–—:()‘’“”'\"")
    return name or None


_GENERIC = re.compile(
    r"^(?:\d+[.)]?\s*)?(?:the\s+)?(?:key\s+|main\s+|summary of\s+|our\s+|local\s+)?(?:learning|lessons|"
    r"findings|themes|background|summary|what happened|what we (?:did|learned|learnt)|recommendations|"
    r"actions?|good practice|impact|outcomes?|next steps|response|case summary|overview|progress|"
    r"context|strengths|questions|what (?:has|did)|the (?:review|case)|areas for)\b",
    re.IGNORECASE,
)


_PERSON = re.compile(
    r"\b(?i:child(?:ren)?|baby|family|young person|siblings?)\s+[A-Z0-9][\w-]*"
    r"(?:\s+(?:and|&)\s+[A-Z][\w-]*)?(?=$|[\s:)–-])"
)
_NOT_A_NAME = re.compile(
    r"^(?:child|children|baby|family|siblings?|young person)\s+(?:protection|death|deaths|sexual|in|"
    r"looked|and|safeguarding|practice|support|help|hubs?|missing|exploitation|criminal|mental|health|"
    r"centres?|voice|subject|with|who|services?|s\b)",
    re.IGNORECASE,
)


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
        if text.casefold().strip("‘’“”'\" ") in named:
            name, kind = text, named[text.casefold().strip("‘’“”'\" ")]
        if name is None and opens and not _LIST_HEAD.search(text) and not _GENERIC.match(text):
            name = text if len(text.split()) <= 10 else None
        if name and (kind or chapter):
            known = kind or _kind_named(name, blocks)
            found.append(ReviewSection(known, name, position, _until(blocks, position)))
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
            for mention in _told(here.block.text, here, True):
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
        rest = _MENTION.sub("", heading, count=1)
        if _NOT_A_REVIEW.match(rest):
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


def _titled(name: str, heading: str) -> str:
    """A name in a heading of capitals, as it would be written in a sentence."""
    name = name.strip()
    return name.title() if heading.isupper() and len(name) > 1 else name


def _until(blocks: Sequence[Placed], heading: int) -> int:
    """The position of the next heading that is not one of the section's own small headings."""
    own = blocks[heading].block.level
    for position in range(heading + 1, len(blocks)):
        block = blocks[position].block
        if not heads_a_section(block):
            continue
        deeper = own is not None and block.level is not None and block.level > own
        if not deeper and not _GENERIC.match(block.text):
            return position
    return len(blocks)


_SPEAKS_OF_IT = re.compile(
    r"\b(?:review|report|SCR|L?CSPR|DHR|publish\w*|publication)\b", re.IGNORECASE
)


def _sections(blocks: Sequence[Placed]) -> Iterator[Mention]:
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
                (_joint(t) for t in about if re.search(r"\bjoint", t) and _joint(t)), None
            ),
            published=next((p for t in about if (p := _published(t))), None),
            restricted=_reason(told.get("withheld"), about),
        )


def _first_said(spoken: Sequence[str]) -> str | None:
    """The first sentence of a review's section, without "this review related to"."""
    if not spoken:
        return None
    plain = re.sub(
        r"^(?:the|this|that)?\s*(?:\w+\s+){0,4}review\s+(?:was\s+)?(?:\w+\s+){0,2}?"
        r"(?:relat(?:ed|es|ing) to|concern(?:ed|s)|regarding|into|about|considered|examined|focus\w* on)\s+",
        "",
        spoken[0],
        flags=re.IGNORECASE,
    )
    return _trimmed(plain.rstrip("."))


def _reason(said: str | None, about: Sequence[str]) -> str | None:
    if said is None or _REASON.search(said):
        return said
    return next((f"{said} {text}" for text in about if _REASON.search(text) and text != said), said)


_ALIKE_KINDS = ({"learning_review", "thematic_review"},)
_COMMON = frozenset(
    "a an and the of on in for to with by at from into as was were had has have been his her their "
    "who which that this child children young person people year old years teenage teenager boy girl "
    "baby infant case death died tragic sad theme suspected related review family aged following "
    "serious learning local".split()
)


def _stems(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return {word[:6] for word in words if word not in _COMMON and len(word) > 2}


def gathered(found: Sequence[Mention]) -> list[Told]:
    """The reviews, each with all its tellings: by name, by subject, or by what is rare in it."""
    told: list[Told] = []
    for mention in sorted(found, key=lambda m: (not m.listed, m.name is not None, m.here.index)):
        known = next((t for t in told if _same(t, mention)), None)
        if known is None:
            told.append(Told([mention]))
        else:
            known.mentions.append(mention)
    return sorted(told, key=lambda t: min(m.here.index for m in t.mentions))


def _same(told: Told, mention: Mention) -> bool:
    if told.name and mention.name:
        return told.name.casefold() == mention.name.casefold()
    if {told.kind, mention.kind} not in _ALIKE_KINDS and told.kind != mention.kind:
        return False
    if not mention.subject:
        return False
    subjects = [m.subject for m in told.mentions if m.subject]
    own = _stems(mention.subject)
    for subject in subjects:
        theirs = _stems(subject)
        if (
            fuzz.token_set_ratio(subject.casefold(), mention.subject.casefold()) >= 88
            and own & theirs
        ):
            return True
        if mention.name or told.name:
            # An anonymous item of the list and the section that tells of it by name.
            shorter = min(own, theirs, key=len)
            if shorter and own & theirs and len(own & theirs) * 2 >= len(shorter):
                return True
        elif own and (own == theirs or (len(own & theirs) > 1 and own & theirs in (own, theirs))):
            return True
    return False


def reviews(told: Sequence[Told], reported_in: str) -> tuple[Review, ...]:
    """One record a review, with what all its tellings say together."""
    made: list[Review] = []
    taken: set[str] = set()
    for item in told:
        review = _record(item, reported_in)
        count, unique = 1, review.id
        while unique in taken:
            count += 1
            unique = f"{review.id}-{count}"
        taken.add(unique)
        made.append(replace(review, id=unique))
    return tuple(made)


def _record(told: Told, reported_in: str) -> Review:
    first = told.mentions[0]
    strongest = next(
        (m for s in ("withheld", "published") for m in told.mentions if m.status == s), None
    )
    subject = next((m.subject for m in told.mentions if m.subject), None)
    kind = first.kind.replace("_", " ").capitalize()
    title = f"{kind}: {told.name or subject or 'not named'}"
    return Review(
        id=f"{reported_in}-{slug(title)}",
        title=title,
        kind=first.kind,
        subject=subject,
        status=(strongest or first).status or "completed",
        joint_with=next((m.joint_with for m in told.mentions if m.joint_with), None),
        published=next((m.published for m in told.mentions if m.published), None),
        restricted=next((m.restricted for m in told.mentions if m.restricted), None),
        reported_in=reported_in,
    )
