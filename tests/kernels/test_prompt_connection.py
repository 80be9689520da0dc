"""A kernel's small messages are not kept back on their way to the page."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from samples import REPOSITORY
from traitlets.config.loader import PyFileConfigLoader
from traitlets.utils.importstring import import_item

from workbench import screens
from workbench.promptly import PromptConnection


def test_the_page_s_connection_sends_at_once_and_is_otherwise_jupyter_s_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[object] = []
    monkeypatch.setattr(
        ZMQChannelsWebsocketConnection, "connect", lambda self: done.append("connected")
    )

    class OfATest(PromptConnection):
        websocket_handler = SimpleNamespace(set_nodelay=done.append)

    OfATest.__new__(OfATest).connect()
    assert done == [True, "connected"]


def test_jupyterlab_is_told_to_use_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screens, "begin", lambda: None)
    folder = REPOSITORY / "templates" / "lab"
    config = PyFileConfigLoader("jupyter_lab_config.py", str(folder)).load_config()
    assert import_item(config.ServerApp.kernel_websocket_connection_class) is PromptConnection
