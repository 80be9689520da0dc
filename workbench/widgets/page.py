"""A passage on its page: what is marked in it is scrolled into sight."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets as t

_ESM = """
function render({ model, el }) {
  el.classList.add("wb-page");
  const draw = () => {
    el.innerHTML = model.get("value");
    const box = el.querySelector(".wb-panel");
    if (!box) return;
    box.tabIndex = 0; // what scrolls can be scrolled by keyboard
    const mark = box.querySelector("mark");
    const top = (node) => node.getBoundingClientRect().top;
    if (mark) box.scrollTop = top(mark) - top(box) - 96; // with what stands before it
  };
  model.on("change:value", draw);
  // Only what is on the page can be scrolled.
  requestAnimationFrame(draw);
  // The notebook has keys of its own: what scrolls here must not choose another cell there.
  el.addEventListener("keydown", (event) => event.stopPropagation());
}
export default { render };
"""


class PageView(anywidget.AnyWidget):
    """HTML that is already safe, in a box as high as the window has room for.

    Attributes
    ----------
    value : str
        The HTML; a ``<mark>`` in it is what ought to be in sight.
    """

    _esm = _ESM
    _css = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")

    value = t.Unicode().tag(sync=True)
