"""Drafts with something hidden in one place: Word, a workbook in it, HTML and PDF."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAME, DAY = "Shauna Brathwaite", "born on 14 March 2016"

# --- workbooks -------------------------------------------------------------------------------


def a_workbook(fill: Callable[[Any], None]) -> bytes:
    """A workbook of one sheet, filled."""
    import openpyxl

    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _day_as_a_number(book: Any) -> None:
    book.active["A1"], book.active["A2"] = "Date of birth", date(2016, 3, 14)
    book.active["A2"].number_format = "dd/mm/yyyy"


def _hidden_sheet(book: Any) -> None:
    sheet = book.create_sheet("Sheet 2")
    sheet["A1"], sheet.sheet_state = DAY, "hidden"


def _sheet_name(book: Any) -> None:
    book.active.title = NAME


def _range_name(book: Any) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    book.defined_names["Brathwaite_all"] = DefinedName("Brathwaite_all", attr_text="Sheet!$A$1")


def _split_runs(book: Any) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    bold = TextBlock(InlineFont(b=True), "una Brath")
    book.active["A1"] = CellRichText("Sha", bold, "waite")


def _note(book: Any) -> None:
    from openpyxl.comments import Comment

    book.active["A1"].comment = Comment(f"Ask {NAME}", "x")


def _link(book: Any) -> None:
    book.active["A1"] = "x"
    book.active["A1"].hyperlink = "mailto:shauna.brathwaite@mail.example"


def _choices(book: Any) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=f'"{NAME},Other"')
    rule.add("A1")
    book.active.add_data_validation(rule)


def _header(book: Any) -> None:
    book.active.oddHeader.left.text = NAME


def _author(book: Any) -> None:
    book.properties.creator = NAME


def innocent(book: Any) -> None:
    """What a chart is drawn from."""
    sheet = book.active
    for row in (("Theme", "Passages"), ("Neglect", 12), ("Thresholds", 31)):
        sheet.append(row)


IN_WORKBOOK = {
    "a day as a number": (_day_as_a_number, "14/03/2016"),
    "a hidden sheet": (_hidden_sheet, "14 March 2016"),
    "a sheet's name": (_sheet_name, NAME),
    "a range's name": (_range_name, "Brathwaite"),
    "runs of a cell": (_split_runs, NAME),
    "a note": (_note, NAME),
    "a link": (_link, "brathwaite"),
    "choices": (_choices, NAME),
    "a header": (_header, NAME),
    "the author": (_author, NAME),
}

# --- Word ------------------------------------------------------------------------------------

_PLAIN = "<w:p><w:r><w:t>Neglect was found.</w:t></w:r></w:p>"


def a_word_file(
    body: str = _PLAIN, parts: Sequence[tuple[str, bytes]] = (), styles: str = ""
) -> bytes:
    """A Word file with some XML at the head of its body, and further parts."""
    import docx

    document, plain, out = docx.Document(), io.BytesIO(), io.BytesIO()
    document.core_properties.author, document.core_properties.title = "", "A draft"
    document.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + body.encode(), 1)
            if member.filename == "word/styles.xml":
                data = data.replace(b"</w:styles>", styles.encode() + b"</w:styles>")
            target.writestr(member.filename, data)
        for name, data in parts:
            target.writestr(name, data)
    return out.getvalue()


def with_workbook(fill: Callable[[Any], None]) -> bytes:
    """A Word file with a chart's workbook."""
    return a_word_file(parts=[("word/embeddings/Microsoft_Excel_Sheet1.xlsx", a_workbook(fill))])


def _p(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def _held(name: str, data: bytes) -> bytes:
    return a_word_file(parts=[(name, data)])


def _cell(book: Any) -> None:
    book.active["A1"] = NAME


_SPLIT = a_word_file(_p("<w:r><w:t>Sha</w:t></w:r><w:r><w:t>una Brathwaite</w:t></w:r>"))
_GHOST = (
    '<w:style w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Ghostly"><w:name w:val="Ghostly"/>'
    '<w:basedOn w:val="Ghost"/></w:style>'
)
_MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_OUT = "Take this out"
IN_WORD = {
    "a Word file in it": (_held("word/embeddings/a.docx", _SPLIT), NAME),
    "a workbook in a Word file in it": (
        _held("word/embeddings/a.docx", with_workbook(_cell)),
        NAME,
    ),
    "a workbook in an older Office file": (
        _held("word/embeddings/o.bin", b"\xd0\xcf\x11\xe0" + bytes(508) + a_workbook(_cell)),
        NAME,
    ),
    "a page in it": (_held("word/a.html", b"<p>Shauna Br<b>ath</b>waite</p>"), NAME),
    "a saved page in it": (
        _held(
            "word/a.mht",
            b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: "
            b"quoted-printable\r\n\r\n<p>Shauna Brath=\r\nwaite</p>",
        ),
        NAME,
    ),
    "rich text in it": (_held("word/a.rtf", b"{\\rtf1 Shauna Brath{\\b waite}}"), NAME),
    "a drawing of Windows": (
        _held("word/media/a.emf", b"\1\0\0\0" * 9 + NAME.encode("utf-16-le") + bytes(9)),
        NAME,
    ),
    "a part of no known kind": (_held("word/a.dat", f"Ask {NAME}".encode()), NAME),
    "a drawing's runs": (
        _held("word/media/a.svg", b"<svg><text>Shauna Br<tspan>athwaite</tspan></text></svg>"),
        NAME,
    ),
    "data of a program": (_held("customXml/item3.xml", f'<a b="{DAY}"/>'.encode()), DAY[8:]),
    "an equation": (
        a_word_file(_p(f'<m:oMath xmlns:m="{_MATHS}"><m:r><m:t>{DAY}</m:t></m:r></m:oMath>')),
        DAY[8:],
    ),
    "a table's alternative text": (
        a_word_file(
            f'<w:tbl><w:tblPr><w:tblDescription w:val="A child {DAY}"/></w:tblPr>'
            "<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
        ),
        DAY[8:],
    ),
    "a deleted field": (
        a_word_file(
            _p(
                '<w:del w:id="6" w:author="A"><w:r><w:delInstrText> INCLUDETEXT '
                f'"{DAY}"</w:delInstrText></w:r></w:del>'
            )
        ),
        DAY[8:],
    ),
    "who changed the layout": (
        a_word_file(
            _p(
                '<w:r><w:rPr><w:rPrChange w:id="5" w:author="Beatrice Lindqvist"><w:rPr/>'
                "</w:rPrChange></w:rPr><w:t>x</w:t></w:r>"
            )
        ),
        "Beatrice Lindqvist",
    ),
    "a style that hides": (
        a_word_file(
            _p(f'<w:r><w:rPr><w:rStyle w:val="Ghost"/></w:rPr><w:t>{_OUT}</w:t></w:r>'),
            styles=_GHOST,
        ),
        _OUT,
    ),
    "a style on one that hides": (
        a_word_file(
            _p(f'<w:pPr><w:pStyle w:val="Ghostly"/></w:pPr><w:r><w:t>{_OUT}</w:t></w:r>'),
            styles=_GHOST,
        ),
        _OUT,
    ),
    "a deleted row": (
        a_word_file(
            '<w:tbl><w:tr><w:trPr><w:del w:id="3" w:author="A"/></w:trPr><w:tc><w:p><w:r>'
            f"<w:t>{_OUT}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        ),
        _OUT,
    ),
}

# --- HTML ------------------------------------------------------------------------------------


def a_page(body: str) -> bytes:
    """A page with nothing else in it."""
    return (
        '<!doctype html><html lang="en-GB"><head><title>A draft</title></head>'
        f"<body><h1>A draft</h1>{body}</body></html>"
    ).encode()


def _linked(kind: str, data: bytes) -> bytes:
    return a_page(f'<a href="data:{kind};base64,{base64.b64encode(data).decode()}">x</a>')


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_HTML = {
    "a data attribute": (a_page(f'<p data-note="{DAY}">x</p>'), DAY[8:]),
    "a comment with entities": (a_page("<!-- Shauna Br&#97;thwaite -->"), NAME),
    "a comment for Office": (a_page(f"<!--[if mso]><p>{NAME}</p><![endif]-->"), NAME),
    "data of a script": (
        a_page(f'<script type="application/json">{{"a": ["{DAY}"]}}</script>'),
        DAY[8:],
    ),
    "a script's words": (a_page(f'<script>var d = "{DAY}";</script>'), DAY[8:]),
    "a script's escapes": (
        a_page('<script>var d = "Shauna Br\\u0061thwaite";</script>'),
        NAME,
    ),
    "a style's words": (a_page(f"<style>p:after {{content: '{DAY}'}}</style>"), DAY[8:]),
    "a style of its own": (a_page(f"<p style=\"--note: '{DAY}'\">x</p>"), DAY[8:]),
    "a page in a frame": (
        a_page('<iframe srcdoc="&lt;p&gt;Shauna Br&lt;b&gt;athwaite&lt;/b&gt;"></iframe>'),
        NAME,
    ),
    "after the end": (a_page("x") + f"<p>{NAME}</p>".encode(), NAME),
    "the first line": (a_page("x").replace(b"html>", f'html SYSTEM "{NAME}">'.encode(), 1), NAME),
    "linked data": (_linked("application/json", f'{{"n": "{NAME}"}}'.encode()), NAME),
    "a linked file": (_linked("application/octet-stream", NAME.encode()), NAME),
    "a linked workbook": (_linked(_SHEET, a_workbook(_cell)), NAME),
    "a field of a form": (
        a_page('<p>a</p><p>b</p><p>c</p><p>d</p><input name="dob" value="14/03/2016">'),
        "14/03/2016",
    ),
}

# --- PDF -------------------------------------------------------------------------------------


def _pdf(change: Callable[[Any], None]) -> bytes:
    from pypdf import PdfReader, PdfWriter

    plain = io.BytesIO()
    blank = PdfWriter()
    blank.add_blank_page(300, 300)
    blank.write(plain)
    writer, out = PdfWriter(clone_from=PdfReader(plain)), io.BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


def _of(**held: Any) -> Any:
    from pypdf.generic import DictionaryObject, NameObject

    return DictionaryObject({NameObject(f"/{key}"): value for key, value in held.items()})


def _n(name: str) -> Any:
    from pypdf.generic import NameObject

    return NameObject(f"/{name}")


def _t(text: str) -> Any:
    from pypdf.generic import TextStringObject

    return TextStringObject(text)


def _stream(writer: Any, data: bytes, **more: Any) -> Any:
    from pypdf.generic import DecodedStreamObject

    made = DecodedStreamObject()
    made.set_data(data)
    made = made.flate_encode()
    made.update(_of(**more))
    return writer._add_object(made)


def _numbers(*numbers: float) -> Any:
    from pypdf.generic import ArrayObject, FloatObject

    return ArrayObject([FloatObject(n) for n in numbers])


def _annotated(writer: Any, **more: Any) -> None:
    from pypdf.generic import ArrayObject, NumberObject

    note = _of(Type=_n("Annot"), Rect=_numbers(50, 50, 250, 90), F=NumberObject(4), **more)
    writer.pages[0][_n("Annots")] = ArrayObject([writer._add_object(note)])


def _file_note(writer: Any) -> None:
    held = _stream(writer, f"Ask {NAME}".encode(), Type=_n("EmbeddedFile"))
    spec = _of(Type=_n("Filespec"), F=_t("a.txt"), EF=_of(F=held))
    _annotated(writer, Subtype=_n("FileAttachment"), FS=writer._add_object(spec))


def _stamp(writer: Any) -> None:
    font = _of(Type=_n("Font"), Subtype=_n("Type1"), BaseFont=_n("Helvetica"))
    drawn = _stream(
        writer,
        f"BT /F1 12 Tf 5 5 Td ({NAME}) Tj ET".encode(),
        Type=_n("XObject"),
        Subtype=_n("Form"),
        BBox=_numbers(0, 0, 200, 40),
        Resources=_of(Font=_of(F1=font)),
    )
    _annotated(writer, Subtype=_n("Stamp"), AP=_of(N=drawn))


def _behind(writer: Any) -> None:
    writer.pages[0][_n("Contents")] = _stream(
        writer, f"/Span <</ActualText ({DAY})>> BDC EMC".encode()
    )


def _root(**held: Callable[[Any], Any]) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        for key, make in held.items():
            writer.root_object[_n(key)] = make(writer)

    return change


def _attached(name: str, data: bytes) -> bytes:
    return _pdf(lambda writer: writer.add_attachment(name, data))


IN_PDF = {
    "a file in a note": (_pdf(_file_note), NAME),
    "a stamp": (_pdf(_stamp), NAME),
    "words behind what is drawn": (_pdf(_behind), DAY[8:]),
    "a program's own data": (
        _pdf(_root(PieceInfo=lambda w: _of(App=_of(Private=_of(Note=_t(DAY)))))),
        DAY[8:],
    ),
    "a place's name": (
        _pdf(_root(Dests=lambda w: _of(Shauna_Brathwaite=_numbers(0)))),
        NAME,
    ),
    "a script in a stream": (
        _pdf(
            _root(
                OpenAction=lambda w: _of(
                    S=_n("JavaScript"), JS=_stream(w, f"app.alert('{NAME}')".encode())
                )
            )
        ),
        NAME,
    ),
    "a form's data": (
        _pdf(_root(AcroForm=lambda w: _of(XFA=_stream(w, f"<a><b>{DAY}</b></a>".encode())))),
        DAY[8:],
    ),
    "a part's properties": (
        _pdf(
            lambda w: w.pages[0].__setitem__(
                _n("Metadata"), _stream(w, f"<a><b>{DAY}</b></a>".encode())
            )
        ),
        DAY[8:],
    ),
    "a property called a date": (
        _pdf(lambda w: w.add_metadata({"/BirthDate": "14 March 2016"})),
        "14 March 2016",
    ),
    "a workbook": (_attached("a.xlsx", a_workbook(_cell)), NAME),
    "a Word file": (_attached("a.docx", _SPLIT), NAME),
    "a PDF": (_attached("a.pdf", _pdf(lambda w: w.add_metadata({"/Note": DAY}))), DAY[8:]),
}
