"""Wordings ready to be compared: what was asked before, in the same words or in others.

Three kinds of being alike:

* ``identical``: the same words in the same order, punctuation and capitals aside.
* ``near-identical``: at least 80 of 100 by token-sorted edit ratio, and most meanings shared.
* ``other words``: less alike in words, but judged to ask the same (:mod:`.same_ask`).

Cost: each different wording is compared only with those that share one of its telling meanings, or
a pair of them, and none is followed that more than ``8 log2(n)`` wordings have, so work grows as
n log n. (Up to 1,500 wordings are compared with all that share any meaning.) A query reads only
the columns of its own meanings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from math import log2

import numpy as np
import pandas as pd
from rapidfuzz import fuzz
from scipy import sparse

from workbench.themes.same_ask import ALL, MEANINGS, SAME_ASK, Meanings, judge
from workbench.themes.same_words import Folder, shipped_folder
from workbench.themes.terms import words

NEAR = 80.0
SHARED_ASK = 0.6  # of near-identical wordings: share of the meanings that both have
KINDS = ("identical", "near-identical", "other words")

_BLOCK_WORDS = 12  # meanings of a wording, the most telling, that are followed, and their pairs
_FEW = 1500  # so few wordings are compared with all that share any meaning: none is missed
_CHUNK = 4096
_PART = 200_000  # pairs judged at a time, so that the memory is bounded
_MOST = 20  # of wordings alike in other words, a reader will not look at more
_SHARED_AT_LEAST = 2  # meanings: one alone ("audit") does not make the same ask
LEAST_KEPT = 0.02  # pairs less alike are not kept: far below what is called the same ask
_NEAR_COSINE = 0.45  # of two wordings that share 60 % of their meanings, and more


class Wordings:
    """Wordings ready to be compared.

    Parameters
    ----------
    passages
        ``ref`` and ``text``; other columns are carried along to the answers.
    folder
        Which words mean the same; the shipped lists when left out.
    """

    def __init__(self, passages: pd.DataFrame, folder: Folder | None = None) -> None:
        self.passages = passages.reset_index(drop=True)
        self.folder = folder or shipped_folder()
        self._judge = judge(self.folder)
        # a text without words is like no other
        plain = [plain_words(text) or f"\0{i}" for i, text in enumerate(self.passages["text"])]
        self._first, self._which = np.unique(np.array(plain, dtype=object), return_inverse=True)
        first_row = np.full(len(self._first), len(plain), dtype=np.int64)
        np.minimum.at(first_row, self._which, np.arange(len(plain)))
        self._row_of = first_row  # of each different wording, the first passage that has it
        texts = self.passages["text"].to_numpy(dtype=object)
        self._meanings = Meanings([texts[row] for row in first_row], self.folder)
        self._found: list[tuple[int, int, float, bool]] | None = None

    def __len__(self) -> int:
        return len(self._first)

    def nearest(self, text: str, top: int = 10, at_least: float = 0.0) -> pd.DataFrame:
        """The passages that ask most nearly what ``text`` asks, however it is worded.

        Returns
        -------
        DataFrame
            The columns given, with ``score`` (0 to 1) and ``kind`` (one of :data:`KINDS`, or
            ``""`` below :data:`SAME_ASK`); the most alike first, then in the order given. Empty
            when no passage shares a meaning with it.
        """
        shared, own = self._meanings.shared_with(text)
        rows = np.flatnonzero(shared[:, ALL] > 0)
        score = np.zeros(len(self))
        totals = self._meanings.totals[rows]
        score[rows] = self._judge.likeness(shared[rows], np.tile(own, (len(rows), 1)), totals)
        found = np.flatnonzero(score > max(at_least, 1e-9))
        if len(found) > top:
            found = found[np.argpartition(-score[found], top - 1)[:top]]
        rows = np.flatnonzero(np.isin(self._which, found))
        out = self.passages.iloc[rows].copy()
        out["score"] = np.minimum(score[self._which[rows]], 1.0).round(4)
        out = out.sort_values("score", ascending=False, kind="stable").head(top)
        out["kind"] = [
            self._kind(text, other, score)
            for other, score in zip(out["text"], out["score"], strict=True)
        ]
        return out.reset_index(drop=True)

    def likeness(self, one: Sequence[int], two: Sequence[int]) -> np.ndarray:
        """How alike the passages at the positions ``one`` and ``two`` are, all with all: 0 to 1."""
        a, b = (self._which[np.asarray(side, dtype=np.int64)] for side in (one, two))
        first, second = np.repeat(a, len(b)), np.tile(b, len(a))
        out = np.zeros(len(first))
        for part in range(0, len(first), _PART):
            span = slice(part, part + _PART)
            out[span] = self._likeness(first[span], second[span])
        return out.reshape(len(a), len(b))

    def _likeness(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        totals = self._meanings.totals
        shared = self._meanings.shared(first, second)
        return self._judge.likeness(shared, totals[first], totals[second])

    def _kind(self, text: str, other: str, score: float) -> str:
        if plain_words(text) == plain_words(other):
            return "identical"
        if near_identical(text, other, self.folder):
            return "near-identical"
        return "other words" if score >= SAME_ASK else ""

    def pairs(self, at_least: float = SAME_ASK) -> pd.DataFrame:
        """Every two different wordings that ask the same; in other words, the 20 most alike each.

        Parameters
        ----------
        at_least
            The likeness from which on two wordings ask the same: 0.15 or more.

        Returns
        -------
        DataFrame
            ``first, second`` (positions in :attr:`passages` of the first passage with that
            wording, ``first`` the smaller), ``kind``, ``score``; in order of position.
        """
        texts = self.passages["text"].to_numpy(dtype=object)
        rows = []
        for a, b, score, may_be_near in self._alike():
            one, two = sorted((int(self._row_of[a]), int(self._row_of[b])))
            near = may_be_near and near_identical(texts[one], texts[two], self.folder)
            if near or score >= at_least:
                kind = "near-identical" if near else "other words"
                rows.append((one, two, kind, round(float(score), 4)))
        out = pd.DataFrame(rows, columns=["first", "second", "kind", "score"])
        return out.sort_values(["first", "second"]).reset_index(drop=True)

    def same_wording(self) -> np.ndarray:
        """For each passage the position of the first passage with the same wording."""
        return self._row_of[self._which]

    def _alike(self) -> list[tuple[int, int, float, bool]]:
        """The candidates, looked for once."""
        if self._found is None:
            self._found = list(self._candidates(LEAST_KEPT))
        return self._found

    def _candidates(self, floor: float) -> Iterable[tuple[int, int, float, bool]]:
        """Pairs that share a telling meaning, or a pair of them, and are alike enough.

        The last value says whether they share so many meanings that they may be near-identical.
        """
        if len(self) < 2:
            return
        keys = self._keys()
        table, totals = self._meanings.table, self._meanings.totals
        meanings = totals[:, MEANINGS]
        for start in range(0, len(self), _CHUNK):
            stop = min(start + _CHUNK, len(self))
            meet = sparse.triu((keys[start:stop] @ keys.T).tocoo(), k=start + 1).tocoo()
            left, right = meet.row + start, meet.col
            for part in range(0, len(left), _PART):
                a, b = left[part : part + _PART], right[part : part + _PART]
                both = table[a].multiply(table[b]).tocsr()
                shared = both @ self._meanings.weights
                count = shared[:, MEANINGS]
                near = count >= _NEAR_COSINE * np.sqrt(meanings[a] * meanings[b])
                score = self._judge.likeness(shared, totals[a], totals[b])
                high = np.flatnonzero(((score >= floor) & (count >= _SHARED_AT_LEAST)) | near)
                for k in _most_alike(a[high], score[high], near[high], high):
                    yield int(a[k]), int(b[k]), float(score[k]), bool(near[k])

    def _keys(self) -> sparse.csr_array:
        """Which telling meanings, and pairs of them, each wording has; none that many have."""
        table = self._meanings.table
        if len(self) <= _FEW:
            return table[:, self._meanings.plain].astype(np.float32)
        worth, have = self._meanings.weights[:, ALL], self._meanings.have
        seen: dict[tuple[int, int], int] = {}
        indices: list[int] = []
        ends = [0]
        n = table.shape[1]
        for row in range(len(self)):
            own = table.indices[table.indptr[row] : table.indptr[row + 1]]
            own = own[(have[own] > 1) & (worth[own] > 0)]  # a meaning of one wording joins none
            telling = own[np.argsort(-worth[own], kind="stable")][:_BLOCK_WORDS].tolist()
            indices += telling
            for pair in combinations(sorted(telling), 2):
                indices.append(n + seen.setdefault(pair, len(seen)))
            ends.append(len(indices))
        shape = (len(self), n + len(seen))
        keys = sparse.csr_array(
            (np.ones(len(indices), dtype=np.float32), indices, ends), shape=shape
        )
        held_by = np.bincount(keys.indices, minlength=shape[1])
        wanted = np.flatnonzero((held_by > 1) & (held_by <= 8 * log2(len(self))))
        return keys.tocsc()[:, wanted].tocsr()


def _most_alike(
    row: np.ndarray, score: np.ndarray, near: np.ndarray, which: np.ndarray
) -> np.ndarray:
    """Of each row the most alike few, and all that may be near-identical."""
    order = np.lexsort((-score, row))
    row, near, which = row[order], near[order], which[order]
    begins = np.flatnonzero(np.r_[True, row[1:] != row[:-1]]) if len(row) else np.zeros(0, int)
    rank = np.arange(len(row)) - np.repeat(begins, np.diff(np.r_[begins, len(row)]))
    return which[(rank < _MOST) | near]


@lru_cache(maxsize=1 << 17)
def plain_words(text: str) -> str:
    """The words of a text and nothing else, in small letters."""
    return " ".join(word.key for word in words(text))


def near_identical(one: str, two: str, folder: Folder) -> bool:
    """Whether two wordings say the same with a word or two changed."""
    if fuzz.token_sort_ratio(plain_words(one), plain_words(two), score_cutoff=NEAR) < NEAR:
        return False
    a, b = set(folder.meanings(one)), set(folder.meanings(two))
    if not a or not b:
        return False
    return len(a & b) / len(a | b) >= SHARED_ASK
