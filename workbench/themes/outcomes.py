"""What became of an earlier recommendation: the actions that answer it, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

CERTAIN = ("named", "confirmed")  # the log names the recommendation, or a person said so
PROPOSED = "proposed"  # the workbench's guess, which nobody has decided on


def certain(links: pd.DataFrame) -> pd.DataFrame:
    """The rows that are more than a proposal; all of them where no ``link`` is kept."""
    named = links[links["recommendation"].notna()]
    return named[named["link"].isin(CERTAIN)] if "link" in named else named


def proposed(links: pd.DataFrame) -> pd.DataFrame:
    """The rows that nobody has decided on; none where no ``link`` is kept."""
    if "link" not in links:
        return links.iloc[:0]
    return links[links["recommendation"].notna() & (links["link"] == PROPOSED)]


def with_outcomes(found: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """What became of the earlier recommendation of each echo.

    Parameters
    ----------
    found
        As :func:`workbench.themes.echoes.echoes` gives it.
    links
        As :func:`workbench.themes.answers.links` gives it: ``recommendation`` (ref of the passage
        an action answers), ``status`` (as written), ``link``. Without ``link`` every row counts
        as certain.

    Returns
    -------
    DataFrame
        ``found`` with ``actions`` (int, how many answer the earlier one for certain),
        ``statuses`` (those written, joined by ``; ``), ``proposed`` (int, how many more are only
        proposed) and ``outcome``, a sentence.
    """
    by_ref = certain(links).groupby("recommendation")["status"].agg(list).to_dict()
    maybe = proposed(links).groupby("recommendation")["status"].agg(list).to_dict()
    statuses = [_of(refs, by_ref) for refs in found["earlier_refs"]]
    guesses = [_of(refs, maybe) for refs in found["earlier_refs"]]
    out = found.copy()
    out["actions"] = [len(held) for held in statuses]
    out["statuses"] = ["; ".join(_written(held)) for held in statuses]
    out["proposed"] = [len(held) for held in guesses]
    out["outcome"] = [_outcome(held, guess) for held, guess in zip(statuses, guesses, strict=True)]
    return out


def _of(refs: Sequence[str], by_ref: dict[str, list[object]]) -> list[object]:
    return [status for ref in refs for status in by_ref.get(ref, ())]


def _written(statuses: Sequence[object]) -> list[str]:
    held = (str(s).strip() if isinstance(s, str) and s.strip() else "no status" for s in statuses)
    return list(dict.fromkeys(held))


def _outcome(statuses: Sequence[object], guesses: Sequence[object]) -> str:
    if not statuses and not guesses:
        return "No action is recorded for the earlier one."
    if not statuses:
        count = "One action" if len(guesses) == 1 else f"{len(guesses)} actions"
        return (
            "No action is known to answer the earlier one. "
            f"{count} may: {', '.join(_written(guesses))}. Nobody has confirmed it."
        )
    count = "One action" if len(statuses) == 1 else f"{len(statuses)} actions"
    said = f"{count} followed the earlier one: {', '.join(_written(statuses))}."
    if guesses:
        more = "One more is" if len(guesses) == 1 else f"{len(guesses)} more are"
        said += f" {more} proposed and not confirmed."
    return said
