"""What people write for a time of day -> ``HH:MM``."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

_HALF = r"(?P<half>[ap]m)"
_HOURS = r"(?:hrs?|hours|h)"
_BEFORE = r"(?:(?:@|\bat\b|\bapprox\.?|\bc\.?|\babout|\baround|~)\s*)*"
# A date exported as text carries a midnight nobody wrote.
_NO_TIME = re.compile(r"(?<=\d)\s+00:00:00(?:\.0+)?$")
# Most certain first. Each has the groups hour and, where there is one, minute and half.
_FORMS = (
    *(
        re.compile(_BEFORE + form)
        for form in (
            # 14:30, 09:05:00, 2:30 pm, 14:30hrs
            rf"(?<![\d:])(?P<hour>\d{{1,2}})[:;]\s?(?P<minute>\d\d)(?:[:.]\d\d(?:\.\d+)?)?z?"
            rf"(?:\s*{_HALF}\b)?(?:\s*{_HOURS}\b)?(?![\d:])",
            # 2.30pm, 14.30pm; then 230 pm and 9am, where a year ("May 2016 am") must not be an hour
            rf"(?<![\d./-])(?P<hour>\d{{1,2}})[.,](?P<minute>\d\d)\s*{_HALF}\b",
            rf"(?<![\d./-])(?P<hour>0?\d|1[0-2])(?P<minute>\d\d)?\s*{_HALF}\b",
            # 1430hrs, 14.30 hours, 9 hrs
            rf"(?<![\d./-])(?P<hour>\d{{1,2}})[.:]?(?P<minute>\d\d)\s*{_HOURS}\b",
        )
    ),
    re.compile(r"@\s*(?P<hour>\d{1,2})(?:[.:]?(?P<minute>\d\d))?(?![\d/.])"),
    re.compile(r"\bat\s+(?P<hour>\d{1,2})[.:]?(?P<minute>\d\d)(?![\d/.-])"),
    re.compile(r"(?<=\d)\s+at\s+(?P<hour>\d{1,2})$"),
)
_NAMED = re.compile(r"(?:\bat\s+|@\s*)?(?:(?<![\d/.-])12\s*)?\b(?P<name>noon|midday|midnight)\b")
_TO_TIME = re.compile(
    rf"^\s*(?:-|to|until|till)\s*\d{{1,2}}(?:[:.]?\d\d)?\s*(?:[ap]m\b)?\s*{_HOURS}?(?![\d/.-])"
)
# "10-11am": the first hour, with the half of the day written once for both.
_HOUR_TO_HOUR = re.compile(
    r"(?<![\d./:'’-])((?:0?[1-9]|1[0-2])(?:[.:]\d\d)?)\s*(?:-|to)\s*\d{1,2}(?:[.:]\d\d)?\s*"
    r"([ap]m)\b"
)
# "2.2.21-9.30am": a hyphen without spaces between a whole date and its time.
_TIGHT = re.compile(
    r"(?<![\d./])(\d{1,2}([./])\d{1,2}\2(?:\d{4}|\d\d))-"
    r"(?=\d{1,2}(?:[.:]\d\d)?\s*[ap]m\b|\d{1,2}:\d\d)"
)
_MONTH_BEFORE = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*$")
_PART_OF_DAY = re.compile(
    r"\b(?:in|during|on)?\s*(?:the\s+)?(?:early|late|mid)?[\s-]*\b"
    r"(?:mornings?|afternoons?|evenings?|early hours(?: of)?|small hours(?: of)?|lunch ?time|"
    r"night ?time|am|pm)\b(?:\s+of\b)?"
)
# "22/05/2016 between 9 and 10": beside a date only, or they are days.
_BETWEEN_HOURS = re.compile(
    r"(?<=\d)\s+(?:between|from)\s+(?P<hour>\d{1,2})(?:[.:]?(?P<minute>\d\d))?\s*(?P<one>[ap]m)?"
    r"\s*(?:and|to|-)\s*\d{1,2}(?:[.:]?\d\d)?\s*(?P<two>[ap]m)?$"
)
_BARE = re.compile(r"(?P<hour>\d{1,2}?)(?:[.:]?(?P<minute>\d\d))?(?!\d)")


_PART_BESIDE = re.compile(
    r"((?<!\d)\d{1,2}[:.]\d\d\s*)(?:in the\s+|of the\s+)?(morning|afternoon|evening)\b"
)


def spell_halves(text: str) -> str:
    """``a.m.``, ``P.M`` and ``p m`` as ``am`` and ``pm``; the text is already lower case."""
    text = re.sub(r"(?<![a-z])([ap])\.?\s?m(?:\.|\b)(?![a-z])", r"\1m", text)
    return _PART_BESIDE.sub(lambda m: m[1] + ("am" if m[2] == "morning" else "pm"), text)


_HOUR_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_HOUR_NAMED = rf"(?P<hour>{'|'.join(_HOUR_WORDS)}|\d{{1,2}})"
_SPOKEN = re.compile(
    r"\b(?P<part>half|quarter|a quarter|five|ten|twenty|twenty[- ]five)(?:\s+minutes)?\s+"
    rf"(?P<way>past|to)\s+{_HOUR_NAMED}\b"
)
_OCLOCK = re.compile(rf"\b{_HOUR_NAMED}\s*o'?\s?clock\b")
_MINUTES = {
    "half": 30, "quarter": 15, "a quarter": 15, "five": 5, "ten": 10, "twenty": 20,
    "twenty-five": 25, "twenty five": 25,
}  # fmt: skip


def spell_clock(text: str) -> str:
    """``half past two`` as ``2:30``, ``quarter to nine`` as ``8:45``, ``ten o'clock``."""

    def hour_of(m: re.Match[str]) -> int:
        said = m["hour"]
        return _HOUR_WORDS.index(said) + 1 if said in _HOUR_WORDS else int(said)

    def spoken(m: re.Match[str]) -> str:
        hour, minutes = hour_of(m), _MINUTES[m["part"]]
        if m["way"] == "to":
            hour, minutes = (hour - 1) or 12, 60 - minutes
        return f"{hour}:{minutes:02d}"

    return _OCLOCK.sub(lambda m: f"{hour_of(m)}:00", _SPOKEN.sub(spoken, text))


def take_time(text: str) -> tuple[str | None, str, str | None]:
    """Find a time in a date cell and take it out.

    Returns
    -------
    tuple
        ``(HH:MM or None, the text without it, problem or None)``. "am", "late evening" and
        the like are taken out too, and give no time: they are no hour.
    """
    text = _TIGHT.sub(r"\1 ", _NO_TIME.sub("", spell_halves(spell_clock(text))))
    text = _HOUR_TO_HOUR.sub(_first_hour, text)
    for form in _FORMS:
        found = form.search(text)
        if found:
            return _found(text, found)
    between = _BETWEEN_HOURS.search(text)
    if between:
        return _found(text, between)
    named = _NAMED.search(text)
    if named:
        value = "00:00" if named["name"] == "midnight" else "12:00"
        return value, _without(text, named), None
    return None, " ".join(_PART_OF_DAY.sub(" ", text).split()), None


def _first_hour(found: re.Match[str]) -> str:
    """ "10-11am" as "10am"; after a month the number is a year: "2 Feb 12 - 10am"."""
    whole = bool(_MONTH_BEFORE.search(found.string[: found.start()]))
    return found[0] if whole else f"{found[1]}{found[2]} "


def read_time(value: object) -> tuple[str | None, str | None]:
    """Read a cell of a time column.

    Parameters
    ----------
    value
        Text, a real time, a date with a time, or a fraction of a day as spreadsheets keep it.

    Returns
    -------
    tuple
        ``(HH:MM or None, problem or None)``. An empty cell and "am" are None without a problem.
    """
    if isinstance(value, datetime | time):
        return f"{value.hour:02d}:{value.minute:02d}", None
    if isinstance(value, timedelta):
        return _of_seconds(value.total_seconds()), None
    if isinstance(value, float) and 0 <= value < 1:
        return _of_seconds(value * 86400), None
    text = " ".join(str("" if value is None else value).casefold().split()).strip(" .?~()")
    if not text:
        return None, None
    found, _, problem = take_time(text)
    if found or problem:
        return found, problem
    if re.fullmatch(r"0?\.\d+", text):
        return _of_seconds(float(text) * 86400), None
    bare = _BARE.match(text)
    if bare and not re.match(r"\d", text[bare.end() :]):
        hour, minute = int(bare["hour"]), int(bare["minute"] or 0)
        if hour < 24 and minute < 60:
            return f"{hour:02d}:{minute:02d}", None
    if any(ch.isdigit() for ch in text):
        return None, f"The time {str(value).strip()!r} could not be read."
    return None, None


_HALFLESS = re.compile(r"(?<![\d/.:-])([1-6])[.:]([0-5]\d)\s*$|@\s*([1-6])\s*$|\bat\s+([1-6])\s*$")


def afternoon(written: str, at: str | None) -> str | None:
    """``3.30`` read as 03:30 -> ``15:30``: so those write it who work by day, else None.

    Only from one to before seven, with neither am or pm nor a nought or a second figure before it.
    """
    found = _HALFLESS.search(written.casefold())
    if not found or at is None:
        return None
    hour = int(found[1] or found[3] or found[4])
    return f"{hour + 12}:{at[3:]}" if int(at[:2]) == hour else None


def bare_time(text: str) -> str | None:
    """``1430``, ``14.30`` or ``1430-1500`` standing alone beside a whole date, else None."""
    found = re.fullmatch(r"(\d\d?)[.:]?(\d\d)(?:\s?-\s?\d\d?[.:]?\d\d)?", text)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return f"{int(found[1]):02d}:{found[2]}"
    return None


def minutes_of(at: str) -> int:
    """``HH:MM`` in minutes of the day."""
    return int(at[:2]) * 60 + int(at[3:])


def _found(text: str, found: re.Match[str]) -> tuple[str | None, str, str | None]:
    groups = found.groupdict()
    hour, minute = int(groups["hour"]), int(groups.get("minute") or 0)
    half = groups.get("half") or groups.get("one") or groups.get("two")
    rest = _without(text, found)
    if minute > 59 or hour > 24 or (half and hour > 12 and half == "am") or (hour == 24 and minute):
        return None, rest, f"The time {found[0].strip()!r} could not be read."
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return f"{hour % 24:02d}:{minute:02d}", rest, None


def _without(text: str, found: re.Match[str]) -> str:
    after = _TO_TIME.sub(" ", text[found.end() :])
    rest = _PART_OF_DAY.sub(" ", f"{text[: found.start()]} {after}")
    return " ".join(rest.replace("( )", " ").split())


def _of_seconds(seconds: float) -> str:
    minutes = round(seconds / 60) % 1440
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
