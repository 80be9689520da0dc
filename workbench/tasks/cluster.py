"""The same work on an existing Dask cluster: ``--scheduler ADDRESS``.

Workers are given bytes and give bytes back; they see neither the library nor this machine's
folders, and only this process writes. A worker that fails takes nothing along: Dask gives its
work to another, and what had come back is kept and not asked for again.

``distributed`` is the optional extra ``cluster``, here and on every worker.
"""

from __future__ import annotations

import hashlib
import itertools
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import BriefingError, ClusterError, DocumentError

if TYPE_CHECKING:
    from distributed import Client

    from workbench.briefings.batch import Done, Job
    from workbench.documents.model import Document
    from workbench.library import Library
    from workbench.records import Reading
    from workbench.vocabulary import Organisations

# A worker that differs in one of these may read or write something else than this machine.
_SAME = ("practice-review-workbench", "distributed", "pandas", "bokeh", "papermill", "pypdfium2")
_PATIENCE_SECONDS = 10
# Tasks waiting at each thread of the cluster: enough that none is idle, few enough that not all
# files are in memory at once.
_AHEAD = 3


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A client of the scheduler, once its workers are known to be like this machine.

    Raises
    ------
    ClusterError
        When ``distributed`` is missing, the scheduler cannot be reached, has no workers, or a
        worker has other versions; and when the connection is lost.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError.not_installed() from error
    try:
        client = Client(address, timeout=_PATIENCE_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterError.unreachable(address) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE_SECONDS)
        except TimeoutError as error:
            raise ClusterError.no_workers(address) from error
        _check_versions(client)
        yield client


def _check_versions(client: Client) -> None:
    here = versions(_SAME)
    told = client.run(versions, _SAME, on_error="return")
    for worker, there in told.items():
        if isinstance(there, ModuleNotFoundError):
            raise ClusterError.other_version(worker, "the workbench", "none", here[_SAME[0]])
        if isinstance(there, BaseException):
            raise ClusterError.lost() from there
        for name, ours in here.items():
            if there[name] != ours:
                raise ClusterError.other_version(worker, name, there[name], ours)


def versions(names: Sequence[str]) -> dict[str, str]:
    """The versions of packages, and Python's; runs on the workers too."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {"Python": python, **{name: version(name) for name in names}}


def _spread(
    client: Client, function: Callable[..., Any], tasks: Iterator[tuple[Any, ...]]
) -> Iterator[tuple[int, Any]]:
    """Each task's number and result as it comes; an exception stands for a result.

    A task is made when there is room for it, so that not all are in memory at once.

    Raises
    ------
    ClusterError
        When the scheduler is lost.
    """
    from distributed import as_completed

    numbered = enumerate(tasks)
    room = _AHEAD * max(1, sum(client.nthreads().values()))
    number_of: dict[Any, int] = {}

    def submit(number: int, task: tuple[Any, ...]) -> Any:
        future = client.submit(function, *task, pure=False)
        number_of[future.key] = number
        return future

    first = [submit(*one) for one in itertools.islice(numbered, room)]
    # A result is fetched as soon as there is one, whatever we do meanwhile: a worker that ends
    # later takes nothing along.
    running = as_completed(first, loop=client.loop, with_results=True, raise_errors=False)
    for future, result in running:
        if future.status in ("cancelled", "lost"):
            raise ClusterError.lost()
        number = number_of.pop(future.key)
        # An error comes as what `sys.exc_info` gives.
        yield number, result[1] if future.status == "error" else result
        future.release()
        for one in itertools.islice(numbered, 1):
            running.add(submit(*one))


def _in_order(arriving: Iterator[tuple[int, Any]]) -> Iterator[Any]:
    """Results in the order of their tasks; those that come early wait."""
    early: dict[int, Any] = {}
    wanted = 0
    for number, result in arriving:
        early[number] = result
        while wanted in early:
            yield early.pop(wanted)
            wanted += 1


# --- reading -------------------------------------------------------------------------------------

_READING = threading.Lock()


def read_all(
    client: Client, paths: Sequence[Path], names: Organisations, kind: str | None
) -> Iterator[tuple[Path, tuple[Document, Reading] | Exception]]:
    """Each file with its document and outermost report, in the files' order, or why not."""
    from distributed import KilledWorker

    tasks = ((path.name, _bytes(path), names, kind) for path in paths)
    for path, result in zip(paths, _in_order(_spread(client, read_bytes, tasks)), strict=True):
        killed = isinstance(result, KilledWorker)
        yield path, DocumentError.ended_workers(path.name) if killed else result


def _bytes(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as error:
        return error


def read_bytes(
    name: str, content: bytes | OSError, names: Organisations, kind: str | None
) -> tuple[Document, Reading]:
    """Read one file, on a worker."""
    from workbench.documents import read_document
    from workbench.tasks.reading import read_outer

    if isinstance(content, OSError):
        raise content
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        # The library that reads PDFs is for one thread at a time.
        with _READING:
            document = read_document(path)
            return document, read_outer(document, names, kind)


# --- briefings -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Made:
    """What a briefing left in its folder: relative paths and contents, and how it went."""

    files: Mapping[str, bytes]
    error: tuple[str, str] | None
    seconds: float


def brief_all(client: Client, library: Library, jobs: Sequence[Job]) -> Iterator[Done]:
    """Run briefings on the workers and write what they made here; each as it ends."""
    from workbench.briefings.batch import Done

    bundle = _bundle(library)
    digest = hashlib.sha256(repr(sorted(bundle.items())).encode()).hexdigest()
    # Sent once; a worker that lacks it gets it from another.
    sent = client.scatter(bundle, broadcast=True, hash=False)
    tasks = ((sent, digest, _packed(job)) for job in jobs)
    try:
        for number, made in _spread(client, brief_bytes, tasks):
            job = jobs[number]
            if isinstance(made, BaseException):
                yield Done(job, BriefingError.not_made(job.page.stem, str(made)))
                continue
            _write(made, job)
            error = BriefingError(*made.error) if made.error else None
            yield Done(job, error, made.seconds)
    finally:
        client.run(forget, digest, on_error="ignore")


def _bundle(library: Library) -> dict[str, bytes]:
    """The library as files: its tables as they are now, and what partnerships put beside them."""
    from workbench.library.store import DATABASE, ORIGINALS

    beside = [
        path
        for path in library.folder.rglob("*")
        if path.is_file()
        and ORIGINALS not in path.relative_to(library.folder).parts
        and not path.name.startswith(DATABASE)
    ]
    files = {path.relative_to(library.folder).as_posix(): path.read_bytes() for path in beside}
    return {**files, DATABASE: library.snapshot()}


@dataclass(frozen=True, slots=True)
class _Packed:
    """A job without paths of this machine that a worker could not open."""

    name: str
    notebook: bytes
    parameters: Mapping[str, Any]
    page: str
    kept: str
    folder: str


def _packed(job: Job) -> _Packed:
    folder = job.page.parent
    kept = job.kept or job.page.with_suffix(".ipynb")
    return _Packed(
        job.notebook.name,
        job.notebook.read_bytes(),
        job.parameters,
        job.page.name,
        kept.relative_to(folder).as_posix(),
        str(folder),
    )


_HELD: dict[str, tempfile.TemporaryDirectory[str]] = {}
_HOLDING = threading.Lock()


def brief_bytes(bundle: Mapping[str, bytes], digest: str, packed: _Packed) -> _Made:
    """Make one briefing, on a worker."""
    from workbench.briefings.batch import Job, run_one

    library = _unpacked(bundle, digest)
    with tempfile.TemporaryDirectory(prefix="workbench-") as made_in:
        folder = Path(made_in) / "out"
        notebook = Path(made_in) / packed.name
        notebook.write_bytes(packed.notebook)
        parameters = {**packed.parameters, "library": str(library)}
        job = Job(notebook, parameters, folder / packed.page, folder / packed.kept)
        done = run_one(job)
        # The notebook that is kept names folders: those of the machine that asked.
        homes = {str(folder): packed.folder, str(library): str(packed.parameters["library"])}
        files = {
            path.relative_to(folder).as_posix(): _at_home(path, homes)
            for path in folder.rglob("*")
            if path.is_file()
        }
    error = None
    if done.error:
        error = _renamed(done.error.happened, homes), _renamed(done.error.mend, homes)
    return _Made(files, error, done.seconds)


def _unpacked(bundle: Mapping[str, bytes], digest: str) -> Path:
    """The library's folder on this worker, written once for all the briefings of a batch."""
    with _HOLDING:
        if digest not in _HELD:
            held = tempfile.TemporaryDirectory(prefix="workbench-library-")
            for name, content in bundle.items():
                path = Path(held.name) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            _HELD[digest] = held
        return Path(_HELD[digest].name)


def forget(digest: str) -> None:
    """Let go of a batch's library and of the process its notebooks were forked from."""
    from workbench.briefings.batch import nursery

    with _HOLDING:
        if held := _HELD.pop(digest, None):
            held.cleanup()
        if not _HELD:
            nursery.stop()


def _at_home(path: Path, homes: Mapping[str, str]) -> bytes:
    if path.suffix != ".ipynb":
        return path.read_bytes()
    return _renamed(path.read_text(encoding="utf-8"), homes).encode()


def _renamed(text: str, homes: Mapping[str, str]) -> str:
    for there, here in homes.items():
        text = text.replace(there, here)
    return text


def _write(made: _Made, job: Job) -> None:
    """Write what a worker made, inside the job's folder and nowhere else."""
    folder = job.page.parent
    for name, content in made.files.items():
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise ClusterError.outside(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        coming = path.with_name(f".{path.name}.coming")
        coming.write_bytes(content)
        coming.replace(path)
