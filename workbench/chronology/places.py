"""Hospitals, schools and addresses that two rows of one event name, and not the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = r"(?:St\.?\s)?[A-Z][\w'’-]+(?:\s(?:and\s|of\s)?(?:St\.?\s)?[A-Z][\w'’-]+){0,3}?"
_KINDS = {
    "which hospital": re.compile(
        rf"\b(?P<name>{_NAME})\s(?:RC\s)?(?:General\s)?(?:Hospital|Infirmary|Maternity Unit|"
        r"Birth Centre|Walk-in Centre)\b"
    ),
    "which school": re.compile(
        rf"\b(?P<name>{_NAME})\s(?:R\.?C\.?\s|C\.?\s?of\s?E\.?\s|CE\s)?(?:Primary|Infants?|Juniors?|Academy|"
        r"High|Secondary|Nursery|Pre-?school|College)\b"
    ),
    "which address": re.compile(
        r"\b(?P<name>(?:Flat\s\d+,?\s)?\d{1,3}[a-z]?\s[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\s(?:Road|Rd|"
        r"Street|St|Close|Court|Avenue|Ave|Lane|Drive|Way|Place|Crescent|Terrace|Gardens|Grove)\b"
    ),
}
# What begins a sentence, or is said of a place, is no part of its name.
_NO_PART = frozenset(
    "the at to in from of and mum mother dad father seen taken conveyed attended moved rang visit "
    "saw started began born local transfer transferred admitted old former previous new".split()
)


def differ(one: str, other: str) -> Iterator[str]:
    """Where each of two texts, as they are written, names one place of a kind, and not the same."""
    for what, pattern in _KINDS.items():
        first, second = _named(pattern, one), _named(pattern, other)
        if len(first) == len(second) == 1:
            (mine, words), (theirs, other_words) = *first.items(), *second.items()
            if mine.isdisjoint(theirs):
                yield f"{what} ({words!r} or {other_words!r})"


def _named(pattern: re.Pattern[str], text: str) -> dict[frozenset[str], str]:
    """The words of each name, without regard to case -> as the text has it."""
    found: dict[frozenset[str], str] = {}
    for each in pattern.finditer(" ".join(text.split())):
        words = [w.casefold().strip(".'’") for w in each["name"].split()]
        own = frozenset(word for word in words if word not in _NO_PART)
        if own and not any(own & known for known in found):
            found[own] = each[0]
    return found
