"""The return that comes as a Word table, with rows that only head a part of it."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Pt
from events import Agency, Event
from steady import MADE, same_bytes_each_time

_HEADINGS = (
    "When", "Time", "What happened", "Where is this recorded?", "Was the child seen?",
    "Child's voice", "What we did", "If no action, why?", "Practice as expected?",
    "Good practice", "Comment", "Date recorded", "Recorded by",
)  # fmt: skip


def community_health(agency: Agency, path: Path) -> None:
    """One landscape table; a year stands in a row of its own, merged across."""
    word = Document()
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    word.styles["Normal"].font.size = Pt(8)
    word.add_heading("Chronology of health visiting and school nursing", 1)
    word.add_paragraph(f"Agency: {agency.name}")
    word.add_paragraph("For the review of Wren. INVENTED CASE: no real child or family.")
    table = word.add_table(rows=1, cols=len(_HEADINGS))
    table.style = "Table Grid"
    for cell, heading in zip(table.rows[0].cells, _HEADINGS, strict=True):
        cell.text = heading
    for event in agency.events:
        row = table.add_row()
        event.row = len(table.rows)
        if event.section:
            row.cells[0].merge(row.cells[-1]).text = event.what
            continue
        for cell, text in zip(row.cells, _texts(event), strict=True):
            cell.text = text
    core = word.core_properties
    core.title, core.author = "Chronology", "Northmoor (invented)"
    core.created = core.modified = MADE
    word.save(path)
    same_bytes_each_time(path)


def _texts(event: Event) -> list[str]:
    return [
        event.written, event.at or "", event.what, event.source, event.seen, event.voice,
        event.action, event.no_action, event.expected, event.good, event.comment,
        event.recorded, event.worker,
    ]  # fmt: skip
