"""The returns that come as workbooks: titles, merged cells and sheets; and bare serial dates."""

from __future__ import annotations

import datetime
from pathlib import Path

from events import Agency, Event
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from steady import MADE, same_bytes_each_time

_SOCIAL_CARE = (
    "No.", "Date", "Time", "Event", "Source of information", "Child seen?", "Seen alone?",
    "Voice of the child", "Action / decision", "Analysis", "Was practice as expected?",
    "Good practice", "Significance", "Date entered", "Worker",
)  # fmt: skip
_HOSPITAL = ("Ref", "Date of contact", "Time", "Details of contact", "Where recorded", "Outcome",
             "Clinician")  # fmt: skip


def social_care(agency: Agency, path: Path) -> None:
    """Three sheets by year with merged titles, a glossary sheet, real date cells."""
    book = Workbook()
    for number, (name, (first, last)) in enumerate(agency.sheets.items()):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet.title = name
        sheet.append([agency.name])
        sheet.append([f"Chronology of involvement with Wren and Jay, {name} (INVENTED CASE)"])
        for row in (1, 2):
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=15)
            sheet.cell(row, 1).font = Font(bold=True)
        sheet.append([])
        sheet.append(list(_SOCIAL_CARE))
        for event in agency.events:
            if first <= event.key[1:] <= last:
                _social_care_row(sheet, event)
        if name == "2021":  # one worker's name over two rows, as people merge it
            sheet.merge_cells("O5:O6")
    glossary = book.create_sheet("Glossary")
    glossary.append(["Abbreviation", "Meaning"])
    for pair in agency.glossary.items():
        glossary.append(pair)
    _save(book, path)


def _social_care_row(sheet: Worksheet, event: Event) -> None:
    event.row, event.sheet = sheet.max_row + 1, sheet.title
    entered = datetime.date.fromisoformat(event.entered) if event.entered else None
    at = datetime.time.fromisoformat(event.at) if event.at else None
    sheet.append(
        [event.row - 4, event.written or event.day, at, event.what, event.source, event.seen,
         event.alone, event.voice, event.action, event.analysis, event.expected, event.good,
         event.significance, entered, event.worker]
    )  # fmt: skip
    sheet.cell(event.row, 2).number_format = "dd/mm/yyyy"
    sheet.cell(event.row, 14).number_format = "dd/mm/yyyy"
    sheet.cell(event.row, 4).alignment = Alignment(wrap_text=True, vertical="top")


def hospital(agency: Agency, path: Path) -> None:
    """Pasted from a database: dates are serial numbers with no format, times parts of a day."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet.append(["Northmoor Teaching Hospitals: contacts (INVENTED CASE)"])
    sheet.append([])
    sheet.append(list(_HOSPITAL))
    for event in agency.events:
        event.row, event.sheet = sheet.max_row + 1, sheet.title
        assert event.day is not None
        serial = (event.day - datetime.date(1899, 12, 30)).days
        part = None if event.at is None else _part_of_day(event.at)
        sheet.append([event.row - 3, serial, part, event.what, event.source, event.action,
                      event.worker])  # fmt: skip
    _save(book, path)


def _part_of_day(at: str) -> float:
    return (int(at[:2]) * 60 + int(at[3:])) / 1440


def _save(book: Workbook, path: Path) -> None:
    book.properties.created = book.properties.modified = MADE
    book.properties.creator = "Northmoor (invented)"
    book.save(path)
    same_bytes_each_time(path)
