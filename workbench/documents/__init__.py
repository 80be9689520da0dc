"""Files to pages of blocks: :func:`read_document` is the one way in.

PDF (with text), Word, HTML, plain text and Markdown. One module a format, chosen by a table.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path

from workbench.documents import files
from workbench.documents.model import Block, Document, Furniture
from workbench.errors import NoTextError, UnknownTypeError

__all__ = ["SUFFIXES", "Block", "Document", "Furniture", "read_document"]

# suffix -> (module in this folder, format written in the Document)
_READERS: dict[str, tuple[str, str]] = {
    ".pdf": ("pdf", "pdf"),
    ".txt": ("text", "text"),
    ".text": ("text", "text"),
    ".md": ("text", "markdown"),
    ".markdown": ("text", "markdown"),
}
SUFFIXES: tuple[str, ...] = tuple(_READERS)


def read_document(path: Path | str) -> Document:
    """Read one file.

    Parameters
    ----------
    path
        A file ending in one of :data:`SUFFIXES` (capitals or not).

    Returns
    -------
    Document
        Its blocks in reading order, each with ``document.text[start:end] == text``. The file
        is read once; ``sha256`` is of exactly the bytes that were understood.

    Raises
    ------
    UnknownTypeError, EmptyError, TooLargeError, DamagedError, EncryptedError, NoTextError
        All of them :class:`~workbench.errors.DocumentError`. Nothing half-read is returned.
    """
    path = Path(path)
    found = _READERS.get(path.suffix.lower())
    if found is None:
        raise UnknownTypeError(path.name, SUFFIXES)
    module, format = found
    data = files.read_bytes(path)
    reader = import_module(f"workbench.documents.{module}")
    document = reader.read(data, path.name, hashlib.sha256(data).hexdigest(), format)
    if not document.text.strip():
        raise NoTextError(path.name, document.pages or 1)
    return document
