"""The exercises' checks say right, or not yet and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import REPOSITORY

from workbench import tasks
from workbench.errors import UsageError
from workbench.library import Library
from workbench.records import Coding
from workbench.tutorial import EXERCISES, exercise, practice
from workbench.widgets.exercise import ExerciseView


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return practice(tmp_path_factory.mktemp("learner") / "practice")


@pytest.fixture
def library(folder: Path):
    with Library.open(folder) as library:
        yield library


def test_each_exercise_has_its_notebook() -> None:
    notebooks = sorted((REPOSITORY / "notebooks" / "tutorial").glob("*.ipynb"))
    assert [int(p.name[0]) for p in notebooks] == [e.number for e in EXERCISES]
    for path, each in zip(notebooks, EXERCISES, strict=True):
        words = json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"][0]
        assert words.strip() == f"# Exercise {each.number}: {each.title}"


def test_the_practice_library_is_made_once(folder: Path) -> None:
    before = (folder / "library.sqlite").stat().st_mtime
    assert practice(folder) == folder
    assert (folder / "library.sqlite").stat().st_mtime == before


def test_reading(library: Library) -> None:
    check = exercise(1).check
    # Counted here by another way than the check counts.
    rows = tasks.show(library, "findings")
    findings = sum("2024" in r["review"] and "practice-review" in r["review"] for r in rows)
    wrong = len(tasks.show(library, "checks"))
    assert not check(library, findings="3", looks_wrong=str(wrong)).right
    almost = check(library, findings=str(findings), looks_wrong="")
    assert not almost.right
    assert "is right" in almost.words
    answer = check(library, findings=f" {findings} ", looks_wrong=str(wrong))
    assert answer.right
    assert f"You should see {findings} findings" in str(answer)


def test_mending(library: Library) -> None:
    check = exercise(2).check
    assert "No correction is saved yet" in check(library).words
    ref = library.passages()[0].ref
    tasks.correct(library, ref, "text", "Other words.", why="a misprint")
    assert "Back to what was read" in check(library).words
    tasks.undo_correction(library, ref, "text")
    assert check(library).right
    assert "a misprint" in check(library).words


def test_the_chronology_of_wren(library: Library) -> None:
    truth = json.loads((REPOSITORY / "data/northmoor/wren/truth.json").read_text(encoding="utf-8"))
    chronology = tasks.ChronologyCase.open(library).chronology
    events = chronology.events
    assert len(events) == len(truth["events"])
    unread = sum("was not read" in message for message in chronology.checks["message"])
    assert unread > 0
    check = exercise(3).check
    assert not check(library, entries="41", unread=str(unread)).right
    assert not check(library, entries=str(len(events)), unread="77").right
    assert check(library, entries=str(len(events)), unread=str(unread)).right


def test_conflicts_and_gaps(library: Library, monkeypatch) -> None:
    check = exercise(4).check
    wren = tasks.ChronologyCase.open(library)
    # A thousand answers are tried below: the case they are about is opened once.
    monkeypatch.setattr(tasks.ChronologyCase, "open", lambda _: wren)
    checks = wren.chronology.checks
    conflicts = list(checks["check"]).count("conflict")
    assert not check(library, conflicts="0", longest="0").right
    halfway = check(library, conflicts=str(conflicts), longest="1")
    assert not halfway.right
    assert f"{conflicts} conflicts is right" in halfway.words
    days = [n for n in range(20, 1000) if check(library, conflicts=str(conflicts), longest=n).right]
    assert len(days) == 1


def test_coding(library: Library) -> None:
    check = exercise(5).check
    refs = [p.ref for p in library.passages(kinds=["finding"])][:10]
    theme = tasks.codebook(library).codes("theme")[0].id
    moment = "2026-01-01T10:00:00+00:00"
    rows = [Coding(ref, "theme", theme, "Ada", "accepted", moment) for ref in refs]
    library.code(rows[:9])
    assert str(check(library, coder="Ada")).startswith("Not yet. 9 of 10")
    library.code(rows[9:])
    assert check(library, coder="Ada").right
    assert not check(library, coder="Bea").right


def test_comparing(library: Library) -> None:
    check = exercise(6).check
    board = tasks.ThemeBoard(library)
    theme = board.matrix("review")[0].sentence.split(" is found most often")[0]
    assert not check(library, theme="Weather", repeated="1").right
    assert not check(library, theme=theme, repeated="-1").right
    assert check(library, theme=theme.upper(), repeated=str(len(board.echoes()))).right


def test_publishing(library: Library) -> None:
    check = exercise(7).check
    assert not check(library).right
    record = {
        "title": "Seven minutes",
        "approved_by": "Ada",
        "approved_at": "2026-01-01",
        "files": [],
    }
    library.add_publication(record)
    assert check(library).words == "“Seven minutes” is published, approved by Ada."


def test_an_unknown_exercise_is_answered_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="1, 2, 3, 4, 5, 6, 7"):
        exercise(8)


def test_the_view_shows_what_the_check_says(library: Library) -> None:
    each = exercise(1)
    view = ExerciseView(each.asks, lambda **given: each.check(library, **given))
    view.answers["findings"].value = "<b>4</b>"
    view.button.click()
    assert "Not yet." in view.said.value
    assert "<b>" not in view.said.value
