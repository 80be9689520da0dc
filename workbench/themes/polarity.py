"""The polarity of passages that do not say it by what they are: learned words, and the rule.

Three things are weighed by one logistic regression. What the words and pairs of words of coded
passages taught, here with the little words kept ("not", "never", "nobody", "but" and "no" are
what tells a shortfall from praise, and theme suggestions drop them). The same of each sentence
by itself: praise in one and a gap in another is mixed, which no word of the whole tells. And the
rule that reports
are read by (:func:`workbench.reports.shared.polarity.weigh`): how far its sentences lean to
praise or to shortfall, and how much of both there is. Only these two numbers of the rule are
used: given more of them, the regression learned the manner of the few reports it saw.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from workbench.reports.shared.polarity import polarity_of, weigh
from workbench.sentences import sentences
from workbench.themes.learned import Learned, fit

_OF_SENTENCES = 5  # numbers that a text's sentences give
_STRENGTH = 0.1  # of the regression (scikit-learn's C): leave one report out; flat from 0.03 to 1


@dataclass(frozen=True)
class PolarityLearned:
    """Ready to judge. Make one with :func:`learn_polarity`."""

    learned: Learned | None
    weighing: Pipeline | None  # None where the lessons know fewer than two polarities
    names: tuple[str, ...] = ()  # the polarities that were learned, a column each

    def judge(self, texts: Sequence[str]) -> list[str]:
        """A polarity's code for each text; by the rule alone where nothing could be learned."""
        if self.learned is None or self.weighing is None:
            return [polarity_of(text, judged=True) for text in texts]
        if not len(texts):
            return []
        by_sentence = _by_sentence(self.learned.score, self.names, texts)
        evidence = np.hstack([self.learned.score(list(texts)), _by_rule(texts), by_sentence])
        return [str(code) for code in self.weighing.predict(evidence)]


def learn_polarity(
    texts: Sequence[str],
    codes: Sequence[str | None],
    weights: np.ndarray,
    groups: np.ndarray,
    example: np.ndarray,
) -> PolarityLearned:
    """Fit on coded passages.

    Parameters
    ----------
    texts, codes, weights, groups
        Of each lesson: its text, polarity (None where it is not coded), how much it counts, and
        the report it is from.
    example
        True for single sentences of the codebook: their words are learned, but how words and
        rule are weighed is learned from whole passages.
    """
    held = np.array([code is not None for code in codes], dtype=bool)
    own = [text for text, known in zip(texts, held, strict=True) if known]
    said = np.array([code for code in codes if code is not None], dtype=object)
    weights, groups, whole = weights[held], groups[held], ~example[held]
    if len(set(said[whole])) < 2:
        return PolarityLearned(None, None)
    names = tuple(sorted(set(said)))
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\w+")
    target = (said[:, None] == np.array(names, dtype=object)).astype(float)
    learned, held_out = fit(own, target, weights, groups, words, None, keep_without=True)
    by_sentence = np.zeros((len(own), _OF_SENTENCES))
    for report in np.unique(groups[whole]):
        rows = np.flatnonzero(groups == report)
        by_others = partial(learned.score_without, str(report))
        by_sentence[rows] = _by_sentence(by_others, names, [own[row] for row in rows])
    passages = [text for text, kept in zip(own, whole, strict=True) if kept]
    weighing = make_pipeline(StandardScaler(), LogisticRegression(C=_STRENGTH, max_iter=1000))
    weighing.fit(
        np.hstack([held_out[whole], _by_rule(passages), by_sentence[whole]]),
        said[whole].astype(str),
        logisticregression__sample_weight=weights[whole],
    )
    return PolarityLearned(learned, weighing, names)


def _by_sentence(
    score: Callable[[list[str]], np.ndarray], names: Sequence[str], texts: Sequence[str]
) -> np.ndarray:
    """How far each text's sentences lean to shortfall, by the words of each alone.

    Five numbers a text: the furthest to shortfall, the furthest to praise, the last sentence,
    the first, and how much there is of both. Noughts where one of the two was never learned.
    """
    rows = np.zeros((len(texts), _OF_SENTENCES))
    if not {"improvement", "strength"} <= set(names):
        return rows
    parts = [[text[start:end] for start, end in sentences(text)] or [text] for text in texts]
    scores = score([part for each in parts for part in each])
    leans = scores[:, names.index("improvement")] - scores[:, names.index("strength")]
    start = 0
    for row, each in zip(rows, parts, strict=True):
        own = leans[start : start + len(each)]
        start += len(each)
        both = min(max(own.max(), 0), max(-own.min(), 0))
        row[:] = (own.max(), own.min(), own[-1], own[0], both)
    return rows


def _by_rule(texts: Sequence[str]) -> np.ndarray:
    """For each text how far its sentences lean to praise, -1 to 1, and how much is of both."""
    rows = np.zeros((len(texts), 2))
    for row, text in zip(rows, texts, strict=True):
        leans = [sentence.leans for sentence in weigh(text)]
        praise, fall = leans.count("strength"), leans.count("improvement")
        row[:] = (praise - fall, min(praise, fall))
        row /= praise + fall + 1
    return rows
