"""What every test may use: small records, and a library made of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from samples import a_document, a_reading

from workbench.library import Library


@pytest.fixture
def published_reports() -> Path:
    """The folder of published reports, where the machine has it."""
    folder = os.environ.get("WORKBENCH_REPORTS")
    if not folder or not Path(folder).is_dir():
        pytest.skip("WORKBENCH_REPORTS names no folder: the published reports are not ours to ship")
    return Path(folder)


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """A file that stands for the original of :func:`a_document`."""
    path = tmp_path / "coming" / "hartwell.txt"
    path.parent.mkdir()
    path.write_text("as it came", encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path, original: Path):
    """A library that holds :func:`a_reading`."""
    with Library.open(tmp_path / "library", create=True) as library:
        document = a_document()
        library.add(document, [a_reading(document)], original, who="Ada")
        yield library
