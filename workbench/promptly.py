"""A kernel's answer reaches the page at once.

An answer comes in several small messages. Left to itself the system keeps the second back until
the first is acknowledged, which the other side does after up to 40 ms (Nagle's algorithm and
delayed acknowledgements; see Tornado's ``WebSocketHandler.set_nodelay``).
"""

from __future__ import annotations

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

CONNECTION = "workbench.promptly.PromptConnection"  # ServerApp.kernel_websocket_connection_class


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Jupyter's own connection of a page to its kernel, whose small messages do not wait."""

    def connect(self):  # type: ignore[no-untyped-def]
        self.websocket_handler.set_nodelay(True)
        return super().connect()
