"""How large a timeline is and how long it takes to make, beside a figure with all words in it.

Run ``python benchmarks/bench_timeline.py [--quick]``. An invented chronology of twelve agencies
over fifteen years is drawn at 1,000 to 50,000 events. Prints seconds and megabytes of what is sent
to the page, and the ratio to the plain way: one glyph a row with its words in the hover.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import pandas as pd
from bokeh.embed import json_item
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also as a script
from benchmarks.measure import Row, peak_words
from workbench.chronology.case import Case
from workbench.chronology.checks_contact import since_seen
from workbench.chronology.merge import frame
from workbench.chronology.rules import load_rules
from workbench.chronology.view import View
from workbench.figures.theme import bokeh_theme
from workbench.figures.timeline import timeline
from workbench.records import Event

BORN, AS_OF = date(2008, 6, 1), date(2024, 1, 1)
CASE = Case.of("Wren", BORN)


def invented(count: int) -> pd.DataFrame:
    """``count`` invented rows: one in ten loosely dated, one in three a sighting."""
    chance = random.Random(5)
    events = []
    for n in range(count):
        day = date(2009, 1, 1) + timedelta(days=chance.randrange(15 * 365 - 5))
        when = day.isoformat()[: chance.choice((10, 10, 10, 10, 10, 10, 10, 10, 10, 7))]
        what = (
            f"Entry {n}: home visit, kitchen clean, child talked of school and of her new shoes. "
        )
        agency = f"Agency {chance.randrange(12):02d}"
        seen: Literal["yes"] | None = chance.choice(("yes", None, None))
        events.append(Event(f"e{n}", agency, when, when, what * 3, child_seen=seen))
    return frame(events, CASE)


def plain(events: pd.DataFrame) -> figure:
    """What one writes first: every word of every row goes to the page."""
    plot = figure(x_axis_type="datetime", y_range=sorted(events["agency"].unique()))
    columns = ["earliest", "agency", "what", "written", "age", "id"]
    source = ColumnDataSource(events[columns])
    plot.scatter("earliest", "agency", source=source)
    return plot


def main(sizes: Sequence[int] = (1_000, 10_000, 50_000)) -> list[Row]:
    """Print the measures, and return the largest as a row of the table."""
    rows = []
    print("events   draw s   to JSON s   MB     plain MB   ratio")
    for count in sizes:
        events = invented(count)
        since = since_seen(events, View(events, CASE, load_rules(), AS_OF, {}))
        began = time.perf_counter()
        drawn = timeline(events, since, as_of=AS_OF, child="Wren", born=BORN)
        made = time.perf_counter()
        size = len(json.dumps(json_item(drawn.figure, theme=bokeh_theme()))) / 1e6
        sent = time.perf_counter()
        peak = peak_words()  # before the plain way takes its own
        other = len(json.dumps(json_item(plain(events)))) / 1e6
        print(
            f"{count:6,}  {made - began:6.2f}   {sent - made:8.2f}   {size:5.2f}   {other:7.2f}"
            f"   {other / size:5.1f}"
        )
        what = f"timeline of {count:,} events, sent to the page"
        ours = f"{size:.2f} MB, {sent - began:.1f} s{peak}"
        rows.append(Row(what, ours, f"every word in the hover: {other:.1f} MB", other / size))
    return rows[-1:]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="up to 5,000 events")
    main((1_000, 5_000) if parser.parse_args().quick else (1_000, 10_000, 50_000))
