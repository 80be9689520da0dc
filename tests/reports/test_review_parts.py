"""The small rules that a practice review is taken apart by: labels, titles, times, the cover."""

from __future__ import annotations

import pytest

from workbench.documents.model import Block, Furniture, assemble
from workbench.reports.parts.cover import cover_facts, kind_in
from workbench.reports.parts.items import findings_named
from workbench.reports.parts.labels import label_of
from workbench.reports.parts.outline import outline_of
from workbench.reports.parts.owners_named import owners_named
from workbench.reports.parts.printed_pieces import pieces_of
from workbench.reports.parts.rows_of_items import rows_in
from workbench.reports.parts.tables_and_terms import is_family, subject_in, tables_in, terms_in
from workbench.reports.parts.titles import is_within, topic_of
from workbench.reports.practice.episodes import when_of
from workbench.vocabulary import Organisations


@pytest.mark.parametrize(
    ("text", "kind", "number", "rest"),
    [
        ("Finding 1: Doors were shut", "finding", "1", "Doors were shut"),
        ("FINDING 3 Doors were shut", "finding", "3", "Doors were shut"),
        ("Key finding One – Doors", "finding", "1", "Doors"),
        ("Finding IV. Doors", "finding", "IV", "Doors"),
        ("Recommendation 5", "recommendation", "5", ""),
        ("Recommendation No. 4: Open them", "recommendation", "4", "Open them"),
        ("Recommendation 1.2 The Board", "recommendation", "1.2", "The Board"),
        ("Priority recommendation 2", "recommendation", "2", ""),
        ("R3. Open them", "recommendation", "3", "Open them"),
        ("Key Learning Point 3", "learning", "3", ""),
        ("Learning theme 2: Fathers", "learning", "2", "Fathers"),
        ("Lesson Two: Ask", "learning", "2", "Ask"),
        ("Learning point: Ask", "learning", None, "Ask"),
        ("Good practice: She rang", "good_practice", None, "She rang"),
        ("KPE2 – Birth", "episode", "2", "Birth"),
        ("Key Practice Episode 1: March", "episode", "1", "March"),
        ("Theme 1 – Trust", "theme", "1", "Trust"),
        ("Question 2: Who?", "question", "2", "Who?"),
    ],
)
def test_labels(text: str, kind: str, number: str | None, rest: str) -> None:
    label = label_of(text)
    assert label is not None
    assert (label.kind, label.number, text[label.length :]) == (kind, number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Finding 3 shows that doors were shut",
        "Finding a way in was hard",
        "Recommendations",
        "Considerations for the Board",
        "Learning is slow",
        "Good practice was seen",
        "Period of calm",
        "Recommendation I would make",
    ],
)
def test_prose_is_no_label(text: str) -> None:
    assert label_of(text) is None


def test_a_label_says_whom_it_is_for() -> None:
    assert label_of("Recommendation 3 (Police): Ring").note == "Police"  # type: ignore[union-attr]
    assert label_of("Recommendation 3 for the ICB: Pay").note == "ICB"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("5. Recommendations", "recommendations"),
        ("RECOMMENDATIONS FOR THE POLICE", "recommendations"),
        ("Learning and recommendations", "recommendations"),
        ("What needs to change", "recommendations"),
        ("Considerations for the Board", "questions"),
        ("Issues for the LSCB to consider:", "questions"),
        ("Questions for NSCB to consider", "questions"),
        ("Research questions", "introduction"),
        ("Appendix 2: Glossary", "glossary"),
        ("Appendix 4 – Panel", "end"),
        ("Lessons learned", "learning"),
        ("What we have learned", "learning"),
        ("Good practice identified", "good_practice"),
        ("What went well", "good_practice"),
        ("Analysis and findings", "findings"),
        ("Summary of findings", "finding_summary"),
        ("Thematic analysis", "themes"),
        ("Key practice episodes", "episodes"),
        ("Family composition", "family"),
        ("What happened", "narrative"),
        ("Neglect", None),
        ("Northmoor Constabulary", None),
    ],
)
def test_titles(title: str, topic: str | None) -> None:
    assert topic_of(title) == topic


def test_sub_headings_of_one_finding_are_known() -> None:
    assert is_within("How did the issue feature in this case?")
    assert is_within("Why does it matter?")
    assert not is_within("Neglect of older children")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("March 2013 – June 2013", "2013-03/2013-06"),
        ("Booking, March to September 2022", "2022-03/2022-09"),
        ("4 to 9 May 2014", "2014-05-04/2014-05-09"),
        ("From 30 December 2013 to 2 January 2014", "2013-12-30/2014-01-02"),
        ("03/04/2015 – 06/05/2015", "2015-04-03/2015-05-06"),
        ("6 December 2022", "2022-12-06"),
        ("around March 2013", "2013-03~"),
        ("before May 2012", "../2012-05"),
        ("December 2014 onwards", "2014-12/.."),
        ("Spring 2014", "2014-21"),
        ("2012-2014", "2012/2014"),
        ("31 February 2014", None),
        ("The first weeks", None),
        ("Year 9", None),
    ],
)
def test_when(text: str, when: str | None) -> None:
    assert when_of(text) == when


def test_findings_named_in_a_recommendation() -> None:
    assert findings_named("(Findings 1, 2 and 4)") == ("1", "2", "4")
    assert findings_named("Key finding 2") == ("2",)
    assert findings_named("The findings of two audits") == ()


def test_owners_from_leads_then_headings_then_words() -> None:
    known = Organisations.load()
    words = "The Board should ring Northmoor Council."
    board = "Northmoor Safeguarding Children Board"
    assert owners_named(words, ["Kestrel"], [], known, board) == ("Kestrel",)
    heading = "Recommendations for Northmoor Council"
    assert owners_named("Ring.", [], [heading], known) == ("Northmoor Council",)
    assert owners_named(words, [], ["Supervision"], known, board) == (board,)
    assert owners_named("A protocol should be agreed.", [], [], known, board) == ()
    both = "Northmoor Constabulary and Northmoor Council should meet."
    assert owners_named(both, [], [], known) == ("Northmoor Constabulary", "Northmoor Council")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Local Child Safeguarding Practice Review", "child_safeguarding_practice_review"),
        ("LCSPR Child A", "child_safeguarding_practice_review"),
        ("SERIOUS CASE REVIEW", "serious_case_review"),
        ("Thematic Child Safeguarding Practice Review", "thematic_review"),
        ("Domestic Homicide Review", "domestic_homicide_review"),
        ("Annual Report 2019/20", "annual_report"),
        ("following a rapid review meeting", None),
        ("the national Child Safeguarding Practice Review Panel", None),
    ],
)
def test_kinds_by_name(line: str, kind: str | None) -> None:
    assert kind_in(line) == kind


def test_a_cover_gone_missing_is_made_up_for_by_running_lines_and_the_file_name() -> None:
    document = assemble(
        "NSCP_CSPR_Child_Yarrow.pdf",
        "0" * 64,
        "pdf",
        [Block("numbered", "The family lived in one room.", number="2.4", page=1)],
        pages=1,
        furniture=[
            Furniture(
                "Northmoor Safeguarding Children Partnership - Child Safeguarding Practice Review",
                1,
                None,
                "footer",
            )
        ],
    )
    facts = cover_facts(document)
    assert facts.kind == "child_safeguarding_practice_review"
    assert facts.sure
    assert facts.publisher == "Northmoor Safeguarding Children Partnership"
    assert facts.area == "Northmoor"
    assert facts.subject == "Child Yarrow"
    assert "Child Yarrow" in facts.title


@pytest.mark.parametrize(
    ("line", "publisher", "area"),
    [
        ("Tarn & Merrow Safeguarding Children Partnership", None, "Tarn & Merrow"),
        ("Tarn, Merrow and Haleshire Safeguarding Children Partnership", None, None),
        ("City of Merrow Safeguarding Children Board", None, "City of Merrow"),
        ("Tarn Valley Children's Safeguarding Assurance Partnership", None, "Tarn Valley"),
        ("Merrow Safeguarding Adults and Children Partnership", None, "Merrow"),
        ("Merrow Multi-Agency Safeguarding Arrangements", None, "Merrow"),
        ("Merrow Area Child Protection Committee", None, "Merrow"),
        (
            "Written with Haleshire Council, Merrow Safeguarding Children Partnership",
            "Merrow Safeguarding Children Partnership",
            "Merrow",
        ),
    ],
)
def test_partnerships_by_the_names_they_have_taken(
    line: str, publisher: str | None, area: str | None
) -> None:
    blocks = [Block(kind="paragraph", text="Serious Case Review"), Block("paragraph", line)]
    facts = cover_facts(assemble("report.txt", "0" * 64, "text", blocks))
    assert facts.publisher == (publisher or line)
    assert facts.area == (area or line.partition(" Safeguarding")[0])


def test_a_review_that_is_not_published_says_why() -> None:
    document = assemble(
        "r.txt",
        "0" * 64,
        "text",
        [
            Block("heading", "Serious Case Review: Child Vetch", level=1),
            Block("paragraph", "This report will not be published, to protect the siblings."),
        ],
    )
    facts = cover_facts(document)
    assert facts.withheld == "This report will not be published, to protect the siblings."


def test_headings_whether_real_bold_or_capitals() -> None:
    document = assemble(
        "r.docx",
        "0" * 64,
        "docx",
        [
            Block("paragraph", "LESSONS LEARNED"),
            Block("paragraph", "Seeing fathers", bold=True),
            Block("paragraph", "Seeing fathers was hard for all.", bold=True),
            Block("paragraph", "NSCP: Northmoor Safeguarding Children Partnership"),
            Block("paragraph", "Lead: Northmoor Council"),
        ],
    )
    kinds = [piece.kind for piece in pieces_of(document)]
    assert kinds == ["heading", "heading", "text", "text", "text"]


def test_recommendations_that_ran_together_are_parted() -> None:
    text = "Recommendation 1: Ring. Recommendation 2: Write. As Finding 3 says, wait."
    document = assemble("r.txt", "0" * 64, "text", [Block("paragraph", text)])
    pieces = pieces_of(document)
    assert [piece.label.number for piece in pieces if piece.label] == ["1", "2"]
    assert [document.text[p.start : p.end] for p in pieces] == [p.text for p in pieces]


def test_who_is_who_and_what_is_short_for_what() -> None:
    family = (("Known as", "Relationship", "Age"), ("Fern", "Subject", "9"), ("MF", "Mother", "28"))
    terms = (("CIN", "Child in need", "GP", "General practitioner"),)
    document = assemble(
        "r.docx",
        "0" * 64,
        "docx",
        [
            Block("heading", "Family composition", level=1),
            Block("table", "\n".join("\t".join(row) for row in family), rows=family),
            Block("heading", "Glossary", level=1),
            Block("table", "\n".join("\t".join(row) for row in terms), rows=terms),
            Block("paragraph", "MASH – Multi-agency safeguarding hub"),
        ],
    )
    pieces = pieces_of(document)
    outline = outline_of(pieces)
    tables = tables_in("r", pieces, outline)
    assert tables[0].name == "Family composition"
    assert is_family(tables[0])
    assert subject_in(tables) == "Fern"
    assert subject_in([]) is None
    assert {t.term: t.meaning for t in terms_in("r", pieces, outline)} == {
        "CIN": "Child in need",
        "GP": "General practitioner",
        "MASH": "Multi-agency safeguarding hub",
    }


def test_a_list_in_a_box_ends_with_the_box() -> None:
    blocks = [
        Block("heading", "Findings", level=1),
        Block("box", "Good practice we saw\nThe nurse rang at once.\nThe school kept a diary."),
        Block("paragraph", "Nobody had asked the father."),
    ]
    pieces = pieces_of(assemble("r.pdf", "0" * 64, "pdf", blocks))
    outline = outline_of(pieces)
    assert [outline.topic(n) for n in range(len(pieces))] == [
        "findings",
        *["good_practice"] * 3,
        "findings",
    ]


def test_a_title_alone_in_a_box_is_a_bar_above_what_follows() -> None:
    blocks = [
        Block("box", "Good practice we saw"),
        Block("bullet", "The nurse rang at once."),
    ]
    pieces = pieces_of(assemble("r.pdf", "0" * 64, "pdf", blocks))
    assert outline_of(pieces).topic(1) == "good_practice"


def test_a_theme_across_a_table_is_no_recommendation() -> None:
    rows = (
        ("Ref", "Recommendation", "Lead"),
        ("Theme", "1: Not brought and not seen", ""),
        ("1A", "The Trust should write to every family that was not reached.", "Trust"),
    )
    blocks = [Block("table", "\n".join("\t".join(row) for row in rows), rows=rows)]
    pieces = pieces_of(assemble("r.docx", "0" * 64, "docx", blocks))
    (found,) = rows_in(pieces, outline_of(pieces), "recommendation")
    assert found.printed == "1A"


@pytest.mark.parametrize("whom", ["For schools and early years settings", "For the health trusts"])
def test_recommendations_are_grouped_by_whom_they_are_for(whom: str) -> None:
    blocks = [
        Block("heading", "Recommendations", level=1),
        Block("heading", whom, level=1),
        Block("numbered", "Letters should be read.", number="1"),
    ]
    pieces = pieces_of(assemble("r.pdf", "0" * 64, "pdf", blocks))
    assert outline_of(pieces).topic(2) == "recommendations"
