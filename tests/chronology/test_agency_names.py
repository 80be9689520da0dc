"""Whose a return is, from what stands above the table, on the tab, or in the file's name."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from workbench.chronology.agencies import from_file, from_label, from_sheet, from_titles
from workbench.chronology.headings import load_headings
from workbench.chronology.sheets import read_return, short_form

KNOWN = load_headings()


@pytest.mark.parametrize(
    ("file", "agency"),
    [
        ("police.csv", "Police"),
        ("northmoor_constabulary_chronology_v2_FINAL.xlsx", "Northmoor constabulary"),
        ("CSC chronology - Child W.docx", "CSC"),
        ("gp_return.html", "GP"),
        ("Health Visiting - Wren.csv", "Health Visiting"),
        ("school-return-2023-05-01.csv", "School"),
        ("Copy of Early Help (1).xlsx", "Early Help"),
        ("HV_Chron_ChildW_20240301.xlsx", "HV"),
        ("AldertopPrimarySchool.csv", "Aldertop Primary School"),
        ("agency4_probation.csv", "Probation"),
        ("A&E.csv", "A&E"),
        ("Child and Family Health chronology.docx", "Child and Family Health"),
        ("Dept of Health.csv", "Dept of Health"),
        ("0-19 service (HV + school nurse).csv", "0-19 service HV school nurse"),
        ("camhs_chron_JK.csv", "CAMHS"),
        ("CMHT_progress_notes_AB.csv", "CMHT"),
        ("HV.csv", "HV"),
        ("Marlfield Primary School.csv", "Marlfield Primary School"),
        ("Decoy Farm Nursery June2023.csv", "Decoy Farm Nursery"),
        ("Return 3.csv", None),
        ("chronology.csv", None),
        ("sheet3.xlsx", None),
    ],
)
def test_from_the_file(file: str, agency: str | None) -> None:
    assert from_file(file, KNOWN, frozenset({"wren"})) == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Chronology - St Bride's Hospital", "St Bride's Hospital"),
        ("HARROWDENE CONSTABULARY - CHRONOLOGY", "Harrowdene Constabulary"),
        ("CSC CHRONOLOGY", "CSC"),
        ("CAMHS chronology", "CAMHS"),
        ("Integrated chronology for Child W by Harrowdene Health Trust", "Harrowdene Health Trust"),
        ("Chronology of significant events", None),
        ("Completed by: J Doe, Named Nurse, Wrenfield Health Trust", None),
        ("Social worker: A Smith", None),
        ("We visited the school. The head was out.", None),
    ],
)  # fmt: skip
def test_from_a_title(line: str, agency: str | None) -> None:
    assert from_titles([line], KNOWN) == agency


def test_from_a_label() -> None:
    assert from_label(["Name of agency: Northmoor Homes"]) == "Northmoor Homes"
    assert from_label(["Organisation", "Kestrel"]) == "Kestrel"
    assert from_label(["The agency sent this late"]) is None


def test_from_a_sheet_s_name() -> None:
    assert from_sheet("Midwifery", KNOWN) == "Midwifery"
    for generic in ("Sheet1", "2021", "2021-22", "Chronology", "Notes"):
        assert from_sheet(generic, KNOWN) is None


def test_what_follows_the_name_on_its_line_is_not_part_of_it() -> None:
    line = "Agency: St. Bride's Hospital Trust. Author: P. Stone, named nurse. Records read: all."
    assert from_label([line]) == "St. Bride's Hospital Trust"


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["EDT", "Emergency Duty Team"], ("EDT", "Emergency Duty Team")),
        (["CIN = Child in Need"], ("CIN", "Child in Need")),
        (["CiN: child in need"], ("CiN", "child in need")),
        (["MASH", "Multi-Agency Safeguarding Hub"], ("MASH", "Multi-Agency Safeguarding Hub")),
        (["GP", "Dr Alder"], None),
        (["Agency", "Fernley Police"], None),
        (["Chronology of contact - Teal"], None),
        (["EDT"], None),
        ([], None),
    ],
)
def test_a_short_form_is_told_from_a_title(texts: list[str], told: tuple[str, str] | None) -> None:
    assert short_form(texts) == told


def test_a_sheet_of_short_forms_names_no_agency_and_explains_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    for row in (["Extract of 4 January"], ["EDT", "Emergency Duty Team"], ["CIN", "Child in Need"]):
        book.active.append(row)
    sheet = book.create_sheet("Export")
    for row in (["Date", "What happened"], ["14/06/2022", "CIN visit"], ["15/06/2022", "EDT rang"]):
        sheet.append(row)
    book.save(tmp_path / "Childrens social care chronology.xlsx")
    read = read_return(tmp_path / "Childrens social care chronology.xlsx")
    assert read.agency == "Childrens social care"
    assert read.glossary == {"EDT": "Emergency Duty Team", "CIN": "Child in Need"}
