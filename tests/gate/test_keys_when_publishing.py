"""A briefing that names somebody from a case's key is not published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.errors import RefusedError
from workbench.library import Library
from workbench.tasks import make_briefing
from workbench.tasks.publishing import case_keys, check, publish_briefing


@pytest.fixture
def named(library: Library) -> Library:
    ref = "hartwell-2024/finding/1.1"
    library.correct("passage", ref, "text", "Nobody asked Kayleigh Brampton anything.", why="test")
    return library


def names(library: Library) -> list[str]:
    briefing = make_briefing(library, "seven_minute", "hartwell-2024", as_of="2024-06-01")
    return [f.text for f in check(library, briefing) if f.kind == "name" and f.action == "block"]


def test_the_keys_of_all_cases_are_looked_for(named: Library, tmp_path: Path) -> None:
    assert case_keys(named) is None
    assert names(named) == []
    keys = named.folder / "keys"
    keys.mkdir()
    (keys / "wren.json").write_text(json.dumps({"Kayleigh Brampton": "Mother"}), encoding="utf-8")
    assert any("Kayleigh" in name for name in names(named))
    briefing = make_briefing(named, "seven_minute", "hartwell-2024", as_of="2024-06-01")
    with pytest.raises(RefusedError):
        publish_briefing(named, briefing, tmp_path / "out" / "page.html", ("html",))
    assert not (tmp_path / "out" / "page.html").exists()
