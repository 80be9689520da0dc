"""What the chronology view shows: its columns, a row field by field, rows side by side."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from workbench.widgets.parts import panel

MAPPING_COLUMNS = (
    ("agency", "Agency", "minmax(9rem, 1fr)"),
    ("heading", "Heading", "minmax(9rem, 1fr)"),
    ("field", "Understood as", "minmax(8rem, 1fr)"),
    ("why", "Because", "minmax(8rem, 1fr)"),
    ("file", "File", "minmax(9rem, 1fr)"),
    ("example", "For example", "minmax(10rem, 2fr)"),
)
EVENT_COLUMNS = (
    ("n", "No.", "4rem"),
    ("date", "Date", "9rem"),
    ("time", "Time", "4.2rem"),
    ("age", "Age", "7rem"),
    ("agency", "Agency", "minmax(10rem, 1.2fr)"),
    ("what", "What happened", "minmax(16rem, 4fr)"),
    ("seen", "Child seen", "7.5rem"),
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
    ("judged", "Appraisal", "9rem"),
    ("reasons", "Because", "minmax(14rem, 3fr)"),
)
SIGNIFICANCE = (
    ("any", ""),
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


_CELL = "text-align: left; vertical-align: top; padding: 2px 16px 2px 0; max-width: 44ch"
_COMPARED = ("Date", "Time", "Child seen")
_ORDER = (
    "Agency", "Date", "As it was written", "Date read", "Time", "Age", "What happened",
    "Action taken", "No action because", "Child seen", "The child's voice", "Analysis",
    "Expected practice", "Significance", "Source", "Recorded by", "Recorded on", "File", "Look at",
)  # fmt: skip


def row_panel(lines: Sequence[Any]) -> str:
    """One entry, field by field."""
    return panel(_table([lines]), label="The chosen entry")


def side_by_side(message: str, rows: Sequence[tuple[str, Sequence[Any]]], of: int) -> str:
    """The entries a finding is about, a column each; of many, the first.

    A field in which they differ has a sign in front of its name.
    """
    more = f"<p>The first {len(rows)} of {of} entries.</p>" if of > len(rows) else ""
    body = f"<p><strong>{escape(message)}</strong></p>{_table([lines for _, lines in rows])}{more}"
    return (
        "<div class='wb-panel' role='region' aria-label='The entries it is about' "
        f"style='max-width: none; overflow-x: auto'>{body}</div>"
    )


def results(added: Sequence[Any], *, stopped: bool = False) -> str:
    """What became of each file."""
    rows = ["<li>Stopped, as you asked. What was read before stays.</li>"] if stopped else []
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


def _table(entries: Sequence[Sequence[Any]]) -> str:
    """Fields down, entries across; in the order in which the first has them."""
    texts = [{line.name: line.text for line in lines} for lines in entries]
    names = list(dict.fromkeys(line.name for lines in entries for line in lines))
    order = [name for name in _ORDER if name in names]
    order += [name for name in names if name not in order]
    rows = []
    for name in order:
        cells = [own.get(name, "") for own in texts]
        given = {text for text in cells if text}
        sign = "≠ " if name in _COMPARED and len(given) > 1 else ""
        body = "".join(f"<td style='{_CELL}'>{_text(text)}</td>" for text in cells)
        head = f"<th scope='row' style='{_CELL}; min-width: 9rem'>{sign}{escape(name)}</th>"
        rows.append(f"<tr style='background: none'>{head}{body}</tr>")
    return f"<table style='border-collapse: collapse; font-size: inherit'>{''.join(rows)}</table>"


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
