"""Yearly reports of safeguarding boards (before 2019) and partnerships (since).

The parts are read one by one, each in a module of its own; this one says what the report is,
whose, and for which year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from workbench.documents.model import Document
from workbench.records import Reading, Review
from workbench.reports.numbers import figures_in_text, periods, report_tables
from workbench.reports.passage_maker import PassageMaker
from workbench.reports.shared.sections import Placed, placed
from workbench.reports.yearly import audits_mentioned, child_deaths, priorities, reviews_mentioned
from workbench.reports.yearly.challenges import challenges_and_impacts, is_label
from workbench.reports.yearly.glossary_pages import glossary
from workbench.reports.yearly.learning_points import learning_points
from workbench.reports.yearly.recommendations import recommendations
from workbench.vocabulary import Organisations

_WORD = r"[A-Z][\w’'.-]*"
BODY = re.compile(
    rf"(?P<area>{_WORD}(?:,?\s+(?:(?:and|&|of|upon|on|the|with|City|in)\s+)*{_WORD}){{0,6}}?)\s+"
    r"(?P<body>(?:Local\s+)?(?:Multi-Agency\s+)?(?:Safeguarding\s+Children(?:[’']?s)?|"
    r"Children(?:[’']?s)?\s+Safeguarding|Safeguarding\s+(?:Adults\s+and\s+)?Children)\s+"
    r"(?:and\s+Adults\s+)?(?:Board|Partnership|Arrangements)|Safeguarding\s+Partnership)"
)
_TITLE = re.compile(
    r"\b(?:annual|yearly)\s+(?:(?!private|fostering|IRO|LADO)[\w-]+\s+){0,2}?(?:report|"
    r"review)\b(?!s)",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"\b(?:annual|yearly)\s+(?:\w+\s+){0,3}?report\b[^.\n]{0,40}?(?P<years>(?:19|"
    r"20)\d\d\s?[-–/]\s?(?:20)?\d\d"
    r"|(?:19|20)\d\d(?!\d))"
    r"|(?P<before>(?:19|20)\d\d\s?[-–/]\s?(?:20)?\d\d)\s+(?:annual|yearly)\s+report",
    re.IGNORECASE,
)
# Of the report itself: a line that begins so, not a review that "was published on ...".
_PUBLISHED = re.compile(
    r"(?:\A|\n|\breport (?:was |is )?)(?:date of publication|publication date|published|issued)\b"
    r"(?: (?:in|on))?\s*:?\s*(?=\w)",
    re.I,
)
_COVERS = re.compile(
    r"\b(?:report|review)\b[^.]{0,120}\b(?:cover|activity|period|between|from|year)"
    r"|\b(?:it|this|which) covers\b|\breport\W{0,12}$",
    re.IGNORECASE,
)
# What a yearly report of a safeguarding partnership speaks of, whoever wrote it.
_SIGNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bfore?word\b",
        r"\bindependent (?:chair|scrutin)",
        r"\b(?:serious case|child safeguarding practice|learning|rapid) reviews?\b",
        r"\bmulti[- ]agency (?:\w+ )?training\b|\btraining (?:and|&) development\b",
        r"\b(?:LADO|local authority designated officer)\b",
        r"\b(?:CDOP|child death overview)\b",
        r"\bprivate(?:ly)? foster",
        r"\bsub[- ]?groups?\b",
        r"\bour priorities\b|\bpriorit(?:y|ies) (?:\d|for 20)|\bstrategic priorit",
        r"\bearly help\b",
        r"\bsection 11\b|\bsection 175\b|\bmulti[- ]agency audit",
        r"\bchild protection plans?\b",
        r"\bbudget\b|\bfinancial (?:arrangements|contributions?)\b|\bincome\b",
        r"\bsafeguarding partners\b|\bworking together\b",
    )
)


class AnnualReportReader:
    """Reads the yearly report of a safeguarding board or partnership."""

    kind = "annual_report"

    def recognises(self, document: Document) -> float:
        """0.9 for a report whose title says so; less where only its parts do."""
        return recognised(document)

    def read(self, document: Document, review_id: str, organisations: Organisations) -> Reading:
        """The report's reviews, learning, audits, challenges, tables, figures and terms."""
        blocks = placed(document, skip=is_label)
        make = PassageMaker(document, review_id)
        review = _review(document, review_id, blocks)
        year = periods.reporting_year(review.started, review.ended)
        boxes = challenges_and_impacts(blocks, make)
        challenges = [passage for passage in boxes if passage.kind == "challenge"]
        told = reviews_mentioned.gathered(reviews_mentioned.mentions(blocks, challenges))
        named = organisations.learned_from(document)
        audits, audit_passages = audits_mentioned.audits(blocks, make, named, review.publisher)
        tables = report_tables.tables(review_id, blocks)
        passages = [
            *boxes,
            *learning_points(blocks, make),
            *audit_passages,
            *child_deaths.recommendations(blocks, make, named, review.publisher),
            *priorities.priorities(blocks, make),
        ]
        passages += recommendations(blocks, make, named, review.publisher, passages)
        return Reading(
            review=review,
            passages=tuple(sorted(passages, key=lambda passage: passage.start or 0)),
            figures=figures_in_text.figures(review_id, blocks, tables, year),
            tables=tuple(found.table for found in tables),
            terms=glossary(review_id, blocks),
            reviews=(*reviews_mentioned.reviews(told, review_id), *audits),
        )


def recognised(document: Document) -> float:
    """How sure it is that a document (or part) is a partnership's yearly report."""
    opening = list(_opening(document))
    text = "\n".join(block.text for block in document.blocks)
    signs = sum(bool(sign.search(text)) for sign in _SIGNS)
    body = BODY.search(text) or BODY.search(" ".join(opening).title())
    titled = any(_TITLE.search(line) and len(line) < 200 for line in opening)
    running = sum(bool(_TITLE.search(line.text)) for line in document.furniture) >= 3
    if not body or signs < (1 if _has_title_page(document) else _FEWEST_SIGNS):
        return 0.0
    sure = 0.3 + 0.03 * signs
    if titled or running:
        sure += 0.3
    return min(sure, 0.9)


_FEWEST_SIGNS = 4  # of what such reports speak of, unless a title page says what it is


def _has_title_page(document: Document) -> bool:
    """The partnership, "Annual Report" and the year, and nothing else: a short report's title."""
    lines = [spelled(block.text) for block in document.blocks[:4] if len(block.text) < 160]
    return any(
        is_report_title(" ".join(lines[:count]), " ".join(lines[:count]))
        and is_bare_title(" ".join(lines[:count]))
        for count in range(1, len(lines) + 1)
    )


def is_report_title(line: str, near: str = "") -> bool:
    """Whether a line is the title of a partnership's yearly report.

    ``near`` is the line with those right behind it: a title page often puts the partnership,
    "Annual Report" and the year on lines of their own.
    """
    text = near or line
    said = _TITLE.search(line) or BODY.search(spelled(line))
    return bool(
        said
        and len(line) < 160
        and _TITLE.search(text)
        and BODY.search(spelled(text))
        and re.search(r"(?:19|20)\d\d", text)
    )


def is_bare_title(line: str) -> bool:
    """Whether a line is part of a title page and says nothing else: no sentence, no label."""
    left = spelled(line)
    for pattern in (BODY, _TITLE, periods.SPAN, periods.YEARS, periods.LONE_YEAR):
        left = pattern.sub(" ", left)
    said = re.findall(r"[A-Za-z]{3,}", left)
    return len(line) < 140 and len(said) <= 2 and len(left) < len(spelled(line)) and ":" not in left


def spelled(text: str) -> str:
    """Capitals as a sentence would have them, so that names can be found in them."""
    return text.title().replace("’S ", "’s ") if text.isupper() else text


def _opening(document: Document) -> Iterator[str]:
    """The title, the headings and first lines of the first pages: where a title stands."""
    if document.title:
        yield document.title
    if document.blocks and document.blocks[0].start == 0:
        yield from (line.text for line in document.furniture[:12])
    for position, block in enumerate(document.blocks[:120]):
        if block.kind == "heading" or position < 12:
            yield block.text


def _review(document: Document, review_id: str, blocks: Sequence[Placed]) -> Review:
    area, publisher = _publisher(document)
    started, ended = _period(document)
    year = periods.reporting_year(started, ended)
    title = " ".join(part for part in (publisher, "Annual Report", year) if part)
    return Review(
        id=review_id,
        title=title if publisher or year else document.title or document.name,
        kind="annual_report",
        area=area,
        publisher=publisher,
        started=started,
        ended=ended,
        published=_published(document),
        status="published",
    )


def _published(document: Document) -> str | None:
    """The day or month the title pages give as that of publication."""
    for block in document.blocks[:40]:
        match = _PUBLISHED.search(block.text)
        if match is None or len(block.text) > 400:
            continue
        said = [m for m in periods.mentions(block.text[match.end() :]) if m.start <= 3]
        if said and re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", said[0].period):
            return said[0].period
    return None


def _publisher(document: Document) -> tuple[str | None, str | None]:
    """Area and full name of the board or partnership that is named most."""
    counts: Counter[tuple[str, str]] = Counter()
    own = "\n".join(block.text for block in document.blocks)
    for text, weight in ((own, 1), ("\n".join(_printed_often(document)), 1)):
        for match in BODY.finditer(text):
            counts[_named(match)] += weight
        for line in text.split("\n"):
            if line.isupper() and len(line) < 120:
                for match in BODY.finditer(line.title().replace("’S ", "’s ")):
                    counts[_named(match)] += weight
    counts.pop(("", ""), None)
    if not counts:
        return None, None
    for area, body in list(counts):
        # A name with other words run into it counts for the name itself.
        shorter = [a for a, b in counts if b == body and a != area and area.endswith(f" {a}")]
        if shorter:
            counts[min(shorter, key=len), body] += counts.pop((area, body))
    (area, body), _ = counts.most_common(1)[0]
    return area, f"{area} {body}"


def _printed_often(document: Document) -> Iterator[str]:
    first = document.blocks[0].page if document.blocks else None
    last = document.blocks[-1].page if document.blocks else None
    for line in document.furniture:
        if first is None or last is None or line.page is None or first <= line.page <= last:
            yield line.text


_LEADING = re.compile(
    r"^(?:(?:The|In|Our|At|From|This|For|Welcome|Foreword|By|Independent|Chair|Chairs|Of|To|All|"
    r"New|"
    r"Local|Annual|Report|Member|And|Both|As|When|Under|Within|LSCB|LSCP)\s+)+"
)


def _named(match: re.Match[str]) -> tuple[str, str]:
    area = _LEADING.sub("", " ".join(match["area"].split()) + " ").strip()
    if not area or area in {"Local", "The", "National", "London", "New"}:
        return "", ""
    return area, " ".join(match["body"].split())


def _period(document: Document) -> tuple[str | None, str | None]:
    """First and last day: as the report says it, or the year in its title."""
    for block in document.blocks:
        for start in (m.start() for m in periods.SPAN.finditer(block.text)):
            if _COVERS.search(block.text[max(0, start - 160) : start]):
                match = periods.SPAN.search(block.text, start)
                first, last = periods.span_days(match) if match else ("", "")
                if 270 <= _days(first, last) <= 560:
                    return first, last
    counts: Counter[str] = Counter()
    for position, text in enumerate((*_opening(document), *_printed_often(document))):
        for match in _YEARLY.finditer(text):
            counts[match["years"] or match["before"]] += 5 if position == 0 else 1
    for block in document.blocks:
        for match in _YEARLY.finditer(block.text):
            counts[match["years"] or match["before"]] += 1
    years: Counter[str] = Counter()
    for written, count in counts.items():
        found = periods.YEARS.search(written)
        period = periods.years(int(found["first"]), found["last"]) if found else None
        if period and re.fullmatch(r"\d{4}-\d\d", period):
            years[period] += count
    if not years:
        return None, None
    first_year = int(years.most_common(1)[0][0][:4])
    return f"{first_year}-04-01", f"{first_year + 1}-03-31"


def _days(first: str, last: str) -> int:
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return 0
