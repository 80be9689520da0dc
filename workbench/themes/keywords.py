"""Plain keywords: how strongly a text's words point to each code of a facet, and which words.

The baseline that everything learned is measured against, and its first ingredient. Nothing is
learned here: the weights are the codebook's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from workbench.themes.codebook import Codebook
from workbench.themes.terms import Hit, Terms

LEAD = 1.5  # what a word in the first sentence counts: reports say first what a passage is about
SECOND = 0.6  # a second code is chosen at this share of the first one's score
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+(?=[A-Z‘“'\"(])")
_TITLE_END = 30  # a "sentence" shorter than this is a run-in heading or ends in "St."


@dataclass(frozen=True)
class Pointers:
    """What a text's words say about one facet: a score a code, and the words behind it."""

    scores: np.ndarray
    lead: np.ndarray  # the same of the first sentence alone
    words: tuple[tuple[str, ...], ...]  # for each code, as written, the weightiest first


class Keywords:
    """The terms of one facet's codes, ready to be looked for in texts."""

    def __init__(
        self, facet: str, codes: Iterable[tuple[str, Iterable[tuple[str, float]]]]
    ) -> None:
        given = [(code, dict(terms)) for code, terms in codes]
        self.facet = facet
        self.codes: tuple[str, ...] = tuple(code for code, _ in given)
        self._weights = [terms for _, terms in given]
        self._terms = Terms(term for weights in self._weights for term in weights)
        self._of_term: dict[str, list[int]] = defaultdict(list)
        for i, weights in enumerate(self._weights):
            for term in weights:
                self._of_term[term].append(i)
        self.point = lru_cache(maxsize=20_000)(self._point)

    def _point(self, text: str) -> Pointers:
        """Each code's score: its terms' weights, a repeated one counting half, a third, ...

        Of terms that overlap the longest counts; a term in the first sentence counts
        :data:`LEAD` times. The score has no upper bound; 0 means that no term was found.
        """
        spans: dict[int, list[tuple[Hit, float]]] = defaultdict(list)
        for hit in self._terms.find(text):
            for i in self._of_term[hit.term]:
                spans[i].append((hit, self._weights[i][hit.term]))
        lead = first_sentence_end(text)
        scores = np.zeros(len(self.codes))
        first = np.zeros(len(self.codes))
        words: list[tuple[str, ...]] = [()] * len(self.codes)
        for i, found in spans.items():
            gained = _gains(text, _longest(found), lead)
            scores[i] = sum(gained.values())
            within = [(hit, weight) for hit, weight in found if hit.end <= lead]
            first[i] = sum(_gains(text, _longest(within), lead).values())
            words[i] = tuple(sorted(gained, key=lambda word: -gained[word]))
        return Pointers(scores, first, tuple(words))

    def scores(self, texts: Sequence[str]) -> np.ndarray:
        """A row a text, a column a code."""
        if not len(texts):
            return np.zeros((0, len(self.codes)))
        return np.stack([self.point(text).scores for text in texts])

    def lead_scores(self, texts: Sequence[str]) -> np.ndarray:
        """The same of each text's first sentence."""
        if not len(texts):
            return np.zeros((0, len(self.codes)))
        return np.stack([self.point(text).lead for text in texts])

    def choose(self, text: str, most: int) -> tuple[str, ...]:
        """The codes plain keywords would give: the highest, and those near it; none for none."""
        scores = self.point(text).scores
        order = np.argsort(-scores, kind="stable")[:most]
        best = scores[order[0]] if len(order) else 0.0
        return tuple(self.codes[i] for i in order if best > 0 and scores[i] >= SECOND * best)


def keywords_of(codebook: Codebook, facet: str) -> Keywords:
    """The keywords of a codebook's facet; the same terms are made ready, and counted, once."""
    return _made(
        facet, tuple((code.id, tuple(code.terms.items())) for code in codebook.codes(facet))
    )


@lru_cache(maxsize=16)
def _made(facet: str, codes: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]) -> Keywords:
    return Keywords(facet, codes)


def first_sentence_end(text: str) -> int:
    """Where the first sentence of a text ends; a run-in heading counts with the next one."""
    for end in _SENTENCE.finditer(text):
        if end.start() >= _TITLE_END:
            return end.start()
    return len(text)


def _longest(found: list[tuple[Hit, float]]) -> list[tuple[Hit, float]]:
    """Terms that do not overlap, longer ones preferred, in order of place."""
    kept: list[tuple[Hit, float]] = []
    for hit, weight in sorted(found, key=lambda f: (f[0].start - f[0].end, f[0].start)):
        if all(hit.end <= k.start or hit.start >= k.end for k, _ in kept):
            kept.append((hit, weight))
    return sorted(kept, key=lambda f: f[0].start)


def _gains(text: str, found: list[tuple[Hit, float]], lead: int) -> dict[str, float]:
    """What each different wording adds to the score, as first written."""
    gains: dict[str, float] = {}
    shown: dict[str, str] = {}
    times: dict[str, int] = defaultdict(int)
    for hit, weight in found:
        key = text[hit.start : hit.end].casefold()
        times[key] += 1
        word = shown.setdefault(key, text[hit.start : hit.end])
        gains[word] = gains.get(word, 0.0) + weight / times[key] * (LEAD if hit.start < lead else 1)
    return gains
