"""Where somebody was found, as two rows tell it: "located at 6 Mill Court", "at his nan's".

Two places differ where they have no word in common, and neither stands anywhere in the other row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.chronology.kin import ROLE_OF
from workbench.chronology.likeness import stem

if TYPE_CHECKING:
    from workbench.chronology.view import View

_FOUND = re.compile(
    r"\b(?:found|located|traced|picked up|collected|tracked down|discovered)\b"
    r"(?! (?:to|that|no|nothing|out|it|guilty)\b)(?:[^.;!?]|\.(?=\d)){0,60}?"
    r"\b(?:at|in|on|inside|under|behind)\s"
    r"(?P<place>(?!\d{1,2}(?:[:.]\d\d|\s?[ap]m|\s?hrs)|\d{4}\s?hrs|(?:about|around|approx\w*) \d|"
    r"(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\b|the end|time|"
    r"court\b|order|breach|need|good|possession|drink|a state|this|that|all\b|"
    r"home\b.{0,8}check)[^.,;!?()]{2,40})"
)
# Somebody's home, an address or a piece of furniture: "in town" may be "at the bus station".
_PLAIN = re.compile(
    r"'s\b|s'(?=\s|$)|\b\d+[a-z]? [a-z]|\b(?:flat|house|hotel|hostel|caravan|bed|cot|basket|sofa|"
    r"settee|bath|pgm|mgm|nan|gran|grandmother|friend|ward|school|car|garage|shed|attic|cellar|"
    r"kitchen|bedroom|bathroom|garden|platform|station|stop|park|bench|shop|mcdonald'?s)\b"
)
_ANYWHERE = frozenset(
    stem(word)
    for word in (
        "the his her their own a an house home flat address room same where he she had been since "
        "with and by at in on safe well flat morning night evening afternoon today yesterday "
        "police officers staff about around near outside front back last ten"
    ).split()
)


def where_found(view: View, a: int, b: int) -> tuple[str, str] | None:
    """The two places in the rows' words, or None where they can be one."""
    one, other = _place(view, a), _place(view, b)
    if not one or not other:
        return None
    first, second = _words(view, one), _words(view, other)
    if not first or not second:
        return None
    apart = first.isdisjoint(_words(view, view.told[b]))
    return (one, other) if apart and second.isdisjoint(_words(view, view.told[a])) else None


def _place(view: View, i: int) -> str:
    """The one place in which a row has somebody found; "" where it has none or several."""
    found = {match["place"].strip() for match in _FOUND.finditer(view.told[i])}
    place = found.pop() if len(found) == 1 else ""
    return place if _PLAIN.search(place) else ""


def _words(view: View, text: str) -> frozenset[str]:
    bare = re.sub(r"'s\b|(?<=s)'(?=\s|$)", "", text)
    roles = " ".join(ROLE_OF.get(word, word) for word in bare.split())
    return frozenset(view.concepts_of(roles) - _ANYWHERE - view.child_concepts)
