"""Files that look empty, with an invented child's name and number where hardly anybody looks.

Each maker writes one file with :data:`SECRET` in one place only, and says in its name which.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

NAME, NUMBER = "Zebedee Ashworth", "943 476 5919"
SECRET = f"{NAME}, NHS number {NUMBER}"
CUT = (SECRET[:4], SECRET[4:11], SECRET[11:])  # "Zebe", "dee Ash", "worth, ...": no name is whole
CUT_UP = f"{CUT[0]}<b>{CUT[1]}</b>{CUT[2]}"
KEY = {NAME: "Child A"}
Maker = Callable[[Path], Path]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = f'xmlns:w="{_W}"'


# --- workbooks and pictures, to be put into others ---------------------------------------------


def a_workbook(*, sheet: str = "Data", cell: object = "x", **more: object) -> bytes:
    """One sheet of a chart's figures, with what is asked for added."""
    from openpyxl import Workbook
    from openpyxl.comments import Comment

    book = Workbook()
    page = book.active
    page.title = sheet
    page.append(["Quarter", "Referrals"])
    page.append(["Q1", 140])
    if more.get("hidden"):
        page = book.create_sheet("Working")
        page.sheet_state = "hidden"
    if more.get("header"):
        page["D1"] = more["header"]
    page["D2"] = cell
    if more.get("format"):
        page["D2"].number_format = str(more["format"])
    if more.get("comment"):
        page["D2"].comment = Comment(str(more["comment"]), "Reviewer")
    if more.get("creator"):
        book.properties.creator = str(more["creator"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def a_rich_workbook() -> bytes:
    """The name in two colours: a workbook keeps it in two pieces."""
    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = Workbook()
    one, two, three = CUT
    book.active["B2"] = CellRichText(one, TextBlock(InlineFont(b=True), two), three)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def a_photograph() -> bytes:
    """Taken by somebody, at a place."""
    from PIL import Image

    exif = Image.Exif()
    exif[0x010E] = SECRET
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 3.0, 0.0), 3: "W", 4: (2.0, 42.0, 36.0)})
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


def a_photograph_with_a_press_caption() -> bytes:
    """IPTC: what a picture desk writes into a photograph."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, "JPEG")
    plain = out.getvalue()
    caption = SECRET.encode()
    record = b"\x1c\x02\x78" + len(caption).to_bytes(2, "big") + caption
    block = b"8BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record
    block += b"\0" * (len(record) % 2)
    body = b"Photoshop 3.0\0" + block
    return plain[:2] + b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body + plain[2:]


# --- Word ---------------------------------------------------------------------------------------


def word(
    path: Path,
    paragraphs: str = "",
    parts: dict[str, bytes | str] | None = None,
    styles: str = "",
    **core: str,
) -> Path:
    """A Word file of one heading, with paragraphs, parts and styles added as they are."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    document.add_heading("A draft", 1)
    document.add_paragraph("Children were seen.")
    document.core_properties.title = "A draft"
    document.core_properties.author = ""
    for name, value in core.items():
        setattr(document.core_properties, name, value)
    if styles:
        document.styles.element.append(
            parse_xml(styles.replace("<w:style ", f"<w:style {_NAMES} ", 1))
        )
    if paragraphs:
        for element in parse_xml(f"<w:body {_NAMES}>{paragraphs}</w:body>"):
            document.element.body.insert_element_before(element, "w:sectPr")
    plain = io.BytesIO()
    document.save(plain)
    path = path.with_suffix(".docx")
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for member in source.infolist():
            target.writestr(member, source.read(member))
        for name, data in (parts or {}).items():
            target.writestr(name, data)
    return path


def a_run(text: str, properties: str = "", tag: str = "t") -> str:
    return (
        f"<w:r><w:rPr>{properties}</w:rPr>"
        f'<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'
    )


def a_paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def _inner_word() -> bytes:
    at = Path("/tmp") if not Path("/dev/shm").exists() else Path("/dev/shm")
    path = word(
        at / "inner-of-a-draft",
        a_paragraph("".join(a_run(t, f) for t, f in zip(CUT, ("", "<w:b/>", ""), strict=True))),
    )
    data = path.read_bytes()
    path.unlink()
    return data


def _embedded(name: str, data: Callable[[], bytes]) -> Maker:
    return lambda path: word(path, parts={f"word/embeddings/{name}": data()})


_CHANGED = 'w:id="7" w:author="{}" w:date="2024-01-01T00:00:00Z"'
_SETTINGS = f'<w:settings {_NAMES}><w:docVars><w:docVar w:name="n" w:val="{SECRET}"/></w:docVars>'

IN_WORD: dict[str, Maker] = {
    "a cell of a chart's workbook": _embedded(
        "Microsoft_Excel_Sheet1.xlsx", lambda: a_workbook(cell=SECRET)
    ),
    "a cell in two colours": _embedded("Microsoft_Excel_Sheet1.xlsx", a_rich_workbook),
    "a hidden sheet of a workbook": _embedded(
        "Book.xlsx", lambda: a_workbook(cell=SECRET, hidden=True)
    ),
    "a comment in a workbook": _embedded("Book.xlsx", lambda: a_workbook(comment=SECRET)),
    "a number in a cell under its header": _embedded(
        "Book.xlsx", lambda: a_workbook(header=NAME, cell=9434765919)
    ),
    "the author of a workbook": _embedded("Book.xlsx", lambda: a_workbook(creator=SECRET)),
    "a Word file in a Word file": _embedded("Report.docx", _inner_word),
    "a photograph in a Word file in it": _embedded(
        "Report.docx", lambda: _zipped_photograph()
    ),
    "a page put in whole": lambda p: word(
        p, parts={"word/afchunk.html": f"<p>{CUT_UP}</p>"}
    ),
    "a web archive put in whole": lambda p: word(p, parts={"word/afchunk.mht": _web_archive()}),
    "a part of a kind not known": lambda p: word(p, parts={"word/notes.dat": SECRET}),
    "the title": lambda p: word(p, title=SECRET),
    "a comment": lambda p: word(p, parts={"word/comments.xml": _comment(SECRET, "A")}),
    "the writer of a comment": lambda p: word(
        p, parts={"word/comments.xml": _comment("Check this.", SECRET)}
    ),
    "a change of format": lambda p: word(
        p,
        a_paragraph(
            a_run("x", f"<w:b/><w:rPrChange {_CHANGED.format(SECRET)}><w:rPr/></w:rPrChange>")
        ),
    ),
    "words taken out": lambda p: word(
        p,
        a_paragraph(f"<w:del {_CHANGED.format('A')}>{a_run(SECRET, tag='delText')}</w:del>"),
    ),
    "a field taken out": lambda p: word(
        p,
        a_paragraph(
            f"<w:del {_CHANGED.format('A')}>{a_run(SECRET, tag='delInstrText')}</w:del>"
        ),
    ),
    "words moved away": lambda p: word(
        p, a_paragraph(f"<w:moveFrom {_CHANGED.format('A')}>{a_run(SECRET)}</w:moveFrom>")
    ),
    "a row taken out": lambda p: word(
        p,
        "<w:tbl><w:tr><w:trPr><w:del "
        + _CHANGED.format("A")
        + f"/></w:trPr><w:tc>{a_paragraph(a_run(SECRET))}</w:tc></w:tr></w:tbl>",
    ),
    "hidden words": lambda p: word(p, a_paragraph(a_run(SECRET, "<w:vanish/>"))),
    "a formula": lambda p: word(
        p,
        '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        + "".join(f"<m:r><m:t>{piece}</m:t></m:r>" for piece in CUT)
        + "</m:oMath></w:p>",
    ),
    "alternative text of an old drawing": lambda p: word(
        p,
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        f'alt="{SECRET}"/></w:pict></w:r></w:p>',
    ),
    "a choice of an old form": lambda p: word(
        p,
        a_paragraph(
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList>"
            f"<w:listEntry w:val='{SECRET}'/></w:ddList></w:ffData></w:fldChar></w:r>"
        ),
    ),
    "a variable of the document": lambda p: word(
        p, parts={"word/settings2.xml": f"{_SETTINGS}</w:settings>"}
    ),
    "an attribute of its own data": lambda p: word(
        p, parts={"customXml/item8.xml": f'<case name="{NAME}" nhs="{NUMBER}"/>'}
    ),
    "the document's building blocks": lambda p: word(
        p,
        parts={
            "word/glossary/document.xml": f"<w:glossaryDocument {_NAMES}><w:docParts><w:docPart>"
            f"<w:docPartBody>{a_paragraph(a_run(SECRET))}</w:docPartBody></w:docPart></w:docParts>"
            "</w:glossaryDocument>"
        },
    ),
    "a picture drawn in letters": lambda p: word(
        p,
        parts={
            "word/media/image9.svg": "<svg xmlns='http://www.w3.org/2000/svg'><text>"
            f"{CUT[0]}<tspan>{CUT[1]}</tspan>{CUT[2]}</text></svg>"
        },
    ),
    "a Windows drawing": lambda p: word(
        p, parts={"word/media/image8.emf": b"\1\0\0\0" * 12 + SECRET.encode("utf-16-le") + b"\0\0"}
    ),
    "what a photograph says of itself": lambda p: word(
        p, parts={"word/media/image7.jpeg": a_photograph()}
    ),
    "a photograph's press caption": lambda p: word(
        p, parts={"word/media/image6.jpeg": a_photograph_with_a_press_caption()}
    ),
}  # fmt: skip


def _zipped_photograph() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_inner_plain())) as inner, zipfile.ZipFile(out, "w") as again:
        for member in inner.infolist():
            again.writestr(member, inner.read(member))
        again.writestr("word/media/image1.jpg", a_photograph())
    return out.getvalue()


def _inner_plain() -> bytes:
    import docx

    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def _comment(text: str, author: str) -> str:
    return (
        f'<w:comments {_NAMES}><w:comment w:id="1" w:author="{author}">'
        f"{a_paragraph(a_run(text))}</w:comment></w:comments>"
    )


def _web_archive() -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"] = "A page"
    message.set_content(f"<p>{SECRET}</p>", subtype="html", cte="base64")
    return bytes(message)


# --- web pages ----------------------------------------------------------------------------------


def page(path: Path, body: str, head: str = "", after: str = "") -> Path:
    """A page with one heading and one paragraph, and what is hidden in it."""
    path = path.with_suffix(".html")
    path.write_text(
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A draft</title>'
        f"{head}</head><body><h1>A draft</h1><p>Children were seen.</p>{body}</body></html>{after}",
        encoding="utf-8",
    )
    return path


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_PAGES: dict[str, Maker] = {
    "a data attribute": lambda p: page(p, f'<div data-child="{SECRET}">x</div>'),
    "a comment": lambda p: page(p, f"<!-- {SECRET} -->"),
    "a comment for old browsers": lambda p: page(p, f"<!--[if mso]><p>{SECRET}</p><![endif]-->"),
    "a comment cut up by tags": lambda p: page(p, f"<!-- <p>{CUT_UP}</p> -->"),
    "a comment left open": lambda p: page(p, "", after=f"<!-- {SECRET}"),
    "a comment after the page": lambda p: page(p, "", after=f"<!-- {SECRET} -->"),
    "a comment before the page": lambda p: _before(p, f"<!-- {SECRET} -->"),
    "words after the page": lambda p: page(p, "", after=f"<p>{SECRET}</p>"),
    "words of the style": lambda p: page(
        p, "", f'<style>h1::after {{ content: "{SECRET}" }}</style>'
    ),
    "a variable of the style": lambda p: page(p, f"<p style=\"--who: '{SECRET}'\">x</p>"),
    "a picture's address in the style": lambda p: page(
        p, f"<p style=\"background: url('{NAME} {NUMBER}.jpg')\">x</p>"
    ),
    "figures for a chart": lambda p: page(
        p, f'<script type="application/json">{{"rows": [["{NAME}", "{NUMBER}"]]}}</script>'
    ),
    "words of a script": lambda p: page(p, f'<script>const child = "{SECRET}";</script>'),
    "a page in a page": lambda p: page(p, f'<iframe srcdoc="{escape(CUT_UP)}"></iframe>'),
    "a workbook to download": lambda p: page(
        p, f'<a href="{_data(_BOOK, a_workbook(cell=SECRET))}" download="d.xlsx">Data</a>'
    ),
    "a file to download": lambda p: page(
        p, f'<a href="{_data("application/octet-stream", SECRET.encode())}">Data</a>'
    ),
    "a photograph": lambda p: page(
        p, f'<img alt="A hill" src="{_data("image/jpeg", a_photograph())}">'
    ),
    "a photograph of several": lambda p: page(
        p, f'<img alt="A hill" srcset="{_data("image/jpeg", a_photograph())} 2x" src="a.png">'
    ),
    "a text area": lambda p: page(p, f"<textarea hidden>{SECRET}</textarea>"),
    "a page without script": lambda p: page(p, f"<noscript><p>{SECRET}</p></noscript>"),
    "an address to go on to": lambda p: page(
        p, "", f'<meta http-equiv="refresh" content="9;url=x.html?c={NAME}&n={NUMBER}">'
    ),
    "a processing instruction": lambda p: page(p, f"<?note {SECRET}?>"),
    "a marked section": lambda p: page(p, f"<![CDATA[{SECRET}]]>"),
    "data of a drawing": lambda p: page(
        p, f"<svg role='img' aria-label='A line'><metadata>{SECRET}</metadata></svg>"
    ),
    "letters two bytes wide": lambda p: _wide(p),
}


def _before(path: Path, text: str) -> Path:
    path = page(path, "")
    path.write_text(text + path.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def _wide(path: Path) -> Path:
    """As some Windows programs save "Unicode", without a mark."""
    path = page(path, f"<p>{SECRET}</p>")
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16-le"))
    return path


# --- PDF ----------------------------------------------------------------------------------------

_BODY = (
    '<html lang="en-GB"><head><title>A draft</title></head><body style="font-family:DejaVu Sans">'
    "<h1>A draft</h1><p>Children were seen.</p>{}</body></html>"
)


def _made(body: str = "") -> bytes:
    import weasyprint

    made: bytes = weasyprint.HTML(string=_BODY.format(body)).write_pdf(pdf_variant="pdf/ua-1")
    return made


def pdf(path: Path, add: Callable[[object], None], body: str = "") -> Path:
    """A tagged PDF of one page, to which ``add`` does something with pypdf's writer."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_made(body))))
    add(writer)
    path = path.with_suffix(".pdf")
    with path.open("wb") as out:
        writer.write(out)
    return path


def _dictionary(**entries: object):
    from pypdf.generic import DictionaryObject, NameObject

    return DictionaryObject({NameObject(f"/{k}"): v for k, v in entries.items()})


def _stream(data: bytes, **entries: object):
    from pypdf.generic import DecodedStreamObject, NameObject

    stream = DecodedStreamObject()
    stream.set_data(data)
    for key, value in entries.items():
        stream[NameObject(f"/{key}")] = value
    return stream.flate_encode()


def _pin(writer: object) -> None:
    """A paper-clip on the page, with a file on it."""
    from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

    file = writer._add_object(_stream(SECRET.encode(), Type=NameObject("/EmbeddedFile")))
    note = _dictionary(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/FileAttachment"),
        Rect=ArrayObject(map(FloatObject, (10, 10, 20, 20))),
        FS=_dictionary(
            Type=NameObject("/Filespec"), F=TextStringObject("a.txt"), EF=_dictionary(F=file)
        ),
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


def _belongs(writer: object) -> None:
    """A file that belongs to the document (/AF), as PDF/A-3 has it, and in no list."""
    from pypdf.generic import ArrayObject, NameObject, TextStringObject

    file = writer._add_object(_stream(a_workbook(cell=SECRET), Type=NameObject("/EmbeddedFile")))
    spec = _dictionary(
        Type=NameObject("/Filespec"), F=TextStringObject("b.xlsx"), EF=_dictionary(F=file)
    )
    writer._root_object[NameObject("/AF")] = ArrayObject([writer._add_object(spec)])


def _xfa(writer: object) -> None:
    from pypdf.generic import ArrayObject, NameObject, TextStringObject

    data = f"<xfa:data xmlns:xfa='x'><child>{SECRET}</child></xfa:data>".encode()
    writer._root_object[NameObject("/AcroForm")] = _dictionary(
        Fields=ArrayObject(),
        XFA=ArrayObject([TextStringObject("datasets"), writer._add_object(_stream(data))]),
    )


def _script(writer: object) -> None:
    from pypdf.generic import NameObject

    code = writer._add_object(_stream(f'app.alert("{SECRET}");'.encode()))
    writer._root_object[NameObject("/OpenAction")] = _dictionary(
        S=NameObject("/JavaScript"), JS=code
    )


def _page_metadata(writer: object) -> None:
    from pypdf.generic import NameObject

    data = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>{SECRET}</dc:description>'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()
    meta = writer._add_object(
        _stream(data, Type=NameObject("/Metadata"), Subtype=NameObject("/XML"))
    )
    writer.pages[0][NameObject("/Metadata")] = meta


def _as_it_is(writer: object) -> None:
    """A photograph put in with all it says of itself."""
    from pypdf.generic import NameObject, NumberObject, StreamObject

    picture = StreamObject()
    picture._data = a_photograph()
    size = NumberObject(20)
    picture.update(
        _dictionary(
            Type=NameObject("/XObject"),
            Subtype=NameObject("/Image"),
            Width=size,
            Height=size,
            ColorSpace=NameObject("/DeviceRGB"),
            BitsPerComponent=NumberObject(8),
            Filter=NameObject("/DCTDecode"),
        )
    )
    resources = writer.pages[0]["/Resources"].get_object()
    resources[NameObject("/XObject")] = _dictionary(Hill=writer._add_object(picture))


def _behind(writer: object) -> None:
    """Words behind what is shown, told in the page's own stream."""
    from pypdf.generic import NameObject

    at = writer.pages[0]
    shown = at.get_contents().get_data()
    behind = f"\n/Span <</ActualText ({SECRET})>> BDC EMC\n".encode()
    at[NameObject("/Contents")] = writer._add_object(_stream(shown + behind))


def _other_page(text: str) -> bytes:
    import weasyprint

    made: bytes = weasyprint.HTML(string=f"<p style='font-family:DejaVu Sans'>{text}").write_pdf()
    return made


def _taken_out(writer: object) -> None:
    """A page that is in no list of pages any more, and still in the file."""
    from pypdf import PdfReader

    writer.append(PdfReader(io.BytesIO(_other_page(SECRET))))
    kids = writer._root_object["/Pages"].get_object()
    gone = kids["/Kids"].pop()
    from pypdf.generic import NameObject, NumberObject

    kids[NameObject("/Count")] = NumberObject(1)
    writer._root_object[NameObject("/Lost")] = gone


def _rewritten(path: Path) -> Path:
    """Saved with the name, then saved again over it without: the first is still in the file."""
    from pypdf import PdfReader, PdfWriter

    first = _made(f"<p>{SECRET}</p>")
    second = PdfReader(io.BytesIO(_made()))
    writer = PdfWriter(io.BytesIO(first), incremental=True)
    from pypdf.generic import NameObject

    clean = second.pages[0].get_contents().get_data()
    writer.pages[0][NameObject("/Contents")] = writer._add_object(_stream(clean))
    path = path.with_suffix(".pdf")
    with path.open("wb") as out:
        writer.write(out)
    return path


def _attach(name: str, data: Callable[[], bytes]) -> Maker:
    return lambda path: pdf(path, lambda w: w.add_attachment(name, data()))


def _note(writer: object) -> None:
    from pypdf.annotations import Text

    writer.add_annotation(0, Text(rect=(50, 50, 60, 60), text=SECRET))


IN_PDFS: dict[str, Maker] = {
    "metadata": lambda p: pdf(p, lambda w: w.add_metadata({"/Subject": SECRET})),
    "a comment": lambda p: pdf(p, _note),
    "a text attached": _attach("a.txt", lambda: SECRET.encode()),
    "a workbook attached": _attach("a.xlsx", lambda: a_workbook(cell=SECRET)),
    "a Word file attached": _attach("a.docx", _inner_word),
    "a PDF attached": _attach("a.pdf", lambda: _other_page(SECRET)),
    "a file pinned to the page": lambda p: pdf(p, _pin),
    "a file that belongs to it": lambda p: pdf(p, _belongs),
    "a form of another make": lambda p: pdf(p, _xfa),
    "a script": lambda p: pdf(p, _script),
    "the metadata of a page": lambda p: pdf(p, _page_metadata),
    "words behind what is shown": lambda p: pdf(p, _behind),
    "a page taken out": lambda p: pdf(p, _taken_out),
    "an earlier version": _rewritten,
    "a photograph": lambda p: pdf(p, _as_it_is),
    "alternative text": lambda p: pdf(
        p,
        lambda w: None,
        f'<img alt="{SECRET}" src="{_data("image/jpeg", _plain_picture())}">',
    ),
}


def _plain_picture() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, "JPEG")
    return out.getvalue()


def all_places() -> Sequence[tuple[str, str, Maker]]:
    """What kind of file, where in it, and how it is made."""
    kinds = (("Word", IN_WORD), ("page", IN_PAGES), ("PDF", IN_PDFS))
    return [(kind, place, make) for kind, places in kinds for place, make in places.items()]


def _clean_chart(path: Path) -> Path:
    """A chart keeps its figures in a workbook; a printer leaves its name and settings."""
    return word(
        path,
        parts={
            "word/embeddings/Microsoft_Excel_Sheet1.xlsx": a_workbook(),
            "word/printerSettings/printerSettings1.bin": b"\0P\0D\0F\0" + bytes(200),
        },
    )


def _figure(path: Path) -> Path:
    """A page with Bokeh's own scripts and a figure's data in it."""
    from bokeh.embed import file_html
    from bokeh.plotting import figure
    from bokeh.resources import INLINE

    drawn = figure(title="Referrals by quarter")
    drawn.line([1, 2, 3], [140, 152, 171])
    path = path.with_suffix(".html")
    path.write_text(file_html(drawn, INLINE, "Referrals"), encoding="utf-8")
    return path


INNOCENT: dict[str, Maker] = {
    "a chart's workbook in a Word file": _clean_chart,
    "a figure with its scripts in a page": _figure,
    "a style with a typeface and a mark": lambda p: page(
        p,
        "",
        "<style>@font-face { font-family: 'A'; src: url(data:font/woff2;base64,d09GMgABAAAAAA) }"
        "\nli::before { content: '\\2022' } q { quotes: '\\201c' '\\201d' }</style>",
    ),
    "what a page tells a browser": lambda p: page(
        p,
        "<!--[if mso]><style>p { margin: 0 }</style><![endif]-->",
        '<meta http-equiv="Content-Security-Policy" content="default-src https://www.gov.uk">',
    ),
    "a small picture in a page": lambda p: page(
        p, f'<img alt="A hill" src="{_data("image/jpeg", _plain_picture())}">'
    ),
    "a tagged PDF": lambda p: pdf(p, lambda w: None),
    "a tagged PDF with a picture": lambda p: pdf(
        p, lambda w: None, f'<img alt="A hill" src="{_data("image/jpeg", _plain_picture())}">'
    ),
}


# Not who is told, but that something is hidden or cannot be read: the kind of finding, and how.
OTHERS: tuple[tuple[str, str, Maker], ...] = (
    ("hidden_text", "words hidden by a style", lambda p: word(
        p, a_paragraph(a_run("a", '<w:rStyle w:val="Unseen"/>')), styles=_UNSEEN
    )),
    ("unchecked", "a file that is no Office file inside", lambda p: word(
        p, parts={"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + bytes(600)}
    )),
    ("unchecked", "a damaged workbook inside", lambda p: word(
        p, parts={"word/embeddings/Microsoft_Excel_Sheet1.xlsx": a_workbook()[:900]}
    )),
    ("unchecked", "files within files within files", lambda p: word(
        p, parts={"word/embeddings/a.zip": _nested(6)}
    )),
    ("properties", "who changed a format", lambda p: word(
        p,
        a_paragraph(
            a_run("x", f"<w:rPrChange {_CHANGED.format('Bronwen Tate')}><w:rPr/></w:rPrChange>")
        ),
    )),
    ("gps", "where a photograph in a download was taken", lambda p: page(
        p, f'<a href="{_data("image/jpeg", a_photograph())}">Picture</a>'
    )),
    ("exact_date", "the day behind a date field", lambda p: word(
        p,
        "<w:sdt><w:sdtPr><w:date w:fullDate='2015-03-04T00:00:00Z'/></w:sdtPr><w:sdtContent>"
        f"{a_paragraph(a_run('March 2015'))}</w:sdtContent></w:sdt>",
    )),
    ("date_of_birth", "a day of birth in a workbook", lambda p: word(
        p, parts={"word/embeddings/Book.xlsx": a_workbook(header="Date of birth", cell=_A_DAY)}
    )),
)  # fmt: skip
_A_DAY = dt.date(2015, 3, 4)
_UNSEEN = (
    '<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
)


def _nested(deep: int) -> bytes:
    data = SECRET.encode()
    for _ in range(deep):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("inner.zip", data)
        data = out.getvalue()
    return data
