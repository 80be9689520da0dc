"""Theme suggestions: how good on a report they learned nothing from, beside the alternatives.

    [WORKBENCH_REPORTS=<folder>] python benchmarks/bench_themes.py

Leave one report out: learned from all that ships except the scored report. Scored are the
published reports in our own words, which ship; and, where ``WORKBENCH_REPORTS`` names the folder
that holds them and their coding, the reports themselves, learned without their paraphrases.
Beside it: plain keywords (the codebook's terms, nothing learned), and TF-IDF with logistic
regression trained on the same lessons. Then what it costs.
"""

from __future__ import annotations

import json
import os
import time
import tracemalloc
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.measure import Row
from workbench.documents import read_document
from workbench.reports.base import read_report
from workbench.themes.codebook import Codebook
from workbench.themes.keywords import keywords_of
from workbench.themes.lessons import CODEBOOK_GROUP, KINDS, shipped_lessons
from workbench.themes.published import published_passages
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


METHODS = ("suggestions", "keywords", "tf-idf")
AIMS = {
    "first suggestion among the coded themes": 0.75,
    "main theme among the first three": 0.88,
    "themes, micro F1": 0.68,
    "polarity": 0.85,
}


@dataclass
class Scored:
    """What each method said of passages, beside what was coded."""

    gold: list[dict] = field(default_factory=list)
    orders: dict[str, list] = field(default_factory=lambda: {name: [] for name in METHODS})
    said: dict[str, list] = field(default_factory=lambda: {name: [] for name in METHODS})
    tones: list[str] = field(default_factory=list)

    def add(self, other: Scored) -> None:
        self.gold += other.gold
        self.tones += other.tones
        for name in METHODS:
            self.orders[name] += other.orders[name]
            self.said[name] += other.said[name]

    def themes(self, name: str) -> list[float]:
        """The first right, the main one in three, micro F1."""
        pairs = list(zip(self.orders[name], self.gold, strict=True))
        first = np.mean([order[0] in coded["themes"] for order, coded in pairs])
        three = np.mean([coded["themes"][0] in order[:3] for order, coded in pairs])
        return [float(first), float(three), f1(self.said[name], self.gold)]

    def polarity(self) -> float:
        pairs = zip(self.tones, self.gold, strict=True)
        return float(np.mean([tone == coded["polarity"] for tone, coded in pairs]))

    def show(self, name: str) -> None:
        for method in METHODS:
            first, three, both = self.themes(method)
            heading = f"{name} ({len(self.gold)}): {method}"
            print(f"{heading:44} {first:6.3f} {three:10.3f} {both:9.3f}")


def in_our_words(report: str) -> tuple[pd.DataFrame, list[tuple[int, dict]]]:
    """A published report as it ships: its passages paraphrased, all of them coded."""
    held = published_passages()
    held = held[held["report"] == report].reset_index(drop=True)
    read = held.assign(review=held["report"], kind=held["item"].replace(KINDS))
    columns = ["themes", "polarity"]
    return read, list(enumerate(held[columns].to_dict("records")))


def score(report: str, shipped: str, read: pd.DataFrame, rows: list[tuple[int, dict]]) -> Scored:
    """Suggest for a report, learned from the others, and by the two other ways."""
    lessons = shipped_lessons(CODEBOOK, [shipped])
    begin = time.perf_counter()
    suggester = Suggester.learn(CODEBOOK, lessons)
    learned = time.perf_counter() - begin
    begin = time.perf_counter()
    out = suggester.suggest(read, Organisations.load())
    suggested = time.perf_counter() - begin
    places = [place for place, _ in rows]
    texts = read["text"].iloc[places].tolist()
    keyword = keywords_of(CODEBOOK, "theme").scores(texts)
    plain = baseline(lessons, texts)
    mine = out.iloc[places]
    scored = Scored(
        gold=[codes for _, codes in rows],
        orders={
            "suggestions": mine["ranked"].tolist(),
            "keywords": ranked(keyword),
            "tf-idf": ranked(plain),
        },
        said={
            "suggestions": mine["themes"].tolist(),
            "keywords": choose(keyword),
            "tf-idf": choose(plain),
        },
        tones=mine["polarity"].tolist(),
    )
    scored.show(report)
    print(f"  polarity {scored.polarity():.3f}; learned in {learned:.2f} s from {len(lessons)} "
          f"sentences; {len(read)} passages suggested for in {suggested:.2f} s")  # fmt: skip
    return scored


def together(what: str, each: Iterable[Scored]) -> list[Row]:
    """All reports as one: the table by theme, and the rows that are kept."""
    scored = Scored()
    for one in each:
        scored.add(one)
    scored.show("all")
    print(f"polarity, all: {scored.polarity():.3f}\n")
    print(f"{'theme':16} {'coded':>5} {'suggestions F1':>15} {'keywords F1':>12} {'tf-idf F1':>10}")
    for theme in THEMES:
        held = sum(theme in codes["themes"] for codes in scored.gold)
        by = [f1(scored.said[name], scored.gold, theme) for name in METHODS]
        print(f"{theme:16} {held:5} {by[0]:15.2f} {by[1]:12.2f} {by[2]:10.2f}")
    print()
    ours, keywords, plain = (scored.themes(name) for name in METHODS)
    measures = [*zip(AIMS, ours, keywords, plain, strict=False)]
    count = f"{len(scored.gold)} passages of {what}"
    rows = [
        Row(f"{name}, {count}", f"{us:.3f}", f"keywords {word:.3f}, TF-IDF {tfidf:.3f}",
            us / word, f"at least {AIMS[name]}")
        for name, us, word, tfidf in measures
    ]  # fmt: skip
    tone = Row(f"polarity, {count}", f"{scored.polarity():.3f}", aim=f"at least {AIMS['polarity']}")
    return [*rows, tone]


def main() -> list[Row]:
    print(f"{'':44} {'first':>6} {'main in 3':>10} {'micro F1':>9}")
    ships = published_passages()["report"].unique()
    rows = together(
        "published reports in our own words",
        (score(f"{report}, our words", report, *in_our_words(report)) for report in ships),
    )
    if "WORKBENCH_REPORTS" in os.environ:
        rows += together("the published reports", map(real, REPORTS.items()))
    else:
        print("WORKBENCH_REPORTS does not name the folder of published reports: not scored.\n")
    tracemalloc.start()
    Suggester.learn(CODEBOOK, shipped_lessons(CODEBOOK))
    memory = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    print(f"memory while learning, at most: {memory:.0f} MB")
    return [*rows, Row("memory while learning from all that ships, at most", f"{memory:.0f} MB")]


def real(names: tuple[str, str]) -> Scored:
    """A published report itself, coded twice, learned without its paraphrases."""
    report, shipped = names
    folder = Path(os.environ["WORKBENCH_REPORTS"])
    read = passages(folder, report)
    return score(report, shipped, read, coded(folder, report, read))


if __name__ == "__main__":
    main()
