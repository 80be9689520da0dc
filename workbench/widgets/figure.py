"""A Bokeh figure as a widget: drawn offline, chosen in by mouse and keyboard, heard as a table.

BokehJS is sent by the kernel, once a page: no address elsewhere is asked, nothing is stored in the
notebook, and no plot is drawn before it is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import traitlets as t
from bokeh.embed import json_item
from bokeh.util.paths import bokehjs_path

from workbench.figures.drawn import Drawn
from workbench.figures.theme import bokeh_theme
from workbench.style import css_variables, dark_of

_HERE = Path(__file__).parent


def _packed(positions: Sequence[int] | None, _: Any = None) -> bytes | None:
    return None if positions is None else np.asarray(positions, dtype="<u4").tobytes()


def _unpacked(sent: Any, _: Any = None) -> list[int] | None:
    return None if sent is None else np.frombuffer(sent, dtype="<u4").tolist()


# Positions of very many rows go as bytes, four each; the page has them already when it sends them.
_AS_BYTES = {"to_json": _packed, "from_json": _unpacked, "echo_update": False}


class FigureView(anywidget.AnyWidget):
    """One figure with its sentence, its buttons and its table.

    Attributes
    ----------
    selected : list of int
        Positions, in the figure's data source, of the chosen rows; both ways.
    shown : list of int or None
        Positions of the rows to show; None is all.
    """

    _esm = "".join(
        (_HERE / name).read_text(encoding="utf-8") for name in ("figure_choice.js", "figure.js")
    )
    _css = css_variables() + (_HERE / "figure.css").read_text(encoding="utf-8")

    item = t.Dict().tag(sync=True)
    label = t.Unicode().tag(sync=True)
    sentence = t.Unicode().tag(sync=True)
    table = t.Dict().tag(sync=True)
    # Any, since traitlets' own hints know no such lists.
    selected: Any = t.List().tag(sync=True, **_AS_BYTES)
    shown: Any = t.List(allow_none=True, default_value=None).tag(sync=True, **_AS_BYTES)
    # Figures are drawn in the light palette; on a dark page each colour gives way to its dark one.
    dark = t.Dict(dark_of()).tag(sync=True)

    def __init__(self, drawn: Drawn | None = None, **traits: Any) -> None:
        super().__init__(**traits)
        self.on_msg(self._asked)
        if drawn is not None:
            self.show(drawn)

    def show(self, drawn: Drawn) -> None:
        """Draw another figure in the same place."""
        with self.hold_sync():
            self.selected, self.shown = [], None
            self.label, self.sentence = drawn.title, drawn.sentence
            self.table = _table(drawn)
            self.item = json_item(drawn.figure, theme=bokeh_theme())

    def _asked(self, _: Any, content: Any, __: Any) -> None:
        if content == "bokehjs":
            self.send({"bokehjs": True}, buffers=[_bokehjs()])


@cache
def _bokehjs() -> bytes:
    return Path(bokehjs_path(), "js", "bokeh.min.js").read_bytes()


def _table(drawn: Drawn, most: int = 500) -> dict[str, Any]:
    """The rows a person can read; of very many, the first, and how many there are."""
    rows = drawn.table.head(most)
    return {
        "columns": [str(c) for c in drawn.table.columns],
        "rows": [["" if v is None else str(v) for v in row] for row in rows.to_numpy().tolist()],
        "of": len(drawn.table),
        "positions": None if drawn.positions is None else list(drawn.positions[:most]),
    }
