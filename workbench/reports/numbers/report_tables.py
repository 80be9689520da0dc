"""Tables of a report: real ones, and those that a PDF's text left as lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from workbench.documents.model import Block
from workbench.records import ReportTable
from workbench.reports.numbers import table_lines
from workbench.reports.numbers.amounts import amount, is_period, is_value
from workbench.reports.numbers.table_lines import TOTAL, Line, Run
from workbench.reports.shared.sections import Placed
from workbench.sentences import sentences

_CAPTION = re.compile(r"^(?:table|figure|chart)\s+\d+", re.IGNORECASE)
_POINTS = re.compile(r"\btables?\b|\bbreakdown\b|\b(?:below|following|follows)\b", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"^(?:the|this)\s+(?:following\s+)?(?:table|chart|"
    r"graph)(?:\s+below)?\s+(?:\w+ly\s+)?(?:sets? out|shows?|"
    r"gives?|records?|demonstrates?|confirms?|lists?|summarises?|provides?|details?|"
    r"illustrates?)\s+"
    r"(?:that\s+|how\s+)?",
    re.IGNORECASE,
)
_WEB = re.compile(r"\s*(?:https?://|www\.)\S+")  # printed beside a running title
_LONGEST_NAME = 16  # words
_LINES_OF_A_TABLE = frozenset({"paragraph", "heading", "table", "numbered", "box"})


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table and the blocks it stands in, first to last; ``section`` is the heading above."""

    table: ReportTable
    first: int
    last: int
    section: str | None
    lines: tuple[int | None, ...] = ()  # the line of each row, where the format has lines


def tables(review: str, blocks: Sequence[Placed]) -> list[FoundTable]:
    """Every table of numbers, in reading order. Glossaries and lists of people are not tables."""
    found: list[FoundTable] = []
    lines: list[Line | None] = []
    for here in blocks:
        if here.block.kind == "table" and _is_real(here.block):
            found += _flush(review, lines, blocks)
            lines = []
            real = _real(review, here, blocks)
            if real is not None:
                found.append(real)
        else:
            lines += _lines(here)
    found += _flush(review, lines, blocks)
    return [_placed_by_totals(table) for table in _joined(found)]


def _is_real(block: Block) -> bool:
    """Cells were kept apart: most rows have two or more."""
    return sum(len(row) > 1 for row in block.rows) * 2 > len(block.rows)


def _lines(here: Placed) -> Iterable[Line | None]:
    block = here.block
    if block.kind not in _LINES_OF_A_TABLE:
        return [None]
    if block.kind == "table":
        return [table_lines.line_of(" ".join(row), here.index, block) for row in block.rows]
    if len(block.text) > 220:
        return [None]
    return [table_lines.line_of(text, here.index, block) for text in block.text.split("\n")]


def _flush(review: str, lines: Sequence[Line | None], blocks: Sequence[Placed]) -> list[FoundTable]:
    runs = table_lines.runs(lines)
    within = {index for run in runs for index in range(run.first, run.last + 1)}
    return [_flattened(review, run, blocks, within) for run in runs]


def _flattened(review: str, run: Run, blocks: Sequence[Placed], within: set[int]) -> FoundTable:
    at = _position(blocks, run.first)
    if not run.heads and at:
        run.heads = _heads_run_in(blocks[at - 1].block)
    columns, rows = table_lines.cells(run)
    section = _section(blocks, at, within)
    name = _name(blocks, at, run.heads, section, columned=run.width > 1)
    first_row = run.rows[0]
    table = ReportTable(
        review, name, columns, tuple(rows), page=blocks[at].block.page, line=first_row.line
    )
    lines = tuple(row.line for row in run.rows)
    return FoundTable(table, run.first, run.last, section, lines)


def _section(blocks: Sequence[Placed], at: int, within: set[int]) -> str | None:
    """The heading above a table: not one of its own lines that was printed bold."""
    for here in reversed(blocks[:at]):
        if here.block.kind == "heading" and here.index not in within and here.section:
            return here.block.text if here.section == here.block.text else here.section
        if here.index not in within and here.section is None:
            return None
    return None


def _heads_run_in(block: Block) -> list[str]:
    """Column headings that ran into the end of the paragraph that announces the table."""
    before, mark, tail = block.text.rpartition(": ")
    words = tail.split()
    short = mark and before and 1 < len(words) <= 12 and not tail.endswith((".", ":", "?"))
    return [tail] if block.kind == "paragraph" and short else []


def _real(review: str, here: Placed, blocks: Sequence[Placed]) -> FoundTable | None:
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in here.block.rows]
    rows = [row for row in rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    rows = [(*row, *([""] * (width - len(row)))) for row in rows]
    kept = [i for i in range(width) if any(row[i] for row in rows)]
    rows = [tuple(row[i] for i in kept) for row in rows]
    if len(rows) < 2 or not any(amount(cell) for row in rows for cell in row[1:]):
        return None
    caption, rows = _caption(rows)
    columns, rows = _headed(rows)
    name = caption or _name(blocks, _position(blocks, here.index), (), here.section)
    table = ReportTable(
        review, name, columns, tuple(rows), page=here.block.page, line=here.block.line
    )
    return FoundTable(table, here.index, here.index, here.section)


def _caption(rows: list[tuple[str, ...]]) -> tuple[str, list[tuple[str, ...]]]:
    """A first row with one filled cell over a table of several columns is its name."""
    filled = [cell for cell in rows[0] if cell]
    if len(set(filled)) == 1 and len(rows) > 2 and len(rows[0]) > 1 and not amount(filled[0]):
        return filled[0], rows[1:]
    return "", rows


def _headed(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    first = rows[0]
    numbers = [cell for cell in first[1:] if is_value(cell) and not is_period(cell)]
    if numbers and len(numbers) * 2 >= len([c for c in first[1:] if c]):
        return ("",) * len(first), rows
    body = [row for row in rows[1:] if row != first]  # a header printed again on the next page
    return first, body


def _position(blocks: Sequence[Placed], index: int) -> int:
    """Where the block with this index stands in the sequence."""
    return bisect_left(blocks, index, key=lambda here: here.index)


def _name(
    blocks: Sequence[Placed],
    at: int,
    heads: Sequence[str],
    section: str | None,
    columned: bool = False,
) -> str:
    """What the table is called: a caption, the line that announces it, or its section."""
    named = [head for head in heads if not _is_column_line(head)]
    columns = len(heads) == 1 and columned
    if heads and not columns and named[:1] == [heads[0]] and len(heads[0].split()) <= 16:
        return " ".join(named[-1:]) if len(named) == len(heads) == 2 else heads[0]
    for here in reversed(blocks[max(0, at - 2) : at]):
        text = here.block.text
        if _CAPTION.match(text) or (here.block.kind == "heading" and "http" not in text):
            return text
        if here.block.kind == "paragraph":
            start, end = (sentences(text) or [(0, len(text))])[-1]
            announced = text[start:end]
            if _POINTS.search(announced) or announced.endswith(":"):
                return _shortened(announced)
            break
    return _WEB.sub("", section or "").strip() or "Table"


def _shortened(sentence: str) -> str:
    """A sentence that announces a table, short enough for a name."""
    plain = _ANNOUNCES.sub("", sentence).strip().rstrip(":.")
    words = (plain[:1].upper() + plain[1:]).split()
    return (
        " ".join(words) if len(words) <= _LONGEST_NAME else " ".join(words[:_LONGEST_NAME]) + " …"
    )


def _is_column_line(text: str) -> bool:
    words = text.split()
    return any(is_period(word) for word in words) or bool(
        re.search(r"\b(?:No\.?|Number|Total|%|Title)\b", text)
    )


def _joined(found: list[FoundTable]) -> list[FoundTable]:
    """A real table that goes on under the same header on the next page is one table."""
    kept: list[FoundTable] = []
    for item in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and item.first == last.last + 1
            and not last.lines
            and not item.lines
            and last.table.columns == item.table.columns
            and any(last.table.columns)
        ):
            table = replace(last.table, rows=last.table.rows + item.table.rows)
            kept[-1] = replace(last, table=table, last=item.last)
        else:
            kept.append(item)
    return kept


def _placed_by_totals(item: FoundTable) -> FoundTable:
    """A flattened row with one value too few has lost an empty cell: the total says which."""
    table = item.table
    width = len(table.columns) - 1
    total = next((row for row in table.rows if TOTAL.search(row[0])), None)
    if width < 2:
        return item
    short = [i for i, row in enumerate(table.rows) if row[1] and not all(row[1:])]
    if not item.lines or total is None or len(short) != 1 or not all(total[1:]):
        return item
    row = table.rows[short[0]]
    values = [cell for cell in row[1:] if cell]
    if width - len(values) != 1:
        return item
    for empty in range(width):
        tried = (row[0], *values[:empty], "", *values[empty:])
        rows = (*table.rows[: short[0]], tried, *table.rows[short[0] + 1 :])
        if all(_adds_up(rows, total, column) for column in range(1, width + 1)):
            return replace(item, table=replace(table, rows=rows))
    return item


def _adds_up(rows: Sequence[tuple[str, ...]], total: tuple[str, ...], column: int) -> bool:
    printed = amount(total[column])
    parts = [amount(row[column]) for row in rows if row is not total]
    return printed is not None and abs(sum(p.value for p in parts if p) - printed.value) < 0.01
