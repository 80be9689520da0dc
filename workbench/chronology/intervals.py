"""EDTF strings and the days they span.

The ``edtf`` library carries the representation (ISO 8601-2). Whole days, months and years, which
are nearly every row of a chronology, are read here without it: it takes some milliseconds a
string, and is imported only when a string needs it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Literal

# A date as wide as this, in days, says too little of the day to count as a contact on it.
WIDEST_CONTACT_DAYS = 31

Certainty = Literal[
    "exact", "uncertain", "approximate", "uncertain_and_approximate", "range", "open", "unread"
]

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[?~%]?")
# The library ends winter on 31 December; people who write "winter 2016" mean the months around
# the turn of the year, so ours runs to the end of February.
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_SEASON = re.compile(r"(\d{4})-(2[1-4])")


@lru_cache(maxsize=65536)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """The earliest and the latest day an EDTF string can mean, both inclusive.

    Parameters
    ----------
    edtf
        Such as ``2016-05-22?``, ``2016-05~``, ``2016-21``, ``2016-03-03/2016-03-09``,
        ``../2016-06``. Marks of doubt do not widen it.

    Returns
    -------
    tuple
        ``(earliest, latest)``; None at an end that is open.

    Raises
    ------
    ValueError
        When the string is not EDTF.
    """
    low, slash, high = edtf.partition("/")
    if slash:
        return (
            None if low == ".." else bounds(low)[0],
            None if high == ".." else bounds(high)[1],
        )
    plain = _PLAIN.fullmatch(edtf)
    if plain:
        return _plain_bounds(*(int(part) if part else None for part in plain.groups()))
    season = _SEASON.fullmatch(edtf)
    if season:
        return season_bounds(int(season[1]), int(season[2]))
    return _library_bounds(edtf)


def season_bounds(year: int, code: int) -> tuple[date, date]:
    """First and last day of an EDTF season; winter runs into February of the next year."""
    first, last = _SEASON_MONTHS[code]
    end_year = year + 1 if last < first else year
    return date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1])


def valid(edtf: str) -> bool:
    """Whether the ``edtf`` library accepts the string."""
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parse_edtf(edtf)
    except EDTFParseException:
        return False
    return True


def certainty(edtf: str | None) -> Certainty:
    """How sure a date is: one day without doubt is ``exact``, a month or a span is ``range``."""
    if edtf is None:
        return "unread"
    if "%" in edtf or ("?" in edtf and "~" in edtf):
        return "uncertain_and_approximate"
    if "?" in edtf:
        return "uncertain"
    if "~" in edtf:
        return "approximate"
    if ".." in edtf:
        return "open"
    return "exact" if len(edtf) == 10 and "X" not in edtf else "range"


def _plain_bounds(year: int | None, month: int | None, day: int | None) -> tuple[date, date]:
    assert year is not None
    if day is not None and month is not None:
        whole = date(year, month, day)
        return whole, whole
    if month is not None and month <= 12:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if month is not None:
        if month not in _SEASON_MONTHS:
            raise ValueError(f"{year:04d}-{month:02d} is not an EDTF date.")
        return season_bounds(year, month)
    return date(year, 1, 1), date(year, 12, 31)


def _library_bounds(edtf: str) -> tuple[date | None, date | None]:
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(edtf)
    except EDTFParseException as wrong:
        raise ValueError(f"{edtf!r} is not an EDTF date.") from wrong
    return _day(parsed.lower_strict()), _day(parsed.upper_strict())


def _day(moment: object) -> date | None:
    return None if isinstance(moment, float) else date(*moment[:3])  # type: ignore[index]
