"""Words that the rows write only as names: with a capital in mid-sentence, and never without."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from workbench.chronology.terms import tidy

_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][a-z'’-]+")
_PLAIN = re.compile(r"(?<![A-Za-z])[a-z][a-z'’-]+")
_TWICE = 2  # once may be a slip
DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec christmas xmas easter".split()
)


def written_names(texts: Iterable[str]) -> frozenset[str]:
    """Tidied words that name somebody or somewhere: "Kerry" where rows write "with Kerry".

    A word that begins a sentence has its capital from that, and tells nothing.
    """
    inside: Counter[str] = Counter()
    plain: set[str] = set()
    for text in dict.fromkeys(texts):
        inside.update(_INSIDE.findall(text))
        plain.update(_PLAIN.findall(text))
    # Each word is tidied once, however often it is written.
    counted: Counter[str] = Counter()
    for word, count in inside.items():
        counted[_bare(word)] += count
    small = set(map(_bare, plain))
    return frozenset(
        word
        for word, count in counted.items()
        if count >= _TWICE and word not in small and word not in DAYS_AND_MONTHS
    )


def names_in_capitals(texts: Iterable[str], short_forms: Collection[str]) -> frozenset[str]:
    """Tidied names as the police write them, "RUSBRIDGE spoken to", but for short forms."""
    counted = Counter(word for text in dict.fromkeys(texts) for word in _CAPITALS.findall(text))
    return frozenset(
        tidy(word)
        for word, count in counted.items()
        if count >= _TWICE and word not in short_forms and word.casefold() not in DAYS_AND_MONTHS
    )


_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{5,}(?![\w-])")


def _bare(word: str) -> str:
    """A tidied word without the ending of what is somebody's."""
    return tidy(_OF_SOMEBODY.sub("", word))


_OF_SOMEBODY = re.compile(r"['’]s$")
