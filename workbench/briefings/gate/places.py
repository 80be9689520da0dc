"""Places of no key: a school or hospital by name, a village, a town somebody came from, a class.

They may be meant to be named, so they are only shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from workbench.briefings.gate.view import Hit, View, hits

# Kestrel class of Year 4, 9R, the tutor group of a teacher.
_CLASS = re.compile(
    r"(?<![\w-])(?:(?i:year|yr|y|reception|nursery) ?(?:\d{1,2})?,? ?\(?(?:the )?(?:[A-Z][a-z]+|"
    r"\d{1,2}[A-Z]{1,3}|[A-Z]{1,2})\)? (?i:class|form|group|set)(?!\w)|"
    r"(?i:class|form|tutor group|registration group|set) (?:\d{1,2}[A-Z]{1,3}\d?|[A-Z]{1,3}\d)"
    r"(?!\w)|"
    r"(?:[A-Z][a-z]+(?:s'|'s)?|\d{1,2}[A-Z]{1,3}) (?i:class|form)(?=[,.;)]| (?:at|of|in) )|"
    r"(?<=\bin )(?:\d{1,2}[A-Z]{1,2})(?= at | of |,)|(?i:year|yr) \d{1,2}[A-Z]{1,2}(?!\w))"
)
_NO_CLASS = re.compile(
    r"(?:The|A|In|This|That|His|Her|Their|Each|Every|Middle|Working|First|Second|Third|Top|World|"
    r"Master|Social|Which|Referral|Consent|Application|Online|Paper|Sixth|Word|Standard|Same|Other|"
    r"Any|Another)(?:'s)? |(?:Year|Reception|Nursery) (?:class|form|group)",
    re.IGNORECASE,
)


def find(view: View) -> Iterator[Hit]:
    """Named institutions, small places and classes of a school in one segment."""
    kinds = "|".join(w.title() for w in view.lists.words["place_words"])
    pattern = re.compile(rf"(?<!\w)(?:(?:St\.?|Saint|[A-Z][a-z'\-]+) ){{1,3}}(?:{kinds})\b")
    for found in pattern.finditer(view.text):
        if re.match(
            r" (?:NHS|Foundation|Trust|Board|Service|Nurs|Place|Admission|Council)",
            view.text[found.end() :],
        ):
            continue
        if not re.match(
            r"(?:The|A|An|Each|Every|Her|His|Their|This|That|In|At|Primary|Secondary|Local|"
            r"Special|National|Royal College|Of|With|From|For|And|But|When|While|Both) ",
            found[0],
        ):
            yield Hit("place", *found.span(), action="warn")
    yield from _villages(view)
    for found in _CLASS.finditer(view.text):
        if not _NO_CLASS.match(found[0]):
            yield Hit("school_class", *found.span())


# Little Marwick, St Dyfrig's, Our Lady of Sorrows; the town somebody came from.
_SMALL_PLACE = re.compile(
    r"(?<![\w-])(?:Little|Great|Nether|Upper|Lower|Much|Market|Chipping|King's|"
    r"Bishops|Bishop's|Abbots|Abbot's) [A-Z][a-z]{3,}(?:-[a-z]+-[A-Z][a-z]+)?(?!\w)"
)
_SAINT = re.compile(
    r"(?<![\w-])(?:(?:St\.?|Saint) [A-Z][a-z]+(?:'?s)?(?: and [A-Z][a-z]+)?|Our Lady of (?:the "
    r")?[A-Z][a-z]+|"
    r"(?:All Saints|Holy Trinity|Sacred Heart|Holy Family)(?= (?:Church|Parish|Hall|School|in|"
    r"at)|,))"
    r"(?! (?:John Ambulance|George's Day|Andrew's Day|David's Day|Patrick's Day|Day|Helena))"
)
_FROM = re.compile(
    r"\b(?:(?:came|flown|flew|moved|travelled|arrived|fled|returned|originally|hails?|back|sent|"
    r"trafficked)(?: (?:here|over|in|back|out|away))? (?:from|to)|left for|born (?:and raised )?in|"
    r"grew up in|emigrated (?:from|to)|deported to|family (?:is|are|were) from)"
    r" (?-i:([A-Z][a-z]{3,}(?:[ -](?:[A-Z][a-z]+|on|upon|de|el|al))?))(?!\w)",
    re.IGNORECASE,
)
# Lands, and bodies that send and receive: they point at nobody.
_WIDE = frozenset(
    "england wales scotland ireland britain northern europe africa asia america australia canada "
    "india "
    "pakistan bangladesh poland romania france germany spain italy portugal nigeria ghana "
    "somalia kenya "
    "eritrea ethiopia sudan syria iraq iran afghanistan turkey ukraine russia china vietnam "
    "albania "
    "lithuania latvia bulgaria hungary slovakia jamaica children police social health hospital "
    "home "
    "adult adults early year court care mother father child baby school local london north south "
    "east "
    "west section working level step phase being having people foster family staff other others "
    "january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday christmas easter spring "
    "summer".split()
)


_COURT_AT = re.compile(
    r"(?<!\w)(?:(?:Crown|County|Family|Magistrates'?|Youth|Coroner'?s) Court (?:at|in|sitting at) "
    r"[A-Z][a-z]+|[A-Z][a-z]+ (?:Crown|County|Family|Magistrates'?|Youth|Coroner'?s) Court)(?!\w)"
)


def _villages(view: View) -> Iterator[Hit]:
    """Places so small, or so far, that they tell who it is: shown."""
    for pattern in (_SMALL_PLACE, _SAINT, _COURT_AT):
        yield from (replace(h, action="warn") for h in hits("place", pattern, view.text))
    for found in _FROM.finditer(view.text):
        if found[1].split()[0].split("-")[0].lower() not in _WIDE:
            yield Hit("place", *found.span(1), action="warn")
