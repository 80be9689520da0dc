"""Rows of two agencies that tell of one event.

:mod:`.blocks` finds which rows to set against each other, never every pair; :mod:`.pairs` which
of these their days allow; :mod:`.one_event` weighs them; here the likeliest are chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.chronology.misdated import NEAR, OFTEN_TWO, SLIPS
from workbench.chronology.one_event import weigh
from workbench.chronology.pairs import Pairs, Rows, days_named, pairs_that_may_be_one

if TYPE_CHECKING:
    from workbench.chronology.view import View

RULED = "ruled by a reviewer"


@dataclass(frozen=True, slots=True)
class Match:
    """Rows ``first`` and ``second`` (positions in the view) tell of one event.

    ``days_apart`` is 0 where their dates agree or overlap.
    """

    first: int
    second: int
    likeness: float
    days_apart: int = 0
    why: str = "same day"


def find_matches(view: View) -> tuple[Match, ...]:
    """Every row paired with at most one row of each other agency, the likeliest first.

    Rows that reviewers ruled to be one event are paired whatever their words and dates, and
    those they ruled different never are.
    """
    ruled = _ruled(view)
    rows = Rows(view)
    if len(rows) < 2:
        return ruled
    pairs = pairs_that_may_be_one(rows)
    scores, ground = weigh(pairs)
    found = _chosen(pairs.where(ground), scores[ground], ruled)
    return tuple(sorted((*ruled, *found), key=lambda m: (m.first, m.second)))


def joined(view: View, a: int, b: int) -> Match:
    """Two rows of one event that were not matched with each other, but with a third."""
    days = _days_between(view, a, b)
    return Match(a, b, 0.0, days, NEAR) if days else Match(a, b, 0.0)


def _days_between(view: View, a: int, b: int) -> int:
    """From one row's days to the other's; 0 where either is undated or names the other's day."""
    one, other = view.earliest[a], view.earliest[b]
    last, end = view.latest[a], view.latest[b]
    if one is None or other is None or last is None or end is None:
        return 0
    days = max(0, (max(one, other) - min(last, end)).days)
    return 0 if _names_day(view, a, b) or _names_day(view, b, a) else days


def _names_day(view: View, i: int, of: int) -> bool:
    """Whether a row tells of the day of another."""
    first, last = view.earliest[of], view.latest[of]
    assert first is not None and last is not None
    return any(first <= day <= last for day in days_named(view, i))


def _ruled(view: View) -> tuple[Match, ...]:
    """The pairs reviewers ruled one event; undated rows too."""
    return tuple(
        Match(a, b, 1.0, _days_between(view, a, b), RULED) for a, b in view.ruled.together()
    )


def _chosen(pairs: Pairs, scores: np.ndarray, ruled: Sequence[Match]) -> list[Match]:
    """The pairs with enough to speak for them, at most one of each row with each agency."""
    view, rows = pairs.view, pairs.rows
    passing = np.flatnonzero(scores >= _enough(pairs))
    routine = _routine(rows)
    # Dates that agree come first, then the likeliest; the rest of the order only breaks ties.
    rank = np.lexsort(
        (
            pairs.second[passing],
            pairs.first[passing],
            -scores[passing],
            pairs.apart[passing] > 0,
        )
    )
    taken = _taken_by_ruling(rows, ruled)
    chosen = []
    for k in passing[rank].tolist():
        a, b, days = int(pairs.first[k]), int(pairs.second[k]), int(pairs.apart[k])
        if days and (routine[a] or routine[b]):
            continue
        one, other = pairs.positions(k)
        if view.ruled.apart(one, other):
            continue
        wanted = ((a, int(rows.agency[b])), (b, int(rows.agency[a])))
        if taken.intersection(wanted):
            continue
        taken.update(wanted)
        why = SLIPS[pairs.slip[k]] if days else "same day"
        chosen.append(Match(one, other, float(min(1.0, scores[k])), days, why))
    return chosen


def _enough(pairs: Pairs) -> np.ndarray:
    """From which sum on each pair is of one event: more for rows of other days or a full day."""
    threshold = pairs.view.rules.thresholds["same_event"]
    rows, apart = pairs.rows, pairs.apart
    length, length2 = pairs.of(rows.high - rows.low)
    # Of one day surely, or of days that only may be one: a month holds much.
    loose, wide = (length > 1) | (length2 > 1), (length > 31) | (length2 > 31)
    of_a_day = np.where(loose, threshold["loose_likeness"], threshold["likeness"])
    least = np.where(apart == 0, of_a_day, threshold["near_likeness"])
    least = np.where(apart > threshold["near_days"], threshold["mistyped_likeness"], least)
    least = np.where(np.isin(pairs.slip, OFTEN_TWO), threshold["often_two_likeness"], least)
    next_day = (threshold["loose_likeness"] + threshold["near_likeness"]) / 2
    least = np.where(apart == 1, next_day, least)
    least = least + _crowding(pairs, threshold["usual_day"])
    least = np.where(wide, threshold["near_likeness"], least)
    agency, agency2 = pairs.of(rows.agency)
    return np.where(agency == agency2, threshold["same_agency_likeness"], least)


def _crowding(pairs: Pairs, usual: float) -> np.ndarray:
    """The more rows a day has, the more alike two of them must be: 0.05 for each doubling."""
    _, number = np.unique(pairs.rows.low, return_inverse=True)
    of_day, of_day2 = pairs.of(np.bincount(number)[number])
    return 0.05 * np.log2(np.maximum(1.0, np.maximum(of_day, of_day2) / max(1.0, usual)))


def _taken_by_ruling(rows: Rows, ruled: Sequence[Match]) -> set[tuple[int, int]]:
    """(row, agency): which rows a reviewer has already paired with one of that agency."""
    place = {int(position): n for n, position in enumerate(rows.at)} if ruled else {}
    taken = set()
    for match in ruled:
        for a, b in ((match.first, match.second), (match.second, match.first)):
            if a in place and b in place:
                taken.add((place[a], int(rows.agency[place[b]])))
    return taken


def _routine(rows: Rows) -> np.ndarray:
    """Rows whose agency wrote the very same elsewhere: a weekly visit is not one event."""
    keys = [(rows.view.agency[i], rows.view.told[i]) for i in rows.at]
    written = Counter(keys)
    return np.array([written[key] > 1 for key in keys])
