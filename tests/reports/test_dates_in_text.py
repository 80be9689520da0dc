"""Dates as reports print them."""

from __future__ import annotations

import pytest

from workbench.reports.shared.dates_in_text import date_after, dates_in, only_date


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("13 March 2025", "2025-03-13", "2025-03-13"),
        ("Thursday 13th of March 2025", "2025-03-13", "2025-03-13"),
        ("14 th September 2015", "2015-09-14", "2015-09-14"),
        ("March 13, 2025", "2025-03-13", "2025-03-13"),
        ("13/03/2025", "2025-03-13", "2025-03-13"),
        ("2025-03-13", "2025-03-13", "2025-03-13"),
        ("3 Sept. 2016", "2016-09-03", "2016-09-03"),
        ("20 to 24 January 2025", "2025-01-20", "2025-01-24"),
        ("20th–24th Jan 2025", "2025-01-20", "2025-01-24"),
        ("4 and 8 July 2016", "2016-07-04", "2016-07-08"),
        ("30 January to 3 February 2025", "2025-01-30", "2025-02-03"),
        ("28 November 2016 - 2 December 2016", "2016-11-28", "2016-12-02"),
        ("July 2019", "2019-07", "2019-07"),
    ],
)
def test_day_range_and_month(printed: str, first: str, last: str):
    (date,) = dates_in(f"It was {printed}, they said.")
    assert (date.first, date.last) == (first, last)
    assert date.is_day == (len(first) == 10)


def test_dates_come_in_the_order_printed_and_say_where():
    text = "Published 2 May 2019 after a visit from 4 to 8 March 2019."
    dates = dates_in(text)
    assert [date.first for date in dates] == ["2019-05-02", "2019-03-04"]
    assert all(text[date.start : date.end] == date.text for date in dates)


@pytest.mark.parametrize(
    "text",
    ["31 February 2020", "24 to 20 January 2025", "in 2016/17", "1.1 May be late", "15.13.2020"],
)
def test_what_cannot_be_a_date_is_passed_over(text: str):
    assert dates_in(text) == ()


def test_a_line_that_is_only_a_date():
    assert only_date(" 13 March 2025. ").first == "2025-03-13"
    assert only_date("13 March 2025, by email") is None


def test_the_date_that_follows_its_label():
    text = "Date of review: 4 July 2016 to 8 July 2016 Date of publication: 15 November 2016"
    assert date_after(text, [r"date of review:"]).last == "2016-07-08"
    assert date_after(text, [r"date of publication:"]).first == "2016-11-15"
    assert date_after(text, [r"inspected on"]) is None
