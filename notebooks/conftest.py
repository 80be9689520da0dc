"""Under nbval the notebooks work on a library of the invented reports, read once a session."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session", autouse=True)
def _northmoor():
    from workbench import tasks
    from workbench.library import Library

    before = os.environ.get("WORKBENCH_LIBRARY")
    with tempfile.TemporaryDirectory(prefix="workbench-northmoor-") as folder:
        with Library.open(folder, create=True) as library:
            tasks.add(library, [REPOSITORY / "data" / "northmoor" / "reports"], who="Northmoor")
        # Kernels inherit it; the notebooks' own parameter stays "".
        os.environ["WORKBENCH_LIBRARY"] = folder
        yield
    if before is None:
        del os.environ["WORKBENCH_LIBRARY"]
    else:
        os.environ["WORKBENCH_LIBRARY"] = before
