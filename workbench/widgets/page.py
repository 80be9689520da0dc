"""A passage on its page: what is marked in it is scrolled into sight."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Protocol

import anywidget
import traitlets as t

from workbench.widgets.parts import kind_words, panel

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


class InContext(Protocol):
    """What is needed to show a passage on its page: see ``tasks.InContext``."""

    @property
    def passage(self) -> Any: ...
    @property
    def review(self) -> Any: ...
    @property
    def document(self) -> str | None: ...
    @property
    def blocks(self) -> Sequence[tuple[str, str | None, str, bool]]: ...


def passage_name(passage: Any) -> str:
    """``recommendation 1.3``."""
    return f"{kind_words(passage.kind)} {passage.number or ''}".strip()


def passage_on_page(found: InContext) -> str:
    """A passage marked in what stands around it, under its report's name, as HTML."""
    passage = found.passage
    where = f", page {passage.page}" if passage.page else ""
    title = passage_name(passage)
    lines = []
    for kind, number, text, marked in found.blocks:
        label = f"<b>{escape(number)}</b> " if number else ""
        body = escape(text).replace("\n", "<br>")
        body = f"<mark>{body}</mark>" if marked else body
        lines.append(
            f"<p class='wb-block-heading'>{label}{body}</p>"
            if kind == "heading"
            else f"<p>{label}{body}</p>"
        )
    section = f", {passage.section}" if passage.section else ""
    about = f"{escape(found.review.title)}{escape(section)}{where}"
    if found.document:
        about += f" · {escape(found.document)}"
    return panel(
        f"<h3>{escape(title[:1].upper() + title[1:])}</h3><p class='wb-about'>{about}</p>"
        + "".join(lines),
        label="The passage on its page",
    )
