"""Hours told in words."""

from __future__ import annotations

import pytest

from workbench.chronology.clockwords import in_figures


@pytest.mark.parametrize(
    ("told", "figures"),
    [
        ("at quarter to seven this evening", "at 18:45"),
        ("found at quarter past four in the afternoon", "found at 16:15"),
        ("not home until ten to ten at night", "not home until 21:50"),
        ("at half past 8 this morning", "at 08:30"),
        ("at six o'clock in the morning", "at 06:00"),
        ("at twelve o'clock tonight", "at 12:00"),
        ("ten past one in the morning", "01:10"),
    ],
)
def test_an_hour_with_its_part_of_the_day_is_read(told: str, figures: str) -> None:
    assert in_figures(told) == figures


@pytest.mark.parametrize(
    "text",
    ["quarter past four", "half three", "at 3 this morning", "two this and that"],
)
def test_without_it_the_words_stay(text: str) -> None:
    assert in_figures(text) == text
