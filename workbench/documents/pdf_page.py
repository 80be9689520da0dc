"""One PDF page to printed lines with their places, weights and boxes, by pdfium.

pdfium is asked for a page's text once and then only for each line's first, middle and last
character: asking for every character costs more time than all the rest of the reading.
Characters one by one are only looked at in lines that seem to hold a gap.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from workbench.documents.pdf_grid import Grid, Rect, drawn

_BOLD_FONT = re.compile(r"bold|black|heavy|semibold|demi|extrabd", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n\ufffe]+(?:\ufffe|$|(?=[\r\n]))")
# A page with more drawn objects than this is a map or a chart: its paths tell nothing of boxes.
_MOST_OBJECTS = 6000
_MOST_RECTS = 1500
_WIDE_GAP = 1.3  # of the type's size: white between two cells, never between two words


@dataclass(slots=True)
class Piece:
    """One run of text on one line. Places are points from the page's left and foot."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    bold: bool
    upright: bool
    cells: list[Cell] = field(default_factory=list)
    grid: Grid | None = None  # of the table it stands in


@dataclass(slots=True)
class Cell:
    """A part of a line, parted from the next by a wide gap."""

    text: str
    x0: float
    x1: float


@dataclass(slots=True)
class Page:
    """A page's pieces in the order the file holds them, its tables' grids and its frames."""

    number: int
    width: float
    height: float
    pieces: list[Piece]
    grids: list[Grid] = field(default_factory=list)
    frames: list[Rect] = field(default_factory=list)


class _Asker:
    """pdfium's answers about single characters, with the buffers they need made once."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self.page = textpage.raw
        self.loose = pdfium_c.FS_RECTF()
        self.loose_ref = ctypes.byref(self.loose)
        self.edges = [ctypes.c_double() for _ in range(4)]
        self.edge_refs = [ctypes.byref(edge) for edge in self.edges]
        self.name = ctypes.create_string_buffer(128)
        self.flags = ctypes.c_int()

    def place(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, foot and head of a character's cell."""
        pdfium_c.FPDFText_GetLooseCharBox(self.page, index, self.loose_ref)
        box = self.loose
        return box.left, box.right, box.bottom, box.top

    def bold(self, index: int) -> bool:
        if pdfium_c.FPDFText_GetFontWeight(self.page, index) >= 600:
            return True
        pdfium_c.FPDFText_GetFontInfo(self.page, index, self.name, 128, self.flags)
        return bool(_BOLD_FONT.search(self.name.value.decode("latin-1")))

    def angle(self, index: int) -> float:
        return pdfium_c.FPDFText_GetCharAngle(self.page, index)


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    """The pieces and rectangles of the page with this index.

    Raises
    ------
    pdfium.PdfiumError
        When the page cannot be read.
    """
    page = document[index]
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        try:
            grids, frames = (
                drawn(_rects(page), width, height) if textpage.count_chars() else ([], [])
            )
            pieces = _pieces(textpage, grids)
        finally:
            textpage.close()
    finally:
        page.close()
    return Page(index + 1, width, height, pieces, grids, frames)


def _pieces(textpage: pdfium.PdfTextPage, grids: list[Grid]) -> list[Piece]:
    count = textpage.count_chars()
    if count <= 0:
        return []
    text = textpage.get_text_range()
    if len(text) != count:
        text = _char_by_char(textpage, count)
    ask = _Asker(textpage)
    pieces = []
    for found in _LINE.finditer(text):
        first, last = _ends(text, found.start(), found.end())
        if first <= last:
            piece = _piece(ask, text, first, last)
            for grid in grids:
                if grid.bounds.holds(piece.x0, (piece.y0 + piece.y1) / 2):
                    piece.grid = grid
                    if grid.column(piece.x0) != grid.column(piece.x1 - 2):
                        piece.cells = _cells(ask, text, first, last, 0.0, grid)
            pieces.append(piece)
    return pieces


def _char_by_char(textpage: pdfium.PdfTextPage, count: int) -> str:
    """The text with exactly one character an index, where pdfium's own text leaves some out."""
    codes = (pdfium_c.FPDFText_GetUnicode(textpage.raw, i) for i in range(count))
    return "".join(chr(code) if 0 < code < 0xD800 or code > 0xDFFF else " " for code in codes)


def _ends(text: str, start: int, end: int) -> tuple[int, int]:
    last = end - 1
    while start <= last and text[start].isspace():
        start += 1
    while last >= start and text[last].isspace():
        last -= 1
    return start, last


def _piece(ask: _Asker, text: str, first: int, last: int) -> Piece:
    x0, right, y0, y1 = ask.place(first)
    x1 = right
    if last > first:
        _, x1, end_y0, end_y1 = ask.place(last - 1 if text[last] == "\ufffe" else last)
        y0, y1 = min(y0, end_y0), max(y1, end_y1)
    upright = abs(ask.angle(first)) < 0.1
    middle = _a_letter(text, (first + last) // 2, last)
    _, _, mid_y0, mid_y1 = ask.place(middle)
    size = max(mid_y1 - mid_y0, 1.0)
    bold = ask.bold(first) and ask.bold(middle) and ask.bold(_a_letter(text, last, last))
    shown = text[first : last + 1].replace("\ufffe", "-")
    piece = Piece(" ".join(shown.split()), x0, max(x0, x1), y0, y1, size, bold, upright)
    length = last - first + 1
    # Prose fills about half its type size a character; a row of cells a good deal more.
    if length > 2 and upright and " " in shown and (x1 - x0) / length > 0.5 * size * 0.86:
        piece.cells = _cells(ask, text, first, last, size)
    return piece


def _a_letter(text: str, index: int, last: int) -> int:
    """The index of a character near this one that is not white."""
    while index < last and text[index].isspace():
        index += 1
    return index - 1 if text[index] == "\ufffe" else index


def _cells(
    ask: _Asker, text: str, first: int, last: int, size: float, grid: Grid | None = None
) -> list[Cell]:
    """The line parted where white is wide, or at a grid's edges; empty when it nowhere is."""
    cells: list[Cell] = []
    start = first
    left = ask.place(first)[0]
    index = first
    while index <= last:
        if not text[index].isspace():
            index += 1
            continue
        before = index - 1
        while text[index].isspace():
            index += 1
        _, end, _, _ = ask.place(before)
        begin, _, _, _ = ask.place(index)
        if grid is None:
            parted = begin - end > _WIDE_GAP * size * 0.86
        else:
            parted = grid.column(begin) != grid.column(left)
        if parted:
            cells.append(Cell(" ".join(text[start : before + 1].split()), left, end))
            start, left = index, begin
    if not cells:
        return []
    cells.append(Cell(" ".join(text[start : last + 1].split()), left, ask.place(last)[1]))
    return cells


def _rects(page: pdfium.PdfPage) -> list[Rect]:
    """The bounds of everything drawn that is bigger than a bullet and stays inside the page."""
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    if count > _MOST_OBJECTS:
        return []
    height = page.get_height()
    left, foot, right, head = (ctypes.c_float() for _ in range(4))
    refs = [ctypes.byref(value) for value in (left, foot, right, head)]
    found: dict[Rect, None] = {}
    for index in range(count):
        drawn = pdfium_c.FPDFPage_GetObject(page.raw, index)
        if pdfium_c.FPDFPageObj_GetType(drawn) != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium_c.FPDFPageObj_GetBounds(drawn, *refs):
            continue
        rect = Rect(left.value, foot.value, right.value, head.value)
        wide, high = rect.x1 - rect.x0, rect.y1 - rect.y0
        bleeds = rect.y0 < 2 or rect.y1 > height - 2  # the colour of a margin, not of a box
        if max(wide, high) > 8 and not bleeds:
            found[rect] = None
    return list(found) if len(found) <= _MOST_RECTS else []
