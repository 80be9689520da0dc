"""Theme suggestions: how good on a report they learned nothing from, beside the alternatives.

    WORKBENCH_REPORTS=<folder> python benchmarks/bench_themes.py

Leave one report out: learned from all that ships except the paraphrases of the scored report.
Beside it: plain keywords (the codebook's terms, nothing learned), and TF-IDF with logistic
regression trained on the same lessons. Then what it costs.
"""

from __future__ import annotations

import json
import os
import time
import tracemalloc
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from workbench.documents import read_document
from workbench.reports.base import read_report
from workbench.themes.codebook import Codebook
from workbench.themes.keywords import keywords_of
from workbench.themes.lessons import CODEBOOK_GROUP, shipped_lessons
from workbench.themes.suggest import Suggester
from workbench.vocabulary import Organisations

REPORTS = {"bromley_cqc": "bromley_cqc_2018", "jtai_bromley": "bromley_jtai_2025"}
FIELDS = ("review", "ref", "kind", "number", "section", "text", "cites", "owners")
CODEBOOK = Codebook.load()
THEMES = [code.id for code in CODEBOOK.codes("theme")]


def passages(folder: Path, report: str) -> pd.DataFrame:
    reading = read_report(read_document(folder / f"{report}.txt"), report, Organisations.load())
    return pd.DataFrame([{f: getattr(p, f) for f in FIELDS} for p in reading.passages])


def coded(folder: Path, report: str, read: pd.DataFrame) -> list[tuple[int, dict]]:
    """The coded passages of a report, as (position among those read, first coding)."""
    text = read["text"].str.split().str.join(" ")
    found = []
    for line in (folder / "expected" / "coding.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["report"] != report:
            continue
        fits = text.str.startswith(" ".join(row["starts"].split())) & (read["kind"] == row["item"])
        numbered = fits & (read["number"] == row["number"])
        places = np.flatnonzero(numbered if numbered.any() else fits)
        if len(places):
            found.append((int(places[0]), row["coding_1"]))
    return found


def baseline(lessons: pd.DataFrame, texts: list[str]) -> np.ndarray:
    """TF-IDF and logistic regression, one theme against the rest: what one would otherwise run."""
    own = lessons[(lessons["group"] != CODEBOOK_GROUP) & lessons["theme"].notna()]
    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english")
    table, asked = vectors.fit_transform(own["text"]), vectors.transform(texts)
    out = np.zeros((len(texts), len(THEMES)))
    for j, theme in enumerate(THEMES):
        given = np.array([theme in held for held in own["theme"]])
        if given.sum() > 1:
            fitted = LogisticRegression(C=10, class_weight="balanced", max_iter=1000)
            out[:, j] = fitted.fit(table, given).predict_proba(asked)[:, 1]
    return out


def choose(chances: np.ndarray, share: float = 0.6) -> list[tuple[str, ...]]:
    order = np.argsort(-chances, axis=1, kind="stable")
    return [
        tuple(THEMES[i] for i in row[:2] if chances[k, i] >= share * chances[k, row[0]])
        for k, row in enumerate(order)
    ]


def ranked(chances: np.ndarray) -> list[list[str]]:
    return [[THEMES[i] for i in row] for row in np.argsort(-chances, axis=1, kind="stable")]


def f1(said: list[tuple[str, ...]], gold: list[dict], only: str | None = None) -> float:
    shared = given = held = 0
    for themes, codes in zip(said, gold, strict=True):
        a, b = set(themes), set(codes["themes"])
        if only:
            a, b = a & {only}, b & {only}
        shared, given, held = shared + len(a & b), given + len(a), held + len(b)
    return 2 * shared / max(given + held, 1)


def line(name: str, order: list[list[str]], said: list[tuple[str, ...]], gold: list[dict]) -> str:
    first = np.mean([r[0] in g["themes"] for r, g in zip(order, gold, strict=True)])
    three = np.mean([g["themes"][0] in r[:3] for r, g in zip(order, gold, strict=True)])
    return f"{name:34} {first:6.3f} {three:10.3f} {f1(said, gold):9.3f}"


def main() -> None:
    if "WORKBENCH_REPORTS" not in os.environ:
        raise SystemExit("WORKBENCH_REPORTS does not name the folder of published reports.")
    folder = Path(os.environ["WORKBENCH_REPORTS"])
    gold: list[dict] = []
    orders: dict[str, list] = {"suggestions": [], "keywords": [], "tf-idf": []}
    saids: dict[str, list] = {"suggestions": [], "keywords": [], "tf-idf": []}
    polarity: list[bool] = []
    print(f"{'':34} {'first':>6} {'main in 3':>10} {'micro F1':>9}")
    for report, shipped in REPORTS.items():
        read = passages(folder, report)
        rows = coded(folder, report, read)
        lessons = shipped_lessons(CODEBOOK, [shipped])
        begin = time.perf_counter()
        suggester = Suggester.learn(CODEBOOK, lessons)
        learned = time.perf_counter() - begin
        begin = time.perf_counter()
        out = suggester.suggest(read, Organisations.load())
        suggested = time.perf_counter() - begin
        places, own = [i for i, _ in rows], [codes for _, codes in rows]
        texts = read["text"].iloc[places].tolist()
        keyword = keywords_of(CODEBOOK, "theme").scores(texts)
        plain = baseline(lessons, texts)
        results = {
            "suggestions": (
                out["ranked"].iloc[places].tolist(),
                out["themes"].iloc[places].tolist(),
            ),
            "keywords": (ranked(keyword), choose(keyword)),
            "tf-idf": (ranked(plain), choose(plain)),
        }
        for name, (order, said) in results.items():
            orders[name] += list(order)
            saids[name] += list(said)
            print(line(f"{report} ({len(own)}): {name}", order, said, own))
        gold += own
        tones = [p == g["polarity"] for p, g in zip(out["polarity"].iloc[places], own, strict=True)]
        polarity += tones
        print(f"  polarity {np.mean(tones):.3f}; learned in {learned:.2f} s from {len(lessons)} "
              f"sentences; {len(read)} passages suggested for in {suggested:.2f} s")  # fmt: skip
    for name in orders:
        print(line(f"all ({len(gold)}): {name}", orders[name], saids[name], gold))
    print(f"polarity, all: {np.mean(polarity):.3f}\n")
    print(f"{'theme':16} {'coded':>5} {'suggestions F1':>15} {'keywords F1':>12} {'tf-idf F1':>10}")
    for theme in THEMES:
        held = sum(theme in codes["themes"] for codes in gold)
        scores = [f1(saids[name], gold, theme) for name in orders]
        print(f"{theme:16} {held:5} {scores[0]:15.2f} {scores[1]:12.2f} {scores[2]:10.2f}")
    tracemalloc.start()
    Suggester.learn(CODEBOOK, shipped_lessons(CODEBOOK))
    print(f"\nmemory while learning, at most: {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB")
    tracemalloc.stop()


if __name__ == "__main__":
    main()
