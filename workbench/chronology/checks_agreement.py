"""Checks across agencies: one event told twice, told differently, known to one, known later."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from workbench.chronology.differences import differences
from workbench.chronology.intervals import bounds
from workbench.chronology.matching import joined
from workbench.chronology.view import Finding, View, days_words, listed, one_day


def same_event(view: View) -> Iterator[Finding]:
    """Rows that tell of one event: by two agencies or more, or twice by one."""
    for group in view.groups:
        agencies = view.agencies_of(group)
        first = group[0]
        if len(agencies) == 1:
            message = f"{agencies[0]} has the same entry {len(group)} times: {view.quote(first)}"
        else:
            days = list(dict.fromkeys(view.day(i) for i in group))
            message = (
                f"{listed(agencies)} seem to tell of one event, {' / '.join(days)}: "
                f"{view.quote(first)}"
            )
        yield view.finding("same_event", group, f"{message}{view.ruled.words(group)}")


def conflict(view: View) -> Iterator[Finding]:
    """Two rows of one event that differ in date, time or fact, side by side.

    Of several that tell of one event each is set against each, not only those most alike.
    """
    matched = {(m.first, m.second): m for m in view.matches}
    for group in view.groups:
        for a, b in combinations(group, 2):
            if view.agency[a] == view.agency[b]:
                continue
            differ = differences(view, matched.get((a, b)) or joined(view, a, b), group)
            if not differ and view.ruled.disputed(a, b):
                differ = ["what happened"]
            if differ:
                message = (
                    f"{view.agency[a]} and {view.agency[b]} differ about {'; '.join(differ)}. "
                    f"{view.agency[a]}, {view.day(a)}: {view.quote(a)} | "
                    f"{view.agency[b]}, {view.day(b)}: {view.quote(b)}"
                    f"{view.ruled.words([a, b])}"
                )
                yield view.finding("conflict", [a, b], message)


def known_to_one_agency(view: View) -> Iterator[Finding]:
    """A key event that only one agency records, and no other within days of it mentions."""
    within = view.rules.number("known_to_one_agency", "within_days")
    if len(set(view.agency)) < 2:
        return
    matched = {
        i
        for m in view.matches
        if view.agency[m.first] != view.agency[m.second]
        for i in (m.first, m.second)
    }
    key_terms = view.said.having(view.rules.terms["key_event"])
    facts = {name: view.said.having(terms) for name, terms in view.rules.facts.items()}
    known = {
        name: sorted((day, view.agency[i]) for i in rows if (day := view.contact_day(i)))
        for name, rows in facts.items()
    }
    for i in range(len(view)):
        is_key = view.columns["significance"][i] == "key" or i in key_terms
        day = view.contact_day(i)
        if not is_key or i in matched or day is None:
            continue
        names = [name for name, rows in facts.items() if i in rows]
        if any(_others_near(known[name], day, view.agency[i], within) for name in names):
            continue
        message = (
            f"Only {view.agency[i]} records this ({view.day(i)}): {view.quote(i)} "
            f"No other agency mentions it within {within:.0f} days."
        )
        yield view.finding("known_to_one_agency", [i], message)


def _others_near(known: list[tuple[date, str]], day: date, agency: str, within: float) -> bool:
    span = timedelta(days=within)
    at = bisect_left(known, (day - span, ""))
    while at < len(known) and known[at][0] <= day + span:
        if known[at][1] != agency:
            return True
        at += 1
    return False


def who_knew_when(view: View) -> Iterator[Finding]:
    """For each key fact, the first date each agency had it, and who never records it.

    An agency has a fact from the day it recorded it, where the return says so, else from the
    day of the event.
    """
    agencies = sorted(set(view.agency))
    for name, terms in view.rules.facts.items():
        first: dict[str, tuple[date, int]] = {}
        for i in sorted(view.said.having(terms)):
            day = known_on(view, i)
            if day is not None and (view.agency[i] not in first or day < first[view.agency[i]][0]):
                first[view.agency[i]] = (day, i)
        if len(first) < 2:
            continue
        ranked = sorted((day, agency, i) for agency, (day, i) in first.items())
        start = ranked[0][0]
        told = [f"{ranked[0][1]} {one_day(start)}"]
        told += [f"{agency} {one_day(day)} ({_later(day, start)})" for day, agency, _ in ranked[1:]]
        never = [agency for agency in agencies if agency not in first]
        silent = f" Not recorded by {listed(never)}." if never else ""
        rows = [i for _, _, i in ranked]
        yield view.finding(
            "who_knew_when", rows, f"{name.capitalize()}: {'; '.join(told)}.{silent}"
        )


def known_on(view: View, i: int) -> date | None:
    """The day from which the agency surely had what the row says."""
    recorded = view.columns["recorded_on"][i]
    happened = view.latest[i]
    if recorded:
        day = bounds(recorded)[1]
        return max(day, happened) if day and happened else day or happened
    return happened


def _later(day: date, start: date) -> str:
    return "the same day" if day == start else f"{days_words((day - start).days)} later"
