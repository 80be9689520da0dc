"""Runs briefing notebooks with papermill, each in a process of its own, as many as there are cores.

Where kernels can be forked (see ``workbench.kernels``), each notebook runs in a fork of a process
that has everything imported; elsewhere papermill starts a stock kernel for each. What comes out
is the same.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.briefings.ready import FOR_FORMAT
from workbench.errors import BriefingError, UsageError, WorkbenchError
from workbench.kernels.forked import CallDiedError, CallFailedError, NurseryClient, can_fork
from workbench.places import shipped

# A briefing takes well under a second; one that takes this long hangs.
TIMEOUT_SECONDS = 600
# What notebooks come from. One of its own, since nobody else's kernels need papermill in memory.
nursery = NurseryClient(
    ("papermill", "workbench.kernels.here", "workbench.kernels.warm:notebook_schema")
)


@dataclass(frozen=True, slots=True)
class Job:
    """One briefing to make: a template, its parameters, and the page it is to write."""

    notebook: Path
    parameters: Mapping[str, Any]
    page: Path
    kept: Path | None = None  # where the notebook is kept as it ran; None: beside the page


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: ``error`` is None when its page was written.

    ``seconds`` is its own time; ``skipped`` says that nothing had changed since it was made.
    """

    job: Job
    error: WorkbenchError | None = None
    seconds: float = 0.0
    skipped: bool = False


def template_path(template: str, library: Path | None = None) -> Path:
    """The notebook of a template, by its name or by its path.

    A partnership's own templates are notebooks in ``templates/`` of its library's folder; one of
    them with the name of a shipped one takes its place.

    Raises
    ------
    UsageError
        When there is none; it lists those there are.
    """
    path = Path(template)
    if path.suffix == ".ipynb" and path.exists():
        return path
    folders = [shipped("templates", "briefings"), *([library / "templates"] if library else [])]
    known = {p.stem: p for folder in folders for p in sorted(folder.glob("*.ipynb"))}
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


def get_ready(forms: Sequence[str] = ()) -> None:
    """Begin importing what notebooks need, in a process beside this one, if they are forked.

    Parameters
    ----------
    forms
        The formats they will write.
    """
    if can_fork():
        nursery.start([FOR_FORMAT[form] for form in forms if form in FOR_FORMAT])


def run_all(jobs: Sequence[Job], workers: int | None = None) -> Generator[Done, None, None]:
    """Run jobs, yielding each as it ends; one that fails does not stop the others.

    Closed before its end (see ``contextlib.closing``), it ends those that run.

    Parameters
    ----------
    workers
        How many at a time; None is two for each core, since a notebook also waits for the disk.
    """
    get_ready()
    with ThreadPoolExecutor(workers or 2 * _cores()) as pool:
        stopping = threading.Event()
        futures = [pool.submit(run_one, job, stopping) for job in jobs]
        try:
            for future in as_completed(futures):
                yield future.result()
        except BaseException:
            # Stopped half-way (Ctrl-C): what has not begun does not begin, what runs ends now,
            # also what is just about to be forked and would start the nursery again.
            stopping.set()
            pool.shutdown(wait=False, cancel_futures=True)
            nursery.stop()
            while wait([each for each in futures if each.running()], timeout=0.1).not_done:
                nursery.stop()
            raise


def run_one(job: Job, stopping: threading.Event | None = None) -> Done:
    """Run one job, in a process of its own; once more if that process was ended from outside."""
    began = time.perf_counter()
    error: WorkbenchError | None = None
    run = _run_forked if can_fork() else run_job
    try:
        try:
            run(job)
        except CallDiedError:
            # All go when the process they are forked from goes, as when memory runs out.
            if stopping is not None and stopping.is_set():
                raise
            run(job)
    except Exception as raised:
        error = _mistake(raised, job)
    return Done(job, error, time.perf_counter() - began)


def run_job(job: Job) -> None:
    """Run one briefing with a stock kernel.

    Raises
    ------
    BriefingError
        When a cell fails: which, and why; when the kernel dies or does not start, or a cell takes
        too long.
    """
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from workbench.kernels.stock import StockKernelManager, first_alone

    try:
        with first_alone():
            _execute(job, {**_STOCK, "kernel_manager_class": StockKernelManager})
    except DeadKernelError as error:
        raise BriefingError.not_made(job.page.stem, "its kernel died") from error
    except CellTimeoutError as error:
        why = f"a cell took longer than {TIMEOUT_SECONDS} seconds and was stopped"
        raise BriefingError.not_made(job.page.stem, why) from error
    except RuntimeError as error:
        if not str(error).startswith("Kernel "):  # died before, or did not respond in, ...
            raise
        raise BriefingError.not_made(job.page.stem, "its kernel did not start") from error


# A busy machine may keep a kernel waiting longer than the usual minute to start, and its messages
# longer than the usual four seconds.
_STOCK = {
    "kernel_name": "python3",
    "start_timeout": 300,
    "execution_timeout": TIMEOUT_SECONDS,
    "iopub_timeout": 60,
}


def run_here(notebook: str, parameters: dict[str, Any], page: str, kept: str = "") -> str:
    """Run one briefing in this very process, which was made for it; returns the page's path."""
    from workbench.kernels import here

    job = Job(Path(notebook), parameters, Path(page), Path(kept) if kept else None)
    _execute(job, {"engine_name": here.NAME})
    return page


def _execute(job: Job, how: Mapping[str, Any]) -> None:
    from workbench.kernels.quick import without_uri_grammar

    with without_uri_grammar():
        import papermill
    from papermill.exceptions import PapermillExecutionError

    logging.getLogger("papermill").setLevel(logging.ERROR)
    job.page.parent.mkdir(parents=True, exist_ok=True)
    kept = job.kept or job.page.with_suffix(".ipynb")
    kept.parent.mkdir(parents=True, exist_ok=True)
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
        "kept": str(job.kept or ""),
    }
    try:
        call = nursery.call("workbench.briefings.batch:run_here", arguments, 1, 2)
    except OSError:
        # No nursery to be had here: the stock way gives the same page.
        run_job(job)
        return
    call.result(TIMEOUT_SECONDS)


def _mistake(error: Exception, job: Job) -> WorkbenchError:
    """What went wrong in plain words; a bug is raised as it is."""
    if isinstance(error, WorkbenchError):
        return error
    if isinstance(error, (TimeoutError, CallFailedError)):
        return BriefingError.not_made(job.page.stem, str(error))
    raise error


def _cores() -> int:
    """The cores this process may use, which in a container can be fewer than the machine's."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
