"""Questions to the library, answered as pandas frames: one row a record, columns its fields."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from typing import Any

import pandas as pd

from workbench.library.store import Library
from workbench.records import Action, Check, Figure, Passage, Review


def reviews(library: Library) -> pd.DataFrame:
    """All reviews, in the order they were added.

    Returns
    -------
    Columns are the fields of ``records.Review`` (str or None; ``response_working_days`` and
    ``people_counted`` are Int64; ``addressees``, ``inspectorates`` and ``documents`` tuples)
    and ``passages``, Int64: how many passages each has. No rows when the library is empty.
    """
    frame = _frame(library.reviews(), Review)
    counts = library.passage_counts()
    frame["passages"] = frame["id"].map(counts).fillna(0).astype("Int64")
    for name in ("response_working_days", "people_counted"):
        frame[name] = frame[name].astype("Int64")
    return frame


def passages(
    library: Library,
    review: str | Collection[str] | None = None,
    kinds: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Passages of one review, of several or of all in document order, with corrections applied.

    Returns
    -------
    Columns are the fields of ``records.Passage``; ``page``, ``line``, ``start`` and ``end`` are
    Int64; ``cites`` and ``owners`` are tuples. No rows when there are none.
    """
    frame = _frame(library.passages(review, kinds), Passage)
    for name in ("page", "line", "start", "end"):
        frame[name] = frame[name].astype("Int64")
    return frame


def passage_list(library: Library) -> pd.DataFrame:
    """Every passage, with what a list of them shows, quick enough for a hundred thousand.

    Returns
    -------
    Columns ``review, ref, kind, number, section, text`` (str or missing) and ``page`` (Int64),
    in document order, with corrections applied. No rows when there are none.
    """
    names = ["review", "ref", "kind", "number", "section", "text", "page"]
    frame = pd.DataFrame(library.passage_rows(names), columns=names)
    return frame.astype({name: "Int64" if name == "page" else "str" for name in names})


def checks(library: Library, review: str | None = None) -> pd.DataFrame:
    """What looks wrong: review, check, message, page (Int64), line (Int64), refs (tuple)."""
    frame = _frame(library.checks(review), Check)
    for name in ("page", "line"):
        frame[name] = frame[name].astype("Int64")
    return frame


def figures(library: Library, review: str | None = None) -> pd.DataFrame:
    """Key figures: the fields of ``records.Figure``; ``value`` is float64."""
    return _frame(library.figures(review), Figure)


def actions(library: Library, review: str | None = None) -> pd.DataFrame:
    """Rows of action logs and plans: the fields of ``records.Action``."""
    return _frame(library.actions(review), Action)


def _frame(records: Sequence[Any], kind: type) -> pd.DataFrame:
    names = [f.name for f in fields(kind)]
    columns = {name: [getattr(record, name) for record in records] for name in names}
    return pd.DataFrame(columns, columns=names)
