"""A yearly report, a pack and an audit in layouts of their own, in text and in Word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from plans_of_reports import AUDIT, AUDIT_TRUTH, PACK, PACK_TRUTH, YEARLY, YEARLY_TRUTH
from two_typists import Plan, as_text, as_word

from workbench.documents import read_document
from workbench.records import Reading
from workbench.reports.base import read_report
from workbench.vocabulary import Organisations

TYPISTS = {"text": (as_text, "txt"), "word": (as_word, "docx")}
both = pytest.mark.parametrize("typist", TYPISTS)
Read = Callable[[Plan, str], Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(plan: Plan, typist: str) -> Reading:
        write, suffix = TYPISTS[typist]
        path = write(plan, tmp_path / f"report.{suffix}")
        return read_report(read_document(path), "report", Organisations.load())

    return reading


def of(reading: Reading, kind: str) -> list[Any]:
    return [passage for passage in reading.passages if passage.kind == kind]


def same_starts(found: list[Any], expected: list[str]) -> None:
    assert [p.text[: len(start)] for p, start in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected), [p.text for p in found]


def holds_what_reports_tell(reading: Reading, truth: dict[str, Any]) -> None:
    if "challenge" in truth:
        same_starts(of(reading, "challenge"), truth["challenge"])
        for passage, answer in zip(of(reading, "challenge"), truth["answer"], strict=True):
            assert passage.answer.startswith(answer)
    learning = of(reading, "learning")
    same_starts(learning, [start for _, start in truth["learning"]])
    for passage, (about, _) in zip(learning, truth["learning"], strict=True):
        assert about is None or passage.about == about
    same_starts(of(reading, "finding"), [start for _, start in truth["finding"]])
    assert [p.polarity for p in of(reading, "finding")] == [side for side, _ in truth["finding"]]
    asked = of(reading, "recommendation")
    same_starts(asked, [start for _, start, _ in truth["recommendation"]])
    for passage, (number, _, owners) in zip(asked, truth["recommendation"], strict=True):
        assert number is None or passage.number == number
        assert owners is None or passage.owners == owners
    assert len(reading.checks) <= truth["most_checks"], reading.checks


@both
def test_a_yearly_report_with_a_log_of_challenges(read: Read, typist: str) -> None:
    reading = read(YEARLY, typist)
    assert reading.review.kind == "annual_report"
    assert reading.review.title == YEARLY_TRUTH["title"]
    holds_what_reports_tell(reading, YEARLY_TRUTH)
    for values in YEARLY_TRUTH["checks"]:
        assert any(all(v in check.message for v in values) for check in reading.checks), values
    reviews = [review for review in reading.reviews if review.kind != "audit"]
    named = {(r.title.split(": ")[1], r.status) for r in reviews}
    assert named >= YEARLY_TRUTH["reviews"]
    audits = [review for review in reading.reviews if review.kind == "audit"]
    assert len(audits) == YEARLY_TRUTH["audits"]


@both
def test_a_pack_whose_yearly_report_is_an_annex(read: Read, typist: str) -> None:
    pack = read(PACK, typist)
    assert pack.review.kind == "board_pack"
    assert pack.review.published == PACK_TRUTH["held"]
    assert [(a.number, a.owner, a.due) for a in pack.actions] == PACK_TRUTH["actions"]
    assert sum(p.section == "Agenda" for p in pack.passages) == PACK_TRUTH["agenda"]
    assert pack.checks == ()
    [inside] = pack.inside
    assert inside.review.title == PACK_TRUTH["inside"]
    holds_what_reports_tell(inside, PACK_TRUTH)
    assert not any(PACK_TRUTH["not_inside"] in figure.text for figure in inside.figures)


@both
def test_an_audit_by_theme(read: Read, typist: str) -> None:
    reading = read(AUDIT, typist)
    review = reading.review
    assert (review.kind, review.guessed) == ("audit", False)
    # Printed in capitals, a title keeps no name's capital but the first.
    assert review.title.casefold() == AUDIT_TRUTH["title"].casefold()
    assert (review.subject or "").casefold() == AUDIT_TRUTH["subject"].casefold()
    assert (review.area, review.published) == (AUDIT_TRUTH["area"], AUDIT_TRUTH["published"])
    assert review.people_counted == AUDIT_TRUTH["counted"]
    same_starts(of(reading, "good_practice"), AUDIT_TRUTH["good_practice"])
    holds_what_reports_tell(reading, AUDIT_TRUTH)
