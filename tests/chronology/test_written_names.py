"""Which words the rows write only as names."""

from __future__ import annotations

from workbench.chronology.written_names import names_in_capitals, written_names


def test_a_name_has_its_capital_in_mid_sentence_too() -> None:
    rows = ["Visit to Merle. Seen with Merle’s aunt.", "Merle asleep.", "Merle rang on Monday."]
    assert written_names(rows) == {"merle"}


def test_a_word_that_is_also_written_small_or_once_or_as_a_day_is_none() -> None:
    rows = [
        "The Rose fell on Friday.",
        "A rose, and a Rose.",
        "Saw Orme.",
        "Due Friday, or Friday.",
    ]
    assert written_names(rows) == frozenset()


def test_surnames_in_capitals_are_names_and_short_forms_are_not() -> None:
    texts = [
        "HARROW seen, CAMHS told",
        "Spoke to HARROW. CAMHS rang",
        "MARLOW left",
        "MONDAY MONDAY",
    ]
    assert names_in_capitals([*texts, "MONDAY"], {"CAMHS"}) == {"harrow"}
