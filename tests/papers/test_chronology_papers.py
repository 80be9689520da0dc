"""A chronology on paper: nothing lost, nothing that runs, nothing that colour alone tells."""

from __future__ import annotations

import csv
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from workbench.chronology.build import Chronology, from_returns
from workbench.chronology.case import Case, Child
from workbench.chronology.episodes import Episode
from workbench.chronology.pseudonyms import Key, Pseudonym
from workbench.chronology.rules import load_rules
from workbench.chronology.sheets import Return
from workbench.errors import UsageError
from workbench.marks import contrast, marks_of, tint
from workbench.papers.content import Paper, paper, publication
from workbench.papers.formats import ENDINGS, write
from workbench.records import Event
from workbench.style import tokens

MADE = date(2023, 9, 29)
CASE = Case("Teal", (Child("Teal", date(2021, 3, 14)), Child("Finch", date(2016, 9, 2))))
NASTY = '=HYPERLINK("http://example.invalid","x")'


def event(key: str, agency: str, when: str | None, what: str, **more: object) -> Event:
    more.setdefault("source", f"{agency}: log")
    return Event(id=key, agency=agency, when=when, written=when or "31/02/2022", what=what, **more)


EVENTS = (
    event("p1", "Police", "2022-05-03", "Teal <b>seen</b> & well at 1 High Row", time="14:05",
          child_seen="yes", action_taken="Told Finch's school\nand the GP", significance="key"),
    event("p2", "Police", None, NASTY, problems=("There is no 31 February.",)),
    event("g1", "GP", "2022-05~", "Letter of 3 May 2022 filed\x0b", analysis="Late",
          good_practice=True, no_action_reason="Nothing was asked"),
    event("g2", "GP", "2021-03-20/2021-03-22", "TAF held", source="GP", child_seen="no",
          child_voice="Finch said: more"),
)  # fmt: skip
EPISODES = (
    Episode("Teal at one", date(2022, 5, 1), date(2022, 5, 9), "good", ("Teal was heard",)),
)


def chronology(*events: Event) -> Chronology:
    returns = []
    for name in sorted({e.agency for e in events}):
        own = tuple(e for e in events if e.agency == name)
        returns.append(Return(name, f"{name}.csv", name * 8, (), own, {"GP": "doctor"}))
    return from_returns(returns, CASE, as_of=MADE, rules=load_rules())


def whole() -> Paper:
    return paper(chronology(*EVENTS), MADE, episodes=EPISODES, notes={"p1": "Ask the sergeant"})


KEY = Key(
    [Pseudonym("Teal", "Child A"), Pseudonym("Finch", "Child B"), Pseudonym("High Row", "Road 1")]
)


def test_what_a_paper_says() -> None:
    made = whole()
    assert made.sentence.startswith(
        "4 entries of 2 agencies from 20 March 2021 to 3 May 2022; "
    ) and made.sentence.endswith("1 dates could not be read.")
    rows = {row["n"]: row for row in made.rows}
    assert [rows[n]["date"] for n in "1234"] == [
        "20 to 22 March 2021", "about May 2022", "3 May 2022", "not read: 31/02/2022",
    ]  # fmt: skip
    assert rows["3"]["age"] == "Teal: 1 y 1 m\nFinch: 5 y 8 m"
    assert rows["2"]["action"] == "No action because: Nothing was asked"
    assert rows["2"]["analysis"] == "Late\nGood practice."
    assert rows["3"]["notes"] == "Ask the sergeant"
    assert "The child's voice: Finch said: more" in rows["1"]["what"]
    assert {s.under or s.title for s in made.sections} == {
        "Checks", "Key practice episodes", "Glossary", "What was read",
    }  # fmt: skip


def test_columns_nobody_filled_in_are_left_out() -> None:
    bare = paper(chronology(event("a", "GP", "2022-01-01", "x")), MADE)
    assert [c.name for c in bare.columns] == ["n", "letter", "date", "age", "what", "source"]


def test_an_empty_chronology_still_makes_every_paper(tmp_path: Path) -> None:
    empty = paper(chronology(), MADE)
    for ending in ENDINGS:
        assert write(empty, tmp_path / f"empty{ending}").stat().st_size > 0


# --- Word -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory):
    return Document(str(write(whole(), tmp_path_factory.mktemp("word") / "teal.docx")))


def test_word_is_landscape_and_has_headings_and_properties(word) -> None:
    section = word.sections[0]
    assert section.page_width > section.page_height
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "Agencies", "Chronology", "Checks", "Key practice episodes", "Glossary", "What was read",
    ]  # fmt: skip
    assert word.core_properties.title == "Integrated chronology: Teal"
    assert word.core_properties.language == "en-GB"
    assert "PAGE" in section.footer._element.xml


def test_word_repeats_its_heading_row_and_tears_no_row(word) -> None:
    for table in word.tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in others)
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_word_holds_every_row_word_for_word(word) -> None:
    table = word.tables[1]
    columns = [c.text for c in table.rows[0].cells]
    what = [row.cells[columns.index("What happened")].text for row in table.rows[1:]]
    assert what[2] == "Teal <b>seen</b> & well at 1 High Row"
    assert what[3] == NASTY
    assert what[1] == "Letter of 3 May 2022 filed\ufffd"


def test_an_agency_keeps_its_letter_in_its_colour(word) -> None:
    for row in word.tables[1].rows[1:]:
        cell = row.cells[1]
        fill = cell._tc.find(f".//{qn('w:shd')}").get(qn("w:fill"))
        ink = cell._tc.find(f".//{qn('w:color')}").get(qn("w:val"))
        assert cell.text in ("A", "B")
        assert contrast(f"#{fill}", f"#{ink}") >= 4.5


def test_every_agency_colour_reaches_aa_on_white_and_black_on_its_tint() -> None:
    text = tokens()["light"]["text"]
    for mark in marks_of(f"agency {n:02d}" for n in range(30)).values():
        assert contrast(mark.colour, "#ffffff") >= 4.5
        assert contrast(tint(mark.colour, 0.12), text) >= 4.5


def test_thirty_agencies_have_thirty_letters_and_looks() -> None:
    marks = list(marks_of(f"agency {n:02d}" for n in range(30)).values())
    assert len({m.letter for m in marks}) == 30
    assert len({(m.colour, m.shape) for m in marks}) == 30
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


# --- Excel, CSV -----------------------------------------------------------------------------


def test_excel_is_frozen_filtered_and_cannot_run(tmp_path: Path) -> None:
    book = load_workbook(write(whole(), tmp_path / "teal.xlsx"))
    sheet = book["Chronology"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}5"
    assert sheet.cell(2, 5).alignment.wrap_text
    cells = [cell for each in book for row in each.iter_rows() for cell in row]
    assert [c.coordinate for c in cells if c.data_type == "f"] == []
    assert f"'{NASTY}" in [c.value for c in cells]
    heads = [c.value for c in sheet[1]]
    earliest = [sheet.cell(n, heads.index("Earliest day") + 1).value for n in range(2, 6)]
    assert [d and d.date().isoformat() for d in earliest] == [
        "2021-03-20", "2022-05-01", "2022-05-03", None,
    ]  # fmt: skip
    assert book.sheetnames == [
        "Chronology", "Agencies", "Checks", "Key practice episodes", "Glossary", "What was read",
    ]  # fmt: skip


def test_a_cell_longer_than_excel_holds_says_that_it_was_cut(tmp_path: Path) -> None:
    long = paper(chronology(event("a", "GP", "2022-01-01", "x" * 40_000)), MADE)
    book = load_workbook(write(long, tmp_path / "long.xlsx"))
    texts = [c.value for row in book["Chronology"].iter_rows() for c in row]
    assert any(str(t).endswith("(cut: the CSV has all of it)") for t in texts)


def test_csv_has_every_field_and_no_formula(tmp_path: Path) -> None:
    path = write(whole(), tmp_path / "teal.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(path.open(encoding="utf-8-sig", newline="")))
    assert [row["id"] for row in rows] == ["g2", "g1", "p1", "p2"]
    assert rows[3]["what"] == f"'{NASTY}"
    assert rows[2]["ages"] == "Teal: 1 y 1 m; Finch: 5 y 8 m"
    assert rows[1]["good_practice"] == "yes"


# --- HTML -----------------------------------------------------------------------------------


def test_the_page_needs_nothing_and_runs_nothing(tmp_path: Path) -> None:
    text = write(whole(), tmp_path / "teal.html").read_text(encoding="utf-8")
    page = BeautifulSoup(text, "lxml")
    assert page.html["lang"] == "en-GB" and page.title.text
    assert not page.find_all(["script", "link", "img", "iframe", "b"], class_=lambda c: c != "chip")
    assert "default-src 'none'" in text
    assert not re.search(r"https?://(?!example\.invalid)", text)
    levels = [int(h.name[1]) for h in page.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    for table in page.find_all("table"):
        assert all(th.get("scope") == "col" for th in table.thead.find_all("th"))
    links = {a["href"][1:] for a in page.find_all("a")}
    assert links <= {node["id"] for node in page.find_all(id=True)}
    row = page.find(id="entry-3")
    assert "Teal <b>seen</b> & well" in row.text and "Police" in row.text


# --- publication ----------------------------------------------------------------------------


@pytest.mark.parametrize("dates", ["days", "ages"])
def test_a_publication_holds_no_name_date_file_or_id(tmp_path: Path, dates: str) -> None:
    made = publication(chronology(*EVENTS), KEY, MADE, dates=dates, episodes=EPISODES)
    for ending in (".html", ".csv"):
        text = write(made, tmp_path / f"pub{ending}").read_text(encoding="utf-8-sig")
        text = text.replace("29 September 2023", "")  # the day it was made
        for told in ("Teal", "Finch", "High Row", "2022", "2021", "May", "14:05", "p1", ".csv"):
            assert told not in text.split("</style>")[-1], (ending, told)
    days = [row["date"] for row in made.rows]
    assert days == ["days 6 to 8", "about days 413 to 443", "day 415", ""]
    assert ("Date" in [c.heading for c in made.columns]) == (dates == "days")


def test_a_publication_gives_days_or_ages_and_nothing_else() -> None:
    with pytest.raises(UsageError, match="days"):
        publication(chronology(*EVENTS), KEY, MADE, dates="years")


# --- writing --------------------------------------------------------------------------------


def test_an_unknown_ending_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.docx"):
        write(whole(), tmp_path / "teal.odt")


def test_a_place_that_cannot_be_written_to_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "teal.html").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        write(whole(), tmp_path / "teal.html")
    assert [p.name for p in tmp_path.iterdir()] == ["teal.html"]
