"""What people write for a date -> EDTF, day before month, and nothing guessed.

The words are kept by whoever calls; here they are only understood. What could be meant in two
ways, or in none, is not chosen for the reader: the reading has no date, a sentence that says
what is wrong, and what could be meant.

Decisions a reader of the results should know
---------------------------------------------
* Two-digit years 00-39 are 2000-2039, 40-99 are 1940-1999 (`PIVOT` in ``dateforms``).
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
from calendar import day_name
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from workbench.chronology.agewords import from_age
from workbench.chronology.dateforms import (
    DAY_MONTH,
    SEASONS,
    YEARS,
    Span,
    Unreadable,
    atom,
    days_from,
    inner_day,
    quiet,
    whole_day,
)
from workbench.chronology.datewords import Plain, plain
from workbench.chronology.intervals import Certainty, bounds, certainty, season_bounds
from workbench.chronology.times import bare_time, take_time

# Serial numbers of spreadsheets count days from here; 60 is the 29 February 1900 that never was.
_SERIAL_EPOCH = datetime(1899, 12, 30)
_SERIALS = (10959, 73050)  # 1 January 1930 to 31 December 2099


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


def read_date(
    text_or_value: object,
    *,
    born: date | None = None,
    context_year: int | None = None,
    pregnancy: bool = False,
) -> DateReading:
    """Read a date as somebody wrote it.

    Parameters
    ----------
    text_or_value
        Text; a real date or date with time; or a spreadsheet's serial number.
    born
        The child's date of birth: "when aged 3" and "at 6 weeks" need it.
    context_year
        The year a heading above the row gives. What has a month and no year is then read in it,
        with a problem that says so.
    pregnancy
        The row tells of a pregnancy: "at 32 weeks" is then not the age of a child.

    Returns
    -------
    DateReading
        Never raises for odd text.
    """
    if isinstance(text_or_value, datetime):
        return _of_moment(text_or_value)
    if isinstance(text_or_value, date):
        return _of_span(whole_day(text_or_value), None)
    if isinstance(text_or_value, bool) or text_or_value is None or isinstance(text_or_value, time):
        return _nothing_written()
    if isinstance(text_or_value, int | float):
        return _of_number(float(text_or_value))
    return _of_text(str(text_or_value), born, context_year, pregnancy)


def _nothing_written() -> DateReading:
    return DateReading(problem="No date is written.")


def _of_moment(moment: datetime) -> DateReading:
    if moment != moment:  # NaT
        return _nothing_written()
    at = None if (moment.hour, moment.minute) == (0, 0) else f"{moment:%H:%M}"
    return _of_span(whole_day(moment.date()), at)


def _of_number(number: float) -> DateReading:
    if not math.isfinite(number):
        return _nothing_written()
    if number == int(number) and YEARS[0] <= number <= YEARS[1]:
        return _of_span(Span(f"{int(number)}", None), None)
    if _SERIALS[0] <= number <= _SERIALS[1]:
        minutes = round((number % 1) * 1440)
        return _of_moment(_SERIAL_EPOCH + timedelta(days=int(number), minutes=minutes))
    if number == int(number) and number > 1_000_000:
        return _of_text(
            str(int(number)), None, None, False
        )  # 20160522, which the sheet took for a number
    return DateReading(problem=f"{number:g} is not a date, nor a spreadsheet's number for one.")


@lru_cache(maxsize=65536)
def _of_text(
    text: str, born: date | None, context_year: int | None, pregnancy: bool
) -> DateReading:
    words = plain(text)
    if not words.text:
        return _nothing_written()
    if words.unknown:
        return DateReading(problem=f"The date is written as not known ({text.strip()!r}).")
    if re.fullmatch(r"\d{5}(\.\d+)?|(?:19|20)\d\d\.0+", words.text):
        return _of_number(float(words.text))
    try:
        span, at, problem = _understand(words, born, pregnancy)
        reading = _of_span(span, at)
    except Unreadable as wrong:
        if context_year is not None:
            told = _in_the_year(text, born, context_year)
            if told is not None:
                return told
        at = _time_of_unread(words.text)
        return DateReading(time=at, problem=wrong.problem, could_mean=wrong.could_mean)
    except (ValueError, OverflowError):  # "aged 9999": no calendar has it
        return DateReading(problem=f"No day of the calendar is meant by {text.strip()!r}.")
    weekday = _weekday_problem(words.weekday, reading)
    problems = [p for p in (span.note, problem, weekday, words.note) if p]
    return replace(reading, problem=" ".join(problems) or None, could_mean=span.could_mean)


def _time_of_unread(text: str) -> str | None:
    """The hour beside a day there is not: ``31/09/2022 2050``."""
    at = take_time(text)[0]
    beside = (time_part for day, time_part in _with_bare_time(text) if _LIKE_A_DAY.fullmatch(day))
    return at or next(map(bare_time, beside), None)


_LIKE_A_DAY = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d\d)")
_A_MONTH = re.compile(
    r"\{\d\d\}|\d{1,2}\s?[/.-]\s?\d{1,2}|spring|summer|autumn|winter|easter|christmas|xmas|half.term"
)


def _in_the_year(text: str, born: date | None, year: int) -> DateReading | None:
    """``mid June`` and ``3/7`` under a heading that gives the year."""
    words = plain(text).text
    if not _A_MONTH.search(words) or re.search(r"(?:19|20)\d\d", words):
        return None
    joint = "/" if re.fullmatch(r"\d{1,2}\s?[/.-]\s?\d{1,2}", words) else " "
    reading = _of_text(f"{text.rstrip(' ./-')}{joint}{year}", born, None, False)
    if reading.edtf is None:
        return None
    note = f"No year is written: taken as {year} from the heading above."
    return replace(reading, problem=" ".join(p for p in (note, reading.problem) if p))


def _of_span(span: Span, at: str | None) -> DateReading:
    edtf = _edtf(span)
    earliest, latest = bounds(edtf)
    return DateReading(edtf, at, earliest, latest, certainty(edtf))


def _edtf(span: Span) -> str:
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
    words: Plain, born: date | None, pregnancy: bool
) -> tuple[Span, str | None, str | None]:
    """Try the text as it stands, then with a time taken out, then the one date inside it."""
    at, rest, problem = take_time(words.text)
    if at is None:
        for date_part, time_part in _with_bare_time(rest):
            span = quiet(date_part, born)
            if span is not None and span.single and len(span.low or "") == 10:
                return _marked(span, words.mark), bare_time(time_part), problem
    aged = from_age(rest, born, pregnancy) if pregnancy else None
    if isinstance(aged, tuple):
        return _marked(Span(aged[0], None, mark=aged[2]), words.mark), at, problem
    for attempt in (rest, *_without_brackets(rest)):
        span = _relation(attempt, born)
        if span is not None:
            return _marked(_doubted(span, words), words.mark), at, problem
    return _marked(_date_inside(rest, born), words.mark), at, problem


def _doubted(span: Span, words: Plain) -> Span:
    """``14 July 2019, exact date not known`` is perhaps that day."""
    whole = span.single and len(span.low or "") == 10
    return replace(span, mark=span.mark or "?") if words.doubted and whole else span


def _marked(span: Span, mark: str) -> Span:
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


# Words that make another date of the one they stand by: read without them it would be guessed.
_CHANGES_THE_DATE = re.compile(
    r"\b(?:before|prior|after|since|until|till|by|following|later|earlier|preceding|between|to|"
    r"days?|weeks?|wk|months?|years?|end|start|beginning|middle|half|quarter|last|first|next)\b"
)


def _date_inside(text: str, born: date | None) -> Span:
    """The one whole date among other words; several are their span, none is unreadable."""
    found = [span for m in _WHOLE_DATE.finditer(text) if (span := atom(m[0], born))]
    if not found:
        raise _unreadable(text)
    if len(found) == 1:
        other = " ".join(_WHOLE_DATE.sub(" ", text).split()).strip(" -,:;.()")
        if re.search(r"\d", other):
            raise _unreadable(text)
        if _CHANGES_THE_DATE.search(other):
            meant = (found[0].low,) if found[0].low else ()
            raise Unreadable("The words beside the date change what it means.", meant)
        note = f"Beside the date it says {_readable(other)!r}." if other else None
        return replace(found[0], note=found[0].note or note)
    days = sorted(bounds(span.low) for span in found if span.low)
    if any(low is None or high is None for low, high in days):
        raise _unreadable(text)
    first, last = days[0][0], max(high for _, high in days if high)
    assert first is not None
    note = f"{len(found)} dates are written in one cell: taken as the time from first to last."
    return Span(first.isoformat(), last.isoformat(), single=False, note=note)


def _unreadable(text: str) -> Unreadable:
    """The sentence for text nothing could read, with what it could mean where that is known."""
    digits = re.sub(r"(?<=[\d/.\-\s])[oO]|(?<![a-z])[oO](?=\d)", "0", text)
    digits = re.sub(r"(?<=[\d/.\-\s])[lI|](?=[\d/.\-\s])|(?<![a-z])[lI|](?=\d)", "1", digits)
    if digits != text:
        try:
            meant = atom(digits, None)
        except Unreadable:
            meant = None
        if meant and meant.low:
            return Unreadable("A letter stands where a digit should.", (meant.low,))
    return Unreadable("The date could not be read.")


def _readable(text: str) -> str:
    return re.sub(r"\{(\d\d)\}", lambda m: date(2000, int(m[1]), 1).strftime("%B"), text)


# --- before, since, between -----------------------------------------------------------------

_LEAD = re.compile(
    r"^(?:on(?!\s+or\b)|in|during|over|throughout|all|dated?|the|of|for|sometime|some time|"
    r"at some point|in the)\s+"
)
_BEFORE = re.compile(
    r"^(?:(?:sometime |some time |just |shortly |well |on or )?(?:before|prior to|pre)"
    r"|by(?: the)?|until|up (?:to|until)|till?|no later than|not later than|to|<)[\s-]*(?=\S)"
)
_AFTER = re.compile(
    r"^(?:(?:sometime |some time |just |shortly |on or )?after|not before|ever since|since|from|"
    r"as of|post|starting)[\s-]+(?=\S)|^>\s*(?=\S)"
)
_ONWARDS = re.compile(
    r"\s*(?:\bonwards?|\band after|\bor later|(?:-|\bto|\buntil)\s*(?:date|present|now|current|"
    r"the present(?: day)?|today|ongoing)|\bongoing|\+|-)$"
)
_BEFORE_TAIL = re.compile(r"\s+(?:or (?:earlier|before)|and (?:earlier|before))$")
_BETWEEN = re.compile(r"^(?:between|from|betw\.?|b/w)\s+")


def _relation(text: str, born: date | None) -> Span | None:
    text = text.strip(" ,;:.-()[]")
    while _LEAD.match(text):
        text = _LEAD.sub("", text)
    span = _range_or_atom(text, born)
    if span is not None:
        return span
    between = _BETWEEN.sub("", text)
    if between != text:
        span = _range(between, born)
        if span is not None:
            return span
    for pattern, build in _OPENERS:
        rest = pattern.sub("", text)
        if rest != text and rest:
            inner = _range_or_atom(_LEAD.sub("", rest), born)
            if inner is not None:
                return build(inner)
    return None


def _until(span: Span) -> Span:
    return replace(span, low=None, high=span.low if span.single else span.high, single=False)


def _onwards(span: Span) -> Span:
    return replace(span, high=None, single=False)


_OPENERS: tuple[tuple[re.Pattern[str], Callable[[Span], Span]], ...] = (
    (_BEFORE, _until),
    (_BEFORE_TAIL, _until),
    (_ONWARDS, _onwards),
    (_AFTER, _onwards),
)


def _range_or_atom(text: str, born: date | None) -> Span | None:
    return atom(text, born) or _around(text) or _range(text, born)


def _around(text: str) -> Span | None:
    """Nights and weekends: they may be named by one day or by two."""
    for pattern, build in _AROUND:
        found = pattern.fullmatch(text)
        span = build(found) if found else None
        if span is not None:
            return span
    return None


def _weekend(m: re.Match[str]) -> Span | None:
    day = inner_day(m)
    if day is None:
        return _range(m["rest"], None)
    return (
        days_from(day - timedelta(days=max(0, day.weekday() - 5)), 2)
        if day.weekday() >= 5
        else (days_from(day + timedelta(days=5 - day.weekday()), 2))
    )


def _night(m: re.Match[str]) -> Span | None:
    """The night of one day runs into the next."""
    day = inner_day(m)
    return days_from(day, 2) if day else _range(m["rest"], None)


_AROUND: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span | None]], ...] = (
    (
        re.compile(r"(?:over\s+)?(?:the\s+)?weekend(?:\s+of)?(?:\s+the)?\s+(?P<rest>.+)"),
        _weekend,
    ),
    (
        re.compile(
            r"(?:during\s+)?(?:the\s+)?(?:over\s*)?night(?:\s+of)?(?:\s+on)?(?:\s+the)?\s+"
            r"(?P<rest>.+)"
        ),
        _night,
    ),
    (re.compile(r"(?P<rest>.+?)[\s,(]+overnight\)?"), _night),
)


# --- from A to B ----------------------------------------------------------------------------

_BETWEEN_ENDS = re.compile(
    r"\s+(?:to|until|till|through|thru|into|and|or)\s+|\s*[-&/,]\s*|\s*\+\s*"
)


def _range(text: str, born: date | None) -> Span | None:
    """``3-9 March 2016``, ``28 Feb to 2 Mar 2016``, ``Nov 2015 - Jan 2016``, ``22-24/05/16``."""
    for joint in _BETWEEN_ENDS.finditer(text):
        left, right = text[: joint.start()].strip(" .,"), text[joint.end() :].strip(" .,")
        left = re.sub(r"^(?:from|between)\s+", "", left)
        right = re.sub(r"^(?:(?:to|on|until|the)\s+)+", "", right)
        if not left or not right:
            continue
        span = _ends(left, right, born)
        if span is not None and (joint[0].strip() not in (",", "+") or _whole_ends(span)):
            mark = "?" if joint[0].strip() == "or" else span.mark
            return replace(span, mark=mark)
    return None


def _whole_ends(span: Span) -> bool:
    return len(span.low or "") == 10 and len(span.high or "") == 10


def _ends(left: str, right: str, born: date | None) -> Span | None:
    end = quiet(right, born)
    if end is None:
        return _completed_right(left, right, born)
    start = _completed_left(left, end, born, "{" in right)
    return _joined(start, end) if start is not None else None


def _joined(start: Span, end: Span) -> Span | None:
    low, high = start.low, end.low if end.single else end.high
    if low is None or high is None:
        return None
    first, last = bounds(low)[0], bounds(high)[1]
    assert first is not None and last is not None
    if first > last:
        raise Unreadable(
            "The end comes before the start.", (f"{high.rstrip('~?%')}/{low.rstrip('~?%')}",)
        )
    mark = "".join(dict.fromkeys(start.mark + end.mark))
    return Span(low, high, single=False, mark="%" if len(mark) > 1 else mark)


_DAY = re.compile(r"\d{1,2}")
_SEVERAL_DAYS = re.compile(r"(\d{1,2})(?:\s*[/,&]\s*\d{1,2})+")
_MONTH = re.compile(r"\{\d\d\}")
_THIRD = re.compile(r"early|mid|late")


def _completed_left(left: str, end: Span, born: date | None, in_words: bool) -> Span | None:
    """The first end, with what it leaves out taken from the second.

    ``in_words`` says that the second names its month in letters: then "5/6/" before it are days.
    """
    low = end.low
    assert low is not None
    year, month = low[:4], low[5:7]
    if _THIRD.fullmatch(left) and month:
        return quiet(f"{left} {{{month}}} {year}", born)
    days = _SEVERAL_DAYS.fullmatch(left)
    if days and len(low) == 10 and in_words:
        left = days[1]
    if _DAY.fullmatch(left) and len(low) == 10:
        return quiet(f"{left}/{month}/{year}", born)
    if DAY_MONTH.fullmatch(left) or _MONTH.fullmatch(left):
        start = quiet(f"{left} {year}", born)
        if start and start.low and _after(start.low, low):
            start = quiet(f"{left} {int(year) - 1}", born)
        return start
    if left in SEASONS and len(low) >= 4:
        return quiet(f"{left} {year}", born)
    return quiet(left, born)


def _after(low: str, high: str) -> bool:
    first, last = bounds(low)[0], bounds(high)[1]
    return first is not None and last is not None and first > last


def _completed_right(left: str, right: str, born: date | None) -> Span | None:
    """``22/05/2016 - 24/05`` and ``2014-16``: the second end leans on the first."""
    start = quiet(left, born)
    if start is None or start.low is None:
        return None
    if DAY_MONTH.fullmatch(right) or _MONTH.fullmatch(right):
        end = quiet(f"{right} {start.low[:4]}", born)
    elif _DAY.fullmatch(right) and len(start.low) == 4:
        end = quiet(start.low[:2] + right, born)
    elif _DAY.fullmatch(right) and len(start.low) == 10:
        end = quiet(f"{right}/{start.low[5:7]}/{start.low[:4]}", born)
    else:
        return None
    return _joined(start, end) if end is not None else None
