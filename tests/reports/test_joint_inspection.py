"""Letters of joint inspections, today's layout and the older one. All of them are invented."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from workbench.documents import read_document
from workbench.documents.model import Block, Document, assemble
from workbench.records import Passage, Reading
from workbench.reports.inspection.reader import JointInspectionReader
from workbench.vocabulary import Organisations

LAYOUTS = Path(__file__).parent / "layouts"
READER = JointInspectionReader()


@cache
def layout(name: str) -> tuple[Document, Reading]:
    document = read_document(LAYOUTS / name)
    return document, READER.read(document, "letter", Organisations.load())


def of(reading: Reading, kind: str) -> list[Passage]:
    return [passage for passage in reading.passages if passage.kind == kind]


def read(*blocks: Block) -> Reading:
    document = assemble("invented.txt", "0" * 64, "text", blocks)
    reading = READER.read(document, "letter", Organisations.load())
    for passage in reading.passages:
        assert document.text[passage.start : passage.end] == passage.text
    return reading


@pytest.mark.parametrize("path", sorted(LAYOUTS.glob("inspection-letter-*")), ids=lambda p: p.stem)
def test_every_layout_is_recognised_and_its_passages_stand_where_they_say(path: Path):
    document, reading = layout(path.name)
    assert READER.recognises(document) >= 0.9
    for passage in reading.passages:
        assert document.text[passage.start : passage.end] == passage.text
    refs = [passage.ref for passage in reading.passages]
    assert len(refs) == len(set(refs))


class TestOldLetter:
    """Key strengths, areas for improvement, case studies between the bullets."""

    reading = property(lambda self: layout("inspection-letter-old.txt")[1])

    def test_strengths_and_improvements_are_the_bullets(self):
        strengths, improvements = of(self.reading, "strength"), of(self.reading, "improvement")
        assert [s.text.split()[0] for s in strengths] == ["Leaders", "School", "Police"]
        assert [i.text.split()[0] for i in improvements] == ["Assessments", "Probation", "Medical"]
        assert [i.number for i in improvements] == ["1", "2", "3"]
        assert improvements[2].section == "Area for priority action"
        assert {s.polarity for s in strengths} == {"strength"}
        assert {i.polarity for i in improvements} == {"improvement"}

    def test_case_studies(self):
        good, poor = of(self.reading, "vignette")
        assert (good.about, good.polarity) == ("Case study: highly effective practice", "strength")
        assert good.text.startswith("A family of four") and good.text.endswith("has a job.")
        assert (poor.about, poor.polarity) == ("Case study: area for improvement", "improvement")

    def test_only_the_headline_is_a_paragraph(self):
        assert [p.section for p in of(self.reading, "paragraph")] == ["Headline findings"]

    def test_whom_it_is_to(self):
        assert self.reading.review.addressees == (
            "Marian Holt, Director of Children’s Services, Calderbeck Council",
            "Dr Peter Ainsley, Chief Clinical Officer, Calderbeck Clinical Commissioning Group",
            "Sunita Rao, Police and Crime Commissioner",
            "Ian Thorne, Manager of Calderbeck Youth Offending Team",
        )

    def test_who_inspected_what_and_when(self):
        review = self.reading.review
        assert review.subject == (
            "the multi-agency response to children living with neglect in Calderbeck"
        )
        assert review.area == "Calderbeck"
        assert (review.started, review.ended) == ("2018-03-12", "2018-03-16")
        assert review.published == "2018-05-21"
        assert review.inspectorates == (
            "Ofsted",
            "Care Quality Commission (CQC)",
            "HMI Constabulary and Fire & Rescue Services (HMICFRS)",
            "HMI Probation (HMIP)",
        )

    def test_what_is_asked_by_when_and_of_whom(self):
        review = self.reading.review
        assert (review.response_due, review.response_by) == (
            "2018-08-29",
            "director of children’s services",
        )


class TestLetterWithStudies:
    """Headings in bold, headings within the findings, a study between two paragraphs."""

    reading = property(lambda self: layout("inspection-letter-studies.md")[1])

    def test_paragraphs_of_the_findings_are_counted(self):
        main = [p for p in of(self.reading, "paragraph") if p.number in set("1234")]
        assert [(p.number, p.section) for p in main] == [
            ("1", "Main findings: Leadership"),
            ("2", "Main findings"),
            ("3", "Main findings: Help for children"),
            ("4", "Main findings: Help for children"),
        ]
        assert main[1].text.startswith("The daily meeting")
        assert main[3].text.endswith("tell them the truth.")

    def test_polarity(self):
        polarity = [p.polarity for p in of(self.reading, "paragraph")]
        assert polarity == ["strength", "strength", "mixed", "improvement", "strength"]

    def test_the_study_ends_where_the_findings_go_on(self):
        (study,) = of(self.reading, "vignette")
        assert study.about == "Practice study: highly effective practice"
        assert study.text.startswith("A child of 14") and study.text.endswith("laughs again.")

    def test_a_priority_action_without_a_bullet_is_an_improvement(self):
        last = of(self.reading, "improvement")[-1]
        assert last.section == "Areas for priority action"
        assert last.text.startswith("There is no shared plan")

    def test_a_term_in_working_days(self):
        review = self.reading.review
        assert review.response_due is None
        assert review.response_working_days == 70
        assert review.response_terms == "within 70 working days of receiving this letter"
        assert review.response_by == "Northmoor Council"


def letter(*blocks: Block) -> Reading:
    return read(Block("paragraph", "Dear Northmoor partnership"), *blocks)


def test_a_list_run_together_in_one_paragraph_is_taken_apart():
    reading = letter(
        Block("heading", "What needs to improve?", level=1),
        Block("paragraph", "- Help at night. - The sharing of plans. - Time in court. Strengths"),
        Block("bullet", "Kind staff.", level=1),
    )
    assert [i.text for i in of(reading, "improvement")] == [
        "Help at night.",
        "The sharing of plans.",
        "Time in court.",
    ]
    assert [s.text for s in of(reading, "strength")] == ["Kind staff."]


def test_addressees_run_together_in_one_paragraph_are_taken_apart():
    line = (
        "Ann Whitlock, Chief Executive, Northmoor Council Sir Ivo Bird, Chief Constable, Northmoor "
        "Constabulary Zoe Amadi-Cole OBE, Independent Scrutineer"
    )
    reading = read(
        Block("heading", "3 May 2024"),
        Block("paragraph", line),
        Block("paragraph", "Dear Northmoor partnership"),
    )
    assert reading.review.published == "2024-05-03"
    assert reading.review.addressees == (
        "Ann Whitlock, Chief Executive, Northmoor Council",
        "Sir Ivo Bird, Chief Constable, Northmoor Constabulary",
        "Zoe Amadi-Cole OBE, Independent Scrutineer",
    )


def test_addressees_of_three_lines_each():
    lines = (
        "Ann Whitlock",
        "Chief Executive",
        "Northmoor Council",
        "Ivo Bird",
        "Chief Constable",
        "Northmoor Constabulary",
    )
    blocks = [Block("paragraph", line) for line in lines]
    reading = read(*blocks, Block("paragraph", "Dear Northmoor partnership"))
    assert reading.review.addressees == (
        "Ann Whitlock, Chief Executive, Northmoor Council",
        "Ivo Bird, Chief Constable, Northmoor Constabulary",
    )


def test_a_study_in_a_box_leaves_the_paragraphs_around_it_alone():
    reading = letter(
        Block("heading", "Main findings", level=1),
        Block("paragraph", "Plans are clear."),
        Block("box", "Practice study: area for improvement\nA girl of 12 was moved five times."),
        Block("paragraph", "Plans are shared."),
    )
    (study,) = of(reading, "vignette")
    assert study.text == "A girl of 12 was moved five times."
    assert (study.section, study.polarity) == ("Main findings", "improvement")
    assert [p.number for p in of(reading, "paragraph")] == ["1", "2"]


def test_a_bullet_that_runs_on_over_a_page_is_one():
    reading = letter(
        Block("heading", "Strengths", level=1),
        Block("bullet", "Youth workers stay with", level=1),
        Block("paragraph", "children for years."),
        Block("bullet", "Kind staff.", level=1),
    )
    assert [" ".join(s.text.split()) for s in of(reading, "strength")] == [
        "Youth workers stay with children for years.",
        "Kind staff.",
    ]


def test_a_letter_without_its_head():
    reading = read(
        Block(
            "paragraph",
            "This letter outlines a joint targeted area inspection (JTAI) of the multi-agency "
            "response to neglect in Northmoor.",
        ),
        Block("heading", "Strengths", level=1),
        Block("bullet", "Kind staff.", level=1),
    )
    assert reading.review.title == "Joint targeted area inspection of Northmoor"
    assert reading.review.subject == "the multi-agency response to neglect in Northmoor"
    assert reading.review.addressees == ()


def test_documents_that_only_speak_of_such_a_letter_are_not_claimed():
    blocks = [
        Block("heading", "Northmoor Safeguarding Children Partnership", level=1),
        Block("heading", "Yearly report", level=1),
        Block("heading", "Strengths", level=1),
        Block("paragraph", "The joint targeted area inspection took place in 2023."),
        Block("paragraph", "The written statement of action was sent to ProtectionOfChildren@x."),
    ]
    document = assemble("invented.txt", "0" * 64, "text", blocks)
    assert READER.recognises(document) < 0.3


def test_an_empty_document_is_read_without_complaint():
    assert read().passages == ()
