"""How much a call does, counted and not timed: the same on every machine, busy or idle."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


def lines_run(call: Callable[[], object]) -> int:
    """Lines of Python that ``call`` runs. What C does inside one line, as a pattern's search
    does, counts as one: for that there is :func:`must_end`."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


@contextmanager
def must_end(minutes: int = 5) -> Iterator[None]:
    """Fail what would never end, as a pattern that tries every way through a text. It guards
    against a hang: the limit is far from what the call takes on the slowest machine."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"not done after {minutes} minutes: it may never be")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(60 * minutes)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
