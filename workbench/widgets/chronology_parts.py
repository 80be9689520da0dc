"""What the chronology view shows: its columns, a row field by field, rows side by side."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from workbench.widgets.parts import panel

MAPPING_COLUMNS = (
    ("agency", "Agency", "minmax(9rem, 1fr)"),
    ("file", "File", "minmax(9rem, 1fr)"),
    ("heading", "Heading", "minmax(9rem, 1fr)"),
    ("field", "Understood as", "9rem"),
    ("why", "Because", "minmax(8rem, 1fr)"),
    ("example", "For example", "minmax(10rem, 2fr)"),
)
EVENT_COLUMNS = (
    ("n", "No.", "4rem"),
    ("date", "Date", "9rem"),
    ("time", "Time", "4.2rem"),
    ("age", "Age", "7rem"),
    ("agency", "Agency", "minmax(8rem, 1fr)"),
    ("what", "What happened", "minmax(16rem, 4fr)"),
    ("child_seen", "Child seen", "6rem"),
    ("note", "Note", "minmax(6rem, 1fr)"),
)
CHECK_COLUMNS = (
    ("title", "Found", "minmax(10rem, 1fr)"),
    ("message", "What it says", "minmax(18rem, 4fr)"),
    ("entries", "Entries", "8rem"),
    ("ruling", "Ruled", "6rem"),
)
EPISODE_COLUMNS = (
    ("name", "Episode", "minmax(12rem, 2fr)"),
    ("span", "When", "minmax(11rem, 1fr)"),
    ("count", "Entries", "5.5rem"),
    ("appraisal", "Appraisal", "8rem"),
    ("reasons", "Because", "minmax(14rem, 3fr)"),
)
SIGNIFICANCE = (
    ("no matter how much", ""),
    ("key", "key"),
    ("supporting", "supporting"),
    ("background", "background"),
)
APPRAISALS = (
    ("not yet appraised", "not_yet"),
    ("good practice", "good"),
    ("as expected", "as_expected"),
    ("mixed", "mixed"),
    ("below what was expected", "below_expected"),
)


def row_panel(lines: Sequence[Any]) -> str:
    """One entry, field by field."""
    return panel(_fields(lines), label="The chosen entry")


def side_by_side(message: str, rows: Sequence[tuple[str, Sequence[Any]]], of: int) -> str:
    """The entries a finding is about, beside each other; of many, the first."""
    columns = "".join(
        f"<div style='flex: 1 1 18rem; min-width: 16rem'>{_fields(lines)}</div>"
        for _, lines in rows
    )
    more = f"<p>The first {len(rows)} of {of} entries.</p>" if of > len(rows) else ""
    body = (
        f"<p><strong>{escape(message)}</strong></p>"
        f"<div style='display: flex; flex-wrap: wrap; gap: 16px'>{columns}</div>{more}"
    )
    return panel(body, label="The entries it is about")


def results(added: Sequence[Any]) -> str:
    """What became of each file."""
    rows = []
    for each in added:
        problems = "".join(f"<li>{escape(p)}</li>" for p in each.problems)
        rows.append(
            f"<li><strong>{escape(each.file)}</strong>: {escape(_became(each))}"
            + (f"<ul>{problems}</ul>" if problems else "")
            + "</li>"
        )
    return panel(f"<ul role='status'>{''.join(rows)}</ul>")


def _became(each: Any) -> str:
    if not each.rows:
        return "not read"
    whose = f"{each.rows} rows of {each.agency}"
    if each.already:
        return f"{whose}, here already; nothing changed"
    if each.changes is None:
        return whose
    changes = ", ".join(f"{n} {kind}" for kind, n in each.changes.items()) or "nothing changed"
    return f"{whose}, in place of what they sent before: {changes}; notes stay"


def _fields(lines: Sequence[Any]) -> str:
    rows = "".join(
        f"<dt style='font-weight: 600'>{escape(line.name)}</dt>"
        f"<dd style='margin: 0 0 4px'>{escape(line.text)}</dd>".replace("\n", "<br>")
        for line in lines
    )
    return f"<dl style='margin: 0'>{rows}</dl>"
