"""What a careful reader notices about numbers and references."""

from __future__ import annotations

from typing import Any

from workbench.records import Check, Passage, Reading, Review
from workbench.reports.checks.numbering import NUMBERING_CHECKS

KESTREL, COUNCIL = ("Kestrel",), ("Northmoor Council",)


def passage(kind: Any, number: str | None, text: str = "Words.", **more: Any) -> Passage:
    ref = more.pop("ref", f"review/{kind}/{number}")
    return Passage("review", ref, kind, text, number=number, page=3, **more)


def noticed(*passages: Passage) -> list[Check]:
    review = Review("review", "A review", "cqc_review")
    reading = Reading(review, passages=passages)
    return [found for check in NUMBERING_CHECKS for found in check(reading)]


def names(*passages: Passage) -> list[str]:
    return [check.check for check in noticed(*passages)]


def test_a_report_in_order_has_nothing_wrong():
    assert not names(
        passage("finding", "1.1", cites=("1.1",), polarity="improvement"),
        passage("finding", "1.2", polarity="strength"),
        passage("recommendation", "1.1", owners=KESTREL),
    )
    assert len(NUMBERING_CHECKS) == 6


def test_a_reference_that_leads_nowhere():
    (check,) = noticed(
        passage("finding", "1.1", cites=("1.1", "5.9"), polarity="improvement"),
        passage("recommendation", "1.1", "Do this."),
        passage("recommendation", "1.2", "Do that.", cites=("1.2",)),
    )
    assert check.check == "reference_leads_nowhere"
    assert check.refs == ("review/finding/1.1",)
    assert "5.9" in check.message and "1.1 to 1.2" in check.message
    assert check.page == 3


def test_a_reference_to_a_whole_group_leads_to_its_items():
    assert not names(
        passage("finding", "1", cites=("3",)),
        passage("recommendation", "3.1", "Do this."),
        passage("recommendation", "3.2", "Do that."),
    )


def test_a_recommendation_that_is_never_cited():
    (check,) = noticed(
        passage("finding", "1.1", cites=("1.1",)),
        passage("recommendation", "1.1", "Do this."),
        passage("recommendation", "1.2", "Do that."),
    )
    assert (check.check, check.refs) == (
        "recommendation_never_cited",
        ("review/recommendation/1.2",),
    )


def test_a_report_that_never_cites_is_not_blamed_for_it():
    assert not names(
        passage("finding", "1", polarity="improvement"), passage("recommendation", "1")
    )


def test_numbers_that_are_missing():
    checks = noticed(
        passage("finding", "1.1"),
        passage("finding", "1.4"),
        passage("finding", "2.2"),
        passage("finding", "5.1.1"),
    )
    assert [check.check for check in checks] == ["number_missing", "number_missing"]
    assert "Finding 1.2 and 1.3 are missing" in checks[0].message
    assert "Finding 2.1 is missing" in checks[1].message


def test_findings_and_recommendations_have_their_own_numbers():
    assert not names(
        passage("finding", "1"), passage("finding", "2"), passage("recommendation", "1")
    )


def test_a_number_used_twice():
    (check,) = noticed(
        passage("finding", "1.1"), passage("finding", "1.1", ref="review/finding/1.1-2")
    )
    assert check.check == "number_used_twice"
    assert check.refs == ("review/finding/1.1", "review/finding/1.1-2")


def test_items_numbered_afresh_under_each_owner_are_meant_so():
    assert not names(
        passage("recommendation", "1", "Do this.", owners=KESTREL, ref="a"),
        passage("recommendation", "2", "Do that.", owners=KESTREL, ref="b"),
        passage("recommendation", "1", "Do more.", owners=COUNCIL, ref="c"),
    )


def test_bullets_of_one_numbered_group_are_meant_so():
    assert not names(
        passage("recommendation", "1", "Do this.", owners=KESTREL, ref="a"),
        passage("recommendation", "1", "Do that.", owners=KESTREL, ref="b"),
    )


def test_one_recommendation_printed_for_several_owners():
    (check,) = noticed(
        passage("recommendation", "1.1", "Referrals are checked each month.", owners=KESTREL),
        passage("recommendation", "1.2", "Referrals are read each month.", owners=KESTREL),
        passage("recommendation", "2.1", "Referrals are checked  each month", owners=COUNCIL),
    )
    assert check.check == "same_recommendation_repeated"
    assert check.refs == ("review/recommendation/1.1", "review/recommendation/2.1")
    assert "Kestrel; Northmoor Council" in check.message and "twice" in check.message


def test_a_shortfall_that_no_recommendation_answers():
    checks = noticed(
        passage("finding", "1", polarity="improvement", cites=("1",)),
        passage("finding", "1a", polarity="mixed", cites=("1",)),
        passage("finding", "2", polarity="improvement"),
        passage("finding", "3", polarity="mixed"),
        passage("finding", "4", polarity="strength"),
        passage("recommendation", "1"),
    )
    assert [(c.check, c.refs) for c in checks] == [
        ("shortfall_without_recommendation", ("review/finding/2",)),
        ("shortfall_without_recommendation", ("review/finding/3",)),
    ]
