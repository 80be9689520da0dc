"""How two rows of one event differ: in date, time, number, side, outcome, who was there or seen.

Who was there is :mod:`presence`'s; wordings that exclude each other are the rules file's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workbench.chronology import presence
from workbench.chronology.likeness import stem
from workbench.chronology.matching import NEAR, Match
from workbench.chronology.terms import tidy
from workbench.chronology.view import View, days_words

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


def differences(view: View, match: Match) -> list[str]:
    """What the two rows of a match differ about, in words; empty where they agree."""
    a, b = match.first, match.second
    return [*_dates(view, match), *_times(view, match), *_facts(view, a, b)]


# --- when -----------------------------------------------------------------------------------


def _dates(view: View, match: Match) -> Iterator[str]:
    if match.days_apart and not _heard_later(view, match) and _of_one_day(view, match):
        days = days_words(match.days_apart)
        either = f"{view.day(match.first)} or {view.day(match.second)}"
        yield f"the date ({either}: {days} apart, {match.why})"


def _heard_later(view: View, match: Match) -> bool:
    """The later row tells when its agency heard of the event: no contradiction."""
    later = max(match.first, match.second, key=lambda i: view.earliest[i] or date.min)
    near = match.days_apart <= view.rules.number("same_event", "near_days")
    return near and bool(view.rules.terms["heard_of"].find(view.said.tidied[later]))


def _of_one_day(view: View, match: Match) -> bool:
    """What can have happened on one day only: a meeting, a visit; or what is told in like words.

    A bruise seen by one and examined by another on the next day is no contradiction. Dates that
    look mistyped are another matter.
    """
    if match.why != NEAR or match.likeness >= view.rules.number("conflict", "date_likeness"):
        return True
    one, other = view.occasions(match.first), view.occasions(match.second)
    return not one.isdisjoint(other)


def _times(view: View, match: Match) -> Iterator[str]:
    a, b = match.first, match.second
    if view.earliest[a] != view.earliest[b]:
        return
    one, two = _clock(view, a), _clock(view, b)
    if not one or not two:
        yield from _parts_of_day(view, a, b, one, two)
        return
    later = a if one > two else b
    if _hears(view, later) or view.rules.terms["arrived"].find(view.said.tidied[later]):
        return  # its hour is that of the telling, or of the arrival at the hospital
    apart = abs(_minutes(one) - _minutes(two))
    if view.latest[a] != view.earliest[a]:
        apart = min(apart, 1440 - apart)  # a night: ten to midnight and two are near
    if apart > view.rules.number("conflict", "minutes_apart"):
        yield f"the time ({one} or {two})"


def _parts_of_day(view: View, a: int, b: int, one: str | None, two: str | None) -> Iterator[str]:
    """The morning or the evening, where one or both give no hour."""
    (first, start, end), (second, begin, stop) = _span(view, a, one), _span(view, b, two)
    if not first or not second or _hears(view, a) or _hears(view, b):
        return
    if max(start - stop, begin - end) > view.rules.number("conflict", "minutes_apart"):
        yield f"the time ({first} or {second})"


def _span(view: View, i: int, clock: str | None) -> tuple[str, int, int]:
    """(as it is told, from, to) in minutes of the day; "" where nothing plain is told."""
    if clock:
        return clock, _minutes(clock), _minutes(clock)
    text = view.said.tidied[i]
    told = [(part.words.find(text), part) for part in view.rules.parts_of_day]
    held = [(words, part) for words, part in told if words]
    if len(held) != 1:
        return "", 0, 0
    words, part = held[0]
    return words or "", part.start, part.end


def _hears(view: View, i: int) -> bool:
    """The row tells what others told its agency: its own hour is that of the telling."""
    text = view.said.tidied[i]
    return bool(view.rules.terms["heard_of"].find(text) or _WAS_TOLD.search(text))


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])


# "call 21.40", "at 3.15pm", "02:10"; not "5.4kg", "2.5 cm" or a price.
_CLOCK = re.compile(
    r"(?<![\w.£/:-])(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)\s?(?P<half>[ap]m\b)?"
    r"(?![\w]|[.:]\d|\s?(?:kg|kgs|cm|mm|ml|mg|mcg|lbs?|st|stone|miles|km|percent|%|°))"
)


def _clock(view: View, i: int) -> str | None:
    """When it happened: the row's time, else the one hour its words name as a clock shows it.

    Of a row that hears of it, only the hour in its words, and not that of the call.
    """
    hears = _hears(view, i)
    if view.time[i] and not hears:
        return view.time[i]
    text = view.said.tidied[i]
    told = set()
    for found in _CLOCK.finditer(text):
        hour, half = int(found["hour"]), found["half"]
        if not half and len(found["hour"]) == 1:
            continue  # "4.30" may be anything
        if hears and view.rules.terms["own_clock"].find(text[: found.start()][-_CALL_REACH:]):
            continue
        hour = (
            hour + 12 if half == "pm" and hour < 12 else 0 if half == "am" and hour == 12 else hour
        )
        told.add(f"{hour:02d}:{found['minute']}")
    return told.pop() if len(told) == 1 else None


_CALL_REACH = 20  # letters before an hour in which "rang at" makes it the hour of the call


# --- what -----------------------------------------------------------------------------------


def _facts(view: View, a: int, b: int) -> Iterator[str]:
    one, other = (_spelt_out(tidy(view.what[i])) for i in (a, b))
    meeting = bool(view.occasions(a) or view.occasions(b))
    said = [
        (each.what, words)
        for each, words in view.rules.opposites.between(one, other)
        if each.meetings or not meeting
    ]
    yield from (f"{what} ({words[0]!r} or {words[1]!r})" for what, words in said)
    about = {what for what, _ in said}
    if "which side" not in about:
        yield from _sides(view, one, other)
    if _SEEN not in about and _seen_and_not(view, a, b):
        yield _SEEN
    yield from presence.differ(view, a, b)
    yield from _numbers(view, one, other)


_SEEN = "whether the child was seen"
# Who is told of an event by telephone sees nobody there.
_WAS_TOLD = re.compile(
    r"^(?:[\w'&.-]+:? ){0,4}(?:rang|rings?|phoned|reports?|informs?|informed|called|phone call|"
    r"telephone call|call|referral|re-referral|ref|notification|notified|letter|e-?mail)\b"
)


def _seen_and_not(view: View, a: int, b: int) -> bool:
    for i, j in ((a, b), (b, a)):
        if view.seen[i] == "no" and view.seen[j] in ("yes", "alone"):
            return not _WAS_TOLD.search(view.said.tidied[i])
    return False


# "L shin", "R. humerus", "lt arm": a side, where a part of the body follows.
_SIDE_LETTER = re.compile(
    r"(?<![\w/&])(?P<side>l|lt|r|rt)\.?(?=\s+(?:upper |lower |inner |outer |distal |side of )?"
    r"(?:arm|forearm|wrist|elbow|hand|finger|thumb|humerus|radius|ulna|clavicle|shoulder|leg|thigh|"
    r"shin|knee|foot|ankle|femur|tibia|calf|hip|cheek|eye|ear|jaw|face|temple|buttock|side|rib)s?\b)"
)


def _spelt_out(text: str) -> str:
    return _SIDE_LETTER.sub(lambda m: "left" if m["side"][0] == "l" else "right", text)


_SIDED = re.compile(
    r"\b(left|right)\s+(?:(?:upper|lower|inner|outer|side of|hand side of)\s+)?([a-z]+)"
)


def _sides(view: View, one: str, other: str) -> Iterator[str]:
    """Left and right of one part of the body, though other parts are told of too."""
    first, second = _sided(view, one), _sided(view, other)
    for part in sorted(first.keys() & second.keys()):
        if first[part].isdisjoint(second[part]):
            sides = " or ".join(sorted(each[part])[0] for each in (first, second))
            yield f"which side ({part}: {sides})"
            return


def _sided(view: View, text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for side, part in _SIDED.findall(text):
        bare = part[:-1] if part.endswith("s") else part
        found.setdefault(view.rules.concepts.get(bare, bare), set()).add(side)
    return found


# --- how many -------------------------------------------------------------------------------


@dataclass
class _Counted:
    word: str
    numbers: set[str]


def _numbers(view: View, one: str, other: str) -> Iterator[str]:
    first, second = _counts(view, one), _counts(view, other)
    for thing in sorted(first.keys() & second.keys()):
        left, right = first[thing], second[thing]
        if left.numbers.isdisjoint(right.numbers):
            yield f"how many ({min(left.numbers)} or {min(right.numbers)} {left.word})"
            return


def _counts(view: View, text: str) -> dict[str, _Counted]:
    """``two bruises`` -> bruise: 2; the word before the thing may be an adjective."""
    found: dict[str, _Counted] = {}
    told = [(m[1], m[0].removeprefix(m[1])) for m in _NUMBER.finditer(text)]
    told += [(m["number"], m["thing"]) for m in _TIMES.finditer(text)]
    for written, things in told:
        number = _NUMBERS.get(written, written)
        words = [w for w in things.split() if w not in _NOT_COUNTED]
        if _MONTH.match(" ".join(words)):
            continue
        minutes = _MINUTES.get(words[0].removesuffix("s")) if words else None
        if minutes:
            words, number = ["minutes"], f"{float(number) * minutes:g}"
        for word in words:
            alike = stem(view.rules.counted_alike.get(word, word))
            found.setdefault(alike, _Counted(word, set())).numbers.add(number)
    return found


# "bruises x3", "x 2 officers"
_TIMES = re.compile(r"\b(?P<thing>[a-z]{3,}s) x ?(?P<number>\d{1,2})\b")
