"""Corners of a file that :mod:`hiding` has not: a name, a day or words taken out stand there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

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


def _sheet_name(book: Any) -> None:
    book.active.title = NAME


def _range_name(book: Any) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    book.defined_names["Brathwaite_all"] = DefinedName("Brathwaite_all", attr_text="Sheet!$A$1")


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


def innocent(book: Any) -> None:
    """What a chart is drawn from."""
    sheet = book.active
    for row in (("Theme", "Passages"), ("Neglect", 12), ("Thresholds", 31)):
        sheet.append(row)


IN_WORKBOOK = {
    "a sheet's name": (_sheet_name, NAME),
    "a range's name": (_range_name, "Brathwaite"),
    "a link": (_link, "brathwaite"),
    "choices": (_choices, NAME),
    "a header": (_header, NAME),
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


_GHOST = (
    '<w:style w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Ghostly"><w:name w:val="Ghostly"/>'
    '<w:basedOn w:val="Ghost"/></w:style>'
)
_OUT = "Take this out"
IN_WORD = {
    "a workbook in a Word file in it": (
        _held("word/embeddings/a.docx", with_workbook(_cell)),
        NAME,
    ),
    "a workbook in an older Office file": (
        _held("word/embeddings/o.bin", b"\xd0\xcf\x11\xe0" + bytes(508) + a_workbook(_cell)),
        NAME,
    ),
    "a saved page in it": (
        _held(
            "word/a.mht",
            b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: "
            b"quoted-printable\r\n\r\n<p>Shauna Brath=\r\nwaite</p>",
        ),
        NAME,
    ),
    "rich text in it": (_held("word/a.rtf", b"{\\rtf1 Shauna Brath{\\b waite}}"), NAME),
    "a table's alternative text": (
        a_word_file(
            f'<w:tbl><w:tblPr><w:tblDescription w:val="A child {DAY}"/></w:tblPr>'
            "<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
        ),
        DAY[8:],
    ),
    "a style on one that hides": (
        a_word_file(
            _p(f'<w:pPr><w:pStyle w:val="Ghostly"/></w:pPr><w:r><w:t>{_OUT}</w:t></w:r>'),
            styles=_GHOST,
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


IN_HTML = {
    "a comment with entities": (a_page("<!-- Shauna Br&#97;thwaite -->"), NAME),
    "a script's escapes": (
        a_page('<script>var d = "Shauna Br\\u0061thwaite";</script>'),
        NAME,
    ),
    "the first line": (a_page("x").replace(b"html>", f'html SYSTEM "{NAME}">'.encode(), 1), NAME),
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


def _root(**held: Callable[[Any], Any]) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        for key, make in held.items():
            writer.root_object[_n(key)] = make(writer)

    return change


IN_PDF = {
    "a stamp": (_pdf(_stamp), NAME),
    "a program's own data": (
        _pdf(_root(PieceInfo=lambda w: _of(App=_of(Private=_of(Note=_t(DAY)))))),
        DAY[8:],
    ),
    "a place's name": (
        _pdf(_root(Dests=lambda w: _of(Shauna_Brathwaite=_numbers(0)))),
        NAME,
    ),
    "a property called a date": (
        _pdf(lambda w: w.add_metadata({"/BirthDate": "14 March 2016"})),
        "14 March 2016",
    ),
}
