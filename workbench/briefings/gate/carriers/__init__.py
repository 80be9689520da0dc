"""Files taken apart into every piece of text they hold. One module a format, chosen by a table."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Contents, Segment
from workbench.errors import DocumentError, EmptyError, TooLargeError, UnknownTypeError

_CARRIERS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "word",
    ".pdf": "pdf",
}
SUFFIXES = tuple(_CARRIERS)
MB = 1024 * 1024
LIMIT_MB = 150


def contents_of(path: Path, data: bytes, lists: Lists) -> Contents:
    """Every piece of text of a file, its name among them.

    Raises
    ------
    UnknownTypeError
        For another type of file.
    DocumentError
        When it is empty, damaged, locked or too large.
    """
    module = _CARRIERS.get(path.suffix.lower())
    if module is None:
        raise UnknownTypeError(path.name, SUFFIXES)
    if not data.strip():
        raise EmptyError(path.name)
    if len(data) > LIMIT_MB * MB:
        raise TooLargeError(path.name, len(data) / MB, LIMIT_MB)
    carrier = import_module(f"workbench.briefings.gate.carriers.{module}")
    contents: Contents = carrier.contents(data, path.name, lists)
    contents.segments.insert(0, Segment(path.stem, "the file's name", "link"))
    return contents


def read_bytes(path: Path) -> bytes:
    """The whole file.

    Raises
    ------
    DocumentError
        When it cannot be opened.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{path.name} cannot be opened ({error.strerror}).",
            "Check that it is there and that you may read it.",
        ) from error
