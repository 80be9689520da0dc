"""How many: what two rows of one event count differently, and the how-manieth it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from workbench.chronology.likeness import stem
from workbench.chronology.view import View

_NUMBERS = (
    {
        word: str(n)
        for n, word in enumerate(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen".split()
        )
        if n
    }
    | {"twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "half a dozen": "6"}
    | {
        "single": "1",
        "solitary": "1",
        "lone": "1",
        "once": "1",
        "twice": "2",
        "a couple of": "2",
        "both": "2",
    }
)
_NUMBER = re.compile(
    r"(?<![\w./:£#-])(?<!\bsection )(?<!\bsec )("
    + "|".join(_NUMBERS)
    # 16 x 500mg paracetamol: so many of a strength
    + r"|\d{1,3}(?:\.\d+)?)(?: ?x(?: ?\d+ ?(?:mg|mcg|g|ml))?(?= )|(?![\w:/]|\.\d|%))\s+"
    r"(?=((?:(?!the\b|of\b|to\b|and\b|at\b)[a-z-]{2,}(?:\s+|\b)){1,3}))"
)
# What is counted must be a thing, or two numbers have nothing to say to each other.
_NOT_COUNTED = frozenset(
    "pm am hrs and or to of in on at by from for the is was as with were has had who that he she "
    "they then when after before ago old later per but not no so if it be been x left right cm "
    "cms mm "
    "mg mcg ml mls kg kgs g gm lb lbs oz st units upper lower "
    "day days week weeks month months year years wk wks mth mths yr yrs night nights".split()
)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b")
# Lengths of time are compared in one unit, or "90 minutes" and "two hours" would not meet.
_MINUTES = {"minute": 1, "min": 1, "hour": 60, "hr": 60}


@dataclass
class _Counted:
    word: str
    numbers: set[str]


def number_differs(view: View, one: str, other: str) -> Iterator[str]:
    first, second = _counts(view, one), _counts(view, other)
    for thing in sorted(first.keys() & second.keys()):
        left, right = first[thing], second[thing]
        if left.numbers.isdisjoint(right.numbers):
            one, two = min(left.numbers), min(right.numbers)
            # "1 or 2 burns": the word of the one that tells of several.
            yield f"how many ({one} or {two} {right.word if one == '1' else left.word})"
            return


def _counts(view: View, text: str) -> dict[str, _Counted]:
    """``two bruises`` -> bruise: 2; the word before the thing may be an adjective."""
    found: dict[str, _Counted] = {}
    told = [(m[1], m[2]) for m in _NUMBER.finditer(text)]
    told += [(m["number"], m["thing"]) for m in _TIMES.finditer(text)]
    for written, things in told:
        number = _NUMBERS.get(written, written)
        words = list(takewhile(lambda w: w not in _NOT_COUNTED, things.split()))
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


_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
).split()
_ORDINAL = {word: n for n, word in enumerate(_ORDINALS, 1)} | {
    f"{n}{'st' if n == 1 else 'nd' if n == 2 else 'rd' if n == 3 else 'th'}": n
    for n in range(1, 13)
}
# "Second appointment missed", "not brought for the 3rd time": what is counted by all alike. A first
# visit is each agency's own.
_MISSED_AGAIN = re.compile(
    rf"\b(?P<which>{'|'.join(_ORDINAL)}) (?:[\w'-]+ ){{0,2}}?"
    r"(?P<what>missed|appointments?|appts?|dna|wnb|non-attendance|cancellation|no access)\b|"
    rf"\bfor (?:the |a )?(?P<which2>{'|'.join(_ORDINAL)}) (?:consecutive )?time\b"
)
_MISSING = re.compile(r"\b(?:miss\w*|dna|wnb|not brought|not attend\w*|no access|cancell\w*)\b")


def ordinal_differs(one: str, other: str) -> Iterator[str]:
    """The how-manieth missed appointment it was."""
    first, second = (_how_manieth(text) for text in (one, other))
    if first and second and first[0] != second[0]:
        yield f"how many ({first[1]!r} or {second[1]!r})"


def _how_manieth(text: str) -> tuple[int, str] | None:
    found = _MISSED_AGAIN.search(text)
    if not found or not _MISSING.search(text):
        return None
    return _ORDINAL[found["which"] or found["which2"]], found[0]
