"""The rows of a chronology two by two, and which pairs their days allow to be of one event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from workbench.chronology.blocks import pairs_to_look_at
from workbench.chronology.likeness import Wordings
from workbench.chronology.misdated import slips
from workbench.chronology.namedays import first_named, named_before
from workbench.chronology.times import minutes_of

if TYPE_CHECKING:
    from workbench.chronology.view import View

HEARD_WITHIN = 2  # days in which an agency hears of what another saw
ONE_NIGHT = 8 * 60  # minutes: an evening and the small hours after it are one day
# "No mention of police", "advised to ring the social worker": it tells of nothing of theirs.
_NOT_OF_IT = re.compile(
    r"\b(?:no mention of|not mention(?:ed|ing)?|made no mention of|did not mention|didn't mention|"
    r"nothing (?:from|about)|not discussed with|not shared with|no contact from|"
    r"(?:advised|told|suggested|asked) (?:her |him |them |mum |mother |dad |father )?to "
    r"(?:ring|call|phone|telephone|contact|speak (?:to|with)))"
    r"(?:\s(?!and\b|but\b)[\w'-]+){1,3}"
)


def days_named(view: View, i: int) -> list[date]:
    """The days shortly before its own that a row's text names, in the order of the text."""
    own = view.earliest[i]
    return named_before(view.told[i], own) if own else []


class Rows:
    """The rows of a view that have a day and words, in its order.

    Each is an array with one number a row: ``at``, its position in the view; ``low`` and
    ``high``, its first and last day as ordinals; ``named`` and ``named_last``, the earlier day or
    days that its text names first ("notification of 16 February"), else 0; ``agency``, a number
    for its agency; ``minutes``, its hour in minutes of the day, else -1; ``exact``, whether it is
    of one day; ``hears``, whether it tells what others told its agency. ``words``
    are the rows' wordings.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        dated = [
            (i, first.toordinal(), last.toordinal())
            for i, (first, last) in enumerate(zip(view.earliest, view.latest, strict=True))
            if first and last and view.what[i]
        ]
        self.at, self.low, self.high = np.array(dated, dtype=np.int64).reshape(-1, 3).T
        names = {name: n for n, name in enumerate(sorted(set(view.agency)))}
        self.agency = np.array([names[view.agency[i]] for i in self.at], dtype=np.int64)
        self.minutes = np.array(
            [minutes_of(at) if (at := view.time[i]) else -1 for i in self.at], dtype=np.int64
        )
        named = [first_named(view.told[i], date.fromordinal(n)) for i, n, _ in dated]
        days = [(day[0].toordinal(), day[1].toordinal()) if day else (0, 0) for day in named]
        self.named, self.named_last = np.array(days, dtype=np.int64).reshape(-1, 2).T
        self.exact = self.high == self.low
        self._names = names
        self.hears = np.array([view.hears(int(i)) for i in self.at], dtype=bool)
        told = [_NOT_OF_IT.sub(" ", view.told[i]) for i in self.at]
        self.words = Wordings(told, view.rules.concepts)

    def __len__(self) -> int:
        return len(self.at)

    def agencies_of_kinds(self, kinds: frozenset[str]) -> list[int]:
        """The numbers of the agencies of any of these kinds."""
        return [n for name, n in self._names.items() if self.view.kinds(name) & kinds]


@dataclass(frozen=True)
class Pairs:
    """Pairs of rows, one number a pair in each array.

    ``first`` and ``second`` are places in ``rows``; ``apart`` the days between their dates, 0
    where they agree or overlap or one row names the other's day (``by_name``); ``slip`` the
    place in :data:`~workbench.chronology.misdated.SLIPS` of how one date can be a mistake for
    the other, 0 for none.
    """

    rows: Rows
    first: np.ndarray
    second: np.ndarray
    apart: np.ndarray
    by_name: np.ndarray
    slip: np.ndarray

    @property
    def view(self) -> View:
        return self.rows.view

    def __len__(self) -> int:
        return len(self.first)

    def where(self, keep: np.ndarray) -> Pairs:
        """Some of the pairs: where ``keep``, one truth a pair, holds."""
        arrays = (self.first, self.second, self.apart, self.by_name, self.slip)
        return Pairs(self.rows, *(each[keep] for each in arrays))

    def of(self, each: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What is known of each row, for the first and for the second of each pair."""
        return each[self.first], each[self.second]

    def both(self, each: np.ndarray) -> np.ndarray:
        """Whether it is true of both rows of a pair."""
        return each[self.first] & each[self.second]

    def positions(self, k: int) -> tuple[int, int]:
        """Where the rows of pair ``k`` stand in the view."""
        return int(self.rows.at[self.first[k]]), int(self.rows.at[self.second[k]])


def pairs_that_may_be_one(rows: Rows) -> Pairs:
    """The pairs of like words whose days agree, or can be a mistake for each other."""
    near = rows.view.rules.number("same_event", "near_days")
    named = (rows.named, np.where(rows.named_last > rows.named, rows.named_last, 0))
    first, second = pairs_to_look_at(rows.words, rows.low, rows.high, named, int(near))
    low, high = rows.low, rows.high
    apart = np.maximum(
        0, np.maximum(low[first], low[second]) - np.minimum(high[first], high[second])
    )
    # A row that names the day of the other ("seen on 5 March") has only heard of it later.
    by_name = _names_the_day(rows, first, second) | _names_the_day(rows, second, first)
    by_name |= _name_one_day(rows, first, second)
    timed = (rows.minutes[first] >= 0) & (rows.minutes[second] >= 0)
    since = low * 24 * 60 + rows.minutes
    one_night = timed & (np.abs(since[first] - since[second]) <= ONE_NIGHT)
    apart = np.where(by_name | one_night, 0, apart)
    # Days apart, two rows are of one event only where one of them can be misdated.
    slip = slips(low, first, second, near)
    may = (apart == 0) | ((rows.agency[first] != rows.agency[second]) & (slip > 0))
    slip = np.where(apart == 0, 0, slip)
    return Pairs(rows, first, second, apart, by_name, slip).where(may)


def _names_the_day(rows: Rows, by: np.ndarray, of: np.ndarray) -> np.ndarray:
    """Whether one row of each pair names a day on which the other happened.

    A letter of that day which itself tells of an earlier one happened on neither.
    """
    first, last, low, high = rows.named[by], rows.named_last[by], rows.low[of], rows.high[of]
    named = (first > 0) & (first <= high) & (last >= low) & (high - low <= 1)
    return named & ~(rows.hears[of] & (rows.named[of] > 0) & (rows.named[of] != first))


def _name_one_day(rows: Rows, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Whether both rows of each pair, written within days, tell of one earlier day."""
    named = (rows.named[first] > 0) & (rows.named[first] == rows.named[second])
    return named & (np.abs(rows.low[first] - rows.low[second]) <= HEARD_WITHIN)
