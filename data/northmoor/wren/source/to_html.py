"""The return that comes as a page printed from a surgery's system."""

from __future__ import annotations

from html import escape
from pathlib import Path

from events import Agency

_HEADINGS = ("Date of entry", "Time", "Patient", "Entry", "System", "Follow-up")


def surgery(agency: Agency, path: Path) -> None:
    """A page with a heading, a line of print, and one table."""
    head = "".join(f"<th>{escape(h)}</th>" for h in _HEADINGS)
    lines = []
    for number, event in enumerate(agency.events, 2):
        event.row = number
        cells = (event.written, event.at or "", event.people, event.what, event.source,
                 event.action)  # fmt: skip
        lines.append("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in cells) + "</tr>")
    path.write_text(
        "<!DOCTYPE html>\n<html lang='en-GB'><head><meta charset='utf-8'>"
        f"<title>{escape(agency.name)}</title></head><body>\n"
        f"<h1>{escape(agency.name)}: entries for the review of Wren</h1>\n"
        "<p>INVENTED CASE. Printed 12 September 2023.</p>\n"
        f"<table border='1'>\n<tr>{head}</tr>\n" + "\n".join(lines) + "\n</table></body></html>\n",
        encoding="utf-8",
    )
