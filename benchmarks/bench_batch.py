"""Briefings in batch, against the papermill command in a loop and papermill in one process.

Twenty notebooks of twelve cells (tables, two Bokeh plots), and our seven-minute template on the
invented reports; all in one run, every start-up included, nothing cached but bytecode. Ours and
the others take turns, so that a busy moment does not fall on one alone. Then the cost curve,
memory per kernel, and what five hundred in a row leave behind.
"""

from __future__ import annotations

import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks.measure import Row, Took, load, memory_mb, took

COUNT = 20
ROUNDS = 5
MANY = 200
IN_A_ROW = 500
IMPORTS = "import pandas, bokeh.plotting, workbench.notebook"
WORKBENCH = str(Path(sys.executable).with_name("workbench"))
REPORTS = (
    "ash-and-linden-cspr-2022.docx",
    "child-fern-scr-2015.txt",
    "child-rowan-lcspr-2024.pdf",
    "health-review-2019.pdf",
    "jtai-letter-2023.html",
)
PAPERMILL = [str(Path(sys.executable).with_name("papermill"))]
CELLS = (
    'rows = 400\nout = ""',
    "import numpy as np\nimport pandas as pd\nfrom bokeh.plotting import figure\n"
    "from bokeh.embed import components\nfrom IPython.display import HTML",
    "draw = np.random.default_rng(7)\n"
    'months, agencies = draw.integers(1, 13, rows), draw.choice(list("ABCDEF"), rows)\n'
    'days = draw.gamma(4, 5, rows)\nframe = pd.DataFrame({"month": months, "agency": agencies, '
    '"days": days})\nframe.head(10)',
    "frame.describe()",
    'frame.groupby("agency")["days"].agg(["count", "mean", "median", "max"])',
    'frame.pivot_table(index="agency", columns="month", values="days", aggfunc="median").round(1)',
    'frame["late"] = frame["days"] > 28\nprint(len(frame), "rows")\nframe["late"].value_counts()',
    'late = figure(height=300, title="Late by month")\n'
    'counts = frame.groupby("month")["late"].sum()\n'
    "late.vbar(x=list(counts.index), top=list(counts), width=0.8)\n"
    'HTML("".join(components(late)))',
    'spread = figure(height=300, title="Days by month")\n'
    'spread.scatter(frame["month"], frame["days"], size=5, alpha=0.5)\n'
    'HTML("".join(components(spread)))',
    'frame[frame["late"]].nlargest(12, "days").style.format({"days": "{:.1f}"})',
    'frame["days"].sum().round(2)',
    "from pathlib import Path\nif out:\n"
    '    Path(out).write_text(frame.to_html(max_rows=50), encoding="utf-8")',
)

# Run in a fresh Python each, so that every import is paid for. Their argument is a file of jobs:
# a list of [notebook, parameters, page].
_IN_ONE_PROCESS = """
import json, sys
jobs = json.load(open(sys.argv[1]))
import logging, papermill
logging.getLogger("papermill").setLevel(logging.ERROR)
for notebook, parameters, page in jobs:
    papermill.execute_notebook(
        notebook, page + ".ipynb", {**parameters, "out": page}, progress_bar=False
    )
"""
_OURS = """
import json, sys
from pathlib import Path
from workbench.briefings.batch import Job, nursery, run_all
jobs = [Job(Path(n), p, Path(page)) for n, p, page in json.load(open(sys.argv[1]))]
errors = [done.error for done in run_all(jobs) if done.error]
nursery.stop()
sys.exit(str(errors[0]) if errors else 0)
"""

Jobs = list[tuple[str, dict[str, str], str]]


def main() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="workbench-bench-") as made:
        folder = Path(made)
        twelve = _twelve(folder)
        seven = _seven(folder)
        rows = _against(folder, "of 12 cells", twelve, COUNT)
        rows += _command(folder)
        rows += [_own_work(folder, seven), *_memory(4, 8), *_in_a_row(folder, seven)]
    return rows


def _twelve(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Notebook and parameters, as many as asked for."""
    import nbformat

    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    notebook.cells[0].metadata["tags"] = ["parameters"]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata["kernelspec"] = spec
    path = folder / "twelve.ipynb"
    nbformat.write(notebook, path)
    while True:
        yield str(path), {}


def _seven(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Our template on each of the invented reports in turn."""
    from workbench import demo
    from workbench.briefings.batch import template_path
    from workbench.library import Library

    demo.northmoor(folder / "library")
    with Library.open(folder / "library") as library:
        reviews = [review.id for review in library.reviews() if review.documents]
    common = {"library": str(folder / "library"), "as_of": "2026-01-31"}
    while True:
        for review in reviews:
            yield str(template_path("seven_minute")), {**common, "review": review}


def _jobs(folder: Path, kind: Iterator[tuple[str, dict[str, str]]], count: int) -> Jobs:
    out = Path(tempfile.mkdtemp(dir=folder))
    return [(*next(kind), str(out / f"{number}.html")) for number in range(count)]


def _command_loop(jobs: Jobs) -> Took:
    """The papermill command, one after the other, as a shell loop would."""

    def run() -> None:
        for notebook, parameters, page in jobs:
            options = [o for n, v in {**parameters, "out": page}.items() for o in ("-p", n, v)]
            command = [*PAPERMILL, notebook, f"{page}.ipynb", *options, "--no-progress-bar"]
            subprocess.run(command, check=True, capture_output=True)

    return took(run)


def _fresh(program: str, jobs: Jobs) -> Took:
    """A program in a Python of its own; all the pages must be there afterwards."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(jobs, file)
        file.flush()
        command = [sys.executable, "-c", program, file.name]
        # Each stock kernel warns of its own; what matters is whether it failed.
        taken = took(lambda: subprocess.run(command, check=True, stderr=subprocess.DEVNULL))
    missing = [page for _, _, page in jobs if not Path(page).exists()]
    if missing:
        raise RuntimeError(f"{len(missing)} pages were not written, e.g. {missing[0]}")
    return taken


def _against(
    folder: Path, name: str, kind: Iterator[tuple[str, dict[str, str]]], by_hand: int
) -> list[Row]:
    """Twenty by the command (or fewer, scaled up), in one process and by us; then two hundred."""
    print(f"{COUNT} briefings {name} ({load()})", flush=True)
    loop, ours = Took(0, 0), []
    for _ in range(ROUNDS):
        loop += _command_loop(_jobs(folder, kind, by_hand // ROUNDS))
        ours.append(_fresh(_OURS, _jobs(folder, kind, COUNT)))
    loop *= COUNT / by_hand
    scaled_up = f", scaled up from {by_hand}" if by_hand != COUNT else ""
    us = sorted(ours, key=lambda each: each.wall)[ROUNDS // 2]
    print(f"  papermill command in a loop{scaled_up}: {_words(loop)}")
    in_process = _fresh(_IN_ONE_PROCESS, _jobs(folder, kind, COUNT))
    print(f"  papermill in one process: {_words(in_process, loop)}")
    print(f"  workbench, the median of {ROUNDS}: {_words(us, loop)}", flush=True)
    long = _fresh(_OURS, _jobs(folder, kind, MANY))
    scaled = loop * (MANY / COUNT)
    print(f"{MANY} by the workbench: {_words(long, scaled)} ({load()})", flush=True)
    few = _fresh(_OURS, _jobs(folder, kind, 2))
    print(
        f"cost curve: 2 take {few.wall:.1f} s, {COUNT} {us.wall:.1f} s "
        f"({us.wall / few.wall:.1f} times), {MANY} {long.wall:.1f} s "
        f"({long.wall / us.wall:.1f} times)",
        flush=True,
    )
    command = f"papermill command in a loop, {loop.wall:.0f} s{scaled_up}"
    ten_times = f"papermill command in a loop, {scaled.wall:.0f} s, scaled up from {by_hand}"
    one = f"papermill in one process, {in_process.wall:.0f} s"
    what = f"briefings {name}"
    return [
        Row(f"{COUNT} {what}", f"{us.wall:.1f} s", command, loop.wall / us.wall, "at least 12"),
        Row(f"{COUNT} {what}", f"{us.wall:.1f} s", one, in_process.wall / us.wall),
        Row(f"{MANY} {what}", f"{long.wall:.1f} s", ten_times, scaled.wall / long.wall,
            "at least 20"),
        Row(f"10 times as many {what}: {MANY} to {COUNT}", f"{long.wall:.1f} s", "",
            long.wall / us.wall, "10 is linear"),
    ]  # fmt: skip


def _command(folder: Path) -> list[Row]:
    """``workbench brief`` against the papermill command, both as a person types them.

    Ours makes everything it makes: pages, their records, manifest and index. The loop makes
    notebooks alone.
    """
    small, large = _many_reports(folder, COUNT), _many_reports(folder, MANY)
    print(f"{COUNT} seven_minute briefings by command ({load()})", flush=True)
    by_hand, loop, ours = COUNT // 2, Took(0, 0), []
    seven = _of_library(small)
    for _ in range(ROUNDS):
        loop += _command_loop(_jobs(folder, seven, by_hand // ROUNDS))
        ours.append(_brief(folder, small, COUNT))
    loop *= COUNT / by_hand
    us = sorted(ours, key=lambda each: each.wall)[ROUNDS // 2]
    print(f"  papermill command in a loop, scaled up from {by_hand}: {_words(loop)}")
    in_process = _fresh(_IN_ONE_PROCESS, _jobs(folder, seven, COUNT))
    print(f"  papermill in one process: {_words(in_process, loop)}")
    print(f"  workbench brief, the median of {ROUNDS}: {_words(us, loop)}", flush=True)
    long, scaled = _brief(folder, large, MANY), loop * (MANY / COUNT)
    print(f"{MANY} by workbench brief: {_words(long, scaled)} ({load()})", flush=True)
    instead = "papermill command in a loop, {:.0f} s, scaled up from " + str(by_hand)
    what = f"{COUNT} briefings seven_minute, workbench brief"
    return [
        Row(what, f"{us.wall:.1f} s", instead.format(loop.wall), loop.wall / us.wall,
            "at least 12"),
        Row(what, f"{us.wall:.1f} s", f"papermill in one process, {in_process.wall:.0f} s",
            in_process.wall / us.wall),
        Row(f"{MANY} briefings seven_minute, workbench brief", f"{long.wall:.1f} s",
            instead.format(scaled.wall), scaled.wall / long.wall, "at least 20"),
        Row(f"10 times as many briefings seven_minute: {MANY} to {COUNT}", f"{long.wall:.1f} s",
            "", long.wall / us.wall, "10 is linear"),
    ]  # fmt: skip


def _many_reports(folder: Path, count: int) -> Path:
    """A library of so many reports: the invented ones over and over, each under its own id."""
    from workbench.documents import read_document
    from workbench.library import Library
    from workbench.places import shipped
    from workbench.reports.base import read_report
    from workbench.vocabulary import Organisations

    organisations = Organisations.load()
    where = shipped("data", "northmoor", "reports")
    paths = [where / name for name in REPORTS]
    documents = [read_document(path) for path in paths]
    library = folder / f"library-of-{count}"
    with Library.open(library, create=True) as made:
        for n in range(count):
            path, document = paths[n % len(paths)], documents[n % len(paths)]
            # As if its bytes were others: a document is known by its content.
            document = replace(document, sha256=f"{n:064x}")
            made.add(document, [read_report(document, f"report-{n}", organisations)], path)
    return library


def _of_library(library: Path) -> Iterator[tuple[str, dict[str, str]]]:
    from workbench.briefings.batch import template_path

    common = {"library": str(library), "as_of": "2026-01-31"}
    for n in itertools.cycle(range(COUNT)):
        yield str(template_path("seven_minute")), {**common, "review": f"report-{n}"}


def _brief(folder: Path, library: Path, count: int) -> Took:
    """The command itself, start-up, records and index included; nothing was made before."""
    out = Path(tempfile.mkdtemp(dir=folder))
    command = [WORKBENCH, "--library", str(library), "brief", "seven_minute", "--all"]
    command += ["-o", str(out), "-p", "as_of=2026-01-31"]
    taken = took(lambda: subprocess.run(command, check=True, capture_output=True))
    pages = len([page for page in out.glob("*.html") if page.name != "index.html"])
    if pages != count:
        raise RuntimeError(f"{pages} of {count} pages were written")
    return taken


def _words(took: Took, loop: Took | None = None) -> str:
    ratio = f", {loop.wall / took.wall:.1f} times as fast as the loop" if loop else ""
    return f"{took.wall:.1f} s ({took.processors:.1f} s of processors){ratio}"


def _own_work(folder: Path, kind: Iterator[tuple[str, dict[str, str]]]) -> Row:
    """What the template's cells take in a fork, one at a time, by papermill's own clock."""
    jobs = _jobs(folder, kind, COUNT)
    _fresh(_OURS.replace("run_all(jobs)", "run_all(jobs, 1)"), jobs)
    taken = []
    for _, _, page in jobs:
        notebook = json.loads(Path(page).with_suffix(".ipynb").read_text(encoding="utf-8"))
        cells = [cell["metadata"].get("papermill", {}) for cell in notebook["cells"]]
        taken.append(sum(cell.get("duration") or 0 for cell in cells))
    print(f"seven_minute's own cells: median {statistics.median(taken):.3f} s, "
          f"longest {max(taken):.3f} s")  # fmt: skip
    return Row("seven_minute's own cells", f"{statistics.median(taken):.3f} s", aim="at most 0.3 s")


@contextmanager
def _kernels(name: str, count: int) -> Iterator[list[int]]:
    """Process ids of kernels that have imported what our notebooks do."""
    from jupyter_client.manager import KernelManager

    managers = [KernelManager(kernel_name=name) for _ in range(count)]
    try:
        for manager in managers:
            manager.start_kernel()
        for manager in managers:
            client = manager.client()
            client.start_channels()
            client.wait_for_ready(timeout=60)
            client.execute_interactive(IMPORTS, timeout=60)
            client.stop_channels()
        yield [getattr(manager.provisioner, "pid") for manager in managers]  # noqa: B009
    finally:
        for manager in managers:
            manager.shutdown_kernel(now=True)


def _memory(*counts: int) -> list[Row]:
    """Memory of kernels side by side, for each number of them: each one's own, and its share.

    Anonymous pages alone: how libraries' files are shared depends on who else runs just now.
    """
    from workbench.kernels.forked import nursery

    rows = []
    for count in counts:
        with _kernels("python3", count) as pids:
            stock_alone, stock = _anonymous(pids)
        with _kernels("workbench", count) as pids:
            alone, ours = _anonymous(pids)
            parent = memory_mb(nursery.pid, "Pss_Anon")
        nursery.stop()
        with_parent = ours + parent / count
        print(f"each of {count} kernels with our notebooks' imports: its own {alone:.0f} MB, stock "
              f"{stock_alone:.0f} MB; with its share {ours:.0f} MB, stock {stock:.0f} MB; what "
              f"they are forked from {parent:.0f} MB more, once", flush=True)  # fmt: skip
        against = f"stock kernel, {stock:.0f} MB"
        rows += [
            Row(f"memory that one more kernel takes, of {count} (private)", f"{alone:.0f} MB",
                f"stock kernel, {stock_alone:.0f} MB", stock_alone / alone, "at least 2"),
            Row(f"the same, with its share of what {count} share", f"{ours:.0f} MB",
                against, stock / ours, "at least 2"),
            Row(f"the same, and its part of the process {count} are forked from",
                f"{with_parent:.0f} MB", against, stock / with_parent),
        ]  # fmt: skip
    return rows


def _anonymous(pids: list[int]) -> tuple[float, float]:
    """The mean of what is each one's own, and of that with its part of what is shared, in MB."""
    own = statistics.mean(memory_mb(pid, "Private_Dirty") for pid in pids)
    return own, statistics.mean(memory_mb(pid, "Pss_Anon") for pid in pids)


def _in_a_row(folder: Path, kind: Iterator[tuple[str, dict[str, str]]]) -> list[Row]:
    """Five hundred from one process: what is left, and whether memory grows."""
    from workbench.briefings.batch import Job, nursery, run_all

    def run(count: int) -> float:
        jobs = [Job(Path(n), p, Path(page)) for n, p, page in _jobs(folder, kind, count)]
        errors = [done.error for done in run_all(jobs) if done.error]
        if errors:
            raise errors[0]
        # The last ones may have told their result, and not have ended yet.
        deadline = time.monotonic() + 10
        while _children(nursery.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        return memory_mb(nursery.pid)

    run(2)
    before = _held()
    at_100 = run(100)
    at_end = run(IN_A_ROW - 100)
    children = _children(nursery.pid)
    left = {name: _held()[name] - before[name] for name in before}
    nursery.stop()
    still = _children(os.getpid())
    print(f"{IN_A_ROW} in a row: nursery {at_100:.1f} MB after 100, {at_end:.1f} MB at the end; "
          f"left behind: {left}, children of the nursery {len(children)}, "
          f"ours after its end {len(still)}")  # fmt: skip
    count = sum(left.values()) + len(children) + len(still)
    return [
        Row(f"processes, sockets and files left after {IN_A_ROW}", str(count), aim="0"),
        Row("memory of the nursery after 500, to that after 100", f"{at_end:.1f} MB",
            f"{at_100:.1f} MB", at_end / at_100, "1 is flat"),
    ]  # fmt: skip


def _held() -> dict[str, int]:
    """Open descriptors of this process, and what lies in the folders kernels write to."""
    from jupyter_core.paths import jupyter_runtime_dir

    runtime, temporary = Path(jupyter_runtime_dir()), Path(tempfile.gettempdir())
    return {
        "descriptors": len(list(Path("/proc/self/fd").iterdir())),
        "runtime files": len(list(runtime.iterdir())) if runtime.exists() else 0,
        "temporary files": len([p for p in temporary.iterdir() if p.name.startswith("ipykernel_")]),
    }


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()


if __name__ == "__main__":
    main()
