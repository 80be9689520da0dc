"""A table of counts made fit to publish: small ones hidden, and those that would betray them.

A count from 1 to just under the threshold is shown as ``c``, the symbol of the Department for
Education's tables. Where rows and columns have totals, a hidden count could be worked out again
by subtraction, so further cells are hidden until none can be (secondary suppression). Zeros are
shown. Two ways of working a cell out are closed:

* exactly: every hidden cell, totals included, must lie on a closed path of hidden cells that
  turns only between rows and columns; then something can be added and taken away along the path
  and no total changes;
* by bounds: knowing that each ``c`` is at least 1 and every total, no hidden cell may have only
  one possible value.
"""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np
import pandas as pd

from workbench.errors import UsageError

SYMBOL = "c"
THRESHOLD = 5  # counts below it are hidden; a partnership may set another
TOTAL = "Total"


def suppress(counts: pd.DataFrame, threshold: int = THRESHOLD, totals: bool = True) -> pd.DataFrame:
    """The table as it may be published.

    Parameters
    ----------
    counts
        Whole numbers; each unit in one cell only, so that rows and columns may be added up. (A
        passage with two themes is in two rows: then add nothing up, and pass
        ``totals=False``.)
    totals
        Add a row and a column of totals, and protect the cells from being worked out by them.

    Returns
    -------
    DataFrame
        Text: the counts, with ``c`` where one is hidden. With ``totals``, a last row and
        column called ``Total``.

    Raises
    ------
    UsageError
        When a count is negative or not a whole number, or the threshold is below 2.
    """
    values = _checked(counts, threshold)
    if not totals:
        hidden = (values > 0) & (values < threshold)
        return _shown(values, hidden, counts.index, counts.columns)
    full = np.block([[values, values.sum(1, keepdims=True)],
                     [values.sum(0, keepdims=True), values.sum(keepdims=True)]])  # fmt: skip
    hidden = (full > 0) & (full < threshold)
    while True:
        more = _to_hide(full, hidden)
        if not more:
            break
        for place in more:
            hidden[place] = True
    index = [*counts.index, TOTAL]
    columns = [*counts.columns, TOTAL]
    return _shown(full, hidden, index, columns)


def _checked(counts: pd.DataFrame, threshold: int) -> np.ndarray:
    values = counts.to_numpy()
    whole = np.issubdtype(values.dtype, np.number) and (values == np.floor(values)).all()
    if not whole or (values < 0).any():
        raise UsageError("The table holds something other than counts.", "Give whole numbers.")
    if threshold < 2:
        raise UsageError(f"A threshold of {threshold} hides nothing.", "Give 2 or more.")
    return values.astype(np.int64)


def _shown(
    values: np.ndarray, hidden: np.ndarray, index: pd.Index, columns: pd.Index
) -> pd.DataFrame:
    text = np.where(hidden, SYMBOL, values.astype(str))
    return pd.DataFrame(text, index=index, columns=columns, dtype="str")


def _to_hide(full: np.ndarray, hidden: np.ndarray) -> list[tuple[int, int]]:
    """The cells to hide next, so that one hidden cell cannot be worked out; none when all is well.

    A cell on no closed path is given the cheapest one. Where bounds give a cell away, the
    smallest count in its row or column is hidden too (which then needs a path of its own).
    """
    for r, c in np.argwhere(hidden):
        path = _cheapest_path(full, hidden, int(r), int(c))
        if path is None:  # nothing else there to hide behind: hide all that is not nought
            return [(int(i), int(k)) for i, k in np.argwhere((full > 0) & ~hidden)]
        if path:
            return path
    low, high = _bounds(full, hidden)
    for r, c in np.argwhere(hidden & (low == high)):
        line = [(int(r), k) for k in range(full.shape[1])] + [(k, int(c)) for k in range(len(full))]
        shown = [place for place in line if not hidden[place] and full[place] > 0]
        if shown:
            return [min(shown, key=lambda place: _cost(full, hidden, place))]
    return []


def _cost(full: np.ndarray, hidden: np.ndarray, place: tuple[int, int]) -> float:
    """What hiding a cell loses: nothing if hidden already, its count, and a total only at last."""
    if hidden[place]:
        return 0.0
    if full[place] == 0:
        return np.inf
    totals = (place[0] == full.shape[0] - 1) + (place[1] == full.shape[1] - 1)
    return 1.0 + float(full[place]) + totals * float(full.max())


def _cheapest_path(
    full: np.ndarray, hidden: np.ndarray, row: int, column: int
) -> list[tuple[int, int]] | None:
    """What must be hidden so that a cell lies on a closed path; [] if it does; None if none is.

    Rows and columns are places and cells the ways between them; the path goes from the cell's
    row to its column by other ways (Dijkstra).
    """
    rows, columns = full.shape
    best = {row: 0.0}
    came: dict[int, tuple[int, tuple[int, int]]] = {}
    queue = [(0.0, row)]
    done: set[int] = set()
    while queue:
        so_far, place = heappop(queue)
        if place in done:
            continue
        done.add(place)
        if place == rows + column:
            break
        ways = (
            [((place, k), rows + k) for k in range(columns)]
            if place < rows
            else [((k, place - rows), k) for k in range(rows)]
        )
        for way, to in ways:
            cost = so_far + _cost(full, hidden, way)
            if way != (row, column) and cost < best.get(to, np.inf):
                best[to] = cost
                came[to] = (place, way)
                heappush(queue, (cost, to))
    if rows + column not in came:
        return None
    path, place = [], rows + column
    while place != row:
        place, way = came[place]
        path.append(way)
    return [way for way in path if not hidden[way]]


def _bounds(full: np.ndarray, hidden: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least and most each hidden cell can be, from the shown cells and totals alone."""
    grand = int(full.max()) if full.size else 0
    low = np.where(hidden, 1, full).astype(np.int64)
    high = np.where(hidden, max(grand * 2, 2), full).astype(np.int64)
    sign_row = np.ones(full.shape[1], dtype=np.int64)
    sign_row[-1] = -1  # the parts less the total make nought
    sign_column = np.ones(full.shape[0], dtype=np.int64)
    sign_column[-1] = -1
    for _ in range(50):
        before = (low.copy(), high.copy())
        for r in range(full.shape[0]):
            low[r], high[r] = _tighten(low[r], high[r], sign_row)
        for c in range(full.shape[1]):
            low[:, c], high[:, c] = _tighten(low[:, c], high[:, c], sign_column)
        if (low == before[0]).all() and (high == before[1]).all():
            break
    return low, high


def _tighten(low: np.ndarray, high: np.ndarray, sign: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of the members of one sum that is nought."""
    least = np.where(sign > 0, low, -high)
    most = np.where(sign > 0, high, -low)
    new_least = np.maximum(least, -(most.sum() - most))
    new_most = np.minimum(most, -(least.sum() - least))
    return (
        np.where(sign > 0, new_least, -new_most),
        np.where(sign > 0, new_most, -new_least),
    )
