"""What people decided about passages: the decisions in force, undoing one, settling a difference.

Every decision is a row and no row is ever altered. What holds now is worked out from the rows:
the latest row of a passage, facet, code and coder wins; of two with the same time, the later row.
A row whose decision is ``suggested`` takes a decision back: nothing stands for that code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields

import pandas as pd

from workbench.records import Coding

COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Coding))
KEY = ["passage", "facet", "code", "coder"]

UNDONE = "Undone"  # how the reason of a row begins that takes another row back
AGREED = "agreed: "  # in front of the adjudicator's name, so that it is nobody's first coding


def frame(codings: Iterable[Coding]) -> pd.DataFrame:
    """Codings as a frame.

    Returns
    -------
    DataFrame
        ``passage, facet, code, coder, decision, when, why``, all text, in the order given.
        Empty means that nothing has been decided.
    """
    rows = [astuple(coding) for coding in codings]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def current(codings: pd.DataFrame) -> pd.DataFrame:
    """The decisions in force, one row a passage, facet, code and coder.

    Parameters
    ----------
    codings
        Rows in the order they were written, with the columns of :func:`frame`.

    Returns
    -------
    DataFrame
        The same columns; ``decision`` is ``accepted`` or ``rejected``. In the order in which the
        decisions in force were made. A decision taken back is not in it.
    """
    ordered = codings.sort_values("when", kind="stable")
    latest = ordered.drop_duplicates(KEY, keep="last")
    return latest[latest["decision"] != "suggested"].reset_index(drop=True)


def accepted(codings: pd.DataFrame) -> pd.DataFrame:
    """The codes that stand, per coder: :func:`current` without the rejected ones."""
    now = current(codings)
    return now[now["decision"] == "accepted"].reset_index(drop=True)


def seen_by(codings: pd.DataFrame, coder: str) -> pd.DataFrame:
    """What one coder may see while coding blind: their own rows and no other's."""
    return codings[codings["coder"] == coder].reset_index(drop=True)


def undo(codings: pd.DataFrame, coder: str, when: str) -> list[Coding]:
    """The rows that take a coder's last step back; writing them is the caller's part.

    A step is all rows a coder wrote at one time. Undoing again goes one step further back: a
    step that was undone, and the undoing of it, are passed over.

    Returns
    -------
    list of Coding
        For each row of the step a new row with the decision that held before it, or
        ``suggested`` where none did. Empty when there is nothing left to undo.
    """
    own = codings[codings["coder"] == coder].sort_values("when", kind="stable")
    steps: list[pd.DataFrame] = []
    for _, step in own.groupby("when", sort=True):
        if step["why"].str.startswith(UNDONE).all():
            if steps:
                steps.pop()
        else:
            steps.append(step)
    if not steps:
        return []
    before = pd.concat(steps[:-1]) if steps[:-1] else own.iloc[:0]
    held = {
        (row.passage, row.facet, row.code): row.decision
        for row in before.itertuples()  # the latest comes last
    }
    return [
        Coding(
            passage=row.passage,
            facet=row.facet,
            code=row.code,
            coder=coder,
            decision=held.get((row.passage, row.facet, row.code), "suggested"),
            when=when,
            why=f"{UNDONE}: the decision of {row.when}",
        )
        for row in steps[-1].drop_duplicates(KEY).itertuples()
    ]


def choose(
    codings: pd.DataFrame,
    passage: str,
    facet: str,
    codes: Sequence[str],
    coder: str,
    when: str,
    why: str = "",
) -> list[Coding]:
    """The rows that make ``codes`` the codes of a passage in one facet for one coder.

    A code that stood and is not among them is rejected; one that stands already gets no new row.
    """
    now = current(seen_by(codings, coder))
    here = now[(now["passage"] == passage) & (now["facet"] == facet)]
    standing = set(here.loc[here["decision"] == "accepted", "code"])
    changes = [(code, "accepted") for code in codes if code not in standing]
    changes += [(code, "rejected") for code in sorted(standing - set(codes))]
    return [
        Coding(passage, facet, code, coder, decision, when, why)  # type: ignore[arg-type]
        for code, decision in changes
    ]


def adjudicate(
    codings: pd.DataFrame,
    passage: str,
    facet: str,
    codes: Sequence[str],
    by: str,
    when: str,
    why: str,
) -> list[Coding]:
    """The rows that settle what two coders saw differently. Their own rows stay as they are."""
    proposed = current(codings)
    here = proposed[(proposed["passage"] == passage) & (proposed["facet"] == facet)]
    turned_down = [code for code in dict.fromkeys(here["code"]) if code not in codes]
    name = AGREED + by
    settled = [(code, "accepted") for code in codes]
    settled += [(code, "rejected") for code in turned_down]
    return [
        Coding(passage, facet, code, name, decision, when, why)  # type: ignore[arg-type]
        for code, decision in settled
    ]


def settled(codings: pd.DataFrame) -> pd.DataFrame:
    """One set of codes for each passage and facet, however many people coded it.

    Where it was adjudicated, the latest adjudicator's codes hold. Otherwise a code holds that
    every coder gave who coded the passage in that facet; a code that only some gave is listed as
    ``disputed`` and does not hold.

    Returns
    -------
    DataFrame
        ``passage, facet, code, how, holds, coders``: ``how`` is ``adjudicated``, ``agreed``,
        ``one coder`` or ``disputed``; ``holds`` is bool; ``coders`` the names, joined by ``; ``.
        In the order of the first decision. Empty when nothing is accepted.
    """
    given = accepted(codings)
    columns = ["passage", "facet", "code", "how", "holds", "coders"]
    if given.empty:
        return pd.DataFrame(
            {c: pd.Series(dtype="bool" if c == "holds" else "str") for c in columns}
        )
    given["by_adjudicator"] = given["coder"].str.startswith(AGREED)
    place = ["passage", "facet"]
    rulings = current(codings)  # one that rejects every code still settles the passage
    final = rulings[rulings["coder"].str.startswith(AGREED)]
    last = final.groupby(place, sort=False)["coder"].last().rename("last_adjudicator")
    given = given.merge(last, how="left", left_on=place, right_index=True)
    decided = given["last_adjudicator"].notna()
    keep = ~decided | (given["coder"] == given["last_adjudicator"])
    given = given[keep]
    coders = given.groupby(place)["coder"].transform("nunique")
    given = given.assign(of=coders)
    out = (
        given.groupby([*place, "code"], sort=False)
        .agg(
            of=("of", "first"),
            n=("coder", "nunique"),
            adjudicated=("by_adjudicator", "any"),
            coders=("coder", "; ".join),
        )
        .reset_index()
    )
    out["how"] = "agreed"
    out.loc[out["of"] == 1, "how"] = "one coder"
    out.loc[out["n"] < out["of"], "how"] = "disputed"
    out.loc[out["adjudicated"], "how"] = "adjudicated"
    out["holds"] = out["how"] != "disputed"
    return out[columns]
