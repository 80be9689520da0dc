"""The returns that come as text: one in an old encoding, one with a byte order mark."""

from __future__ import annotations

import csv
from pathlib import Path

from events import Agency


def police(agency: Agency, path: Path) -> None:
    """Exported from a case system: Windows-1252, semicolons, title lines above the headings."""
    rows = [
        ["Northmoor Constabulary – chronology for the Wren review (INVENTED CASE)"],
        ["Agency:", agency.name],
        [],
        ["Date/time of incident", "What happened", "Source of information", "Persons involved",
         "Action taken"],
    ]  # fmt: skip
    for event in agency.events:
        event.row = len(rows) + 1
        rows.append([event.written, event.what, event.source, event.people, event.action])
    with path.open("w", encoding="cp1252", newline="") as lines:
        csv.writer(lines, delimiter=";").writerows(rows)


def school(agency: Agency, path: Path) -> None:
    """Saved from a spreadsheet: UTF-8 with a byte order mark, commas, a time column of its own."""
    rows = [["When did it happen?", "Time", "What happened", "Where is it recorded?",
             "What we did about it", "Who wrote it"]]  # fmt: skip
    for event in agency.events:
        event.row = len(rows) + 1
        rows.append(
            [event.written, event.at or "", event.what, event.source, event.action, event.worker]
        )
    with path.open("w", encoding="utf-8-sig", newline="") as lines:
        csv.writer(lines).writerows(rows)
