"""Merging: in order, numbered, with ages; the same whatever order the files come in."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from chronology_rows import CASE, event, merged
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.chronology.ages import age_between, age_on, day_offset
from workbench.chronology.case import Case, Child, birth_date
from workbench.chronology.intervals import bounds
from workbench.chronology.merge import COLUMNS, frame, merge
from workbench.chronology.resend import resend
from workbench.chronology.sheets import Return, read_return
from workbench.errors import ChronologyError
from workbench.records import Event

BORN = date(2021, 3, 14)


def returned(agency: str, events: list[Event], sha256: str = "") -> Return:
    return Return(agency, f"{agency}.csv", sha256 or agency, (), tuple(events))


def test_order_is_day_then_time_then_the_sheet() -> None:
    rows = [
        event("z1", "GP", None, "undated"),
        event("a3", "GP", "2022-05-03", "late", time="16:00"),
        event("a2", "GP", "2022-05-03", "early", time="09:00"),
        event("a9", "GP", "2022-05-03", "second of the sheet"),
        event("a1", "GP", "2022-05-03", "first of the sheet"),
        event("a5", "GP", "2022-05", "some day in May"),
        event("a6", "GP", "../2022-06", "before June"),
        event("a7", "GP", "2022-05-02/2022-05-09", "a week"),
    ]
    table = merged(*rows)
    assert list(table["id"]) == ["a6", "a5", "a7", "a1", "a9", "a2", "a3", "z1"]
    assert list(table["n"]) == list(range(1, 9))
    assert list(table.columns) == list(COLUMNS)


def test_an_empty_chronology_has_its_columns() -> None:
    table = merge([], CASE)
    assert list(table.columns) == list(COLUMNS) and table.empty
    assert str(table["earliest"].dtype).startswith("datetime64")


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2020, 1, 1), ""),
        (date(2021, 1, 17), "32 weeks' gestation"),
        (date(2021, 3, 14), "0 days"),
        (date(2021, 3, 15), "1 day"),
        (date(2021, 3, 21), "1 week"),
        (date(2021, 4, 20), "5 weeks"),
        (date(2021, 10, 13), "6 m"),
        (date(2021, 10, 14), "7 m"),
        (date(2022, 3, 13), "11 m"),
        (date(2022, 3, 14), "1 y 0 m"),
        (date(2023, 6, 20), "2 y 3 m"),
    ],
)
def test_ages(day: date, age: str) -> None:
    assert age_on(day, BORN) == age


def test_age_over_an_interval_and_by_the_due_date() -> None:
    assert age_between(date(2022, 5, 1), date(2022, 5, 31), BORN) == "1 y 1 m to 1 y 2 m"
    assert age_between(None, date(2022, 5, 31), BORN) == "1 y 2 m"
    assert age_between(date(2019, 1, 1), date(2021, 4, 20), BORN) == "up to 5 weeks"
    early = age_on(date(2021, 2, 14), BORN, due=date(2021, 4, 25))
    assert early == "30 weeks' gestation"
    assert age_on(date(2025, 2, 28), date(2024, 2, 29)) == "1 y 0 m"
    assert day_offset(date(2021, 3, 13), BORN) == -1


def test_every_child_has_an_age() -> None:
    case = Case("Wren", (Child("Wren", BORN), Child("Jay", date(2016, 9, 2))))
    table = frame([event("a1", "GP", "2023-06-20", "x"), event("a2", "GP", None, "y")], case)
    assert dict(table["ages"][0]) == {"Wren": "2 y 3 m", "Jay": "6 y 9 m"}
    assert list(table["age"]) == ["2 y 3 m", ""]


def test_a_case_needs_a_child_and_a_day_of_birth() -> None:
    assert birth_date("14/03/2021") == BORN
    for wrong in ("May 2021", "rubbish", "31/06/2021"):
        with pytest.raises(ChronologyError, match="date of birth"):
            Case.of("Wren", wrong)
    with pytest.raises(ChronologyError, match="no child"):
        Case("Wren", ())


def test_the_same_file_twice_counts_once_and_the_same_row_in_two_files_twice() -> None:
    one = returned("GP", [event("a1", "GP", "2022-05-03", "x")])
    assert len(merge([one, one], CASE)) == 1
    other = replace(one, file="GP 2.csv", sha256="other")
    table = merge([one, other], CASE)
    assert sorted(table["id"]) == ["a1", "a1-f2"]


WHENS = st.sampled_from(
    [None, "2022-05-03", "2022-05-03?", "2022-05", "2022", "../2022-06", "2022/..", "2022-21"]
)
EVENTS = st.lists(
    st.tuples(st.sampled_from(["GP", "Police", "School"]), WHENS, st.sampled_from(["", "09:00"])),
    max_size=30,
)


def returns_of(rows: list[tuple[str, str | None, str]]) -> list[Return]:
    by_agency: dict[str, list[Event]] = {}
    for n, (agency, when, time) in enumerate(rows):
        by_agency.setdefault(agency, []).append(
            event(f"e{n}", agency, when, f"what {n}", time=time or None)
        )
    return [returned(agency, events) for agency, events in by_agency.items()]


@given(rows=EVENTS, seed=st.integers(0, 1000))
@settings(max_examples=60, deadline=None)
def test_merging_does_not_depend_on_the_order_of_files(rows: list, seed: int) -> None:
    returns = returns_of(rows)
    shuffled = random.Random(seed).sample(returns, len(returns))
    assert merge(returns, CASE).equals(merge(shuffled, CASE))


@given(rows=EVENTS)
@settings(max_examples=60, deadline=None)
def test_merging_twice_changes_nothing_and_loses_nothing(rows: list) -> None:
    returns = returns_of(rows)
    table = merge(returns, CASE)
    assert sorted(table["id"]) == sorted(f"e{n}" for n in range(len(rows)))
    assert merge([*returns, *returns], CASE).equals(table)
    days = [bounds(when)[0] or date.min for when in table["when"] if when]
    assert days == sorted(days)
    assert table["when"].isna().tolist() == sorted(table["when"].isna())


# --- a corrected return


def written(path: Path, *rows: str) -> Return:
    path.write_text("Date,Event,Source\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return read_return(path)


FIRST = [
    "1/5/2022,Home visit by Ann,Log",
    "2/5/2022,Call from school,Log",
    "3/5/2022,Letter sent,Log",
]


def test_a_corrected_row_keeps_its_id(tmp_path: Path) -> None:
    old = written(tmp_path / "gp.csv", *FIRST)
    new = written(
        tmp_path / "gp.csv",
        "30/4/2022,New first row,Log",
        FIRST[0],
        "12/5/2022,Call from the school nurse,Log",
    )
    after = resend(old.events, new)
    by_what = {e.what: e for e in after.events}
    before = {e.what: e.id for e in old.events}
    assert by_what["Home visit by Ann"].id == before["Home visit by Ann"]
    assert by_what["Call from the school nurse"].id == before["Call from school"]
    assert by_what["Letter sent"].status == "withdrawn"
    assert by_what["New first row"].id not in before.values()
    assert sorted(after.changes["change"]) == ["added", "changed", "withdrawn"]
    changed = after.changes[after.changes["change"] == "changed"].iloc[0]
    assert changed["differs"] == ["Date", "Event"]
    assert (changed["row_before"], changed["row_after"]) == (3, 4)


def test_sending_the_same_again_changes_nothing(tmp_path: Path) -> None:
    old = written(tmp_path / "gp.csv", *FIRST)
    after = resend(old.events, written(tmp_path / "gp.csv", *FIRST))
    assert after.changes.empty
    assert [e.id for e in after.events] == [e.id for e in old.events]


def test_a_row_that_moved_keeps_its_id_and_withdrawn_rows_stay(tmp_path: Path) -> None:
    old = written(tmp_path / "gp.csv", *FIRST)
    second = resend(old.events, written(tmp_path / "gp.csv", *FIRST[1:]))
    third = resend(second.events, written(tmp_path / "gp.csv", FIRST[2], FIRST[1]))
    assert [e.status for e in third.events] == ["event", "event", "withdrawn"]
    assert {e.id for e in third.events} == {e.id for e in old.events}


@given(
    keep=st.lists(st.booleans(), min_size=3, max_size=12),
    put_in=st.integers(0, 12),
)
@settings(max_examples=40, deadline=None)
def test_ids_stay_whatever_is_taken_out_or_put_in(keep: list[bool], put_in: int) -> None:
    raw = [
        (("Date", f"{n + 1}/5/2022"), ("Event", f"word{n} thing{n * 7}")) for n in range(len(keep))
    ]
    old = [event(f"e{n}", "GP", None, "x", raw=cells) for n, cells in enumerate(raw)]
    fresh = [replace(e, id=f"new{e.id}") for e, kept in zip(old, keep, strict=True) if kept]
    fresh.insert(min(put_in, len(fresh)), event("added", "GP", None, "x", raw=(("Event", "QQQ"),)))
    fresh = [replace(e, sequence=n) for n, e in enumerate(fresh)]
    after = resend(old, returned("GP", fresh))
    assert {e.id for e in after.events} == {e.id for e in old} | {"added"}
    withdrawn = {e.id for e in after.events if e.status == "withdrawn"}
    assert withdrawn == {e.id for e, kept in zip(old, keep, strict=True) if not kept}
