"""Words that give away a review nobody may know of: "the Heron review, which was withheld".

A draft written elsewhere comes without a list of what is restricted, and says it in words. A review
that is named in such a sentence is blocked; one that is only counted ("two were not published") is
shown, and so is the case's own, which may be waiting for its trial.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from workbench.briefings.gate import fold
from workbench.briefings.gate.view import Hit, View

_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|another|some|none)"
)
_REVIEW = r"(?:reviews?|reports?|l?cs?prs?|scrs?|dhrs?|sars?|darda?rs?)"
_SAYS_REVIEW = re.compile(rf"\b{_REVIEW}\b", re.IGNORECASE)
# Child Heron, Family "Heron", "Baby K", the Heron review. What follows "Child" in the name of a
# service, and what kind of review it is, are no names.
_NO_NAME = (
    r"(?!(?:Clinic|Social|Unit|Bank|Box|Steps|Education|Maintenance|Benefit|Minding|Loss|Protection|Safeguarding|Practice|Death|Criminal|Sexual|Exploitation|Poverty|Abuse|"
    r"Welfare|Health|Mental|Development|Care|Act|Court|Law|Hub|Support|Group|Neglect|Services?|"
    r"National|Serious|Local|Rapid|Annual|Yearly|Joint|Thematic|Domestic|Case|Independent|Internal|"
    r"Learning|Peer|Single|Multi|Final|Draft|Full|Interim|First|Second|Last|Police|School|Overview|"
    r"Munro|Laming|Wood|Ofsted|Government|Department|Panel|Board|Partnership|Executive|Summary|"
    r"The|Our|This|That|Each|Every|His|Her|Its|Their|No|Any|All|Other|Another|Both|One|Two|Some|Such|"
    r"Child|Baby|Infant|Family|Adult|Young|Sibling|Children|Families|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
_NAMED = re.compile(
    rf"\b(?:Child|Baby|Infant|Family|Adult|Young Person|Sibling)s? \"?'?{_NO_NAME}"
    rf"(?P<subject>[A-Z]{{1,3}}\d?|[A-Z][a-z]+)\b['\"]?|"
    rf"\b{_NO_NAME}(?P<name>[A-Z][a-z]{{2,}}(?:-[A-Z][a-z]+)?)['\"]? "
    rf"(?i:{_REVIEW})\b|"
    rf"\b(?i:{_REVIEW}) (?:of|on|into|about) (?:the )?['\"]?{_NO_NAME}"
    rf"(?P<about>[A-Z][a-z]{{2,}}(?:-[A-Z][a-z]+)?)\b['\"]?"
)
# "six of our seven reviews have been published", "all but one of the reviews"
_ALL_BUT = re.compile(
    rf"\b(?:{_NUMBER} of (?:(?:our|the|these|those|all) )?{_NUMBER}|"
    rf"all but {_NUMBER} of (?:our|the|these|those)|"
    rf"all (?:our |the )?(?:\w+ )?{_REVIEW} but {_NUMBER}) (?:\w+ ){{0,3}}?(?:{_REVIEW} )?"
    rf"(?:have been|has been|were|was|are|is|had been|could be|can be) (?:now )?published\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?;](?=\s|$)|\n\s*\n")
_REACH = 160  # characters to either side in which a sentence is read
MEND = "Say nothing of a review that is not published: neither its name nor that there is one."


def find(view: View, own: Collection[str] = ()) -> Iterator[Hit]:
    """Where one segment tells of a review that is not published.

    Parameters
    ----------
    own
        The key's pseudonyms, in lower case: the case itself is only shown.
    """
    if view.segment.role in ("code", "link", "string"):
        return
    text = view.text
    for said in _said(view.lists.words["unpublished"]).finditer(text):
        first, last = _sentence(text, *said.span())
        sentence = text[first:last]
        told = bool(_SAYS_REVIEW.search(sentence))
        named = [
            n for n in _NAMED.finditer(text, first, last) if told or _stands_beside(text, n, said)
        ]
        for name in sorted(named, key=lambda n: abs(n.start() - said.start()))[:1]:
            span = min(name.start(), said.start()), max(name.end(), said.end())
            words = name["subject"] or name["name"] or name["about"]
            of_the_case = {name[0].lower().strip("'\" "), words.lower()} & set(own)
            yield Hit("restricted_review", *span, action="warn" if of_the_case else None, mend=MEND)
        if told and not named:
            counted = re.search(rf"\b{_NUMBER} (?:\w+ ){{0,6}}$", text[first : said.start()], re.I)
            if counted:
                yield Hit(
                    "restricted_review",
                    first + counted.start(),
                    said.end(),
                    action="warn",
                    mend=MEND,
                )
    for found in _ALL_BUT.finditer(text):
        yield Hit("restricted_review", *found.span(), action="warn", mend=MEND)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends, as far as it is read."""
    from_here = max(0, start - _REACH)
    ends = [m.end() for m in _END.finditer(text, from_here, start)]
    after = _END.search(text, end, min(len(text), end + _REACH))
    last = after.start() if after else min(len(text), end + _REACH)
    return (ends[-1] if ends else from_here), last


def _stands_beside(text: str, name: re.Match[str], said: re.Match[str]) -> bool:
    """ "Child Heron (not for publication)": no word for a review is needed."""
    between = text[name.end() : said.start()]
    return name.end() <= said.start() and bool(re.fullmatch(r"[\s,:;(\[\-]{1,4}", between))


@lru_cache(maxsize=4)
def _said(listed: tuple[str, ...]) -> re.Pattern[str]:
    forms = [fold.plain(form).replace(" ", r"\s+") for form in listed]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)
