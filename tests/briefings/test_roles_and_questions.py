"""Roles a team knows itself by, and questions that a finding calls for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench.briefings.content import Group
from workbench.briefings.practitioner import practitioner
from workbench.briefings.questions import Question, for_findings, questions
from workbench.briefings.readability import reading_age
from workbench.briefings.roles import Role, Roles
from workbench.briefings.settings import House
from workbench.briefings.seven_minute import seven_minute
from workbench.briefings.standing import unfounded
from workbench.briefings.theme import theme
from workbench.library import Library
from workbench.records import Passage
from workbench.tasks import briefing_material as from_library

HEADINGS = {
    ("Northmoor Constabulary",): "Police",
    ("Harwick Council",): "Children’s services",
    ("Fell Lane Surgery", "NHS Holt ICB"): "Health services",
    ("Harwick Council", "Harwick Police"): "Children’s services and police",
    ("All agencies",): "For everyone who works with children and families",
    ("Harwick Council", "All agencies"):
        "For everyone who works with children and families",
    ("Lantern",): "Lantern",
    ("All primary schools", "Lantern"): "Schools and nurseries; Lantern",
    ("Harwick Council", "Harwick Police", "Lantern", "Fell Lane Surgery"):
        "Several services together",
}  # fmt: skip


@pytest.mark.parametrize("owners", HEADINGS)
def test_a_heading_names_roles(owners: tuple[str, ...]) -> None:
    assert Roles().heading(owners) == HEADINGS[owners]


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


# --- a partnership's own --------------------------------------------------------------------------

OWN = House(
    roles=(
        Role("Family help", instead_of="Children’s services"),
        Role("All of us", instead_of="For everyone who works with children and families"),
        Role("Midwives", named=("teaching hospitals",)),
    ),
    questions=(
        Question("men", "Who is dad?"),
        Question("ours", "Did we use the bruising pathway?", ("mark on a baby",)),
        Question("one_thing", "What will we do by Friday?"),
        Question("ask_today", "Whom did you think of?"),
        Question("theme_question_1", "Is it like this here?"),
    ),
)


def test_a_role_of_its_own_takes_the_place_of_ours_or_stands_beside() -> None:
    own = Roles(own=OWN.roles)
    assert own.heading(["Harwick Council"]) == "Family help"
    assert own.heading(["Harwick Teaching Hospitals NHS Foundation Trust"]) == "Midwives"
    assert own.heading(["Harwick Community Health NHS Trust"]) == "Health services"
    assert own.heading(["All agencies", "Harwick Council"]) == "All of us"
    assert Roles().heading(["Harwick Teaching Hospitals NHS Foundation Trust"]) == "Health services"


@pytest.mark.parametrize("owner", ["Agencies", "partners", "All agencies", "Each agency"])
def test_a_name_for_all_is_no_agency_of_its_own(owner: str) -> None:
    assert Roles().heading([owner]) == "For everyone who works with children and families"


@pytest.mark.parametrize("owner", ["Harwick Partners in Care", "Action for Families Services"])
def test_a_name_with_such_a_word_in_it_is_somebodys(owner: str) -> None:
    assert Roles().heading([owner]) != "For everyone who works with children and families"


def test_briefings_say_it_in_the_partnerships_own_words(northmoor: Library) -> None:
    review = next(r for r in northmoor.reviews() if "Rowan" in r.title and r.documents)
    passages = northmoor.passages(review.id)
    tell = from_library.tellable(northmoor)
    themes = from_library.themes_of(northmoor)
    seven = seven_minute(review, passages, as_of="2026-01-05", house=OWN)
    named = [b.name for s in seven.sections for b in s.blocks if isinstance(b, Group)]
    assert "All of us" in named
    assert any("Midwives" in name for name in named), named
    assert not any("children’s services" in name.lower() for name in named)
    assert {"Who is dad?", "Did we use the bruising pathway?", "What will we do by Friday?"} <= {
        s.text for s in seven.statements()
    }
    note = practitioner(review, passages, as_of="2026-01-05", house=OWN)
    assert "Whom did you think of?" in note.plain_text()
    material = from_library.material(northmoor, "2026-01-05", with_codes=True)
    across = theme(replace(material, house=OWN), "supervision", themes)
    assert "Is it like this here?" in across.plain_text()
    for briefing in (seven, note, across):
        assert list(unfounded(briefing, tell, themes)) == []
        ours = replace(briefing, house=House())
        assert list(unfounded(ours, tell, themes)), "their words are not ours"


def test_the_words_of_the_settings_are_part_of_what_a_briefing_was_made_from() -> None:
    other = replace(OWN, questions=(*OWN.questions[:-1], Question("theme_question_1", "Or not?")))
    assert repr(other) != repr(OWN)
