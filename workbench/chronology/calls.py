"""The two ends of one telephone call: one row makes it, another agency's takes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from workbench.chronology.terms import tidy

if TYPE_CHECKING:
    from workbench.chronology.view import View

_MADE = re.compile(
    r"\b(?:rang|phoned|called|telephoned|spoke (?:to|with)|t/c to|call to|tc to)\s"
    r"(?P<to>[^.;:]{2,60})"
)
_TAKEN = re.compile(
    r"\b(?:t/c|tc|call|phone call|(?:phone|telephone) (?:call|referral)|contact|enquiry)"
    r"(?: taken| received| in)?(?: (?:by|in|at) [\w':. ]{2,20})? from [^.;:]{2,60}|"
    r"(?:^|[.;] )(?:[\w'&/-]+ ){1,4}?(?:rang|phoned|called|telephoned|requests?|reports?|asks?|"
    r"asking)\b"
)


class Calls:
    """Which rows of a view make a call, which take one, and which are the two ends of one."""

    def __init__(self, view: View) -> None:
        self._view = view
        texts = view.said.tidied
        self._to = [found["to"] if (found := _MADE.search(text)) else None for text in texts]
        self._from = [found[0] if (found := _TAKEN.search(text)) else None for text in texts]

    def ends(self, a: int, b: int) -> bool:
        """Whether one row makes the telephone call that the other takes."""
        return self._reaches(a, b) or self._reaches(b, a)

    def ends_of(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """The same of many pairs of rows."""
        makes = np.array([to is not None for to in self._to])
        takes = np.array([by is not None for by in self._from])
        ends = (makes[first] & takes[second]) | (takes[first] & makes[second])
        for k in np.flatnonzero(ends):
            ends[k] = self.ends(int(first[k]), int(second[k]))
        return ends

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
        )
        by_kind = view.concepts_of(by) & view.kinds(view.agency[i])
        return to_them and (bool(by_kind) or tidy(view.agency[i]) in by)
