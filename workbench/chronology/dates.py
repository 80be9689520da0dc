"""What people write for a date -> EDTF, day before month, and nothing guessed.

The words are kept by whoever calls; here they are only understood. What could be meant in two
ways, or in none, is not chosen for the reader: the reading has no date, a sentence that says
what is wrong, and what could be meant.

Decisions a reader of the results should know
---------------------------------------------
* Two-digit years 00-39 are 2000-2039, 40-99 are 1940-1999 (`PIVOT`).
* ``before``, ``by``, ``until`` and ``after``, ``since`` keep the named time inside the open
  interval (``before June 2016`` is ``../2016-06``): people write them loosely.
* ``early``, ``mid``, ``late`` of a month are days 1-10, 11-20, 21 to the end; of a year,
  January-April, May-August, September-December; all approximate.
* ``2015/16`` is ``2015/2016``: a school year or a financial year, the writer alone knows which;
  ``academic year 2015/16`` is ``2015-09/2016-08``, ``financial year 2015/16`` ``2015-04/2016-03``.
* ``Q3 2016`` is July to September; ``Q3 2016/17`` is October to December (financial year).
* School terms: autumn September-December, spring January-April, summer April-July.
* ``Sept 15`` is September 2015. A day and month without a year are not read.
* A letter in place of a digit (``O1/O5/2016``) is not read; the likely meaning is offered.
"""

from __future__ import annotations

import math
import re
from calendar import day_name, monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from workbench.chronology.agewords import from_age
from workbench.chronology.datewords import Plain, plain
from workbench.chronology.intervals import Certainty, bounds, certainty, season_bounds
from workbench.chronology.times import bare_time, take_time

PIVOT = 40
# Serial numbers of spreadsheets count days from here; 60 is the 29 February 1900 that never was.
_SERIAL_EPOCH = datetime(1899, 12, 30)
_SERIALS = (10959, 73050)  # 1 January 1930 to 31 December 2099
_YEARS = (1900, 2099)


@dataclass(frozen=True, slots=True)
class DateReading:
    """What was understood of one date cell.

    edtf
        None where it could not be read.
    time
        ``HH:MM`` where the cell held one.
    earliest, latest
        The days it can mean, inclusive; None at an open end, and both None when unread.
    problem
        A sentence for the reader, also beside a date that *was* read but looks doubtful.
    could_mean
        EDTF strings, likeliest first.
    """

    edtf: str | None = None
    time: str | None = None
    earliest: date | None = None
    latest: date | None = None
    certainty: Certainty = "unread"
    problem: str | None = None
    could_mean: tuple[str, ...] = ()


class _Unreadable(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, problem: str, could_mean: tuple[str, ...] = ()) -> None:
        self.problem = problem
        self.could_mean = could_mean
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class _Span:
    """Part of an EDTF string: one piece, or two ends of an interval (None is open)."""

    low: str | None
    high: str | None
    single: bool = True
    mark: str = ""
    note: str | None = None
    could_mean: tuple[str, ...] = ()


def read_date(
    text_or_value: object, *, born: date | None = None, context_year: int | None = None
) -> DateReading:
    """Read a date as somebody wrote it.

    Parameters
    ----------
    text_or_value
        Text; a real date or date with time; or a spreadsheet's serial number.
    born
        The child's date of birth: "when aged 3" and "at 6 weeks" need it.
    context_year
        The year a heading above the row gives. A day and month without a year are then read
        with ``?`` and a problem that says so.

    Returns
    -------
    DateReading
        Never raises for odd text.
    """
    if isinstance(text_or_value, datetime):
        return _of_moment(text_or_value)
    if isinstance(text_or_value, date):
        return _of_span(_whole(text_or_value), None)
    if isinstance(text_or_value, bool) or text_or_value is None or isinstance(text_or_value, time):
        return _nothing_written()
    if isinstance(text_or_value, int | float):
        return _of_number(float(text_or_value))
    return _of_text(str(text_or_value), born, context_year)


def _nothing_written() -> DateReading:
    return DateReading(problem="No date is written.")


def _of_moment(moment: datetime) -> DateReading:
    if moment != moment:  # NaT
        return _nothing_written()
    at = None if (moment.hour, moment.minute) == (0, 0) else f"{moment:%H:%M}"
    return _of_span(_whole(moment.date()), at)


def _of_number(number: float) -> DateReading:
    if math.isnan(number):
        return _nothing_written()
    if number == int(number) and _YEARS[0] <= number <= _YEARS[1]:
        return _of_span(_Span(f"{int(number)}", None), None)
    if _SERIALS[0] <= number <= _SERIALS[1]:
        minutes = round((number % 1) * 1440)
        return _of_moment(_SERIAL_EPOCH + timedelta(days=int(number), minutes=minutes))
    if number == int(number) and number > 1_000_000:
        return _of_text(str(int(number)), None, None)  # 20160522, which the sheet took for a number
    return DateReading(problem=f"{number:g} is not a date, nor a spreadsheet's number for one.")


@lru_cache(maxsize=65536)
def _of_text(text: str, born: date | None, context_year: int | None) -> DateReading:
    words = plain(text)
    if not words.text:
        return _nothing_written()
    if words.unknown:
        return DateReading(problem=f"The date is written as not known ({text.strip()!r}).")
    if re.fullmatch(r"\d{5}(\.\d+)?|(?:19|20)\d\d\.0+", words.text):
        return _of_number(float(words.text))
    try:
        span, at, problem = _understand(words, born, context_year)
    except _Unreadable as wrong:
        return DateReading(
            time=take_time(words.text)[0], problem=wrong.problem, could_mean=wrong.could_mean
        )
    reading = _of_span(span, at)
    weekday = _weekday_problem(words.weekday, reading)
    problems = [p for p in (span.note, problem, weekday, words.note) if p]
    return replace(reading, problem=" ".join(problems) or None, could_mean=span.could_mean)


def _of_span(span: _Span, at: str | None) -> DateReading:
    edtf = _edtf(span)
    earliest, latest = bounds(edtf)
    return DateReading(edtf, at, earliest, latest, certainty(edtf))


def _edtf(span: _Span) -> str:
    low, high = span.low, span.high
    if span.single:
        assert low is not None
        season = re.fullmatch(r"(\d{4})-(2[1-4])", low)
        if not (season and span.mark):
            return low + span.mark
        # EDTF has no mark for a season: its months, marked, say the same.
        first, last = season_bounds(int(season[1]), int(season[2]))
        low, high = f"{first:%Y-%m}", f"{last:%Y-%m}"
    ends = (low, high)
    return "/".join(".." if end is None else end + span.mark for end in ends)


def _weekday_problem(weekday: int | None, reading: DateReading) -> str | None:
    if weekday is None or reading.earliest is None or reading.earliest != reading.latest:
        return None
    actual = reading.earliest.weekday()
    if actual == weekday:
        return None
    day = f"{reading.earliest.day} {reading.earliest:%B %Y}"
    return f"It says {day_name[weekday]}, but {day} was a {day_name[actual]}."


# --- from the whole cell to a span ----------------------------------------------------------


def _understand(
    words: Plain, born: date | None, context_year: int | None
) -> tuple[_Span, str | None, str | None]:
    """Try the text as it stands, then with a time taken out, then the one date inside it."""
    at, rest, problem = take_time(words.text)
    if at is None:
        for date_part, time_part in _with_bare_time(rest):
            span = _quiet(date_part, born, None)
            if span is not None and span.single and len(span.low or "") == 10:
                return _marked(span, words.mark), bare_time(time_part), problem
    for attempt in (rest, *_without_brackets(rest)):
        span = _relation(attempt, born, context_year)
        if span is not None:
            return _marked(span, words.mark), at, problem
    return _marked(_date_inside(rest, born, context_year), words.mark), at, problem


def _marked(span: _Span, mark: str) -> _Span:
    both = {*span.mark, *mark}
    return replace(span, mark="%" if len(both) > 1 or "%" in both else "".join(both))


def _without_brackets(text: str) -> list[str]:
    bare = " ".join(re.sub(r"\([^)]*\)?", " ", text).split())
    return [bare] if bare and bare != text else []


def _with_bare_time(text: str) -> list[tuple[str, str]]:
    """``22/05/2016 1430`` and ``14.30 22/05/2016``: only beside a date that is whole."""
    parts = text.split()
    found = []
    if len(parts) > 1:
        for piece, rest in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
            if bare_time(piece):
                beside = re.sub(r"^(?:on|at)\s+|[\s,-]+(?:at|@)?$", "", " ".join(rest))
                found.append((beside, piece))
    return found


_WHOLE_DATE = re.compile(
    r"(?<![\w/.-])(?:\d{1,2}\s*[/.,\-\s]+\s*(?:\d{1,2}|\{\d\d\})\s*[/.,\-\s]+\s*(?:\d{4}|\d\d)"
    r"|\d{1,2}\s?(?:of )?\{\d\d\},?\s*(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d|\{\d\d\}\s*\d{4})(?![\w/])"
)


def _date_inside(text: str, born: date | None, context_year: int | None) -> _Span:
    """The one whole date among other words; several are their span, none is unreadable."""
    found = [span for m in _WHOLE_DATE.finditer(text) if (span := _atom(m[0], born, None))]
    if not found:
        raise _unreadable(text, context_year)
    if len(found) == 1:
        other = " ".join(_WHOLE_DATE.sub(" ", text).split()).strip(" -,:;.()")
        if re.search(r"\d", other):
            raise _unreadable(text, context_year)
        note = f"Beside the date it says {_readable(other)!r}." if other else None
        return replace(found[0], note=found[0].note or note)
    days = sorted(bounds(span.low) for span in found if span.low)
    if any(low is None or high is None for low, high in days):
        raise _unreadable(text, context_year)
    first, last = days[0][0], max(high for _, high in days if high)
    assert first is not None
    note = f"{len(found)} dates are written in one cell: taken as the time from first to last."
    return _Span(first.isoformat(), last.isoformat(), single=False, note=note)


def _unreadable(text: str, context_year: int | None) -> _Unreadable:
    """The sentence for text nothing could read, with what it could mean where that is known."""
    digits = re.sub(r"(?<=[\d/.\-\s])[oO]|(?<![a-z])[oO](?=\d)", "0", text)
    digits = re.sub(r"(?<=[\d/.\-\s])[lI|](?=[\d/.\-\s])|(?<![a-z])[lI|](?=\d)", "1", digits)
    if digits != text:
        try:
            meant = _atom(digits, None, None)
        except _Unreadable:
            meant = None
        if meant and meant.low:
            return _Unreadable("A letter stands where a digit should.", (meant.low,))
    return _Unreadable("The date could not be read.")


def _readable(text: str) -> str:
    return re.sub(r"\{(\d\d)\}", lambda m: date(2000, int(m[1]), 1).strftime("%B"), text)


# --- before, since, between -----------------------------------------------------------------

_LEAD = re.compile(
    r"^(?:on|in|during|over|throughout|all|dated?|the|of|for|sometime|some time|at some point|"
    r"in the)\s+"
)
_BEFORE = re.compile(
    r"^(?:(?:sometime |some time |just |shortly |well )?(?:before|prior to|pre)"
    r"|by(?: the)?|until|up (?:to|until)|till?|no later than|not later than|to|<)[\s-]*(?=\S)"
)
_AFTER = re.compile(
    r"^(?:(?:sometime |some time |just |shortly )?after|ever since|since|from|as of|post|"
    r"starting|beginning|>)[\s-]+(?=\S)"
)
_ONWARDS = re.compile(
    r"\s*(?:\bonwards?|\band after|\bor later|(?:-|\bto|\buntil)\s*(?:date|present|now|current|"
    r"the present(?: day)?|today|ongoing)|\bongoing|\+|-)$"
)
_BEFORE_TAIL = re.compile(r"\s+(?:or (?:earlier|before)|and (?:earlier|before))$")
_BETWEEN = re.compile(r"^(?:between|from|betw\.?|b/w)\s+")


def _relation(text: str, born: date | None, context_year: int | None) -> _Span | None:
    text = text.strip(" ,;:.-()[]")
    while _LEAD.match(text):
        text = _LEAD.sub("", text)
    span = _range_or_atom(text, born, context_year)
    if span is not None:
        return span
    between = _BETWEEN.sub("", text)
    if between != text:
        span = _range(between, born, context_year)
        if span is not None:
            return span
    for pattern, build in _OPENERS:
        rest = pattern.sub("", text)
        if rest != text and rest:
            inner = _range_or_atom(_LEAD.sub("", rest), born, context_year)
            if inner is not None:
                return build(inner)
    return None


def _until(span: _Span) -> _Span:
    return replace(span, low=None, high=span.low if span.single else span.high, single=False)


def _onwards(span: _Span) -> _Span:
    return replace(span, high=None, single=False)


_OPENERS: tuple[tuple[re.Pattern[str], Callable[[_Span], _Span]], ...] = (
    (_BEFORE, _until),
    (_BEFORE_TAIL, _until),
    (_ONWARDS, _onwards),
    (_AFTER, _onwards),
)


def _range_or_atom(text: str, born: date | None, context_year: int | None) -> _Span | None:
    return _atom(text, born, context_year) or _range(text, born, context_year)


# --- from A to B ----------------------------------------------------------------------------

_BETWEEN_ENDS = re.compile(r"\s+(?:to|until|till|through|thru|and|or)\s+|\s*[-&/,]\s*|\s*\+\s*")


def _range(text: str, born: date | None, context_year: int | None) -> _Span | None:
    """``3-9 March 2016``, ``28 Feb to 2 Mar 2016``, ``Nov 2015 - Jan 2016``, ``22-24/05/16``."""
    for joint in _BETWEEN_ENDS.finditer(text):
        left, right = text[: joint.start()].strip(" .,"), text[joint.end() :].strip(" .,")
        left = re.sub(r"^(?:from|between)\s+", "", left)
        right = re.sub(r"^(?:to|on|until)\s+", "", right)
        if not left or not right:
            continue
        span = _ends(left, right, born, context_year)
        if span is not None:
            mark = "?" if joint[0].strip() == "or" else span.mark
            return replace(span, mark=mark)
    return None


def _ends(left: str, right: str, born: date | None, year: int | None) -> _Span | None:
    end = _quiet(right, born, None)
    if end is None and _DAY_MONTH.fullmatch(right) and year:
        end = _quiet(f"{right} {year}", born, None)
    if end is None:
        return _completed_right(left, right, born)
    start = _completed_left(left, end, born)
    return _joined(start, end) if start is not None else None


def _joined(start: _Span, end: _Span) -> _Span | None:
    low, high = start.low, end.low if end.single else end.high
    if low is None or high is None:
        return None
    first, last = bounds(low)[0], bounds(high)[1]
    assert first is not None and last is not None
    if first > last:
        raise _Unreadable(
            "The end comes before the start.", (f"{high.rstrip('~?%')}/{low.rstrip('~?%')}",)
        )
    mark = "".join(dict.fromkeys(start.mark + end.mark))
    return _Span(low, high, single=False, mark="%" if len(mark) > 1 else mark)


_DAY = re.compile(r"\d{1,2}")
_DAY_MONTH = re.compile(r"\d{1,2}\s*(?:[/.\-\s]+\s*\d{1,2}|[/.\-\s]*\{\d\d\})")
_MONTH = re.compile(r"\{\d\d\}")
_THIRD = re.compile(r"early|mid|late")


def _completed_left(left: str, end: _Span, born: date | None) -> _Span | None:
    """The first end, with what it leaves out taken from the second."""
    low = end.low
    assert low is not None
    year, month = low[:4], low[5:7]
    if _THIRD.fullmatch(left) and month:
        return _quiet(f"{left} {{{month}}} {year}", born, None)
    if _DAY.fullmatch(left) and len(low) == 10:
        return _quiet(f"{left}/{month}/{year}", born, None)
    if _DAY_MONTH.fullmatch(left) or _MONTH.fullmatch(left):
        start = _quiet(f"{left} {year}", born, None)
        if start and start.low and _after(start.low, low):
            start = _quiet(f"{left} {int(year) - 1}", born, None)
        return start
    if left in _SEASONS and len(low) >= 4:
        return _quiet(f"{left} {year}", born, None)
    return _quiet(left, born, None)


def _after(low: str, high: str) -> bool:
    first, last = bounds(low)[0], bounds(high)[1]
    return first is not None and last is not None and first > last


def _completed_right(left: str, right: str, born: date | None) -> _Span | None:
    """``22/05/2016 - 24/05`` and ``2014-16``: the second end leans on the first."""
    start = _quiet(left, born, None)
    if start is None or start.low is None:
        return None
    if _DAY_MONTH.fullmatch(right) or _MONTH.fullmatch(right):
        end = _quiet(f"{right} {start.low[:4]}", born, None)
    elif _DAY.fullmatch(right) and len(start.low) == 4:
        end = _quiet(start.low[:2] + right, born, None)
    elif _DAY.fullmatch(right) and len(start.low) == 10:
        end = _quiet(f"{right}/{start.low[5:7]}/{start.low[:4]}", born, None)
    else:
        return None
    return _joined(start, end) if end is not None else None


def _quiet(text: str, born: date | None, year: int | None) -> _Span | None:
    """An atom, or None where it is impossible: a part of a range is tried in several ways."""
    try:
        return _atom(text, born, year)
    except _Unreadable:
        return None


# --- one date -------------------------------------------------------------------------------


def _atom(text: str, born: date | None, context_year: int | None) -> _Span | None:
    text = text.strip(" ,;:.-")
    for pattern, build in _FORMS:
        found = pattern.fullmatch(text)
        span = build(found) if found else None
        if span is not None:
            return span
    if context_year is not None and _DAY_MONTH.fullmatch(text):
        span = _quiet(f"{text} {context_year}", born, None)
        if span is not None:
            note = f"No year is written: taken as {context_year} from the heading above."
            return replace(span, mark="?", note=note)
    if _DAY_MONTH.fullmatch(text):
        raise _Unreadable("No year is written.")
    aged = from_age(text, born)
    if aged is None:
        return None
    if isinstance(aged, str):
        raise _Unreadable(aged)
    low, high, mark = aged
    if low == high:
        return _Span(low, None, mark=mark)
    return _Span(low, high, single=False, mark=mark)


def _year(text: str) -> int:
    number = int(text)
    if len(text) == 2:
        return 2000 + number if number < PIVOT else 1900 + number
    if not _YEARS[0] <= number <= _YEARS[1]:
        raise _Unreadable(f"The year {text} cannot be right.")
    return number


def _plausible(year_text: str) -> bool:
    return len(year_text) == 2 or _YEARS[0] <= int(year_text) <= _YEARS[1]


def _whole(day: date) -> _Span:
    return _Span(day.isoformat(), None)


def _day_month_year(m: re.Match[str]) -> _Span:
    day, month, year_text = int(m["d"]), int(m["m"]), m["y"]
    if len(year_text) in (3, 5) or not _plausible(year_text):
        raise _Unreadable(
            f"The year {year_text} cannot be right.",
            tuple(
                f"{year}-{month:02d}-{day:02d}"
                for year in _near_years(year_text)
                if month <= 12 and 1 <= day <= monthrange(year, month)[1]
            ),
        )
    year = _year(year_text)
    if day == 0 and 1 <= month <= 12:
        return _Span(f"{year}-{month:02d}", None, note="The day is written as 00.")
    if month <= 12 and month and 1 <= day <= monthrange(year, month)[1]:
        return _Span(f"{year}-{month:02d}-{day:02d}", None)
    raise _impossible(day, month, year)


def _impossible(day: int, month: int, year: int) -> _Unreadable:
    """No such day: what could be meant, never which."""
    if month > 12 and 1 <= day <= 12 and month <= monthrange(year, day)[1]:
        return _Unreadable(
            f"There is no month {month}: it may be written month first.",
            (f"{year}-{day:02d}-{month:02d}",),
        )
    if 1 <= month <= 12:
        last = date(year, month, monthrange(year, month)[1])
        if day > 31:
            slips = sorted({int(str(day)[0]), int(str(day)[1]), int(str(day)[::-1])} - {0})
            meant = tuple(f"{last:%Y-%m}-{d:02d}" for d in slips if d <= last.day)
            return _Unreadable(f"There is no day {day}.", meant)
        after = last + timedelta(days=day - last.day)
        other = [date(year, m, day) for m in (month - 1, month + 1) if _exists(year, m, day)]
        meant = tuple(d.isoformat() for d in (last, after, *other))
        return _Unreadable(f"{last:%B %Y} has only {last.day} days.", meant)
    return _Unreadable(f"There is no month {month}.")


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and day <= monthrange(year, month)[1]


def _near_years(text: str) -> list[int]:
    """Years of this century's first decades that one digit more or fewer would make of it."""
    if len(text) == 5:
        made = {text[:i] + text[i + 1 :] for i in range(5)}
    elif len(text) == 4:
        made = {text[:i] + digit + text[i + 1 :] for i in range(4) for digit in "0123456789"}
    else:
        made = {text[:i] + digit + text[i:] for i in range(4) for digit in "0123456789"}
    return sorted(int(year) for year in made if "1990" <= year <= "2039")


def _month_of(m: re.Match[str]) -> _Span:
    return _month_span(_year(m["y"]), int(m["m"]))


def _month_span(year: int, month: int) -> _Span:
    if not 1 <= month <= 12:
        raise _Unreadable(f"There is no month {month}.")
    return _Span(f"{year}-{month:02d}", None)


def _month_or_day(m: re.Match[str]) -> _Span:
    """``Sept 15``: the month of a year, though it could be a day without one."""
    span = _month_of(m)
    if 1 <= int(m["y"]) <= 31 and "'" not in m[0]:
        month = date(2000, int(m["m"]), 1).strftime("%B")
        note = f"Taken as {month} {span.low[:4] if span.low else ''}; "
        return replace(span, note=f"{note}{int(m['y'])} {month} has no year.")
    return span


def _slashed_month(m: re.Match[str]) -> _Span | None:
    """``05/16`` can only be May 2016; ``05/11`` may be 5 November."""
    first, second = int(m["m"]), int(m["y"])
    if len(m["y"]) == 4:
        return _month_span(_year(m["y"]), first)
    if 1 <= first <= 12 and second > 31:
        return _month_span(_year(m["y"]), first)
    if 1 <= first <= 12 and 12 < second <= 31:
        return _month_span(_year(m["y"]), first)
    raise _Unreadable("No year is written, or no day.")


def _two_years(m: re.Match[str]) -> _Span | None:
    """``2015/16`` spans both years; ``2015/12`` is a month; ``2014-16`` is left to the ranges."""
    year, second = int(m["y"]), int(m["n"])
    if second == (year + 1) % 100:
        note = "It may be a school year or a financial year: both years are taken."
        return _Span(f"{year}", f"{year + 1}", single=False, note=note)
    if 1 <= second <= 12:
        return _month_span(_year(m["y"]), second)
    if second > year % 100:
        return _Span(f"{year}", f"{year // 100}{second:02d}", single=False)
    raise _Unreadable(f"There is no month {second}.")


def _named_year(m: re.Match[str]) -> _Span:
    year = int(m["y"])
    months = ("09", "08") if m["kind"] in ("academic", "school") else ("04", "03")
    return _Span(f"{year}-{months[0]}", f"{year + 1}-{months[1]}", single=False)


_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_TERMS = {"autumn": ("09", "12"), "spring": ("01", "04"), "summer": ("04", "07")}
_NAMES = {"autumn": "autumn", "fall": "autumn", "spring": "spring", "summer": "summer"}


def _season(m: re.Match[str]) -> _Span:
    year = _year(m["y"])
    if m["name"] == "winter" and m["n"]:
        return _Span(f"{year}-12", f"{year + 1}-02", single=False)
    return _Span(f"{year}-{_SEASONS[m['name']]}", None)


def _term(m: re.Match[str]) -> _Span:
    name = {"christmas": "autumn", "michaelmas": "autumn", "easter": "spring"}.get(
        m["name"], m["name"]
    )
    year = _year(m["y"])
    if m["n"] and name != "autumn":
        year += 1
    first, last = _TERMS[name]
    part = m["part"]
    if part in ("early", "start of", "beginning of"):
        return _Span(f"{year}-{first}", None, mark="~")
    if part in ("late", "end of"):
        return _Span(f"{year}-{last}", None, mark="~")
    return _Span(f"{year}-{first}", f"{year}-{last}", single=False)


_THIRDS = {"early": 0, "start of": 0, "beginning of": 0, "mid": 1, "middle of": 1}


def _part_of_month(m: re.Match[str]) -> _Span:
    year, month = _year(m["y"]), int(m["m"])
    last = monthrange(year, month)[1]
    first, end = ((1, 10), (11, 20), (21, last))[_THIRDS.get(m["part"], 2)]
    month_text = f"{year}-{month:02d}"
    return _Span(f"{month_text}-{first:02d}", f"{month_text}-{end:02d}", single=False, mark="~")


def _part_of_year(m: re.Match[str]) -> _Span:
    """Thirds of a year; its very start and end are a quarter."""
    year, part = _year(m["y"]), m["part"]
    if part in ("start of", "beginning of"):
        first, last = 1, 3
    elif part == "end of":
        first, last = 10, 12
    else:
        first, last = ((1, 4), (5, 8), (9, 12))[_THIRDS.get(part, 2)]
    return _Span(f"{year}-{first:02d}", f"{year}-{last:02d}", single=False, mark="~")


def _part_of_season(m: re.Match[str]) -> _Span:
    return _Span(f"{_year(m['y'])}-{_SEASONS[m['name']]}", None, mark="~")


def _decade(m: re.Match[str]) -> _Span:
    start = int(m["y"])
    if len(m["y"]) == 2:
        start += 1900 if start >= PIVOT else 2000
    part = m["part"]
    if not part:
        return _Span(f"{start // 10}X", None)
    first, last = ((0, 3), (4, 6), (7, 9))[_THIRDS.get(part, 2)]
    return _Span(f"{start + first}", f"{start + last}", single=False, mark="~")


def _quarter(m: re.Match[str]) -> _Span:
    quarter, year = int(m["q"]), _year(m["y"])
    if m["n"]:  # a financial year: April to June is its first quarter
        first = quarter * 3 + 1
        year, first = (year + 1, 1) if quarter == 4 else (year, first)
    else:
        first = quarter * 3 - 2
    note = None if m["n"] else "Taken as a quarter of the calendar year."
    return _Span(f"{year}-{first:02d}", f"{year}-{first + 2:02d}", single=False, note=note)


def _inner_day(m: re.Match[str]) -> date | None:
    span = _atom(m["rest"], None, None)
    if span is None or not span.single or span.low is None or len(span.low) != 10:
        return None
    return date.fromisoformat(span.low)


def _days(first: date, count: int) -> _Span:
    last = first + timedelta(days=count - 1)
    return _Span(first.isoformat(), last.isoformat(), single=False)


def _week_from(m: re.Match[str]) -> _Span | None:
    day = _inner_day(m)
    return _days(day, 7) if day else None


def _week_to(m: re.Match[str]) -> _Span | None:
    day = _inner_day(m)
    return _days(day - timedelta(days=6), 7) if day else None


def _week_holding(m: re.Match[str]) -> _Span | None:
    """Monday to Sunday around the day named."""
    day = _inner_day(m)
    return _days(day - timedelta(days=day.weekday()), 7) if day else None


def _weekend(m: re.Match[str]) -> _Span | None:
    day = _inner_day(m)
    if day is None:
        return _range(m["rest"], None, None)
    return (
        _days(day - timedelta(days=max(0, day.weekday() - 5)), 2)
        if day.weekday() >= 5
        else (_days(day + timedelta(days=5 - day.weekday()), 2))
    )


def _night(m: re.Match[str]) -> _Span | None:
    """The night of one day runs into the next."""
    day = _inner_day(m)
    return _days(day, 2) if day else _range(m["rest"], None, None)


def _nth_week(m: re.Match[str]) -> _Span:
    year, month = _year(m["y"]), int(m["m"])
    last = monthrange(year, month)[1]
    order = {"first": 1, "1": 1, "second": 8, "2": 8, "third": 15, "3": 15, "fourth": 22, "4": 22}
    first = order.get(m["nth"], last - 6)
    start = date(year, month, first)
    return replace(_days(start, 7), mark="~")


def _half_of(m: re.Match[str]) -> _Span:
    year, month = _year(m["y"]), int(m["m"])
    last = monthrange(year, month)[1]
    first, end = (1, 15) if m["nth"] in ("first", "1") else (16, last)
    text = f"{year}-{month:02d}"
    return _Span(f"{text}-{first:02d}", f"{text}-{end:02d}", single=False, mark="~")


def _feast(m: re.Match[str]) -> _Span:
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
        return _whole(fixed[name])
    around = {"christmas": date(year, 12, 25), "new year": date(year, 1, 1), "easter": sunday}
    return replace(_whole(around[name]), mark="~")


def _holidays(m: re.Match[str]) -> _Span:
    """School holidays, about: they differ by council and year."""
    from dateutil.easter import easter

    year = _year(m["y"])
    if m["name"] == "summer":
        return _Span(f"{year}-07-20", f"{year}-09-05", single=False, mark="~")
    if m["name"] in ("christmas", "xmas"):
        return _Span(f"{year}-12-20", f"{year + 1}-01-05", single=False, mark="~")
    sunday = easter(year)
    return replace(_days(sunday - timedelta(days=9), 17), mark="~")


def _iso(m: re.Match[str]) -> _Span:
    year, month, day = _year(m["y"]), int(m["m"]), int(m["d"])
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return _Span(f"{year}-{month:02d}-{day:02d}", None)
    if month > 12 and 1 <= day <= 12 and month <= monthrange(year, day)[1]:
        raise _Unreadable(
            f"There is no month {month}: the day may come before the month.",
            (f"{year}-{day:02d}-{month:02d}",),
        )
    raise _impossible(day, month, year)


def _unknown_day(m: re.Match[str]) -> _Span:
    return replace(_month_span(_year(m["y"]), int(m["m"])), note="The day is not known.")


def _unknown_month(m: re.Match[str]) -> _Span:
    return _Span(f"{_year(m['y'])}", None, note="Only the year is known.")


def _of_year(m: re.Match[str]) -> _Span:
    return _Span(f"{_year(m['y'])}", None)


_Y = r"'?(?P<y>\d{4}|\d\d)"
_Y4 = r"(?P<y>(?:19|20)\d\d)"
_M = r"\{(?P<m>\d\d)\}"
_SEP = r"(?:\s*[./\\,_:\-]\s*)+|\s+"
_PART = (
    r"(?P<part>early|mid|late|end of|start of|beginning of|middle of)(?: part of| in)?"
    r"(?: the)?(?: year)?(?: of)?[\s-]*"
)
_UNKNOWN = r"(?:\?+|x+|_+|-+|\*+|n/?k|00?)"
_NEXT = r"(?:\s*[/-]\s*(?P<n>(?:\d\d)?\d\d))?"
_NTH = r"(?P<nth>first|second|third|fourth|last|final|[1-4])"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Span | None]], ...] = tuple(
    (re.compile(form), build)
    for form, build in (
        # numbers only, day first unless the year leads
        (
            rf"(?P<d>\d{{1,2}})(?:{_SEP})(?P<m>\d{{1,2}})(?:{_SEP})'?(?P<y>\d{{2,5}})",
            _day_month_year,
        ),
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
        (rf"q(?:uarter|tr)?\s*(?P<q>[1-4])[\s,/-]*(?P<y>\d{{4}}){_NEXT}", _quarter),
        # seasons, terms, feasts
        (rf"(?P<name>spring|summer|autumn|fall|winter)(?: of)?\s*{_Y}{_NEXT}", _season),
        (rf"{_PART}(?P<name>spring|summer|autumn|fall|winter)(?: of)?\s*{_Y}", _part_of_season),
        (
            rf"(?:(?P<part>early|late|end of|start of|beginning of)\s+(?:the\s+)?)?"
            rf"(?P<name>autumn|spring|summer|christmas|michaelmas|easter)\s+term\s*,?\s*{_Y}{_NEXT}",
            _term,
        ),
        (
            r"(?P<name>(?:christmas|xmas)(?: day| eve)?|boxing day|new year'?s (?:day|eve)|"
            rf"new year|easter(?: sunday| monday)?|good friday|halloween|bonfire night)\s+{_Y}",
            _feast,
        ),
        (
            rf"(?P<name>summer|christmas|xmas|easter)\s+(?:school\s+)?(?:holidays?|hols|vacation|break)\s+{_Y}",
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
        (r"(?:over\s+)?(?:the\s+)?weekend(?:\s+of)?(?:\s+the)?\s+(?P<rest>.+)", _weekend),
        (
            r"(?:during\s+)?(?:the\s+)?(?:over\s*)?night(?:\s+of)?(?:\s+on)?(?:\s+the)?\s+(?P<rest>.+)",
            _night,
        ),
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
