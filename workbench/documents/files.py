"""Bytes from a path, once: how large a file may be, and what kind its content says it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from workbench.errors import (
    DamagedError,
    DocumentError,
    EmptyError,
    EncryptedError,
    TooLargeError,
    UnknownTypeError,
)

MB = 1024 * 1024
# The largest report met in this field (a board pack with scanned appendices) is about 60 MB.
# A larger file is nearly always pictures, and reading it whole takes several times its size in
# memory on the small laptops these notebooks run on.
LIMIT_MB = 150
# The text of a thousand printed pages is 3 MB: more than this is a log or a data set.
TEXT_LIMIT_MB = 30

_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
)
_NAMES = {
    "pdf": "a PDF",
    "zip": "a zip folder or an Office file",
    "docx": "a Word document",
    "xlsx": "an Excel workbook",
    "pptx": "a PowerPoint file",
    "odt": "an OpenDocument text",
    "ole": "an old Office file (.doc, .xls)",
    "rtf": "rich text",
    "picture": "a picture",
    "html": "a web page",
    "text": "text",
    "markdown": "text",
}
# What a format's own content may look like; a saved web page may well be called .txt.
_AGREES = {
    "pdf": ("pdf",),
    "docx": ("docx",),
    "html": ("html", None),
    "text": (None,),
    "markdown": (None,),
}
_SAVE_AS = "Open it in {program} and use File > Save As to save it as {kind}."
_CONVERT = {
    ".doc": _SAVE_AS.format(program="Word", kind=".docx"),
    ".dot": _SAVE_AS.format(program="Word", kind=".docx"),
    ".docm": _SAVE_AS.format(program="Word", kind=".docx (without macros)"),
    ".rtf": _SAVE_AS.format(program="Word", kind=".docx"),
    ".odt": _SAVE_AS.format(program="LibreOffice or Word", kind=".docx"),
    ".pages": "In Pages use File > Export To > Word.",
    ".xls": "A table of actions or events: see the chronology's own import. A report kept in "
    "Excel: print it to PDF.",
    ".xlsx": "A table of actions or events: see the chronology's own import. A report kept in "
    "Excel: print it to PDF.",
    ".csv": "A table of actions or events: see the chronology's own import.",
    ".ppt": "In PowerPoint use File > Export > PDF.",
    ".pptx": "In PowerPoint use File > Export > PDF.",
    ".zip": "Unpack it, and add the files in it.",
    ".msg": "Save the attachment, and add that.",
    ".eml": "Save the attachment, and add that.",
    ".png": "A picture of a page: make a PDF with OCR from it (`ocrmypdf`, or Adobe's Scan & OCR).",
    ".jpg": "A picture of a page: make a PDF with OCR from it (`ocrmypdf`, or Adobe's Scan & OCR).",
    ".tif": "A picture of a page: make a PDF with OCR from it (`ocrmypdf`, or Adobe's Scan & OCR).",
}


def unknown(name: str, suffix: str, known: Iterable[str]) -> UnknownTypeError:
    """The error for an ending that is not read, with the way to convert it where we know one."""
    error = UnknownTypeError(name, known)
    if suffix in _CONVERT:
        error.mend = _CONVERT[suffix]
        error.args = (f"{error.happened} {error.mend}",)
    return error


def read_bytes(path: Path) -> bytes:
    """The whole file.

    Raises
    ------
    EmptyError
        When it holds nothing but white space.
    TooLargeError
        When it is over :data:`LIMIT_MB`; it is not opened then.
    DocumentError
        When it cannot be opened at all.
    """
    try:
        if path.is_dir():
            raise DocumentError(f"{path.name} is a folder.", "Give the files in it.")
        size = path.stat().st_size
        if size > LIMIT_MB * MB:
            raise TooLargeError(path.name, size / MB, LIMIT_MB)
        data = path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise DocumentError(
            f"{path.name} cannot be opened ({reason}).",
            "Check that it is there and that you may read it.",
        ) from problem
    if not data.strip(b" \t\r\n\f\0\xef\xbb\xbf\xff\xfe"):
        raise EmptyError(path.name)
    return data


def agree(data: bytes, name: str, format: str) -> None:
    """The content is of the kind that the file's ending says.

    Raises
    ------
    EncryptedError
        When a .docx is one that Office locked with a password.
    DamagedError
        When the content is of another kind, or of none.
    TooLargeError
        When a text or web page is over :data:`TEXT_LIMIT_MB`.
    """
    found = sniff(data)
    if found == "ole" and "EncryptedPackage".encode("utf-16-le") in data:
        raise EncryptedError(name)
    if found not in _AGREES[format]:
        detail = f"its content is {_NAMES[found]}" if found else "its content is not"
        raise DamagedError(name, _NAMES[format], detail)
    if format in ("text", "markdown", "html") and len(data) > TEXT_LIMIT_MB * MB:
        raise TooLargeError(name, len(data) / MB, TEXT_LIMIT_MB)


def sniff(data: bytes) -> str | None:
    """What the content says the file is: a key of the names above, or None for text or unknown."""
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for sign, kind in _SIGNS:
        if head.startswith(sign):
            return _office(data) if kind == "zip" else kind
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith((b"<!doctype html", b"<html")) else None


def _office(data: bytes) -> str:
    """Which Office file a zip is, by the folder names in its directory."""
    for folder, kind in ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx")):
        if folder in data:
            return kind
    return "odt" if b"opendocument.text" in data[:200] else "zip"
