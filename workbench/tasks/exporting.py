"""Everything in the library as a workbook or as a folder of CSV files: nobody is locked in."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import UsageError
from workbench.records import as_json
from workbench.safe import for_spreadsheet
from workbench.tasks.showing import show

if TYPE_CHECKING:
    from workbench.library import Library

# A sheet each, in the order a person would look for them. "codings" is every decision ever made.
SHEETS = (
    "reviews",
    "findings",
    "recommendations",
    "passages",
    "actions",
    "figures",
    "tables",
    "terms",
    "checks",
    "codings",
    "answers",
    "corrections",
    "withdrawn",
    "history",
)
_WIDEST = 80  # characters: a column wider than this wraps instead
_MOST = 32_767  # characters a cell of a spreadsheet holds


def export(library: Library, path: Path) -> dict[str, int]:
    """Write all that the library holds.

    Parameters
    ----------
    path
        A file ending in ``.xlsx``, or a folder for a CSV file (UTF-8 with BOM, so that Excel
        reads it) of each kind.

    Returns
    -------
    How many rows each sheet has.

    Raises
    ------
    UsageError
        When the name ends in something else.
    """
    if path.suffix.casefold() == ".xlsx":
        return _workbook(library, path)
    if path.suffix:
        raise UsageError(
            f"{path.name} is neither a workbook nor a folder.",
            "End its name in .xlsx, or give a folder for CSV files.",
        )
    return _folder(library, path)


def _sheets(library: Library) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for name in SHEETS:
        decided = {"codings": library.codings, "answers": library.answers}.get(name)
        yield name, as_json(decided()) if decided else show(library, name)


def _folder(library: Library, folder: Path) -> dict[str, int]:
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for name, rows in _sheets(library):
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            if rows:
                writer.writerow(list(rows[0]))
            writer.writerows([_cell(value) for value in row.values()] for row in rows)
        counts[name] = len(rows)
    return counts


def _workbook(library: Library, path: Path) -> dict[str, int]:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    counts = {}
    for name, rows in _sheets(library):
        sheet = book.create_sheet(name)
        names = list(rows[0]) if rows else ["nothing of this kind is in the library"]
        sheet.append(names)
        for row in rows:
            sheet.append([_cell(value) for value in row.values()])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for number, column in enumerate(sheet.iter_cols(), start=1):
            longest = max(len(str(cell.value or "")) for cell in column)
            letter = get_column_letter(number)
            sheet.column_dimensions[letter].width = min(longest + 2, _WIDEST)
            if longest > _WIDEST:
                for cell in column:
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        counts[name] = len(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return counts


def _cell(value: Any) -> Any:
    """A value as a cell that no spreadsheet program will run."""
    if isinstance(value, list):
        value = "; ".join(str(_cell(item)) for item in value)
    elif isinstance(value, dict):
        value = "; ".join(f"{key}: {_cell(item)}" for key, item in value.items())
    value = for_spreadsheet(value)
    return value[:_MOST] if isinstance(value, str) else value
