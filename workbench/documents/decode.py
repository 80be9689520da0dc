"""Bytes to text: which encoding a file is in, and the characters that only disturb."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from workbench.errors import DamagedError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_BREAKS = re.compile("\r\n|\r|\v|\x85|\u2028|\u2029")
# Zero-width marks and control characters carry nothing that is printed.
_UNSEEN = dict.fromkeys(
    [*range(0x09), *range(0x0E, 0x20), 0x7F, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]
)
_SPACES = dict.fromkeys([0xA0, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007,
                         0x2008, 0x2009, 0x200A, 0x202F, 0x205F, 0x3000], " ")  # fmt: skip
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_TABLE = {**_UNSEEN, **_SPACES, **_LIGATURES}
# Enough to tell an encoding; the rest of a large file would only take time.
_SAMPLE = 200_000


def decode(data: bytes, name: str) -> str:
    """The text of a file in whatever encoding it was saved.

    A byte-order mark decides; else UTF-16 where every second byte is zero; else UTF-8 where it
    is valid; else Windows-1252, unless charset-normalizer finds that something else fits.

    Raises
    ------
    DamagedError
        When most of it is not text at all.
    """
    text = _decoded(data)
    head = text[:_SAMPLE]
    unseen = sum((ch < " " and ch not in "\t\n\r\f\v") or ch == "\ufffd" for ch in head)
    if unseen > 0.1 * len(head):
        raise DamagedError(name, "text", "it holds binary data")
    return tidy(text)


def _decoded(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    sample = data[:4096]
    if sample[1::2].count(0) > 0.4 * len(sample) / 2:
        return data.decode("utf-16-le", errors="replace")
    if sample[0::2].count(0) > 0.4 * len(sample) / 2:
        return data.decode("utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    best = from_bytes(data[:_SAMPLE], cp_isolation=["cp1252", "mac_roman", "utf_8"]).best()
    encoding = best.encoding if best else "cp1252"
    return data.decode(encoding, errors="replace")


def tidy(text: str) -> str:
    """One kind of line break, plain spaces, no unseen characters, ligatures opened."""
    return _LINE_BREAKS.sub("\n", text).translate(_TABLE)
