"""One telling of one practice review: in a list, a sentence, a table's row or a challenge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.records import Passage, ReviewKind, ReviewStatus
from workbench.reports.numbers.amounts import WORDS
from workbench.reports.numbers.periods import mentions as periods_in
from workbench.reports.shared.sections import Placed
from workbench.reports.yearly.review_words import MENTION, kinds_in, settled_status, status_of
from workbench.sentences import sentences

_NAME = re.compile(
    r"^\s*(?:[-–—:,(]\s*)?(?:(?:called|named|known as|for|of|re|regarding|concerning|in respect of|"
    r"about|into|involving|relating to)"
    r"\s+)?(?P<name>[‘“'\"][A-Z][^’”'\"]{0,40}[’”'\"]|(?:Child(?:ren)?|Baby|Family|Adult|"
    r"Young Person|"
    r"Sibling)\s+[A-Z][A-Za-z0-9-]*(?:\s+(?:and|&)\s+[A-Z][A-Za-z0-9-]*)?)"
)
# "twins we call Fern and Moss": a pseudonym, and who chose it.
_WE_CALL = (
    r"\b(?:(?:whom?|that)\s+)?(?:we|the (?:partnership|board|review))\s+(?:have\s+|has\s+)?"
    r"(?:call|calls|called|named?|refers? to as|referred to as)\s+"
)
_KNOWN_AS = re.compile(
    rf"(?:\bknown as\s+|\bcalled\s+|\bnamed\s+|{_WE_CALL}|\()"
    r"(?P<name>[‘“'\"]?(?:(?:Child(?:ren)?|Baby|Family|Adult|"
    r"Young Person|Siblings?)\s+)?[A-Z][A-Za-z0-9-]*(?:\s+(?:and|&)\s+[A-Z][A-Za-z0-9-]*)?[’”'\"]?)"
    r"(?=[).,;]|\s*$)"
)
# "We published one LCSPR in the year, Child Heron, in October".
_SET_OFF = re.compile(
    r",\s+(?P<name>(?:Child(?:ren)?|Baby|Family|Adult|Young Person|Siblings?)\s+[A-Z][A-Za-z0-9-]*"
    r"(?:\s+(?:and|&)\s+[A-Z][A-Za-z0-9-]*)?)(?=[,.;:]|\s*$)"
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
_FIRST_SENTENCE = re.compile(
    rf"\s*\((?=[a-z]|Child |Baby |Family )|;\s|\.\s|,?\s+known as\s|,?\s+{_WE_CALL}"
)
# Where the subject ends and what was done about the review begins.
_THEN_WHAT = re.compile(
    r",\s+and\s+\w+ed\b|,?\s+(?:which|that|this|and)\s+(?:was|were|is|has|have|will)\b|\s+(?:was|"
    r"were|is|are|has been|"
    r"have been|will be)\s+(?:completed|published|commissioned|undertaken|started|concluded|agreed|"
    r"finali[sz]ed|considered|under ?way|in progress|ongoing|initiated|commenced|submitted)\b"
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
    r"\s+(?:Local )?(?:Safeguarding (?:Children(?:[’']?s)? )?(?:Board|Partnership)|LSCB|LSCP|SCP|"
    r"SCB)$"
)


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


def told(text: str, here: Placed, listed: bool) -> Iterator[Mention]:
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
            status=settled_status(text) or status,
            name=name,
            joint_with=joint_with(text),
            published=published(text),
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
    match = _NAME.match(rest) or _KNOWN_AS.search(rest) or _SET_OFF.search(rest)
    return match["name"].strip("‘’“”'\"") if match else None


def _subjects(rest: str, count: str | None) -> list[str]:
    """What the review is about; several when two reviews share the words "two reviews on"."""
    match = _ABOUT.match(rest)
    if match is None:
        return []
    subject = _FIRST_SENTENCE.split(match["subject"].strip().rstrip("."))[0]
    subject = _THEN_WHAT.split(subject)[0]
    written = (count or "").casefold()
    number = int(written) if written.isdigit() else WORDS.get(written, 1)
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", subject)
    if number > 1 and len(parts) == number:
        return [trimmed(part) for part in parts]
    return [trimmed(subject)] if subject else []


def trimmed(subject: str) -> str:
    return _TRIM.sub("", " ".join(subject.split())).strip(" ,") or subject.strip()


def joint_with(text: str) -> str | None:
    match = _JOINT.search(text)
    if match and not kinds_in(match["who"]):
        return _BODY_END.sub("", match["who"])
    elsewhere = _ELSEWHERE.search(text)
    return elsewhere["who"] if elsewhere else None


def published(text: str) -> str | None:
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


def from_challenge(challenge: Passage, blocks: Sequence[Placed]) -> Iterator[Mention]:
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
                joint_with=joint_with(before),
            )


_COLUMNS = {
    "name": re.compile(
        r"^(?:name|review|case|child|title|subject of review|reference|ref)\b", re.I
    ),
    "kind": re.compile(r"^(?:type|kind|review type|type of review)\b", re.I),
    "status": re.compile(
        r"^(?:(?:current|review|decision|outcome)\s*(?:/|and|&)?\s*)*"
        r"(?:status|progress|stage|position|outcome|decision)\b",
        re.I,
    ),
    "published": re.compile(
        r"^(?:published|publication|date (?:of publication|published))\b", re.I
    ),
    "subject": re.compile(r"^(?:subject|theme|themes|focus|issue|summary|about|reason)\b", re.I),
}


def from_table(here: Placed) -> Iterator[Mention]:
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
            status=status or _decided(kinds[0][1], cell(row, "status")),
            subject=cell(row, "subject") or None,
            name=_bare_name(cell(row, "name")),
            joint_with=joint_with(whole),
            published=said[0].period if said and status == "published" else None,
            restricted=whole if status == "withheld" else None,
            listed=True,
        )


def _decided(kind: ReviewKind, written: str) -> ReviewStatus:
    """A rapid review is done when what it led to is written: "No LCSPR; briefing issued"."""
    return "completed" if kind == "rapid_review" and written else "under_way"


def _bare_name(text: str) -> str | None:
    """``LCSPR - Child R`` -> ``Child R``."""
    name = MENTION.sub("", text).strip(" -–—:‘’“”'\"")
    name = re.sub(r"^\((.*)\)$", r"\1", name)  # all in brackets; "RR3 (baby)" keeps its own
    return name or None
