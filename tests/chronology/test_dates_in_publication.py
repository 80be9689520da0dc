"""Dates in the prose of a chronology do not get out with its publication."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.chronology.pseudonyms import _without_dates


@pytest.mark.parametrize(
    ("text", "row", "said"),
    [
        ("Seen on 5 March, well.", "2021-03-06", "Seen on [day 10], well."),
        ("Letter of December 30th.", "2021-01-02", "Letter of [day -55]."),
        ("Rang on 7/3 about it.", "2021-03-08", "Rang on [day 12] about it."),
        ("Rang on 7 March.", None, "Rang on [a date]."),
        (
            "6/52 check, open 24/7, May be well.",
            "2021-03-08",
            "6/52 check, open 24/7, May be well.",
        ),
        ("On 5 March 2021 and 6 March.", "2021-03-08", "On [day 10] and [day 11]."),
    ],
)
def test_dates_without_a_year_do_not_get_out(text: str, row: str | None, said: str) -> None:
    assert _without_dates(text, date(2021, 2, 23), row) == said
