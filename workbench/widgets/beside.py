"""The view of what comes back, and of two reviews side by side, point by point.

It takes a board to ask (``tasks.ThemeBoard``); it knows no SQL and works nothing out.
"""

from __future__ import annotations

from typing import Protocol

import ipywidgets as w
import pandas as pd

from workbench.widgets.parts import failure, sentence
from workbench.widgets.table import RecordTable


class Board(Protocol):
    """What the view stands on: see ``tasks.ThemeBoard``."""

    def reviews(self) -> list[tuple[str, str]]: ...
    def recurrences(self) -> pd.DataFrame: ...
    def unsupported(self) -> pd.DataFrame: ...
    def side_by_side(self, one: str, two: str) -> tuple[pd.DataFrame, str]: ...


class BesideView:
    """Themes that come back, recommendations no finding supports, two reviews side by side.

    ``again``, ``unsupported`` and ``two_reviews`` are what a view puts into its sections.
    """

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
            empty="Choose two different reviews.",
        )
        self.again = RecordTable(
            board.recurrences(),
            (
                ("theme", "Theme", "minmax(10rem, 1fr)"),
                ("area", "Area", "8rem"),
                ("first_on", "First", "7rem"),
                ("sentence", "What happened", "minmax(20rem, 3fr)"),
            ),
            label="Themes that come back",
            empty="No theme was found wanting twice.",
        )
        self.unsupported = RecordTable(
            board.unsupported(),
            (
                ("review", "Review", "minmax(10rem, 1fr)"),
                ("number", "Number", "5.5rem"),
                ("text", "Recommendation", "minmax(18rem, 3fr)"),
                ("why", "Why it is listed", "minmax(10rem, 1fr)"),
            ),
            label="Recommendations no finding supports",
            empty="Every recommendation stands on a finding.",
        )
        self.one.observe(lambda _: self._put_beside(), names="value")
        self.two.observe(lambda _: self._put_beside(), names="value")
        pair = w.HBox([self.one, self.two], layout=w.Layout(flex_flow="row wrap"))
        self.two_reviews = [pair, self.said, self.points]
        self._put_beside()

    def _put_beside(self) -> None:
        if self.one.value is None or self.two.value is None:
            self.said.value = sentence("The library holds no two reviews to compare yet.")
            return
        try:
            points, said = self._ask.side_by_side(self.one.value, self.two.value)
        except Exception as error:
            self.said.value = failure(error)
            self.points.show(pd.DataFrame())
            return
        self.said.value = sentence(said)
        self.points.show(points)
