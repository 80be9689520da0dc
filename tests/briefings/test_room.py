"""That a briefing uses the room it has, says nothing twice, and speaks of its own day."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from workbench.briefings.content import Briefing, Section
from workbench.briefings.fixed_words import OWN
from workbench.briefings.practitioner import practitioner
from workbench.briefings.questions import for_findings
from workbench.briefings.selection import folded
from workbench.briefings.seven_minute import seven_minute
from workbench.briefings.shelf import Shelf
from workbench.briefings.wording import opens_well, period, with_articles
from workbench.briefings.yearly_chapter import _challenged
from workbench.records import Passage, Review

LETTER = Review(
    "letter",
    "Joint targeted area inspection of Marlshire",
    "joint_inspection",
    publisher="Ofsted, Care Quality Commission (CQC) and HMICFRS",
    subject="the multi-agency response to neglect",
    response_due="2026-03-28",
)


def passages(kind: str, many: int, words: str) -> Iterator[Passage]:
    for i in range(1, many + 1):
        text = f"{words} {i}, as inspectors saw in the records and heard from staff who work there."
        yield Passage(f"letter/{kind}/{i}", "letter", kind, text, number=str(i))


def a_letter(improvements: int = 8, strengths: int = 9) -> list[Passage]:
    return [
        *passages("improvement", improvements, "The oversight of plans in service"),
        *passages("strength", strengths, "The support given to families by team"),
    ]


def section(briefing: Briefing, named: str) -> Section:
    return next(s for s in briefing.sections if named in s.heading)


def test_what_recommends_nothing_leaves_its_room_to_what_was_found() -> None:
    made = seven_minute(LETTER, a_letter(), as_of="2026-02-01")
    assert len(list(section(made, "Key findings").statements())) == 9  # with the words before them
    assert len(list(section(made, "Good practice").statements())) == 6
    assert made.words <= 700
    assert made.left_out == ("3 more examples of good practice: strengths 7, 8 and 9.",)


def test_a_page_with_little_to_do_tells_more_of_what_was_found() -> None:
    made = practitioner(LETTER, a_letter(), as_of="2026-02-01")
    assert len(list(section(made, "What we learned").statements())) == 8
    assert len(list(section(made, "done well").statements())) == 2
    assert made.words <= 340


@pytest.mark.parametrize("kind", ["seven_minute", "practitioner"])
def test_words_stay_within_their_limit(kind: str, briefings: dict[str, Briefing]) -> None:
    held = [made for name, made in briefings.items() if name.startswith(kind)]
    assert held
    for made in held:
        assert made.limit and made.words <= made.limit, made.title


def test_a_note_on_an_inspection_says_what_it_was_and_not_what_happened() -> None:
    made = practitioner(LETTER, a_letter(), as_of="2026-02-01")
    first = made.sections[0]
    assert first.heading == "What this is about"
    told = " ".join(s.text for s in first.statements())
    assert "It looked at the multi-agency response to neglect." in told
    assert "by Ofsted, the Care Quality Commission (CQC) and HMICFRS." in told


def test_every_note_opens_with_its_review(briefings: dict[str, Briefing]) -> None:
    for name, made in briefings.items():
        if name.startswith("practitioner"):
            assert made.sections[0].heading in ("What happened", "What this is about"), name


@pytest.mark.parametrize(
    ("publishers", "said"),
    [
        ("Ofsted, Care Quality Commission and HM", "Ofsted, the Care Quality Commission and HM"),
        ("Ofsted, the Youth Board and HMICFRS", "Ofsted, the Youth Board and HMICFRS"),
        ("Ofsted, His Majesty’s Inspectorate of Probation",) * 2,
        ("Marl and Holm Safeguarding Children Partnership",) * 2,
    ],
)  # fmt: skip
def test_publishers_take_their_articles(publishers: str, said: str) -> None:
    assert with_articles(publishers) == said


def test_an_answer_is_due_or_was() -> None:
    shelf = Shelf(LETTER, a_letter())
    assert shelf.answers("2026-03-28")[0].text == "A written answer is due by 28 March 2026."
    assert shelf.answers("2026-03-29")[0].text == "A written answer was due by 28 March 2026."


def test_a_day_that_has_passed_is_no_next_step(briefings: dict[str, Briefing]) -> None:
    paper = next(b for n, b in briefings.items() if n.startswith("board_paper/joint"))
    steps = [s.text for s in section(paper, "Next steps").statements()]
    assert "28 March 2024" not in steps and OWN["due_passed"] in steps


def test_seven_minutes_say_nothing_twice(briefings: dict[str, Briefing]) -> None:
    """What is asked does not come back as how it will be known."""
    for name, made in briefings.items():
        if name.startswith("seven_minute"):
            told = [folded(s.text) for s in made.statements()]
            assert len(told) == len(set(told)), name


def test_how_it_will_be_known_is_not_what_is_asked() -> None:
    asks = ("Challenges should be counted and reported to the Board each quarter.",
            "Supervision should be given. An audit should test it after a year.")  # fmt: skip
    held = [
        Passage(f"letter/recommendation/{i}", "letter", "recommendation", text, number=str(i))
        for i, text in enumerate(asks, 1)
    ]
    known = [s.text for s in Shelf(LETTER, held).measures()]
    assert known == ["An audit should test it after a year."]


def test_a_finding_that_opens_with_what_works_is_told_with_what_does_not() -> None:
    text = (
        "Practitioners discuss safeguarding in their supervision. It is valued by them. "
        "Decisions are not entered in the child’s record."
    )
    held = Passage(
        "letter/finding/1", "letter", "finding", text, number="1", polarity="improvement"
    )
    (found,) = (Shelf(LETTER, [held]).finding(held, detail) for detail in (0,))
    assert found.lead == "Practitioners discuss safeguarding in their supervision."
    assert found.text == "Decisions are not entered in the child’s record."
    assert not opens_well(
        "The same mark was read as an accident.\n\nNobody asked. It was not seen."
    )
    assert not opens_well("Too few assessments are completed on time. Carers value them.")


def test_findings_that_only_say_what_works_come_last() -> None:
    works = Passage(
        "a/1", "letter", "finding", "GPs meet often and value it.", polarity="improvement"
    )
    short = Passage("a/2", "letter", "finding", "Records are not kept.", polarity="improvement")
    assert Shelf(LETTER, [works, short]).shortfalls() == [short, works]


def test_a_theme_does_not_speak_of_one_report(briefings: dict[str, Briefing]) -> None:
    for name, made in briefings.items():
        if name.startswith("theme"):
            assert OWN["no_good_practice"] not in made.plain_text(), name


def test_what_was_challenged_can_be_read_by_itself() -> None:
    text = "This is the third review to find it. No agency put the absences together."
    assert _challenged(text) == "No agency put the absences together."
    assert _challenged("It was the third review to find it.") == ""


@pytest.mark.parametrize(
    ("started", "ended", "said"),
    [
        ("2025-01-20", "2025-01-24", "20 to 24 January 2025"),
        ("2023-10-30", "2023-11-03", "30 October to 3 November 2023"),
        ("2019-12-30", "2020-01-04", "30 December 2019 to 4 January 2020"),
        ("2016-05", "2016-09", "May to September 2016"),
        ("2016-05", "2017-06", "May 2016 to June 2017"),
        ("2019", "2021-08-21", "2019 to 21 August 2021"),
        ("2025-01-20", "2025-01-20", "20 January 2025"),
    ],
)
def test_a_period_says_what_its_ends_share_once(started: str, ended: str, said: str) -> None:
    assert period(started, ended) == said


def test_a_headline_paragraph_is_cited_by_what_a_reader_can_find() -> None:
    """Inspectors print no "H1": the reader of their letters counts them."""
    held = Passage("letter/paragraph/H2", "letter", "paragraph", "Leaders know.", number="H2")
    assert Shelf(LETTER, [held]).source(held).words() == "headline paragraph 2"
    other = Passage("letter/paragraph/12", "letter", "paragraph", "Leaders know.", number="12")
    assert Shelf(LETTER, [other]).source(other).words() == "paragraph 12"


@pytest.mark.parametrize(
    ("finding", "asked"),
    [
        ("Checks that find children with child protection plans are not robust. There are no "
         "flags or alerts on the record system.", "systems"),
        ("Health staff are not involved in strategy meetings out of hours.", "meetings"),
        ("The plan drifted and nobody asked what should be different.", "planning"),
    ],
)  # fmt: skip
def test_a_question_is_about_what_the_finding_says(finding: str, asked: str) -> None:
    held = Passage("letter/finding/1", "letter", "finding", finding, number="1")
    ((question, _),) = for_findings([held], 3)
    assert question.id == asked
