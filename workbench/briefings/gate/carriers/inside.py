"""A file inside another: told by its first bytes, not its name, opened and taken apart like any."""

from __future__ import annotations

import io
import re
import zipfile
from contextvars import ContextVar
from importlib import import_module
from itertools import islice

from workbench.briefings.gate.carriers.making import found
from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Contents, Segment
from workbench.errors import DocumentError

MB = 1024 * 1024
MOST_MB = 200
DEEPEST = 3
_depth: ContextVar[int] = ContextVar("depth", default=0)
_MOST_STRINGS = 5000
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF")
_FONTS = (b"\0\1\0\0", b"OTTO", b"true", b"wOFF", b"wOF2")
_OLE = b"\xd0\xcf\x11\xe0"
_RTF = re.compile(r"\\'[0-9a-f]{2}|\\[a-z]+-?\d* ?|[{}]|\\\*")
_LETTERS = re.compile(r"[^\W\d_]")


def contents_inside(data: bytes, where: str, lists: Lists, *, depth: int = 0) -> Contents:
    """Every piece of text of a file that another holds.

    Parameters
    ----------
    where
        What to call it: every place in it is named after this.
    depth
        How many files it is in.

    Returns
    -------
    Contents
        With a finding "unchecked" where it, or something in it, cannot be read.
    """
    depth = max(depth, _depth.get())  # a Word file's own files do not come with a count
    before = _depth.set(depth + 1)
    try:
        return _placed(_contents(data, where, lists, depth), where)
    except (DocumentError, zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError):
        made = Contents([Segment(text, where, "note") for text in strings(data)])
        made.findings.append(found(lists, "unchecked", "a file that cannot be opened", where))
        return made
    finally:
        _depth.reset(before)


def strings(data: bytes) -> list[str]:
    """What can be read of a file whose make is not known: runs of letters of one byte or two."""
    runs = re.finditer(rb"[\x20-\x7e]{6,}|(?:[\x20-\x7e]\0){6,}", data)
    return [m[0].replace(b"\0", b"").decode("ascii") for m in islice(runs, _MOST_STRINGS)]


def _contents(data: bytes, where: str, lists: Lists, depth: int) -> Contents:
    head = data[:1024].lstrip()
    if head.startswith(_PICTURES):
        from workbench.briefings.gate.carriers import pictures

        return pictures.contents(data, where, lists)
    if data.startswith(_FONTS):
        return Contents()
    if depth >= DEEPEST:
        return _unknown(data, where, lists)
    if b"%PDF-" in data[:1024]:
        return _taken_apart("pdf", data, where, lists)
    if head.startswith(b"PK"):
        return _package(data, where, lists, depth)
    if data.startswith(_OLE):
        return _older(data, where, lists, depth)
    text = _text(data)
    if text is not None and text.lstrip().startswith("{\\rtf"):
        text = _RTF.sub("", text)
    if text is None:
        return _unknown(data, where, lists)
    if re.search(r"(?im)^(?:mime-version|content-type):", text[:2000]):
        return _message(data, where, lists, depth)
    if re.search(r"<[a-zA-Z!?][^>]*>", text):
        return _taken_apart("html", data, where, lists)
    return Contents([Segment(line, where, "note") for line in text.splitlines() if line.strip()])


def _package(data: bytes, where: str, lists: Lists, depth: int) -> Contents:
    """A Word file, a workbook, or whatever else is zipped: each member for itself."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        if sum(m.file_size for m in package.infolist()) > MOST_MB * MB:
            return _unknown(b"", where, lists)
        if "word/document.xml" in names:
            return _taken_apart("word", data, where, lists)
        if "[Content_Types].xml" in names:
            return _taken_apart("office", data, where, lists)
        made = Contents()
        for name in names:
            made.segments.append(Segment(name, f"the name of a file in {where}", "link"))
            if not name.endswith("/"):
                inside = contents_inside(package.read(name), name, lists, depth=depth + 1)
                made.extend(inside)
        return made


def _older(data: bytes, where: str, lists: Lists, depth: int) -> Contents:
    """An Office file of the older make: its letters, and any whole file that lies in it."""
    made = _unknown(data, where, lists)
    for front, end, more in ((b"PK\x03\x04", b"PK\x05\x06", 22), (b"%PDF-", b"%%EOF", 5)):
        first, last = data.find(front), data.rfind(end)
        if 0 < first < last:
            held = data[first : last + more]
            made.extend(contents_inside(held, where, lists, depth=depth + 1))
    return made


def _message(data: bytes, where: str, lists: Lists, depth: int) -> Contents:
    """An e-mail or a web archive: its head and each of its parts."""
    from email import message_from_bytes
    from email.policy import default

    message = message_from_bytes(data, policy=default)
    made = Contents([Segment(str(v), where, "note", label=str(k)) for k, v in message.items()])
    for part in message.walk():
        if not part.is_multipart():
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                made.extend(contents_inside(body, part.get_content_type(), lists, depth=depth + 1))
    return made


def _taken_apart(carrier: str, data: bytes, where: str, lists: Lists) -> Contents:
    module = import_module(f"workbench.briefings.gate.carriers.{carrier}")
    made: Contents = module.contents(data, where, lists)
    # How it is made is not this document's structure: nobody reads it there.
    kept = [f for f in made.findings if f.kind not in ("structure", "contrast")]
    return Contents(made.segments, kept)


def _unknown(data: bytes, where: str, lists: Lists) -> Contents:
    made = Contents([Segment(text, where, "note") for text in strings(data)])
    made.findings.append(found(lists, "unchecked", "a file of a kind not known", where))
    return made


def _text(data: bytes) -> str | None:
    """As text; None when it is none."""
    from workbench.briefings.gate.carriers.html import decoded

    text = decoded(data)
    strange = sum(1 for c in text[:4000] if not (c.isprintable() or c in "\r\n\t\f"))
    return text if strange <= len(text[:4000]) // 50 and _LETTERS.search(text) else None


def _placed(made: Contents, where: str) -> Contents:
    from dataclasses import replace

    def at(place: str) -> str:
        return place if place.startswith(where) or place.endswith(where) else f"{where}, {place}"

    # Its tables are not this document's: a number is not counted among those.
    made.segments = [
        replace(
            s,
            where=at(s.where),
            table=None,
            row=None,
            column=None,
            top=False,
            role="note" if s.role in ("body", "heading", "cell") else s.role,
        )
        for s in made.segments
    ]
    made.findings = [replace(f, where=at(f.where)) for f in made.findings]
    return made
