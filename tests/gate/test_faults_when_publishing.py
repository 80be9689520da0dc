"""Faults planted between a statement and its source: each stops publication, and is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.briefings.content import Briefing, Points, Section, Statement
from workbench.errors import BriefingError
from workbench.library import Library
from workbench.tasks import make_briefing, publishing

REVIEW = "hartwell-2024"


@pytest.fixture
def briefing(library: Library) -> Briefing:
    """Approved, and as sound as the workbench makes it."""
    made = make_briefing(library, "seven_minute", REVIEW, as_of="2024-06-01")
    return replace(made, approved_by="A. Chair")


def a_finding(briefing: Briefing) -> Statement:
    return next(
        s for s in briefing.statements() if s.kind == "verbatim" and s.sources[0].kind == "finding"
    )


def with_one(briefing: Briefing, statement: Statement) -> Briefing:
    """The briefing with one statement more."""
    section = Section("Planted", (Points((statement,)),))
    return replace(briefing, sections=(*briefing.sections, section))


def no_source(library: Library, briefing: Briefing) -> Briefing:
    return with_one(briefing, replace(a_finding(briefing), sources=()))


def a_source_that_does_not_say_it(library: Library, briefing: Briefing) -> Briefing:
    return with_one(briefing, replace(a_finding(briefing), text="Nobody did anything wrong."))


def a_review_restricted_since(library: Library, briefing: Briefing) -> Briefing:
    library.correct("review", REVIEW, "restricted", "a sibling asked", why="test")
    return briefing


def a_passage_that_is_gone(library: Library, briefing: Briefing) -> Briefing:
    statement = a_finding(briefing)
    gone = replace(statement.sources[0], ref=f"{REVIEW}/finding/99.9")
    return with_one(briefing, replace(statement, sources=(gone,)))


def a_review_in_its_list_that_may_not_be_told_of(library: Library, briefing: Briefing) -> Briefing:
    return replace(briefing, reviews=(*briefing.reviews, "hartwell-withheld"))


FAULTS: dict[Callable[[Library, Briefing], Briefing], str] = {
    no_source: "it has no source",
    a_source_that_does_not_say_it: "does not say: Nobody did anything wrong",
    a_review_restricted_since: "its source may not be told of",
    a_review_in_its_list_that_may_not_be_told_of: "the review may not be told of",
    a_passage_that_is_gone: "the passage it stands on may not be told of",
}


def publish(library: Library, briefing: Briefing, folder: Path) -> list[Path]:
    return publishing.publish_briefing(library, briefing, folder / "out" / "page.html", ("html",))


def test_a_sound_briefing_is_published(
    library: Library, briefing: Briefing, tmp_path: Path
) -> None:
    assert [p.name for p in publish(library, briefing, tmp_path)] == ["page.html"]


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_fault_stops_publication_and_is_said(
    plant: Callable[[Library, Briefing], Briefing],
    library: Library,
    briefing: Briefing,
    tmp_path: Path,
) -> None:
    wrong = plant(library, briefing)
    with pytest.raises(BriefingError) as refused:
        publish(library, wrong, tmp_path)
    said = str(refused.value)
    assert FAULTS[plant] in said
    assert "stand on a source" in said
    assert "\n" not in said.strip()
    assert not (tmp_path / "out").exists()
    assert library.publications() == []


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_without_the_check_the_fault_would_be_let_through(
    plant: Callable[[Library, Briefing], Briefing],
    library: Library,
    briefing: Briefing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The faults are told by this check and no other: with it taken out they pass it."""
    from workbench.briefings import standing

    monkeypatch.setattr(standing, "unfounded", lambda *_, **__: iter(()))
    wrong = plant(library, briefing)
    if plant is a_review_restricted_since:
        # The gate is a second wall: it knows the review's name in the page.
        with pytest.raises(Exception, match=r"withheld|restricted"):
            publish(library, wrong, tmp_path)
    else:
        assert publish(library, wrong, tmp_path) != []
