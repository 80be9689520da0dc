"""Under nbval the notebooks work on a library of the invented reports, read once a session."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
_folders: list[str] = []


def pytest_sessionstart() -> None:
    """Before any kernel starts, since nbval's cells take no fixtures; kernels inherit it."""
    from workbench import tasks
    from workbench.library import Library

    _folders.append(tempfile.mkdtemp(prefix="workbench-northmoor-"))
    with Library.open(_folders[0], create=True) as library:
        tasks.add(library, [REPOSITORY / "data" / "northmoor" / "reports"], who="Northmoor")
    os.environ["WORKBENCH_LIBRARY"] = _folders[0]


def pytest_sessionfinish() -> None:
    """Leave nothing behind."""
    for folder in _folders:
        shutil.rmtree(folder, ignore_errors=True)
