"""The form to correct a passage. What is typed stays in the browser until it is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets as t

from workbench.errors import WorkbenchError
from workbench.style import css_variables

_HERE = Path(__file__).parent


class CorrectForm(anywidget.AnyWidget):
    """One passage's fields, to correct one at a time or to take back.

    Parameters
    ----------
    where
        What the drafts belong to: the library's folder.
    correct, undo, open_passage
        Called with (ref, field, value, why), (ref, field) and (ref); each may raise an error
        whose words are shown in the form.

    Attributes
    ----------
    ref : str
        The passage in the form; "" hides it.
    values : dict
        field -> its value now, as words.
    """

    _esm = _HERE / "correct.js"
    _css = css_variables() + (_HERE / "correct.css").read_text(encoding="utf-8")

    where = t.Unicode().tag(sync=True)
    ref = t.Unicode("").tag(sync=True)
    name = t.Unicode("").tag(sync=True)
    values = t.Dict().tag(sync=True)
    field = t.Unicode("text").tag(sync=True)
    said = t.Dict({"words": "", "failed": False}).tag(sync=True)
    kept = t.Dict({}).tag(sync=True)  # the last that was saved: its draft is no longer needed

    def __init__(
        self,
        where: str,
        correct: Callable[[str, str, str, str], Any],
        undo: Callable[[str, str], Any],
        open_passage: Callable[[str], None],
    ) -> None:
        super().__init__(where=where)
        self._correct, self._undo, self._open = correct, undo, open_passage
        self.on_msg(self._asked)

    def show(self, ref: str, name: str, values: dict[str, str]) -> None:
        """Put a passage into the form."""
        with self.hold_sync():
            self.ref, self.name, self.values = ref, name, values
            self.said = {"words": "", "failed": False}

    def _asked(self, _: Any, asked: Any, __: Any) -> None:
        try:
            self._do(asked)
        except WorkbenchError as error:
            self.said = {"words": str(error), "failed": True}

    def _do(self, asked: dict[str, Any]) -> None:
        if asked["do"] == "open":
            self._open(str(asked["ref"]))
            return
        ref, field = str(asked["ref"]), str(asked["field"])
        self.field = field
        if asked["do"] == "save":
            self._correct(ref, field, str(asked["value"]), str(asked["why"]))
            words = "Saved. What was read is kept beside it."
        else:
            self._undo(ref, field)
            words = "It is as it was read. The correction stays in the history."
        self.kept = {"ref": ref, "field": field}
        self._open(ref)
        self.said = {"words": words, "failed": False}
