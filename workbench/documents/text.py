"""Plain text and Markdown: one reader, since a ``.txt`` is often half Markdown.

Two layouts come out of the tools that people use. One keeps every printed line (with blank
lines inside numbered paragraphs, or after every line); the other writes a paragraph a line,
with ``#`` and ``**`` marks. Both become the same lines, and the same blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from workbench.documents import blocks, columns, decode, furniture, marks
from workbench.documents.lines import Line
from workbench.documents.model import Document, assemble

FORMATS = ("text", "markdown")

_HASHES = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)(.+)(?<=\S)\1[ \t]*[.:]?$")
_BOLD = re.compile(r"\*\*\*|\*\*|__(?=\S)|(?<=\S)__")
_ITALIC = re.compile(r"(?<![*\w])([*_])(?=[^\s*_])([^*_\n]{1,300})(?<=[^\s*_])\1(?![*\w])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_LINK = re.compile(r"!?\[([^\]\n]{0,500})\]\((?:[^()\s]{0,1000})\)")
_RULE = re.compile(r"(?:[-*_=][ \t]*){3,}$")
_PIPE_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?$")
# A printed line is rarely longer than this, even across a landscape page.
_LONGEST_PRINTED = 190


def read(data: bytes, name: str, sha256: str, format: str) -> Document:
    """Read a text or Markdown file.

    Raises
    ------
    DamagedError
        When the bytes are not text.
    """
    printed = columns.into_rows(list(lines(decode.decode(data, name))))
    fed = any(line.page_start for line in printed)
    if not fed:
        _find_page_starts(printed)
    why = furniture.find(printed)
    pages = _number_pages(printed, why, fed)
    kept, dropped = furniture.separate(printed, why)
    found = blocks.build(kept, unwrapped=_is_unwrapped(kept))
    return assemble(name, sha256, format, found, pages=pages, furniture=dropped)


def lines(text: str) -> Iterator[Line]:
    """The printed lines of a text, Markdown marks read, with their gaps and page starts."""
    marked = _is_marked(text)
    number = 0
    gap = 0
    page_start = False
    for printed in text.split("\n"):
        number += 1
        parts = printed.split("\f")
        for index, part in enumerate(parts):
            if index:
                page_start = True
            line = _line(part, number, marked)
            if line is None:
                gap += not index
                continue
            line.gap, line.page_start = gap, page_start
            gap, page_start = 0, False
            yield line


def _is_marked(text: str) -> bool:
    """Markdown marks are used as marks: paired bold, or headings with hashes."""
    return (
        bool(re.search(r"^#{1,6} \S", text, re.MULTILINE))
        or len(re.findall(r"\*\*[^*\n]{1,300}\*\*", text[:500_000])) > 1
    )


def _line(printed: str, number: int, marked: bool) -> Line | None:
    bare = printed.strip()
    if not bare:
        return None
    indent = len(printed) - len(printed.lstrip())
    line = Line(bare, line=number, indent=indent, raw=printed)
    if "\t" in bare or (bare.startswith("|") and bare.count("|") > 1):
        line.cells = _cells(bare)
        if _PIPE_RULE.match(bare):
            return None
    if marked:
        if _RULE.match(bare) and not line.cells:
            return None
        _read_marks(line)
    line.text = re.sub(r"[ \t]+", " ", line.text).strip()
    return line if line.text else None


def _cells(bare: str) -> tuple[str, ...]:
    if "\t" in bare:
        parts = bare.split("\t")
    else:
        parts = re.split(r"(?<!\\)\|", bare.strip().removeprefix("|").removesuffix("|"))
    return tuple(" ".join(_plain(part).split()) for part in parts)


def _read_marks(line: Line) -> None:
    text = line.text
    hashes = _HASHES.match(text)
    if hashes:
        line.heading = len(hashes.group(1))
        text = hashes.group(2)
    while text.startswith(">"):
        text = text[1:].lstrip()
        line.box = 1
    shown = text
    opened = marks.marker(text)
    if opened and opened.kind == "bullet" and not opened.number:
        shown = opened.rest
    whole = _BOLD_LINE.match(shown)
    line.bold = whole is not None and "**" not in whole.group(2)
    line.text = _plain(text)


def _plain(text: str) -> str:
    """Text without Markdown's marks."""
    text = _LINK.sub(r"\1", text)
    text = _BOLD.sub("", text)
    text = _ITALIC.sub(r"\2", text)
    text = re.sub(r"<br\s*/?>", " ", text)
    return _ESCAPED.sub(r"\1", text)


def _is_unwrapped(lines: list[Line]) -> bool:
    """A paragraph a line: much of the text stands in lines longer than any page prints."""
    total = sum(len(line.text) for line in lines if not line.cells)
    long = sum(
        len(line.text) for line in lines if not line.cells and len(line.text) > _LONGEST_PRINTED
    )
    return long > 0.3 * total


def _number_pages(lines: list[Line], why: dict[int, furniture.Why], fed: bool) -> int | None:
    """Number the lines' pages; None when nothing shows where pages begin.

    Form feeds count the file's own pages. The space that starts a page's text may have been
    lost here and there, so that count is set right by the page numbers printed in the text.
    """
    labels = {} if fed else {i: label for i in why if (label := lines[i].label)}
    below = furniture.neighbours(len(lines), why)[1]
    for index in labels:
        after = below[index]
        if after < len(lines) and not lines[index].page_start:
            lines[after].page_start = True
    starts = [i for i, line in enumerate(lines) if line.page_start and i and _counts(i, why)]
    if not starts:
        return None
    first = set(starts)
    counted = list(accumulate(1 if index in first else 0 for index in range(len(lines))))
    anchors = sorted(labels.items(), reverse=True) or [(0, 1)]
    offset = max(1, anchors[-1][1] - counted[anchors[-1][0]])
    for index, line in enumerate(lines):
        line.page = counted[index] + offset
        while anchors and index >= anchors[-1][0]:
            place, printed = anchors.pop()
            offset = max(offset, printed - counted[place])
    return lines[-1].page


def _counts(index: int, why: dict[int, furniture.Why]) -> bool:
    return why.get(index) != "vertical_title"


def _find_page_starts(lines: list[Line]) -> None:
    """Some tools print one space before the first line of a page and nowhere else."""
    spaced = [line for line in lines if line.raw[:1] == " " and line.raw[1:2] not in (" ", "\t")]
    indented = sum(line.indent > 1 for line in lines)
    if not spaced or len(spaced) > len(lines) / 8 or indented > len(lines) / 20:
        return
    for line in spaced:
        line.page_start = line.gap == 0
