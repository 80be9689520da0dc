"""Prints a source as a Word document with real styles and page numbers."""

from __future__ import annotations

import datetime
import re
import zipfile
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from markup import CITE, FIGURE, NOTE, Node, Source, curly, plain

COLOUR = RGBColor(0x1F, 0x3A, 0x5F)
STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold: rebuilding gives the same bytes
BOX_FILL = {"vignette": "E6EEF5", "learning": "FDF3D8", "impact": "E4F1E4", "challenge": "F3E8F5"}


def write(source: Source, target: Path) -> None:
    """Write the Word document."""
    word = Document()
    _styles(word)
    _properties(word, source)
    _furniture(word, source)
    _Writer(word, source).write()
    word.save(target)
    _same_bytes_each_time(target)


def _styles(word: WordDocument) -> None:
    word.styles["Normal"].font.name = "Arial"
    word.styles["Normal"].font.size = Pt(11)
    word.styles["Normal"].paragraph_format.space_after = Pt(7)
    contents = word.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    contents.base_style = word.styles["Normal"]
    contents.paragraph_format.tab_stops.add_tab_stop(
        Mm(150), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
    )
    for level, size in ((1, 18), (2, 14), (3, 12)):
        style = word.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), COLOUR
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "minorHAnsi")
        del style.element.rPr.rFonts.attrib[qn("w:asciiTheme")]


def _properties(word: WordDocument, source: Source) -> None:
    day = datetime.datetime.fromisoformat(source.meta["printed_on"])
    core = word.core_properties
    core.title, core.author = source.meta["title"], source.meta["review"]["publisher"]
    core.created = core.modified = day
    core.last_modified_by, core.comments, core.language = core.author, "", "en-GB"


def _furniture(word: WordDocument, source: Source) -> None:
    section = word.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = source.meta["header"]
    footer = section.footer.paragraphs[0]
    footer.add_run(source.meta["footer"] + "\tPage ")
    _field(footer, "PAGE", "2")


def _field(paragraph: Paragraph, code: str, shown: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = f" {text} "
            run._r.append(instruction)


def _same_bytes_each_time(target: Path) -> None:
    with zipfile.ZipFile(target) as packed:
        parts = [(info.filename, packed.read(info)) for info in packed.infolist()]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts:
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, content)


class _Writer:
    def __init__(self, word: WordDocument, source: Source) -> None:
        self.word = word
        self.source = source
        self.holder = word  # the document, or the cell of a box

    def write(self) -> None:
        pending: list[Node] = []  # recommendations that are to stand in one table
        as_table = self.source.meta.get("recommendations") == "table"
        for node in self.source.blocks:
            if as_table and node.kind == "recommendation":
                pending.append(node)
                continue
            if pending:
                self._recommendations(pending)
                pending = []
            self.node(node)

    def node(self, node: Node) -> None:
        match node.kind:
            case "heading":
                self.word.add_heading(curly(plain(node.text)), level=node.level)
            case "numbered":
                self._paragraph(f"{node.number}\t{node.text}")
            case "bullet":
                style = "List Bullet" if node.level == 1 else "List Bullet 2"
                self._paragraph(node.text, style)
            case "para":
                self._paragraph(node.text)
            case "table":
                self._table([[plain(c) for c in row] for row in node.rows])
            case "page":
                self.word.add_page_break()
            case "contents":
                self._contents()
            case _:
                self._group(node)

    def _group(self, node: Node) -> None:
        if node.kind == "lead":
            self._lead(node)
        elif node.kind == "quote":
            for child in node.children:
                self._paragraph(child.text, "Quote")
        elif node.kind == "table_of":
            self._paragraph(node.attrs["name"], "Caption")
            self.node(node.children[0])
        elif node.kind in BOX_FILL and node.attrs.get("style") != "plain":
            if all(child.kind == "bullet" for child in node.children):
                self._each(node)
            else:
                self._box(node)
        else:
            self._each(node)

    def _each(self, node: Node) -> None:
        for child in node.children:
            self.node(child)

    def _paragraph(self, text: str, style: str | None = None) -> Paragraph:
        paragraph = self.holder.add_paragraph(style=style)
        text = CITE.sub(r"\2", FIGURE.sub(r"\2", NOTE.sub(r" (\1)", curly(text)))).rstrip()
        for part in re.split(r"(\*\*.+?\*\*|\*.+?\*)", text):
            run = paragraph.add_run(part.strip("*") if part.startswith("*") else part)
            run.bold = True if part.startswith("**") else None
            run.italic = True if part.startswith("*") and not part.startswith("**") else None
        return paragraph

    def _lead(self, node: Node) -> None:
        styles = {"title": "Title", "subtitle": "Subtitle"}
        kind = node.attrs.get("style", "")
        for child in node.children:
            paragraph = self._paragraph(child.text, styles.get(kind))
            if kind == "invented":
                paragraph.runs[0].italic = True

    def _box(self, node: Node) -> None:
        table = self.word.add_table(rows=1, cols=1, style="Table Grid")
        cell = table.cell(0, 0)
        _shade(cell, BOX_FILL[node.kind])
        self.holder = cell
        for child in node.children:
            inner = child.children if child.kind == "answer" else [child]
            for part in inner:
                text = f"**{part.text}**" if part.kind == "heading" else part.text
                self._paragraph(text, "List Bullet" if part.kind == "bullet" else None)
        first = cell.paragraphs[0]
        first._p.getparent().remove(first._p)
        self.holder = self.word
        self.word.add_paragraph()

    def _table(self, rows: list[list[str]]) -> None:
        table = self.word.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        widths = _widths(rows)
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for at, row in enumerate(rows):
            cells = table.add_row().cells
            for cell, text, width in zip(cells, row, widths, strict=True):
                cell.width = width
                run = cell.paragraphs[0].add_run(curly(text))
                run.font.size = Pt(9.5 if len(rows[0]) < 6 else 8.5)
                total = row[0].casefold().startswith("total")
                run.bold = True if at == 0 or total else None
                if at == 0:
                    _shade(cell, "DDE3EA")
        self.word.add_paragraph()

    def _recommendations(self, nodes: list[Node]) -> None:
        rows = [["No.", "Recommendation", "Lead"]]
        rows += [[n.number or "", plain(n.children[0].text), n.attrs["printed"]] for n in nodes]
        self._table(rows)

    def _contents(self) -> None:
        headings = [n for n in self.source.blocks if n.kind == "heading" and n.level == 1]
        listed = [node for node in headings if plain(node.text) != "Contents"]
        for node, page in zip(listed, self.source.meta["contents_pages"], strict=True):
            self._paragraph(f"{node.text}\t{page}", "toc 1")


def _widths(rows: list[list[str]]) -> list[Mm]:
    """Columns as wide as their longest words need, then shared out by how much they hold."""
    columns = list(zip(*rows, strict=True))
    held = [sum(min(len(cell), 90) for cell in column) for column in columns]
    longest = [
        max((len(word) for cell in column for word in cell.split()), default=0)
        for column in columns
    ]
    least = [1.7 * size + 5 for size in longest]
    spare = max(0.0, 160 - sum(least))
    return [Mm(low + spare * share / sum(held)) for low, share in zip(least, held, strict=True)]


def _shade(cell, fill: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), fill)
    cell._tc.get_or_add_tcPr().append(shading)
