"""Placed pieces to lines: columns, white space, type sizes, boxes and tables of a PDF."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from statistics import median

from workbench.documents import decode, marks
from workbench.documents.furniture import Why, folded_running_line
from workbench.documents.lines import Line
from workbench.documents.pdf_grid import Grid, Rect
from workbench.documents.pdf_page import Cell, Page, Piece

_BAND = 0.085  # of the page's height at head and foot, where running lines stand
_LABEL_AT_END = re.compile(r"(?:page\s*)(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?$", re.IGNORECASE)


def lines(pages: list[Page]) -> list[Line]:
    """All pages' lines in reading order, with gaps, fills, headings, cells and boxes."""
    for page in pages:
        page.pieces = _in_order(page)
    body, leading = _body(pages)
    levels = _heading_levels(pages, body)
    result: list[Line] = []
    boxes = tables = 0
    for page in pages:
        made = []
        for index, (piece, before) in enumerate(_with_before(page.pieces)):
            line = _line(page, piece, before, leading)
            line.page_start = index == 0 or line.page_start
            line.heading = levels.get(_level_key(piece)) if piece.grid is None else None
            line.box = _box_of(piece, page.frames, boxes)
            made.append(line)
        boxes += len(page.frames)
        _set_fills(made, page.pieces)
        _mark_notes(page, made, body)
        result += _tabled(page, made, tables)
        tables += len(page.grids)
    return result


def _mark_notes(page: Page, made: list[Line], body: float) -> None:
    """Smaller type under the last body type of a page is its footnotes."""
    for line, piece in zip(reversed(made), reversed(page.pieces), strict=True):
        if line.place[1] < _BAND and piece.size <= body:
            continue  # perhaps a running line
        if piece.size > 0.92 * body or piece.grid is not None or line.box is not None:
            return
        line.note = True


def _tabled(page: Page, made: list[Line], base: int) -> list[Line]:
    """The page's lines, those that stand in a table's grid put together to its rows."""
    result: list[Line] = []
    done: set[int] = set()
    for line, piece in zip(made, page.pieces, strict=True):
        grid = piece.grid
        if grid is None:
            result.append(line)
        elif id(grid) not in done:
            done.add(id(grid))
            inside = [p for p in page.pieces if p.grid is grid]
            rows = _rows(grid, inside)
            if max(map(len, rows)) < 2:  # a bar beside a panel: a box and no table
                done.remove(id(grid))
                line.box = line.box or -(base + page.grids.index(grid) + 1)
                line.cells = ()
                result.append(line)
                continue
            number = base + page.grids.index(grid) + 1
            for index, cells in enumerate(rows):
                row = replace(line, text=" ".join(filter(None, cells)), cells=cells, table=number)
                row.gap, row.bold = (line.gap, inside[0].bold) if index == 0 else (0, False)
                row.page_start = line.page_start and index == 0
                result.append(row)
    return result


def _rows(grid: Grid, pieces: list[Piece]) -> list[tuple[str, ...]]:
    """The table's rows as texts, without rows and columns that hold nothing."""
    texts: dict[tuple[int, int], str] = {}
    for piece in pieces:
        row = grid.row((piece.y0 + piece.y1) / 2)
        for cell in piece.cells or [Cell(piece.text, piece.x0, piece.x1)]:
            place = row, grid.column(cell.x0)
            texts[place] = marks.join(texts.get(place, ""), decode.tidy(cell.text))
    columns = sorted({column for _, column in texts})
    return [
        tuple(texts.get((row, column), "") for column in columns)
        for row in sorted({row for row, _ in texts})
    ]


def _with_before(pieces: list[Piece]) -> list[tuple[Piece, Piece | None]]:
    return list(zip(pieces, [None, *pieces], strict=False))


def _in_order(page: Page) -> list[Piece]:
    """The file's own order, with stray list markers put to their lines and margins outermost.

    A page whose file goes back up, and has nothing side by side, is read from the top down.
    """
    pieces = _attach_markers([piece for piece in page.pieces if piece.text])
    head = [p for p in pieces if p.y0 > (1 - _BAND) * page.height]
    foot = [p for p in pieces if p.y1 < _BAND * page.height]
    outer = {id(p) for p in head + foot}
    inner = [p for p in pieces if id(p) not in outer]
    head.sort(key=lambda p: (-p.y0, p.x0))
    foot.sort(key=lambda p: (-p.y0, p.x0))
    inner = _downwards(_join_rows(inner))
    _only_aligned(inner)
    return [*head, *inner, *_join_rows(foot)]


def _downwards(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one column from the top down: browsers write what is set apart after the rest.

    Where pieces stand side by side only the file tells which belong together.
    """
    back = any(below.y0 >= above.y1 for above, below in pairwise(pieces))
    if not back or _side_by_side(pieces):
        return pieces
    tops: dict[int, float] = {}  # a table stays together, where its highest piece stands
    for piece in pieces:
        whole = id(piece.grid or piece)
        tops[whole] = max(tops.get(whole, piece.y1), piece.y1)
    return sorted(pieces, key=lambda piece: -tops[id(piece.grid or piece)])


def _side_by_side(pieces: list[Piece]) -> bool:
    """Whether any two pieces, of which not both are of one table, share a line."""
    ranked = sorted(pieces, key=lambda piece: -piece.y1)
    for place, piece in enumerate(ranked):
        for other in ranked[place + 1 :]:
            if other.y1 <= piece.y0:
                break
            overlap = other.y1 - max(piece.y0, other.y0)
            one_table = piece.grid is not None and piece.grid is other.grid
            if not one_table and overlap > 0.5 * min(piece.size, other.size):
                return True
    return False


def _attach_markers(pieces: list[Piece]) -> list[Piece]:
    """Put bullets and numbers that the file holds elsewhere before the text beside them."""
    stray = {
        index for index, piece in enumerate(pieces) if piece.grid is None and _is_marker(piece.text)
    }
    moved = set()
    for index in stray:
        piece = pieces[index]
        middle = (piece.y0 + piece.y1) / 2
        beside = [
            (other.x0 - piece.x1, place)
            for place, other in enumerate(pieces)
            if place not in stray
            and other.y0 <= middle <= other.y1
            and -2 <= other.x0 - piece.x1 < 80
        ]
        if beside:
            other = pieces[min(beside)[1]]
            other.text = f"{piece.text} {other.text}"
            other.x0 = piece.x0
            moved.add(index)
    return [piece for index, piece in enumerate(pieces) if index not in moved]


def _only_aligned(pieces: list[Piece]) -> None:
    """Cells without rules stay cells only where a neighbouring line's begin or end at the same
    places: else they are the wide spaces of justified words."""
    aligned = []
    for index, piece in enumerate(pieces):
        near = pieces[max(0, index - 1) : index] + pieces[index + 1 : index + 2]
        aligned.append(bool(piece.cells) and any(_aligned(piece, other) for other in near))
    for piece, keep in zip(pieces, aligned, strict=True):
        if not keep and piece.grid is None:
            piece.cells = []


def _aligned(piece: Piece, other: Piece) -> bool:
    return bool(other.cells) and all(
        any(abs(a.x0 - b.x0) < 4 or abs(a.x1 - b.x1) < 4 for b in other.cells[1:])
        for a in piece.cells[1:]
    )


def _is_marker(text: str) -> bool:
    """A bullet or a number, and nothing after it."""
    opened = marks.marker(f"{text} x") if len(text) <= 8 else None
    return opened is not None and opened.rest == "x"


def _join_rows(pieces: list[Piece]) -> list[Piece]:
    """Pieces that follow one another on one line are one line with cells."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is None or piece.grid or before.grid or not _same_line(before, piece):
            joined.append(piece)
            continue
        gap = piece.x0 - before.x1
        if gap > piece.size or before.cells:
            cells = before.cells or [Cell(before.text, before.x0, before.x1)]
            before.cells = cells + (piece.cells or [Cell(piece.text, piece.x0, piece.x1)])
        before.text = (
            f"{before.text} {piece.text}" if gap > 0.1 * piece.size else before.text + piece.text
        )
        before.x1 = piece.x1
        before.bold = before.bold and piece.bold
    return joined


def _same_line(before: Piece, piece: Piece) -> bool:
    overlap = min(before.y1, piece.y1) - max(before.y0, piece.y0)
    return overlap > 0.6 * min(before.size, piece.size) and piece.x0 >= before.x1 - 1


def _body(pages: list[Page]) -> tuple[float, dict[float, float]]:
    """The size of body type, and how far the lines of each size stand apart, in that size."""
    sizes: Counter[float] = Counter()
    steps: dict[float, list[float]] = defaultdict(list)
    for page in pages:
        for piece, before in _with_before(page.pieces):
            size = _rounded(piece.size)
            sizes[size] += len(piece.text)
            if before and size == _rounded(before.size):
                step = (before.y0 - piece.y0) / piece.size
                if 0.7 < step < 2.2 and not piece.cells:
                    steps[size].append(step)
    body = sizes.most_common(1)[0][0] if sizes else 12.0
    return body, {size: _closest_usual(found) for size, found in steps.items()}


def _closest_usual(steps: list[float]) -> float:
    """The smallest line step that is usual: paragraphs' own white is larger."""
    counted = Counter(round(step, 1) for step in steps)
    usual = [step for step, times in counted.items() if times >= 0.15 * len(steps)]
    return min(usual) if usual else median(steps)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _level_key(piece: Piece) -> tuple[float, bool]:
    return _rounded(piece.size), piece.bold


def _heading_levels(pages: list[Page], body: float) -> dict[tuple[float, bool], int]:
    """Type clearly larger than the body's, the largest first: headings of level 1, 2, 3..."""
    lengths: Counter[tuple[float, bool]] = Counter()
    for page in pages:
        for piece in page.pieces:
            lengths[_level_key(piece)] += len(piece.text)
    total = sum(lengths.values())
    larger = sorted(
        (key for key, count in lengths.items() if key[0] >= body * 1.12 and count < 0.2 * total),
        reverse=True,
    )
    return {key: min(6, level) for level, key in enumerate(larger, 1)}


def _line(page: Page, piece: Piece, before: Piece | None, leading: dict[float, float]) -> Line:
    line = Line(decode.tidy(piece.text), page=page.number, indent=piece.x0, bold=piece.bold)
    if before is not None:
        step = (before.y0 - piece.y0) / max(before.size, piece.size)
        if step < 0:
            line.page_start = True  # a new column
        else:
            usual = leading.get(_rounded(max(before.size, piece.size)), 1.25)
            line.gap = min(3, max(0, round((step - usual) / usual + 0.25)))
    if not (len(piece.cells) == 2 and _is_marker(piece.cells[0].text)):
        line.cells = tuple(decode.tidy(cell.text) for cell in piece.cells)
    line.upright = piece.upright
    line.place = (piece.y0 / page.height, piece.y1 / page.height)
    return line


def _set_fills(made: list[Line], pieces: list[Piece]) -> None:
    """How much of its column each line would fill with the next line's first word."""
    for index, (line, piece) in enumerate(zip(made, pieces, strict=True)):
        near = [
            other
            for other in pieces[max(0, index - 12) : index + 13]
            if min(other.x1, piece.x1) - max(other.x0, piece.x0) > 0.3 * (piece.x1 - piece.x0)
        ]
        ends = sorted(other.x1 for other in near)
        right = ends[int(0.9 * (len(ends) - 1))]
        left = min(other.x0 for other in near)
        word = 0.0
        if index + 1 < len(pieces):
            after = pieces[index + 1]
            first = len(after.text.split(" ", 1)[0]) + 1
            word = first * (after.x1 - after.x0) / max(1, len(after.text))
        line.fill = (piece.x1 + word - left) / max(1.0, right - left)


def _box_of(piece: Piece, frames: list[Rect], base: int) -> int | None:
    x, y = (piece.x0 + min(piece.x1, piece.x0 + 20)) / 2, (piece.y0 + piece.y1) / 2
    for index, frame in enumerate(frames, 1):
        if frame.holds(x, y):
            return base + index
    return None


def margins(made: list[Line]) -> dict[int, Why]:
    """Running lines of a PDF: the same words at the same height of more than one page."""
    seen: dict[tuple[str, int], list[int]] = defaultdict(list)
    why: dict[int, Why] = {}
    for index, line in enumerate(made):
        if not line.upright:
            why[index] = "side_tab"
            continue
        foot, head = line.place
        if head < _BAND or foot > 1 - _BAND:
            folded = folded_running_line(line.text)
            seen[folded, round(foot * 100)].append(index)
    for places in seen.values():
        if len({made[i].page for i in places}) > 1:
            for i in places:
                why[i] = "footer" if made[i].place[1] < 0.5 else "header"
                label = _LABEL_AT_END.search(made[i].text)
                made[i].label = int(label.group(1)) if label else made[i].label
    return why
