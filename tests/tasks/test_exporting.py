"""Everything out: a workbook and CSV files that hold what the library holds, and run nothing."""

from __future__ import annotations

import csv

import pytest
from openpyxl import load_workbook

from workbench.errors import UsageError
from workbench.library import Library
from workbench.tasks import export


def test_a_workbook_has_a_sheet_of_each_kind(library: Library, tmp_path) -> None:
    counts = export(library, tmp_path / "all.xlsx")
    assert (counts["findings"], counts["recommendations"], counts["reviews"]) == (2, 1, 2)
    book = load_workbook(tmp_path / "all.xlsx")
    rows = list(book["findings"].values)
    assert rows[0][:3] == ("review", "number", "section")
    assert rows[1][3] == "Records were not shared."
    assert book["codings"]["A1"].value == "nothing of this kind is in the library"


def test_nothing_in_it_is_a_formula(library: Library, tmp_path) -> None:
    ref = "hartwell-2024/finding/1.1"
    library.correct("passage", ref, "text", '=HYPERLINK("http://x","y")', why="a test")
    export(library, tmp_path / "all.xlsx")
    cell = load_workbook(tmp_path / "all.xlsx")["findings"]["D2"]
    assert (cell.data_type, cell.value) == ("s", '\'=HYPERLINK("http://x","y")')


def test_a_folder_gets_a_csv_file_of_each_kind(library: Library, tmp_path) -> None:
    export(library, tmp_path / "csv")
    with (tmp_path / "csv" / "passages.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["text"] for row in rows] == [p.text for p in library.passages()]


def test_another_ending_is_refused(library: Library, tmp_path) -> None:
    with pytest.raises(UsageError, match="End its name in"):
        export(library, tmp_path / "all.ods")
