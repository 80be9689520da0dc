"""Several agencies' returns -> one chronology, in order, numbered, with every child's age."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from functools import lru_cache

import pandas as pd

from workbench.chronology.ages import age_between
from workbench.chronology.case import Case, Child
from workbench.chronology.intervals import bounds
from workbench.chronology.meant import Meant, as_meant
from workbench.chronology.sheets import Return
from workbench.records import Event

EVENT_COLUMNS = tuple(f.name for f in fields(Event))
COLUMNS = ("n", *EVENT_COLUMNS, "earliest", "latest", "age", "ages")


def merge(returns: Iterable[Return], case: Case, meant: Sequence[Meant] = ()) -> pd.DataFrame:
    """One chronology of every event that every agency sent.

    Parameters
    ----------
    returns
        In any order: the result does not depend on it. A file that is given twice (byte for
        byte the same) counts once.
    case
        Whose ages to work out.
    meant
        What reviewers said of dates that could not be read; those rows stand in their place.

    Returns
    -------
    DataFrame
        One row an event, with the columns of :func:`frame`.
    """
    once = {(r.sha256, r.agency, r.file): r for r in returns}
    by_content: dict[tuple[str, str], Return] = {}
    for key in sorted(once):
        by_content.setdefault(key[:2], once[key])
    events = [event for r in by_content.values() for event in r.events]
    return frame(as_meant(unique_ids(events), meant), case)


def frame(events: Sequence[Event], case: Case) -> pd.DataFrame:
    """Events as a frame, in order and numbered.

    Returns
    -------
    DataFrame
        All fields of :class:`workbench.records.Event` (``people``, ``raw`` and ``problems`` as
        tuples; None where a field is empty), and

        ``n`` (int)
            1, 2, 3 ... in this order: earliest possible day, then time (rows without one
            first), then agency, file, sheet and the order within the sheet. A date open at its
            start ("before June 2016") stands first; rows whose date was not read stand last.
        ``earliest``, ``latest`` (datetime64)
            The days the date can mean, inclusive; NaT where open or unread.
        ``age`` (str), ``ages`` (tuple of (child, age))
            The first child's age, and each child's; "" before conception or without a date.

        Empty, with all columns, when there are no events.
    """
    ordered = sorted(events, key=order)
    data = {name: [getattr(e, name) for e in ordered] for name in EVENT_COLUMNS}
    table = pd.DataFrame(data, columns=list(EVENT_COLUMNS), dtype=object)
    spans = [bounds(when) if when else (None, None) for when in data["when"]]
    table.insert(0, "n", range(1, len(ordered) + 1))
    table["earliest"] = pd.Series([low for low, _ in spans], dtype="datetime64[us]")
    table["latest"] = pd.Series([high for _, high in spans], dtype="datetime64[us]")
    ages = [_ages(when, case.children) for when in data["when"]]
    table["age"] = pd.Series([all_ages[0][1] for all_ages in ages], dtype="str")
    table["ages"] = pd.Series(ages, dtype=object)
    for name in ("id", "agency", "written", "what", "source", "file", "sheet", "status"):
        table[name] = table[name].astype("str")
    for name in ("row", "sequence"):
        table[name] = table[name].astype("int64")
    return table[list(COLUMNS)]


def order(event: Event) -> tuple:
    """The key that puts events in order; the same whatever order they were given in."""
    if event.when is None:
        day = (2, "")
    else:
        earliest = bounds(event.when)[0]
        day = (0, "") if earliest is None else (1, earliest.isoformat())
    place = (event.agency, event.file, event.sheet, event.sequence, event.row, event.id)
    return (*day, event.time or "", *place)


def unique_ids(events: Sequence[Event]) -> list[Event]:
    """The same row sent in two files keeps two rows; the later file's id gets a number."""
    seen: dict[str, int] = {}
    named = []
    for event in sorted(events, key=lambda e: (e.file, e.sha256, e.sheet, e.sequence)):
        count = seen[event.id] = seen.get(event.id, 0) + 1
        named.append(event if count == 1 else replace(event, id=f"{event.id}-f{count}"))
    return named


@lru_cache(maxsize=65536)
def _ages(when: str | None, children: tuple[Child, ...]) -> tuple[tuple[str, str], ...]:
    if when is None:
        return tuple((child.name, "") for child in children)
    low, high = bounds(when)
    return tuple((c.name, age_between(low, high, c.born, c.due)) for c in children)
