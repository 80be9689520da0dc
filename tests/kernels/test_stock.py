"""A stock kernel's answer is read, even when the news of it got lost."""

from __future__ import annotations

import asyncio
import time

import zmq
import zmq.asyncio
from jupyter_client.session import Session

from workbench.kernels.stock import AskingChannel, StockKernelManager


async def _answer_whose_news_is_lost(channel: type[AskingChannel]) -> dict:
    context = zmq.asyncio.Context()
    kernel, client = zmq.Context().socket(zmq.DEALER), context.socket(zmq.DEALER)
    session = Session(key=b"invented")
    try:
        client.connect(f"tcp://127.0.0.1:{kernel.bind_to_random_port('tcp://127.0.0.1')}")
        waiting = asyncio.ensure_future(channel(client, session).get_msg())
        await asyncio.sleep(0.2)
        session.send(kernel, "execute_reply", content={"status": "ok"})
        # What a send does on the same socket: it asks zmq for news, which is told only once.
        time.sleep(0.2)
        zmq.Socket.shadow(client.underlying).getsockopt(zmq.EVENTS)
        return await asyncio.wait_for(waiting, 10)
    finally:
        kernel.close(0)
        client.close(0)


def test_an_answer_is_read_whose_news_went_to_a_send() -> None:
    message = asyncio.run(_answer_whose_news_is_lost(AskingChannel))
    assert message["content"] == {"status": "ok"}


def test_the_clients_of_our_manager_ask_so() -> None:
    client = StockKernelManager(kernel_name="python3").client_factory
    assert issubclass(client().shell_channel_class, AskingChannel)
