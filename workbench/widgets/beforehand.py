"""What will be asked for is made ready before anybody asks, beside the kernel's own thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

LONG = 5_000  # rows from which searching takes long enough to be made ready beforehand


def make_ready(search: Callable[[], object], rows: int) -> None:
    """Begin ``search``, which keeps what it makes, where there are many rows to make ready."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return  # a plain program waits for nobody
    if rows > LONG:
        threading.Thread(target=search, daemon=True).start()
