"""Tables whose totals or shares do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from workbench.documents.model import Document
from workbench.records import Check, Reading, ReportTable
from workbench.reports.numbers.amounts import amount, is_value, shown
from workbench.reports.numbers.table_lines import SUBTOTAL, TOTAL

_WHOLE = 100.0
_ROUNDING = 2.5  # percentage points that rounding of a dozen shares may add up to


def totals(reading: Reading, document: Document) -> list[Check]:
    """A printed total or subtotal that is not the sum of its rows, with the right total."""
    found: list[Check] = []
    for position, table in enumerate(reading.tables):
        for column in range(1, len(table.columns)):
            earlier = _earlier_subtotals(reading.tables, position, column)
            for wrong in _wrong_totals(table, column, earlier):
                found.append(_total_check(reading, table, column, wrong))
        found += _row_totals(reading, table)
    return found


@dataclass(slots=True)
class _Wrong:
    label: str
    printed: float
    right: float
    parts: str  # "rows" or "subtotals"
    unit: str | None = None


@dataclass(slots=True)
class _Column:
    """The running sums of one column, top to bottom."""

    parts: list[float] = field(default_factory=list)  # since the last subtotal
    rows: float = 0.0
    count: int = 0
    subtotals: list[float] = field(default_factory=list)


def _wrong_totals(table: ReportTable, column: int, earlier: Sequence[float]) -> Iterator[_Wrong]:
    running = _Column()
    for number, row in enumerate(table.rows):
        read = amount(row[column])
        label = row[0]
        if SUBTOTAL.search(label):
            if read is not None and len(running.parts) > 1 and sum(running.parts) != read.value:
                yield _Wrong(label, read.value, sum(running.parts), "rows", read.unit)
            if read is not None:
                running.subtotals.append(read.value)
            running.parts = []
        elif TOTAL.search(label) or (not label and number == len(table.rows) - 1):
            wrong = _against_total(running, row, column, earlier) if read else None
            if wrong is not None and (label or _others_add_up(table, column)):
                yield wrong
            running = _Column(subtotals=running.subtotals)
        elif read is not None:
            running.parts.append(read.value)
            running.rows += read.value
            running.count += 1
        elif row[column] and not is_value(row[column]):
            return  # words in the column: not a column of parts


def _against_total(
    running: _Column, row: Sequence[str], column: int, earlier: Sequence[float]
) -> _Wrong | None:
    read = amount(row[column])
    if read is None or (running.count < 2 and len(running.subtotals) < 2):
        return None
    possible = [running.rows] if running.count > 1 else []
    if running.subtotals:
        possible.append(sum(running.subtotals))
        possible.append(sum(running.subtotals) + sum(running.parts))
        if earlier:
            possible.append(sum(running.subtotals) + sum(earlier))
    slack = _ROUNDING if read.unit == "percent" else 0.005 + 1e-9 * abs(read.value)
    if any(abs(value - read.value) <= slack for value in possible):
        return None
    if running.subtotals:
        right = sum(running.subtotals) + sum(earlier)
        return _Wrong(row[0], read.value, right, "subtotals", read.unit)
    return _Wrong(row[0], read.value, running.rows, "rows", read.unit)


def _others_add_up(table: ReportTable, column: int) -> bool:
    """Whether an unlabelled last row is the total of the other columns: then it is of this."""
    others = [c for c in range(1, len(table.columns)) if c != column]
    right = 0
    for other in others:
        read = amount(table.rows[-1][other])
        parts = [amount(row[other]) for row in table.rows[:-1]]
        if read and abs(sum(p.value for p in parts if p) - read.value) < 0.01:
            right += 1
    return right > 0


def _earlier_subtotals(tables: Sequence[ReportTable], position: int, column: int) -> list[float]:
    """Subtotals of the tables just before, of the same width and without a total of their own."""
    found: list[float] = []
    for table in reversed(tables[:position]):
        if len(table.columns) != len(tables[position].columns):
            break
        if any(TOTAL.search(row[0]) and not SUBTOTAL.search(row[0]) for row in table.rows):
            break
        own = [amount(row[column]) for row in table.rows if SUBTOTAL.search(row[0])]
        if not own:
            break
        found += [read.value for read in own if read]
    return found


def _total_check(reading: Reading, table: ReportTable, column: int, wrong: _Wrong) -> Check:
    name = table.columns[column]
    of = f", column “{name}”" if name and name != table.name else ""
    mark = "%" if wrong.unit == "percent" else ""
    return Check(
        reading.review.id,
        "total_does_not_add_up",
        f"In the table “{table.name}”{of}, “{wrong.label or 'the last row'}” is printed as "
        f"{shown(wrong.printed)}{mark}, but the {wrong.parts} add up to "
        f"{shown(round(wrong.right, 2))}{mark}.",
        page=table.page,
        line=table.line,
    )


def _row_totals(reading: Reading, table: ReportTable) -> Iterator[Check]:
    """A column "Total" that is the sum of the columns before it in most rows, but not in all."""
    last = len(table.columns) - 1
    if last < 3 or not TOTAL.search(table.columns[last]):
        return
    wrong: list[tuple[tuple[str, ...], float, float]] = []
    right = 0
    for row in table.rows:
        read = amount(row[last])
        parts = [p for p in (amount(cell) for cell in row[1:last]) if p]
        if read is None or len(parts) < 2 or any(p.unit == "percent" for p in parts):
            continue
        total = sum(part.value for part in parts)
        if abs(total - read.value) < 0.01:
            right += 1
        else:
            wrong.append((row, read.value, total))
    if right < 2 or len(wrong) > right:
        return
    for row, printed, total in wrong:
        yield Check(
            reading.review.id,
            "total_does_not_add_up",
            f"In the table “{table.name}”, the row “{row[0]}” gives a total of {shown(printed)}, "
            f"but its values add up to {shown(total)}.",
            page=table.page,
            line=table.line,
        )


def shares(reading: Reading, document: Document) -> list[Check]:
    """A column of shares that should make a whole, as another column of the table does."""
    found: list[Check] = []
    for table in reading.tables:
        sums: dict[int, float] = {}
        for column in range(1, len(table.columns)):
            cells = [row[column] for row in table.rows if not TOTAL.search(row[0])]
            read = [amount(cell) for cell in cells]
            if len(read) > 2 and all(r is not None and r.unit == "percent" for r in read):
                sums[column] = sum(r.value for r in read if r)
        whole = [column for column, value in sums.items() if abs(value - _WHOLE) <= 1.5]
        for column, value in sums.items():
            if whole and abs(value - _WHOLE) > _ROUNDING:
                found.append(
                    Check(
                        reading.review.id,
                        "shares_do_not_make_a_whole",
                        f"In the table “{table.name}”, the shares under “{table.columns[column]}” "
                        f"add up to {shown(round(value, 2))}%, not 100%; those under "
                        f"“{table.columns[whole[0]]}” add up to "
                        f"{shown(round(sums[whole[0]], 2))}%.",
                        page=table.page,
                        line=table.line,
                    )
                )
    return found


def shares_of_counts(reading: Reading, document: Document) -> list[Check]:
    """A share beside a count that is not the count over the column's total."""
    found: list[Check] = []
    for table in reading.tables:
        total = next((row for row in table.rows if TOTAL.search(row[0])), None)
        if total is None or SUBTOTAL.search(total[0]):
            continue
        for count, share in pairwise(range(1, len(table.columns))):
            whole = amount(total[count])
            rows = [
                (row, amount(row[count]), amount(row[share]))
                for row in table.rows
                if row is not total
            ]
            pairs = [(r, c, s) for r, c, s in rows if c and s and s.unit == "percent"]
            if whole is None or whole.value <= 0 or whole.unit == "percent" or len(pairs) < 3:
                continue
            off = [
                (row, s.value, 100 * c.value / whole.value)
                for row, c, s in pairs
                if c.unit != "percent" and abs(100 * c.value / whole.value - s.value) > 1.0
            ]
            if len(off) * 2 > len(pairs):
                continue  # the shares are of something else
            found += [
                Check(
                    reading.review.id,
                    "percentage_does_not_follow",
                    f"In the table “{table.name}”, “{row[0]}” is given as {shown(printed)}%, but "
                    f"{row[count]} of {total[count]} is {shown(round(right, 1))}%.",
                    page=table.page,
                    line=table.line,
                )
                for row, printed, right in off
            ]
    return found


def copied_columns(reading: Reading, document: Document) -> list[Check]:
    """The same three or more numbers under two different headings: one of them was copied."""
    seen: dict[tuple[float, ...], tuple[ReportTable, int]] = {}
    found: list[Check] = []
    for table in reading.tables:
        for column in range(1, len(table.columns)):
            values = tuple(
                read.value for row in table.rows if (read := amount(row[column])) is not None
            )
            if len(values) < 3 or len(values) != len(table.rows) or len(set(values)) < 3:
                continue
            if values not in seen:
                seen[values] = (table, column)
                continue
            other, before = seen[values]
            names = other.columns[before] or other.name, table.columns[column] or table.name
            if names[0].casefold() == names[1].casefold():
                continue  # a table printed again
            printed = ", ".join(shown(value) for value in values)
            found.append(
                Check(
                    reading.review.id,
                    "same_numbers_under_two_headings",
                    f"“{names[1]}” gives the very numbers printed for “{names[0]}” ({printed}): "
                    "one of the two columns was probably copied by mistake.",
                    page=table.page,
                    line=table.line,
                )
            )
    return found


def chart_and_table(reading: Reading, document: Document) -> list[Check]:
    """The shares of a chart and of a table that are the same but for one."""
    found: list[Check] = []
    charts = [table for table in reading.tables if len(table.columns) == 1]
    for chart in charts:
        drawn = sorted(read.value for row in chart.rows if (read := amount(row[0])))
        for table in reading.tables:
            for column in range(1, len(table.columns)):
                cells = [(row[0], amount(row[column])) for row in table.rows]
                shares = [(label, r.value) for label, r in cells if r and r.unit == "percent"]
                if len(shares) != len(drawn) or len(drawn) < 4:
                    continue
                left, printed = list(drawn), []
                for label, value in shares:
                    if value in left:
                        left.remove(value)
                    else:
                        printed.append((label, value))
                if len(printed) == 1 and len(left) == 1:
                    found.append(
                        Check(
                            reading.review.id,
                            "chart_and_table_differ",
                            f"The table gives “{printed[0][0]}” as {shown(printed[0][1])}%; the "
                            f"chart of the same shares has {shown(left[0])}% and no "
                            f"{shown(printed[0][1])}%.",
                            page=chart.page,
                            line=chart.line,
                        )
                    )
    return found
