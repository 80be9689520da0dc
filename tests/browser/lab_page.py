"""What a person does in JupyterLab, as functions."""

from __future__ import annotations

import io
from typing import Any

from playwright.sync_api import expect


def open_and_run(page: Any, lab: Any, notebook: str) -> None:
    """Open a notebook: ours run by themselves when they are opened."""
    page.goto(lab.page(notebook))
    expect(page.locator(".jp-Notebook").first).to_be_visible()
    expect(page.locator(".jp-OutputArea-output:visible").first).to_be_visible()
    expect(page.locator("#jp-main-statusbar")).to_contain_text("| Idle")


def no_errors(page: Any) -> None:
    """No cell ended in a traceback."""
    assert (
        page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count()
        == 0
    )


def pixels(locator: Any) -> set[tuple[int, ...]]:
    """The colours of a part of the page, as a person would see them."""
    from PIL import Image

    picture = Image.open(io.BytesIO(locator.screenshot())).convert("RGB")
    return {colour for _, colour in picture.getcolors(1 << 24)}
