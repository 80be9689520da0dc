"""Any agency's table becomes events, one for each row."""

# ruff: noqa: E501 - the small sheets read best on one line

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from workbench.chronology.headings import field_of, load_headings
from workbench.chronology.sheets import Return, read_return
from workbench.errors import (
    ChronologyError,
    DamagedError,
    DocumentError,
    EmptyError,
    EncryptedError,
    UnknownTypeError,
    UsageError,
    VocabularyError,
)


def sheet(path: Path, rows: list[list[object]], title: str = "Sheet1") -> Path:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def days(read: Return) -> list[str | None]:
    return [event.when for event in read.events]


# --- delimiters and encodings


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_any_delimiter_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [
        ["Date", "What happened", "Source"],
        ["22/05/2016", "Mother’s café visit – child seen", "Log"],
        ["23/05/2016", "Telephone call", "Log"],
    ]
    content = "\r\n".join(delimiter.join(row) for row in rows)
    read = read_return(text(tmp_path / "police.csv", content, encoding))
    assert days(read) == ["2016-05-22", "2016-05-23"]
    assert read.events[0].what == "Mother’s café visit – child seen"
    assert read.agency == "Police"


def test_quoted_newlines_and_delimiters_stay_in_their_cell(tmp_path: Path) -> None:
    content = 'Date,Event,Source\n22/05/2016,"First line,\nsecond ""line""",Log\n23/05/16,b,Log\n'
    read = read_return(text(tmp_path / "gp.csv", content))
    assert read.events[0].what == 'First line,\nsecond "line"'
    assert [event.row for event in read.events] == [2, 3]


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_quotation_mark_left_open_swallows_no_rows(end: str, tmp_path: Path) -> None:
    lines = ["Date,Event,Source"] + [f"{n:02d}/05/2016,visit {n},Log" for n in range(1, 20)]
    lines[5] = '05/05/2016,"visit 5,Log'
    read = read_return(text(tmp_path / "gp.csv", (end or "\n").join(lines) + end))
    assert len(read.events) == 19
    assert "visit 5" in read.events[4].what


def test_rows_are_counted_as_a_person_would(tmp_path: Path) -> None:
    content = (
        "Police chronology,,\n,,\nDate,Event,Source\n\n22/05/2016,a,Log\n,,\n23/05/2016,b,Log\n"
    )
    read = read_return(text(tmp_path / "x.csv", content))
    assert [event.row for event in read.events] == [5, 7]


# --- Excel


def test_excel_real_dates_serials_times_and_titles(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "return.xlsx",
        [
            ["Agency: Northmoor Homes"],
            [],
            ["Date of contact", "Time", "Record of contact", "System"],
            [datetime(2016, 5, 22, 14, 30), None, "Visit", "Orchard"],
            [42512, 0.5, "Call", "Orchard"],
            [date(2016, 5, 23), time(9, 5), "Letter", "Orchard"],
            ["May 2016", "2.30pm", "Arrears", "Orchard"],
        ],
    )
    read = read_return(path)
    assert read.agency == "Northmoor Homes"
    assert days(read) == ["2016-05-22", "2016-05-22", "2016-05-23", "2016-05"]
    assert [e.time for e in read.events] == ["14:30", "12:00", "09:05", "14:30"]
    assert read.events[0].written == "22/05/2016 14:30"
    assert read.events[0].source == "Northmoor Homes: Orchard"


def test_formulas_and_html_in_cells_are_text(tmp_path: Path) -> None:
    rows = [["Date", "Event", "Source"], ["22/05/2016", "=1+1", '=HYPERLINK("http://x")']]
    rows.append(["23/05/2016", "<b>bold</b>", "Log"])
    read = read_return(sheet(tmp_path / "x.xlsx", rows))
    assert read.events[0].what == "=1+1"
    assert "HYPERLINK" in read.events[0].source
    assert read.events[1].what == "<b>bold</b>"


def test_a_date_merged_over_rows_is_the_date_of_each(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Date", "Event", "Source"], ["22/05/2016", "one", "Log"], [None, "two", "Log"]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "x.xlsx")
    assert days(read_return(tmp_path / "x.xlsx")) == ["2016-05-22", "2016-05-22"]


def test_sheets_named_for_agencies_and_hidden_rows(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "GP"
    for name in ("GP", "Health visiting"):
        place = book[name] if name in book.sheetnames else book.create_sheet(name)
        place.append(["Date", "Event", "Source"])
        place.append(["22/05/2016", f"{name} event", "Log"])
    book["GP"].row_dimensions[2].hidden = True
    book.create_sheet("Instructions").append(["Fill in every column"])
    book.save(tmp_path / "health return.xlsx")
    read = read_return(tmp_path / "health return.xlsx")
    assert [e.agency for e in read.events] == ["GP", "Health visiting"]
    assert "hidden" in read.events[0].problems[0]
    assert any("Fill in every column" in note for note in read.notes)


def test_start_and_end_columns_make_an_interval(tmp_path: Path) -> None:
    rows = [
        ["Start date", "End date", "Event", "Source"],
        ["01/05/2016", "09/05/2016", "Admitted", "PAS"],
        ["10/05/2016", "", "Seen", "PAS"],
        ["12/05/2016", "11/05/2016", "Muddle", "PAS"],
    ]
    read = read_return(sheet(tmp_path / "hospital.xlsx", rows))
    assert days(read) == ["2016-05-01/2016-05-09", "2016-05-10", "2016-05-12"]
    assert "before the start" in read.events[2].problems[0]


def test_day_month_and_year_in_columns_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["Day of month", "Month", "Year", "Event"],
        [3, "May", 2016, "Visit"],
        ["", 6, 2016, "x"],
    ]
    assert days(read_return(sheet(tmp_path / "a.xlsx", rows))) == ["2016-05-03", "2016-06"]


def test_headings_on_two_lines(tmp_path: Path) -> None:
    rows = [
        ["Date", "Event", "Child seen?", None, "Source"],
        [None, None, "Y/N", "Alone", None],
        ["22/05/2016", "Visit", "Y", "N", "Log"],
        ["23/05/2016", "Visit", "Y", "Y", "Log"],
    ]
    read = read_return(sheet(tmp_path / "csc.xlsx", rows))
    assert [e.child_seen for e in read.events] == ["yes", "alone"]


# --- Word and HTML


def test_word_tables_go_on_and_repeat_their_headings(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Kestrel chronology")
    head = ["When", "What took place", "Where recorded"]
    for rows in (
        [head, ["22/05/2016", "Keywork", "Nebula"], head, ["23/05/2016", "Call", "Nebula"]],
        [["24/05/2016", "Letter", "Nebula"]],
    ):
        table = document.add_table(rows=0, cols=3)
        for row in rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
        document.add_paragraph("")
    document.save(tmp_path / "return.docx")
    read = read_return(tmp_path / "return.docx")
    assert days(read) == ["2016-05-22", "2016-05-23", "2016-05-24"]
    assert [(e.sheet, e.row) for e in read.events] == [
        ("Table 1", 2),
        ("Table 1", 4),
        ("Table 2", 1),
    ]
    assert any("repeated 1 times" in note for note in read.notes)


def test_word_merged_cells_and_section_rows(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=4, cols=3)
    values = [
        ["Date", "Event", "Source"],
        ["PERIOD ONE", "", ""],
        ["1/5/16", "a", "Log"],
        ["", "b", "Log"],
    ]
    for row, texts in zip(table.rows, values, strict=True):
        for cell, value in zip(row.cells, texts, strict=True):
            cell.text = value
    table.rows[1].cells[0].merge(table.rows[1].cells[2])
    table.rows[2].cells[0].merge(table.rows[3].cells[0])
    document.save(tmp_path / "school.docx")
    read = read_return(tmp_path / "school.docx")
    assert [(e.status, e.when) for e in read.events] == [
        ("author_note", None),
        ("event", "2016-05-01"),
        ("event", "2016-05-01"),
    ]


def test_what_a_date_could_mean_is_told_where_it_is_few_days(tmp_path: Path) -> None:
    content = "Date,Event,Source\n04/23/2016,Odd,Log\n22/11/202,Visit,Log\n22/05/2016,Call,Log\n"
    odd, short, _ = read_return(text(tmp_path / "gp.csv", content)).events
    assert "could mean 23 April 2016" in odd.problems[0]
    assert "The year 202 cannot be right." in short.problems[0]
    assert "could mean" not in short.problems[0], "thirteen days are no help"


def test_html_tables_with_spans(tmp_path: Path) -> None:
    content = """<html><head><title>x</title></head><body><h1>Police chronology</h1><table>
    <tr><th>Date</th><th>Incident</th><th>Source</th></tr>
    <tr><td rowspan="2">22/05/2016</td><td>One &lt;script&gt;</td><td>CAD</td></tr>
    <tr><td>Two<br>lines</td><td>CAD</td></tr></table></body></html>"""
    read = read_return(text(tmp_path / "export.xls", content))
    assert days(read) == ["2016-05-22", "2016-05-22"]
    assert [e.what for e in read.events] == ["One <script>", "Two\nlines"]
    assert read.agency == "Police"


# --- what a row may hold


def test_rows_that_say_little_are_kept(tmp_path: Path) -> None:
    content = (
        "Date,Event,Source\n22/05/2016,Visit,Log\n,and so it went on,\n04/23/2016,Odd,Log\n"
        "24/05/2016,,\nditto,Again,Log\n"
    )
    read = read_return(text(tmp_path / "gp.csv", content))
    assert days(read) == ["2016-05-22", None, None, "2016-05-24", "2016-05-24"]
    problems = [" ".join(e.problems) for e in read.events]
    assert "the row above is dated 22/05/2016" in problems[1]
    assert "could mean 23 April 2016" in problems[2]
    assert "Nothing is written beside the date" in problems[3]
    assert "row above" in problems[4]


def test_author_notes_and_raw_cells(tmp_path: Path) -> None:
    content = "Date,Event,Source,Shoe size\n22/05/2016,Reminder,# ask the school,9\n"
    event = read_return(text(tmp_path / "gp.csv", content)).events[0]
    assert event.status == "author_note"
    assert event.raw == (
        ("Date", "22/05/2016"),
        ("Event", "Reminder"),
        ("Source", "# ask the school"),
        ("Shoe size", "9"),
    )


def test_one_file_of_several_agencies(tmp_path: Path) -> None:
    content = "Organisation,Date,Event,Source\nPolice,1/5/16,a,CAD\nGP,2/5/16,b,EMIS\n,3/5/16,c,x\n"
    read = read_return(text(tmp_path / "Partnership.csv", content))
    assert [e.agency for e in read.events] == ["Police", "GP", "Partnership"]


def test_a_glossary_in_the_return_is_kept(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Date", "Event", "Source"])
    book.active.append(["22/05/2016", "TAF held", "Log"])
    other = book.create_sheet("Glossary")
    other.append(["Abbreviation", "Meaning"])
    other.append(["TAF", "Team around the family"])
    book.save(tmp_path / "x.xlsx")
    assert read_return(tmp_path / "x.xlsx").glossary == {"TAF": "Team around the family"}


def test_no_headings_at_all(tmp_path: Path) -> None:
    content = "22/05/2016,Mother called to say the baby had a cold and would not come,Log\n" * 3
    read = read_return(text(tmp_path / "gp.csv", content))
    assert days(read) == ["2016-05-22"] * 3
    assert any("no headings" in problem for problem in read.problems)


def test_a_mapping_the_user_chose(tmp_path: Path) -> None:
    path = text(tmp_path / "gp.csv", "Date,Blurb,Thoughts,Source\n22/05/2016,Visit,Hm,Log\n")
    read = read_return(path, mapping={"Blurb": "what", "Thoughts": "analysis", "Source": ""})
    event = read.events[0]
    assert (event.what, event.analysis, event.source) == ("Visit", "Hm", "GP")
    assert {m.heading: m.why for m in read.mapping}["Blurb"] == "chosen by the user"
    with pytest.raises(UsageError, match="what"):
        read_return(path, mapping={"Blurb": "wat"})


def test_the_user_says_whose_it_is(tmp_path: Path) -> None:
    path = text(tmp_path / "x1.csv", "Agency,Date,Event,Source\nPolice,1/5/16,a,CAD\n")
    assert read_return(path, agency="Northmoor Constabulary").events[0].agency == (
        "Northmoor Constabulary"
    )


def test_ids_do_not_move_when_rows_are_put_in(tmp_path: Path) -> None:
    one = text(tmp_path / "gp.csv", "Date,Event,Source\n1/5/16,a,x\n2/5/16,b,x\n2/5/16,b,x\n")
    first = {(e.what, n): e.id for n, e in enumerate(read_return(one).events)}
    two = text(
        tmp_path / "gp.csv", "Date,Event,Source\n1/4/16,new,x\n1/5/16,a,x\n2/5/16,b,x\n2/5/16,b,x\n"
    )
    second = [e.id for e in read_return(two).events]
    assert second[1:] == list(first.values())
    assert len(set(second)) == 4


HEADINGS = [
    ("Date / When", "when"), ("Occurred", "when"), ("Date/Time", "when"), ("Hrs", None),
    ("What happened?", "what"), ("Narrative", "what"), ("Summary of involvement", "what"),
    ("Source of information", "source"), ("Where is this recorded?", "source"),
    ("Who recorded", "recorded_by"), ("Entered by (name and role)", "recorded_by"),
    ("Comment", "analysis"), ("Analysis of practice", "analysis"), ("Significance", "significance"),
    ("Child seen?", "child_seen"), ("Seen alone", "seen_alone"), ("Voice of the child", "child_voice"),
    ("Action taken", "action_taken"), ("What we did", "action_taken"), ("Outcome", "action_taken"),
    ("If none, why?", "no_action_reason"), ("Date entered on system", "recorded_on"),
    ("Was practice as expected?", "expected_practice"), ("Good practice", "good_practice"),
    ("Informaton", "what"), ("Colour of the cat", None),
    ("Result / narrative", "what"), ("PT_PRESENT", "child_seen"), ("Attended", "people"),
    ("Details of significant event", "what"), ("Date of significant event", "when"),
    ("Time of significant event", "time"), ("Source of information on significant event", "source"),
    ("Why was this a significant event?", "significance"), ("Significant?", "significance"),
    ("Children discussed / seen?", None), ("Was the baby seen or observed?", "child_seen"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "field"), HEADINGS)
def test_headings_by_meaning(heading: str, field: str | None) -> None:
    assert field_of(heading, load_headings())[0] == field


# --- errors


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no file"):
        read_return(tmp_path / "none.csv")
    with pytest.raises(EmptyError):
        read_return(text(tmp_path / "a.csv", ""))
    with pytest.raises(DamagedError):
        read_return(text(tmp_path / "a.xlsx", "not a workbook"))
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04rubbish")
    with pytest.raises(DamagedError):
        read_return(tmp_path / "b.xlsx")
    (tmp_path / "c.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 100)
    with pytest.raises(EncryptedError):
        read_return(tmp_path / "c.xlsx")
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(UnknownTypeError):
        read_return(tmp_path / "d.pdf")
    with pytest.raises(ChronologyError, match="holds no chronology"):
        read_return(text(tmp_path / "e.csv", "Name,Address\nA,B\n"))


def test_a_headings_file_that_does_not_hold_together(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="fields"):
        load_headings(text(tmp_path / "a.yaml", "words: []"))
    with pytest.raises(VocabularyError, match="line 2"):
        load_headings(text(tmp_path / "b.yaml", "fields:\n  when: [date"))
    base = "words: []\nnot_agency: []\nagency_words: []\nfields: "
    with pytest.raises(VocabularyError, match="no field"):
        load_headings(text(tmp_path / "c.yaml", base + "{wen: [date]}"))
    with pytest.raises(VocabularyError, match="both"):
        load_headings(text(tmp_path / "d.yaml", base + "{when: [date], what: [Date]}"))


def test_headings_nobody_listed_are_told_by_their_columns(tmp_path: Path) -> None:
    content = "Sent by Kestrel\nPoint in time;Matter;Basis\n22/05/2016;Mother called to say she had moved;Nebula\nMay 2016;No reply to two letters about the course;Nebula\n"
    read = read_return(text(tmp_path / "kestrel.csv", content))
    assert days(read) == ["2016-05-22", "2016-05"]
    assert read.events[0].what == "Mother called to say she had moved"


# --- no input loses a row

CELL = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=0, max_size=25
).map(lambda s: " ".join(s.split()))


def test_a_day_without_a_year_has_the_one_that_fits_its_neighbours(tmp_path: Path) -> None:
    rows = "Date,Event\n{},a\n{},b\n{},c\n"
    fits = rows.format("20/12/2015", "3 Jan", "9/1/2016")
    read = read_return(text(tmp_path / "Police.csv", fits))
    assert days(read) == ["2015-12-20", "2016-01-03?", "2016-01-09"]
    assert "taken as 2016 from the rows above and below" in read.events[1].problems[0]
    backwards = rows.format("9/1/2016", "3 Jan", "20/12/2015")
    assert days(read_return(text(tmp_path / "Police.csv", backwards)))[1] == "2016-01-03?"
    neither = rows.format("20/3/2015", "3 Jan", "9/6/2015")
    read = read_return(text(tmp_path / "Police.csv", neither))
    assert days(read)[1] is None and "could mean 3 January 2015" in read.events[1].problems[0]


def test_weeks_are_of_the_pregnancy_in_a_row_about_one(tmp_path: Path) -> None:
    born = date(2016, 6, 14)
    path = text(
        tmp_path / "Clinic.csv", "Date,Event\nat 30 weeks,Growth scan\nat 30 weeks,Crawls\n"
    )
    assert days(read_return(path, born=born)) == ["2016-04-05~", "2017-01-10/2017-01-16"]


def test_a_sheet_of_guidance_is_no_chronology(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Date", "Event"])
    book.active.append(["03/05/2022", "Seen at home"])
    guide = book.create_sheet("Guidance")
    for row in (
        ["Date", "The day it happened"],
        ["Event", "Facts only"],
        ["Source", "Which record"],
    ):
        guide.append(row)
    book.save(tmp_path / "Housing.xlsx")
    read = read_return(tmp_path / "Housing.xlsx")
    assert [event.what for event in read.events] == ["Seen at home"]
    assert any("Facts only" in note for note in read.notes)


def test_columns_known_by_what_their_cells_hold(tmp_path: Path) -> None:
    rows = [["Date", "Event", "Put on Mosaic", "Laid sight of the baby?", "Next review"]]
    rows += [
        [f"{d:02d}/05/2022", "Visit", f"{d + 2:02d}/05/2022", "y" if d % 2 else "n", "01/09/2022"]
        for d in range(3, 9)
    ]
    read = read_return(sheet(tmp_path / "Team.xlsx", rows))
    assert [event.child_seen for event in read.events[:2]] == ["yes", "no"]
    assert read.events[0].recorded_on == "2022-05-05"


@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["22/05/2016", "rubbish", "", "May 2016"]), CELL, CELL),
        min_size=1,
        max_size=25,
    ),
    delimiter=st.sampled_from([",", ";", "\t"]),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_row_is_lost(tmp_path: Path, rows: list[tuple[str, str, str]], delimiter: str) -> None:
    import csv

    rows = [("1/1/2016", "first event", "Log"), *rows]
    path = tmp_path / "gp.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines, delimiter=delimiter)
        out.writerow(["Date", "Event", "Source"])
        out.writerows(rows)
    read = read_return(path)
    held = [row for row in rows if any(cell.strip() for cell in row)]
    assert [tuple(t for _, t in e.raw) for e in read.events] == held
