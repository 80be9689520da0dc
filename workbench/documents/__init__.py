"""Files to pages of blocks: :func:`read_document` is the one way in.

PDF (with text), Word, HTML, plain text and Markdown. One module a format, chosen by a table;
what the file's content says it is must agree with its ending.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path

from workbench.documents import files
from workbench.documents.model import Block, Document, Furniture
from workbench.errors import EmptyError

__all__ = ["SUFFIXES", "Block", "Document", "Furniture", "read_document"]

# suffix -> (module in this folder, format written in the Document)
_READERS: dict[str, tuple[str, str]] = {
    ".pdf": ("pdf", "pdf"),
    ".docx": ("word", "docx"),
    ".html": ("html", "html"),
    ".htm": ("html", "html"),
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
    UnknownTypeError
        When the ending is none of them; for the common ones it says how to convert.
    EmptyError
        When there is nothing in it.
    TooLargeError
        When it is larger, or unpacks to more, than we are willing to hold.
    DamagedError
        When it is cut short, or its content is of another kind than its ending says.
    EncryptedError
        When it needs a password.
    NoTextError
        When it is a scan.
    DocumentError
        The base of them all; also when the file cannot be opened. Nothing half-read is returned.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    known = _READERS.get(suffix)
    if known is None:
        raise files.unknown(path.name, suffix, SUFFIXES)
    data = files.read_bytes(path)
    module, format = known
    files.agree(data, path.name, format)
    reader = import_module(f"workbench.documents.{module}")
    document = reader.read(data, path.name, hashlib.sha256(data).hexdigest(), format)
    if not document.blocks:
        raise EmptyError(path.name)
    return document
