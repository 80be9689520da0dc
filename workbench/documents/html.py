"""Web pages: headings, paragraphs, lists with their numbers, tables and boxes, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from workbench.documents import blocks, decode, marks, paragraphs
from workbench.documents import text as plain
from workbench.documents.marks import Marker
from workbench.documents.model import Document, Furniture, assemble
from workbench.documents.numbering import shown
from workbench.documents.paragraphs import Para
from workbench.errors import DamagedError, EmptyError

FORMATS = ("html",)

_DROPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "title", "meta", "link"),
        *("svg", "math", "iframe", "object", "embed", "canvas", "audio", "video"),
        *("select", "button", "input", "textarea"),
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "details", "dialog"),
        *("div", "dl", "dt", "dd", "fieldset", "figcaption", "figure", "footer", "form", "header"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "main", "menu", "nav", "ol", "ul"),
        *("li", "p", "pre", "section", "summary"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    )
)
_BOX_TAGS = ("aside", "blockquote")
_BOX_CLASS = re.compile(
    r"(?:^|[\s_-])(?:box|boxed|callout|call-out|panel|vignette|case-?(?:study|example)|inset|"
    r"highlight|pull-?quote|quote)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
# Real pages nest a few dozen deep. libxml2 itself stops at 2048 and would leave out the rest.
_DEEPEST = 150
_BREAK = "\x1f"  # a line break that the page asks for; decode.tidy leaves none in the text


def read(data: bytes, name: str, sha256: str, format: str) -> Document:
    """Read an HTML file.

    Raises
    ------
    DamagedError
        When it is not text, or nested so deeply that a part of it would be lost.
    EmptyError
        When it holds no element.
    """
    text = _decoded(data, name)
    parser = HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError) as problem:
        raise EmptyError(name) from problem
    if any("depth" in error.message.lower() for error in parser.error_log):
        raise DamagedError(name, "a web page", "its elements are nested too deeply")
    walker = _Walker(name)
    body = root.find("body")
    paras, listed = blocks.without_contents(list(walker.walk(root if body is None else body)))
    title = root.findtext(".//title")
    found = blocks.finish(paras)
    return assemble(
        name,
        sha256,
        format,
        found,
        furniture=[*walker.furniture, *listed],
        title=" ".join(title.split()) if title and title.strip() else None,
    )


def _decoded(data: bytes, name: str) -> str:
    """By byte-order mark or by what the page says of itself, else as any text."""
    said = _CHARSET.search(data[:4096])
    if said and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = said.group(1).decode("ascii").lower()
        # Pages say Latin-1 and mean Windows-1252, as every browser knows (WHATWG Encoding).
        encoding = "cp1252" if encoding in ("iso-8859-1", "latin1", "ascii") else encoding
        try:
            return decode.tidy(data.decode(encoding))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode.decode(data, name)


class _Walker:
    """Walks the tree in document order without recursion into inline text."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.furniture: list[Furniture] = []
        self.boxes = 0

    def walk(self, element: HtmlElement, depth: int = 0, items: int = 0) -> Iterator[Para]:
        """The paragraphs below an element. ``items`` is how many lists it stands in."""
        if depth > _DEEPEST:
            raise DamagedError(self.name, "a web page", "its elements are nested too deeply")
        inline: list[str | HtmlElement] = [element.text or ""]
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _DROPPED or _is_hidden(child):
                inline.append(child.tail or "")
                continue
            if child.tag in _BLOCKS or _holds_blocks(child):
                yield from self._inline(inline, element, items)
                inline = []
                yield from self._block(child, depth + 1, items)
            else:
                inline.append(child)
            inline.append(child.tail or "")
        yield from self._inline(inline, element, items)

    def _block(self, element: HtmlElement, depth: int, items: int) -> Iterator[Para]:
        tag = element.tag
        if tag in _HEADINGS:
            yield from self._heading(element)
        elif tag == "table":
            yield from self._table(element, depth, items)
        elif tag in ("ol", "ul", "menu"):
            yield from self._list(element, depth, items)
        elif tag == "pre":
            yield from paragraphs.group(list(plain.lines(element.text_content())), False)
        elif tag == "dl":
            yield from self._terms(element)
        elif _running(element):
            self._drop(element)
        elif tag in _BOX_TAGS or _BOX_CLASS.search(element.get("class", "")):
            yield from self._boxed(self.walk(element, depth, items))
        else:
            yield from self.walk(element, depth, items)

    def _inline(
        self, parts: list[str | HtmlElement], parent: HtmlElement, items: int
    ) -> Iterator[Para]:
        """Loose text between blocks is paragraphs, a ``<br>`` between two of them."""
        texts = "".join(
            decode.tidy(part) if isinstance(part, str) else _text(part) for part in parts
        )
        if not texts.strip():
            return
        bold = _all_bold(parts, parent)
        for text in _printed_lines(texts):
            yield _made(text, parent, bold)

    def _heading(self, element: HtmlElement) -> Iterator[Para]:
        text = " ".join(_text(element).split())
        if text:
            para = _made(text, element, False)
            para.heading, para.kind = _HEADINGS[element.tag], "heading"
            yield para

    def _list(self, element: HtmlElement, depth: int, items: int) -> Iterator[Para]:
        ordered = element.tag == "ol"
        count = _integer(element.get("start"), 1)
        step = 1
        if element.get("reversed") is not None:
            count, step = _integer(element.get("start"), len(element.findall("li"))), -1
        for child in element:
            if child.tag != "li":
                if isinstance(child.tag, str):
                    yield from self._block(child, depth, items)
                continue
            count = _integer(child.get("value"), count)
            number = shown(count, element.get("type", "1")) if ordered else None
            count += step
            yield from self._item(child, number, depth, items)

    def _item(
        self, item: HtmlElement, number: str | None, depth: int, items: int
    ) -> Iterator[Para]:
        for index, para in enumerate(self.walk(item, depth + 1, items + 1)):
            if index == 0 and not para.first.cells and para.kind in ("", "heading"):
                _mark_item(para, number, items + 1)
            yield para

    def _terms(self, element: HtmlElement) -> Iterator[Para]:
        term = ""
        for child in element.iter("dt", "dd"):
            text = " ".join(_text(child).split())
            if child.tag == "dt":
                term = text
            elif text:
                yield _row((term, text), child)
                term = ""

    def _table(self, element: HtmlElement, depth: int, items: int) -> Iterator[Para]:
        rows = [row for row in element.iter("tr") if _own(row, element)]
        grid = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        caption = element.find("caption")
        if caption is not None and (text := " ".join(_text(caption).split())):
            yield _made(text, caption, False)
        if element.get("role") == "presentation":
            for row in grid:
                for cell in row:
                    yield from self.walk(cell, depth, items)
        elif max((len(row) for row in grid), default=0) <= 1:
            for row in grid:
                for cell in row:
                    yield from self._boxed(self.walk(cell, depth, items))
        else:
            for row, texts in zip(rows, _filled(grid), strict=True):
                if any(texts):
                    yield _row(tuple(texts), row)

    def _boxed(self, paras: Iterator[Para]) -> Iterator[Para]:
        self.boxes += 1
        number = self.boxes
        for para in paras:
            if not para.first.cells:
                para.box = number
            yield para

    def _drop(self, element: HtmlElement) -> None:
        why = {"nav": "contents", "header": "header"}.get(element.tag, "footer")
        for text in _printed_lines(_text(element)):
            self.furniture.append(
                Furniture(text, None, element.sourceline, why)  # type: ignore[arg-type]
            )


def _mark_item(para: Para, number: str | None, depth: int) -> None:
    para.depth = depth
    if para.marker is not None and para.marker.number:
        return  # printed in the item itself
    if number is None:
        para.marker = Marker("bullet", None, para.text, "•", True)
    else:
        para.marker = Marker("number", number, para.text, "1.", True)


def _made(text: str, element: HtmlElement, bold: bool) -> Para:
    opened = marks.marker(text)
    para = blocks.whole(text, line=element.sourceline, bold=bold, style=element.tag)
    if opened and (opened.number or opened.sure):
        para.marker, para.text = opened, opened.rest
    return para


def _row(texts: tuple[str, ...], element: HtmlElement) -> Para:
    para = blocks.whole("\t".join(texts), line=element.sourceline, style="tr")
    para.first.cells = texts
    return para


def _filled(grid: list[list[HtmlElement]]) -> list[list[str]]:
    """Rows with merged cells spelt out: the text in the first place, ``""`` in the others."""
    held: dict[int, int] = {}  # column -> rows still covered from above
    filled = []
    for cells in grid:
        texts: list[str] = []
        for cell in cells:
            while held.get(len(texts), 0):
                held[len(texts)] -= 1
                texts.append("")
            down = min(_integer(cell.get("rowspan"), 1), 1000) - 1
            for place in range(min(_integer(cell.get("colspan"), 1), 64)):
                held[len(texts)] = down
                texts.append("" if place else " ".join(_text(cell).split()))
        while held.get(len(texts), 0):
            held[len(texts)] -= 1
            texts.append("")
        filled.append(texts)
    return filled


def _own(row: HtmlElement, table: HtmlElement) -> bool:
    return next(row.iterancestors("table")) is table


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text else otherwise
    except ValueError:
        return otherwise


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _holds_blocks(element: HtmlElement) -> bool:
    return next(element.iter(*_BLOCKS), None) is not None


def _running(element: HtmlElement) -> bool:
    """Site navigation, or a page's own head or foot without a heading in it."""
    if element.tag == "nav" or element.get("role") == "navigation":
        return True
    return element.tag in ("header", "footer") and next(element.iter(*_HEADINGS), None) is None


def _text(element: HtmlElement) -> str:
    """The text inside an element: breaks as :data:`_BREAK`, cells and blocks parted by a space."""
    parts: list[str] = []
    left_out = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        named = isinstance(node.tag, str)
        silent = not named or node.tag in _DROPPED or _is_hidden(node)
        if event == "start":
            left_out += silent
            if left_out:
                continue
            if node.tag == "br":
                parts.append(_BREAK)
            elif node.tag in _BLOCKS and node is not element:
                parts.append(" ")
            parts.append(decode.tidy(node.text or ""))
        else:
            left_out -= silent
            if not left_out and node is not element:
                parts.append(" " if named and node.tag in _BLOCKS else "")
                parts.append(decode.tidy(node.tail or ""))
    return "".join(parts)


def _printed_lines(text: str) -> list[str]:
    """Lines parted by breaks, rejoined where a break only falls inside a sentence."""
    lines: list[str] = []
    for part in text.split(_BREAK):
        line = " ".join(part.split())
        if lines and lines[-1] and marks.starts_lower(line) and not marks.ends_full(lines[-1]):
            lines[-1] = marks.join(lines[-1], line)
        else:
            lines.append(line)
    return [line for line in lines if line]


def _all_bold(parts: list[str | HtmlElement], parent: HtmlElement) -> bool:
    if _is_bold(parent) or any(_is_bold(above) for above in parent.iterancestors("b", "strong")):
        return True
    found = False
    for part in parts:
        if isinstance(part, str):
            if part.strip():
                return False
        elif "".join(part.itertext()).strip():
            if not _is_bold(part):
                inner = [child for child in part if isinstance(child.tag, str)]
                if (part.text or "").strip() or not inner or not all(map(_is_bold, inner)):
                    return False
            found = True
    return found


def _is_bold(element: HtmlElement) -> bool:
    return element.tag in ("b", "strong", "th") or bool(
        re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", element.get("style", ""))
    )
