"""The ``jupyter_client`` provisioner: a forked kernel where that is possible, else a stock one."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from workbench.kernels.forked import can_fork, nursery

# Variables that Python reads once, when it starts: a fork cannot follow a change of them.
_READ_AT_START = ("PYTHONPATH", "PYTHONHOME", "PYTHONHASHSEED", "PYTHONSTARTUP", "PYTHONWARNINGS")


class PreloadedProvisioner(LocalProvisioner):
    """Forks the kernel from a process in which pandas, Bokeh and the workbench are imported.

    Everything else (interrupt, restart, kill, waiting) is as with the stock provisioner. Where a
    kernel cannot be forked (another platform, another Python, other start-up variables, output
    to a pipe), the stock way is used.
    """

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Launch a kernel with a command."""
        options = _launcher_options(cmd)
        env = kwargs.get("env") or dict(os.environ)
        if options is None or not can_fork() or not _same_start(env) or _piped(kwargs):
            return await super().launch_kernel(cmd, **kwargs)
        cwd = str(kwargs.get("cwd") or Path.cwd())
        try:
            with ExitStack() as opened:
                out = _descriptor(kwargs.get("stdout"), 1, opened)
                err = _descriptor(kwargs.get("stderr"), 2, opened)
                loop = asyncio.get_running_loop()
                process = await loop.run_in_executor(
                    None, nursery.fork, options, env, cwd, out, err
                )
        except OSError:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = process  # type: ignore[assignment]
        self.pid = process.pid
        # It leads a session of its own, so its group has its number.
        self.pgid = process.pid
        self.cwd = kwargs.get("cwd", cwd)
        return self.connection_info


def _launcher_options(cmd: list[str]) -> list[str] | None:
    """The options of ``python -m ipykernel_launcher …`` with this very Python, else None."""
    if len(cmd) < 3 or cmd[1:3] != ["-m", "ipykernel_launcher"]:
        return None
    python = Path(cmd[0])
    same = python.name.startswith("python") and (
        not python.is_absolute() or python.resolve() == Path(sys.executable).resolve()
    )
    return cmd[3:] if same else None


def _same_start(env: dict[str, str]) -> bool:
    return all(env.get(name) == os.environ.get(name) for name in _READ_AT_START)


def _piped(kwargs: dict[str, Any]) -> bool:
    return subprocess.PIPE in (kwargs.get("stdout"), kwargs.get("stderr"), kwargs.get("stdin"))


def _descriptor(given: Any, inherited: int, opened: ExitStack) -> int:
    if given is None:
        return inherited
    if given == subprocess.DEVNULL:
        return opened.enter_context(open(os.devnull, "w")).fileno()  # noqa: PTH123
    if given == subprocess.STDOUT:
        return 1
    return given if isinstance(given, int) else given.fileno()
