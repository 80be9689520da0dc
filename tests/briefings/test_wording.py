"""How dates, names and sentences of reports are told."""

from __future__ import annotations

import pytest

from workbench.briefings.due import working_day
from workbench.briefings.readability import reading_age, syllables
from workbench.briefings.wording import coarsened, review_title, told
from workbench.records import Review

WRITTEN = {
    "The nurse rang on 6 December 2022.": "The nurse rang in December 2022.",
    "From 4 to 7 October 2022 he was away.": "From October 2022 he was away.",
    "On the 3rd March 2021 she wrote.": "In March 2021 she wrote.",
    "It was seen on 24 December and again.": "It was seen in December and again.",
    "In May 2022 there were 12 visits.": "In May 2022 there were 12 visits.",
    "She is 4 in March.": "She is 4 in March.",
}


@pytest.mark.parametrize("written", WRITTEN)
def test_days_are_told_as_months(written: str) -> None:
    assert coarsened(written) == WRITTEN[written]


TITLES = {
    ("Local Child Safeguarding Practice Review Overview report: Child Oak",
     "child_safeguarding_practice_review"):
        "Child Oak: local child safeguarding practice review (2023)",
    ("Serious Case Review – Baby J – Executive Summary", "serious_case_review"):
        "Baby J: serious case review (2023)",
    ("Thematic Review: Elective home education", "thematic_review"):
        "Elective home education: thematic review (2023)",
    ("Joint targeted area inspection of Hartwell", "joint_inspection"):
        "Joint targeted area inspection of Hartwell (2023)",
    ("Hartwell board pack 2023-09-17", "board_pack"): "Hartwell board pack September 2023",
}  # fmt: skip


@pytest.mark.parametrize("title, kind", TITLES)
def test_titles(title: str, kind: str) -> None:
    review = Review("r", title, kind, published="2023-05-01")  # type: ignore[arg-type]
    assert review_title(review) == TITLES[title, kind]


def test_a_finding_is_told_by_what_it_is_what_was_seen_and_why() -> None:
    text = (
        "Letters to families went unanswered and nobody asked why.\n\n"
        "How did it show itself here?\n\n"
        "They were sent again. Nine letters about the appointments were returned to the surgery "
        "between April and June.\n\nWhy does it matter?\n\nSilence was read as refusal. "
        "A family that cannot read is not a family that will not come."
    )
    found = told(text)
    assert found.headline == "Letters to families went unanswered and nobody asked why."
    assert found.seen.startswith("Nine letters about the appointments")
    assert found.why.startswith("Silence was read as refusal.")


def test_a_plain_finding_gives_the_sentence_that_says_what_it_means() -> None:
    found = told(
        "The form has no place for fathers. Ten of twelve records named none. This means that "
        "risks in the home are not known. (Recommendation 3 refers.)"
    )
    assert found.headline == "The form has no place for fathers."
    assert found.seen == "" or "Recommendation" not in found.seen
    # What "this" is, only the sentence before it says: both are told, or neither.
    assert found.why == (
        "Ten of twelve records named none. This means that risks in the home are not known."
    )


def test_working_days_leave_out_weekends_and_bank_holidays() -> None:
    # The term of a published letter: 13 March 2025 and 70 working days is 25 June 2025.
    assert working_day("2025-03-13", 70) == "2025-06-25"
    assert working_day("2024-12-24", 1) == "2024-12-27"


def test_reading_age_rises_with_hard_words() -> None:
    easy = "The cat sat on the mat. The dog ran to the door. She was glad. " * 4
    hard = (
        "Organisational governance arrangements necessitate comprehensive multidisciplinary "
        "reconsideration of safeguarding accountability frameworks across constituent agencies. "
    ) * 4
    assert reading_age(easy) == 5
    assert (reading_age(hard) or 0) > 18
    assert reading_age("Too short.") is None
    assert [syllables(w) for w in ("made", "baby", "safeguarding", "asked", "the")] == [
        1, 2, 4, 1, 1,
    ]  # fmt: skip
