"""Days told by others: the Tuesday after her birthday, two days before Christmas 2021, the 16th.

A reader who knows the family reckons the day from them. A feast with its year is as exact as a date
and blocked; what needs more to be known (whose birthday, which month) is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from workbench.briefings.gate.view import Hit, View

_DAY = (
    r"(?:day|morning|afternoon|evening|night|weekend|week|(?:mon|tues|wednes|thurs|fri|satur|sun)"
    r"day(?: (?:morning|afternoon|evening|night))?)"
)
_COUNT = (
    r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|a few|a couple of|several)"
)
_YEAR = r"(?:19|20)\d\d"
_SIDE = r"(?:before|after|following|of|on|preceding|ahead of|prior to|from)"
_WHOSE = r"(?:his|her|their|the (?:child|baby|boy|girl|mother|father|family|twin)s?'s?|[A-Z]\w+'s?)"
_WHICH = r"(?:\w+(?:-\w+)? ){0,2}"
_OWN_DAY = (
    r"(?:birthdays?|christening|baptism|naming ceremony|bris|wedding|funeral|burial|cremation|"
    r"birth|death|party|due date|first communion|anniversary)"
)
# the Tuesday after her birthday; three days before his fifth birthday; on her 4th birthday
_BY_THEIRS = re.compile(
    rf"\b(?i:(?:the (?:very )?(?:next |first |same )?|on a |one )?{_DAY}|{_COUNT} "
    rf"(?:days?|weeks?)) {_SIDE} {_WHOSE} {_WHICH}{_OWN_DAY}\b|"
    rf"\b[Oo]n (?:his|her|[A-Z]\w+'s?) {_WHICH}{_OWN_DAY}\b"
)
_WORTH_IT = re.compile(r"birthday|birth\b|due date|christening|baptism|wedding|funeral|death")
# on the 16th; it was the 3rd: a day of a month that was told before
_BARE_DAY = re.compile(
    r"\b(?:on|from|until|till|by|since|before|after) the (?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)"
    r"(?=[.,;:)]|$| (?:and|when|he|she|they|it|the|a|an|at|after|her|his|their|staff|mother|"
    r"father|police|a|but|with|without)\b(?! (?:percentile|centile|floor|edition)))",
)
_LATER = re.compile(
    rf"\b{_COUNT} (?:days?|weeks?) (?:later|earlier|before|after),? on (?:a |the )?{_DAY}\b"
)
_SLASHED = re.compile(r"(?<![\w/.£])(?:3[01]|[12]?\d)/(?:1[0-2]|0?[1-9])(?![\w/.%])")
_SLASHED_BEFORE = re.compile(
    r"\b(?:seen|visited|visit|born|admitted|discharged|died|referred|arrested|placed|"
    r"moved|attended|appointment|a&e|ed|call|called|on the|since|until|from|after|"
    r"before|dated)\s*[:(]?\s*$"
)
MEND = "Give the month, or the age at the time: the day can be reckoned from this."


@lru_cache(maxsize=4)
def _by_feast(days: tuple[str, ...]) -> re.Pattern[str]:
    feasts = "|".join(
        re.escape(d).replace("'", "'?")
        for d in sorted((*days, "Christmas", "Easter", "New Year"), key=len, reverse=True)
    )
    return re.compile(
        rf"\b(?:the )?(?:{_COUNT} (?:days?|weeks?)|{_DAY}) {_SIDE} (?:the )?(?:{feasts}),?"
        rf"( (?:of |in )?{_YEAR})?(?!\w)",
        re.IGNORECASE,
    )


def find(view: View) -> Iterator[Hit]:
    """Days told by other days in one segment."""
    if view.policy == "day" or view.segment.role in ("code", "link", "string", "row"):
        return
    for found in _by_feast(view.lists.words["named_days"]).finditer(view.text):
        yield Hit("exact_date", *found.span(), action=None if found[1] else "warn", mend=MEND)
    for found in _BY_THEIRS.finditer(view.text):
        if _WORTH_IT.search(found[0]):
            yield Hit("exact_date", *found.span(), action="warn", mend=MEND)
    for pattern in (_BARE_DAY, _LATER):
        for found in pattern.finditer(view.text):
            yield Hit("exact_date", *found.span(), action="warn", mend=MEND)
    for found in _SLASHED.finditer(view.text):
        if _SLASHED_BEFORE.search(view.before(found.start())):
            yield Hit("exact_date", *found.span(), action="warn", mend=MEND)
