"""Sets of invented drafts: ``second_set.txt`` and ``third_set.txt`` as files of any kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent
SETS = ("second", "third")
_MARK = re.compile(r"\{([BEP]) (\w+)\|([^{}]+)\}")


@dataclass(frozen=True)
class Planted:
    """One marked piece: ``should`` is B (blocked), E (blocked or shown) or P (innocent)."""

    should: Literal["B", "E", "P"]
    kind: str
    text: str
    line: int


@dataclass(frozen=True)
class Line:
    """One line of the set: what it is, its words without marks, and its table's rows."""

    # paragraph, alt, attr, comment, footnote, header, hidden, table, or "prop NAME"
    what: str
    text: str
    planted: tuple[Planted, ...]
    rows: tuple[tuple[str, ...], ...] = field(default=())


def key_of(name: str) -> Path:
    """The key of a set."""
    return HERE / f"{name}_key.json"


def lines(name: str) -> list[Line]:
    """All lines of a set, in order."""
    made = []
    raw = (HERE / f"{name}_set.txt").read_text(encoding="utf-8").splitlines()
    for number, one in enumerate(raw):
        if not one.strip() or one.startswith("#"):
            continue
        head = re.match(r"(alt|attr|comment|footnote|header|hidden|table|prop \w+): (.*)", one)
        what, rest = (head[1], head[2]) if head else ("paragraph", one)
        planted = tuple(
            Planted(m[1], m[2], m[3], number)  # type: ignore[arg-type]
            for m in _MARK.finditer(rest)
        )
        text = _MARK.sub(lambda m: m[3], rest)
        rows: tuple[tuple[str, ...], ...] = ()
        if what == "table" and "|" in text:
            rows = tuple(tuple(c.strip() for c in row.split("|")) for row in text.split(";;"))
        elif what == "table":
            what = "paragraph"
        made.append(Line(what, text, planted, rows))
    return made


_HTML_PLACES = {
    "attr": '<p title="{}">x</p>\n',
    "footnote": "<aside><small>{}</small></aside>\n",
    "header": "<header>{}</header>\n",
    "hidden": "<p hidden>{}</p>\n",
}


def to_html(some: Sequence[Line], path: Path) -> Path:
    """One page."""
    head, body = "", ""
    for line in some:
        if line.what == "paragraph":
            body += f"<p>{escape(line.text)}</p>\n"
        elif line.what == "alt":
            body += f'<img src="a.png" alt="{escape(line.text)}">\n'
        elif line.what == "comment":
            body += f"<!-- {line.text} -->\n"
        elif line.what == "table":
            body += _html_table(line.rows)
        elif line.what in _HTML_PLACES:
            body += _HTML_PLACES[line.what].format(escape(line.text))
        else:
            head += f'<meta name="{line.what[5:]}" content="{escape(line.text)}">'
    path.write_text(
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A draft</title>'
        f"{head}</head><body><h1>A draft</h1>\n{body}</body></html>",
        encoding="utf-8",
    )
    return path


def _html_table(rows: Iterable[Sequence[str]]) -> str:
    first, *rest = rows
    head = "".join(f"<th>{escape(c)}</th>" for c in first)
    body = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rest)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>\n"


_MARKDOWN_PLACES = {
    "footnote": "x[^{1}]\n\n[^{1}]: {0}\n\n",
    "header": "> {0}\n\n",
    "hidden": "<span hidden>{0}</span>\n\n",
}


def to_markdown(some: Sequence[Line], path: Path) -> Path:
    """The same in Markdown, properties in front."""
    front = "".join(f"{x.what[5:]}: {x.text}\n" for x in some if x.what.startswith("prop"))
    body = ""
    for number, line in enumerate(some):
        if line.what == "paragraph":
            body += f"{line.text}\n\n"
        elif line.what == "attr":
            body += f'[x](https://www.gov.uk "{line.text}")\n\n'
        elif line.what in ("footnote", "header", "hidden"):
            body += _MARKDOWN_PLACES[line.what].format(line.text, number)
        elif line.what == "alt":
            body += f"![{line.text.replace('[', '(').replace(']', ')')}](a.png)\n\n"
        elif line.what == "comment":
            body += f"<!-- {line.text} -->\n\n"
        elif line.what == "table":
            first, *rest = line.rows
            body += f"| {' | '.join(first)} |\n|{'---|' * len(first)}\n"
            body += "".join(f"| {' | '.join(row)} |\n" for row in rest) + "\n"
    path.write_text(f"---\n{front}---\n# A draft\n\n{body}", encoding="utf-8")
    return path


def to_word(some: Sequence[Line], path: Path) -> Path:
    """The same in Word."""
    import io

    import docx
    from carrying import a_picture, with_parts

    document = docx.Document()
    document.core_properties.title = "A draft"
    document.core_properties.author = ""
    last = document.add_heading("A draft", 1)
    for line in some:
        if line.what == "paragraph":
            last = document.add_paragraph(line.text)
        elif line.what in ("alt", "attr"):
            document.add_picture(io.BytesIO(a_picture()))
            named = "descr" if line.what == "alt" else "title"
            document.inline_shapes[-1]._inline.docPr.set(named, line.text)
        elif line.what == "header":
            document.sections[0].header.add_paragraph(line.text)
        elif line.what == "hidden":
            document.add_paragraph().add_run(line.text).font.hidden = True
        elif line.what == "comment":
            document.add_comment(last.runs, text=line.text, author="QA")
        elif line.what == "table":
            table = document.add_table(rows=0, cols=len(line.rows[0]))
            for row in line.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif line.what.startswith("prop"):
            setattr(document.core_properties, line.what[5:], line.text)
    plain = io.BytesIO()
    document.save(plain)
    with_parts(plain, path, footnotes=[x.text for x in some if x.what == "footnote"])
    return path


def to_pdf(some: Sequence[Line], path: Path) -> Path:
    """The same as a tagged PDF; a comment is an annotation."""
    import base64
    import io

    import weasyprint
    from carrying import a_picture
    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import Text

    page = path.with_suffix(".tmp.html")
    to_html([x for x in some if x.what != "comment" and not x.what.startswith("prop")], page)
    dot = "data:image/png;base64," + base64.b64encode(a_picture()).decode()
    text = page.read_text(encoding="utf-8").replace('src="a.png"', f'src="{dot}"')
    text = text.replace(
        "<title>", "<style>table{border-collapse:collapse}td,th{border:1px solid}</style><title>"
    )
    page.unlink()
    made = weasyprint.HTML(string=text).write_pdf(pdf_variant="pdf/ua-1")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))
    names = {"author": "/Author", "keywords": "/Keywords", "comments": "/Subject"}
    writer.add_metadata({names[x.what[5:]]: x.text for x in some if x.what.startswith("prop")})
    for line in some:
        if line.what == "comment":
            writer.add_annotation(0, Text(rect=(50, 50, 60, 60), text=line.text))
    with path.open("wb") as out:
        writer.write(out)
    return path
