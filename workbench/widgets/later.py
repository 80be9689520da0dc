"""What takes long is worked out when somebody asks for it, and says what it does meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as w

from workbench.widgets.parts import failure, words
from workbench.widgets.work import LongWork, Progress


class Later(w.VBox):
    """Widgets that are filled when they are first looked at.

    Parameters
    ----------
    doing
        What is done meanwhile, as its sentence begins: "Looking for what was said before".
    ask
        Works it out; takes a progress wrapper. What goes wrong, or was stopped, is told in plain
        words, and the next look asks again.
    have
        Shows what was worked out.
    parts
        The widgets, in sight once they have something to show.
    """

    def __init__(
        self,
        doing: str,
        ask: Callable[[Progress], Any],
        have: Callable[[Any], None],
        parts: Sequence[w.Widget],
    ) -> None:
        self._ask, self._have_it = ask, have
        self._wanted = False
        self.work = LongWork(doing)
        self.said = w.HTML()
        self.again = w.Button(description="Work it out", layout=w.Layout(width="auto"))
        self.again.on_click(lambda _: self.look())
        self.parts = w.VBox(list(parts))
        super().__init__([self.work, self.said, self.again, self.parts])
        self._sight(again=False, parts=False)

    @property
    def done(self) -> bool:
        """Whether it was worked out and is shown."""
        return self.parts.layout.display is None

    def look(self, *, at_once: bool = False) -> None:
        """Have it worked out, unless it is or is being; ``at_once`` before all else goes on."""
        if self._wanted:
            return
        self._wanted, self.said.value = True, ""
        self._sight(again=False, parts=False)
        self.work.run(self._ask, self._have, self._failed, at_once=at_once)

    def offer(self, why: str) -> None:
        """Say why it waits to be asked for, beside the button that asks."""
        self.said.value = words(why)
        self._sight(again=True, parts=False)

    def ask_anew(self) -> None:
        """Have it worked out again, as what was asked for has changed."""
        self._wanted = False
        self.look()

    def _have(self, result: Any) -> None:
        self._have_it(result)
        self._sight(again=False, parts=True)

    def _failed(self, error: Exception) -> None:
        self._wanted = False
        self._sight(again=True, parts=False)
        self.said.value = failure(error)

    def _sight(self, *, again: bool, parts: bool) -> None:
        self.again.layout.display = None if again else "none"
        self.parts.layout.display = None if parts else "none"
