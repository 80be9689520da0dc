"""Ages to the day: with the month of an event they give the date of birth.

"Two years, seven months and nineteen days", "8 yrs 2 mths & 5 days", "0y 0m 16d", "11/52 and 4/7".
An age in years, months or weeks alone is how a review should tell it and is let pass; so is a
stretch of days that is not somebody's age, unless it is counted as finely as only ages are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.briefings.gate.view import Hit, View

_SAID = (
    "a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty)(?:[ -](?:one|two|three|four|"
    "five|six|seven|eight|nine))?|zero|no"
)
_COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})?|{_SAID})(?: and a half)?"
_JOIN = r"[\s,;]*(?:and|&|plus|\+|with)?[\s,]*"
_YEARS = rf"{_COUNT}[ \-]?(?:years?|yrs?|y)(?![a-z])\.?(?:[ \-]olds?)?"
_MONTHS = rf"{_COUNT}[ \-]?(?:calendar )?(?:months?|mths?|mnths?|mos?|m)(?![a-z])\.?"
_WEEKS = rf"{_COUNT}[ \-]?(?:weeks?|wks?|w)(?![a-z])\.?"
_DAYS = rf"{_COUNT}[ \-]?(?:days?|dys?|d)\b"
_LONGER = rf"(?:{_YEARS}|{_MONTHS}|{_WEEKS})"
# Years, months or weeks, then days; weeks and days as a ward writes them.
_TO_THE_DAY = re.compile(
    rf"(?<![\w.,/£])(?:{_LONGER}{_JOIN}){{1,3}}(?:(?:less|minus|bar|all but) )?{_DAYS}(?!\w)|"
    r"(?<![\w./])(?:\d{1,2}/(?:12|52)[ ,+&and]{0,5}){1,2}\d{1,2}/7(?![\w/])|"
    r"(?<![\w./])\d{1,2}\+[0-6](?=(?:/40)?(?: weeks|/40)(?!\w))",
    re.IGNORECASE,
)
_DAYS_ALONE = re.compile(rf"(?<![\w.,/£])(?:{_COUNT})[ \-]days?[ \-]old(?!\w)", re.IGNORECASE)
_DAYS_OF_A_BABY = 42
_OF_SOMEBODY_BEFORE = re.compile(
    r"\b(?:aged?|at (?:the age of )?|age of|ages|was|were|is|be|only|just|exactly|then|now|turned|"
    r"child of|baby of|boy of|girl of|infant of|son of|daughter of|old)\s*[:(,]?\s*$"
)
_OF_SOMEBODY_AFTER = re.compile(r"^[\s,)]*(?:old|of age|of life|corrected|when|at the time)\b")
# What lasts so long, or is waited for so long, is no age.
_LASTED = re.compile(
    r"\b(?:for|after|within|over|in|lasted|took|taken|during|every|than|sentence of|sentenced to|"
    r"wait(?:ed|ing)? (?:of|for)?|delay of|gap of|period of|open for|late by|"
    r"imprisonment of)\s+"
    r"(?:about |nearly |almost |the (?:next|last|past) )?$|"
    r"\b(?:average|wait|delay|gap|stay|sentence|length|interval|time|period|placement|remand)\s+"
    r"(?:was|is|were|of|came to)\s+$"
)
_LASTED_AFTER = re.compile(
    r"^\s*(?:later|after|before|earlier|ago|imprisonment|in (?:prison|custody|hospital)|to "
    r"(?:reach|complete|respond)|delay|wait|late|overdue|notice|of "
    r"(?:delay|waiting|absence|leave))\b"
)


def find(view: View) -> Iterator[Hit]:
    """Ages to the day in one segment."""
    if view.policy == "day" or view.segment.role in ("code", "link"):
        return
    for found in _TO_THE_DAY.finditer(view.text):
        before, after = view.before(found.start(), 40), view.after(found.end())
        if _LASTED.search(before) or _LASTED_AFTER.match(after):
            continue
        sure = _is_sure(view, found) and "+" not in found[0]  # 36+4 is of a pregnancy
        yield Hit("exact_age", *found.span(), action=None if sure else "warn")
    for found in _DAYS_ALONE.finditer(view.text):
        # In its first weeks a baby's age is told in days; nobody's later is.
        figures = re.sub(r"\D", "", found[0])
        late = figures and int(figures) > _DAYS_OF_A_BABY
        yield Hit("exact_age", *found.span(), action=None if late else "warn")


def _is_sure(view: View, found: re.Match[str]) -> bool:
    """Called an age, or a cell or a clause of its own under that word."""
    before, after = view.before(found.start(), 40), view.after(found.end())
    return bool(
        _OF_SOMEBODY_BEFORE.search(before)
        or _OF_SOMEBODY_AFTER.match(after)
        or re.search(r"\bage\b", view.label)
    )
