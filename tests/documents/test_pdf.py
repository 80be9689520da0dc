"""PDF: positions, type sizes, boxes, tables, margins. The pages are made here, all invented."""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint

from workbench.documents import Document, read_document

STYLE = """
@page { size: A4; margin: 2.2cm;
        @top-left { content: "Northmoor SCP"; font-size: 8pt }
        @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 8pt } }
body { font: 11pt sans-serif } h1 { font-size: 22pt } h2 { font-size: 15pt }
.box { border: 1px solid #444; background: #eef; padding: 8pt; margin: 8pt 0 }
.bar { border-left: 4pt solid #246; background: #eee; padding: 8pt; margin: 9pt 0 }
.columns { columns: 2; text-align: justify }
td, th { border: 1px solid #888; padding: 3pt; text-align: left }
table { border-collapse: collapse }
.note { font-size: 7.5pt }
"""

REVIEW = """
<h1>Review of Child Rowan</h1>
<h2>1. What happened</h2>
<p>1.1 Rowan was seen by a well-established team on three occasions in one week, and each time
the home was warm and the baby was clean and dressed for the weather that there was.</p>
<div class="box"><p><b>What the diary said</b></p><p>The diary is kept at the desk.</p>
<p>Nobody had asked to read it.</p></div>
<p>1.2 The nurse wrote it down, and told the <b>named doctor</b> on the next working day.</p>
<ul><li>A first thing that was done well by the nurse</li><li>A second thing</li></ul>
<table><tr><th>Agency</th><th>2022-23</th><th>2023-24</th></tr>
<tr><td style="width: 60%">Wrenfield Community Health NHS Trust, with the school nurses and
the health visitors of three towns</td><td>3</td><td>4</td></tr>
<tr><td>Police</td><td>12</td><td></td></tr></table>
<div class="bar"><p>Learning point 1. Look at the baby.</p></div>
<h2>2. What was learned</h2>
<div class="columns"><p>2.1 The left column is read to its foot before the right one begins, since
that is how a person would read a page that is set in two columns of narrow justified type.</p>
<p>2.2 The right column comes second, however the lines of both stand level with one another on
the page, and no word of the one is put into the other.</p></div>
"""


def printed(folder: Path, body: str, name: str = "report.pdf") -> Document:
    path = folder / name
    page = f"<html><head><title>Child Rowan</title><style>{STYLE}</style></head><body>{body}"
    weasyprint.HTML(string=page).write_pdf(path)
    return read_document(path)


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return printed(tmp_path_factory.mktemp("pdf"), REVIEW)


def test_headings_by_type_size_with_their_numbers(review: Document):
    headings = [b for b in review.blocks if b.kind == "heading"]
    assert [(b.text, b.number, b.level) for b in headings] == [
        ("Review of Child Rowan", None, 1),
        ("What happened", "1", 2),
        ("What was learned", "2", 2),
    ]
    assert review.title == "Child Rowan"


def test_numbered_paragraphs_are_whole(review: Document):
    numbered = {b.number: b.text for b in review.blocks if b.kind == "numbered"}
    assert list(numbered) == ["1.1", "1.2", "2.1", "2.2"]
    assert "by a well-established team on three occasions" in numbered["1.1"]
    assert numbered["1.1"].endswith("for the weather that there was.")
    assert numbered["1.2"].endswith("told the named doctor on the next working day.")


def test_columns_are_read_one_after_the_other(review: Document):
    numbered = {b.number: b.text for b in review.blocks if b.kind == "numbered"}
    assert numbered["2.1"].endswith("two columns of narrow justified type.")
    assert numbered["2.2"].startswith("The right column comes second, however the lines of both")


def test_framed_and_barred_boxes(review: Document):
    assert [b.text for b in review.blocks if b.kind == "box"] == [
        "What the diary said\nThe diary is kept at the desk.\nNobody had asked to read it.",
        "Learning point 1. Look at the baby.",
    ]


def test_bullets_that_the_file_holds_elsewhere(review: Document):
    assert [b.text for b in review.blocks if b.kind == "bullet"] == [
        "A first thing that was done well by the nurse",
        "A second thing",
    ]


def test_a_ruled_table_with_wrapped_and_empty_cells(review: Document):
    (table,) = [b for b in review.blocks if b.kind == "table"]
    assert table.rows == (
        ("Agency", "2022-23", "2023-24"),
        (
            "Wrenfield Community Health NHS Trust, with the school nurses and the health visitors "
            "of three towns",
            "3",
            "4",
        ),
        ("Police", "12", ""),
    )


def test_a_table_without_rules(tmp_path: Path):
    document = printed(
        tmp_path,
        "<h2>Money</h2><style>td { border: 0 !important; width: 8cm }</style><table>"
        "<tr><td>Council</td><td>118,400</td></tr><tr><td>Police</td><td>31,500</td></tr>"
        "<tr><td>Total</td><td>149,900</td></tr></table><p>It was enough for the year.</p>",
    )
    (table,) = [b for b in document.blocks if b.kind == "table"]
    assert table.rows == (("Council", "118,400"), ("Police", "31,500"), ("Total", "149,900"))


def test_margins_are_furniture_and_paragraphs_run_over_the_page(tmp_path: Path):
    words = [
        f"The health visitor {done} and asked what had been written about the fall."
        for done in (
            "rang the surgery",
            "went to the ward",
            "wrote",
            "saw the nurse",
            "met them all",
        )
    ]
    body = "".join(
        f"<p>{n}.1 {' '.join(words[n % 5 :] + words)} It was the {n}th time.</p>"
        for n in range(1, 26)
    )
    document = printed(tmp_path, body)
    assert document.pages and document.pages > 2
    numbered = [b for b in document.blocks if b.kind == "numbered"]
    assert len(numbered) == len(document.blocks) == 25
    assert all(b.text.endswith("th time.") for b in numbered)
    assert {f.why for f in document.furniture} == {"header", "footer"}
    assert len(document.furniture) == 2 * document.pages
    assert [b.page for b in numbered] == sorted(b.page or 0 for b in numbered)


def test_footnotes_do_not_interrupt(tmp_path: Path):
    body = (
        "<p>1.1 The panel wrote to the national body in May and had its answer in June of the "
        "same year, which was sooner than it had hoped.</p>"
        "<p class='note'>1 The letter is kept with the panel's papers.</p>"
    )
    first, note = printed(tmp_path, body).blocks[-2:]
    assert (first.kind, note.kind) == ("numbered", "footnote")
    assert note.text.endswith("The letter is kept with the panel's papers.")


def test_headings_printed_on_a_coloured_band_are_headings(tmp_path: Path):
    body = (
        "<div class='box'><h2>4 Learning from reviews</h2></div><p>The group met ten times and "
        "looked at four reviews.</p><h2>Who came</h2><p>Everyone did.</p>"
    )
    blocks = printed(tmp_path, body).blocks
    assert [(b.kind, b.number) for b in blocks if "Learning" in b.text] == [("heading", "4")]


def test_what_the_file_holds_after_the_rest_is_read_where_it_stands(tmp_path: Path):
    apart = "<p style='position: relative'>"
    body = (
        f"{apart}1.1 The nurse was told of it by the grandmother.</p><h2>For the Police</h2>"
        f"{apart}1.2 The officers came on the next day and saw her.</p><h2>For schools</h2>"
        f"{apart}1.3 The school had not been told of any of this.</p>"
    )
    blocks = printed(tmp_path, body).blocks
    told = [b.number or b.text for b in blocks]
    assert told[-5:] == ["1.1", "For the Police", "1.2", "For schools", "1.3"]
