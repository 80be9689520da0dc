"""Rows that say themselves that they were written late. Everybody in them is invented."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.chronology.late_words import Late, written_late

HAPPENED = date(2023, 12, 14)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rang the duty desk, no answer. Written up on 15/01/24 from my notebook.", "2024-01-15"),
        ("No reply. (Case note added to the system on 27 January by J Orr.)", "2024-01-27"),
        ("Home visit. Note added 02.10.24 at audit, nothing was done at the time.", "2024-10-02"),
        ("Call from grandad. Entered 9 Jan 2024, laptop fault.", "2024-01-09"),
        ("Very thirsty again. Written up 4 weeks after, from a post-it.", "2024-01-11"),
        ("Visit with student. Wrote this up a month later.", "2024-01-13"),
        ("Telephone call to school - typed up 3rd January", "2024-01-03"),
        ("Entry made on 20/12/2023: seen at clinic.", "2023-12-20"),
        ("Record was only entered on 6 February 2024.", "2024-02-06"),
        ("Late entry. Seen at home with sister.", None),
        ("Seen at home (retrospective note).", None),
        ("Recorded retrospectively, worker off sick.", None),
    ],
)  # fmt: skip
def test_what_a_row_says_of_its_writing(text: str, day: str | None) -> None:
    said = written_late(text, HAPPENED)
    assert said is not None
    assert said.day == (None if day is None else date.fromisoformat(day))
    assert said.words and said.words in " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "Police entered the flat on 20 January by force.",
        "Olanzapine added on 3 January, to be reviewed 4 weeks later.",
        "Late entry to class again, no breakfast.",
        "Crime number recorded, officer to call on 3 January.",
        "Assessment is to be completed by 20/01/24.",
        "Height and weight recorded. Next review in 4 weeks.",
        "He wrote to the school on 5 January.",
        "Child left the surgery late. Entry phone broken on 3 January.",
    ],
)
def test_what_says_nothing_of_it(text: str) -> None:
    assert written_late(text, HAPPENED) is None


def test_a_day_before_the_event_is_another_day() -> None:
    assert written_late("Written up 01/12/2023.", HAPPENED) is None


def test_a_day_goes_before_words_that_only_say_late() -> None:
    said = written_late("Late entry, worker off sick. Added 15/01/2024.", HAPPENED)
    assert said == Late("Added 15/01/2024", date(2024, 1, 15))
