"""A notebook that somebody only ran is saved as it was: without what it showed them.

JupyterLab saves by itself every half minute. What a view showed (a case, a report not yet
published) has no business in the notebook's file, and a file that changed stands in the way when
the workbench is brought up to date.
"""

from __future__ import annotations

import warnings
from pathlib import PurePosixPath
from typing import Any

OURS = ("notebooks",)  # the folder of the notebooks that ship; its tutorial included


def begin(config: Any) -> None:
    """Have a Jupyter server save its notebooks so.

    The server checks the setting once more after it took it, finds our hook in its own place, and
    warns of it at each start.
    """
    itself = r"Overriding existing pre_save_hook \(as_it_was\) with a new one \(as_it_was\)"
    warnings.filterwarnings("ignore", message=itself)
    config.ContentsManager.pre_save_hook = as_it_was


def as_it_was(model: dict[str, Any], path: str, contents_manager: Any, **_: Any) -> None:
    """Jupyter's hook before a save: put what is on the disk in place of what is to be saved.

    Parameters
    ----------
    model
        What is to be saved; changed in place where its cells say what those on the disk say.
    path
        Where, from the root of the server.
    """
    if model.get("type") != "notebook" or PurePosixPath(path.strip("/")).parts[:1] != OURS:
        return
    import nbformat

    try:
        held = nbformat.read(contents_manager._get_os_path(path), as_version=4)
    except (OSError, ValueError):
        return  # a new one, or one that is broken: it is saved as it is
    if _cells(held) == _cells(model["content"]):
        model["content"] = held


def _cells(notebook: dict[str, Any]) -> list[tuple[str, str]]:
    return [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]
