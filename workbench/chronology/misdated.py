"""How a day is mistaken for another in a record: the slips that make two dates of one event."""

from __future__ import annotations

from datetime import date

import numpy as np

NEAR = "a few days apart"
# In the order in which they are asked; the first that fits is said.
SLIPS = (
    "",
    "day and month changed round",
    NEAR,
    "another year",
    "another month",
    "one figure of the day",
    "the figures of the day changed round",
    "the same weekday of another week",
)
# What is done every week, and ten days on, may be told in like words and be two things.
OFTEN_TWO = tuple(SLIPS.index(slip) for slip in SLIPS[5:])
_WEEK = 7  # days: the line above or below in a diary


def slips(low: np.ndarray, first: np.ndarray, second: np.ndarray, near: float) -> np.ndarray:
    """For pairs of rows, by which slip one day can have been written for the other.

    Parameters
    ----------
    low
        The day of each row, as its ordinal.
    first, second
        Positions in ``low``; the rows of each pair are of different days.
    near
        Days within which two dates are :data:`NEAR`.

    Returns
    -------
    array of int
        Positions in :data:`SLIPS`; 0 where no slip is known.
    """
    days, number = np.unique(low, return_inverse=True)
    dates = [date.fromordinal(day) for day in days.tolist()]
    parts = np.array([(each.year, each.month, each.day) for each in dates]).reshape(-1, 3)[number]
    (year, month, day), (year2, month2, day2) = parts[first].T, parts[second].T
    gap = np.abs(low[first] - low[second])
    one_month = (year == year2) & (month == month2)
    (tens, units), (tens2, units2) = np.divmod(day, 10), np.divmod(day2, 10)
    known = [
        (year == year2) & (month == day2) & (day == month2),
        gap <= near,
        (month == month2) & (day == day2) & (np.abs(year - year2) == 1),
        (year == year2) & (day == day2) & (np.abs(month - month2) == 1),
        one_month & (units == units2) & (np.abs(tens - tens2) == 1),
        one_month & (tens == units2) & (units == tens2),
        gap == _WEEK,
    ]
    return np.select(known, np.arange(1, len(SLIPS)), default=0)
