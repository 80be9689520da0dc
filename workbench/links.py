"""A link to a file that was written, for the views: it opens in JupyterLab, else a copy is saved.

A page of Voilà's reaches no file of the machine, and JupyterLab only those below its own folder.
So the file itself is in the link, and the browser saves it; our extension of JupyterLab takes the
click first (``templates/lab/extensions``) and opens the file where it lies, if it can reach it.
"""

from __future__ import annotations

import base64
import mimetypes
import os
from html import escape
from pathlib import Path

# What stands in a link goes through the page with every look at it: a briefing has a few hundred
# kilobytes, and what is far larger is told by its place alone.
_MOST_BYTES = 8_000_000


def link_to(path: Path, beside: Path | None = None) -> str:
    """A link to a file, as HTML, under the file's own name; the bare name where it is too large.

    Parameters
    ----------
    beside
        The folder of the notebook that shows it; None is the folder its kernel works in.

    Raises
    ------
    OSError
        When the file cannot be read.
    """
    name = escape(path.name)
    if path.stat().st_size > _MOST_BYTES:
        return name
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    content = base64.b64encode(path.read_bytes()).decode("ascii")
    return (
        f"<a href='data:{kind};base64,{content}' download='{name}'"
        f"{_place(path, beside or Path.cwd())}>{name}</a>"
    )


def _place(path: Path, beside: Path) -> str:
    """Where it lies as seen from the notebook, for JupyterLab; "" on another drive of Windows."""
    try:
        place = os.path.relpath(path.absolute(), beside.absolute())
    except ValueError:
        return ""
    return f" data-wb-file='{escape(Path(place).as_posix())}'"
