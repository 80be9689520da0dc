"""Suppression: small counts hidden, and no way back to them by adding up."""

import numpy as np
import pandas as pd
import pytest

from workbench.errors import UsageError
from workbench.themes.small_numbers import TOTAL, suppress


def table(rows) -> pd.DataFrame:
    return pd.DataFrame(rows, index=[f"r{i}" for i in range(len(rows))])


def possible(published: pd.DataFrame, most: int) -> list[int]:
    """How many values each hidden cell could have, by trying all (few hidden cells only)."""
    text = published.to_numpy()
    rows, columns = text.shape[0] - 1, text.shape[1] - 1
    hidden = [(r, c) for r in range(rows) for c in range(columns) if text[r, c] == "c"]
    if not hidden:
        return []
    tried = np.indices((most,) * len(hidden)).reshape(len(hidden), -1).T + 1
    known = np.array([[0 if v == "c" else int(v) for v in row[:columns]] for row in text[:rows]])
    full = np.repeat(known[None], len(tried), axis=0)
    for k, (r, c) in enumerate(hidden):
        full[:, r, c] = tried[:, k]
    fits = np.ones(len(tried), dtype=bool)
    for r in range(rows):
        if text[r, columns] != "c":
            fits &= full[:, r].sum(axis=1) == int(text[r, columns])
    for c in range(columns):
        if text[rows, c] != "c":
            fits &= full[:, :, c].sum(axis=1) == int(text[rows, c])
    if text[rows, columns] != "c":
        fits &= full.sum(axis=(1, 2)) == int(text[rows, columns])
    return [len(set(tried[fits, k])) for k in range(len(hidden))]


def test_small_counts_are_hidden_and_zeros_shown():
    out = suppress(table([[0, 1, 4], [5, 60, 0]]), totals=False)
    assert out.to_numpy().tolist() == [["0", "c", "c"], ["5", "60", "0"]]


def test_one_hidden_count_in_a_row_and_column_brings_others():
    out = suppress(table([[2, 20, 30], [15, 25, 35], [12, 22, 32]]))
    assert out.iloc[0, 0] == "c"
    assert (out.iloc[0, :3] == "c").sum() >= 2
    assert (out.iloc[:3, 0] == "c").sum() >= 2
    assert out.iloc[3, 3] == "193"
    assert out.columns[-1] == out.index[-1] == TOTAL


@pytest.mark.parametrize("seed", range(25))
def test_no_hidden_count_can_be_worked_out_again(seed):
    rng = np.random.default_rng(seed)
    counts = rng.choice([0, 1, 2, 3, 6, 7, 9], size=(3, 3), p=[0.15, 0.2, 0.1, 0.1, 0.2, 0.15, 0.1])
    out = suppress(table(counts.tolist()), threshold=3)
    if (out.to_numpy()[:3, :3] == "c").sum() <= 4:
        assert all(n > 1 for n in possible(out, 14))
    small = (counts > 0) & (counts < 3)
    assert (out.to_numpy()[:3, :3][small] == "c").all()


def test_two_ones_that_add_up_to_two_are_not_left_like_that():
    out = suppress(table([[1, 1, 4], [4, 4, 4], [4, 4, 4]]), threshold=3)
    assert (out.to_numpy()[:3, :3] == "c").sum() <= 6
    assert all(n > 1 for n in possible(out, 7))


def test_a_table_without_small_counts_is_shown_whole():
    out = suppress(table([[10, 20], [30, 40]]))
    assert out.to_numpy().tolist() == [["10", "20", "30"], ["30", "40", "70"], ["40", "60", "100"]]


@pytest.mark.parametrize("rows", [[[-1]], [[1.5]], [["x"]]])
def test_only_counts_are_taken(rows):
    with pytest.raises(UsageError, match="whole numbers"):
        suppress(table(rows))


def test_a_threshold_that_hides_nothing_is_refused():
    with pytest.raises(UsageError, match="2 or more"):
        suppress(table([[1]]), threshold=1)
