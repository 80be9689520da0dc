"""The blank return: an agency that fills it in as asked is read without a single problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from workbench.chronology.sheets import Return, read_return
from workbench.errors import UsageError
from workbench.papers.template import COLUMNS, write_blank

AGENCY = "St Bride's Hospital"
FIELDS = [
    "when", "time", "what", "source", "people", "child_seen", "child_voice", "action_taken",
    "no_action_reason", "analysis", "expected_practice", "good_practice", "significance",
    "recorded_on", "recorded_by",
]  # fmt: skip
ROWS = (
    {c.heading: c.example for c in COLUMNS},
    {"Date": "about May 2016", "What happened": "Call to mother, no answer",
     "Source of information": "Log 12", "Was the child seen?": "Not applicable",
     "If no action, why?": "Left the service"},
    {"Date": "2016", "What happened": "Moved to Northmoor", "Source of information": "Letter",
     "Was the child seen?": "Seen alone", "Was practice as expected?": "Partly"},
)  # fmt: skip


def fill_word(path: Path) -> Path:
    word = Document(str(path))
    table = word.tables[-1]
    for number, row in enumerate(ROWS, 1):
        for at, column in enumerate(COLUMNS):
            table.cell(number, at).text = row.get(column.heading, "")
    word.save(str(path))
    return path


def fill_excel(path: Path) -> Path:
    book = load_workbook(path)
    for number, row in enumerate(ROWS, 4):
        for at, column in enumerate(COLUMNS, 1):
            book["Chronology"].cell(number, at).value = row.get(column.heading) or None
    book.save(path)
    return path


@pytest.fixture(
    params=[("blank.docx", fill_word), ("blank.xlsx", fill_excel)], ids=["word", "excel"]
)
def filled(request, tmp_path: Path) -> Return:
    name, fill = request.param
    return read_return(fill(write_blank(AGENCY, tmp_path / name)))


def test_it_is_read_whole_and_without_a_problem(filled: Return) -> None:
    assert filled.problems == ()
    assert [e.problems for e in filled.events] == [(), (), ()]
    assert [m.field for m in filled.mapping] == FIELDS
    assert filled.agency == AGENCY


def test_every_answer_arrives_where_it_belongs(filled: Return) -> None:
    first, second, third = filled.events
    assert (first.when, first.time, first.recorded_on) == ("2016-05-22", "14:30", "2016-05-23")
    assert first.people == ("Mother", "health visitor")
    assert (first.child_seen, first.expected_practice, first.good_practice) == ("yes", "met", False)
    assert first.significance == "supporting" and first.child_voice.startswith("She looked")
    assert (second.when, second.child_seen) == ("2016-05~", "not_applicable")
    assert second.no_action_reason == "Left the service" and second.source == f"{AGENCY}: Log 12"
    assert (third.when, third.child_seen, third.expected_practice) == ("2016", "alone", "partly")


def test_every_choice_is_understood(tmp_path: Path) -> None:
    path = write_blank(AGENCY, tmp_path / "blank.docx")
    word = Document(str(path))
    chosen = [(c, choice) for c in COLUMNS for choice in c.choices]
    for number, (column, choice) in enumerate(chosen, 1):
        table = word.tables[-1]
        table.cell(number, 0).text, table.cell(number, 2).text = "1 May 2016", f"row {number}"
        table.cell(number, COLUMNS.index(column)).text = choice
    word.save(str(path))
    events = read_return(path).events
    fields = dict(zip((c.heading for c in COLUMNS), FIELDS, strict=True))
    understood = [getattr(e, fields[c.heading]) for e, (c, _) in zip(events, chosen, strict=True)]
    assert None not in understood
    told = {(str(u), c.heading) for u, (c, _) in zip(understood, chosen, strict=True)}
    assert len(told) == len(chosen)


def test_the_blank_word_return(tmp_path: Path) -> None:
    word = Document(str(write_blank(AGENCY, tmp_path / "blank.docx")))
    assert word.tables[-1].rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    said = "\n".join(p.text for p in word.paragraphs)
    for column in COLUMNS:
        assert f"{column.heading} – {column.meaning}" in said
    assert word.sections[0].page_width > word.sections[0].page_height


def test_the_blank_workbook(tmp_path: Path) -> None:
    book = load_workbook(write_blank(AGENCY, tmp_path / "blank.xlsx"))
    assert book.sheetnames == ["Chronology", "Instructions", "Abbreviations"]
    sheet = book["Chronology"]
    assert sheet.freeze_panes == "B4"
    offered = {
        str(v.sqref).split(":")[0]: v.formula1 for v in sheet.data_validations.dataValidation
    }
    assert offered["F4"] == '"Yes,No,Seen alone,Not applicable"'
    assert sheet["A4"].number_format == "@"


def test_refusals_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.docx, \.xlsx"):
        write_blank(AGENCY, tmp_path / "blank.pdf")
    with pytest.raises(UsageError, match="no name"):
        write_blank("  ", tmp_path / "blank.docx")
