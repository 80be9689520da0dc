"""Days that the text of a row names, where it tells of what happened before it was written.

"Police notification of 16 February", "attended WRI Fri 17.12", "in ED on the 11th", "yesterday",
"overnight 21-22/8", "on Saturday night", "at the weekend": each is the last such day before the
row's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

NAMED_WITHIN = 120  # days before its own date in which a row may name another's
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?)"
)
_NAMED = re.compile(
    r"(?<![\w/.])(?:"
    # 16 february, 3rd of march 2022
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?"
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:\s+(?P<year>20\d\d))?"
    # 17/12, 17.12.21, 21-22/8: not 16/12 of months, 6/52 of weeks or a price
    r"|(?:(?P<from>\d{1,2})\s?[-&]\s?)?(?P<d>\d{1,2})[/.](?P<m>\d{1,2})"
    r"(?:[/.](?P<y>20\d\d|\d\d))?(?=[\s,;:)\]]|\.(?:\s|$)|$)"
    # on 6th, sat 19th, the 21st
    r"|(?:(?:on|of|from|dated|night|over)\s+(?:the\s+)?|the\s+|"
    + rf"(?P<of>{_WEEKDAY})"
    + r"\s+(?:the\s+|night\s+)?)"
    r"(?P<nth>\d{1,2})(?:st|nd|rd|th)(?!\s+(?:birthday|percentile|centile|occasion|time|review|visit|dna))"
    r"|(?P<ago>yesterday|last night|overnight last night|the previous (?:day|evening|night)|"
    r"the (?:day|night|evening) before)"
    r"|(?:on|last|this|since|from|over|early|late)\s+(?P<weekday>" + _WEEKDAY + r")\b"
    r"|(?P<part>" + _WEEKDAY + r")\s+(?:night|evening|morning|afternoon)"
    r"|(?P<weekend>(?:(?:at|over|from|during|last|this|of) (?:the )?weekend|weekend just gone))"
    r")(?!\w)"
)
_OF_AGE = re.compile(r"\s*(?:old|yr|year|m\b|months?|wks?|weeks?)")


def named_before(told: str, own: date) -> list[date]:
    """The days that a tidied text names before the day ``own`` of its row, first named first."""
    return list(dict.fromkeys(day for _, days in _named(told, own) for day in days))


def first_named(told: str, own: date) -> tuple[date, date] | None:
    """The first and last of the days that a tidied text names first before the day ``own``.

    "Record from the weekend: out on Friday 14.02" names the Friday.
    """
    mentions = list(_named(told, own))
    plain = [days for named, days in mentions if not named["weekend"]]
    days = next(iter(plain or [days for _, days in mentions]), None)
    return (days[0], days[-1]) if days else None


def without_days(told: str, own: date) -> str:
    """A tidied text without the days before ``own`` that could be taken for hours: "(04.10)"."""
    taken = [named.span() for named, _ in _named(told, own) if named["d"] and not named["y"]]
    for start, end in reversed(taken):
        told = f"{told[:start]} {told[end:]}"
    return told


def _named(told: str, own: date) -> Iterator[tuple[re.Match[str], list[date]]]:
    """Each mention of days before ``own`` and its days, in the order of the text; never none."""
    for named in _NAMED.finditer(told):
        days = [day for day in _days(named, own) if 0 < (own - day).days <= NAMED_WITHIN]
        if days:
            yield named, days


def _days(named: re.Match[str], own: date) -> list[date]:
    if named["ago"]:
        return [own - timedelta(days=1)]
    if named["weekend"]:
        sunday = own - timedelta(days=own.weekday() + 1)
        return [sunday - timedelta(days=1), sunday]
    weekday = named["weekday"] or named["part"]
    if weekday:
        back = (own.weekday() - _WEEKDAYS.index(weekday[:3])) % 7 or 7
        return [own - timedelta(days=back)]
    if named["nth"]:
        month_before = own.replace(day=1) - timedelta(days=1)
        nth = int(named["nth"])
        days = [_exact(each.year, each.month, nth) for each in (own, month_before)]
        last = next((day for day in days if day and day < own), None)
        # "For home Wed 23rd" is yet to come where the last 23rd was no Wednesday.
        if last and named["of"] and _WEEKDAYS.index(named["of"][:3]) != last.weekday():
            return []
        return [last] if last else []
    day = int(named["day"] or named["d"])
    month = _MONTHS.index(named["month"]) + 1 if named["month"] else int(named["m"])
    if named["d"] and _OF_AGE.match(named.string, named.end()):
        return []
    year = named["year"] or named["y"]
    years = [int(year) % 100 + 2000] if year else [own.year, own.year - 1]
    for each in years:
        last = _exact(each, month, day)
        if last and last < own:
            first = _exact(each, month, int(named["from"])) if named["from"] else None
            return [first, last] if first and first < last else [last]
    return []


def _exact(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
