"""Themes of a library side by side: which reviews have a column, and what is said of the rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from samples import a_document, a_reading

from workbench.errors import UsageError
from workbench.library import Library
from workbench.tasks import theme_board
from workbench.tasks.theme_board import ThemeBoard
from workbench.tasks.themes import coded


@pytest.fixture
def board(library: Library, original: Path, monkeypatch: pytest.MonkeyPatch) -> ThemeBoard:
    """Of two reviews, where there is room for one."""
    document = a_document("b" * 64, "elder.txt")
    reading = a_reading(document, "elder-2021")
    elder = replace(reading, review=replace(reading.review, published="2021-03-01"))
    library.add(document, [elder], original)
    monkeypatch.setattr(theme_board, "MOST_COLUMNS", 1)
    return ThemeBoard(library)


def test_of_more_reviews_than_can_be_drawn_the_newest_are_and_it_is_said(board: ThemeBoard) -> None:
    drawn, stands_on = board.matrix("review", None)
    assert set(drawn.table["Review"]) == {"Hartwell, Learning review 2024"}
    assert "The newest 1 of 2 reviews are drawn and counted" in stands_on


def test_by_year_every_review_is_counted(board: ThemeBoard) -> None:
    drawn, stands_on = board.matrix("year", None)
    assert set(drawn.table["Year"]) == {"2021", "2024"}
    assert "newest" not in stands_on


def test_a_cell_holds_the_passages_its_number_counts(board: ThemeBoard) -> None:
    drawn, _ = board.matrix("review", None)
    first = drawn.table.iloc[0]
    cells = [board.cell("review", None, position) for position in range(14)]
    held = [len(cell) for cell in cells if len(cell)]
    assert f"{max(held)} of 3" == first["Passages"]
    assert len(held) == len(drawn.table)
    assert {title for cell in cells for title in cell["review"]} == {"Review of Hartwell"}


def test_only_the_reviews_a_question_is_about_are_coded_for_it(
    board: ThemeBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def counted(library: Library, **given: Any) -> Any:
        asked.append(given["reviews"])
        return coded(library, **given)

    monkeypatch.setattr(theme_board, "coded", counted)
    _, stands_on = board.matrix("review", None)
    board.side_by_side("hartwell-2024", "elder-2021")
    assert [set(reviews) for reviews in asked] == [
        {"hartwell-2024"},
        {"hartwell-2024", "elder-2021"},
    ]
    _, of_all = board.matrix("year", None)
    board.unsupported()
    assert asked[2:] == [None], "and kept"
    assert stands_on.startswith("The 3 passages") and of_all.startswith("The 6 passages")


def test_some_reviews_are_coded_as_they_are_among_all(board: ThemeBoard, library: Library) -> None:
    whole, _, _ = coded(library)
    own, _, _ = coded(library, reviews=["elder-2021"])
    among = whole[whole["review"] == "elder-2021"].reset_index(drop=True)
    assert len(own) and own.drop(columns="at").astype(str).equals(
        among.drop(columns="at").astype(str)
    )


def test_what_is_stopped_is_not_kept(board: ThemeBoard) -> None:
    with pytest.raises(UsageError, match="Stopped, as you asked"):
        board.matrix("year", None, lambda items, total: [])
    drawn, _ = board.matrix("year", None)
    assert len(drawn.table)
