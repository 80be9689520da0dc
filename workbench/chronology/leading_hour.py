"""The hour that a row's own words begin with, where no cell tells one.

"10am visit with the health visitor", "Office, 14.00: induction", "Core group (virtual), 1.30.",
"Strategy discussion 13:00 by phone": the hour of what is told. An hour further on in the text is
of something in it ("visitors after 10pm", "found at 2am"), and is left there.
"""

from __future__ import annotations

import re

from workbench.chronology.times import bare_time, take_time

_HOUR = (
    r"(?P<hour>(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s?(?:[ap]m\b|[ap]\.m\.))?(?:\s?(?:hrs?|hours)\b)?|"
    r"(?:0?[1-9]|1[0-2])\s?(?:[ap]m\b|[ap]\.m\.)|(?:[01]\d|2[0-3])[0-5]\d\s?(?:hrs?|hours)\b)"
)
_CLEAR = r"(?![\d/]|:\d|\s?(?:kg|g|lbs?|cm|mls?|mg|%|st|centile|percentile)\b|[.,]\d)"
_FIRST = re.compile(rf"^(?:at\s|@\s?)?{_HOUR}{_CLEAR}", re.IGNORECASE)
# What kind of contact it was, then the hour, in the first few words.
_KIND = re.compile(
    r"\b(?:visit|meeting|conference|group|discussion|appointment|appt|clinic|review|office|session|"
    r"key ?work|supervision|panel|hearing|interview|attendance|call|t/c|tel|phone|contact|medical|"
    r"icpc|rcpc|marac|cin|assessment|handover|lesson|assembly|registration)",
    re.IGNORECASE,
)
_LED = re.compile(
    rf"^(?P<head>[^.;:!?]{{3,45}}?)(?P<joint>[,(@–-]\s?|\sat\s|\s){_HOUR}{_CLEAR}", re.IGNORECASE
)
# "Visit booked for 2pm", "call after 10pm": not the hour of what the row tells.
_OTHER_HOUR = re.compile(
    r"\b(?:after|before|until|till|since|by|from|for|to|due|re|about|than|re-?booked|booked|"
    r"re-?arranged|arranged|planned|next|last|cancelled|postponed|letter|weight|weigh|wt|temp|dose|"
    r"length|hc|bm|sats|bilirubin|level|score|between)\b",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s?[:,;–-]")
_DOTTED = re.compile(r"\d{1,2}\.\d\d")


def leading_hour(told: str) -> tuple[str | None, str]:
    """The hour that the words of a row begin with.

    Returns
    -------
    tuple
        ``HH:MM`` and how it is written; None and ``""`` where the words begin with none.
    """
    found = _first(told) or _led(told)
    if found is None:
        return None, ""
    at, _, problem = take_time(found["hour"].casefold())
    if at is None and not problem:
        at = bare_time(found["hour"])
    return (at, found["hour"].strip()) if at and not problem else (None, "")


def _first(told: str) -> re.Match[str] | None:
    found = _FIRST.match(told)
    if found is None or not _DOTTED.fullmatch(found["hour"]):
        return found
    return found if _PARTED.match(told, found.end()) else None  # "22.05 visit" may be a day


def _led(told: str) -> re.Match[str] | None:
    found = _LED.match(told)
    if found is None or not _KIND.search(found["head"]) or _OTHER_HOUR.search(found["head"]):
        return None
    bare = _DOTTED.fullmatch(found["hour"]) and found["joint"].isspace()
    return None if bare else found  # "Clinic 4.20" may be a weight
