"""The process that others are forked from: ``python -m workbench.kernels.nursery FD [NAME...]``.

It imports what kernels need, then waits on one socket, without a thread and without a zmq
context (neither survives a fork). For each request it forks; the child, in a session of its own,
becomes a kernel or calls one function. When the socket closes, because whoever started the
nursery is gone, it ends, and its children with it: each asks the system to be killed then.

A request is a length and a JSON object with three file descriptors: the child's own status
socket, its stdout and its stderr. The object has ``env`` and ``cwd``, and either ``argv`` (the
options of ``ipykernel_launcher``) or ``call`` (``"module:function"``) with ``arguments``, an
object. On the status socket the child writes its process id on a line, once it leads its own
session; after a call, a line of JSON, ``{"result"}`` or ``{"error"}``. The nursery writes the
exit code on a last line when the child has ended. What a child started and left in its group is
ended with it.

Other packages name what else to import before the fork by entry points of the group
``workbench.preload``: a module, or a function in it, which is then called once. It may fill
caches; it must leave no thread, no zmq context, no open connection and no event loop.
"""

from __future__ import annotations

import atexit
import builtins
import contextlib
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
from importlib.metadata import entry_points
from typing import Any, NoReturn

from workbench.kernels.pages import lay_side_by_side
from workbench.kernels.quick import without_uri_grammar

LENGTH = struct.Struct("!I")
# What every kernel imports sooner or later, and what a notebook's own first cells do; whoever
# starts a nursery may ask for more. Those of one line belong to a kernel's shell, which imports
# them when it is made.
PRELOAD = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    *(
        "IPython.core." + name
        for name in "completer completerlib debugger logger oinspect pylabtools".split()
    ),
    "IPython.extensions.storemagic",
    *("faulthandler", "psutil", "runpy", "sqlite3", "tornado.platform.asyncio"),
    "pandas",
    "pandas.io.formats.style",
    "pandas.io.formats.html",
    "pandas.core.reshape.reshape",
    "bokeh.plotting",
    "ipywidgets",
)
GROUP = "workbench.preload"
_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
# When memory runs out the system ends the kernel that uses it, not the process all come from.
_OOM_SCORE = 100


def preload(names: tuple[str, ...] = PRELOAD, group: str = GROUP) -> None:
    """Import what kernels need, as if inside a kernel. What is missing is left out.

    Parameters
    ----------
    names
        ``"module"``, or ``"module:function"`` to call the function once as well.
    group
        Entry points of the same form, which other packages add.

    Raises
    ------
    RuntimeError
        When one of them started a thread: it would be lost in the fork.
    """
    # pandas looks at import whether it is in a kernel, and sets display.max_columns by it.
    # With a stand-in that has a `kernel`, its defaults are those of a stock kernel.
    builtins.get_ipython = lambda: _InAKernel  # type: ignore[attr-defined]
    # debugpy warns of frozen modules; nobody debugs here before a person asks for it.
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    # Nothing that is imported is garbage: looking for it takes a fifth of the time.
    gc.disable()
    try:
        with without_uri_grammar():
            for name in (*names, *(point.value for point in entry_points(group=group))):
                _prepare(name)
    finally:
        gc.enable()
        del builtins.get_ipython  # type: ignore[attr-defined]
    if threading.active_count() > 1:
        started = ", ".join(t.name for t in threading.enumerate())
        raise RuntimeError(f"a thread would be lost in the fork: {started}")
    lay_side_by_side()
    gc.collect()
    # Objects that are there before the fork stay in shared pages: the collector in the children
    # does not touch them.
    gc.freeze()


def _prepare(name: str) -> None:
    """Import a module, and call its function where one is named."""
    module, _, function = name.partition(":")
    try:
        found = importlib.import_module(module)
        if function:
            getattr(found, function)()
    except ImportError:
        return
    except Exception:
        # Another package's mistake: kernels still start, and its own import shows it again.
        traceback.print_exc()


class _InAKernel:
    kernel = None


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    # `python -m` puts the current folder first; a kernel does not have it there.
    del sys.path[0]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    preload((*PRELOAD, *sys.argv[2:]))
    Nursery(control).run()


class Nursery:
    """Forks kernels on request and tells when each has ended."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._pid = os.getpid()
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
                        self._end_all()
                        return

    def _end_all(self) -> None:
        """End the children, with what they started."""
        for pid in self._children:
            _end_group(pid)

    def _serve(self) -> bool:
        """One request; False when the other side is gone."""
        descriptors: list[int] = []
        try:
            head, descriptors, _, _ = socket.recv_fds(self._control, LENGTH.size, 3)
            if len(head) < LENGTH.size:
                return False
            request = json.loads(_exactly(self._control, LENGTH.unpack(head)[0]))
            # Fewer arrive when this process may open no more files.
            if len(descriptors) == 3:
                self._fork(request, *descriptors)
        except (ConnectionError, EOFError):
            return False
        except OSError as error:
            # No more processes, or no memory for one: whoever asked sees the socket close, and
            # does it another way.
            print(f"workbench: no kernel could be forked ({error.strerror})", file=sys.stderr)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        return True

    def _fork(self, request: dict[str, Any], status: int, out: int, err: int) -> None:
        said = socket.socket(fileno=os.dup(status))
        try:
            pid = os.fork()
        except OSError:
            said.close()
            raise
        if pid == 0:
            os.close(status)
            self._be_a_child(request, said, out, err)
        self._children[pid] = said

    def _reap(self) -> None:
        while True:
            try:
                # It stays a zombie for now, so that its number is still its own.
                ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if ended is None:
                return
            _end_group(ended.si_pid)
            code = os.waitstatus_to_exitcode(os.waitpid(ended.si_pid, 0)[1])
            status = self._children.pop(ended.si_pid)
            with contextlib.suppress(OSError):  # nobody may be listening any more
                status.sendall(f"{code}\n".encode())
            status.close()

    def _be_a_child(
        self, request: dict[str, Any], status: socket.socket, out: int, err: int
    ) -> NoReturn:
        code = 1
        parent = self._pid
        try:
            # First of all: whoever asks for our group must find us leading it, or a shutdown
            # would interrupt the nursery.
            os.setsid()
            _die_with(parent)
            _be_first_to_go()
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


def _die_with(parent: int) -> None:
    """Ask Linux to kill us when the nursery ends; elsewhere ipykernel's own poller does it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # it ended before it could be asked


def _be_first_to_go() -> None:
    """When memory runs out, rather this process than the nursery, and with it all the others."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "r+") as score:  # noqa: PTH123
        higher = int(score.read()) + _OOM_SCORE
        score.seek(0)
        score.write(str(min(higher, 1000)))


def _end_group(leader: int) -> None:
    """End what is in the group a child leads, itself included."""
    with contextlib.suppress(OSError):
        os.killpg(leader, signal.SIGKILL)


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
