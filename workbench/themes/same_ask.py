"""Whether two recommendations ask the same: the evidence, and how much each kind of it counts.

Two wordings ask the same when they mean the same act about the same subject, for whomever. So what
both say is weighed by how telling it is (words of many recommendations count little), the subject
more than the act and the act more than the actor, and what speaks against it is that *each* has a
subject of its own. How much each piece of evidence counts is learned from the pairs in
``data/vocabulary/same_asks.yaml``, by a logistic regression of eight numbers in which
nothing that both say speaks against them. And what is wanted must be bound to the subject in one
clause of each (:func:`bound`): one subject of which two things are asked is no echo.
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
from scipy.optimize import minimize

from workbench.errors import VocabularyError
from workbench.places import shipped
from workbench.themes.published import coded_examples, published_passages
from workbench.themes.same_words import REST, Folder, shipped_folder
from workbench.vocabulary_files import read_yaml

SAME_ASK = 0.5  # the likeness from which on two wordings are said to ask the same
SEVERAL = 2  # a subject alone is no ask, nor is an act alone: what is shared must be both
ACTS_EACH = 3  # acts that each subject of the composed lessons meets
UNBOUND = 0.49  # one subject of which two things are asked is never said to be the same ask
BOUND_AT_LEAST, BOUND_SHARE = 4.0, 0.05  # act and subject in one clause: of what is shared
ASKS_AT_LEAST, ASKS_SHARE = 8.0, 0.75  # known asks in common: two or more, most of the shorter's
SHARED_AT_LEAST = 0.3  # of all that both mean: two long wordings meet somewhere by chance
LOOSENESS = 0.3  # how far the evidence may count for more than nothing
OF_OTHER_THEMES = 6_000  # pairs at most: more would outweigh what is taught by hand
EASY = 0.05  # what two of the wordings that have nothing to do with each other count as a lesson
ALONE = 1.7  # what one meaning alone costs: log odds of the sentences that ship, and of others
BETA = 0.8
MOST_TELLING = 6.0  # so that a word seen once does not outweigh a subject

_HEFT = {"about": 1.5, "doing": 1.0, "who": 0.5, REST: 0.7}
_DONE_HEFT = {"about": 1.0, "doing": 0.25, "who": 0.15, REST: 0.4}
_NEARLY_DONE = (
    0.6  # of what an act counts with its subject, where the acts are only near each other
)
ASK, ACT, HEAD, NEAR, DONE = "ask:", "act:", "first:", "near:", "do:"  # before what is no meaning
# What is added up of what two wordings share.
ALL, ABOUT, DOING, COUNT, ASKS, ACTS, FIRST, NEAR_ACTS, BOUND, MEANINGS = range(10)
_SPEAKS = (1, 1, -1, 1, -1, 1, -1, -1)  # for or against: of each piece, as `evidence` lists them
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
            for meaning in _columns(folder, text):
                indices.append(self.columns.setdefault(meaning, len(self.columns)))
            ends.append(len(indices))
        shape = (len(texts), len(self.columns))
        self.table = sparse.csr_array((np.ones(len(indices)), indices, ends), shape=shape)
        self.have = np.bincount(self.table.indices, minlength=shape[1])
        self.weights = self._weigh(list(self.columns), self.have)
        self.totals = self.table @ self.weights

    def _weigh(self, meanings: Sequence[str], have: np.ndarray) -> np.ndarray:
        """A row a meaning: what it adds to each share, from :data:`ALL` to :data:`MEANINGS`."""
        elsewhere, texts = _elsewhere(self.folder)
        widely = have + np.array([elsewhere[meaning] for meaning in meanings], dtype=float)
        rarity = np.log((1 + texts + self.table.shape[0]) / (1 + widely)) + 0.5
        sections = np.array([self.folder.section(meaning) for meaning in meanings], dtype=object)
        heft = np.array([_HEFT[section] for section in sections])
        worth = np.clip(rarity, 0.0, MOST_TELLING) * heft
        marks = {
            mark: np.array([meaning.startswith(mark) for meaning in meanings], dtype=bool)
            for mark in (ASK, ACT, HEAD, NEAR, DONE)
        }
        plain = ~np.any(list(marks.values()), axis=0) if len(meanings) else np.zeros(0, dtype=bool)
        shares = {
            ALL: worth * plain,
            ABOUT: worth * (sections == "about") * plain,
            DOING: worth * (sections == "doing") * plain,
            COUNT: (sections != "who") & plain,
            ASKS: rarity * marks[ASK],
            ACTS: marks[ACT],
            FIRST: marks[HEAD],
            NEAR_ACTS: marks[NEAR],
            MEANINGS: plain,
            BOUND: rarity * marks[DONE] * np.array([self._heft_of_done(m) for m in meanings]),
        }
        return np.stack([shares[n] for n in range(len(shares))], axis=1).astype(float)

    def _heft_of_done(self, meaning: str) -> float:
        """An act on a subject counts more than the same act on whomever."""
        act, _, about = meaning.rpartition("|")
        return _DONE_HEFT[self.folder.section(about)] * (_NEARLY_DONE if "/" in act else 1.0)

    @cached_property
    def plain(self) -> np.ndarray:
        """The columns that are meanings, and not asks or acts."""
        return np.flatnonzero(self.weights[:, MEANINGS] > 0)

    @cached_property
    def by_column(self) -> sparse.csc_array:
        """The same table, made for looking up who has a meaning."""
        return self.table.tocsc()

    def shared(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """What the wordings of two equally long lists of rows share: a row a pair."""
        return self.table[first].multiply(self.table[second]).tocsr() @ self.weights

    def shared_with(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """What every row shares with a wording from elsewhere, and that wording's totals."""
        meanings = _columns(self.folder, text)
        known = [self.columns[m] for m in meanings if m in self.columns]
        unknown = [m for m in meanings if m not in self.columns]
        totals = self.weights[known].sum(axis=0) if known else np.zeros(self.weights.shape[1])
        if unknown:
            totals = totals + self._weigh(unknown, np.zeros(len(unknown))).sum(axis=0)
        shared = np.zeros((self.table.shape[0], self.weights.shape[1]))
        for column in known:
            begin, end = self.by_column.indptr[column : column + 2]
            shared[self.by_column.indices[begin:end]] += self.weights[column]
        return shared, totals


def _columns(folder: Folder, text: str) -> list[str]:
    """What a wording means, and after it what it asks, marked so that it is told apart."""
    said = folder.said(text)
    marked = [*(ASK + ask for ask in said.asks), *(ACT + act for act in said.acts)]
    marked += [*(HEAD + act for act in said.acts[:1]), *(NEAR + pair for pair in said.near)]
    return [*said.meanings, *marked, *(f"{DONE}{act}|{about}" for act, about in said.done)]


def evidence(shared: np.ndarray, one: np.ndarray, two: np.ndarray) -> np.ndarray:
    """What speaks for two wordings asking the same, from what they share and what each says.

    Parameters
    ----------
    shared, one, two
        Of each pair what both, the first and the second say, added up.

    Returns
    -------
    ndarray
        A row a pair: what is shared of the subject and of what is done about it; the subjects that
        *each* has and the other has not; the known asks that both make, and that each makes where
        none is shared; whether they begin with the same act; whether their acts are only near each
        other, or others altogether.
    """
    own = np.minimum(one[..., ABOUT] - shared[..., ABOUT], two[..., ABOUT] - shared[..., ABOUT])
    asks = np.log1p(np.minimum(one[..., ASKS], two[..., ASKS]))
    other_act = (shared[..., ACTS] == 0) & (one[..., ACTS] > 0) & (two[..., ACTS] > 0)
    near = shared[..., NEAR_ACTS] > 0
    return np.stack(
        [
            np.log1p(shared[..., ABOUT]),
            np.log1p(shared[..., DOING]),
            np.log1p(np.maximum(own, 0.0)),
            np.log1p(shared[..., ASKS]),
            np.where(shared[..., ASKS] > 0, 0.0, asks),
            shared[..., FIRST],
            other_act & near,
            other_act & ~near,
        ],
        axis=-1,
    ).astype(float)


def bound(shared: np.ndarray, one: np.ndarray, two: np.ndarray) -> np.ndarray:
    """Where both want the same done with the same: enough of it, and enough of the shorter one.

    Or both make most of the known asks that the shorter makes, each of which is act and object
    together. And enough of all that both mean, since two long wordings meet somewhere by chance.
    """
    least = np.minimum(one[..., BOUND], two[..., BOUND])
    done = shared[..., BOUND] >= np.maximum(BOUND_AT_LEAST, BOUND_SHARE * least)
    asked = np.minimum(one[..., ASKS], two[..., ASKS])
    done |= shared[..., ASKS] >= np.maximum(ASKS_AT_LEAST, ASKS_SHARE * asked)
    whole = np.sqrt(one[..., ALL] * two[..., ALL])
    return done & (shared[..., ALL] >= SHARED_AT_LEAST * whole)


@dataclass(frozen=True)
class Judge:
    """How much each piece of evidence counts. Make one with :func:`judge`."""

    counts: np.ndarray
    start: float

    def likeness(self, shared: np.ndarray, one: np.ndarray, two: np.ndarray) -> np.ndarray:
        """How sure it is that wordings ask the same: 0 to 1, :data:`SAME_ASK` being the turn."""
        told = evidence(shared, one, two) @ self.counts + self.start - _alone(shared)
        sure = 1 / (1 + np.exp(-np.clip(told, -30, 30)))
        sure = np.where(bound(shared, one, two), sure, sure * UNBOUND)
        return np.where(shared[..., ALL] > 0, sure, 0.0)


@cache
def judge(folder: Folder | None = None) -> Judge:
    """Learned from the pairs that ship, folded by the same lists.

    The turn is put where the pairs that ship are told apart best (highest F of :data:`BETA`).
    """
    texts, first, second, same, heft = _lessons()
    table = Meanings(texts, folder or shipped_folder())
    shared = table.shared(first, second)
    rows = evidence(shared, table.totals[first], table.totals[second])
    counts, start = _fit(rows, same, heft)
    turn = _best_turn(rows @ counts + start - _alone(shared), same)
    return Judge(counts, start - turn)


def _fit(rows: np.ndarray, same: np.ndarray, heft: np.ndarray) -> tuple[np.ndarray, float]:
    """A logistic regression in which nothing that both say can speak against their sameness."""
    spread = rows.std(axis=0) + _TINY
    scaled, sign = rows / spread, np.where(same, 1.0, -1.0)

    def loss(given: np.ndarray) -> tuple[float, np.ndarray]:
        told = sign * (scaled @ given[1:] + given[0])
        wrong = -sign * heft / (1 + np.exp(np.clip(told, -30, 30)))
        penalty = (given[1:] ** 2).sum() / (2 * LOOSENESS)
        slope = np.r_[wrong.sum(), scaled.T @ wrong + given[1:] / LOOSENESS]
        return float((heft * np.logaddexp(0, -told)).sum() + penalty), slope

    bounds = [(None, None), *((0, None) if way > 0 else (None, 0) for way in _SPEAKS)]
    given = minimize(loss, np.zeros(len(bounds)), jac=True, bounds=bounds, method="L-BFGS-B").x
    return given[1:] / spread, float(given[0])


def _alone(shared: np.ndarray) -> np.ndarray:
    return np.where(shared[..., COUNT] < SEVERAL, ALONE, 0.0)


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
    have = Counter(meaning for text in texts for meaning in _columns(folder, text))
    return have, len(texts)


@cache
def _lessons() -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Texts, and pairs of them that are, or are not, the same ask, and how much each counts."""
    held = _read_same_asks(shipped("data", "vocabulary", "same_asks.yaml"))
    texts = [wording for wordings in held["same"] for wording in wordings]
    asks = [ask for ask, wordings in enumerate(held["same"]) for _ in wordings]
    first, second = ([int(i) for i in rows] for rows in np.triu_indices(len(texts), 1))
    same = [int(asks[i] == asks[j]) for i, j in zip(first, second, strict=True)]
    heft = [1.0 if alike else EASY for alike in same]
    for one, two in held["not_same"]:
        texts += [one, two]
        first.append(len(texts) - 2)
        second.append(len(texts) - 1)
        same.append(0)
    place: dict[str, int] = {}
    for one, two, alike in _composed(held["frames"], held["subjects"], held["actors"]):
        first.append(place.setdefault(one, len(texts) + len(place)))
        second.append(place.setdefault(two, len(texts) + len(place)))
        same.append(alike)
    heft += [1.0] * (len(same) - len(heft))
    for one, two in _of_other_themes():
        first.append(place.setdefault(one, len(texts) + len(place)))
        second.append(place.setdefault(two, len(texts) + len(place)))
        same.append(0)
        heft.append(EASY)
    return [*texts, *place], np.array(first), np.array(second), np.array(same), np.array(heft)


def _of_other_themes() -> Iterator[tuple[str, str]]:
    """Two recommendations, as long and as mixed as reports write them, of no theme in common."""
    asked = coded_examples()
    asked = asked[asked["item"].isin(("recommendation", "improvement"))]
    rows = list(zip(asked["text"], map(set, asked["themes"]), strict=True))
    pairs = [
        (one, two)
        for (one, about), (two, also) in combinations(rows, 2)
        if not about & also and one != two
    ]
    yield from pairs[:: max(1, round(len(pairs) / OF_OTHER_THEMES))]


def _composed(
    frames: Sequence[Sequence[str]],
    subjects: Sequence[Sequence[str]],
    actors: Sequence[Sequence[str]],
) -> Iterator[tuple[str, str, int]]:
    """Sentences of one act about one subject, one act about two, and two acts about one.

    Each subject meets a few acts and each act a few subjects, in turn: enough to learn from. What
    is not the same ask is said of the same actor in the same words, so that words do not tell it.
    """
    for s, (name, other_name, *_) in enumerate(subjects):
        for a in range(s, s + ACTS_EACH):
            act = frames[a % len(frames)]
            who, again, *_ = actors[(s + a) % len(actors)]
            for one, two in combinations(act, 2):
                yield one.format(name, who=who), two.format(other_name, who=again), 1
                yield two.format(name, who=who), one.format(other_name, who=again), 1
            for step in (1, 3, 7):
                elsewhere = subjects[(s + step) % len(subjects)]
                frame = act[step % len(act)].format(name, who=who)
                yield frame, act[step % len(act)].format(elsewhere[0], who=who), 0
                other = frames[(a + step) % len(frames)]
                yield frame, other[step % len(other)].format(name, who=who), 0
                yield act[0].format(name, who=who), other[0].format(name, who=who), 0
            beside, elsewhere = (
                frames[(a + step) % len(frames)][0].format(
                    subjects[(s + step) % len(subjects)][0], who=again
                )
                for step in (5, 11)
            )
            one, two = act[0].format(name, who=who), act[-1].format(other_name, who=again)
            other = frames[(a + 6) % len(frames)][-1].format(name, who=who)
            yield f"{one} {beside}", f"{elsewhere} {two}", 1
            yield f"{one} {beside}", f"{elsewhere} {other}", 0
            yield f"{one} {beside}", elsewhere, 0


@cache
def _read_same_asks(path: Path) -> dict[str, list[list[str]]]:
    """The lists of a file of pairs.

    Raises
    ------
    VocabularyError
        When one of the lists is missing, or a line of it is no list of two or more.
    """
    held = read_yaml(path)
    for name in ("same", "not_same", "frames", "subjects", "actors"):
        lists = held.get(name) if isinstance(held, dict) else None
        if not lists or not all(isinstance(line, list) and len(line) > 1 for line in lists):
            raise VocabularyError.at(
                path.name,
                None,
                f"{name!r} is not a list of lines of two or more wordings.",
                "Write one line for each: - [one wording, another].",
            )
    return held
