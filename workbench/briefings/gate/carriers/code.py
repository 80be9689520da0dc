"""The words and data in what is written for programs: scripts, styles, addresses of whole files.

A program as a whole is searched for names and addresses alone, for its figures would be taken for
telephone numbers. What it holds of words and data is picked out here, to be read like any text.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

# A file in an address: its kind, how it is written, and the file (RFC 2397).
DATA = re.compile(r"data:([\w/+.\-]*)((?:;[\w=.\-\"']+)*),([^\s\"'<>)]*)", re.IGNORECASE)
_LITERAL = re.compile(
    r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`", re.DOTALL
)
_OF_STYLE = re.compile(
    r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\"')\s]*))\s*\)|"
    r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'",
    re.IGNORECASE,
)
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2})|(.))", re.IGNORECASE | re.DOTALL
)
_STYLE_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)", re.IGNORECASE | re.DOTALL)
_LONGEST = 5000  # a string without a space that is longer is no words but a file
_DEEPEST = 100


def words(script: str) -> Iterator[tuple[str, str]]:
    """The strings of a script in which people's words may stand, each with "" for its label."""
    for literal in dict.fromkeys(
        next(g for g in found.groups() if g is not None) for found in _LITERAL.finditer(script)
    ):
        text = _unescaped(literal)
        if re.search(r"[^\W\d_]{2}[^\w\n]*\s", text) and len(text) < _LONGEST:
            yield "", text


def data(text: str) -> Iterator[tuple[str, str]]:
    """Every value of JSON, with its name as its label; the strings of what is none."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        yield from words(text)
        return
    for label, value in dict.fromkeys(_values(held, "")):
        if re.search(r"[^\W\d_]{2}|\d{3}", value):
            yield label, value


def of_style(text: str) -> Iterator[str]:
    """What a style sheet writes on the page, and the addresses it names."""
    for found in _OF_STYLE.finditer(text):
        written = next((g for g in found.groups() if g), "")
        shown = _STYLE_ESCAPE.sub(_style_letter, written)
        if re.search(r"[^\W_]{2}", shown):
            yield shown


def carried(address: str) -> bytes:
    """The file that an address holds; empty when it cannot be read."""
    found = DATA.match(address)
    if found is None:
        return b""
    raw = unquote_to_bytes(found[3])
    if "base64" not in found[2].lower():
        return raw
    try:
        return base64.b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return b""


def _values(held: object, label: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        yield label, str(held)[:_LONGEST]
    elif isinstance(held, dict):
        for name, value in held.items():
            yield "", str(name)
            yield from _values(value, str(name), depth + 1)
    elif isinstance(held, list):
        for value in held:
            yield from _values(value, label, depth + 1)
    elif isinstance(held, str) and (len(held) < _LONGEST or " " in held):
        yield label, held
    elif isinstance(held, int) and abs(held) > 99999:  # a number that may stand for somebody
        yield label, str(held)


def _unescaped(text: str) -> str:
    def letter(found: re.Match[str]) -> str:
        number = found[1] or found[2] or found[3]
        if number:
            return _letter(number)
        return {"n": "\n", "t": " ", "r": " "}.get(found[4], found[4])

    return _ESCAPE.sub(letter, text)


def _style_letter(found: re.Match[str]) -> str:
    return _letter(found[1]) if found[1] else found[2]


def _letter(number: str) -> str:
    return chr(int(number, 16)) if int(number, 16) < 0x110000 else " "
