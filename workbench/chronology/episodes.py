"""Key practice episodes: named spans of a chronology with an appraisal and the reasons behind it.

After the episodes of SCIE's Learning Together: what was done in a span, how it is judged, and
why it made sense to those who did it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

import pandas as pd

from workbench.chronology.view import day_words, listed
from workbench.errors import ChronologyError, UsageError

Appraisal = Literal["good", "as_expected", "mixed", "below_expected", "not_yet"]
APPRAISALS: tuple[str, ...] = get_args(Appraisal)


@dataclass(frozen=True, slots=True)
class Episode:
    """A named span. ``events`` are the ids chosen by hand; None takes every event of the span.

    Raises
    ------
    ChronologyError
        When it ends before it starts, has no name, or is appraised without a reason.
    UsageError
        When the appraisal is none of :data:`APPRAISALS`.
    """

    name: str
    start: date
    end: date
    appraisal: Appraisal = "not_yet"
    reasons: tuple[str, ...] = ()
    events: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ChronologyError("An episode has no name.", "Say in a few words what it is about.")
        if self.end < self.start:
            raise ChronologyError(
                f"The episode {self.name!r} ends before it starts.", "Change one of its days."
            )
        if self.appraisal not in APPRAISALS:
            raise UsageError.unknown("appraisal", self.appraisal, APPRAISALS)
        if self.appraisal != "not_yet" and not any(r.strip() for r in self.reasons):
            raise ChronologyError(
                f"The episode {self.name!r} is appraised without a reason.",
                "Write why practice was as it was: an appraisal alone teaches nothing.",
            )


def events_of(events: pd.DataFrame, episode: Episode) -> pd.DataFrame:
    """The rows of an episode, in order: those chosen, or all whose dates can fall in its span.

    Raises
    ------
    ChronologyError
        When a chosen event is not in the chronology.
    """
    if episode.events is not None:
        missing = sorted(set(episode.events) - set(events["id"]))
        if missing:
            raise ChronologyError(
                f"The episode {episode.name!r} names {missing[0]}, which is not in the chronology.",
                "Take it out, or merge the return that holds it.",
            )
        return events[events["id"].isin(episode.events)].reset_index(drop=True)
    dated = events["when"].notna() & (events["status"] == "event")
    starts = events["earliest"].isna() | (events["earliest"] <= pd.Timestamp(episode.end))
    ends = events["latest"].isna() | (events["latest"] >= pd.Timestamp(episode.start))
    return events[dated & starts & ends].reset_index(drop=True)


def episodes_frame(events: pd.DataFrame, episodes: Sequence[Episode]) -> pd.DataFrame:
    """Episodes side by side.

    Returns
    -------
    DataFrame
        ``name``, ``start``, ``end`` (datetime64), ``days`` (int, both ends counted), ``span``
        (words), ``events`` (list of ids), ``count`` (int), ``agencies`` (words), ``appraisal``,
        ``reasons`` (list), by start and name. Empty with these columns when there are none.
    """
    rows = []
    for episode in sorted(episodes, key=lambda e: (e.start, e.end, e.name)):
        own = events_of(events, episode)
        rows.append(
            {
                "name": episode.name,
                "start": pd.Timestamp(episode.start),
                "end": pd.Timestamp(episode.end),
                "days": (episode.end - episode.start).days + 1,
                "span": day_words(episode.start, episode.end),
                "events": list(own["id"]),
                "count": len(own),
                "agencies": listed(sorted(set(own["agency"]))),
                "appraisal": episode.appraisal,
                "reasons": list(episode.reasons),
            }
        )
    names = "name start end days span events count agencies appraisal reasons".split()
    return pd.DataFrame(rows, columns=names)
