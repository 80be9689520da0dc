"""The view of `notebooks/themes.ipynb`: themes side by side, and the passages behind each cell.

It takes a board to ask; it knows no SQL, opens no file and works nothing out.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, Protocol

import ipywidgets as w
import pandas as pd

from workbench.figures.drawn import Drawn
from workbench.widgets import said_before
from workbench.widgets.beside import BesideView
from workbench.widgets.figure import FigureView
from workbench.widgets.later import Later
from workbench.widgets.page import InContext, PageView, passage_on_page
from workbench.widgets.parts import as_date, failure, kind_words, row, sentence
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


SIDE_BY_SIDE, SAID_BEFORE, COMES_BACK, NEVER, UNFOUNDED, TWO = (
    "Side by side",
    "Said before",
    "What comes back",
    "Found, never recommended",
    "Recommended, never found",
    "Two reviews",
)


class Board(said_before.Board, Protocol):
    """What the view stands on: see ``tasks.ThemeBoard``. Each may raise a plain error."""

    def crosswalks(self) -> list[tuple[str, str]]: ...
    def matrix(self, by: str, crosswalk: str | None, progress: Any) -> tuple[Drawn, str]: ...
    def cell(self, by: str, crosswalk: str | None, position: int) -> pd.DataFrame: ...
    def cell_name(self, by: str, crosswalk: str | None, position: int) -> str: ...
    def in_context(self, ref: str) -> InContext: ...
    def recurrences(self, progress: Any) -> pd.DataFrame: ...
    def never_recommended(self, progress: Any) -> pd.DataFrame: ...
    def unsupported(self, progress: Any) -> pd.DataFrame: ...


class ThemesView(w.VBox):
    """A matrix whose cells open, what was said before, and what was never recommended.

    What stands behind a tab is worked out when the tab is first opened.
    """

    def __init__(self, board: Board, beside: BesideView, *, read_only: bool = False) -> None:
        self._board = board
        matrix = self._build_matrix()
        self.again, self.never, self.unsupported = _tables()
        self.said = said_before.SaidBeforeView(
            board, lambda count: self.sections.count({SAID_BEFORE: count}), read_only=read_only
        )
        self.echoes = self.said.echoes
        behind = {}
        for table in (self.never, self.unsupported):
            behind[table] = PageView()
            table.observe(partial(self._show_behind, table, behind[table]), names="selected")
        self.later = {
            SAID_BEFORE: Later(
                "Comparing recommendations:", board.echoes, self.said.have, [self.said]
            )
        } | {
            title: Later(
                doing,
                ask,
                partial(self._have, title, table),
                [table, *([behind[table]] if table in behind else [])],
            )
            for title, doing, ask, table in (
                (COMES_BACK, "Looking for what comes back:", board.recurrences, self.again),
                (
                    NEVER,
                    "Looking for what nobody recommended:",
                    board.never_recommended,
                    self.never,
                ),
                (
                    UNFOUNDED,
                    "Looking for what was never found:",
                    board.unsupported,
                    self.unsupported,
                ),
            )
        }
        self.sections = Sections(
            {
                SIDE_BY_SIDE: matrix,
                **{title: [later] for title, later in self.later.items()},
                TWO: [beside],
            },
            "What to compare",
            {TWO: beside.look, **{title: later.look for title, later in self.later.items()}},
        )
        super().__init__([self.sections])
        self.matrix.look(at_once=True)  # or it would wait for the cells below

    def _build_matrix(self) -> list[w.Widget]:
        wide = {"description_width": "initial"}
        self.by = w.Dropdown(options=_BY, description="Compare by", style=wide)
        lists = [("our own themes", ""), *((label, i) for i, label in self._board.crosswalks())]
        self.through = w.Dropdown(options=lists, description="Read through", style=wide)
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
            words={"kind": kind_words, "polarity": _told},
        )
        self.cell, self.page = w.HTML(), PageView()
        self.passages.observe(lambda _: self._show_page(), names="selected")
        self.matrix = Later(
            "Suggesting themes for",
            lambda progress: self._board.matrix(self.by.value, self._crosswalk, progress),
            self._draw,
            [self.stands_on, self.figure, self.cell, self.passages, self.page],
        )
        self.by.observe(lambda _: self.matrix.ask_anew(), names="value")
        self.through.observe(lambda _: self.matrix.ask_anew(), names="value")
        self.figure.observe(lambda _: self._open(), names="selected")
        return [row(self.by, self.through), self.matrix]

    @property
    def _crosswalk(self) -> str | None:
        return self.through.value or None

    def _have(self, title: str, table: RecordTable, found: pd.DataFrame) -> None:
        table.show(found)
        self.sections.count({title: len(found)})

    def _draw(self, found: tuple[Drawn, str]) -> None:
        drawn, stands_on = found
        self.stands_on.value = sentence(stands_on)
        self._list(pd.DataFrame(), "")
        self.figure.show(drawn)

    def _open(self) -> None:
        if not self.figure.selected:
            self._list(pd.DataFrame(), "")
            return
        which = (self.by.value, self._crosswalk, self.figure.selected[0])
        found = self._board.cell(*which)
        count = f"{len(found)} passage{'s' if len(found) != 1 else ''}"
        self._list(
            found,
            f"{count}: {self._board.cell_name(*which)}. Choose one, and it stands below on its "
            "own page.",
        )

    def _list(self, found: pd.DataFrame, said: str) -> None:
        self.cell.value = sentence(said) if said else ""
        self.passages.show(found)
        self.page.value = ""

    def _show_page(self) -> None:
        chosen = self.passages.chosen
        self._read(self.page, [] if chosen is None else [chosen["ref"]])

    def _show_behind(self, table: RecordTable, page: PageView, _: object) -> None:
        """The passages that a row of another list stands on."""
        chosen = table.chosen
        if chosen is None:
            self._read(page, [])
        else:
            self._read(page, chosen["refs"] if "refs" in chosen else [chosen["ref"]])

    def _read(self, page: PageView, refs: Iterable[object]) -> None:
        try:
            page.value = "".join(passage_on_page(self._board.in_context(str(ref))) for ref in refs)
        except Exception as error:
            page.value = failure(error)


def _told(polarity: object) -> str:
    """What a passage tells of, in the words of the figure above it."""
    return {"improvement": "shortfall", "mixed": "both"}.get(str(polarity), str(polarity))


def _tables() -> tuple[RecordTable, RecordTable, RecordTable]:
    """What comes back, what was never recommended, what never found."""
    return (
        RecordTable(
            pd.DataFrame(),
            (
                ("theme", "Theme", "minmax(10rem, 1fr)"),
                ("area", "Area", "8rem"),
                ("first_on", "First", "9.5rem"),
                ("sentence", "What happened", "minmax(20rem, 3fr)"),
            ),
            label="Themes that come back",
            empty="No theme was found wanting twice.",
            whole=True,
            words={"first_on": as_date},
        ),
        RecordTable(
            pd.DataFrame(),
            (
                ("review", "Review", "minmax(12rem, 2fr)"),
                ("theme", "Theme", "minmax(10rem, 1fr)"),
                ("shortfalls", "Shortfalls", "7rem"),
            ),
            label="Found wanting, and nothing recommended",
            empty="Every shortfall has a recommendation of its theme.",
        ),
        RecordTable(
            pd.DataFrame(),
            (
                ("review", "Review", "minmax(10rem, 1fr)"),
                ("number", "Number", "5.5rem"),
                ("text", "Recommendation", "minmax(18rem, 3fr)"),
                ("why", "Why it is listed", "minmax(10rem, 1fr)"),
            ),
            label="Recommendations no finding supports",
            empty="Every recommendation stands on a finding.",
            whole=True,
        ),
    )
