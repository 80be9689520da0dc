"""Names that the words around say are somebody's: "known at home as Tink", "Gurps, as friends say".

No list can hold what people are called; that they are called so is always told in the same ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.briefings.gate import ordinary

_NAME = r"[\"']?([A-Z][a-z]{1,14}(?:[ -][A-Z][a-z]{1,14})?|[A-Z]{2,4}(?=[\"']))[\"']?"
_WHO = r"(?:friends?|family|mates|mum|mother|dad|father|nan|gran\w*|peers|siblings|school ?friends)"
_SAID_BEFORE = re.compile(
    r"\b(?:nick-?named|nickname(?: is| was| of|:)?|pet name(?: is| was| of|:)?|street name(?: is| "
    r"was| of|:)?|alias(?:es)?(?: is| was|:)?|"
    r"(?P<wide>a\.?k\.?a\.?|also known as|otherwise known as)|"
    r"(?:goes|went|going) by(?: the name(?: of)?)?|answers? to|answered to|nee|"
    rf"(?:known|called|referred to)(?: (?:at home|to|by|among|in))(?: (?:his|her|their|the))?"
    rf"(?: {_WHO})?(?: and (?:his |her |their )?{_WHO})? as|"
    rf"(?:[Hh]is|[Hh]er|[Tt]heir) {_WHO} (?:all )?calls? (?:him|her|them)|"
    rf"called (?:him|her|them)),? {_NAME}(?!\w)"
)
_SAID_AFTER = re.compile(
    rf"(?<!\w){_NAME}, as (?:(?:his|her|their|the) )?{_WHO}(?: and (?:his |her |their )?{_WHO})? "
    rf"(?:all |always )?(?:call|calls|called|knew|know|knows)\b"
)
# "known to the family as Mother", "called her Child A": these are pseudonyms.
_NOBODY = re.compile(
    r"(?:Child|Mother|Father|Mum|Mummy|Dad|Daddy|Baby|Adult|Aunt|Uncle|Nan|Gran|Sibling|Sister|"
    r"Brother|Family|Young|The|A|An|Miss|Sir|Partner|Step)\b"
)


def aliases(text: str) -> Iterator[tuple[int, int]]:
    """Where a text has what somebody is said to be called."""
    for found in _SAID_BEFORE.finditer(text):
        # A law or a programme is also known as something: a word of the field's own is no name.
        a_thing = found["wide"] and all(ordinary.is_one(w) for w in found[2].lower().split())
        if not (a_thing or _NOBODY.match(found[2])):
            yield found.span(2)
    for found in _SAID_AFTER.finditer(text):
        if not _NOBODY.match(found[1]):
            yield found.span(1)
