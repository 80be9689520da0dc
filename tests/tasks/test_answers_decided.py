"""Deciding what an action answers: kept with who and why, and seen by all that counts from it."""

import pytest

from workbench import tasks
from workbench.errors import NotInLibraryError, UsageError
from workbench.library import Library
from workbench.places import shipped

REPORTS = ("board-pack-2024-09.docx", "child-fern-scr-2015.txt", "child-rowan-lcspr-2024.pdf")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("answers") / "library", create=True) as opened:
        tasks.add(opened, [shipped("data", "northmoor", "reports", name) for name in REPORTS])
        yield opened


def escalation(library) -> tuple[str, str]:
    """The action on escalation, and the recommendation of 2015 it is proposed to answer."""
    table = tasks.answers(library)
    own = table[table["text"].str.startswith("Publish the escalation procedure")]
    fern = own[own["asked_in"].str.contains("fern")].iloc[0]
    assert fern["link"] == "proposed"
    return fern["action"], fern["recommendation"]


def escalation_any(library) -> tuple[str, str]:
    """The same pair, whatever was decided on it before."""
    table = tasks.answers(library)
    own = table[table["text"].str.startswith("Publish the escalation procedure")]
    row = own[own["asked_in"].str.contains("fern")].iloc[0]
    return row["action"], row["recommendation"]


def test_a_decision_is_kept_with_who_and_why_and_echoes_tell_it(library, monkeypatch):
    monkeypatch.setenv("WORKBENCH_USER", "ann")
    action, asked = escalation(library)
    tasks.decide_answer(library, action, asked, "confirmed", "The log's paper 4 names it")
    row = tasks.answers(library).set_index(["action", "recommendation"]).loc[(action, asked)]
    assert (row["link"], row["who"], row["why"]) == (
        "confirmed", "ann", "The log's paper 4 names it"
    )  # fmt: skip
    echoes = tasks.find_echoes(library)
    told = echoes[echoes["earlier"] == asked]["outcome"]
    assert len(told)
    assert told.str.startswith("One action followed the earlier one: Closed.").all()
    tasks.decide_answer(library, action, asked, "withdrawn", "Only to see")
    assert [a.decision for a in library.answers()] == ["confirmed", "withdrawn"]
    assert escalation(library) == (action, asked)


def test_what_is_wrong_is_said_plainly_and_nothing_is_kept(library):
    action, asked = escalation(library)
    before = library.answers()
    with pytest.raises(UsageError, match="needs a reason"):
        tasks.decide_answer(library, action, asked, "confirmed", "  ")
    with pytest.raises(UsageError, match="no action called 'nothing'"):
        tasks.decide_answer(library, "nothing", asked, "confirmed", "why")
    with pytest.raises(NotInLibraryError):
        tasks.decide_answer(library, action, "no/such/1", "rejected", "why")
    with pytest.raises(UsageError, match="Nothing was decided"):
        tasks.decide_answer(library, action, asked, "withdrawn", "why")
    assert library.answers() == before


def test_decisions_stay_when_the_report_is_read_again(library):
    action, asked = escalation(library)
    tasks.decide_answer(library, action, asked, "rejected", "Another procedure")
    tasks.add(library, [shipped("data", "northmoor", "reports", REPORTS[0])])
    row = tasks.answers(library).set_index(["action", "recommendation"]).loc[(action, asked)]
    assert row["link"] == "rejected"


def test_decisions_go_out_and_come_back_in_another_library_once(library, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_USER", "ann")
    action, asked = escalation_any(library)
    tasks.decide_answer(library, action, asked, "confirmed", "Paper 4 names it")
    path = tmp_path / "northmoor.qdpx"
    given = library.answers()
    assert tasks.export_project(library, path) == len(given)  # nobody has coded here
    with Library.open(tmp_path / "other", create=True) as other:
        tasks.add(other, [shipped("data", "northmoor", "reports", name) for name in REPORTS])
        assert tasks.import_project(other, path) == len(given)
        assert other.answers() == given
        assert tasks.import_project(other, path) == 0  # held already
        row = tasks.answers(other).set_index(["action", "recommendation"]).loc[(action, asked)]
        assert (row["link"], row["who"], row["why"]) == ("confirmed", "ann", "Paper 4 names it")
        tasks.decide_answer(other, action, asked, "rejected", "It is another's")
        assert tasks.import_project(other, path, "From elsewhere") == len(given)
        row = tasks.answers(other).set_index(["action", "recommendation"]).loc[(action, asked)]
        assert row["link"] == "rejected"  # what is older overrules nothing, whoever brings it
    with Library.open(tmp_path / "empty", create=True) as empty:
        tasks.add(empty, [shipped("data", "northmoor", "reports", REPORTS[1])])
        assert tasks.import_project(empty, path) == 0
        assert empty.answers() == []


def test_the_workbook_of_everything_has_them_with_who_and_why(library, tmp_path):
    action, asked = escalation_any(library)
    tasks.decide_answer(library, action, asked, "rejected", "Another procedure")
    counts = tasks.export(library, tmp_path / "all")
    assert counts["answers"] == len(library.answers())
    lines = (tmp_path / "all" / "answers.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "action,recommendation,decision,who,when,why"
    assert lines[-1].startswith(f"{action},{asked},rejected,")
    assert lines[-1].endswith(",Another procedure")
