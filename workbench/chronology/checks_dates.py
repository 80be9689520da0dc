"""Checks of dates: unread, before birth, in the future, out of order, written late."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd

from workbench.chronology.agewords import TERM_DAYS
from workbench.chronology.intervals import bounds
from workbench.chronology.late_words import written_late
from workbench.chronology.subjects import own_name_patterns
from workbench.chronology.view import Finding, View, days_words, one_day

WIDEST_PLACED_DAYS = 92  # a season
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
    """A row dated before the birth of the first child whose date may be wrong.

    Rows of the pregnancy that speak of it are as they should be, and so is the family's history:
    a parent's childhood, an older child, an old conviction. What cannot be is a row that names
    the child, or speaks of a child when no other had been born; and a row of history is doubtful
    where it stands among rows of later dates in its sheet.
    """
    child = view.case.children[0]
    told, terms = view.said_and_done, view.rules.terms
    antenatal, of_child = told.having(terms["antenatal"]), told.having(terms["child"])
    of_parent = told.having(terms["own_childhood"])
    conceived = (child.due or child.born) - timedelta(days=TERM_DAYS)
    others = [other.born for other in view.case.children[1:]]
    names = re.compile(own_name_patterns(view.case)[0])
    misplaced: dict[int, Finding] | None = None
    for i in range(len(view)):
        latest = view.latest[i]
        if latest is None or latest >= child.born or (latest >= conceived and i in antenatal):
            continue
        days = days_words((child.born - latest).days)
        when = f"Dated {view.day(i)}, {days} before {child.name} was born ({one_day(child.born)}): "
        of_another = i in of_parent or any(born <= latest for born in others)
        if names.search(view.said.tidied[i]) or (i in of_child and not of_another):
            yield view.finding("before_birth", [i], f"{when}the date may be wrong.")
            continue
        if misplaced is None:
            misplaced = _alone_out_of_order(view)
        if i in misplaced:
            message = f"{when}it stands among later dates in its sheet, so the date may be wrong."
            yield view.finding("before_birth", [i], message)


def _alone_out_of_order(view: View) -> dict[int, Finding]:
    """Rows that stand where their date does not belong, in a sheet that else keeps its order."""
    position = {key: i for i, key in enumerate(view.ids)}
    pairs = (each for each in out_of_order(view) if len(each.events) == 2)
    return {position[each.events[0]]: each for each in pairs}


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
            message = " ".join((message, *view.columns["problems"][i]))
            yield view.finding("future_date", [i], message)
        elif recorded is not None and recorded < earliest:
            message = (
                f"Dated {view.day(i)}, but recorded on {one_day(recorded)}, before it happened."
            )
            yield view.finding("future_date", [i], message)


def late_entry(view: View) -> Iterator[Finding]:
    """Written long after the event, by its column or by its own words."""
    most = view.rules.number("late_entry", "days")
    for i in range(len(view)):
        latest, recorded, how = view.latest[i], _recorded(view, i, first=True), ""
        if latest is None:
            continue
        if recorded is None or (recorded - latest).days <= most:
            said = written_late(view.columns["what"][i] or "", latest)
            if said is None:
                continue
            recorded, how = said.day, f" ('{said.words}')"
        if recorded is None:
            message = (
                f"{view.agency[i]}, {view.day(i)}: the row says that it was written late{how}."
            )
            yield view.finding("late_entry", [i], message)
        elif (days := (recorded - latest).days) > most:
            message = (
                f"{view.agency[i]} recorded this on {one_day(recorded)}{how}, "
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
    """Rows that break the order, oldest or newest first, that their sheet otherwise keeps.

    A row dated to a month or a season breaks it where no day of it fits between its neighbours;
    rows of one day break it by their times.
    """
    sheets: dict[tuple[str, str, str], list[int]] = {}
    for i in sorted(range(len(view)), key=lambda i: view.columns["sequence"][i]):
        low, high = view.earliest[i], view.latest[i]
        if low and high and (high - low).days <= WIDEST_PLACED_DAYS:
            key = (view.columns["file"][i], view.columns["sheet"][i], view.columns["sha256"][i])
            sheets.setdefault(key, []).append(i)
    for (file, sheet, _), rows in sorted(sheets.items()):
        yield from _disordered(view, file, sheet, rows)


def _ordered(view: View, i: int) -> bool:
    low, high = view.earliest[i], view.latest[i]
    assert low is not None and high is not None
    return (high - low).days <= WIDEST_ORDERED_DAYS


def _disordered(view: View, file: str, sheet: str, placed: list[int]) -> Iterator[Finding]:
    rows = [i for i in placed if _ordered(view, i)]
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
    yield from _wide_misplaced(view, file, placed, {rows[k] for k in kept}, sign)
    if sign > 0:
        yield from _times_misplaced(view, file, [rows[k] for k in sorted(kept)])


def _wide_misplaced(
    view: View, file: str, placed: list[int], kept: set[int], sign: int
) -> Iterator[Finding]:
    """Rows of a month or a season, none of whose days lies between the rows around them."""
    for k, i in enumerate(placed):
        if _ordered(view, i):
            continue
        above = next((j for j in reversed(placed[:k]) if j in kept), None)
        below = next((j for j in placed[k + 1 :] if j in kept), None)
        first, last = (above, below) if sign > 0 else (below, above)
        if first is not None and view.latest[i] < view.earliest[first]:  # type: ignore[operator]
            yield _out_of_place(view, file, i, first, "below" if sign > 0 else "above")
        elif last is not None and view.earliest[i] > view.latest[last]:  # type: ignore[operator]
            yield _out_of_place(view, file, i, last, "above" if sign > 0 else "below")


def _times_misplaced(view: View, file: str, rows: list[int]) -> Iterator[Finding]:
    """Rows of one day whose times run backwards."""
    for above, below in pairwise(rows):
        day = view.earliest[above]
        one, other = view.time[above], view.time[below]
        whole = view.latest[above] == day == view.latest[below] == view.earliest[below]
        if whole and one and other and other < one:
            yield _out_of_place(view, file, below, above, "below")


def _misplaced(
    view: View, file: str, rows: list[int], keys: list[int], kept: set[int], k: int, sign: int
) -> Finding:
    """The odd row and the nearest one in order that it disagrees with."""
    above = [p for p in range(k - 1, -1, -1) if p in kept and sign * keys[p] > sign * keys[k]]
    below = [p for p in range(k + 1, len(rows)) if p in kept and sign * keys[p] < sign * keys[k]]
    other = rows[(above or below)[0]]
    return _out_of_place(view, file, rows[k], other, "below" if above else "above")


def _out_of_place(view: View, file: str, i: int, other: int, place: str) -> Finding:
    at, beside = (
        f" at {view.time[r]}" if view.earliest[i] == view.earliest[other] else ""
        for r in (i, other)
    )
    message = (
        f"Row {view.columns['row'][i]} of {file} is dated {view.day(i)}{at} but stands {place} row "
        f"{view.columns['row'][other]} of {view.day(other)}{beside}: the date may be mistyped, or "
        "the row misplaced."
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
