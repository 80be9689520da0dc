"""Lines or paragraphs to blocks: the steps in their order, and the tables."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workbench.documents import boxes, furniture, headings, paragraphs
from workbench.documents.lines import Line
from workbench.documents.mending import mend
from workbench.documents.model import Block, Furniture
from workbench.documents.paragraphs import Para
from workbench.documents.splitting import split_headings, split_items

_LONGEST_BLOCK = 12_000  # characters: four pages in small print


def build(lines: list[Line], *, unwrapped: bool = False) -> list[Block]:
    """The blocks of a document whose furniture is already gone."""
    return finish(mend(paragraphs.group(lines, unwrapped)))


def finish(paras: list[Para]) -> list[Block]:
    """Decide what each paragraph is, where the file itself did not say, and make the blocks."""
    paras = split_items(split_headings(paras))
    headings.decide(paras)
    boxes.mark_apart(paras)
    made = (_block(para) for para in _tables(boxes.put_together(paras)))
    return [part for block in made for part in _cut(block)]


def _cut(block: Block) -> list[Block]:
    """A paragraph of many pages as several: no report has one, and steps that look at a
    paragraph again and again must not take the square of a whole file's time."""
    parts: list[Block] = []
    while block.kind not in ("table", "box") and len(block.text) > _LONGEST_BLOCK:
        before = block.text[:_LONGEST_BLOCK]
        end = before.rfind(". ") + 1 or before.rfind(" ") + 1 or _LONGEST_BLOCK
        parts.append(replace(block, text=block.text[:end].rstrip()))
        block = replace(block, kind="paragraph", number=None, text=block.text[end:].lstrip())
    return [*parts, block]


def without_contents(paras: list[Para]) -> tuple[list[Para], list[Furniture]]:
    """The paragraphs of a format that keeps them itself, and its contents list as furniture."""
    gone = furniture.contents([para.first.text for para in paras])
    dropped = [
        Furniture(para.first.text, None, para.first.line, "contents")
        for index, para in enumerate(paras)
        if index in gone
    ]
    return [para for index, para in enumerate(paras) if index not in gone], dropped


def whole(text: str, **given: Any) -> Para:
    """A paragraph from a format that keeps paragraphs itself."""
    line = given.pop("line", None)
    bold = given.pop("bold", False)
    return Para([Line(text, line=line)], text, bold=bold, **given)


def _tables(paras: list[Para]) -> list[Para]:
    """Rows of cells that follow one another are one table."""
    joined: list[Para] = []
    rows: list[list[tuple[str, ...]]] = []
    for para in paras:
        if para.first.cells:
            para.kind = "table"
            para.rows = (para.first.cells,)
            if joined and _repeats_head(joined[-1], para):
                joined[-1].lines += para.lines
                continue
            if joined and _same_table(joined[-1], para):
                rows[-1].append(para.first.cells)
                joined[-1].lines += para.lines
                continue
        joined.append(para)
        rows.append(list(para.rows))
    for para, gathered in zip(joined, rows, strict=True):
        para.rows = tuple(gathered)
    return joined


def _same_table(before: Para, para: Para) -> bool:
    if before.kind != "table":
        return False
    if before.last.table == para.first.table:
        return para.gap <= 1 or para.first.table is not None
    # A table that goes on over the page has as many columns, and shows its head again or none.
    return para.first.page_start and len(para.first.cells) == len(before.rows[0])


def _repeats_head(before: Para, para: Para) -> bool:
    """The head row printed again at the top of a page."""
    return before.kind == "table" and para.first.page_start and para.first.cells == before.rows[0]


def _printed(part: Para) -> str:
    """A paragraph of a box, with its number or bullet as printed."""
    if part.marker is None:
        return part.text
    return f"{part.marker.number or '•'} {part.text}"


def _block(para: Para) -> Block:
    number = para.marker.number if para.marker else None
    text = para.text
    if (
        para.kind == "heading"
        and number is None
        and (styled := headings.STYLED_NUMBER.fullmatch(text))
    ):
        number, text = styled.group("number", "title")
    if para.kind == "box":
        text = "\n".join(_printed(part) for part in para.parts)
    if para.kind == "table":
        text = "\n".join("\t".join(row) for row in para.rows)
    text = text.replace("\u00ad", "")  # where a word might have been broken, and was not
    level = None
    if para.kind == "heading":
        level = para.heading or (number.count(".") + 1 if number else 1)
    elif para.kind == "bullet":
        level = para.depth
    return Block(
        para.kind,  # type: ignore[arg-type]
        text,
        page=para.first.page,
        line=para.first.line,
        number=number,
        level=level,
        bold=para.bold,
        rows=para.rows,
        style=para.style,
    )
