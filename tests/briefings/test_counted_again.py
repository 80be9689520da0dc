"""Every number and label of every table is followed to its sources, or counted again here.

The counting is not that of the briefings: plain loops over what the library holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from workbench.briefings.content import Briefing, Grid, Picture, Points, Section, Statement
from workbench.briefings.counts import wrong_pictures
from workbench.briefings.standing import unfounded
from workbench.briefings.wording import listed
from workbench.library import Library
from workbench.tasks import briefing_material as from_library

AS_OF = "2026-11-22"
_SHORT = ("improvement", "mixed")


@pytest.fixture(scope="module")
def looked_up(northmoor: Library) -> dict[str, object]:
    return {
        "tell": from_library.tellable(northmoor),
        "themes": from_library.themes_of(northmoor),
        "agency": from_library.agency_of(northmoor),
    }


@pytest.fixture(scope="module")
def coded(northmoor: Library) -> list[dict[str, str]]:
    """A row for each passage and theme it carries."""
    frame = from_library.material(northmoor, AS_OF, with_codes=True).coded
    assert frame is not None
    rows = frame[frame["facet"] == "theme"].astype(str).to_dict("records")
    return list({(r["passage"], r["code"]): r for r in rows}.values())


def grids(briefing: Briefing) -> Iterator[Grid]:
    for section in briefing.sections:
        for block in section.blocks:
            if isinstance(block, Grid):
                yield block
            elif isinstance(block, Picture):
                yield block.table


def pictures(briefing: Briefing) -> list[Picture]:
    return [b for s in briefing.sections for b in s.blocks if isinstance(b, Picture)]


def faults(briefing: Briefing, said: Statement, looked_up: dict[str, object]) -> list[str]:
    alone = replace(briefing, reviews=(), sections=(Section("Planted", (Points((said,)),)),))
    return [found.why for found in unfounded(alone, **looked_up)]  # type: ignore[arg-type]


def other(said: Statement) -> Statement:
    """The same cell with another number, or another label."""
    *rest, last = said.facts
    number = re.fullmatch(r"\d+", last.said)
    words = str(int(last.said) + 1) if number else f"{last.said} of Westmoor"
    facts = (*rest, replace(last, said=words))
    return replace(said, text=listed(list(dict.fromkeys(f.said for f in facts))), facts=facts)


def test_every_number_and_label_of_a_table_is_refused_when_it_is_another(
    briefings: dict[str, Briefing], looked_up: dict[str, object]
) -> None:
    seen: Counter[str] = Counter()
    for name, briefing in briefings.items():
        for grid in grids(briefing):
            for said in (cell for row in grid.rows for cell in row):
                if said.kind not in ("count", "fact"):
                    continue
                (field,) = {fact.field for fact in said.facts}
                seen[f"{said.kind} {field}"] += 1
                assert faults(briefing, said, looked_up) == [], (name, said.text)
                assert faults(briefing, other(said), looked_up), (name, grid.caption, said.text)
    assert {
        "count year", "count reviews in year", "count of reviews in year",
        "count theme", "count passages", "count of passages",
        "count owner", "count recommendations", "count of recommendations",
        "fact number", "fact owners", "fact kind", "fact status", "fact due",
    } <= set(seen)  # fmt: skip


def test_a_cell_of_owners_names_all_of_them(
    briefings: dict[str, Briefing], looked_up: dict[str, object]
) -> None:
    shared = [
        (briefing, cell)
        for briefing in briefings.values()
        for grid in grids(briefing)
        for row in grid.rows
        for cell in row
        if [fact.field for fact in cell.facts].count("owners") > 1
    ]
    assert shared
    for briefing, cell in shared:
        left = tuple(fact for fact in cell.facts if fact.said != cell.facts[-1].said)
        fewer = replace(cell, text=listed(list(dict.fromkeys(f.said for f in left))), facts=left)
        (wrong,) = faults(briefing, fewer, looked_up)
        assert "who is an owner too" in wrong


def test_no_number_or_label_of_a_table_stands_on_nothing(
    briefings: dict[str, Briefing], looked_up: dict[str, object]
) -> None:
    for briefing in briefings.values():
        for grid in grids(briefing):
            for said in (cell for row in grid.rows for cell in row):
                if said.kind == "count" and said.text != "0":
                    bare = replace(said, sources=())
                    assert faults(briefing, bare, looked_up) == ["it has no source"], said.text


def test_a_theme_s_years_are_as_they_are_counted_here(
    briefings: dict[str, Briefing], coded: list[dict[str, str]]
) -> None:
    years = {row["review"]: row["year"] for row in coded if row["year"].isdigit()}
    checked = 0
    for name, briefing in briefings.items():
        if briefing.template != "theme":
            continue
        code = name.split("/")[1]
        found = {row["review"] for row in coded if row["code"] == code}
        of = Counter(years.values())
        held = Counter(year for review, year in years.items() if review in found)
        if found >= set(years):  # full bars alone would tell nothing
            assert pictures(briefing) == []
            assert "in all 8 reports" in briefing.plain_text()
            assert_words(briefing, [row for row in coded if row["code"] == code], len(of))
            continue
        (picture,) = pictures(briefing)
        told = [[cell.text for cell in row] for row in picture.table.rows]
        assert told == [[year, str(held[year]), str(of[year])] for year in sorted(of)]
        checked += len(told)
        assert_words(briefing, [row for row in coded if row["code"] == code], len(of))
    assert checked >= 15


def assert_words(briefing: Briefing, rows: list[dict[str, str]], _: int) -> None:
    """What is said in words of how many passages speak of what."""
    (said,) = [s for s in briefing.statements() if s.pattern == "passages_found"]
    well = sum(row["polarity"] == "strength" for row in rows)
    short = sum(
        row["polarity"] in _SHORT and row["passage_kind"] not in ("recommendation", "learning")
        for row in rows
    )
    told = {words: int(n) for n, words in re.findall(r"(\d+) of (what \w+ \w+)", said.text)}
    assert told.get("what went well", 0) == well
    assert told.get("what fell short", 0) == short
    assert said.text.startswith(f"{len(rows)} passages")
    assert len(said.sources) == len(rows)


def test_a_chapter_s_themes_are_as_they_are_counted_here(
    briefings: dict[str, Briefing], coded: list[dict[str, str]], northmoor: Library
) -> None:
    labels = {label: code for code, (label, _) in from_library.themes_of(northmoor).items()}
    for name in ("yearly_chapter/2023-24", "yearly_chapter/2022-23"):
        briefing = briefings[name]
        rows = [row for row in coded if row["review"] in briefing.reviews]
        every = {row["passage"] for row in rows}
        (picture,) = pictures(briefing)
        assert len(picture.table.rows) >= 5
        for theme, passages, of in picture.table.rows:
            held = {row["passage"] for row in rows if row["code"] == labels[theme.text]}
            assert (passages.text, of.text) == (str(len(held)), str(len(every)))
            assert {source.ref for source in passages.sources} == held
            assert {source.ref for source in of.sources} == every


def test_owners_are_as_they_are_counted_here(
    briefings: dict[str, Briefing], northmoor: Library
) -> None:
    checked = 0
    for briefing in (b for b in briefings.values() if b.template == "board_paper"):
        asks = northmoor.passages(briefing.reviews[0], ["recommendation"])
        owners = Counter(owner for p in asks for owner in dict.fromkeys(p.owners))
        for picture in pictures(briefing):
            told = {row[0].text: [cell.text for cell in row[1:]] for row in picture.table.rows}
            assert told == {owner: [str(n), str(len(asks))] for owner, n in owners.items()}
            checked += 1
    assert checked >= 3


@pytest.mark.parametrize("kind", ["theme", "yearly_chapter", "board_paper"])
def test_a_picture_that_does_not_say_what_its_table_says_is_refused(
    kind: str, briefings: dict[str, Briefing]
) -> None:
    held = [p for b in briefings.values() if b.template == kind for p in pictures(b)]
    assert held
    for picture in held:
        assert list(wrong_pictures(picture)) == []
        first, *rest = picture.bars
        drawn = replace(picture, bars=(replace(first, value=first.value + 1), *rest))
        assert "the picture and its table do not give the same numbers" in wrong_pictures(drawn)
        (fact, *_) = picture.sentence.facts
        for said in ("It was found in none of 1999.", "Westmoor has the most: 1 of 1."):
            sentence = replace(picture.sentence, facts=(replace(fact, said=said),))
            assert list(wrong_pictures(replace(picture, sentence=sentence)))


def test_a_sentence_of_years_must_tell_each_year_as_its_table_does(
    briefings: dict[str, Briefing],
) -> None:
    drawn = [
        p for name in briefings if name.startswith("theme/") for p in pictures(briefings[name])
    ]
    picture = next(p for p in drawn if re.search(r"in \d+ of the \d+ reports", p.sentence.text))
    (fact,) = picture.sentence.facts
    dates = [bar.label for bar in picture.bars]

    def told(words: str) -> list[str]:
        sentence = replace(picture.sentence, facts=(replace(fact, said=words),))
        return list(wrong_pictures(replace(picture, sentence=sentence)))

    assert told(fact.said) == []
    assert told(fact.said.replace(dates[0], "1999"))
    some = re.search(r"in (\d+) of the (\d+) reports", fact.said)
    assert some is not None
    assert told(fact.said.replace(some[0], f"in {int(some[1]) - 1} of the {some[2]} reports"))
    assert told(f"It was found in every report of {dates[0]}.") == [
        f"it leaves out {', '.join(dates[1:-1])} and {dates[-1]}"
    ]
