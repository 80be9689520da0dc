"""A library of the invented reports, read once, and every briefing that can be made from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench import tasks
from workbench.briefings.content import Briefing
from workbench.library import Library
from workbench.tasks import briefing as making

AS_OF = "2026-11-22"


@pytest.fixture(scope="session")
def northmoor_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the invented reports; a test that changes it takes a copy."""
    from workbench.demo import northmoor

    folder = tmp_path_factory.mktemp("briefings") / "library"
    northmoor(folder)
    return folder


@pytest.fixture(scope="session")
def northmoor(northmoor_folder: Path) -> Iterator[Library]:
    with Library.open(northmoor_folder) as library:
        yield library


@pytest.fixture(scope="session")
def briefings(northmoor: Library) -> dict[str, Briefing]:
    """All six kinds about everything there is, by kind and subject."""
    about = {
        "seven_minute": "review",
        "practitioner": "review",
        "board_paper": "review",
        "agency": "agency",
        "yearly_chapter": "year",
    }
    made = {
        f"{kind}/{of}": tasks.make_briefing(northmoor, kind, of, as_of=AS_OF)
        for kind, subject in about.items()
        for of in making.subjects(northmoor, subject)
    }
    for theme in ("supervision", "voice", "information", "equality"):
        made[f"theme/{theme}"] = tasks.make_briefing(northmoor, "theme", theme, as_of=AS_OF)
    return made
