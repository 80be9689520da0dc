"""How two rows of one event differ: in date, time, number, side, who was there, who was seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workbench.chronology.likeness import stem
from workbench.chronology.matching import Match
from workbench.chronology.rules import tidy
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
    if match.days_apart and not _heard_later(view, match):
        days = days_words(match.days_apart)
        either = f"{view.day(match.first)} or {view.day(match.second)}"
        yield f"the date ({either}: {days} apart, {match.why})"


def _heard_later(view: View, match: Match) -> bool:
    """The later row tells when its agency heard of the event: no contradiction."""
    later = max(match.first, match.second, key=lambda i: view.earliest[i] or date.min)
    near = match.days_apart <= view.rules.number("same_event", "near_days")
    return near and bool(view.rules.terms["heard_of"].find(view.said.tidied[later]))


def _times(view: View, match: Match) -> Iterator[str]:
    if view.earliest[match.first] != view.earliest[match.second]:
        return
    one, two = _clock(view, match.first), _clock(view, match.second)
    if not one or not two:
        return
    later = match.first if one > two else match.second
    told = view.said.tidied[later]
    if view.rules.terms["heard_of"].find(told) or _WAS_TOLD.search(told) or _ARRIVED.search(told):
        return
    apart = abs(_minutes(one) - _minutes(two))
    if view.latest[match.first] != view.earliest[match.first]:
        apart = min(apart, 1440 - apart)  # a night: ten to midnight and two are near
    if apart > view.rules.number("conflict", "minutes_apart"):
        yield f"the time ({one} or {two})"


# The hospital's hour is that of the arrival, not of what happened before it.
_ARRIVED = re.compile(r"\b(?:brought (?:in|to|by)|conveyed|arriv|taken to|admitted|transferred)")


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])


# "call 21.40", "at 3.15pm", "02:10"; not "5.4kg", "2.5 cm" or a price.
_CLOCK = re.compile(
    r"(?<![\w.£/:-])(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)\s?(?P<half>[ap]m\b)?"
    r"(?![\w]|[.:]\d|\s?(?:kg|kgs|cm|mm|ml|mg|mcg|lbs?|st|stone|miles|km|percent|%|°))"
)


def _clock(view: View, i: int) -> str | None:
    """The row's time; else the one hour its words name, where it is written as a clock shows it."""
    if view.time[i]:
        return view.time[i]
    told = set()
    for found in _CLOCK.finditer(view.said.tidied[i]):
        hour, half = int(found["hour"]), found["half"]
        if not half and len(found["hour"]) == 1:
            continue  # "4.30" may be anything
        hour = (
            hour + 12 if half == "pm" and hour < 12 else 0 if half == "am" and hour == 12 else hour
        )
        told.add(f"{hour:02d}:{found['minute']}")
    return told.pop() if len(told) == 1 else None


# --- what -----------------------------------------------------------------------------------


def _facts(view: View, a: int, b: int) -> Iterator[str]:
    one, other = (_spelt_out(tidy(view.what[i])) for i in (a, b))
    said = [opposite.what for opposite in view.rules.opposites if opposite.contradicts(one, other)]
    yield from said
    if not any(what.startswith("which side") for what in said):
        yield from _sides(view, one, other)
    if _SEEN not in said and _seen_and_not(view, a, b):
        yield _SEEN
    yield from _presence(view, a, b)
    yield from _numbers(one, other)


_SEEN = "whether the child was seen"
# Who is told of an event by telephone sees nobody there.
_WAS_TOLD = re.compile(
    r"^(?:[\w'&.-]+:? ){0,4}(?:rang|rings|phoned|reports?|informs?|informed|called|phone call|"
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
            yield f"which side ({part})"
            return


def _sided(view: View, text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for side, part in _SIDED.findall(text):
        bare = part[:-1] if part.endswith("s") else part
        found.setdefault(view.rules.concepts.get(bare, bare), set()).add(side)
    return found


# --- who was there --------------------------------------------------------------------------

_ONE = r"(?:M(?:r|rs|s|iss)\.? )?[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?"
_ABSENT = re.compile(
    rf"(?P<name>{_ONE}),? (?:was |were )?(?:not (?:present|there|in attendance|invited)|absent|"
    r"did not attend|didn't attend|failed to attend|did not come|didn't come|sent apologies|"
    r"gave apologies)"
)
_PRESENT = re.compile(
    rf"(?P<names>(?:{_ONE}(?:, and | and | & |, )){{0,9}}{_ONE}) (?:both |all )?(?:was |were )?"
    r"(?:attended|present|there|in attendance|took part|came)\b"
)
_WHO = r"[a-z]+(?: [a-z]+)?"
_NO_AGENCY = re.compile(
    rf"\bno (?P<who>{_WHO}) (?:was |were )?(?:present|represent\w*|attend\w*|invited|there|input)"
    rf"|(?P<who2>{_WHO}) (?:was |were )?not (?:present|represented|invited|involved|there)"
)
_TOOK_PART = re.compile(
    r"(?:^|[.;] )(?:[\w ]{0,25} )?(?:took part|attended|present|joined|contributed)\b"
)


def _presence(view: View, a: int, b: int) -> Iterator[str]:
    """One says that somebody was there and the other that they were not."""
    for i, j in ((a, b), (b, a)):
        gone, there = _absent(view.what[i]), _present(view.what[j])
        for name in sorted(gone & there):
            yield f"whether {name} was there"
            return
        if _left_out(view, i, j):
            yield f"whether {view.agency[j]} took part"
            return


def _absent(text: str) -> set[str]:
    return {_surname(m["name"]) for m in _ABSENT.finditer(" ".join(text.split()))}


def _present(text: str) -> set[str]:
    names: set[str] = set()
    for found in _PRESENT.finditer(" ".join(text.split())):
        names |= {_surname(n) for n in re.split(r", and |, | and | & ", found["names"])}
    return names


def _surname(name: str) -> str:
    return name.split()[-1]


def _left_out(view: View, i: int, j: int) -> bool:
    """``No health present`` in one agency's row; the row of a health service says it took part."""
    told = view.said.tidied[i]
    own = set(tidy(view.agency[j]).split())
    for found in _NO_AGENCY.finditer(told):
        who = set((found["who"] or found["who2"]).split())
        if who & own:
            return bool(_TOOK_PART.search(view.said.tidied[j]))
    return False


# --- how many -------------------------------------------------------------------------------


@dataclass
class _Counted:
    word: str
    numbers: set[str]


def _numbers(one: str, other: str) -> Iterator[str]:
    first, second = _counts(one), _counts(other)
    for thing in sorted(first.keys() & second.keys()):
        left, right = first[thing], second[thing]
        if left.numbers.isdisjoint(right.numbers):
            yield f"how many ({min(left.numbers)} or {min(right.numbers)} {left.word})"
            return


def _counts(text: str) -> dict[str, _Counted]:
    """``two bruises`` -> bruise: 2; the word before the thing may be an adjective."""
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
