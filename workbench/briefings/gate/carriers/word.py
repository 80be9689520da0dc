"""Word files: every part of the package, printed or not.

The body is walked as a reader sees it, so that places can be named. Then every other part (headers,
notes, comments, charts, properties, custom data, embedded files) gives up every text and every
attribute that holds words.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from workbench.briefings.gate.carriers import pictures
from workbench.briefings.gate.carriers.contrast import LEAST, colour, contrast
from workbench.briefings.gate.carriers.inside import contents_inside, strings
from workbench.briefings.gate.carriers.making import found, property_finding
from workbench.briefings.gate.carriers.package import parsed, properties
from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Contents, Role, Segment
from workbench.errors import DamagedError, EncryptedError, TooLargeError

MB = 1024 * 1024
MOST_MB = 400
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".bmp")
_TOP_LINES = 4
# Attributes in which people's words stand; any other is searched for names and addresses alone.
_WORDY = frozenset(
    "descr title alt author initials tooltip displayText instr name displayName lastValue "
    "userId docLocation address location default placeholder helpText statusText sender "
    "fullDate".split()
)
_ACCEPT = "Accept or reject all changes (Review, Accept, Accept All Changes)."
_DULL_NAMES = re.compile(
    r"(?:Picture|Image|Table|Graphic|Text Box|Chart|Diagram|Rectangle|Straight Connector|"
    r"Group|Shape|"
    r"_GoBack|_Toc|_Ref|_Hlk|OLE_LINK|Normal|Heading)[ _]?\d*",
    re.IGNORECASE,
)
_NO_WORDS = ("theme/", "fontTable", "webSettings", "stylesWithEffects", "[Content_Types]")


def contents(data: bytes, name: str, lists: Lists) -> Contents:
    """Take a Word file apart.

    Raises
    ------
    DamagedError, EncryptedError, TooLargeError
        When it cannot be opened, or unpacks to more than we are willing to hold.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise EncryptedError(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(m.file_size for m in package.infolist()) > MOST_MB * MB:
                raise TooLargeError(name, MOST_MB + 1, MOST_MB, "large once unpacked")
            parts: dict[str, bytes] = {}
            for member in package.infolist():
                if (
                    not member.is_dir()
                ):  # two parts of one name: Word shows one, the file holds both
                    name_of = member.filename
                    while name_of in parts:
                        name_of = f"again/{name_of}"
                    parts[name_of] = package.read(member)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise DamagedError(name, "a Word document") from error
    if "word/document.xml" not in parts:
        raise DamagedError(name, "a Word document")
    file = _File(parts, name, lists)
    file.walk()
    return file.made


def _parsed(data: bytes, name: str) -> etree._Element:
    return parsed(data, name, "a Word document")


class _File:
    """One file on its way apart."""

    def __init__(self, parts: dict[str, bytes], name: str, lists: Lists) -> None:
        self.parts, self.name, self.lists = parts, name, lists
        self.made = Contents()
        self.counts: dict[str, int] = {}
        self.headings = self._heading_styles()
        self.hidden = self._hidden_styles()
        self.shown = 0
        self.levels: list[tuple[int, str]] = []

    def walk(self) -> None:
        """Every part, the body first."""
        for part in sorted(self.parts, key=_order):
            data = self.parts[part]
            lower = part.lower()
            if lower.endswith((".xml", ".rels", ".vml")):
                self._xml(part, _parsed(data, self.name))
            elif lower.endswith(_PICTURES):
                where = f"picture file {part.rsplit('/', 1)[-1]}"
                self.made.extend(pictures.contents(data, where, self.lists))
            elif lower.endswith((".emf", ".wmf", ".bin")) and "embeddings/" not in lower:
                # A drawing, a printer, a control: the words that can be read in it.
                for text in strings(data):
                    self._add(text, f"inside the file ({part})", "note")
            elif not lower.endswith((".odttf", ".ttf", ".fntdata")):
                self._embedded(part, data)
        self._structure()

    # --- pieces -------------------------------------------------------------------------------

    def _add(self, text: str, where: str, role: Role, label: str = "", **more: int) -> None:
        if text.strip():
            top = role in ("body", "heading", "cell") and self.shown < _TOP_LINES
            self.shown += role in ("body", "heading", "cell")
            self.made.segments.append(Segment(text, where, role, label, top=top, **more))

    def _found(self, kind: str, text: str, where: str, **more: str) -> None:
        if text.strip():
            self.made.findings.append(found(self.lists, kind, text, where, **more))  # type: ignore[arg-type]

    def _next(self, what: str) -> int:
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]

    # --- parts --------------------------------------------------------------------------------

    def _xml(self, part: str, root: etree._Element) -> None:
        stem = part.rsplit("/", 1)[-1]
        if stem == "document.xml":
            self._story(root, "")
        elif stem.startswith(("header", "footer")):
            self._story(root, re.sub(r"\d*\.xml", "", stem))
        elif stem.startswith(("footnotes", "endnotes")):
            for note in root:
                if note.get(f"{_W}type") not in ("separator", "continuationSeparator"):
                    self._story(note, f"{stem[:-5]} {note.get(_W + 'id')}")
        elif stem.startswith("comments") and root.tag == f"{_W}comments":
            self._comments(root)
        elif part.startswith("docProps/"):
            self._properties(root)
        elif part.endswith(".rels"):
            self._links(part, root)
        elif not any(dull in part for dull in _NO_WORDS):
            self._other(part, root)
        self._attributes(part, root)
        self._persons(part, root)

    def _persons(self, part: str, root: etree._Element) -> None:
        """Who is named as having changed anything, in what a reader never sees."""
        writers = {
            str(element.get(f"{_W}author"))
            for element in root.iter()
            if isinstance(element.tag, str)
            and element.get(f"{_W}author")
            and element.tag not in (f"{_W}comment", f"{_W}ins", f"{_W}del")
        }
        for writer in sorted(writers):
            finding = property_finding(self.lists, "author", writer)
            if finding:
                where = f"a change of format ({part})"
                self._found(finding.kind, writer, where, mend=_ACCEPT)

    def _story(self, root: etree._Element, place: str) -> None:
        """A run of paragraphs and tables, named as a reader would find them."""
        lead = f"{place} " if place else ""
        for element in root.iter(f"{_W}p"):
            if next(element.iterancestors(f"{_W}tc"), None) is None:
                self._paragraph(element, lead)
        for table in root.iter(f"{_W}tbl"):
            self._table(table, lead)
        self._changes(root, lead)

    def _paragraph(self, element: etree._Element, lead: str) -> None:
        text = _words(element)
        if not text.strip():
            self._runs(element, f"{lead}an empty paragraph")
            return
        level = self._level(element)
        if next(element.iterancestors(f"{_W}txbxContent"), None) is not None:
            where = f"{lead}text box, paragraph {self._next('box')}"
        elif level and not lead:
            where = f"heading {self._next('heading')}"
            self.levels.append((level, text))
        else:
            count = self._next(lead + "paragraph")
            where = f"{lead}paragraph {count}" if not lead or count > 1 else lead.strip()
        label = self.made.segments[-1].text.strip() if self.made.segments else ""
        label = label if label.endswith(":") and len(label) < 60 else ""
        self._add(text, where, "heading" if level else "body", label)
        self._runs(element, where)

    def _runs(self, element: etree._Element, where: str) -> None:
        """Hidden words and words that can hardly be seen."""
        hidden = "".join(_run_text(r) for r in _own_runs(element) if self._is_hidden(r))
        self._found("hidden_text", hidden, f"{where} (hidden words)")
        codes = "".join(i.text or "" for i in element.iter(f"{_W}instrText", f"{_W}delInstrText"))
        self._add(unquote(codes), f"{where} (field code)", "link")
        for run in _own_runs(element):
            ratio = _contrast_of(run)
            if ratio is not None and _run_text(run).strip():
                at = f"{where}, contrast {ratio:.1f} to 1"
                kind = "hidden_text" if ratio < 1.2 else "contrast"
                self._found(kind, _run_text(run), at)

    def _is_hidden(self, run: etree._Element) -> bool:
        """By itself, by its style or its paragraph's, or too small to be seen."""
        said = _vanishes(run.find(f"{_W}rPr"))
        if said is None:
            styles = run.xpath(
                "w:rPr/w:rStyle/@w:val | ancestor::w:p[1]/w:pPr/w:pStyle/@w:val",
                namespaces={"w": _W[1:-1]},
            )
            said = any(style in self.hidden for style in styles)
        size = run.find(f"{_W}rPr/{_W}sz")
        points = (size.get(f"{_W}val") or "") if size is not None else ""
        return said or (points.isdigit() and int(points) <= 4)

    def _table(self, table: etree._Element, lead: str) -> None:
        number = self._next("table")
        rows = [r for r in table.iter(f"{_W}tr") if _nearest(r, "tbl") is table]
        grid = [[c for c in row.iter(f"{_W}tc") if _nearest(c, "tr") is row] for row in rows]
        texts = [[self._cell_text(cell) for cell in row] for row in grid]
        before = table.getprevious()
        intro = _words(before)[-200:] if before is not None and before.tag == f"{_W}p" else ""
        for r, row in enumerate(grid, 1):
            for c, cell in enumerate(row, 1):
                where = f"{lead}table {number} row {r} column {c}"
                header = texts[0][c - 1] if r > 1 and c <= len(texts[0]) else ""
                side = texts[r - 1][0] if c > 1 else ""
                lead_in = intro if (r, c) == (1, 1) else ""
                label = "\n".join(said for said in (lead_in, header, side) if said.strip())
                self._add(texts[r - 1][c - 1], where, "cell", label, table=number, row=r, column=c)
                for paragraph in cell.iter(f"{_W}p"):
                    self._runs(paragraph, where)
            if len(row) > 1:
                self._add(" | ".join(texts[r - 1]), f"{lead}table {number} row {r}", "row")
        if rows and table.find(f".//{_W}tblHeader") is None and len(grid[0]) > 1:
            mend = "In Word, mark the first row: Table Layout, Repeat Header Rows."
            self._found("structure", "no header row", f"{lead}table {number}", mend=mend)

    def _cell_text(self, cell: etree._Element) -> str:
        return "\n".join(_words(p) for p in cell.iter(f"{_W}p") if _nearest(p, "tc") is cell)

    def _changes(self, root: etree._Element, lead: str) -> None:
        """Tracked changes: the words taken out are still in the file, with who took them out."""
        for tag, what in (
            ("del", "deleted"),
            ("ins", "inserted"),
            ("moveFrom", "moved"),
            ("moveTo", "moved"),
        ):
            for change in root.iter(f"{_W}{tag}"):
                text = "".join(t.text or "" for t in change.iter(f"{_W}delText", f"{_W}t"))
                if not text.strip():
                    continue
                where = f"{lead}tracked change {self._next('change')} ({what} words)"
                self._add(text, where, "note")
                self._found("hidden_text", text, where, mend=_ACCEPT)
        for row in root.iter(f"{_W}tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                text = " | ".join(_words(p) for p in row.iter(f"{_W}p"))
                where = f"{lead}tracked change {self._next('change')} (a deleted row)"
                self._found("hidden_text", text, where, mend=_ACCEPT)
        for paragraph in root.iter(f"{_W}p"):
            if paragraph.find(f".//{_W}delText") is not None:
                count = self.counts["change"]
                whole = _words(paragraph, with_deleted=True)
                self._add(whole, f"{lead}tracked change {count} with its paragraph", "note")

    def _comments(self, root: etree._Element) -> None:
        for comment in root.iter(f"{_W}comment"):
            where = f"comment {self._next('comment')}"
            text = "\n".join(_words(p) for p in comment.iter(f"{_W}p"))
            author = comment.get(f"{_W}author") or ""
            self._add(text, where, "note")
            self._add(author, f"{where}, who wrote it", "note")
            mend = "Delete the comments (Review, Delete All Comments)."
            self._found("properties", f"{author}: {text}" if author else text, where, mend=mend)

    def _properties(self, root: etree._Element) -> None:
        segments, findings = properties(root, self.lists)
        self.made.segments += segments
        self.made.findings += findings

    def _links(self, part: str, root: etree._Element) -> None:
        for relation in root:
            if relation.get("TargetMode") == "External":
                self._add(unquote(relation.get("Target") or ""), "a link in the document", "link")

    def _other(self, part: str, root: etree._Element) -> None:
        """Charts, drawings, custom data, settings: paragraph by paragraph, then text by text."""
        paragraphs = [p for p in root.iter() if _local(p) == "p" and "drawingml" in str(p.tag)]
        for paragraph in paragraphs:
            text = "".join(t.text or "" for t in paragraph.iter() if _local(t) == "t")
            self._add(text, f"drawing or chart ({part})", "attribute")
        for element in root.iter():
            if (
                _local(element) in ("t", "v", "f", "instrText")
                or "customXml" in part
                or "people" in part
            ):
                self._add(element.text or "", f"inside the file ({part})", "attribute")
        if part.startswith("word/people"):
            return

    def _attributes(self, part: str, root: etree._Element) -> None:
        unread: dict[str, None] = {}  # values of no known meaning, each once
        for element in root.iter():
            if not isinstance(element.tag, str):
                self._add(element.text or "", f"inside the file ({part})", "note")
                continue
            tag = _local(element)
            if tag == "docPr":
                self._picture(element)
                continue
            for key, value in element.attrib.items():
                local = str(key).rsplit("}", 1)[-1]
                if part.startswith("customXml/"):  # somebody's own data: every value may be words
                    self._add(unquote(str(value)), f"inside the file ({part})", "attribute", local)
                    continue
                wordy = local in _WORDY or (local == "val" and tag in _VALUE_TAGS)
                if not re.search(r"[^\W\d_]{2}", str(value)) and not (wordy and len(value) > 4):
                    continue
                if tag == "comment" or (local == "name" and _DULL_NAMES.fullmatch(str(value))):
                    continue
                if tag in (
                    "style",
                    "font",
                    "rFonts",
                    "latentStyles",
                    "lsdException",
                    "Relationship",
                    "Default",
                    "Override",
                    "abstractNum",
                    "lang",
                ):
                    continue
                if not wordy:
                    unread[unquote(str(value))] = None
                    continue
                where = f"{_ATTRIBUTES.get((tag, local), f'{local} of {tag}')} ({part})"
                self._add(unquote(str(value)), where, "attribute")
        self._add("\n".join(unread), f"inside the file ({part})", "code")

    def _picture(self, element: etree._Element) -> None:
        number = self._next("picture")
        where = f"alternative text of picture {number}"
        described = False
        for key in ("descr", "title"):
            value = element.get(key) or ""
            described = described or bool(value.strip())
            self._add(value, where, "attribute")
        name = element.get("name") or ""
        if not _DULL_NAMES.fullmatch(name):
            self._add(name, f"name of picture {number}", "link")
        decorative = any(_local(e) == "decorative" and e.get("val") == "1" for e in element.iter())
        if not described and not decorative:
            mend = "Say in words what the picture shows (right click, View Alt Text)."
            self._found("structure", "no alternative text", f"picture {number}", mend=mend)

    def _embedded(self, part: str, data: bytes) -> None:
        """A file inside this one. That it is there is told; of a chart's own workbook, shown."""
        name = part.rsplit("/", 1)[-1]
        self._add(name, "the name of an embedded file", "link")
        where = f"embedded file {name}"
        self.made.extend(contents_inside(data, where, self.lists))
        chart = re.fullmatch(r"microsoft_excel.*\.xlsx", name.lower())
        if "embeddings/" in part.lower() or name.lower().endswith(
            (".docx", ".xlsx", ".pptx", ".zip")
        ):
            self._found("unchecked", name, where, **({"action": "warn"} if chart else {}))

    # --- structure ----------------------------------------------------------------------------

    def _heading_styles(self) -> dict[str, int]:
        data = self.parts.get("word/styles.xml")
        levels: dict[str, int] = {}
        if data is None:
            return levels
        for style in _parsed(data, self.name).iter(f"{_W}style"):
            name = style.find(f"{_W}name")
            named = (
                re.fullmatch(r"heading (\d)", (name.get(f"{_W}val") or "").lower())
                if name is not None
                else None
            )
            outline = style.find(f"{_W}pPr/{_W}outlineLvl")
            if named:
                levels[style.get(f"{_W}styleId") or ""] = int(named[1])
            elif outline is not None and (outline.get(f"{_W}val") or "9") < "9":
                levels[style.get(f"{_W}styleId") or ""] = int(outline.get(f"{_W}val") or 0) + 1
        return levels

    def _hidden_styles(self) -> frozenset[str]:
        """Styles that hide words, and those that stand on one and do not show them again."""
        data = self.parts.get("word/styles.xml")
        if data is None:
            return frozenset()
        told: dict[str, bool | None] = {}
        stands_on: dict[str, str] = {}
        for style in _parsed(data, self.name).iter(f"{_W}style"):
            name = style.get(f"{_W}styleId") or ""
            told[name] = _vanishes(style.find(f"{_W}rPr"))
            base = style.find(f"{_W}basedOn")
            stands_on[name] = (base.get(f"{_W}val") or "") if base is not None else ""

        def hides(name: str, seen: tuple[str, ...] = ()) -> bool:
            said = told.get(name)
            if said is not None or name not in stands_on or name in seen:
                return bool(said)
            return hides(stands_on[name], (*seen, name))

        return frozenset(name for name in told if hides(name))

    def _level(self, paragraph: etree._Element) -> int | None:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self.headings.get(style.get(f"{_W}val") or "") if style is not None else None

    def _structure(self) -> None:
        before = 0
        for n, (level, text) in enumerate(self.levels, 1):
            if level > before + 1:
                mend = f"Use Heading {before + 1}: the levels skip from {before} to {level}."
                self._found("structure", text, f"heading {n}", mend=mend)
            before = level
        title = re.search(
            rb"<dc:title>([^<]*\S[^<]*)</dc:title>", self.parts.get("docProps/core.xml", b"")
        )
        if not title:
            mend = "Give the document a title (File, Info, Title)."
            self._found("structure", "no title", "the file's properties", mend=mend)
        if b"<w:lang " not in self.parts.get("word/styles.xml", b""):
            mend = "Set the language to English (United Kingdom) (Review, Language)."
            self._found("structure", "no language", "the document", mend=mend)


_VALUE_TAGS = frozenset(
    "tag alias docVar statusText helpText default listItem listEntry entry tblCaption "
    "tblDescription".split()
)
_ATTRIBUTES = {
    ("bookmarkStart", "name"): "the name of a bookmark",
    ("tblCaption", "val"): "the title of a table's alternative text",
    ("tblDescription", "val"): "a table's alternative text",
    ("tag", "val"): "the tag of a form field",
    ("alias", "val"): "the title of a form field",
    ("listItem", "displayText"): "an entry of a form field",
    ("hyperlink", "tooltip"): "the tip of a link",
    ("del", "author"): "who made a tracked change",
    ("ins", "author"): "who made a tracked change",
}


def _order(part: str) -> tuple[int, str]:
    first = (
        "word/document.xml",
        "word/header",
        "word/footer",
        "word/footnotes",
        "word/endnotes",
        "word/comments",
        "docProps/",
    )
    return next((n for n, head in enumerate(first) if part.startswith(head)), len(first)), part


def _local(element: etree._Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _nearest(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(f"{_W}{tag}"), None)


def _own_runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    for run in paragraph.iter(f"{_W}r", f"{_MATHS}r"):
        if _nearest(run, "p") is paragraph:
            yield run


def _words(paragraph: etree._Element, *, with_deleted: bool = False) -> str:
    return "".join(_run_text(r, with_deleted=with_deleted) for r in _own_runs(paragraph))


def _run_text(run: etree._Element, *, with_deleted: bool = False) -> str:
    pieces = []
    for child in run:
        tag = _local(child)
        if tag == "t" or (tag == "delText" and with_deleted):
            pieces.append(child.text or "")
        elif tag == "tab":
            pieces.append("\t")
        elif tag in ("br", "cr"):
            pieces.append("\n")
        elif tag == "noBreakHyphen":
            pieces.append("-")
        elif tag == "sym":
            pieces.append(" ")
    return "".join(pieces)


def _vanishes(properties: etree._Element | None) -> bool | None:
    """Whether properties of words hide them; None where they do not say."""
    vanish = properties.find(f"{_W}vanish") if properties is not None else None
    if vanish is None:
        return None
    return vanish.get(f"{_W}val") not in ("0", "false", "off")


def _contrast_of(run: etree._Element) -> float | None:
    """The contrast of words with a colour of their own, where it is too low."""
    ink = run.find(f"{_W}rPr/{_W}color")
    written = (ink.get(f"{_W}val") or "auto") if ink is not None else "auto"
    if written == "auto":
        return None
    ground = "FFFFFF"
    for path in (f"{_W}rPr/{_W}shd",):
        shade = run.find(path)
        if shade is not None and (shade.get(f"{_W}fill") or "auto") != "auto":
            ground = shade.get(f"{_W}fill") or ground
    for above in run.iterancestors(f"{_W}p", f"{_W}tc"):
        shade = above.find(f"{_W}pPr/{_W}shd")
        shade = above.find(f"{_W}tcPr/{_W}shd") if shade is None else shade
        if (
            ground == "FFFFFF"
            and shade is not None
            and (shade.get(f"{_W}fill") or "auto") != "auto"
        ):
            ground = shade.get(f"{_W}fill") or ground
    one, other = colour(f"#{written}"), colour(f"#{ground}")
    if one is None or other is None:
        return None
    ratio = contrast(one, other)
    return ratio if ratio < LEAST else None
