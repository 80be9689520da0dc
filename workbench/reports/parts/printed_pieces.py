"""Blocks seen as a review's reader needs them: one piece a heading, item or paragraph.

The documents layer says how a line was set; here it is asked what it is. A bold line or a line
in capitals is a heading whichever of the two the layer called it, a box falls into its
paragraphs, and two recommendations that ran together are parted. Positions stay those of the
document's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from workbench.documents.model import Block, Document, Furniture
from workbench.reports.parts.labels import FIELD, Label, label_of
from workbench.reports.parts.titles import Topic, topic_of

PieceKind = Literal["heading", "text", "bullet", "table", "footnote"]

_HEADING_WORDS = 18  # a bold line longer than this is an emphasised paragraph
_LABELS = (
    r"(?:Key |Practice |Priority )?(?:Recommendation|Finding|Learning [Pp]oint|Lesson|Theme|"
    r"Practice Episode|KPE)"
)
_NUMBER_WORD = r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)"
_RUN_TOGETHER = re.compile(
    rf"(?<=[.:;?!”\"’)])\s+(?={_LABELS}\s*(?:\d{{1,2}}|{_NUMBER_WORD})\s*(?:[:–—.]|-\s|\s)\s*[A-Z]|"
    r"(?:Recommendation|Learning [Pp]oint|Good practice):\s*[A-Z])|"
    # No full stop before it: only where a colon or dash makes the label certain.
    rf"(?<!\bsee)(?<!\bin)(?<!\bof)(?<!\bto)(?<!\band)(?<!\bunder)(?<!\bby)(?<!\bfrom)(?<!,)(?<![Kk]ey)(?<!KEY)(?<!ractice)(?<!riority)"
    rf"\s+(?={_LABELS}\s*(?:\d{{1,2}}|{_NUMBER_WORD})\s*[:–—]\s*[A-Z])"
)
_LAST_STEM = re.compile(
    r"(?<=[.;!?])\s+(?P<title>(?:For|To) (?:the )?[A-Z][^.;!?]{2,90}:|[A-Z][^.;!?]{3,110}"
    r"\b(?:should|must|will|(?:is|are) (?:asked|recommended|invited) to)(?: ensure)?(?: that)?:)$"
)
_LAST_TITLE = re.compile(r"(?<=[.!?])\s+(?P<title>(?:\d{1,2}\.?\s+)?[A-Z][^.!?:]{3,70}:?)$")
_ITEM = re.compile(
    r"\(?(?P<number>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?|(?:\d{1,2}|[a-z]|[ivx]{1,5})(?=[.)]))[.)]?\s+(?=\S)"
)
_EXPLAINS = re.compile(r"[A-Z]{2,8}s?\s*[:=–—-]\s+[A-Za-z]")  # a glossary's line
_LIST_NUMBER = re.compile(r"(?:\(?(?:[a-h]|[ivx]{1,4})\)|\d{1,2}\.)\s+[A-Z]")
_NUMBER_CELL = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?")
_BULLET = re.compile(r"[•▪●◦○➢►*–-]\s+|o\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, a paragraph, a bullet, a table: with its place in the document's text."""

    kind: PieceKind
    text: str
    start: int
    end: int
    page: int | None
    line: int | None
    number: str | None = None
    level: int = 0
    bold: bool = False
    box: int | None = None  # which box it stands in
    rows: tuple[tuple[str, ...], ...] = ()
    label: Label | None = None
    topic: Topic | None = None  # headings only: what a section of this name holds

    @property
    def body_start(self) -> int:
        """Where the text begins once the printed label is passed."""
        return self.start + (self.label.length if self.label else 0)


# What somebody said, set apart in bold or italics: a sentence in quotation marks, or one with its
# speaker behind it. A title may be a quotation too ("They never asked me": the child's voice).
_SAID = re.compile(
    r"[“\"‘'](?:.{10,}[.!?…][”\"’']|.{10,}[”\"’'](?=\s*[(–—-]))"
    r"[.,]?\s*(?:[(–—-]\s*[^.!?:]{2,60}\)?)?\.?",
    re.DOTALL,
)


def pieces_of(document: Document) -> list[Piece]:
    """Every block of a document as one or more pieces, in reading order."""
    found: list[Piece] = []
    lost = _lost_headings(document)
    running = _running_rows(document)
    for index, block in enumerate(document.blocks):
        if (not block.text.strip() and not block.rows) or block.text in running:
            continue
        while lost and block.line is not None and (lost[0].line or 0) < block.line:
            found.append(_restored(lost.pop(0), found[-1].end if found else block.start))
        found += [_piece(part, 0, len(part.text), index) for part in _numbered_rows(block)] or [
            _piece(block, start, end, index) for start, end in _parts(block)
        ]
    return found


def _numbered_rows(block: Block) -> list[Block]:
    """Numbered paragraphs that a tab behind the number made look like a table's rows."""
    if block.kind != "table" or not all(
        len(row) == 2 and _NUMBER_CELL.fullmatch(row[0]) and len(row[1]) > 2 for row in block.rows
    ):
        return []
    found, at = [], 0
    for number, text in block.rows:
        at = block.text.find(text, at)
        if at < 0:
            return []
        short = "." not in number and len(text.split()) <= 12 and not text.endswith((".", ";"))
        found.append(
            replace(
                block,
                kind="heading" if short else "numbered",
                text=text,
                start=block.start + at,
                end=block.start + at + len(text),
                number=number.rstrip("."),
                level=1 if short else None,
                rows=(),
            )
        )
        at += len(text)
    return found


def _running_rows(document: Document) -> set[str]:
    """Footers with the page's number beside them that came as rows of a table: ``Final<tab>3``."""
    rows: dict[str, set[str]] = {}
    for block in document.blocks:
        if block.kind == "table" and len(block.rows) == 1 and len(block.rows[0]) == 2:
            words, number = sorted(block.rows[0], key=str.isdigit)
            if number.isdigit() and not words.isdigit():
                rows.setdefault(words, set()).add(block.text)
    return {text for texts in rows.values() if len(texts) >= 2 for text in texts}


def _lost_headings(document: Document) -> list[Furniture]:
    """Headings that recur at the edges of pages, and so were taken for running lines.

    ``Questions for the Board`` closes every finding of some reviews. Only a line that is a
    heading elsewhere in the same document, or a numbered label alone, is one here.
    """
    headings = {block.text for block in document.blocks if block.kind == "heading"}
    return [
        line
        for line in document.furniture
        if line.why in ("header", "footer")
        and line.line is not None
        and ((line.text in headings and topic_of(line.text)) or _is_label_alone(line.text))
    ]


def _is_label_alone(text: str) -> bool:
    label = label_of(text)
    return label is not None and label.whole and label.number is not None


def _restored(line: Furniture, at: int) -> Piece:
    """A heading that is not in the document's text: it has a place there, and no length."""
    label = label_of(line.text)
    return Piece(
        kind="heading",
        text=line.text,
        start=at,
        end=at,
        page=line.page,
        line=line.line,
        label=label if label and label.number else None,
        topic=topic_of(line.text),
    )


def _parts(block: Block) -> list[tuple[int, int]]:
    """Stretches of the block's own text that are pieces of their own."""
    if block.kind == "table":
        return [(0, len(block.text))]
    edges = {0}
    if block.kind == "box":
        edges |= {found.end() for found in re.finditer(r"\n+", block.text)}
    edges |= {found.end() for found in _RUN_TOGETHER.finditer(block.text)}
    edges |= _title_at_the_end(block)
    starts = sorted(edges)
    parts = []
    for start, stop in zip(starts, [*starts[1:], len(block.text)], strict=True):
        text = block.text[start:stop]
        if text.strip():
            lead = len(text) - len(text.lstrip())
            parts.append((start + lead, start + len(text.rstrip())))
    return parts


def _title_at_the_end(block: Block) -> set[int]:
    """Where the next section's title was joined to a paragraph, or none."""
    stem = _LAST_STEM.search(block.text)
    if stem:
        return {stem.start("title")}
    found = _LAST_TITLE.search(block.text)
    named = found and block.kind != "heading" and topic_of(found["title"])
    if found and (named or _is_label_alone(found["title"])):
        return {found.start("title")}
    return set()


def _piece(block: Block, start: int, end: int, index: int) -> Piece:
    text = block.text[start:end]
    first = start == 0
    piece = Piece(
        kind="text",
        text=text,
        start=block.start + start,
        end=block.start + end,
        page=block.page,
        line=block.line,
        number=block.number if first else None,
        level=block.level or 0,
        bold=block.bold,
        box=index if block.kind == "box" else None,
        rows=block.rows,
    )
    if block.kind in ("table", "footnote"):
        return replace(piece, kind=block.kind)
    if block.kind == "box" or (block.kind == "paragraph" and _LIST_NUMBER.match(text)):
        piece = _item_in_box(piece)
    if not first:
        piece = _number_of_title(piece)
    piece = replace(piece, label=_label(block, piece))
    if block.kind == "bullet" and first:
        return _numbered_bullet(piece)
    if _is_heading(block, piece):
        topic = None if piece.label else topic_of(text)
        return replace(piece, kind="heading", topic=topic)
    return piece


def _label(block: Block, piece: Piece) -> Label | None:
    """Bullets seldom carry labels; where a bullet does, only a numbered one counts."""
    label = label_of(piece.text)
    if label and block.kind == "bullet" and not label.number:
        return None
    # "Good practice" or "Learning" alone on a line names a section, and titles.py knows it.
    if label and label.number is None and label.whole:
        return None
    return label


def _item_in_box(piece: Piece) -> Piece:
    found = _BULLET.match(piece.text)
    if found:
        start = piece.start + found.end()
        return replace(piece, kind="bullet", text=piece.text[found.end() :], start=start)
    found = _ITEM.match(piece.text)
    if found:
        start = piece.start + found.end()
        text = piece.text[found.end() :]
        return replace(piece, text=text, start=start, number=found["number"])
    return piece


def _number_of_title(piece: Piece) -> Piece:
    found = re.match(r"(?P<number>\d{1,2})\.?\s+(?=[A-Z])", piece.text)
    if not found or piece.number:
        return piece
    text, start = piece.text[found.end() :], piece.start + found.end()
    return replace(piece, text=text, start=start, number=found["number"])


def _numbered_bullet(piece: Piece) -> Piece:
    """A bullet whose words begin with a paragraph's number: ``- **7.1** Issue a box``."""
    found = re.match(r"(?P<number>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)[.):]?\s+(?=\S)", piece.text)
    if not found:
        return replace(piece, kind="bullet")
    text, start = piece.text[found.end() :], piece.start + found.end()
    return replace(piece, kind="bullet", text=text, start=start, number=found["number"])


def _is_heading(block: Block, piece: Piece) -> bool:
    text, words = piece.text, len(piece.text.split())
    if piece.kind == "bullet" or _EXPLAINS.match(text) or FIELD.fullmatch(text):
        return False
    if _SAID.fullmatch(text) and not block.level:
        return False
    if block.kind == "heading" and block.text == text:
        return True
    if piece.label:
        titled = piece.label.number and words <= 20 and text[-1] not in ".;:,?!"
        return piece.label.whole or bool(titled) or (piece.bold and words <= 60)
    if text.endswith((";", ",")) or words > _HEADING_WORDS:
        return False
    if topic_of(text) and not text.endswith(".") and words <= 12:
        return True
    if text.endswith((".", ":")):
        return False
    if piece.bold and block.kind in ("paragraph", "numbered", "box"):
        return True
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and all(c.isupper() for c in letters)
