"""An exercise's questions and its check: right, or not yet and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import ipywidgets as w

from workbench.widgets.parts import failure, heading, notice, panel


class ExerciseView(w.VBox):
    """What is asked, a button, and what the check says.

    Parameters
    ----------
    asks
        (name, question) pairs.
    check
        Called with what was typed, by name; gives something with ``right`` and, as a string, the
        words.
    """

    def __init__(self, asks: Sequence[tuple[str, str]], check: Callable[..., Any]) -> None:
        self._check = check
        wide = {"description_width": "initial"}
        self.answers = {
            name: w.Text(description=question, style=wide, layout=w.Layout(width="48rem"))
            for name, question in asks
        }
        self.button = w.Button(description="Check", button_style="primary")
        self.button.on_click(lambda _: self.look())
        self.said = w.HTML()
        super().__init__([heading("Check"), *self.answers.values(), self.button, self.said])

    def look(self) -> None:
        """Check what was typed or done."""
        try:
            answer = self._check(**{name: box.value for name, box in self.answers.items()})
        except Exception as error:
            self.said.value = failure(error)
            return
        self.said.value = notice(str(answer)) if answer.right else panel(_spoken(answer))


def _spoken(answer: Any) -> str:
    return f"<p role='status'>{escape(str(answer))}</p>"
