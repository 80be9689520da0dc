"""Files of every kind that carry what is planted: in the open, and where nobody looks."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from itertools import cycle
from pathlib import Path
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from planted import Plant


def shared_out(plants: Sequence[Plant], places: Sequence[str]) -> dict[str, list[Plant]]:
    """Plants dealt out to places in turn."""
    dealt: dict[str, list[Plant]] = {place: [] for place in places}
    for plant, place in zip(plants, cycle(places), strict=False):
        dealt[place].append(plant)
    return dealt


# --- HTML ------------------------------------------------------------------------------------

_IN_HTML: dict[str, Callable[[str], str]] = {
    "paragraph": lambda t: f"<p>{escape(t)}</p>",
    "split by tags": lambda t: (
        f"<p>{escape(t[:9])}<b>{escape(t[9:12])}</b><i>{escape(t[12:])}</i></p>"
    ),
    "entities": lambda t: "<p>" + "".join(f"&#{ord(c)};" for c in t) + "</p>",
    "heading": lambda t: f"<h2>{escape(t)}</h2>",
    "table": lambda t: (
        f"<table><tr><th>Who</th><th>What</th></tr><tr><td>x</td><td>{escape(t)}</td></tr></table>"
    ),
    "list": lambda t: f"<ul><li>one</li><li>{escape(t)}<ul><li>two</li></ul></li></ul>",
    "alt": lambda t: f'<img src="a.png" alt="{escape(t)}">',
    "title attribute": lambda t: f'<p title="{escape(t)}">x</p>',
    "aria-label": lambda t: f'<button aria-label="{escape(t)}">x</button>',
    "data attribute": lambda t: f'<div data-note="{escape(t)}">x</div>',
    "meta": lambda t: f'<meta name="description" content="{escape(t)}">',
    "comment": lambda t: f"<!-- {t.replace('--', '- -')} -->",
    "hidden": lambda t: f'<p style="display:none">{escape(t)}</p>',
    "template": lambda t: f"<template><p>{escape(t)}</p></template>",
    "details": lambda t: f"<details><summary>More</summary>{escape(t)}</details>",
    "definition": lambda t: f"<dl><dt>Note</dt><dd>{escape(t)}</dd></dl>",
    "svg": lambda t: f"<svg><title>{escape(t)}</title><text>{escape(t)}</text></svg>",
    "select": lambda t: f"<select><option>{escape(t)}</option></select>",
    "input": lambda t: f'<input type="hidden" value="{escape(t)}">',
    "footer": lambda t: f"<footer>{escape(t)}</footer>",
    "figure": lambda t: f"<figure><figcaption>{escape(t)}</figcaption></figure>",
    "svg in data": lambda t: (
        '<img alt="" src="data:image/svg+xml;base64,'
        + base64.b64encode(
            f"<svg xmlns='http://www.w3.org/2000/svg'><text>{escape(t)}</text></svg>".encode()
        ).decode()
        + '">'
    ),
}


def to_html(plants: Sequence[Plant], folder: Path) -> Path:
    """A page with a plant in every corner."""
    body = "\n".join(
        _IN_HTML[place](plant.sentence)
        for place, some in shared_out(plants, list(_IN_HTML)).items()
        for plant in some
    )
    path = folder / "planted.html"
    path.write_text(
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A '
        f"draft</title></head><body><h1>A draft</h1>{body}</body></html>",
        encoding="utf-8",
    )
    return path


# --- Markdown --------------------------------------------------------------------------------


def _plain(text: str) -> str:
    return text.replace("\n", " ")


_IN_MARKDOWN: dict[str, Callable[[str], str]] = {
    "paragraph": lambda t: t,
    "heading": lambda t: f"## {_plain(t)}",
    "list": lambda t: f"- one\n- {_plain(t)}",
    "quote": lambda t: f"> {_plain(t)}",
    "table": lambda t: "| Who | What |\n|---|---|\n| x | " + _plain(t).replace("|", "\\|") + " |",
    "alt": lambda t: f"![{_plain(t).replace('[', '(').replace(']', ')')}](a.png)",
    "link title": lambda t: f"[here](https://www.gov.uk '{_plain(t).replace(chr(39), '’')}')",
    "comment": lambda t: f"<!-- {_plain(t)} -->",
    "code": lambda t: f"```\n{t}\n```",
    "unused reference": lambda t: f'[ref]: https://www.gov.uk "{_plain(t)}"',
    "bold": lambda t: f"**{_plain(t)}**",
}


def to_markdown(plants: Sequence[Plant], folder: Path) -> Path:
    """A Markdown file with front matter; the first plant stands in it."""
    first, *rest = plants
    body = "\n\n".join(
        _IN_MARKDOWN[place](plant.sentence)
        for place, some in shared_out(rest, list(_IN_MARKDOWN)).items()
        for plant in some
    )
    path = folder / "planted.md"
    path.write_text(
        f"---\nsubject: {_plain(first.sentence)}\n---\n# A draft\n\n{body}\n", encoding="utf-8"
    )
    return path


# --- Word ------------------------------------------------------------------------------------

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _run(text: str, properties: str = "", tag: str = "t") -> str:
    pieces = text.split("\n")
    inner = "<w:br/>".join(
        f'<w:{tag} xml:space="preserve">{xml_escape(p)}</w:{tag}>' for p in pieces
    )
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def _paragraph(inner: str) -> str:
    return f"<w:p {_W}>{inner}</w:p>"


_TEXT_BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    "<w:p>{}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
_DRAWING = (
    "<w:r><w:drawing><wp:inline "
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="1" cy="1"/><wp:docPr id="9" name="Picture 9" '
    "descr={}/></wp:inline></w:drawing></w:r>"
)
_IN_WORD: dict[str, Callable[[str], str]] = {
    "paragraph": _run,
    "split runs": lambda t: _run(t[:8]) + _run(t[8:11], "<w:b/>") + _run(t[11:]),
    "hidden": lambda t: _run("x") + _run(t, "<w:vanish/>"),
    "deleted": lambda t: (
        f'<w:del w:id="1" w:author="A" '
        f'w:date="2024-01-01T00:00:00Z">{_run(t, tag="delText")}</w:del>'
    ),
    "inserted": lambda t: f'<w:ins w:id="2" w:author="A">{_run(t)}</w:ins>',
    "half deleted": lambda t: (
        f'{_run(t[:10])}<w:del w:id="3" w:author="A">{_run(t[10:], tag="delText")}</w:del>'
    ),
    "text box": lambda t: _TEXT_BOX.format(_run(t)),
    "alt": lambda t: _DRAWING.format(quoteattr(t)),
    "field code": lambda t: (
        f'<w:r><w:instrText> HYPERLINK "x" \\o "{xml_escape(t)}" </w:instrText></w:r>'
    ),
    "form field": lambda t: (
        f"<w:sdt><w:sdtPr><w:alias "
        f"w:val={quoteattr(t)}/></w:sdtPr><w:sdtContent>{_run('x')}</w:sdtContent></w:sdt>"
    ),
    "white": lambda t: _run(t, '<w:color w:val="FFFFFF"/>'),
}
_WORD_PARTS = (
    "table",
    "header",
    "footer",
    "comment",
    "footnote",
    "property",
    "custom property",
    "custom data",
)


def to_word(plants: Sequence[Plant], folder: Path) -> Path:
    """A Word file whose every part carries something."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    document.add_heading("A draft", 1)
    dealt = shared_out(plants, [*_IN_WORD, *_WORD_PARTS])
    for place, make in _IN_WORD.items():
        for plant in dealt[place]:
            element = parse_xml(_paragraph(make(plant.sentence)))
            document.element.body.insert_element_before(element, "w:sectPr")
    table = document.add_table(rows=1, cols=2)
    for plant in dealt["table"]:
        table.add_row().cells[1].text = plant.sentence
    section = document.sections[0]
    for plant in dealt["header"]:
        section.header.add_paragraph(plant.sentence)
    for plant in dealt["footer"]:
        section.footer.add_paragraph(plant.sentence)
    noted = document.add_paragraph("noted")
    for plant in dealt["comment"]:
        document.add_comment(noted.runs, text=plant.sentence, author="Reviewer")
    kept = dealt["property"]
    for name, plant in zip(
        ("subject", "keywords", "comments", "category", "title"), kept, strict=False
    ):
        setattr(document.core_properties, name, plant.sentence.replace("\n", " "))
    left = kept[5:]
    plain = io.BytesIO()
    document.save(plain)
    path = folder / "planted.docx"
    with_parts(
        plain,
        path,
        footnotes=[p.sentence for p in dealt["footnote"]],
        custom=[p.sentence for p in (*dealt["custom property"], *left)],
        data=[p.sentence for p in dealt["custom data"]],
    )
    return path


def with_parts(
    plain: io.BytesIO,
    path: Path,
    footnotes: Sequence[str] = (),
    custom: Sequence[str] = (),
    data: Sequence[str] = (),
) -> None:
    """A Word file with notes, properties and data that python-docx does not write."""
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p>{_run(text)}</w:p></w:footnote>'
        for n, text in enumerate(footnotes, 2)
    )
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{n}" name="Note {n}">'
        f"<vt:lpwstr>{xml_escape(text)}</vt:lpwstr></property>"
        for n, text in enumerate(custom, 2)
    )
    items = "".join(f"<item>{xml_escape(text)}</item>" for text in data)
    with (
        zipfile.ZipFile(plain) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            target.writestr(member, source.read(member))
        target.writestr("word/footnotes.xml", f"<w:footnotes {_W}>{notes}</w:footnotes>")
        target.writestr(
            "docProps/custom.xml",
            "<Properties "
            'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
            'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
            f"{properties}</Properties>",
        )
        target.writestr("customXml/item9.xml", f"<items>{items}</items>")


# --- PDF -------------------------------------------------------------------------------------

_PDF_PAGES = ("paragraph", "table", "alt")
_PDF_PARTS = ("annotation", "field", "outline", "info", "attachment", "xmp")


def to_pdf(plants: Sequence[Plant], folder: Path) -> Path:
    """A tagged PDF; comments, a form, bookmarks, properties and an attachment carry the rest."""
    import weasyprint

    dealt = shared_out(plants, [*_PDF_PAGES, *_PDF_PARTS])
    body = "".join(_IN_HTML["paragraph"](p.sentence) for p in dealt["paragraph"])
    rows = "".join(f"<tr><td>x</td><td>{escape(p.sentence)}</td></tr>" for p in dealt["table"])
    dot = "data:image/png;base64," + base64.b64encode(a_picture()).decode()
    alts = "".join(f'<img src="{dot}" alt="{escape(p.sentence)}">' for p in dealt["alt"])
    page = (
        '<html lang="en-GB"><head><title>A draft</title></head><body '
        'style="font-family:DejaVu Sans">'
        f"<h1>A "
        f"draft</h1>{body}<table><tr><th>Who</th><th>What</th></tr>{rows}</table>{alts}</body></html>"
    )
    made = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    path = folder / "planted.pdf"
    path.write_bytes(_with_insides(made, dealt))
    return path


def a_picture(**exif: str) -> bytes:
    """One white dot."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (1, 1), "white").save(out, "PNG")
    return out.getvalue()


def _with_insides(made: bytes, dealt: dict[str, list[Plant]]) -> bytes:
    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import Text
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))
    for plant in dealt["annotation"]:
        writer.add_annotation(0, Text(rect=(50, 50, 60, 60), text=plant.sentence))
    for plant in dealt["outline"]:
        writer.add_outline_item(title=plant.sentence, page_number=0)
    names = ("/Subject", "/Keywords", "/Company", "/Notes", "/Status", "/Reference")
    info = {f"{names[n % 6]}{n // 6 or ''}": p.sentence for n, p in enumerate(dealt["info"])}
    writer.add_metadata({"/Title": "A draft", **info})
    for n, plant in enumerate(dealt["attachment"]):
        writer.add_attachment(f"notes{n}.txt", plant.sentence.encode())
    fields = ArrayObject()
    for n, plant in enumerate(dealt["field"]):
        field = DictionaryObject(
            {
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/T"): TextStringObject(f"field{n}"),
                NameObject("/V"): TextStringObject(plant.sentence),
            }
        )
        fields.append(writer._add_object(field))
    form = DictionaryObject({NameObject("/Fields"): fields})
    writer._root_object[NameObject("/AcroForm")] = writer._add_object(form)
    items = "".join(f"<rdf:li>{xml_escape(p.sentence)}</rdf:li>" for p in dealt["xmp"])
    writer.xmp_metadata = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
