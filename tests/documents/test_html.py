"""Web pages: structure, lists with their numbers, tables, boxes. All of it invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.documents import Document, read_document
from workbench.errors import DamagedError


def read(folder: Path, body: str | bytes, name: str = "page.html") -> Document:
    path = folder / name
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return read_document(path)


def told(document: Document) -> list[tuple[str, str | None, str]]:
    return [(b.kind, b.number, b.text) for b in document.blocks]


def test_headings_paragraphs_and_source_wraps(tmp_path: Path):
    document = read(
        tmp_path,
        "<!doctype html><title> A review </title><h1>Child\n Fern</h1><h2>2. Findings</h2>"
        "<p>2.1 The plan was\n   closed <b>too</b>\n soon.</p><div>Loose words.<p>More.</p></div>",
    )
    assert told(document) == [
        ("heading", None, "Child Fern"),
        ("heading", "2", "Findings"),
        ("numbered", "2.1", "The plan was closed too soon."),
        ("paragraph", None, "Loose words."),
        ("paragraph", None, "More."),
    ]
    assert document.title == "A review"
    assert [b.level for b in document.blocks[:2]] == [1, 2]


def test_lists_get_the_numbers_a_browser_prints(tmp_path: Path):
    document = read(
        tmp_path,
        "<ol start=3><li>three<li value=7>seven<li><p>eight</p><p>goes on</p></ol>"
        "<ol type=a><li>first</li></ol><ol type=I><li>great</li></ol>"
        "<ul><li>out<ul><li>in</li></ul></li></ul>",
    )
    assert told(document) == [
        ("numbered", "3", "three"),
        ("numbered", "7", "seven"),
        ("numbered", "8", "eight"),
        ("paragraph", None, "goes on"),
        ("numbered", "a", "first"),
        ("numbered", "I", "great"),
        ("bullet", None, "out"),
        ("bullet", None, "in"),
    ]
    assert [b.level for b in document.blocks[-2:]] == [1, 2]


def test_tables_with_merged_cells_and_lists_of_terms(tmp_path: Path):
    document = read(
        tmp_path,
        "<table><tr><th>Agency<th colspan=2>Seats</tr><tr><td rowspan=2>Police<td>2<td>3</tr>"
        "<tr><td>4<td>5</tr></table><p>Then</p>"
        "<dl><dt>MASH<dd>Multi-agency safeguarding hub<dt>GP<dd>General practitioner</dl>",
    )
    tables = [b.rows for b in document.blocks if b.kind == "table"]
    assert tables == [
        (("Agency", "Seats", ""), ("Police", "2", "3"), ("", "4", "5")),
        (("MASH", "Multi-agency safeguarding hub"), ("GP", "General practitioner")),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<aside>", "</aside>"),
        ("<blockquote>", "</blockquote>"),
        ('<div class="case-study wide">', "</div>"),
        ("<table><tr><td>", "</td></tr></table>"),
    ],
)
def test_boxes(tmp_path: Path, before: str, after: str):
    document = read(
        tmp_path,
        f"<p>Before.</p>{before}<p>Child C is nine.</p><p>He sings.</p>{after}<p>After.</p>",
    )
    assert told(document) == [
        ("paragraph", None, "Before."),
        ("box", None, "Child C is nine.\nHe sings."),
        ("paragraph", None, "After."),
    ]


def test_scripts_hidden_parts_and_site_furniture_stay_out(tmp_path: Path):
    document = read(
        tmp_path,
        "<nav>Home Contact</nav><header>Northmoor Council</header><script>alert(1)</script>"
        "<style>p{}</style><noscript>Turn it on</noscript><p>Said<!-- not --> plainly.</p>"
        "<p hidden>No.</p><p>See<span style='display:none'> not</span> this.</p>"
        "<footer>Cookies</footer>",
    )
    assert [b.text for b in document.blocks] == ["Said plainly.", "See this."]
    assert [f.text for f in document.furniture] == ["Home Contact", "Northmoor Council", "Cookies"]


def test_breaks_part_addresses_and_not_sentences(tmp_path: Path):
    document = read(
        tmp_path,
        "<p>Ada Lorne, Chief Executive<br>Bram Oake, Commander</p><p>The plan was<br>closed.</p>",
    )
    assert [b.text for b in document.blocks] == [
        "Ada Lorne, Chief Executive",
        "Bram Oake, Commander",
        "The plan was closed.",
    ]


def test_a_bold_line_is_a_heading(tmp_path: Path):
    document = read(tmp_path, "<p><strong>Next steps</strong></p><p>A plan is due in May.</p>")
    assert [(b.kind, b.bold) for b in document.blocks] == [("heading", True), ("paragraph", False)]


@pytest.mark.parametrize("said", ["windows-1252", "iso-8859-1"])
def test_the_encoding_a_page_says(tmp_path: Path, said: str):
    page = f"<html><meta charset={said}><p>Rowan’s “home” – cold</p>".encode("cp1252")
    assert read(tmp_path, page).blocks[0].text == "Rowan’s “home” – cold"


def test_nesting_too_deep_is_refused_whole(tmp_path: Path):
    with pytest.raises(DamagedError, match="nested too deeply"):
        read(tmp_path, "<p>First.</p>" + "<div>" * 5000 + "deep" + "</div>" * 5000)


def test_many_unclosed_inline_marks_are_read(tmp_path: Path):
    document = read(tmp_path, "<p>" + "<b><i>word " * 100)
    assert document.blocks[0].text.count("word") == 100
