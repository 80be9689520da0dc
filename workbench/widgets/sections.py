"""One part of a view in sight at a time, chosen by tabs: a screen has one main thing on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import anywidget
import ipywidgets as w
import traitlets as t

from workbench.style import css_variables

_HERE = Path(__file__).parent


class Tabs(anywidget.AnyWidget):
    """The row of tabs: one stop for Tab, arrow keys move.

    Attributes
    ----------
    titles : list of str
        What stands on each.
    counts : list of str
        What is said behind each title, such as ``"13"``; "" says nothing.
    selected : int
        Which is chosen.
    """

    _esm = _HERE / "sections.js"
    _css = css_variables() + (_HERE / "sections.css").read_text(encoding="utf-8")

    label = t.Unicode().tag(sync=True)
    titles = t.List(t.Unicode()).tag(sync=True)
    counts = t.List(t.Unicode()).tag(sync=True)
    selected = t.Int(0).tag(sync=True)


class Sections(w.VBox):
    """Tabs, and below them the section that is chosen.

    Parameters
    ----------
    sections
        Title -> the widgets of that section, in their order.
    label
        What the tabs choose between, spoken by a screen reader.
    opened
        For some of the titles, what is done whenever that section comes into sight.
    """

    def __init__(
        self,
        sections: Mapping[str, Sequence[w.Widget]],
        label: str,
        opened: Mapping[str, Callable[[], None]] | None = None,
    ) -> None:
        titles = list(sections)
        self._opened = dict(opened or {})
        self.tabs = Tabs(label=label, titles=titles, counts=[""] * len(titles))
        self.panels = {title: w.VBox(list(parts)) for title, parts in sections.items()}
        for panel in self.panels.values():
            panel.add_class("wb-section")
        self.tabs.observe(lambda _: self._show(), names="selected")
        super().__init__([self.tabs, *self.panels.values()])
        self.add_class("wb-sections")
        self._show()

    @property
    def now(self) -> str:
        """The title of the section in sight."""
        return self.tabs.titles[self.tabs.selected]

    def turn_to(self, title: str) -> None:
        """Put a section into sight."""
        self.tabs.selected = self.tabs.titles.index(title)

    def count(self, counts: Mapping[str, int]) -> None:
        """Say how many there are behind some of the titles."""
        told = dict(zip(self.tabs.titles, self.tabs.counts, strict=True))
        told |= {title: f"{number:,}" for title, number in counts.items()}
        self.tabs.counts = list(told.values())

    def _show(self) -> None:
        for title, panel in self.panels.items():
            panel.layout.display = None if title == self.now else "none"
        if self.now in self._opened:
            self._opened[self.now]()
