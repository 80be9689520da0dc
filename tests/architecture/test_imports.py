"""Data goes one way: a fresh Python imports each room, and the rooms above must not come along."""

from __future__ import annotations

import subprocess
import sys

import pytest

# room -> what it must not bring with it. The picture is drawn in docs/decisions.md.
FORBIDDEN = {
    "workbench.records": ("workbench.errors", "pandas", "sqlalchemy"),
    "workbench.errors": ("workbench.records", "pandas", "sqlalchemy"),
    "workbench.documents": ("workbench.reports", "workbench.library", "sqlalchemy", "pandas"),
    "workbench.reports.base": ("workbench.library", "sqlalchemy", "workbench.themes"),
    "workbench.library": ("workbench.reports", "workbench.tasks", "workbench.chronology"),
    "workbench.chronology": ("workbench.themes", "workbench.actions", "workbench.library"),
    "workbench.themes": ("workbench.chronology", "workbench.actions", "workbench.library"),
    "workbench.actions": ("workbench.chronology", "workbench.themes", "workbench.library"),
    "workbench.briefings": ("workbench.library", "workbench.reports", "workbench.documents"),
    "workbench.briefings.content": ("workbench.library", "workbench.reports"),
    "workbench.papers.content": ("workbench.library", "workbench.tasks", "bokeh", "docx"),
    "workbench.widgets.library": ("sqlalchemy", "workbench.library", "workbench.tasks"),
    "workbench.widgets.table": ("sqlalchemy", "workbench.library", "workbench.tasks"),
    "workbench.tasks": ("ipywidgets", "pandas", "papermill", "sklearn", "bokeh"),
    "workbench.cli": ("pandas", "sqlalchemy", "papermill", "bokeh", "ipywidgets", "sklearn"),
}


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_brings_nothing_from_above(room: str) -> None:
    program = f"import sys, {room}; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert room in loaded
    assert loaded.isdisjoint(FORBIDDEN[room])
