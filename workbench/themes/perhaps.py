"""What may have been said before in other words: apart from echoes, for a person to judge.

Two wordings too unlike to be called the same ask may be it all the same. Listed are those that are
nearly so, and those that share a little of their meaning *and* have an owner in common *and* a
theme or a topic. By what was measured most of them are not the same ask (see
``docs/decisions.md``), so nothing is counted from them until a person has confirmed one
(:mod:`.rulings`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from workbench.themes.echoes import ASKS, echoes
from workbench.themes.same_ask import SAME_ASK
from workbench.themes.same_words import Folder
from workbench.themes.wordings import LEAST_KEPT

FACETS = ("theme", "topic")
LIKELY = 0.15  # so alike that it is listed whoever is asked, and whatever it is coded


def perhaps(
    passages: pd.DataFrame,
    reviews: pd.DataFrame,
    codes: pd.DataFrame,
    agency: Callable[[str], str | None] = lambda owner: None,
    folder: Folder | None = None,
) -> pd.DataFrame:
    """Recommendations that an earlier review may have made already, in other words.

    Parameters
    ----------
    passages, reviews
        As :func:`workbench.themes.echoes.echoes` takes them; one without ``owners`` is in no pair.
    codes
        ``passage, facet, code``: what passages are about, decided or suggested.
    agency
        The kind of agency an owner is, where that is known: two police forces are one kind.

    Returns
    -------
    DataFrame
        The columns of :func:`workbench.themes.echoes.echoes`, and ``owners`` and ``about``
        (tuples): what both have in common. The most alike first. Empty when nothing
        may have been said before.
    """
    found = echoes(passages, reviews, folder, at_least=LEAST_KEPT)
    # the same words again are an echo for certain, whatever their score
    found = found[(found["kind"] == "other words") & (found["score"] < SAME_ASK)]
    asked = passages[passages["kind"].isin(ASKS)]
    owners = {
        ref: frozenset(agency(owner) or owner for owner in held)
        for ref, held in zip(asked["ref"], asked.get("owners", ()), strict=False)
        if isinstance(held, (tuple, list))
    }
    wanted = codes[codes["facet"].isin(FACETS) & codes["passage"].isin(asked["ref"])]
    about = {ref: frozenset(held) for ref, held in wanted.groupby("passage")["code"]}
    sides = list(zip(found["earlier_refs"], found["later_refs"], strict=True))
    out = found.assign(
        owners=pd.Series([_both(owners, *refs) for refs in sides], index=found.index, dtype=object),
        about=pd.Series([_both(about, *refs) for refs in sides], index=found.index, dtype=object),
    )
    in_common = (out["owners"].map(len) > 0) & (out["about"].map(len) > 0)
    out = out[in_common | (out["score"] >= LIKELY)]
    order = ["score", "later", "earlier"]
    return out.sort_values(order, ascending=[False, True, True]).reset_index(drop=True)


def _both(
    held: Mapping[str, frozenset[str]], one: Iterable[str], two: Iterable[str]
) -> tuple[str, ...]:
    """What some passage of the one side and some of the other have in common, by alphabet."""
    first, second = (
        frozenset[str]().union(*(held.get(ref, frozenset()) for ref in refs)) for refs in (one, two)
    )
    return tuple(sorted(first & second))
