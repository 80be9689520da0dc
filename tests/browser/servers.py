"""Our servers as a test or a benchmark starts them, and the browser that looks at them."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--lang=en-GB",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Lab:
    """A running JupyterLab and the folders it works on."""

    url: str
    token: str
    notebooks: Path
    library: Path

    def kernels(self) -> list[dict[str, Any]]:
        """The kernels that run."""
        return json.loads(self._ask("GET", "kernels"))

    def end_kernels(self) -> None:
        """End every kernel, as a power cut would: nothing is saved first."""
        for kernel in self.kernels():
            self._ask("DELETE", f"kernels/{kernel['id']}")

    def _ask(self, method: str, what: str) -> bytes:
        request = urllib.request.Request(
            f"{self.url}/api/{what}",
            method=method,
            headers={"Authorization": f"token {self.token}"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()

    def page(self, notebook: str) -> str:
        return f"{self.url}/lab/tree/notebooks/{notebook}?token={self.token}&reset"


@dataclass
class Pages:
    """The notebooks as pages."""

    url: str
    token: str
    library: Path

    def page(self, notebook: str) -> str:
        return f"{self.url}/voila/render/{notebook}?token={self.token}"


@contextmanager
def running_app(folder: Path, of: Path, *options: str) -> Iterator[Pages]:
    """``make app`` on a copy of a library."""
    library = folder / "library"
    shutil.copytree(of, library)
    port, token = _free_port(), secrets.token_hex(16)
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "workbench.app", "--no-browser"]
    command += ["--port", str(port), "--token", token, *options]
    with _running(command, folder, library, f"{url}/voila/static/voila.js"):
        yield Pages(url, token, library)


@contextmanager
def running_lab(folder: Path, of: Path) -> Iterator[Lab]:
    """JupyterLab with our settings, on copies of the notebooks and of a library."""
    root = folder / "lab"
    shutil.copytree(REPOSITORY / "notebooks", root / "notebooks")
    shutil.copytree(REPOSITORY / "data", root / "data")
    library = folder / "library"
    shutil.copytree(of, library)
    port, token = _free_port(), secrets.token_hex(16)
    url = f"http://127.0.0.1:{port}"
    command = [
        str(Path(sys.executable).with_name("jupyter")),
        "lab",
        f"--config={REPOSITORY / 'templates' / 'lab' / 'jupyter_lab_config.py'}",
        f"--ServerApp.root_dir={root}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.allow_root=True",
        f"--IdentityProvider.token={token}",
        "--no-browser",
    ]
    with _running(command, folder, library, f"{url}/api/status?token={token}"):
        yield Lab(url, token, root / "notebooks", library)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def _running(command: list[str], folder: Path, library: Path, url: str) -> Iterator[None]:
    """A server of ours, with everything it writes in one folder, until the test ends."""
    environment = {
        **os.environ,
        "WORKBENCH_LIBRARY": str(library),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "HOME": str(folder),
    }
    log = (folder / "server.log").open("w")
    server = subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stdout=log, stderr=subprocess.STDOUT
    )
    try:
        _wait_for(url, server, folder / "server.log")
        yield
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            # It asks whether to stop while a kernel is starting.
            server.kill()
            server.wait()
        log.close()


def _wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError(f"The server stopped: {log.read_text()}")
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except urllib.error.HTTPError:
            return  # it answers, if only to say no
        except OSError:
            time.sleep(0.25)
    raise RuntimeError(f"The server did not answer: {log.read_text()}")
