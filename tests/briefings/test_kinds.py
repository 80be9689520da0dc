"""What each kind of briefing gives its reader."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workbench import tasks
from workbench.briefings import yearly_chapter
from workbench.briefings.content import Briefing, Grid, Group, Picture, Prose
from workbench.briefings.fixed_words import OWN
from workbench.errors import NotInLibraryError, UsageError
from workbench.library import Library
from workbench.places import shipped
from workbench.tasks import briefing as making
from workbench.tasks import briefing_material as from_library

HEADINGS = [
    "1. Background",
    "2. What happened and why it was reviewed",
    "3. Key findings",
    "4. Good practice",
    "5. What to do differently",
    "6. Questions for the team",
    "7. Resources, contacts and how we will know",
]


def about(briefings: dict[str, Briefing], kind: str, name: str) -> Briefing:
    (found,) = [b for b in of_kind(briefings, kind) if b.title.startswith(name)]
    return found


def of_kind(briefings: dict[str, Briefing], kind: str) -> list[Briefing]:
    return [b for b in briefings.values() if b.template == kind]


def section(briefing: Briefing, heading: str) -> str:
    (found,) = [s for s in briefing.sections if s.heading == heading]
    return "\n".join(f"{s.lead} {s.text}".strip() for s in found.statements())


def test_seven_minutes_are_seven_minutes(briefings: dict[str, Briefing]) -> None:
    made = of_kind(briefings, "seven_minute")
    assert len(made) == 5
    for briefing in made:
        assert [s.heading for s in briefing.sections] == HEADINGS
        assert briefing.words <= 700, briefing.title


def test_a_seven_minute_briefing_is_made_with_room_for_a_persons_own_words(
    briefings: dict[str, Briefing],
) -> None:
    made = of_kind(briefings, "seven_minute")
    cut = [briefing for briefing in made if briefing.unused]
    assert cut, "of some not all that was found had room"
    for briefing in made:
        assert briefing.limit == 700 and briefing.words <= 670, briefing.title


def test_findings_are_few_and_say_what_was_found(briefings: dict[str, Briefing]) -> None:
    briefing = about(briefings, "seven_minute", "Child Rowan")
    (found,) = [s for s in briefing.sections if s.heading == "3. Key findings"]
    statements = [s for s in found.statements() if s.kind != "own"]
    assert 3 <= len(statements) <= 6
    assert sum(bool(s.lead) for s in statements) >= 3, "most say more than their heading"
    told = "A mark on a baby who could not move was explained rather than examined."
    assert statements[0].lead == told


def test_titles_say_which_review_and_when(briefings: dict[str, Briefing]) -> None:
    titles = {b.title for b in of_kind(briefings, "seven_minute")}
    assert "Child Rowan: local child safeguarding practice review (2024)" in titles
    assert "Child Fern: serious case review (2015)" in titles
    assert "Joint targeted area inspection of Northmoor (2023)" in titles


def test_good_practice_has_substance(briefings: dict[str, Briefing]) -> None:
    told = section(about(briefings, "seven_minute", "Child Rowan"), "4. Good practice")
    assert "immunisations wrote down how Rowan looked for comfort" in told
    assert "looked for good practice" not in told


def test_what_to_do_stands_under_roles(briefings: dict[str, Briefing]) -> None:
    briefing = about(briefings, "seven_minute", "Child Rowan")
    (what,) = [s for s in briefing.sections if s.heading == "5. What to do differently"]
    names = [b.name for b in what.blocks if isinstance(b, Group)]
    assert names[0] == "For everyone who works with children and families"
    assert "Health services" in names
    assert not any("Trust" in name for name in names), "a team looks for its role"


def test_questions_for_the_team_are_about_these_findings(briefings: dict[str, Briefing]) -> None:
    for briefing in of_kind(briefings, "seven_minute"):
        (asked,) = [s for s in briefing.sections if s.heading == "6. Questions for the team"]
        told = {s for f in briefing.sections[2].statements() for s in f.sources}
        specific = [s for s in asked.statements() if s.sources]
        assert specific, briefing.title
        assert all(set(s.sources) <= told for s in specific)


def test_who_to_ask_and_how_we_will_know_are_always_told(briefings: dict[str, Briefing]) -> None:
    for briefing in of_kind(briefings, "seven_minute"):
        names = [b.name for b in briefing.sections[6].blocks if isinstance(b, Group)]
        assert names == ["To read", "Whom to ask", "How we will know"]


def test_no_fragments_where_sentences_are_meant(briefings: dict[str, Briefing]) -> None:
    for briefing in of_kind(briefings, "seven_minute"):
        for said in briefing.sections[0].statements():
            assert len(said.text.split()) >= 4, said.text


def test_an_agency_finds_what_is_asked_of_it(briefings: dict[str, Briefing]) -> None:
    briefing = briefings["agency/northmoor-constabulary"]
    shared = section(briefing, "What you are asked to do with others")
    assert "Police notices that concern a household with a child under five" in shared
    (with_others,) = [s for s in briefing.sections if s.heading.endswith("with others")]
    for group in with_others.blocks:
        if isinstance(group, Group):
            everyone = group.name == "For everyone who works with children and families"
            assert everyone or group.name.startswith("With ")
            assert "Northmoor Constabulary" not in group.name
    found = section(briefing, "What was found")
    assert "Police officers took the call seriously" in found


def test_an_agency_briefing_says_what_was_found_of_that_agency(
    briefings: dict[str, Briefing],
) -> None:
    briefing = briefings["agency/kestrel"]
    (found,) = [s for s in briefing.sections if s.heading == "What was found"]
    for said in found.statements():
        assert "Kestrel" in f"{said.lead} {said.text}", said.text


@pytest.mark.parametrize("kind", ["theme", "agency"])
def test_a_library_of_one_report_has_briefings_though_nothing_was_said_before(
    kind: str, tmp_path: Path
) -> None:
    report = shipped("data", "northmoor") / "reports" / "child-rowan-lcspr-2024.pdf"
    with Library.open(tmp_path, create=True) as library:
        tasks.add(library, [report])
        names = list(making.subjects(library, kind))
        made = [tasks.make_briefing(library, kind, name) for name in names]
    assert made
    assert all(briefing.sections for briefing in made)


def test_a_theme_gives_its_denominators(briefings: dict[str, Briefing]) -> None:
    briefing = briefings["theme/supervision"]
    where = section(briefing, "Where it is found")
    assert "of 8 reports, from 2015 to 2024" in where
    assert "%" not in where, "eight reviews are too few for percentages"
    (picture,) = [b for s in briefing.sections for b in s.blocks if isinstance(b, Picture)]
    assert [bar.label for bar in picture.bars] == ["2015", "2019", "2022", "2023", "2024"]
    for bar, row in zip(picture.bars, picture.table.rows, strict=True):
        assert [cell.text for cell in row] == [bar.label, str(bar.value), str(bar.of)]


def test_a_board_paper_asks_for_decisions_with_owners_and_dates(northmoor: Library) -> None:
    (review,) = [r.id for r in northmoor.reviews() if r.kind == "cqc_review"]
    made = tasks.make_briefing(
        northmoor, "board_paper", review, as_of="2019-07-01", received="2019-06-17"
    )
    grids = [b for s in made.sections for b in s.blocks if isinstance(b, Grid)]
    (recommended,) = [g for g in grids if g.columns[0] == "No."]
    assert len(recommended.rows) == 24, "one sentence is put to four owners, in four numbers"
    first = [cell.text for cell in recommended.rows[0]]
    assert first[0] == "1.1" and first[2] == "Northmoor Clinical Commissioning Group"
    # 20 working days after Monday 17 June 2019.
    assert first[3] == "15 July 2019"
    names = [s.heading.split(". ")[1] for s in made.sections]
    assert {"Purpose", "Risks", "Resources", "Equality", "Next steps"} <= set(names)
    assert [s.heading.split(".")[0] for s in made.sections] == [
        str(i) for i in range(1, len(names) + 1)
    ]
    assert "Accept the 27 recommendations" in section(made, "2. What the board is asked to do")
    with pytest.raises(UsageError, match="is not a day"):
        tasks.make_briefing(northmoor, "board_paper", made.reviews[0], received="next week")


def test_one_thing_asked_of_four_is_one_row_with_four_owners(
    briefings: dict[str, Briefing],
) -> None:
    made = about(briefings, "board_paper", "Review of health services")
    (table,) = [b for s in made.sections for b in s.blocks if isinstance(b, Grid)
                and b.columns[0] == "No."]  # fmt: skip
    asked = [row[1].text for row in table.rows]
    assert len(asked) == len(set(asked))
    (row,) = [row for row in table.rows if row[0].text == "3.5, 4.4, 5.4 and 6.2"]
    assert row[2].text == (
        "Northmoor Teaching Hospitals NHS Foundation Trust, Wrenfield Community Health NHS Trust, "
        "Harrowdene Mental Health NHS Foundation Trust and Kestrel"
    )
    assert [source.number for source in row[1].sources] == ["3.5", "4.4", "5.4", "6.2"]
    # Inspectors print "should ensure that" once, over all of them.
    (before,) = [b for s in made.sections if table in s.blocks for b in s.blocks[:1]]
    assert isinstance(before, Prose) and before.said[0].text == OWN["make_sure"]


def test_a_board_paper_s_findings_stand_as_the_report_prints_them(
    briefings: dict[str, Briefing],
) -> None:
    for briefing in briefings.values():
        if briefing.template != "board_paper":
            continue
        for section in briefing.sections:
            if section.heading.endswith(" Findings"):
                numbers = [s.sources[0].number for s in section.statements() if s.sources]
                in_order = [[int(n) for n in str(number).split(".")] for number in numbers]
                assert in_order == sorted(in_order), briefing.title


def test_an_agency_that_is_only_praised_is_not_said_to_be_named_by_no_finding(
    briefings: dict[str, Briefing],
) -> None:
    praised = 0
    for briefing in briefings.values():
        if briefing.template == "agency":
            headings = [s.heading for s in briefing.sections]
            found = section(briefing, "What was found")
            if "What was done well" in headings:
                assert OWN["not_named"] not in found, briefing.title
                praised += OWN["none_short"] in found
            else:
                assert OWN["none_short"] not in found, briefing.title
    assert praised


def test_a_board_paper_says_what_was_said_before(briefings: dict[str, Briefing]) -> None:
    told = section(
        about(briefings, "board_paper", "Child Rowan"),
        "7. What was said before, and what became of it",
    )
    assert "No child under two should be discharged" in told or "not brought" in told
    assert "No action is recorded for any of the earlier ones." in told


def test_the_yearly_chapter_tells_activity_and_impact_apart(
    briefings: dict[str, Briefing],
) -> None:
    briefing = briefings["yearly_chapter/2023-24"]
    names = [b.name for b in briefing.sections[-1].blocks if isinstance(b, Group)]
    assert names == ["What was done", "What difference it made"]
    assert "Child Wren" in section(briefing, "Reviews under way")
    assert "Child Rowan" in section(briefing, "Reviews completed")


def test_a_year_without_impact_says_so_under_a_name_of_its_own(northmoor: Library) -> None:
    material = from_library.material(northmoor, "2026-11-22", with_codes=False)
    done = [p for p in northmoor.passages() if p.kind == "challenge" and p.answer]
    blocks, _ = yearly_chapter._impact(material, done)
    groups = [b for b in blocks if isinstance(b, Group)]
    assert [b.name for b in groups] == ["What was done", "What difference it made"]
    assert [s.text for s in groups[1].said] == [OWN["no_impact"]]


def test_an_unknown_subject_is_answered_with_those_there_are(northmoor: Library) -> None:
    with pytest.raises(UsageError, match="Did you mean 'supervision'"):
        tasks.make_briefing(northmoor, "theme", "supervisio")
    with pytest.raises(UsageError, match="northmoor-constabulary"):
        tasks.make_briefing(northmoor, "agency", "Westmoor Police")
    with pytest.raises(UsageError, match="2023-24"):
        tasks.make_briefing(northmoor, "yearly_chapter", "2031-32")
    with pytest.raises(UsageError, match="board_paper"):
        tasks.make_briefing(northmoor, "eight_minute")


def test_a_withheld_review_has_no_briefing(northmoor: Library) -> None:
    withheld = next(r.id for r in northmoor.reviews() if r.status == "withheld")
    with pytest.raises(NotInLibraryError, match="review to brief on"):
        tasks.make_briefing(northmoor, "seven_minute", withheld)


def test_a_chapter_tells_days_as_months_where_that_is_the_policy(
    northmoor_folder: Path, tmp_path: Path
) -> None:
    """Else the gate would refuse its table of actions."""
    shutil.copytree(northmoor_folder, tmp_path / "library")
    (tmp_path / "library" / "settings.yaml").write_text("dates: month\n", encoding="utf-8")
    with Library.open(tmp_path / "library") as library:
        made = tasks.make_briefing(library, "yearly_chapter", "2023-24")
    (grid,) = [b for b in made.sections[5].blocks if isinstance(b, Grid)]
    due = [row[2].text for row in grid.rows]
    assert "October 2023" in due
    assert not [day for day in due if day[:1].isdigit()]
