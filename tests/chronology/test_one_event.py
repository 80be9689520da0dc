"""What speaks for two rows being of one event beside their words, and what against it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chronology_rows import AS_OF, CASE, event, found, ids, merged

from workbench.chronology.rules import load_rules
from workbench.chronology.senders import Senders
from workbench.chronology.view import View
from workbench.records import Event

COUNCIL, VISITORS = "Fernley Children's Social Care", "Fernley Health Visiting"
POLICE, HOSPITAL, GP = "Fernley Police", "Fernley Hospital", "Fernley Surgery GP"


def together(*rows: Event) -> bool:
    return [sorted(pair) for pair in ids("same_event", *rows)] == [["a1", "b1"]]


QUARREL = (
    "Shouting at 14 Mill Row, glass broken. Joan Alder and Lee Marsh spoken to. Row over money."
)
TOLD_OF_IT = (
    "Police notification, weekend just gone: the adults arguing, standard risk, nobody hurt."
)


def test_a_weekend_is_the_days_of_it() -> None:
    saturday = event("a1", POLICE, "2022-06-18", QUARREL, time="23:40")
    assert together(saturday, event("b1", COUNCIL, "2022-06-20", TOLD_OF_IT))
    later = event("b1", COUNCIL, "2022-06-27", TOLD_OF_IT)
    assert not together(saturday, later)


LETTER = "A&E letter, attendance {}. Burn to left palm, dressed. Mother: hair straighteners."
HEARD = "Attended Fernley Hospital {}. Burn to hand, palm. Mum says a hot drink."


@pytest.mark.parametrize(("day", "one"), [("25/06/22", True), ("24/06/22", False)])
def test_two_that_name_one_earlier_day_tell_of_one_event(day: str, one: bool) -> None:
    rows = [
        event("a1", GP, "2022-06-28", LETTER.format("25/06/22")),
        event("b1", VISITORS, "2022-06-27", HEARD.format(day)),
    ]
    assert together(*rows) is one


SENT = "Safeguarding referral form emailed to MASH: young mother, older partner, third DNA."
RECEIVED = "MASH contact from {} about Joan Alder, 17: older partner, missed appointments."


@pytest.mark.parametrize(("by", "one"), [("the hospital", True), ("a neighbour", False)])
def test_a_referral_is_received_the_day_after_it_is_sent(by: str, one: bool) -> None:
    rows = [
        event("a1", HOSPITAL, "2022-06-16", SENT, time="16:45"),
        event("b1", COUNCIL, "2022-06-17", RECEIVED.format(by), time="10:20"),
    ]
    assert together(*rows) is one


@pytest.mark.parametrize(("weight", "one"), [("20.4", True), ("20.9", False)])
def test_one_weight_to_the_gram_is_one_weighing(weight: str, one: bool) -> None:
    rows = [
        event("a1", HOSPITAL, "2022-06-15", "Clinic with carer. Weight 20.4 kg. Teeth need care."),
        event("b1", VISITORS, "2022-06-14", f"Clinic, long wait. Wt {weight}. Dentist needed."),
    ]
    assert together(*rows) is one


CALLED = "Rang social care, voicemail: wheelchair strap frays, needs a signature."


@pytest.mark.parametrize(("by", "one"), [("HV", False), ("School", True)])
def test_the_call_of_a_third_agency_is_another_call(by: str, one: bool) -> None:
    rows = [
        event("a1", "Fernley School", "2022-06-14", CALLED, time="10:50"),
        event(
            "b1", COUNCIL, "2022-06-14", f"{by} rang: feed goes to the old address.", time="10:35"
        ),
        event("c1", VISITORS, "2022-03-01", "Home visit, weighed."),
    ]
    assert together(*rows) is one


def senders(*rows: Event) -> Senders:
    return View(merged(*rows), CASE, load_rules(), AS_OF, {}).senders


def test_an_agency_is_of_the_kind_of_those_who_record_for_it() -> None:
    trust = "Fernley Trust"
    rows = [
        event("a1", trust, "2022-06-14", "Home visit", recorded_by="G Rowan HV"),
        event("a2", trust, "2022-06-15", "Clinic", recorded_by="L Teasel HV"),
        event("a3", trust, "2022-06-16", "Letter", recorded_by="Admin"),
    ]
    assert "healthvisitor" in senders(*rows).kinds(trust)
    once = [*rows[:1], *(event(f"a{n}", trust, f"2022-07-{n}", "Letter") for n in range(10, 20))]
    assert "healthvisitor" not in senders(*once).kinds(trust)


def test_the_names_of_those_who_record_are_their_agencys_alone() -> None:
    rows = [
        event("a1", POLICE, "2022-06-14", "Call", recorded_by="PC 4417 Rowan"),
        event("a2", COUNCIL, "2022-06-14", "Call", recorded_by="Duty - M. Teasel"),
        event("a3", COUNCIL, "2022-06-15", "Call", recorded_by="B. Rowan"),
        event("a4", COUNCIL, "2022-06-16", "Call", recorded_by="Team lead"),
    ]
    known = senders(*rows)
    assert known.staff(COUNCIL) == {"teasel"}
    assert known.staff(POLICE) == frozenset()


SUMMARY = "A&E discharge summary: viral wheeze. Improved with inhaler."


@pytest.mark.parametrize(
    ("day", "summary", "one"),
    [
        ("2022-10-24", SUMMARY, True),
        ("2022-11-24", SUMMARY, False),  # of some other attendance
        ("2022-10-24", SUMMARY.replace(":", " of 20/10:"), False),
        ("2022-10-24", SUMMARY.replace("A&E discharge summary", "Mother here"), False),
    ],
)
def test_a_letter_is_about_its_senders_last_contact(day: str, summary: str, one: bool) -> None:
    rows = [
        event("a1", HOSPITAL, "2022-10-22", "Wheeze, sats 92%, ten puffs and prednisolone"),
        event("b1", GP, day, summary),
        event("a2", HOSPITAL, "2022-03-01", "Fracture clinic, splint off"),
    ]
    assert together(*rows) is one


def test_a_governors_meeting_is_one_whatever_it_is_called() -> None:
    rows = [
        event("a1", "Fernley Academy", "2022-10-12", "Disciplinary committee met, decision upheld"),
        event("b1", VISITORS, "2022-10-11", "Went with Mum to the governors' meeting at school"),
    ]
    assert together(*rows)


def test_a_doctor_who_records_makes_a_hospital_no_surgery() -> None:
    rows = [
        event(f"a{n}", HOSPITAL, f"2022-06-{n}", "Ward round", recorded_by="Dr Rowan")
        for n in (14, 15, 16)
    ]
    assert senders(*rows).kinds(HOSPITAL) == {"hospital"}


HOME = "Beech Rise"
DROVE = "{} moved today from the family home to Beech Rise children's home. I drove him over."
CAME = "Admission today, brought by the social worker. {} teary, then picked the blue room."


@pytest.mark.parametrize(("day", "one"), [("2022-06-19", True), ("2022-07-19", False)])
def test_what_happens_once_in_weeks_is_one_event_days_apart(day: str, one: bool) -> None:
    rows = [
        event("a1", COUNCIL, "2022-06-16", DROVE.format("Wren")),
        event("b1", HOME, day, CAME.format("Wren")),
    ]
    assert together(*rows) is one
    assert bool(ids("conflict", *rows)) is one


def test_a_milestone_is_in_the_rules_that_a_partnership_can_edit() -> None:
    rules = load_rules()
    rows = [
        event("a1", COUNCIL, "2022-06-16", DROVE.format("Wren")),
        event("b1", HOME, "2022-06-19", CAME.format("Wren")),
    ]
    bare = replace(rules, milestones={})
    assert found("same_event", *rows) and not found("same_event", *rows, rules=bare)


def test_of_a_weekend_and_a_day_of_it_the_day_is_meant() -> None:
    told = "Record from the weekend. Out on Friday 17.06 and reported missing, found by officers."
    rows = [
        event("a1", POLICE, "2022-06-17", "Rpt by mother, missing. Found with two males."),
        event("b1", COUNCIL, "2022-06-20", told),
    ]
    assert together(*rows)


SEARCHED = "Searched 22 Tenter Street, arrested in the back bedroom with wraps of crack."
TOLD = "Told by DS that she was arrested on Friday 17.06 in a back bedroom, with wraps of crack."


def test_a_day_beside_a_weekday_is_no_hour() -> None:
    rows = [
        event("a1", POLICE, "2022-06-17", SEARCHED, time="07:15"),
        event("b1", COUNCIL, "2022-06-20", TOLD, time="09:30"),
    ]
    assert together(*rows)
    assert not ids("conflict", *rows)


LOCATED = "Missing from home. Located 0340hrs 18/06 in Tarn Park."
HEARD_FOUND = "Missing on Friday 17.06, found by officers at about 03:40 in Tarn Park."


def test_an_hour_that_both_rows_name_is_no_other_hour() -> None:
    rows = [
        event("a1", POLICE, "2022-06-17", LOCATED, time="23:50"),
        event("b1", COUNCIL, "2022-06-20", HEARD_FOUND),
    ]
    assert together(*rows)
    assert not ids("conflict", *rows)


def test_whose_hand_was_held_holds_no_meeting() -> None:
    rows = [
        event("a1", COUNCIL, "2022-06-17", "Moved today. She held Ann's hand on the way."),
        event("b1", GP, "2022-06-17", "Told she moved today. Goodbye session did not happen."),
    ]
    assert not [m for _, m in found("conflict", *rows) if "took place" in m]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # another child with her grandmother, not the one who was found
        (
            "Ambulance control: found in bed by his mother, very cold. Taken to hospital.",
            "Found by mother very cold, taken to hospital. Sister Tia-Mae (5) is with her nan.",
        ),
        # "till gone" tells when it ended
        (
            "Shouting at 14 Mill Row, door smashed, officers attended, taken away in cuffs.",
            "Shouting and door smashed at 14 Mill Row, police outside till gone 1am, cuffs.",
        ),
        # a section of the Act is no number of enquiries
        (
            "Strategy discussion by phone, bruise: section 47 enquiry, medical tomorrow.",
            "Strategy discussion by phone about bruise: one enquiry, medical tomorrow.",
        ),
    ],
)
def test_what_is_no_difference(one: str, other: str) -> None:
    rows = [
        event("a1", POLICE, "2022-06-17", one, time="23:25"),
        event("b1", COUNCIL, "2022-06-17", other),
    ]
    assert together(*rows)
    assert not found("conflict", *rows)


def test_children_who_were_not_in_the_house_were_elsewhere() -> None:
    rows = [
        event("a1", POLICE, "2022-06-17", "Pushed into door frame, lip cut. Wren in travel cot."),
        event(
            "b1",
            COUNCIL,
            "2022-06-17",
            "Pushed against a door frame, lip cut. Both children were staying with maternal "
            "grandmother so were not in the house.",
        ),
    ]
    ((_, told),) = found("conflict", *rows)
    assert "where Wren was ('staying with' or 'in travel cot')" in told
