"""What was said before: two lists, the pair side by side, and the decision; without a browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from samples import a_document, a_reading

from workbench import tasks
from workbench.library import Library
from workbench.notebook import theme_board, themes_view
from workbench.widgets.said_before import DECIDED, ECHOES, PERHAPS, SaidBeforeView
from workbench.widgets.themes import SAID_BEFORE

# Invented reviews: the first two ask the same, and the third something nearly like it.
ASKS = (
    (
        "ash-2015",
        "2015-07-09",
        "Staff should escalate when they disagree with a decision of the hub.",
    ),
    (
        "oak-2019",
        "2019-06-17",
        "Staff should escalate when they disagree with a decision of the hub.",
    ),
    ("elm-2021-05", "2021-05", "Managers should audit how staff escalate disagreement."),
)


@pytest.fixture
def asked(tmp_path: Path, original: Path):
    with Library.open(tmp_path / "asked", create=True) as library:
        for letter, (review, published, text) in zip("def", ASKS, strict=True):
            document = a_document(letter * 64, f"{review}.txt")
            reading = a_reading(document, review)
            finding, _, ask = reading.passages
            about = replace(reading.review, title=f"Review of {review}", published=published)
            passages = (finding, replace(ask, text=text))
            library.add(document, [replace(reading, review=about, passages=passages)], original)
        yield library


def opened(library: Library) -> SaidBeforeView:
    view = themes_view(theme_board(str(library.folder)))
    view.sections.turn_to(SAID_BEFORE)
    return view.said


def pairs(table) -> set[tuple[str, str]]:
    shown = table.shown
    return set(zip(shown["earlier_review"], shown["later_review"], strict=True))


def test_days_read_as_people_write_them_and_are_sorted_as_days(asked: Library) -> None:
    view = opened(asked)
    assert view.echoes.window["rows"][0][0] == "9 July 2015"
    view.sections.turn_to(PERHAPS)
    view.perhaps.sort = "earlier_on"
    rows = view.perhaps.window["rows"]
    assert [row[0] for row in rows] == ["9 July 2015", "17 June 2019"]
    assert {row[2] for row in rows} == {"May 2021"}


def test_what_may_be_one_is_only_looked_for_when_its_list_is_opened(asked: Library) -> None:
    view = opened(asked)
    assert not view.later.done
    view.sections.turn_to(PERHAPS)
    assert view.later.done and view.perhaps.of == 2
    assert not pairs(view.perhaps) & pairs(view.echoes)


def test_both_are_read_whole_each_under_its_review_and_day(asked: Library) -> None:
    view = opened(asked)
    assert view.form.layout.display == "none" and not view.pair.value
    view.echoes.choose(0)
    assert view.pair.value.count(ASKS[0][2]) == 2
    for name in (
        "Then: Review of ash-2015, 9 July 2015",
        "Now: Review of oak-2019, 17 June 2019",
    ):
        assert f"role='region' aria-label='{name}'" in view.pair.value
    assert view.form.layout.display is None


def test_below_a_list_stands_what_was_chosen_in_it_and_nothing_of_another(asked: Library) -> None:
    view = opened(asked)
    view.echoes.choose(0)
    both = view.pair.value
    view.sections.turn_to(DECIDED)
    assert (view.pair.value, view.form.layout.display) == ("", "none")
    view.sections.turn_to(ECHOES)
    assert view.pair.value == both and view.form.layout.display is None


def test_without_a_reason_nothing_is_decided(asked: Library) -> None:
    view = opened(asked)
    view.echoes.choose(0)
    view.reject.click()
    assert "needs a reason" in view.outcome.value
    assert asked.echo_rulings() == [] and view.echoes.of == 1
    assert view.form.layout.display is None


def test_what_is_confirmed_is_an_echo_here_by_command_and_in_briefings(asked: Library) -> None:
    view = themes_view(theme_board(str(asked.folder)))
    view.sections.turn_to(SAID_BEFORE)
    said = view.said
    said.sections.turn_to(PERHAPS)
    said.perhaps.choose(0)
    pair = (said.perhaps.chosen["earlier_review"], said.perhaps.chosen["later_review"])
    said.why.value = "the same notes, for the same school"
    said.confirm.click()
    assert pair in pairs(said.echoes) and pair not in pairs(said.perhaps)
    assert view.sections.tabs.counts[1] == "2"
    assert [row[0] for row in said.decided.window["rows"]] == ["It was said before"]
    found = tasks.find_echoes(asked)
    assert list(found["later"]) == list(said.echoes.shown["later"]), "in one order"
    from workbench.tasks.briefing_material import material

    assert len(material(asked, "2026-01-01", with_codes=False).echoes) == 2


def test_what_is_rejected_is_gone_from_both_lists_and_from_briefings(asked: Library) -> None:
    from workbench.tasks.briefing_material import digest, material

    before = digest(asked)
    view = opened(asked)
    view.sections.turn_to(PERHAPS)
    view.echoes.choose(0)
    view.why.value = "two schools"
    view.reject.click()
    view.perhaps.choose(0)
    view.why.value = "another subject"
    view.reject.click()
    assert (view.echoes.of, view.perhaps.of, view.decided.of) == (0, 1, 2)
    assert tasks.find_echoes(asked).empty and len(tasks.find_perhaps(asked)) == 1
    assert material(asked, "2026-01-01", with_codes=False).echoes.empty
    assert digest(asked) != before, "a briefing made before is known to be of another library"


def test_each_decision_can_be_undone_in_turn(asked: Library) -> None:
    view = opened(asked)
    view.echoes.choose(0)
    view.why.value = "read both"
    view.confirm.click()
    view.echoes.choose(0)
    view.why.value = "read them again"
    view.reject.click()
    assert view.echoes.of == 0
    view.undo.click()
    assert view.echoes.of == 1 and "read both" not in view.pair.value
    assert "It was said before, by" in view.pair.value, "as it stood before"
    view.undo.click()
    assert view.undo.layout.display == "none"
    assert view.echoes.of == 1 and view.decided.of == 0
    assert [r.decision for r in asked.echo_rulings()] == [
        "confirmed", "rejected", "confirmed", "withdrawn",
    ]  # fmt: skip


def test_a_decision_of_another_day_is_taken_back_where_it_is_listed(asked: Library) -> None:
    view = opened(asked)
    view.echoes.choose(0)
    view.why.value = "two schools"
    view.reject.click()
    again = opened(asked)
    assert again.echoes.of == 0 and again.undo.layout.display == "none"
    again.sections.turn_to(DECIDED)
    again.decided.choose(0)
    assert "two schools" in again.pair.value and ASKS[0][2] in again.pair.value
    again.why.value = "it is one school"
    again.withdraw.click()
    assert (again.echoes.of, again.decided.of) == (1, 0)


def test_a_confirmed_pair_stays_an_echo_whatever_the_workbench_makes_of_it(
    asked: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(asked)
    view.sections.turn_to(PERHAPS)
    view.perhaps.choose(0)
    view.why.value = "the same notes"
    view.confirm.click()
    from workbench.themes import perhaps

    monkeypatch.setattr(perhaps, "LEAST_KEPT", 2.0)  # nothing is found any more
    found = tasks.find_echoes(asked)
    row = found[found["later_review"] == "elm-2021-05"].iloc[0]
    assert (row["kind"], row["score"]) == ("confirmed", 1.0)


def test_where_nobody_may_write_there_is_no_button(
    asked: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_READ_ONLY", "1")
    view = opened(asked)
    view.echoes.choose(0)
    assert ASKS[0][2] in view.pair.value
    assert view.form.children == () and view.undo.layout.display == "none"


@pytest.fixture
def undated(asked: Library, original: Path) -> Library:
    """The same, and a report that asks what ash and oak ask and gives no day."""
    document = a_document("9" * 64, "yew.txt")
    reading = a_reading(document, "yew")
    finding, _, ask = reading.passages
    about = replace(reading.review, title="Review of yew", published=None)
    passages = (finding, replace(ask, text=ASKS[0][2]))
    asked.add(document, [replace(reading, review=about, passages=passages)], original)
    return asked


def test_what_is_alike_in_a_report_without_a_day_stands_apart_and_counts_not(
    undated: Library,
) -> None:
    view = themes_view(theme_board(str(undated.folder)))
    view.sections.turn_to(SAID_BEFORE)
    said = view.said
    assert pairs(said.echoes) == {("ash-2015", "oak-2019")}
    assert said.no_order.of == 2 and said.echoes.of == 1
    assert view.sections.tabs.counts[1] == "1"
    assert "no day given" in {cell for row in said.no_order.window["rows"] for cell in row}
    said.no_order.choose(0)
    assert "Review of yew gives no day, so which came first is not known." in said.pair.value
    assert "<h3>Then</h3>" not in said.pair.value


def test_by_the_word_of_a_person_it_counts_whatever_the_days_say(undated: Library) -> None:
    from workbench.tasks.briefing_material import material

    def in_briefings() -> int:
        found = material(undated, "2026-01-01", with_codes=False)
        _, table = found.said_before(found.echoes)
        return len(table.rows)

    before = in_briefings()
    view = opened(undated)
    view.no_order.choose(0)
    view.why.value = "it was published in spring 2012"
    view.confirm.click()
    assert (view.echoes.of, view.no_order.of) == (2, 1)
    assert in_briefings() == before + 1
    view.undo.click()
    assert (view.echoes.of, view.no_order.of) == (1, 2)


def test_two_reports_of_one_day_have_no_earlier_one(undated: Library) -> None:
    tasks.correct(undated, "yew", "published", "2015-07-09", why="its cover")
    view = opened(undated)
    rows = view.no_order.shown
    at = [
        set(pair) == {"2015-07-09"}
        for pair in zip(rows["earlier_on"], rows["later_on"], strict=True)
    ]
    assert at == [True]
    view.no_order.choose(0)
    assert "Both are of one day" in view.pair.value


def test_the_command_lists_them_apart(undated: Library) -> None:
    from click.testing import CliRunner

    from workbench.cli import main

    def run(*more: str) -> str:
        given = ["--library", str(undated.folder), "themes", "echoes", *more]
        return CliRunner().invoke(main, given).output

    known, apart = run().split("give no days that say which came first:")
    assert "2019-06-17" in known and "2015-07-09" in known
    assert "2015-07-09" in apart
    assert run("--format", "json").count('"order_known": false') == 2
