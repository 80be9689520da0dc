"""References to recommendations, in every form that reports print."""

from __future__ import annotations

import pytest

from workbench.reports.shared.citations import (
    citations_in,
    cited_numbers,
    end_without_citation,
    is_open_citation,
)


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("(Recommendation 4.1)", ("4.1",)),
        ("(Recommendation 1.1, 4.2 and 5.3)", ("1.1", "4.2", "5.3")),
        ("(Recommendations 1.1 & 2.4)", ("1.1", "2.4")),
        ("(Recommendation\n6.3)", ("6.3",)),
        ("(Recommendation 1.2 and\n3.1)", ("1.2", "3.1")),
        ("**(Recommendation 2.1)**", ("2.1",)),
        ("(**Recommendation 2.1**)", ("2.1",)),
        ("[Recommendation 5.10]", ("5.10",)),
        ("(Rec 4.1)", ("4.1",)),
        ("(Rec. 4.1.)", ("4.1",)),
        ("(Recs 4.1; 4.3)", ("4.1", "4.3")),
        ("(recommendation. 4.1)", ("4.1",)),
        ("(Recommendation: 4.1)", ("4.1",)),
        ("(see Recommendation 4.1 below)", ("4.1",)),
        ("(Recommendations 1.1 and Recommendation 2.1)", ("1.1", "2.1")),
        ("(Rec 2; Rec 3)", ("2", "3")),
        ("(Recommendations 1.1 to 1.4)", ("1.1", "1.2", "1.3", "1.4")),
        ("(Recommendations 1.1-1.3)", ("1.1", "1.2", "1.3")),
        ("(Recommendation 5.1.2)", ("5.1.2",)),
        ("(Recommendation 4.1, 4.2,)", ("4.1", "4.2")),
        ("(Reccomendation 4.1)", ()),  # not guessed at: a check says that 4.1 is never cited
    ],
)
def test_a_reference_gives_its_numbers_and_leaves_the_text(printed: str, numbers: tuple[str, ...]):
    text = f"Alerts are not checked. {printed}"
    assert cited_numbers(text) == numbers
    if numbers:
        assert text[: end_without_citation(text)] == "Alerts are not checked."


def test_a_stray_full_stop_after_the_bracket_goes_with_it():
    text = "Alerts are not checked. (Recommendation 4.1)."
    assert text[: end_without_citation(text)] == "Alerts are not checked."


def test_two_references_at_the_end_both_go():
    text = "Alerts are not checked. (Recommendation 4.1) (Recommendation 5.2)"
    assert text[: end_without_citation(text)] == "Alerts are not checked."
    assert cited_numbers(text) == ("4.1", "5.2")


def test_a_reference_within_a_sentence_stays_in_the_text():
    text = "Alerts (see recommendation 4.1) are not checked."
    assert cited_numbers(text) == ("4.1",)
    assert end_without_citation(text) == len(text)


def test_a_reference_without_brackets_closes_a_finding_after_its_sentence():
    text = "Alerts are not checked. Recommendation 4.1"
    assert text[: end_without_citation(text)] == "Alerts are not checked."
    running = "Nobody has acted on recommendation 4.1"
    assert end_without_citation(running) == len(running)


@pytest.mark.parametrize(
    "text",
    [
        "This has been brought to the attention of Northmoor Public Health.",
        "This was recommendation 3 of the independent review.",
        "The review made 41 recommendations.",
        "We recommend 12 visits.",
        "Recommendations 100% met.",
    ],
)
def test_what_only_sounds_like_a_reference_is_none(text: str):
    assert citations_in(text) == ()
    assert end_without_citation(text) == len(text)


def test_a_text_that_breaks_off_inside_a_reference_is_known():
    assert is_open_citation("Alerts are not checked. (Recommendation")
    assert is_open_citation("Alerts are not checked. (Recommendation 4.1 and")
    assert not is_open_citation("Alerts are not checked. (Recommendation 4.1)")
