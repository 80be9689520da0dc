"""Words that the rows write only as names: with a capital in mid-sentence, and never without."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from workbench.chronology.terms import tidy

_WORD = re.compile(r"(?P<inside>(?<=[a-z,] ))?(?P<word>[A-Za-z][a-z'’-]+)")
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
        for found in _WORD.finditer(text):
            word = re.sub(r"['’]s$", "", found["word"])
            if word[0].islower():
                plain.add(tidy(word))
            elif found["inside"] is not None:
                inside[tidy(word)] += 1
    return frozenset(
        word
        for word, count in inside.items()
        if count >= _TWICE and word not in plain and word not in DAYS_AND_MONTHS
    )
