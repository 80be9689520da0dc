"""Roles a team knows itself by, and questions that a finding calls for."""

from __future__ import annotations

import pytest

from workbench.briefings.questions import for_findings, questions
from workbench.briefings.readability import reading_age
from workbench.briefings.roles import heading, shipped_agency_of
from workbench.records import Passage

HEADINGS = {
    ("Northmoor Constabulary",): "Police",
    ("Harwick Council",): "Children’s services",
    ("Fell Lane Surgery", "NHS Holt ICB"): "Health services",
    ("Harwick Council", "Harwick Police"): "Children’s services, police",
    ("All agencies",): "For everyone who works with children and families",
    ("Harwick Council", "All agencies"):
        "For everyone who works with children and families",
    ("Lantern",): "Lantern",
    ("All primary schools", "Lantern"): "Schools and nurseries, Lantern",
    ("Harwick Council", "Harwick Police", "Lantern", "Fell Lane Surgery"):
        "Several services together",
}  # fmt: skip


@pytest.mark.parametrize("owners", HEADINGS)
def test_a_heading_names_roles(owners: tuple[str, ...]) -> None:
    assert heading(owners, shipped_agency_of()) == HEADINGS[owners]


def finding(number: str, text: str) -> Passage:
    return Passage("r", f"r/finding/{number}", "finding", text=text, number=number)


def test_each_question_is_one_plain_question() -> None:
    for question in questions().values():
        assert question.ask.endswith("?") and question.ask.count("?") == 1
        assert len(question.ask.split()) <= 30
        assert (reading_age(f"{question.ask} " * 3) or 0) <= 16, question.ask


def test_the_findings_that_matter_most_are_asked_about_first_and_no_question_twice() -> None:
    found = [
        finding("1", "The baby’s father was not spoken to."),
        finding("2", "Nobody knew who the children's stepfather was."),
        finding("3", "The kettle was in the corridor."),
        finding("4", "Supervision did not reach school nurses."),
    ]
    asked = for_findings(found, 3)
    assert [(q.id, p.number) for q, p in asked] == [("men", "1"), ("supervision", "4")]
    assert for_findings(found[2:3], 3) == []
    assert len(for_findings(found, 1)) == 1
