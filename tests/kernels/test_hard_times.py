"""What goes wrong on a busy machine: nothing is left behind, and nothing is lost."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import nbformat
import pytest
from test_same_outputs import written

from workbench import tasks
from workbench.briefings.batch import Done, Job, nursery, run_all
from workbench.briefings.run import run
from workbench.kernels.forked import CallDiedError, can_fork
from workbench.library import Library
from workbench.places import shipped

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")


def until(true: Callable[[], object], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False


def alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be counted does not."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return False


RUNNER = """
import sys
from pathlib import Path
from workbench import tasks
from workbench.briefings.batch import Job, nursery, run_all
nursery.start()
print(nursery.pid, flush=True)
jobs = [Job(Path(sys.argv[1]), {}, Path(sys.argv[2]) / str(n) / "p.html") for n in range(4)]
print([done.error for done in run_all(jobs, 2)])
"""
STARTS_ANOTHER = (
    "import os, pathlib, subprocess, time\n"
    "other = subprocess.Popen(['sleep', '300'])\n"
    "pathlib.Path(out + '.pids').write_text(f'{os.getpid()} {other.pid}')\n"
    "time.sleep(300)"
)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_when_the_runner_is_ended(how: int, tmp_path: Path) -> None:
    notebook = written(tmp_path / "long.ipynb", [STARTS_ANOTHER])
    (tmp_path / "0").mkdir()
    (tmp_path / "1").mkdir()
    runner = subprocess.Popen(
        [sys.executable, "-c", RUNNER, notebook, tmp_path], stdout=subprocess.PIPE, text=True
    )
    assert runner.stdout is not None
    pids = [int(runner.stdout.readline())]
    notes = [tmp_path / str(n) / "p.html.pids" for n in range(2)]
    assert until(lambda: all(n.exists() and n.read_text().count(" ") for n in notes), 30)
    pids += [int(pid) for note in notes for pid in note.read_text().split()]
    assert len(pids) == 5 and all(map(alive, pids))
    runner.send_signal(how)
    runner.wait(10)
    assert until(lambda: not any(map(alive, pids)))


def test_what_a_call_started_ends_with_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    program = f"import subprocess, pathlib; p = subprocess.Popen(['sleep', '300']); \
pathlib.Path({str(note)!r}).write_text(str(p.pid))"
    call = nursery.call("timeit:timeit", {"stmt": program, "number": 1}, 1, 2)
    call.result(30)
    assert until(lambda: not alive(int(note.read_text())))


def test_when_the_nursery_ends_in_the_middle_the_batch_goes_on(tmp_path: Path) -> None:
    notebook = written(tmp_path / "slow.ipynb", ["import time; time.sleep(0.6); 'done'"])
    jobs = [Job(notebook, {}, tmp_path / str(n) / "p.html") for n in range(4)]
    errors = []
    for number, done in enumerate(run_all(jobs, 2)):
        errors.append(done.error)
        if number == 0:
            os.kill(nursery.pid, signal.SIGKILL)
    assert errors == [None] * 4


def test_ctrl_c_between_two_briefings_ends_those_that_run_and_begins_no_other(
    tmp_path: Path,
) -> None:
    quick = written(tmp_path / "quick.ipynb", ["'done'"])
    ended = tmp_path / "ended"
    slow = written(
        tmp_path / "slow.ipynb",
        [f"import pathlib, time; time.sleep(30); pathlib.Path({str(ended)!r}).touch()"],
    )
    jobs = [Job(n, {}, tmp_path / n.stem / f"{k}.html") for n in (quick, slow) for k in range(3)]

    def stopped_after_the_first(all_of_them: Iterable[Done], _: int) -> Iterator[Done]:
        for done in all_of_them:
            yield done
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as kept:
        run(
            jobs,
            ["html"],
            tmp_path / "out",
            state=lambda job: "as it is",
            run_jobs=partial(run_all, workers=2),
            progress=stopped_after_the_first,
        )
    # Whoever holds the traceback, as Python does until it ends, holds nothing up.
    assert kept.traceback
    assert not ended.exists()
    assert not [t for t in threading.enumerate() if t.name.startswith("ThreadPoolExecutor")]
    assert not (tmp_path / "slow" / "2.ipynb").exists()


def test_a_notebook_that_ends_its_own_process_fails_alone(tmp_path: Path) -> None:
    bad = written(tmp_path / "bad.ipynb", ["import os; os._exit(3)"])
    good = written(tmp_path / "good.ipynb", ["'fine'"])
    done = {
        d.job.notebook.stem: d.error
        for d in run_all([Job(n, {}, tmp_path / n.stem / "p.html") for n in (bad, good)])
    }
    assert done["good"] is None
    assert "was not made: its process died" in str(done["bad"])


def descriptors(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def at_rest(pid: int) -> bool:
    """Whether it has no children, and has closed what it held of the last one."""
    if Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii"):
        return False
    held = descriptors(pid)
    time.sleep(0.2)
    return descriptors(pid) == held


def test_with_no_files_left_to_open_the_nursery_refuses_and_lives() -> None:
    assert nursery.call("os:getppid", {}, 1, 2).result(30) == nursery.pid
    pid = nursery.pid
    limits = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    for spare in (0, 1, 2):
        assert until(lambda: at_rest(pid))
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (descriptors(pid) + spare, limits[1]))
        try:
            with pytest.raises(OSError, match="could not fork"):
                nursery.call("os:getpid", {}, 1, 2)
        finally:
            resource.prlimit(pid, resource.RLIMIT_NOFILE, limits)
        assert nursery.call("os:getppid", {}, 1, 2).result(30) == pid


def test_when_memory_runs_out_a_child_goes_before_the_nursery() -> None:
    nursery.call("os:getpid", {}, 1, 2).result(30)
    ours = int(Path(f"/proc/{nursery.pid}/oom_score_adj").read_text())
    read = nursery.call("subprocess:getoutput", {"cmd": "cat /proc/$PPID/oom_score_adj"}, 1, 2)
    assert int(read.result(30)) == min(ours + 100, 1000)


def test_a_child_that_the_system_ends_is_told_apart() -> None:
    call = nursery.call("signal:pause", {}, 1, 2)
    os.kill(call.pid, signal.SIGKILL)
    with pytest.raises(CallDiedError, match="its process died"):
        call.result(10)
    assert nursery.call("os:getppid", {}, 1, 2).result(30) == nursery.pid


def test_ctrl_c_in_a_batch_is_one_plain_line_and_the_next_run_goes_on(tmp_path: Path) -> None:
    reports = shipped("data", "northmoor", "reports")
    with Library.open(tmp_path / "library", create=True) as library:
        tasks.add(library, [next(reports.glob("*.txt")), *reports.glob("jtai*")])
    source = nbformat.read(shipped("templates", "briefings", "seven_minute.ipynb"), 4)
    flag, second, go = tmp_path / "begun", tmp_path / "second", tmp_path / "go"
    source.cells.append(
        nbformat.v4.new_code_cell(
            "import pathlib, time\n"
            f"begun, second, go = map(pathlib.Path, {[str(flag), str(second), str(go)]!r})\n"
            "first = not begun.exists(); (begun if first else second).touch()\n"
            "while not first and not go.exists(): time.sleep(0.05)"
        )
    )
    template = tmp_path / "seven_minute_slow.ipynb"
    nbformat.write(source, template)
    command = [
        *(sys.executable, "-m", "workbench.cli", "--library", str(tmp_path / "library")),
        *("brief", str(template), "--all", "-o", str(tmp_path / "out"), "-j", "1"),
    ]
    # Whoever runs the tests in the background hands on that Ctrl-C is not heard.
    running = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    manifest = tmp_path / "out" / "manifest.json"
    assert until(second.exists, 120), "the second is at its slow cell"
    assert until(manifest.exists, 120)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 130
    assert said.strip() == (
        "workbench: stopped. What was finished is kept; run the same command to go on."
    )
    go.touch()
    (finished,) = json.loads(manifest.read_text(encoding="utf-8"))["briefings"]
    page = tmp_path / "out" / f"{finished['name']}.html"
    before = page.stat().st_mtime_ns
    done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    entries = json.loads(manifest.read_text(encoding="utf-8"))["briefings"]
    assert [entry["status"] for entry in entries] == ["done", "done"]
    assert page.stat().st_mtime_ns == before


def test_a_hundred_calls_leave_no_descriptor_and_no_child(tmp_path: Path) -> None:
    def held() -> tuple[int, int, str]:
        theirs = Path(f"/proc/{nursery.pid}")
        children = (theirs / "task" / str(nursery.pid) / "children").read_text()
        own = len(list(Path("/proc/self/fd").iterdir()))
        return own, len(list((theirs / "fd").iterdir())), children

    nursery.call("os:getpid", {}, 1, 2).result(30)
    assert until(lambda: not held()[2])
    before = held()
    for _ in range(100):
        nursery.call("os:getpid", {}, 1, 2).result(30)
    assert until(lambda: held() == before), (before, held())
