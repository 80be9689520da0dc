"""What the workbench itself has published passes the gate as it stands alone, whatever the kind."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.briefings.content import Briefing
from workbench.briefings.gate.model import blocks
from workbench.briefings.length import too_long
from workbench.library import Library
from workbench.tasks import publishing
from workbench.tasks.gate import gate

KINDS = ("seven_minute", "practitioner", "agency", "theme", "board_paper", "yearly_chapter")


@pytest.mark.parametrize("kind", KINDS)
def test_a_published_paper_is_not_blocked_afterwards(
    kind: str, briefings: dict[str, Briefing], northmoor_folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(northmoor_folder, tmp_path / "library")
    made = next(
        b
        for b in sorted(briefings.values(), key=lambda b: -b.words)
        if b.template == kind and not too_long(b)
    )
    with Library.open(tmp_path / "library") as library:
        approved = replace(made, approved_by="A. Chair")
        written = publishing.publish_briefing(
            library, approved, tmp_path / "out" / "paper", ("html", "docx", "pdf")
        )
    assert len(written) == 3
    for path in written:
        assert not blocks(gate(tmp_path / "library", path)), path.name


def test_the_gate_goes_by_what_the_settings_say_of_days(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("# Note\n\nHe was hurt on 3 March 2021.\n", encoding="utf-8")
    (tmp_path / "library").mkdir()

    def found() -> list[str]:
        return [f.kind for f in gate(tmp_path / "library", draft) if f.action == "block"]

    assert found() == ["exact_date"]
    (tmp_path / "library" / "settings.yaml").write_text("dates: day\n", encoding="utf-8")
    assert found() == []
    assert [f.kind for f in gate(tmp_path / "library", draft, policy="month")] == ["exact_date"]
