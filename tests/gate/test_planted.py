"""Everything planted is caught, in every kind of file; innocent look-alikes pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import carrying
import pytest
from judging import caught
from planted import (
    HARDER,
    HARDER_INNOCENT,
    HARDER_KEY,
    INNOCENT,
    KEY,
    Plant,
    nhs,
    plants,
)

from workbench.briefings.gate import Finding, check_file

MAKERS = (carrying.to_html, carrying.to_markdown, carrying.to_word, carrying.to_pdf)


def _page(folder: Path, sentences: Sequence[str]) -> Path:
    path = folder / "lines.html"
    body = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    path.write_text(
        f'<!doctype html><html lang="en-GB"><title>A draft</title><h1>A draft</h1>{body}</html>',
        encoding="utf-8",
    )
    return path


def _by_place(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    places: dict[str, list[Finding]] = {}
    for finding in findings:
        places.setdefault(finding.where, []).append(finding)
    return places


@pytest.mark.parametrize("seed", [7, 8])
def test_every_spelling_is_blocked_where_it_stands(tmp_path: Path, seed: int) -> None:
    planted = plants(seed)
    assert len(planted) >= 250
    path = _page(tmp_path, [plant.sentence for plant in planted])
    found = _by_place(check_file(path, key=KEY))
    missed = [
        (plant.kind, plant.text)
        for number, plant in enumerate(planted, 1)
        if not caught(plant, found.get(f"paragraph {number}", ()))
    ]
    assert missed == []


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_every_spelling_is_blocked_in_every_kind_of_file(
    tmp_path: Path, make: Callable[[Sequence[Plant], Path], Path]
) -> None:
    planted = plants()
    findings = check_file(make(planted, tmp_path), key=KEY)
    assert [(p.kind, p.text) for p in planted if not caught(p, findings)] == []


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_no_corner_of_a_file_is_passed_over(
    tmp_path: Path, make: Callable[[Sequence[Plant], Path], Path]
) -> None:
    """A number of its own in each corner, so that none is found for another's sake."""
    import random

    rng = random.Random(11)
    numbers = [nhs(rng) for _ in range(60)]
    planted = [Plant("nhs_number", n, f"The record {n} was kept.", False) for n in numbers]
    findings = check_file(make(planted, tmp_path), key=KEY)
    assert [p.text for p in planted if not caught(p, findings)] == []


def test_a_harder_set_is_caught_too(tmp_path: Path) -> None:
    planted = [
        Plant(kind, text, f"Staff noted {text} in the record then.", False)
        for kind, texts in HARDER.items()
        for text in texts
    ]
    found = _by_place(check_file(_page(tmp_path, [p.sentence for p in planted]), key=HARDER_KEY))
    missed = [
        plant.text
        for number, plant in enumerate(planted, 1)
        if not caught(plant, found.get(f"paragraph {number}", ()))
    ]
    assert missed == []


def test_harder_look_alikes_pass(tmp_path: Path) -> None:
    sentences = [f"The report spoke of {text} in its text." for text in HARDER_INNOCENT]
    found = check_file(
        _page(tmp_path, sentences), key={"Grace Will": "Mother", "Hope Marsh": "Aunt"}
    )
    assert [f.text for f in found if f.action == "block"] == []


def test_innocent_look_alikes_pass(tmp_path: Path) -> None:
    assert len(INNOCENT) >= 80
    found = check_file(_page(tmp_path, INNOCENT), key=KEY)
    assert [(f.kind, f.text) for f in found if f.action == "block"] == []


WORDS_KEY = {
    "May Young": "Child A", "Rose Hill": "Child B", "Mark Bell": "Father", "Faith Park": "Aunt",
    "Jack Summers": "Uncle", "Joy White": "Nan", "Ash King": "Child C", "April Stone": "Child D",
    "Will Price": "Child E", "Hope Carter": "Child F", "Amber Field": "Child G",
}  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "May staff ask for help?", "In May the plan changed.", "Young people said so.",
        "The numbers rose.", "Rose from 3% to 5%.", "Mark each box.", "A bell rang.",
        "People of faith came.", "Jack of all trades.", "The summer term began.",
        "It was a joy to see.", "White British children.", "The ash tree fell.",
        "In April 2020 it closed.", "A stone was thrown.", "Everybody will attend.",
        "Will this change?", "The price rose.", "We hope so.", "Amber rating given.",
        "It rose to 5%.", "NUMBERS ROSE TO 5%",
        "They went hill walking.", "YOUNG PEOPLE AND FAMILIES",
    ],
)  # fmt: skip
def test_a_name_that_is_also_a_word_may_be_a_word(tmp_path: Path, sentence: str) -> None:
    found = check_file(_page(tmp_path, [sentence]), key=WORDS_KEY)
    assert [f.text for f in found if f.action == "block"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "May was seen at home.", "Staff told May to go.", "may young was seen.", "YOUNG, May",
        "Mrs Young came.", "Rose's mother came.", "The father, Mark, left.", "Mr Bell came.",
        "Faith told staff.", "Ash was hurt.", "Staff saw Ash.", "A. King was seen.",
        "April's bruises were seen.", "Will's school rang.", "Staff asked Will about it.",
        "Staff told Rose to wait.", "They heard Hope that night.",
        "Hope told her aunt.", "Her sister Hope came.", "Amber was hurt.",
    ],
)  # fmt: skip
def test_a_name_that_is_also_a_word_may_be_a_name(tmp_path: Path, sentence: str) -> None:
    found = check_file(_page(tmp_path, [sentence]), key=WORDS_KEY)
    assert [f.kind for f in found if f.action == "block"] == ["name"]
