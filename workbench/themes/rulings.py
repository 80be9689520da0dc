"""What people decided on whether a recommendation was said before: that counts, either way.

Rows are only added. What was confirmed is an echo wherever echoes are counted, and what was
rejected is listed nowhere, until the decision is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from workbench.records import EchoRuling

CONFIRMED = "confirmed"  # the kind of an echo that stands on a person's word


def in_force(rulings: Iterable[EchoRuling]) -> dict[frozenset[str], EchoRuling]:
    """The latest decision on each pair of passages, oldest first given; none where withdrawn."""
    latest = {frozenset((ruling.earlier, ruling.later)): ruling for ruling in rulings}
    return {pair: ruling for pair, ruling in latest.items() if ruling.decision != "withdrawn"}


def apply(
    found: pd.DataFrame, maybe: pd.DataFrame, ruled: dict[frozenset[str], EchoRuling]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Echoes and what may be one, as people decided.

    Parameters
    ----------
    found, maybe
        As :func:`.echoes.echoes` and :func:`.perhaps.perhaps` give them.
    ruled
        As :func:`in_force` gives it.

    Returns
    -------
    Both again: pairs that were confirmed stand among the echoes with the kind ``confirmed``, after
    them, and those rejected in neither. A pair is ruled on when any passage of each of its asks is.
    """
    echo = _decisions(found, ruled)
    perhaps = _decisions(maybe, ruled)
    echoes = found[echo != "rejected"]
    taken = maybe[perhaps == CONFIRMED].assign(kind=CONFIRMED)
    if len(taken):
        parts = [part for part in (echoes, taken[list(found.columns)]) if len(part)]
        echoes = pd.concat(parts, ignore_index=True)
    return echoes.reset_index(drop=True), maybe[perhaps == ""].reset_index(drop=True)


def _decisions(pairs: pd.DataFrame, ruled: dict[frozenset[str], EchoRuling]) -> pd.Series:
    """What was decided on each pair, or ``""``."""
    said = []
    for row in pairs.itertuples():
        keys = (frozenset((one, two)) for one in row.earlier_refs for two in row.later_refs)
        made = [ruled[key] for key in keys if key in ruled] if ruled else []
        said.append(str(max(made, key=lambda ruling: ruling.when).decision) if made else "")
    return pd.Series(said, index=pairs.index, dtype=object)
