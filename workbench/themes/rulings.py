"""What people decided on whether a recommendation was said before: that counts, either way.

Rows are only added. What was confirmed is an echo wherever echoes are counted, and what was
rejected is listed nowhere, until the decision is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from workbench.records import EchoRuling
from workbench.themes.echoes import CONFIRMED, in_order

Rulings = dict[frozenset[str], EchoRuling]  # by the refs of both passages


def in_force(rulings: Iterable[EchoRuling]) -> Rulings:
    """The latest decision on each pair of passages, oldest first given; none where withdrawn."""
    latest = {frozenset((ruling.earlier, ruling.later)): ruling for ruling in rulings}
    return {pair: ruling for pair, ruling in latest.items() if ruling.decision != "withdrawn"}


def confirmed(ruled: Rulings) -> list[frozenset[str]]:
    """The pairs that people called an echo, for :func:`.echoes.echoes`."""
    return [pair for pair, ruling in ruled.items() if ruling.decision == "confirmed"]


def on_pair(earlier: Iterable[str], later: Iterable[str], ruled: Rulings) -> EchoRuling | None:
    """The latest decision on two asks, each by the refs of its passages; None where there is none.

    A pair is ruled on when any passage of the one and any of the other is.
    """
    if not ruled:
        return None
    others = tuple(later)
    keys = (frozenset((one, two)) for one in earlier for two in others)
    made = [ruled[key] for key in keys if key in ruled]
    return max(made, key=lambda ruling: ruling.when, default=None)


def apply(
    found: pd.DataFrame, maybe: pd.DataFrame, ruled: Rulings
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Echoes and what may be one, as people decided.

    Parameters
    ----------
    found, maybe
        As :func:`.echoes.echoes` and :func:`.perhaps.perhaps` give them. What stands in ``found``
        on a person's word alone goes when that word was taken back.
    ruled
        As :func:`in_force` gives it.

    Returns
    -------
    Both again: pairs that were confirmed stand among the echoes, with the kind ``confirmed`` where
    nothing else says so, and those rejected in neither. Who confirmed a pair said by that which
    came first: its ``order_known`` is True, whatever the dates say.
    """
    echo, perhaps = _decisions(found, ruled), _decisions(maybe, ruled)
    on_a_word = found["kind"] == CONFIRMED
    echoes = found[(echo != "rejected") & (~on_a_word | (echo == "confirmed"))]
    echoes = echoes.assign(order_known=echoes["order_known"] | (echo[echoes.index] == "confirmed"))
    listed = set(zip(echoes["earlier"], echoes["later"], strict=True))
    anew = [pair not in listed for pair in zip(maybe["earlier"], maybe["later"], strict=True)]
    taken = maybe[(perhaps == "confirmed") & pd.Series(anew, index=maybe.index, dtype=bool)]
    if len(taken):
        taken = taken.assign(kind=CONFIRMED, score=1.0, order_known=True).reindex(
            columns=found.columns
        )
        echoes = in_order(pd.concat([part for part in (echoes, taken) if len(part)]))
    return echoes.reset_index(drop=True), maybe[perhaps == ""].reset_index(drop=True)


def _decisions(pairs: pd.DataFrame, ruled: Rulings) -> pd.Series:
    """What was decided on each pair, or ``""``."""
    sides = zip(pairs["earlier_refs"], pairs["later_refs"], strict=True)
    made = (on_pair(earlier, later, ruled) for earlier, later in sides)
    said = [ruling.decision if ruling else "" for ruling in made]
    return pd.Series(said, index=pairs.index, dtype=object)
