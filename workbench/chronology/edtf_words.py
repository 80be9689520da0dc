"""Understood dates as people read them: ``22 May 2016``, ``about May 2016``."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence

AS_READ = ", as a reviewer read it"  # after a date that the agency wrote so that it was not read
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_ONE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def in_words(when: str | None) -> str:
    """An EDTF date in words; "" for None.

    ``~`` is said as "about", ``?`` as "perhaps", an open start as "up to", an open end as "from".
    An interval within one month or year says the month or year once. A form that none of our
    dates has is given as it is.
    """
    if when is None:
        return ""
    low, slash, high = when.partition("/")
    if not slash:
        return _doubt(when) + _single(when)
    if low in ("..", ""):
        return f"up to {_doubt(high)}{_single(high)}"
    if high in ("..", ""):
        return f"from {_doubt(low)}{_single(low)}"
    return _doubt(when) + _between(low, high)


def either(meanings: Sequence[str]) -> str:
    """EDTF dates of which one is meant: ``30 June 2021, 1 July 2021 or 31 May 2021``."""
    *most, last = (in_words(when) for when in meanings)
    return f"{', '.join(most)} or {last}" if most else last


def _doubt(when: str) -> str:
    about = "about " if "~" in when or "%" in when else ""
    return ("perhaps " if "?" in when or "%" in when else "") + about


def _parts(when: str) -> list[str] | None:
    found = _ONE.fullmatch(when.rstrip("?~%"))
    return [part for part in found.groups() if part] if found else None


def _single(when: str) -> str:
    parts = _parts(when)
    if parts is None:
        return when
    year, month, day = (*parts, "", "")[:3]
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    words = [str(int(day)) if day else "", month_name[int(month)] if month else "", year]
    return " ".join(word for word in words if word)


def _between(low: str, high: str) -> str:
    one, two = _parts(low), _parts(high)
    if one is None or two is None or len(one) != len(two) or len(one) == 1:
        return f"{_single(low)} to {_single(high)}"
    if len(one) == 3 and one[:2] == two[:2]:
        return f"{int(one[2])} to {_single(high)}"
    if one[0] == two[0] and one[1] not in _SEASONS:
        return f"{_single(low).removesuffix(' ' + one[0])} to {_single(high)}"
    return f"{_single(low)} to {_single(high)}"
