"""Strength, improvement, both or neither, by rules that can be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import VocabularyError
from workbench.reports.shared import polarity
from workbench.reports.shared.polarity import polarity_of, weigh


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nurses know their families well and act promptly.", "strength"),
        ("Letters are not always sent, and nobody checks.", "improvement"),
        ("Visits are timely. Records of them are inconsistent.", "mixed"),
        ("Visits are timely. However, records of them are poor.", "mixed"),
        ("It is too early to judge the new clinic.", "neutral"),
        ("The clinic is open on Saturdays.", "neutral"),
        ("Although records are incomplete, visits are timely and sensitive.", "strength"),
        ("Visits are timely, although records are incomplete.", "strength"),
        ("Whilst visits are timely, records are incomplete.", "improvement"),
        ("Workers do not give up on children who do not attend; they are persistent.", "strength"),
        ("Children who go missing are seen promptly.", "strength"),
        ("Mothers with poor mental health have good help.", "strength"),
        ("There is no process for this.", "improvement"),
        ("", "neutral"),
    ],
)
def test_by_what_is_said(text: str, expected: str):
    assert polarity_of(text) == expected


def test_a_shortfall_worth_a_recommendation_is_the_point_of_its_passage():
    text = "Visits are timely. Records of them are inconsistent."
    assert polarity_of(text, ("1.1",)) == "improvement"


def test_what_inspectors_only_describe_they_found_good():
    assert polarity_of("The clinic is open on Saturdays.", judged=True) == "strength"
    assert polarity_of("It is too early to judge the new clinic.", judged=True) == "neutral"


def test_much_praise_and_one_small_shortfall_is_a_strength():
    praise = "Visits are timely. Staff are kind and well trained. Leaders are respected. "
    more = "Families benefit from clear plans. Records are limited."
    assert polarity_of(praise + more) == "strength"


def test_the_words_that_led_to_it_can_be_shown():
    first, second = weigh("Visits are timely. However, records are incomplete.")
    assert (first.strengths, first.shortfalls) == (("timely",), ())
    assert second.shortfalls == ("incomplete",)
    assert second.leans == "improvement"


@pytest.fixture
def another_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(polarity, "shipped", lambda *parts: tmp_path / "polarity.yaml")
    for remembered in (polarity._cues, polarity._pattern):
        remembered.cache_clear()
    yield tmp_path / "polarity.yaml"
    for remembered in (polarity._cues, polarity._pattern):
        remembered.cache_clear()


def test_a_list_of_cues_that_does_not_hold_together_is_refused(another_list: Path):
    another_list.write_text("strength: [good]\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"polarity\.yaml.*'ignored' is missing"):
        polarity_of("Good.")


def test_a_cue_that_cannot_be_read_is_named(another_list: Path):
    kinds = ("ignored", "shortfall", "strength", "undecided", "concession", "turn")
    lines = [f"{kind}: ['word']" for kind in kinds]
    another_list.write_text("\n".join([*lines[1:], "ignored: ['(open']"]), encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"'\(open' cannot be read"):
        polarity_of("Good.")
