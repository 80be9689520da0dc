"""Short forms are explained where a briefing ends: as its report does, else as the sector does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.briefings.content import Briefing
from workbench.briefings.formats import listing, render
from workbench.briefings.short_forms import _sector, short_forms

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("report", "meaning"),
    [
        ("He was seen at the Royal Marl Hospital (RMH) twice.", "Royal Marl Hospital"),
        ("A referral to the risk management hub (RMH) was made.", "risk management hub"),
        ("The review of maternal health (RMH) was late.", "review of maternal health"),
        ("The risk-minded hub (RMH) met.", "risk-minded hub"),
    ],
)
def test_a_report_explains_its_own(report: str, meaning: str) -> None:
    assert short_forms("RMH was told late.", [report]) == (("RMH", meaning),)


def test_the_sector_s_list_is_used_where_the_report_says_nothing() -> None:
    assert short_forms("The MASH and two GPs knew.", ["Nothing here."]) == (
        ("MASH", "multi-agency safeguarding hub"),
    )
    own = ["The Marlshire assessment and support home (MASH) opened."]
    assert short_forms("MASH knew.", own)[0][1] == "Marlshire assessment and support home"


def test_no_meaning_is_guessed_and_none_told_twice() -> None:
    assert short_forms("QXZ was told.", ["The other team (QXZ) rang."]) == ()
    assert short_forms("The emergency department (ED) rang. ED staff knew.", []) == ()
    assert short_forms("NHS staff and the GP’s nurse.", []) == ()
    assert short_forms("Both EHCPs and the IHA’s date.", [])[0][0] == "EHCP"


def test_every_short_form_of_the_glossary_is_known() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Z, ]{3,}) \|", glossary, re.MULTILINE)
    shorts = {short.strip() for row in rows for short in row.split(",")}
    assert shorts and shorts <= set(_sector()["means"])


def test_every_format_explains_them(briefings: dict[str, Briefing]) -> None:
    made = next(b for n, b in briefings.items() if n.startswith("practitioner/review-of-health"))
    assert "CAMHS" in dict(made.short_forms)
    told = next(note for note in listing.footnotes(made) if note.startswith("Short forms"))
    assert "MASH (multi-agency safeguarding hub)" in told
    assert "Short forms: " in render(made, "html").decode()
    assert "Short forms: " in render(made, "md").decode()
