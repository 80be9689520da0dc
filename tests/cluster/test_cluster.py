"""The same work on a Dask cluster: a scheduler and two workers, processes of their own here."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from workbench import tasks
from workbench.errors import ClusterError, UsageError
from workbench.library import Library
from workbench.places import shipped

REPORTS = shipped("data", "northmoor", "reports")
# Nothing but this machine may be reached, and no dashboard is opened.
_QUIET = {"DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "60s"}


class Cluster:
    """A scheduler and workers on loopback."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.folder = folder
        self.scheduler = self._start(
            "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
            "--no-dashboard", "--scheduler-file", str(folder / "scheduler.json"),
        )  # fmt: skip
        told = folder / "scheduler.json"
        self._until(lambda: told.exists() and told.read_text(encoding="utf-8").strip())
        self.address = json.loads(told.read_text(encoding="utf-8"))["address"]
        self.workers = [self.start_worker() for _ in range(workers)]

    def start_worker(self) -> subprocess.Popen[bytes]:
        return self._start(
            "distributed.cli.dask_worker", self.address, "--host", "127.0.0.1", "--nthreads", "1",
            "--no-nanny", "--no-dashboard", "--local-directory", str(self.folder),
        )  # fmt: skip

    def _start(self, module: str, *options: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{module}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", module, *options],
                stdout=log, stderr=log, env={**os.environ, **_QUIET},
            )  # fmt: skip

    def _until(self, ready: Any, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not ready():
            assert time.monotonic() < deadline, "the scheduler did not start"
            time.sleep(0.05)

    def wait_for(self, workers: int) -> None:
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=30)

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    started = Cluster(tmp_path, 2)
    try:
        started.wait_for(2)
        yield started
    finally:
        started.end()


def rows(library: Library) -> dict[str, Any]:
    """All that was read, without the times at which it was."""
    return {what: tasks.show(library, what) for what in tasks.SHOWN if what != "history"}


def test_reading_gives_the_same_library_though_a_worker_is_killed(
    cluster: Cluster, tmp_path: Path
) -> None:
    with Library.open(tmp_path / "here", create=True) as library:
        added_here = tasks.add(library, [REPORTS])
        expected = rows(library)

    def bar(files: Iterable[Path], total: int) -> Iterator[Path]:
        for number, file in enumerate(files):
            if number == total // 2:
                cluster.workers[0].kill()
            yield file

    with Library.open(tmp_path / "there", create=True) as library:
        added = tasks.add(library, [REPORTS], scheduler=cluster.address, progress=bar)
        assert cluster.workers[0].wait(10) != 0
        assert added == added_here
        assert rows(library) == expected
        assert len(tasks.show(library, "history")) == len(added)
        # A second time all is known, and nothing is sent.
        again = tasks.add(library, [REPORTS], scheduler=cluster.address)
        assert all(entry.already for entry in again)


def counting_template(folder: Path) -> Path:
    """A template that also notes, beside the library it is given, that it ran."""
    source = nbformat.read(shipped("templates", "briefings", "seven_minute.ipynb"), 4)
    noted = f"with open({str(folder / 'ran.txt')!r}, 'a') as ran: ran.write(review + '\\n')"
    slow = "import time; time.sleep(0.3)"
    source.cells.append(nbformat.v4.new_code_cell(f"{slow}\n{noted}"))
    path = folder / "seven_minute_counted.ipynb"
    nbformat.write(source, path)
    return path


def pages(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))}


def test_briefings_are_the_same_and_made_once_though_a_worker_is_killed(
    cluster: Cluster, tmp_path: Path
) -> None:
    template = str(counting_template(tmp_path))
    with Library.open(tmp_path / "library", create=True) as library:
        tasks.add(library, [REPORTS])
        told = {"as_of": "2026-01-31"}
        here = tasks.brief(library, template, [], tmp_path / "here", **told)
        (tmp_path / "ran.txt").unlink()
        came: list[str] = []
        running_then: list[str] = []

        def bar(ended: Iterable[Any], total: int) -> Iterator[Any]:
            for number, done in enumerate(ended):
                came.append(done.job.parameters["review"])
                if number == 1:
                    cluster.workers[0].kill()
                    cluster.workers[0].wait()
                    running_then.extend(came)
                yield done

        there = tasks.brief(
            library, template, [], tmp_path / "there",
            scheduler=cluster.address, progress=bar, **told,
        )  # fmt: skip
    assert [done.error for done in there] == [done.error for done in here] == [None] * len(here)
    assert len(here) >= 4
    assert pages(tmp_path / "there") == pages(tmp_path / "here")
    ran = (tmp_path / "ran.txt").read_text(encoding="utf-8").split()
    assert sorted(set(ran)) == sorted(came) and len(came) == len(set(came))
    # What had come back is not made again; what the dead worker had in hand is, once.
    assert all(ran.count(review) == 1 for review in running_then)
    assert len(ran) <= len(came) + 1
    # The notebooks that are kept speak of this machine's folders.
    (kept, *_) = sorted((tmp_path / "there" / "notebooks").glob("*.ipynb"))
    text = kept.read_text(encoding="utf-8")
    assert str(tmp_path / "library") in text and not re.search(r"workbench-\w+/out", text)


def test_a_briefing_that_fails_there_says_so_as_here(cluster: Cluster, tmp_path: Path) -> None:
    source = nbformat.read(shipped("templates", "briefings", "seven_minute.ipynb"), 4)
    source.cells.append(nbformat.v4.new_code_cell("1 / 0"))
    template = tmp_path / "seven_minute_broken.ipynb"
    nbformat.write(source, template)
    with Library.open(tmp_path / "library", create=True) as library:
        tasks.add(library, [next(REPORTS.glob("*.txt"))])
        (here,) = tasks.brief(library, str(template), [], tmp_path / "out")
        (there,) = tasks.brief(
            library, str(template), [], tmp_path / "out", scheduler=cluster.address
        )
    assert "ZeroDivisionError" in str(here.error)
    assert str(there.error) == str(here.error)


def test_publishing_stays_on_this_machine(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="drafts only"):
        tasks.brief(
            library, "seven_minute", [], tmp_path, approved_by="Ada", scheduler="tcp://127.0.0.1:1"
        )


def test_a_scheduler_that_is_not_there(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.tasks.cluster._PATIENCE_SECONDS", 0.5)
    with pytest.raises(ClusterError, match=r"No Dask scheduler .* tcp://127.0.0.1:9") as raised:
        tasks.add(library, [REPORTS], scheduler="tcp://127.0.0.1:9")
    assert "leave out --scheduler" in raised.value.mend


def test_a_scheduler_without_workers_and_workers_of_another_version(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.tasks import cluster as of_ours

    alone = Cluster(tmp_path, 0)
    try:
        with monkeypatch.context() as patch:
            patch.setattr(of_ours, "_PATIENCE_SECONDS", 0.5)
            with pytest.raises(ClusterError, match="has no workers"):
                tasks.add(library, [REPORTS], scheduler=alone.address)
        alone.workers.append(alone.start_worker())
        alone.wait_for(1)
        real = of_ours.version
        monkeypatch.setattr(
            of_ours, "version", lambda name: "0.0" if name == "pandas" else real(name)
        )
        with pytest.raises(ClusterError, match=r"has pandas \d.*; this machine has 0\.0"):
            tasks.add(library, [REPORTS], scheduler=alone.address)
    finally:
        alone.end()


@pytest.mark.long  # Dask tries to reach it again for a while
def test_a_scheduler_that_goes_in_the_middle(cluster: Cluster, tmp_path: Path) -> None:
    def bar(files: Iterable[Path], total: int) -> Iterator[Path]:
        for number, file in enumerate(files):
            if number == 1:
                for process in (cluster.scheduler, *cluster.workers):
                    process.kill()
            yield file

    copies = [tmp_path / f"{number}.txt" for number in range(12)]
    source = next(REPORTS.glob("*.txt")).read_text(encoding="utf-8")
    for number, copy in enumerate(copies):
        copy.write_text(f"{source}\n\nCopy {number}.\n", encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        with pytest.raises(ClusterError, match="connection to the cluster was lost"):
            tasks.add(library, copies, scheduler=cluster.address, progress=bar)
        kept = len(library.reviews())
        assert 1 <= kept < len(copies)
        tasks.add(library, copies)
        assert len(library.reviews()) == len(copies)
