"""Bytes from a path, once: how large a file may be, and what kind its content says it is."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import DamagedError, DocumentError, EmptyError, TooLargeError

# The largest report met in this field (a board pack with scanned appendices) is about 60 MB.
# A larger file is nearly always pictures, and reading it whole takes several times its size in
# memory on the small laptops these notebooks run on.
LIMIT_MB = 150
MB = 1024 * 1024


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


def sniff(data: bytes) -> str | None:
    """What the first bytes say the file is: a format's name, or None for plain text or unknown."""
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "PDF"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if head.startswith(b"{\\rtf"):
        return "RTF"
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")):
        return "picture"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "HTML"
    return None


def wrong_kind(name: str, expected: str, found: str) -> DamagedError:
    """The name promises one kind, the content is another."""
    return DamagedError(name, expected, f"its content is {found}")
