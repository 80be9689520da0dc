"""The process that others are forked from. Run with ``python -m workbench.kernels.nursery FD``.

It imports what kernels need, then waits on one socket, without a thread and without a zmq
context (neither survives a fork). For each request it forks; the child, in a session of its own,
becomes a kernel or calls one function. When the socket closes, because whoever started the
nursery is gone, it ends, and its children with it: each asks the system to be killed then.

A request is a length and a JSON object with three file descriptors: the child's own status
socket, its stdout and its stderr. The object has ``env`` and ``cwd``, and either ``argv`` (the
options of ``ipykernel_launcher``) or ``call`` (``"module:function"``) with ``arguments``, an
object. On the status socket the child writes its process id on a line, once it leads its own
session; after a call, a line of JSON, ``{"result"}`` or ``{"error"}``. The nursery writes the
exit code on a last line when the child has ended.
"""

from __future__ import annotations

import atexit
import builtins
import ctypes
import gc
import importlib
import json
import os
import random
import selectors
import signal
import socket
import struct
import sys
import threading
import traceback
from typing import Any, NoReturn

LENGTH = struct.Struct("!I")
# What a kernel of ours imports in its first cells; measured in benchmarks/bench_batch.py.
PRELOAD = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "ipykernel.inprocess.manager",
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
    "papermill",
    "workbench.kernels.here",
)
_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


def preload(modules: tuple[str, ...] = PRELOAD) -> None:
    """Import what kernels need, as if inside a kernel. What is missing is left out."""
    # pandas looks at import whether it is in a kernel, and sets display.max_columns by it.
    # With a stand-in that has a `kernel`, its defaults are those of a stock kernel.
    builtins.get_ipython = lambda: _InAKernel  # type: ignore[attr-defined]
    # jsonschema looks for a URI grammar that takes over a second to build and that no notebook
    # is checked with.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    # debugpy warns of frozen modules; nobody debugs here before a person asks for it.
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
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
            self._be_a_child(request, status, descriptors[1], descriptors[2])
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

    def _be_a_child(
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
            os.environ.clear()
            os.environ.update(request["env"])
            os.environ["JPY_PARENT_PID"] = str(parent)
            os.chdir(request["cwd"])
            _reseed()
            if "call" in request:
                code = _call(request["call"], request["arguments"], status)
            else:
                status.close()
                code = _run_kernel([*request["argv"], f"--IPKernelApp.parent_handle={parent}"])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        except BaseException:
            traceback.print_exc()
        finally:
            atexit._run_exitfuncs()
            sys.stdout.flush()
            sys.stderr.flush()
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


def _reseed() -> None:
    """Two children must not draw the same random numbers."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _run_kernel(argv: list[str]) -> int:
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = ["ipykernel_launcher.py", *argv]
    IPKernelApp.launch_instance(argv)
    return 0


def _call(name: str, arguments: dict[str, Any], status: socket.socket) -> int:
    """Call ``module:function`` and write what it returns, or what it raised, as a line of JSON."""
    module, function = name.split(":")
    try:
        result = getattr(importlib.import_module(module), function)(**arguments)
        said: dict[str, Any] = {"result": result}
    except Exception as error:
        said = {"error": describe(error)}
    status.sendall(json.dumps(said).encode() + b"\n")
    return 0 if "result" in said else 1


def describe(error: Exception) -> dict[str, str]:
    """An error as JSON, so that the caller's side can raise it again."""
    return {
        "kind": f"{type(error).__module__}:{type(error).__qualname__}",
        "words": str(error),
        "happened": getattr(error, "happened", str(error)),
        "mend": getattr(error, "mend", ""),
        "traceback": traceback.format_exc(),
    }


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
