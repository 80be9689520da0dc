"""Whether the child was seen, read from the words where no column says it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from chronology_rows import AS_OF, CASE, event, found, merged

from workbench.chronology.build import as_json, build
from workbench.chronology.case import Case, Child
from workbench.chronology.rules import load_rules
from workbench.chronology.seen import seen_shown, with_seen_in_words
from workbench.chronology.subjects import called
from workbench.chronology.view import View

SEEN = [
    "Home visit. Wren on the rug with her blocks, smiling.",
    "Weight 7.1 kg, 9th centile, alert.",
    "Wren taken to the walk-in centre; seen with nan.",
    "Seen at drop-in with mum, rash on both arms.",
    "Officers checked on the children, warm and asleep.",
    "Mother came to the group with the baby.",
    "Two year review: three words only.",
    "Influenza vaccination given. L arm. Consent grandmother.",
    "Wren told her key worker that daddy shouts.",
    "Infant of 5 months old examined, no marks.",
    "Saw Wren and her mother at the bus stop.",
]
SEEN += [
    "Officers checked Wren, in bed, not woken.",
    "Visit. Wren on a mattress in the hall.",
    "Visit. Wren asleep next to her mother.",
    "Heard Wren crying, found her in the cot.",
    "Nan brought Wren in, she played on the floor.",
    "Wren pulled herself up on the chair.",
    "Wren in the high chair, custard all over her.",
    "Wren and mum seen at the group.",
]
ALONE = [
    "Wren seen alone in the nursery office.",
    "Social worker spoke to Wren on her own.",
    "Met Wren 1:1 in the library.",
    "Wren seen at school without her mother.",
    "Play therapy, fourth session.",
]
ALONE += [
    "Direct work with Wren on safe people.",
    "Wren on her own with the school nurse.",
    "One to one with Wren in the library.",
    "Time alone with Wren in the garden.",
    "Wishes and feelings sheet done: Wren wants a dog.",
]
NOT_SEEN = [
    "Visit. Mother at the door, Wren not seen.",
    "Called at the flat, nobody answered.",
    "Wren was not brought to the clinic.",
    "Only parents seen.",
    "Visit to house; mother would not let the worker past the step.",
]
NOT_SEEN += [
    "Visit. Curtains shut, nobody opened.",
    "Visit. Wren in bed, did not wake her.",
    "Hearing test missed, Wren's second check missed.",
    "Not in for the planned visit.",
    "Visit. Mother at home, Wren at nursery.",
]
NOTHING = [
    "Mother seen in clinic, low in mood.",
    "Leanne seen at the office. Says Wren is walking.",
    "Telephone call: Wren is well and happy.",
    "Letter from the ward. Wren seen and discharged.",
    "Mother says Wren is sleeping badly.",
    "Neighbour said the children were crying.",
    "Immunisations due next week.",
    "Six week check booked for Friday.",
    "Child protection conference. Plan agreed.",
    "Strategy discussion. Wren to be examined.",
    "Wren's bedroom clean and tidy.",
    "Mother seen alone.",
    "Referral to children's social care, seen as urgent.",
    "Nan has a photo of Wren asleep in her cot.",
    "Wren on CCTV with two adults, laughing.",
    "Mother stood at the door, could hear Wren crying.",
    "Neighbour heard Wren screaming and mother shouting.",
    "Staff say Wren is missing, last seen eating her tea.",
    "File read. Wren was weighed by her previous worker.",
    "Wren said to be asleep at nan's.",
    "Contact did not go ahead. Wren told beforehand.",
    "Father's knee looked at. Asked about Wren, says fine.",
    "Visit to mother's flat. She was happy about Wren coming back.",
    "Wren needs shoes, asked the aunt.",
    "Met Wren's key worker.",
    "Found matches in Wren's bag.",
    "Wren moved to her aunt's.",
    "Other children asleep on the floor.",
    "Wren left on her own with the lodger.",
    "Mother out, Wren on her own with her brother.",
    "Direct work with her mother.",
    "One to one with father about anger.",
    "Play therapy referral made.",
    "Play therapist says Wren is quiet.",
    "Wren's wishes and feelings not recorded.",
    "ABE interview to be arranged.",
    "Bus stopped because Wren now lives too near.",
    "Neighbour complained of a man kicking a ball at the children playing outside.",
]


def read(text: str, **more: object) -> tuple[str | None, str]:
    """The status and the words of one row."""
    view = View(
        merged(event("a1", "GP", "2022-01-01", text, **more)), CASE, load_rules(), AS_OF, {}
    )
    return view.told_seen[0][:2]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        *((text, "yes") for text in SEEN),
        *((text, "alone") for text in ALONE),
        *((text, "no") for text in NOT_SEEN),
        *((text, None) for text in NOTHING),
    ],
)
def test_it_is_read_from_the_words(text: str, status: str | None) -> None:
    told, words = read(text)
    assert told == status
    assert bool(words) == (status is not None), "what was read is said"


def test_the_agencys_own_answer_weighs_more_and_is_not_said_to_be_read() -> None:
    assert read("Wren smiling in her cot", child_seen="no") == ("no", "")
    assert read("Wren smiling in her cot", child_seen="not_applicable") == (None, "")


def test_no_name_stands_among_the_words_that_are_shown() -> None:
    for text in (
        "Wren spoken to on her own",
        "Met Wren 1:1",
        "Mother came with Wren",
        "Seen after Wren fell with mum",
    ):
        assert "wren" not in read(text)[1].casefold()


def test_what_was_read_goes_with_the_event_and_the_answer_stays_as_it_was() -> None:
    events = merged(
        event("a1", "GP", "2022-01-01", "Wren weighed, smiling"),
        event("a2", "GP", "2022-01-02", "Visit", child_seen="yes"),
        event("a3", "GP", None, "Letter", status="author_note"),
    )
    view = View(events, CASE, load_rules(), AS_OF, {})
    table = with_seen_in_words(events, view)
    assert list(table["seen_in_words"]) == ["yes", None, None]
    assert list(table["seen_words"]) == ["weighed", "", ""]
    assert list(table["child_seen"]) == [None, "yes", None]
    shown = map(seen_shown, table["child_seen"], table["seen_in_words"])
    assert list(shown) == ["Seen (in words)", "Seen", ""]


def test_a_stretch_says_that_the_sighting_it_begins_with_was_read(tmp_path: Path) -> None:
    rows = [
        event("a1", "GP", "2022-01-01", "Wren weighed, smiling"),
        event("a2", "GP", "2022-06-01", "Letter from school"),
    ]
    message = found("days_since_seen", *rows)[0][1]
    assert "1 January 2022 (read from “weighed”)" in message


def test_the_json_says_what_was_read(tmp_path: Path) -> None:
    sheet = tmp_path / "GP.csv"
    sheet.write_text("Date,Event\n01/02/2022,Wren weighed\n02/02/2022,Letter sent\n", "utf-8")
    events = as_json(build([sheet], CASE, as_of=AS_OF))["events"]
    told = [(e["child_seen"], e["seen_in_words"], e["seen_words"]) for e in events]
    assert told == [(None, "yes", "weighed"), (None, None, "")]


def test_a_sibling_who_was_seen_is_not_the_child_under_review() -> None:
    brother = Case("Wren Marsh", (*CASE.children, Child("Jay Marsh", date(2016, 9, 2))))
    rows = [
        event("a1", "GP", "2022-01-01", "Wren weighed, smiling"),
        event("a2", "School", "2022-03-01", "Jay drew his family, said Wren has a cot"),
        event("a3", "School", "2022-04-01", "Jay tearful in class"),
        event("a4", "GP", "2022-06-01", "Wren seen with Jay"),
    ]
    ((which, message),) = found("days_since_seen", *rows, case=brother)
    assert which == ["a1", "a4"] and "151 days" in message
    both = event("a3", "School", "2022-04-01", "Home visit. Jay and Wren both asleep")
    assert ["a1", "a3"] in [i for i, _ in found("days_since_seen", *rows[:2], both, case=brother)]


def test_an_adult_known_by_name_alone_who_was_not_seen_is_not_the_child() -> None:
    assert read("Assessment finished. Dale Orton was not spoken to") == (None, "")
    assert read("Assessment finished, she was not seen")[0] == "no"


def test_nobody_sees_a_child_that_is_not_born() -> None:
    what = "Antenatal appointment. Scan normal, growth on centile, answered all questions."
    before, after = (
        view.told_seen[0].status
        for day in ("2021-01-05", "2021-05-05")
        for view in [View(merged(event("a1", "M", day, what)), CASE, load_rules(), AS_OF, {})]
    )
    assert (before, after) == (None, "yes")


def test_who_stands_beside_the_child_was_not_the_one_not_seen() -> None:
    assert read("Home visit. Wren upstairs in bed with her dad, I did not see her.")[0] == "no"


def test_him_is_not_the_mother_who_is_named_last() -> None:
    text = "Wren was upstairs in bed, mother did not want him woken, left without seeing {}."
    assert read(text.format("him"))[0] == "no"
    assert read(text.format("her"))[0] != "no"


def test_a_child_behind_the_door_was_seen_though_nobody_was_let_in() -> None:
    assert read("Saw Wren behind Kit at the door, pale. He would not let me in.")[0] == "yes"
    assert read("Wren heard behind the door. He would not let me in.")[0] == "no"


def test_whom_the_police_name_is_not_the_child() -> None:
    rows = [
        event("a1", "Police", "2022-06-14", "HARROW found drunk at station. Conveyed to address."),
        event("a2", "Police", "2022-06-15", "HARROW spoken to. Wren found in the yard."),
    ]
    told = View(merged(*rows), CASE, load_rules(), AS_OF, {}).told_seen
    assert [each.status for each in told] == [None, "yes"]


def test_a_missed_appointment_is_told_once() -> None:
    missed = event("a1", "GP", "2022-01-01", "Hearing test: Wren was not brought")
    assert found("child_not_seen", missed) == []
    assert read("Hearing test: Wren was not brought")[0] == "no"


SIBLINGS = Case(
    "Wren Marsh", (Child("Wren Marsh", CASE.born), Child("Jay Marsh", date(2016, 9, 2)))
)


def read_of(text: str, *others: str, case: Case = SIBLINGS) -> tuple[str | None, str, str]:
    rows = [event("a1", "GP", "2022-01-01", text)]
    rows += [event(f"b{n}", "GP", "2022-02-01", other) for n, other in enumerate(others)]
    return tuple(View(merged(*rows, case=case), case, load_rules(), AS_OF, {}).told_seen[0])


@pytest.mark.parametrize(
    "text",
    ["W in sling", "Seen with mum, W asleep", "Home visit. W on the rug, smiling.",
     "Saw W at nan's", "WM weighed in clinic"],
)  # fmt: skip
def test_a_childs_initials_are_its_name(text: str) -> None:
    assert read_of(text)[0] == "yes"


def test_initials_of_a_sibling_or_of_both_or_of_an_adult_are_not_the_childs() -> None:
    assert read_of("J asleep upstairs in cot")[2] == "Jay Marsh"
    jo = Case("Jo", (Child("Jo Marsh", CASE.born), Child("Jay Marsh", date(2016, 9, 2))))
    assert read_of("J asleep", case=jo) == (None, "", "")
    assert read_of("W asleep on the sofa", "Mum Wendy rang")[0] is None


def test_m_is_the_child_only_where_mothers_have_a_word_of_their_own() -> None:
    merrin = Case.of("Merrin", CASE.born)
    assert read_of("M in sling", "Mum low in mood", case=merrin)[0] == "yes"
    assert read_of("M in sling", "Visit. M said she is tired. Mum", case=merrin)[0] is None
    assert read_of("M in sling", "Nothing of note", case=merrin)[0] is None


WRITES_W = ("W told her key worker about a dog.", "W asleep at nap time.", "W came in wet.")


@pytest.mark.parametrize(
    "text",
    ["Bath and bed. Then sat with mum and fed W.", "Nurse weighed little W.",
     "Wellbeing walk, met W.", "At the door: mum, gran and W's baby doll. W, smiling."],
)  # fmt: skip
def test_an_initial_that_a_return_often_writes_is_the_child_wherever_it_stands(text: str) -> None:
    assert read_of(text, *WRITES_W)[0] == "yes"


@pytest.mark.parametrize(
    "text",
    ["Visit to flat W, tearful.", "Mother seen, W 38.1", "Nurse met Mrs W.", "Wing W, seen asleep.",
     "W's bedroom tidy.", "Spoke to mum at block W, smiling."],
)  # fmt: skip
def test_a_letter_that_names_a_thing_or_an_adult_stays_a_letter(text: str) -> None:
    assert read_of(text, *WRITES_W)[0] is None


def test_of_a_sibling_alone_says_whose_and_counts_for_nobody_else() -> None:
    assert read_of("Jay drew his family. Tearful.") == ("yes", "drew", "Jay Marsh")
    assert read_of("Jay seen alone. Wren asleep in her cot") == ("yes", "asleep", "")
    assert read_of("Jay not seen. Wren asleep in her cot")[::2] == ("yes", "")
    rows = merged(event("a1", "GP", "2022-01-01", "Jay tearful in class"), case=SIBLINGS)
    view = View(rows, SIBLINGS, load_rules(), AS_OF, {})
    (told,) = with_seen_in_words(rows, view).to_dict("records")
    assert (told["seen_in_words"], told["seen_of"]) == (None, "Jay Marsh")
    assert seen_shown(None, None, told["seen_of"]) == "Only of Jay Marsh (in words)"
    unseen = event("a1", "GP", "2022-01-01", "Jay was not seen")
    ((_, message),) = found("child_not_seen", unseen, case=SIBLINGS)
    assert "Jay Marsh was not seen" in message


def test_rows_that_were_read_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    two = Case("Wren", (Child("Wren", date(2021, 3, 14)), Child("Jay", date(2016, 9, 2))))
    rows = merged(
        event("a", "GP", "2022-05-01", "Wren was seen alone in her room."),
        event("b", "GP", "2022-05-02", "Jay was seen at school.", child_seen=None),
        event("c", "GP", "2022-05-03", "Letter sent.", child_seen="no"),
        event("d", "GP", "2022-05-04", "Wren was seen.", child_seen="not_applicable"),
        event("e", "GP", "2022-05-05", "Jay seen at school.", child_seen="yes"),
        case=two,
    )
    first = View(rows, two, load_rules(), AS_OF, {})
    again = View(with_seen_in_words(rows, first), two, load_rules(), AS_OF, {})
    monkeypatch.setattr("workbench.chronology.seen.seen_status", lambda _: pytest.fail("read"))
    assert again.seen == first.seen == ["alone", None, "no", None, None]


@pytest.mark.parametrize(
    ("name", "names"),
    [("Quarry Lane (Otto and Mabli)", ("Otto", "Mabli")),
     ("Marsh (Wren, Jay & Lou Ann Marsh)", ("Wren", "Jay", "Lou Ann Marsh")),
     ("Wren Marsh (2021)", ("Wren Marsh",)), ("Wren (Northmoor)", ("Wren",)),
     ("Marsh family (three children and a baby)", ("Marsh family",)), ("Wren M", ("Wren M",))],
)  # fmt: skip
def test_a_case_named_for_a_place_has_its_children_in_brackets(
    name: str, names: tuple[str, ...]
) -> None:
    assert called(name) == names


@pytest.mark.parametrize(
    "title",
    [
        "Case of {}", "The case of {}", "In the matter of {}", "Integrated chronology for {}",
        "LCSPR {}", "CSPR: {}", "Rapid review - {}", "Child safeguarding practice review: {}",
        "Re: {}", "{}",
    ],
)  # fmt: skip
def test_what_calls_it_a_case_is_no_name_of_the_childs(title: str) -> None:
    assert called(title.format("Teal Fox")) == ("Teal Fox",)


@pytest.mark.parametrize("name", ["Case", "Review", "Reed Casey", "Case 12", "Child T", "Rex"])
def test_a_name_that_is_like_a_title_stays(name: str) -> None:
    assert called(name) == (name,)


def test_each_child_in_the_brackets_is_one_under_review_and_and_is_nobody() -> None:
    both = Case.of("Quarry Lane (Otto and Mabli)", "2015-05-18")
    assert read_of("Mabli weighed in clinic", case=both) == ("yes", "weighed", "")
    assert read_of("Otto not brought to clinic", case=both)[0] == "no"
    assert read_of("Home visit. M in sling. Mum low", case=both)[0] == "yes"
    assert read_of("Gail spoke to the landlord and Dev looked tired", case=both)[0] is None
    assert read_of("Quarry Lane surgery attended", case=both)[0] is None


def test_a_surname_of_one_letter_names_nobody_by_itself() -> None:
    wren = Case.of("Wren R", CASE.born)
    assert read_of("Wren at clinic, sore R arm, smiling", case=wren)[0] == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "Attended 20/11. Fracture left clavicle, sling.",
        "Attended evening of 24th. Two vomits, obs normal.",
        "Child form re Friday 14/10. Wren seen in bed.",
        "Diary sheet: baby crying from 11 till gone 4.",
    ],
)
def test_what_another_saw_is_no_sighting_of_ones_own(text: str) -> None:
    assert read(text)[0] is None


def test_an_attendance_of_the_day_is_one() -> None:
    assert read("Attended with mum. Wren has a rash.")[0] == "yes"
