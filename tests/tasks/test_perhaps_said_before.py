"""What may have been said before, over a library of Northmoor's reports and by command."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from workbench import tasks
from workbench.cli import main
from workbench.errors import UsageError
from workbench.library import Library
from workbench.places import shipped
from workbench.themes.perhaps import LIKELY


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("perhaps") / "library"
    with Library.open(path, create=True) as library:
        reports = sorted(shipped("data", "northmoor", "reports").iterdir())
        tasks.add(library, [report for report in reports if report.is_file()])
    return path


def test_they_are_listed_apart_from_what_is_an_echo(folder):
    with Library.open(folder) as library:
        found, echoes = tasks.find_perhaps(library), tasks.find_echoes(library)
    assert len(found)
    pairs = set(zip(found["earlier"], found["later"], strict=True))
    assert not pairs & set(zip(echoes["earlier"], echoes["later"], strict=True))
    assert found["score"].max() < echoes["score"].min()


def test_the_command_lists_them_with_what_they_share_and_says_what_they_are(folder):
    said = CliRunner().invoke(main, ["--library", str(folder), "themes", "echoes", "--perhaps"])
    assert said.exit_code == 0
    assert "nothing is counted from these" in said.output
    ask = ["--library", str(folder), "themes", "echoes", "--perhaps", "--format", "json"]
    rows = json.loads(CliRunner().invoke(main, ask).output)
    assert rows
    assert all((row["owners"] and row["about"]) or row["score"] >= LIKELY for row in rows)


def test_a_person_confirms_or_rejects_it_and_may_take_it_back(folder):
    with Library.open(folder) as library:
        listed = tasks.find_perhaps(library).itertuples(index=False)
        one, two, *_ = listed
        before = len(tasks.find_echoes(library))
        tasks.decide_echo(library, one.earlier, one.later, "confirmed", "the same tool", "Ann")
        tasks.decide_echo(library, two.earlier, two.later, "rejected", "another subject", "Ann")
        left, found = tasks.find_perhaps(library), tasks.find_echoes(library)
        pairs = set(zip(left["earlier"], left["later"], strict=True))
        assert not {(one.earlier, one.later), (two.earlier, two.later)} & pairs
        assert len(found) == before + 1
        row = found[(found["earlier"] == one.earlier) & (found["later"] == one.later)].iloc[0]
        assert row["kind"] == "confirmed"
        for each in (one, two):
            tasks.decide_echo(library, each.earlier, each.later, "withdrawn", "in error", "Ann")
        again = tasks.find_perhaps(library)
        assert {(one.earlier, one.later), (two.earlier, two.later)} <= set(
            zip(again["earlier"], again["later"], strict=True)
        )
        assert len(tasks.find_echoes(library)) == before
        assert [r.decision for r in library.echo_rulings()] == [
            "confirmed", "rejected", "withdrawn", "withdrawn",
        ]  # fmt: skip
        with pytest.raises(UsageError, match="Nothing was decided"):
            tasks.decide_echo(library, one.earlier, one.later, "withdrawn", "again")
        with pytest.raises(UsageError, match="reason"):
            tasks.decide_echo(library, one.earlier, one.later, "confirmed", " ")


def test_a_library_without_any_says_so(tmp_path):
    with Library.open(tmp_path / "one", create=True) as library:
        tasks.add(library, [shipped("data", "northmoor", "reports", "child-fern-scr-2015.txt")])
    ask = ["--library", str(tmp_path / "one"), "themes", "echoes", "--perhaps"]
    said = CliRunner().invoke(main, ask)
    assert (said.exit_code, said.output.strip()) == (0, "Nothing may have been said before.")
