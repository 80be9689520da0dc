"""Runs briefing notebooks with papermill, each in a process of its own, as many as there are cores.

Where kernels can be forked (see ``workbench.kernels``), each notebook runs in a fork of a process
that has everything imported; elsewhere papermill starts a stock kernel for each. What comes out
is the same.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import BriefingError, UsageError, WorkbenchError
from workbench.kernels.forked import CallFailedError, can_fork, nursery
from workbench.places import shipped

# A briefing takes well under a second; one that takes this long hangs.
TIMEOUT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Job:
    """One briefing to make: a template, its parameters, and the page it is to write."""

    notebook: Path
    parameters: Mapping[str, Any]
    page: Path


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: ``error`` is None when its page was written."""

    job: Job
    error: WorkbenchError | None = None


def template_path(template: str) -> Path:
    """The notebook of a template, by its name or by its path.

    Raises
    ------
    UsageError
        When there is none; it lists those that ship.
    """
    path = Path(template)
    if path.suffix == ".ipynb" and path.exists():
        return path
    known = {p.stem: p for p in sorted(shipped("templates", "briefings").glob("*.ipynb"))}
    if template not in known:
        raise UsageError.unknown("briefing template", template, known)
    return known[template]


def check_parameters(notebook: Path, names: Sequence[str]) -> None:
    """Refuse a parameter the template does not have.

    papermill itself warns, runs the default case and exits 0: a briefing about the wrong review
    would look like success.

    Raises
    ------
    UsageError
        For an unknown name; it lists those the template has.
    """
    known = parameters_of(notebook)
    for name in names:
        if name not in known:
            raise UsageError.unknown(f"parameter of {notebook.stem}", name, known)


def parameters_of(notebook: Path) -> list[str]:
    """The names a template's parameters cell sets, in its order."""
    import ast
    import json

    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    tagged = [c for c in cells if "parameters" in c["metadata"].get("tags", [])]
    assigned = [
        target.id
        for cell in tagged
        for node in ast.parse("".join(cell["source"])).body
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    ]
    return assigned


def run_all(jobs: Sequence[Job], workers: int | None = None) -> Iterator[Done]:
    """Run jobs, yielding each as it ends; one that fails does not stop the others.

    Parameters
    ----------
    workers
        How many at a time; None is two for each core, since a notebook also waits for the disk.
    """
    forked = can_fork()
    if forked:
        nursery.start()  # it imports while we get ready
    with ThreadPoolExecutor(workers or 2 * _cores()) as pool:
        run = _run_forked if forked else run_job
        futures = {pool.submit(run, job): job for job in jobs}
        for future in as_completed(futures):
            yield Done(futures[future], _mistake(future.exception(), futures[future]))


def run_job(job: Job) -> None:
    """Run one briefing with a stock kernel.

    Raises
    ------
    BriefingError
        When a cell fails: which, and why.
    """
    _execute(job, {"kernel_name": "python3"})


def run_here(notebook: str, parameters: dict[str, Any], page: str) -> str:
    """Run one briefing in this very process, which was made for it; returns the page's path."""
    from workbench.kernels import here

    _execute(Job(Path(notebook), parameters, Path(page)), {"engine_name": here.NAME})
    return page


def _execute(job: Job, how: Mapping[str, Any]) -> None:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    logging.getLogger("papermill").setLevel(logging.ERROR)
    job.page.parent.mkdir(parents=True, exist_ok=True)
    kept = job.page.with_suffix(".ipynb")
    try:
        papermill.execute_notebook(
            str(job.notebook),
            str(kept),
            parameters={**job.parameters, "out": str(job.page)},
            progress_bar=False,
            request_save_on_cell_execute=False,
            **how,
        )
    except PapermillExecutionError as error:
        raise BriefingError(
            f"{job.page.stem}: cell {error.exec_count} failed: {error.ename}: {error.evalue}.",
            f"Open {kept} to see it.",
        ) from error


def _run_forked(job: Job) -> None:
    arguments = {
        "notebook": str(job.notebook),
        "parameters": dict(job.parameters),
        "page": str(job.page),
    }
    try:
        call = nursery.call("workbench.briefings.batch:run_here", arguments, 1, 2)
    except OSError:
        # No nursery to be had here: the stock way gives the same page.
        run_job(job)
        return
    call.result(TIMEOUT_SECONDS)


def _mistake(error: BaseException | None, job: Job) -> WorkbenchError | None:
    """What went wrong in plain words; a bug is raised as it is."""
    if error is None or isinstance(error, WorkbenchError):
        return error
    if isinstance(error, (TimeoutError, CallFailedError)):
        return BriefingError(f"{job.page.stem} was not made: {error}.", "Run it again on its own.")
    raise error


def _cores() -> int:
    """The cores this process may use, which in a container can be fewer than the machine's."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
