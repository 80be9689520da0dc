"""People, pseudonyms, episodes and the hindsight guard."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from chronology_rows import event, merged
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.chronology.case import Case, Child, Person
from workbench.chronology.episodes import Episode, episodes_frame, events_of
from workbench.chronology.hindsight import WRITTEN_FOR_THE_REVIEW, as_known
from workbench.chronology.people import mentions, people_frame, people_of
from workbench.chronology.pseudonyms import (
    Key,
    Pseudonym,
    check_reversible,
    hide_names,
    load_key,
    publication_view,
    restore_names,
    save_key,
)
from workbench.errors import ChronologyError, UsageError

KEY = Key(
    [
        Pseudonym("Wren", "Child A"),
        Pseudonym("Wren Harker", "Child A Smith"),
        Pseudonym("Dez O'Rourke", "Adult B"),
        Pseudonym("Mill Row", "Street C", "place"),
        Pseudonym("Tamsin", "Adult D"),
    ]
)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Wren seen", "Child A seen"),
        ("WREN SEEN", "CHILD A SEEN"),
        ("Wren's coat", "Child A's coat"),
        ("Wren Harker of Mill Row", "Child A Smith of Street C"),
        ("Wrenfield is a place", "Wrenfield is a place"),
        ("a wren sang", "a wren sang"),
        ("tamsin and TAMSIN", "adult d and ADULT D"),
        ("Dez O'Rourke's van", "Adult B's van"),
    ],
)
def test_names_go_and_come_back(text: str, hidden: str) -> None:
    assert KEY.hide(text) == hidden
    assert KEY.restore(hidden) == text


def test_a_curly_apostrophe_is_the_same_name() -> None:
    assert KEY.hide("Dez O’Rourke’s van") == "Adult B’s van"


@given(
    parts=st.lists(
        st.sampled_from(["Wren", "WREN", "Wren Harker", "Tamsin", "tamsin", "Mill Row", "'s", ",",
                         "went to", "Wrenfield", "(", ")", "and", "10/05/2021"]),
        max_size=12,
    )
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_hiding_is_undone_by_restoring(parts: list[str]) -> None:
    text = " ".join(parts)
    assert KEY.restore(KEY.hide(text)) == text


def test_what_would_not_come_back_is_said() -> None:
    table = merged(
        event("a1", "GP", "2022-05-03", "Child A was there before"),
        event("a2", "GP", "2022-05-03", "wren cried"),
        event("a3", "GP", "2022-05-03", "Wren cried"),
    )
    problems = check_reversible(table, KEY)
    assert list(problems["id"]) == ["a1", "a2"]


def test_a_key_that_cannot_work_both_ways_is_refused() -> None:
    for entries in (
        [Pseudonym("A", "X"), Pseudonym("B", "x")],
        [Pseudonym("A", "X"), Pseudonym("a", "Y")],
        [Pseudonym("A", "B"), Pseudonym("B", "C")],
        [Pseudonym("", "X")],
    ):
        with pytest.raises(ChronologyError):
            Key(entries)


def test_the_key_is_kept_in_a_file_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "key.json"
    save_key(path, KEY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_key(path).entries == KEY.entries
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(ChronologyError, match="not a key file"):
        load_key(path)


def test_a_whole_chronology_is_hidden_and_restored() -> None:
    table = merged(
        event(
            "a1", "GP", "2022-05-03", "Wren seen", people=("Wren", "Tamsin"), raw=(("a", "Wren"),)
        )
    )
    hidden = hide_names(table, KEY)
    assert not hidden.astype(str).stack().str.contains("Wren|Tamsin").any()
    restored = restore_names(hidden, KEY)
    assert restored["what"][0] == "Wren seen" and restored["people"][0] == ("Wren", "Tamsin")
    assert table["what"][0] == "Wren seen", "the chronology itself is not changed"


def test_publication_view_has_days_for_dates() -> None:
    table = merged(
        event("a1", "GP", "2021-03-26", "Wren seen; next on 3 April 2021"),
        event("a2", "GP", "2021-05~", "x"),
        event("a3", "GP", "../2021-06", "x"),
        event("a4", "GP", None, "x"),
    )
    view = publication_view(table, KEY, date(2021, 3, 14))
    assert list(view["day"]) == ["up to day 108", "day 12", "about days 48 to 78", ""]
    assert view["what"][1] == "Child A seen; next on [day 20]"
    assert not {"id", "file", "written", "raw", "source"} & set(view.columns)


def test_people_and_where_they_are_named() -> None:
    case = Case(
        "Wren",
        (Child("Wren", date(2021, 3, 14)),),
        (Person("mother", "Tamsin Harker", ("Tamsin", "mo"), ("mother",)),),
    )
    people = people_of(case)
    assert [person.id for person in people] == ["child-1", "mother"]
    table = merged(
        event("a1", "GP", "2022-05-03", "Tamsin rang about Wren"),
        event("a2", "Police", "2022-06-03", "Mo stopped; a wren sang; moped"),
    )
    named = mentions(table, people)
    assert list(zip(named["person"], named["id"], strict=True)) == [
        ("child-1", "a1"),
        ("mother", "a1"),
        ("mother", "a2"),
    ]
    summary = people_frame(table, people).set_index("person")
    assert summary.loc["mother", "rows"] == 2
    assert summary.loc["mother", "agencies"] == "GP; Police"
    assert summary.loc["child-1", "first"] == pd.Timestamp("2022-05-03")
    assert mentions(merged(), people).empty


def test_only_what_was_known_on_the_day_and_to_whom() -> None:
    table = merged(
        event("a1", "GP", "2022-05-03", "x", analysis="We should have asked", significance="key"),
        event("a2", "GP", "2022-05-03", "y", recorded_on="2022-06-20"),
        event("a3", "Police", "2022", "z"),
        event("a4", "Police", "2022-05-01", "w"),
        event("a5", "Police", None, "v"),
        event("a6", "GP", "2022-05-01", "note", status="author_note"),
    )
    known = as_known(table, date(2022, 5, 10))
    assert list(known["id"]) == ["a4", "a1"]
    assert known[list(WRITTEN_FOR_THE_REVIEW)].isna().all().all()
    assert list(as_known(table, date(2022, 6, 20))["id"]) == ["a4", "a1", "a2"]
    assert list(as_known(table, date(2022, 12, 31), to="Police")["id"]) == ["a3", "a4"]
    with pytest.raises(UsageError, match="GP, Police"):
        as_known(table, date(2022, 5, 10), to="Polis")


def test_episodes_hold_the_rows_of_their_span() -> None:
    table = merged(
        event("a1", "GP", "2022-05-03", "x"),
        event("a2", "Police", "2022-05", "y"),
        event("a3", "GP", "2022-07-01", "z"),
        event("a4", "GP", "../2022-06", "w"),
        event("a5", "GP", "2023/..", "v"),
    )
    span = Episode(
        "First referral", date(2022, 5, 1), date(2022, 5, 31), "mixed", ("No supervision",)
    )
    assert list(events_of(table, span)["id"]) == ["a4", "a2", "a1"]
    chosen = Episode("By hand", date(2022, 1, 1), date(2022, 1, 2), events=("a3",))
    side_by_side = episodes_frame(table, [span, chosen])
    assert list(side_by_side["name"]) == ["By hand", "First referral"]
    assert side_by_side["agencies"][1] == "GP and Police"
    assert side_by_side["days"][1] == 31
    with pytest.raises(ChronologyError, match="not in the chronology"):
        events_of(table, Episode("x", date(2022, 1, 1), date(2022, 1, 2), events=("gone",)))


def test_an_episode_must_make_sense() -> None:
    day = date(2022, 5, 1)
    with pytest.raises(ChronologyError, match="without a reason"):
        Episode("x", day, day, "good")
    with pytest.raises(ChronologyError, match="ends before"):
        Episode("x", day, date(2021, 1, 1))
    with pytest.raises(ChronologyError, match="no name"):
        Episode(" ", day, day)
    with pytest.raises(UsageError, match="mixed"):
        Episode("x", day, day, "mixd", ("y",))  # type: ignore[arg-type]
