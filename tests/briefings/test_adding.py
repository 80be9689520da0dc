"""What there was no room for can be added and taken out again; what is then too long is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.briefings.content import Briefing, Group, Points, Section, Statement
from workbench.briefings.editing import can_be_added, edited
from workbench.briefings.length import too_long, what_to_cut, words_over
from workbench.briefings.standing import unfounded
from workbench.errors import RefusedError, UsageError
from workbench.library import Library
from workbench.tasks import BriefingStudio
from workbench.tasks import briefing_material as from_library
from workbench.widgets.briefings import BriefingsView


@pytest.fixture
def library(northmoor_folder: Path, tmp_path: Path) -> Iterator[Library]:
    shutil.copytree(northmoor_folder, tmp_path / "library")
    (tmp_path / "library" / "settings.yaml").write_text("dates: month\n", encoding="utf-8")
    with Library.open(tmp_path / "library") as library:
        yield library


@pytest.fixture
def studio(library: Library) -> BriefingStudio:
    return BriefingStudio(library)


def rowan(studio: BriefingStudio) -> str:
    return next(i for i, n in studio.subjects("seven_minute").items() if "Rowan" in n)


def row(text: str) -> dict[str, str]:
    return {"text": text, "was": text, "who": "R. Ash", "when": "2026-01-01", "why": "it matters"}


def test_what_was_not_used_can_be_added_to_every_kind_and_still_stands(
    briefings: dict[str, Briefing], northmoor: Library
) -> None:
    tell, themes = from_library.tellable(northmoor), from_library.themes_of(northmoor)
    agency = from_library.agency_of(northmoor)
    kinds = set()
    for name, briefing in briefings.items():
        offered = can_be_added(briefing)
        for key, unused in offered.items():
            kinds.add(briefing.template)
            words = f"{unused.said.lead} {unused.said.text}".strip()
            made = edited(briefing, {key: row(words)})
            told = [s for s in made.statements() if s.key == key]
            assert told == [unused.said], (name, words)
            assert key not in can_be_added(made)
            assert list(unfounded(made, tell, themes, agency)) == [], (name, unused.section)
    # An agency's briefing of these reports has room for all there is.
    assert kinds >= {"seven_minute", "practitioner", "theme", "board_paper", "yearly_chapter"}


def test_what_was_added_is_no_longer_said_to_be_left_out(briefings: dict[str, Briefing]) -> None:
    fern = next(b for k, b in briefings.items() if k.startswith("seven_minute") and "fern" in k)
    (line,) = [line for line in fern.left_out if "finding" in line]
    assert line == "4 more findings: 5, 6, 7 and 8."
    key = next(u.said.key for u in fern.unused if u.said.sources[0].number == "6")
    words = next(u.said.text for u in fern.unused if u.said.key == key)
    made = edited(fern, {key: row(words)})
    assert "3 more findings: 5, 7 and 8." in made.left_out
    (found,) = [s for s in made.sections if s.heading == "3. Key findings"]
    (points,) = [b for b in found.blocks if isinstance(b, Points)]
    assert points.said[-1].sources[0].number == "6"


def test_a_thing_to_do_joins_the_list_of_those_who_must_do_it(
    briefings: dict[str, Briefing],
) -> None:
    rowan = next(b for k, b in briefings.items() if k.startswith("seven_minute") and "Rowan" in
                 b.title)  # fmt: skip
    heading = "5. What to do differently"
    (before,) = [s for s in rowan.sections if s.heading == heading]
    shown = {b.name for b in before.blocks if isinstance(b, Group)}
    unused = next(u for u in rowan.unused if u.group in shown)
    made = edited(rowan, {unused.said.key: row(unused.said.text)})
    (todo,) = [s for s in made.sections if s.heading == heading]
    (theirs,) = [b for b in todo.blocks if isinstance(b, Group) and b.name == unused.group]
    assert theirs.said[-1] == unused.said


def test_a_statement_is_added_with_who_and_why_and_taken_out_again(
    studio: BriefingStudio, library: Library
) -> None:
    of = rowan(studio)
    before = studio.make("seven_minute", of)
    line = next(line for line in before.unused if line.section == "Good practice")
    with pytest.raises(UsageError, match="kept with its reason"):
        studio.add(line.key, why=" ")
    look = studio.add(line.key, why="it is about us")
    assert line.text in [told.text for told in look.lines]
    assert line.key not in [told.key for told in look.unused]
    (told,) = [told for told in look.lines if told.key == line.key]
    assert told.edited.startswith("added by ") and told.edited.endswith(": it is about us")
    assert "The words on" not in look.html, "the words are the report's"
    again = BriefingStudio(library).make("seven_minute", of)
    assert line.key in [told.key for told in again.lines]
    with pytest.raises(UsageError, match="is in the briefing"):
        studio.add(line.key, why="again")
    back = studio.word(line.key, None, why="")
    assert [told.key for told in back.lines] == [told.key for told in before.lines]
    assert back.left_out == before.left_out


def test_it_can_be_added_in_words_of_one_s_own(studio: BriefingStudio) -> None:
    line = studio.make("seven_minute", rowan(studio)).unused[0]
    look = studio.word(line.key, "In our words.", why="plainer")
    assert "In our words." in look.html and "plainer" in look.html


def test_the_view_adds_and_takes_out_again(studio: BriefingStudio) -> None:
    view = BriefingsView(studio, lambda page: page, "briefings")
    view.about.value = rowan(studio)
    name, key = next((n, k) for n, k in view.statement.options if n.startswith("Not used: "))
    assert view.add.layout.display == "none"
    view.statement.value = key
    assert view.add.layout.display == "" and view.leave.layout.display == "none"
    words = view.text.value
    assert name.endswith("…") or words in name
    view.add.click()
    assert "kept with its reason" in view.worded.value
    view.why.value = "it is about us"
    view.add.click()
    assert "Added." in view.worded.value and view.statement.value == key
    assert view.add.layout.display == "none" and "added by" in view.stands_on.value.lower()
    assert view.back.description == "Take it out again"
    view.back.click()
    assert key in [k for n, k in view.statement.options if n.startswith("Not used: ")]
    assert "Kept." in view.worded.value


# --- too long -------------------------------------------------------------------------------------


def crowded(studio: BriefingStudio) -> None:
    """Add until the limit is passed."""
    look = studio.make("seven_minute", rowan(studio))
    while look.words <= 700:
        look = studio.add(look.unused[0].key, why="all of it matters")


def test_a_briefing_that_is_too_long_says_what_to_cut_and_is_not_published(
    studio: BriefingStudio, library: Library, tmp_path: Path
) -> None:
    crowded(studio)
    look = studio.look()
    assert look.cut.startswith("Leave out “")
    (found,) = [f for f in studio.check() if f["kind"] == "too_long"]
    assert found["action"] == "block" and found["mend"] == look.cut
    over = look.words - 700
    assert found["text"] == (
        f"It has {look.words} words, {over} more than the 700 of a seven-minute briefing."
    )
    with pytest.raises(RefusedError, match=f"too long. It has {look.words} words"):
        studio.write(tmp_path / "out", "html", "Ada Lovelace")
    assert not (tmp_path / "out").exists()
    (draft,) = studio.write(tmp_path / "out", "html")
    assert f"{look.words} words ({over} too many)" in draft.read_text(encoding="utf-8")
    view = BriefingsView(studio, lambda page: page, "briefings")
    view.about.value = rowan(studio)
    assert "Too long." in view.told.value and "Leave out" in view.told.value


def test_it_is_published_when_somebody_answers_for_its_length(
    studio: BriefingStudio, tmp_path: Path
) -> None:
    crowded(studio)
    studio.let_through(["too_long"], who="Ada Lovelace", why="read in two parts")
    (page,) = studio.write(tmp_path / "out", "html", "Grace Hopper")
    assert "too many" not in page.read_text(encoding="utf-8")
    record = page.with_suffix(".record.json").read_text(encoding="utf-8")
    assert "read in two parts" in record


def a_list(briefing: Briefing, *sizes: int) -> Briefing:
    """A briefing of one list, a statement for each number of words."""
    source = next(s.sources for s in briefing.statements() if s.kind == "verbatim")
    said = tuple(Statement(" ".join([f"w{i}"] * n), source) for i, n in enumerate(sizes))
    return replace(briefing, about=(), sections=(Section("", (Points(said),)),), limit=100)


def test_what_to_cut_is_as_little_as_will_do(briefings: dict[str, Briefing]) -> None:
    briefing = next(b for b in briefings.values() if b.template == "seven_minute")
    fits = a_list(briefing, 50, 50)
    assert words_over(fits) == 0 and too_long(fits) == "" == what_to_cut(fits)
    one = what_to_cut(a_list(briefing, 40, 30, 25, 12))  # 7 over
    assert "w3 w3" in one and "12 words" in one and "w1" not in one and "w2" not in one
    several = what_to_cut(a_list(briefing, 60, 30, 30, 30))  # 50 over
    assert several.count("30 words") == 2 and "w0" not in several
    assert what_to_cut(a_list(briefing, 120)) == "Leave something out, or say it more shortly."


def test_a_one_page_note_is_only_warned(studio: BriefingStudio, library: Library) -> None:
    look = studio.make("practitioner", rowan(studio))
    studio.word(look.lines[0].key, "A long story of many words. " * 40, why="a test")
    (found,) = [f for f in studio.check() if f["kind"] == "too_long"]
    assert found["action"] == "warn"


def test_nothing_is_too_long_where_there_is_no_limit(briefings: dict[str, Briefing]) -> None:
    paper = next(b for b in briefings.values() if b.template == "board_paper")
    assert paper.words > 700 and too_long(paper) == what_to_cut(paper) == ""
