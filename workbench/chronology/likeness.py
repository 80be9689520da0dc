"""How alike two wordings of an event are: concepts in common, rare ones counting for more."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from scipy import sparse

from workbench.chronology.terms import tidy

_TOKEN = re.compile(r"[a-z0-9][a-z0-9&'.-]*[a-z0-9]|[a-z0-9]")
_STOP = frozenset(
    """a about after again all also am an and any are as at be because been before being both but
    by can could did do does doing down during each few for from further had has have having he
    her here hers him his how i if in into is it its itself just me more most my no nor not now of
    off on once only or other our out over own same she should so some such than that the their
    them then there these they this those through to too under until up very was we were what when
    where which while who whom why will with within would you your re regarding due following
    attended attend attends took place record recorded records noted note made given received
    review reviewed date time today home""".split()
)
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
}
_ENDINGS = (
    "ingly",
    "edly",
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ied",
    "ies",
    "ed",
    "es",
    "s",
    "ly",
    "'s",
)


class Wordings:
    """TF-IDF rows over concepts, and what two rows share."""

    def __init__(self, texts: Sequence[str], concepts: dict[str, str]) -> None:
        self._parts = Concepts(concepts)
        bags = [self._parts.of(text) for text in texts]
        numbers: dict[str, int] = {}
        self._numbers = numbers
        columns = array("l")
        for bag in bags:
            columns.extend(sorted(numbers.setdefault(concept, len(numbers)) for concept in bag))
        ends = np.cumsum([0, *map(len, bags)])
        shape = (len(texts), max(1, len(numbers)))
        present = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)
        self.often = np.asarray(present.sum(axis=0)).ravel()
        # Smoothed, so that in a small case the common words of the work still count a little.
        self.weight = np.log((len(texts) + 2) / (self.often + 1)) + 0.3
        weighted = present.multiply(self.weight).tocsr()
        self.totals = np.asarray(weighted.sum(axis=1)).ravel()
        norms = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
        self._unit = sparse.diags(1 / np.where(norms == 0, 1, norms)) @ weighted
        self._root = present.multiply(np.sqrt(self.weight)).tocsr()
        self.present = present

    def of(self, text: str) -> frozenset[str]:
        """The concepts of any text."""
        return self._parts.of(text)

    def among(self, names: Iterable[str]) -> sparse.csr_matrix:
        """The concepts of that name alone, as columns, for every row."""
        columns = sorted(self._numbers[name] for name in names if name in self._numbers)
        return self.present[:, columns].tocsr()

    def rarest(self, most: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Each row's rarest concepts, at most ``most``: (rows, concepts, place from 0).

        A concept of one row alone joins it to nothing and does not count.
        """
        matrix = self.present
        rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
        columns = matrix.indices
        elsewhere = self.often[columns] > 1
        rows, columns = rows[elsewhere], columns[elsewhere]
        rank = np.lexsort((columns, self.often[columns], rows))
        rows, columns = rows[rank], columns[rank]
        starts = np.searchsorted(rows, np.arange(matrix.shape[0]))
        place = np.arange(len(rows)) - starts[rows]
        keep = place < most
        return rows[keep], columns[keep], place[keep]

    def shared(self, first: np.ndarray, second: np.ndarray, step: int = 100_000) -> np.ndarray:
        """How many concepts that are not in every fifth row two rows have in common."""
        uncommon = (self.often <= max(2.0, 0.2 * self.present.shape[0])).astype(float)
        counted = self.present.multiply(uncommon).tocsr()
        counts = [
            np.asarray(
                counted[first[at : at + step]].multiply(counted[second[at : at + step]]).sum(axis=1)
            ).ravel()
            for at in range(0, len(first), step)
        ]
        return np.concatenate(counts) if counts else np.zeros(0)

    def alike(self, first: np.ndarray, second: np.ndarray, step: int = 100_000) -> np.ndarray:
        """Likeness of pairs of rows, 0 to 1: half cosine, half the share of the shorter's words.

        The second half lets a short note match a long account of one event; it is damped where
        the shorter has few words, for those say little.
        """
        scores = []
        for start in range(0, len(first), step):
            a, b = first[start : start + step], second[start : start + step]
            cosine = np.asarray(self._unit[a].multiply(self._unit[b]).sum(axis=1)).ravel()
            shared = np.asarray(self._root[a].multiply(self._root[b]).sum(axis=1)).ravel()
            shorter = np.minimum(self.totals[a], self.totals[b])
            contained = shared / np.where(shorter == 0, 1, shorter)
            damped = contained * np.minimum(1.0, shorter / (4 * float(np.median(self.weight))))
            scores.append((cosine + damped) / 2)
        return np.concatenate(scores) if scores else np.zeros(0)


class Concepts:
    """Words of a text, with wordings that mean the same made one."""

    def __init__(self, concepts: dict[str, str]) -> None:
        self._named = {
            tuple(_TOKEN.findall(w)): name.replace(" ", "") for w, name in concepts.items()
        }
        self._named.pop((), None)
        self._stems = {
            stem(words[0]): name for words, name in self._named.items() if len(words) == 1
        }
        self._single: dict[str, str] = {}
        self._longest: dict[str, int] = Counter()
        for words in self._named:
            self._longest[words[0]] = max(self._longest[words[0]], len(words))
        self.of = lru_cache(maxsize=4096)(self._of)

    def _words(self, text: str) -> list[str]:
        """Words, numbers in figures; a hyphened word nobody named is its parts."""
        words: list[str] = []
        for word in _TOKEN.findall(tidy(text)):
            if "-" in word and (word,) not in self._named and word not in self._longest:
                words += word.split("-")
            else:
                words.append(word)
        return [_NUMBERS.get(word, word) for word in words if word]

    def _of(self, text: str) -> frozenset[str]:
        words = self._words(text)
        found, at = set(), 0
        while at < len(words):
            word = words[at]
            for length in range(self._longest.get(word, 0), 1, -1):
                name = self._named.get(tuple(words[at : at + length]))
                if name:
                    found.add(name)
                    at += length
                    break
            else:
                found.add(self._single.get(word) or self._by_itself(word))
                at += 1
        found.discard(_NO_CONCEPT)
        return frozenset(found)

    def _by_itself(self, word: str) -> str:
        """A word's concept, where it stands in no longer wording; worked out once a word."""
        ending = stem(word)
        name = self._named.get((word,)) or (
            _NO_CONCEPT if word in _STOP else self._stems.get(ending, ending)
        )
        self._single[word] = name
        return name


_NO_CONCEPT = "\0"  # of a word that says nothing: no word of a text is this


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without the commonest endings; crude, and the same for both agencies."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
