"""Dates as reports print them: ``13 March 2025``, ``20 to 24 January 2025``, ``July 2019``.

Day comes before month. Only what is printed is understood: a range keeps both its ends, a
month stays a month.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH_OF = {name[:length]: i for i, name in enumerate(_MONTHS, 1) for length in (3, len(name))}
_MONTH_OF["sept"] = 9

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DAY = rf"{_WEEKDAY}(?:the\s+)?(\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+of)?"
_MONTH = rf"({'|'.join(sorted(_MONTH_OF, key=len, reverse=True))})\b\.?,?"
_YEAR = r"((?:19|20)\d\d)\b"
_TO = r"\s*(?:to|until|and|-|–|—)\s*"
# Most particular first: where two match at one place, the earlier in this list is meant.
_FORMS: tuple[tuple[str, str], ...] = (
    ("day_month_year_to", rf"\b{_DAY}\s+{_MONTH}\s*{_YEAR}{_TO}{_DAY}\s+{_MONTH}\s*{_YEAR}"),
    ("day_month_to", rf"\b{_DAY}\s+{_MONTH}{_TO}{_DAY}\s+{_MONTH}\s*{_YEAR}"),
    ("day_to", rf"\b{_DAY}{_TO}{_DAY}\s+{_MONTH}\s*{_YEAR}"),
    ("day", rf"\b{_DAY}\s+{_MONTH}\s*{_YEAR}"),
    ("month_first", rf"\b{_MONTH}\s+(\d{{1,2}})(?:\s?(?:st|nd|rd|th))?,?\s+{_YEAR}"),
    ("figures", r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b"),
    ("iso", r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b"),
    ("month", rf"\b{_MONTH}\s+{_YEAR}"),
)
_COMPILED = tuple((name, re.compile(form, re.IGNORECASE)) for name, form in _FORMS)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day, a range of days or a month, and where it is printed.

    ``first`` and ``last`` are ISO days (``2025-01-20``) or, for a month, ISO months
    (``2019-07``); they are equal where one day or one month is printed.
    """

    start: int
    end: int
    text: str
    first: str
    last: str

    @property
    def is_day(self) -> bool:
        """True unless only a month is printed."""
        return len(self.first) == 10


def dates_in(text: str) -> tuple[PrintedDate, ...]:
    """Every date in a text, in order; what cannot be a date (31 February) is passed over."""
    found: list[PrintedDate] = []
    looked_at = bytearray(len(text))  # also what was no date: its month is none either
    for name, form in _COMPILED:
        for match in form.finditer(text):
            if any(looked_at[match.start() : match.end()]):
                continue
            looked_at[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            ends = _understood(name, match.groups())
            if ends is not None:
                found.append(PrintedDate(match.start(), match.end(), match[0], *ends))
    return tuple(sorted(found, key=lambda printed: printed.start))


def only_date(text: str) -> PrintedDate | None:
    """The date a line consists of, or None when it says anything else."""
    stripped = text.strip(" .,:;\n\t")
    for printed in dates_in(stripped):
        if printed.end - printed.start == len(stripped):
            return printed
    return None


def date_after(text: str, cues: Iterable[str]) -> PrintedDate | None:
    """The first date that closely follows one of the cues, each a regular expression."""
    for cue in cues:
        for match in re.finditer(cue, text, re.IGNORECASE):
            for printed in dates_in(text[match.end() : match.end() + 100]):
                if printed.start <= 40:
                    at = match.end()
                    return replace(printed, start=printed.start + at, end=printed.end + at)
    return None


def _understood(form: str, groups: tuple[str, ...]) -> tuple[str, str] | None:
    try:
        if form == "day_month_year_to":
            first, last = _iso(*groups[:3]), _iso(*groups[3:])
        elif form == "day_month_to":
            first, last = _iso(groups[0], groups[1], groups[4]), _iso(*groups[2:])
        elif form == "day_to":
            first, last = _iso(groups[0], *groups[2:]), _iso(*groups[1:])
        elif form == "month_first":
            first = last = _iso(groups[1], groups[0], groups[2])
        elif form == "iso":
            first = last = date(*(int(part) for part in groups)).isoformat()
        elif form == "month":
            first = last = f"{groups[1]}-{_MONTH_OF[groups[0].lower()]:02d}"
        else:
            first = last = _iso(*groups)
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _iso(day: str, month: str, year: str) -> str:
    number = int(month) if month.isdigit() else _MONTH_OF[month.lower()]
    return date(int(year), number, int(day)).isoformat()
