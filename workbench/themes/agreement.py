"""How far two people who coded the same passages agree, by facet and by code.

A passage may carry several codes of a facet, so two rules are followed, and both are shown:

* **Yes or no, code by code.** For each passage and each code of the facet, did the coder give it?
  Percent, Cohen's kappa and Krippendorff's alpha of a *code* are those of its yes-or-no answers;
  percent and kappa of a *facet* are those of all its answers together.
* **The set as a whole.** ``same`` counts the passages given exactly the same codes, and alpha of
  a facet compares the two sets with the MASI distance (Passonneau 2006), which is mild where one
  set contains the other.

A passage counts in a facet when both coders coded it. In facets where every passage has a code
(theme, polarity) that is: both gave one there. Where none may apply (topic, agency, stage) it is:
both gave it some code of any facet, and both used this facet somewhere; no code then means "none".

Intervals are percentile bootstrap over passages, seeded, so that the same rows give the same
interval. Sources: Cohen (1960); Krippendorff, Content Analysis, ch. 12; Passonneau (LREC 2006).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from workbench.errors import UsageError
from workbench.themes.coding import AGREED, accepted

ALWAYS_CODED = frozenset({"theme", "polarity"})
SINGLE = frozenset({"polarity", "stage"})  # one code at most, so categories, not sets
NONE = "none"
FACETS = ("theme", "topic", "agency", "stage", "polarity")

# Landis and Koch (1977), the words most readers of a kappa know.
WORDS = ((0.8, "almost perfect"), (0.6, "substantial"), (0.4, "moderate"), (0.2, "fair"))

Distance = Callable[[Any, Any], float]  # of two values of the kind that is compared


def nominal(a: Hashable, b: Hashable) -> float:
    """0 when the same, 1 when not."""
    return float(a != b)


def masi(a: frozenset[str], b: frozenset[str]) -> float:
    """Distance of two sets of codes, 0 to 1: one less Jaccard times monotonicity.

    Monotonicity is 1 for equal sets, 2/3 where one contains the other, 1/3 where they overlap,
    0 where they share nothing (Passonneau 2006). Two empty sets are equal.
    """
    if a == b:
        return 0.0
    shared = len(a & b)
    if not shared:
        return 1.0
    monotonic = 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - shared / len(a | b) * monotonic


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Cohen's kappa of two coders' categories; NaN where both gave one category throughout."""
    values = sorted(set(first) | set(second), key=str)
    place = {value: i for i, value in enumerate(values)}
    table = np.zeros((len(values), len(values)))
    for a, b in zip(first, second, strict=True):
        table[place[a], place[b]] += 1
    return float(_kappa(table[None])[0])


def krippendorff_alpha(
    units: Iterable[Sequence[Hashable | None]], distance: Distance = nominal
) -> float:
    """Krippendorff's alpha for any number of coders; None where a coder gave no value.

    NaN where fewer than two units have two values, or where only one value was ever given.
    """
    rated = [[value for value in unit if value is not None] for unit in units]
    rated = [unit for unit in rated if len(unit) > 1]
    coincidences, between = _coincidences(rated, distance)
    return float(_alpha(coincidences.sum(axis=0)[None], between)[0])


def agreement(
    codings: pd.DataFrame,
    first: str | None = None,
    second: str | None = None,
    codes: dict[str, Sequence[str]] | None = None,
    *,
    draws: int = 1000,
    seed: int = 2015,
) -> pd.DataFrame:
    """Agreement of two coders, a row for each facet and for each code in it.

    Parameters
    ----------
    codings
        All rows of decisions (see :mod:`workbench.themes.coding`); only the accepted ones in
        force are compared. Adjudicated rows belong to no coder here.
    first, second
        Names. Left out, the two who coded most passages in common.
    codes
        The codes of each facet, in the codebook's order. A code nobody gave adds agreement about
        its absence, so it matters which are offered; left out, those somebody gave.
    draws, seed
        For the bootstrap.

    Returns
    -------
    DataFrame
        ``facet``, ``code`` (``""`` for the facet as a whole), ``passages`` (int, compared),
        ``both, only_first, only_second, neither`` (int; of a facet: sums over its codes),
        ``same`` (share of passages with exactly the same codes), ``percent`` (share of yes-or-no
        answers that agree), ``kappa, kappa_low, kappa_high, alpha, alpha_low, alpha_high``
        (float, NaN where not defined), ``sentence``. Facets and codes in the codebook's order.
        Empty when no facet has a passage that both coded.

    Raises
    ------
    UsageError
        When a name is not a coder's, or fewer than two people have coded.
    """
    given = accepted(codings)
    given = given[~given["coder"].str.startswith(AGREED)]
    first, second = _two_coders(given, first, second)
    rows = []
    for facet in FACETS:
        sets = _sets(given, facet, first, second)
        if sets.empty:
            continue
        used = sorted({code for pair in sets.to_numpy() for held in pair for code in held})
        listed = [*(codes or {}).get(facet, ())]
        listed += [code for code in used if code not in listed]
        rows += _facet(facet, sets, listed, first, second, draws, seed)
    return pd.DataFrame(rows, columns=_COLUMNS)


def differences(
    codings: pd.DataFrame, first: str | None = None, second: str | None = None
) -> pd.DataFrame:
    """The passages two coders differ on, side by side.

    Returns
    -------
    DataFrame
        ``passage, facet, first, second, both, distance``: codes only the first gave, only the
        second gave and both gave, joined by ``, `` (``""`` for none), and the MASI distance of
        their sets. Furthest apart first, then in order of passage.

    Raises
    ------
    UsageError
        As :func:`agreement`.
    """
    given = accepted(codings)
    given = given[~given["coder"].str.startswith(AGREED)]
    first, second = _two_coders(given, first, second)
    rows = []
    for facet in FACETS:
        for passage, a, b in _sets(given, facet, first, second).itertuples():
            if a != b:
                parts = (", ".join(sorted(part)) for part in (a - b, b - a, a & b))
                rows.append((passage, facet, *parts, masi(a, b)))
    out = pd.DataFrame(
        rows, columns=["passage", "facet", "first", "second", "both", "distance"]
    ).astype({"distance": "float64"})
    order = out.sort_values(["distance", "passage"], ascending=[False, True], kind="stable")
    return order.reset_index(drop=True)


_COLUMNS = [
    "facet",
    "code",
    "passages",
    "both",
    "only_first",
    "only_second",
    "neither",
    "same",
    "percent",
    "kappa",
    "kappa_low",
    "kappa_high",
    "alpha",
    "alpha_low",
    "alpha_high",
    "sentence",
]


def _two_coders(given: pd.DataFrame, first: str | None, second: str | None) -> tuple[str, str]:
    passages = given.groupby("coder")["passage"].agg(set)
    for name in (first, second):
        if name is not None and name not in passages.index:
            raise UsageError.unknown("coder", name, passages.index)
    if len(passages) < 2:
        raise UsageError(
            f"{len(passages)} person has coded so far."
            if len(passages) == 1
            else "Nobody has coded anything so far.",
            "Agreement needs two people who each coded the same passages.",
        )
    if first is not None and first == second:
        raise UsageError(f"{first!r} cannot be compared with itself.", "Name two coders.")
    pairs = [
        pair
        for pair in combinations(sorted(passages.index), 2)
        if (first is None or first in pair) and (second is None or second in pair)
    ]
    a, b = max(pairs, key=lambda pair: len(passages[pair[0]] & passages[pair[1]]))
    return (b, a) if first == b or second == a else (a, b)


def _sets(given: pd.DataFrame, facet: str, first: str, second: str) -> pd.DataFrame:
    """Index passage; columns first and second, each a frozenset of codes."""
    here = given[given["facet"] == facet]
    held = [
        here[here["coder"] == name].groupby("passage")["code"].agg(frozenset)
        for name in (first, second)
    ]
    if held[0].empty or held[1].empty:
        return pd.DataFrame(columns=["first", "second"])
    if facet in ALWAYS_CODED:
        shared = held[0].index.intersection(held[1].index)
    else:
        shared = pd.Index(given.loc[given["coder"] == first, "passage"].unique())
        shared = shared.intersection(given.loc[given["coder"] == second, "passage"].unique())
    shared = shared.sort_values()
    columns = {
        name: [side.get(passage, frozenset()) for passage in shared]
        for name, side in zip(("first", "second"), held, strict=True)
    }
    return pd.DataFrame(columns, index=shared)


def _facet(
    facet: str,
    sets: pd.DataFrame,
    codes: Sequence[str],
    first: str,
    second: str,
    draws: int,
    seed: int,
) -> list[tuple]:
    pairs = list(sets.itertuples(index=False, name=None))
    given = np.array([[[code in held for code in codes] for held in pair] for pair in pairs])
    a, b = given[:, 0, :], given[:, 1, :]
    # passages x codes x (both, only first, only second, neither)
    answers = np.stack([a & b, a & ~b, ~a & b, ~a & ~b], axis=-1).astype(float)
    weights = _weights(len(pairs), draws, seed)
    rows = []
    if facet in SINGLE:
        # one code at most: the categories themselves are compared, "none" among them
        named = [[", ".join(sorted(held)) or NONE for held in pair] for pair in pairs]
        tables = _category_tables(named)
        coincidences, between = _coincidences(named, nominal)
    else:
        tables = answers.sum(axis=1).reshape(-1, 2, 2)
        coincidences, between = _coincidences(pairs, masi)
    same = float(np.mean([x == y for x, y in pairs]))
    rows.append(
        _row(
            facet,
            "",
            answers.sum(axis=(0, 1)),
            len(pairs),
            same,
            tables,
            coincidences,
            between,
            weights,
            first,
            second,
        )
    )
    for j, code in enumerate(codes):
        yes_or_no = [(bool(x), bool(y)) for x, y in zip(a[:, j], b[:, j], strict=True)]
        coincidences, between = _coincidences(yes_or_no, nominal)
        tables = answers[:, j].reshape(-1, 2, 2)
        counts = answers[:, j].sum(axis=0)
        same = float((counts[0] + counts[3]) / len(pairs))
        rows.append(
            _row(
                facet,
                code,
                counts,
                len(pairs),
                same,
                tables,
                coincidences,
                between,
                weights,
                first,
                second,
            )
        )
    return rows


def _row(
    facet: str,
    code: str,
    counts: np.ndarray,
    passages: int,
    same: float,
    tables: np.ndarray,
    coincidences: np.ndarray,
    between: np.ndarray,
    weights: np.ndarray,
    first: str,
    second: str,
) -> tuple[Any, ...]:
    both, only_first, only_second, neither = (int(n) for n in counts)
    percent = (both + neither) / max(1, both + only_first + only_second + neither)
    kappa, kappa_low, kappa_high = _with_interval(
        _kappa, tables.sum(axis=0)[None], np.tensordot(weights, tables, axes=1)
    )
    alpha, alpha_low, alpha_high = _with_interval(
        lambda c: _alpha(c, between),
        coincidences.sum(axis=0)[None],
        np.tensordot(weights, coincidences, axes=1),
    )
    sentence = _sentence(
        facet,
        code,
        passages,
        same,
        kappa,
        kappa_low,
        kappa_high,
        both,
        only_first,
        only_second,
        first,
        second,
    )
    return (
        facet, code, passages, both, only_first, only_second, neither, same, percent,
        kappa, kappa_low, kappa_high, alpha, alpha_low, alpha_high, sentence,
    )  # fmt: skip


def _weights(passages: int, draws: int, seed: int) -> np.ndarray:
    """How often each passage is drawn in each bootstrap sample."""
    return np.random.default_rng(seed).multinomial(
        passages, np.full(passages, 1 / passages), size=draws
    )


def _with_interval(
    statistic: Callable[[np.ndarray], np.ndarray], once: np.ndarray, drawn: np.ndarray
) -> tuple[float, float, float]:
    value = float(statistic(once)[0])
    if math.isnan(value):
        return value, math.nan, math.nan
    samples = statistic(drawn)
    samples = samples[~np.isnan(samples)]  # a sample may lack a code altogether
    if not len(samples):
        return value, math.nan, math.nan
    low, high = np.percentile(samples, [2.5, 97.5])
    return value, float(low), float(high)


def _category_tables(values: Sequence[Sequence[str]]) -> np.ndarray:
    """One table with a single 1 in it for each passage: first coder's rows, second's columns."""
    place = {value: i for i, value in enumerate(sorted({v for pair in values for v in pair}))}
    tables = np.zeros((len(values), len(place), len(place)))
    for i, (a, b) in enumerate(values):
        tables[i, place[a], place[b]] = 1
    return tables


def _kappa(tables: np.ndarray) -> np.ndarray:
    """Cohen's kappa of each of n square tables (n x k x k)."""
    total = tables.sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = np.trace(tables, axis1=1, axis2=2) / total
        expected = (tables.sum(axis=2) * tables.sum(axis=1)).sum(axis=1) / total**2
        kappa = (observed - expected) / (1 - expected)
    return np.where(np.isclose(expected, 1), np.nan, kappa)


def _coincidences(
    units: Sequence[Sequence[Hashable]], distance: Distance
) -> tuple[np.ndarray, np.ndarray]:
    """Each unit's coincidences of values (n x k x k), and the distances between values."""
    values = list(dict.fromkeys(value for unit in units for value in unit))
    place = {value: i for i, value in enumerate(values)}
    out = np.zeros((len(units), len(values), len(values)))
    for i, unit in enumerate(units):
        for x, y in combinations(unit, 2):
            out[i, place[x], place[y]] += 1 / (len(unit) - 1)
            out[i, place[y], place[x]] += 1 / (len(unit) - 1)
    between = np.array([[distance(x, y) for y in values] for x in values])
    return out, between.reshape(len(values), len(values))


def _alpha(coincidences: np.ndarray, between: np.ndarray) -> np.ndarray:
    """Krippendorff's alpha of each of n coincidence matrices (n x k x k)."""
    margin = coincidences.sum(axis=2)
    n = margin.sum(axis=1)
    observed = (coincidences * between).sum(axis=(1, 2))
    expected = np.einsum("ni,ij,nj->n", margin, between, margin)
    with np.errstate(invalid="ignore", divide="ignore"):
        alpha = 1 - (n - 1) * observed / expected
    return np.where(expected == 0, np.nan, alpha)


def _sentence(
    facet: str,
    code: str,
    passages: int,
    same: float,
    kappa: float,
    low: float,
    high: float,
    both: int,
    only_first: int,
    only_second: int,
    first: str,
    second: str,
) -> str:
    agreed = round(same * passages)
    if code:
        start = (
            f"{first} and {second} both gave “{code}” to {both} of {passages} passages; "
            f"only {first} gave it to {only_first} and only {second} to {only_second}"
        )
    else:
        start = (
            f"{first} and {second} gave the same {facet} codes to {agreed} of {passages} passages"
        )
    if math.isnan(kappa):
        return f"{start}. Kappa cannot be worked out: both gave one answer throughout."
    word = next((w for floor, w in WORDS if kappa > floor), "slight" if kappa > 0 else "no")
    interval = "" if math.isnan(low) else f" (95 % interval {low:.2f} to {high:.2f})"
    return f"{start}. Beyond chance that is {word} agreement: kappa {kappa:.2f}{interval}."
