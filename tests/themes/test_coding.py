"""Decisions are rows: the latest holds, undo is a row, a difference is settled by a row."""

import pandas as pd
import pytest

from workbench.records import Coding
from workbench.themes import coding


def at(minute: int) -> str:
    return f"2024-05-01T10:{minute:02d}:00+00:00"


def row(passage, code, decision="accepted", coder="Ann", minute=0, facet="theme", why=""):
    return Coding(passage, facet, code, coder, decision, at(minute), why)


def held(rows) -> set[tuple[str, str]]:
    now = coding.accepted(coding.frame(rows))
    return set(zip(now["passage"], now["code"], strict=True))


def test_the_latest_row_of_a_passage_code_and_coder_wins():
    rows = [
        row("p1", "risk", minute=0),
        row("p1", "records", minute=1),
        row("p1", "risk", "rejected", minute=2),
    ]
    assert held(rows) == {("p1", "records")}


def test_of_two_rows_with_the_same_time_the_later_written_wins():
    rows = [row("p1", "risk", minute=3), row("p1", "risk", "rejected", minute=3)]
    assert held(rows) == set()


def test_rows_that_come_out_of_order_are_ordered_by_time():
    rows = [row("p1", "risk", "rejected", minute=9), row("p1", "risk", minute=1)]
    assert held(rows) == set()


def test_coders_do_not_overwrite_each_other():
    rows = [row("p1", "risk"), row("p1", "risk", "rejected", coder="Bal", minute=1)]
    now = coding.current(coding.frame(rows))
    assert sorted(now["decision"]) == ["accepted", "rejected"]
    assert list(coding.seen_by(coding.frame(rows), "Bal")["coder"]) == ["Bal"]


def test_nothing_decided_is_an_empty_frame_with_the_columns():
    empty = coding.frame([])
    assert list(empty.columns) == list(coding.COLUMNS)
    assert coding.current(empty).empty
    assert coding.settled(empty).empty
    assert coding.undo(empty, "Ann", at(1)) == []


def test_undo_is_a_new_row_that_restores_what_held_before():
    rows = [row("p1", "risk", minute=0), row("p1", "risk", "rejected", minute=1)]
    back = coding.undo(coding.frame(rows), "Ann", at(2))
    assert [(c.code, c.decision) for c in back] == [("risk", "accepted")]
    assert held(rows + back) == {("p1", "risk")}


def test_undo_of_a_first_decision_leaves_no_decision():
    rows = [row("p1", "risk")]
    back = coding.undo(coding.frame(rows), "Ann", at(1))
    assert back[0].decision == "suggested"
    assert coding.current(coding.frame(rows + back)).empty


def test_undo_twice_goes_two_steps_back_and_then_stops():
    rows = [row("p1", "risk", minute=0), row("p2", "records", minute=1)]
    rows += coding.undo(coding.frame(rows), "Ann", at(2))
    assert held(rows) == {("p1", "risk")}
    rows += coding.undo(coding.frame(rows), "Ann", at(3))
    assert held(rows) == set()
    assert coding.undo(coding.frame(rows), "Ann", at(4)) == []


def test_undo_takes_a_whole_step_back_and_only_ones_own():
    rows = [
        row("p1", "risk", minute=0),
        row("p1", "voice", minute=0),
        row("p1", "access", coder="Bal", minute=1),
    ]
    back = coding.undo(coding.frame(rows), "Ann", at(2))
    assert {c.code for c in back} == {"risk", "voice"}
    assert held(rows + back) == {("p1", "access")}


def test_undo_then_a_new_step_then_undo_returns_to_before_the_new_step():
    rows = [row("p1", "risk", minute=0), row("p1", "voice", minute=1)]
    rows += coding.undo(coding.frame(rows), "Ann", at(2))
    rows += [row("p1", "access", minute=3)]
    rows += coding.undo(coding.frame(rows), "Ann", at(4))
    assert held(rows) == {("p1", "risk")}


def test_choosing_rejects_what_stood_and_repeats_nothing():
    rows = [row("p1", "risk"), row("p1", "voice")]
    new = coding.choose(coding.frame(rows), "p1", "theme", ["voice", "access"], "Ann", at(5))
    assert [(c.code, c.decision) for c in new] == [("access", "accepted"), ("risk", "rejected")]


def test_two_coders_settle_on_what_both_gave():
    rows = [
        row("p1", "risk"),
        row("p1", "voice"),
        row("p1", "risk", coder="Bal"),
        row("p2", "access"),
    ]
    out = coding.settled(coding.frame(rows)).set_index(["passage", "code"])
    assert out.loc[("p1", "risk"), "how"] == "agreed"
    assert out.loc[("p1", "voice"), "how"] == "disputed"
    assert not out.loc[("p1", "voice"), "holds"]
    assert out.loc[("p2", "access"), "how"] == "one coder"


def test_an_adjudicated_passage_has_the_adjudicators_codes_and_keeps_both_codings():
    rows = [row("p1", "risk"), row("p1", "voice", coder="Bal", minute=1)]
    rows += coding.adjudicate(
        coding.frame(rows),
        "p1",
        "theme",
        ["voice"],
        "Cara",
        at(2),
        "the child's words are the point",
    )
    out = coding.settled(coding.frame(rows))
    assert out[["code", "how"]].values.tolist() == [["voice", "adjudicated"]]
    assert held(rows) >= {("p1", "risk"), ("p1", "voice")}


def test_a_second_adjudication_replaces_the_first():
    rows = [row("p1", "risk"), row("p1", "voice", coder="Bal", minute=1)]
    rows += coding.adjudicate(coding.frame(rows), "p1", "theme", ["voice"], "Cara", at(2), "a")
    rows += coding.adjudicate(coding.frame(rows), "p1", "theme", ["risk"], "Dev", at(3), "b")
    assert list(coding.settled(coding.frame(rows))["code"]) == ["risk"]


def test_an_adjudicator_may_settle_on_no_code_at_all():
    rows = [row("p1", "neglect", facet="topic"), row("p1", "online", coder="Bal", facet="topic")]
    rows += coding.adjudicate(coding.frame(rows), "p1", "topic", [], "Cara", at(2), "neither")
    assert coding.settled(coding.frame(rows)).empty


@pytest.mark.parametrize("n", [0, 3])
def test_frames_keep_text_columns(n):
    out = coding.frame([row(f"p{i}", "risk") for i in range(n)])
    assert all(pd.api.types.is_string_dtype(out[c]) for c in out.columns)
