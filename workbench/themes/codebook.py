"""The codebook: facets, their codes, the words that point to them, and crosswalks to other lists.

Read from ``data/vocabulary/codebook.yaml`` and ``crosswalks.yaml``; a partnership adds its own
codes, terms and examples in further files of the same shape. Ids never change meaning: a code is
retired or split with the day from which that holds, so that what was coded before keeps its code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from workbench.errors import UsageError
from workbench.places import shipped
from workbench.records import Coding
from workbench.themes.codebook_files import VocabularyFiles
from workbench.themes.codes import FACETS, Code, Crosswalk, Facet, HardCase, Target

__all__ = ["FACETS", "Breach", "Code", "Codebook", "Crosswalk", "Facet", "HardCase", "Target"]


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit of the codebook that the decisions on a passage do not keep."""

    passage: str
    coder: str
    facet: str
    codes: tuple[str, ...]
    message: str


@dataclass(frozen=True)
class Codebook:
    """The facets in their order, the notes on hard cases, and the crosswalks."""

    facets: Mapping[str, Facet]
    hard_cases: tuple[HardCase, ...] = ()
    crosswalks: Mapping[str, Crosswalk] = field(default_factory=dict)

    @classmethod
    def load(cls, *extra: Path | str) -> Codebook:
        """The shipped codebook and crosswalks, then a partnership's own files in their order.

        An own file may add codes, and to a code that exists add ``terms``, ``includes``,
        ``excludes`` and ``examples`` (a term given again takes the new weight) or end it with
        ``retired`` or ``split_into``. It cannot redefine one: a new meaning is a new code.

        Raises
        ------
        VocabularyError
            When a file cannot be read, has an unknown key, the same id twice, no definition,
            a limit that is none, a split or crosswalk that names no code.
        """
        files = VocabularyFiles()
        vocabulary = shipped("data", "vocabulary")
        for path in (vocabulary / "codebook.yaml", vocabulary / "crosswalks.yaml", *extra):
            files.read(Path(path))
        files.checked()
        return cls(files.facets, files.hard_cases, files.crosswalks)

    def facet(self, facet: str) -> Facet:
        """A facet by its id.

        Raises
        ------
        UsageError
            When there is none of that name.
        """
        if facet not in self.facets:
            raise UsageError.unknown("facet", facet, self.facets)
        return self.facets[facet]

    def codes(self, facet: str, as_of: date | None = None) -> tuple[Code, ...]:
        """The codes of a facet that are in use, in the codebook's order.

        Parameters
        ----------
        facet
            ``theme``, ``topic``, ``agency``, ``stage`` or ``polarity``.
        as_of
            The codes as they stood on that day. Without it, all that have not been ended.
        """
        return tuple(c for c in self.facet(facet).codes.values() if c.in_use(as_of))

    def code(self, code: str, facet: str = "theme") -> Code:
        """One code, whether in use or ended. Ids are unique within a facet, not across them.

        Raises
        ------
        UsageError
            When the facet has no such code.
        """
        known = self.facet(facet).codes
        if code not in known:
            raise UsageError.unknown(facet, code, known)
        return known[code]

    def definition(self, code: str, facet: str = "theme") -> str:
        """What the code means, in a sentence or two."""
        return self.code(code, facet).definition

    def terms(self, code: str, facet: str = "theme") -> Mapping[str, float]:
        """Cue words and phrases of a code, each with its weight.

        How a term is matched is written in :mod:`workbench.themes.terms`.
        """
        return self.code(code, facet).terms

    def crosswalk(self, name: str) -> dict[tuple[str, str], tuple[str, ...]]:
        """Which headings of another list each code is read as.

        Returns
        -------
        dict
            ``(facet, code)`` -> ids of targets, in that list's order. A code that maps onto
            nothing is not in it. The labels are in ``crosswalks[name].targets``.

        Raises
        ------
        UsageError
            When there is no crosswalk of that name.
        """
        if name not in self.crosswalks:
            raise UsageError.unknown("crosswalk", name, self.crosswalks)
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for target in self.crosswalks[name].targets:
            for key in target.codes:
                found[key] = (*found.get(key, ()), target.id)
        return found

    def check(self, decisions: Iterable[Coding]) -> tuple[Breach, ...]:
        """Where the codes a coder accepted do not keep the limits of their facet.

        Parameters
        ----------
        decisions
            Rows in the order they were written; the latest of a passage, facet, code and coder
            counts. A passage is held to the least number of a facet once any code of any
            facet stands for it.

        Returns
        -------
        tuple of Breach
            By passage, coder and facet. Empty means that every limit is kept.
        """
        standing = _accepted(decisions)
        return tuple(
            breach
            for (passage, coder), by_facet in sorted(standing.items())
            for facet, codes in self._answers(by_facet)
            if (breach := self._breach(passage, coder, facet, codes)) is not None
        )

    def _answers(self, given: Mapping[str, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
        facets = [*self.facets, *(f for f in given if f not in self.facets)]
        return [(facet, given.get(facet, ())) for facet in facets]

    def _breach(self, passage: str, coder: str, name: str, codes: tuple[str, ...]) -> Breach | None:
        if name not in self.facets:
            return Breach(passage, coder, name, codes, f"There is no facet called {name!r}.")
        facet = self.facets[name]
        unknown = [code for code in codes if code not in facet.codes]
        if unknown:
            message = f"The codebook has no {facet.label.lower()} called {unknown[0]!r}."
        elif len(codes) > facet.most:
            message = f"{facet.label}: {len(codes)} codes are given, and {facet.most} is the most."
        elif len(codes) < facet.least:
            message = (
                f"{facet.label}: {len(codes)} codes are given, and {facet.least} is the least."
            )
        else:
            return None
        return Breach(passage, coder, name, codes, message)


def _accepted(decisions: Iterable[Coding]) -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    latest: dict[tuple[str, str, str, str], Coding] = {}
    for decision in sorted(decisions, key=lambda d: d.when):
        latest[decision.passage, decision.coder, decision.facet, decision.code] = decision
    standing: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for (passage, coder, facet, code), decision in latest.items():
        if decision.decision == "accepted":
            given = standing.setdefault((passage, coder), {})
            given[facet] = (*given.get(facet, ()), code)
    return standing
