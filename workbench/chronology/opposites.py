"""Wordings that one event cannot bear both: left and right, admitted and sent home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.chronology.terms import Terms, words_of


@dataclass(frozen=True)
class Opposite:
    """Wordings of which one event allows only one; ``what`` says what they are about.

    Either two sides, of which the second may hold the first in its words ("not seen"), or any
    number of alternatives ("left arm", "leg"). ``where``: only between texts that both hold one
    of these; ``unless``: not where either does; ``meetings``: also between rows of a meeting,
    where whoever writes "attended" tells of himself; None where between no others;
    ``disjoint``: a text may take several of many sides; ``aside``: wordings that are taken out
    before either side is looked for ("to be sent" tells of nothing sent).
    """

    what: str
    sides: tuple[Terms, ...]
    nested: bool = True
    where: Terms | None = None
    unless: Terms | None = None
    meetings: bool | None = True
    disjoint: bool = False
    aside: Terms | None = None

    def said(self, text: str) -> dict[int, str]:
        """Which sides a tidied text takes, by which words; of two nested ones, never both."""
        if (self.where and not self.where.find(text)) or (self.unless and self.unless.find(text)):
            return {}
        if self.aside:
            text = self.aside.without(text)
        if not self.nested:
            found = ((n, side.find(text)) for n, side in enumerate(self.sides))
            return {n: words for n, words in found if words}
        second = self.sides[1].find(text)
        first = self.sides[0].find(self.sides[1].without(text) if second else text)
        if bool(first) == bool(second):
            return {}
        return {1: second} if second else {0: first or ""}


class Opposites:
    """All of them, each asked only of texts that hold a word of its own."""

    def __init__(self, opposites: Sequence[Opposite]) -> None:
        self._all = tuple(opposites)
        self._by_word: dict[str, list[int]] = {}
        stems: dict[str, list[int]] = {}
        for n, opposite in enumerate(self._all):
            for first in {first for side in opposite.sides for first in side.firsts}:
                place = stems if first.endswith("*") else self._by_word
                place.setdefault(first.rstrip("*"), []).append(n)
        self._stems = stems
        self._any_stem = tuple(stems)
        self._taken: dict[str, dict[int, dict[int, str]]] = {}

    def between(self, one: str, other: str) -> list[tuple[Opposite, tuple[str, str]]]:
        """Those of which two tidied texts take different sides, with the words of each."""
        first, second = self._sides(one), self._sides(other)
        return [
            (self._all[n], (next(iter(first[n].values())), next(iter(second[n].values()))))
            for n in sorted(first.keys() & second.keys())
            if first[n].keys().isdisjoint(second[n])
        ]

    def _sides(self, text: str) -> dict[int, dict[int, str]]:
        """Which opposite -> the sides the text takes, and by which words."""
        if text not in self._taken:
            said = {n: self._all[n].said(text) for n in self._asked(text)}
            # Of several alternatives ("arm and face") no one is plainly meant.
            self._taken[text] = {
                n: s for n, s in said.items() if len(s) == 1 or (s and self._all[n].disjoint)
            }
        return self._taken[text]

    def _asked(self, text: str) -> set[int]:
        asked: set[int] = set()
        for word in words_of(text):
            asked.update(self._by_word.get(word, ()))
            if word.startswith(self._any_stem):
                for stem, numbers in self._stems.items():
                    if word.startswith(stem):
                        asked.update(numbers)
        return asked
