"""``make app``: the notebooks as pages, for people who should not see JupyterLab.

Voilà runs each notebook anew for everybody who opens it, on this machine only and behind a token.
Nothing is asked for from elsewhere: its own template fetches an icon font, ours does not.
"""

from __future__ import annotations

import argparse
import os
import threading
import webbrowser
from collections.abc import Sequence

from workbench import promptly, screens
from workbench.places import shipped


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve the notebooks until the person stops it."""
    parser = argparse.ArgumentParser(prog="make app", description="The notebooks as pages.")
    parser.add_argument("--port", type=int, default=8866)
    parser.add_argument("--read-only", action="store_true", help="show, and let nobody change")
    parser.add_argument("--no-browser", action="store_true", help="only say the address")
    parser.add_argument("--token", default="", help="the token to ask for; else one is made")
    given = parser.parse_args(arguments)
    if given.read_only:
        os.environ["WORKBENCH_READ_ONLY"] = "1"
    serve(given.port, given.token, open_browser=not given.no_browser)


def serve(port: int, token: str = "", *, open_browser: bool = True) -> None:
    """Serve ``notebooks/`` on the loopback address."""
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        part
        for part in (str(shipped("templates", "jupyter")), os.environ.get("JUPYTER_PATH"))
        if part
    )
    screens.begin()
    # Only now: Voilà reads where its templates are when it is imported.
    from voila.app import Voila
    from voila.configuration import VoilaConfiguration

    class Pages(Voila):
        """Opens the first page, with its token, instead of a list of files."""

        def launch_browser(self) -> None:
            query = f"?token={self.identity_provider.token}"
            address = f"{self.connection_url}voila/render/start.ipynb{query}"
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    pages = Pages.instance()
    pages.ip = "127.0.0.1"
    pages.port = port
    pages.open_browser = open_browser
    if token:
        pages.token = token
    else:
        pages.auto_token = True
    options = [
        str(shipped("notebooks")),
        f"--{VoilaConfiguration.__name__}.template=workbench",
        f"--{VoilaConfiguration.__name__}.file_allowlist=[]",
        f"--{VoilaConfiguration.__name__}.show_tracebacks=False",
        "--Voila.tornado_settings={'websocket_max_message_size': 314572800}",
        f"--Voila.kernel_websocket_connection_class={promptly.CONNECTION}",
    ]
    # The page's own farewell is refused where there is a token: a kernel nobody looks at any more
    # ends by itself.
    options += [
        f"--KernelProvisionerFactory.default_provisioner_name={screens.PROVISIONER}",
        "--MappingKernelManager.cull_idle_timeout=300",
        "--MappingKernelManager.cull_interval=60",
    ]
    pages.initialize(options)
    pages.start()


if __name__ == "__main__":
    main()
