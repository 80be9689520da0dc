"""A chronology as a Word document that is to be read, printed and commented on.

Landscape, with a heading row that comes again on every page. An agency's colour is the shading of
a cell that also holds its letter, so that it survives copying, printing in grey and colour-blind
eyes. Rows are written as XML in one go: python-docx takes seconds for a thousand rows otherwise.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from workbench.marks import Mark, tint
from workbench.papers.content import Column, Paper, Section
from workbench.safe import for_xml
from workbench.style import tokens

_WIDE, _HIGH, _MARGIN = 297, 210, 15  # A4 landscape, in millimetres
_TWIPS = 56.7  # to the millimetre
_W = nsdecls("w")


def write(paper: Paper, path: Path) -> None:
    """Write the document."""
    word = Document()
    page(word)
    styles(word)
    properties(word, paper.title, paper.sentence)
    word.add_paragraph(for_xml(paper.title), style="Title")
    word.add_paragraph(for_xml(paper.sentence))
    word.add_paragraph(for_xml(paper.made))
    if paper.marks:
        word.add_heading("Agencies", 1)
        rows = [(_mark_cell(mark), _cell(name)) for name, mark in paper.marks.items()]
        _table(word, ("Letter", "Agency"), (1, 9), rows, "Which letter stands for which agency")
    word.add_heading("Chronology", 1)
    if paper.rows:
        _table(
            word,
            [c.heading for c in paper.columns],
            [c.share for c in paper.columns],
            (_cells(paper.columns, row, paper.marks) for row in paper.rows),
            paper.title,
        )
    else:
        word.add_paragraph("There are no entries yet.")
    _sections(word, paper.sections)
    word.save(str(path))


def page(word: WordDocument) -> None:
    """A4, landscape."""
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_WIDE), Mm(_HIGH)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)


def styles(word: WordDocument) -> None:
    """The fonts, sizes and colours of ``tokens.json``, in British English."""
    t = tokens()
    font, text = t["font"]["word"], RGBColor.from_string(t["light"]["text"][1:].upper())
    accent = RGBColor.from_string(t["light"]["accent"][1:].upper())
    sizes = {"Normal": 10, "Title": 22, "Heading 1": 16, "Heading 2": 12}
    for name, size in sizes.items():
        style = word.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), text if name == "Normal" else accent
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.attrib.pop(qn(f"w:{kind}Theme"), None)
            fonts.set(qn(f"w:{kind}"), font)
    word.styles["Title"].paragraph_format.space_after = Pt(6)
    # The line Word's own template draws under a title.
    for border in word.styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    word.styles["Normal"].element.get_or_add_rPr().append(language)


def properties(word: WordDocument, title: str, subject: str) -> None:
    """Title and subject of the document, and the title with page numbers at every foot."""
    core = word.core_properties
    core.title, core.subject = for_xml(title)[:255], for_xml(subject)[:255]
    core.author, core.comments, core.language = "Practice Review Workbench", "", "en-GB"
    core.created = core.modified = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    footer = word.sections[0].footer.paragraphs[0]
    footer.add_run(for_xml(f"{title}    Page "))
    _field(footer, "PAGE")
    footer.add_run(" of ")
    _field(footer, "NUMPAGES")
    for run in footer.runs:
        run.font.size = Pt(8)


def _field(paragraph: object, instruction: str) -> None:
    run = paragraph.add_run()  # type: ignore[attr-defined]
    for kind in ("begin", None, "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = instruction
        run._r.append(part)


def _sections(word: WordDocument, sections: Sequence[Section]) -> None:
    part = ""
    for section in sections:
        if section.under != part and section.under:
            word.add_heading(section.under, 1)
        part = section.under
        word.add_heading(for_xml(section.title), 2 if section.under else 1)
        for line in section.lines:
            word.add_paragraph(for_xml(line))
        if section.rows:
            rows = [[_cell(text) for text in row] for row in section.rows]
            shares = _shares(section)
            _table(word, section.columns, shares, rows, section.title)


def _shares(section: Section) -> list[int]:
    """Columns as wide as their longest words need, the last one taking what is left."""
    lengths = [max(len(row[i]) for row in section.rows) for i in range(len(section.columns))]
    return [max(len(h) + 2, min(60, n)) for h, n in zip(section.columns, lengths, strict=True)]


# --- tables ---------------------------------------------------------------------------------


def _table(
    word: WordDocument,
    headings: Sequence[str],
    shares: Sequence[int],
    rows: Iterable[Sequence[str]],
    title: str,
) -> None:
    """A table whose first row is its heading on every page, and whose rows are not torn apart."""
    whole = (_WIDE - 2 * _MARGIN) * _TWIPS
    widths = [round(whole * share / sum(shares)) for share in shares]
    panel, line = tokens()["light"]["panel"][1:], tokens()["light"]["muted"][1:]
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="{line}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heads = [_cell(heading, bold=True, fill=panel) for heading in headings]
    head = "".join(map(_sized, heads, widths))
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(_sized(cell, width) for cell, width in zip(row, widths, strict=True))
        + "</w:tr>"
        for row in rows
    )
    caption = escape(for_xml(title), {'"': "&quot;"})
    element = parse_xml(
        f'<w:tbl {_W}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        '</w:tblCellMar><w:tblLook w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{caption}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>"
    )
    word.element.body.insert_element_before(element, "w:sectPr")
    # Word joins two tables that touch; the empty line keeps them apart.
    word.add_paragraph().paragraph_format.space_after = Pt(2)


def _cells(
    columns: Sequence[Column], row: dict[str, str], marks: dict[str, Mark] | object
) -> list[str]:
    mark = marks[row["_agency"]]  # type: ignore[index]
    light = tint(mark.colour, 0.12)[1:]
    return [
        _mark_cell(mark)
        if column.name == "letter"
        else _cell(row.get(column.name, ""), fill=light if column.name == "date" else "")
        for column in columns
    ]


def _mark_cell(mark: Mark) -> str:
    return _cell(mark.letter, bold=True, fill=mark.colour[1:], ink="FFFFFF", centred=True)


def _cell(
    text: str, *, bold: bool = False, fill: str = "", ink: str = "", centred: bool = False
) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    colour = f'<w:color w:val="{ink}"/>' if ink else ""
    look = f'<w:rPr>{"<w:b/>" if bold else ""}{colour}<w:sz w:val="16"/></w:rPr>'
    middle = '<w:jc w:val="center"/>' if centred else ""
    paragraphs = "".join(
        f'<w:p><w:pPr><w:spacing w:before="20" w:after="20"/>{middle}</w:pPr>'
        f'<w:r>{look}<w:t xml:space="preserve">{escape(for_xml(line))}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )
    return f"<w:tc><w:tcPr>WIDTH{shade}</w:tcPr>{paragraphs}</w:tc>"


def _sized(cell: str, width: int) -> str:
    return cell.replace("WIDTH", f'<w:tcW w:w="{width}" w:type="dxa"/>', 1)
