"""A Word file with real styles: headings that nest, header rows that repeat, its properties set."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from workbench.briefings import pictures
from workbench.briefings.content import (
    Block,
    Briefing,
    Grid,
    Group,
    Picture,
    Points,
    Prose,
    Source,
    Statement,
)
from workbench.briefings.formats import listing
from workbench.briefings.wording import plain_date
from workbench.safe import for_xml
from workbench.style import tokens

_LANGUAGE = "en-GB"
_TEXT_WIDTH = Cm(17.0)  # A4 less the margins


def to_word(briefing: Briefing) -> bytes:
    """The briefing as a .docx file."""
    return _Paper(briefing).made()


class _Paper:
    """One document being written, top to bottom."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.document = Document()
        self.main = listing.main_review(briefing)
        self.small = Pt(8.5 if briefing.one_page else 9)

    def made(self) -> bytes:
        self._properties()
        self._page()
        self._styles()
        self._front()
        for section in self.briefing.sections:
            self.document.add_heading(for_xml(section.heading), 1)
            for block, after in zip_longest(section.blocks, section.blocks[1:]):
                self._block(block)
                if isinstance(block, Prose) and after is not None:
                    # A line that leads to a list is not left at the foot of a page.
                    last = self.document.paragraphs[-1]
                    last.paragraph_format.keep_with_next = not isinstance(after, Prose)
        self._end()
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    # --- the file ---------------------------------------------------------------------------

    def _properties(self) -> None:
        about = self.document.core_properties
        about.title = for_xml(f"{self.briefing.subtitle}: {self.briefing.title}")
        about.subject = for_xml(self.briefing.subtitle)
        about.author = for_xml(self.briefing.house.name or "Practice Review Workbench")
        about.last_modified_by = about.author
        about.comments = ""
        about.keywords = ""
        about.language = _LANGUAGE
        about.revision = 1
        made = datetime.fromisoformat(self.briefing.as_of).replace(tzinfo=UTC)
        about.created = about.modified = made

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.0)
        section.top_margin, section.bottom_margin = Cm(2.0), Cm(2.0)
        if self.briefing.one_page:
            section.top_margin = section.bottom_margin = Cm(1.4)
        section.header_distance = section.footer_distance = Cm(0.8)
        if self.briefing.is_draft:
            run = section.header.paragraphs[0].add_run(listing.DRAFT)
            run.bold = True
            run.font.color.rgb = _colour(tokens()["light"]["improvement"])
            section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _page_number(section.footer.paragraphs[0])

    def _styles(self) -> None:
        look, page = tokens(), self.briefing.one_page
        accent = _colour(self.briefing.house.accent or look["light"]["accent"])
        text = _colour(look["light"]["text"])
        sizes = {"Normal": 10 if page else 11, "Title": 16 if page else 22,
                 "Heading 1": 12 if page else 15, "Heading 2": 11 if page else 12,
                 "List Bullet": 10 if page else 11, "List Number": 10 if page else 11,
                 "Caption": 9}  # fmt: skip
        gaps = {"Normal": (0, 5), "Title": (0, 4), "Heading 1": (14, 4), "Heading 2": (9, 2),
                "List Bullet": (0, 3), "List Number": (0, 3), "Caption": (4, 3)}  # fmt: skip
        for name, size in sizes.items():
            style = self.document.styles[name]
            _set_font(style, look["font"]["word"], size)
            style.font.color.rgb = accent if name in ("Heading 1", "Title") else text
            style.font.bold = name in ("Title", "Heading 1", "Heading 2", "Caption")
            style.font.italic = False
            before, after = gaps[name]
            squeeze = 0.55 if page else 1
            style.paragraph_format.space_before = Pt(before * squeeze)
            style.paragraph_format.space_after = Pt(after * squeeze)
            style.paragraph_format.widow_control = True
            style.paragraph_format.keep_with_next = name in (
                "Title", "Heading 1", "Heading 2", "Caption",
            )  # fmt: skip
        for border in self.document.styles["Title"].element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
        _language(self.document)

    # --- what it says -----------------------------------------------------------------------

    def _front(self) -> None:
        briefing, house = self.briefing, self.briefing.house
        if house.logo and not house.logo.startswith("data:image/svg"):
            data = base64.b64decode(house.logo.partition(",")[2])
            self._picture_of(data, house.logo_words, height=Cm(1.8))
        elif house.name:
            self._paragraph().add_run(for_xml(house.name)).bold = True
        self._paragraph().add_run(briefing.subtitle).bold = True
        self.document.add_paragraph(for_xml(briefing.title), style="Title")
        about = self._paragraph().add_run(
            f"Made on {plain_date(briefing.as_of)} · {listing.about_line(briefing)}"
        )
        about.font.size = self.small
        for label, said in briefing.about:
            paragraph = self._paragraph()
            paragraph.add_run(f"{label}: ").bold = True
            paragraph.add_run(for_xml(said.text.split(": ", 1)[-1]))

    def _block(self, block: Block) -> None:
        if isinstance(block, Prose):
            paragraph = self._paragraph()
            for i, (statement, sources) in enumerate(listing.with_sources(block.said)):
                if i:
                    paragraph.add_run(" ")
                self._say(paragraph, statement, sources)
        elif isinstance(block, Points):
            self._list(block.said, "List Number" if block.ordered else "List Bullet")
        elif isinstance(block, Group):
            self.document.add_heading(for_xml(block.name), 2)
            self._list(block.said, "List Bullet", listing.main_of(block, self.main))
        elif isinstance(block, Grid):
            self._grid(block)
        elif isinstance(block, Picture):
            self._picture(block)

    def _list(self, statements: Sequence[Statement], style: str, main: str | None = None) -> None:
        number = _new_numbers(self.document) if style == "List Number" else None
        for statement, told in zip(statements, listing.in_bold(statements), strict=True):
            paragraph = self.document.add_paragraph(style=style)
            if number is not None:
                _numbered_by(paragraph, number)
            self._tell(paragraph, *told)
            self._cite(paragraph, listing.shown(statement), self.main if main is None else main)

    def _say(self, paragraph: Any, statement: Statement, sources: Sequence[Source]) -> None:
        self._tell(paragraph, statement.lead, statement.text)
        self._cite(paragraph, sources, self.main)

    def _tell(self, paragraph: Any, bold: str, plain: str) -> None:
        if bold:
            paragraph.add_run(for_xml(f"{bold} " if plain else bold)).bold = True
        if plain:
            paragraph.add_run(for_xml(plain))

    def _cite(self, paragraph: Any, sources: Sequence[Source], main: str) -> None:
        if sources:
            words = listing.unbroken(listing.citation(sources, main))
            run = paragraph.add_run(for_xml(f" ({words})"))
            run.font.size = self.small
            run.font.color.rgb = _colour(tokens()["light"]["muted"])

    def _grid(self, grid: Grid) -> None:
        self.document.add_paragraph(for_xml(grid.caption), style="Caption")

        def cell(paragraph: Any, statement: Statement) -> None:
            self._say(
                paragraph, statement,
                listing.shown(statement) if statement.kind == "verbatim" else (),
            )  # fmt: skip

        self._table(grid, cell)

    def _table(self, grid: Grid, fill: Callable[[Any, Statement], None]) -> None:
        table = self.document.add_table(1, len(grid.columns), style="Table Grid")
        table.autofit = False
        _light(table)
        for i, name in enumerate(grid.columns):
            paragraph = table.rows[0].cells[i].paragraphs[0]
            paragraph.add_run(for_xml(name)).bold = True
            _shade(table.rows[0].cells[i], tokens()["light"]["panel"])
        _repeat(table.rows[0])
        _keep_whole(table.rows[0])
        for row in grid.rows:
            added = table.add_row()
            if not listing.is_tall(row):
                _keep_whole(added)
            for i, value in enumerate(row):
                fill(added.cells[i].paragraphs[0], value)
        _set_cells(table, _widths(grid), grid.numbers)
        # A small table is seen whole; of any other the header row is not left alone.
        # One that says "as above" stands on the page of the row it means.
        kept = len(grid.rows) if listing.is_small(grid) else 1
        after = (*grid.rows, ())
        for i, (row, below) in enumerate(zip(table.rows, after, strict=True)):
            if i < kept or listing.leans_up(below):
                for cell in row.cells:
                    cell.paragraphs[0].paragraph_format.keep_with_next = True
        self._paragraph().paragraph_format.space_after = Pt(2)

    def _picture(self, picture: Picture) -> None:
        self.document.add_paragraph(for_xml(picture.title), style="Caption")
        self._picture_of(pictures.png(picture), pictures.alternative(picture), width=_TEXT_WIDTH)
        self._paragraph().add_run(for_xml(picture.sentence.text))
        self._grid(picture.table)

    def _picture_of(self, data: bytes, words: str, **size: Any) -> None:
        paragraph = self._paragraph()
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(data), **size)
        shape._inline.docPr.set("descr", for_xml(words))
        shape._inline.docPr.set("title", for_xml(words[:80]))

    def _end(self) -> None:
        briefing = self.briefing
        if briefing.left_out and not briefing.one_page:
            self.document.add_heading("What this briefing leaves out", 1)
            for line in briefing.left_out:
                self.document.add_paragraph(for_xml(line), style="List Bullet")
        reports = listing.by_report(briefing) if listing.anchored_once(briefing) else []
        if reports:
            self.document.add_heading("Where each statement comes from", 1)
            self._notes()
            for title, rows in reports:
                paragraph = self._paragraph()
                named = listing.unbroken("; ".join(row.words for row in rows))
                told = ((f"{title}: ", True), (named, False))
                for words, bold in told:
                    run = paragraph.add_run(for_xml(words))
                    run.bold, run.font.size = bold, self.small
        else:
            self._notes()

    def _notes(self) -> None:
        for note in listing.footnotes(self.briefing):
            run = self._paragraph().add_run(for_xml(note))
            run.font.size = self.small

    def _paragraph(self) -> Any:
        return self.document.add_paragraph()


# --- what python-docx has no word for ------------------------------------------------------------


def _colour(code: str) -> RGBColor:
    return RGBColor.from_string(code.lstrip("#").upper())


def _set_font(style: Any, name: str, size: float) -> None:
    style.font.name, style.font.size = name, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for which in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(which), None)
    for which in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(which), name)


def _language(document: Any) -> None:
    """British English throughout: in the defaults, and wherever a style says otherwise."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    for properties in document.styles.element.iter(qn("w:rPrDefault")):
        run = properties.find(qn("w:rPr"))
        if run is not None and run.find(qn("w:lang")) is None:
            language = OxmlElement("w:lang")
            language.set(qn("w:val"), _LANGUAGE)
            run.append(language)


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _repeat(row: Any) -> None:
    """The header row again at the head of each page the table goes on to."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _light(table: Any) -> None:
    """Thin lines between the rows, as in the page, and room around the words."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        drawn = side in ("top", "bottom", "insideH")
        line.set(qn("w:val"), "single" if drawn else "nil")
        if drawn:
            line.set(qn("w:sz"), "4")
            line.set(qn("w:color"), tokens()["light"]["line"].lstrip("#").upper())
        borders.append(line)
    room = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 50), ("left", 80), ("bottom", 30), ("right", 80)):
        gap = OxmlElement(f"w:{side}")
        gap.set(qn("w:w"), str(twips))
        gap.set(qn("w:type"), "dxa")
        room.append(gap)
    # Word wants them in this order, and before how the table looks.
    look = properties.find(qn("w:tblLook"))
    layout = properties.find(qn("w:tblLayout"))
    for element in (borders, *((layout,) if layout is not None else ()), room):
        if look is not None:
            look.addprevious(element)
        else:
            properties.append(element)


def _shade(cell: Any, colour: str) -> None:
    mark = OxmlElement("w:shd")
    mark.set(qn("w:val"), "clear")
    mark.set(qn("w:fill"), colour.lstrip("#").upper())
    cell._tc.get_or_add_tcPr().append(mark)


def _new_numbers(document: Any) -> int:
    """A numbering that begins at 1 again, of the same look as the style's."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    used = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
    abstract = next(
        n.find(qn("w:abstractNumId")).get(qn("w:val"))
        for n in numbering.findall(qn("w:num"))
        if n.get(qn("w:numId")) == used
    )
    number = numbering.add_num(int(abstract))
    number.add_lvlOverride(0).add_startOverride(1)
    return number.numId


def _numbered_by(paragraph: Any, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _set_cells(table: Any, widths: Sequence[int], numbers: Sequence[int]) -> None:
    """The columns' widths, numbers to the right, and a smaller size than the text's."""
    for i, width in enumerate(widths):
        table.columns[i].width = width
    for row in table.rows:
        for i, cell in enumerate(row.cells):
            cell.width = widths[i]
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)
                if i in numbers:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                for run in paragraph.runs:
                    run.font.size = Pt(9)


def _widths(grid: Grid) -> list[int]:
    """The text's width shared out: each column its longest word whole, long texts the rest.

    A column of days or statuses has them on one line.
    """
    floors, wants = [], []
    for i, name in enumerate(grid.columns):
        texts = [name, *(row[i].text for row in grid.rows)]
        whole = all(map(listing.is_short, texts))
        pieces = texts if whole else [word for text in texts for word in text.split() or [""]]
        heading = 0.23 * max(map(len, name.split()))  # in bold
        floors.append(int(Cm(0.6 + max(heading, 0.19 * max(map(len, pieces))))))
        # By what most rows hold, and less than in proportion: a long text gets more room, one
        # long name among many short ones does not, and no column is squeezed.
        wants.append(0.0 if whole else (sum(map(len, texts)) / len(texts)) ** 0.75)
    left = max(0, int(_TEXT_WIDTH) - sum(floors))
    of = sum(wants) or 1.0
    if not sum(wants):
        wants, of = [1.0] * len(floors), float(len(floors))
    return [floor + int(left * want / of) for floor, want in zip(floors, wants, strict=True)]
