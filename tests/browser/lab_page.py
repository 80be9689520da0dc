"""What a person does in JupyterLab, as functions."""

from __future__ import annotations

import base64
import io
import re
from typing import Any

from playwright.sync_api import expect


def open_and_run(page: Any, lab: Any, notebook: str) -> None:
    """Open a notebook: ours run by themselves when they are opened."""
    page.goto(lab.page(notebook))
    expect(page.locator(".jp-Notebook").first).to_be_visible()
    expect(page.locator(".jp-OutputArea-output:visible").first).to_be_visible()
    expect(page.locator("#jp-main-statusbar")).to_contain_text("| Idle")


def drop(target: Any, *files: tuple[str, bytes]) -> None:
    """Drop files onto a place, as from the file manager."""
    target.evaluate(
        """(target, files) => {
          const carried = new DataTransfer();
          for (const [name, coded] of files) {
            const content = Uint8Array.from(atob(coded), (c) => c.charCodeAt(0));
            carried.items.add(new File([content], name));
          }
          const said = { dataTransfer: carried, bubbles: true, cancelable: true };
          for (const what of ["dragenter", "dragover", "drop"])
            target.dispatchEvent(new DragEvent(what, said));
        }""",
        [[name, base64.b64encode(content).decode()] for name, content in files],
    )


def turn_to(page: Any, tab: str) -> None:
    """Choose one of a view's tabs, and wait until its section alone is in sight."""
    chosen = page.get_by_role("tab", name=re.compile(f"^{tab}"))
    chosen.click()
    expect(chosen).to_have_attribute("aria-selected", "true")
    # The kernel turns the sections: until then what stands in the one before can still be found.
    page.wait_for_function(
        """called => {
          const alone = (tab) => {
            const at = [...tab.parentElement.children].indexOf(tab);
            const all = [...tab.closest(".wb-sections").children];
            const panels = all.filter((child) => child.matches(".wb-section"));
            return panels.every((panel, n) => (panel.offsetParent !== null) === (n === at));
          };
          const chosen = [...document.querySelectorAll("[role=tab][aria-selected=true]")];
          return chosen.some((tab) => tab.textContent.startsWith(called) && alone(tab));
        }""",
        arg=tab,
    )


def scrolled_to(target: Any, block: str = "center") -> None:
    """In sight, and where it stays: what is above may still grow, and a canvas is painted later."""
    target.evaluate(
        """(target, block) => new Promise((still) => {
          let before = "";
          const look = () => {
            target.scrollIntoView({ block, behavior: "instant" });
            const { x, y, width, height } = target.getBoundingClientRect();
            const now = [x, y, width, height].join();
            if (now === before) return requestAnimationFrame(() => setTimeout(still));
            before = now;
            setTimeout(() => requestAnimationFrame(look), 100);
          };
          look();
        })""",
        block,
    )


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
