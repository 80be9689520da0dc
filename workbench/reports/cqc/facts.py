"""What a CQC review says of itself: area, dates, children counted, when the plan is due."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from workbench.documents.model import Document
from workbench.records import Review
from workbench.reports.shared.dates_in_text import date_after, dates_in
from workbench.sentences import sentences
from workbench.vocabulary import Organisations

PUBLISHER = "Care Quality Commission (CQC)"
_SMALL = {"of", "and", "the", "in", "upon", "on", "le", "with", "&"}
PLACE = r"[A-Z][\w'’-]+(?:,? (?:(?:of|and|the|upon|on|le|with|&) )*[A-Z][\w'’-]+)*"
TITLE = re.compile(
    r"Review of health services for\s+(?:children looked after|looked[- ]after children)\s+"
    r"(?:and|&)\s+safeguarding(?:\s+(?:services|arrangements))?(?:\s+(?:in|for)\s+(?P<area>(?-i:"
    + PLACE
    + r")))?",
    re.IGNORECASE,
)
_AREA = (
    re.compile(r"role of health services in\s+(?:the\s+)?(?P<area>(?-i:" + PLACE + r"))", re.I),
    re.compile(
        r"(?:looked after children|children looked after)\s+services\s+(?:in|for|across)\s+"
        r"(?:the\s+)?(?P<area>(?-i:" + PLACE + r"))",
        re.IGNORECASE,
    ),
    re.compile(r"local authority areas other than\s+(?P<area>(?-i:" + PLACE + r"))", re.I),
)
_REVIEWED = (
    r"dates?\s+of\s+(?:the\s+)?(?:review|inspection|visit|fieldwork)\s*:?",
    r"(?:review|inspection|fieldwork)\s+dates?\s*:?",
    r"(?:review|fieldwork)\s+(?:was\s+)?(?:took place|conducted|carried out|undertaken)"
    r"(?:\s+(?:on|from|between|in|during|over))?(?:\s+the)?(?:\s+week\s+(?:of|commencing))?",
)
_PUBLISHED = (
    r"dates?\s+of\s+publication\s*:?",
    r"publication\s+date\s*:?",
    r"(?:report\s+)?published\s*(?:on|in)?\s*:?",
)
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = sorted([*_UNITS, *_TENS, "hundred", "a hundred", "and"], key=len, reverse=True)
_IN_WORDS = rf"(?:\b(?:{'|'.join(_WORDS)})\b[\s-]*)+"
_COUNT = rf"(?P<count>\d{{1,3}}(?:,\d{{3}})*|\d+|{_IN_WORDS})"
_CHILDREN = r"(?:\w+\s+){0,3}?(?:children|young people|child|cases of|looked[- ]after)"
_COUNTED = (
    rf"experiences?\s+of\s+(?:a\s+total\s+of\s+|over\s+|some\s+)?{_COUNT}\s*{_CHILDREN}",
    rf"(?:in total|in all|altogether)\b[^.]{{0,80}}?\b{_COUNT}\s*{_CHILDREN}",
    rf"total\s+of\s+{_COUNT}\s*{_CHILDREN}",
    rf"{_COUNT}\s*children(?:\s+and\s+young\s+people)?['’]?s?['’]?\s+(?:experiences|cases|records)",
)
_TERMS = re.compile(
    rf"within\s+(?P<days>\d+|{_IN_WORDS})\s*\(?\d*\)?\s*working\s+days"
    r"(?:\s+(?:of|from|after)\s+(?:the\s+)?(?:date\s+of\s+)?(?:receipt|receiving|publication)"
    r"(?:\s+of)?(?:\s+(?:this|the)\s+(?:final\s+)?(?:report|letter))?)?",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:required|requested|expected|sought|needed)\s+(?:\w+\s+)?(?:from|of|by)\s+"
    r"(?P<who>.+?)\s*,?\s+(?:within|by\s+\d|no later|and\s+should)",
    re.IGNORECASE,
)
_WHO_SENDS = re.compile(
    r"\A(?P<who>.{3,160}?)\s+(?:should|must|will|(?:is|are)\s+(?:required|asked|requested)\s+to)\s+"
    r"(?:submit|send|provide|produce|prepare|complete|develop|co-?ordinate)",
    re.IGNORECASE,
)


def facts_of(document: Document, review_id: str, organisations: Organisations) -> Review:
    """The review record: every field that the document states, None where it does not."""
    text = " ".join(document.text.split())
    title, area = title_and_area(document)
    front = text[: max(len(text) // 5, 6000)]
    reviewed = date_after(front, _REVIEWED)
    published = date_after(front, _PUBLISHED)
    terms, days, who, due = _response(document, organisations)
    return Review(
        id=review_id,
        title=title,
        kind="cqc_review",
        area=area,
        publisher=PUBLISHER,
        subject="health services for children looked after and safeguarding",
        started=reviewed.first if reviewed else None,
        ended=reviewed.last if reviewed else None,
        published=published.last if published else None,
        response_due=due,
        response_terms=terms,
        response_working_days=days,
        response_by=who,
        people_counted=_counted(text),
        inspectorates=(PUBLISHER,),
        documents=(document.sha256,),
    )


def is_another_kind(document: Document) -> bool:
    """Whether a document's first lines say it is a pack of papers or a yearly report."""
    first = [block.text for block in document.blocks[:8] if len(block.text) < 120]
    marks = [document.title or "", *(f.text for f in document.furniture[:20])]
    other = re.compile(
        r"\b(?:agenda|apologies|(?:annual|yearly) report|minutes of)\b", re.IGNORECASE
    )
    return any(other.search(line) for line in (*first, *marks))


def title_and_area(document: Document) -> tuple[str, str | None]:
    """The printed title, wherever it survives: cover, running footer or file properties."""
    places = [document.title or "", *_front(document), *(f.text for f in document.furniture)]
    found = [match for place in places if (match := TITLE.search(" ".join(place.split())))]
    area = next((_tidy(match["area"]) for match in found if match["area"]), None)
    lines = [" ".join(block.text.split()) for block in document.blocks[:60]]
    for form in _AREA:
        match = next((m for line in lines if (m := form.search(line))), None)
        area = area or (_tidy(match["area"]) if match else None)
    with_area = [match for match in found if match["area"]]
    if with_area:
        match = with_area[0]
        return match[0][: match.start("area") - match.start()] + _tidy(match["area"]), area
    plain = (
        found[0][0].strip()
        if found
        else ("Review of health services for Children Looked After and Safeguarding")
    )
    return (f"{plain} in {area}" if area else plain), area


def _front(document: Document) -> Iterable[str]:
    """The first blocks one by one, then in pairs: a cover breaks its title over lines."""
    front = [block.text for block in document.blocks[:14]]
    # A line that goes on with "in Northmoor" belongs to the one before it.
    return [*front, *(" ".join(pair) for pair in pairwise(front) if len(pair[1]) < 90)]


def _tidy(area: str) -> str:
    words = re.sub(r"\s+Page\b.*", "", area).split()
    while words and words[-1].casefold() in _SMALL:
        words = words[:-1]
    return " ".join(words).strip(" ,")


def _counted(text: str) -> int | None:
    for form in _COUNTED:
        match = re.search(form, text, re.IGNORECASE)
        if match and (count := number_of(match["count"])):
            return count
    return None


def number_of(printed: str) -> int | None:
    """``83``, ``1,204``, ``ninety`` or ``one hundred and twelve`` as a number."""
    digits = printed.replace(",", "").strip()
    if digits.isdigit():
        return int(digits)
    total, found = 0, False
    for word in re.findall(r"[a-z]+", printed.lower()):
        if word in _UNITS:
            total, found = total + _UNITS.index(word), True
        elif word in _TENS:
            total, found = total + 10 * (_TENS.index(word) + 2), True
        elif word == "hundred":
            total, found = max(total, 1) * 100, True
    return total if found else None


def _response(
    document: Document, organisations: Organisations
) -> tuple[str | None, int | None, str | None, str | None]:
    """The printed term, its working days, who answers, and the day where one is printed."""
    for sentence in _about_the_plan(document):
        terms = _TERMS.search(sentence)
        day = re.search(r"\b(?:by|before|no later than)\s+(.{6,30})", sentence)
        due = next((d for d in dates_in(day[1]) if d.is_day), None) if day else None
        if not terms and not due:
            continue
        named = _FROM.search(sentence) or _WHO_SENDS.search(sentence)
        who = ", ".join(organisations.owners(named["who"])) if named else None
        return (
            terms[0] if terms else None,
            number_of(terms["days"]) if terms else None,
            who or None,
            due.first if due else None,
        )
    return None, None, None, None


def _about_the_plan(document: Document) -> Iterator[str]:
    """Sentences about the plan that is asked for, those at the end of the report first."""
    about = re.compile(r"\b(?:action plan|plan of action|response)\b", re.IGNORECASE)
    for block in reversed(document.blocks):
        text = " ".join(block.text.split())
        if about.search(text):
            for start, end in sentences(text):
                if about.search(text[start:end]):
                    yield text[start:end]
