"""One date, as people write it: the grammar of :mod:`dates`, form by form.

The table of forms stays whole, for which form comes first decides: numbers before words, the
certain before the doubtful.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workbench.chronology.agewords import from_age

# Two-digit years below it are of this century.
PIVOT = 40
YEARS = (1900, 2099)
# A whole date with a later year is read as it stands: it lies in the future, and a check says so.
LAST_YEAR = 2999
DAY_MONTH = re.compile(r"\d{1,2}\s*(?:[/.\-\s]+\s*\d{1,2}|[/.\-\s]*\{\d\d\})")


class Unreadable(Exception):  # noqa: N818 - never leaves this room
    def __init__(self, problem: str, could_mean: tuple[str, ...] = ()) -> None:
        self.problem = problem
        self.could_mean = could_mean
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class Span:
    """Part of an EDTF string: one piece, or two ends of an interval (None is open)."""

    low: str | None
    high: str | None
    single: bool = True
    mark: str = ""
    note: str | None = None
    could_mean: tuple[str, ...] = ()


def quiet(text: str, born: date | None) -> Span | None:
    """An atom, or None where it is impossible: a part of a range is tried in several ways."""
    try:
        return atom(text, born)
    except Unreadable:
        return None


def atom(text: str, born: date | None) -> Span | None:
    text = text.strip(" ,;:.-")
    if born is not None and _OF_FORTY.fullmatch(text):
        return _aged(text, born)
    for pattern, build in _FORMS:
        found = pattern.fullmatch(text)
        span = build(found) if found else None
        if span is not None:
            return span
    if DAY_MONTH.fullmatch(text):
        raise Unreadable("No year is written.")
    return _aged(text, born)


# "32/40": weeks of pregnancy, where it could be read as a month of 1940.
_OF_FORTY = re.compile(r"(?:at\s+)?\d{1,2}(?:\+\d)?/40")


def _aged(text: str, born: date | None) -> Span | None:
    aged = from_age(text, born)
    if aged is None:
        return None
    if isinstance(aged, str):
        raise Unreadable(aged)
    low, high, mark = aged
    if low == high:
        return Span(low, None, mark=mark)
    return Span(low, high, single=False, mark=mark)


def _year(text: str) -> int:
    number = int(text)
    if len(text) == 2:
        return 2000 + number if number < PIVOT else 1900 + number
    if not YEARS[0] <= number <= LAST_YEAR:
        raise Unreadable(f"The year {text} cannot be right.")
    return number


def _plausible(year_text: str) -> bool:
    return len(year_text) == 2 or YEARS[0] <= int(year_text) <= LAST_YEAR


def whole_day(day: date) -> Span:
    return Span(day.isoformat(), None)


def _day_month_year(m: re.Match[str]) -> Span:
    day, month, year_text = int(m["d"]), int(m["m"]), m["y"]
    if len(year_text) in (3, 5) or not _plausible(year_text):
        meant = _in_near_years(day, month, year_text)
        raise Unreadable(f"The year {year_text} cannot be right.", meant)
    if len(year_text) == 4 and int(year_text) > YEARS[1]:
        return _far_ahead(day, month, year_text)
    year = _year(year_text)
    if day == 0 and 1 <= month <= 12:
        return Span(f"{year}-{month:02d}", None, note="The day is written as 00.")
    if month <= 12 and month and 1 <= day <= monthrange(year, month)[1]:
        return Span(f"{year}-{month:02d}-{day:02d}", None)
    raise _impossible(day, month, year)


def _far_ahead(day: int, month: int, year_text: str) -> Span:
    year = int(year_text)
    if not _exists(year, month, day):
        raise _impossible(day, month, year)
    note = f"The year {year_text} is far ahead."
    meant = _in_near_years(day, month, year_text)
    return Span(f"{year}-{month:02d}-{day:02d}", None, note=note, could_mean=meant)


def _in_near_years(day: int, month: int, year_text: str) -> tuple[str, ...]:
    return tuple(
        f"{year}-{month:02d}-{day:02d}"
        for year in _near_years(year_text)
        if _exists(year, month, day)
    )


def _impossible(day: int, month: int, year: int) -> Unreadable:
    """No such day: what could be meant, never which."""
    if month > 12 and 1 <= day <= 12 and month <= monthrange(year, day)[1]:
        return Unreadable(
            f"There is no month {month}: it may be written month first.",
            (f"{year}-{day:02d}-{month:02d}",),
        )
    if 1 <= month <= 12:
        last = date(year, month, monthrange(year, month)[1])
        if day > 31:
            slips = sorted({int(str(day)[0]), int(str(day)[1]), int(str(day)[::-1])} - {0})
            meant = tuple(f"{last:%Y-%m}-{d:02d}" for d in slips if d <= last.day)
            return Unreadable(f"There is no day {day}.", meant)
        after = last + timedelta(days=day - last.day)
        other = [date(year, m, day) for m in (month - 1, month + 1) if _exists(year, m, day)]
        meant = tuple(d.isoformat() for d in (last, after, *other))
        return Unreadable(f"{last:%B %Y} has only {last.day} days.", meant)
    return Unreadable(f"There is no month {month}.")


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _near_years(text: str) -> list[int]:
    """Years of this century's first decades: two digits changed round, one more, fewer or other."""
    if len(text) == 5:
        made = {text[:i] + text[i + 1 :] for i in range(5)}
    elif len(text) == 4:
        made = {text[:i] + digit + text[i + 1 :] for i in range(4) for digit in "0123456789"}
        made |= {text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(3)}
    else:
        made = {text[:i] + digit + text[i:] for i in range(4) for digit in "0123456789"}
    return sorted(int(year) for year in made if "1990" <= year <= "2039")


def _month_of(m: re.Match[str]) -> Span:
    return _month_span(_year(m["y"]), int(m["m"]))


def _month_span(year: int, month: int) -> Span:
    if not 1 <= month <= 12:
        raise Unreadable(f"There is no month {month}.")
    return Span(f"{year}-{month:02d}", None)


def _month_or_day(m: re.Match[str]) -> Span:
    """``Sept 15``: the month of a year, though it could be a day without one."""
    span = _month_of(m)
    if 1 <= int(m["y"]) <= 31 and "'" not in m[0]:
        month = date(2000, int(m["m"]), 1).strftime("%B")
        note = f"Taken as {month} {span.low[:4] if span.low else ''}; "
        return replace(span, note=f"{note}{int(m['y'])} {month} has no year.")
    return span


def _slashed_month(m: re.Match[str]) -> Span | None:
    """``05/16`` can only be May 2016; ``05/11`` may be 5 November."""
    first, second = int(m["m"]), int(m["y"])
    if len(m["y"]) == 4:
        return _month_span(_year(m["y"]), first)
    if 1 <= first <= 12 and second > 31:
        return _month_span(_year(m["y"]), first)
    if 1 <= first <= 12 and 12 < second <= 31:
        return _month_span(_year(m["y"]), first)
    raise Unreadable("No year is written, or no day.")


def _two_years(m: re.Match[str]) -> Span | None:
    """``2015/16`` spans both years; ``2015/12`` is a month; ``2014-16`` is left to the ranges."""
    year, second = int(m["y"]), int(m["n"])
    if second == (year + 1) % 100:
        note = "It may be a school year or a financial year: both years are taken."
        return Span(f"{year}", f"{year + 1}", single=False, note=note)
    if 1 <= second <= 12:
        return _month_span(_year(m["y"]), second)
    if second > year % 100:
        return Span(f"{year}", f"{year // 100}{second:02d}", single=False)
    raise Unreadable(f"There is no month {second}.")


def _named_year(m: re.Match[str]) -> Span:
    year = int(m["y"])
    months = ("09", "08") if m["kind"] in ("academic", "school") else ("04", "03")
    return Span(f"{year}-{months[0]}", f"{year + 1}-{months[1]}", single=False)


SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_TERMS = {"autumn": ("09", "12"), "spring": ("01", "04"), "summer": ("04", "07")}
_NAMES = {"autumn": "autumn", "fall": "autumn", "spring": "spring", "summer": "summer"}


def _season(m: re.Match[str]) -> Span:
    year = _year(m["y"])
    if m["name"] == "winter" and m["n"]:
        return Span(f"{year}-12", f"{year + 1}-02", single=False)
    return Span(f"{year}-{SEASONS[m['name']]}", None)


def _term(m: re.Match[str]) -> Span:
    name = {"christmas": "autumn", "michaelmas": "autumn", "easter": "spring"}.get(
        m["name"], m["name"]
    )
    year = _year(m["y"])
    if m["n"] and name != "autumn":
        year += 1
    first, last = _TERMS[name]
    part = m["part"]
    if part in ("early", "start", "beginning"):
        return Span(f"{year}-{first}", None, mark="~")
    if part in ("late", "end"):
        return Span(f"{year}-{last}", None, mark="~")
    return Span(f"{year}-{first}", f"{year}-{last}", single=False)


_THIRDS = {"early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1}


def _part_of_month(m: re.Match[str]) -> Span:
    year, month = _year(m["y"]), int(m["m"])
    last = monthrange(year, month)[1]
    first, end = ((1, 10), (11, 20), (21, last))[_THIRDS.get(m["part"], 2)]
    month_text = f"{year}-{month:02d}"
    return Span(f"{month_text}-{first:02d}", f"{month_text}-{end:02d}", single=False, mark="~")


def _part_of_year(m: re.Match[str]) -> Span:
    """Thirds of a year; its very start and end are a quarter."""
    year, part = _year(m["y"]), m["part"]
    if part in ("start", "beginning"):
        first, last = 1, 3
    elif part == "end":
        first, last = 10, 12
    else:
        first, last = ((1, 4), (5, 8), (9, 12))[_THIRDS.get(part, 2)]
    return Span(f"{year}-{first:02d}", f"{year}-{last:02d}", single=False, mark="~")


def _part_of_season(m: re.Match[str]) -> Span:
    return Span(f"{_year(m['y'])}-{SEASONS[m['name']]}", None, mark="~")


def _decade(m: re.Match[str]) -> Span:
    start = int(m["y"])
    if len(m["y"]) == 2:
        start += 1900 if start >= PIVOT else 2000
    part = m["part"]
    if not part:
        return Span(f"{start // 10}X", None)
    first, last = ((0, 3), (4, 6), (7, 9))[_THIRDS.get(part, 2)]
    return Span(f"{start + first}", f"{start + last}", single=False, mark="~")


_ORDER = {"first": "1", "second": "2", "third": "3", "fourth": "4"}


def _quarter(m: re.Match[str]) -> Span:
    quarter, year = int(_ORDER.get(m["q"], m["q"])), _year(m["y"])
    if m["n"]:  # a financial year: April to June is its first quarter
        first = quarter * 3 + 1
        year, first = (year + 1, 1) if quarter == 4 else (year, first)
    else:
        first = quarter * 3 - 2
    note = None if m["n"] else "Taken as a quarter of the calendar year."
    return Span(f"{year}-{first:02d}", f"{year}-{first + 2:02d}", single=False, note=note)


def inner_day(m: re.Match[str]) -> date | None:
    span = atom(m["rest"], None)
    if span is None or not span.single or span.low is None or len(span.low) != 10:
        return None
    return date.fromisoformat(span.low)


def days_from(first: date, count: int) -> Span:
    last = first + timedelta(days=count - 1)
    return Span(first.isoformat(), last.isoformat(), single=False)


def _week_from(m: re.Match[str]) -> Span | None:
    day = inner_day(m)
    return days_from(day, 7) if day else None


def _week_to(m: re.Match[str]) -> Span | None:
    day = inner_day(m)
    return days_from(day - timedelta(days=6), 7) if day else None


def _week_holding(m: re.Match[str]) -> Span | None:
    """Monday to Sunday around the day named."""
    day = inner_day(m)
    return days_from(day - timedelta(days=day.weekday()), 7) if day else None


def _nth_week(m: re.Match[str]) -> Span:
    year, month = _year(m["y"]), int(m["m"])
    last = monthrange(year, month)[1]
    order = {"first": 1, "1": 1, "second": 8, "2": 8, "third": 15, "3": 15, "fourth": 22, "4": 22}
    first = order.get(m["nth"], last - 6)
    start = date(year, month, first)
    return replace(days_from(start, 7), mark="~")


def _half_of(m: re.Match[str]) -> Span:
    year, month = _year(m["y"]), int(m["m"])
    last = monthrange(year, month)[1]
    first, end = (1, 15) if m["nth"] in ("first", "1") else (16, last)
    text = f"{year}-{month:02d}"
    return Span(f"{text}-{first:02d}", f"{text}-{end:02d}", single=False, mark="~")


def _half_of_year(m: re.Match[str]) -> Span:
    year = _year(m["y"])
    first, last = ("01", "06") if m["nth"] in ("first", "1") else ("07", "12")
    return Span(f"{year}-{first}", f"{year}-{last}", single=False, mark="~")


def _half_term(m: re.Match[str]) -> Span:
    return replace(_month_of(m), mark="~")


def _feast(m: re.Match[str]) -> Span:
    from dateutil.easter import easter

    year, name = _year(m["y"]), m["name"].replace("'", "").replace("xmas", "christmas")
    sunday = easter(year)
    fixed = {
        "christmas day": date(year, 12, 25),
        "christmas eve": date(year, 12, 24),
        "boxing day": date(year, 12, 26),
        "new years eve": date(year, 12, 31),
        "new years day": date(year, 1, 1),
        "halloween": date(year, 10, 31),
        "bonfire night": date(year, 11, 5),
        "good friday": sunday - timedelta(days=2),
        "easter sunday": sunday,
        "easter monday": sunday + timedelta(days=1),
    }
    if name in fixed:
        return whole_day(fixed[name])
    around = {"christmas": date(year, 12, 25), "new year": date(year, 1, 1), "easter": sunday}
    return replace(whole_day(around[name]), mark="~")


def _holidays(m: re.Match[str]) -> Span:
    """School holidays, about: they differ by council and year."""
    from dateutil.easter import easter

    year = _year(m["y"])
    if m["name"] == "summer":
        return Span(f"{year}-07-20", f"{year}-09-05", single=False, mark="~")
    if m["name"] in ("christmas", "xmas"):
        return Span(f"{year}-12-20", f"{year + 1}-01-05", single=False, mark="~")
    sunday = easter(year)
    return replace(days_from(sunday - timedelta(days=9), 17), mark="~")


def _iso(m: re.Match[str]) -> Span:
    year, month, day = _year(m["y"]), int(m["m"]), int(m["d"])
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return Span(f"{year}-{month:02d}-{day:02d}", None)
    if month > 12 and 1 <= day <= 12 and month <= monthrange(year, day)[1]:
        raise Unreadable(
            f"There is no month {month}: the day may come before the month.",
            (f"{year}-{day:02d}-{month:02d}",),
        )
    raise _impossible(day, month, year)


def _unknown_day(m: re.Match[str]) -> Span:
    return replace(_month_span(_year(m["y"]), int(m["m"])), note="The day is not known.")


def _unknown_month(m: re.Match[str]) -> Span:
    return Span(f"{_year(m['y'])}", None, note="Only the year is known.")


def _of_year(m: re.Match[str]) -> Span:
    return Span(f"{_year(m['y'])}", None)


_Y = r"'?(?P<y>\d{4}|\d\d)"
_Y4 = r"(?P<y>(?:19|20)\d\d)"
_M = r"\{(?P<m>\d\d)\}"
_SEP = r"(?:\s*[./\\,_:\-]\s*)+|\s+"
_SLIP = r"\s?[./\-;|'!,]\s?"
_PART = (
    r"(?P<part>early|mid|late|end|start|beginning|middle)(?: part)?(?: of| in)?"
    r"(?: the)?(?: year)?(?: of)?[\s-]*"
)
_UNKNOWN = r"(?:\?+|x+|_+|-+|\*+|n/?k|00?)"
_NEXT = r"(?:\s*[/-]\s*(?P<n>(?:\d\d)?\d\d))?"
_QTH = r"(?P<q>[1-4]|first|second|third|fourth)"
_NTH = r"(?P<nth>first|second|third|fourth|last|final|[1-4])"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span | None]], ...] = tuple(
    (re.compile(form), build)
    for form, build in (
        # numbers only, day first unless the year leads
        (
            rf"(?P<d>\d{{1,2}})(?:{_SEP})(?P<m>\d{{1,2}})(?:{_SEP})'?(?P<y>\d{{2,5}})",
            _day_month_year,
        ),
        # one of the two separators left out, or another sign slipped in for it; 2001-2004 are years
        (r"(?!20\d\d)(?P<d>\d{2})(?P<m>0\d|1[0-2])[./\-](?P<y>(?:19|20)\d\d)", _day_month_year),
        (r"(?P<d>\d{1,2})[./\-](?P<m>0\d|1[0-2])(?P<y>(?:19|20)\d\d)", _day_month_year),
        (rf"(?P<d>\d{{1,2}}){_SLIP}(?P<m>\d{{1,2}}){_SLIP}(?P<y>\d{{2}}|\d{{4}})", _day_month_year),
        (r"(?P<y>\d{4})(?:\s*[./\-]\s*|\s+)(?P<m>\d{1,2})(?:\s*[./\-]\s*|\s+)(?P<d>\d{1,2})", _iso),
        (r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)", _iso),
        (r"(?P<d>[0-3]\d)(?P<m>0[1-9]|1[0-2])(?P<y>(?:19|20)\d\d|\d\d)", _day_month_year),
        # with the month in letters
        (
            rf"(?P<d>\d{{1,2}})(?:{_SEP}|)(?:of\s+)?{_M}(?:{_SEP}|)(?:of\s+|in\s+)?'?(?P<y>\d{{2,5}})",
            _day_month_year,
        ),
        (rf"{_M}\s*(?P<d>\d{{1,2}})(?:\s*,\s*|\s+)(?P<y>\d{{4}})", _day_month_year),
        (r"(?P<y>\d{4})[\s/-]*" + _M + r"[\s/-]*(?P<d>\d{1,2})", _iso),
        (rf"{_M}(?:{_SEP}|)(?:of\s+)?(?P<y>\d{{4}})", _month_of),
        (rf"{_M}(?:{_SEP}|)(?:of\s+)?'?(?P<y>\d\d)", _month_or_day),
        (rf"{_Y4}\s*[-/]?\s*{_M}", _month_of),
        (rf"(?:month of )\s*{_M}\s*{_Y}", _month_of),
        # months and years in numbers
        (r"(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>(?:19|20)\d\d|\d\d)", _slashed_month),
        (r"(?P<m>\d{1,2})\s+(?P<y>(?:19|20)\d\d)", _slashed_month),
        (r"(?P<y>(?:19|20)\d\d)\s*[/\-]\s*(?P<n>\d\d?)", _two_years),
        (
            r"(?P<kind>academic|school|financial|fiscal|tax)\s+year\s+(?P<y>\d{4})\s*[/-]\s*\d{2,4}",
            _named_year,
        ),
        (rf"(?:the )?(?:year )?(?:of )?{_Y4}", _of_year),
        # parts of them
        (rf"{_PART}{_M}\s*{_Y}", _part_of_month),
        (rf"{_PART}{_Y4}", _part_of_year),
        (rf"(?:{_PART})?(?:the\s+)?'?(?P<y>(?:19|20)\d0|\d0)'?s", _decade),
        (rf"(?:the )?{_NTH} week (?:of|in) {_M}\s*{_Y}", _nth_week),
        (rf"(?:the )?{_NTH} half of {_M}\s*{_Y}", _half_of),
        (rf"(?:the )?{_NTH} half of {_Y4}", _half_of_year),
        (
            rf"(?:the )?{_QTH} quarter(?: of)? (?P<y>\d{{4}}){_NEXT}",
            _quarter,
        ),
        (rf"{_M}\s+half[\s-]?term\s*,?\s*{_Y}", _half_term),
        (rf"half[\s-]?term,?\s*(?:in\s+)?{_M}\s*{_Y}", _half_term),
        (rf"{_Y4}\s*,?\s*(?P<d>\d{{1,2}})\s*{_M}", _iso),
        (r"(?P<y>\d{4})[\s,/-]*q(?:uarter|tr)?\s*(?P<q>[1-4])(?P<n>)", _quarter),
        (rf"q(?:uarter|tr)?\s*(?P<q>[1-4])[\s,/-]*(?P<y>\d{{4}}){_NEXT}", _quarter),
        # seasons, terms, feasts
        (rf"(?P<name>spring|summer|autumn|fall|winter)(?: of)?\s*{_Y}{_NEXT}", _season),
        (rf"{_PART}(?P<name>spring|summer|autumn|fall|winter)(?: of)?\s*{_Y}", _part_of_season),
        (
            rf"(?:(?P<part>early|late|end|start|beginning)\s+(?:of\s+)?(?:the\s+)?)?"
            rf"(?P<name>autumn|spring|summer|christmas|michaelmas|easter)\s+term\s*,?\s*{_Y}{_NEXT}",
            _term,
        ),
        (rf"(?P<part>)(?P<name>autumn|spring|summer)\s+{_Y}{_NEXT}\s+term", _term),
        (
            r"(?P<name>(?:christmas|xmas)(?: day| eve)?|boxing day|new year'?s (?:day|eve)|"
            rf"new year|easter(?: sunday| monday)?|good friday|halloween|bonfire night)\s+{_Y}",
            _feast,
        ),
        (
            rf"(?P<name>summer|christmas|xmas|easter)\s+(?:school\s+)?(?:holidays?|hols|vacation|break)\s+{_Y}",
            _holidays,
        ),
        (
            rf"(?P<name>summer|christmas|xmas|easter)\s+{_Y}\s+(?:school\s+)?(?:holidays?|hols|break)",
            _holidays,
        ),
        # days counted from a day
        (
            r"(?:w/?\s?[cb]\b|week\s*(?:commencing|beginning|starting|from)|wk\s*(?:commencing|beg|com))"
            r"\.?[\s:]*(?P<rest>.+)",
            _week_from,
        ),
        (r"(?:w/?\s?e\b|week\s*ending|wk\s*ending)\.?[\s:]*(?P<rest>.+)", _week_to),
        (r"(?:week of|during the week of)\s*(?P<rest>.+)", _week_holding),
        # parts nobody knew
        (rf"{_UNKNOWN}\s*[/.\-\s]\s*{_UNKNOWN}\s*[/.\-\s]\s*(?P<y>\d{{4}}|\d\d)", _unknown_month),
        (
            rf"{_UNKNOWN}\s*[/.\-\s]\s*(?P<m>\d{{1,2}})\s*[/.\-\s]\s*(?P<y>\d{{4}}|\d\d)",
            _unknown_day,
        ),
        (rf"\d?{_UNKNOWN}\s*[/.\-\s]*\s*{_M}\s*[/.\-\s]*\s*(?P<y>\d{{4}}|\d\d)", _unknown_day),
        (rf"\d\d?\s*[/.\-]\s*{_UNKNOWN}\s*[/.\-]\s*(?P<y>\d{{4}}|\d\d)", _unknown_month),
        (r"\d\?\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4}|\d\d)", _unknown_day),
    )
)
