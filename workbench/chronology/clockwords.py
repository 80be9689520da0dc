"""Hours that are told in words: "quarter to seven this evening" is 18:45."""

from __future__ import annotations

import re

_HOURS = {
    word: n
    for n, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
}
_MINUTES = {"five": 5, "ten": 10, "quarter": 15, "a quarter": 15, "twenty": 20, "half": 30}
_MORNING = r"in the (?:early )?morning|this morning|that morning|am\b"
_LATER = (
    r"in the (?:late )?(?:afternoon|evening)|(?:this|that) (?:afternoon|evening)|at night|tonight|"
    r"last night|pm\b"
)
_IN_WORDS = re.compile(
    rf"(?<![\w-])(?:(?P<minutes>{'|'.join(_MINUTES)}) (?P<side>past|to) )?"
    rf"(?P<hour>{'|'.join(_HOURS)}|1[0-2]|[1-9])(?: o'clock)? (?:(?P<morning>{_MORNING})|"
    rf"(?P<later>{_LATER}))"
)


def in_figures(tidied: str) -> str:
    """A tidied text with such hours as a clock shows them; without a part of the day none is."""
    return _IN_WORDS.sub(_figures, tidied)


def _figures(found: re.Match[str]) -> str:
    if not found["minutes"] and found["hour"].isdigit():
        return found[0]  # "3 am" and "at 3 in the afternoon" are read, or left, as they stand
    hour = _HOURS.get(found["hour"]) or int(found["hour"])
    minutes = _MINUTES.get(found["minutes"] or "", 0)
    total = hour % 12 * 60 + (-minutes if found["side"] == "to" else minutes)
    total = (total + 720 * bool(found["later"])) % 1440
    return f"{total // 60:02d}:{total % 60:02d}"
