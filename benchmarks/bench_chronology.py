"""How long a large chronology takes, and how much the blocks save against every pair.

Run ``python benchmarks/bench_chronology.py [--quick]``. Twelve invented agencies send sheets of
invented rows over fifteen years; every tenth row is told again by another agency in other words,
and every fiftieth stands on 1 January, where people put what they cannot date. Prints seconds for
each step at 10,000 and 100,000 rows, the growth between them (10 is linear), and the ratio to
comparing every pair (``rapidfuzz.process.cdist``) at 4,000 rows.

The years stay the same while the rows grow tenfold, so each day holds ten times as many: pairs
worth a look grow faster than rows (5,800 to 537,000), and matching with them. This is the harder
case; a chronology that grows by more years keeps its days as full as they were.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also as a script
from benchmarks.measure import Row, peak_words
from workbench.chronology.case import Case
from workbench.chronology.checks import run_checks
from workbench.chronology.matching import find_matches
from workbench.chronology.merge import merge
from workbench.chronology.rules import load_rules
from workbench.chronology.sheets import read_return
from workbench.chronology.view import View

AGENCIES = 12
START = date(2008, 1, 1)
DAYS = 15 * 365
AS_OF = date(2024, 1, 1)
CASE = Case.of("Wren", date(2008, 6, 1))
PHRASES = (
    "home visit, child seen;telephone call from mother;referral to MASH;case closed;"
    "was not brought;bruise to the left arm;police called to a domestic incident;"
    "strategy meeting;weighed at clinic;school reports poor attendance;father present;"
    "no concerns noted;rent arrears;core group held;discharge letter received from hospital;"
    "letter to GP after clinic"
).split(";")


def invented_words(rng: random.Random, count: int = 4000) -> list[str]:
    parts = "ba ke li mo nu ra se ti vo wa fen dor lin mar tes gol".split()
    return ["".join(rng.choice(parts) for _ in range(rng.randint(2, 4))) for _ in range(count)]


def write_sheets(folder: Path, events: int, seed: int = 7) -> list[Path]:
    """Twelve CSV files with ``events`` rows between them."""
    rng = random.Random(seed)
    words = invented_words(rng)
    rows: list[tuple[int, date, str]] = []
    while len(rows) < events:
        day = START + timedelta(days=rng.randrange(DAYS))
        if rng.random() < 0.02:
            day = date(day.year, 1, 1)
        text = [rng.choice(PHRASES), *rng.choices(words, k=rng.randint(6, 18))]
        agency = rng.randrange(AGENCIES)
        rows.append((agency, day, " ".join(text)))
        if rng.random() < 0.1:
            again = rng.sample(text, k=max(4, len(text) - 3)) + rng.choices(words, k=3)
            other = (agency + rng.randrange(1, AGENCIES)) % AGENCIES
            rows.append((other, day, " ".join(again)))
    rows = rows[:events]
    paths = []
    for agency in range(AGENCIES):
        path = folder / f"agency {chr(65 + agency)}{chr(97 + agency)}x.csv"
        own = sorted((r for r in rows if r[0] == agency), key=lambda r: r[1])
        with path.open("w", encoding="utf-8", newline="") as lines:
            out = csv.writer(lines)
            out.writerow(["Date", "Time", "Event", "Source", "Action taken"])
            for number, (_, day, said) in enumerate(own):
                written = f"{day:%d/%m/%Y}" if number % 3 else f"{day.day} {day:%B %Y}"
                at = f"{number % 24:02d}:15" if number % 4 == 0 else ""
                out.writerow([written, at, said, "Record", "Noted" if number % 5 else ""])
        paths.append(path)
    return paths


def timed(events: int) -> dict[str, float]:
    """Seconds of processor time for each step: other work on the machine does not count."""
    rules = load_rules()
    with tempfile.TemporaryDirectory() as folder:
        paths = write_sheets(Path(folder), events)
        seconds, start = {}, time.process_time()
        returns = [read_return(path, born=CASE.born) for path in paths]
        seconds["read"] = time.process_time() - start
    start = time.process_time()
    chronology = merge(returns, CASE)
    seconds["merge"] = time.process_time() - start
    start = time.process_time()
    matches = find_matches(View(chronology, CASE, rules, AS_OF, {}))
    seconds["match"] = time.process_time() - start
    start = time.process_time()
    checks = run_checks(chronology, CASE, rules, as_of=AS_OF)
    seconds["match and check"] = time.process_time() - start
    print(f"{events:>7,} rows: {len(matches):,} pairs, {len(checks):,} findings", file=sys.stderr)
    return seconds


def against_all_pairs(events: int = 4000) -> Row:
    """The plain way, each row with each other, against the blocks."""
    rules = load_rules()
    with tempfile.TemporaryDirectory() as folder:
        returns = [read_return(path) for path in write_sheets(Path(folder), events)]
    chronology = merge(returns, CASE)
    start = time.process_time()
    find_matches(View(chronology, CASE, rules, AS_OF, {}))
    blocks = time.process_time() - start
    texts = list(chronology["what"])
    start = time.process_time()
    scores = process.cdist(texts, texts, scorer=fuzz.token_set_ratio, dtype="uint8", workers=1)
    found = (int((scores > 80).sum()) - len(texts)) // 2
    plain = time.process_time() - start
    print(f"every pair of {events:,} rows: {plain:.1f} s ({found:,} alike); blocks {blocks:.2f} s")
    return Row(
        f"what is told twice among {events:,} rows, in blocks",
        f"{blocks:.2f} s of a processor",
        f"every pair by rapidfuzz: {plain:.1f} s",
        plain / blocks,
    )


STEPS = {
    "read": "rows of 12 sheets read",
    "merge": "rows merged",
    "match": "rows matched in blocks",
    "match and check": "rows matched and checked",
}


def main(small: int = 10_000, large: int = 100_000) -> list[Row]:
    """Print seconds and growth, and return them as rows of the table."""
    one, ten = timed(small), timed(large)
    peak = peak_words()
    print(f"{'step':<16}{small:>12,}{large:>12,}   growth (10 is linear)")
    rows = []
    for step, seconds in ten.items():
        growth = seconds / one[step]
        print(f"{step:<16}{one[step]:>10.2f} s{seconds:>10.2f} s   {growth:.1f}")
        memory = peak if step == "match and check" else ""
        ours = f"{seconds:.2f} s of a processor{memory}"
        tenth = f"{small:,} of them: {one[step]:.2f} s"
        aim = "at most 11" if step.startswith("match") else ""
        rows.append(Row(f"{large:,} {STEPS[step]}", ours, tenth, growth, aim))
    print(f"{large:,} rows{peak}")
    return [*rows, against_all_pairs()]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="2,000 and 20,000 rows")
    main(*((2_000, 20_000) if parser.parse_args().quick else (10_000, 100_000)))
