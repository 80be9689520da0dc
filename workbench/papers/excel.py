"""A chronology as a workbook to sort and filter: no cell of it can run as a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbench.papers.content import Column, Paper
from workbench.safe import for_spreadsheet
from workbench.style import tokens

LONGEST = 32_767  # characters Excel keeps in a cell
_CUT = " … (cut: the CSV has all of it)"
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_MIDDLE = Alignment(horizontal="center", vertical="top")


def write(paper: Paper, path: Path) -> None:
    """Write the workbook: the chronology, what was found, episodes and the rest, a sheet each."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Chronology"
    columns = [*paper.columns]
    names = [Column("_agency", "Agency name", 12)]
    days = [] if paper.whole is None else ["Earliest day", "Latest day"]
    headings = [*(c.heading for c in columns), *(c.heading for c in names), *days]
    _head(sheet, headings, [c.share * 1.6 for c in (*columns, *names)] + [12] * len(days))
    for number, row in enumerate(paper.rows, 2):
        values: list[Any] = [row.get(c.name, "") for c in (*columns, *names)]
        values[0] = int(values[0]) if values[0].isdigit() else values[0]
        _row(sheet, number, values)
        _coloured(sheet, number, columns, row, paper)
        if paper.whole is not None:
            _days(sheet, number, len(values), paper.whole.iloc[number - 2])
    _finish(sheet, len(paper.rows) + 1, len(headings))
    _others(book, paper)
    book.properties.title, book.properties.creator = paper.title, "Practice Review Workbench"
    book.properties.description = paper.sentence
    book.save(path)


def _coloured(
    sheet: Worksheet, number: int, columns: Sequence[Column], row: dict[str, str], paper: Paper
) -> None:
    at = [c.name for c in columns].index("letter") + 1
    cell = sheet.cell(number, at)
    colour = paper.marks[row["_agency"]].colour[1:]
    cell.fill = PatternFill("solid", fgColor=colour)
    cell.font, cell.alignment = Font(bold=True, color="FFFFFF"), _MIDDLE


def _days(sheet: Worksheet, number: int, before: int, event: Any) -> None:
    """Real dates, so that the sheet sorts by them; blank where open or not read."""
    for offset, name in enumerate(("earliest", "latest"), 1):
        day = event[name]
        if day == day and day is not None and day.year >= 1900:  # Excel knows no earlier day
            cell = sheet.cell(number, before + offset, day.to_pydatetime())
            cell.number_format, cell.alignment = "dd/mm/yyyy", Alignment(vertical="top")


def _others(book: Workbook, paper: Paper) -> None:
    key = book.create_sheet("Agencies")
    _head(key, ["Letter", "Agency"], [10, 60])
    for number, (name, mark) in enumerate(paper.marks.items(), 2):
        _row(key, number, [mark.letter, name])
    for title, headings, rows in _gathered(paper):
        sheet = book.create_sheet(title)
        _head(sheet, headings, [30] * (len(headings) - 1) + [90])
        for number, row in enumerate(rows, 2):
            _row(sheet, number, row)
        _finish(sheet, len(rows) + 1, len(headings))


def _gathered(paper: Paper) -> Iterable[tuple[str, list[str], list[list[str]]]]:
    """Sections that belong together as one sheet, with the section's title in front."""
    parts: dict[str, list] = {}
    for section in paper.sections:
        parts.setdefault(section.under or section.title, []).append(section)
    for title, sections in parts.items():
        if not sections[0].under:
            yield title[:31], list(sections[0].columns), [list(row) for row in sections[0].rows]
            continue
        heads = [title.rstrip("s"), *(sections[0].columns or ("What is said",))]
        rows = [
            [s.title, *row] for s in sections for row in (s.rows or [(line,) for line in s.lines])
        ]
        yield title[:31], heads, rows


def _head(sheet: Worksheet, headings: Sequence[str], widths: Sequence[float]) -> None:
    panel = PatternFill("solid", fgColor=tokens()["light"]["panel"][1:])
    _row(sheet, 1, headings)
    for at, width in enumerate(widths, 1):
        cell = sheet.cell(1, at)
        cell.font, cell.fill = Font(bold=True), panel
        sheet.column_dimensions[get_column_letter(at)].width = max(8, width)
    sheet.freeze_panes = "A2"


def _finish(sheet: Worksheet, rows: int, columns: int) -> None:
    sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{rows}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _row(sheet: Worksheet, number: int, values: Sequence[Any]) -> None:
    for at, value in enumerate(values, 1):
        cell = sheet.cell(number, at)
        _put(cell, value)
        cell.alignment = _WRAPPED


def _put(cell: Cell, value: Any) -> None:
    safe = for_spreadsheet(value)
    if isinstance(safe, str) and len(safe) > LONGEST:
        safe = safe[: LONGEST - len(_CUT)] + _CUT
    cell.value = safe
    if isinstance(safe, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
