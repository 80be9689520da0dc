"""Web pages: what is read, and attributes, comments, scripts, styles and hidden parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from workbench.briefings.gate.carriers import code
from workbench.briefings.gate.carriers.contrast import low_contrast
from workbench.briefings.gate.carriers.inside import contents_inside
from workbench.briefings.gate.carriers.making import found, property_finding
from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Contents, Role, Segment
from workbench.errors import EmptyError

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main "
    "menu nav ol "
    "optgroup option p pre search section select summary table tbody td template textarea tfoot th "
    "thead tr ul head title noscript iframe object svg text desc button".split()
)
_CODE = frozenset(("script", "style"))
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_ADDRESSES = frozenset("href src action cite data poster background formaction srcset ping".split())
# Attributes of layout alone.
_DULL = frozenset(
    (
        "class style id width height colspan rowspan align valign border cellpadding cellspacing "
        "type rel lang dir viewbox d points transform fill stroke xmlns x y x1 x2 y1 y2 cx cy r "
        "rx ry scope tabindex role charset http-equiv media sizes integrity crossorigin "
        "stroke-width text-anchor font-size"
    ).split()
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|"
    r"font-size\s*:\s*[01](?:px|pt|em|rem|%)?\s*(?:;|$)|text-indent\s*:\s*-\d{3,}|"
    r"(?:left|top)\s*:\s*-\d{4,}px|color\s*:\s*transparent",
    re.IGNORECASE,
)
# What browsers and search engines are told by <meta http-equiv>, which is no words.
_DULL_METAS = frozenset(("content-type", "x-ua-compatible", "content-security-policy"))
# A parser that stops at the end tags would leave out what a browser still shows after them.
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_A_TAG = re.compile(r"<[^>]{0,2000}>")
_TOP_LINES = 4


def contents(data: bytes, name: str, lists: Lists) -> Contents:
    """Take a page apart.

    Raises
    ------
    EmptyError
        When it holds no element.
    """
    return of_text(decoded(data), name, lists)


def of_text(text: str, name: str, lists: Lists, *, whole: bool = True) -> Contents:
    """As :func:`contents`, from text. ``whole`` is False for a part made from Markdown."""
    try:
        parser = HTMLParser(huge_tree=True, no_network=True, encoding="utf-8")
        root = document_fromstring(_ENDS.sub("", text).encode("utf-8"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise EmptyError(name) from error
    page = _Page(root, lists)
    page.walk()
    if any(error.level >= etree.ErrorLevels.FATAL for error in parser.error_log):
        page.given_up(text)
    if whole:
        page.structure()
    return page.made


def decoded(data: bytes) -> str:
    """By byte-order mark, by what the page says of itself, or as Windows reads it.

    Without NUL characters: a browser passes over them, and so must what looks for names.
    """
    return _with_nul(data).replace("\0", "")


def _with_nul(data: bytes) -> str:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding + ("-sig" if encoding == "utf-8" else ""), "replace")
    head = data[:4096]
    if head.count(0) > len(head) // 4:  # two bytes a letter, and no mark to say so
        return data.decode(
            "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be", "replace"
        )
    said = _CHARSET.search(data[:4096])
    for encoding in (said[1].decode("ascii") if said else "utf-8", "utf-8"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")


class _Page:
    """One page on its way apart."""

    def __init__(self, root: HtmlElement, lists: Lists) -> None:
        self.root, self.lists = root, lists
        self.made = Contents()
        self.counts: dict[str, int] = {}
        self.cells: dict[HtmlElement, tuple[int, int, int, str]] = {}
        self.tables = 0

    def walk(self) -> None:
        """Every text, then every attribute and comment, in the order of the page."""
        for table in self.root.iter("table"):
            self._lay_out(table)
        before = reversed(list(self.root.itersiblings(preceding=True)))
        for element in (*before, *self.root.iter(), *self.root.itersiblings()):
            if element.tag is etree.Comment or element.tag is etree.PI:
                self._comment(element)
            elif isinstance(element.tag, str):
                self._element(element)
        for table in self.root.iter("table"):
            self._rows(table)
        self._add(self.root.getroottree().docinfo.doctype or "", "the page's first line", "code")

    def _add(self, text: str, where: str, role: Role, label: str = "", **more: int) -> None:
        if text.strip():
            shown = [s for s in self.made.segments if s.role in ("body", "heading", "cell")]
            self.made.segments.append(
                Segment(text, where, role, label, top=len(shown) < _TOP_LINES, **more)
            )

    def _next(self, what: str) -> int:
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]

    def _element(self, element: HtmlElement) -> None:
        tag = _tag(element)
        if tag in _CODE:
            self._code("".join(element.itertext()), tag, (element.get("type") or "").lower())
        elif tag in _BLOCKS:
            self._block(element, tag)
        self._attributes(element, tag)

    def _code(self, text: str, tag: str, kind: str) -> None:
        """A program or a style, and by themselves the words and the data in it."""
        where = f"{tag} {self._next(tag)}"
        self._add(text, where, "code")
        if tag == "style":
            self._style(text, where)
        elif "html" in kind or "template" in kind:
            self._within(text, where)
        else:
            is_data = "json" in kind
            for label, words in code.data(text) if is_data else code.words(text):
                self._add(words, where, "attribute" if is_data else "string", label)

    def _style(self, text: str, where: str) -> None:
        for words in code.of_style(text):
            if code.DATA.match(words):
                self._data(words, where)
            else:
                self._add(unquote(words), where, "string")

    def _within(self, text: str, where: str) -> None:
        """A page inside this one."""
        inner = of_text(f"<html><body>{text}</body></html>", where, self.lists, whole=False)
        for segment in inner.segments:
            self._add(segment.text, f"{where}, {segment.where}", segment.role, segment.label)
        self.made.findings += [f for f in inner.findings if f.kind != "contrast"]

    def _block(self, element: HtmlElement, tag: str) -> None:
        for text in _own_texts(element):
            if not text.strip():
                continue
            hidden = _hidden_by(element)
            if element in self.cells:
                table, row, column, label = self.cells[element]
                where = f"table {table} row {row} column {column}"
                more = {"table": table, "row": row, "column": column}
                self._add(text, where, "cell", label, **more)
            elif tag in _HEADINGS:
                where = f"heading {self._next('heading')}"
                self._add(text, where, "heading")
            elif tag == "title" and not _in_drawing(element):
                where = "the page's title"
                self._add(text, where, "heading")
            else:
                where = f"paragraph {self._next('paragraph')}"
                self._add(text, where, "body", self._label_before())
            if hidden and tag != "title":
                self.made.findings.append(
                    found(self.lists, "hidden_text", text, f"{where} (hidden)")
                )

    def _label_before(self) -> str:
        """A short line that ends in a colon names what comes next."""
        if not self.made.segments:
            return ""
        last = self.made.segments[-1].text.strip()
        return last if last.endswith(":") and len(last) < 60 else ""

    def _attributes(self, element: HtmlElement, tag: str) -> None:
        if tag == "img" or tag == "svg":
            number = self._next("picture")
        for name, value in element.attrib.items():
            name, value = str(name).lower(), str(value)
            if name == "style":
                self._style(value, f"attribute style of <{tag}>")
            if (name in _DULL and name not in ("id", "class")) or not value.strip():
                continue
            if tag == "meta":
                continue
            if code.DATA.search(value):
                pictured = tag in ("img", "source", "image", "picture")
                place = (
                    f"picture {self.counts.get('picture', 1)}" if pictured else f"data of <{tag}>"
                )
                for data in code.DATA.finditer(value):
                    self._data(data[0], place)
            elif name == "srcdoc":
                self._within(value, f"the page inside <{tag}>")
            elif name in _ADDRESSES:
                self._add(unquote(value), f"link of <{tag}>", "link")
            elif tag == "img" and name == "alt":
                self._add(value, f"alternative text of picture {number}", "attribute")
            elif name in ("id", "class"):
                self._add(value, f"attribute {name} of <{tag}>", "code")
            else:
                self._add(value, f"attribute {name} of <{tag}>", "attribute")
        if tag == "meta":
            self._meta(element)
        ratio = low_contrast(element)
        if ratio is not None:
            text = " ".join("".join(element.itertext()).split())
            where = f"<{tag}> with colours of its own, contrast {ratio:.1f} to 1"
            self.made.findings.append(found(self.lists, "contrast", text, where))

    def _meta(self, element: HtmlElement) -> None:
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        value = element.get("content") or ""
        told = (element.get("http-equiv") or "").lower()
        if told:
            if told not in _DULL_METAS:
                self._add(unquote(value), f'property "{told}"', "link")
            return
        if not value:
            return
        self._add(value, f'property "{name}"', "property", name)
        finding = property_finding(self.lists, name, value)
        if finding:
            self.made.findings.append(finding)

    def _data(self, value: str, where: str) -> None:
        """A file written out in an address."""
        data = code.carried(value)
        if data:
            self.made.extend(contents_inside(data, where, self.lists))

    def _comment(self, element: HtmlElement) -> None:
        text = unescape(element.text or "")
        if not text.strip() or re.fullmatch(r"\s*(?:\[if [^\]]*\]|<!|<?!?\[endif\])>?\s*", text):
            return
        where = f"comment {self._next('comment')} in the page's source"
        self._add(text, where, "note")
        if re.search(r"<[a-zA-Z]", text):
            self._within(text, where)
        if not text.lstrip().lower().startswith("[if"):  # words for old versions of Outlook
            self.made.findings.append(found(self.lists, "hidden_text", text, where, action="warn"))

    # --- tables -------------------------------------------------------------------------------

    def _lay_out(self, table: HtmlElement) -> None:
        """Each cell's row and column, and what its header and its row's first cell say."""
        self.tables += 1
        grid: dict[tuple[int, int], HtmlElement] = {}
        rows = [r for r in table.iter("tr") if _inside(r, table)]
        for r, row in enumerate(rows, 1):
            column = 1
            for cell in (c for c in row if _tag(c) in ("td", "th")):
                while (r, column) in grid:
                    column += 1
                for down in range(min(_whole(cell.get("rowspan")), 200)):
                    for across in range(min(_whole(cell.get("colspan")), 50)):
                        grid.setdefault((r + down, column + across), cell)
                self.cells[cell] = (self.tables, r, column, "")
        caption = " ".join("".join(c.itertext()) for c in table.iter("caption"))
        before = table.getprevious()
        lead = (
            "".join(before.itertext())[-200:]
            if before is not None and isinstance(before.tag, str)
            else ""
        )
        for cell, (number, r, column, _) in list(self.cells.items()):
            if number != self.tables:
                continue
            header = _cell_words(grid.get((1, column))) if r > 1 else ""
            side = _cell_words(grid.get((r, 1))) if column > 1 else ""
            intro = f"{caption} {lead}" if (r, column) == (1, 1) else ""
            label = "\n".join(said for said in (intro.strip(), header, side) if said)
            self.cells[cell] = (number, r, column, label)

    def _rows(self, table: HtmlElement) -> None:
        for row in (r for r in table.iter("tr") if _inside(r, table)):
            cells = [c for c in row if c in self.cells]
            if len(cells) > 1:
                number, r, _, _ = self.cells[cells[0]]
                text = " | ".join(_cell_words(c) for c in cells)
                self._add(text, f"table {number} row {r}", "row")

    def given_up(self, text: str) -> None:
        """The parser stopped on its way (elements 2,048 deep): its words without their places."""
        self._add(unescape(_A_TAG.sub(" ", text)), "the page's source", "source")
        self.made.findings.append(
            found(self.lists, "unchecked", "a page not read to its end", "the page")
        )

    # --- structure ----------------------------------------------------------------------------

    def structure(self) -> None:
        """What a reader with a screen reader would miss."""

        def say(text: str, where: str, mend: str) -> None:
            self.made.findings.append(found(self.lists, "structure", text, where, mend=mend))

        html = self.root if _tag(self.root) == "html" else None
        if html is None or not (html.get("lang") or "").strip():
            say("no language", "the page", 'Say which language it is in: <html lang="en-GB">.')
        title = self.root.findtext(".//title")
        if not (title or "").strip():
            say("no title", "the page", "Give the page a title.")
        headings = [e for e in self.root.iter() if isinstance(e.tag, str) and _tag(e) in _HEADINGS]
        before = 0
        for n, heading in enumerate(headings, 1):
            level = _HEADINGS[_tag(heading)]
            if level > before + 1:
                say(
                    " ".join("".join(heading.itertext()).split()),
                    f"heading {n}",
                    f"Use a heading of level {before + 1}: the levels skip from {before} "
                    f"to {level}.",
                )
            before = level
        for n, picture in enumerate(self.root.iter("img"), 1):
            if picture.get("alt") is None:
                say("no alternative text", f"picture {n}", "Say in words what the picture shows.")
        for n, table in enumerate(self.root.iter("table"), 1):
            if table.find(".//th") is None and table.get("role") != "presentation":
                say("no header row", f"table {n}", "Mark the first row as the table's header.")


def _tag(element: HtmlElement) -> str:
    return element.tag.lower().split("}")[-1] if isinstance(element.tag, str) else ""


def _own_texts(element: HtmlElement) -> Iterator[str]:
    """The running texts of a block, between the blocks inside it."""
    pieces: list[str] = [element.text or ""]
    for child in element:
        yield from _gather(child, pieces)
        pieces.append(child.tail or "")
    if pieces:
        yield "".join(pieces)


def _gather(child: HtmlElement, pieces: list[str]) -> Iterator[str]:
    tag = _tag(child)
    if tag in _BLOCKS:
        yield "".join(pieces)
        pieces.clear()
    elif tag in ("br", "wbr"):
        pieces.append("\n" if tag == "br" else "")
    elif tag and tag not in _CODE:
        pieces.append(child.text or "")
        for inner in child:
            yield from _gather(inner, pieces)
            pieces.append(inner.tail or "")


def _in_drawing(element: HtmlElement) -> bool:
    return next(element.iterancestors("svg"), None) is not None


def _cell_words(cell: HtmlElement | None) -> str:
    if cell is None:
        return ""
    return " ".join("".join(t for t in cell.itertext()).split())


def _inside(row: HtmlElement, table: HtmlElement) -> bool:
    return next(row.iterancestors("table")) is table


def _whole(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdigit() else 1


def _hidden_by(element: HtmlElement) -> bool:
    """Hidden for everybody; words for screen readers alone are not."""
    for above in (element, *element.iterancestors()):
        if not isinstance(above.tag, str):
            continue
        names = (above.get("class") or "").lower()
        if re.search(r"sr-only|visually-?hidden|screen-?reader|skip", names):
            return False
        style = above.get("style") or ""
        if above.get("hidden") is not None or _HIDDEN.search(style):
            return True
        if _tag(above) == "input" and (above.get("type") or "").lower() == "hidden":
            return True
        if _tag(above) in ("template", "noscript"):
            return True
    return False
