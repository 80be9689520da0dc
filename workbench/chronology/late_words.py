"""When a row says itself that it was written late: "written up on 15/01/24 from notebook".

Few returns have a column for it; what the words tell is read here, and checked beside the column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from workbench.chronology.dates import read_date

_RECORD = (
    r"(?:case\s+|file\s+|contact\s+|progress\s+)?(?:notes?|entry|entries|records?|recording|log)"
)
_WAS = r"(?:\s+(?:was|were|is|has\s+been|had\s+been|only|not|then|later|finally))*"
# What is written, at a sentence's start or of a record: others "entered" houses and "added" drugs.
_WRITTEN = re.compile(
    r"(?:(?:\A|[.;:(\[\n]|\s[-–—])\s*(?:this\s+)?"
    rf"(?:(?:{_RECORD}){_WAS}\s+)?"
    r"(?:(?:written|wrote|typed|writing|put)\s+(?:it\s+|this\s+)?up|written\s+from\s+memory"
    r"|typed|entered|added|recorded|logged|i[nm]putt?ed|keyed(?:\s+in)?)"
    rf"|\b{_RECORD}{_WAS}\s+(?:written(?:\s+up)?|made|typed(?:\s+up)?|entered|added|recorded|i[nm]putt?ed)"
    r"|\b(?:written|wrote|typed)(?:\s+(?:it|this))?\s+up)\b",
    re.I,
)
_LATE = re.compile(
    r"\b(?:late|retrospective)\s+(?:case\s+|file\s+)?(?:entry|note|record|recording)\b"
    r"(?!\s+(?:to|into|at)\b)|\bretrospectively\b",
    re.I,
)
_ENDS = re.compile(r"[;)\]\n]|(?<=[a-z])\.\s|\bre\b", re.I)
_DATE = re.compile(
    r"\b\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*(?:\d{4}|\d{2})\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8}\.?(?:,?\s+\d{4})?\b"
)
_COUNTS = "a an one two three four five six seven eight nine ten".split()
_LAPSE = re.compile(
    rf"\b(?P<count>\d+|{'|'.join(_COUNTS)})\s+(?P<unit>day|week|month)s?\s+"
    r"(?:after|later|on|late|afterwards|following)\b",
    re.I,
)
# Without one of these nothing below can match; most rows have none, and are done with at once.
_WORDS_OF_IT = (
    *("written", "wrote", "typed", "writing up", "put up", "put it up", "put this up", "keyed"),
    *(
        "entry",
        "entries",
        "entered",
        "added",
        "recorded",
        "cord was",
        "cord made",
        "logged",
        "input",
    ),
    *("imput", "late ", "retrospective"),
)
_DAYS_OF = {"day": 1, "week": 7, "month": 30}
_FAR = 60  # characters after the verb; a day further on is another day


@dataclass(frozen=True, slots=True)
class Late:
    """What a row says of its own writing.

    Parameters
    ----------
    words
        The words that say it, as they stand.
    day
        When it was written; of "3 weeks later" that day as well as it can be told; None where the
        row says only that it is late.
    """

    words: str
    day: date | None


def written_late(text: str, happened: date) -> Late | None:
    """What the words of a row that happened on a day say of when they were written, if anything.

    The first that gives a day or a lapse goes before one that says only "late entry". A day
    without a year is the first such day from ``happened`` on.
    """
    folded = text.casefold()
    if not any(word in folded for word in _WORDS_OF_IT):
        return None
    for verb in _WRITTEN.finditer(text):
        end = _ENDS.search(text, verb.end())
        upto = min(end.start() if end else len(text), verb.end() + _FAR)
        said = text[verb.end() : upto]
        day = _day(said, happened) or _after(said, happened)
        if day is not None:
            return Late(_words(text[verb.start() : upto]), day)
    bare = _LATE.search(text)
    return None if bare is None else Late(_words(bare[0]), None)


def _day(said: str, happened: date) -> date | None:
    for found in _DATE.finditer(said):
        for year in (happened.year, happened.year + 1):
            read = read_date(found[0], context_year=year)
            if read.earliest is None or read.earliest != read.latest:
                break  # no date, or no day
            if read.earliest >= happened:
                return read.earliest
    return None


def _after(said: str, happened: date) -> date | None:
    found = _LAPSE.search(said)
    if found is None:
        return None
    count = found["count"].casefold()
    number = int(count) if count.isdigit() else max(1, _COUNTS.index(count))
    return happened + timedelta(number * _DAYS_OF[found["unit"].casefold()])


def _words(said: str) -> str:
    return re.sub(r"\A[\W_]+", "", " ".join(said.split())).rstrip(" .,(-–—")
