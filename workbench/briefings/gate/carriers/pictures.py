"""What a picture's file says of itself: who took it, where and with what."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from workbench.briefings.gate.carriers.making import found, unread_picture
from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Contents, Segment

if TYPE_CHECKING:
    from PIL import Image

_PLACE_TAG = 0x8825
_PERSON_TAGS = {0x013B: "artist", 0x8298: "copyright", 0xA430: "camera owner", 0x9C9D: "author"}
# Of the International Press Telecommunications Council: what picture desks write in.
_PRESS_TAGS = {
    5: "title",
    25: "keywords",
    80: "by-line",
    116: "copyright",
    120: "caption",
    122: "caption writer",
}
_PRESS_PERSONS = frozenset((80, 122))
_LEAST_WIDE, _LEAST_HIGH = 60, 16  # dots: a word in the smallest letters that can be read
_WINDOWS_TAGS = range(0x9C9B, 0x9CA0)


def contents(data: bytes, where: str, lists: Lists) -> Contents:
    """The texts in a picture's own properties; a position among them is blocked.

    What is written in the picture itself is not read: one in which words could be seen is shown.
    """
    from PIL import ExifTags, Image, IptcImagePlugin

    made = Contents()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            exif = picture.getexif()
            info = dict(picture.info)
            details = {**exif, **exif.get_ifd(0x8769)}
            position = exif.get_ifd(_PLACE_TAG)
            press = IptcImagePlugin.getiptcinfo(picture) or {}
            legible = _may_hold_words(picture)
    except Exception:
        return made
    if legible:
        made.findings.append(unread_picture(lists, where))
    if any(tag in position for tag in (2, 4)):
        text = "a position on a map (GPS) in the picture"
        made.findings.append(found(lists, "gps", text, where))
    for tag, value in details.items():
        name = ExifTags.TAGS.get(tag, str(tag))
        if tag in _PERSON_TAGS and _words(value, tag):
            made.findings.append(
                found(lists, "properties", _words(value, tag), f"{where}, {_PERSON_TAGS[tag]}")
            )
        _add(made, value, f'{where}, property "{name}"', tag)
    for (record, number), value in press.items():
        name = _PRESS_TAGS.get(number, f"IPTC {number}")
        for written in value if isinstance(value, list) else [value]:
            if record == 2 and number in _PRESS_PERSONS and (person := _words(written)):
                made.findings.append(found(lists, "properties", person, f"{where}, {name}"))
            if record == 2:
                _add(made, written, f'{where}, property "{name}"')
    for label, value in info.items():
        name = str(label)
        if name not in ("exif", "icc_profile", "photoshop", "dpi", "gamma", "srgb"):
            _add(made, value, f'{where}, property "{name}"')
    return made


def _may_hold_words(picture: Image.Image) -> bool:
    """Large enough for a line of letters, and not all of one colour."""
    wide, high = picture.size
    if high < _LEAST_HIGH or wide < _LEAST_WIDE:
        return False
    return picture.convert("RGB").getcolors(1) is None


def _add(made: Contents, value: object, where: str, tag: int = 0) -> None:
    text = _words(value, tag)
    if sum(c.isalnum() for c in text) > 2:
        made.segments.append(Segment(text, where, "property", label=where.split('"')[-2]))


def _words(value: object, tag: int = 0) -> str:
    if isinstance(value, bytes):
        if tag in _WINDOWS_TAGS:
            return value.decode("utf-16-le", "ignore").strip("\0 ")
        for head in (b"ASCII\0\0\0", b"UNICODE\0", b"JIS\0\0\0\0\0"):
            if value.startswith(head):
                encoding = "utf-16" if head == b"UNICODE\0" else "utf-8"
                return value[8:].decode(encoding, "ignore").strip("\0 ")
        text = value.decode("utf-8", "ignore")
        return text.strip("\0 ") if text.isprintable() or "<x:xmpmeta" in text else ""
    return str(value).strip("\0 ") if isinstance(value, str) else ""
