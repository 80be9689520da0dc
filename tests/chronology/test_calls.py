"""The two ends of a telephone call, who is called by the file it sent, and days a week apart."""

from __future__ import annotations

import pytest
from chronology_rows import AS_OF, CASE, event, found, ids, merged

from workbench.chronology.rules import load_rules
from workbench.chronology.view import View
from workbench.records import Event

COUNCIL, VISITORS = "Fernley Children's Social Care", "Fernley Health Visiting"
MADE = "Rang MASH re rash to chin, spoke to duty worker. Asked for a strategy discussion."
TAKEN = "HV rang duty to report rash on chin of Teal. Asks for strategy discussion and medical."


def conflicts(*rows: Event) -> list[str]:
    return [message for _, message in found("conflict", *rows)]


def test_a_call_that_its_two_ends_date_a_week_apart_is_one() -> None:
    made = event("a1", VISITORS, "2022-06-14", MADE, time="11:30")
    taken = event("b1", COUNCIL, "2022-06-21", TAKEN, time="11:30")
    (message,) = conflicts(made, taken)
    assert "the date (14 June 2022 or 21 June 2022" in message
    assert "the same weekday of another week" in message


def test_what_is_no_call_a_week_apart_is_two_events() -> None:
    made = event("a1", VISITORS, "2022-06-14", "Rash to chin seen in clinic, cream", time="11:30")
    taken = event("b1", COUNCIL, "2022-06-21", TAKEN, time="11:30")
    assert ids("same_event", made, taken) == []


def test_an_hour_between_call_and_from_does_not_part_them() -> None:
    made = "Dr Alder telephoned children's social care to refer. Broken arm, no account."
    taken = "Call received at 13:05 from paediatrician at Fernley Hospital. Broken arm."
    rows = [
        event("a1", "Fernley Hospital", "2022-06-14", made, time="09:20"),
        event("b1", COUNCIL, "2022-06-14", taken, time="13:05"),
    ]
    (message,) = conflicts(*rows)
    assert "the time of the call (09:20 or 13:05)" in message


def test_two_that_tell_of_each_other_a_week_apart_are_of_one_deed() -> None:
    boarded = "Door glass kicked in by partner. Housing contractor boarded the front door."
    asked = "Police on site asked us to board up front door, partner had kicked the glass in."
    rows = [
        event("a1", "Fernley Police", "2022-06-14", boarded, time="21:40"),
        event("b1", "Fernley Housing", "2022-06-21", asked, time="22:05"),
    ]
    (message,) = conflicts(*rows)
    assert "7 days apart" in message


def view(*rows: Event) -> View:
    return View(merged(*rows), CASE, load_rules(), AS_OF, {})


def test_an_agency_is_of_the_kind_its_file_says_too() -> None:
    trust = event("a1", "Ashgrove NHS Trust", "2022-06-14", "Seen", file="Adult_mental_health.docx")
    assert view(trust).kinds("Ashgrove NHS Trust") == {"mentalhealth"}


def test_a_file_of_several_agencies_says_nothing_of_any() -> None:
    both = [
        event("a1", "Ashgrove Trust", "2022-06-14", "Seen", file="Police and health.xlsx"),
        event("b1", "Fernley Police", "2022-06-15", "Seen", file="Police and health.xlsx"),
    ]
    assert view(*both).kinds("Ashgrove Trust") == frozenset()


@pytest.mark.parametrize(
    ("what", "hears"),
    [
        ("Joint visit with police following report of children left alone", False),
        ("Home visit. Told by neighbour that she was out", False),
        ("Visit report received from police", True),
        ("Report of children left alone received from police", True),
    ],
)
def test_who_went_there_has_not_only_heard_of_it(what: str, hears: bool) -> None:
    assert view(event("a1", COUNCIL, "2022-06-14", what)).hears(0) == hears


GRANDMOTHER = "Maternal grandmother rang to ask if the babies can come to her at Easter."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            GRANDMOTHER,
            "Tel call: Nan rang clinic, babies fed from a propped bottle. Advised to ring SW.",
        ),
        ("DNA postnatal check. Receptionist to text.", "DNA: did not attend keywork. Voicemail."),
    ],
)
def test_what_each_agency_has_by_itself_is_two_events(one: str, other: str) -> None:
    rows = [event("a1", COUNCIL, "2022-06-14", one), event("b1", VISITORS, "2022-06-14", other)]
    assert ids("same_event", *rows) == []


def test_one_missed_appointment_that_another_agency_is_told_of_is_one_event() -> None:
    rows = [
        event("a1", VISITORS, "2022-06-14", "Letter from eye clinic: DNA orthoptic appointment."),
        event("b1", "Fernley Hospital", "2022-06-14", "Orthoptic clinic: DNA. Letter to HV."),
    ]
    assert [sorted(pair) for pair in ids("same_event", *rows)] == [["a1", "b1"]]


def test_a_call_to_999_is_one_event_for_all_who_come() -> None:
    rows = [
        event("a1", "Fernley Police", "2022-06-14", "Mother rang 999, Teal not breathing."),
        event("b1", "Fernley Ambulance", "2022-06-14", "999: mother rang, Teal not breathing."),
    ]
    assert [sorted(pair) for pair in ids("same_event", *rows)] == [["a1", "b1"]]
