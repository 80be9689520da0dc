"""Which themes come back: their trend over the years, and what had been done in between.

Years are those in which reviews spoke. A trend is only named when there are enough reviews to
bear it; otherwise the counts are given and it is said that they are too few.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import erfc, nan, sqrt

import numpy as np
import pandas as pd

from workbench.themes.compare import NOT_SAID, SHORTFALLS, matrix, say
from workbench.themes.echoes import spoken_on
from workbench.themes.outcomes import certain, proposed

FEWEST_REVIEWS = 20  # below that, one review more or less could turn a trend round
SURE = 0.05
FINISHED = ("closed", "complete", "completed", "done", "blue", "implemented")


def trend(
    coded: pd.DataFrame, facet: str = "theme", codes: list[str] | None = None
) -> pd.DataFrame:
    """Each code's share of the reviews of each year, and whether it rises or falls.

    Parameters
    ----------
    coded
        As :func:`workbench.themes.compare.gather` gives it.

    Returns
    -------
    DataFrame
        ``code, years`` (tuple of text), ``found`` and ``of`` (tuples of int, reviews in each
        year), ``direction`` (``rising, falling, level, too few to say``), ``p`` (of the
        Cochran-Armitage test for a trend in proportions, NaN where too few), ``sentence``. In
        the order of ``codes``. Reviews without a year are left out. Empty when nothing is left.
    """
    table = matrix(coded[coded["year"] != NOT_SAID], facet, "year", codes)
    rows = []
    for code, part in table.groupby("code", sort=False):
        found, of = part["reviews"].to_numpy(), part["of_reviews"].to_numpy()
        years = tuple(part["group"])
        slope, p = trend_test(found, of, np.array([int(year) for year in years]))
        direction = "level"
        if of.sum() < FEWEST_REVIEWS or len(years) < 3:
            direction, p = "too few to say", nan
        elif p < SURE:
            direction = "rising" if slope > 0 else "falling"
        counts = "; ".join(f"{y}: {say(f, n)}" for y, f, n in zip(years, found, of, strict=True))
        rows.append(
            (code, years, tuple(map(int, found)), tuple(map(int, of)), direction, p,
             f"{code} was found in {counts}. {_TRENDS[direction]}")
        )  # fmt: skip
    columns = ["code", "years", "found", "of", "direction", "p", "sentence"]
    return pd.DataFrame(rows, columns=columns)


_TRENDS = {
    "rising": "It is found in more of the later reviews than chance would give.",
    "falling": "It is found in fewer of the later reviews than chance would give.",
    "level": "Chance alone could make such differences between years.",
    "too few to say": "These are too few reviews to say whether it rises or falls.",
}


def trend_test(found: np.ndarray, of: np.ndarray, when: np.ndarray) -> tuple[float, float]:
    """Cochran-Armitage test for a linear trend in proportions.

    Returns
    -------
    float, float
        The statistic z (above 0: rising) and the two-sided p; NaN for both where every review
        or none has the code, or there is one year only.
    """
    n, share = of.sum(), found.sum() / max(of.sum(), 1)
    centred = when - (when * of).sum() / max(n, 1)
    spread = share * (1 - share) * (of * centred**2).sum()
    if spread <= 0:
        return nan, nan
    z = float((found * centred).sum() / sqrt(spread))
    return z, erfc(abs(z) / sqrt(2))


def recurrences(
    coded: pd.DataFrame,
    reviews: pd.DataFrame,
    links: pd.DataFrame,
    facet: str = "theme",
    labels: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Themes found as a shortfall again after actions had been taken on them.

    Parameters
    ----------
    coded
        As :func:`workbench.themes.compare.gather` gives it, recommendations included.
    reviews
        ``id`` and when each spoke (``published``, else ``ended``, else ``started``); ``area``.
    links
        ``recommendation`` (ref) and ``status``, and, as
        :func:`workbench.themes.answers.links` gives them, ``link`` and ``action`` (ref).
    labels
        What people call each code, for the sentence; an unknown one keeps its own name.

    Returns
    -------
    DataFrame
        One row a code and area in which a shortfall was found in two reviews or more: ``code,
        area, first_review, first_on, again_in`` (tuple of reviews), ``again_on`` (tuple),
        ``recommendations`` and ``actions`` (int, on that theme from earlier than the last
        return), ``finished`` (int, actions whose status says so), ``proposed`` (int, actions
        that may answer them, which nobody has confirmed), ``after`` (tuple, the actions' refs,
        or their statuses where no refs are kept), ``sentence``. Most returns first. Reviews
        without a date are left out.
    """
    on = {review: day for review, day in spoken_on(reviews).items() if day}
    rows = coded[(coded["facet"] == facet) & coded["review"].astype(str).isin(on)]
    asks = rows[rows["passage_kind"] == "recommendation"]
    short = rows[rows["polarity"].isin(SHORTFALLS) & ~rows["passage"].isin(set(asks["passage"]))]
    name = "action" if "action" in links else "status"
    sure, maybe = certain(links), proposed(links)
    statuses = sure.groupby("recommendation")["status"].agg(list).to_dict()
    names = sure.groupby("recommendation")[name].agg(list).to_dict()
    guesses = maybe.groupby("recommendation")[name].agg(list).to_dict()
    called = {code: f"“{label}”" for code, label in (labels or {}).items()}
    out = []
    for (code, area), part in short.groupby(["code", "area"], observed=True):
        held = sorted(set(part["review"].astype(str)), key=lambda review: (on[review], review))
        later = [review for review in held[1:] if on[review] > on[held[0]]]
        if not later:
            continue
        here = asks[(asks["code"] == code) & (asks["area"] == area)]
        last = on[later[-1]]
        asked = [
            ref
            for ref, review in zip(here["passage"], here["review"].astype(str), strict=True)
            if on[review] < last
        ]
        asked = list(dict.fromkeys(asked))
        taken = _of(asked, statuses)
        counts = (
            len(asked), len(taken), sum(map(_finished, taken)), len(_of(asked, guesses)),
        )  # fmt: skip
        out.append(
            (str(code), str(area), held[0], on[held[0]], tuple(later),
             tuple(on[review] for review in later), *counts, tuple(_of(asked, names)),
             _sentence(called.get(code, code), on[held[0]], [on[r] for r in later], *counts))
        )  # fmt: skip
    columns = [
        "code", "area", "first_review", "first_on", "again_in", "again_on", "recommendations",
        "actions", "finished", "proposed", "after", "sentence",
    ]  # fmt: skip
    table = pd.DataFrame(out, columns=columns)
    order = table["again_in"].map(len).to_numpy() if len(table) else []
    return table.iloc[np.argsort(-np.asarray(order, dtype=np.int64), kind="stable")].reset_index(
        drop=True
    )


def _of(refs: list[str], held: dict[str, list[str]]) -> list[str]:
    """What is held under any of the refs, in order."""
    return [value for ref in refs for value in held.get(ref, [])]


def _finished(status: object) -> bool:
    return isinstance(status, str) and status.strip().casefold() in FINISHED


def _sentence(
    code: str,
    first: str,
    again: list[str],
    asked: int,
    actions: int,
    finished: int,
    proposals: int,
) -> str:
    times = {1: "once", 2: "twice"}.get(len(again), f"{len(again)} times")
    when = ", ".join(day[:4] for day in again)
    start = f"A shortfall in {code} was found in {first[:4]} and again {times} ({when})"
    if not asked:
        return f"{start}; nothing had been recommended on it."
    asks = "one recommendation" if asked == 1 else f"{asked} recommendations"
    more = ""
    if proposals:
        more = f" ({proposals} may answer {'it' if asked == 1 else 'them'}; nobody has confirmed)"
    if not actions:
        return f"{start}, after {asks} with no action known to answer it{more}."
    count = "one action" if actions == 1 else f"{actions} actions"
    ended = "none of them finished" if not finished else f"{finished} of {actions} finished"
    return f"{start}, after {asks} and {count}, {ended}{more}."
