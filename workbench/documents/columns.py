"""Tables that text keeps by its spaces: cells that begin at the same place line after line."""

from __future__ import annotations

import re
from itertools import pairwise

from workbench.documents import marks
from workbench.documents.lines import Line

_PIECE = re.compile(r"\S+(?: \S+)*")
_NUMBER = re.compile(r"[(£]*[-–−]?[\d.,]+\s?%?\)?|-|–|n/a", re.IGNORECASE)
_FEWEST = 3  # lines, from which on cells under one another are no chance


# A cell of a printed line: where its text begins and ends, and the text.
Piece = tuple[int, int, str]


def into_rows(lines: list[Line]) -> list[Line]:
    """The lines, those of such tables with their cells, continued cells put to their row."""
    cells = [_after_white(line.raw) for line in lines]
    result: list[Line] = []
    index = 0
    while index < len(lines):
        end = _table_end(lines, cells, index)
        if end - index < _FEWEST:
            result.append(lines[index])
            index += 1
            continue
        _head_above(result, lines[index], cells[index])
        result += _rows(lines[index:end], cells[index])
        index = end
    return result


def _after_white(raw: str) -> tuple[Piece, ...]:
    """The texts that stand after wide white; sentences end with two spaces too."""
    if "\t" in raw or "  " not in raw.strip():
        return ()
    pieces = _pieces(raw)
    return tuple(
        piece
        for before, piece in pairwise(pieces)
        if not marks.ends_sentence(before[2]) or piece[0] - before[1] > 2
    )


def _table_end(lines: list[Line], cells: list[tuple[Piece, ...]], first: int) -> int:
    """The line after the last of the table that begins here; ``first`` when none does."""
    head = cells[first]
    if not head or lines[first].cells or marks.LEADERS.search(lines[first].text):
        return first
    rows, end = 1, first + 1
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if line.gap or line.cells or line.page_start:
            break
        if cells[index] and _under(cells[index], head):
            rows, end = rows + 1, index + 1
        elif not _continues(line, cells[index], head):
            break
        elif line.indent and end == index:
            end = index + 1  # the rest of the last row's cells
    return end if rows >= _FEWEST else first


def _under(cells: tuple[Piece, ...], head: tuple[Piece, ...]) -> bool:
    """They begin where those of the first row do, or end there, as numbers do; the last ones
    may be empty. A row of as many numbers is one wherever they stand."""
    counted = len(cells) == len(head) and all(_is_number(cell[2]) for cell in (*cells, *head))
    return counted or all(_column(cell, head) is not None for cell in cells)


def _column(cell: Piece, head: tuple[Piece, ...]) -> int | None:
    begin, end, _ = cell
    for place, (first, last, text) in enumerate(head):
        right = _is_number(cell[2]) and _is_number(text) and abs(end - last) <= 1
        if abs(begin - first) <= 1 or right:
            return place
    return None


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def _continues(line: Line, cells: tuple[Piece, ...], head: tuple[Piece, ...]) -> bool:
    """It holds only the rest of a cell that is not the row's first."""
    indent = int(line.indent)
    return _under(((indent, indent + len(line.text), line.text), *cells), head)


def _head_above(result: list[Line], first: Line, head: tuple[Piece, ...]) -> None:
    """The line right above has as many cells as the rows: words over columns of numbers."""
    above = result[-1] if result else None
    if above is None or above.cells or first.gap or first.page_start:
        return
    pieces = _pieces(above.raw)
    if len(pieces) == len(head) + 1 and _after_white(above.raw):
        above.cells = tuple(text for _, _, text in pieces)


def _rows(lines: list[Line], head: tuple[Piece, ...]) -> list[Line]:
    rows: list[Line] = []
    for line in lines:
        cells = [""] * (len(head) + 1)
        pieces = _pieces(line.raw)
        full = len(pieces) == len(cells)
        for count, piece in enumerate(pieces):
            column = count if full else _place(piece, head)
            cells[column] = f"{cells[column]} {piece[2]}".strip()
        if rows and not cells[0]:
            before = rows[-1]
            before.cells = tuple(marks.join(a, b) for a, b in zip(before.cells, cells, strict=True))
            continue
        line.cells = tuple(cells)
        rows.append(line)
    return rows


def _place(piece: Piece, head: tuple[Piece, ...]) -> int:
    under = _column(piece, head)
    if under is not None:
        return under + 1
    return sum(piece[0] >= first - 1 for first, _, _ in head)


def _pieces(raw: str) -> list[Piece]:
    return [(found.start(), found.end(), found.group()) for found in _PIECE.finditer(raw)]
