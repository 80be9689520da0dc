"""Long work in a view: a bar with the time left, and a button to stop between two things.

The work runs beside the kernel's own thread, so that Cancel is heard and the rest of the notebook
goes on; what it says comes back to the kernel's thread before it reaches a widget.
"""

from __future__ import annotations

import asyncio
import contextvars
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import ipywidgets as w

Result = TypeVar("Result")
Progress = Callable[[Iterable[Any], int], Iterable[Any]]


class LongWork(w.VBox):
    """A bar, a sentence and a Cancel button; in sight only while something is done.

    Parameters
    ----------
    doing
        What is done, as the sentence begins: "Reading".
    """

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._stop = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.bar = w.IntProgress(layout=w.Layout(width="20em"))
        self.bar.style.bar_color = "#1f5a8c"
        self.said = w.HTML()
        self.cancel = w.Button(description="Cancel", tooltip=f"Stop {doing.lower()}")
        self.cancel.on_click(lambda _: self.stop())
        super().__init__([w.HBox([self.bar, self.cancel]), self.said])
        self.layout.display = "none"

    @property
    def stopped(self) -> bool:
        """Whether the last work was cancelled."""
        return self._stop.is_set()

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self.layout.display != "none"

    def stop(self) -> None:
        """Stop before the next thing; what is done stays done."""
        self._stop.set()
        self.cancel.disabled = True
        self._say("Stopping after this one…")

    def run(
        self,
        work: Callable[[Progress], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
        *,
        at_once: bool = False,
    ) -> None:
        """Do ``work``, then ``done`` with its result or ``failed`` with its error.

        Beside the kernel where there is one, unless it is wanted ``at_once``, as it is in a plain
        program.
        """
        if self.busy and not self.cancel.disabled:
            return
        self._stop.clear()
        self.cancel.disabled = False
        self._show(0, 1, None, None)
        self.layout.display = ""
        self._loop = None if at_once else _running_loop()
        if self._loop is None:
            self._work(work, done, failed)
            return
        context = contextvars.copy_context()
        threading.Thread(
            target=context.run, args=(self._work, work, done, failed), daemon=True
        ).start()

    def _work(self, work: Any, done: Any, failed: Any) -> None:
        try:
            result = work(self._progress)
        except Exception as error:
            self._tell(self._end, failed, error)
        else:
            self._tell(self._end, done, result)

    def _end(self, then: Callable[[Any], None], what: Any) -> None:
        self.layout.display = "none"
        try:
            then(what)
        except Exception as error:
            # Nobody sees what a callback of the kernel's loop raises: it is told here.
            traceback.print_exception(error)
            self.layout.display, self.cancel.disabled = "", True
            self._say(
                f"This is a mistake in the workbench, not yours: {type(error).__name__}: {error} "
                "Run the notebook again; if it comes back, please report it with these words."
            )

    def _tell(self, what: Callable[..., None], *arguments: Any) -> None:
        """Do something in the kernel's own thread."""
        if self._loop is None:
            what(*arguments)
        else:
            context = contextvars.copy_context()
            self._loop.call_soon_threadsafe(what, *arguments, context=context)

    def _progress(self, items: Iterable[Any], total: int) -> Iterator[Any]:
        began = monotonic()
        for done, item in enumerate(items):
            if self._stop.is_set():
                return
            left = (monotonic() - began) / done * (total - done) if done else None
            self._tell(self._show, done, total, _name(item), left)
            yield item

    def _show(self, done: int, total: int, name: str | None, left: float | None) -> None:
        self.bar.max, self.bar.value = max(total, 1), done
        if name is None:
            self._say(f"{self._doing}…")
        elif not self._stop.is_set():
            time = f"; {in_words(left)} left" if left is not None else ""
            self._say(f"{self._doing} {done + 1} of {total}: {name}{time}")

    def _say(self, words: str) -> None:
        from workbench.widgets.parts import words as plain

        self.said.value = plain(words)


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def in_words(seconds: float) -> str:
    """How long that is, as a person would say it."""
    if seconds < 5:
        return "a few seconds"
    if seconds < 90:
        return f"about {max(5, round(seconds / 5) * 5)} seconds"
    return f"about {round(seconds / 60)} minutes"


def _name(item: Any) -> str:
    return item.name if isinstance(item, Path) else str(item)
