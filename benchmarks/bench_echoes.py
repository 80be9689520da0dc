"""Matrix, echoes and search at 2,000 reviews and 60,000 passages, invented and seeded.

    python benchmarks/bench_echoes.py [--small]

Prints how long each answer takes with everything loaded, how long making it ready takes, the
memory, and how the cost of finding all echoes grows: its ratio at twice the size, which for
n log n is a little over 2, beside comparing all pairs, which is 4. Beside the query: the same
question put with scikit-learn's TF-IDF and cosine, and beside echoes rapidfuzz with all pairs.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.measure import Row, memory_mb
from workbench.themes.codebook import Codebook
from workbench.themes.compare import cell, gather, matrix
from workbench.themes.echoes import echoes
from workbench.themes.wordings import Wordings

WHO = """Schools|Midwives|The Trust|Health visitors|Police officers|GPs|Housing|Social workers|
The partnership|Commissioners|School nurses|Drug workers""".replace("\n", "").split("|")
DOES = """should record|should share|review|audit|should be told about|must assess|should ask about|
are trained in|reflect in supervision on|should escalate|should track|plan together for""".replace(
    "\n", ""
).split("|")
WHAT = """bruises on babies|violence at home|missed appointments|the child's wishes|
referrals that were closed|children taught at home|fathers in the household|waiting times|
moves between services|poor home conditions|strategy meetings held without health|gangs|
the use of interpreters|young carers|unborn children|online harm""".replace("\n", "").split("|")
SYLLABLES = """ba be bi bo da de di do fa fe fi fo ga ge go ha he ho ka ke ki ko la le li lo
ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo""".split()
RARE = 8  # words of each passage that come from a long-tailed vocabulary, as in real prose
VOCABULARY = 20_000
Answer = TypeVar("Answer")
SEARCH = "search, in one's own words"
TF_IDF = "scikit-learn TF-IDF"
SAID_AGAIN = 0.1  # share of recommendations that repeat an earlier one, a word changed


def library(
    reviews: int, each: int, seed: int = 2024
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Reviews, passages and settled codes: invented sentences about invented places."""
    rng = np.random.default_rng(seed)
    codebook = Codebook.load()
    themes = [code.id for code in codebook.codes("theme")]
    agencies = [code.id for code in codebook.codes("agency")]
    n = reviews * each

    def pick(words: Sequence[str]) -> np.ndarray:
        return np.array(words, dtype=object)[rng.integers(0, len(words), n)]

    letters = rng.choice(SYLLABLES, (VOCABULARY, 3))
    vocabulary = np.array(["".join(row) for row in letters], dtype=object)
    chance = 1 / np.arange(1, VOCABULARY + 1)  # Zipf: a few words are common, most are rare
    tail = vocabulary[rng.choice(VOCABULARY, (n, RARE), p=chance / chance.sum())]
    text = pick(WHO) + " " + pick(DOES) + " " + pick(WHAT) + " " + [" ".join(row) for row in tail]
    again = np.flatnonzero(rng.random(n) < SAID_AGAIN)
    text[again] = [text[rng.integers(0, i + 1)] + " " + vocabulary[i % 900] for i in again]
    review = np.repeat([f"review-{i:05d}" for i in range(reviews)], each)
    kind = np.where(np.arange(n) % each < each // 2, "finding", "recommendation")
    refs = [f"{r}/{k}/{i}" for i, (r, k) in enumerate(zip(review, kind, strict=True))]
    frame = pd.DataFrame({"ref": refs, "review": review, "kind": kind, "text": text})
    frame["number"] = [str(i) for i in range(n)]
    about = pd.DataFrame({
        "id": [f"review-{i:05d}" for i in range(reviews)],
        "kind": "rapid_review",
        "area": [f"area-{i % 150:03d}" for i in range(reviews)],
        "published": [f"{2005 + i % 20}-03-{1 + i % 28:02d}" for i in range(reviews)],
    })  # fmt: skip
    codes = [("theme", pick(themes)), ("agency", pick(agencies)),
             ("polarity", pick(("strength", "improvement")))]  # fmt: skip
    settled = pd.concat(
        [pd.DataFrame({"passage": refs, "facet": facet, "code": held}) for facet, held in codes],
        ignore_index=True,
    ).assign(holds=True)
    return about, frame, settled


def timed(what: Callable[[], Answer], times: int = 5) -> tuple[float, Answer]:
    """The median of a few runs, in milliseconds, and the answer."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        answer = what()
        taken.append((time.perf_counter() - begin) * 1000)
    return float(np.median(taken)), answer


def main() -> list[Row]:
    reviews, each = (200, 30) if "--small" in sys.argv else (2000, 30)
    about, passages, settled = library(reviews, each)
    size = f"{reviews:,} reviews, {len(passages):,} passages"
    print(f"{size} (invented, seeded)\n")
    before = memory_mb(os.getpid(), "Pss_Anon")
    once, coded = timed(lambda: gather(passages, about, settled), 1)
    ready, table = timed(lambda: Wordings(passages), 1)
    memory = memory_mb(os.getpid(), "Pss_Anon") - before
    print(f"made ready once: codes {once:,.0f} ms, wordings {ready / 1000:,.1f} s, "
          f"kept in memory {memory:,.0f} MB")  # fmt: skip
    ask = "Tell schools about violence at home before the holidays"
    answers = {
        "matrix, theme by review": lambda: matrix(coded, "theme", "review"),
        "matrix, theme by year": lambda: matrix(coded, "theme", "year"),
        "matrix, theme by agency": lambda: matrix(coded, "theme", "agency"),
        "one cell's passages": lambda: cell(coded, "risk", "year", "2010"),
        "said before? one recommendation": lambda: table.nearest(passages["text"].iloc[-1], 10),
        SEARCH: lambda: table.nearest(ask, 10),
    }
    taken = {name: timed(what)[0] for name, what in answers.items()}
    for name, milliseconds in taken.items():
        print(f"{name:34} {milliseconds:8.1f} ms")
    others = _other_ways(passages["text"], ask)
    beside = dict.fromkeys(taken, "") | {SEARCH: "; ".join(
        f"{name} {milliseconds:.0f} ms" for name, milliseconds in others.items()
    )}  # fmt: skip
    made = Row(f"made ready once, {size}", f"{(once + ready) / 1000:.1f} s, {memory:,.0f} MB")
    asked = [
        Row(f"{name}, {len(passages):,} passages", f"{milliseconds:.1f} ms", beside[name],
            others[TF_IDF] / milliseconds if beside[name] else None, "under 100 ms")
        for name, milliseconds in taken.items()
    ]  # fmt: skip
    return [made, *asked, *growth(each)]


def _other_ways(texts: pd.Series, ask: str) -> dict[str, float]:
    """The same search by what one would otherwise run, in milliseconds."""
    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    plain = vectors.fit_transform(texts)
    ways = {
        TF_IDF: (lambda: np.argsort(-(plain @ vectors.transform([ask]).T).toarray().ravel()), 5),
        "rapidfuzz over all": (lambda: process.extract(ask, texts, scorer=fuzz.token_set_ratio), 1),
    }
    taken = {name: timed(what, times)[0] for name, (what, times) in ways.items()}
    for name, milliseconds in taken.items():
        print(f"{f'({name}, same search)':34} {milliseconds:8.1f} ms")
    return taken


def growth(each: int) -> list[Row]:
    """All echoes at growing sizes; each with how many times the time of half of it."""
    print("\nall echoes, from nothing:")
    rows: list[Row] = []
    before = None
    for reviews in (250, 500, 1000, 2000):
        about, passages, _ = library(reviews, each)
        asks = passages[passages["kind"] == "recommendation"]
        begin = time.process_time()  # of this process alone: the machine may be shared
        found = echoes(asks, about)
        taken = (time.process_time() - begin) * 1000
        times = None if before is None else taken / before
        ratio = "" if times is None else f"  x {times:.2f} at twice the size"
        what = f"all echoes among {len(asks):,} recommendations"
        print(
            f"  {len(asks):7,} recommendations {taken / 1000:8.2f} s  {len(found):8,} echoes{ratio}"
        )
        if times is not None:
            aim = "twice as many: a little over 2 is n log n, 4 is all pairs"
            rows.append(Row(what, f"{taken / 1000:.1f} s", "half as many", times, aim))
        before = taken
    return rows


if __name__ == "__main__":
    main()
