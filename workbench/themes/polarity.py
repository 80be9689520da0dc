"""The polarity of passages that do not say it by what they are: learned words, and the rule.

Two things are weighed by one logistic regression. What the words and pairs of words of coded
passages taught, here with the little words kept ("not", "never", "nobody", "but" and "no" are
what tells a shortfall from praise, and theme suggestions drop them). And the rule that reports
are read by (:func:`workbench.reports.shared.polarity.weigh`): how far its sentences lean to
praise or to shortfall, and how much of both there is. Only these two numbers of the rule are
used: given more of them, the regression learned the manner of the few reports it saw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from workbench.reports.shared.polarity import polarity_of, weigh
from workbench.themes.learned import Learned, fit

_STRENGTH = 0.1  # of the regression (scikit-learn's C): leave one report out; flat from 0.03 to 1


@dataclass(frozen=True)
class PolarityLearned:
    """Ready to judge. Make one with :func:`learn_polarity`."""

    learned: Learned | None
    weighing: Pipeline | None  # None where the lessons know fewer than two polarities

    def judge(self, texts: Sequence[str]) -> list[str]:
        """A polarity's code for each text; by the rule alone where nothing could be learned."""
        if self.learned is None or self.weighing is None:
            return [polarity_of(text, judged=True) for text in texts]
        if not len(texts):
            return []
        evidence = np.hstack([self.learned.score(list(texts)), _by_rule(texts)])
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
    names = sorted(set(said))
    target = (said[:, None] == np.array(names, dtype=object)).astype(float)
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\w+")
    learned, held_out = fit(own, target, weights, groups, words, None)
    passages = [text for text, kept in zip(own, whole, strict=True) if kept]
    weighing = make_pipeline(StandardScaler(), LogisticRegression(C=_STRENGTH, max_iter=1000))
    weighing.fit(
        np.hstack([held_out[whole], _by_rule(passages)]),
        said[whole].astype(str),
        logisticregression__sample_weight=weights[whole],
    )
    return PolarityLearned(learned, weighing)


def _by_rule(texts: Sequence[str]) -> np.ndarray:
    """For each text how far its sentences lean to praise, -1 to 1, and how much is of both."""
    rows = np.zeros((len(texts), 2))
    for row, text in zip(rows, texts, strict=True):
        leans = [sentence.leans for sentence in weigh(text)]
        praise, fall = leans.count("strength"), leans.count("improvement")
        row[:] = (praise - fall, min(praise, fall))
        row /= praise + fall + 1
    return rows
