"""The invented yearly report, as a PDF, against what its source says is in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.documents import read_document
from workbench.records import Reading
from workbench.reports.base import read_report
from workbench.vocabulary import Organisations

NORTHMOOR = Path(__file__).parents[2] / "data" / "northmoor"
NAME = "yearly-report-2023-24"


def plain(text: str | None) -> str:
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        text = (text or "").replace(curly, straight)
    return " ".join((text or "").split())


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return json.loads((NORTHMOOR / "truth" / f"{NAME}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reading() -> Reading:
    document = read_document(NORTHMOOR / "reports" / f"{NAME}.pdf")
    return read_report(document, "report", Organisations.load(), "annual_report")


@pytest.mark.parametrize(
    ("key", "kind"), [("learning", "learning"), ("challenges", "challenge"), ("impacts", "impact")]
)
def test_passages_whole_and_no_others(
    key: str, kind: str, reading: Reading, truth: dict[str, Any]
) -> None:
    given = [passage for passage in reading.passages if passage.kind == kind]
    assert len(given) == len(truth[key])
    for passage, expected in zip(given, truth[key], strict=True):
        assert plain(passage.text).startswith(plain(expected["starts"]))
        assert plain(passage.text).endswith(plain(expected["ends"]))
        assert passage.page == expected["page"]
        assert plain(passage.answer).startswith(plain(expected.get("answer_starts")))
        if "about" in expected:
            assert passage.about == expected["about"]


def test_child_death_recommendations(reading: Reading, truth: dict[str, Any]) -> None:
    given = [p for p in reading.passages if p.section == "Child Death Overview Panel"]
    assert [plain(p.text)[:30] for p in given] == [plain(e["starts"])[:30] for e in truth["cdop"]]


def test_reviews_once_each(reading: Reading, truth: dict[str, Any]) -> None:
    expected = {
        (e["type"], e["status"], e.get("name")) for e in truth["reviews"] if not e.get("list")
    }
    given = [review for review in reading.reviews if review.kind != "audit"]
    assert len(given) == len(expected)
    for kind, status, name in expected:
        alike = [r for r in given if r.kind == kind and (name is None or name in r.title)]
        assert alike, (kind, name)
        # "Commissioned and began" may be told as either.
        also = {"commissioned", "under_way"} if status == "under_way" else {status}
        assert any(review.status in also for review in alike), (kind, name, status)


def test_tables_cell_by_cell(reading: Reading, truth: dict[str, Any]) -> None:
    given = [[[plain(cell) for cell in row] for row in table.rows] for table in reading.tables]
    for expected in truth["tables"]:
        rows = [[plain(cell) for cell in row] for row in expected["rows"]]
        if not any(any(c.isdigit() for c in cell) for row in rows for cell in row[1:]):
            continue  # a glossary: its rows are terms
        assert rows in given, expected["name"]


def test_figures(reading: Reading, truth: dict[str, Any]) -> None:
    given = {(figure.value, figure.period) for figure in reading.figures}
    wanted = {(float(e["value"]), e["period"]) for e in truth["figures"]}
    assert len(wanted & given) >= 0.9 * len(wanted)


def test_what_is_wrong_in_it_and_nothing_else(reading: Reading, truth: dict[str, Any]) -> None:
    assert len(reading.checks) == len(truth["wrongs"])
    for wrong in truth["wrongs"]:
        assert any(
            all(word in check.message for word in wrong["says"]) for check in reading.checks
        ), wrong["value"]
