"""CQC reviews of health services, in layouts that were not those of any one report.

All of them are invented (``tests/reports/layouts``): places, services and people.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from workbench.documents import read_document
from workbench.documents.model import Block, Document, assemble
from workbench.records import Passage, Reading
from workbench.reports.base import read_report
from workbench.reports.cqc.reader import CqcReviewReader
from workbench.vocabulary import Organisations

LAYOUTS = Path(__file__).parent / "layouts"
READER = CqcReviewReader()


@cache
def layout(name: str) -> tuple[Document, Reading]:
    document = read_document(LAYOUTS / name)
    return document, read_report(document, "review", Organisations.load(), READER.kind)


def of(reading: Reading, kind: str) -> list[Passage]:
    return [passage for passage in reading.passages if passage.kind == kind]


def cites(reading: Reading) -> dict[str | None, tuple[str, ...]]:
    return {finding.number: finding.cites for finding in of(reading, "finding") if finding.cites}


def owners(reading: Reading) -> dict[str | None, tuple[str, ...]]:
    return {passage.number: passage.owners for passage in of(reading, "recommendation")}


def read(*blocks: Block) -> Reading:
    document = assemble("invented.txt", "0" * 64, "text", blocks)
    reading = read_report(document, "review", Organisations.load(), READER.kind)
    for passage in reading.passages:
        assert document.text[passage.start : passage.end] == passage.text
    return reading


@pytest.mark.parametrize("path", sorted(LAYOUTS.glob("health-review-*")), ids=lambda p: p.stem)
def test_every_layout_is_recognised_and_its_passages_stand_where_they_say(path: Path):
    document, reading = layout(path.name)
    assert READER.recognises(document) >= 0.7
    assert reading.review.kind == "cqc_review"
    for passage in reading.passages:
        assert document.text[passage.start : passage.end] == passage.text
    refs = [passage.ref for passage in reading.passages]
    assert len(refs) == len(set(refs))


class TestBoldAndTabs:
    """Markdown-like text: bold numbers and references, tabs, a box as a table of one cell."""

    reading = property(lambda self: layout("health-review-bold-and-tabs.md")[1])

    def test_references_in_every_printed_form(self):
        assert cites(self.reading) == {
            "1.1": ("2.1",),
            "1.3": ("1.1", "2.1"),
            "1.4": ("1.2", "3.1", "4.1"),
            "2.1": ("4.1",),
            "3.1": ("1.1", "2.2", "4.2"),
            "4.1": ("3.1",),
            "5.2.1": ("5.1",),
        }

    def test_the_references_are_no_part_of_the_text(self):
        assert not any("ecommendation" in finding.text for finding in of(self.reading, "finding"))
        told = next(f for f in of(self.reading, "finding") if f.number == "2.1")
        assert told.text.endswith("attention of Eastmere County Council Public Health.")

    def test_sections_of_the_childs_journey(self):
        sections = {f.number: f.section for f in of(self.reading, "finding")}
        assert sections["1.2"] == "Early help"
        assert sections["5.1.1"] == "Leadership & management"
        assert sections["5.3.1"] == "Training and supervision"

    def test_owners(self):
        acute = "Northbeck University Hospitals NHS Trust"
        mental = "Eastmere Partnership University NHS Foundation Trust"
        ccgs = (
            "Eastmere and Holt Clinical Commissioning Group",
            "Northbeck Clinical Commissioning Group",
        )
        assert owners(self.reading) == {
            "1.1": ccgs,
            "1.2": ccgs,
            "2.1": (acute,),
            "2.2": (acute,),
            "3.1": (mental, "Saltmarsh Community Care", "Turning Point"),
            "4.1": ("South Fen and Maudry NHS Foundation Trust", "NHS England"),
            "4.2": ("South Fen and Maudry NHS Foundation Trust", "NHS England"),
            "5.1": (mental, acute, "Saltmarsh Community Care"),
        }

    def test_quotes_with_speakers_and_stories(self):
        assert [(q.about, q.text) for q in of(self.reading, "quote")] == [
            (
                "foster carer",
                "The nurse came to the house three times before he would talk to her.",
            ),
            ("care leaver", "Nobody asked me what I wanted."),
        ]
        story, box = of(self.reading, "vignette")
        assert (story.section, story.about) == ("What people told us", None)
        assert (box.section, box.about) == ("Early help", "Baby K")

    def test_what_it_says_of_itself(self):
        review = self.reading.review
        assert review.area == "Eastmere and Holt"
        assert (review.started, review.ended) == ("2017-07-03", "2017-07-07")
        assert review.published == "2017-11-21"
        assert review.people_counted == 83
        assert review.response_working_days == 20
        assert review.response_terms == "within 20 working days of receipt of this report"
        assert review.response_by == "Eastmere and Holt Clinical Commissioning Group"

    def test_nothing_is_wrong_with_its_numbers(self):
        assert self.reading.checks == ()


class TestRawWraps:
    """Raw text: lines of a page's width, three-level numbers, footers in between."""

    reading = property(lambda self: layout("health-review-raw-wraps.txt")[1])

    def test_references_over_line_ends(self):
        assert cites(self.reading) == {
            "1.1.2": ("2.1",),
            "1.1.3": ("1.2", "3.1"),
            "2.1.1": ("3.2",),
            "3.1.1": ("1.1", "1.2"),
            "3.1.2": ("7.1",),
        }

    def test_a_heading_within_a_section_is_not_the_section(self):
        sections = {f.number: f.section for f in of(self.reading, "finding")}
        assert sections["1.1.1"] == sections["1.2.1"] == "Early help"
        assert sections["3.1.1"] == "Child protection"

    def test_findings_are_whole(self):
        by_number = {f.number: f.text for f in of(self.reading, "finding")}
        assert (
            by_number["1.2.1"]
            == "Health visitors use a well-established tool to ask about the home."
        )
        assert by_number["1.1.3"].endswith("what happened to a child at the hospital.")

    def test_a_box_of_two_paragraphs_is_one_example(self):
        (box,) = of(self.reading, "vignette")
        assert box.about == "Child M"
        assert box.text.startswith("Child M was four") and box.text.endswith("put on weight.")

    def test_owners_over_line_ends(self):
        assert owners(self.reading)["1.1"] == (
            "Calderbeck Clinical Commissioning Group",
            "Calderbeck and Fenwick Hospitals NHS Foundation Trust",
            "Calderbeck Community Health Limited",
        )
        assert owners(self.reading)["3.1"] == ("Calderbeck Clinical Commissioning Group",)

    def test_numbers_in_words(self):
        assert self.reading.review.people_counted == 96
        assert self.reading.review.response_working_days == 20

    def test_a_reference_that_leads_nowhere_is_noticed(self):
        found = {check.check: check for check in self.reading.checks}
        assert found["reference_leads_nowhere"].refs == ("review/finding/3.1.2",)
        assert "7.1" in found["reference_leads_nowhere"].message
        assert found["recommendation_never_cited"].refs == ("review/recommendation/3.3",)


class TestRecommendationsFirst:
    """Recommendations before the findings, both numbered 1, 2, 3; no cover."""

    reading = property(lambda self: layout("health-review-recommendations-first.txt")[1])

    def test_finding_1_and_recommendation_1_are_two_things(self):
        assert [f.number for f in of(self.reading, "finding")] == list("1234567")
        assert [r.number for r in of(self.reading, "recommendation")] == list("12345")
        assert cites(self.reading) == {"1": ("1",), "3": ("2", "3"), "4": ("3",), "6": ("4", "5")}

    def test_owners_without_numbers(self):
        assert owners(self.reading)["3"] == ("Wrenfield Community Health NHS Trust", "Kestrel")
        assert owners(self.reading)["5"] == ("Northmoor Clinical Commissioning Group",)

    def test_another_bodys_recommendation_is_no_reference(self):
        last = of(self.reading, "finding")[-1]
        assert last.cites == ()
        assert "recommendation 6 of the 2013 review" in last.text

    def test_dates_and_area(self):
        review = self.reading.review
        assert (review.started, review.ended) == ("2018-03-12", "2018-03-16")
        assert (review.published, review.area) == ("2018-08-02", "Northmoor")


class TestBullets:
    """Bullets under numbered owners; a finding with a list in it; headings in capitals."""

    reading = property(lambda self: layout("health-review-bullets.txt")[1])

    def test_bullets_are_cited_by_the_number_of_their_group(self):
        numbers = [(r.number, r.text[:9]) for r in of(self.reading, "recommendation")]
        assert numbers == [
            ("1", "The waiti"),
            ("2", "Staff can"),
            ("2", "Paper not"),
            ("3", "One plan "),
        ]
        assert cites(self.reading) == {"1.2": ("1",), "2.1": ("2", "3")}
        assert self.reading.checks == ()

    def test_a_list_within_a_finding_is_part_of_it(self):
        finding = next(f for f in of(self.reading, "finding") if f.number == "2.1")
        assert finding.text.startswith("Records are kept") and finding.text.endswith(
            "other's notes."
        )
        assert finding.section == "Children in need"

    def test_an_example_under_its_own_heading(self):
        (example,) = of(self.reading, "vignette")
        assert example.about == "Case example"
        assert example.text.startswith("A young man of seventeen")


def journey(*findings: Block) -> list[Block]:
    return [Block("heading", "Early help", number="1", level=1), *findings]


def recommended(*blocks: Block) -> list[Block]:
    return [Block("heading", "Recommendations", level=1), *blocks]


def test_what_extraction_glued_is_taken_apart():
    reading = read(
        *journey(
            Block(
                "numbered",
                "Staff ask. 1.2 Nobody writes. (Recommendation 1.1) 1.3 All is well.",
                number="1.1",
            ),
            Block("paragraph", "Child C is safe now, and she sleeps. 2. Children in need"),
            Block("numbered", "Help is quick. Recommendations", number="2.1"),
            Block("heading", "Kestrel should ensure that:", number="1"),
            Block("numbered", "Answers are written down. 2. Northmoor CCG must:", number="1.1"),
            Block("numbered", "Money is found.", number="2.1"),
        )
    )
    findings = [(f.number, f.section, f.text) for f in of(reading, "finding")]
    assert findings == [
        ("1.1", "Early help", "Staff ask."),
        ("1.2", "Early help", "Nobody writes."),
        ("1.3", "Early help", "All is well."),
        ("2.1", "Children in need", "Help is quick."),
    ]
    assert [v.text for v in of(reading, "vignette")] == ["Child C is safe now, and she sleeps."]
    assert owners(reading) == {
        "1.1": ("Kestrel",),
        "2.1": ("Northmoor Clinical Commissioning Group",),
    }


def test_a_number_at_the_turn_of_a_line_is_not_a_finding():
    reading = read(
        *journey(
            Block("numbered", "Beds are few. (Recommendation", number="1.1"),
            Block("numbered", ")", number="6.3"),
            Block("numbered", "Nurses are kind.", number="1.2"),
        )
    )
    assert [(f.number, f.text, f.cites) for f in of(reading, "finding")] == [
        ("1.1", "Beds are few.", ("6.3",)),
        ("1.2", "Nurses are kind.", ()),
    ]


@pytest.mark.parametrize("kind", ["paragraph", "heading"])
def test_a_reference_on_a_line_of_its_own_belongs_to_the_finding_before(kind):
    reading = read(
        *journey(
            Block("numbered", "Beds are few.", number="1.1"),
            Block(kind, "(Recommendation 6.3)", bold=True),
            Block("paragraph", "Child D waited for nine days on a ward."),
            Block("numbered", "Nurses are kind.", number="1.2"),
        )
    )
    assert cites(reading) == {"1.1": ("6.3",)}
    assert [v.about for v in of(reading, "vignette")] == ["Child D"]


def test_a_second_paragraph_goes_on_with_its_finding():
    reading = read(
        *journey(
            Block("numbered", "Letters are late.", number="1.1"),
            Block("paragraph", "Services are then left to guess. (Recommendation 1.1)"),
            Block("numbered", "Nurses are kind.", number="1.2"),
        )
    )
    first = of(reading, "finding")[0]
    assert first.text.endswith("left to guess.") and first.cites == ("1.1",)


def test_two_boxes_one_after_the_other_are_two():
    reading = read(
        *journey(
            Block("numbered", "Nurses are kind.", number="1.1"),
            Block("paragraph", "Child A told a nurse what had happened at home."),
            Block("paragraph", "She was safe that night."),
            Block("paragraph", "Child B was not heard for a year."),
            Block("box", "Family F were helped by a midwife."),
        )
    )
    assert [v.about for v in of(reading, "vignette")] == ["Child A", "Child B", "Family F"]


def test_numbered_rows_of_a_table_are_findings():
    table = Block(
        "table",
        "1.1\tStaff ask about the home.\n1.2\tNobody writes it down. (Rec 1.1)",
        rows=(("1.1", "Staff ask about the home."), ("1.2", "Nobody writes it down. (Rec 1.1)")),
    )
    reading = read(*journey(table))
    assert [(f.number, f.text) for f in of(reading, "finding")] == [
        ("1.1", "Staff ask about the home."),
        ("1.2", "Nobody writes it down."),
    ]


def test_items_numbered_afresh_under_each_owner_are_cited_in_two_parts():
    reading = read(
        *journey(Block("numbered", "Beds are few. (Recommendations 1.2 and 2.1)", number="1.1")),
        *recommended(
            Block("numbered", "Kestrel should ensure that:", number="1"),
            Block("numbered", "Letters are sent.", number="1"),
            Block("numbered", "Letters are read.", number="2"),
            Block("numbered", "Northmoor Council should ensure that:", number="2"),
            Block("numbered", "Beds are bought.", number="1"),
        ),
    )
    assert owners(reading) == {
        "1.1": ("Kestrel",),
        "1.2": ("Kestrel",),
        "2.1": ("Northmoor Council",),
    }


def test_recommendations_in_a_table_with_their_owner():
    table = Block(
        "table",
        "No.\tRecommendation\tOwner\n"
        "1.1\tLetters are sent within a day.\tKestrel and Northmoor CCG",
        rows=(
            ("No.", "Recommendation", "Owner"),
            ("1.1", "Letters are sent within a day.", "Kestrel and Northmoor CCG"),
        ),
    )
    provided = Block("paragraph", "Drug services are provided by Kestrel.")
    reading = read(provided, *recommended(table))
    (only,) = of(reading, "recommendation")
    assert only.text == "Letters are sent within a day."
    assert only.owners == ("Kestrel", "Northmoor Clinical Commissioning Group")


def test_a_recommendation_that_names_its_owner_itself():
    reading = read(
        *recommended(
            Block("paragraph", "We make the following recommendations."),
            Block("numbered", "Northmoor CCG should find the money.", number="1"),
            Block("numbered", "All staff should be kind.", number="2"),
        )
    )
    assert owners(reading) == {"1": ("Northmoor Clinical Commissioning Group",), "2": ()}


def test_recommendations_with_a_label_before_or_above_them():
    reading = read(
        *recommended(
            Block("paragraph", "Recommendation 1: Northmoor CCG should find the money."),
            Block("heading", "Recommendation 2", bold=True),
            Block("paragraph", "Northmoor Council should say where it went."),
        )
    )
    texts = [(r.number, r.text) for r in of(reading, "recommendation")]
    assert texts == [
        ("1", "Northmoor CCG should find the money."),
        ("2", "Northmoor Council should say where it went."),
    ]
    assert owners(reading)["2"] == ("Northmoor Council",)


def test_findings_without_numbers_are_the_paragraphs_of_their_sections():
    reading = read(
        Block("heading", "Early help", level=1),
        Block("paragraph", "Nurses are kind and quick."),
        Block("paragraph", "Letters are late. (Recommendation 1)"),
    )
    found = [(f.number, f.section, f.text, f.cites) for f in of(reading, "finding")]
    assert found == [
        (None, "Early help", "Nurses are kind and quick.", ()),
        (None, "Early help", "Letters are late.", ("1",)),
    ]


@pytest.mark.parametrize(
    ("printed", "counted"),
    [
        ("We took into account the experiences of 83 children and young people.", 83),
        ("In total, the experiences of a total of 104 children were considered.", 104),
        ("We looked at the experiences of one hundred and twelve children.", 112),
        ("Altogether we followed ninety children and young people.", 90),
        ("We spoke with some children.", None),
    ],
)
def test_how_many_children_were_counted(printed: str, counted: int | None):
    assert read(Block("paragraph", printed)).review.people_counted == counted


def test_a_document_of_another_kind_is_not_claimed():
    yearly = [
        Block("heading", "Northmoor Safeguarding Children Partnership", level=1),
        Block("heading", "Annual report 2023-24", level=1),
        Block("heading", "Early help", level=1),
        Block("heading", "Child protection", level=1),
        Block(
            "paragraph",
            "The CQC review of health services for children looked after and safeguarding in "
            "Northmoor was published.",
        ),
    ] + [Block("paragraph", "CQC found that more was needed. (Recommendation 1.1)")] * 20
    pack = [
        Block("heading", "Agenda", level=1),
        *read_document(LAYOUTS / "health-review-raw-wraps.txt").blocks,
    ]
    for blocks in (yearly, pack):
        document = assemble("invented.txt", "0" * 64, "text", blocks)
        assert READER.recognises(document) < 0.3


def test_an_empty_or_odd_document_is_read_without_complaint():
    assert read().passages == ()
    assert read(Block("paragraph", "Nothing to see.")).passages == ()
