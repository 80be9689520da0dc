"""Which period a number is for: years, months and days as reports write them.

A reporting year is written ``2018-19``, a month ``2018-12``, a day ``2019-03-31``, a longer
stretch ``2008/2019``. The year of an English safeguarding report runs from 1 April to 31 March
unless it says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH = (
    r"(?P<{0}month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
)
_MONTH += r"Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_DAY = r"(?P<{0}day>\d{{1,2}})(?:\s*(?:st|nd|rd|th))?(?:\s+of)?"
_YEAR = r"(?P<{0}year>(?:19|20)\d\d)"

YEARS = re.compile(
    r"\b(?P<first>(?:19|20)\d\d)\s?(?:[-–/]|to)\s?(?P<last>(?:19|20)\d\d|\d\d)\b(?![-/]\d)"
)
SHORT_YEARS = re.compile(r"(?<![\d/£])\b(?P<first>\d\d)/(?P<last>\d\d)\b(?!/)")
DAY = re.compile(
    rf"\b{_DAY.format('')}\s+{_MONTH.format('')}\b\.?(?:,?\s+{_YEAR.format('')})?", re.IGNORECASE
)
NUMERIC_DAY = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4}|\d\d)\b")
MONTH = re.compile(rf"\b{_MONTH.format('')}\b\.?\s+{_YEAR.format('')}", re.IGNORECASE)
SPAN = re.compile(
    rf"\b(?:{_DAY.format('a')}\s+)?{_MONTH.format('a')}\b\.?(?:,?\s+{_YEAR.format('a')})?"
    rf"\s*(?:to|and|until|–|-|through)\s*(?:the\s+)?"
    rf"(?:{_DAY.format('b')}\s+)?{_MONTH.format('b')}\b\.?,?\s+{_YEAR.format('b')}",
    re.IGNORECASE,
)
LONE_YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b")
THIS_YEAR = re.compile(
    r"\b(?:this|the|in the)\s+(?:reporting\s+|financial\s+|current\s+)?(?:year|period)\b"
    r"(?!\s+(?:ending|ended|to|from|before|\(?(?:19|20)?\d\d))"
    r"|\bduring the year\b|\bin[- ]year\b|\bover the year\b",
    re.IGNORECASE,
)
LAST_YEAR = re.compile(
    r"\b(?:last|previous|prior|preceding)\s+(?:reporting\s+|financial\s+)?year(?:['’]s)?\b"
    r"|\bthe year before\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A period and where in the text it is written."""

    start: int
    end: int
    period: str


def years(first: int, last: str) -> str | None:
    """``2018-19`` for two years that follow each other, ``2008/2019`` for a longer stretch."""
    end = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if len(last) == 2 and end < first:
        end += 100
    if end == first + 1:
        return f"{first}-{end % 100:02d}"
    return f"{first}/{end}" if first < end <= first + 60 else None


def year_before(period: str | None) -> str | None:
    """The reporting year before: ``2018-19`` -> ``2017-18``."""
    match = re.match(r"(\d{4})-(\d\d)$", period or "")
    if match is None:
        return None
    first = int(match[1]) - 1
    return f"{first}-{(first + 1) % 100:02d}"


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its first three letters."""
    return next(i for i, month in enumerate(MONTHS, 1) if month[:3] == name.casefold()[:3])


def _iso(year: str, month: str, day: str | None) -> str | None:
    number = month_number(month)
    if day is None:
        return f"{year}-{number:02d}"
    return f"{year}-{number:02d}-{int(day):02d}" if 1 <= int(day) <= 31 else None


def span_days(match: re.Match[str]) -> tuple[str, str]:
    """First and last day of a matched ``SPAN``, the first of a month to the last of one."""
    first_year = match["ayear"] or match["byear"]
    a, b = month_number(match["amonth"]), month_number(match["bmonth"])
    if match["ayear"] is None and a > b:
        first_year = str(int(match["byear"]) - 1)
    last_day = 29 if b == 2 and int(match["byear"]) % 4 == 0 else 28 if b == 2 else 30
    last_day = 31 if b in (1, 3, 5, 7, 8, 10, 12) else last_day
    return (
        f"{first_year}-{a:02d}-{int(match['aday'] or 1):02d}",
        f"{match['byear']}-{b:02d}-{int(match['bday'] or last_day):02d}",
    )


def reporting_year(started: str | None, ended: str | None) -> str | None:
    """``2018-19`` for a year from spring to spring; ``2018`` for a calendar year."""
    if not started or not ended:
        return None
    first, last = int(started[:4]), int(ended[:4])
    if last == first + 1:
        return f"{first}-{last % 100:02d}"
    return str(first) if first == last else f"{first}/{last}"


def mentions(text: str, this_year: str | None = None) -> list[Mention]:
    """Every period the text names, in order; overlapping readings are kept once, the longest.

    Parameters
    ----------
    this_year
        The reporting year, which ``this year`` stands for; also gives a day without a year
        its year.
    """
    found = [*_written(text, this_year), *_spoken(text, this_year)]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _written(text: str, this_year: str | None) -> list[Mention]:
    found: list[Mention] = []

    def add(match: re.Match[str], period: str | None) -> None:
        if period is not None:
            found.append(Mention(match.start(), match.end(), period))

    for match in SPAN.finditer(text):
        add(match, "/".join(span_days(match)))
    for match in DAY.finditer(text):
        year = match["year"] or _year_of_month(match["month"], this_year)
        add(match, _iso(year, match["month"], match["day"]) if year else None)
    for match in NUMERIC_DAY.finditer(text):
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        if 1 <= int(match["month"]) <= 12:
            add(match, f"{year}-{int(match['month']):02d}-{int(match['day']):02d}")
    for match in MONTH.finditer(text):
        add(match, _iso(match["year"], match["month"], None))
    for match in YEARS.finditer(text):
        add(match, years(int(match["first"]), match["last"]))
    for match in SHORT_YEARS.finditer(text):
        if int(match["last"]) == int(match["first"]) + 1:
            add(match, years(2000 + int(match["first"]), match["last"]))
    for match in LONE_YEAR.finditer(text):
        if re.search(r"\b(?:in|during|since|for|of|by|from|to|and)\s+$", text[: match.start()]):
            add(match, match["year"])
    return found


def _year_of_month(month: str, this_year: str | None) -> str | None:
    """The year of ``31st March`` in the report of 2018-19 is 2019, of ``May`` 2018."""
    match = re.match(r"(\d{4})-\d\d$", this_year or "")
    if match is None:
        return None
    first = int(match[1])
    return str(first if month_number(month) >= 4 else first + 1)


def _spoken(text: str, this_year: str | None) -> list[Mention]:
    if this_year is None:
        return []
    before = year_before(this_year)
    found = [Mention(m.start(), m.end(), this_year) for m in THIS_YEAR.finditer(text)]
    if before:
        found += [Mention(m.start(), m.end(), before) for m in LAST_YEAR.finditer(text)]
    return found
