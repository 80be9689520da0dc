"""The two ends of one telephone call, and who else heard of it from whom.

One row makes the call and another agency's takes it; or a row tells what another agency wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from workbench.chronology.kin import ROLE
from workbench.chronology.terms import tidy

if TYPE_CHECKING:
    from workbench.chronology.view import View

_MADE = re.compile(
    r"\b(?:rang|phoned|called|telephoned|spoke (?:to|with)|t/c to|call to|tc to)\s"
    r"(?!(?:us|me|back|in|as|here|again|out|for|off)\b)"
    r"(?P<to>[^.;:]{2,60})"
)
_TAKEN = re.compile(
    r"\b(?:t/c|tc|call|phone call|(?:phone|telephone) (?:call|referral)|contact|enquiry)"
    r"(?: taken| received| in)?(?: (?:by|in|at|to|with|into) [\w':. ]{2,20})? from [^.;:]{2,60}|"
    r"(?:^|[.;] )(?:[\w'&/()-]+ ){1,4}?(?:rang|phoned|called|telephoned|requests?|reports?|asks?|"
    r"asking)\b"
)


_TOLD_BY = re.compile(
    r"\b(?:letter|notification|e-?mail(?:ed)?|call|t/c|tc|rang|phoned|telephoned|telephone|voicemail|"
    r"summary|slip|marf|report|reports|reported|told|tells|informed|informs|confirms?|confirmed|says?|"
    r"(?:contact|referral) from|said|advise[ds](?! to\b)|update|fax|message|notified|info|"
    r"information|checked with)\b"
)
# "Call from Mrs Alder", "grandmother rang": where the row begins with it, or with its heading.
_FAMILY_RANG = re.compile(
    r"^(?:[\w /'-]{1,25}[:.] )?(?:"
    r"(?:(?:t/c|tc|tel|phone|telephone|incoming|anxious|angry) )*"
    r"(?:call|t/c|tc|contact|message|voicemail)"
    r"(?: taken| received| in)? from (?P<by>[^.;:,]{2,40})"
    r"|(?P<who>[^.;:,]{2,30}?) (?:rang|phoned|telephoned|called|rings)\b)"
)
_OF_FAMILY = re.compile(rf"{ROLE}|\b(?:mr|mrs|ms|miss)\b")
_EMERGENCY = re.compile(r"\b(?:999|111|ambulance)\b")
_LETTER = re.compile(
    r"\b(?:letter|summary|discharge (?:letter|note)|d/c|notification|(?<!to )report)\b"
)
_OPENING = 40  # letters in which a row says that it is of a letter
_SENTENCE = re.compile(r"[.;!?](?:\s|$)")


class Calls:
    """Which rows of a view make a call, take one, or tell what another agency told them."""

    def __init__(self, view: View) -> None:
        self._view = view
        texts = view.said.tidied
        self._to = [found["to"] if (found := _MADE.search(text)) else None for text in texts]
        self._from = [found[0] if (found := _TAKEN.search(text)) else None for text in texts]

    def ends(self, a: int, b: int) -> bool:
        """Whether one row makes the telephone call that the other takes."""
        return self._reaches(a, b) or self._reaches(b, a)

    def of_the_family(self, i: int) -> bool:
        """Whether a row begins with a call of one of the family or a neighbour, not to 999."""
        text = self._view.said.tidied[i]
        found = _FAMILY_RANG.match(text)
        if not found or _EMERGENCY.search(text):
            return False
        by = found["by"] or found["who"]
        return bool(_OF_FAMILY.search(by)) and not (
            self._view.concepts_of(by) & self._view.rules.organisations
        )

    def of_another(self, i: int, j: int) -> bool:
        """Whether row i takes a call of a third agency, while row j makes one to that of row i."""
        view, by, to = self._view, self._from[i], self._to[j]
        if by is None or to is None or not self._is_of(to, view.agency[i]):
            return False
        callers = {name for name in set(view.agency) if self._is_of(by, name)}
        return bool(callers) and view.agency[j] not in callers

    def _is_of(self, by: str, agency: str) -> bool:
        """Whether the words for who calls, or is called, are for somebody of an agency."""
        view = self._view
        return (
            not view.concepts_of(by).isdisjoint(view.senders.called(agency))
            or tidy(agency) in by
            or not view.senders.staff(agency).isdisjoint(by.split())
        )

    def ends_of(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Whether the rows of each pair are the two ends of one call."""
        return self._of_calls(first, second, self.ends)

    def another_of(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Whether one row of each pair makes a call, and the other takes one of a third agency."""
        return self._of_calls(
            first, second, lambda a, b: self.of_another(a, b) or self.of_another(b, a)
        )

    def _of_calls(
        self, first: np.ndarray, second: np.ndarray, told: Callable[[int, int], bool]
    ) -> np.ndarray:
        """What is told of each pair of which one row makes a call and the other takes one."""
        makes = np.array([to is not None for to in self._to])
        takes = np.array([by is not None for by in self._from])
        found = (makes[first] & takes[second]) | (takes[first] & makes[second])
        for k in np.flatnonzero(found):
            found[k] = told(int(first[k]), int(second[k]))
        return found

    def letter_from(self, i: int) -> frozenset[str]:
        """The kinds of agencies whose letter or summary row i begins with, else none."""
        text = self._view.said.tidied[i][:_OPENING]
        if not _LETTER.search(text):
            return frozenset()
        return self._view.concepts_of(text) & self._view.rules.organisations

    def heard_from(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Whether one row of each pair tells what the other's agency told: "ED letter: ..."."""
        view, kinds = self._view, self._told_by_kinds
        by = {agency: view.senders.called(agency) for agency in set(view.agency)}
        hears = np.zeros(len(first), dtype=bool)
        told = np.array([bool(each) for each in kinds])
        for k in np.flatnonzero(told[first] | told[second]):
            a, b = int(first[k]), int(second[k])
            one, other = by[view.agency[a]], by[view.agency[b]]
            hears[k] = not (kinds[a].isdisjoint(other - one) and kinds[b].isdisjoint(one - other))
        return hears

    @cached_property
    def _told_by_kinds(self) -> list[frozenset[str]]:
        """For each row the kinds of agencies that its sentences of being told name."""
        view = self._view
        kinds = []
        for text in view.said.tidied:
            told = [part for part in _SENTENCE.split(text) if _TOLD_BY.search(part)]
            named = view.concepts_of(" . ".join(told)) if told else frozenset()
            kinds.append(named & view.rules.organisations)
        return kinds

    def _reaches(self, i: int, j: int) -> bool:
        """Whether row i calls the agency of row j, which takes a call of that of i."""
        view, to, by = self._view, self._to[i], self._from[j]
        if to is None or by is None or view.agency[i] == view.agency[j]:
            return False
        kinds, called = view.kinds(view.agency[j]), view.concepts_of(to)
        to_them = (
            not kinds.isdisjoint(called)
            or ("police" in kinds and to.startswith("101"))
            or ("socialcare" in kinds and "mash" in called)  # its front door
            or not view.senders.staff(view.agency[j]).isdisjoint(to.split())
        )
        return to_them and self._is_of(by, view.agency[i])
