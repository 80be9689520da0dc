"""Word: styles, bold headings, automatic numbers, tables, boxes, notes. All of it invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from docx.document import Document as WordFile
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from workbench.documents import Document, read_document

LEVELS = """<w:abstractNum {ns} w:abstractNumId="77">
 <w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
  <w:lvlText w:val="(%3)"/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>
 <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
  <w:lvlText w:val="Recommendation %5:"/></w:lvl>
</w:abstractNum>"""


def numbered_file() -> WordFile:
    """A file with one list of five levels, as list 77; 78 is the same list begun again at 9."""
    file = docx.Document()
    part = file.part.numbering_part.element
    part.insert(0, parse_xml(LEVELS.format(ns=nsdecls("w"))))
    part.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    part.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>'
        )
    )
    return file


def add(file: WordFile, text: str, level: int | None = None, number: str = "77") -> None:
    paragraph = file.add_paragraph(text)
    if level is not None:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
                "</w:numPr>"
            )
        )


def saved(folder: Path, file: WordFile) -> Document:
    path = folder / "report.docx"
    file.save(path)
    return read_document(path)


def told(document: Document) -> list[tuple[str, str | None, str]]:
    return [(b.kind, b.number, b.text) for b in document.blocks]


def test_heading_styles_and_headings_that_are_only_bold(tmp_path: Path):
    file = docx.Document()
    file.add_heading("Child Rowan", 0)
    file.add_heading("2. What happened", 1)
    file.add_paragraph("It was a cold week in February, and nobody came.")
    file.add_paragraph().add_run("What the family said").bold = True
    file.add_paragraph("They said that it was long ago.")
    blocks = saved(tmp_path, file).blocks
    assert [(b.kind, b.text, b.number, b.level) for b in blocks if b.kind == "heading"] == [
        ("heading", "Child Rowan", None, 1),
        ("heading", "What happened", "2", 1),
        ("heading", "What the family said", None, 1),
    ]
    assert blocks[3].bold and not blocks[2].bold
    assert blocks[1].style == "heading 1"  # as the file names it


def test_automatic_numbers_are_printed_as_word_prints_them(tmp_path: Path):
    file = numbered_file()
    add(file, "Findings", 0)
    add(file, "The plan was closed too soon.", 1)
    add(file, "by the worker, and", 2)
    add(file, "by her manager", 2)
    add(file, "The school was not told.", 1)
    add(file, "A thing that was good", 3)
    add(file, "Recommendations", 0)
    add(file, "The Trust should train its staff.", 1)
    add(file, "Ask each father his name.", 4)
    add(file, "What comes next", 0, number="78")
    assert told(saved(tmp_path, file)) == [
        ("heading", "4", "Findings"),
        ("numbered", "4.1", "The plan was closed too soon."),
        ("numbered", "a", "by the worker, and"),
        ("numbered", "b", "by her manager"),
        ("numbered", "4.2", "The school was not told."),
        ("bullet", None, "A thing that was good"),
        ("heading", "5", "Recommendations"),
        ("numbered", "5.1", "The Trust should train its staff."),
        ("paragraph", None, "Recommendation 1: Ask each father his name."),
        ("numbered", "9", "What comes next"),
    ]


def test_bullets_know_their_depth(tmp_path: Path):
    file = docx.Document()
    file.add_paragraph("First", style="List Bullet")
    file.add_paragraph("Inside", style="List Bullet 2")
    file.add_paragraph("1. By hand")
    kinds = [(b.kind, b.number, b.text) for b in saved(tmp_path, file).blocks]
    assert kinds == [("bullet", None, "First"), ("bullet", None, "Inside"),
                     ("numbered", "1", "By hand")]  # fmt: skip


def test_tables_with_merged_cells(tmp_path: Path):
    file = docx.Document()
    table = file.add_table(rows=3, cols=3)
    for row, texts in zip(
        table.rows, (("Agency", "Seats", "Came"), ("Police", "2", "2"), ("", "1", "0")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    (block,) = saved(tmp_path, file).blocks
    assert block.kind == "table"
    assert block.rows == (("Agency", "Seats Came", ""), ("Police", "2", "2"), ("", "1", "0"))


def test_a_table_of_one_cell_and_a_text_box_are_boxes(tmp_path: Path):
    file = docx.Document()
    cell = file.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Child C is fifteen."
    cell.add_paragraph("She is back in school.")
    holder = file.add_paragraph("1.1 The nurse kept in touch.")
    box = parse_xml(
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
        '<mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>In the margin.</w:t></w:r></w:p>'
        "</w:txbxContent></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r>"
        "<w:t>In the margin.</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    holder._p.append(box)
    assert told(saved(tmp_path, file)) == [
        ("box", None, "Child C is fifteen.\nShe is back in school."),
        ("numbered", "1.1", "The nurse kept in touch."),
        ("box", None, "In the margin."),
    ]


def test_deleted_and_hidden_words_stay_out_and_inserted_ones_come_in(tmp_path: Path):
    file = docx.Document()
    paragraph = file.add_paragraph("The plan ")
    for tag, inner in (("w:del", "w:delText"), ("w:ins", "w:t")):
        change = OxmlElement(tag)
        run = OxmlElement("w:r")
        text = OxmlElement(inner)
        text.text = "failed" if tag == "w:del" else "held"
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run(" secretly").font.hidden = True
    assert [b.text for b in saved(tmp_path, file).blocks] == ["The plan held"]


def test_footnotes_follow_their_paragraph(tmp_path: Path):
    file = docx.Document()
    run = file.add_paragraph("The panel wrote in May.").add_run()
    run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="2"/>'))
    file.add_paragraph("It had its answer in June.")
    path = tmp_path / "report.docx"
    file.save(path)
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>A letter.</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    with_part(path, "word/footnotes.xml", notes.encode(), relation="footnotes")
    assert [(b.kind, b.text) for b in read_document(path).blocks] == [
        ("paragraph", "The panel wrote in May."),
        ("footnote", "A letter."),
        ("paragraph", "It had its answer in June."),
    ]


def with_part(path: Path, name: str, content: bytes, relation: str) -> None:
    """Put a part into a saved file, and say in the main part's relations that it is there."""
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{relation}"
    there = f'<Relationship Id="rId900" Type="{kind}" Target="{Path(name).name}"/>'

    def change(member: str, data: bytes) -> bytes:
        if member == "word/_rels/document.xml.rels":
            return data.replace(b"</Relationships>", there.encode() + b"</Relationships>")
        return data

    rewrite(path, change, {name: content})


def rewrite(
    path: Path, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(member, old.read(member)))
        for member, data in (more or {}).items():
            new.writestr(member, data)
    path.write_bytes(packed.getvalue())


def test_heads_feet_and_contents_are_furniture(tmp_path: Path):
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "Northmoor SCP"
    file.sections[0].footer.paragraphs[0].text = "Official"
    file.add_heading("Contents", 1)
    for entry in ("Why we met\t3", "What we found\t7", "What should change\t12"):
        file.add_paragraph(entry)
    file.add_heading("Why we met", 1)
    file.add_paragraph("Because nobody else had.")
    document = saved(tmp_path, file)
    assert {(f.text, f.why) for f in document.furniture} >= {
        ("Northmoor SCP", "header"),
        ("Official", "footer"),
        ("What we found 7", "contents"),
    }
    assert [b.text for b in document.blocks] == ["Why we met", "Because nobody else had."]


def test_breaks_inside_a_paragraph_part_it(tmp_path: Path):
    file = docx.Document()
    run = file.add_paragraph().add_run("Ruth Amadi-Cole, Independent Scrutineer")
    run.add_break()
    run.add_text("Northmoor Council")
    texts = [b.text for b in saved(tmp_path, file).blocks]
    assert texts == ["Ruth Amadi-Cole, Independent Scrutineer", "Northmoor Council"]


def test_style_names_in_the_file_are_kept(tmp_path: Path):
    file = docx.Document()
    file.add_paragraph("Quoted words.", style="Intense Quote")
    (block,) = saved(tmp_path, file).blocks
    assert block.style == "Intense Quote"
