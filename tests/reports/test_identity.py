"""Which id a review gets."""

from __future__ import annotations

from workbench.records import Review
from workbench.reports.identity import review_id, slug

LONG = "Review of health services for children looked after and safeguarding in Hartwell"


def review(title: str, **more: str) -> Review:
    return Review("x", title, "cqc_review", **more)


def test_a_slug_is_whole_words_and_does_not_end_in_a_small_one() -> None:
    assert slug("Child Ash’s review: Ærø & Co.") == "child-ashs-review-r-co"
    assert slug(LONG) == "review-of-health-services-for-children-looked-after"
    assert slug("") == "review"


def test_the_place_and_the_year_are_added_where_the_id_would_not_say_them() -> None:
    found = review_id(review(LONG, area="Hartwell", published="2018-05-01"), ())
    assert found == "review-of-health-services-for-children-looked-after-hartwell-2018"
    assert (
        review_id(review("Hartwell 2018-19", area="Hartwell", ended="2019"), ())
        == "hartwell-2018-19"
    )


def test_a_second_report_of_the_same_name_is_told_apart() -> None:
    assert review_id(review("Oak"), {"oak", "oak-2"}) == "oak-3"
