"""Every page, in JupyterLab and as a page of its own, in light and dark: axe-core finds nothing
serious in anything that is ours. What it finds in JupyterLab's own parts is listed in
``docs/accessibility.md``."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NOTEBOOKS = ("start", "library", "themes")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# JupyterLab's own, as docs/accessibility.md lists them: where it stands, and which rule.
NOT_OURS = {("jp-WindowedPanel-viewport", "aria-required-children")}


def ready(page: Any, notebook: str) -> None:
    """The notebook has run and its views are drawn, with something chosen in them."""
    if notebook == "start":
        expect(page.get_by_role("heading", name="What do you want to do?")).to_be_visible()
    if notebook == "library":
        passages = page.get_by_role("grid", name="Passages")
        passages.get_by_role("row").nth(2).click()
        expect(page.get_by_role("form", name="Correct this passage")).to_be_visible()
    if notebook == "themes":
        expect(page.locator(".wb-plot[data-drawn]")).to_be_visible()
        expect(page.locator(".wb-coding")).to_be_visible()
        page.get_by_text("The same as a table").first.click()


def serious(page: Any) -> list[str]:
    """What axe-core calls serious or critical, but for what is JupyterLab's own."""
    found = []
    for violation in Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]:
        if violation["impact"] not in ("serious", "critical"):
            continue
        for node in violation["nodes"]:
            own = any(part in node["html"] and violation["id"] == rule for part, rule in NOT_OURS)
            if not own:
                found.append(f"{violation['id']}: {node['html'][:200]}")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_in_jupyterlab(page, looked_at_lab, notebook: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(looked_at_lab.page(f"{notebook}.ipynb"))
    ready(page, notebook)
    assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_as_a_page(page, app, notebook: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(app.page(f"{notebook}.ipynb"))
    ready(page, notebook)
    assert serious(page) == []


def test_axe_would_notice(page, app) -> None:
    page.goto(app.page("start.ipynb"))
    ready(page, "start")
    page.evaluate("document.querySelector('.wb-start h2').style.color = '#cccccc'")
    assert any("color-contrast" in line for line in serious(page))
