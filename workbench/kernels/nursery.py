"""The process that kernels are forked from. Run with ``python -m workbench.kernels.nursery FD``.

It imports what kernels need, then waits on one socket, without a thread and without a zmq
context (neither survives a fork). For each request it forks; the child becomes a kernel in a
session of its own. When the socket closes, because whoever started it is gone, it ends, and the
kernel of that day with it: each child asks the system to be killed when the nursery dies.

A request is a length and a JSON object ``{"argv", "env", "cwd"}``, with three file descriptors:
the kernel's own status socket, its stdout and its stderr. On the status socket the child writes
its process id once it leads its own session; the nursery writes the exit code when it has ended.
"""

from __future__ import annotations

import builtins
import ctypes
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import struct
import sys
import threading
from typing import Any, NoReturn

LENGTH = struct.Struct("!I")
# What a kernel of ours imports in its first cells; measured in benchmarks/bench_batch.py.
PRELOAD = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "IPython.core.completer",
    "IPython.core.pylabtools",
    "matplotlib_inline.config",
    "numpy",
    "pandas",
    "pandas.io.formats.style",
    "bokeh.plotting",
    "bokeh.models",
    "bokeh.embed",
    "bokeh.io",
    "ipywidgets",
    "sqlalchemy.dialects.sqlite",
    "jinja2",
    "workbench.notebook",
    "workbench.tasks",
    "workbench.library.frames",
)
_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


def preload(modules: tuple[str, ...] = PRELOAD) -> None:
    """Import what kernels need, as if inside a kernel. What is missing is left out."""
    # pandas looks at import whether it is in a kernel, and sets display.max_columns by it.
    # With a stand-in that has a `kernel`, its defaults are those of a stock kernel.
    builtins.get_ipython = lambda: _InAKernel  # type: ignore[attr-defined]
    try:
        for name in modules:
            try:
                importlib.import_module(name)
            except ImportError:
                continue
    finally:
        del builtins.get_ipython  # type: ignore[attr-defined]
    if threading.active_count() > 1:
        names = ", ".join(t.name for t in threading.enumerate())
        raise RuntimeError(f"a thread would be lost in the fork: {names}")
    gc.collect()
    # Objects that are there before the fork stay in shared pages: the collector in the children
    # does not touch them.
    gc.freeze()


class _InAKernel:
    kernel = None


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    # `python -m` puts the current folder first; a kernel does not have it there.
    del sys.path[0]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    preload()
    Nursery(control).run()


class Nursery:
    """Forks kernels on request and tells when each has ended."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._children: dict[int, socket.socket] = {}
        self._woken, self._wake = socket.socketpair()
        for end in (self._woken, self._wake):
            end.setblocking(False)

    def run(self) -> None:
        """Serve until whoever started us is gone."""
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake.fileno())
        with selectors.DefaultSelector() as selector:
            selector.register(self._control, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while True:
                for key, _ in selector.select():
                    if key.fileobj is self._woken:
                        self._woken.recv(4096)
                        self._reap()
                    elif not self._serve():
                        return

    def _serve(self) -> bool:
        """One request; False when the other side is gone."""
        try:
            head, descriptors, _, _ = socket.recv_fds(self._control, LENGTH.size, 3)
            if len(head) < LENGTH.size:
                return False
            request = json.loads(_exactly(self._control, LENGTH.unpack(head)[0]))
        except (ConnectionError, EOFError):
            return False
        status = socket.socket(fileno=descriptors[0])
        pid = os.fork()
        if pid == 0:
            self._become_a_kernel(request, status, descriptors[1], descriptors[2])
        os.close(descriptors[1])
        os.close(descriptors[2])
        self._children[pid] = status
        return True

    def _reap(self) -> None:
        while True:
            try:
                pid, ended = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            status = self._children.pop(pid)
            try:
                status.sendall(f"{os.waitstatus_to_exitcode(ended)}\n".encode())
            except OSError:
                pass  # nobody is listening any more
            finally:
                status.close()

    def _become_a_kernel(
        self, request: dict[str, Any], status: socket.socket, out: int, err: int
    ) -> NoReturn:
        code = 1
        try:
            # First of all: whoever asks for our group must find us leading it, or a shutdown
            # would interrupt the nursery.
            os.setsid()
            _die_with_parent()
            parent = os.getppid()
            self._forget()
            os.dup2(out, 1)
            os.dup2(err, 2)
            os.close(out)
            os.close(err)
            status.sendall(f"{os.getpid()}\n".encode())
            status.close()
            os.environ.clear()
            os.environ.update(request["env"])
            os.environ["JPY_PARENT_PID"] = str(parent)
            os.chdir(request["cwd"])
            code = _run_kernel([*request["argv"], f"--IPKernelApp.parent_handle={parent}"])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            os._exit(code)

    def _forget(self) -> None:
        """Let go of what belongs to the nursery: its sockets and its signals."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for held in (self._control, self._woken, self._wake, *self._children.values()):
            held.close()


def _die_with_parent() -> None:
    """Ask Linux to kill us when the nursery ends; elsewhere ipykernel's own poller does it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _run_kernel(argv: list[str]) -> int:
    import atexit
    import random

    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = ["ipykernel_launcher.py", *argv]
    try:
        IPKernelApp.launch_instance(argv)
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _exactly(source: socket.socket, size: int) -> bytes:
    """All ``size`` bytes.

    Raises
    ------
    EOFError
        When the other side goes before they have come.
    """
    parts = []
    while size:
        part = source.recv(min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


if __name__ == "__main__":
    main()
