"""Dates written without a year, dated by the rows that stand above and below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from workbench.chronology.dates import DateReading, read_date
from workbench.chronology.edtf_words import either
from workbench.chronology.intervals import bounds
from workbench.records import Event

_NARROW_DAYS = 93  # a date known to a quarter still bounds what stands beside it
_FAR_DAYS = 400  # neighbours further apart leave more than one year open


def between_the_years(events: Sequence[Event], born: date | None) -> list[Event]:
    """Give rows without a year the one year that fits between their neighbours.

    ``15 March`` between rows of 2 March 2016 and 20 April 2016 is ``2016-03-15?``: uncertain,
    with a problem that says where the year is from. Where no year fits, or two do, the row is
    left as it is, and what it could mean is added to its problem.
    """
    spans = [_span(event) for event in events]
    done = list(events)
    for i, event in enumerate(events):
        if not event.written or event.when is not None or not _lacks_year(event):
            continue
        above = next((spans[k] for k in range(i - 1, -1, -1) if spans[k]), None)
        below = next((spans[k] for k in range(i + 1, len(spans)) if spans[k]), None)
        done[i] = _dated(event, above, below, born)
    return done


_Span = tuple[date, date]


def _span(event: Event) -> _Span | None:
    if event.when is None:
        return None
    low, high = bounds(event.when)
    if low is None or high is None or (high - low).days > _NARROW_DAYS:
        return None
    return low, high


def _lacks_year(event: Event) -> bool:
    return any(
        p.startswith(("No year is written", "The date could not be read")) for p in event.problems
    )


def _dated(event: Event, above: _Span | None, below: _Span | None, born: date | None) -> Event:
    years = sorted({day.year for span in (above, below) if span for day in span})
    readings = [(y, read) for y in years if (read := _in_year(event, born, y)) is not None]
    fits = [(y, read) for y, read in readings if _fits(read, above, below)]
    if len(fits) != 1:
        return _could_mean(event, [read for _, read in readings]) if readings else event
    year, read = fits[0]
    problem = f"No year is written: taken as {year} from the rows above and below."
    assert read.edtf is not None
    ends = [end if ".." in end else end.rstrip("?~%") + _doubt(end) for end in read.edtf.split("/")]
    return replace(event, when="/".join(ends), time=event.time or read.time, problems=(problem,))


def _doubt(end: str) -> str:
    return "%" if end[-1] in "~%" else "?"


def _in_year(event: Event, born: date | None, year: int) -> DateReading | None:
    read = read_date(event.written, born=born, context_year=year)
    return read if read.edtf is not None and "No year is written" in (read.problem or "") else None


def _fits(read: DateReading, above: _Span | None, below: _Span | None) -> bool:
    """Whether it stands between its neighbours, in a sheet that runs either way."""
    if above is None or below is None or read.earliest is None or read.latest is None:
        return False
    first, last = sorted((above, below))
    if (last[1] - first[0]).days > _FAR_DAYS:
        return False
    return first[0] <= read.latest and read.earliest <= last[1]


def _could_mean(event: Event, readings: Sequence[DateReading]) -> Event:
    meant = either([read.edtf for read in readings if read.edtf is not None])
    first, *rest = event.problems
    if "could mean" in first:
        return event
    return replace(event, problems=(f"{first} It could mean {meant}.", *rest))
