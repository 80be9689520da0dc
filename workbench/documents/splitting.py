"""What was printed apart and came out as one: headings and items fused into a paragraph."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from workbench.documents import marks
from workbench.documents.marks import Marker
from workbench.documents.paragraphs import Para

_SURE_ITEMS = re.compile(r"\s+(?=[•‣▪■□●○◦⁃➢➤►▶\uf0a7\uf0b7\uf0d8]\s)")
_SUB_ITEMS = re.compile(r"(?<=[.:;])\s+(?=o\s+\w)")
_LOOSE_ITEMS = {
    sign: re.compile(rf"(?<=[.;:?!])\s+(?={re.escape(sign)}\s+[A-Z‘“'\"])") for sign in "-–*"
}
_FUSED_TITLE = re.compile(r"(?<=[.!?”)])\s+(?P<title>[A-Z][A-Za-z’',&-]*(?: [A-Za-z’',&-]+){0,5})$")
_FUSED_HEADING = re.compile(
    r"(?<=[.!?”\"')])\s+(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+(?P<title>[A-Z][^.!?:;]{2,150}:?)$"
)


def split_headings(paras: list[Para]) -> list[Para]:
    """``... chances. 2. Children in need``, right before 2.1, is a paragraph and a heading."""
    split: list[Para] = []
    for para, after in zip_longest(paras, paras[1:]):
        split.append(para)
        number = after.marker.number if after and after.marker else None
        if not number or number.split(".")[-1] != "1" or para.heading or para.kind:
            continue
        found = _FUSED_HEADING.search(para.text[-180:])
        title = None
        if found and found.group("number") == number.removesuffix(".1"):
            title = Para([para.last], found.group("title"), heading=number.count("."))
            title.marker = Marker("number", found.group("number"), title.text, "1.", True)
        elif found := _FUSED_TITLE.search(para.text[-80:]):
            title = Para([para.last], found.group("title"), heading=1)
        if found and title:
            para.text = para.text[: len(para.text) - len(found.group().lstrip())].rstrip()
            split.append(title)
    return split


def split_items(paras: list[Para]) -> list[Para]:
    """Items that run on in one paragraph, ``- One. - Two.`` or ``We saw: • one • two``."""
    split: list[Para] = []
    for para in paras:
        split.append(para)
        if para.first.cells or para.kind not in ("", "bullet"):
            continue
        form = para.marker.form if para.marker and para.marker.kind == "bullet" else None
        first, *rest = _inline_items(para.text, form)
        para.text = first
        for text in rest:
            opened = marks.marker(text)
            made = replace(para, text=opened.rest if opened else text, marker=opened, gap=0)
            made.depth = para.depth + (
                form is not None and opened is not None and opened.form != form
            )
            split.append(made)
    return split


def _inline_items(text: str, form: str | None) -> list[str]:
    if marks.SURE_BULLET.search(text):
        return [part for part in _SURE_ITEMS.split(text) if part]
    if form in _LOOSE_ITEMS or (form and " o " in text):
        return _LOOSE_ITEMS.get(form, _SUB_ITEMS).split(text)
    return [text]
