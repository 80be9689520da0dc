"""Where the things that ship with the workbench are: vocabulary, templates, invented data."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_REPOSITORY = _PACKAGE.parent


def shipped(*parts: str) -> Path:
    """A file or folder that ships with the workbench, e.g. ``shipped("data", "vocabulary")``.

    In a checkout it is beside the package; in an installed wheel inside it. The environment
    variable ``WORKBENCH_HOME`` points elsewhere, for a partnership that keeps its own copy.
    """
    home = os.environ.get("WORKBENCH_HOME")
    if home:
        return Path(home).joinpath(*parts)
    beside = _REPOSITORY.joinpath(*parts)
    return beside if beside.exists() else _PACKAGE.joinpath("_shipped", *parts)


def default_library() -> Path:
    """Where a library is kept unless a person says otherwise.

    ``$WORKBENCH_LIBRARY``, else ``library`` beside the notebooks of a checkout, else
    ``library`` in the folder the person is in.
    """
    named = os.environ.get("WORKBENCH_LIBRARY")
    if named:
        return Path(named)
    base = _REPOSITORY if (_REPOSITORY / "pyproject.toml").exists() else Path.cwd()
    return base / "library"
