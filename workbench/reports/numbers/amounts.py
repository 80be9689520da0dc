"""Numbers as reports print them: ``22,486``, ``48%``, ``£1.2 million``, ``461*``, ``n/a``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SCALES = {"k": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_AMOUNT = re.compile(
    r"^\(?\s*(?P<sign>[-–−]?)(?P<money>£?)\s*"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"\s*(?P<scale>k|m|bn|million|billion)?\s*(?P<percent>%|per ?cent)?\s*[*†‡^]*\s*\)?$",
    re.IGNORECASE,
)
_NONE = re.compile(r"^(?:n/?a|nil|none|not known|[-–—]|tbc|c|:|\*)$", re.IGNORECASE)
PERIOD = re.compile(
    r"^(?:FY\s*)?(?:(?:19|20)\d\d\s*[-–/]\s*(?:(?:19|20)?\d\d)|(?:19|20)\d\d|\d\d/\d\d|"
    r"Q[1-4](?:\s+(?:19|20)\d\d(?:[-/]\d\d)?)?)$"
)

WORDS = {
    word: number
    for number, word in enumerate(
        "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit: ``"percent"``, ``"GBP"`` or None."""

    value: float
    unit: str | None = None


def amount(cell: str) -> Amount | None:
    """The number in a cell that holds nothing else, or None. ``nil`` is 0; ``n/a`` is None."""
    text = cell.strip()
    if text.casefold() == "nil":
        return Amount(0.0)
    match = _AMOUNT.match(text)
    if match is None or text.count("(") != text.count(")"):
        return None
    value = float(match["number"].replace(",", ""))
    if match["scale"]:
        value *= _SCALES[match["scale"].casefold()]
    if match["sign"]:
        value = -value
    unit = "percent" if match["percent"] else "GBP" if match["money"] else None
    return Amount(value, unit)


def is_value(cell: str) -> bool:
    """Whether a cell holds a number or says that there is none."""
    return amount(cell) is not None or bool(_NONE.match(cell.strip()))


def is_period(cell: str) -> bool:
    """Whether a cell holds a year or a range of years: ``2018/19``, ``2018-2019``, ``Q1``."""
    return bool(PERIOD.match(cell.strip()))


def shown(value: float) -> str:
    """A number as a person would write it: ``1,896``, ``37.3``."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")
