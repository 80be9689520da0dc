"""How much a call does, counted and not timed: the same on every machine, busy or idle."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

_PATTERNS = str(Path(re.__file__).parent)


def lines_run(call: Callable[[], object]) -> int:
    """Lines of Python that ``call`` runs.

    What C does inside one line, as a pattern's search does, counts as one: for that there is
    :func:`must_end`. Compiling a pattern does not count: whether it must be done hangs on how many
    patterns others left in Python's own store.
    """
    count = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        if frame.f_code.co_filename.startswith(_PATTERNS):
            return None
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
