"""The hindsight guard: only what was known, and to whom, on a chosen day.

Reviewers judge practice by what practitioners could know then. What was written for the review
(analysis, significance, whether practice was as expected) is hindsight by its nature, and is
left out with what came later.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from workbench.chronology.intervals import bounds
from workbench.errors import UsageError

WRITTEN_FOR_THE_REVIEW = ("analysis", "expected_practice", "significance", "good_practice")


def known_from(events: pd.DataFrame) -> pd.Series:
    """The day from which the row's agency surely had what it says (datetime64; NaT: unknown).

    The day it was recorded, where the return says so, else the last day the event can have
    happened; never before that day. A row without a readable date is known from the day it was
    recorded, or from no day.
    """
    days = [
        _known(when, recorded)
        for when, recorded in zip(events["when"], events["recorded_on"], strict=True)
    ]
    return pd.Series(days, index=events.index, dtype="datetime64[us]")


def as_known(events: pd.DataFrame, on: date, to: str | Sequence[str] | None = None) -> pd.DataFrame:
    """The chronology as it could be known on a day.

    Parameters
    ----------
    on
        The chosen day; what was known by the end of it is shown.
    to
        An agency, or several; None for what anybody knew. Only an agency's own rows count as
        known to it: that another was told is a row of its own.

    Returns
    -------
    DataFrame
        The rows known by then, in order, with ``known_on`` (datetime64) added and the columns
        :data:`WRITTEN_FOR_THE_REVIEW` emptied. Withdrawn rows and author notes are left out.

    Raises
    ------
    UsageError
        When ``to`` names an agency that sent nothing.
    """
    wanted = [to] if isinstance(to, str) else list(to) if to is not None else None
    agencies = set(events["agency"])
    for name in wanted or ():
        if name not in agencies:
            raise UsageError.unknown("agency", name, agencies)
    known = known_from(events)
    kept = (events["status"] == "event") & (known <= pd.Timestamp(on))
    if wanted is not None:
        kept &= events["agency"].isin(wanted)
    shown = events[kept].copy()
    shown["known_on"] = known[kept]
    for column in WRITTEN_FOR_THE_REVIEW:
        shown[column] = pd.Series([None] * len(shown), index=shown.index, dtype=object)
    return shown.reset_index(drop=True)


def _known(when: str | None, recorded: str | None) -> date | None:
    happened = bounds(when)[1] if when else None
    written = bounds(recorded)[1] if recorded else None
    if happened is None:
        return written
    return max(happened, written) if written else happened
