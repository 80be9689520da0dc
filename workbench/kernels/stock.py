"""Stock kernels, asked in a way that no answer is missed, from several threads.

jupyter_client sends on a socket that asyncio waits on (``Session.send`` goes round asyncio), and
zmq tells of news only once: what arrives while something is sent can stay unread, and the one who
waits for it waits for ever. It was met once in forty notebooks with an ``Output`` widget, whose
state is sent while a cell's answer is awaited. Asking again each second reads what was missed.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from queue import Empty
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.manager import AsyncKernelManager
from traitlets import Type

SECONDS = 1.0


class AskingChannel(AsyncZMQSocketChannel):
    """A channel that looks again each second whether something has come."""

    async def get_msg(  # type: ignore[override]  # as the class it extends
        self, timeout: float | None = None
    ) -> dict[str, Any]:
        """The next message.

        Raises
        ------
        queue.Empty
            When none has come after ``timeout`` seconds; None waits for as long as it takes.
        """
        until = float("inf") if timeout is None else time.monotonic() + timeout
        while True:
            left = max(0.0, until - time.monotonic())
            try:
                return await super().get_msg(min(left, SECONDS))
            except Empty:
                if left <= SECONDS:
                    raise


class AskingClient(AsyncKernelClient):
    """A client whose shell and iopub channels are such."""

    shell_channel_class = Type(AskingChannel)
    iopub_channel_class = Type(AskingChannel)


class StockKernelManager(AsyncKernelManager):
    """jupyter_client's own manager of kernels, with that client."""

    client_class = "workbench.kernels.stock.AskingClient"
    client_factory = Type(AskingClient)


_FIRST = threading.Lock()
_LOOKED_UP = threading.Event()


@contextmanager
def first_alone() -> Iterator[None]:
    """Let no second notebook begin before the first in this process has ended.

    traitlets looks up classes that are named by a string when they are first used, and fails
    when two threads do so at the same time.
    """
    with ExitStack() as alone:
        alone.enter_context(_FIRST)
        if _LOOKED_UP.is_set():
            alone.close()
        yield
        _LOOKED_UP.set()
