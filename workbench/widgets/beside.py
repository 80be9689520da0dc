"""The view of two reviews side by side, point by point.

It takes a board to ask (``tasks.ThemeBoard``); it knows no SQL and works nothing out.
"""

from __future__ import annotations

from html import escape
from typing import Protocol

import ipywidgets as w
import pandas as pd

from workbench.widgets.parts import failure, panel, sentence
from workbench.widgets.table import RecordTable


class Board(Protocol):
    """What the view stands on: see ``tasks.ThemeBoard``."""

    def reviews(self) -> list[tuple[str, str]]: ...
    def side_by_side(self, one: str, two: str) -> tuple[pd.DataFrame, str]: ...


class BesideView(w.VBox):
    """Two reviews side by side; nothing is compared before :meth:`look`."""

    def __init__(self, board: Board) -> None:
        self._ask = board
        reviews = board.reviews()
        wide = {"description_width": "initial"}
        self.one = w.Dropdown(options=reviews, description="One review", style=wide)
        self.two = w.Dropdown(options=reviews, description="The other", style=wide)
        if len(reviews) > 1:
            self.two.value = reviews[1][1]
        self.said = w.HTML()
        self.points = RecordTable(
            pd.DataFrame(),
            (
                ("relation", "Relation", "8rem"),
                ("theme", "Theme", "minmax(8rem, 1fr)"),
                ("one_text", "One review", "minmax(14rem, 2fr)"),
                ("two_text", "The other", "minmax(14rem, 2fr)"),
            ),
            label="Two reviews point by point",
            empty="Of two different reviews, what each says on a point stands here.",
        )
        self.point = w.HTML()
        self.points.observe(lambda _: self._show_point(), names="selected")
        self.one.observe(lambda _: self._put_beside(), names="value")
        self.two.observe(lambda _: self._put_beside(), names="value")
        pair = w.HBox([self.one, self.two], layout=w.Layout(flex_flow="row wrap"))
        super().__init__([pair, self.said, self.points, self.point])
        self._looked = False

    def look(self) -> None:
        """Compare the two that are chosen, unless they are."""
        if not self._looked:
            self._looked = True
            self._put_beside()

    def _put_beside(self) -> None:
        if self.one.value is None or self.two.value is None:
            self.said.value = sentence("The library holds no two reviews to compare yet.")
            return
        # It takes a while in a large library: what stood here is no answer to what is asked now.
        self.said.value = sentence("Comparing the two …")
        self.points.show(pd.DataFrame())
        try:
            points, said = self._ask.side_by_side(self.one.value, self.two.value)
        except Exception as error:
            self.said.value = failure(error)
            return
        self.said.value = sentence(said)
        self.points.show(points)

    def _show_point(self) -> None:
        """What both say on the chosen point, whole."""
        chosen = self.points.chosen
        if chosen is None:
            self.point.value = ""
            return
        sides = ((self.one.label, chosen["one_text"]), (self.two.label, chosen["two_text"]))
        both = "".join(_side(str(review), str(text)) for review, text in sides)
        self.point.value = f"<div class='wb-pair'>{both}</div>"


def _side(review: str, text: str) -> str:
    said = f"<p>{escape(text)}</p>" if text else "<p class='wb-about'>Says nothing like it.</p>"
    return panel(f"<h3>{escape(review)}</h3>{said}", review)
