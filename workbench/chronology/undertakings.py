"""Who is to do what, as two rows of one meeting or visit tell it.

"Bev Alder will make the referral to the OT", "the social worker will refer", "I am to chase the
nursery", "the bed is one for them". Whoever is to act is an agency of the case: by the role
that is named, by a name that records for it, or, in the first person, the row's own. Two rows
differ where both give one thing to be done to agencies that are not the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.chronology.likeness import stem
from workbench.chronology.terms import tidy

if TYPE_CHECKING:
    from workbench.chronology.view import View

_FIRST_PERSON = frozenset({"i", "we", "us", "me"})
_THIRD_PERSON = frozenset({"she", "he", "they", "her", "him", "them"})
_WHOSE_TEAM = (["her"], ["his"], ["their"])
# Who acts, in up to five words before it is said that they are to; none where the last one does.
_TO_ACT = re.compile(
    r"(?P<who>(?:(?:[\w'/&-]+ ){0,4}?[\w'/&-]+)??)(?:^|\s|(?='))"
    r"(?P<is>'ll|'ve to|will(?! be (?:told|asked|seen|invited))|is to|are to|am to|has to|have to|"
    r"would(?! like)|to|agreed to|agrees to|offered to|undertook to|is going to|are going to|"
    r"said (?:she|he|they) would)\s"
    r"(?!(?:the|a|an|his|her|their|duty|mash|csc|sw|hv|gp|school|police|mother|mum|father|dad|us|me|"
    r"them|him|it)\b)(?P<deed>[a-z][^.;:!?]{4,120})"
)
# "The bed is one for them": what is to be done, and whose it is.
_FOR = re.compile(
    r"\b(?:the|a|an|this|that) (?P<deed>[\w -]{2,30}?) (?:is|was|would be) (?:one )?"
    r"(?:for|down to|up to) (?P<who>[\w'/&-]+(?: [\w'/&-]+){0,2})"
)
_CLAUSE = re.compile(r"(?<=[.;:!?])\s+|,\s+(?:and|but|while|who)\s+|,\s+")
# What anybody does at any meeting says nothing of which thing it is.
_ANYTHING = frozenset(
    stem(word)
    for word in (
        "visit see meet meeting ring call phone speak talk contact tell let know inform update "
        "group share send make do give get put keep go come look find out check try work support "
        "help plan next week month day date time child mother father parent family home school "
        "action agree review continue attend arrange ask take start follow back monday tuesday "
        "wednesday thursday friday today tomorrow weekly monthly fortnightly report information "
        "add use need want new same more other both also done case order left right end nothing"
    ).split()
)
# Whom every agency is to tell: that another is to do so as well is no difference.
_WHOM_ALL_TELL = frozenset({"socialcare", "mash", "school", "police"})
# "HV t/c to duty", "referral to": what is done to somebody, by nobody who is yet to act.
_TO_SOMEBODY = frozenset(
    "t/c tc call called spoke spoken rang letter referral referred email emailed sent went "
    "listened talked visit report reported text texted message according due back returned taken "
    "moved unable able want wanted asked tried used seemed passed handed given shown known close "
    "next related similar happy willing admitted transferred conveyed in up out on".split()
)
_PARENTS = frozenset({"mother", "father"})
_TELL = re.compile(r"\b(?:tell|inform|disclose|explain|notify|speak to|speak with|break)\b")
_FULL = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z'’-]+)")
_BY_NOW = re.compile(r"\b(?:used|had|wanted|hoped|asked|refused|able|unable|need\w*|seemed) $")


@dataclass(frozen=True, slots=True)
class Undertaking:
    """Agencies that are to do it, the concepts of what is to be done, and the words."""

    agencies: frozenset[str]
    deed: frozenset[str]
    words: str


class Undertakings:
    """Reads rows of a view."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._read: dict[int, tuple[Undertaking, ...]] = {}
        self._names = {agency: view.senders.known_as(agency) for agency in set(view.agency)}

    def of(self, i: int) -> tuple[Undertaking, ...]:
        """What a row says is to be done, and by which agencies of the case."""
        if i not in self._read:
            self._read[i] = tuple(self._undertakings(i))
        return self._read[i]

    def differ(self, a: int, b: int) -> tuple[str, str] | None:
        """The words of each where one thing is given to others by the other row."""
        for one in self.of(a):
            same = [other for other in self.of(b) if one.deed & other.deed]
            if same and all(one.agencies.isdisjoint(other.agencies) for other in same):
                again = [each for each in self.of(a) if each.deed & same[0].deed]
                if all(each.agencies.isdisjoint(same[0].agencies) for each in again):
                    return one.words, same[0].words
        return None

    def _undertakings(self, i: int) -> Iterator[Undertaking]:
        last: frozenset[str] = frozenset()
        for clause in _CLAUSE.split(self._text(i)):
            agencies = frozenset[str]()
            for found in self._found(clause.casefold()):
                agencies = self._acting(i, found["who"], last)
                if not found["who"] and found.groupdict().get("is") == "to":
                    agencies = frozenset()  # "To preserve evidence ..." is what for, not who
                deed = self._thing(found["deed"])
                if agencies and deed:
                    yield Undertaking(agencies, deed, found[0].strip())
            last = agencies or self._named(clause) or last

    def _text(self, i: int) -> str:
        """What happened and what was done about it: what is to be done may stand in either."""
        done = self._view.columns["action_taken"][i]
        told = f"{self._view.spelt[i]}. {done}" if isinstance(done, str) else self._view.spelt[i]
        return " ".join(told.split())

    def _found(self, clause: str) -> Iterator[re.Match[str]]:
        found = _TO_ACT.search(clause)
        if found and not _BY_NOW.search(clause[: found.start("is")]):
            yield found
        yield from _FOR.finditer(clause)

    def _acting(self, i: int, who: str, last: frozenset[str]) -> frozenset[str]:
        words = re.sub(r"'(?:ve|m|d|ll)\b", "", who).split()
        if not words or words[-1] in ("and", "then", "who"):
            return last
        if words[-1] in _FIRST_PERSON:
            return frozenset({self._view.agency[i]})
        if words[-1] in _THIRD_PERSON or (words[-1] == "team" and words[-2:-1] in _WHOSE_TEAM):
            return self._named(who) or last
        if words[-1] in _TO_SOMEBODY:
            return frozenset()
        before, both, _ = who.rpartition(" and ")
        for length in (1, 2, 3):
            named = self._named(" ".join(words[-length:]))
            if named:
                return named | (self._named(before) if both else frozenset())
        return self._by_first_name(i, words)

    def _by_first_name(self, i: int, words: list[str]) -> frozenset[str]:
        """Tariq is whom the row calls Tariq Moss, where a Moss records for an agency."""
        full = {first.casefold(): tidy(last) for first, last in _FULL.findall(self._view.spelt[i])}
        last = {full[word] for word in words[-2:] if word in full}
        return frozenset(
            agency for agency in self._names if last & self._view.senders.staff(agency)
        )

    def _named(self, words: str) -> frozenset[str]:
        """The agencies of the case that words name."""
        held = self._view.concepts_of(words) | set(tidy(words).split())
        return frozenset(agency for agency, names in self._names.items() if held & names)

    def _thing(self, deed: str) -> frozenset[str]:
        held = self._view.concepts_of(deed)
        named = held - _ANYTHING - self._view.child_concepts - _WHOM_ALL_TELL
        told = {f"tell {who}" for who in _PARENTS & held} if _TELL.search(deed) else set()
        return frozenset(c for c in named if len(c) > 2 and not c.isdigit()) | told
