"""The published passages: every code exists, numbers are right, and no words are borrowed."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pandas as pd
import pytest

from workbench.errors import VocabularyError
from workbench.places import shipped
from workbench.themes.codebook import Codebook
from workbench.themes.published import COLUMNS, coded_examples, published_passages

FOLDER = shipped("data", "published")
EXAMPLES = shipped("data", "vocabulary", "coded_examples.jsonl")
FACETS = {"themes": "theme", "topics": "topic", "agencies": "agency"}
RUN = 7  # words in a row that no summary may share with a report, names and fixed terms apart

needs_reports = pytest.mark.skipif(
    not os.environ.get("WORKBENCH_REPORTS"),
    reason="WORKBENCH_REPORTS does not name the folder of published reports",
)


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_of(name: str) -> dict:
    path = Path(os.environ["WORKBENCH_REPORTS"], "expected", f"{name}.json")
    return json.loads(path.read_text(encoding="utf-8"))


def of(report: str, item: str) -> dict[str, dict]:
    rows = lines(FOLDER / f"{report}.jsonl")
    found = {row["number"]: row for row in rows if row["item"] == item}
    assert len(found) == sum(row["item"] == item for row in rows), f"{item}: a number twice"
    return found


@pytest.fixture(scope="module")
def passages() -> pd.DataFrame:
    return pd.concat([published_passages(), coded_examples()], ignore_index=True)


# What ships


def test_the_frame_has_the_columns_that_are_promised() -> None:
    for frame in (published_passages(), coded_examples()):
        assert tuple(frame.columns) == COLUMNS
        assert frame["text"].str.len().min() > 20
    assert set(published_passages()["report"]) == {
        "bromley_cqc_2018",
        "bromley_jtai_2025",
        "bromley_bscb_2018_19",
    }


def test_every_code_is_in_the_codebook_and_within_its_limit(passages: pd.DataFrame) -> None:
    codebook = Codebook.load()
    for row in passages.itertuples():
        for coder in ("", "second_"):
            for column, facet in FACETS.items():
                codes = getattr(row, coder + column)
                limits = codebook.facet(facet)
                assert limits.least <= len(set(codes)) == len(codes) <= limits.most, row.text
                assert set(codes) <= set(limits.codes), row.text
            stage = getattr(row, coder + "stage")
            assert pd.isna(stage) or codebook.code(stage, "stage")
            assert codebook.code(getattr(row, coder + "polarity"), "polarity")


def test_a_second_coding_is_written_only_where_it_differs() -> None:
    frame = published_passages()
    differ = frame["themes"].map(set) != frame["second_themes"].map(set)
    assert 0 < differ.sum() < len(frame) * 0.2
    assert (frame.loc[differ, "coded"] == "twice").all()


def test_each_passage_is_its_own(passages: pd.DataFrame) -> None:
    assert not passages["text"].duplicated().any()


def test_summaries_are_as_long_as_the_readme_says() -> None:
    for path in sorted(FOLDER.glob("*.jsonl")):
        for row in lines(path):
            words = len(row["summary"].split())
            assert 12 <= words <= 40, (path.name, row["item"], row["number"], words)


def test_the_examples_are_marked_as_invented_and_reach_the_rare_codes() -> None:
    rows = lines(EXAMPLES)
    assert len(rows) >= 150
    assert all(row["invented"] is True for row in rows)
    codebook = Codebook.load()
    for column, facet in FACETS.items():
        counts = pd.Series([code for row in rows for code in row[column]]).value_counts()
        for code in codebook.codes(facet):
            assert counts.get(code.id, 0) >= 4, (facet, code.id)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "is not JSON"),
        ("[]", "holds no fields"),
        ('{"item": "finding"}', "'number' is missing"),
    ],
)
def test_a_damaged_line_is_named_with_its_file_and_mend(
    tmp_path: Path, line: str, says: str
) -> None:
    path = tmp_path / "examples.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=rf"examples\.jsonl, line 2: .*{says}"):
        coded_examples(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"sources\.csv is not in"):
        published_passages(tmp_path)


# Against the reports themselves


@needs_reports
@pytest.mark.reports
def test_findings_and_recommendations_are_those_of_the_health_review() -> None:
    read = read_of("bromley_cqc")
    findings = of("bromley_cqc_2018", "finding")
    told = {
        f["number"]: (f["section"], f["recommendations"], f["polarity"]) for f in read["findings"]
    }
    ours = {n: (f["section"], f["cites"], f["reading"]) for n, f in findings.items()}
    assert ours == told
    owners = {r["number"]: r["owners"] for r in read["recommendations"]}
    assert {n: r["owners"] for n, r in of("bromley_cqc_2018", "recommendation").items()} == owners


@needs_reports
@pytest.mark.reports
def test_the_parts_of_the_inspection_letter_are_all_there() -> None:
    read = read_of("jtai_bromley")
    for item, key in (("improvement", "improvements"), ("strength", "strengths")):
        assert list(of("bromley_jtai_2025", item)) == [str(part["n"]) for part in read[key]]
    paragraphs = of("bromley_jtai_2025", "paragraph")
    for part in read["main_findings"]:
        row = paragraphs.pop(str(part["n"]))
        assert row["reading"] == part["polarity"]
        assert row["raised_as"] == [str(n) for n in part["improvement_items"]]
    assert not paragraphs


@needs_reports
@pytest.mark.reports
def test_the_parts_of_the_yearly_report_are_all_there() -> None:
    read, name = read_of("bscb_annual_2018_19"), "bromley_bscb_2018_19"
    for item, key in (("challenge", "challenges"), ("learning", "learning_points")):
        assert len(of(name, item)) == len(read[key])
    assert all(row["answer"] for row in of(name, "challenge").values())
    assert [row["kind"] for row in of(name, "audit").values()] == [
        a["kind"] for a in read["audits"]
    ]
    asked = [len(audit["recommendations"]) for audit in read["audits"]]
    assert len(of(name, "audit_recommendation")) == sum(asked)
    assert len(of(name, "recommendation")) == len(read["cdop"]["recommendations"])
    told = [(review["type"], review["status"]) for review in read["reviews"]]
    assert [(row["kind"], row["status"]) for row in of(name, "review").values()] == told
    hard = [c["values"] for c in read["contradictions"] if c["strength"] == "hard"]
    ours = [row["values"] for row in of(name, "contradiction").values()]
    assert ours == [[str(value) for value in values] for values in hard]


@needs_reports
@pytest.mark.reports
def test_both_codings_are_those_the_coders_gave() -> None:
    path = Path(os.environ["WORKBENCH_REPORTS"], "expected", "coding.jsonl")
    names = {"bromley_cqc": "bromley_cqc_2018", "jtai_bromley": "bromley_jtai_2025"}
    ours = {(row.report, row.item, row.number): row for row in published_passages().itertuples()}
    for given in lines(path):
        row = ours[names[given["report"]], given["item"], given["number"]]
        for coder, prefix in (("coding_1", ""), ("coding_2", "second_")):
            for key, codes in given[coder].items():
                held = getattr(row, prefix + key)
                if isinstance(codes, list):
                    assert set(held) == set(codes), (row.item, row.number, coder, key)
                else:
                    assert held == codes or (codes is None and pd.isna(held))


@needs_reports
@pytest.mark.reports
def test_no_summary_borrows_the_words_of_a_report() -> None:
    borrowed = {
        run
        for path in sorted(Path(os.environ["WORKBENCH_REPORTS"]).glob("*.txt"))
        for run in runs(path.read_text(encoding="utf-8", errors="replace"))
    }
    assert len(borrowed) > 10_000
    for path in (*sorted(FOLDER.glob("*.jsonl")), EXAMPLES):
        for row in lines(path):
            for text in (row["summary"], row.get("answer", "")):
                shared = borrowed & runs(text)
                assert not shared, (path.name, row["item"], row["number"], sorted(shared)[0])


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+(?:'[a-z]+)?", text.lower().replace("’", "'"))
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
