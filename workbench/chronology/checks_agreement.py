"""Checks across agencies: one event told twice, told differently, known to one, known later."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workbench.chronology.intervals import bounds
from workbench.chronology.matching import RULED, Match
from workbench.chronology.rules import tidy
from workbench.chronology.view import Finding, View, days_words, listed, one_day

_NUMBERS = {
    word: str(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
    if n
} | {"once": "1", "twice": "2", "a couple of": "2", "both": "2"}
_NUMBER = re.compile(
    r"(?<![\w./:£#-])(" + "|".join(_NUMBERS) + r"|\d{1,3}(?:\.\d+)?)(?![\w:/]|\.\d|%)\s+"
    r"(?:(?!the\b|of\b|to\b|and\b|at\b)[a-z-]+\s+)?([a-z]{2,})"
)
# What is counted must be a thing, or two numbers have nothing to say to each other.
_NOT_COUNTED = frozenset(
    "pm am hrs and or to of in on at by from for the is was as with were has had who that".split()
)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b")
# Lengths of time are compared in one unit, or "90 minutes" and "two hours" would not meet.
_MINUTES = {"minute": 1, "min": 1, "hour": 60, "hr": 60}


def same_event(view: View) -> Iterator[Finding]:
    """Rows that tell of one event: by two agencies or more, or twice by one."""
    for group in _groups(view):
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


def _groups(view: View) -> list[list[int]]:
    """Rows joined by matches, the ruled and the likeliest first; never rows ruled different."""
    leader: dict[int, int] = {}
    within: dict[int, list[int]] = {}

    def find(i: int) -> int:
        while leader.setdefault(i, i) != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for match in sorted(view.matches, key=lambda m: (m.why != RULED, -m.likeness)):
        a, b = sorted((find(match.first), find(match.second)))
        one, other = within.get(a, [a]), within.get(b, [b])
        if a != b and not view.ruled.parts(one, other):
            leader[b] = a
            within[a] = [*one, *other]
    groups: dict[int, list[int]] = {}
    for i in sorted(leader):
        groups.setdefault(find(i), []).append(i)
    return sorted(group for group in groups.values() if len(group) > 1)


def conflict(view: View) -> Iterator[Finding]:
    """Two rows of one event that differ in date, time or fact, side by side."""
    for match in view.matches:
        a, b = match.first, match.second
        if view.agency[a] == view.agency[b]:
            continue
        differ = [
            *_dates_differ(view, match),
            *_times_differ(view, match),
            *_facts_differ(view, a, b),
        ]
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


def _dates_differ(view: View, match: Match) -> Iterator[str]:
    if match.days_apart and not _heard_later(view, match):
        days = days_words(match.days_apart)
        either = f"{view.day(match.first)} or {view.day(match.second)}"
        yield f"the date ({either}: {days} apart, {match.why})"


def _heard_later(view: View, match: Match) -> bool:
    """The later row tells when its agency heard of the event: no contradiction."""
    later = max(match.first, match.second, key=lambda i: view.earliest[i] or date.min)
    near = match.days_apart <= view.rules.number("same_event", "near_days")
    return near and bool(view.rules.terms["heard_of"].find(view.said.tidied[later]))


def _times_differ(view: View, match: Match) -> Iterator[str]:
    one, two = view.time[match.first], view.time[match.second]
    if not one or not two or view.earliest[match.first] != view.earliest[match.second]:
        return
    later = max(match.first, match.second, key=lambda i: view.time[i] or "")
    if view.rules.terms["heard_of"].find(view.said.tidied[later]):
        return
    minutes = abs(_minutes(one) - _minutes(two))
    if minutes > view.rules.number("conflict", "minutes_apart"):
        yield f"the time ({one} or {two})"


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])


def _facts_differ(view: View, a: int, b: int) -> Iterator[str]:
    texts = tidy(view.what[a]), tidy(view.what[b])
    for opposite in view.rules.opposites:
        if opposite.contradicts(*texts):
            yield opposite.what
    answers = {view.columns["child_seen"][a], view.columns["child_seen"][b]}
    if "no" in answers and answers & {"yes", "alone"}:
        yield "whether the child was seen"
    counted = [_counts(text) for text in texts]
    for thing in sorted(counted[0].keys() & counted[1].keys()):
        one, two = counted[0][thing], counted[1][thing]
        if one.numbers.isdisjoint(two.numbers):
            yield f"how many ({min(one.numbers)} or {min(two.numbers)} {one.word})"
            return


@dataclass
class _Counted:
    word: str
    numbers: set[str]


def _counts(text: str) -> dict[str, _Counted]:
    """``two bruises`` -> bruise: 2; the word before the thing may be an adjective."""
    from workbench.chronology.likeness import stem

    found: dict[str, _Counted] = {}
    for m in _NUMBER.finditer(text):
        number = _NUMBERS.get(m[1], m[1])
        words = [w for w in m[0].removeprefix(m[1]).split() if w not in _NOT_COUNTED]
        if _MONTH.match(" ".join(words)):
            continue
        minutes = _MINUTES.get(words[0].removesuffix("s")) if words else None
        if minutes:
            words, number = ["minutes"], f"{float(number) * minutes:g}"
        for word in words:
            found.setdefault(stem(word), _Counted(word, set())).numbers.add(number)
    return found


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
