"""What two agencies tell of one event, in words that have little in common; and how they differ."""

from __future__ import annotations

from datetime import date

import pytest
import told_otherwise
from chronology_rows import CASE, event, found, ids
from growth import must_end

from workbench.chronology.case import Case, Child
from workbench.chronology.namedays import named_before
from workbench.chronology.presence import Presence
from workbench.chronology.rules import load_rules
from workbench.chronology.rulings import Ruling

COUNCIL = "Fernley Council Children's Social Care"
VISITORS = "Fernley Health Visiting"
SCHOOL = "Brockley Primary School"


def one_event(*rows: tuple[str, str, str]) -> bool:
    told = [event(f"r{n}", agency, day, what) for n, (agency, day, what) in enumerate(rows)]
    return [sorted(each) for each in ids("same_event", *told)] == [
        [f"r{n}" for n in range(len(rows))]
    ]


def test_a_meeting_of_one_day_is_one_event_in_any_words() -> None:
    assert one_event(
        (COUNCIL, "2022-06-14", "ICPC. Plan for neglect, both girls."),
        ("Fernley Homes", "2022-06-14", "Went to case conference about arrears and the dog"),
        (SCHOOL, "2022-06-14", "Initial child protection conf. Head read the report"),
    )


def test_a_meeting_that_is_only_spoken_of_is_another_event() -> None:
    assert not one_event(
        (COUNCIL, "2022-06-14", "Review conference. Plan goes on."),
        ("Fernley Homes", "2022-06-14", "Letter inviting us to case conference came too late"),
    )


def test_what_is_said_of_a_meeting_or_made_ready_for_it_is_not_the_meeting() -> None:
    held = (COUNCIL, "2022-06-14", "Review conference. Plan goes on.")
    clinic = "Clinic review, sleeping badly. Mum says conference was this morning"
    assert not one_event(held, (VISITORS, "2022-06-14", clinic))
    assert not one_event(held, (VISITORS, "2022-06-13", "Conference report completed and sent"))
    assert one_event(held, (VISITORS, "2022-06-14", "Attended conference, plan goes on"))


def test_an_agency_of_which_nothing_was_said_is_not_named() -> None:
    """A row that makes no mention of the police is no other telling of what they saw."""
    called = ("Fernley Police", "2022-06-14", "999 call, mother drowsy, officers attended")
    assert not one_event(called, ("GP", "2022-06-14", "Sick note issued, no mention of police"))
    assert one_event(called, ("GP", "2022-06-14", "Mother drowsy, police attended last night"))


def test_two_clinics_of_one_day_are_two_events() -> None:
    ear = ("Fernley Hospital", "2022-06-14", "Audiology: not brought, letter to mother")
    assert one_event(ear, (VISITORS, "2022-06-14", "Letter: not brought to hearing test"))
    assert not one_event(ear, (VISITORS, "2022-06-14", "Letter: not brought to dentist"))


def test_the_kind_of_contact_tells_which_meeting_a_row_is_about() -> None:
    """A sheet of meetings names each in a column of its own, and its notes do not."""
    held = event("a1", COUNCIL, "2022-06-14", "Core group. Mother, plan gone through")
    notes = event("b1", SCHOOL, "2022-06-14", "Here, mum quiet", contact_type="Core group")
    assert [sorted(each) for each in ids("same_event", held, notes)] == [["a1", "b1"]]
    off = event("b1", SCHOOL, "2022-06-14", "CANCELLED, mum not told", contact_type="Core group")
    ((_, message),) = found("conflict", held, off)
    assert "whether it took place" in message
    other = event("b1", SCHOOL, "2022-06-14", "Here, mum quiet", contact_type="Parents evening")
    assert ids("same_event", held, other) == []


def test_a_decision_beside_the_event_is_set_against_one_in_it() -> None:
    joint = event(
        "a1", COUNCIL, "2022-06-14", "Strategy meeting", action_taken="s47, joint enquiry"
    )
    single = event("b1", "Fernley Police", "2022-06-14", "Strategy meeting: single agency s47")
    ((_, message),) = found("conflict", joint, single)
    assert "joint or single agency enquiries" in message
    same = event("b1", "Fernley Police", "2022-06-14", "Strategy meeting: joint s47")
    assert found("conflict", joint, same) == []


def test_the_two_ends_of_one_call_have_one_hour() -> None:
    def about(hour: str, end: str) -> list[str]:
        made = event("a1", SCHOOL, "2022-06-14", "Rang social care, rash on Teal", time="09:20")
        taken = event("b1", COUNCIL, "2022-06-14", f"{end} rash on Teal", time=hour)
        return [message for _, message in found("conflict", made, taken)]

    ((message),) = about("13:40", "Call from school:")
    assert "the time of the call (09:20 or 13:40)" in message
    assert about("09:35", "Call from school:") == []
    assert about("13:40", "Told by Fernley Hospital, who rang at noon:") == []


def test_a_row_that_names_the_other_agency_has_heard_of_it() -> None:
    rows = [
        (SCHOOL, "2022-03-07", "Scratch to chin, Teal said the cat did it"),
        (COUNCIL, "2022-03-08", "Brockley Primary rang: scratch to Teal's chin, cat"),
    ]
    assert one_event(*rows)


def test_a_run_of_days_about_one_thing_is_not_all_one_event() -> None:
    """Of one agency, one row tells of an event: the referral, the medical, the discharge."""
    told = [
        event("a1", SCHOOL, "2022-03-07", "Bruise to jaw seen at registration"),
        event("b1", COUNCIL, "2022-03-07", "Referral from school: bruise to jaw"),
        event("b2", COUNCIL, "2022-03-08", "Child protection medical: bruise to jaw"),
        event("c1", "Fernley Hospital", "2022-03-08", "Child protection medical, bruise to jaw"),
    ]
    others = "piano,clarinet,shoes,dentist,wasp,snow,bus,library,apples,goldfish,kite,drum,"
    others = (others + "pencil,mural,tent,boots,poem,choir,maps,garden").split(",")
    told += [event(f"x{n}", SCHOOL, f"2022-05-{n + 10}", w) for n, w in enumerate(others)]
    groups = [sorted(each) for each in ids("same_event", *told)]
    assert groups == [["a1", "b1"], ["b2", "c1"]]


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        ("Fracture L femur", "Letter: fracture of the right femur", "which side"),
        (
            "Bruise left arm and left ear",
            "Bruise right arm and left ear",
            "which side (arm: left or right)",
        ),
        (
            "Core group. Dana and Kit Marsh attended",
            "Core group. Kit Marsh was not present, plan read out",
            "whether Marsh was there",
        ),
        (
            "Strategy discussion. No health representative",
            "Took part in strategy discussion by telephone",
            f"whether {VISITORS} took part",
        ),
        (
            "Door kicked in, call at 21.40. Teal asleep upstairs",
            "Door kicked in at 23:15, Teal at her nan's",
            "the time (21:40 or 23:15)",
        ),
        (
            "Joint visit. Teal asleep in her cot",
            "Joint visit with social worker, Teal with her nan",
            "where the child was ('in her cot' or 'with her nan')",
        ),
        (
            "Referral from school about hunger. NFA",
            "Referred to social care, hunger. Told an assessment will be opened",
            "what came of the referral ('nfa' or 'assessment will be opened')",
        ),
        (
            "Bruise to jaw, strategy discussion held with police",
            "Bruise to jaw, social care decided on NFA",
            "no further action or a strategy discussion ('strategy discussion' or 'nfa')",
        ),
        (
            "Strategy discussion: joint section 47 with police",
            "Strategy discussion, single agency enquiry",
            "joint or single agency enquiries ('joint section 47' or 'single agency')",
        ),
        (
            "Review conference. Plan to continue",
            "Review conference: stepped down to child in need",
            "whether the plan goes on ('plan to continue' or 'stepped down')",
        ),
        (
            "ICPC. Plan for neglect",
            "Initial child protection conference: emotional abuse",
            "the category of the plan ('neglect' or 'emotional')",
        ),
        (
            "Scald to chest, kept in overnight",
            "Scald to chest, let home with dressings",
            "admitted or sent home ('kept in' or 'let home')",
        ),
        (
            "Scald to chest, brought by her grandmother",
            "Scald to chest, came in with dad",
            "who brought the child ('brought by her grandmother' or 'came in with dad')",
        ),
        (
            "Paediatric clinic: wasn't brought",
            "Paediatric clinic: came with mother, squint",
            "whether they came (\"wasn't brought\" or 'came with')",
        ),
        (
            "Police say two children were alone in the flat, mother drunk",
            "Three kids alone in the flat, mother drunk",
            "how many (2 or 3 children)",
        ),
        (
            "Child protection medical: bruises x3 to back",
            "Child protection medical: five bruises to back",
            "how many (3 or 5 bruises)",
        ),
        (
            "Child protection medical: one bruise to back",
            "Child protection medical: five bruises to back",
            "how many (1 or 5 bruises)",
        ),
        (
            "Disturbance at the flat, Dana Bell alone with the children",
            "Disturbance at the flat, boyfriend present, no offences",
            "who was there ('Bell alone' or 'the partner present')",
        ),
        (
            "Core group. Both parents came",
            "Core group. Dad did not come",
            "whether the father was there ('came' or 'did not come')",
        ),
        (
            "Joint visit, mother refused entry",
            "Visit with social worker, mother let us in, flat cold",
            "whether anybody was let in ('refused entry' or 'let us in')",
        ),
        (
            "Mother collected Teal smelling of drink",
            "Mother sober when she collected Teal",
            "sober or intoxicated ('smelling of drink' or 'sober')",
        ),
        (
            "Teal found in the lane before school",
            "Teal found in the lane late at night",
            "the time (before school or late at night)",
        ),
        (
            "Brought in by mother, overdose of 16 x 500mg paracetamol.",
            "Overdose, 9 paracetamol tablets, brought in by mother.",
            "how many (16 or 9 paracetamol)",
        ),
        (
            "Missing since tea, mother rang. Located at 9 Corran House.",
            "Missing since tea, mother rang. Found on the platform at Harrow station.",
            "found",
        ),
    ],
)
def test_how_two_tellings_differ(one: str, other: str, about: str) -> None:
    rows = [event("a1", COUNCIL, "2022-03-07", one), event("b1", VISITORS, "2022-03-07", other)]
    messages = [message for _, message in found("conflict", *rows)]
    assert len(messages) == 1 and about in messages[0], messages


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Core group. Dana Marsh attended", "Core group. Dana Marsh and Kit Marsh came"),
        ("Weighed 5.40 kg at clinic, bruise to arm", "Clinic 14.10: bruise to arm, 5.4kg"),
        ("Ward rang: fall from cot at 15:10", "Fall from cot, seen 13:40"),
        (
            "Mother alone at reception, in tears, no food",
            "Mother in tears at school, no food; boyfriend was present last week",
        ),
        ("Core group. Report sent, not attended", "Core group. Headteacher attended"),
        ("Teal left wandering in the lane, mother seen alone", "Teal in the lane, dad present"),
        (
            "Police arrested father, no further action on the assault crime",
            "Strategy discussion after father's arrest, assault",
        ),
        ("Scald. Admitted, discharged two days later", "Scald, sent home on Monday"),
        ("Teal found in the lane in the evening", "Teal found in the lane at 20:15"),
        ("Review conference. Plan for neglect to continue", "Review conference, plan continues"),
    ],
)
def test_what_is_no_difference(one: str, other: str) -> None:
    rows = [event("a1", COUNCIL, "2022-03-07", one), event("b1", VISITORS, "2022-03-07", other)]
    assert ids("conflict", *rows) == []


def people(text: str, *others: str) -> tuple[set[str], set[str], set[str]]:
    """Whom a row has there, not there and alone, when the others are in the chronology too."""
    read = Presence(load_rules(), [text, *others], {}).of(text)
    return set(read.there), set(read.gone), set(read.alone)


def differ_when(day: str, one: str, other: str) -> list[str]:
    rows = [event("a1", SCHOOL, "2022-03-07", one), event("b1", COUNCIL, day, other)]
    return [message for _, message in found("conflict", *rows)]


def test_what_was_heard_later_is_told_with_the_hour_of_the_telling() -> None:
    """The hour of a call is no other hour of the event; one in its words is."""
    night, heard = "Teal found in Mill Lane in a nightdress", "School ring: Teal found in Mill Lane"
    rows = [event("a1", SCHOOL, "2022-03-07", night, time="21:40")]
    told = event("b1", COUNCIL, "2022-03-07", f"{heard} in a nightdress", time="23:10")
    assert found("conflict", *rows, told) == []
    words = event("b1", COUNCIL, "2022-03-07", f"{heard} at 18:30 in a nightdress", time="23:10")
    ((_, message),) = found("conflict", *rows, words)
    assert "the time (21:40 or 18:30)" in message
    call = event("b1", COUNCIL, "2022-03-07", f"{heard} in a nightdress. Call received 18:30")
    assert found("conflict", *rows, call) == []


def test_a_bruise_examined_the_day_after_is_no_conflict_a_meeting_held_twice_is() -> None:
    seen, examined = (
        "Bruise to left jaw the size of a coin, cat did it",
        "Bruise to left jaw now yellow, mother blames cat",
    )
    assert ids("same_event", event("a1", SCHOOL, "2022-03-07", seen),
               event("b1", COUNCIL, "2022-03-08", examined)) == [["a1", "b1"]]  # fmt: skip
    assert differ_when("2022-03-08", seen, examined) == []
    ((message),) = differ_when("2022-03-08", "Core group at school", "Core group at school, plan")
    assert "7 March 2022 or 8 March 2022" in message


def test_names_are_read_as_people_write_them() -> None:
    assert people("Mr Kit Marsh, Dana Bell and Ivo were present")[0] == {"Marsh", "Bell", "Ivo"}
    assert people("Ms Bell sent apologies; Ivo Marsh did not attend")[1] == {"Bell", "Marsh"}
    assert people("Both parents attended. Present: HV, Dana, school")[0] == {
        "mother", "father", "Dana",
    }  # fmt: skip
    assert people("No father present, neither parent came")[1] == {"father", "mother"}


def test_a_name_whose_role_is_told_elsewhere_is_that_role() -> None:
    told = ("Kit Renner (father) rang", "mum Shona low in mood")
    assert people("Kit did not come", *told)[1] == {"father"}
    assert people("KR present, Shona answered the door", *told)[0] == {"father", "mother"}
    assert people("Shona said she was on her own with the girls", *told)[2] == {"mother"}


def test_practitioners_are_nobody_of_the_family_and_seeing_one_alone_tells_no_absence() -> None:
    assert people("HV present, GP did not attend") == (set(), set(), set())
    assert people("Mother seen alone, spoken to on her own")[2] == set()


def test_an_endless_list_of_names_takes_no_endless_time() -> None:
    with must_end():
        assert people("Alice Bell, Carol Dunn, Erin Fox and Gail Hart, " * 2000)[0] == set()


def test_what_social_care_closes_anybody_opens_again_but_not_what_others_close() -> None:
    again = event("c1", VISITORS, "2022-06-01", "Referral to social care about the house")
    closed = event("a1", COUNCIL, "2022-03-01", "Case closed after assessment")
    assert ids("closed_then_referred", closed, again) == [["a1", "c1"]]
    other = event("b1", "Fernley Police", "2022-03-01", "Case closed, no offences")
    assert ids("closed_then_referred", other, again) == []


def test_what_is_only_intended_is_no_response() -> None:
    asked = event("a1", VISITORS, "2022-03-01", "Referral to social care made about the house")
    meant = event("b1", COUNCIL, "2022-03-03", "Assessment to be completed by the duty team")
    seen = event("b2", COUNCIL, "2022-03-21", "Home visit, both girls at the table")
    assert ids("response_lag", asked, meant, seen) == [["a1", "b2"]]
    started = event("b1", COUNCIL, "2022-03-03", "Assessment begun by the duty team")
    assert ids("response_lag", asked, started, seen) == []


def test_a_closed_door_counts_as_missed_a_telephone_nobody_answers_does_not() -> None:
    doors = [event(f"a{n}", VISITORS, f"2022-03-0{n}", "Visit, no reply") for n in (1, 5)]
    assert ids("not_brought", *doors) == [["a1", "a5"]]
    calls = [event(f"a{n}", VISITORS, f"2022-03-0{n}", "Phoned, no reply") for n in (1, 5)]
    assert ids("not_brought", *calls) == []
    meetings = [event(f"a{n}", "GP", f"2022-03-0{n}", "GP did not attend") for n in (1, 5)]
    assert ids("not_brought", *meetings) == []


def test_a_month_that_cannot_stand_where_it_stands_and_times_that_run_backwards() -> None:
    rows = [event(f"a{n}", "GP", f"2022-0{n}-10", "x") for n in range(1, 7)]
    wide = event("a7", "GP", "2022-03", "x")
    assert ids("out_of_order", *rows, wide) == [["a7", "a6"]] or ids(
        "out_of_order", *rows, wide
    ) == [["a6", "a7"]]
    fits = event("a7", "GP", "2022-06", "x")
    assert ids("out_of_order", *rows, fits) == []
    late = event("a7", "GP", "2022-07-10", "x", time="16:00")
    early = event("a8", "GP", "2022-07-10", "x", time="09:00")
    ((_, message),) = found("out_of_order", *rows, late, early)
    assert "10 July 2022 at 09:00 but stands below row" in message


def test_before_birth_the_child_is_named_by_its_own_name() -> None:
    first, brother = CASE.children[0], Child("Teal Marsh", CASE.born.replace(year=2018))
    case = Case("Baby Wren Marsh", (Child("Baby Wren Marsh", first.born), brother))
    weighed = event("a1", "GP", "2020-02-01", "Wren weighed 4 kg")
    history = event("a2", "GP", "2020-02-03", "Teal Marsh weighed 14 kg")
    findings = found("before_birth", weighed, history, case=case)
    assert [rows for rows, _ in findings] == [["a1"]]
    assert "the date may be wrong" in findings[0][1]


def _told_of_one_event(one: str, other: str) -> list[list[str]]:
    rows = [event("a1", COUNCIL, "2022-03-07", one), event("b1", VISITORS, "2022-03-07", other)]
    return ids("conflict", *rows, rulings=[Ruling(("a1", "b1"), "same")])


@pytest.mark.parametrize("kind", sorted({kind for kind, *_ in told_otherwise.DIFFER}))
def test_tellings_that_differ_are_found_and_other_words_for_one_thing_are_not(kind: str) -> None:
    """At most one of a kind is missed; of what only says it in other words none is claimed."""
    differ = [(one, other) for k, one, other in told_otherwise.DIFFER if k == kind]
    missed = [pair for pair in differ if not _told_of_one_event(*pair)]
    assert len(missed) <= 1, missed
    agree = [(one, other) for k, one, other in told_otherwise.AGREE if k == kind]
    assert [pair for pair in agree if _told_of_one_event(*pair)] == []


def test_hours_of_tellings_that_follow_each_other_do_not_differ() -> None:
    rows = [
        event("a1", "Fernley Hospital", "2022-05-09", "Brought in, leg broken", time="14:22"),
        event("b1", COUNCIL, "2022-05-09", "Child in plaster, leg broken", time="15:35"),
        event("c1", "Fernley Police", "2022-05-09", "Child has a broken leg", time="16:50"),
    ]
    assert ids("conflict", *rows, rulings=[Ruling(("a1", "b1", "c1"), "same")]) == []
    two = rows[:2]
    assert ids("conflict", *two, rulings=[Ruling(("a1", "b1"), "same")]) == [["a1", "b1"]]


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("an incident on saturday night", [13]),
        ("handover: police at flat 6 sat night", [13]),
        ("seen wed 10th", [10]),
        ("for home wed 23rd if weights hold", []),  # the last 23rd was a Saturday
        ("on sat morning", [13]),
    ],
)
def test_the_weekday_a_row_names(told: str, days: list[int]) -> None:
    named = named_before(told, date(2021, 2, 16))
    assert named == [date(2021, 2, day) for day in days]


def test_a_letter_sent_is_the_letter_received_two_days_later() -> None:
    clinic = "Turnstone Drug Service"
    sent = event(
        "a1",
        clinic,
        "2022-03-09",
        "Letter to Pinfold Surgery sent: 60ml methadone daily, collected",
    )
    came = event(
        "b1", "Pinfold Surgery", "2022-03-11", "Letter in from Turnstone. Methadone 60ml, pick up"
    )
    assert ids("same_event", sent, came) == [["a1", "b1"]]
    rang = event("b1", "Pinfold Surgery", "2022-03-11", "Turnstone rang. Nothing about methadone")
    assert ids("same_event", sent, rang) == []


def test_an_hour_without_am_or_pm_may_be_twelve_hours_later() -> None:
    def told(written: str) -> list[list[str]]:
        school = event("a1", "School", "2022-05-09", "Review held", time="13:30")
        nurse = event("b1", VISITORS, "2022-05-09", "Review", time="01:30", time_written=written)
        return ids("conflict", school, nurse, rulings=[Ruling(("a1", "b1"), "same")])

    assert [told("1.30"), told("at 1:30")] == [[], []]
    assert [told("1.30am"), told("01:30"), told("1.30 a.m.")] == [[["b1", "a1"]]] * 3


THREW = "Dean Foyle smashed the front window with a spade, mother's hand cut by the glass"
HEARD = (
    "Incident. Window at the front smashed with a spade by Mr Foyle. Mother cut her hand on glass"
)


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("2022-05-09", "2022-05-16", "the same weekday of another week"),
        ("2022-05-04", "2022-05-24", ""),
        ("2022-05-04", "2022-05-14", "one figure of the day"),
        ("2022-05-12", "2022-05-21", "the figures of the day changed round"),
        ("2022-05-09", "2022-05-17", ""),
        ("2022-04-30", "2022-05-07", "the same weekday of another week"),
    ],
)
def test_an_event_that_happens_once_is_found_on_a_mistaken_day(
    one: str, other: str, slip: str
) -> None:
    rows = [event("a1", COUNCIL, one, THREW), event("b1", VISITORS, other, HEARD)]
    told = [message for _, message in found("conflict", *rows, *DULL)]
    assert [slip in each for each in told] == ([True] if slip else [])


def test_what_is_done_every_week_is_not_one_thing_on_two_days() -> None:
    rows = [
        event("a1", COUNCIL, "2022-05-09", "Wren not brought for third immunisations. Text sent"),
        event("b1", VISITORS, "2022-05-16", "Wren not brought to clinic for weighing. Text sent"),
    ]
    assert ids("conflict", *rows, *DULL) == []


DULL = [
    event(f"a{n}", COUNCIL, f"2022-0{1 + n % 6}-2{n % 9}", f"{what}, mother told")
    for n, what in enumerate("home visit|call to the office|core group|letter|rent".split("|"), 20)
]


def test_two_hours_just_an_hour_apart_are_two_hours() -> None:
    rows = [
        event("a1", COUNCIL, "2022-05-09", "Wren reported missing from placement", time="22:40"),
        event("b1", VISITORS, "2022-05-09", "Wren was reported missing by placement", time="23:40"),
    ]
    assert "the time (22:40 or 23:40)" in found("conflict", *rows)[0][1]


POLICE = "Fernley Police"


PICKED_UP = "Woman on the quay detained under s136, taken to the suite"
RECEIVED = "Detained, s136, brought to suite by police from the quay"
BITTEN = "Attended, Wren bitten on the arm by the dog"
RANG = "Police rang, Wren bitten on the arm by the dog"


@pytest.mark.parametrize(
    ("early", "late", "conflict"),
    [
        (("Fernley Mental Health", RECEIVED), (POLICE, PICKED_UP), True),
        ((POLICE, PICKED_UP), ("Fernley Mental Health", RECEIVED), False),
        ((COUNCIL, RANG), (POLICE, BITTEN), True),
        ((POLICE, BITTEN), (COUNCIL, RANG), False),
    ],
)
def test_nobody_hears_of_an_event_before_it(
    early: tuple[str, str], late: tuple[str, str], conflict: bool
) -> None:
    rows = [
        event(key, agency, "2022-05-09", what, time=time)
        for key, time, (agency, what) in (("a1", "09:15", early), ("b1", "13:00", late))
    ]
    told = [message for _, message in found("conflict", *rows)]
    assert ["the time" in each for each in told] == [True] * conflict


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Home visit. Wren seen, flat warm", "Home visit by social worker. Wren seen, flat warm"),
        ("Six week check at surgery. Wren smiling", "Six week review at home. Wren smiling"),
        ("Gas safety check. Damp on bedroom wall", "Planned visit, damp on the bedroom wall"),
    ],
)
def test_two_visits_of_one_day_hours_apart_are_two(one: str, other: str) -> None:
    rows = [
        event("a1", COUNCIL, "2022-05-09", other, time="15:30"),
        event("b1", VISITORS, "2022-05-09", one, time="10:00"),
    ]
    assert ids("conflict", *rows, *DULL) == ids("same_event", *rows, *DULL) == []


def test_a_later_row_that_names_the_other_agency_tells_when_it_heard() -> None:
    night = event("a1", "Fernley Hospital", "2022-05-09", "Settled, mother stayed", time="07:45")
    told = "{} good night, settled, mother stayed and did his care"
    for by, conflict in (("Hospital report:", []), ("Foster carer:", [["a1", "b1"]])):
        rows = [night, event("b1", COUNCIL, "2022-05-09", told.format(by), time="09:00")]
        assert ids("conflict", *rows, rulings=[Ruling(("a1", "b1"), "same")]) == conflict


def test_a_visit_that_names_the_other_agency_is_one_whatever_its_hour() -> None:
    rows = [
        event("a1", COUNCIL, "2022-05-09", "Joint visit with HV, flat cold, no food", time="15:30"),
        event("b1", VISITORS, "2022-05-09", "Visited with SW, flat cold, no food", time="10:00"),
    ]
    assert "the time" in found("conflict", *rows)[0][1]


def test_appointments_with_two_doctors_are_two() -> None:
    rows = [
        event("a1", COUNCIL, "2022-05-09", "Mother did not attend her review with Dr Ansell"),
        event("b1", VISITORS, "2022-05-09", "Mother did not attend her review with Dr Peake"),
    ]
    assert ids("same_event", *rows) == []
    rows[1] = event(
        "b1", VISITORS, "2022-05-09", "Mother did not attend review, Dr Ansell. No call"
    )
    assert ids("same_event", *rows, *DULL) == [["a1", "b1"]]


def test_the_two_ends_of_a_call_are_of_one_day() -> None:
    made = "I telephoned a referral to children's services: Wren hungry, nits, wet clothes"
    taken = "Telephone referral taken from Brockley Primary School: Wren hungry, nits, wet clothes"
    rows = [event("s1", SCHOOL, "2022-05-09", made), event("a1", COUNCIL, "2022-05-10", taken)]
    assert "the date" in found("conflict", *rows, *DULL)[0][1]
    rows[0] = event("s1", SCHOOL, "2022-05-09", made.replace("children's services", "the MASH"))
    assert "the date" in found("conflict", *rows, *DULL)[0][1]
    rows[1] = event("a1", COUNCIL, "2022-05-10", "Letter about Wren hungry, nits and wet clothes")
    assert found("conflict", *rows, *DULL) == []
