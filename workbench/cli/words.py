"""Rows as words for a person, JSON for a program, CSV for a spreadsheet; and a bar."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

T = TypeVar("T")

FORMATS = ("table", "json", "csv")


def write(rows: Sequence[dict[str, Any]], form: str, *, columns: Sequence[str], empty: str) -> None:
    """Rows as JSON (every field), CSV (every field, formula-safe) or a table that fits."""
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "csv":
        click.echo(_csv(rows, columns), nl=False)
    elif not rows:
        click.echo(empty)
    else:
        click.echo(table(rows, columns))


def _csv(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    from workbench.safe import for_spreadsheet

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = list(rows[0]) if rows else list(columns)
    writer.writerow(names)
    for row in rows:
        writer.writerow([for_spreadsheet(_cell(row.get(name))) for name in names])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(str(_cell(item)) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    from tabulate import tabulate

    width = shutil.get_terminal_size((120, 24)).columns
    cells = [[str(_cell(row.get(name))) for name in columns] for row in rows]
    return tabulate(
        cells,
        headers=[name.replace("_", " ") for name in columns],
        tablefmt="simple",
        maxcolwidths=_widths(cells, columns, width),
        disable_numparse=True,
    )


def _widths(cells: Sequence[Sequence[str]], columns: Sequence[str], width: int) -> list[int]:
    """Short columns get what they need; the long ones share the rest of the line."""
    needed = [max(len(name), *(len(row[i]) for row in cells), 0) for i, name in enumerate(columns)]
    room = width - 2 * (len(columns) - 1)
    fair = max(8, room // len(columns))
    long = [n > fair for n in needed]
    left = room - sum(n for n, is_long in zip(needed, long, strict=True) if not is_long)
    share = max(12, left // max(1, sum(long)))
    return [share if is_long else max(1, n) for n, is_long in zip(needed, long, strict=True)]


def bar(words: str) -> Callable[[Iterable[T], int], Iterable[T]] | None:
    """A progress bar with time left on a terminal; silence where the output is piped."""
    if not sys.stderr.isatty():
        return None

    def wrapped(items: Iterable[T], total: int) -> Iterable[T]:
        from tqdm import tqdm

        return tqdm(items, total=total, desc=words, unit="file", leave=False)

    return wrapped
