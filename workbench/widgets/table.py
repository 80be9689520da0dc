"""A table of any length: the kernel holds the rows, the page holds only those in sight.

Filtering, sorting and choosing work by keyboard and by mouse, and the chosen row reaches
Python. A screen reader hears a grid with its name, its row count and each cell's heading.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import pandas as pd
import traitlets as t

from workbench.style import css_variables

_HERE = Path(__file__).parent
WINDOW = 40  # rows sent at a time: five screens of them
LONG = 5_000  # rows from which searching takes long enough to be made ready beforehand


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
        headings = [{"name": n, "heading": h, "width": w} for n, h, w in columns]
        super().__init__(label=label, empty=empty, headings=headings, **traits)
        self._folding = threading.Lock()
        self._names = [name for name, _, _ in columns]
        self._words = dict.fromkeys(self._names, _words) | dict(words or {})
        self.show(frame)
        self.observe(self._refresh, names=["filter", "sort"])
        self.observe(lambda _: self._send_window(), names="asked")

    def show(self, frame: pd.DataFrame) -> None:
        """Show other rows; the filter and the order stay, the choice goes."""
        self._frame = frame.reset_index(drop=True)
        self._folded: pd.Series | None = None
        self._keys: dict[str, pd.Series] = {}
        self._refresh()
        self._make_ready()

    @property
    def shown(self) -> pd.DataFrame:
        """The rows that pass the filter, in the order they are shown."""
        return self._frame.iloc[self._order]

    @property
    def chosen(self) -> pd.Series | None:
        """The chosen row, or None."""
        if 0 <= self.selected < self.total:
            return self._frame.iloc[self._order[self.selected]]
        return None

    def choose(self, position: int) -> None:
        """Choose a row as if it had been clicked."""
        self.selected = position

    def _refresh(self, _: Any = None) -> None:
        order = self._found()
        name = self.sort.lstrip("-")
        if name in self._frame:
            keys = self._key(name).iloc[order]
            ascending = not self.sort.startswith("-")
            order = order[_sorted_positions(keys, ascending)]
        self._order = order
        with self.hold_sync():
            self.total, self.of, self.selected, self.asked = len(order), len(self._frame), -1, 0
            self._send_window()

    def _found(self) -> np.ndarray:
        """The positions of the rows that have every word of the filter."""
        kept = np.arange(len(self._frame))
        # The longest first: it leaves fewest rows for the others to be looked for in.
        for word in sorted(self.filter.lower().split(), key=len, reverse=True):
            whole = self._search()
            folded = whole if len(kept) == len(whole) else whole.iloc[kept]
            kept = kept[folded.str.contains(word, regex=False).to_numpy(dtype=bool)]
        return kept

    def _make_ready(self) -> None:
        """Fold a long list's words before anybody searches it, beside the kernel's own thread."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return  # a plain program waits for nobody
        if len(self._frame) > LONG:
            threading.Thread(target=self._search, daemon=True).start()

    def _search(self) -> pd.Series:
        """One folded text a row, made when it is first searched."""
        with self._folding:
            if self._folded is None:
                texts = [self._column_of_words(name) for name in self._names]
                whole = texts[0].str.cat(texts[1:], sep=" ") if len(texts) > 1 else texts[0]
                self._folded = whole.str.lower()
            return self._folded

    def _key(self, name: str) -> pd.Series:
        if name not in self._keys:
            self._keys[name] = _sortable(self._frame[name])
        return self._keys[name]

    def _send_window(self) -> None:
        start = max(0, min(self.asked, max(0, self.total - 1)))
        rows = self._frame.iloc[self._order[start : start + WINDOW]].reindex(columns=self._names)
        told = rows.apply(lambda column: column.astype(object).map(self._words[column.name]))
        self.window = {"offset": start, "rows": told.to_numpy().tolist()}

    def _column_of_words(self, name: str) -> pd.Series:
        if name not in self._frame:
            return pd.Series("", index=self._frame.index, dtype="str")
        column, words = self._frame[name], self._words[name]
        if isinstance(column.dtype, pd.StringDtype):
            if words is _words:
                return column.fillna("")
            # Few values, many rows: each is put into words once.
            told = {value: words(value) for value in column.unique()}
            return column.map(told).astype("str")
        return column.astype(object).map(words).astype("str")


def _words(value: Any) -> str:
    """A cell as a person reads it: lists joined, nothing for None."""
    if isinstance(value, (list, tuple)):
        return "; ".join(_words(item) for item in value)
    if value is None or (isinstance(value, float) and pd.isna(value)) or value is pd.NA:
        return ""
    return " ".join(str(value).split())


def _sorted_positions(keys: pd.Series, ascending: bool) -> np.ndarray:
    """Where each row of the order stands in ``keys``; equal ones stay as they were."""
    positions = keys.reset_index(drop=True)
    return positions.sort_values(ascending=ascending, kind="stable").index.to_numpy()


def _sortable(column: pd.Series) -> pd.Series:
    """1.2 before 1.10, and words without regard to case."""
    if pd.api.types.is_numeric_dtype(column):
        return column
    padded = column.map(_words).astype("str").str.slice(0, 80).str.lower()
    return padded.str.replace(r"\d+", lambda m: m.group().zfill(8), regex=True)
