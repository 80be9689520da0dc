"""A file an agency sent -> its tables, as plain grids of cells.

One function a format, chosen by a table; beside the grids the paragraphs that stand in no table.
What is in a cell is text: a formula is never worked out, HTML is never followed. Row numbers are
those a person would count in that file.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from workbench.errors import (
    DamagedError,
    DocumentError,
    EmptyError,
    EncryptedError,
    TooLargeError,
    UnknownTypeError,
)

LARGEST_MB = 200
LARGEST_UNPACKED_MB = 2000
WIDEST = 200  # columns; a sheet formatted to the last column has no more than this in use
_DELIMITERS = (",", ";", "\t", "|", "^", "~", ":")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Cell:
    """``text`` is what a person sees; ``value`` what the file holds (a real date, a number)."""

    text: str = ""
    value: object = None
    spread: bool = False  # repeated from a cell merged downwards over this one


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    number: int  # from 1
    cells: tuple[Cell, ...]
    hidden: bool = False
    merged_across: bool = False  # one cell lies over most of the row

    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]

    def own(self) -> list[int]:
        """Positions of the cells that hold something of this row's own."""
        return [i for i, cell in enumerate(self.cells) if cell.text and not cell.spread]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet or table. ``before`` are the lines of text that stand in front of it."""

    name: str
    rows: tuple[Row, ...]
    before: tuple[str, ...] = ()
    hidden: bool = False


class Found(NamedTuple):
    """What a file holds. ``paragraphs`` are those outside its tables: ``(number, text)``."""

    grids: Sequence[Grid]
    notes: Sequence[str] = ()
    paragraphs: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    file: str
    sha256: str
    format: str
    grids: tuple[Grid, ...]
    notes: tuple[str, ...] = ()
    paragraphs: tuple[tuple[int, str], ...] = ()


def read_tables(path: Path) -> Tables:
    """Read every table of a file.

    Parameters
    ----------
    path
        ``.xlsx``, ``.xlsm``, ``.csv``, ``.tsv``, ``.txt``, ``.docx``, ``.htm`` or ``.html``.
        The content decides, not the ending: case systems export HTML named ``.xls``.

    Returns
    -------
    Tables
        Blank rows are left out; row numbers count them.

    Raises
    ------
    DocumentError
        Its kinds say what is wrong: missing, empty, a password, damaged, too large, or a type
        that is not read.
    """
    path = Path(path)
    if not path.is_file():
        raise DocumentError(f"There is no file {path.name}.", "Check the name and the folder.")
    size = path.stat().st_size / 1e6
    if size > LARGEST_MB:
        raise TooLargeError(path.name, size, LARGEST_MB)
    data = path.read_bytes()
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise EmptyError(path.name)
    kind = _kind(path, data)
    grids, notes, paragraphs = _READERS[kind](path.name, data)
    digest = hashlib.sha256(data).hexdigest()
    return Tables(path.name, digest, kind, tuple(grids), tuple(notes), tuple(paragraphs))


_ENDINGS = ("csv", "docx", "htm", "html", "tsv", "txt", "xlsm", "xlsx")


def _kind(path: Path, data: bytes) -> str:
    ending = path.suffix.lower().lstrip(".")
    if data[:4] == b"PK\x03\x04":
        return _kind_of_package(path.name, data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        if ending in ("xlsx", "xlsm", "docx"):  # Office wraps an encrypted file this way
            raise EncryptedError(path.name)
        raise UnknownTypeError(path.name, _ENDINGS)
    if ending in ("xlsx", "xlsm", "docx"):
        raise DamagedError(path.name, "a Word or Excel file")
    head = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")) or b"<table" in head:
        return "html"
    if ending in ("htm", "html"):
        return "html"
    if head.startswith((b"%pdf", b"{\\rtf")) or ending not in (*_ENDINGS, "xls", ""):
        raise UnknownTypeError(path.name, _ENDINGS)
    return "csv"


def _kind_of_package(name: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            inside = package.namelist()
            unpacked = sum(part.file_size for part in package.infolist()) / 1e6
    except zipfile.BadZipFile as wrong:
        raise DamagedError(name, "a Word or Excel file") from wrong
    if unpacked > LARGEST_UNPACKED_MB:
        raise TooLargeError(name, unpacked, LARGEST_UNPACKED_MB)
    if any(part.startswith("xl/") for part in inside):
        return "xlsx"
    if any(part.startswith("word/") for part in inside):
        return "docx"
    raise UnknownTypeError(name, _ENDINGS)


# --- Excel ----------------------------------------------------------------------------------


def _read_xlsx(name: str, data: bytes) -> Found:
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data))
            formulas = any(
                cell.data_type == "f"
                for sheet in book.worksheets
                for row in sheet.iter_rows(max_col=WIDEST)
                for cell in row
            )
            shown = load_workbook(io.BytesIO(data), data_only=True) if formulas else book
    except Exception as wrong:  # openpyxl raises whatever the XML beneath it trips over
        raise DamagedError(name, "an Excel workbook", type(wrong).__name__) from wrong
    grids = [_sheet(sheet, shown[sheet.title]) for sheet in book.worksheets]
    hidden = [grid.name for grid in grids if grid.hidden and grid.rows]
    notes = [f"The sheet {sheet!r} is hidden in the workbook; it was read." for sheet in hidden]
    return Found(grids, notes)


def _sheet(sheet: Any, shown: Any) -> Grid:
    spread, across = _merged(sheet)
    rows = []
    for number, (written, seen) in enumerate(
        zip(
            sheet.iter_rows(max_col=min(sheet.max_column, WIDEST)),
            shown.iter_rows(max_col=min(sheet.max_column, WIDEST)),
            strict=True,
        ),
        1,
    ):
        cells = tuple(_xlsx_cell(a, b, spread) for a, b in zip(written, seen, strict=True))
        if any(cell.text for cell in cells):
            hidden = bool(sheet.row_dimensions[number].hidden)
            rows.append(Row(number, cells, hidden, number in across))
    return Grid(sheet.title, tuple(rows), hidden=sheet.sheet_state != "visible")


def _merged(sheet: Any) -> tuple[dict[tuple[int, int], Any], set[int]]:
    """Cells under a merge (row, column -> the cell that shows), and rows merged across."""
    spread, across = {}, set()
    for merged in sheet.merged_cells.ranges:
        anchor = sheet.cell(merged.min_row, merged.min_col)
        width = merged.max_col - merged.min_col + 1
        if width >= 3 and merged.min_row == merged.max_row:
            across.add(merged.min_row)
        for row in range(merged.min_row + 1, merged.max_row + 1):
            spread[(row, merged.min_col)] = anchor
    return spread, across


def _xlsx_cell(written: Any, seen: Any, spread: dict[tuple[int, int], Any]) -> Cell:
    anchor = spread.get((written.row, written.column))
    if anchor is not None:
        return Cell(_shown(anchor.value), anchor.value, spread=True)
    value = seen.value
    if written.data_type == "f":
        # The value Excel last showed; a file no spreadsheet ever opened has none, and then the
        # formula's own text is what there is.
        formula = written.value
        text = getattr(formula, "text", None) or str(formula)
        value = text if value is None else value
    return Cell(_shown(value), value)


def _shown(value: object) -> str:
    """A value as a person would read it, day first."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        day = f"{value:%d/%m/}{value.year:04d}"
        return day if (value.hour, value.minute) == (0, 0) else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/}{value.year:04d}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").strip()


# --- CSV ------------------------------------------------------------------------------------


def _read_csv(name: str, data: bytes) -> Found:
    text, encoding = _decoded(data)
    text = text.replace("\0", "")
    notes = [] if encoding.startswith("utf") else [f"{name} was read as {encoding}."]
    told = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    delimiter = told[1] if told else _delimiter(text)
    rows = []
    for number, fields in enumerate(_records(text, delimiter), 1):
        if number == 1 and told:
            continue
        cells = tuple(Cell(value.strip(), value.strip()) for value in fields[:WIDEST])
        if any(cell.text for cell in cells):
            rows.append(Row(number, cells))
    lines = text.splitlines() if name.lower().endswith(".txt") else []
    paragraphs = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    return Found([Grid("", tuple(rows))], notes, paragraphs)


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "utf-16"
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding), encoding.replace("cp1252", "Windows-1252")
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "Latin-1"


def _delimiter(text: str) -> str:
    """The delimiter that parts most of the records into the same, and the most, columns."""
    sample = text[:200_000]

    def score(delimiter: str) -> tuple[float, int]:
        widths = [len(r) for r in _records(sample, delimiter) if any(f.strip() for f in r)][:200]
        wide = Counter(width for width in widths if width > 1)
        if not wide:
            return 0.0, 0
        width, times = wide.most_common(1)[0]
        return times / len(widths) * min(width, 12) ** 0.5, width

    best = max(_DELIMITERS, key=lambda d: (score(d), -_DELIMITERS.index(d)))
    return best if score(best)[1] else ","


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """CSV records. A quotation mark somebody forgot to close does not swallow the rest.

    A field that runs over more than three lines, each of which looks like a record of its own,
    is an open quotation mark: its first line is then taken as it stands.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    lines = list(io.StringIO(text, newline=""))
    start = 0
    width = 0
    while start < len(lines):
        reader = csv.reader(lines[start:], delimiter=delimiter)
        first = start
        for record in reader:
            if width and _runaway(record, delimiter, width):
                yield lines[first].rstrip("\r\n").split(delimiter)
                start = first + 1
                break
            first = start + reader.line_num
            width = max(width, len(record))
            yield record
        else:
            return


def _runaway(record: list[str], delimiter: str, width: int) -> bool:
    for value in record:
        inside = value.split("\n")
        if len(inside) > 3 and sum(line.count(delimiter) >= width - 1 for line in inside) > (
            len(inside) // 2
        ):
            return True
    return False


# --- Word -----------------------------------------------------------------------------------


def _read_docx(name: str, data: bytes) -> Found:
    from docx import Document

    try:
        body = Document(io.BytesIO(data)).element.body
    except Exception as wrong:  # a damaged package surfaces as many kinds of error
        raise DamagedError(name, "a Word document", type(wrong).__name__) from wrong
    grids: list[Grid] = []
    before: list[str] = []
    paragraphs: list[tuple[int, str]] = []
    for number, element in enumerate(_body_parts(body), 1):
        if element.tag == f"{_WORD}tbl":
            grids.append(_word_table(element, f"Table {len(grids) + 1}", tuple(before)))
            before = []
        elif text := _word_text(element):
            before.append(text)
            paragraphs.append((number, text))
    after = [f"After the last table it says: {line}" for line in before] if grids else []
    return Found(grids, after, paragraphs)


def _body_parts(body: Any) -> Iterator[Any]:
    """Paragraphs and outermost tables, also inside content controls."""
    for element in body:
        if element.tag in (f"{_WORD}p", f"{_WORD}tbl"):
            yield element
        elif element.tag in (f"{_WORD}sdt", f"{_WORD}sdtContent", f"{_WORD}ins"):
            yield from _body_parts(element)


def _parts(element: Any, tag: str) -> Iterator[Any]:
    """Children of a kind, also inside content controls and tracked insertions."""
    for child in element:
        if child.tag == f"{_WORD}{tag}":
            yield child
        elif child.tag in (f"{_WORD}sdt", f"{_WORD}sdtContent", f"{_WORD}ins"):
            yield from _parts(child, tag)


def _word_table(table: Any, name: str, before: tuple[str, ...]) -> Grid:
    rows: list[Row] = []
    above: dict[int, Cell] = {}
    width = 0
    for number, element in enumerate(_parts(table, "tr"), 1):
        cells, across = _word_row(element, above)
        width = max(width, len(cells))
        above = dict(enumerate(cells))
        if any(cell.text for cell in cells):
            rows.append(Row(number, tuple(cells), False, across))
    return Grid(name, tuple(rows), before)


def _word_row(element: Any, above: dict[int, Cell]) -> tuple[list[Cell], bool]:
    cells: list[Cell] = [EMPTY] * _grid_skip(element)
    across = False
    for tc in _parts(element, "tc"):
        span = _attribute(tc, "gridSpan", "1")
        merge = tc.find(f"{_WORD}tcPr/{_WORD}vMerge")
        if merge is not None and merge.get(f"{_WORD}val", "continue") == "continue":
            shown = above.get(len(cells), EMPTY)
            cell = Cell(shown.text, shown.value, spread=True)
        else:
            text = _cell_text(tc)
            cell = Cell(text, text)
        wide = int(span) if span.isdigit() else 1
        across = across or (wide >= 3 and bool(cell.text))
        cells += [cell] + [EMPTY] * (wide - 1)
    return cells, across


def _grid_skip(element: Any) -> int:
    skip = element.find(f"{_WORD}trPr/{_WORD}gridBefore")
    return int(skip.get(f"{_WORD}val", "0")) if skip is not None else 0


def _attribute(tc: Any, tag: str, default: str) -> str:
    found = tc.find(f"{_WORD}tcPr/{_WORD}{tag}")
    return found.get(f"{_WORD}val", default) if found is not None else default


def _cell_text(tc: Any) -> str:
    return "\n".join(t for p in tc.iter(f"{_WORD}p") if (t := _word_text(p))).strip()


def _word_text(paragraph: Any) -> str:
    """The words of a paragraph as they would print: tracked deletions are not among them."""
    pieces = []
    for node in paragraph.iter():
        if node.tag == f"{_WORD}t":
            pieces.append(node.text or "")
        elif node.tag in (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
            pieces.append("\n" if node.tag != f"{_WORD}tab" else " ")
        elif node.tag == f"{_WORD}noBreakHyphen":
            pieces.append("-")
    return "".join(pieces).strip()


# --- HTML -----------------------------------------------------------------------------------


def _read_html(name: str, data: bytes) -> Found:
    from bs4 import BeautifulSoup

    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:2000])
    text = _decoded(data)[0] if not declared else None
    soup = BeautifulSoup(text if text is not None else data, "lxml")
    for line_break in soup.find_all("br"):
        line_break.replace_with("\n")
    grids = []
    for number, table in enumerate(soup.find_all("table"), 1):
        if table.find_parent("table") is None:  # a table in a cell is that cell's text
            grids.append(_html_table(table, number))
    texts = [
        " ".join(part.get_text(" ").split())
        for part in soup.find_all(["p", "li", "h1", "h2", "h3", "h4"])
        if not part.find_parent(["table", "p", "li"])
    ]
    return Found(grids, (), [(number, text) for number, text in enumerate(texts, 1) if text])


def _html_table(table: Any, number: int) -> Grid:
    rows: list[Row] = []
    open_spans: dict[int, tuple[int, Cell]] = {}
    own_rows = [tr for tr in table.find_all("tr") if tr.find_parent("table") is table]
    for row_number, tr in enumerate(own_rows, 1):
        cells, across = _html_row(tr, open_spans)
        hidden = "display:none" in str(tr.get("style", "")).replace(" ", "")
        if any(cell.text for cell in cells):
            rows.append(Row(row_number, tuple(cells[:WIDEST]), hidden, across))
    caption = table.find("caption")
    title = [caption.get_text(" ", strip=True)] if caption else []
    return Grid(f"Table {number}", tuple(rows), tuple(_lines_before(table) + title))


def _html_row(tr: Any, open_spans: dict[int, tuple[int, Cell]]) -> tuple[list[Cell], bool]:
    cells: list[Cell] = []
    across = False

    def fill_from_above() -> None:
        while len(cells) in open_spans:
            left, cell = open_spans.pop(len(cells))
            if left > 1:
                open_spans[len(cells)] = (left - 1, cell)
            cells.append(cell)

    for td in tr.find_all(["td", "th"], recursive=False):
        fill_from_above()
        text = "\n".join(" ".join(line.split()) for line in td.get_text().split("\n")).strip()
        text = re.sub(r"\n{2,}", "\n", text)
        wide, high = _span(td.get("colspan")), _span(td.get("rowspan"))
        across = across or (wide >= 3 and bool(text))
        if high > 1:
            open_spans[len(cells)] = (high - 1, Cell(text, text, spread=True))
        cells += [Cell(text, text)] + [EMPTY] * (min(wide, WIDEST) - 1)
    fill_from_above()
    return cells, across


def _span(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdigit() and len(text) < 5 else 1


def _lines_before(table: Any) -> list[str]:
    """Headings and paragraphs in front of a table, back to the table before it."""
    lines: list[str] = []
    for element in table.find_all_previous(["h1", "h2", "h3", "h4", "p", "table", "title"]):
        if element.name == "table":
            break
        if element.find_parent("table") is None:
            lines.append(element.get_text(" ", strip=True))
    return [line for line in reversed(lines) if line]


_READERS: dict[str, Callable[[str, bytes], Found]] = {
    "csv": _read_csv,
    "docx": _read_docx,
    "html": _read_html,
    "xlsx": _read_xlsx,
}
