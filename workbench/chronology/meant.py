"""Which day a date that could not be read means, as a reviewer said.

What the agency wrote stays as it is, beside what was said about it. A row is read so for as long
as it is unread in those very words: where the agency writes otherwise, its own date counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from workbench.chronology.dates import read_date
from workbench.chronology.edtf_words import in_words
from workbench.chronology.intervals import bounds
from workbench.chronology.view import Finding
from workbench.errors import ChronologyError
from workbench.records import Event

MOST_MEANINGS = 4  # more days to choose among help nobody: then the day is typed


@dataclass(frozen=True, slots=True)
class Meant:
    """Row ``event``, whose date is written ``written``, is of ``when`` (EDTF)."""

    event: str
    when: str
    written: str
    why: str = ""

    def words(self) -> str:
        """``A reviewer read it as 30 June 2015 (the last day of the month).``"""
        because = f" ({self.why.strip()})" if self.why.strip() else ""
        return f"A reviewer read it as {in_words(self.when)}{because}."

    def is_of(self, event: Event) -> bool:
        """Whether the row is unread still, and written as it was."""
        return event.when is None and _one_line(event.written) == _one_line(self.written)


def meant_of(decisions: Mapping[str, Mapping[str, Any]]) -> tuple[Meant, ...]:
    """Decisions as a library keeps them (event id -> ``value``, ``why``)."""
    return tuple(
        Meant(event, row["value"]["when"], row["value"]["written"], str(row.get("why") or ""))
        for event, row in decisions.items()
    )


def as_meant(events: Iterable[Event], meant: Sequence[Meant]) -> list[Event]:
    """The rows, those a reviewer read with their date; a row written otherwise since says so."""
    by_event = {each.event: each for each in meant}
    return [_read(e, by_event[e.id]) if e.id in by_event else e for e in events]


def _read(event: Event, meant: Meant) -> Event:
    if meant.is_of(event):
        return replace(event, when=meant.when, read_by_reviewer=meant.words())
    before = f"It was written {meant.written!r} before" if meant.written else "It had no date"
    told = f"{before}, and a reviewer read it as {in_words(meant.when)}: this counts no more."
    return replace(event, problems=(*event.problems, told))


def typed(text: str, born: date | None = None) -> str:
    """The EDTF date of what a reviewer typed.

    Raises
    ------
    ChronologyError
        When it cannot be read either, or holds a time.
    """
    read = read_date(text, born=born)
    if read.edtf is None:
        raise ChronologyError(
            f"{text.strip()!r} is no date either. {read.problem or ''}".strip(),
            "Write the day that was meant, such as 30 June 2015, or about June 2015.",
        )
    if read.time is not None:
        raise ChronologyError(
            f"{text.strip()!r} holds a time.", "Write the day alone: the time stays as it was sent."
        )
    return read.edtf


def could_mean(event: Event, sheet: Sequence[Event], as_of: date) -> list[tuple[str, str]]:
    """What an unread date could mean, likeliest first.

    Parameters
    ----------
    sheet
        The rows of the same sheet, in its order; the days of the rows around it tell a year.
    as_of
        No later day is offered.

    Returns
    -------
    list
        ``(edtf, words)``; the words say where the day is between those of the rows around it.
        Empty where nothing can be told, or too much.
    """
    place = next((k for k, other in enumerate(sheet) if other.id == event.id), 0)
    above = next((e.when for e in reversed(sheet[:place]) if e.when), None)
    below = next((e.when for e in sheet[place + 1 :] if e.when), None)
    days = [d for when in (above, below) if when for d in bounds(when) if d]
    found = list(read_date(event.written).could_mean) if event.written else []
    for year in dict.fromkeys(day.year for day in days):
        read = read_date(event.written, context_year=year) if event.written else None
        if read is not None and read.edtf:
            found.append(read.edtf)
    if not event.written:
        found += [when for when in (above, below) if when]
    past = [when for when in dict.fromkeys(found) if not _begins_after(when, as_of)]
    between = [when for when in past if _is_between(when, days)] if len(days) > 1 else []
    offered = between if len(past) > MOST_MEANINGS else past
    ordered = sorted(offered, key=lambda when: when not in between)
    if len(ordered) > MOST_MEANINGS:
        return []
    told = " (between the rows above and below)"
    return [(w, in_words(w) + (told if w in between and event.written else "")) for w in ordered]


def _begins_after(when: str, day: date) -> bool:
    earliest = bounds(when)[0]
    return earliest is not None and earliest > day


def _is_between(when: str, days: Sequence[date]) -> bool:
    low, high = bounds(when)
    return low is not None and high is not None and min(days) <= low and high <= max(days)


def dates_meant(events: pd.DataFrame) -> Iterator[Finding]:
    """Rows dated by a reviewer: listed, so that each can be looked at and taken back."""
    for row in events[events["read_by_reviewer"].notna()].itertuples():
        written = _one_line(row.written)
        first = f"The date {written!r} was not read." if written else "No date is written."
        yield Finding("date_meant", (row.id,), f"{first} {row.read_by_reviewer}", (row.agency,))


def _one_line(text: str) -> str:
    return " ".join(text.split())
