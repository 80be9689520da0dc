"""Excel workbooks and other Office files inside a document: a chart's figures are kept in one.

Cells are read under their headers as a person would, hidden sheets and rows too. Then every other
part (comments, names, the cache of a pivot table, charts, slides, properties) gives up every text
and every value it holds.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from urllib.parse import unquote

from lxml import etree

from workbench.briefings.gate.carriers import pictures
from workbench.briefings.gate.carriers.making import found, property_finding
from workbench.briefings.gate.carriers.package import parsed, properties
from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Contents, Segment
from workbench.errors import DamagedError

_NO_WORDS = ("xl/styles", "xl/calcChain", "/theme", "[Content_Types]")
_HEADERS = "oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter".split()
_MOST_CELLS = 200_000
# Of the values a part holds, these are how it is drawn or joined up.
_DULL = frozenset(
    "r s t id rId embed spans ref sqref cx cy x y w h typeface lang prst schemeClr Type count "
    "uniqueCount uid refreshOnLoad type idx order formatCode Id cm vm xfId".split()
)


def contents(data: bytes, name: str, lists: Lists) -> Contents:
    """Take a workbook, or another Office file, apart.

    Raises
    ------
    DamagedError
        When it cannot be opened.
    """
    made = Contents()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {m: package.read(m) for m in package.namelist() if not m.endswith("/")}
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError) as error:
        raise DamagedError(name, "an Office file") from error
    if "xl/workbook.xml" in parts:
        _cells(data, name, lists, made)
    for part, held in parts.items():
        lower = part.lower()
        if any(dull in part for dull in _NO_WORDS):
            continue
        if lower.endswith((".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp")):
            made.extend(pictures.contents(held, f"picture file {part}", lists))
        elif lower.endswith((".xml", ".rels", ".vml")):
            _part(part, parsed(held, name, "an Office file"), lists, made)
        elif "printersettings" not in lower:
            made.findings.append(found(lists, "unchecked", part, f"embedded file {part}"))
    return made


def _cells(data: bytes, name: str, lists: Lists, made: Contents) -> None:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(data), data_only=True, rich_text=False)
        except Exception as error:  # openpyxl raises whatever the XML beneath it trips over
            raise DamagedError(name, "a workbook", str(error)) from error
    left = _MOST_CELLS
    for sheet in book.worksheets:
        place = f"sheet {sheet.title!r}"
        made.segments.append(Segment(sheet.title, f"the name of {place}", "note"))
        if sheet.sheet_state != "visible":
            made.findings.append(found(lists, "hidden_text", sheet.title, f"{place} (hidden)"))
        for name in _HEADERS:
            said = getattr(sheet, name)
            words = " ".join(filter(None, (said.left.text, said.center.text, said.right.text)))
            if words:
                made.segments.append(Segment(words, f"{place}, header or footer", "note"))
        headers: dict[int, str] = {}
        for row in sheet.iter_rows():
            texts = [_said(cell.value) for cell in row]
            side = texts[0] if texts else ""
            for cell, text in zip(row, texts, strict=True):
                if not text.strip():
                    continue
                label = "\n".join(t for t in (headers.get(cell.column, ""), side) if t != text)
                headers.setdefault(cell.column, text)
                where = f"{place} cell {cell.coordinate}"
                made.segments.append(Segment(text, where, "note", label.strip("\n")))
                left -= 1
            if sum(bool(t.strip()) for t in texts) > 1:
                at = f"{place} row {row[0].row}"
                made.segments.append(Segment(" | ".join(filter(None, texts)), at, "row"))
            if left < 0:
                made.findings.append(found(lists, "unchecked", "more rows than are read", place))
                return


def _said(value: object) -> str:
    """A cell as a person reads it: a day day first, a number without the point of a float."""
    if isinstance(value, (dt.datetime, dt.date)):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _part(part: str, root: etree._Element, lists: Lists, made: Contents) -> None:
    """Paragraphs and shared strings whole, then each text and value that is left."""
    if part.startswith("docProps/"):
        segments, findings = properties(root, lists)
        made.segments += segments
        made.findings += findings
        return
    # What stands in a cell is read with its header.
    read = {e for e in root.iter() if part.startswith("xl/worksheets/") and _local(e) in ("v", "c")}
    for whole in (e for e in root.iter() if _local(e) in ("p", "si", "text", "comment")):
        runs = [t for t in whole.iter() if _local(t) == "t" and t not in read]
        read |= set(runs)
        _add(made, "".join(t.text or "" for t in runs), part, "note")
    for element in root.iter():
        if isinstance(element.tag, str) and element not in read:
            _add(made, element.text or "", part, "note")
        for name, value in element.attrib.items():
            local = etree.QName(name).localname
            if local in ("author", "displayName", "userId") and (
                finding := property_finding(lists, "author", str(value))
            ):
                made.findings.append(finding)
            if local not in _DULL:
                _add(made, unquote(str(value)), part, "link" if local == "Target" else "attribute")
        if _local(element) == "author" and element.text:
            finding = property_finding(lists, "author", element.text)
            made.findings += [finding] if finding else []


def _add(made: Contents, text: str, part: str, role: str) -> None:
    if sum(c.isalnum() for c in text) > 2:
        made.segments.append(Segment(text, f"inside the file ({part})", role))  # type: ignore[arg-type]


def _local(element: etree._Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
