"""What briefings across reviews are made from: all that may be told, coded and compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from workbench.briefings.content import Block, Fact, Grid, Prose, Source, Statement
from workbench.briefings.fixed_words import NO_ACTION, OWN, PATTERNS
from workbench.briefings.settings import House
from workbench.briefings.shelf import Shelf
from workbench.briefings.withheld import Tellable
from workbench.briefings.wording import cited_name, headline, in_short, review_title
from workbench.records import Passage, Review

if TYPE_CHECKING:
    import pandas as pd

_SAID_BEFORE = 8  # rows of a table that a board reads
_EACH_BEFORE = 2  # earlier ones beside one of now: those most like it


@dataclass(frozen=True)
class Material:
    """Everything a briefing across reviews may use.

    Parameters
    ----------
    tell
        Reviews, passages and actions that may be told.
    echoes
        As ``themes.outcomes.with_outcomes`` gives it, made from ``tell`` alone.
    coded
        As ``themes.compare.gather`` gives it, made from ``tell`` alone; None where a kind of
        briefing does not need it.
    by_people
        Whether people decided all that is coded.
    judged
        Refs of passages of which people said whether they tell of a strength or a shortfall.
    """

    tell: Tellable
    house: House
    as_of: str
    echoes: pd.DataFrame
    coded: pd.DataFrame | None = None
    by_people: bool = False
    judged: frozenset[str] = frozenset()

    @cached_property
    def reviews(self) -> dict[str, Review]:
        return {r.id: r for r in self.tell.reviews}

    @cached_property
    def passages(self) -> dict[str, Passage]:
        return {p.ref: p for p in self.tell.passages}

    @cached_property
    def shelves(self) -> dict[str, Shelf]:
        """A shelf for each review that was read, in the library's order."""
        by_review: dict[str, list[Passage]] = {}
        for passage in self.tell.passages:
            by_review.setdefault(passage.review, []).append(passage)
        read = [r for r in self.tell.reviews if r.documents]
        names = Counter(cited_name(r) for r in read)
        return {
            r.id: Shelf(
                r,
                by_review.get(r.id, ()),
                self.house.dates,
                # Two of one short name would not be told apart: both are cited by their titles.
                "" if names[cited_name(r)] == 1 else review_title(r),
            )
            for r in read
        }

    def source(self, ref: str) -> Source:
        """The source that a passage's ref stands for."""
        passage = self.passages[ref]
        return self.shelves[passage.review].source(passage)

    def said(self, ref: str, longest: int = 45) -> Statement:
        """A passage in one sentence."""
        passage = self.passages[ref]
        return self.shelves[passage.review].verbatim(passage, headline(passage.text, longest))

    def whole(self, ref: str, longest: int = 45) -> Statement:
        """All of a passage where it is short, else the same: some mean nothing by half."""
        passage = self.passages[ref]
        return self.shelves[passage.review].verbatim(passage, in_short(passage.text, longest))

    def newest_first(self, refs: list[str]) -> list[str]:
        """Refs by when their review spoke, the latest first, each review's in its own order."""
        return sorted(refs, key=lambda ref: self.spoke(self.passages[ref].review), reverse=True)

    def spoke(self, review: str) -> str:
        """The day a review was published, else ended; ``""`` where it says neither."""
        found = self.reviews[review]
        return found.published or found.ended or ""

    def said_before(self, echoes: pd.DataFrame, most: int = _SAID_BEFORE) -> tuple[Block, ...]:
        """What was recommended again: now, before, where, and what became of it.

        Only what a board was told before: recommendations of earlier reports of the same area.

        Returns
        -------
        A caution and a table; empty where nothing was said before.
        """
        rows: list[tuple[Statement, ...]] = []
        seen: Counter[str] = Counter()
        for echo in echoes.sort_values("score", ascending=False, kind="stable").itertuples():
            if not self._was_told(echo) or seen[echo.later] == _EACH_BEFORE:
                continue
            seen[echo.later] += 1
            fact = Fact("action", "|".join(echo.earlier_refs), "outcome", echo.outcome)
            outcome = Statement(
                echo.outcome, (self.source(echo.earlier),), "fact", "", "what_became", (fact,)
            )
            rows.append((self.said(echo.later), self.said(echo.earlier), outcome))
        rows = _together(rows[:most])
        if not rows:
            return ()
        caution = [Statement(OWN["matched_by_words"], kind="own")]
        columns = ["Recommended now", "Recommended before", "What became of it"]
        if all(row[-1].text == NO_ACTION for row in rows):
            # A column that says the same in each row is one sentence.
            caution.append(Statement(OWN["no_action_recorded"], kind="own"))
            columns, rows = columns[:-1], [row[:-1] for row in rows]
        grid = Grid("What was recommended before", tuple(columns), tuple(rows))
        return Prose(tuple(caution)), grid

    def _was_told(self, echo: Any) -> bool:
        """Whether an echo is one to put before a board: of recommendations, of one area, and the
        earlier one known to be so."""
        if not echo.order_known:
            return False  # of reports without a day nobody can say which was the earlier one
        later, earlier = self.passages.get(echo.later), self.passages.get(echo.earlier)
        if later is None or earlier is None or earlier.kind != "recommendation":
            return False
        if later.kind == "question":
            return False
        areas = {self.reviews[p.review].area for p in (later, earlier)}
        return None in areas or len(areas) == 1


def _together(rows: list[tuple[Statement, ...]]) -> list[tuple[Statement, ...]]:
    """Rows of one recommendation under each other, its words said once."""
    by_now: dict[Statement, list[tuple[Statement, ...]]] = {}
    for row in rows:
        by_now.setdefault(row[0], []).append(row)
    again = Statement(OWN["as_above"], kind="own")
    return [
        (again, *row[1:]) if i else row
        for held in by_now.values() for i, row in enumerate(held)
    ]  # fmt: skip


def count(said: str, field: str, key: str, sources: tuple[Source, ...]) -> Statement:
    """A number as it stands in a table, on the passages that were counted."""
    return Statement(said, sources, "count", "", "count", (Fact("count", key, field, said),))


def counted(
    pattern: str, *values: tuple[str, str], key: str, sources: tuple[Source, ...]
) -> Statement:
    """Fixed words around counts: ``(what is counted, as it is said)``."""
    facts = tuple(Fact("count", key, name, said) for name, said in values)
    text = PATTERNS[pattern].format(*(said for _, said in values))
    return Statement(text[:1].upper() + text[1:], sources, "count", "", pattern, facts)
