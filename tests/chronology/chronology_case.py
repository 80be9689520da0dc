"""An invented case with its truth: six agencies of invented Northmoor, each with its own habits.

Nothing here is about a real child or family. Each row is (written date, time cell, what happened,
source, action, truth in EDTF or None, true time or None). ``SAME`` and ``DIFFER`` name rows of two
agencies by the key in front, which is not written into the files.
"""

# ruff: noqa: E501 - rows of invented data read best on one line each

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

BORN = date(2021, 3, 14)
AS_OF = date(2024, 3, 1)


@dataclass(frozen=True)
class Row:
    key: str
    written: object
    time: object
    what: str
    source: str
    action: str
    when: str | None
    at: str | None


def _rows(*rows: tuple) -> list[Row]:
    return [Row(*row) for row in rows]


POLICE = _rows(
    (
        "p1",
        "03/10/2020",
        "21:40",
        "Officers called to a verbal argument between Mo and partner. Mo is pregnant. No offences.",
        "Storm log 114",
        "DASH completed, standard risk",
        "2020-10-03",
        "21:40",
    ),
    (
        "p2",
        "12.01.21",
        "",
        "Intelligence that cannabis is being sold from the address.",
        "Intel report",
        "None",
        "2021-01-12",
        None,
    ),
    (
        "p3",
        "2 April 2021",
        "2.15am",
        "999 call from a neighbour hearing screaming. Mother had a cut lip and said she had walked into a door. Baby asleep upstairs.",
        "Storm log 902",
        "DASH medium risk, shared with MASH",
        "2021-04-02",
        "02:15",
    ),
    (
        "p4",
        "?20 may 2021",
        "",
        "Anonymous caller reports a man shouting at a small baby in the street.",
        "Call record",
        "Area search, nobody found",
        "2021-05-20?",
        None,
    ),
    (
        "p5",
        "11/06/2021",
        "1030hrs",
        "Joint home visit with social worker. Home conditions poor, dog mess on the kitchen floor. Baby seen in cot.",
        "PVP record",
        "Photographs taken",
        "2021-06-11",
        "10:30",
    ),
    (
        "p6",
        "06/23/2021",
        "",
        "Father arrested for driving while disqualified.",
        "Custody record",
        "Charged",
        None,
        None,
    ),
    (
        "p7",
        "19/08/2021",
        "23:05",
        "Father assaulted Mother at the home address, punched to the face. Children present in the living room.",
        "Crime report",
        "Father arrested. Referral to MASH",
        "2021-08-19",
        "23:05",
    ),
    (
        "p8",
        "w/c 6 September 2021",
        "",
        "Bail conditions checked three times, father not found at the address.",
        "Bail log",
        "None",
        "2021-09-06/2021-09-12",
        None,
    ),
    (
        "p9",
        "31/11/2021",
        "",
        "Letter sent to mother about the court date.",
        "Victim care",
        "",
        None,
        None,
    ),
    (
        "p10",
        "14/02/2022",
        "16:20",
        "Mother reported Jay, 5, missing from the park; found after 40 minutes with a neighbour.",
        "Missing report",
        "Debrief with child",
        "2022-02-14",
        "16:20",
    ),
    (
        "p11",
        "late March 2022",
        "",
        "Rumour that father is back living at the address.",
        "Intel report",
        "",
        "2022-03-21~/2022-03-31~",
        None,
    ),
    (
        "p12",
        "night of 7/8 May 2022",
        "",
        "Attended the address after reports of a party. Eleven adults, smell of cannabis, two children awake.",
        "Storm log 77",
        "Words of advice",
        "2022-05-07/2022-05-08",
        None,
    ),
    (
        "p13",
        "04/07/2022",
        "09:10",
        "Strategy discussion held by telephone about the bruise to Wren's cheek. Agreed section 47 enquiry.",
        "PVP record",
        "Joint enquiry",
        "2022-07-04",
        "09:10",
    ),
)
HOSPITAL = _rows(
    (
        "h1",
        datetime(2020, 9, 1),
        "",
        "Booking appointment with community midwife at 12 weeks.",
        "Maternity notes",
        "Routine care",
        "2020-09-01",
        None,
    ),
    (
        "h2",
        datetime(2020, 11, 17),
        "",
        "Did not attend the anomaly scan.",
        "Maternity notes",
        "Rebooked",
        "2020-11-17",
        None,
    ),
    (
        "h3",
        datetime(2021, 3, 14, 4, 52),
        "",
        "Wren born at 39 weeks by normal delivery, 3.1 kg.",
        "Maternity notes",
        "Discharged next day",
        "2021-03-14",
        "04:52",
    ),
    (
        "h4",
        datetime(2021, 4, 2, 3, 40),
        "",
        "Mother brought to the emergency department by ambulance with a cut lip. Says she walked into a door.",
        "ED card",
        "Asked about domestic abuse; denied",
        "2021-04-02",
        "03:40",
    ),
    (
        "h5",
        44356,
        "",
        "Paediatric outpatient clinic: Wren was not brought.",
        "Clinic letter",
        "Second appointment sent",
        "2021-06-09",
        None,
    ),
    (
        "h6",
        datetime(2021, 7, 21),
        "",
        "Paediatric outpatient clinic: Wren was not brought again.",
        "Clinic letter",
        "Discharged to GP",
        "2021-07-21",
        None,
    ),
    (
        "h7",
        "20/08/2021",
        "00:50",
        "Mother seen in ED with swelling to the face after being punched by partner. Children said to be with grandmother.",
        "ED card",
        "IDVA referral",
        "2021-08-20",
        "00:50",
    ),
    ("h8", "Nov 2021", "", "Ward round note: no new concerns.", "Ward book", "", "2021-11", None),
    (
        "h9",
        datetime(2022, 7, 3, 18, 25),
        "",
        "Wren, 15 months, brought by grandmother with a bruise to the left cheek. No explanation offered.",
        "ED card",
        "Skeletal survey, admitted to ward",
        "2022-07-03",
        "18:25",
    ),
    ("h10", "22/08/206", "", "Follow-up call made to the family.", "Clinic letter", "", None, None),
    (
        "h11",
        datetime(2022, 9, 12),
        "",
        "Follow-up in child protection clinic. Wren well, gaining weight.",
        "Clinic letter",
        "Discharged",
        "2022-09-12",
        None,
    ),
)
HEALTH_VISITING = _rows(
    (
        "v1",
        "25th March 2021",
        "11am",
        "New birth visit. Baby seen, alert, feeding well. Mother tearful.",
        "SystmOne",
        "Mood assessment at 6 weeks",
        "2021-03-25",
        "11:00",
    ),
    (
        "v2",
        "at 6 weeks",
        "",
        "Six-week contact. Low mood score of 14. Baby seen.",
        "SystmOne",
        "Advised to see GP",
        "2021-04-25/2021-05-01",
        None,
    ),
    (
        "v3",
        "11.06/21",
        "10.30",
        "Feeding clinic, drop-in: latch checked by student.",
        "SystmOne",
        "",
        "2021-06-11",
        "10:30",
    ),
    (
        "v4",
        "9 June 2021",
        "",
        "Told by the hospital that Wren was not brought to the paediatric clinic.",
        "Letter",
        "Call to mother, no answer",
        "2021-06-09",
        None,
    ),
    (
        "v5",
        "3-5 August 2021",
        "",
        "Three attempts to reach mother by phone.",
        "SystmOne",
        "Card left",
        "2021-08-03/2021-08-05",
        None,
    ),
    (
        "v6",
        "c. October 2021",
        "",
        "Moved to a new caseload; no handover meeting recorded.",
        "Caseload list",
        "",
        "2021-10~",
        None,
    ),
    (
        "v7",
        "17/01/2022",
        "14:00",
        "Home visit, no access. Voices heard inside.",
        "SystmOne",
        "Letter sent",
        "2022-01-17",
        "14:00",
    ),
    (
        "v8",
        "spring 2022",
        "",
        "Nursery told us Wren has dropped to the second centile.",
        "Phone message",
        "Weight check planned",
        "2022-21",
        None,
    ),
    (
        "v9",
        "06/05/2022",
        "",
        "Weight check at clinic. Wren weighed 8.2 kg, child seen.",
        "Red book",
        "Refer to dietitian",
        "2022-05-06",
        None,
    ),
    (
        "v10",
        "before June 2022",
        "",
        "Mother told a colleague that she has a new boyfriend.",
        "Supervision note",
        "",
        "../2022-06",
        None,
    ),
    (
        "v11",
        "04/07/2022",
        "",
        "Strategy discussion by phone with police and social care about the bruise to Wren's face. Section 47 agreed.",
        "SystmOne",
        "Attend conference",
        "2022-07-04",
        None,
    ),
)
GP = _rows(
    (
        "g1",
        "Mon 10 May 2021",
        "9.20am",
        "Mother seen with low mood since the birth. Started on sertraline.",
        "EMIS",
        "Review in two weeks",
        "2021-05-10",
        None,
    ),
    ("g2", "24 May 2021", "", "Mother did not attend review.", "EMIS", "", "2021-05-24", None),
    (
        "g3",
        "21/07/2021",
        "",
        "Letter from paediatrics: second appointment missed, Wren discharged from clinic.",
        "Docman",
        "Filed",
        "2021-07-21",
        None,
    ),
    (
        "g4",
        "early September 2021",
        "",
        "Routine immunisations given, third set.",
        "EMIS",
        "",
        "2021-09-01~/2021-09-10~",
        None,
    ),
    ("g5", "2021", "", "Grandmother registered at the practice.", "EMIS", "", "2021", None),
    (
        "g6",
        "autumn term 2021",
        "",
        "School nurse asks for a medication list for Jay.",
        "Docman",
        "Sent",
        "2021-09/2021-12",
        None,
    ),
    (
        "g7",
        "03/07/2022 @ 19",
        "",
        "Out of hours notification: Wren attended ED with a bruise to the right cheek, admitted.",
        "Docman",
        "Filed",
        "2022-07-03",
        "19:00",
    ),
    ("g8", "tbc", "", "Mother asked for a housing letter.", "EMIS", "", None, None),
    (
        "g9",
        "between 1 and 14 August 2022",
        "",
        "Grandmother rang twice asking about parental responsibility.",
        "EMIS",
        "Advice given",
        "2022-08-01/2022-08-14",
        None,
    ),
)
SCHOOL = _rows(
    (
        "s1",
        "06-Sep-21",
        "8:50",
        "Jay came in hungry and without a coat.",
        "CPOMS",
        "Breakfast given",
        "2021-09-06",
        "08:50",
    ),
    (
        "s2",
        "20-Aug-21",
        "",
        "Holiday club: Jay said daddy hit mummy in the face last night.",
        "CPOMS",
        "Told DSL",
        "2021-08-20",
        None,
    ),
    (
        "s3",
        "14/02/2022",
        "",
        "Half term: we heard that Jay went missing from the park and was found by a neighbour after four hours.",
        "CPOMS",
        "Noted",
        "2022-02-14",
        None,
    ),
    (
        "s4",
        "since January 2022",
        "",
        "Jay's attendance has fallen to 71 per cent.",
        "Register",
        "Letter home",
        "2022-01/..",
        None,
    ),
    (
        "s5",
        "May/June 2022",
        "",
        "Three reports of head lice.",
        "CPOMS",
        "",
        "2022-05/2022-06",
        None,
    ),
    (
        "s6",
        "2022-06-30",
        "15:15",
        "Jay told his teacher that mum's boyfriend Dez makes Wren cry.",
        "CPOMS",
        "",
        "2022-06-30",
        "15:15",
    ),
    (
        "s7",
        "04 07 2022",
        "",
        "Asked Jay about weekend; he said Wren got smacked.",
        "CPOMS",
        "Referral to MASH",
        "2022-07-04",
        None,
    ),
    (
        "s8",
        "approx. 15/09/22",
        "",
        "Grandmother now collects Jay every day.",
        "CPOMS",
        "",
        "2022-09-15~",
        None,
    ),
)
SOCIAL_CARE = _rows(
    (
        "c1",
        "05/04/2021",
        "",
        "Police notification of incident received: Mother with cut lip, baby asleep upstairs.",
        "LCS contact",
        "No further action, threshold not met",
        "2021-04-05",
        None,
    ),
    (
        "c2",
        "06/11/2021",
        "",
        "Joint home visit with police. Home conditions poor with dog mess on the kitchen floor. Baby seen in cot.",
        "LCS visit",
        "Assessment started",
        "2021-11-06",
        None,
    ),
    (
        "c3",
        "20/08/2021",
        "09:30",
        "Referral from police: father arrested for assault on mother, punched in the face, children in the living room.",
        "LCS contact",
        "Allocated to duty",
        "2021-08-20",
        "09:30",
    ),
    (
        "c4",
        "30/09/2021",
        "",
        "Case closed after assessment: father out of the home.",
        "LCS closure",
        "Closed to universal services",
        "2021-09-30",
        None,
    ),
    (
        "c5",
        "04/07/2022",
        "09:00",
        "Strategy discussion with police and health: bruise to Wren's cheek, section 47 enquiry to start.",
        "LCS",
        "Section 47",
        "2022-07-04",
        "09:00",
    ),
    (
        "c6",
        "05/07/2022",
        "13:00",
        "Wren seen on the ward with grandmother. Quiet, watchful.",
        "LCS visit",
        "Safety plan",
        "2022-07-05",
        "13:00",
    ),
    (
        "c7",
        "26 July 2022",
        "",
        "Initial child protection conference: both children made subject to plans for physical abuse.",
        "LCS",
        "Core group set",
        "2022-07-26",
        None,
    ),
    (
        "c8",
        "end of 2022",
        "",
        "Grandmother applied for special guardianship.",
        "Legal file",
        "",
        "2022-10~/2022-12~",
        None,
    ),
    (
        "c9",
        "14/03/2020",
        "",
        "Baby weighed by social worker at the family centre.",
        "LCS",
        "",
        "2020-03-14",
        None,
    ),
    ("c10", "02/02/2031", "", "Review conference: plans ended.", "LCS", "", "2031-02-02", None),
)

# Rows that tell of one event.
SAME = [
    ("p3", "h4"), ("h5", "v4"), ("h6", "g3"), ("p7", "c3"), ("h9", "g7"), ("p13", "v11"),
    ("p13", "c5"), ("v11", "c5"), ("p10", "s3"), ("p5", "c2"), ("p7", "h7"), ("p3", "c1"),
]  # fmt: skip
# Of these, the ones that differ in a date or a fact.
DIFFER = [("p5", "c2"), ("h9", "g7"), ("p10", "s3")]

AGENCIES = {
    "Northmoor Constabulary": POLICE,
    "St Bride's Hospital": HOSPITAL,
    "Wrenfield Health Visiting": HEALTH_VISITING,
    "Fell Lane Surgery": GP,
    "Aldertop Primary School": SCHOOL,
    "Northmoor Children's Services": SOCIAL_CARE,
}


def write_case(folder: Path) -> list[Path]:
    """Write the six returns, each in the format and with the headings its agency is used to."""
    return [
        _police_csv(folder / "Return 1.csv"),
        _hospital_xlsx(folder / "return 2 FINAL v3.xlsx"),
        _health_visiting_docx(folder / "Wrenfield Health Visiting chronology (2).docx"),
        _gp_html(folder / "Fell Lane Surgery.html"),
        _school_csv(folder / "Aldertop Primary School - chronology.txt"),
        _social_care_xlsx(folder / "csc.xlsx"),
    ]


def _police_csv(path: Path) -> Path:
    with path.open("w", encoding="cp1252", newline="") as lines:
        out = csv.writer(lines, delimiter=";")
        out.writerow(["Integrated chronology – Child W (invented)"] + [""] * 4)
        out.writerow(["Agency:", "Northmoor Constabulary", "", "", ""])
        out.writerow([])
        out.writerow(
            ["Occurred on", "Hrs", "Narrative", "Where is this recorded?", "What was done"]
        )
        for row in POLICE:
            out.writerow([row.written, row.time, row.what, row.source, row.action])
    return path


def _hospital_xlsx(path: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["St Bride's Hospital: chronology of contact"])
    sheet.merge_cells("A1:E1")
    sheet.append([])
    sheet.append(
        [
            "No.",
            "Date & time of contact",
            "Time (if known)",
            "Details of contact",
            "Record",
            "Outcome",
        ]
    )
    for number, row in enumerate(HOSPITAL, 1):
        sheet.append([number, row.written, row.time or None, row.what, row.source, row.action])
    book.create_sheet("Notes").append(["Completed by the safeguarding team"])
    book.save(path)
    return path


def _health_visiting_docx(path: Path) -> Path:
    from docx import Document

    document = Document()
    document.add_heading("Chronology")
    half = len(HEALTH_VISITING) // 2
    for part, heads in ((HEALTH_VISITING[:half], True), (HEALTH_VISITING[half:], False)):
        table = document.add_table(rows=0, cols=5)
        if heads:
            _fill(
                table.add_row(),
                ["When", "At", "What happened?", "Taken from", "Response of the service"],
            )
        for row in part:
            _fill(table.add_row(), [row.written, row.time, row.what, row.source, row.action])
        document.add_paragraph("")
    document.save(path)
    return path


def _fill(row: object, texts: list[object]) -> None:
    for cell, text in zip(row.cells, texts, strict=True):  # type: ignore[attr-defined]
        cell.text = str(text)


def _gp_html(path: Path) -> Path:
    from html import escape

    heads = "".join(f"<th>{h}</th>" for h in ("Date of entry", "Entry", "System", "Follow-up"))
    rows = "".join(
        f"<tr><td>{escape(str(r.written))}</td><td>{escape(r.what)}</td><td>{r.source}</td>"
        f"<td>{r.action}</td></tr>"
        for r in GP
    )
    path.write_text(
        f"<html><body><p>Printed</p><table><tr>{heads}</tr>{rows}</table></body></html>",
        encoding="utf-8",
    )
    return path


def _school_csv(path: Path) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as lines:
        out = csv.writer(lines, delimiter="\t")
        out.writerow(["Day", "Time", "Concern / information", "Logged in", "Action we took"])
        for row in SCHOOL:
            out.writerow([row.written, row.time, row.what, row.source, row.action])
    return path


def _social_care_xlsx(path: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "2021"
    heads = [
        "Organisation",
        "Event date",
        "Time",
        "Description of event",
        "Source of evidence",
        "Decision",
    ]
    sheet.append(heads)
    later = book.create_sheet("2022 on")
    later.append(heads)
    for row in SOCIAL_CARE:
        place = sheet if row.key in ("c1", "c2", "c3", "c4", "c9") else later
        place.append(
            [
                "Northmoor Children's Services",
                row.written,
                row.time,
                row.what,
                row.source,
                row.action,
            ]
        )
    book.save(path)
    return path
