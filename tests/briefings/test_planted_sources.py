"""Three faults, planted in every statement of every kind of briefing: each is refused, and why.

A statement with no source; one whose source does not say it; one whose source may not be told of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.briefings.content import Briefing, Points, Section, Source, Statement
from workbench.briefings.standing import Unfounded, unfounded
from workbench.briefings.withheld import Tellable, tellable
from workbench.errors import BriefingError
from workbench.library import Library
from workbench.tasks import briefing_material as from_library
from workbench.tasks.publishing import publish_briefing


def stands_on_sources(briefing: Briefing) -> Iterator[Statement]:
    """The statements that a reader can follow to a passage or a report."""
    for statement in briefing.statements():
        if statement.kind != "own" and statement.sources:
            yield statement


def alone(briefing: Briefing, statement: Statement) -> Briefing:
    return replace(briefing, reviews=(), sections=(Section("Planted", (Points((statement,)),)),))


def elsewhere(statement: Statement, among: list[Source]) -> tuple[Source, ...]:
    """As many sources as it has, none of them in a review that it stands on."""
    reviews = {source.review for source in statement.sources}
    others = [source for source in among if source.review not in reviews and source.ref]
    return tuple(others[: len(statement.sources)])


@pytest.fixture(scope="module")
def looked_up(northmoor: Library) -> dict[str, object]:
    return {
        "tell": from_library.tellable(northmoor),
        "themes": from_library.themes_of(northmoor),
        "agency": from_library.agency_of(northmoor),
    }


def faults_of(
    briefing: Briefing, statement: Statement, looked_up: dict[str, object]
) -> list[Unfounded]:
    return list(unfounded(alone(briefing, statement), **looked_up))  # type: ignore[arg-type]


def test_every_statement_without_its_source_is_refused(
    briefings: dict[str, Briefing], looked_up: dict[str, object]
) -> None:
    planted = [(b, s) for b in briefings.values() for s in stands_on_sources(b)]
    assert len(planted) > 700
    for briefing, statement in planted:
        (found,) = faults_of(briefing, replace(statement, sources=()), looked_up)
        assert found.why == "it has no source"


def test_every_fact_on_another_review_s_source_is_refused(
    briefings: dict[str, Briefing], looked_up: dict[str, object]
) -> None:
    """What a record gives is not enough: the source that is shown must be the one that says it."""
    among = [source for briefing in briefings.values() for source in briefing.sources()]
    planted = [
        (b, s, sources)
        for b in briefings.values()
        for s in stands_on_sources(b)
        if s.kind in ("verbatim", "fact")
        and (sources := elsewhere(s, among))
        # A question of the list fits any finding with its cues; a day worked out has no passage.
        and not any(
            fact.record in ("question", "rule") or fact.field == "outcome" for fact in s.facts
        )
    ]
    assert len(planted) > 400
    stood = [
        (b.template, s.text)
        for b, s, sources in planted
        if not faults_of(b, replace(s, sources=sources), looked_up)
    ]
    assert stood == []


def test_a_fact_on_another_s_source_is_said_plainly(
    briefings: dict[str, Briefing], looked_up: dict[str, object]
) -> None:
    briefing = next(b for b in briefings.values() if b.template == "seven_minute")
    told = next(s for s in briefing.statements() if s.pattern == "published_month")
    among = [source for b in briefings.values() for source in b.sources()]
    (found,) = faults_of(briefing, replace(told, sources=elsewhere(told, among)), looked_up)
    assert found.why == "the review that says it is not among its sources"


def test_counts_whose_sources_do_not_bear_them_out_are_refused(
    briefings: dict[str, Briefing], looked_up: dict[str, object]
) -> None:
    among = [source for briefing in briefings.values() for source in briefing.sources()]
    planted = {
        pattern: (b, s)
        for b in briefings.values()
        for s in stands_on_sources(b)
        if s.kind == "count" and (pattern := s.pattern) not in ("year_found", "named_in_one")
    }
    assert {"most_found", "actions_in_short", "year_in_short", "count"} <= set(planted)
    for briefing, statement in planted.values():
        fewer = elsewhere(statement, among)[:1] or statement.sources[:1]
        assert faults_of(briefing, replace(statement, sources=fewer), looked_up), statement.text


def test_who_is_said_to_own_most_owns_what_is_shown(
    briefings: dict[str, Briefing], looked_up: dict[str, object]
) -> None:
    briefing, told = next(
        (b, s)
        for b in briefings.values()
        for s in b.statements()
        if any(fact.field == "owner" for fact in s.facts)
    )
    assert faults_of(briefing, told, looked_up) == []
    (fact,) = told.facts
    other = "Northmoor Town Band"
    wrong = replace(told, text=other, pattern="count", facts=(replace(fact, said=other),))
    (found,) = faults_of(briefing, wrong, looked_up)
    assert found.why == "its recommendations do not name 'Northmoor Town Band' as owner"


def restricted(library: Library, *ids: str) -> Tellable:
    reviews = [
        replace(r, restricted="brothers and sisters") if r.id in ids else r
        for r in library.reviews()
    ]
    return tellable(reviews, library.passages())


def test_every_statement_of_a_review_that_became_restricted_is_refused(
    briefings: dict[str, Briefing], northmoor: Library, looked_up: dict[str, object]
) -> None:
    briefing = next(b for b in briefings.values() if b.template == "seven_minute")
    held = {**looked_up, "tell": restricted(northmoor, *briefing.reviews)}
    planted = list(stands_on_sources(briefing))
    assert len(planted) > 20
    for statement in planted:
        found = faults_of(briefing, statement, held)
        assert [f.why for f in found] == [
            "its source may not be told of, or is not in the library"
        ], statement.text


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("no source", "it has no source"),
        ("another's words", "does not say: "),
        ("a restricted review", "may not be told of, or is not in the library"),
    ],
)
def test_a_briefing_with_a_fault_is_not_published(
    fault: str, why: str, briefings: dict[str, Briefing], northmoor: Library, tmp_path: Path
) -> None:
    """Through the door that publishes: one plain sentence, and nothing is written."""
    briefing = next(b for b in briefings.values() if b.template == "seven_minute")
    finding = next(
        s for s in briefing.statements() if s.kind == "verbatim" and s.sources[0].kind == "finding"
    )
    hidden = next(r for r in northmoor.reviews() if r.status == "withheld" or r.restricted)
    planted = {
        "no source": replace(finding, sources=()),
        "another's words": replace(finding, text="Nobody told the school."),
        "a restricted review": replace(
            finding, sources=(replace(finding.sources[0], review=hidden.id),)
        ),
    }[fault]
    wrong = replace(
        briefing, sections=(*briefing.sections, Section("Planted", (Points((planted,)),)))
    )
    with pytest.raises(BriefingError) as refused:
        publish_briefing(northmoor, wrong, tmp_path / "page.html", ("html", "docx"))
    told = str(refused.value)
    assert "1 statement does not stand on a source" in told and why in told
    assert (planted.lead or planted.text)[:60] in told
    assert list(tmp_path.iterdir()) == []
