"""A table of any length: the kernel holds the rows, the page holds only those in sight.

Filtering, sorting and choosing work by keyboard and by mouse, and the chosen row reaches
Python. A screen reader hears a grid with its name, its row count and each cell's heading.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import pandas as pd
import traitlets as t

from workbench.style import css_variables
from workbench.textsearch import TextSearch
from workbench.widgets.beforehand import make_ready

_HERE = Path(__file__).parent
WINDOW = 40  # rows sent at a time: five screens of them


class RecordTable(anywidget.AnyWidget):
    """A windowed table.

    Parameters
    ----------
    frame
        The rows. Any columns; shown are those in ``columns``.
    columns
        ``(name, heading, width)``; the width is a CSS length such as ``"6rem"`` or ``"1fr"``.
    label
        The name a screen reader speaks.
    empty
        What is said when there is no row: what to do about it.
    words
        For a column, how a value is told to people; sorting goes by the value itself.

    whole
        Whether the chosen row stands below the list, uncut; not where a view shows it otherwise.

    Attributes
    ----------
    selected : int
        The position of the chosen row in ``shown``, or -1.
    """

    _esm = _HERE / "table.js"
    _css = css_variables() + (_HERE / "table.css").read_text(encoding="utf-8")

    label = t.Unicode().tag(sync=True)
    empty = t.Unicode("Nothing here yet.").tag(sync=True)
    headings = t.List(t.Dict()).tag(sync=True)
    total = t.Int().tag(sync=True)
    of = t.Int().tag(sync=True)  # how many there are without the filter
    window = t.Dict({"offset": 0, "rows": []}).tag(sync=True)
    asked = t.Int(0).tag(sync=True)  # the page asks for the rows from here on
    filter = t.Unicode("").tag(sync=True)
    sort = t.Unicode("").tag(sync=True)  # a column's name, with "-" in front for descending
    selected = t.Int(-1).tag(sync=True)
    whole = t.Bool(False).tag(sync=True)

    def __init__(
        self,
        frame: pd.DataFrame,
        columns: Sequence[tuple[str, str, str]],
        *,
        label: str,
        empty: str = "Nothing here yet.",
        words: Mapping[str, Callable[[Any], str]] | None = None,
        **traits: Any,
    ) -> None:
        self._headings = [{"name": n, "heading": h, "width": w} for n, h, w in columns]
        super().__init__(label=label, empty=empty, headings=self._headings, **traits)
        self._folding = threading.Lock()
        self._names = [name for name, _, _ in columns]
        self._words = dict.fromkeys(self._names, _words) | dict(words or {})
        self.show(frame)
        self.observe(self._refresh, names=["filter", "sort"])
        self.observe(lambda _: self._send_window(), names="asked")

    def show(
        self, frame: pd.DataFrame, only: np.ndarray | None = None, without: Collection[str] = ()
    ) -> None:
        """Show other rows; the filter and the order stay, the choice goes.

        Parameters
        ----------
        only, without
            As for :meth:`show_only`.
        """
        self._frame = frame.reset_index(drop=True)
        self._searched: TextSearch | None = None
        self._ranks: dict[str, np.ndarray] = {}
        self.show_only(only, without)
        make_ready(self._search, len(self._frame))

    def show_only(self, positions: np.ndarray | None, without: Collection[str] = ()) -> None:
        """Show some of the rows, by their positions in the frame and in its order; None is all.

        What was made ready to search and to sort the frame serves them too.

        Parameters
        ----------
        without
            Columns that say the same in each of these rows: neither shown nor searched.
        """
        every = np.arange(len(self._frame))
        self._only = every if positions is None else np.asarray(positions, dtype=every.dtype)
        self._searched_few: TextSearch | None = None
        # One message to the page: new headings over old cells would be seen otherwise.
        with self.hold_sync():
            self.headings = [h for h in self._headings if h["name"] not in without]
            self._refresh()

    @property
    def shown(self) -> pd.DataFrame:
        """The rows that pass the filter, in the order they are shown."""
        return self._frame.iloc[self._order]

    @property
    def chosen_at(self) -> int | None:
        """The position of the chosen row in the frame, or None."""
        return int(self._order[self.selected]) if 0 <= self.selected < self.total else None

    @property
    def chosen(self) -> pd.Series | None:
        """The chosen row, or None."""
        at = self.chosen_at
        return None if at is None else self._frame.iloc[at]

    def choose(self, position: int) -> None:
        """Choose a row as if it had been clicked."""
        self.selected = position

    def choose_at(self, position: int) -> None:
        """Choose a row by its position in the frame; one that is not shown chooses none."""
        found = np.flatnonzero(self._order == position)
        self.selected = int(found[0]) if len(found) else -1

    def _refresh(self, _: Any = None) -> None:
        order = self._only
        if self.filter.strip():
            order = self._holding(order)
        name = self.sort.lstrip("-")
        if name in self._frame:
            ranks = self._rank(name)[order]
            # Not-a-number stands last either way, and equal ones stay as they were.
            order = order[np.argsort(-ranks if self.sort.startswith("-") else ranks, kind="stable")]
        self._order = order
        with self.hold_sync():
            self.total, self.of, self.selected, self.asked = len(order), len(self._only), -1, 0
            self._send_window()

    def _holding(self, order: np.ndarray) -> np.ndarray:
        """Those rows in whose columns, as they are shown, the words of the filter stand."""
        if len(self.headings) == len(self._names):
            return self._search().holding(self.filter, order)
        # Without a column the few rows are made ready by themselves, and all the others are not.
        if self._searched_few is None:
            few = self._frame.iloc[order]
            columns = [self._cells(few, heading["name"]) for heading in self.headings]
            self._searched_few = TextSearch(map(" ".join, zip(*columns, strict=True)))
        return order[self._searched_few.holding(self.filter)]

    def _search(self) -> TextSearch:
        """The words of each row, made when they are first searched."""
        with self._folding:
            if self._searched is None:
                columns = [self._column_of_words(name) for name in self._names]
                self._searched = TextSearch(map(" ".join, zip(*columns, strict=True)))
            return self._searched

    def _rank(self, name: str) -> np.ndarray:
        """Where each row stands in the order of a column; not-a-number without a value."""
        if name not in self._ranks:
            keys = _sortable(self._frame[name])
            self._ranks[name] = keys.rank(method="dense").to_numpy()
        return self._ranks[name]

    def _send_window(self) -> None:
        start = max(0, min(self.asked, max(0, self.total - 1)))
        rows = self._order[start : start + WINDOW]
        few = self._frame.iloc[rows]
        cells = [self._cells(few, heading["name"]) for heading in self.headings]
        self.window = {"offset": start, "rows": [list(row) for row in zip(*cells, strict=True)]}

    def _cells(self, rows: pd.DataFrame, name: str) -> list[str]:
        if name not in rows:
            return [""] * len(rows)
        words = self._words[name]
        return [words(value) for value in rows[name].astype(object)]

    def _column_of_words(self, name: str) -> list[str]:
        if name not in self._frame:
            return [""] * len(self._frame)
        column, words = self._frame[name], self._words[name]
        if isinstance(column.dtype, pd.StringDtype):
            if words is _words:
                return column.fillna("").tolist()
            # Few values, many rows: each is put into words once.
            told = {value: words(value) for value in column.unique()}
            return [told[value] for value in column]
        return [words(value) for value in column.astype(object)]


def _words(value: Any) -> str:
    """A cell as a person reads it: lists joined, nothing for None."""
    if isinstance(value, (list, tuple)):
        return "; ".join(_words(item) for item in value).replace(".; ", ". ")
    if value is None or (isinstance(value, float) and pd.isna(value)) or value is pd.NA:
        return ""
    return " ".join(str(value).split())


def _sortable(column: pd.Series) -> pd.Series:
    """1.2 before 1.10, and words without regard to case."""
    if pd.api.types.is_numeric_dtype(column):
        return column
    padded = column.map(_words).astype("str").str.slice(0, 80).str.lower()
    return padded.str.replace(r"\d+", lambda m: m.group().zfill(8), regex=True)
