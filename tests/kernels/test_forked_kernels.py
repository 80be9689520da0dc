"""Forked kernels behave as stock ones: interrupt, restart, kill, a stuck one, and nothing left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager

from benchmarks.measure import memory_mb
from workbench.kernels.forked import CallFailedError, can_fork, nursery

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")


@pytest.fixture
def manager() -> Iterator[KernelManager]:
    manager = KernelManager(kernel_name="workbench")
    manager.start_kernel()
    yield manager
    manager.shutdown_kernel(now=True)


def ask(manager: KernelManager, code: str, timeout: float = 30) -> str:
    """What a cell prints."""
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=30)
    printed: list[str] = []

    def hook(message: dict) -> None:
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])
        elif message["msg_type"] == "error":
            printed.append(message["content"]["ename"])

    client.execute_interactive(code, output_hook=hook, timeout=timeout)
    client.stop_channels()
    return "".join(printed).strip()


def test_it_is_forked_and_leads_a_session_of_its_own(manager: KernelManager) -> None:
    said = ask(manager, "import os; print(os.getpid(), os.getpgid(0), os.getsid(0), os.getppid())")
    pid, group, session, parent = map(int, said.split())
    assert pid == group == session == manager.provisioner.pid
    assert parent not in (os.getpid(), 1)


def test_it_has_everything_imported_and_looks_like_a_stock_kernel(manager: KernelManager) -> None:
    code = (
        "import sys; ready = 'pandas' in sys.modules; import pandas as pd;"
        "print(ready, pd.options.display.max_columns, sys.path[0] == '', type(get_ipython()))"
    )
    stock = KernelManager(kernel_name="python3")
    stock.start_kernel()
    try:
        theirs = ask(stock, code).split(maxsplit=1)
    finally:
        stock.shutdown_kernel(now=True)
    ours = ask(manager, code).split(maxsplit=1)
    assert (ours[0], theirs[0]) == ("True", "False")
    assert ours[1] == theirs[1]


FILES = """
import sys
known = set(get_ipython().kernel._kernel_modules)
modules = list(sys.modules.values())
named = {m.__file__ for m in modules if isinstance(vars(m).get("__file__"), str)}
import tabnanny
print(known <= named, len(named - known) < 3, len(known) > 1000)
print(sys.modules["tabnanny"] is tabnanny, "pandas.core" in sys.modules)
"""


def test_a_debugger_is_told_the_files_of_all_modules_as_in_a_stock_kernel(
    manager: KernelManager,
) -> None:
    assert set(ask(manager, FILES).split()) == {"True"}


def test_a_kernel_takes_less_than_half_the_memory_of_a_stock_one() -> None:
    def each(name: str) -> tuple[float, float]:
        """Of six with our notebooks' imports: one's own, and with its part of what is shared.

        Anonymous pages alone: how libraries' files are shared depends on who else runs just now.
        """
        managers = [KernelManager(kernel_name=name) for _ in range(6)]
        try:
            for manager in managers:
                manager.start_kernel()
            for manager in managers:
                ask(manager, "import pandas, bokeh.plotting, workbench.notebook")
            pids = [manager.provisioner.pid for manager in managers]
            return memory_mb(pids[0], "Private_Dirty"), memory_mb(pids[0], "Pss_Anon")
        finally:
            for manager in managers:
                manager.shutdown_kernel(now=True)

    stock_alone, stock = each("python3")
    ours_alone, ours = each("workbench")
    assert stock_alone > 3 * ours_alone
    assert stock > 2 * ours


def test_two_kernels_draw_different_random_numbers(manager: KernelManager) -> None:
    code = "import random, numpy as np; print(random.random(), np.random.rand())"
    other = KernelManager(kernel_name="workbench")
    other.start_kernel()
    try:
        assert set(ask(manager, code).split()).isdisjoint(ask(other, code).split())
    finally:
        other.shutdown_kernel(now=True)


def test_an_interrupt_stops_the_cell_and_not_the_nursery(manager: KernelManager) -> None:
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=30)
    message = client.execute("import time\nwhile True: time.sleep(0.05)")
    time.sleep(0.5)
    manager.interrupt_kernel()
    reply = client.get_shell_msg(timeout=20)
    while reply["parent_header"].get("msg_id") != message:
        reply = client.get_shell_msg(timeout=20)
    client.stop_channels()
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert ask(manager, "print('still here')") == "still here"


def test_a_restart_forgets_what_was_there(manager: KernelManager) -> None:
    ask(manager, "kept = 1")
    before = manager.provisioner.pid
    manager.restart_kernel(now=True)
    assert ask(manager, "print('kept' in globals())") == "False"
    assert manager.provisioner.pid != before


def test_a_killed_kernel_is_seen_to_be_dead(manager: KernelManager) -> None:
    os.kill(manager.provisioner.pid, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while manager.is_alive() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not manager.is_alive()


def test_a_stuck_kernel_can_be_ended(manager: KernelManager) -> None:
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=30)
    client.execute("import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass")
    time.sleep(0.3)
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    assert not manager.is_alive()


def test_when_the_nursery_dies_its_kernels_go_and_the_next_has_a_new_one(
    manager: KernelManager,
) -> None:
    first = nursery._process
    assert first is not None
    first.kill()
    first.wait()
    deadline = time.monotonic() + 5
    while manager.is_alive() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not manager.is_alive()
    other = KernelManager(kernel_name="workbench")
    other.start_kernel()
    try:
        assert ask(other, "print(1)") == "1"
        assert nursery._process is not first
    finally:
        other.shutdown_kernel(now=True)


def test_where_nothing_can_be_forked_a_stock_kernel_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WORKBENCH_PRELOADED", "0")
    manager = KernelManager(kernel_name="workbench")
    manager.start_kernel()
    try:
        assert isinstance(manager.provisioner.process, subprocess.Popen)
        assert ask(manager, "print('stock')") == "stock"
    finally:
        manager.shutdown_kernel(now=True)


def test_a_call_gives_its_result_or_its_mistake() -> None:
    ok = nursery.call("json:dumps", {"obj": [1, 2]}, 1, 2)
    assert ok.result(30) == "[1, 2]"
    bad = nursery.call("json:loads", {"s": "{"}, 1, 2)
    with pytest.raises(CallFailedError, match="Expecting property name"):
        bad.result(30)
    slow = nursery.call("time:sleep", {}, 1, 2)
    with pytest.raises(CallFailedError):
        slow.result(30)


def test_a_call_that_hangs_is_stopped() -> None:
    call = nursery.call("subprocess:getoutput", {"cmd": "sleep 60"}, 1, 2)
    with pytest.raises(TimeoutError, match="took longer than"):
        call.result(0.5)
    deadline = time.monotonic() + 5
    while Path(f"/proc/{call.pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{call.pid}").exists()


def test_nothing_is_left_when_the_process_that_started_it_ends() -> None:
    program = (
        "from workbench.kernels.forked import nursery;"
        "print(nursery.call('os:getppid', {}, 1, 2).result(60))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    started = int(done.stdout.split()[-1])
    deadline = time.monotonic() + 5
    while Path(f"/proc/{started}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{started}").exists()


def test_papermill_is_imported_without_a_grammar_that_takes_a_second() -> None:
    program = (
        "import sys\nfrom workbench.kernels.quick import without_uri_grammar\n"
        "with without_uri_grammar(): import papermill\n"
        "assert 'jsonschema' in sys.modules and 'rfc3987_syntax' not in sys.modules\n"
        "import rfc3987_syntax"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


HOOKS = """
import sys, types
from workbench.kernels.nursery import preload
made = types.ModuleType("made")
made.calls = []
made.warm = lambda: made.calls.append(1)
made.wrong = lambda: 1 / 0
sys.modules["made"] = made
preload(("not.there", "made:wrong", "made:warm"), group="nobody")
print(made.calls)
import threading, zmq
made.warm = lambda: threading.Thread(target=threading.Event().wait, daemon=True).start()
try:
    preload(("made:warm",), group="nobody")
except RuntimeError as error:
    print(error)
"""


def test_what_is_called_before_the_fork_may_be_missing_or_wrong_but_start_no_thread() -> None:
    done = subprocess.run([sys.executable, "-c", HOOKS], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("[1]\na thread would be lost in the fork: ")
    assert "ZeroDivisionError" in done.stderr


def test_the_real_list_leaves_no_thread_and_no_zmq_context() -> None:
    program = (
        "import threading, zmq, gc\nfrom workbench.kernels.nursery import preload\npreload()\n"
        "import sys; assert 'workbench.notebook' in sys.modules, 'the entry points are missing'\n"
        "assert threading.active_count() == 1\nassert zmq.Context._instance is None\n"
        "gc.unfreeze()\n"
        "assert not any(isinstance(thing, zmq.Context) for thing in gc.get_objects())"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
