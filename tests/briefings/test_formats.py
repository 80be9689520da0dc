"""One briefing in every format: self-contained, titled, in English, with structure that nests."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from workbench import tasks
from workbench.briefings.content import Briefing, Grid, Picture, Points, Section, Statement
from workbench.briefings.formats import chosen, pdf, render, to_html
from workbench.briefings.pictures import alternative
from workbench.errors import UsageError
from workbench.library import Library

AS_OF = "2026-11-22"
KINDS = ("seven_minute", "practitioner", "agency", "theme", "board_paper", "yearly_chapter")


@pytest.fixture(scope="module")
def one_each(briefings: dict[str, Briefing]) -> dict[str, Briefing]:
    """The longest of each kind: most can go wrong in it."""
    return {
        kind: max((b for b in briefings.values() if b.template == kind), key=lambda b: b.words)
        for kind in KINDS
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_needs_nothing_else(kind: str, one_each: dict[str, Briefing]) -> None:
    html = to_html(one_each[kind])
    assert not re.search(r"<script|@import|<link|url\((?!data:)|src=\"(?!data:)", html)
    page = BeautifulSoup(html, "html.parser")
    assert page.html["lang"] == "en-GB"
    assert len(page.find_all("h1")) == 1
    anchors = {tag["id"] for tag in page.find_all(id=True)}
    links = {a["href"][1:] for a in page.find_all("a", href=True) if a["href"].startswith("#")}
    assert links <= anchors, "every source leads to its line"
    assert len(anchors) == len(page.find_all(id=True)), "no name twice"
    assert "DRAFT" in page.find(class_="draft").text


def test_what_a_report_says_stays_text(one_each: dict[str, Briefing]) -> None:
    nasty = "<script>alert(1)</script> *bold* | cell [link](http://x.example) =1+1"
    said = Statement(nasty, kind="own")
    briefing = replace(
        one_each["seven_minute"], title=nasty, sections=(Section("One", (Points((said,)),)),)
    )
    page = BeautifulSoup(to_html(briefing), "html.parser")
    assert page.script is None and nasty in page.text
    markdown = render(briefing, "md").decode()
    assert "\\<script\\>" in markdown and "\\[link\\]" in markdown and "\\|" in markdown
    document = Document(io.BytesIO(render(briefing, "docx")))
    assert any(nasty in p.text for p in document.paragraphs)


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_file_has_real_structure(kind: str, one_each: dict[str, Briefing]) -> None:
    briefing = one_each[kind]
    document = Document(io.BytesIO(render(briefing, "docx")))
    assert document.core_properties.title == f"{briefing.subtitle}: {briefing.title}"
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.comments == ""
    levels = [
        int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")
    ]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels)), "headings nest"
    for table in document.tables:
        header = table.rows[0]._tr.trPr
        assert header is not None and header.find(qn("w:tblHeader")) is not None
    languages = {tag.get(qn("w:val")) for tag in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    for shape in document.inline_shapes:
        assert shape._inline.docPr.get("descr")


def test_a_numbered_list_begins_at_one_each_time(one_each: dict[str, Briefing]) -> None:
    document = Document(io.BytesIO(render(one_each["agency"], "docx")))
    numbered = [p for p in document.paragraphs if p.style.name == "List Number"]
    assert numbered
    assert all(p._p.pPr.numPr is not None for p in numbered)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_is_tagged_titled_and_in_english(kind: str, one_each: dict[str, Briefing]) -> None:
    briefing = one_each[kind]
    reader = PdfReader(io.BytesIO(render(briefing, "pdf")))
    root: Any = reader.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == f"{briefing.subtitle}: {briefing.title}"
    kinds, pictures = _structure(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/P", "/L"} <= kinds
    drawn = [b for s in briefing.sections for b in s.blocks if isinstance(b, Picture)]
    assert pictures == [alternative(b) for b in drawn]
    if any(isinstance(b, (Grid, Picture)) for s in briefing.sections for b in s.blocks):
        assert {"/Table", "/TH", "/TD"} <= kinds
    if briefing.one_page:
        assert len(reader.pages) == 1, "a practitioner note is one page"


def test_a_note_stays_on_one_page_where_the_font_is_a_wide_one(
    one_each: dict[str, Briefing], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wide(briefing: Briefing, *, for_print: bool) -> str:
        page = to_html(briefing, for_print=for_print)
        return page.replace("</head>", "<style>body { letter-spacing: 0.08em }</style></head>")

    monkeypatch.setattr(pdf, "to_html", wide)
    note = one_each["practitioner"]
    assert len(PdfReader(io.BytesIO(pdf.to_pdf(note))).pages) == 1
    longer = replace(note, one_page=False)
    assert len(PdfReader(io.BytesIO(pdf.to_pdf(longer))).pages) > 1, "else this proves nothing"


def _structure(root: Any) -> tuple[set[str], list[str]]:
    kinds: set[str] = set()
    pictures: list[str] = []
    waiting = [root]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
            continue
        if not isinstance(node, dict):
            continue
        kind = node.get("/S")
        if kind:
            kinds.add(str(kind))
        if kind == "/Figure":
            pictures.append(str(node.get("/Alt", "")))
        if "/K" in node:
            waiting.append(node["/K"])
    return kinds, pictures[::-1]  # the tree is walked from its end


@pytest.mark.parametrize("kind", KINDS)
def test_every_picture_has_its_sentence_and_its_table(
    kind: str, one_each: dict[str, Briefing]
) -> None:
    page = BeautifulSoup(to_html(one_each[kind]), "html.parser")
    for figure in page.find_all("figure"):
        assert figure.svg["role"] == "img" and figure.svg["aria-label"]
        assert figure.p.text.strip() and figure.table and figure.figcaption.text
        texts = (text.text for text in figure.svg.find_all("text"))
        drawn = [tuple(t.split(" of ")) for t in texts if re.fullmatch(r"\d+ of \d+", t)]
        told = [tuple(td.text for td in tr.find_all("td")) for tr in figure.tbody.find_all("tr")]
        assert drawn == told, "the picture and the table give the same numbers"


def test_an_unknown_format_is_answered_with_those_there_are() -> None:
    assert chosen("html, .docx,html") == ("html", "docx")
    with pytest.raises(UsageError, match="docx"):
        chosen("html,doc")
    with pytest.raises(UsageError, match="No format"):
        chosen(" , ")


def test_a_day_in_a_table_stays_on_one_line(northmoor_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(northmoor_folder, tmp_path / "library")
    (tmp_path / "library" / "settings.yaml").write_text("dates: day\n", encoding="utf-8")
    with Library.open(tmp_path / "library") as library:
        made = tasks.make_briefing(library, "yearly_chapter", "2023-24", as_of=AS_OF)
    pages = PdfReader(io.BytesIO(render(made, "pdf"))).pages
    printed = "\n".join(page.extract_text() for page in pages)
    days = [
        cell.text
        for section in made.sections
        for block in section.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row[2:3]
        if re.fullmatch(r"\d{1,2} \w+ \d{4}", cell.text)
    ]
    assert len(days) > 5
    assert [day for day in days if day not in printed] == []
