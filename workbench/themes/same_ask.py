"""Whether two recommendations ask the same: the evidence, and how much each kind of it counts.

Two wordings ask the same when they mean the same act about the same subject, for whomever. So what
both say is weighed by how telling it is (words of many recommendations count little), the subject
more than the act and the act more than the actor, and what speaks against it is that *each* has a
subject of its own. How much each piece of evidence counts is learned from the pairs in
``data/vocabulary/same_asks.yaml``, by a logistic regression of nine numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from workbench.errors import VocabularyError
from workbench.places import shipped
from workbench.themes.published import coded_examples, published_passages
from workbench.themes.same_words import REST, Folder, shipped_folder
from workbench.vocabulary_files import read_yaml

SAME_ASK = 0.5  # the likeness from which on two wordings are said to ask the same
SEVERAL = 2  # a subject alone is no ask, nor is an act alone: what is shared must be both
ALONE = 1.7  # what one meaning alone costs: log odds of the sentences that ship, and of others
BETA = 0.8  # a wrong echo costs a reader more than a missed one
MOST_TELLING = 6.0  # so that a word seen once does not outweigh a subject

_HEFT = {"about": 1.5, "doing": 1.0, "who": 0.5, REST: 0.7}
# What is added up of the meanings two wordings share; the last counts those that are no actor.
_SHARES = ("all", "about", "doing", "who", "count")
_TINY = 1e-9


class Meanings:
    """Wordings as a table of their meanings, each with its weight.

    Parameters
    ----------
    texts
        The wordings, one row each.
    folder
        Which words mean the same.
    """

    def __init__(self, texts: Sequence[str], folder: Folder) -> None:
        self.folder = folder
        self.columns: dict[str, int] = {}
        indices: list[int] = []
        ends = [0]
        for text in texts:
            for meaning in folder.meanings(text):
                indices.append(self.columns.setdefault(meaning, len(self.columns)))
            ends.append(len(indices))
        shape = (len(texts), len(self.columns))
        self.table = sparse.csr_array((np.ones(len(indices)), indices, ends), shape=shape)
        self.have = np.bincount(self.table.indices, minlength=shape[1])
        self.weights = self._weigh(list(self.columns), self.have)
        self.totals = self.table @ self.weights

    def _weigh(self, meanings: Sequence[str], have: np.ndarray) -> np.ndarray:
        """A row a meaning: what it adds to each of ``_SHARES``."""
        elsewhere, texts = _elsewhere(self.folder)
        widely = have + np.array([elsewhere[meaning] for meaning in meanings], dtype=float)
        rarity = np.log((1 + texts + self.table.shape[0]) / (1 + widely)) + 0.5
        sections = np.array([self.folder.section(meaning) for meaning in meanings], dtype=object)
        heft = np.array([_HEFT[section] for section in sections])
        worth = np.clip(rarity, 0.0, MOST_TELLING) * heft
        shares = [worth, *(worth * (sections == name) for name in _SHARES[1:4]), sections != "who"]
        return np.stack(shares, axis=1).astype(float)

    @cached_property
    def by_column(self) -> sparse.csc_array:
        """The same table, made for looking up who has a meaning."""
        return self.table.tocsc()

    def shared(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """What the wordings of two equally long lists of rows share: a row a pair."""
        return self.table[first].multiply(self.table[second]).tocsr() @ self.weights

    def shared_with(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """What every row shares with a wording from elsewhere, and that wording's totals."""
        meanings = self.folder.meanings(text)
        known = [self.columns[m] for m in meanings if m in self.columns]
        unknown = [m for m in meanings if m not in self.columns]
        totals = self.weights[known].sum(axis=0) if known else np.zeros(len(_SHARES))
        if unknown:
            totals = totals + self._weigh(unknown, np.zeros(len(unknown))).sum(axis=0)
        shared = np.zeros((self.table.shape[0], len(_SHARES)))
        for column in known:
            begin, end = self.by_column.indptr[column : column + 2]
            shared[self.by_column.indices[begin:end]] += self.weights[column]
        return shared, totals


def evidence(shared: np.ndarray, one: np.ndarray, two: np.ndarray) -> np.ndarray:
    """What speaks for two wordings asking the same, from what they share and what each says.

    Parameters
    ----------
    shared, one, two
        Of each pair what both, the first and the second say, added up as in ``_SHARES``.

    Returns
    -------
    ndarray
        A row a pair: how much is shared, of both and of the shorter one; the same of the subject
        and of the act; of the actor; and the subjects that *each* has and the other has not.
    """
    lengths = np.sqrt(one * two) + _TINY
    shorter = np.minimum(one[..., 0], two[..., 0]) + _TINY
    own = np.minimum(one[..., 1] - shared[..., 1], two[..., 1] - shared[..., 1])
    return np.stack(
        [
            np.log1p(shared[..., 0]),
            shared[..., 0] / lengths[..., 0],
            shared[..., 0] / shorter,
            np.log1p(shared[..., 1]),
            shared[..., 1] / lengths[..., 1],
            np.log1p(shared[..., 2]),
            shared[..., 2] / lengths[..., 2],
            shared[..., 3] / lengths[..., 3],
            np.log1p(np.maximum(own, 0.0)),
        ],
        axis=-1,
    )


@dataclass(frozen=True)
class Judge:
    """How much each piece of evidence counts. Make one with :func:`judge`."""

    counts: np.ndarray
    start: float

    def likeness(self, shared: np.ndarray, one: np.ndarray, two: np.ndarray) -> np.ndarray:
        """How sure it is that wordings ask the same: 0 to 1, :data:`SAME_ASK` being the turn."""
        told = evidence(shared, one, two) @ self.counts + self.start - _alone(shared)
        sure = 1 / (1 + np.exp(-np.clip(told, -30, 30)))
        return np.where(shared[..., 0] > 0, sure, 0.0)


@cache
def judge(folder: Folder | None = None) -> Judge:
    """Learned from the pairs that ship, folded by the same lists.

    The turn is put where the pairs that ship are told apart best (highest F of :data:`BETA`).
    """
    texts, first, second, same = _lessons()
    table = Meanings(texts, folder or shipped_folder())
    shared = table.shared(first, second)
    rows = evidence(shared, table.totals[first], table.totals[second])
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + _TINY
    fitted = LogisticRegression(C=0.3, max_iter=2000).fit((rows - middle) / spread, same)
    counts = fitted.coef_[0] / spread
    start = float(fitted.intercept_[0] - (counts * middle).sum())
    turn = _best_turn(rows @ counts + start - _alone(shared), same)
    return Judge(counts, start - turn)


def _alone(shared: np.ndarray) -> np.ndarray:
    return np.where(shared[..., 4] < SEVERAL, ALONE, 0.0)


def _best_turn(scores: np.ndarray, same: np.ndarray) -> float:
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(same[order])
    said = np.arange(1, len(order) + 1)
    best = int(np.argmax((1 + BETA**2) * right / (said + BETA**2 * same.sum())))
    following = scores[order[min(best + 1, len(order) - 1)]]
    return float(scores[order[best]] + following) / 2


@cache
def _elsewhere(folder: Folder) -> tuple[Counter[str], int]:
    """How many of the texts that ship have each meaning, and how many texts there are.

    In a library of three reports every word is rare; beside these, the common ones are not.
    """
    held = _read_same_asks(shipped("data", "vocabulary", "same_asks.yaml"))
    texts = [*published_passages()["text"], *coded_examples()["text"]]
    texts += [wording for wordings in held["same"] for wording in wordings]
    have = Counter(meaning for text in texts for meaning in folder.meanings(text))
    return have, len(texts)


@cache
def _lessons() -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """Texts, and pairs of them that are, or are not, the same ask."""
    held = _read_same_asks(shipped("data", "vocabulary", "same_asks.yaml"))
    texts = [wording for wordings in held["same"] for wording in wordings]
    asks = [ask for ask, wordings in enumerate(held["same"]) for _ in wordings]
    first, second = ([int(i) for i in rows] for rows in np.triu_indices(len(texts), 1))
    same = [int(asks[i] == asks[j]) for i, j in zip(first, second, strict=True)]
    for one, two in held["not_same"]:
        texts += [one, two]
        first.append(len(texts) - 2)
        second.append(len(texts) - 1)
        same.append(0)
    place: dict[str, int] = {}
    for one, two, alike in _composed(held["frames"], held["subjects"]):
        first.append(place.setdefault(one, len(texts) + len(place)))
        second.append(place.setdefault(two, len(texts) + len(place)))
        same.append(alike)
    return [*texts, *place], np.array(first), np.array(second), np.array(same)


def _composed(
    frames: Sequence[Sequence[str]], subjects: Sequence[Sequence[str]]
) -> Iterator[tuple[str, str, int]]:
    """Sentences of one act about one subject, one act about two, and two acts about one.

    Each subject meets a few acts and each act a few subjects, in turn: enough to learn from.
    """
    for s, (name, other_name, *_) in enumerate(subjects):
        act = frames[s % len(frames)]
        for one, two in combinations(act, 2):
            yield one.format(name), two.format(other_name), 1
            yield two.format(name), one.format(other_name), 1
        for step in (1, 3, 7):
            elsewhere = subjects[(s + step) % len(subjects)]
            frame = act[step % len(act)]
            yield frame.format(name), frame.format(elsewhere[0]), 0
            other = frames[(s + step) % len(frames)]
            if other is not act:
                yield frame.format(name), other[step % len(other)].format(other_name), 0


@cache
def _read_same_asks(path: Path) -> dict[str, list[list[str]]]:
    """The lists of a file of pairs.

    Raises
    ------
    VocabularyError
        When one of the lists is missing, or a line of it is no list of two or more.
    """
    held = read_yaml(path)
    for name in ("same", "not_same", "frames", "subjects"):
        lists = held.get(name) if isinstance(held, dict) else None
        if not lists or not all(isinstance(line, list) and len(line) > 1 for line in lists):
            raise VocabularyError.at(
                path.name,
                None,
                f"{name!r} is not a list of lines of two or more wordings.",
                "Write one line for each: - [one wording, another].",
            )
    return held
