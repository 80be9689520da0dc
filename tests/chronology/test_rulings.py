"""What reviewers rule weighs more than likeness, can be seen, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from chronology_rows import event, found, ids

from workbench.chronology.rulings import Ruling, ruling_key, rulings_of
from workbench.errors import UsageError
from workbench.library import Library
from workbench.records import Event
from workbench.tasks import ChronologyCase

POLICE = event("a1", "Police", "2023-04-09", "Child found with bruising to the left arm at home")
HOSPITAL = event("b1", "Hospital", "2023-04-09", "Bruising to the right arm; child brought in")
SCHOOL = event("c1", "School", "2023-04-11", "Wren tells the class of a new kitten")
ROWS = (POLICE, HOSPITAL, SCHOOL)
PAIR = ("a1", "b1")


def pairs(check: str, *rows: Event, rulings: Sequence[Ruling] = ()) -> list[list[str]]:
    return [sorted(each) for each in ids(check, *rows, rulings=rulings)]


def test_without_a_ruling_the_two_are_one_event_and_in_conflict() -> None:
    assert pairs("same_event", *ROWS) == pairs("conflict", *ROWS) == [["a1", "b1"]]
    assert ids("ruled_different", *ROWS) == []


def test_rows_ruled_different_are_no_event_and_no_conflict() -> None:
    ruled = [Ruling(PAIR, "different", "another child of that name")]
    for check in ("same_event", "conflict"):
        assert ids(check, *ROWS, rulings=ruled) == []
    ((rows, message),) = found("ruled_different", *ROWS, rulings=ruled)
    assert sorted(rows) == ["a1", "b1"]
    assert message.startswith("A reviewer ruled: different events (another child of that name).")


def test_what_is_ruled_different_is_then_known_to_one_agency_alone() -> None:
    words = "Father arrested outside the nursery with a crowbar"
    rows = [event("a1", "Police", "2023-04-09", words), event("b1", "Nursery", "2023-04-09", words)]
    assert ids("known_to_one_agency", *rows) == []
    ruled = [Ruling(PAIR, "different")]
    assert pairs("known_to_one_agency", *rows, rulings=ruled) == [["b1"], ["a1"]]


def test_rows_ruled_the_same_are_one_event_whatever_their_words_and_days() -> None:
    ruled = [Ruling(("a1", "c1"), "same")]
    assert ids("same_event", POLICE, SCHOOL) == []
    ((rows, message),) = found("same_event", POLICE, SCHOOL, rulings=ruled)
    assert rows == ["a1", "c1"]
    assert message.endswith("A reviewer ruled: one and the same event.")
    ((_, told),) = found("conflict", POLICE, SCHOOL, rulings=ruled)
    assert "the date (9 April 2023 or 11 April 2023: 2 days apart" in told


def test_a_row_without_a_date_can_be_ruled_the_same() -> None:
    undated = event("d1", "GP", None, "Letter about the arm")
    ruled = [Ruling(("d1", "a1"), "same")]
    assert pairs("same_event", POLICE, undated, rulings=ruled) == [["a1", "d1"]]


def test_rows_ruled_disputed_are_a_conflict_though_no_rule_finds_the_difference() -> None:
    school = event("c2", "School", "2023-04-09", "Wren tells the class of a new kitten")
    ruled = [Ruling(("a1", "c2"), "disputed", "who was told first")]
    assert ids("conflict", POLICE, school) == []
    ((rows, message),) = found("conflict", POLICE, school, rulings=ruled)
    assert rows == ["a1", "c2"] and "differ about what happened" in message
    assert message.endswith("A reviewer ruled: disputed between them (who was told first).")


def test_a_ruling_of_the_same_takes_the_place_of_a_likelier_row() -> None:
    other = event("b2", "Hospital", "2023-04-09", "Seen on the ward by the play worker")
    ruled = [Ruling(("a1", "b2"), "same")]
    assert pairs("same_event", POLICE, HOSPITAL, other, rulings=ruled) == [["a1", "b2"]]


def test_rows_ruled_different_are_not_joined_by_a_third() -> None:
    gp = event("g1", "GP", "2023-04-09", "Letter: child found at home with bruising to an arm")
    three = (POLICE, HOSPITAL, gp)
    joined = [Ruling(("a1", "g1"), "same"), Ruling(("b1", "g1"), "same")]
    assert pairs("same_event", *three, rulings=joined) == [["a1", "b1", "g1"]]
    groups = pairs("same_event", *three, rulings=[*joined, Ruling(PAIR, "different")])
    assert len(groups) == 1 and "g1" in groups[0] and len(groups[0]) == 2


def test_the_last_ruling_stands_whatever_rows_it_named_beside() -> None:
    first, then = Ruling(("a1", "b1", "c1"), "different"), Ruling(PAIR, "same")
    assert pairs("same_event", *ROWS, rulings=[first, then]) == [["a1", "b1"]]
    assert ids("ruled_different", *ROWS, rulings=[first, then]) == []
    assert ids("same_event", *ROWS, rulings=[then, first]) == []


def test_rulings_on_rows_that_are_not_there_change_nothing() -> None:
    ruled = [Ruling(("a1", "gone"), "different"), Ruling(("x", "y"), "same")]
    assert pairs("same_event", *ROWS, rulings=ruled) == [["a1", "b1"]]


def test_a_library_keeps_them_by_row_and_in_the_order_of_time() -> None:
    kept = {
        ruling_key(("b1", "a1")): {"value": "same", "why": "one ward", "when": "2026-02-02"},
        "a1|c1": {"value": "different", "why": "", "when": "2026-01-01"},
        "a1": {"value": "same", "why": "", "when": "2026-01-01"},
        "a1|d1": {"value": "perhaps", "why": "", "when": "2026-01-01"},
    }
    assert rulings_of(kept) == (
        Ruling(("a1", "c1"), "different"), Ruling(("a1", "b1"), "same", "one ward")
    )  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> ChronologyCase:
    for agency, told in (("Police", "left"), ("Hospital", "right")):
        text = f"Date,Event,Source\n09/04/2023,Child has bruising to the {told} arm,Log 4\n"
        (tmp_path / f"{agency}.csv").write_text(text, encoding="utf-8")
    library = Library.open(tmp_path / "library", create=True)
    case = ChronologyCase.open(library, "Teal", "2021-03-14")
    case.add_paths([tmp_path / "Police.csv", tmp_path / "Hospital.csv"])
    return case


def checks(case: ChronologyCase) -> dict[str, list[str]]:
    table = case.chronology.checks
    pairs = table[table["check"].isin(["same_event", "conflict", "ruled_different"])]
    return dict(zip(pairs["check"], pairs["events"], strict=True))


def test_a_case_follows_its_rulings_and_the_undoing_of_them(case: ChronologyCase) -> None:
    pair = list(case.chronology.events["id"])
    assert set(checks(case)) == {"same_event", "conflict"}
    case.rule(pair, "different", "two children")
    assert checks(case) == {"ruled_different": pair}
    assert "Taken back" in case.undo()
    assert set(checks(case)) == {"same_event", "conflict"}
    with pytest.raises(UsageError, match="two entries"):
        case.rule(pair[:1], "same")
