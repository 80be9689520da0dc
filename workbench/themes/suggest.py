"""Suggestions of codes for passages: transparent, offline, and better with every accepted code.

For each passage and each code of a facet, what speaks for the code is put into a few numbers:

* the codebook's terms in the passage, in its first sentence, in the heading it stands under, in
  the recommendations it cites (or the findings that cite it), and whose owner is named;
* what the words of coded passages taught (:mod:`workbench.themes.learned`), always scored
  by *other* reports than the passage's own.

Polarity is judged apart (:mod:`workbench.themes.polarity`), where neither the passage's kind nor
a recommendation it cites says it.

A logistic regression, the same for all codes of a facet, turns the numbers into a probability.
Having few coefficients it needs few lessons, and it treats a code that nobody here has used yet
like any other. How many codes are chosen is settled by cross-validation over reports.

A suggestion is never a decision: nothing here is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from workbench.errors import UsageError
from workbench.themes.codebook import FACETS, Codebook
from workbench.themes.keywords import Keywords, keywords_of
from workbench.themes.learned import Counted, Learned, fit, words_and_letters
from workbench.themes.lessons import CODEBOOK_GROUP, PLURAL, seen, shipped_lessons
from workbench.themes.polarity import PolarityLearned, learn_polarity
from workbench.vocabulary import Organisations

# Kinds that say themselves whether something went well: see the codebook's hard cases.
POLARITY_OF_KIND = {
    "recommendation": "improvement",
    "improvement": "improvement",
    "question": "improvement",
    "learning": "improvement",
    "strength": "strength",
    "good_practice": "strength",
}
# Passages that suggestions are made for; vignettes and quotes are stories, not findings.
KINDS = ("finding", "recommendation", "improvement", "strength", "paragraph", "learning",
         "question", "good_practice", "challenge", "impact")  # fmt: skip
# What is weighed code by code; polarity is a question of its own.
_WEIGHED = tuple(facet for facet in FACETS if facet != "polarity")
STEADY = 3.0  # so that one weak term alone does not make a share of 1
_FOLDS = 5
_AT_ONCE = 1000  # passages weighed together: memory stays level however many there are
_CUTS = np.arange(0.05, 0.96, 0.05)
_EVIDENCE = (
    "terms, share", "terms, sum", "terms, of the highest", "no term", "first sentence",
    "heading", "linked passages", "owner", "learned",
)  # fmt: skip


@dataclass(frozen=True)
class Facet:
    """How one facet is suggested: its codes, the weighing, and from which probability on."""

    codes: tuple[str, ...]
    keywords: Keywords
    weigh: LogisticRegression | None  # None where no lesson has this facet
    cut: float
    least: int
    most: int
    columns: slice  # its codes among all those learned

    def probabilities(self, evidence: np.ndarray) -> np.ndarray:
        """A row a passage, a column a code."""
        rows, codes, numbers = evidence.shape
        if self.weigh is None or not rows:
            share = evidence[:, :, 0]
            return share
        flat = self.weigh.predict_proba(evidence.reshape(rows * codes, numbers))[:, 1]
        return flat.reshape(rows, codes)


class Suggester:
    """Ready to suggest. Make one with :meth:`learn`, or :func:`shipped_suggester`."""

    def __init__(
        self,
        codebook: Codebook,
        facets: Mapping[str, Facet],
        learned: Learned,
        polarity: PolarityLearned,
    ) -> None:
        self.codebook = codebook
        self.facets = facets
        self._learned = learned
        self._polarity = polarity

    @classmethod
    def learn(cls, codebook: Codebook, lessons: pd.DataFrame) -> Suggester:
        """Fit on coded passages.

        Parameters
        ----------
        lessons
            As :mod:`workbench.themes.lessons` gives them: what ships and what was accepted here.

        Raises
        ------
        UsageError
            When there is no lesson at all.
        """
        if lessons.empty:
            raise UsageError("There is nothing to learn from.", "Give the lessons that ship.")
        keywords = {facet: keywords_of(codebook, facet) for facet in _WEIGHED}
        targets = [_targets(lessons[facet], keywords[facet].codes) for facet in _WEIGHED]
        texts = lessons["text"].tolist()
        weights = lessons["weight"].to_numpy(dtype=float)
        groups = lessons["group"].to_numpy()
        learned, held_out = fit(texts, np.hstack(targets), weights, groups, *words_and_letters())
        facets = {}
        start = 0
        for facet, target in zip(_WEIGHED, targets, strict=True):
            columns = slice(start, start + target.shape[1])
            start = columns.stop
            facets[facet] = _weigh(
                codebook, facet, keywords[facet], columns, lessons, target, held_out[:, columns]
            )
        # learned from passages that do not say it by what they are
        said = lessons["kind"].isin(POLARITY_OF_KIND) | lessons["cites"]
        polarity = learn_polarity(
            texts,
            [
                held[0] if held and not known else None
                for held, known in zip(lessons["polarity"], said, strict=True)
            ],
            weights,
            groups,
            groups == CODEBOOK_GROUP,
        )
        return cls(codebook, facets, learned, polarity)

    def suggest(
        self,
        passages: pd.DataFrame,
        organisations: Organisations | None = None,
        *,
        why: bool = True,
    ) -> pd.DataFrame:
        """What each passage may be about.

        Parameters
        ----------
        passages
            ``text`` and, where known, ``ref, review, kind, number, section, cites, owners``:
            best whole reviews, for a finding is read with the recommendations it cites.
        why
            Whether the words that led to each theme are wanted: they take half the time.

        Returns
        -------
        DataFrame
            In the order given: ``ref, kind, number`` (``""`` where unknown); ``themes`` (tuple
            of one or two, the main one first); ``ranked`` (tuple of all theme ids, best first);
            ``chances`` (tuple of float, the probability of each in ``ranked``); ``why`` (dict:
            theme -> tuple of words, for the first three; absent where not wanted); ``topics``,
            ``agencies`` (tuples, perhaps empty); ``stage`` (code or None); ``polarity``.
        """
        look = seen(passages, organisations)
        said = [
            self._suggest(look.iloc[start : start + _AT_ONCE], why)
            for start in range(0, max(len(look), 1), _AT_ONCE)
        ]
        out = pd.DataFrame(index=range(len(look)))
        for name in ("ref", "kind", "number"):
            given = passages[name] if name in passages else pd.Series([""] * len(look))
            out[name] = given.fillna("").to_numpy()
        return pd.concat([out, pd.concat(said, ignore_index=True)], axis=1)

    def _suggest(self, look: pd.DataFrame, why: bool) -> pd.DataFrame:
        """The same for not too many passages, as :func:`seen` shows them."""
        learned = self._learned.score(look["text"].tolist())
        theme = self.facets["theme"]
        chances, order, themes = _ranked(look, theme, learned, "theme")
        out = pd.DataFrame({"themes": pd.Series(themes, dtype=object)})
        out["ranked"] = [tuple(theme.codes[i] for i in row) for row in order]
        out["chances"] = [tuple(float(p) for p in row) for row in np.take_along_axis(
            chances, order, axis=1).round(4)]  # fmt: skip
        if why:
            out["why"] = self._why(look, order[:, :3])
        for facet in ("topic", "agency", "stage"):
            _, _, chosen = _ranked(look, self.facets[facet], learned, facet)
            if facet == "stage":
                out["stage"] = pd.Series([c[0] if c else None for c in chosen], dtype=object)
            else:
                out[PLURAL[facet]] = chosen
        out["polarity"] = self._judged(look)
        return out

    def _why(self, look: pd.DataFrame, codes: np.ndarray) -> list[dict[str, tuple[str, ...]]]:
        """For each passage: by theme, the words that led to it."""
        names = self.facets["theme"].codes
        counted = self._learned.counted(look["text"].tolist())
        rows = zip(look["text"], look["section"], look["linked"], counted, codes, strict=True)
        return [
            {names[code]: self._words(code, text, section, linked, row) for code in wanted}
            for text, section, linked, row, wanted in rows
        ]

    def _words(
        self, code: int, text: str, section: str, linked: str, counted: Counted
    ) -> tuple[str, ...]:
        """The words that led to a theme, the weightiest first; then where else they came from."""
        keywords = self.facets["theme"].keywords
        words = list(keywords.point(text).words[code][:6])
        lower = {word.casefold() for word in words}
        column = self.facets["theme"].columns.start + code
        for word in self._learned.because(counted, column):
            if not any(word in other or other in word for other in lower):
                words.append(word)
        for word in keywords.point(section).words[code][:1]:
            words.append(f"heading: {word}")
        for word in keywords.point(linked).words[code][:1]:
            words.append(f"linked recommendation: {word}")
        return tuple(words)

    def _judged(self, look: pd.DataFrame) -> list[str]:
        """The polarity of each passage: by its kind, by what it cites, or by its words."""
        known = [
            POLARITY_OF_KIND.get(kind) or ("improvement" if cites else "")
            for kind, cites in zip(look["kind"], look["cites"], strict=True)
        ]
        left = [text for text, code in zip(look["text"], known, strict=True) if not code]
        judged = iter(self._polarity.judge(left))
        return [code or next(judged) for code in known]

    def vectors(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Texts as rows of length one, by the words and letters learned from."""
        return self._learned.vectors(list(texts))

    def plain_keywords(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """What plain keywords alone would choose: the baseline."""
        theme = self.facets["theme"]
        return [theme.keywords.choose(text, theme.most) for text in texts]


def _ranked(
    look: pd.DataFrame, part: Facet, learned: np.ndarray, facet: str
) -> tuple[np.ndarray, np.ndarray, list[tuple[str, ...]]]:
    """The probability of each code, their order from the best, and those that are chosen."""
    evidence = _evidence(look, part.keywords, learned[:, part.columns], facet)
    chances = part.probabilities(evidence)
    order = np.argsort(-chances, axis=1, kind="stable")
    return chances, order, _chosen(chances, order, part)


def _targets(column: pd.Series, codes: tuple[str, ...]) -> np.ndarray:
    """1 and 0 for each code, NaN where the lesson does not say."""
    return np.array(
        [
            [np.nan] * len(codes) if held is None else [float(code in held) for code in codes]
            for held in column
        ]
    ).reshape(len(column), len(codes))


def _evidence(
    look: pd.DataFrame, keywords: Keywords, learned: np.ndarray, facet: str
) -> np.ndarray:
    """What speaks for each code: passages x codes x the numbers of ``_EVIDENCE``."""
    texts = look["text"].tolist()
    terms, lead = keywords.scores(texts), keywords.lead_scores(texts)
    heading = keywords.scores(look["section"].tolist())
    linked = keywords.scores(look["linked"].tolist())
    owner = np.array(
        [
            [facet == "agency" and code in owners for code in keywords.codes]
            for owners in look["owners"]
        ]
    ).reshape(terms.shape)
    highest = terms.max(axis=1, keepdims=True) if terms.size else terms
    return np.stack(
        [
            _share(terms),
            np.log1p(terms),
            terms / np.maximum(highest, 1e-9),
            terms == 0,
            _share(lead),
            heading > 0,
            _share(linked),
            owner,
            learned,
        ],
        axis=-1,
    ).astype(float)


def _share(scores: np.ndarray) -> np.ndarray:
    return scores / (scores.sum(axis=1, keepdims=True) + STEADY)


def _weigh(
    codebook: Codebook,
    facet: str,
    keywords: Keywords,
    columns: slice,
    lessons: pd.DataFrame,
    target: np.ndarray,
    held_out: np.ndarray,
) -> Facet:
    limits = codebook.facet(facet)
    rows = (~np.isnan(target).any(axis=1)) & (lessons["group"] != CODEBOOK_GROUP).to_numpy()
    blank = Facet(keywords.codes, keywords, None, 0.5, limits.least, limits.most, columns)
    if not rows.any() or not target[rows].any():
        return blank
    look = lessons[rows]
    evidence = _evidence(look, keywords, held_out[rows], facet)
    answers = target[rows]
    weights = np.repeat(look["weight"].to_numpy(dtype=float), answers.shape[1])
    numbers = evidence.shape[2]
    groups = look["group"].to_numpy()
    unseen = np.zeros_like(answers)
    folds = min(_FOLDS, len(np.unique(groups)))
    if folds > 1:
        for train, test in GroupKFold(folds).split(evidence, groups=groups):
            part = _regression(
                evidence[train], answers[train], weights.reshape(answers.shape)[train]
            )
            flat = part.predict_proba(evidence[test].reshape(-1, numbers))[:, 1]
            unseen[test] = flat.reshape(len(test), -1)
    weigh = _regression(evidence, answers, weights.reshape(answers.shape))
    if folds < 2:
        unseen = weigh.predict_proba(evidence.reshape(-1, numbers))[:, 1].reshape(answers.shape)
    cut = _best_cut(unseen, answers, blank)
    return Facet(keywords.codes, keywords, weigh, cut, limits.least, limits.most, columns)


def _regression(
    evidence: np.ndarray, answers: np.ndarray, weights: np.ndarray
) -> LogisticRegression:
    flat = evidence.reshape(-1, evidence.shape[2])
    return LogisticRegression(C=1.0, solver="newton-cholesky", max_iter=100).fit(
        flat, answers.ravel(), sample_weight=weights.ravel()
    )


def _best_cut(chances: np.ndarray, answers: np.ndarray, facet: Facet) -> float:
    """The probability from which on a further code is chosen: highest micro F1."""
    order = np.argsort(-chances, axis=1, kind="stable")
    best, best_score = 0.5, -1.0
    for cut in _CUTS:
        given = np.zeros_like(answers)
        for rank in range(facet.most):
            rows = np.arange(len(answers))
            column = order[:, rank]
            wanted = (rank < facet.least) | (chances[rows, column] >= cut)
            given[rows[wanted], column[wanted]] = 1
        right = (given * answers).sum()
        score = 2 * right / max(given.sum() + answers.sum(), 1)
        if score > best_score:
            best, best_score = float(cut), float(score)
    return best


def _chosen(chances: np.ndarray, order: np.ndarray, facet: Facet) -> list[tuple[str, ...]]:
    return [
        tuple(
            facet.codes[i]
            for rank, i in enumerate(row[: facet.most])
            if rank < facet.least or chances[k, i] >= facet.cut
        )
        for k, row in enumerate(order)
    ]


def shipped_suggester(without: Sequence[str] = ()) -> Suggester:
    """A suggester that learned only from what ships, kept for the life of the process."""
    return _shipped(tuple(sorted(without)))


@lru_cache(maxsize=4)
def _shipped(without: tuple[str, ...]) -> Suggester:
    codebook = Codebook.load()
    return Suggester.learn(codebook, shipped_lessons(codebook, without))


def fingerprint(lessons: pd.DataFrame) -> str:
    """A hash of lessons, by which a fitted suggester may be kept in memory."""
    held = pd.util.hash_pandas_object(lessons.astype(str), index=False).to_numpy()
    return hashlib.sha256(held.tobytes()).hexdigest()
