"""The invented reports are read as the truth beside them says.

The truth was written from the reports' sources and knows nothing of the readers. Quotation
marks are folded before comparing, and the reference in brackets that closes a finding is set
aside, since a reader may keep it or not.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from workbench.documents import read_document
from workbench.records import Passage, Reading
from workbench.reports.base import read_report
from workbench.vocabulary import Organisations

NORTHMOOR = Path(__file__).resolve().parents[2] / "data" / "northmoor"
NAMES = sorted(path.stem for path in (NORTHMOOR / "truth").glob("*.json") if path.stem != "echoes")
KINDS = {
    "findings": "finding",
    "recommendations": "recommendation",
    "questions": "question",
    "improvements": "improvement",
    "strengths": "strength",
    "good_practice": "good_practice",
    "learning": "learning",
    "episodes": "episode",
    "vignettes": "vignette",
    "quotes": "quote",
    "challenges": "challenge",
    "impacts": "impact",
    "paragraphs": "paragraph",
}
# Kinds a report lists in full: anything beyond the truth is a misreading. Every document has
# paragraphs beside those that are listed, and audits bring findings of their own.
WHOLE = set(KINDS) - {"paragraphs"}
REFERENCE = re.compile(
    r"\s*[(\[]\s*(?:see )?(?:also )?recommendations?[^()\[\]]*[)\]][.\s]*$", re.IGNORECASE
)


@cache
def truth(name: str) -> dict[str, Any]:
    return json.loads((NORTHMOOR / "truth" / f"{name}.json").read_text(encoding="utf-8"))


@cache
def organisations() -> Organisations:
    return Organisations.load(NORTHMOOR / "agencies.csv")


@cache
def reading(name: str) -> Reading:
    document = read_document(NORTHMOOR / "reports" / truth(name)["file"])
    return read_report(document, name, organisations())


def cases(key: str, *, inside: bool = True) -> list[Any]:
    """The reports whose truth lists any such thing, and the report inside the board pack."""
    found = [pytest.param(name, False, id=name) for name in NAMES if key in truth(name)]
    if inside:
        found += [
            pytest.param(name, True, id=f"{name}-inside")
            for name in NAMES
            if any(key in told for told in truth(name).get("inside", []))
        ]
    return found


def both(name: str, inside: bool) -> tuple[dict[str, Any], Reading]:
    if not inside:
        return truth(name), reading(name)
    assert len(reading(name).inside) == 1, "no report was found inside the pack"
    return truth(name)["inside"][0], reading(name).inside[0]


def folded(text: str | None) -> str:
    for curly, straight in ("’'", "‘'", '“"', '”"', "‑-"):
        text = (text or "").replace(curly, straight)
    return " ".join((text or "").split())


def bare(text: str) -> str:
    return REFERENCE.sub("", folded(text)).strip('" .')


def matched(told: list[dict[str, Any]], read: list[Passage]) -> list[tuple[dict, Passage]]:
    """Each passage of the truth with the one that was read; a missing one is a failure."""
    left = list(read)
    pairs, missing = [], []
    for want in told:
        start = bare(want["starts"])
        same = [p for p in left if bare(p.text).startswith(start)]
        same = [p for p in same if p.number == want.get("number")] or same
        if same:
            pairs.append((want, same[0]))
            left.remove(same[0])
        else:
            missing.append(f"{want.get('number') or ''} {want['starts']}".strip())
    assert not missing, f"not read: {missing}"
    return pairs


def of_kind(read: Reading, kind: str) -> list[Passage]:
    return [passage for passage in read.passages if passage.kind == kind]


@pytest.mark.parametrize("name", NAMES)
def test_report_and_truth_come_from_the_source_beside_them(name: str) -> None:
    told = truth(name)
    source = NORTHMOOR / "source" / f"{name}.md"
    report = NORTHMOOR / "reports" / told["file"]
    rebuild = f"run: python data/northmoor/source/build.py {name}"
    assert hashlib.sha256(source.read_bytes()).hexdigest() == told["source_sha256"], rebuild
    assert hashlib.sha256(report.read_bytes()).hexdigest() == told["file_sha256"], rebuild
    assert report.stat().st_size < 300_000


@pytest.mark.parametrize("name", NAMES)
def test_first_page_says_that_it_is_invented(name: str) -> None:
    document = read_document(NORTHMOOR / "reports" / truth(name)["file"])
    first = folded(document.text[:2500])
    assert "for trying the Practice Review Workbench" in first
    assert "This is an invented" in first


@pytest.mark.parametrize(("name", "inside"), cases("review"))
def test_review_facts(name: str, inside: bool) -> None:
    told, read = both(name, inside)
    facts = dict(told["review"])
    called = facts.pop("name", None)
    for count in ("addressees", "inspectorates"):
        if count in facts:
            assert len(getattr(read.review, count)) == facts.pop(count)
    got = {key: folded(str(getattr(read.review, key))) for key in facts}
    assert got == {key: folded(str(value)) for key, value in facts.items()}
    if called:
        assert called in f"{read.review.title} {read.review.subject}"


@pytest.mark.parametrize(
    ("key", "name", "inside"),
    [(key, *case.values) for key in KINDS for case in cases(key)],
)
def test_passages_are_read_whole(key: str, name: str, inside: bool) -> None:
    told, read = both(name, inside)
    pairs = matched(told[key], of_kind(read, KINDS[key]))
    cut = [
        (want.get("number") or want["starts"], passage.text[-60:])
        for want, passage in pairs
        if not bare(passage.text).endswith(bare(want["ends"]))
    ]
    assert not cut, f"does not end where the passage ends: {cut}"


@pytest.mark.parametrize(
    ("key", "name", "inside"),
    [(key, *case.values) for key in sorted(WHOLE) for case in cases(key)],
)
def test_nothing_is_read_that_is_not_there(key: str, name: str, inside: bool) -> None:
    told, read = both(name, inside)
    assert len(of_kind(read, KINDS[key])) == len(told[key])


@pytest.mark.parametrize(
    ("key", "name", "inside"),
    [(key, *case.values) for key in ("findings", "recommendations") for case in cases(key)],
)
def test_numbers_are_as_printed_and_in_order(key: str, name: str, inside: bool) -> None:
    told, read = both(name, inside)
    numbers = [passage.number for passage in of_kind(read, KINDS[key])]
    assert numbers == [want["number"] for want in told[key]]


@pytest.mark.parametrize(("name", "inside"), cases("findings"))
def test_findings_cite_what_they_cite(name: str, inside: bool) -> None:
    told, read = both(name, inside)
    for want, passage in matched(told["findings"], of_kind(read, "finding")):
        assert sorted(passage.cites) == sorted(want["recommendations"]), want["number"]


@pytest.mark.parametrize(("name", "inside"), cases("recommendations"))
def test_recommendations_have_their_owners(name: str, inside: bool) -> None:
    told, read = both(name, inside)
    canonical = organisations().canonical
    for want, passage in matched(told["recommendations"], of_kind(read, "recommendation")):
        expected = {canonical(owner) for owner in want["owners"]}
        assert {canonical(owner) for owner in passage.owners} == expected, want["number"]


@pytest.mark.parametrize("name", ["health-review-2019"])
def test_findings_stand_in_their_section(name: str) -> None:
    for want, passage in matched(truth(name)["findings"], of_kind(reading(name), "finding")):
        assert want["section"] in (passage.section or ""), want["number"]


def test_polarity_is_mostly_right() -> None:
    """The measure set for the theme suggestions: 85 in every 100."""
    told_and_read = [
        (want["polarity"], passage.polarity)
        for name in NAMES
        for key in ("findings", "paragraphs")
        for want, passage in matched(
            [want for want in truth(name).get(key, []) if "polarity" in want],
            of_kind(reading(name), KINDS[key]),
        )
    ]
    right = sum(told == read for told, read in told_and_read)
    assert right / len(told_and_read) >= 0.85, f"{right} of {len(told_and_read)}"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (key, case.values[0])
        for key in KINDS
        for case in cases(key, inside=False)
        if truth(case.values[0])["file"].endswith(".pdf")
    ],
)
def test_passages_stand_on_their_page(key: str, name: str) -> None:
    pairs = matched(truth(name)[key], of_kind(reading(name), KINDS[key]))
    wrong = [
        (want["starts"], want["page"], passage.page)
        for want, passage in pairs
        if want["page"] != passage.page
    ]
    assert not wrong


@pytest.mark.parametrize(("name", "inside"), cases("episodes"))
def test_episodes_are_dated(name: str, inside: bool) -> None:
    told, read = both(name, inside)
    for want, passage in matched(told["episodes"], of_kind(read, "episode")):
        assert (passage.number, passage.when) == (want["number"], want["when"])


@pytest.mark.parametrize(("name", "inside"), cases("challenges"))
def test_challenges_have_their_action(name: str, inside: bool) -> None:
    told, read = both(name, inside)
    for want, passage in matched(told["challenges"], of_kind(read, "challenge")):
        assert folded(passage.answer).startswith(want["answer_starts"])


@pytest.mark.parametrize(("name", "inside"), cases("learning"))
def test_learning_belongs_to_its_review(name: str, inside: bool) -> None:
    told, read = both(name, inside)
    for want, passage in matched(told["learning"], of_kind(read, "learning")):
        assert want.get("about", "") in (passage.about or ""), want["starts"]


@pytest.mark.parametrize(("name", "inside"), cases("quotes"))
def test_quotes_have_their_speaker(name: str, inside: bool) -> None:
    told, read = both(name, inside)
    for want, passage in matched(told["quotes"], of_kind(read, "quote")):
        assert want["speaker"].casefold() in folded(passage.about).casefold(), want["starts"]


@pytest.mark.parametrize(("name", "inside"), cases("tables"))
def test_tables_are_read_cell_by_cell(name: str, inside: bool) -> None:
    told, read = both(name, inside)
    cells = [
        [[folded(cell) for cell in row] for row in (table.columns, *table.rows)]
        for table in read.tables
    ]
    for want in told["tables"]:
        if name == "child-fern-scr-2015":
            continue  # raw text keeps no cells: its one table is lines of words
        expected = [[folded(cell) for cell in row] for row in (want["columns"], *want["rows"])]
        assert expected in cells, want["name"]


@pytest.mark.parametrize(("name", "inside"), cases("terms"))
def test_glossary(name: str, inside: bool) -> None:
    told, read = both(name, inside)
    got = {term.term: folded(term.meaning) for term in read.terms}
    assert {term: got.get(term) for term in told["terms"]} == {
        term: folded(meaning) for term, meaning in told["terms"].items()
    }


@pytest.mark.parametrize(("name", "inside"), cases("figures"))
def test_figures_have_their_value_unit_and_period(name: str, inside: bool) -> None:
    """Nine in ten: what a number counts is said in too many ways for every one."""
    told, read = both(name, inside)
    found = [
        any(
            figure.value == want["value"]
            and (figure.unit == "percent") == (want["unit"] == "percent")
            and want["printed"] in folded(figure.text)
            for figure in read.figures
        )
        for want in told["figures"]
    ]
    assert sum(found) >= 0.9 * len(found), f"{sum(found)} of {len(found)}"


@pytest.mark.parametrize(("name", "inside"), cases("reviews"))
def test_reviews_mentioned(name: str, inside: bool) -> None:
    told, read = both(name, inside)
    got = [(r.kind, r.status, f"{r.title} {r.subject}", r.joint_with) for r in read.reviews]
    for want in told["reviews"]:
        if want.get("list") == "second":
            continue  # the same reviews again: see the checks
        assert any(
            kind == want["type"]
            and status == want["status"]
            and want.get("name", "") in words
            and want.get("joint_with", "") in (joint or "")
            for kind, status, words, joint in got
        ), f"{want} is not among {got}"


@pytest.mark.parametrize(("name", "inside"), cases("audits"))
def test_audits_bring_their_findings_and_recommendations(name: str, inside: bool) -> None:
    told, read = both(name, inside)
    findings = [bare(p.text) for p in of_kind(read, "finding")]
    recommendations = [bare(p.text) for p in of_kind(read, "recommendation")]
    for audit in told["audits"]:
        for part, texts in (
            ("audit_findings", findings),
            ("audit_recommendations", recommendations),
        ):
            for start in audit[part]:
                assert any(text.startswith(bare(start)) for text in texts), (part, start)


@pytest.mark.parametrize(("name", "inside"), cases("cdop"))
def test_child_death_recommendations(name: str, inside: bool) -> None:
    told, read = both(name, inside)
    matched(told["cdop"], of_kind(read, "recommendation"))


@pytest.mark.parametrize(("name", "inside"), cases("actions"))
def test_action_log(name: str, inside: bool) -> None:
    told, read = both(name, inside)
    fields = ("number", "text", "raised", "owner", "due", "status", "comment")
    got = [{field: folded(getattr(action, field)) for field in fields} for action in read.actions]
    want = [{field: folded(action[field]) for field in fields} for action in told["actions"]]
    for action in (*got, *want):
        action["status"] = action["status"].casefold()
    assert got == want


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        pytest.param(name, wrong, id=f"{name}-{wrong['check']}-{at}")
        for name in NAMES
        for at, wrong in enumerate(truth(name).get("wrongs", []))
    ],
)
def test_what_is_wrong_is_noticed(name: str, wrong: dict[str, Any]) -> None:
    checks = reading(name).checks
    told = [(check.check, check.message, check.page) for check in checks]
    assert any(
        check.check == wrong["check"]
        and all(words in check.message for words in wrong["says"])
        and ("page" not in wrong or wrong["page"] is None or check.page is not None)
        for check in checks
    ), f"{wrong['value']} is not among {told}"


def test_echoes_name_recommendations_that_are_there() -> None:
    echoes = json.loads((NORTHMOOR / "truth" / "echoes.json").read_text(encoding="utf-8"))
    assert len([echo for echo in echoes if echo["sure"]]) >= 8
    for echo in echoes:
        for side in ("earlier", "later"):
            place = echo[side]
            passages = of_kind(reading(place["review"]), place["kind"])
            texts = [bare(passage.text) for passage in passages]
            assert any(text.startswith(bare(place["text"])[:60]) for text in texts), place
