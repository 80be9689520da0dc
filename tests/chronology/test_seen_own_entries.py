"""A school's or a hospital's own entry shows the child without naming it; others' do not."""

from __future__ import annotations

import pytest
from chronology_rows import AS_OF, event, merged

from workbench.chronology.case import Case
from workbench.chronology.own_entries import setting_of
from workbench.chronology.rules import load_rules
from workbench.chronology.view import View

CASE = Case.of("Tilda Fenn", "2014-03-14")
SCHOOL = "Elm Primary School"
HOSPITAL = "St Odo's Hospital"
SURGERY = "School Lane Surgery"
POLICE = "Northmoor Constabulary"
ADULTS = "Adult CMHT"


def status(agency: str, text: str, kind: str | None = None, *people: str) -> str | None:
    """What is told of the child in a row whose agency lists whose entry each is, or lists none."""
    rows = [event("a1", agency, "2022-05-01", text, contact_type=kind, people=people)]
    if people:
        rows.append(event("a2", agency, "2022-05-02", "Letter", people=("TF", "Mother")))
    return View(merged(*rows, case=CASE), CASE, load_rules(), AS_OF, {}).seen[0]


@pytest.mark.parametrize(
    "text",
    ["In with a cast on.", "Asleep in class before register.", "Back after six weeks, very thin.",
     "Told Miss Lunt that dad shouts.", "First day in Y2.", "Hungry. Ate two dinners.",
     "T says she slept at nan's.", "Limping today, said the bed broke.", "Back at 16.40, quiet.",
     "Two small yellow bruises on the shin.", "Old burn to the hand, faded.",
     "Sent home ill at one, collected by mum's boyfriend."],
)  # fmt: skip
def test_a_schools_entry_is_about_its_pupil(text: str) -> None:
    assert status(SCHOOL, text) == "yes"
    assert status("Children's Social Care", text.replace("T says", "Says")) is None


@pytest.mark.parametrize(
    "text",
    ["Absent, no call.", "Mum rang, hungry and tired all weekend.", "Attendance 81%.",
     "Core group here. Mum tearful.", "Off sick. Dad says vomited twice.",
     "Mum hungry, given a food parcel.", "Rang mum, asleep when she answered.",
     "Withdrawn from school by mum.", "Sat 19th: email from the social worker."],
)  # fmt: skip
def test_what_a_school_hears_or_writes_of_others_is_not(text: str) -> None:
    assert status(SCHOOL, text) is None


def test_a_sheet_called_chronology_holds_contacts_and_one_of_meetings_does_not() -> None:
    for sheet, told in (("Chronology", "yes"), ("School chronology", "yes"), ("Meetings", None)):
        row = event("a1", SCHOOL, "2022-05-01", "Asleep in class.", sheet=sheet)
        assert View(merged(row, case=CASE), CASE, load_rules(), AS_OF, {}).seen == [told]


@pytest.mark.parametrize(
    "text",
    ["Reduced timetable agreed with gran.", "In school 3 days out of 5.", "Ordered a bus pass.",
     "Noted on CPOMS.", "Settling in visit booked.", "Bruise on mum's arm.", "Bruise on dad's eye.",
     "Another child bit a teacher.", "Mum texted to say temperature again.",
     "Social worker met the head. Tired of waiting.", "Stepmum at the door. Looked tired."],
)  # fmt: skip
def test_what_staff_did_with_papers_shows_no_pupil(text: str) -> None:
    assert status(SCHOOL, text) is None


@pytest.mark.parametrize(
    ("agency", "kind", "text"),
    [(HOSPITAL, "ED", "Barking cough, croup score 2."), (HOSPITAL, None, "Clinic: HbA1c 98."),
     (HOSPITAL, None, "GCS 6, pH 6.8. Intubated."), (SURGERY, "Imms", "Nasal flu given."),
     (SURGERY, "Surgery", "With mum. Impetigo."), (HOSPITAL, "Ward", "Extubated. Wt 20.1.")],
)  # fmt: skip
def test_a_hospitals_contact_is_with_its_patient(agency: str, kind: str | None, text: str) -> None:
    assert status(agency, text, kind, "TF") == "yes"
    assert status(agency, text, kind, "Gail Fenn (mother)") is None, "another's entry"
    assert status(agency, f"DNA. {text}", kind, "TF") != "yes", "it did not come about"


@pytest.mark.parametrize(
    ("kind", "text"),
    [("Letter", "CP medical copy: bruise to shin, weight 9th centile."),
     ("Telephone", "Mum: temp 39, vomiting."), ("MDT", "Discussed, HbA1c rising."),
     ("Report", "Weight 19 kg, examined.")],
)  # fmt: skip
def test_a_letter_a_call_and_a_meeting_are_no_contact(kind: str, text: str) -> None:
    assert status(HOSPITAL, text, kind, "TF") is None


@pytest.mark.parametrize(
    "text",
    ["ED 14/6: fell off a swing, wrist examined. Came with nan.", "From ED: burn to hand, dressed.",
     "A&E: seen with croup, settled.", "Paeds d/c: weight 14 kg, alert."],
)  # fmt: skip
def test_what_a_surgery_has_on_file_of_a_hospital_is_the_hospitals_contact(text: str) -> None:
    assert status(SURGERY, text) is None
    assert status(HOSPITAL, text.replace("From ED", "ED"), None, "TF") == "yes"


def test_a_row_whose_list_names_another_tells_of_that_one() -> None:
    rows = [
        event("a1", "0-19 Service", "2022-05-01", "Seen by himself, happy boy.", people=("Otto",)),
        event("a2", "0-19 Service", "2022-05-02", "Tilda seen, happy girl.", people=("Otto",)),
        event("a3", "0-19 Service", "2022-05-03", "Weight 20 kg.", people=("TF",)),
        event("a4", "0-19 Service", "2022-05-04", "Weight 21 kg.", people=("Tilda",)),
    ]
    told = View(merged(*rows, case=CASE), CASE, load_rules(), AS_OF, {}).told_seen
    assert [t.whose for t in told] == ["Otto", "", "", ""]


def test_nobody_sat_on_a_saturday() -> None:
    assert status(SCHOOL, "Nan rang: in hospital since Sat.") is None
    assert status(SCHOOL, "Sat with friends at lunch, quiet.") == "yes"


def test_an_entry_about_an_adult_is_not_the_childs() -> None:
    assert status(SURGERY, "Low mood, sertraline. Wt 60 kg") is None
    assert status(HOSPITAL, "Mother attended with chest pain. Sats 98%") is None
    assert status(ADULTS, "Seen alone. Thin, unkempt. Depot given", "Clinic") is None
    assert status(ADULTS, "Pt calm. T made toast for us both", "Home visit") == "yes"


def told_after(agency: str, text: str, *others: str, kind: str | None = None) -> str | None:
    """What is told of the child in a row of an agency that wrote others too."""
    rows = [event("a1", agency, "2022-05-01", text, contact_type=kind)]
    rows += [event(f"b{n}", agency, "2022-06-01", other) for n, other in enumerate(others)]
    return View(merged(*rows, case=CASE), CASE, load_rules(), AS_OF, {}).seen[0]


MERLE = ("Letter to Merle about rent.", "Tilda lives with Merle and a dog.")


def test_an_entry_that_opens_with_a_name_that_is_no_childs_is_not_the_childs() -> None:
    bruised = "Merle, bruise to cheek, says partner hit her. Sats 97%"
    assert told_after(HOSPITAL, bruised, *MERLE, kind="A&E") is None
    assert told_after(HOSPITAL, bruised.replace("Merle", "Tilda"), *MERLE, kind="A&E") == "yes"
    assert told_after(HOSPITAL, "Wheeze. Sats 97%", *MERLE, kind="A&E") == "yes"
    assert told_after(SCHOOL, "Merle at the gate. Smelt of drink.", *MERLE) is None
    assert told_after(SCHOOL, "Merle came in hungry and without a coat.", *MERLE) is None
    assert told_after(SCHOOL, "Mr Orme at the gate. Smelt of drink.", *MERLE) is None
    assert told_after(SCHOOL, "Came in at noon. Smelt of smoke.", *MERLE) == "yes"


def test_a_column_nobody_named_in_front_of_the_words_is_the_kind_of_contact() -> None:
    headed = ("Clinic: Session 1.", "Phone: Voicemail.", "Clinic: Session 3.", "Phone: Text.")
    camhs = "Riverside CAMHS"
    assert told_after(camhs, "Clinic: Session 2. Goals set.", *headed) == "yes"
    assert told_after(camhs, "Ward: Seen after the overdose.", *headed, "Ward: Seen.") == "yes"
    assert told_after(camhs, "ED: brought in by gran, sats 97%.", *headed) is None
    assert told_after(camhs, "Phone: Brighter, sleeping well.", *headed) is None
    assert told_after(camhs, "Clinic: Session 2 cancelled.", *headed) is None
    assert told_after(SURGERY, "Ward: seen with croup, settled.", *headed) is None
    assert told_after(camhs, "Clinic: Session 2. Goals set.", "Wrote.", "Rang.", "Emailed.") is None


def test_a_row_before_the_birth_is_nobodys_contact() -> None:
    row = event("a1", HOSPITAL, "2013-05-01", "ED. Croup score 2, sats 97%")
    assert View(merged(row, case=CASE), CASE, load_rules(), AS_OF, {}).seen == [None]


@pytest.mark.parametrize(
    ("text", "told"),
    [("999 from FENN. On arrival TILDA on the stairs crying.", "yes"),
     ("TILDA in shop alone. Conveyed home.", "yes"),
     ("Boy and TILDA FENN took sweets. PCSO walked her home.", "yes"),
     ("FENN found asleep in doorway, conveyed to hospital.", None),
     ("Member of public saw a girl, maybe TILDA, in the road.", None),
     ("Mother found TILDA on the settee.", None),
     ("BAXTER arrested, made no reply to caution. TILDA asleep in cot.", "yes")],
)  # fmt: skip
def test_whom_the_police_found_took_and_only_heard_of(text: str, told: str | None) -> None:
    assert status(POLICE, text) == told


@pytest.mark.parametrize(
    "text",
    ["Seen in school on own, weighed.", "Tilda spoken to in bedroom without parents.",
     "Tilda asked me, out of her mum's hearing, to stay.", "Painted with Tilda, just her and me."],
)  # fmt: skip
def test_alone_in_other_words(text: str) -> None:
    assert status("Children's Social Care", text) == "alone"


def test_a_sibling_whom_the_rows_tell_of_is_not_the_child() -> None:
    rows = [
        event("a1", SCHOOL, "2022-05-01", "Visit with her sister Merle."),
        event("a2", SCHOOL, "2022-05-02", "Merle asleep in class."),
        event("a3", SCHOOL, "2022-05-03", "Toddler smiling at the gate."),
    ]
    told = View(merged(*rows, case=CASE), CASE, load_rules(), AS_OF, {}).told_seen
    assert [t.whose for t in told[1:]] == ["Merle", "a younger child"]


@pytest.mark.parametrize(
    ("name", "setting"),
    [("Hospital Road Primary School", "keeps"), ("School Lane Surgery", "treats"),
     ("0-19 Service (HV and School Nursing)", "treats"), ("Partnership Trust (CMHT)", "adults"),
     ("CAMHS, Mental Health Trust", "treats"), ("Children's Social Care", "")],
)  # fmt: skip
def test_how_an_agency_stands_to_the_child_is_read_from_its_name(name: str, setting: str) -> None:
    assert setting_of(name, load_rules()) == setting


def test_a_home_is_known_by_what_others_call_it() -> None:
    home, council = "Beech Rise", "Fernley Children's Social Care"
    moved = event("c1", council, "2022-05-01", "Moved to Beech Rise children's home.")
    log = event("h1", home, "2022-05-02", "Ate tea with the others. In bed at eleven.")
    told = View(merged(moved, log, case=CASE), CASE, load_rules(), AS_OF, {}).seen
    alone = View(merged(log, case=CASE), CASE, load_rules(), AS_OF, {}).seen
    assert (told[1], alone[0]) == ("yes", None)
