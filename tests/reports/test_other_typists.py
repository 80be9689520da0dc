"""Whole reports in other typists' hands: printed lines and Markdown marks must read alike.

The reports are invented, in places and partnerships of their own; what is expected was written
with them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from workbench.documents import read_document
from workbench.records import Passage, Reading
from workbench.reports.base import read_report
from workbench.vocabulary import Organisations

LAYOUTS = Path(__file__).parent / "layouts"
NORTH, COAST, SOUTH = (
    f"{place} Clinical Commissioning Group"
    for place in ("North Wexcombe", "Dunmere and Coast", "South Wexcombe")
)


@cache
def reading(name: str) -> Reading:
    path = next(LAYOUTS.glob(f"{name}.*"))
    return read_report(read_document(path), "review", Organisations.load())


def of(name: str, kind: str) -> list[Passage]:
    return [passage for passage in reading(name).passages if passage.kind == kind]


COUNTY = ["health-review-county-wraps", "health-review-county-marked"]
YEARLY = ["yearly-2021-22-wraps", "yearly-2021-22-marked"]
LETTER = ["inspection-2018-wraps", "inspection-2018-marked"]


@pytest.mark.parametrize("name", COUNTY)
def test_a_county_with_three_commissioners(name: str) -> None:
    review = reading(name).review
    assert (review.kind, review.area, review.people_counted) == (
        "cqc_review",
        "Wexcombe County",
        107,
    )
    assert (review.started, review.ended, review.published) == (
        "2018-05-14",
        "2018-05-18",
        "2018-08-09",
    )
    assert {p.number: p.cites for p in of(name, "finding") if p.cites} == {
        "1.2": ("1.1", "3.2"),
        "1.4": ("5.1",),
        "1.5": ("5.2", "5.3", "6.1"),
        "2.2": ("3.1",),
        "2.3": ("4.1", "4.2"),
        "3.1": ("2.1", "2.2", "2.3"),
        "3.3": ("1.2", "1.3"),
        "3.4": ("3.1", "4.1", "5.4"),
        "4.1": ("1.4", "5.5"),
        "4.3": ("4.3",),
        "5.1.2": ("2.4",),
        "5.2.1": ("4.4",),
        "5.3.1": ("3.3",),
    }
    owners = {p.number: p.owners for p in of(name, "recommendation")}
    assert len(owners) == 21
    assert owners["2.1"] == (NORTH, COAST, SOUTH)
    assert owners["5.5"] == (
        "Three Rivers Community NHS Trust",
        "Wexcombe County Council Public Health",
    )
    assert [p.text.split(".")[-2].split()[-5:] for p in of(name, "vignette")] == [
        "stayed the same until the birth".split()[-5:],
        "a doctor was part of it".split()[-5:],
    ]
    assert [p.about for p in of(name, "quote")] == ["foster carer", "young mother", "care leavers"]
    assert reading(name).checks == ()


@pytest.mark.parametrize("name", YEARLY)
def test_a_yearly_report_without_form_feeds(name: str) -> None:
    report = reading(name)
    assert (report.review.started, report.review.ended) == ("2021-04-01", "2022-03-31")
    assert report.review.published is None  # what was published on 14 February is a review
    openings = [p.text.split()[0] for p in of(name, "challenge")]
    assert openings == ["Why", "The", "Schools"]
    assert len(of(name, "impact")) == 2
    assert {p.about for p in of(name, "learning")} == {"Child Sorrel"}
    assert {p.about for p in of(name, "finding")} == {"Audit of strategy discussions"}
    assert ("Course", "Courses held", "People attended") in [t.columns for t in report.tables]
    statuses = {(r.kind, r.status, r.joint_with) for r in report.reviews}
    assert ("child_safeguarding_practice_review", "commissioned", "Wexcombe") in statuses
    assert ("child_safeguarding_practice_review", "published", None) in statuses
    found = [(check.check, check.message) for check in report.checks]
    assert [check for check, _ in found] == [
        "total_does_not_add_up",
        "total_does_not_add_up",
        "stated_count_differs",
    ]
    assert "539" in found[0][1] and "529" in found[0][1]
    assert "231,500" in found[1][1] and "229,500" in found[1][1]


@pytest.mark.parametrize("name", LETTER)
def test_an_older_letter(name: str) -> None:
    review = reading(name).review
    assert (review.kind, review.area) == ("joint_inspection", "Wexcombe County")
    assert (review.started, review.ended, review.published, review.response_due) == (
        "2017-11-20",
        "2017-11-24",
        "2018-01-08",
        "2018-04-19",
    )
    assert len(review.addressees) == 6
    assert [p.number for p in of(name, "strength")] == ["1", "2", "3"]
    assert [p.number for p in of(name, "improvement")] == ["1", "2", "3", "4"]
    assert of(name, "improvement")[1].text.endswith("with the multi-agency front door.")
    assert [(p.polarity, p.text[:4]) for p in of(name, "vignette")] == [
        ("strength", "Kit "),
        ("improvement", "Mia "),
    ]
    [headline] = of(name, "paragraph")
    assert (headline.number, headline.text[:26]) == ("H1", "The partnership has begun ")
