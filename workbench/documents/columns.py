"""Tables that text keeps by its spaces: cells that begin at the same place line after line."""

from __future__ import annotations

import re

from workbench.documents import marks
from workbench.documents.lines import Line

_WHITE = re.compile(r"(?<=\S) {2,}(?=\S)")
_FEWEST = 3  # lines, from which on cells under one another are no chance


def into_rows(lines: list[Line]) -> list[Line]:
    """The lines, those of such tables with their cells, continued cells put to their row."""
    starts = [_starts(line.raw) for line in lines]
    result: list[Line] = []
    index = 0
    while index < len(lines):
        end = _table_end(lines, starts, index)
        if end - index < _FEWEST:
            result.append(lines[index])
            index += 1
            continue
        result += _rows(lines[index:end], starts[index])
        index = end
    return result


def _starts(raw: str) -> tuple[int, ...]:
    """Where the text after each wide white begins; sentences end with two spaces too."""
    if "\t" in raw or "  " not in raw.strip():
        return ()
    return tuple(
        found.end()
        for found in _WHITE.finditer(raw)
        if not marks.ends_sentence(raw[: found.start()]) or len(found.group()) > 2
    )


def _table_end(lines: list[Line], starts: list[tuple[int, ...]], first: int) -> int:
    """The line after the last of the table that begins here; ``first`` when none does."""
    head = starts[first]
    if not head or lines[first].cells or marks.LEADERS.search(lines[first].text):
        return first
    rows, end = 1, first + 1
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if line.gap or line.cells or line.page_start:
            break
        if _matches(starts[index], head):
            rows, end = rows + 1, index + 1
        elif not _continues(line, starts[index], head):
            break
    return end if rows >= _FEWEST else first


def _matches(starts: tuple[int, ...], head: tuple[int, ...]) -> bool:
    """The cells begin where those of the first row do; the last ones may be empty."""
    return bool(starts) and _all_close(starts, head)


def _all_close(starts: tuple[int, ...], head: tuple[int, ...]) -> bool:
    return all(any(abs(start - other) <= 1 for other in head) for start in starts)


def _continues(line: Line, starts: tuple[int, ...], head: tuple[int, ...]) -> bool:
    """It holds only the rest of a cell that is not the row's first."""
    return _all_close((int(line.indent), *starts), head)


def _rows(lines: list[Line], head: tuple[int, ...]) -> list[Line]:
    edges = (0, *(start - 1 for start in head))
    rows: list[Line] = []
    for line in lines:
        cells = [""] * len(edges)
        for begin, text in _pieces(line.raw):
            column = max(place for place, edge in enumerate(edges) if begin >= edge)
            cells[column] = f"{cells[column]} {text}".strip()
        if rows and not cells[0]:
            before = rows[-1]
            before.cells = tuple(marks.join(a, b) for a, b in zip(before.cells, cells, strict=True))
            continue
        line.cells = tuple(cells)
        rows.append(line)
    return rows


def _pieces(raw: str) -> list[tuple[int, str]]:
    return [(found.start(), found.group()) for found in re.finditer(r"\S+(?: \S+)*", raw)]
