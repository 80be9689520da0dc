"""Whose name decisions are kept under: the environment's, else the one given, else the login."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from workbench import tasks, who
from workbench.cli import main
from workbench.errors import UsageError
from workbench.library import Library
from workbench.notebook import start_view


@pytest.fixture(autouse=True)
def a_person(monkeypatch, tmp_path: Path) -> None:
    """Somebody logged in as root who has given no name yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    for name in ("APPDATA", "WORKBENCH_USER", "WORKBENCH_READ_ONLY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(who.getpass, "getuser", lambda: "root")


def test_without_a_name_it_is_the_login_and_with_one_the_name() -> None:
    assert who.current_user() == "root"
    assert who.give_name("  Ann   Oddlington ") == "Ann Oddlington"
    assert who.current_user() == "Ann Oddlington"
    assert who.give_name("") == "root"


def test_the_environment_wins_over_the_name(monkeypatch) -> None:
    monkeypatch.setenv("WORKBENCH_USER", "Bea")
    assert who.give_name("Ann") == "Bea"
    assert who.given_name() == "Ann"


@pytest.mark.parametrize("name", ["12", "Ann\x00", "A" * 81])
def test_what_is_no_name_is_refused_and_the_one_before_stays(name: str) -> None:
    who.give_name("Ann")
    with pytest.raises(UsageError):
        who.give_name(name)
    assert who.current_user() == "Ann"


def test_a_place_that_cannot_be_written_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "settings").write_text("a file where the folder would be")
    with pytest.raises(UsageError, match="WORKBENCH_USER"):
        who.give_name("Ann")
    assert who.current_user() == "root"


def test_a_login_without_a_name_stops_nothing(monkeypatch) -> None:
    def none() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(who.getpass, "getuser", none)
    assert who.current_user() == "unknown"


def test_decisions_bear_the_name_and_an_option_wins(library: Library) -> None:
    who.give_name("Ann")
    ref = library.passages()[0].ref
    tasks.correct(library, ref, "text", "Other words.", why="a slip")
    tasks.correct(library, ref, "number", "9", why="a slip", who="Bea")
    assert [row["who"] for row in library.corrections()] == ["Ann", "Bea"]
    assert tasks.CodingSession(library).coder == "Ann"
    assert tasks.CodingSession(library, "Bea").coder == "Bea"


def test_news_go_on_from_the_visit_made_before_the_name_was_given(library: Library) -> None:
    tasks.overview(library, as_of="2026-03-02")
    visit = library.history(1)[0]["when"]
    who.give_name("Ann")
    assert tasks.overview(library, as_of="2099-01-01").since == visit


def test_the_command_says_the_name_and_keeps_one(tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        return CliRunner().invoke(main, ["--library", str(tmp_path), "name", *arguments]).output

    assert run() == "What you decide is kept under the name root (your login name).\n"
    assert run("Ann Oddlington") == "What you decide is kept under the name Ann Oddlington.\n"
    assert run() == "What you decide is kept under the name Ann Oddlington.\n"
    assert not list(tmp_path.glob("library.sqlite"))


def test_the_first_page_asks_once_and_then_says_the_name(library: Library) -> None:
    view = start_view(str(library.folder))
    form = view.naming
    assert "the name root" in form.told.value
    assert form.form.layout.display != "none"
    form.name.value = "Ann <Oddlington>"
    form.keep.click()
    assert "you decide as Ann &lt;Oddlington&gt;" in form.told.value
    assert form.form.layout.display == "none"
    again = start_view(str(library.folder)).naming
    assert again.told.value.count("Ann &lt;Oddlington&gt;") == 1
    assert again.form.layout.display == "none"
    again.change.click()
    assert (again.form.layout.display, again.name.value) == ("", "Ann <Oddlington>")
    again.name.value = "7"
    again.keep.click()
    assert "is no name" in again.told.value
    assert who.current_user() == "Ann <Oddlington>"


def test_the_first_page_does_not_ask_where_it_is_set_or_nothing_can_be_decided(
    library: Library, monkeypatch
) -> None:
    monkeypatch.setenv("WORKBENCH_USER", "Bea")
    form = start_view(str(library.folder)).naming
    assert "the name Bea" in form.told.value
    assert form.form.layout.display == form.change.layout.display == "none"
    monkeypatch.setenv("WORKBENCH_READ_ONLY", "1")
    assert start_view(str(library.folder)).naming is None
