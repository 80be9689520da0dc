"""Word documents: styles, automatic numbers, tables, text boxes and footnotes, in order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError, _Element

from workbench.documents import blocks, decode, marks, package
from workbench.documents.marks import Marker
from workbench.documents.model import Document, Furniture, assemble
from workbench.documents.numbering import Numbering
from workbench.documents.paragraphs import Para
from workbench.errors import DamagedError

FORMATS = ("docx",)
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_ON = (None, "1", "true", "on")
_HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
_DEEPEST = 6


def read(data: bytes, name: str, sha256: str, format: str) -> Document:
    """Read a .docx file.

    Raises
    ------
    DamagedError
        When it is not a whole Word document.
    TooLargeError
        When it unpacks to more than we are willing to hold.
    """
    package.check(data, name)
    try:
        file = docx.Document(io.BytesIO(data))
        reader = _Reader(file)
        paras, listed = blocks.without_contents(list(reader.body()))
        dropped = [*reader.furniture, *listed, *_running_lines(file)]
        properties = file.core_properties
        title = " ".join((properties.title or "").split()) or None
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError) as problem:
        raise DamagedError(name, "a Word document") from problem
    found = blocks.finish(paras)
    return assemble(name, sha256, format, found, furniture=dropped, title=title)


def _running_lines(file: WordFile) -> Iterator[Furniture]:
    seen = set()
    for section in file.sections:
        for part, why in ((section.header, "header"), (section.footer, "footer")):
            if part.is_linked_to_previous:
                continue
            for element in part._element.iter(qn("w:p")):
                text = _clean("".join(_runs_text(element)))
                if text and (text, why) not in seen:
                    seen.add((text, why))
                    yield Furniture(text, None, None, why)  # type: ignore[arg-type]


def _clean(text: str) -> str:
    return " ".join(decode.tidy(text).split())


class _Reader:
    """Walks one document's body."""

    def __init__(self, file: WordFile) -> None:
        self.file = file
        self.styles = _Styles(file)
        self.numbering = Numbering(_numbering_part(file))
        self.notes = _notes(file)
        self.furniture: list[Furniture] = []
        self.boxes = 0

    def body(self) -> Iterator[Para]:
        yield from self._children(self.file.element.body)

    def _children(self, parent: _Element) -> Iterator[Para]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag == qn("w:sdt"):
                yield from self._control(child)
            elif child.tag in (qn("w:ins"), qn("w:customXml"), qn("w:smartTag"), qn("w:moveTo")):
                yield from self._children(child)

    def _control(self, element: _Element) -> Iterator[Para]:
        content = element.find(qn("w:sdtContent"))
        if content is None:
            return
        gallery = element.find(f".//{qn('w:docPartGallery')}")
        if gallery is not None and "table of contents" in (gallery.get(qn("w:val")) or "").lower():
            self._contents(content)
            return
        yield from self._children(content)

    def _contents(self, content: _Element) -> None:
        for paragraph in content.iter(qn("w:p")):
            text = _clean("".join(_runs_text(paragraph)))
            if text:
                self.furniture.append(Furniture(text, None, None, "contents"))

    def _paragraph(self, element: _Element) -> Iterator[Para]:
        style = self.styles.of(element)
        pieces = "".join(_runs_text(element))
        if style.name.lower().startswith(("toc ", "table of figures")):
            if text := _clean(pieces):
                self.furniture.append(Furniture(text, None, None, "contents"))
            return
        bold = self.styles.all_bold(element)
        label = self._label(element, style)
        for part in pieces.split("\n"):
            text = _clean(part)
            if text:
                yield self._made(text, style, bold, label)
                label = None
        yield from self._text_boxes(element)
        yield from self._footnotes(element)

    def _made(self, text: str, style: _Style, bold: bool, label: _Label | None) -> Para:
        para = blocks.whole(text, bold=bold, style=style.name)
        para.heading = style.heading
        opened = marks.marker(text)
        if label is not None:
            _apply(para, label)
        elif opened and (opened.number or opened.sure or opened.form == "-"):
            para.marker, para.text = opened, opened.rest
        if para.heading:
            para.kind = "heading"
        elif style.is_caption:
            para.kind = "paragraph"
        return para

    def _label(self, element: _Element, style: _Style) -> _Label | None:
        named = self.styles.list_of(element, style, self.numbering)
        if named is None:
            return None
        printed = self.numbering.next(*named)
        if printed is None:
            return None
        return _Label(printed[0].strip(), named[1], printed[1].form == "bullet")

    def _text_boxes(self, element: _Element) -> Iterator[Para]:
        for content in element.iter(qn("w:txbxContent")):
            if any(above.tag == _FALLBACK for above in content.iterancestors()):
                continue  # the same box again, for old versions of Word
            yield from self._boxed(content)

    def _boxed(self, parent: _Element) -> Iterator[Para]:
        self.boxes += 1
        number = self.boxes
        for para in self._children(parent):
            if not para.first.cells and para.kind != "footnote":
                para.box, para.kind = number, para.kind or "paragraph"
            yield para

    def _footnotes(self, element: _Element) -> Iterator[Para]:
        for reference in element.iter(qn("w:footnoteReference")):
            text = self.notes.get(reference.get(qn("w:id"), ""))
            if text:
                yield blocks.whole(text, kind="footnote")

    def _table(self, element: _Element) -> Iterator[Para]:
        rows = [row for row in element.iter(qn("w:tr")) if _own(row, element)]
        cells = [[cell for cell in row.iter(qn("w:tc")) if _own(cell, element)] for row in rows]
        if max((len(row) for row in cells), default=0) <= 1:
            for row in cells:
                for cell in row:
                    yield from self._boxed(cell)
            return
        before: list[str] = []
        for row in cells:
            before = self._row(row)
            if any(before):
                made = blocks.whole("\t".join(before))
                made.first.cells = tuple(before)
                yield made

    def _row(self, cells: list[_Element]) -> list[str]:
        texts: list[str] = []
        for cell in cells:
            properties = cell.find(qn("w:tcPr"))
            spans, follows = 1, False
            if properties is not None:
                span = properties.find(qn("w:gridSpan"))
                spans = _whole(span.get(qn("w:val"))) if span is not None else 1
                merge = properties.find(qn("w:vMerge"))
                follows = merge is not None and merge.get(qn("w:val")) != "restart"
            texts.append("" if follows else self._cell_text(cell))
            texts += [""] * (min(spans, 64) - 1)
        return texts

    def _cell_text(self, cell: _Element) -> str:
        parts = []
        for para in self._children(cell):
            number = para.marker.number if para.marker else None
            parts.append(f"{number} {para.text}" if number else para.text or para.first.text)
        return _clean(" ".join(parts))


class _Label:
    """What Word prints before a paragraph by itself."""

    __slots__ = ("bullet", "depth", "printed")

    def __init__(self, printed: str, depth: int, bullet: bool) -> None:
        self.printed, self.depth, self.bullet = printed, depth, bullet


def _apply(para: Para, label: _Label) -> None:
    para.depth = label.depth + 1
    if label.bullet:
        if para.heading is None:
            para.marker = Marker("bullet", None, para.text, "•", True)
        return
    opened = marks.marker(f"{label.printed} {para.text}")
    if opened and opened.number and opened.rest == para.text:
        para.marker = opened
    elif re.fullmatch(r"\w{1,5}(?:\.\w{1,3})*", label.printed):
        para.marker = Marker("number", label.printed, para.text, "1", True)
    elif label.printed:
        para.text = f"{label.printed} {para.text}"


_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _own(element: _Element, table: _Element) -> bool:
    """It belongs to this table, not to one inside it."""
    return next(element.iterancestors(qn("w:tbl"))) is table


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 1


_SKIPPED = {qn(name) for name in ("w:del", "w:moveFrom", "w:txbxContent", "w:pPr", "w:instrText")}


def _runs_text(element: _Element) -> Iterator[str]:
    """The printed text below an element: no deleted or hidden words, no field codes, no boxes."""
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or tag == _FALLBACK:
            continue
        if tag == qn("w:t"):
            yield child.text or ""
        elif tag == qn("w:tab"):
            yield "\t"
        elif tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif tag == qn("w:noBreakHyphen"):
            yield "-"
        elif tag == qn("w:r") and _hidden(child):
            continue
        else:
            yield from _runs_text(child)


def _hidden(run: _Element) -> bool:
    properties = run.find(qn("w:rPr"))
    return properties is not None and _flag(properties, "w:vanish") is True


def _flag(properties: _Element | None, name: str) -> bool | None:
    if properties is None:
        return None
    found = properties.find(qn(name))
    return None if found is None else found.get(qn("w:val")) in _ON


class _Style:
    """What a paragraph's style settles."""

    __slots__ = ("bold", "heading", "is_caption", "name", "numbered", "style_id")

    def __init__(self, style_id: str, name: str) -> None:
        self.style_id, self.name = style_id, name
        self.heading: int | None = None
        self.bold: bool | None = None
        self.numbered: tuple[str | None, int | None] = (None, None)
        self.is_caption = name.lower() == "caption"


class _Styles:
    """The styles of one document, each read once with all that it is based on."""

    def __init__(self, file: WordFile) -> None:
        self.elements: dict[str, _Element] = {}
        self.default = ""
        for element in file.styles.element.iterfind(qn("w:style")):
            style_id = element.get(qn("w:styleId"), "")
            self.elements[style_id] = element
            if element.get(qn("w:type")) == "paragraph" and element.get(qn("w:default")) in _ON[1:]:
                self.default = style_id
        self.made: dict[str, _Style] = {}

    def of(self, paragraph: _Element) -> _Style:
        properties = paragraph.find(qn("w:pPr"))
        style_id = self.default
        if properties is not None:
            named = properties.find(qn("w:pStyle"))
            style_id = named.get(qn("w:val"), "") if named is not None else style_id
        style = self.made.get(style_id)
        if style is None:
            style = self.made[style_id] = self._make(style_id)
        level = _outline(properties)
        if level is not None and style.heading is None:
            direct = _Style(style.style_id, style.name)
            direct.heading, direct.bold, direct.numbered = level, style.bold, style.numbered
            return direct
        return style

    def _make(self, style_id: str) -> _Style:
        element = self.elements.get(style_id)
        named = element.find(qn("w:name")) if element is not None else None
        style = _Style(style_id, named.get(qn("w:val"), "") if named is not None else style_id)
        for element in self._chain(style_id):
            name = element.find(qn("w:name"))
            text = name.get(qn("w:val"), "") if name is not None else ""
            if style.heading is None:
                found = _HEADING.match(text)
                style.heading = int(found.group(1)) if found else None
                if text.lower() == "title":
                    style.heading = 1
            properties = element.find(qn("w:pPr"))
            if style.heading is None:
                style.heading = _outline(properties)
            if style.bold is None:
                style.bold = _flag(element.find(qn("w:rPr")), "w:b")
            number, depth = _named_list(properties)
            known = style.numbered
            style.numbered = (known[0] or number, known[1] if known[1] is not None else depth)
        return style

    def _chain(self, style_id: str) -> Iterator[_Element]:
        seen = set()
        while style_id in self.elements and style_id not in seen:
            seen.add(style_id)
            element = self.elements[style_id]
            yield element
            based = element.find(qn("w:basedOn"))
            style_id = based.get(qn("w:val"), "") if based is not None else ""

    def list_of(
        self, paragraph: _Element, style: _Style, numbering: Numbering
    ) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, else its style's."""
        number, depth = _named_list(paragraph.find(qn("w:pPr")))
        if number is None:
            number = style.numbered[0]
            linked = numbering.of_style(style.style_id)
            if depth is None:
                depth = style.numbered[1]
            if depth is None and linked is not None:
                depth = linked[1]
        return None if number is None else (number, depth or 0)

    def all_bold(self, paragraph: _Element) -> bool:
        """Every run with words in it is bold, by itself, its own style or the paragraph's."""
        base = self.of(paragraph).bold
        any_text = False
        for run in paragraph.iter(qn("w:r")):
            if any(above.tag == qn("w:txbxContent") for above in run.iterancestors()) or not any(
                (t.text or "").strip() for t in run.iterfind(qn("w:t"))
            ):
                continue
            any_text = True
            properties = run.find(qn("w:rPr"))
            bold = _flag(properties, "w:b")
            if bold is None and properties is not None:
                named = properties.find(qn("w:rStyle"))
                if named is not None:
                    bold = self._style_bold(named.get(qn("w:val"), ""))
            if not (base if bold is None else bold):
                return False
        return any_text

    def _style_bold(self, style_id: str) -> bool | None:
        for element in self._chain(style_id):
            bold = _flag(element.find(qn("w:rPr")), "w:b")
            if bold is not None:
                return bold
        return None


def _outline(properties: _Element | None) -> int | None:
    """The outline level a paragraph is given: 0 to 8 are headings, 9 is body text."""
    if properties is None:
        return None
    found = properties.find(qn("w:outlineLvl"))
    level = _whole(found.get(qn("w:val"))) if found is not None else 9
    return level + 1 if level < _DEEPEST and found is not None else None


def _named_list(properties: _Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    named = properties.find(qn("w:numPr"))
    if named is None:
        return None, None
    number, depth = named.find(qn("w:numId")), named.find(qn("w:ilvl"))
    return (
        number.get(qn("w:val")) if number is not None else None,
        _whole(depth.get(qn("w:val"))) if depth is not None else None,
    )


def _numbering_part(file: WordFile) -> Any | None:
    for relation in file.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return relation.target_part.element
    return None


def _notes(file: WordFile) -> dict[str, str]:
    """Footnotes' texts by their id."""
    for relation in file.part.rels.values():
        if relation.reltype == _FOOTNOTES and not relation.is_external:
            root = _parsed(relation.target_part.blob)
            return {
                note.get(qn("w:id"), ""): _clean(" ".join(_runs_text(note)))
                for note in root.iterfind(qn("w:footnote"))
                if note.get(qn("w:type")) in (None, "normal")
            }
    return {}


def _parsed(blob: bytes) -> _Element:
    from docx.oxml.parser import parse_xml

    return parse_xml(blob)
