"""Checks of dates: unread, before birth, in the future, out of order, written late."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd

from workbench.chronology.agewords import TERM_DAYS
from workbench.chronology.intervals import bounds
from workbench.chronology.view import Finding, View, days_words, one_day

WIDEST_ORDERED_DAYS = 7  # a week can still stand before or after a day in a sheet's order


def date_not_read(view: View) -> Iterator[Finding]:
    """A row whose date could not be read, with what it could mean."""
    for i in range(len(view)):
        if view.when[i] is None:
            problems = " ".join(view.columns["problems"][i]) or "No date is written."
            yield view.finding("date_not_read", [i], _unread(view.written[i], problems))


def notes_not_read(events: pd.DataFrame) -> Iterator[Finding]:
    """An author's note may stand without a date; one that is written must be readable."""
    notes = events[(events["status"] == "author_note") & events["when"].isna()]
    for row in notes[notes["written"] != ""].itertuples():
        message = _unread(row.written, " ".join(row.problems))
        yield Finding("date_not_read", (row.id,), message, (row.agency,))


def _unread(written: str, problems: str) -> str:
    if not written:
        return problems
    return f"The date {' '.join(written.split())!r} was not read. {problems}"


def before_birth(view: View) -> Iterator[Finding]:
    """A row dated before the birth of the first child that does not read as pregnancy.

    Rows of the pregnancy that speak of it are as they should be. A row that names the child, or
    speaks of a child when no other had been born, has a finding of its own; the rest, which may
    be family history, are listed together.
    """
    child = view.case.children[0]
    antenatal = view.said_and_done.having(view.rules.terms["antenatal"])
    of_child = view.said_and_done.having(view.rules.terms["child"])
    conceived = (child.due or child.born) - timedelta(days=TERM_DAYS)
    others = [other.born for other in view.case.children[1:]]
    history = []
    for i in range(len(view)):
        latest = view.latest[i]
        if latest is None or latest >= child.born or (latest >= conceived and i in antenatal):
            continue
        of_another = any(born <= latest for born in others)
        if not _names(view, i, child.name) and (i not in of_child or of_another):
            history.append(i)
            continue
        days = days_words((child.born - latest).days)
        yield view.finding(
            "before_birth",
            [i],
            f"Dated {view.day(i)}, {days} before {child.name} was born "
            f"({one_day(child.born)}): the date may be wrong.",
        )
    if history:
        rows = "1 row is" if len(history) == 1 else f"{len(history)} rows are"
        message = f"{rows} dated before {child.name} was born: family history, or a wrong date."
        yield view.finding("before_birth", history, message)


def _names(view: View, i: int, name: str) -> bool:
    return name.casefold() in view.what[i].casefold()


def future_date(view: View) -> Iterator[Finding]:
    """Dated after the day of the chronology, or after the day on which it was recorded."""
    for i in range(len(view)):
        earliest = view.earliest[i]
        if earliest is None:
            continue
        recorded = _recorded(view, i)
        if earliest > view.as_of:
            message = (
                f"Dated {view.day(i)}, after this chronology was made ({one_day(view.as_of)})."
            )
            yield view.finding("future_date", [i], message)
        elif recorded is not None and recorded < earliest:
            message = (
                f"Dated {view.day(i)}, but recorded on {one_day(recorded)}, before it happened."
            )
            yield view.finding("future_date", [i], message)


def late_entry(view: View) -> Iterator[Finding]:
    """Written long after the event."""
    most = view.rules.number("late_entry", "days")
    for i in range(len(view)):
        latest, recorded = view.latest[i], _recorded(view, i, first=True)
        if latest is None or recorded is None:
            continue
        days = (recorded - latest).days
        if days > most:
            message = (
                f"{view.agency[i]} recorded this on {one_day(recorded)}, "
                f"{days_words(days)} after it happened ({view.day(i)})."
            )
            yield view.finding("late_entry", [i], message)


def _recorded(view: View, i: int, first: bool = False) -> date | None:
    written = view.columns["recorded_on"][i]
    if not written:
        return None
    low, high = bounds(written)
    return low if first else high


def out_of_order(view: View) -> Iterator[Finding]:
    """Rows that break the order, oldest or newest first, that their sheet otherwise keeps."""
    sheets: dict[tuple[str, str, str], list[int]] = {}
    for i in sorted(range(len(view)), key=lambda i: view.columns["sequence"][i]):
        low, high = view.earliest[i], view.latest[i]
        if low and high and (high - low).days <= WIDEST_ORDERED_DAYS:
            key = (view.columns["file"][i], view.columns["sheet"][i], view.columns["sha256"][i])
            sheets.setdefault(key, []).append(i)
    for (file, sheet, _), rows in sorted(sheets.items()):
        yield from _disordered(view, file, sheet, rows)


def _disordered(view: View, file: str, sheet: str, rows: list[int]) -> Iterator[Finding]:
    if len(rows) < 3:
        return
    keys = [(view.earliest[i] or date.min).toordinal() for i in rows]
    rising, falling = _longest_run(keys), _longest_run([-key for key in keys])
    kept = rising if len(rising) >= len(falling) else falling
    odd = [rows[k] for k in range(len(rows)) if k not in kept]
    if len(odd) > view.rules.number("out_of_order", "unsorted_share") * len(rows):
        where = f"{file}, {sheet}" if sheet else file
        message = f"The rows of {where} are in no order of date."
        yield view.finding("out_of_order", odd, message)
        return
    sign = 1 if kept is rising else -1
    for k in range(len(rows)):
        if k not in kept:
            yield _misplaced(view, file, rows, keys, kept, k, sign)


def _misplaced(
    view: View, file: str, rows: list[int], keys: list[int], kept: set[int], k: int, sign: int
) -> Finding:
    """The odd row and the nearest one in order that it disagrees with."""
    above = [p for p in range(k - 1, -1, -1) if p in kept and sign * keys[p] > sign * keys[k]]
    below = [p for p in range(k + 1, len(rows)) if p in kept and sign * keys[p] < sign * keys[k]]
    other = rows[(above or below)[0]]
    place = "below" if above else "above"
    i = rows[k]
    message = (
        f"Row {view.columns['row'][i]} of {file} is dated {view.day(i)} but stands {place} row "
        f"{view.columns['row'][other]} of {view.day(other)}: the date may be mistyped, or the row "
        "misplaced."
    )
    return view.finding("out_of_order", [i, other], message)


def _longest_run(keys: list[int]) -> set[int]:
    """Positions of a longest run that never falls: what is left out is the least that is odd."""
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for position, key in enumerate(keys):
        length = bisect_right(tails, key)
        before.append(tail_at[length - 1] if length else -1)
        if length == len(tails):
            tails.append(key)
            tail_at.append(position)
        else:
            tails[length], tail_at[length] = key, position
    run, position = set(), tail_at[-1] if tail_at else -1
    while position >= 0:
        run.add(position)
        position = before[position]
    return run
