"""What the words of coded passages teach beyond the codebook's terms.

A ridge regression of the codes on words, pairs of words and runs of letters (TF-IDF), in its dual
form: one small system of equations for all codes of all facets at once, so that it is fitted in a
fraction of a second and can be fitted anew without each report in turn. It is linear: the words
behind a score can be named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy import sparse
from scipy.linalg import cholesky, solve
from scipy.linalg.lapack import dpotri
from sklearn.feature_extraction.text import TfidfVectorizer

RIDGE = 0.6  # chosen by leave-one-report-out on what ships
LETTERS = 0.6  # weight of runs of letters beside words: they carry endings and misspellings

# The words of one text: their places in the vocabulary, and their weights in it.
Counted = tuple[np.ndarray, np.ndarray]


@dataclass
class Learned:
    """A linear score for each code. Fit with :func:`fit`."""

    words: TfidfVectorizer
    letters: TfidfVectorizer | None
    table: sparse.csr_matrix  # what was learned from
    dual: np.ndarray  # a row a lesson, a column a code
    mean: np.ndarray  # of each code among the lessons
    # What the dual is without each report: kept where parts of lessons are to be scored so.
    dual_without: dict[str, np.ndarray] = field(default_factory=dict, repr=False)
    _primal: np.ndarray | None = field(default=None, repr=False)

    def vectors(self, texts: list[str]) -> sparse.csr_matrix:
        """Texts as rows of length one."""
        words = self.words.transform(texts)
        return words if self.letters is None else _stack(words, self.letters.transform(texts))

    def score(self, texts: list[str]) -> np.ndarray:
        """A row a text, a column a code: about 0 for no, 1 for yes."""
        if not texts:
            return np.zeros((0, self.dual.shape[1]))
        return (self.vectors(texts) @ self.table.T) @ self.dual + self.mean

    def score_without(self, report: str, texts: list[str]) -> np.ndarray:
        """The same, by what the other reports teach; :func:`fit` must have been asked for it."""
        if not texts:
            return np.zeros((0, self.dual.shape[1]))
        return (self.vectors(texts) @ self.table.T) @ self.dual_without[report] + self.mean

    def counted(self, texts: list[str]) -> list[Counted]:
        """Texts by their words alone, for :meth:`because`: many at once are quick."""
        if not texts:
            return []
        table = self.words.transform(texts)
        return [
            (table.indices[start:end], table.data[start:end])
            for start, end in pairwise(table.indptr)
        ]

    def because(self, counted: Counted, code: int, top: int = 3) -> tuple[str, ...]:
        """The words and pairs of words of a text that raised a code's score most."""
        if self._primal is None:
            count = len(self.words.vocabulary_)
            self._primal = self.table[:, :count].T @ self.dual
            self._names = self.words.get_feature_names_out()
        words, weights = counted
        gain = weights * self._primal[words, code]
        order = np.argsort(-gain)[:top]
        return tuple(str(self._names[words[i]]) for i in order if gain[i] > 0)


def _stack(words: sparse.csr_matrix, letters: sparse.csr_matrix) -> sparse.csr_matrix:
    total = np.sqrt(1 + LETTERS**2)
    return sparse.hstack([words / total, letters * (LETTERS / total)]).tocsr()


def words_and_letters() -> tuple[TfidfVectorizer, TfidfVectorizer]:
    """What a passage is about: words and pairs of words that carry meaning, and runs of letters."""
    return (
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english"),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
    )


def fit(
    texts: list[str],
    codes: np.ndarray,
    weights: np.ndarray,
    groups: np.ndarray,
    words: TfidfVectorizer,
    letters: TfidfVectorizer | None,
    *,
    keep_without: bool = False,
) -> tuple[Learned, np.ndarray]:
    """Fit on all lessons, and score each lesson by what the other reports teach.

    Parameters
    ----------
    codes
        A row a lesson, a column a code: 1, 0, or NaN where the lesson says nothing about it.
    weights
        How much each lesson counts.
    groups
        The report each lesson is from.
    words, letters
        What is looked at, not fitted yet; ``letters`` None for words alone.
    keep_without
        Whether other texts of the same reports will be scored by :meth:`Learned.score_without`.

    Returns
    -------
    Learned, ndarray
        The model, and for each lesson and code the score it gets when its own report is left
        out: what may honestly be expected on an unseen report.
    """
    table = words.fit_transform(texts)
    if letters is not None:
        table = _stack(table, letters.fit_transform(texts))
    alike = (table @ table.T).toarray()
    known = ~np.isnan(codes)
    mean = np.array([codes[known[:, j], j].mean() if known[:, j].any() else 0.0
                     for j in range(codes.shape[1])])  # fmt: skip
    target = np.where(known, codes - mean, 0.0)
    dual = np.zeros_like(target)
    held_out = np.tile(mean, (len(texts), 1))
    reports = np.unique(groups) if keep_without else ()
    dual_without = {str(report): np.zeros_like(target) for report in reports}
    patterns, which = np.unique(known, axis=1, return_inverse=True)
    for p in range(patterns.shape[1]):  # codes known for the same lessons are solved together
        rows = np.flatnonzero(patterns[:, p])
        columns = np.flatnonzero(which.ravel() == p)
        if len(rows):
            place = np.ix_(rows, columns)
            inverse = _inverse(alike[np.ix_(rows, rows)] + np.diag(RIDGE / weights[rows]))
            dual[place] = inverse @ target[place]
            held_out[place] += target[place]
            for report, own, change in _changes(inverse, dual[place], groups[rows]):
                held_out[np.ix_(rows[own], columns)] -= change
                if report in dual_without:
                    dual_without[report][place] = dual[place] - inverse[:, own] @ change
    return Learned(words, letters, table, dual, mean, dual_without), held_out


def _changes(
    inverse: np.ndarray, dual: np.ndarray, groups: np.ndarray
) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """For each report, its lessons and what leaving them out changes of weighted kernel ridge.

    With the inverse at hand a report need not be fitted without: the prediction for its lessons
    by the others is their target less this change, its block of the inverse solved for its dual
    weights (the block form of the leave-one-out identity of ridge regression); and the dual
    without it is the dual less its columns of the inverse times the change.
    """
    for report in np.unique(groups):
        own = np.flatnonzero(groups == report)
        block = inverse[np.ix_(own, own)]
        yield str(report), own, solve(block, dual[own], assume_a="pos", check_finite=False)


def _inverse(system: np.ndarray) -> np.ndarray:
    """Of a symmetric positive definite matrix: by Cholesky, in half the time of a general one."""
    lower, _ = dpotri(cholesky(system, lower=True, check_finite=False), lower=1)
    lower = np.tril(lower)
    return lower + np.tril(lower, -1).T
