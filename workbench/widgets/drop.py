"""A place to drop files into, or to choose them from: what is dropped comes to Python by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets as t

from workbench.style import css_variables

_HERE = Path(__file__).parent

Files = Sequence[tuple[str, bytes]]


class DropFiles(anywidget.AnyWidget):
    """Files by mouse or by keyboard.

    Parameters
    ----------
    what
        What is dropped, in the plural: "reports".
    kinds
        What can be read, in words: "PDF, Word, HTML or text".
    accept
        The endings the file chooser offers: ``".pdf,.docx"``. What is dropped may be anything;
        what cannot be read is told by whoever reads it.
    received
        Called with ``(name, content)`` of each file, once all of them are here.
    """

    _esm = _HERE / "drop.js"
    _css = css_variables() + (_HERE / "drop.css").read_text(encoding="utf-8")

    what = t.Unicode().tag(sync=True)
    kinds = t.Unicode().tag(sync=True)
    accept = t.Unicode().tag(sync=True)

    def __init__(
        self, what: str, kinds: str, accept: str, received: Callable[[Files], None]
    ) -> None:
        super().__init__(what=what, kinds=kinds, accept=accept)
        self._received = received
        self._waiting: list[tuple[str, bytes]] = []
        self.on_msg(self._heard)

    def _heard(self, _: Any, said: Any, buffers: Sequence[Any]) -> None:
        """One file a message; the first of a drop begins anew, the last hands them on."""
        if said["at"] == 0:
            self._waiting = []
        self._waiting.append((str(said["name"]), bytes(buffers[0])))
        if said["at"] + 1 == said["of"]:
            files, self._waiting = self._waiting, []
            self._received(files)
