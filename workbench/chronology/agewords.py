"""Dates given as an age: "when aged 3", "at 6 weeks", "at birth", "32 weeks' gestation"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen"
).split()
_NUMBER_WORD = re.compile(r"\b(" + "|".join(_NUMBERS) + r")\b")
_UNIT = r"(?P<unit>years?|yrs?|y|months?|mths?|mos?|m|weeks?|wks?|w|days?|d)"
_AGED = re.compile(
    r"(?:when|while|whilst|at)?\s*(?:\S+\s+(?:was|were|is)\s+)?(?:at\s+)?(?:the\s+)?"
    r"(?:aged?(?:\s+of)?|at|when)\s+"
    rf"(?P<n>\d+)(?:\s*(?:-|to)\s*(?P<to>\d+))?\s*(?:{_UNIT})?\s*(?:old|of age)?"
)
_YEARS_AND_MONTHS = re.compile(
    r"(?:when|while)?\s*(?:at\s+)?(?:aged?\s+(?:of\s+)?)?"
    r"(?P<y>\d+)\s*(?:years?|yrs?|y)[\s,&]*(?:and\s+)?"
    r"(?P<m>\d+)\s*(?:months?|mths?|mos?|m)(?:\s*(?:old|of age))?"
)
_OLD = re.compile(
    rf"(?:\S+\s+(?:was\s+)?)?(?P<n>\d+)(?:\s*(?:-|to)\s*(?P<to>\d+))?\s*{_UNIT}\s*"
    r"(?:old|of age|after birth)"
)
_BIRTHDAY = re.compile(r"(?:on\s+)?(?:(?:his|her|their|the)\s+)?(?P<n>\d+)\s*birthday")
_BORN = re.compile(r"(?:at\s+)?(?:birth|born|dob|d\.o\.b|date of birth|day of birth)")
_GESTATION = re.compile(
    r"(?:at\s+)?(?P<n>\d+)\s*(?:\+\s*(?P<days>\d))?\s*(?:weeks?'?|wks?'?)\s*"
    r"(?:gestation|gest|pregnant|pregnancy)|(?:at\s+)?(?P<forty>\d+)(?:\+(?P<days2>\d))?/40"
)
_WITHIN = re.compile(
    r"(?:within\s+(?:the\s+)?(?:first\s+)?(?P<n>\d+|an?)?\s*|(?:in\s+)?(?:the\s+)?first\s+)"
    r"(?P<unit>years?|months?|weeks?|days?)\s*"
    r"(?:of\s+(?:(?:his|her|their|the)\s+)?(?:birth|being born|life)|after\s+birth)"
)
_DAY_OF_LIFE = re.compile(
    r"(?:on\s+)?day\s+(?P<n>\d+)(?:\s+(?:of life|old|postnatal|post-?natally))?"
)
# What clinicians write for days, weeks and months: "at 6/52", "5/7 old".
_FRACTION = re.compile(
    r"(?P<lead>(?:when|at|aged?)\s+)?(?P<n>\d+)\s*/\s*(?P<unit>7|52|12)(?P<old>\s*(?:old|of age))?"
)
# Weeks of pregnancy are counted from 280 days before the day of birth at term.
TERM_DAYS = 280
# A row about a pregnancy, where "at 32 weeks" is no age. Of a child that is born, the head is
# scanned, or the hips.
PREGNANCY = re.compile(
    r"pregnan|ante-?natal|\banc\b|\bbooking\b|\bbooked\b|gestation|"
    r"(?<!cranial )(?<!brain )(?<!head )(?<!skull )(?<!\bct )(?<!mri )(?<!hip )(?<!hips )"
    r"(?<!bone )(?<!renal )(?<!kidney )\bscans?\b|f(?:o)?etal|unborn|"
    r"trimester|\bf(?:o)?etus|midwi|maternity|obstetric|liquor|reduced movements|pre-?birth",
    re.IGNORECASE,
)
WEEKS = re.compile(r"(?:at\s+)?(?P<n>\d+)(?:\s*\+\s*(?P<days>\d))?\s*(?:weeks?|wks?|w)")
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}


def from_age(
    text: str, born: date | None, pregnancy: bool = False
) -> tuple[str, str, str] | str | None:
    """The days during which a child was of that age.

    ``pregnancy`` says that the row tells of one: weeks are then weeks of it.

    Returns
    -------
    tuple, str or None
        ``(first, last, mark)`` as ISO days; a sentence when the date of birth is needed and not
        known; None when the text speaks of no age. ``aged 3`` is the whole year from the third
        birthday, ``at 6 weeks`` the seventh week of life. Gestation is approximate.
    """
    text = _NUMBER_WORD.sub(lambda m: str(_NUMBERS.index(m[1])), text)
    for word, digit in _ORDINALS.items():
        text = re.sub(rf"\b{word}\b(?=\s+birthday)", digit, text)
    for pattern, work_out in ((WEEKS, _gestation), *_FORMS) if pregnancy else _FORMS:
        found = pattern.fullmatch(text)
        if found:
            if born is None:
                return "An age is written: the child's date of birth is needed to date it."
            worked_out = work_out(found, born)
            if worked_out is not None:
                return worked_out
    return None


def add_months(day: date, months: int) -> date:
    """The same day some months on; the last of the month where there is no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _aged(m: re.Match[str], born: date) -> tuple[str, str, str]:
    unit = (m["unit"] or "y")[0]
    low = int(m["n"])
    high = int(m["to"] or low) + 1
    first, after = _later(born, low, unit), _later(born, high, unit)
    return first.isoformat(), (after - timedelta(days=1)).isoformat(), ""


def _later(born: date, number: int, unit: str) -> date:
    if unit == "y":
        return add_months(born, 12 * number)
    if unit == "m":
        return add_months(born, number)
    return born + timedelta(days=number * (7 if unit == "w" else 1))


def _years_and_months(m: re.Match[str], born: date) -> tuple[str, str, str]:
    months = 12 * int(m["y"]) + int(m["m"])
    last = add_months(born, months + 1) - timedelta(days=1)
    return add_months(born, months).isoformat(), last.isoformat(), ""


def _birthday(m: re.Match[str], born: date) -> tuple[str, str, str]:
    day = add_months(born, 12 * int(m["n"])).isoformat()
    return day, day, ""


def _birth(m: re.Match[str], born: date) -> tuple[str, str, str]:
    return born.isoformat(), born.isoformat(), ""


def _within(m: re.Match[str], born: date) -> tuple[str, str, str]:
    number = int(m["n"]) if (m["n"] or "").isdigit() else 1
    return born.isoformat(), _later(born, number, m["unit"][0]).isoformat(), ""


def _day_of_life(m: re.Match[str], born: date) -> tuple[str, str, str]:
    """Midwives count the day of birth as day 0."""
    day = (born + timedelta(days=int(m["n"]))).isoformat()
    return day, day, ""


def _fraction(m: re.Match[str], born: date) -> tuple[str, str, str] | None:
    if not (m["lead"] or m["old"]):
        return None  # "5/7" alone is a day of July
    unit = {"7": "d", "52": "w", "12": "m"}[m["unit"]]
    low, after = _later(born, int(m["n"]), unit), _later(born, int(m["n"]) + 1, unit)
    return low.isoformat(), (after - timedelta(days=1)).isoformat(), ""


def _gestation(m: re.Match[str], born: date) -> tuple[str, str, str]:
    said = m.groupdict()
    weeks = int(said["n"] or said.get("forty") or 0)
    days = int(said["days"] or said.get("days2") or 0)
    day = (born - timedelta(days=TERM_DAYS - weeks * 7 - days)).isoformat()
    return day, day, "~"


_FORMS: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], date], tuple[str, str, str] | None]], ...
] = (
    (_GESTATION, _gestation),
    (_BIRTHDAY, _birthday),
    (_BORN, _birth),
    (_YEARS_AND_MONTHS, _years_and_months),
    (_WITHIN, _within),
    (_DAY_OF_LIFE, _day_of_life),
    (_FRACTION, _fraction),
    (_AGED, _aged),
    (_OLD, _aged),
)
