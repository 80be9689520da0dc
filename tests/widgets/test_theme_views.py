"""Themes side by side, two reviews, and two coders: the views without a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from samples import a_document, a_reading

from workbench.errors import UsageError
from workbench.library import Library
from workbench.notebook import coders_view, coding_view, theme_board, themes_view
from workbench.tasks import CodingSession
from workbench.widgets.beside import BesideView
from workbench.widgets.later import Later


@pytest.fixture
def two_reviews(library: Library, original: Path) -> Library:
    document = a_document("b" * 64, "elder.txt")
    reading = a_reading(document, "elder-2021")
    elder = replace(reading.review, published="2021-05-04")
    library.add(document, [replace(reading, review=elder)], original)
    return library


def test_two_reviews_are_compared_point_by_point(two_reviews: Library) -> None:
    view = BesideView(theme_board(str(two_reviews.folder)))
    view.look()
    assert [i for _, i in view.one.options] == ["hartwell-2024", "elder-2021"]
    assert "share" in view.said.value
    assert view.points.total >= 2
    view.two.value = "hartwell-2024"
    assert "cannot be compared with itself" in view.said.value
    assert view.points.total == 0


def test_what_stands_behind_a_tab_is_worked_out_when_it_is_opened(
    two_reviews: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = theme_board(str(two_reviews.folder))
    asked: list[str] = []
    for name in ("echoes", "recurrences", "never_recommended", "unsupported", "side_by_side"):
        monkeypatch.setattr(board, name, _told(asked, name, getattr(board, name)))
    view = themes_view(board)
    assert view.figure.item["doc"] and not asked
    assert view.sections.tabs.counts == [""] * 6
    view.sections.turn_to("Said before")
    assert asked == ["echoes"] and view.echoes.of > 0
    assert view.sections.tabs.counts[1] == str(view.echoes.of)
    assert view.later["Said before"].parts.layout.display is None
    view.sections.turn_to("Side by side")
    view.sections.turn_to("Said before")
    assert asked == ["echoes"], "what was worked out stays"
    view.sections.turn_to("Two reviews")
    assert asked == ["echoes", "side_by_side"]


def _told(asked: list[str], name: str, ask: Callable[..., Any]) -> Callable[..., Any]:
    def asking(*given: Any) -> Any:
        asked.append(name)
        return ask(*given)

    return asking


def test_what_was_stopped_says_so_and_is_worked_out_when_asked_again() -> None:
    shown: list[str] = []
    answers = iter([UsageError("Stopped, as you asked."), "found"])

    def ask(_: Any) -> str:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    later = Later("Comparing", ask, shown.append, [])
    later.look()
    assert "Stopped, as you asked." in later.said.value
    assert later.again.layout.display is None and later.parts.layout.display == "none"
    later.again.click()
    assert shown == ["found"] and later.said.value == ""
    assert later.again.layout.display == "none" and later.parts.layout.display is None


def test_another_comparison_is_drawn_in_the_same_place(two_reviews: Library) -> None:
    view = themes_view(theme_board(str(two_reviews.folder)))
    view.figure.selected = [view.figure.table["positions"][0]]
    assert view.passages.of > 0
    view.by.value = "year"
    assert "Year" in view.figure.table["columns"]
    assert view.passages.of == 0 and view.figure.selected == []


def test_a_passage_of_a_cell_is_read_whole_on_its_page(two_reviews: Library) -> None:
    view = themes_view(theme_board(str(two_reviews.folder)))
    view.figure.selected = [view.figure.table["positions"][0]]
    assert f"{view.passages.of} passage" in view.cell.value and " · " in view.cell.value
    view.passages.choose(0)
    text = str(view.passages.chosen["text"])
    assert f"<mark>{text}</mark>" in view.page.value
    assert "Review of Hartwell" in view.page.value
    told = {row[4] for row in view.passages.window["rows"]}
    meant = {"improvement": "shortfall", "mixed": "both"}
    assert told == {meant.get(each, each) for each in view.passages.shown["polarity"]}
    view.figure.selected = []
    assert (view.page.value, view.cell.value, view.passages.of) == ("", "", 0)


def test_what_was_never_recommended_or_never_found_is_read_on_its_page(
    two_reviews: Library,
) -> None:
    view = themes_view(theme_board(str(two_reviews.folder)))
    refs = ("hartwell-2024/finding/1.1", "elder-2021/finding/1.1")
    lists = {"Found, never recommended": view.never, "Recommended, never found": view.unsupported}
    for title, table in lists.items():
        view.sections.turn_to(title)
        (page,) = [part for part in view.later[title].parts.children if part is not table]
        rows = pd.DataFrame({"refs": [refs]} if table is view.never else {"ref": [refs[0]]})
        table.show(rows)
        table.choose(0)
        assert page.value.count("<mark>Records were not shared.</mark>") == len(
            refs if table is view.never else refs[:1]
        )
        table.show(rows.iloc[:0])
        assert page.value == ""


def test_a_point_of_two_reviews_is_read_whole_under_the_name_of_each(two_reviews: Library) -> None:
    view = themes_view(theme_board(str(two_reviews.folder)))
    view.sections.turn_to("Two reviews")
    (beside,) = view.sections.panels["Two reviews"].children
    beside.points.show(
        pd.DataFrame({"relation": ["only in one"], "one_text": ["a <long> one"], "two_text": [""]})
    )
    beside.points.choose(0)
    for name in (beside.one.label, beside.two.label):
        assert f"<h3>{name}</h3>" in beside.point.value
    assert "a &lt;long&gt; one" in beside.point.value
    assert "Says nothing like it." in beside.point.value
    beside.points.show(pd.DataFrame())
    assert beside.point.value == ""


def test_while_two_reviews_are_compared_the_last_two_are_not_shown(
    two_reviews: Library, monkeypatch
) -> None:
    board = theme_board(str(two_reviews.folder))
    view = themes_view(board)
    view.sections.turn_to("Two reviews")
    (beside,) = view.sections.panels["Two reviews"].children
    seen = []

    def look(one: str, two: str):
        seen.append((beside.points.of, beside.said.value))
        return pd.DataFrame({"relation": ["shared"]}), "They share 1 point."

    monkeypatch.setattr(board, "side_by_side", look)
    beside.one.value, beside.two.value = beside.two.value, beside.one.value
    assert {of for of, _ in seen} == {0}
    assert all("Comparing" in said for _, said in seen)
    assert beside.points.of == 1 and "share 1 point" in beside.said.value


def test_a_day_that_no_report_gives_is_said_not_to_be_given(two_reviews: Library) -> None:
    view = themes_view(theme_board(str(two_reviews.folder)))
    view.sections.turn_to("Said before")
    frame = view.echoes._frame.assign(earlier_on="")
    view.echoes.show(frame)
    assert view.echoes.window["rows"][0][0] == "no day given"


def test_with_one_coder_there_is_nothing_to_compare_and_it_says_what_to_do(library) -> None:
    CodingSession(library, "Ada").choose("theme", ["records"])
    view = coders_view(str(library.folder))
    assert "Fewer than two people have coded" in view.said.value


def test_two_coders_differ_and_it_is_settled_with_a_reason(library: Library) -> None:
    ref = "hartwell-2024/finding/1.1"
    for coder, codes in (("Ada", ["records"]), ("Bo", ["information"])):
        session = CodingSession(library, coder)
        session.open(ref)
        session.choose("theme", codes)
    view = coders_view(str(library.folder))
    assert "Not settled yet: 1." in view.said.value
    assert view.differences.window["rows"][0][1:3] == [
        "Records and information systems",
        "Sharing information",
    ]
    view.differences.choose(0)
    view.codes.value = ["records"]
    view.settle.click()
    assert "needs a reason" in view.outcome.value
    view.why.value = "the passage is about what was written down"
    view.settle.click()
    assert "Settled." in view.outcome.value
    assert "Not settled yet: 0." in view.said.value
    assert len({c.coder for c in library.codings()}) == 3


def test_an_empty_library_says_where_to_begin(tmp_path: Path) -> None:
    folder = str(tmp_path / "new")
    for shown in (themes_view(theme_board(folder)), coding_view(folder)):
        assert "yet" in shown.data
        assert "href='library.ipynb'" in shown.data


def test_where_nobody_may_write_nothing_can_be_settled(two_reviews: Library, monkeypatch) -> None:
    monkeypatch.setenv("WORKBENCH_READ_ONLY", "1")
    view = coders_view(str(two_reviews.folder))
    assert view.settle not in view.form.children


def test_the_views_can_be_shown(two_reviews: Library) -> None:
    """A notebook asks a view for its words: a method of ours must not stand in ipywidgets' way."""
    board = theme_board(str(two_reviews.folder))
    for view in (coders_view(str(two_reviews.folder)), themes_view(board)):
        assert type(view).__name__ in repr(view)
