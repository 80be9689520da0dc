"""Every statement of every briefing stands on a source that says it and may be told of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench.briefings.content import Briefing, Group, Points, Prose, Section, Source, Statement
from workbench.briefings.standing import check, unfounded
from workbench.briefings.withheld import restricted_ids, tellable
from workbench.errors import BriefingError
from workbench.library import Library
from workbench.tasks import briefing_material as from_library


def test_every_statement_of_every_briefing_stands(
    briefings: dict[str, Briefing], northmoor: Library
) -> None:
    tell, themes = from_library.tellable(northmoor), from_library.themes_of(northmoor)
    assert {b.template for b in briefings.values()} == {
        "seven_minute", "practitioner", "board_paper", "agency", "theme", "yearly_chapter",
    }  # fmt: skip
    assert sum(len(list(b.statements())) for b in briefings.values()) > 1000
    agency = from_library.agency_of(northmoor)
    wrong = {name: list(unfounded(b, tell, themes, agency)) for name, b in briefings.items()}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_nothing_comes_from_a_restricted_review(
    briefings: dict[str, Briefing], northmoor: Library
) -> None:
    hidden = restricted_ids(northmoor.reviews())
    assert len(hidden) == 2, "the withheld review, and the earlier report that still names it"
    for name, briefing in briefings.items():
        assert hidden.isdisjoint(briefing.reviews), name
        assert hidden.isdisjoint(s.review for s in briefing.sources()), name
        told = " ".join([briefing.title, briefing.plain_text(), *briefing.left_out])
        told += " ".join(n for s in briefing.sections for b in s.blocks for n in b.headings())
        assert "Hazel" not in told and "suicide" not in told, name


def test_counts_leave_restricted_reviews_out(northmoor: Library) -> None:
    tell = from_library.tellable(northmoor)
    about = {p.about for p in northmoor.passages() if p.about}
    assert "Child Hazel" in about, "the report itself names it: the test has something to find"
    assert "Child Hazel" not in {p.about for p in tell.passages}
    assert not any("Hazel" in p.text for p in tell.passages)


def a_seven_minute(briefings: dict[str, Briefing]) -> Briefing:
    return next(
        b
        for b in briefings.values()
        if b.template == "seven_minute" and b.title.startswith("Child Rowan")
    )


def with_one(briefing: Briefing, statement: Statement) -> Briefing:
    return replace(briefing, sections=(Section("Planted", (Points((statement,)),)),))


def a_finding(briefing: Briefing) -> Statement:
    return next(
        s for s in briefing.statements() if s.kind == "verbatim" and s.sources[0].kind == "finding"
    )


PLANTED = {
    "a word changed": lambda s: replace(s, text=s.text + " It was terrible."),
    "no source": lambda s: replace(s, sources=()),
    "another passage": lambda s: replace(
        s, sources=(replace(s.sources[0], ref=s.sources[0].ref.replace("/finding/", "/learning/")),)
    ),
    "a review that is not there": lambda s: replace(
        s, sources=(replace(s.sources[0], review="northmoor-unknown"),)
    ),
    "words that are not the workbench's": lambda s: Statement("All is well.", kind="own"),
    "an edit nobody answers for": lambda s: replace(s, kind="edited"),
    "words of its own around a fact": lambda s: replace(s, kind="fact", pattern="nothing"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_what_does_not_stand_is_found(
    planted: str, briefings: dict[str, Briefing], northmoor: Library
) -> None:
    briefing = a_seven_minute(briefings)
    tell = from_library.tellable(northmoor)
    statement = a_finding(briefing)
    assert list(unfounded(with_one(briefing, statement), tell)) == []
    wrong = with_one(briefing, PLANTED[planted](statement))
    assert len(list(unfounded(wrong, tell))) == 1
    with pytest.raises(BriefingError, match="does not stand on a source"):
        check(wrong, tell, {})


def test_a_fact_that_the_record_does_not_give_is_found(
    briefings: dict[str, Briefing], northmoor: Library
) -> None:
    briefing = a_seven_minute(briefings)
    told = next(s for s in briefing.statements() if s.pattern.startswith("published"))
    (fact,) = told.facts
    other = "12 November 2024"
    wrong = replace(
        told, text=told.text.replace(fact.said, other), facts=(replace(fact, said=other),)
    )
    (found,) = unfounded(with_one(briefing, wrong), from_library.tellable(northmoor))
    assert "does not give '12 November 2024'" in found.why


def test_a_question_that_its_finding_does_not_call_for_is_found(
    briefings: dict[str, Briefing], northmoor: Library
) -> None:
    briefing = a_seven_minute(briefings)
    asked = next(s for s in briefing.statements() if s.pattern == "question")
    tell = from_library.tellable(northmoor)
    assert list(unfounded(with_one(briefing, asked), tell)) == []
    other = next(
        s.sources
        for s in briefing.statements()
        if s.sources and s.sources[0].kind == "good_practice"
    )
    (found,) = unfounded(with_one(briefing, replace(asked, sources=other)), tell)
    assert "the question does not give" in found.why


def test_a_list_under_the_wrong_role_is_found(
    briefings: dict[str, Briefing], northmoor: Library
) -> None:
    briefing = a_seven_minute(briefings)
    health = next(
        b for s in briefing.sections for b in s.blocks
        if isinstance(b, Group) and b.name == "Health services"
    )  # fmt: skip
    wrong = replace(briefing, sections=(Section("x", (replace(health, name="Police"),)),))
    (found,) = unfounded(wrong, from_library.tellable(northmoor))
    assert found.why == "it names other owners"


def test_a_count_that_its_passages_do_not_bear_out_is_found(
    briefings: dict[str, Briefing], northmoor: Library
) -> None:
    briefing = briefings["theme/supervision"]
    told = next(s for s in briefing.statements() if s.pattern == "reviews_found")
    fewer = {s.review for s in told.sources} - {told.sources[0].review}
    wrong = replace(told, sources=tuple(s for s in told.sources if s.review in fewer))
    (found,) = unfounded(with_one(briefing, wrong), from_library.tellable(northmoor))
    assert "were counted" in found.why


def test_a_source_that_became_restricted_is_found(
    briefings: dict[str, Briefing], northmoor: Library
) -> None:
    briefing = a_seven_minute(briefings)
    reviews = [
        replace(r, restricted="brothers and sisters") if r.id in briefing.reviews else r
        for r in northmoor.reviews()
    ]
    tell = tellable(reviews, northmoor.passages())
    found = list(unfounded(briefing, tell))
    assert any("may not be told of" in f.why for f in found)


def test_a_source_is_said_as_a_reader_looks_for_it() -> None:
    source = Source("r", "Review", "r/finding/4.3", "finding", "4.3", 12)
    assert source.words() == "finding 4.3, page 12"
    assert Source("r", "Review").words() == "the report’s own details"
    assert list(Prose(()).headings()) == []
