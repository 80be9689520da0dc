"""The studio: choose, word, save, see what changed, publish; and its view, without a browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from workbench.errors import UsageError
from workbench.library import Library
from workbench.tasks import BriefingStudio
from workbench.widgets.briefings import BriefingsView


@pytest.fixture
def library(northmoor_folder: Path, tmp_path: Path) -> Iterator[Library]:
    shutil.copytree(northmoor_folder, tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        yield library


@pytest.fixture
def studio(library: Library) -> BriefingStudio:
    return BriefingStudio(library)


def rowan(studio: BriefingStudio) -> str:
    return next(i for i, n in studio.subjects("seven_minute").items() if "Rowan" in n)


def test_a_wording_is_kept_with_who_and_why_and_holds_when_made_again(
    studio: BriefingStudio, library: Library
) -> None:
    of = rowan(studio)
    look = studio.make("seven_minute", of)
    line = next(line for line in look.lines if line.section == "3. Key findings")
    with pytest.raises(UsageError, match="kept with its reason"):
        studio.word(line.key, "A mark was explained away.", why=" ")
    look = studio.word(line.key, "A mark was explained away.", why="shorter")
    assert "A mark was explained away." in look.html
    assert "shorter" in look.html, "a reader sees that a person worded it, and why"
    again = BriefingStudio(library).make("seven_minute", of)
    kept = next(found for found in again.lines if found.key == line.key)
    assert kept.text == "A mark was explained away." and "shorter" in kept.edited
    back = studio.word(line.key, None, why="")
    assert next(f for f in back.lines if f.key == line.key).text == line.text
    assert len(library.history()) >= 2


def test_what_is_left_out_is_told_and_can_come_back(studio: BriefingStudio) -> None:
    look = studio.make("seven_minute", rowan(studio))
    line = next(line for line in look.lines if line.section == "4. Good practice")
    shorter = studio.word(line.key, "", why="not for this team")
    assert shorter.words < look.words
    assert "One thing was left out by choice of a reviewer." in shorter.left_out
    assert studio.left_out_by_choice() == {line.key: line.text}
    assert studio.word(line.key, None, why="").words == look.words


def test_a_saved_briefing_says_what_changed(studio: BriefingStudio, library: Library) -> None:
    of = rowan(studio)
    studio.make("seven_minute", of)
    assert studio.save("For the summer events").changed == ()
    finding = next(p for p in library.passages(of, ["finding"]) if p.number == "1")
    library.correct(
        "passage", finding.ref, "text", "A mark on a baby was not examined.", why="typing error"
    )
    kind, about, look = BriefingStudio(library).open("For the summer events")
    assert (kind, about) == ("seven_minute", of)
    assert any("A mark on a baby was not examined." in line for line in look.changed)
    assert studio.saved() == ["For the summer events"]


def test_it_is_published_with_its_record_or_refused_with_the_mend(
    studio: BriefingStudio, library: Library, tmp_path: Path
) -> None:
    (library.folder / "settings.yaml").write_text("dates: month\n", encoding="utf-8")
    studio.make("seven_minute", rowan(studio))
    written = studio.write(tmp_path / "out", "html", "Ada Lovelace")
    page = written[0].read_text(encoding="utf-8")
    assert "DRAFT" not in page
    record = (tmp_path / "out" / f"{written[0].stem}.record.json").read_text(encoding="utf-8")
    assert "Ada Lovelace" in record
    assert len(library.publications()) == 1
    look = studio.look()
    planted = "Ring her grandmother on 07700 900321 or write to j.dale@example.com."
    studio.word(look.lines[0].key, planted, why="a test")
    blocked = [f for f in studio.check() if f["action"] == "block"]
    assert {"telephone", "email"} <= {f["kind"] for f in blocked}
    assert all(f["where"] and f["mend"] for f in blocked)


def test_what_must_stay_is_let_through_by_name_until_a_word_changes(
    studio: BriefingStudio, library: Library, tmp_path: Path
) -> None:
    (library.folder / "settings.yaml").write_text("dates: month\n", encoding="utf-8")
    studio.make("practitioner", rowan(studio))
    key = studio.look().lines[0].key
    studio.word(key, "Ring the helpline on 07700 900321.", why="a test")
    with pytest.raises(UsageError, match="without a name and a reason"):
        studio.let_through(["telephone"], who="", why="")
    with pytest.raises(UsageError, match="Nothing was chosen"):
        studio.let_through([], who="Ada Lovelace", why="a duty line")
    found = studio.let_through(["telephone"], who="Ada Lovelace", why="a duty line")
    assert not [f for f in found if f["action"] == "block"]
    assert any("Ada Lovelace" in f["mend"] and "a duty line" in f["mend"] for f in found)
    (page,) = studio.write(tmp_path, "html", "Grace Hopper")
    assert "a duty line" in page.with_suffix(".record.json").read_text(encoding="utf-8")
    studio.word(key, "Ring another line on 07700 900456.", why="a test")
    assert [f["kind"] for f in studio.check() if f["action"] == "block"] == ["telephone"]


def test_the_view_shows_words_age_and_what_was_left_out(studio: BriefingStudio) -> None:
    view = BriefingsView(studio, lambda page: page, "briefings")
    assert "of at most 700" in view.told.value
    assert "can read it" in view.told.value
    assert "more findings" in view.told.value
    assert view.received.layout.display == "none"
    view.kind.value = "board_paper"
    assert view.received.layout.display == ""
    view.received.value = "next week"
    assert "is not a day" in view.made.value
    view.received.value = "2026-02-02"
    assert "Board paper" in view.page.value and view.made.value == ""
    view.kind.value = "theme"
    assert "Theme briefing" in view.page.value
    view.kind.value = "seven_minute"
    view.about.value = rowan(studio)
    view.statement.value = view.statement.options[3][1]
    view.text.value = "In our own words."
    view.keep.click()
    assert "kept with its reason" in view.worded.value, "beside the button that was pressed"
    view.why.value = "plainer"
    view.keep.click()
    assert "In our own words." in view.page.value
    assert view.text.value == "In our own words."
    told = " ".join(BeautifulSoup(view.page.value, "html.parser").text.split())
    assert "but for what is named below as somebody’s own wording" in told
    assert re.search(
        r"The words on [a-z]+ [\d.]+, page \d+, are by \S+, \w+ \d{4}: plainer\.", told
    )
    view.leave.click()
    assert "In our own words." not in view.page.value
    view.back.click()
    view.name.value = "Summer"
    view.save.click()
    assert "Saved as Summer" in view.said.value
    assert "Summer" in [value for _, value in view.saved.options]
    view.publish.click()
    assert "needs somebody who approves it" in view.said.value


def test_the_view_refuses_with_where_and_mend_and_offers_to_let_through(
    studio: BriefingStudio, library: Library, tmp_path: Path
) -> None:
    (library.folder / "settings.yaml").write_text("dates: month\n", encoding="utf-8")
    view = BriefingsView(studio, lambda page: page, str(tmp_path / "out"))
    view.kind.value = "practitioner"
    view.about.value = rowan(studio)
    view.text.value, view.why.value = "Ring 07700 900321.", "a test"
    view.keep.click()
    view.approved_by.value = "Ada Lovelace"
    view.publish.click()
    assert "07700 900321" in view.said.value and "must be mended" in view.said.value
    to_mend = view.said.value.split("To look at")[0]
    assert ": Ring 07700 900321.)" in to_mend and "paragraph" not in to_mend, "where a person looks"
    assert view.override.layout.display == ""
    assert not (tmp_path / "out").exists()
    assert view.kinds.options == (("telephone", "telephone"),)
    view.kinds.value = ("telephone",)
    view.let.click()
    assert "without a name and a reason" in view.said.value
    view.let_by.value, view.let_why.value = "Ada Lovelace", "a duty line"
    view.let.click()
    assert view.override.layout.display == "none"
    view.publish.click()
    assert "Published" in view.said.value and "record.html" in view.said.value
    (record,) = (tmp_path / "out").glob("*.record.html")
    page = " ".join(BeautifulSoup(record.read_text(encoding="utf-8"), "html.parser").text.split())
    assert re.search(r"Approved by Ada Lovelace on \d+ \w+ \d{4} at \d\d:\d\d UTC\.", page)
    assert "telephone" in page and "a duty line" in page
    assert re.search(r"finding \d|learning \d", page), "a passage as people call it"


def test_where_nothing_may_be_written_the_view_only_shows(studio: BriefingStudio) -> None:
    view = BriefingsView(studio, lambda page: page, "briefings", read_only=True)
    assert view.keep.disabled and view.publish.disabled and view.save.disabled
    assert not view.kind.disabled


def test_another_kind_is_shown_at_once_and_is_about_the_same(studio: BriefingStudio) -> None:
    view = BriefingsView(studio, lambda page: page, "briefings")
    view.kind.value = "practitioner"
    assert "Practitioner note" in view.page.value, "though the first review was chosen before too"
    view.about.value = rowan(studio)
    view.kind.value = "board_paper"
    assert view.about.value == rowan(studio)
    assert "Board paper" in view.page.value and "Child Rowan" in view.page.value


def test_made_again_it_says_what_the_library_changed(
    studio: BriefingStudio, library: Library
) -> None:
    view = BriefingsView(studio, lambda page: page, "briefings")
    of = rowan(studio)
    view.about.value = of
    view.again.click()
    assert "Made again" in view.made.value and "Changed since" not in view.told.value
    finding = next(p for p in library.passages(of, ["finding"]) if p.number == "1")
    library.correct("passage", finding.ref, "text", "A mark was not examined.", why="typing error")
    view.again.click()
    assert "A mark was not examined." in view.page.value
    assert "Changed since it was made" in view.told.value
    view.name.value = "Summer"
    view.save.click()
    library.correct("passage", finding.ref, "text", "Nobody examined a mark.", why="once more")
    view.again.click()
    assert "Changed since it was saved" in view.told.value
    assert "Nobody examined a mark." in view.told.value


def test_a_saved_board_paper_comes_back_with_the_day_it_was_received(
    studio: BriefingStudio,
) -> None:
    view = BriefingsView(studio, lambda page: page, "briefings")
    view.kind.value = "board_paper"
    view.received.value = "2026-02-02"
    paper = view.page.value
    view.name.value = "March board"
    view.save.click()
    assert view.saved.value == "March board"
    view.received.value = ""
    view.kind.value = "theme"
    view.saved.value = ""
    view.saved.value = "March board"
    assert view.kind.value == "board_paper" and view.received.value == "2026-02-02"
    assert view.page.value == paper


def test_a_name_is_of_the_briefing_saved_under_it_and_not_of_the_next(
    studio: BriefingStudio, tmp_path: Path
) -> None:
    studio.make("seven_minute", rowan(studio))
    studio.save("For the summer events")
    (named,) = studio.write(tmp_path, "md")
    said = named.read_text(encoding="utf-8")
    studio.make("practitioner", rowan(studio))
    (other,) = studio.write(tmp_path, "md")
    assert other != named and named.read_text(encoding="utf-8") == said


def test_a_saved_briefing_can_be_chosen_again_after_another_was_looked_at(
    studio: BriefingStudio,
) -> None:
    view = BriefingsView(studio, lambda page: page, "briefings")
    view.kind.value = "practitioner"
    view.about.value = rowan(studio)
    view.name.value = "Rowan for teams"
    view.save.click()
    assert view.saved.value == "Rowan for teams"
    view.kind.value = "board_paper"
    assert view.saved.value == "" and view.name.value == "", "the name is not the paper's"
    view.saved.value = "Rowan for teams"
    assert view.kind.value == "practitioner" and "Practitioner note" in view.page.value
    assert view.name.value == "Rowan for teams"
    view.name.value = "For later"
    view.about.value = next(key for _, key in view.about.options if key != view.about.value)
    assert view.name.value == "For later", "what somebody is typing stays"


def test_a_name_is_not_taken_from_the_briefing_that_has_it(studio: BriefingStudio) -> None:
    studio.make("practitioner", rowan(studio))
    studio.save("Rowan for teams")
    studio.save("Rowan for teams")
    studio.make("seven_minute", rowan(studio))
    with pytest.raises(UsageError, match="Another briefing is saved as 'Rowan for teams'"):
        studio.save("Rowan for teams")
    assert studio.open("Rowan for teams")[0] == "practitioner"


def test_a_statement_is_shown_with_what_it_stands_on_and_who_worded_it(
    studio: BriefingStudio,
) -> None:
    view = BriefingsView(studio, lambda page: page, "briefings")
    view.about.value = rowan(studio)
    key = next(key for label, key in view.statement.options if label.startswith("3. Key"))
    view.statement.value = key
    assert "Stands on finding 1, page 8." in view.stands_on.value
    view.text.value, view.why.value = "In our own words.", "plainer"
    view.keep.click()
    assert view.statement.value == key and "plainer" in view.stands_on.value
    view.statement.value = next(k for _, k in view.statement.options if k != key)
    assert view.why.value == "", "a reason belongs to the statement it was given for"


def test_every_statement_can_be_worded_again_and_put_back(studio: BriefingStudio) -> None:
    """Also one whose bold words are few: a speaker, an episode."""
    look = studio.make("seven_minute", rowan(studio))
    for line in look.lines:
        if line.section.startswith("2."):
            worded = studio.word(line.key, f"First of {line.key}.", why="a test")
            assert line.key in {found.key for found in worded.lines}, line.text
            again = studio.word(line.key, f"Second of {line.key}.", why="a test")
            assert f"Second of {line.key}." in again.html and "First of" not in again.html
            assert line.text in {found.text for found in studio.word(line.key, None, why="").lines}
