"""A real JupyterLab on this machine and a real browser, with no way out to anywhere else."""

from __future__ import annotations

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
from urllib.parse import urlparse

import pytest
from samples import REPOSITORY

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
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

    def page(self, notebook: str) -> str:
        return f"{self.url}/lab/tree/notebooks/{notebook}?token={self.token}&reset"


@pytest.fixture(scope="session")
def northmoor_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the invented reports, read once."""
    from workbench.demo import northmoor

    folder = tmp_path_factory.mktemp("northmoor") / "library"
    northmoor(folder)
    return folder


@pytest.fixture
def lab(tmp_path: Path, northmoor_library: Path) -> Iterator[Lab]:
    """JupyterLab with our settings, on copies of the notebooks and of the library."""
    yield from _lab(tmp_path, northmoor_library)


@pytest.fixture(scope="session")
def looked_at_lab(
    tmp_path_factory: pytest.TempPathFactory, northmoor_library: Path
) -> Iterator[Lab]:
    """One JupyterLab for all the tests that only look."""
    yield from _lab(tmp_path_factory.mktemp("looked-at"), northmoor_library)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, northmoor_library: Path) -> Iterator[Pages]:
    """The notebooks as pages (``make app``), for all the tests that only look."""
    yield from _app(tmp_path_factory.mktemp("app"), northmoor_library)


@pytest.fixture
def read_only_app(tmp_path: Path, northmoor_library: Path) -> Iterator[Pages]:
    """The same, where nobody may change anything."""
    yield from _app(tmp_path, northmoor_library, "--read-only")


@dataclass
class Pages:
    """The notebooks as pages."""

    url: str
    token: str
    library: Path

    def page(self, notebook: str) -> str:
        return f"{self.url}/voila/render/{notebook}?token={self.token}"


def _app(folder: Path, northmoor_library: Path, *options: str) -> Iterator[Pages]:
    library = folder / "library"
    shutil.copytree(northmoor_library, library)
    port, token = _free_port(), secrets.token_hex(16)
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "workbench.app", "--no-browser"]
    command += ["--port", str(port), "--token", token, *options]
    with _running(command, folder, library, f"{url}/voila/static/voila.js"):
        yield Pages(url, token, library)


def _lab(tmp_path: Path, northmoor_library: Path) -> Iterator[Lab]:
    root = tmp_path / "lab"
    shutil.copytree(REPOSITORY / "notebooks", root / "notebooks")
    shutil.copytree(REPOSITORY / "data", root / "data")
    library = tmp_path / "library"
    shutil.copytree(northmoor_library, library)
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
    with _running(command, tmp_path, library, f"{url}/api/status?token={token}"):
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


@pytest.fixture
def page(tmp_path: Path) -> Iterator:
    """A page of Debian's Chromium. A request that is not to this machine fails the test."""
    if CHROMIUM is None:
        pytest.fail("There is no Chromium: install it with `sudo apt-get install chromium`.")
    from playwright.sync_api import expect, sync_playwright

    # A shared machine is slow at times; what is wrong stays wrong for a minute too.
    expect.set_options(timeout=60_000)
    elsewhere: list[str] = []

    def guard(route) -> None:
        host = urlparse(route.request.url).hostname
        if host in ("127.0.0.1", "localhost"):
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_QUIET))
        context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB")
        context.route("**/*", guard)
        page = context.new_page()
        page.set_default_timeout(60_000)
        yield page
        # What was on the screen last, for whoever looks into a failure.
        page.screenshot(path=tmp_path / "last.png")
        browser.close()
    assert elsewhere == [], f"requests left this machine: {elsewhere}"
