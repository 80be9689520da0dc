"""What an agency's own people did with the child before them shows it; their talk does not."""

from __future__ import annotations

import pytest
from chronology_rows import AS_OF, event, merged

from workbench.chronology.case import Case
from workbench.chronology.rules import load_rules
from workbench.chronology.view import View

CASE = Case.of("Tilda Fenn", "2010-03-14")
CARER = "Hollow Lane Fostering"
POLICE = "Northmoor Constabulary"
SCHOOL = "Elm High School"
SURGERY = "School Lane Surgery"
CAMHS = "Riverside CAMHS"
SOCIAL = "Children's Social Care"
HOUSING = "Moor Homes"


def told(agency: str, text: str, kind: str | None = None) -> str | None:
    row = event("a1", agency, "2022-05-01", text, contact_type=kind)
    return View(merged(row, case=CASE), CASE, load_rules(), AS_OF, {}).seen[0]


@pytest.mark.parametrize(
    "text",
    ["Tilda swam with the dog.", "Tea early. Tilda laughed at it.", "Tilda home an hour late.",
     "Tilda could not settle, up twice.", "Optician at four, took Tilda.", "Tilda left us today.",
     "Tilda and Bo played cards."],
)  # fmt: skip
def test_a_carers_log_shows_the_child_who_lives_with_them(text: str) -> None:
    assert told(CARER, text) == "yes"
    assert told(CARER, text.replace("Tilda", "Gran")) is None, "somebody else"


@pytest.mark.parametrize(
    "text",
    ["Tilda stayed with her aunt.", "Tilda phoned from town.", "Tilda not back by ten.",
     "Tilda missing, police told.", "Tilda moved to her dad's.", "Tilda needs shoes, asked SSW.",
     "Found cigarettes in Tilda's bag.", "Tilda placed with others.", "Tired at panel, both of us.",
     "School rang, Tilda sent home.", "Took our own boys swimming.", "Tilda scalded by tea.",
     "Tilda will swim on Friday."],
)  # fmt: skip
def test_a_carers_log_of_a_child_elsewhere_or_of_their_own_day_does_not(text: str) -> None:
    assert told(CARER, text) is None


@pytest.mark.parametrize(
    "text",
    ["Ms Orme saw a graze on Tilda's left elbow.", "Lighter confiscated from Tilda.",
     "Gran walked Tilda in at ten.", "Meeting in school with mum and Tilda."],
)  # fmt: skip
def test_staff_looked_at_the_child_or_had_it_before_them(text: str) -> None:
    assert told(SCHOOL, text) == "yes"
    assert told(SCHOOL, text.replace("Tilda", "Tilda's friend")) is None


@pytest.mark.parametrize(
    "text",
    ["Mum told us of a graze on Tilda's elbow.", "Photo of a cut on Tilda's hand came by email.",
     "Mum brought Tilda's coat in.", "Mum has never brought Tilda in.", "Tilda removed from roll.",
     "Work taken from Tilda's tray.", "Meeting about Tilda with mum.", "Gran walked in with cake."],
)  # fmt: skip
def test_staff_who_only_heard_of_it_or_had_a_thing_of_the_childs_did_not(text: str) -> None:
    assert told(SCHOOL, text) != "yes"


def test_a_dressing_on_the_childs_arm_is_done_to_the_child() -> None:
    assert told(SURGERY, "Nurse changed dressing on Tilda's arm.") == "yes"
    assert told(SURGERY, "Nurse rang about the dressing on Tilda's arm.") is None
    assert told(SURGERY, "Nurse changed dressing on mum's arm, Tilda's birthday.") is None


@pytest.mark.parametrize(
    "text",
    ["Session with Tilda in the park.", "Review with carer and Tilda.", "Tilda and mum seen there.",
     "Meeting here with her carer, IRO and Tilda."],
)  # fmt: skip
def test_a_session_with_the_child_is_one(text: str) -> None:
    assert told(SOCIAL, text) == "yes"


@pytest.mark.parametrize(
    "text",
    ["Session with Tilda's aunt.", "Session with mum about Tilda.", "Phone session with Tilda.",
     "Session with Tilda arranged.", "To arrange a session with Tilda.", "Session with Tilda fell "
     "through.", "Meeting with school re Tilda.", "Worried about Tilda and mum seen by neighbours.",
     "Met Tilda's tutor.", "Visited Tilda's old school.", "Session with gran."],
)  # fmt: skip
def test_a_session_yet_to_be_or_without_the_child_is_none(text: str) -> None:
    assert told(SOCIAL, text) is None


@pytest.mark.parametrize(
    "text",
    ["Tilda detained for theft.", "Traced to a barn. Returned to her foster carers.",
     "Found at the docks, drunk. Officers took her in, driven back to her placement.",
     "Tilda found by a cyclist, cold. Crew gave first aid.", "Knife taken off Tilda.",
     "TILDA located safe by patrol.", "Stop and search, Tilda, nothing on her.",
     "Man arrested. Tilda taken next door."],
)  # fmt: skip
def test_whom_the_police_had_before_them(text: str) -> None:
    assert told(POLICE, text) == "yes"


def test_that_others_had_the_child_before_them_shows_it_to_nobody_else() -> None:
    for text in ("Tilda detained for theft.", "Knife taken off Tilda.", "Tilda swam in the sea."):
        assert told(SOCIAL, text) is None


@pytest.mark.parametrize(
    "text",
    ["Located at a flat, arrested.", "Found in a doorway, conveyed to hospital.",
     "Tilda's uncle detained.", "Tilda not located.", "Tilda to be located and spoken to.",
     "Purse found on the bus, returned to owner.", "Tilda found by mum. Police not needed.",
     "Man with Tilda's phone arrested.", "Found property, returned to carer."],
)  # fmt: skip
def test_whom_the_police_may_not_have_had_before_them(text: str) -> None:
    assert told(POLICE, text) is None


@pytest.mark.parametrize(
    ("agency", "text"),
    [(SOCIAL, "Visit. Tilda was out with friends."), (CARER, "IRO came, Tilda still out."),
     (POLICE, "Call from gran, shouting. Tilda not at the address."),
     (POLICE, "Patrol to the flat, Tilda was not there."), (SCHOOL, "Tilda absent again."),
     (SCHOOL, "Tilda off all week with a cold."), (SOCIAL, "Not in for the visit."),
     (SURGERY, "Asthma review appointment. Did not attend.")],
)  # fmt: skip
def test_a_child_who_was_out_or_away_was_not_seen(agency: str, text: str) -> None:
    assert told(agency, text) == "no"


@pytest.mark.parametrize(
    ("agency", "text"),
    [(SOCIAL, "Gran rang: Tilda was out with friends."), (SOCIAL, "Tilda was out when it burned."),
     (SOCIAL, "Visit. Mum was out."), (SOCIAL, "Visit. Neighbour said Tilda was out at two."),
     (SCHOOL, "Tilda absent 12 days this term."), (SCHOOL, "Mum absent from the meeting."),
     (SCHOOL, "Tilda withdrawn from the course."), (SCHOOL, "Tilda transferred to Oak Road."),
     (SURGERY, "Smear appointment. Did not attend."), (SURGERY, "Mum's review. Did not attend."),
     (SURGERY, "Letter. Discharged after three missed appointments.")],
)  # fmt: skip
def test_an_adult_who_was_out_or_a_child_said_to_be_elsewhere_tells_nothing(
    agency: str, text: str
) -> None:
    assert told(agency, text) is None


def test_a_child_off_school_or_asleep_upstairs_who_was_seen_was_seen() -> None:
    assert told(SOCIAL, "Tilda off school with a cold. Seen on the settee.") == "yes"
    assert told(SOCIAL, "Tilda off school with a cold.") == "no"
    assert told(POLICE, "Attended. Tilda checked, asleep upstairs.") == "yes"
    assert told(POLICE, "Attended. Tilda asleep upstairs.") == "no"


def test_parents_alone_in_a_childs_clinic_are_not_the_child() -> None:
    assert told(CAMHS, "Session with parents only. Calmer at home.", "Clinic") is None
    assert told(CAMHS, "Session 6. Calmer.", "Clinic") == "yes"
    assert told(CAMHS, "Clinic full, slot next week.", "Clinic") is None
    assert told("Youth Justice Service", "On time. Letter written.", "Appointment") == "yes"
    assert told("Youth Justice Service", "Failed to attend.", "Appointment") == "no"
    assert told(CAMHS, "Ward rang, Tilda settled overnight.", "Ward") is None


def test_a_baby_is_any_of_several_children_in_a_cases_brackets() -> None:
    both = Case.of("Quarry Lane (Otto and Mabli)", "2010-05-18")
    row = event("a1", HOUSING, "2022-05-01", "Tenant in, baby on the sofa.")
    assert View(merged(row, case=both), both, load_rules(), AS_OF, {}).seen == ["yes"]
    assert told(HOUSING, "Tenant in, baby on the sofa.") is None, "Tilda is twelve"
