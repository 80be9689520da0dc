"""A document's blocks, mended where the extraction of its text glued or cut them.

Text taken from a PDF loses the space between things: a heading stands at the end of the
paragraph before it, finding 1.10 in the middle of 1.9, a list of bullets in one line. What a
block says is never altered; only where one piece ends and the next begins. The invariant of
blocks holds for pieces too: ``document.text[piece.start:piece.end] == piece.text``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from workbench.documents.model import Block, BlockKind, Document

NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,3}"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_LEADING_NUMBER = re.compile(
    rf"[*_\s]*(?P<number>{NUMBER})(?P<stop>[.)]?)[*_]*(?P<space>[\s]+)[*_]*"
    rf"(?!(?:{_MONTHS})\b)(?=[A-Z“\"‘'(\[])"
)
_GLYPHS = "•▪◼■●◦‣∙"
_INLINE_BULLET = re.compile(r"(?<=[.;:?!)’”])\s+[-•▪◼■●◦‣∙–]\s+(?=[A-Z“‘'\"])")
_LEADING_BULLET = re.compile(rf"\s*(?:[{_GLYPHS}]\s*|[-–]\s+)(?=[\w“‘'\"(])")
_SENTENCE_END = r"(?<=[.!?:;”\"’)\]])"

# (the line without its number, whether it has one) -> is it a heading of this kind of report?
IsHeading = Callable[[str, bool], bool]


def mended(document: Document, is_heading: IsHeading) -> tuple[Block, ...]:
    """The blocks, with what was glued taken apart and numbers that stand in the text taken out.

    Parameters
    ----------
    document
        Any document; blocks that need no mending come back as they are.
    is_heading
        Told a line without its number, and whether it has one: is it a heading that this kind
        of report has? Only such headings are looked for at the end of a paragraph.
    """
    apart: list[Block] = []
    for block in document.blocks:
        for piece in _apart(block, is_heading):
            apart.append(_with_number(piece))
    return tuple(_next_numbers(apart))


def part_of(block: Block, start: int, end: int) -> Block:
    """The part of a block from ``start`` to ``end`` in its text, white space left off."""
    text = block.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return replace(block, text=text, start=block.start + start, end=block.start + start + len(text))


def after(number: str) -> tuple[str, ...]:
    """The numbers that can follow: ``1.9`` -> ``1.10``, ``2.1``; ``5.1.3`` also ``5.2.1``."""
    parts = [int(part) for part in number.split(".")]
    following = []
    for depth in range(len(parts) - 1, -1, -1):
        raised = [*parts[:depth], parts[depth] + 1]
        following.append(".".join(str(n) for n in raised + [1] * (len(parts) - depth - 1)))
    return tuple(following)


def is_numeric(number: str | None) -> bool:
    """``1.2`` is, ``iv`` and ``a`` are not."""
    return bool(number) and re.fullmatch(NUMBER, number or "") is not None


def ends_sentence(text: str) -> bool:
    """Whether a text is finished: what follows it is a new paragraph, not its next line."""
    return bool(re.search(r"[.!?:;”\"’')\]*]\s*\Z", text))


def _apart(block: Block, is_heading: IsHeading) -> Iterator[Block]:
    if block.kind == "table":
        yield from _numbered_rows(block)
        return
    if block.kind == "footnote":
        yield block
        return
    cuts = {0, len(block.text)}
    for match in _INLINE_BULLET.finditer(block.text):
        if block.kind == "bullet" or _LEADING_BULLET.match(block.text):
            cuts.add(match.start())
    glued = _glued_heading(block.text, is_heading)
    if glued:
        cuts.add(glued)
    places = sorted(cuts)
    for start, end in pairwise(places):
        piece = part_of(block, start, end)
        if start == glued and glued:
            yield replace(piece, kind="heading", number=None, level=None, bold=False)
        elif start:
            yield _without_bullet(replace(piece, number=None))
        else:
            yield _without_bullet(piece)


def _numbered_rows(block: Block) -> Iterator[Block]:
    """Paragraphs set in two columns, number or bullet and text, are no table."""
    starts, position = [], 0
    for line in block.text.split("\n"):
        match = re.match(rf"[*_]*(?:(?P<number>{NUMBER})[.)]?|[-–{_GLYPHS}])[*_]*\t(?=\S)", line)
        whole = match and (match["number"] is None or "." in match["number"])
        if not match or not whole or len(line.split("\t")) > 2:
            yield block
            return
        starts.append((position + match.end(), position + len(line), match["number"]))
        position += len(line) + 1
    for start, end, number in starts:
        kind: BlockKind = "numbered" if number else "bullet"
        yield replace(part_of(block, start, end), kind=kind, number=number, rows=())


def _without_bullet(piece: Block) -> Block:
    bullet = _LEADING_BULLET.match(piece.text)
    if not bullet:
        return piece
    return replace(part_of(piece, bullet.end(), len(piece.text)), kind="bullet", level=1)


def _glued_heading(text: str, is_heading: IsHeading) -> int:
    """Where a heading of this kind of report begins at the end of a paragraph, or 0."""
    for match in re.finditer(_SENTENCE_END + r"\s+(?=[A-Z\d])", text):
        rest = text[match.end() :]
        if len(rest) > 200:
            continue
        number = re.match(rf"{NUMBER}\.?\s+", rest)
        title = rest[number.end() :] if number else rest
        if is_heading(title, bool(number)):
            return match.end()
    return 0


def _with_number(piece: Block) -> Block:
    """A number left in the text, as ``1.2 The team ...``, becomes the piece's number."""
    if piece.number or piece.kind in ("table", "box", "footnote"):
        return piece
    match = _LEADING_NUMBER.match(piece.text)
    if not match:
        return piece
    if "." not in match["number"] and not match["stop"] and piece.kind != "heading":
        return piece  # "24 children were ..." is a sentence
    kind: BlockKind = "heading" if piece.kind == "heading" else "numbered"
    return replace(part_of(piece, match.end(), len(piece.text)), kind=kind, number=match["number"])


def _next_numbers(found: Iterable[Block]) -> Iterator[Block]:
    """Take apart what holds its own successor: 1.10 in the middle of the text of 1.9."""
    waiting = list(found)[::-1]
    while waiting:
        piece = waiting.pop()
        cut = _successor(piece)
        if cut is None:
            yield piece
            continue
        at, number, text_at = cut
        yield part_of(piece, 0, at)
        rest = part_of(piece, text_at, len(piece.text))
        waiting.append(replace(rest, number=number, kind="numbered"))


def _successor(piece: Block) -> tuple[int, str, int] | None:
    if piece.kind not in ("numbered", "paragraph") or not is_numeric(piece.number):
        return None
    if "." not in (piece.number or ""):
        return None
    numbers = "|".join(re.escape(n) for n in after(piece.number or "") if "." in n)
    inside = re.search(rf"{_SENTENCE_END}\s+(?P<number>{numbers})\.?\s+(?=[A-Z“\"‘'])", piece.text)
    if not inside:
        return None
    return inside.start(), inside["number"], inside.end()
