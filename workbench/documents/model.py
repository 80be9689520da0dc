"""What a file becomes: pages of blocks, with the one text that all positions refer to.

The invariant everything downstream leans on::

    document.text[block.start:block.end] == block.text      for every block

``document.text`` is the blocks' texts in reading order, joined by a blank line. Page
furniture (running headers and footers, side tabs, contents pages) is not in it, but kept in
``document.furniture`` so that nothing is lost. A paragraph that a page break or a box
interrupted is one block, and its page is the page it begins on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

BlockKind = Literal["heading", "numbered", "paragraph", "bullet", "table", "box", "footnote"]


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, bullet, table or box.

    text
        Wraps undone: runs of white space are one space and a line-end hyphen keeps its hyphen
        (``well-`` / ``established`` is ``well-established``). Bold marks, bullets and the
        printed number of a ``numbered`` block are not part of it. Boxes of several paragraphs
        keep a newline between them; a table is its rows, cells parted by tabs.
    number
        As printed, without a closing full stop or bracket: ``1.1``, ``5.3.10``, ``iv``.
        Headings may have one too (``2. Children in need`` -> ``2``).
    level
        1 for the highest heading; depth from 1 for bullets; None elsewhere.
    bold
        Every word of it is bold (or, in text, marked so). Headings that are only bold text are
        still ``heading``.
    page, line
        Counted from 1. ``page`` is the page of the file, None where the format has no pages;
        ``line`` the line of a text, Markdown or HTML file, None elsewhere.
    label
        The page number printed on that page, where it differs or only it is known.
    """

    kind: BlockKind
    text: str
    start: int = 0
    end: int = 0
    page: int | None = None
    line: int | None = None
    number: str | None = None
    level: int | None = None
    bold: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    style: str = ""  # the Word style or HTML tag, where there was one


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that was printed but says nothing: kept, out of the way."""

    text: str
    page: int | None
    line: int | None
    why: Literal["header", "footer", "side_tab", "contents", "vertical_title", "page_number"]


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read. Make it with :func:`assemble`, which sets the positions."""

    name: str  # the file's own name, no folders
    sha256: str
    format: str  # "pdf", "docx", "html", "text", "markdown"
    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None  # how many; None where the format has none
    furniture: tuple[Furniture, ...] = ()
    title: str | None = None  # from the file's properties, when it has one
    properties: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()  # what the reader was unsure of, in plain words

    def part(self, first: int, last: int) -> Document:
        """The blocks ``first`` up to, not including, ``last``, with their positions unchanged.

        ``text`` stays the whole document's, so that positions in a part are positions in the
        whole: a yearly report inside a board pack cites pages of the pack.
        """
        return replace(self, blocks=self.blocks[first:last])


def assemble(
    name: str,
    sha256: str,
    format: str,
    blocks: Sequence[Block],
    *,
    pages: int | None = None,
    furniture: Sequence[Furniture] = (),
    title: str | None = None,
    properties: dict[str, str] | None = None,
    problems: Sequence[str] = (),
) -> Document:
    """Join the blocks' texts into the document's text and set each block's start and end."""
    placed: list[Block] = []
    position = 0
    for block in blocks:
        placed.append(replace(block, start=position, end=position + len(block.text)))
        position += len(block.text) + 2
    return Document(
        name=name,
        sha256=sha256,
        format=format,
        text="\n\n".join(block.text for block in blocks),
        blocks=tuple(placed),
        pages=pages,
        furniture=tuple(furniture),
        title=title,
        properties=dict(properties or {}),
        problems=tuple(problems),
    )
