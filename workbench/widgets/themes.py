"""The view of `notebooks/themes.ipynb`: themes side by side, and the passages behind each cell.

It takes frames and callbacks; it knows no SQL, opens no file and works nothing out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets as w
import pandas as pd

from workbench.figures.drawn import Drawn
from workbench.widgets.beside import BesideView
from workbench.widgets.figure import FigureView
from workbench.widgets.parts import failure, row, sentence
from workbench.widgets.sections import Sections
from workbench.widgets.table import RecordTable

_BY = (
    ("review", "review"),
    ("year", "year"),
    ("kind of review", "kind"),
    ("area", "area"),
    ("agency", "agency"),
    ("stage of the child's journey", "stage"),
)


@dataclass(frozen=True, slots=True)
class Callbacks:
    """What the view can ask for.

    ``matrix`` takes how to compare and which list of themes (None is our own) and returns the
    figure, and the sentence on what it stands on; ``cell`` the same with the position of a cell
    in the figure and returns its passages.
    """

    crosswalks: Callable[[], list[tuple[str, str]]]
    matrix: Callable[[str, str | None], tuple[Drawn, str]]
    cell: Callable[[str, str | None, int], pd.DataFrame]
    echoes: Callable[[], pd.DataFrame]
    never_recommended: Callable[[], pd.DataFrame]


class ThemesView(w.VBox):
    """A matrix whose cells open, what was said before, and what was never recommended."""

    def __init__(self, callbacks: Callbacks, beside: BesideView) -> None:
        self._ask = callbacks
        wide = {"description_width": "initial"}
        self.by = w.Dropdown(options=_BY, description="Compare by", style=wide)
        lists = [("our own themes", ""), *((label, i) for i, label in callbacks.crosswalks())]
        self.through = w.Dropdown(options=lists, description="Read through", style=wide)
        self.said = w.HTML()
        self.stands_on = w.HTML()
        self.figure = FigureView()
        self.passages = RecordTable(
            pd.DataFrame(),
            (
                ("review", "Review", "minmax(9rem, 1fr)"),
                ("kind", "Kind", "9.5rem"),
                ("number", "Number", "5.5rem"),
                ("text", "Text", "minmax(18rem, 4fr)"),
                ("polarity", "Tells of", "8rem"),
            ),
            label="Passages of the chosen cell",
            empty="Choose a cell above, and its passages stand here.",
        )
        self.echoes = RecordTable(
            callbacks.echoes(),
            (
                ("earlier_on", "Said", "7rem"),
                ("earlier_text", "Then", "minmax(14rem, 2fr)"),
                ("later_on", "Again", "7rem"),
                ("later_text", "Now", "minmax(14rem, 2fr)"),
                ("kind", "How alike", "8rem"),
            ),
            label="Recommendations that were said before",
            empty="No recommendation in the library was said before.",
        )
        self.never = RecordTable(
            callbacks.never_recommended(),
            (
                ("review", "Review", "minmax(12rem, 2fr)"),
                ("theme", "Theme", "minmax(10rem, 1fr)"),
                ("shortfalls", "Shortfalls", "7rem"),
            ),
            label="Found wanting, and nothing recommended",
            empty="Every shortfall has a recommendation of its theme.",
        )
        self.by.observe(lambda _: self._draw(), names="value")
        self.through.observe(lambda _: self._draw(), names="value")
        self.figure.observe(lambda _: self._open(), names="selected")
        self.sections = Sections(
            {
                "Side by side": [
                    row(self.by, self.through),
                    self.stands_on,
                    self.said,
                    self.figure,
                    self.passages,
                ],
                "Said before": [self.echoes],
                "What comes back": [beside.again],
                "Found, never recommended": [self.never],
                "Recommended, never found": [beside.unsupported],
                "Two reviews": beside.two_reviews,
            },
            "What to compare",
        )
        self.sections.count(
            {
                "Said before": self.echoes.of,
                "What comes back": beside.again.of,
                "Found, never recommended": self.never.of,
                "Recommended, never found": beside.unsupported.of,
            }
        )
        super().__init__([self.sections])
        self._draw()

    @property
    def _crosswalk(self) -> str | None:
        return self.through.value or None

    def _draw(self) -> None:
        try:
            drawn, stands_on = self._ask.matrix(self.by.value, self._crosswalk)
        except Exception as error:
            self.said.value = failure(error)
            return
        self.said.value = ""
        self.stands_on.value = sentence(stands_on)
        self.passages.show(pd.DataFrame())
        self.figure.show(drawn)

    def _open(self) -> None:
        if not self.figure.selected:
            return
        position = self.figure.selected[0]
        self.passages.show(self._ask.cell(self.by.value, self._crosswalk, position))
