"""The key of pseudonyms is made in the view: looked for, changed, taken out, added to, saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_chronology_view import BORN, GP, POLICE, upload

from workbench.notebook import chronology_view
from workbench.widgets.chronology import ChronologyView


@pytest.fixture
def view(tmp_path: Path) -> ChronologyView:
    opened = chronology_view(str(tmp_path / "library"), "Teal", BORN)
    upload(opened, Police_csv=POLICE, GP_csv=GP)
    return opened


def place(tmp_path: Path) -> Path:
    return tmp_path.resolve() / "library" / "keys" / "teal.json"


def choose(view: ChronologyView, name: str) -> None:
    view.key.names.choose(list(view.key.names.shown["real"]).index(name))


def saved(tmp_path: Path) -> dict[str, str]:
    content = json.loads(place(tmp_path).read_text(encoding="utf-8"))["pseudonyms"]
    return {entry["real"]: entry["pseudonym"] for entry in content}


def test_names_are_listed_when_asked_for_and_nothing_is_written(
    view: ChronologyView, tmp_path: Path
) -> None:
    assert view.key.all.layout.display == "none"
    view.key.look.click()
    assert view.key.all.layout.display == "" and "names;" in view.key.told.value
    assert {"Teal", "Finch"} <= set(view.key.names.shown["real"])
    assert not place(tmp_path).exists()


def test_a_key_is_saved_where_it_says_and_the_publication_uses_it(
    view: ChronologyView, tmp_path: Path
) -> None:
    view.key.look.click()
    choose(view, "Teal")
    assert view.key.real.value == "Teal" and view.key.pseudonym.value == "Child A"
    view.key.pseudonym.value = "Little one"
    view.key.put.click()
    assert "Teal is Little one in the list" in view.key.done.value
    view.key.real.value, view.key.pseudonym.value = "EMIS", "Records"
    view.key.put.click()
    view.key.keep.click()
    assert str(place(tmp_path)) in view.key.kept.value and "of before" not in view.key.kept.value
    assert saved(tmp_path)["Teal"] == "Little one" and saved(tmp_path)["EMIS"] == "Records"
    view.publish.value, view.out.value = True, str(tmp_path / "teal.html")
    view.keep.click()
    text = (tmp_path / "teal.html").read_text(encoding="utf-8")
    assert "Little one weighed" in text and "Teal" not in text


def test_what_is_seen_under_pseudonyms_follows_a_key_that_is_saved_again(
    view: ChronologyView, tmp_path: Path
) -> None:
    view.key.look.click()
    view.key.keep.click()
    view.hidden.value = True
    assert "Child A weighed" in " ".join(view.table.shown["what"])
    choose(view, "Teal")
    view.key.out.click()
    assert "Teal stays as it is written" in view.key.done.value
    view.key.real.value, view.key.pseudonym.value = "Finch", "Brother"
    view.key.put.click()
    view.key.keep.click()
    assert "The key of before is kept" in view.key.kept.value
    assert saved(tmp_path)["Finch"] == "Brother" and "Teal" not in saved(tmp_path)
    whats = " ".join(view.table.shown["what"])
    assert "Teal weighed" in whats and "Brother went missing" in whats


def test_what_cannot_be_is_said_where_it_was_done(view: ChronologyView) -> None:
    view.key.look.click()
    view.key.out.click()
    assert "Choose a name in the list first" in view.key.done.value
    view.key.put.click()
    assert "Give the name" in view.key.done.value
    view.key.real.value, view.key.pseudonym.value = "Finch", "Child A"
    view.key.put.click()
    assert "stands twice in the key" in view.key.done.value


def test_more_that_is_sent_joins_the_list_and_what_was_done_to_it_stays(
    view: ChronologyView,
) -> None:
    view.key.look.click()
    view.key.real.value, view.key.pseudonym.value = "Teal", "Little one"
    view.key.put.click()
    upload(view, Nursery_csv="Date,Event,Source\n05/06/2022,Mrs Brackley rang the GP,Register\n")
    names = dict(zip(view.key.names.shown["real"], view.key.names.shown["pseudonym"], strict=True))
    assert names["Teal"] == "Little one" and names["Mrs Brackley"]


def test_another_case_begins_with_its_own_names(view: ChronologyView) -> None:
    view.key.look.click()
    view.name.value, view.child.value = "Lark", "Wheatear"
    view.born.value = view._desk.case.said.case.born
    view.begin_it.click()
    assert view.key.all.layout.display == "none"
    view.key.look.click()
    assert list(view.key.names.shown["real"]) == ["Wheatear"]
