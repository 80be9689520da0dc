"""The table without a browser: what the page would be sent."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from workbench.widgets.table import WINDOW, RecordTable


@pytest.fixture
def table() -> RecordTable:
    frame = pd.DataFrame(
        {
            "number": [f"1.{i}" for i in range(1, 201)],
            "text": ["Hospital notes" if i % 2 else "School plans" for i in range(1, 201)],
            "owners": [("A", "B")] * 200,
        }
    )
    columns = (("number", "Number", "8ch"), ("text", "Text", "1fr"), ("owners", "Who", "1fr"))
    return RecordTable(frame, columns, label="Passages")


def test_only_a_window_is_sent(table: RecordTable) -> None:
    assert table.total == 200
    assert len(table.window["rows"]) == WINDOW
    assert table.window["rows"][0] == ["1.1", "Hospital notes", "A; B"]


def test_the_page_asks_for_later_rows(table: RecordTable) -> None:
    table.asked = 150
    assert table.window["offset"] == 150
    assert table.window["rows"][0][0] == "1.151"


def test_the_filter_finds_every_word_whatever_its_case(table: RecordTable) -> None:
    table.filter = "school 1.10"
    assert [row[0] for row in table.window["rows"]] == [
        "1.10",
        "1.100",
        "1.102",
        "1.104",
        "1.106",
        "1.108",
    ]
    assert (table.total, table.of) == (6, 200)


def test_numbers_within_words_sort_as_numbers(table: RecordTable) -> None:
    table.sort = "-number"
    assert table.window["rows"][0][0] == "1.200"
    table.sort = "number"
    assert [row[0] for row in table.window["rows"][:3]] == ["1.1", "1.2", "1.3"]


def test_the_chosen_row_is_the_one_on_screen(table: RecordTable) -> None:
    table.filter = "school"
    table.choose(0)
    assert table.chosen["number"] == "1.2"
    table.filter = "nothing like this"
    assert table.chosen is None
    assert table.window["rows"] == []


def test_a_list_in_a_cell_is_joined_as_one_would_write_it() -> None:
    reasons = [["Nobody asked.", "Nobody looked."], ["haste", "habit"]]
    table = RecordTable(pd.DataFrame({"why": reasons}), (("why", "Because", "1fr"),), label="Why")
    assert table.window["rows"] == [["Nobody asked. Nobody looked."], ["haste; habit"]]


def test_an_empty_table_says_what_to_do() -> None:
    table = RecordTable(pd.DataFrame(), (("a", "A", "1fr"),), label="x", empty="Add reports.")
    assert (table.total, table.empty, table.chosen) == (0, "Add reports.", None)


def test_some_rows_are_searched_and_sorted_as_all_are(table: RecordTable) -> None:
    table.filter, table.sort = "hospital", "-number"
    table.show_only(np.array([0, 1, 2, 4]))
    assert [row[0] for row in table.window["rows"]] == ["1.5", "1.3", "1.1"]
    assert (table.total, table.of) == (3, 4)
    table.choose(0)
    assert table.chosen_at == 4
    table.show_only(None)
    assert (table.total, table.of, table.chosen_at) == (100, 200, None)


def test_a_row_is_chosen_by_its_place_in_the_frame(table: RecordTable) -> None:
    table.sort = "-number"
    table.choose_at(0)
    assert (table.selected, table.chosen["number"]) == (199, "1.1")
    table.filter = "school"
    table.choose_at(0)
    assert table.selected == -1, "it is not among those shown"


def test_rows_without_a_value_stand_last_either_way() -> None:
    frame = pd.DataFrame({"page": [None, 2.0, 1.0, None]})
    table = RecordTable(frame, (("page", "Page", "4rem"),), label="x")
    for sort, order in (("page", [2, 1, 0, 3]), ("-page", [1, 2, 0, 3])):
        table.sort = sort
        assert list(table._order) == order
