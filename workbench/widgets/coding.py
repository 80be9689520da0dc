"""The coding view: a passage in its context, suggestions with their words, decisions by keyboard.

The page only shows and asks; each decision goes to the kernel at once and is kept before the page
shows it as made, so that nothing is lost when a browser or a kernel dies.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import anywidget
import traitlets as t

from workbench.errors import WorkbenchError
from workbench.style import css_variables

_HERE = Path(__file__).parent


class Session(Protocol):
    """What the view stands on: see ``tasks.coding.CodingSession``."""

    def look(self) -> dict[str, Any]: ...
    def choose(self, facet: str, codes: list[str], why: str = "") -> None: ...
    def accept_suggestions(self) -> None: ...
    def undo(self) -> str: ...
    def next(self) -> None: ...
    def previous(self) -> None: ...
    def open(self, ref: str) -> None: ...


class CodingView(anywidget.AnyWidget):
    """One passage at a time.

    Attributes
    ----------
    state : dict
        All that the page shows: see ``tasks.coding.CodingSession.look``.
    said : str
        What just happened, spoken to a screen reader.
    """

    _esm = _HERE / "coding.js"
    _css = css_variables() + (_HERE / "coding.css").read_text(encoding="utf-8")

    state = t.Dict().tag(sync=True)
    said = t.Unicode("").tag(sync=True)
    where = t.Unicode("").tag(sync=True)  # what a draft in the browser belongs to

    def __init__(self, session: Session, **traits: Any) -> None:
        super().__init__(**traits)
        self._session = session
        self.state = session.look()
        self.on_msg(self._asked)

    def _asked(self, _: Any, asked: Any, __: Any) -> None:
        try:
            self.said = self._do(asked)
        except WorkbenchError as error:
            self.said = str(error)
        self.state = self._session.look()

    def _do(self, asked: dict[str, Any]) -> str:
        session, what = self._session, asked["do"]
        if what == "choose":
            session.choose(asked["facet"], list(asked["codes"]), asked.get("why", ""))
            return "Kept."
        if what == "accept":
            session.accept_suggestions()
            session.next()
            return "Accepted as suggested; the next passage."
        if what == "undo":
            return session.undo()
        if what == "next":
            session.next()
            return "The next passage."
        if what == "previous":
            session.previous()
            return "The passage before."
        session.open(asked["ref"])
        return "Opened."
