"""What a sentence asks, where it is one of the asks that reviews keep making.

``data/vocabulary/asks.yaml`` lists them: act, object and situation together, each as the meanings
that a sentence must have. So "a child who was not brought" and "non-attendance" meet not only in a
word, but in what is to be done about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Ask(NamedTuple):
    """An ask: its name, and of which meanings a sentence must have one each."""

    name: str
    needs: tuple[frozenset[str], ...]


class Asks:
    """Asks ready to be looked for."""

    def __init__(self, asks: Iterable[Ask]) -> None:
        self._by_meaning: dict[str, list[Ask]] = defaultdict(list)
        for ask in asks:
            for meaning in min(ask.needs, key=len):  # the need that fewest sentences will meet
                self._by_meaning[meaning].append(ask)

    def among(self, meanings: frozenset[str]) -> tuple[str, ...]:
        """The names of the asks that a sentence of these meanings makes, by alphabet."""
        found = {
            ask.name
            for meaning in meanings
            for ask in self._by_meaning.get(meaning, ())
            if all(need & meanings for need in ask.needs)
        }
        return tuple(sorted(found))


def asks_of(
    lines: Iterable[Sequence[str]], kinds: Mapping[str, Sequence[str]] | None = None
) -> tuple[Ask, ...]:
    """Asks as a file lists them: a name, then its needs, the meanings of each parted by ``/``."""

    def meant(need: str) -> frozenset[str]:
        words = [word.strip() for word in need.split(" / ")]
        return frozenset(each for word in words for each in (kinds or {}).get(word, (word,)))

    return tuple(Ask(name, tuple(meant(need) for need in needs)) for name, *needs in lines)
