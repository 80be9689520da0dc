"""The pictures of the README, made from the real screens: ``make pictures`` keeps them.

Without ``WORKBENCH_PICTURES`` they go to a folder that nobody keeps, so that this is a test of the
screens like any other.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from lab_page import scrolled_to
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LARGEST = 200_000  # bytes: a README with three of them still opens at once


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    named = os.environ.get("WORKBENCH_PICTURES")
    folder = Path(named) if named else tmp_path / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def keep(page: Any, path: Path, clip: dict[str, float] | None = None) -> None:
    """Keep what is on the screen, in as few colours as it needs."""
    from PIL import Image

    picture = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    assert len(picture.getcolors(1 << 24)) > 50, "an empty screen"
    picture.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size < LARGEST


def test_the_first_page(page, app, folder: Path) -> None:
    page.goto(app.page("start.ipynb"))
    expect(page.get_by_role("heading", name="What changed")).to_be_visible()
    keep(page, folder / "start.png")


def test_the_library(page, app, folder: Path) -> None:
    page.goto(app.page("library.ipynb"))
    passages = page.get_by_role("grid", name="Passages")
    passages.get_by_role("row").nth(3).click()
    expect(page.get_by_role("region", name="The passage on its page")).to_be_visible()
    scrolled_to(page.locator(".wb-table", has=passages), "start")
    keep(page, folder / "library.png")


def test_the_matrix(page, app, folder: Path) -> None:
    page.goto(app.page("themes.ipynb"))
    plot = page.locator(".wb-plot[data-drawn]").first
    expect(plot).to_be_visible()
    scrolled_to(page.locator(".wb-figure", has=plot).first, "start")
    keep(page, folder / "matrix.png")
