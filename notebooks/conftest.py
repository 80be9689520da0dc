"""Under nbval the notebooks work on a library of the invented reports, read once a session."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

_folders: list[str] = []


def pytest_sessionstart() -> None:
    """Before any kernel starts, since nbval's cells take no fixtures; kernels inherit it."""
    from workbench.demo import northmoor

    _folders.append(tempfile.mkdtemp(prefix="workbench-northmoor-"))
    northmoor(Path(_folders[0]))
    os.environ["WORKBENCH_LIBRARY"] = _folders[0]


def pytest_sessionfinish() -> None:
    """Leave nothing behind."""
    for folder in _folders:
        shutil.rmtree(folder, ignore_errors=True)
