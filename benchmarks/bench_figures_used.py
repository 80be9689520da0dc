"""From click to drawn, in Chromium: a cell of the matrix, and a timeline of 50,000 events.

Run ``python benchmarks/bench_figures_used.py [--reviews 2000] [--events 50000] [--times 40]``.
The same library as in ``bench_widgets``, and cases of twelve invented returns, are opened in
JupyterLab as a person would, from the start page. Each figure is the time from the event in the
page, or from the letting go of the mouse, to the frame after the page has changed. A case as large
as real ones are, a tenth of the events, shows how long a reviewer waits for the notebook.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also as a script
from benchmarks.bench_chronology import CASE, write_sheets
from benchmarks.bench_widgets import made
from benchmarks.in_chromium import as_rows, lab_and_page, said, timed, timed_mouse
from benchmarks.measure import Row, load
from workbench.library import Library
from workbench.tasks import ChronologyCase

_FILTERS = ("core group", "rent arrears", "strategy meeting", "bruise arm", "home visit")


def case_of(library: Path, events: int, sheets: Path, name: str) -> None:
    """A case of so many events in the library; the folder of sheets is made."""
    sheets.mkdir()
    with Library.open(library) as held:
        case = ChronologyCase.open(held, name, CASE.born.isoformat())
        case.add_paths(write_sheets(sheets, events))


def opening(page: Any, lab: Any, called: str) -> float:
    """Seconds from the click on the start page until a notebook's first figure is drawn."""
    page.goto(lab.page("start.ipynb"))
    page.locator(".wb-start").wait_for()
    began = time.perf_counter()
    page.locator(".wb-start a", has_text=called).first.click()
    page.locator(".wb-plot[data-drawn]").first.wait_for()
    return time.perf_counter() - began


def with_case(notebook: Path, case: str) -> None:
    """The notebook's parameters cell names the case."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    cell = next(c for c in content["cells"] if "parameters" in c["metadata"].get("tags", []))
    cell["source"] = f"library = ''\ncase = {case!r}\nborn = ''\n"
    notebook.write_text(json.dumps(content), encoding="utf-8")


def matrix(page: Any, times: int) -> dict[str, list[float]]:
    """A cell of the matrix, by its button in the table beside: until its passages stand below."""
    grid = "[role=grid][aria-label='Passages of the chosen cell']"
    cells = ".wb-numbers button"
    page.locator(cells).first.wait_for(state="attached")
    count = page.locator(cells).count()

    def opened(n: int) -> float:
        return timed(page, (grid, 0, ""), type="click", css=cells, nth=(7 * n + 1) % count)

    return {"open a cell of the matrix": [opened(n) for n in range(times)]}


def timeline(page: Any, times: int) -> dict[str, list[float]]:
    """Filter by words and by agency, select by a box, and open an entry."""
    plot = page.locator(".wb-plot[data-drawn]").first
    plot.wait_for()
    grid = "[role=grid][aria-label='Entries of the chronology']"
    rows, marks = (grid, 0, "aria-rowcount"), ".wb-plot[data-drawn]"
    plot.evaluate("plot => plot.scrollIntoView({block: 'center'})")
    box = plot.bounding_box()

    def boxed(n: int) -> float:
        left, top = box["x"] + box["width"] * (0.3 + 0.03 * (n % 12)), box["y"] + 60

        def moved() -> None:
            page.mouse.move(left, top)
            page.mouse.down()
            page.mouse.move(left + 30 + n % 7, top + 300, steps=4)
            page.mouse.up()

        return timed_mouse(page, rows, (marks, 0, "data-chosen"), moved=moved)

    def worded(n: int) -> float:
        page.get_by_role("textbox", name="Words").fill(_FILTERS[n % len(_FILTERS)])
        return timed(
            page, rows, (marks, 0, "data-shown"), type="change",
            css="input[placeholder^='all of them']", nth=0, value=_FILTERS[n % len(_FILTERS)],
        )  # fmt: skip

    def opened(n: int) -> float:
        row = f"{grid} .wb-body .wb-row"
        entry = ("[role=region][aria-label='The chosen entry']", 0, "")
        return timed(page, entry, type="click", css=row, nth=1 + n % 8)

    found = {"select in the timeline": [boxed(n) for n in range(times)]}
    page.get_by_role("button", name="Clear choice").first.click()
    found["filter the chronology by words"] = [worded(n) for n in range(times)]
    found["open an entry"] = [opened(n) for n in range(times)]
    return found


def main() -> list[Row]:
    """Print and return the median and the 95th percentile of each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reviews", type=int, default=2000)
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--times", type=int, default=40)
    given = parser.parse_args()
    few = given.events // 10
    with tempfile.TemporaryDirectory(prefix="workbench-bench-") as name:
        made(Path(name) / "made", given.reviews)
        library = Path(name) / "made" / "library"
        case_of(library, few, Path(name) / "few", "Dunlin")
        case_of(library, given.events, Path(name) / "many", "Fulmar")
        with lab_and_page(library) as (lab, page):
            rows = []
            for notebook, called, case, size, what in (
                ("themes.ipynb", "Compare themes", "", f"{given.reviews:,} reviews", matrix),
                ("chronology.ipynb", "Build a chronology", "Dunlin", f"{few:,} events", None),
                ("chronology.ipynb", "Build a chronology", "Fulmar", f"{given.events:,} events",
                 timeline),
            ):  # fmt: skip
                if case:
                    with_case(lab.notebooks / notebook, case)
                took = opening(page, lab, called)
                aim = "" if what is timeline else "within 5 s"
                rows.append(Row(f"{notebook} of {size} drawn", f"{took:.1f} s", aim=aim))
                used = what(page, given.times) if what else {}
                rows += as_rows({f"{each}, {size}": times for each, times in used.items()})
    print(load())
    return said(rows)


if __name__ == "__main__":
    main()
