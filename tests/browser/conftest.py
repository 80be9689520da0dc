"""A real JupyterLab on this machine and a real browser, with no way out to anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest
from servers import CHROMIUM, QUIET, Lab, Pages, running_app, running_lab


@pytest.fixture(scope="session")
def northmoor_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the invented reports, read once."""
    from workbench.demo import northmoor

    folder = tmp_path_factory.mktemp("northmoor") / "library"
    northmoor(folder)
    return folder


@pytest.fixture(scope="module")
def lab_of_module(
    tmp_path_factory: pytest.TempPathFactory, northmoor_library: Path
) -> Iterator[Lab]:
    """One JupyterLab for the tests of a module, which change what is in its library."""
    with running_lab(tmp_path_factory.mktemp("lab"), northmoor_library) as lab:
        yield lab


@pytest.fixture
def lab(lab_of_module: Lab) -> Iterator[Lab]:
    """JupyterLab with our settings, on copies of the notebooks and of the library, and no kernel
    of an earlier test."""
    yield lab_of_module
    lab_of_module.end_kernels()


@pytest.fixture(scope="session")
def looked_at_lab(
    tmp_path_factory: pytest.TempPathFactory, northmoor_library: Path
) -> Iterator[Lab]:
    """One JupyterLab for all the tests that only look."""
    with running_lab(tmp_path_factory.mktemp("looked-at"), northmoor_library) as lab:
        yield lab


@pytest.fixture(scope="module")
def changed_app(
    tmp_path_factory: pytest.TempPathFactory, northmoor_library: Path
) -> Iterator[Pages]:
    """The notebooks as pages, for the tests of a module that change what is in the library."""
    with running_app(tmp_path_factory.mktemp("changed"), northmoor_library) as pages:
        yield pages


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, northmoor_library: Path) -> Iterator[Pages]:
    """The notebooks as pages (``make app``), for all the tests that only look."""
    with running_app(tmp_path_factory.mktemp("app"), northmoor_library) as pages:
        yield pages


@pytest.fixture(scope="module")
def read_only_app(
    tmp_path_factory: pytest.TempPathFactory, northmoor_library: Path
) -> Iterator[Pages]:
    """The same, where nobody may change anything."""
    with running_app(tmp_path_factory.mktemp("shown"), northmoor_library, "--read-only") as pages:
        yield pages


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, started once."""
    if CHROMIUM is None:
        pytest.fail("There is no Chromium: install it with `sudo apt-get install chromium`.")
    from playwright.sync_api import expect, sync_playwright

    # A shared machine is slow at times; what is wrong stays wrong for two minutes too.
    expect.set_options(timeout=120_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def page(tmp_path: Path, chromium: Any) -> Iterator[Any]:
    """A page of a browser nobody used before. A request that is not to this machine fails the
    test."""
    elsewhere: list[str] = []

    def guard(route: Any) -> None:
        host = urlparse(route.request.url).hostname
        if host in ("127.0.0.1", "localhost"):
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    context = chromium.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB")
    context.route("**/*", guard)
    page = context.new_page()
    page.set_default_timeout(120_000)
    yield page
    # What was on the screen last, for whoever looks into a failure.
    page.screenshot(path=tmp_path / "last.png")
    context.close()
    assert elsewhere == [], f"requests left this machine: {elsewhere}"
