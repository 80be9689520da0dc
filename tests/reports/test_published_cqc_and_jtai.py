"""The health review and the inspection letter that are published, text and PDF, scored.

Their reading line by line stands beside them (``expected/``); neither is ours to ship, so the
folder is named by WORKBENCH_REPORTS and these tests are skipped where it is not set.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any

import pytest

from workbench.documents import read_document
from workbench.documents.model import Document
from workbench.records import Passage, Reading
from workbench.reports.base import read_report
from workbench.reports.cqc.reader import CqcReviewReader
from workbench.reports.inspection.reader import JointInspectionReader
from workbench.vocabulary import Organisations

pytestmark = pytest.mark.reports

FORMATS = ("txt", "pdf")
_READ: dict[str, tuple[Document, Reading]] = {}


@pytest.fixture(params=FORMATS)
def health_review(request: pytest.FixtureRequest, published_reports: Path) -> _Read:
    return _read(published_reports, "bromley_cqc", request.param, CqcReviewReader())


@pytest.fixture(params=FORMATS)
def letter(request: pytest.FixtureRequest, published_reports: Path) -> _Read:
    return _read(published_reports, "jtai_bromley", request.param, JointInspectionReader())


class _Read:
    """A report as it was read, and as it should be."""

    def __init__(self, document: Document, reading: Reading, expected: dict[str, Any]) -> None:
        self.document, self.reading, self.expected = document, reading, expected

    def of(self, kind: str) -> list[Passage]:
        return [passage for passage in self.reading.passages if passage.kind == kind]


def _read(
    folder: Path,
    name: str,
    suffix: str,
    reader: Any,
    expected_in: Path | None = None,
    expected_as: str = "",
) -> _Read:
    file = f"{name}.{suffix}"
    if file not in _READ:
        document = read_document(folder / file)
        assert reader.recognises(document) > 0.8
        _READ[file] = document, read_report(document, name, Organisations.load(), reader.kind)
    answers = (expected_in or folder) / "expected" / f"{expected_as or name}.json"
    expected = json.loads(answers.read_text(encoding="utf-8"))
    return _Read(*_READ[file], expected)


def f1(found: Iterable[Hashable], expected: Iterable[Hashable]) -> float:
    found, expected = set(found), set(expected)
    return 2 * len(found & expected) / (len(found) + len(expected))


def plain(text: str) -> str:
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("*", "")):
        text = text.replace(curly, straight)
    return " ".join(text.split())


def is_whole(passage: Passage, expected: dict[str, Any]) -> bool:
    text = plain(passage.text)
    ends = plain(expected.get("ends", ""))
    return text.startswith(plain(expected["starts"])) and text.endswith(ends)


def whole(passages: list[Passage], expected: list[dict[str, Any]]) -> float:
    by_number = {passage.number: passage for passage in passages}
    right = [e for e in expected if (p := by_number.get(e["number"])) and is_whole(p, e)]
    return len(right) / len(expected)


def right_polarity(pairs: Iterable[tuple[Passage, dict[str, Any]]]) -> float:
    judged = [
        passage.polarity in (expected["polarity"], *expected.get("polarity_alt", ()))
        for passage, expected in pairs
    ]
    return sum(judged) / len(judged)


# The same report as other exports print it: (name, a numbered paragraph, a reference).
LAYOUTS = (
    ("bold_numbers", "**{number}** {text}", r"**\1**"),
    ("tabs", "{number}\t{text}", r"(**\2**)"),
    ("list_items", "- {number} {text}", r"\1"),
    ("references_below", "{number} {text}", r"\n\n**\1**"),
    ("numbers_above", "{number}\n\n{text}", r"\1"),
)


@pytest.mark.parametrize(("name", "form", "reference"), LAYOUTS, ids=lambda p: p)
def test_the_health_review_in_other_layouts(
    published_reports: Path, tmp_path: Path, name: str, form: str, reference: str
):
    paragraphs = []
    for block in read_document(published_reports / "bromley_cqc.txt").blocks:
        text = re.sub(r"(\((Recommendation[^)]*)\))", reference, block.text)
        if block.kind == "heading":
            paragraphs.append(f"**{block.number}. {text}**" if block.number else f"**{text}**")
        elif block.kind == "numbered":
            paragraphs.append(form.format(number=block.number, text=text))
        else:
            paragraphs.append(text)
    path = tmp_path / f"{name}.md"
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    read = _read(tmp_path, path.stem, "md", CqcReviewReader(), published_reports, "bromley_cqc")
    test_findings_and_their_sections(read)
    test_references_from_findings_to_recommendations(read)
    test_recommendations_and_their_owners(read)
    test_texts_are_whole_from_first_word_to_last(read)
    test_every_boxed_example_and_story_with_its_label(read)
    test_every_quote_with_its_speaker(read)


def test_passages_stand_in_the_text_where_they_say(health_review: _Read, letter: _Read):
    for read in (health_review, letter):
        for passage in read.reading.passages:
            assert read.document.text[passage.start : passage.end] == passage.text
        refs = [passage.ref for passage in read.reading.passages]
        assert len(refs) == len(set(refs))


def test_findings_and_their_sections(health_review: _Read):
    expected = [(f["number"], f["section"]) for f in health_review.expected["findings"]]
    found = [(f.number, f.section) for f in health_review.of("finding")]
    assert f1(found, expected) >= 0.98


def test_references_from_findings_to_recommendations(health_review: _Read):
    expected = [
        (f["number"], number)
        for f in health_review.expected["findings"]
        for number in f["recommendations"]
    ]
    found = [(f.number, number) for f in health_review.of("finding") for number in f.cites]
    assert f1(found, expected) >= 0.98


def test_recommendations_and_their_owners(health_review: _Read):
    expected = health_review.expected["recommendations"]
    found = health_review.of("recommendation")
    assert f1([r.number for r in found], [r["number"] for r in expected]) >= 0.98
    owners = [(r.number, plain(owner)) for r in found for owner in r.owners]
    assert f1(owners, [(r["number"], o) for r in expected for o in r["owners"]]) >= 0.98


def test_texts_are_whole_from_first_word_to_last(health_review: _Read):
    assert whole(health_review.of("finding"), health_review.expected["findings"]) >= 0.98
    found = health_review.of("recommendation")
    assert whole(found, health_review.expected["recommendations"]) >= 0.98


def test_every_boxed_example_and_story_with_its_label(health_review: _Read):
    expected = health_review.expected["vignettes"] + health_review.expected["heard_about"]
    found = health_review.of("vignette")
    for example in expected:
        assert any(is_whole(v, example) and v.about == example["label"] for v in found), example
    assert len(found) == len(expected)


def test_every_quote_with_its_speaker(health_review: _Read):
    found = health_review.of("quote")
    for quote in health_review.expected["quotes"]:
        match = next((q for q in found if is_whole(q, quote)), None)
        assert match is not None, quote
        said = quote["speaker"]
        assert match.about == (said.split(" (")[0] if said else None)
    assert len(found) == len(health_review.expected["quotes"])


def test_what_the_health_review_says_of_itself(health_review: _Read):
    review, expected = health_review.reading.review, health_review.expected
    due = expected["dates"]["response_due"]
    assert review.title == expected["title"]
    assert (review.area, review.people_counted) == (expected["area"], expected["people_counted"])
    assert review.response_working_days == due["working_days"]
    assert review.response_terms and review.response_terms in due["text"]
    assert review.response_by == due["responsible"]
    assert (review.started, review.ended, review.published) == (None, None, None)


def test_the_health_review_has_no_wrong_references(health_review: _Read):
    names = {check.check for check in health_review.reading.checks}
    assert not names & {
        "reference_leads_nowhere",
        "recommendation_never_cited",
        "number_missing",
        "number_used_twice",
    }


def test_the_same_recommendation_for_several_owners_is_noticed(health_review: _Read):
    groups = [
        {ref.rpartition("/")[2] for ref in check.refs}
        for check in health_review.reading.checks
        if check.check == "same_recommendation_repeated"
    ]
    expected = [
        set(oddity["where"].removeprefix("recommendations ").split(", "))
        for oddity in health_review.expected["oddities"]
        if oddity["kind"] == "duplicate-text"
    ]
    assert sorted(groups, key=sorted) == sorted(expected, key=sorted)


def test_shortfalls_without_a_recommendation_are_noticed(health_review: _Read):
    (listed,) = (
        oddity["where"].removeprefix("findings ").split(", ")
        for oddity in health_review.expected["oddities"]
        if oddity["kind"] == "shortfall-without-recommendation"
    )
    noticed = {
        check.refs[0].rpartition("/")[2]
        for check in health_review.reading.checks
        if check.check == "shortfall_without_recommendation"
    }
    assert len(noticed & set(listed)) >= 0.8 * len(listed)
    assert len(noticed - set(listed)) <= 4


def test_polarity_of_findings(health_review: _Read):
    by_number = {passage.number: passage for passage in health_review.of("finding")}
    pairs = [(by_number[f["number"]], f) for f in health_review.expected["findings"]]
    assert right_polarity(pairs) >= 0.85


@pytest.mark.parametrize(
    ("kind", "listed"), [("improvement", "improvements"), ("strength", "strengths")]
)
def test_improvements_and_strengths_in_order(letter: _Read, kind: str, listed: str):
    found, expected = letter.of(kind), letter.expected[listed]
    assert len(found) == len(expected)
    assert all(is_whole(p, e) for p, e in zip(found, expected, strict=True))
    assert [p.number for p in found] == [str(e["n"]) for e in expected]


def test_paragraphs_in_order(letter: _Read):
    headline = [p for p in letter.of("paragraph") if p.section == "Headline findings"]
    main = [p for p in letter.of("paragraph") if p.section == "Main findings"]
    for found, expected in (
        (headline, letter.expected["headline_findings"]),
        (main, letter.expected["main_findings"]),
    ):
        assert [plain(p.text)[:40] for p in found] == [
            plain(p.text)[:40] for p, e in zip(found, expected, strict=True) if is_whole(p, e)
        ]
    assert [p.number for p in main] == [str(e["n"]) for e in letter.expected["main_findings"]]


def test_polarity_of_paragraphs(letter: _Read):
    main = [p for p in letter.of("paragraph") if p.section == "Main findings"]
    expected = letter.expected["main_findings"]
    assert right_polarity(zip(main, expected, strict=True)) >= 0.85


def test_what_the_letter_says_of_itself(letter: _Read):
    review, expected = letter.reading.review, letter.expected
    dates = expected["dates"]
    assert review.title == expected["title"]
    assert (review.area, review.subject) == (expected["area"], expected["theme"])
    assert (review.started, review.ended) == (dates["review_start"], dates["review_end"])
    assert review.published == dates["published"]
    assert review.response_due == dates["response_due"]["iso"]
    assert review.response_by == dates["response_due"]["responsible"]
    assert list(review.inspectorates) == expected["inspectorates"]
    assert review.publisher == expected["publisher"]
    printed = [addressee["as_printed"] for addressee in expected["addressees"]]
    assert list(review.addressees) == printed
