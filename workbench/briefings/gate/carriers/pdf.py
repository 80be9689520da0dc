"""PDF files: each page's words, and every other string in the file, printed or not.

pdfium reads the pages. pypdf then walks annotations, forms, outlines, alternative text, metadata,
attachments and scripts, and last every object there is, so that nothing is passed over because
nobody thought of its place.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from workbench.briefings.gate.carriers import pictures
from workbench.briefings.gate.carriers.inside import contents_inside
from workbench.briefings.gate.carriers.making import found, property_finding, unread_picture
from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Contents, Role, Segment
from workbench.errors import DamagedError, EncryptedError

# Keys whose strings are words; others (fonts, colour spaces, dates) are not looked at.
_WORDS = {
    "/Alt": "alternative text of a picture",
    "/ActualText": "the text behind what is shown",
    "/E": "an abbreviation in full",
    "/T": "the name of a field, or who commented",
    "/TU": "the description of a field",
    "/TM": "the name of a field",
    "/V": "the value of a field",
    "/DV": "the value of a field",
    "/Opt": "the choices of a field",
    "/Contents": "a comment",
    "/RC": "a comment",
    "/Subj": "the subject of a comment",
    "/Title": "a bookmark",
    "/Name": "a layer or object name",
    "/F": "the name of a file",
    "/UF": "the name of a file",
    "/Desc": "the description of a file",
    "/JS": "a script",
    "/URI": "a link",
    "/CA": "the caption of a button",
    "/TI": "a title",
    "/P": "a page label",
}
_NO_WORDS = frozenset(
    "/ID /O /U /OE /UE /Perms /CharSet /FontFile /Lang /D /DA /DS /CreationDate /ModDate /M /PTEX "
    "/Registry /Ordering /FontFamily /Panose /BaseFont /CheckSum /NM /S /C /Info".split()
)
_TOP_CHARACTERS = 900
_MOST_VERSIONS = 20
# Files of XML, script or words that stand beside a page.
_STREAMS = frozenset(("/JS", "/RC", "/V", "/XFA"))


def contents(data: bytes, name: str, lists: Lists) -> Contents:
    """Take a PDF apart.

    Raises
    ------
    EncryptedError
        When a password is needed to open it.
    DamagedError
        When it is no whole PDF.
    """
    made = Contents()
    _pages(data, name, lists, made)
    _inside(data, name, lists, made)
    return made


# --- what is on the pages --------------------------------------------------------------------


_LEAST_WIDE, _LEAST_HIGH = 40, 10  # points: a word in small print


def _pages(data: bytes, name: str, lists: Lists, made: Contents) -> None:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedError(name) from error
        raise DamagedError(name, "a PDF", str(error)) from error
    try:
        for number in range(len(document)):
            try:
                _page(document[number], number + 1, lists, made)
                _drawn(document, number, made)
            except pdfium.PdfiumError as error:
                raise DamagedError(name, "a PDF", f"page {number + 1}") from error
    finally:
        document.close()


def _page(page: Any, number: int, lists: Lists, made: Contents) -> None:
    where = f"page {number}"
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    textpage.close()
    if number == 1:
        # What lies over the cut is in both.
        head, text = text[:_TOP_CHARACTERS], text[_TOP_CHARACTERS - 150 :] or text
        made.segments += [Segment(head, where, "body", top=True)] if head.strip() else []
    if text.strip():
        made.segments.append(Segment(text, where, "body"))
    else:
        made.findings.append(
            found(
                lists,
                "unchecked",
                "a page without text: a picture",
                where,
                mend="Make a copy with a text layer (ocrmypdf, or Adobe's Scan & OCR).",
            )
        )
    _hidden(page, where, lists, made)
    if text.strip() and _has_picture(page):
        made.findings.append(unread_picture(lists, where))


def _has_picture(page: Any) -> bool:
    """Whether a picture is drawn that is large enough to hold words."""
    import pypdfium2.raw as raw

    for thing in page.get_objects(max_depth=3):
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            if right - left >= _LEAST_WIDE and top - bottom >= _LEAST_HIGH:
                return True
    return False


def _drawn(document: Any, number: int, made: Contents) -> None:
    """The words of stamps and other annotations as they are drawn: no text of the page."""
    import pypdfium2.raw as raw

    page = document[number]
    if not raw.FPDFPage_GetAnnotCount(page.raw):
        return
    before = set(_lines(page))
    if raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return
    drawn = [line for line in _lines(document[number]) if line not in before]
    if drawn:
        where = f"page {number + 1}, in an annotation"
        made.segments.append(Segment("\n".join(drawn), where, "note"))


def _lines(page: Any) -> list[str]:
    textpage = page.get_textpage()
    lines: list[str] = textpage.get_text_range().splitlines()
    textpage.close()
    return lines


def _hidden(page: Any, where: str, lists: Lists, made: Contents) -> None:
    """Words printed in no ink or in white on nothing, or outside the page."""
    import ctypes

    import pypdfium2.raw as raw

    left, bottom, right, top = page.get_mediabox()
    unseen = []
    textpage = page.get_textpage()
    boxes = [
        o.get_bounds() for o in page.get_objects(max_depth=3) if o.type == raw.FPDF_PAGEOBJ_PATH
    ]
    for thing in page.get_objects(max_depth=3):
        if thing.type != raw.FPDF_PAGEOBJ_TEXT:
            continue
        mode = raw.FPDFTextObj_GetTextRenderMode(thing.raw)
        r, g, b, a = (ctypes.c_uint() for _ in range(4))
        raw.FPDFPageObj_GetFillColor(thing.raw, r, g, b, a)
        x1, y1, x2, y2 = thing.get_bounds()
        outside = x2 < left or x1 > right or y2 < bottom or y1 > top
        white = min(r.value, g.value, b.value) > 250 and not any(
            bx1 <= x1 + 1 and by1 <= y1 + 1 and bx2 >= x2 - 1 and by2 >= y2 - 1
            for bx1, by1, bx2, by2 in boxes
        )
        clear = a.value < 13
        if mode in (3, 7) or outside or white or clear:
            text = _text_of(thing, textpage, raw, ctypes)
            if text.strip():
                unseen.append(text)
    textpage.close()
    if unseen:
        joined = " ".join(unseen)
        made.segments.append(Segment(joined, f"{where} (words that are not seen)", "note"))
        # A scan with its text behind it is the usual case: then every word is unseen.
        pictures = any(o.type == raw.FPDF_PAGEOBJ_IMAGE for o in page.get_objects(max_depth=3))
        made.findings.append(
            found(lists, "hidden_text", joined, where, action="warn" if pictures else "block")
        )


def _text_of(thing: Any, textpage: Any, raw: Any, ctypes: Any) -> str:
    length = raw.FPDFTextObj_GetText(thing.raw, textpage.raw, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pointer = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFTextObj_GetText(thing.raw, textpage.raw, pointer, length)
    return buffer.raw.decode("utf-16-le", "ignore").rstrip("\0")


# --- what is inside --------------------------------------------------------------------------


def _inside(data: bytes, name: str, lists: Lists, made: Contents) -> None:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        walker = _Walker(reader, lists, made)
        walker.walk()
    except (PyPdfError, ValueError, KeyError, RecursionError, AttributeError, TypeError) as error:
        made.findings.append(
            found(
                lists,
                "unchecked",
                f"parts of the file could not be read ({error})",
                "the file",
                mend="Make the PDF again from its source, and check that copy.",
            )
        )
    _versions(data, lists, made)


def _versions(data: bytes, lists: Lists, made: Contents) -> None:
    """What earlier savings of the file say that this one no longer does.

    A program that saves quickly adds to the end of a file, and what it took away is still there.
    """
    ends = [m.end() for m in re.finditer(rb"%%EOF", data)]
    if b"/Linearized" in data[:2048]:
        ends = ends[1:]  # of the first page, that it may be shown before the rest has come
    if len(ends) < 2:
        return
    mend = "Print it to a new PDF, so that earlier versions are not in it."
    text = "earlier versions of the document"
    made.findings.append(found(lists, "properties", text, "the file", action="warn", mend=mend))
    told = {_squashed(segment.text) for segment in made.segments}
    for end in ends[-_MOST_VERSIONS - 1 : -1]:
        earlier = Contents()
        try:
            _pages(data[:end], "an earlier version", lists, earlier)
        except (EncryptedError, DamagedError):
            continue  # the mark stood in a file inside this one
        for segment in earlier.segments:
            if (said := _squashed(segment.text)) not in told:
                told.add(said)
                where = f"an earlier version, {segment.where}"
                made.segments.append(Segment(segment.text, where, "note"))


def _squashed(text: str) -> str:
    return "".join(text.split())


class _Walker:
    """Every string of one file, each once."""

    def __init__(self, reader: Any, lists: Lists, made: Contents) -> None:
        self.reader, self.lists, self.made = reader, lists, made
        self.seen: set[tuple[str, str]] = set()
        self.pictures = self.files = 0

    def walk(self) -> None:
        self._metadata()
        self._annotations()
        self._layers()
        for name in self.reader.root_object.get("/Dests") or ():
            self._add(str(name).strip("/").replace("_", " "), "the name of a place in it", "code")
        shown = {page.indirect_reference.idnum for page in self.reader.pages}
        for number, thing in self._objects():
            self._strings(thing, "", 0)
            if isinstance(thing, dict):
                self._taken_out(thing, number, shown)
                self._behind(thing)
                self._photograph(thing, number)
        self._structure()

    def _add(self, text: str, where: str, role: Role = "attribute", label: str = "") -> None:
        text = text.replace("\0", "")
        if text.strip() and (text, where) not in self.seen:
            self.seen.add((text, where))
            self.made.segments.append(Segment(text, where, role, label))

    def _metadata(self) -> None:
        info = self.reader.metadata or {}
        for key, value in info.items():
            name = str(key).strip("/")
            name = {"Author": "author", "Creator": "program", "Producer": "producer"}.get(
                name, name
            )
            if name.endswith("Date") and re.match(r"D:\d{4}", str(value)):
                continue  # the program's own clock
            self._add(str(value), f'property "{name}"', "property", name)
            finding = property_finding(self.lists, name, str(value))
            if finding:
                self.made.findings.append(finding)

    def _described(self, data: bytes) -> None:
        """What a file, a page or a picture says of itself (XMP)."""
        for element, text in _xml_texts(data.decode("utf-8", "replace")):
            self._add(text, f'property "{element}"', "property", element)
            finding = property_finding(self.lists, element, text)
            if finding and finding not in self.made.findings:
                self.made.findings.append(finding)

    def _annotations(self) -> None:
        for number, page in enumerate(self.reader.pages, 1):
            for count, reference in enumerate(page.get("/Annots") or (), 1):
                note = reference.get_object()
                where = f"page {number}, annotation {count}"
                for key in ("/Contents", "/T", "/TU", "/V", "/DV", "/Subj", "/RC", "/Opt"):
                    if key in note:
                        for text in _texts(note[key].get_object()):
                            self._add(text, f"{where}: {_WORDS[key]}", "note")
                action = note.get("/A")
                action = action.get_object() if action is not None else {}
                if "/URI" in action:
                    self._add(_text(action["/URI"]), f"{where}: a link", "link")
                if note.get("/Subtype") in (
                    "/Text",
                    "/FreeText",
                    "/Highlight",
                    "/Popup",
                    "/StrikeOut",
                    "/Underline",
                    "/Stamp",
                    "/Caret",
                    "/Ink",
                ) and note.get("/Contents"):
                    text = f"{_text(note.get('/T', ''))}: {_text(note['/Contents'])}".strip(": ")
                    self.made.findings.append(
                        found(self.lists, "properties", text, where, mend="Delete the comment.")
                    )

    def _file(self, spec: Any) -> None:
        """A file inside this one, wherever it is named: in the list, on a page, in no list."""
        names = [_text(spec[k]) for k in ("/UF", "/F", "/Desc") if k in spec]
        self.files += 1
        name = names[0] if names else f"{self.files}"
        where = f"attached file {name}"
        for said in names:
            self._add(said, "the name of an attached file", "link")
        self.made.findings.append(found(self.lists, "unchecked", name, where))
        for data in {_data(file) for file in spec["/EF"].get_object().values()}:
            self.made.extend(contents_inside(data, where, self.lists))

    def _taken_out(self, page: Any, number: int, shown: set[int]) -> None:
        """A page that no list of pages has any more: a reader never sees it, the file holds it."""
        if page.get("/Type") != "/Page" or number in shown:
            return
        from pypdf import PageObject

        text = PageObject(self.reader, page.indirect_reference)
        text.update(page)
        words = text.extract_text()
        where = "a page that was taken out"
        self._add(words, where, "note")
        mend = "Print it to a new PDF, so that pages taken out are not in it."
        if words.strip():
            self.made.findings.append(found(self.lists, "hidden_text", words, where, mend=mend))

    def _behind(self, thing: Any) -> None:
        """Words behind what is shown, told within a page's own stream."""
        from pypdf.generic import ContentStream, DictionaryObject

        if thing.get("/Type") == "/Page" and "/Contents" in thing:
            held = thing["/Contents"].get_object()
            parts = held if isinstance(held, list) else [held]
        elif thing.get("/Subtype") == "/Form":
            parts = [thing]
        else:
            return
        data = b"\n".join(_data(part) for part in parts)
        if not re.search(rb"/(?:ActualText|Alt|E)\b", data):
            return
        stream = ContentStream(None, self.reader)
        stream.set_data(data)
        for operands, operator in stream.operations:
            if operator in (b"BDC", b"DP") and isinstance(operands[-1], DictionaryObject):
                for key in ("/ActualText", "/Alt", "/E"):
                    if key in operands[-1]:
                        self._add(_text(operands[-1][key]), _WORDS[key], "attribute")

    def _photograph(self, thing: Any, number: int) -> None:
        """What a photograph says of itself is kept when it is put into a PDF as it is."""
        coded = thing.get("/Filter")
        if thing.get("/Subtype") == "/Image" and coded in ("/DCTDecode", ["/DCTDecode"]):
            where = f"photograph in object {number}"
            self.made.extend(pictures.contents(_data(thing), where, self.lists))

    def _layers(self) -> None:
        layers = self.reader.root_object.get("/OCProperties")
        if layers is None:
            return
        default = layers.get_object().get("/D")
        off = (default.get_object().get("/OFF") or []) if default is not None else []
        for layer in off:
            name = _text(layer.get_object().get("/Name", ""))
            self.made.findings.append(
                found(self.lists, "hidden_text", name or "a layer", "a layer that is not shown")
            )

    def _objects(self) -> Iterator[tuple[int, Any]]:
        from pypdf.generic import IndirectObject

        numbers = {n for table in self.reader.xref.values() for n in table}
        numbers |= set(self.reader.xref_objStm)
        for number in sorted(numbers):
            try:
                yield number, self.reader.get_object(IndirectObject(number, 0, self.reader))
            except Exception:
                continue

    def _strings(self, thing: Any, key: str, depth: int) -> None:
        from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, TextStringObject

        if depth > 12 or key in _NO_WORDS:
            return
        if isinstance(thing, DictionaryObject):
            if "/EF" in thing:
                self._file(thing)
            for name, value in thing.items():
                self._strings(self._followed(str(name), value), str(name), depth + 1)
        elif isinstance(thing, ArrayObject):
            for value in thing:
                self._strings(value, key, depth + 1)
        elif isinstance(thing, (TextStringObject, ByteStringObject)):
            text = _text(thing)
            role: Role = "link" if key in ("/URI", "/F", "/UF") else "attribute"
            if key in _WORDS:
                where = _WORDS[key]
                if key == "/Alt" and (text, where) not in self.seen:
                    self.pictures += 1
                    self.seen.add((text, where))
                    where = f"alternative text of picture {self.pictures}"
                if not any(
                    s.text == text and s.role in ("note", "property") for s in self.made.segments
                ):
                    self._add(text, where, role)
            elif len(text) > 3 and text.isprintable():
                words = re.search(r"[^\W\d_]{2,} +[\w(]", text)
                where = f"inside the file ({key.strip('/')})"
                self._add(text, where, "attribute" if words else "code")

    def _followed(self, name: str, value: Any) -> Any:
        """What stands elsewhere in the file under this name; a stream is read here."""
        from pypdf.generic import ByteStringObject, IndirectObject, StreamObject, TextStringObject

        if not isinstance(value, IndirectObject):
            parts = value if name == "/XFA" and isinstance(value, list) else []
            for part in parts:
                self._followed(name, part)
            return value
        target = value.get_object()
        if isinstance(target, StreamObject) and name == "/Metadata":
            self._described(_data(target))
        elif isinstance(target, StreamObject) and name in _STREAMS:
            data = _data(target).decode("utf-8", "replace")
            for text in [t for _, t in _xml_texts(data)] or [data]:
                self._add(text, _WORDS.get(name, "a form"), "note")
        elif isinstance(target, list) and name == "/XFA":
            return self._followed(name, target)
        return target if isinstance(target, ByteStringObject | TextStringObject) else value

    def _structure(self) -> None:
        root = self.reader.root_object

        def say(text: str, mend: str) -> None:
            self.made.findings.append(found(self.lists, "structure", text, "the file", mend=mend))

        marked = root.get("/MarkInfo")
        if "/StructTreeRoot" not in root or not (marked and marked.get_object().get("/Marked")):
            say("no tags", "Export it as a tagged PDF, so that a screen reader can follow it.")
        if not str((self.reader.metadata or {}).get("/Title") or "").strip():
            say("no title", "Give the document a title before it is exported.")
        if not _text(root.get("/Lang") or ""):
            say("no language", "Set the document's language before it is exported.")


def _data(stream: Any) -> bytes:
    """A stream's bytes, unpacked; empty when it is none or cannot be unpacked."""
    from pypdf.errors import PyPdfError

    stream = stream.get_object()
    try:
        return bytes(stream.get_data()) if hasattr(stream, "get_data") else b""
    except (PyPdfError, ValueError, NotImplementedError):
        return b""


def _text(thing: Any) -> str:
    thing = thing.get_object() if hasattr(thing, "get_object") else thing
    if isinstance(thing, bytes):
        for encoding in ("utf-8", "latin-1"):
            try:
                return thing.decode(encoding)
            except UnicodeDecodeError:
                continue
    return str(thing)


def _texts(thing: Any) -> Iterator[str]:
    if isinstance(thing, list):
        for inner in thing:
            yield from _texts(inner.get_object() if hasattr(inner, "get_object") else inner)
    else:
        yield _text(thing)


def _xml_texts(data: str) -> Iterator[tuple[str, str]]:
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        root = etree.fromstring(data.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return
    for element in root.iter():
        name = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else "comment"
        above = element.getparent()
        while name in ("li", "Alt", "Seq", "Bag") and above is not None:
            name, above = above.tag.rsplit("}", 1)[-1], above.getparent()
        if (
            (element.text or "").strip()
            and "Date" not in name
            and name not in ("format", "part", "DocumentID", "InstanceID")
        ):
            yield name, str(element.text)
        for key, value in element.attrib.items():
            local = str(key).rsplit("}", 1)[-1]
            if (
                re.search(r"[^\W\d_]{3}", str(value))
                and "Date" not in local
                and "ID" not in local
                and local not in ("about", "lang", "xmptk")
            ):
                yield local, str(value)
