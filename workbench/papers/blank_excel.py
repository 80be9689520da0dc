"""The blank return as a workbook: choices to pick from, instructions on a sheet of their own."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workbench.papers.template import COLUMNS, HOW
from workbench.safe import for_spreadsheet
from workbench.style import tokens

LAST_ROW = 2000  # rows that offer the choices
_HEAD = 3  # the row of the headings
_DAY_COLUMNS = ("Date", "Date recorded", "Time")


def write(agency: str, path: Path) -> None:
    """Write it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Chronology"
    sheet["A1"] = for_spreadsheet(f"Agency: {agency}")
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = "Fill in from row 4. What each column asks is on the sheet Instructions."
    _headings(sheet)
    _choices(sheet)
    sheet.freeze_panes = sheet.cell(_HEAD + 1, 2)
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    _instructions(book.create_sheet("Instructions"))
    _abbreviations(book.create_sheet("Abbreviations"))
    book.properties.title, book.properties.creator = (
        "Agency chronology",
        "Practice Review Workbench",
    )
    book.save(path)


def _headings(sheet: Worksheet) -> None:
    panel = PatternFill("solid", fgColor=tokens()["light"]["panel"][1:])
    for at, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(_HEAD, at, column.heading)
        cell.font, cell.fill = Font(bold=True), panel
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = column.width + 2
        # Dates stay the words they are typed in: Excel would make 3/4 a day, and 2016 a number.
        kind = "@" if column.heading in _DAY_COLUMNS else "General"
        for row in range(_HEAD + 1, _HEAD + 301):
            body = sheet.cell(row, at)
            body.alignment = Alignment(wrap_text=True, vertical="top")
            body.number_format = kind


def _choices(sheet: Worksheet) -> None:
    for at, column in enumerate(COLUMNS, 1):
        if not column.choices:
            continue
        offered = DataValidation(
            type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True
        )
        offered.errorTitle, offered.error = column.heading, f"One of: {', '.join(column.choices)}"
        offered.promptTitle, offered.prompt = column.heading[:32], column.meaning[:255]
        letter = get_column_letter(at)
        offered.add(f"{letter}{_HEAD + 1}:{letter}{LAST_ROW}")
        sheet.add_data_validation(offered)


def _instructions(sheet: Worksheet) -> None:
    lines = [("How to fill it in", ""), *(("", line) for line in HOW), ("Column", "What to write")]
    for column in COLUMNS:
        choices = f" One of: {', '.join(column.choices)}." if column.choices else ""
        example = f" For example: {column.example}" if column.example else ""
        lines.append((column.heading, f"{column.meaning}{choices}{example}"))
    for number, (name, text) in enumerate(lines, 1):
        for at, value in enumerate((name, text), 1):
            cell = sheet.cell(number, at, for_spreadsheet(value) or None)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(number, 1).font = Font(bold=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 100


def _abbreviations(sheet: Worksheet) -> None:
    for at, heading in enumerate(("Abbreviation", "Meaning"), 1):
        sheet.cell(1, at, heading).font = Font(bold=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 60
    sheet.freeze_panes = "A2"
