"""When answers are due: working days, bank holidays, printed dates before rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from workbench.actions.clocks import due, load_rules, months_after, working_days, working_days_after
from workbench.errors import VocabularyError
from workbench.records import Review

AS_OF = date(2026, 3, 2)


def one(*reviews: Review):
    return due(reviews, load_rules(), AS_OF)


def test_working_days_leave_out_weekends_and_bank_holidays() -> None:
    # Good Friday 3 and Easter Monday 6 April 2026 do not count.
    assert working_days_after(date(2026, 4, 1), 3) == date(2026, 4, 8)
    assert working_days(date(2026, 4, 1), date(2026, 4, 8)) == 3
    assert working_days(date(2026, 4, 8), date(2026, 4, 1)) == -3


def test_the_kings_coronation_was_a_holiday_once() -> None:
    assert working_days_after(date(2023, 5, 5), 1) == date(2023, 5, 9)


def test_a_month_without_that_day_ends_earlier() -> None:
    assert months_after(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert months_after(date(2025, 11, 15), 6) == date(2026, 5, 15)


def test_a_printed_day_goes_before_the_rule_of_its_kind() -> None:
    printed = Review(
        "a", "A", "joint_inspection", published="2026-02-02", response_due="2026-05-13"
    )
    by_rule = Review("b", "B", "joint_inspection", published="2026-02-02")
    frame = one(printed, by_rule)
    assert list(frame["due"]) == ["2026-05-13", "2026-05-14"]
    assert list(frame["rule"]) == ["", "JT-3"]
    assert "SI 2015/1792" in frame["why"][1]


def test_a_printed_term_is_counted_in_working_days() -> None:
    review = Review(
        "a", "A", "cqc_review", published="2026-02-27", response_working_days=20,
        response_terms="within twenty working days of receipt", response_by="Hartwell NHS Trust",
    )  # fmt: skip
    row = one(review).iloc[0]
    assert (row["what"], row["due"]) == ("Answer from Hartwell NHS Trust", "2026-03-27")
    assert (row["days"], row["working_days"], row["late"]) == (25, 19, False)


def test_what_is_to_come_stands_before_what_has_passed() -> None:
    reviews = [
        Review("old", "Old", "cqc_review", published="2019-01-10"),
        Review("far", "Far", "joint_inspection", published="2026-02-20"),
        Review("near", "Near", "cqc_review", published="2026-02-20"),
        Review("late", "Late", "cqc_review", published="2026-01-05"),
    ]
    frame = one(*reviews)
    assert list(frame["review"]) == ["near", "far", "late", "old"]
    assert list(frame["late"]) == [False, False, True, True]


def test_only_the_newest_yearly_report_starts_the_clock() -> None:
    reviews = [
        Review(str(y), str(y), "annual_report", published=f"{y}-09-30") for y in (2023, 2025)
    ]
    assert list(one(*reviews)["due"]) == ["2026-09-30"]


def test_nothing_is_due_where_no_day_is_known() -> None:
    undated = Review("a", "A", "cqc_review")
    vague = Review("b", "B", "cqc_review", published="2018-12")
    frame = one(undated, vague)
    assert frame.empty
    assert list(frame.columns)[:4] == ["review", "title", "what", "due"]


def test_a_published_review_has_no_publication_due() -> None:
    kind = "child_safeguarding_practice_review"
    done = Review("a", "A", kind, started="2026-01-05", status="published")
    open_ = Review("b", "B", kind, started="2026-01-05", status="under_way")
    assert list(one(done, open_)["due"]) == ["2026-07-05"]


def test_every_shipped_rule_names_its_source() -> None:
    rules = load_rules()
    assert len(rules) >= 5
    assert all(rule.source and rule.anchor_words for rule in rules)


@pytest.mark.parametrize(
    "wrong", ["kinds: [no_such_kind]\n    days: 3", "kinds: [cqc_review]", "nonsense: 1"]
)
def test_a_rule_that_does_not_hold_together_is_refused(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "rules:\n  - id: X\n    says: x\n    anchor: published\n    anchor_words: x\n"
        f"    statuses: [published]\n    force: local\n    source: x\n    {wrong}\n"
    )
    with pytest.raises(VocabularyError, match=r"own\.yaml"):
        load_rules(path)
