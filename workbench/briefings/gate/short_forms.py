"""What somebody is called at home: short forms of a first name that no list holds.

A listed form (Bob, Maggie) comes from ``data/vocabulary/disclosure.yaml``. Here they are made, as
people make them: the beginning of the name with an ending (Dec, Deccy, Margie), the beginning with
a z (Taz, Kezza), the name with a fond ending of another language (Oliwka, Dariuszek).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_VOWELS = "aeiouy"
_ENDINGS = r"(?:y|ie|ey|i|s|sy|sie|o|a|er|ers|ster|bo|bob|kins|zy|zie|z|zz|zza)?"
_FOND = (
    r"(?:k|ka|ek|ko|czek|eczek|iczek|eczka|us|usz|usia|usiu|unia|enka|inka|ulka|cia|sia|ita|ito|"
    r"inho|inha|ica|ja|ju|ji|jaan|jan|cik)"
)
SHORTEST = 5  # letters of a first name that is cut short
_SHORTEST_FOND = 3  # letters of one that only gets an ending


def made_from(first: str) -> Iterator[tuple[str, int]]:
    """Patterns of the short forms of a first name, with the length of the stem each keeps.

    Parameters
    ----------
    first
        The first name in lower case, accents folded; one of under five letters has none.
    """
    if len(first) < SHORTEST or not first.isalpha():
        return
    for length in range(3, min(5, len(first) - 2) + 1):
        stem = first[:length]
        if not set(stem) & set(_VOWELS):
            continue
        double = "" if stem[-1] in _VOWELS else f"{stem[-1]}?"
        yield f"{stem}{double}{_ENDINGS}", length
        if stem[-1] == "c":
            yield f"{stem[:-1]}k{{1,2}}{_ENDINGS}", length
    onset = re.match(r"[^aeiou]*[aeiou]", first)
    if onset and len(onset[0]) > 1:
        yield f"{onset[0]}z{{1,2}}(?:a|y|ie|er)?", 3
    root = first.rstrip("aeiouy")
    for stem in {first, root, root[:-1]}:
        if len(stem) >= 3:
            yield f"{stem}{_FOND}", len(stem)


def fond_of(first: str, *, own_names: bool = True) -> Iterator[str]:
    """Patterns of a whole first name with a fond ending: Rosie for Rose, Jacky or Jackie for Jack.

    Parameters
    ----------
    first
        The first name in lower case, accents folded.
    own_names
        Also those with a plain ``y``, which are often names of their own: Lucy beside Luc.
    """
    stem = first.removesuffix("e")
    if len(first) < _SHORTEST_FOND or not first.isalpha() or stem[-1] in _VOWELS:
        return
    endings = "(?:y|ie|ey)" if own_names else "(?:ie|ey)"
    yield f"{stem}{endings}"
    if stem[-2] in _VOWELS:  # Tommy, Benny
        yield f"{stem}{stem[-1]}(?:y|ie|ey)"
