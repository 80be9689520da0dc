"""A chronology as CSV: every field of every event, for other programs."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from workbench.papers.content import Paper
from workbench.safe import for_spreadsheet

_LEFT_OUT = ("earliest", "latest", "sequence", "raw")


def write(paper: Paper, path: Path) -> None:
    """UTF-8 with a byte order mark, so that Excel reads it; no cell can be a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as lines:
        out = csv.writer(lines)
        heads, rows = whole_rows(paper)
        out.writerow(heads)
        out.writerows([for_spreadsheet(cell) for cell in row] for row in rows)


def whole_rows(paper: Paper) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows with every field; in a publication only what the paper shows."""
    if paper.whole is None:
        heads = [c.heading for c in paper.columns] + ["Agency name"]
        return heads, [
            [*(row.get(c.name, "") for c in paper.columns), row["_agency"]] for row in paper.rows
        ]
    names = [name for name in paper.whole.columns if name not in _LEFT_OUT]
    records = paper.whole[names].to_dict("records")
    return names, [[_flat(record[name]) for name in names] for record in records]


def _flat(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(": ".join(v) if isinstance(v, tuple) else str(v) for v in value)
    return value
