"""Many short texts, and which of them hold some words."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np

_MANY = 1_000  # words, from which going once through all that is kept is quicker than one by one


class TextSearch:
    """Texts made ready once, in which words are found whatever their case.

    Kept are the different words of all texts, far fewer than the texts' own, and for each the
    texts that have it: looking for a part of a word looks through those words alone.

    Parameters
    ----------
    texts
        In their order; a text's position is its place in it.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        words, counts = array("i"), array("i")
        number: dict[str, int] = {}
        for text in texts:
            told = text.casefold().split()
            words.extend([number.setdefault(word, len(number)) for word in told])
            counts.append(len(told))
        self._count = len(counts)
        of_word = np.frombuffer(words, dtype="int32") if words else np.zeros(0, dtype="int32")
        holder = np.repeat(np.arange(self._count, dtype="int32"), counts or of_word)
        # One word's texts after another's; `_first` says where each word's begin.
        self._texts = holder[np.argsort(of_word, kind="stable")]
        each = np.bincount(of_word, minlength=len(number)) if number else np.zeros(0, dtype=int)
        self._first = np.r_[0, np.cumsum(each)]
        # All words as one text, a line each: a part of any is looked for in one go.
        self._words = "\n".join(number)
        lengths = np.fromiter(map(len, number), dtype="int64", count=len(number))
        self._begins = np.r_[0, np.cumsum(lengths + 1)]

    def __len__(self) -> int:
        return self._count

    def holding(self, words: str, among: np.ndarray | None = None) -> np.ndarray:
        """Positions of the texts that hold every one of the words, if only as a part of a word.

        Parameters
        ----------
        words
            Separated by spaces; "" is held by every text.
        among
            Positions to look at; None is all. Their order stays.
        """
        kept = np.arange(self._count) if among is None else np.asarray(among, dtype="int64")
        for word in words.casefold().split():
            kept = kept[self._having(word)[kept]]
        return kept

    def _having(self, word: str) -> np.ndarray:
        """For each text whether it holds a word."""
        has = np.zeros(self._count, dtype=bool)
        found = []
        at = self._words.find(word)
        while at >= 0:
            found.append(at)
            at = self._words.find(word, at + 1)
        numbers = np.unique(np.searchsorted(self._begins, found, side="right") - 1)
        if len(numbers) > _MANY:
            of_these = np.zeros(len(self._begins) - 1, dtype=bool)
            of_these[numbers] = True
            has[self._texts[np.repeat(of_these, np.diff(self._first))]] = True
            return has
        for number in numbers:
            has[self._texts[self._first[number] : self._first[number + 1]]] = True
        return has
