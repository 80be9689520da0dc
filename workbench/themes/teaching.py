"""Which passage teaches most next, and how often suggestions have been right so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from workbench.themes.codebook import Codebook
from workbench.themes.coding import accepted
from workbench.themes.lessons import local_lessons
from workbench.themes.suggest import Suggester
from workbench.vocabulary import Organisations

STEPS = 8  # how often the past is learned anew when it is replayed


def offer(
    suggester: Suggester,
    passages: pd.DataFrame,
    coded: set[str],
    said: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The passages not yet coded, the one that teaches most first.

    The rule: a passage teaches by how *unsure* the suggestion is and by how *new* its words are,
    multiplied, so that it must be both to some degree. Unsure is 1 less the distance between the
    first and the second theme's chances where one theme must be chosen. New is 1 less its
    likeness (cosine of TF-IDF) to the most alike passage coded already; and after each offer to
    those offered before it, so that the first few are not the same passage five times.

    Parameters
    ----------
    passages
        ``ref, text`` and what :meth:`Suggester.suggest` looks at.
    coded
        The refs that this coder has coded already.
    said
        What was suggested for these passages, in their order, where that is known already.

    Returns
    -------
    DataFrame
        ``ref, unsure, new, teaches`` (all 0 to 1). Most first; equal ones in the order given.
        Empty when everything is coded.
    """
    said = suggester.suggest(passages) if said is None else said
    gap = np.array([c[0] - c[1] if len(c) > 1 else c[0] for c in said["chances"]])
    unsure = np.clip(1 - gap, 0, 1) if len(gap) else gap
    vectors = suggester.vectors(passages["text"].fillna("").tolist())
    done = passages["ref"].isin(coded).to_numpy()
    open_rows = np.flatnonzero(~done)
    alike = np.zeros(len(passages))
    if done.any() and len(open_rows):
        alike[open_rows] = (vectors[open_rows] @ vectors[done].T).max(axis=1).toarray().ravel()
    rows = []
    waiting = list(open_rows)
    while waiting:
        worth = [(unsure[i] + 0.05) * (1 - alike[i]) for i in waiting]
        best = waiting.pop(int(np.argmax(worth)))
        rows.append((passages["ref"].iloc[best], unsure[best], 1 - alike[best], max(worth) / 1.05))
        if len(rows) < _SPREAD and waiting:
            near = (vectors[waiting] @ vectors[[best]].T).toarray().ravel()
            alike[waiting] = np.maximum(alike[waiting], near)
        elif len(rows) == _SPREAD:  # what is offered that late will be ranked anew before
            waiting.sort(key=lambda i: -(unsure[i] + 0.05) * (1 - alike[i]))
            rows += [
                (passages["ref"].iloc[i], unsure[i], 1 - alike[i],
                 (unsure[i] + 0.05) * (1 - alike[i]) / 1.05)
                for i in waiting
            ]  # fmt: skip
            break
    out = pd.DataFrame(rows, columns=["ref", "unsure", "new", "teaches"])
    return out.astype({"unsure": "float64", "new": "float64", "teaches": "float64"})


_SPREAD = 50


def track_record(
    passages: pd.DataFrame,
    codings: pd.DataFrame,
    coder: str,
    codebook: Codebook,
    shipped: pd.DataFrame,
    organisations: Organisations | None = None,
    learn: Callable[[Codebook, pd.DataFrame], Suggester] = Suggester.learn,
) -> pd.DataFrame:
    """How often each theme's suggestions have been right so far, beside plain keywords.

    The past is replayed: a coder's passages are taken in the order they were coded, in at most
    :data:`STEPS` lots, and each lot is suggested for by what shipped and what had been coded
    before it. So nothing is judged by what was learned from it.

    Parameters
    ----------
    passages
        ``ref, text`` and what :meth:`Suggester.suggest` looks at.
    codings
        All decisions; those of ``coder`` are replayed.
    shipped
        The lessons that ship (:func:`workbench.themes.lessons.shipped_lessons`).

    Returns
    -------
    DataFrame
        One row a theme, in the codebook's order, and last ``all``: ``theme, coded`` (passages
        the coder gave it), ``suggested, right`` (int), ``precision`` (right of suggested),
        ``recall`` (right of coded; NaN where there is nothing to divide by), the same for
        plain keywords as ``keyword_suggested, keyword_right, keyword_precision,
        keyword_recall``, and ``sentence``. Empty when the coder has coded no theme.
    """
    own = accepted(codings)
    own = own[(own["coder"] == coder) & (own["facet"] == "theme")]
    own = own[own["passage"].isin(passages["ref"])]
    order = list(dict.fromkeys(own.sort_values("when", kind="stable")["passage"]))
    if not order:
        return pd.DataFrame(columns=_RECORD)
    given = own.groupby("passage")["code"].agg(set).to_dict()
    mine = codings[codings["coder"] == coder]
    said: dict[str, tuple[set[str], set[str]]] = {}
    for lot in np.array_split(np.array(order, dtype=object), min(STEPS, len(order))):
        before = mine[mine["passage"].isin(set(said))]
        local = local_lessons(passages, before, organisations)
        suggester = learn(codebook, pd.concat([shipped, local], ignore_index=True))
        rows = passages[passages["ref"].isin(set(lot))]
        themes = suggester.suggest(rows, organisations, why=False)["themes"]
        plain = suggester.plain_keywords(rows["text"].tolist())
        for ref, learned, keywords in zip(rows["ref"], themes, plain, strict=True):
            said[ref] = (set(learned), set(keywords))
    names = [code.id for code in codebook.codes("theme")]
    rows = [_count(name, given, said) for name in names]
    totals = ("all", *(sum(row[i] for row in rows) for i in range(1, 6)))
    return pd.DataFrame([_record(*row) for row in [*rows, totals]], columns=_RECORD)


_RECORD = [
    "theme", "coded", "suggested", "right", "precision", "recall", "keyword_suggested",
    "keyword_right", "keyword_precision", "keyword_recall", "sentence",
]  # fmt: skip


def _count(
    name: str, given: dict[str, set[str]], said: dict[str, tuple[set[str], set[str]]]
) -> tuple[str, int, int, int, int, int]:
    coded = {ref for ref, codes in given.items() if name in codes}
    learned, keywords = ({ref for ref in said if name in said[ref][i]} for i in (0, 1))
    return (
        name, len(coded), len(learned), len(learned & coded), len(keywords), len(keywords & coded)
    )  # fmt: skip


def _record(
    name: str, coded: int, suggested: int, right: int, keyword: int, keyword_right: int
) -> tuple[Any, ...]:
    def share(part: int, whole: int) -> float:
        return part / whole if whole else float("nan")

    if suggested:
        sentence = (
            f"Suggested {suggested} times and right {right}; plain keywords {keyword} and "
            f"{keyword_right}. Of {coded} passages given it, {right} had been suggested."
        )
    else:
        sentence = f"Not suggested so far; given to {coded} passages."
    return (
        name, coded, suggested, right, share(right, suggested), share(right, coded),
        keyword, keyword_right, share(keyword_right, keyword), share(keyword_right, coded),
        sentence,
    )  # fmt: skip
