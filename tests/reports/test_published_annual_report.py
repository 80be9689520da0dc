"""The published yearly report, scored against a reading that was checked line by line.

Needs the folder of published reports (``WORKBENCH_REPORTS``). ``-s`` prints the scores.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from workbench.documents import read_document
from workbench.records import Check, Reading
from workbench.reports.base import choose, read_report
from workbench.vocabulary import Organisations

pytestmark = pytest.mark.reports

NAME = "bscb_annual_2018_19"
# What the reading by hand calls a status, and what the workbench's statuses make of it.
STATUSES = {
    "awaiting_publication": {"completed", "under_way"},
    "completed": {"completed", "published"},
    "commissioned": {"commissioned", "under_way"},
    "contradictory": {"completed", "commissioned"},
    "contributed": {"commissioned", "under_way"},
}


def plain(text: str | None) -> str:
    return " ".join((text or "").replace("’", "'").replace("‘", "'").split())


@pytest.fixture
def expected(published_reports: Path) -> dict[str, Any]:
    path = published_reports / "expected" / f"{NAME}.json"
    if not path.exists():
        pytest.skip(f"{path.name} is not in the folder of published reports")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def once() -> dict[Path, Reading]:
    return {}


@pytest.fixture
def reading(published_reports: Path, once: dict[Path, Reading]) -> Reading:
    if published_reports not in once:
        document = read_document(published_reports / f"{NAME}.txt")
        assert choose(document).kind == "annual_report"
        once[published_reports] = read_report(document, "report", Organisations.load())
    return once[published_reports]


def score(name: str, right: int, of: int, given: int | None = None) -> float:
    print(f"{name}: {right} of {of}" + ("" if given is None else f" ({given} given)"))
    return right / of if of else 1.0


def test_title_and_period(reading: Reading, expected: dict[str, Any]) -> None:
    assert reading.review.title == expected["title"]
    assert reading.review.started == expected["period_start"]
    assert reading.review.ended == expected["period_end"]
    assert plain(expected["publisher"]).startswith(plain(reading.review.publisher))


def test_challenges_with_their_actions(reading: Reading, expected: dict[str, Any]) -> None:
    given = [p for p in reading.passages if p.kind == "challenge"]
    right = sum(
        any(
            plain(p.text).startswith(plain(e["challenge_starts"]))
            and plain(p.answer).startswith(plain(e["action_starts"]))
            for p in given
        )
        for e in expected["challenges"]
    )
    assert score("challenges", right, len(expected["challenges"]), len(given)) >= 0.9
    assert len(given) == len(expected["challenges"])


def test_no_action_runs_on_into_the_next_section(
    reading: Reading, expected: dict[str, Any], published_reports: Path
) -> None:
    """The words that follow each action in the file are not in the answer."""
    lines = (published_reports / f"{NAME}.txt").read_text(encoding="utf-8").split("\n")
    printed = plain(" ".join(lines))
    kept = 0
    for e in expected["challenges"]:
        answer = next(
            plain(p.answer)
            for p in reading.passages
            if p.kind == "challenge" and plain(p.answer).startswith(plain(e["action_starts"]))
        )
        # An answer is one stretch of the page: what was taken out of it is furniture.
        assert len(answer) < 620
        kept += answer in printed
    assert score("actions in one stretch", kept, len(expected["challenges"])) >= 0.9


def test_learning_points_whole(reading: Reading, expected: dict[str, Any]) -> None:
    given = [p for p in reading.passages if p.kind == "learning"]
    right = sum(
        any(
            plain(p.text).startswith(plain(e["starts"]))
            and plain(p.text).endswith(plain(e["ends"]))
            and p.about == e["review"]
            for p in given
        )
        for e in expected["learning_points"]
    )
    assert score("learning", right, len(expected["learning_points"]), len(given)) >= 0.9
    assert len(given) <= len(expected["learning_points"]) + 2


def test_reviews_with_status_and_partner(reading: Reading, expected: dict[str, Any]) -> None:
    given = [review for review in reading.reviews if review.kind != "audit"]
    right = 0
    for e in expected["reviews"]:
        words = set(re.findall(r"[a-z]{4,}", plain(e["subject"]).split(" (")[0].lower()))
        for review in given:
            said = f"{review.subject or ''} {review.title}".casefold()
            named = e["name"] is None or e["name"] in review.title
            alike = sum(word in said for word in words) >= max(1, len(words) // 3)
            if not words:  # the subject is an abbreviation
                alike = plain(e["subject"]).split(" (")[0].casefold() in said
            partner = plain(e["joint_with"]).split(" (")[0].split(",")[0]
            allowed = {"withheld"} if e.get("unpublished") else STATUSES[e["status"]]
            if (
                review.kind == e["type"]
                and named
                and (alike or e["name"] is not None)
                and review.status in allowed
                and (plain(review.joint_with) == partner)
            ):
                right += 1
                break
        else:
            print("review not read:", e["type"], e["subject"], e["joint_with"])
    assert score("reviews", right, len(expected["reviews"]), len(given)) == 1.0
    assert len(given) == len(expected["reviews"])


def test_glossary(reading: Reading, expected: dict[str, Any]) -> None:
    given = {term.term: plain(term.meaning) for term in reading.terms}
    right = sum(given.get(term) == plain(m) for term, m in expected["glossary"].items())
    assert score("glossary", right, len(expected["glossary"]), len(given)) == 1.0
    assert len(given) == len(expected["glossary"])


def test_child_death_overview(reading: Reading, expected: dict[str, Any]) -> None:
    given = [
        plain(p.text)
        for p in reading.passages
        if p.kind == "recommendation" and p.section == "Child Death Overview Panel"
    ]
    assert given == [plain(text) for text in expected["cdop"]["recommendations_full"]]
    values = {f.value for f in reading.figures if f.section == "Child Death Overview Panel"}
    wanted = {f["value"] for f in expected["cdop"]["figures"]} - {0}  # "no deaths" is no number
    assert score("child death figures", len(wanted & values), len(wanted)) >= 0.9


def test_audits_with_recommendations(reading: Reading, expected: dict[str, Any]) -> None:
    for kind, key in (("recommendation", "recommendations"), ("finding", "findings")):
        said = [plain(p.text) for p in reading.passages if p.kind == kind]
        wanted = [plain(text) for audit in expected["audits"][:4] for text in audit[key]]
        right = sum(any(text.startswith(w) for text in said) for w in wanted)
        share = score(f"audit {key}", right, len(wanted))
        assert share >= (0.95 if kind == "recommendation" else 0.4)


def test_tables(reading: Reading, expected: dict[str, Any]) -> None:
    def cells(rows: Any) -> list[str]:
        return [
            re.sub(r"[,*]", "", plain(str(cell)))
            for row in rows
            for cell in row
            if cell not in (None, "")
        ]

    given = [cells(table.rows) for table in reading.tables]
    wanted = [table for table in expected["tables"] if table["rows"]]
    missed = []
    for table in wanted:
        printed = cells(table["rows"])
        best = max(sum(c in g for c in printed) / len(printed) for g in given)
        if best < 0.95:
            missed.append((table["name"], round(best, 2)))
    print("tables not read whole:", missed)
    assert score("tables", len(wanted) - len(missed), len(wanted), len(given)) >= 0.9
    assert len(given) <= len(wanted) + 3


def test_figures(reading: Reading, expected: dict[str, Any]) -> None:
    right = periods = 0
    missed = []
    for e in expected["figures"]:
        same = [
            f
            for f in reading.figures
            if abs(f.value - e["value"]) < 0.001 and plain(e["starts"]) in plain(f.text)
        ]
        right += bool(same)
        periods += any(f.period == e["period"] for f in same)
        if not same:
            missed.append((e["line"], e["value"], e["what"]))
    print("figures not read:", missed)
    score("figures' periods", periods, right)
    assert score("figures", right, len(expected["figures"]), len(reading.figures)) >= 0.9


def _found(contradiction: dict[str, Any], checks: tuple[Check, ...]) -> bool:
    """A check that names both values, printed or computed."""
    both = [str(value) for value in contradiction["values"][:2]]
    numbers = [set(re.findall(r"\d+(?:\.\d+)?", value.replace(",", ""))) for value in both]
    about = set(re.findall(r"[a-z]{5,}", contradiction["what"].casefold()))
    lines = {place["line"] for place in contradiction["where"]}
    for check in checks:
        if check.check == "direction_and_numbers_differ" and check.line in lines:
            return True
        message = plain(check.message)
        said = set(re.findall(r"\d+(?:\.\d+)?", message.replace(",", "")))
        if all(numbers):
            if numbers[0] | numbers[1] <= said:
                return True
        elif all(value.split(" and ")[0] in message for value in both) and any(
            word in message.casefold() for word in about
        ):
            return True
    return False


def test_contradictions(reading: Reading, expected: dict[str, Any]) -> None:
    for strength, least in (("hard", 9), ("arithmetic", 7)):
        wanted = [c for c in expected["contradictions"] if c["strength"] == strength]
        missed = [c["what"] for c in wanted if not _found(c, reading.checks)]
        print(f"{strength} contradictions not noticed:", missed)
        right = len(wanted) - len(missed)
        score(f"{strength} contradictions", right, len(wanted), len(reading.checks))
        assert right >= least


def test_few_false_alarms(reading: Reading, expected: dict[str, Any]) -> None:
    known = expected["contradictions"]
    alarms = [check for check in reading.checks if not any(_found(c, (check,)) for c in known)]
    for check in alarms:
        print("not in the reading by hand:", check.line, check.message[:200])
    assert len(alarms) <= 6
