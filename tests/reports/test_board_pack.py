"""Packs of papers: agenda, action log in many layouts, and the yearly report inside. Invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.documents import read_document
from workbench.documents.model import Block, Document, assemble
from workbench.records import Action, Reading
from workbench.reports.base import choose, read_report
from workbench.reports.packs.action_log import _day
from workbench.reports.packs.reader import BoardPackReader
from workbench.vocabulary import Organisations

YEARLY = """Northmoor Safeguarding Children Partnership
Annual Report 2022-23

FOREWORD
The Independent Scrutineer thanks the safeguarding partners for their candour. This report
covers the period from 1 April 2022 to 31 March 2023 and describes early help, training and
the work of every sub group.

LEARNING FROM REVIEWS
During the year the partnership:
• Completed a rapid review on the drowning of a ten year old boy

NSCP Challenge: How many children are taught at home and seen by nobody?

Action: The council and the school nurses compared their lists and found twenty-three.

PRIORITIES
Priority 1: Neglect
Priority 2: Harm outside the home

MULTI-AGENCY TRAINING
Course Sessions Attended
Neglect 4 80
Fathers 2 30
Total 6 120

GLOSSARY
CAMHS Child and Adolescent Mental Health Services
CDOP Child Death Overview Panel
LADO Local Authority Designated Officer
MASH Multi-Agency Safeguarding Hub
NSCP Northmoor Safeguarding Children Partnership
"""

RAW = f"""Wrenfield Community Health NHS Trust
Meeting of the Board of Directors held in public
Thursday 26 September 2024 at 9.30am

AGENDA

1 Welcome and apologies
2 Declarations of interest
3 Minutes of the meeting of 25 July 2024
4 Action log
5 Safeguarding children: yearly report of the partnership
6 Any other business

MINUTES OF THE MEETING OF 25 JULY 2024

The chair welcomed Maeve Arkwright, who has joined as nurse director. The board noted that
the flood at the Harrowdene site had closed two clinics and thanked the estates team.

ACTION LOG

Ref Date raised Agreed action Lead Target date Status Update
24/031 30/05/2024 Write to every surgery about the new referral form Medical Director
31/07/2024 Closed Sent on 12 July
24/036 25/07/2024 Bring a paper on health visiting vacancies to the board Chief Nurse
26/09/2024 Open On the agenda today
24/040 25/07/2024 Agree with the council who pays for the interpreter at clinics
Director of Finance 28/11/2024 In progress

Agenda item 5
Title of report: Yearly report of the safeguarding partnership
Presented by: Maeve Arkwright, Chief Nurse
Purpose: For information

The board is asked to note the report.

{YEARLY}
Agenda item 6
Title of report: Estates update
Presented by: Director of Estates
Purpose: For assurance

The roof of the Fell Lane clinic has been mended.
"""


def read(text: str, folder: Path, name: str = "pack.txt") -> Reading:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    reader = choose(document)
    assert reader.kind == "board_pack"
    return reader.read(document, "pack", Organisations.load())


def cells(action: Action) -> tuple[str | None, ...]:
    return (
        action.number,
        action.raised,
        action.text,
        action.owner,
        action.due,
        action.status,
        action.comment,
    )


def table(*rows: tuple[str, ...], page: int = 1) -> Block:
    return Block("table", "\n".join("\t".join(row) for row in rows), rows=rows, page=page)


def pack(*blocks: Block) -> Document:
    head = (
        Block("heading", "NSCP Executive: agenda", page=1, level=1),
        Block("numbered", "Apologies", number="1", page=1),
        Block("numbered", "Action log", number="2", page=1),
        Block("numbered", "Any other business", number="3", page=1),
        Block("heading", "Action log", page=2, level=1),
    )
    return assemble("pack.pdf", "0" * 64, "pdf", [*head, *blocks], pages=9)


def actions(*blocks: Block) -> tuple[Action, ...]:
    return BoardPackReader().read(pack(*blocks), "pack", Organisations.load()).actions


def test_a_pack_in_raw_text(tmp_path: Path) -> None:
    reading = read(RAW, tmp_path)
    assert reading.review.publisher == "Wrenfield Community Health NHS Trust"
    assert reading.review.started == "2024-09-26"
    assert [(p.number, p.text) for p in reading.passages if p.section == "Agenda"] == [
        ("1", "Welcome and apologies"),
        ("2", "Declarations of interest"),
        ("3", "Minutes of the meeting of 25 July 2024"),
        ("4", "Action log"),
        ("5", "Safeguarding children: yearly report of the partnership"),
        ("6", "Any other business"),
    ]
    assert [cells(action) for action in reading.actions] == [
        (
            "24/031",
            "2024-05-30",
            "Write to every surgery about the new referral form",
            "Medical Director",
            "2024-07-31",
            "Closed",
            "Sent on 12 July",
        ),
        (
            "24/036",
            "2024-07-25",
            "Bring a paper on health visiting vacancies to the board",
            "Chief Nurse",
            "2024-09-26",
            "Open",
            "On the agenda today",
        ),
        (
            "24/040",
            "2024-07-25",
            "Agree with the council who pays for the interpreter at clinics",
            "Director of Finance",
            "2024-11-28",
            "In progress",
            None,
        ),
    ]


def test_the_yearly_report_inside_is_read_as_one(tmp_path: Path) -> None:
    reading = read(RAW, tmp_path)
    [inside] = reading.inside
    assert inside.review.kind == "annual_report"
    assert inside.review.publisher == "Northmoor Safeguarding Children Partnership"
    assert (inside.review.started, inside.review.ended) == ("2022-04-01", "2023-03-31")
    [challenge] = [p for p in inside.passages if p.kind == "challenge"]
    assert challenge.answer == (
        "The council and the school nurses compared their lists and found twenty-three."
    )
    assert len(inside.terms) == 5
    # What stands behind the report, and before it, is not in it.
    assert not any("roof" in passage.text for passage in inside.passages)
    assert not any(action.review == inside.review.id for action in inside.actions)


def test_a_report_inside_is_checked_as_any_other(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(RAW, encoding="utf-8")
    pack = read_report(read_document(path), "pack", Organisations.load())
    [inside] = pack.inside
    assert [check.check for check in inside.checks] == ["total_does_not_add_up"]
    assert "total_does_not_add_up" not in [check.check for check in pack.checks]


def test_positions_inside_are_positions_in_the_pack(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(RAW, encoding="utf-8")
    document = read_document(path)
    [inside] = BoardPackReader().read(document, "pack", Organisations.load()).inside
    for passage in inside.passages:
        assert document.text[passage.start : passage.end] == passage.text


def test_tabs_and_other_headings(tmp_path: Path) -> None:
    rows = [
        "Action no\tMeeting\tAction required\tBy whom\tDeadline\tRAG\tProgress",
        "7\tMay 2024\tTrain the receptionists\tPractice manager\t30 June 2024\tGreen\tDone",
        "8\tMay 2024\tBuy a second changing mat\tJB/KD\tongoing\tAmber\t",
    ]
    text = RAW.partition("ACTION LOG\n")[0] + "ACTION LOG\n\n" + "\n".join(rows) + "\n"
    reading = read(text, tmp_path)
    assert [cells(action) for action in reading.actions] == [
        (
            "7",
            "2024-05",
            "Train the receptionists",
            "Practice manager",
            "2024-06-30",
            "Green",
            "Done",
        ),
        ("8", "2024-05", "Buy a second changing mat", "JB/KD", "ongoing", "Amber", None),
    ]


def test_a_row_that_goes_on_over_the_page_and_a_header_printed_again() -> None:
    head = ("No", "Date raised", "Action", "Owner", "Due", "Open/closed", "Comment")
    found = actions(
        table(
            head,
            (
                "1",
                "3/6/24",
                "Ask the housing association",
                "Moira Quill",
                "1/7/24",
                "Open",
                "Letter",
            ),
            page=2,
        ),
        table(
            head,
            ("", "", "for its list of empty homes", "", "", "", "sent in June"),
            ("2", "3/6/24", "Mend the gate", "Estates", "5/8/24", "Closed", ""),
            page=3,
        ),
    )
    assert [(a.number, a.text, a.comment, a.page) for a in found] == [
        ("1", "Ask the housing association for its list of empty homes", "Letter sent in June", 2),
        ("2", "Mend the gate", None, 3),
    ]
    assert found[0].raised == "2024-06-03"
    assert found[0].due == "2024-07-01"


def test_bands_of_open_and_closed_actions() -> None:
    found = actions(
        table(
            ("Ref", "Action", "Lead", "Deadline"),
            ("Open actions", "", "", ""),
            ("A1", "Count the cots", "Midwifery", "12 March 2024"),
            ("Closed actions", "", "", ""),
            ("A2", "Print the leaflet", "Communications", "1 March 2024"),
        )
    )
    assert [(a.number, a.status, a.due) for a in found] == [
        ("A1", "Open", "2024-03-12"),
        ("A2", "Closed", "2024-03-01"),
    ]


def test_labelled_actions() -> None:
    found = actions(
        Block("paragraph", "Action 12: Invite the fire service to the group", page=2),
        Block("paragraph", "Owner: Tess Oldroyd Due: 14 October 2024 Status: Open", page=2),
        Block("paragraph", "Action 13: Thank the volunteers. Lead: Chair. Deadline: tbc", page=2),
    )
    assert [(a.number, a.text, a.owner, a.due, a.status) for a in found] == [
        ("12", "Invite the fire service to the group", "Tess Oldroyd", "2024-10-14", "Open"),
        ("13", "Thank the volunteers.", "Chair", "tbc", None),
    ]


def test_a_table_of_risks_is_no_action_log() -> None:
    found = actions(
        table(
            ("Ref", "Risk", "Likelihood", "Impact", "Owner"),
            ("R1", "Too few health visitors", "4", "4", "Wrenfield"),
        )
    )
    assert found == ()


def test_the_invented_pack_of_northmoor() -> None:
    folder = Path(__file__).parents[2] / "data" / "northmoor" / "reports"
    path = folder / "board-pack-2024-09.docx"
    if not path.exists():
        pytest.skip("the invented reports are not built")
    document = read_document(path)
    assert choose(document).kind == "board_pack"
    reading = BoardPackReader().read(document, "pack", Organisations.load())
    assert len(reading.actions) == 17
    assert [inside.review.kind for inside in reading.inside] == ["annual_report"]


def test_a_yearly_report_alone_is_no_pack(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(YEARLY, encoding="utf-8")
    assert choose(read_document(path)).kind == "annual_report"


HEAD = """Northmoor Safeguarding Children Partnership
Executive meeting, 5 March 2024

AGENDA

1. Apologies
2. Minutes of the last meeting
3. Action log
4. Any other business

ACTION LOG

"""


def test_cells_printed_one_under_the_other(tmp_path: Path) -> None:
    text = """Ref
Action
Owner
Due date
Status
Comments

1/24
Write to all the schools about the new form
Head of Education
31/03/2024
Open
Draft is ready

2/24
Find a room for the parents' group that has a kitchen
Kestrel
30/04/2024
Closed
The church hall
"""
    found = read(HEAD + text, tmp_path).actions
    assert [(a.number, a.owner, a.due, a.status, a.comment) for a in found] == [
        ("1/24", "Head of Education", "2024-03-31", "Open", "Draft is ready"),
        ("2/24", "Kestrel", "2024-04-30", "Closed", "The church hall"),
    ]


def test_an_owner_before_the_action(tmp_path: Path) -> None:
    text = """No. Meeting date Owner Action Target date Status
23.1 14 Nov 2023 Police Share the list of addresses with the hub 31 Jan 2024 Complete
23.2 14 Nov 2023 ICB Report on vacancies in school nursing to the next
meeting 31 Mar 2024 Amber
"""
    found = read(HEAD + text, tmp_path).actions
    assert [(a.number, a.raised, a.owner, a.text, a.due, a.status) for a in found] == [
        (
            "23.1",
            "2023-11-14",
            "Police",
            "Share the list of addresses with the hub",
            "2024-01-31",
            "Complete",
        ),
        (
            "23.2",
            "2023-11-14",
            "ICB",
            "Report on vacancies in school nursing to the next meeting",
            "2024-03-31",
            "Amber",
        ),
    ]


def test_a_log_without_dates(tmp_path: Path) -> None:
    text = """Ref Action Lead Status
A1 Ask the hospital for its figures Designated Doctor Closed
A2 Invite the fire service to join the group Business Manager Open
"""
    found = read(HEAD + text, tmp_path).actions
    assert [(a.number, a.owner, a.due, a.status) for a in found] == [
        ("A1", "Designated Doctor", None, "Closed"),
        ("A2", "Business Manager", None, "Open"),
    ]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("28-Feb-23", "2023-02-28"),
        ("31-Feb-23", "31-Feb-23"),
        ("99-Jan-2020", "99-Jan-2020"),
        ("28/02/2023", "2023-02-28"),
        ("31/02/2023", "31/02/2023"),
    ],
)
def test_a_day_there_is_not_stays_as_written(written: str, day: str) -> None:
    assert _day(written) == day
