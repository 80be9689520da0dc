"""The blank return as a Word document: instructions in front, then one table to fill in."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

from workbench.papers import word as look
from workbench.papers.template import COLUMNS, HOW, ROWS
from workbench.safe import for_xml
from workbench.style import tokens

_WIDTH = 267  # millimetres between the margins of a landscape A4 page


def write(agency: str, path: Path) -> None:
    """Write it."""
    word = Document()
    look.page(word)
    look.styles(word)
    look.properties(word, f"Chronology of {for_xml(agency)}", "To be filled in by the agency")
    word.add_paragraph("Agency chronology", style="Title")
    word.add_paragraph(for_xml(f"Agency: {agency}"))
    word.add_heading("How to fill it in", 1)
    for line in HOW:
        word.add_paragraph(line, style="List Bullet")
    word.add_heading("What each column asks", 1)
    for column in COLUMNS:
        item = word.add_paragraph(style="List Bullet")
        item.add_run(column.heading).bold = True
        choices = f" Write one of: {', '.join(column.choices)}." if column.choices else ""
        item.add_run(f" – {column.meaning}{choices}")
    word.add_page_break()
    word.add_heading("Chronology", 1)
    _table(word)
    word.save(str(path))


def _table(word: WordDocument) -> None:
    table = word.add_table(rows=1 + ROWS, cols=len(COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    small = word.styles.add_style("Return", WD_STYLE_TYPE.PARAGRAPH)
    small.base_style, small.font.size = word.styles["Normal"], Pt(8)
    small.paragraph_format.space_after = Pt(2)
    shares = sum(column.width for column in COLUMNS)
    for at, column in enumerate(COLUMNS):
        width = Mm(_WIDTH * column.width / shares)
        table.columns[at].width = width
        for cell in table.columns[at].cells:
            cell.width = width
            cell.paragraphs[0].style = small
    _headings(table)


def _headings(table: Table) -> None:
    head = table.rows[0]
    repeated = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(repeated)
    _narrow_margins(table)
    panel = tokens()["light"]["panel"][1:]
    for cell, column in zip(head.cells, COLUMNS, strict=True):
        run = cell.paragraphs[0].add_run(column.heading)
        run.bold, run.font.size = True, Pt(7)
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), panel)
        cell._tc.get_or_add_tcPr().append(shade)


def _narrow_margins(table: Table) -> None:
    """Fifteen columns need every millimetre of the page."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        part = OxmlElement(f"w:{side}")
        part.set(qn("w:w"), "40")
        part.set(qn("w:type"), "dxa")
        margins.append(part)
    properties = table._tbl.tblPr
    look_at = properties.find(qn("w:tblLook"))
    properties.insert(len(properties) if look_at is None else properties.index(look_at), margins)
