"""Letters and narratives without a table: paragraphs that begin with a date are rows."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from workbench.chronology.paragraphs import dated_paragraphs, leading_date
from workbench.chronology.sheets import read_return
from workbench.errors import ChronologyError

LETTER = """Fell Lane Surgery
24 March 2021

Dear Ms Brown,

Re: chronology for the review

12/03/2020 - Home visit by the health visitor.
Mother tearful.
On 14 March 2020 at 2pm mother rang about feeding.
31/06/2020: letter from hospital
May 2020 - was not brought for immunisations (twice).
"""


@pytest.mark.parametrize(
    ("text", "date", "rest"),
    [
        ("12/03/2020 - Visit.", "12/03/2020", "Visit."),
        ("12/03/2020 14:30 Visit", "12/03/2020 14:30", "Visit"),
        ("12-03-2020- Visit", "12-03-2020", "Visit"),
        ("12/03/2020 10 bruises seen", "12/03/2020", "10 bruises seen"),
        ("12/03/2020. Two bruises", "12/03/2020", "Two bruises"),
        ("1. 12/03/20 Visit", "12/03/20", "Visit"),
        ("• 12.3.20 – call", "12.3.20", "call"),
        ("Date: 12/03/2020", "12/03/2020", ""),
        ("On 12 March 2020 at 2pm mother rang", "On 12 March 2020 at 2pm", "mother rang"),
        ("At 14:30 on 3/4/2020 police came", "At 14:30 on 3/4/2020", "police came"),
        ("Early March 2020 mum called", "Early March 2020", "mum called"),
        ("3 to 5 May 2020: on the ward", "3 to 5 May 2020", "on the ward"),
        (
            "Between January and March 2020 he lost weight",
            "Between January and March 2020",
            "he lost weight",
        ),
        ("31/06/2020: letter", "31/06/2020", "letter"),
    ],
)
def test_the_date_a_paragraph_begins_with(text: str, date: str, rest: str) -> None:
    assert leading_date(text) == (date, rest)


@pytest.mark.parametrize(
    "text",
    [
        "12 children were present in 2020",
        "2 weeks later mum called",
        "20/20 vision",
        "7.1 The Trust visited in May 2020",
        "Mother aged 19 in 2020",
        "May was hard for her",
        "",
    ],
)
def test_what_begins_with_no_date(text: str) -> None:
    assert leading_date(text) == ("", text)


def test_a_letter_is_read_paragraph_by_paragraph(tmp_path: Path) -> None:
    sent = tmp_path / "letter.txt"
    sent.write_text(LETTER, encoding="utf-8")
    read = read_return(sent)
    assert read.agency == "Fell Lane Surgery"
    told = [(e.row, e.written, e.when, e.time, e.what) for e in read.events]
    assert told == [
        (8, "12/03/2020", "2020-03-12", None, "Home visit by the health visitor.\nMother tearful."),
        (10, "On 14 March 2020 at 2pm", "2020-03-14", "14:00", "mother rang about feeding."),
        (11, "31/06/2020", None, None, "letter from hospital"),
        (12, "May 2020", "2020-05", None, "was not brought for immunisations (twice)."),
    ]
    assert [problem for problem in read.problems if "4 paragraphs" in problem] == list(
        read.problems
    )
    kept = " ".join([*read.notes, *(f"{e.written} {e.what}" for e in read.events)])
    for line in LETTER.splitlines():
        for word in line.split():
            assert word.strip(" -:") in kept


def test_a_word_file_with_dates_as_headings(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Chronology of the nursery", 1)
    document.add_heading("Monday 2 March 2020", 2)
    document.add_paragraph("Collected late.")
    document.add_paragraph("He was hungry.")
    document.add_heading("Thursday 5 March 2020", 2)
    document.add_paragraph("Absent, no call.")
    document.save(str(tmp_path / "Nursery.docx"))
    first, second = read_return(tmp_path / "Nursery.docx").events
    assert (first.when, first.what) == ("2020-03-02", "Collected late.\nHe was hungry.")
    assert (second.when, second.row) == ("2020-03-05", 5)


def test_a_page_with_dated_paragraphs(tmp_path: Path) -> None:
    page = (
        "<p>2/3/2020: <b>Visit</b> &amp; call</p><ul><li>3/3/2020 <script>x</script>Seen</li></ul>"
    )
    (tmp_path / "notes.html").write_text(page, encoding="utf-8")
    read = read_return(tmp_path / "notes.html")
    told = [(e.when, e.what) for e in read.events]
    assert told == [("2020-03-02", "Visit & call"), ("2020-03-03", "Seen")]


def test_a_table_is_preferred_and_one_date_is_no_chronology(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("2/3/2020 sent by us")
    document.add_paragraph("3/3/2020 received by you")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Date", "Event", "1/2/2020", "Visit"], strict=True):
        cell.text = text
    document.save(str(tmp_path / "both.docx"))
    assert [e.what for e in read_return(tmp_path / "both.docx").events] == ["Visit"]
    (tmp_path / "one.txt").write_text("Chronology\n2/3/2020 Visit\n", encoding="utf-8")
    with pytest.raises(ChronologyError, match="no paragraphs that begin with a date"):
        read_return(tmp_path / "one.txt")


def test_the_letters_own_date_is_no_row() -> None:
    lines = ["24 March 2021", "Dear Ann", "1/2/2020 Visit", "2/2/2020 Call"]
    grid = dated_paragraphs(list(enumerate(lines, 1)), None)
    assert grid is not None
    assert [row.number for row in grid.rows] == [0, 3, 4]
    assert grid.before == ("24 March 2021", "Dear Ann")
