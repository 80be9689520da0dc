"""How an injury was explained, where somebody was found and when, in the own words of two rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from chronology_rows import event, found

from workbench.chronology.build import build
from workbench.chronology.rulings import Ruling

GP, VISITORS = "Fernley Surgery GP", "Fernley Health Visiting"


def told(one: str, other: str) -> str:
    rows = [event("a1", GP, "2022-06-14", one), event("b1", VISITORS, "2022-06-14", other)]
    ruled = [Ruling(("a1", "b1"), "same")]
    return " ".join(message for _, message in found("conflict", *rows, rulings=ruled))


STRAIGHTENERS = "Burn to left palm. Mother reported he had grabbed hair straighteners."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STRAIGHTENERS, "Burn to hand. Mum says he pulled a brew over."),
        ("Bruise to jaw. Mum couldn't tell me how.", "Bruise to jaw. Mum said he lay on a dummy."),
        ("Bruise on ear. Account: caught it on the cot bars.", "Ear bruised. No explanation."),
    ],
)
def test_explanations_with_no_word_in_common_differ(one: str, other: str) -> None:
    assert "the explanation given" in told(one, other)
    assert "the explanation given" in told(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STRAIGHTENERS, "Burn to hand. Mum says he touched the straighteners."),
        (STRAIGHTENERS, "Burn to hand. Mum says it was an accident; straighteners had been on."),
        (STRAIGHTENERS, "Burn to palm, dressed."),
        ("Bruise to jaw. Mum said she had not noticed it and does not know of any fall.",
         "Bruise to jaw. No explanation."),
        ("Dinner burnt. Mother said the hob was old.", "Mum says the landlord is slow."),
    ],
)  # fmt: skip
def test_like_explanations_and_none_do_not(one: str, other: str) -> None:
    assert "the explanation given" not in told(one, other)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Missing. Located 23.20 at 6 Mill Court, safe.", "Traced, safe, at his nan's.", True),
        ("Located at his nan's flat.", "Found at his grandmother's.", False),
        ("Located at the bus station.", "Found in town.", False),
        ("Baby found face down in the cot.", "Found baby in adult bed between parents.", True),
        ("Found at 10.30 in a good state.", "Found at his nan's.", False),
        ("Located at his nan's.", "Found at a friend's flat; had been at his nan's.", False),
    ],
)
def test_where_somebody_was_found(one: str, other: str, differ: bool) -> None:
    assert ("was found" in told(one, other)) is differ


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Warrant. £465 cash found.", "Police found £380 cash.", True),
        ("Warrant. £465 cash found.", "Door to be mended, recharge £380.", False),
    ],
)
def test_sums_of_other_things_are_no_difference(one: str, other: str, differ: bool) -> None:
    assert ("the sum" in told(one, other)) is differ


def test_what_would_have_been_is_no_plan() -> None:
    one = "Child protection conference. Child protection plan, neglect."
    other = (
        "Child protection conference. I would have gone for a child in need plan, others did not."
    )
    assert "which plan" not in told(one, other)
    assert "which plan" in told(one, "Child protection conference. Child in need plan.")


CAME = "Neighbour rang 999, shouting. Officers arrived at {} hrs. Man said it was a nightmare."


@pytest.mark.parametrize(
    ("heard", "told", "time", "differ"),
    [
        # heard days later, of the day that is named
        ("2022-10-17", "Police form re Friday 14/10. " + CAME.format("21.15"), "09:15", True),
        ("2022-10-17", "Police form re Friday 14/10. " + CAME.format("23.10"), "09:15", False),
        # heard on the day, and then of what came after it was heard
        ("2022-10-14", "Police rang: " + CAME.format("21.15"), "23:55", True),
        ("2022-10-14", "Police rang: a nightmare. 23.50 mother rang, all quiet.", "23:40", False),
    ],
)
def test_the_hour_that_words_tell(heard: str, told: str, time: str, differ: bool) -> None:
    rows = [
        event("a1", "Fernley Police", "2022-10-14", CAME.format("23.15"), time="23:15"),
        event("b1", "Fernley Children's Social Care", heard, told, time=time),
    ]
    ruled = [Ruling(("a1", "b1"), "same")]
    said = " ".join(message for _, message in found("conflict", *rows, rulings=ruled))
    assert ("the time" in said) is differ


def test_who_attended_by_a_column_of_its_own_was_there(tmp_path: Path) -> None:
    minutes = tmp_path / "Fernley Children's Social Care.csv"
    minutes.write_text(
        "Date of meeting,Meeting,Attended,Summary and decisions\n"
        '14/06/2022,Discharge planning meeting,"SW; ward sister; health visitor; mother",'
        "Home on Wednesday to the new flat; weights twice in the first week\n",
        encoding="utf-8",
    )
    nurse = tmp_path / "Fernley Health Visiting.csv"
    nurse.write_text(
        "Date,Entry\n"
        "14/06/2022,Discharge planning meeting: home to new flat. I had not been asked.\n",
        encoding="utf-8",
    )
    built = build([minutes, nurse], "Teal", date(2022, 1, 1), as_of=date(2023, 1, 1))
    assert built.events.iloc[0]["what"].startswith("Home on Wednesday")
    conflicts = built.checks[built.checks["check"] == "conflict"]["message"]
    assert "was at the meeting" in " ".join(conflicts)


def test_what_is_to_be_only_if_something_else_is_was_not_decided() -> None:
    one = "Child protection conference. Plan, neglect. Legal planning if a test is positive."
    other = "Child protection conference. Made subject to a plan, neglect."
    assert "what the meeting decided" not in told(one, other)
    assert "what the meeting decided" in told(one.replace(" if a test is positive", ""), other)


def test_a_column_of_names_is_not_what_happened(tmp_path: Path) -> None:
    log = tmp_path / "Fernley Police.csv"
    log.write_text(
        "Ref,Day and hour,Result / disposal,Unit\n"
        + "".join(
            f'X{n},{n}.01.22 1000hrs,"Attended flat, neighbour had heard crying, {n}",PC Rowan\n'
            for n in (11, 12, 13)
        ),
        encoding="utf-8",
    )
    built = build([log], "Teal", date(2022, 1, 1), as_of=date(2023, 1, 1))
    assert list(built.events["what"].str.startswith("Attended")) == [True] * 3
