"""A reviewer says which day an unread date means, in the view and without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_chronology_view import BORN, GP, POLICE, choose_check, upload, whats

from workbench.notebook import chronology_view
from workbench.widgets.chronology import ChronologyView


@pytest.fixture
def view(tmp_path: Path) -> ChronologyView:
    opened = chronology_view(str(tmp_path / "library"), "Teal", BORN)
    upload(opened, Police_csv=POLICE, GP_csv=GP)
    return opened


def dates(view: ChronologyView) -> dict[str, str]:
    names = [heading["name"] for heading in view.table.headings]
    at, what = names.index("date"), names.index("what")
    return {row[what]: row[at] for row in view.table.window["rows"]}


def test_an_entry_with_a_date_is_not_asked_about(view: ChronologyView) -> None:
    view.table.choose(0)
    assert view.form.layout.display == "" and view.date.layout.display == "none"
    choose_check(view, "conflict")
    assert view.date_found.layout.display == "none"


def test_an_unread_date_of_the_table_is_read_and_the_entry_takes_its_place(
    view: ChronologyView,
) -> None:
    view.table.choose(whats(view).index("Car seen outside"))
    assert "was not read" in view.date.asked.value and view.date.layout.display == ""
    assert ("28 February 2022", "2022-02-28") in view.date.could.options
    view.date.could.value = "2022-02-28"
    view.date.say.click()
    assert "Say in a few words why" in view.date.said.value
    view.date.because.value = "the last day of <that> month"
    view.date.say.click()
    assert "Kept" in view.date.said.value
    assert "A reviewer read it as 28 February 2022 (the last day of &lt;that&gt; month). Decided by" in view.entry.value  # fmt: skip  # noqa: E501
    assert "31/02/2022" in view.entry.value
    view.clear.click()
    assert whats(view)[0] == "Car seen outside"
    assert dates(view)["Car seen outside"] == "28 February 2022, as a reviewer read it"
    assert "28 February 2022, as a reviewer read it" in str(view.figure.table["rows"])
    view.undo.click()
    assert "Taken back" in view.said.value and whats(view)[-1] == "Car seen outside"


def test_a_finding_is_where_a_day_can_be_typed_and_taken_back(view: ChronologyView) -> None:
    choose_check(view, "date_not_read")
    form = view.date_found
    assert form.unsay.layout.display == "none" and form.say.layout.display != "none"
    assert form.typed.layout.display == "none"
    form.could.value = ""
    assert form.typed.layout.display == ""
    form.because.value = "the sergeant remembers"
    form.say.click()
    assert "Choose a day, or type one" in form.said.value
    form.typed.value = "the other day"
    form.say.click()
    assert "is no date either" in form.said.value
    form.typed.value = "1/3/2022"
    form.say.click()
    assert "Kept" in form.said.value and view.checks.chosen["check"] == "date_meant"
    assert "A reviewer read it as 1 March 2022 (the sergeant remembers)" in view.beside.value
    form.unsay.click()
    assert "Taken back" in form.said.value and view.checks.chosen["check"] == "date_not_read"


def test_while_one_kind_alone_is_shown_it_says_where_the_finding_went(
    view: ChronologyView,
) -> None:
    upload(view, Nursery_csv="Date,Event,Source\n32/01/2022,Kept at home,Register\n")
    view.of_kind.value = "date_not_read"
    view.checks.choose(0)
    view.date_found.because.value = "the month’s last day"
    view.date_found.say.click()
    assert len(view.checks.shown) == 1 and "Done" in view.beside.value
    assert view.date_found.layout.display == "none"


def test_where_nothing_may_be_written_nobody_is_asked(
    view: ChronologyView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_READ_ONLY", "1")
    shown = chronology_view(str(tmp_path / "library"), "Teal", BORN)
    shown.table.choose(len(whats(shown)) - 1)
    assert shown.date not in shown.form.children
    choose_check(shown, "date_not_read")
    assert shown.date_found.layout.display == "none"
