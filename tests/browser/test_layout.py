"""Every page at 200 % of a small screen: nothing lies off it, and no heading of a list is cut.

640 by 512 is what is left of 1280 by 1024 at 200 % (WCAG 2.2, 1.4.10 and 1.4.4). Tables and figures
may be scrolled sideways in their own frame, the page may not.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# What is in sight when a page is drawn.
DRAWN = {
    "start": ".wb-start .wb-cards",
    "library": "[role=grid][aria-label=Passages] [role=row][id]",
    "chronology": ".wb-plot[data-drawn]",
    "themes": ".wb-plot[data-drawn]",
    "briefings": "iframe[title]",
}
OFF_THE_PAGE = """() => {
  const inLab = document.querySelector(".jp-NotebookPanel .jp-WindowedPanel-outer");
  const root = inLab ?? document.scrollingElement;
  const edge = root.getBoundingClientRect().left + root.clientWidth;
  const frames = ".wb-scroll, .wb-plot, .wb-numbers, .wb-panel, .wb-wide, pre"; // these may
  const off = [];
  const kinds = "p, li, h1, h2, h3, label, button, input, select, textarea";
  for (const node of root.querySelectorAll(kinds)) {
    if (!node.checkVisibility() || node.getBoundingClientRect().right <= edge + 1) continue;
    if (!node.closest(frames)) off.push(`${node.tagName}: ${node.textContent.trim().slice(0, 60)}`);
  }
  for (const box of root.querySelectorAll(".widget-box"))
    if (box.scrollWidth > box.clientWidth + 1) off.push(`within: ${box.textContent.slice(0, 60)}`);
  const over = root.scrollWidth - root.clientWidth;
  if (over > 1) off.push(`${over} px`);
  return off;
}"""
CUT_HEADINGS = """() => [...document.querySelectorAll(".wb-table .wb-head > div")]
  .filter((node) => node.checkVisibility() && node.scrollHeight > node.clientHeight + 1)
  .map((node) => node.textContent)"""


def enlarged(page: Any, address: str, notebook: str) -> None:
    page.set_viewport_size({"width": 640, "height": 512})
    page.goto(address)
    expect(page.locator(DRAWN[notebook]).first).to_be_visible()


@pytest.mark.parametrize("notebook", DRAWN)
def test_in_jupyterlab_nothing_lies_off_the_page(page, looked_at_lab, notebook: str) -> None:
    enlarged(page, looked_at_lab.page(f"{notebook}.ipynb"), notebook)
    assert page.evaluate(OFF_THE_PAGE) == []
    assert page.evaluate(CUT_HEADINGS) == []


@pytest.mark.parametrize("notebook", DRAWN)
def test_as_a_page_nothing_lies_off_it(page, app, notebook: str) -> None:
    enlarged(page, app.page(f"{notebook}.ipynb"), notebook)
    assert page.evaluate(OFF_THE_PAGE) == []
    assert page.evaluate(CUT_HEADINGS) == []


def test_both_would_be_noticed(page, app) -> None:
    enlarged(page, app.page("library.ipynb"), "library")
    page.add_style_tag(
        content=".jupyter-button { min-width: 700px } .wb-table .wb-head { height: 8px !important; "
        "min-height: 0 !important }"
    )
    assert any("Read the folder" in off for off in page.evaluate(OFF_THE_PAGE))
    assert "Title" in page.evaluate(CUT_HEADINGS)


@pytest.mark.parametrize("how", ["wheel", "keys"])
def test_a_page_is_scrolled_to_its_end(page, app, how: str) -> None:
    enlarged(page, app.page("chronology.ipynb"), "chronology")
    last = page.get_by_role("region", name="In words")
    expect(last).to_be_visible()
    expect(last).not_to_be_in_viewport()
    if how == "wheel":
        page.mouse.move(20, 300)
        page.mouse.wheel(0, 20_000)
    else:
        page.keyboard.press("End")
    expect(last).to_be_in_viewport()
