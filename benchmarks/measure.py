"""What every benchmark shares: a row of the table, a watch, and what the machine was.

A benchmark is ``benchmarks/bench_NAME.py`` with a ``main()`` that prints its own lines and may
return :class:`Row` s. ``python -m benchmarks`` runs them all, each in a process of its own.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

# What the figures depend on most.
PACKAGES = (
    "papermill nbclient ipykernel jupyter-client pandas bokeh SQLAlchemy scikit-learn "
    "rapidfuzz pypdfium2 distributed"
).split()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Parameters
    ----------
    what
        The work, with its size: ``"20 briefings of 12 cells"``.
    ours
        What it costs here, with its unit.
    instead
        What one would otherwise run, and what that costs; "" where there is nothing to compare.
    ratio
        How many times the alternative's cost is ours; for a cost curve how many times the cost
        of a tenth of the work. None where neither is meant.
    aim
        What was aimed at, e.g. ``"at least 12"``; "" for none.
    """

    what: str
    ours: str
    instead: str = ""
    ratio: float | None = None
    aim: str = ""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock on the wall, and of processors, those of processes it ended included.

    On a busy machine the first tell as much of the others as of the work; the second do not, but
    know nothing of waiting, nor of two cores at once.
    """

    wall: float
    processors: float

    def __add__(self, other: Took) -> Took:
        return Took(self.wall + other.wall, self.processors + other.processors)

    def __mul__(self, times: float) -> Took:
        return Took(self.wall * times, self.processors * times)


def took(work: Callable[[], Any]) -> Took:
    """What it takes, together with the processes it starts and waits for."""
    start, before = time.perf_counter(), _processors()
    work()
    return Took(time.perf_counter() - start, _processors() - before)


def _processors() -> float:
    return sum(os.times()[:4])


def load() -> str:
    """How busy the machine is, to be printed beside a figure."""
    one, five, _ = os.getloadavg()
    return f"load {one:.1f} (last minute), {five:.1f} (five minutes)"


def machine() -> dict[str, str]:
    """The machine and the versions a figure holds for."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "cores": str(usable),
        "processor": _processor(),
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "Python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in PACKAGES},
    }


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "not told"


def memory_mb(pid: int, what: str = "Pss") -> float:
    """The memory a process takes up, in one of the ways Linux counts it.

    Parameters
    ----------
    what
        ``Pss`` divides shared pages among those that share them; ``Private_Dirty`` is what would
        be free if it ended.

    Raises
    ------
    OSError
        Where the system does not tell it: only Linux does.
    """
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) / 1024
    raise OSError(f"no line of {what}")


def peak_mb() -> float | None:
    """The most memory this process has held so far, in MB; None where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def peak_words() -> str:
    """``, at most 512 MB in use``, to stand after a time; "" where the system does not tell."""
    peak = peak_mb()
    return "" if peak is None else f", at most {peak:,.0f} MB in use"


def run_one(name: str, rows_to: Path) -> None:
    """Run one benchmark here and keep its rows as JSON."""
    sys.argv = [name]
    made = importlib.import_module(f"benchmarks.{name}").main()
    rows = [asdict(row) for row in made] if isinstance(made, Iterable) else []
    rows_to.write_text(json.dumps(rows), encoding="utf-8")


if __name__ == "__main__":
    # Under its own name, so that the rows a benchmark makes are of the class known here.
    importlib.import_module("benchmarks.measure").run_one(sys.argv[1], Path(sys.argv[2]))
