"""What a person does in JupyterLab, as functions: open a notebook and run all of it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect


def open_and_run(page: Any, lab: Any, notebook: str) -> None:
    """Open a notebook and choose Run ▸ Run All Cells; waits until the kernel is idle."""
    page.goto(lab.page(notebook))
    expect(page.locator(".jp-Notebook").first).to_be_visible()
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    # The status bar names the kernel once the notebook has a session of its own.
    expect(page.locator("#jp-main-statusbar")).to_contain_text("| Idle")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def no_errors(page: Any) -> None:
    """No cell ended in a traceback."""
    assert (
        page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count()
        == 0
    )
