"""How good suggestions are on published reports they learned nothing from.

Leave one report out: what is learned from is all that ships *except* the paraphrases of the
report that is scored. The floors stand a little under what was measured (benchmarks/bench_themes
prints the scores per theme, beside plain keywords and TF-IDF with logistic regression).
"""

import json
import os
from pathlib import Path

import pandas as pd
import pytest

from workbench.documents import read_document
from workbench.reports.base import read_report
from workbench.themes.suggest import shipped_suggester
from workbench.vocabulary import Organisations

pytestmark = [
    pytest.mark.reports,
    pytest.mark.skipif(
        "WORKBENCH_REPORTS" not in os.environ,
        reason="WORKBENCH_REPORTS does not name the folder of published reports",
    ),
]
# the report's file, and what its paraphrases are called
REPORTS = {"bromley_cqc": "bromley_cqc_2018", "jtai_bromley": "bromley_jtai_2025"}


def _scored(report: str, shipped: str) -> pd.DataFrame:
    """Suggestions for each coded passage of a report, with the first coding beside them."""
    folder = Path(os.environ["WORKBENCH_REPORTS"])
    organisations = Organisations.load()
    reading = read_report(read_document(folder / f"{report}.txt"), report, organisations)
    passages = pd.DataFrame(
        [
            {name: getattr(p, name) for name in ("review", "ref", "kind", "number", "section",
                                                 "text", "cites", "owners")}
            for p in reading.passages
        ]
    )  # fmt: skip
    said = shipped_suggester((shipped,)).suggest(passages, organisations)
    said["text"] = passages["text"]
    lines = (folder / "expected" / "coding.jsonl").read_text(encoding="utf-8").splitlines()
    coded = [line for line in map(json.loads, lines) if line["report"] == report]
    rows = []
    for line in coded:
        starts = " ".join(line["starts"].split())
        text = said["text"].str.split().str.join(" ")
        found = said[text.str.startswith(starts) & (said["kind"] == line["item"])]
        numbered = found[found["number"] == line["number"]]
        chosen = numbered if len(numbered) else found
        if len(chosen):
            rows.append({**chosen.iloc[0].to_dict(), "gold": line["coding_1"]})
    assert len(rows) >= 0.95 * len(coded)
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def scored():
    return pd.concat([_scored(*names) for names in REPORTS.items()], ignore_index=True)


def test_the_first_suggestion_is_among_the_coded_themes(scored):
    right = [r[0] in g["themes"] for r, g in zip(scored["ranked"], scored["gold"], strict=True)]
    assert sum(right) / len(right) >= 0.80


def test_the_main_theme_is_among_the_first_three(scored):
    right = [g["themes"][0] in r[:3] for r, g in zip(scored["ranked"], scored["gold"], strict=True)]
    assert sum(right) / len(right) >= 0.89


def test_the_themes_it_would_choose(scored):
    shared = said = coded = 0
    for themes, gold in zip(scored["themes"], scored["gold"], strict=True):
        shared += len(set(themes) & set(gold["themes"]))
        said += len(themes)
        coded += len(gold["themes"])
    assert 2 * shared / (said + coded) >= 0.69


def test_polarity(scored):
    right = [p == g["polarity"] for p, g in zip(scored["polarity"], scored["gold"], strict=True)]
    assert sum(right) / len(right) >= 0.92


def test_topics(scored):
    shared = said = coded = 0
    for topics, gold in zip(scored["topics"], scored["gold"], strict=True):
        shared += len(set(topics) & set(gold["topics"]))
        said += len(topics)
        coded += len(gold["topics"])
    assert 2 * shared / (said + coded) >= 0.75
