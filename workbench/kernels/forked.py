"""This process's side of the nursery: start it, ask it for kernels, watch them."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from workbench.errors import again
from workbench.kernels.nursery import LENGTH

_ERRORS = "workbench.errors"
# More BLAS threads than one would be lost in the fork, and would fight over the cores.
_ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)


def can_fork() -> bool:
    """Whether kernels can be forked here.

    Not on Windows, which has no fork, nor on macOS, whose own libraries may crash after one;
    nor where a person says ``WORKBENCH_PRELOADED=0``.
    """
    return sys.platform == "linux" and os.environ.get("WORKBENCH_PRELOADED", "1") != "0"


class ForkedKernel:
    """A forked kernel, with the part of ``subprocess.Popen`` that jupyter_client uses."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, status: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._status = status

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._end(0)

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, once it has ended.

        Raises
        ------
        subprocess.TimeoutExpired
            When it has not ended in time.
        """
        code = self._end(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("kernel", timeout or 0)
        return code

    def _end(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._status], [], [], timeout)[0]:
            said = b""
            with contextlib.suppress(OSError):
                while part := self._status.recv(64):
                    said += part
                    if said.endswith(b"\n"):
                        break
            # Nothing said: the nursery itself is gone, and took the kernel with it.
            self.returncode = int(said) if said else -signal.SIGKILL
            self._status.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Signal the kernel, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


class ForkedCall(ForkedKernel):
    """A function running in a fork of the nursery."""

    def __init__(self, pid: int, status: socket.socket, already: bytes) -> None:
        super().__init__(pid, status)
        self._said = already

    def result(self, timeout: float | None = None) -> Any:
        """What the function returned.

        Raises
        ------
        WorkbenchError
            The user's mistake it raised, as the same class with the same words.
        CallFailedError
            When it raised anything else, or its process died.
        TimeoutError
            When it has not returned in time; it has then been killed.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while self._said.count(b"\n") < 1:
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            if not select.select([self._status], [], [], left)[0]:
                # It leads a group of its own: what it started goes with it.
                os.killpg(self.pid, signal.SIGKILL)
                self._status.close()
                raise TimeoutError(f"it took longer than {timeout:g} seconds and was stopped")
            part = self._status.recv(1 << 16)
            if not part:
                break
            self._said += part
        self._status.close()
        line = self._said.partition(b"\n")[0]
        if not line.startswith(b"{"):
            raise CallDiedError("its process died", "")
        said = json.loads(line)
        if "error" in said:
            raise _raised(said["error"])
        return said["result"]


class CallFailedError(Exception):
    """A function failed in its fork; ``traceback`` is what Python said there."""

    def __init__(self, words: str, traceback: str) -> None:
        super().__init__(words)
        self.traceback = traceback


class CallDiedError(CallFailedError):
    """The process a function ran in ended before it returned."""


def _raised(error: dict[str, str]) -> Exception:
    module, _, name = error["kind"].partition(":")
    kind = getattr(importlib.import_module(module), name, None) if module == _ERRORS else None
    if kind is None:
        return CallFailedError(error["words"], error["traceback"])
    return again(kind, error["happened"], error["mend"])


class NurseryClient:
    """Starts a nursery when one is needed, and a new one when it has died.

    Parameters
    ----------
    also
        What it imports besides ``nursery.PRELOAD``, in the same form.
    """

    def __init__(self, also: Sequence[str] = ()) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._control: socket.socket | None = None
        self._owner = 0
        self._also = tuple(also)

    @property
    def pid(self) -> int:
        """The process id of the nursery.

        Raises
        ------
        RuntimeError
            When none was started.
        """
        if self._process is None:
            raise RuntimeError("no nursery was started")
        return self._process.pid

    def start(self, also: Sequence[str] = ()) -> None:
        """Start importing now, so that the first kernel need not wait for all of it.

        Parameters
        ----------
        also
            What to import besides, in the same form. A nursery that runs already goes on as it is;
            the next one does so.
        """
        with self._lock:
            self._also = tuple(dict.fromkeys([*self._also, *also]))
            self._ensure()

    def fork(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        cwd: str,
        out: int,
        err: int,
    ) -> ForkedKernel:
        """A kernel forked from the nursery.

        Parameters
        ----------
        argv
            The options of ``ipykernel_launcher``.
        out, err
            File descriptors for its output; they stay the caller's to close.

        Raises
        ------
        OSError
            When no nursery can be had; the caller then starts a stock kernel.
        """
        pid, status, rest = self._ask({"argv": list(argv), "env": dict(env), "cwd": cwd}, out, err)
        kernel = ForkedKernel(pid, status)
        if rest:
            # It died at once: its exit code came along with its process id.
            kernel.returncode = int(rest)
        return kernel

    def call(self, function: str, arguments: Mapping[str, Any], out: int, err: int) -> ForkedCall:
        """Call ``"module:function"`` in a fresh fork; what goes in and out is JSON.

        Raises
        ------
        OSError
            When no nursery can be had.
        """
        request = {
            "call": function,
            "arguments": dict(arguments),
            "env": dict(os.environ),
            "cwd": str(Path.cwd()),
        }
        return ForkedCall(*self._ask(request, out, err))

    def _ask(self, asked: dict[str, Any], out: int, err: int) -> tuple[int, socket.socket, bytes]:
        """The child's process id, its status socket, and what it has already said there."""
        ours, theirs = socket.socketpair()
        request = json.dumps(asked).encode()
        try:
            with theirs, self._lock:
                try:
                    self._send(request, [theirs.fileno(), out, err])
                except OSError:
                    # It died since the last time: one more try with a new one.
                    self._drop()
                    self._send(request, [theirs.fileno(), out, err])
            said = ours.recv(1 << 16)
            if not said:
                raise OSError("the nursery could not fork")
        except OSError:
            ours.close()
            raise
        pid, _, rest = said.partition(b"\n")
        return int(pid), ours, rest

    def _send(self, request: bytes, descriptors: list[int]) -> None:
        self._ensure()
        assert self._control is not None
        socket.send_fds(self._control, [LENGTH.pack(len(request))], descriptors)
        self._control.sendall(request)

    def _ensure(self) -> None:
        if self._owner != os.getpid():
            # We are a fork of the process that started it: that nursery is not ours.
            self._process = self._control = None
        if self._process is not None and self._process.poll() is None:
            return
        self._drop()
        ours, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "workbench.kernels.nursery", str(theirs.fileno()), *self._also],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env={**os.environ, **_ONE_THREAD},
            start_new_session=True,
        )
        theirs.close()
        self._control, self._owner = ours, os.getpid()

    def _drop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._control = None

    def stop(self) -> None:
        """End the nursery and the kernels it forked."""
        with self._lock:
            if self._owner == os.getpid():
                self._drop()


nursery = NurseryClient()
"""What this process's kernels come from."""
