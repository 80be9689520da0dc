"""Whom recommendations are for, lists within a sentence, and what an audit found in how many cases.

All sentences are invented.
"""

from __future__ import annotations

import pytest

from workbench.documents.model import Block
from workbench.records import Polarity
from workbench.reports.parts.owners_named import owners_named
from workbench.reports.shared.asked_of import asked_of, closing_lead
from workbench.reports.shared.inline_items import inline_items
from workbench.reports.shared.leanings import leaning_of
from workbench.reports.shared.proportions import audit_polarity, cases_looked_at
from workbench.vocabulary import Organisations

PARTNERSHIP = "Northmoor Safeguarding Children Partnership"


@pytest.fixture(scope="module")
def organisations() -> Organisations:
    return Organisations.load()


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Core groups should be held on time. (Police; Early Help)", ("Police", "Early Help")),
        ("Plans should be shorter. [Lead: Police, by May 2024]", ("Police",)),
        (
            "Guidance should be written. (Learning and Development Group)",
            ("Learning and Development Group",),
        ),
        ("That the Council consider a policy for its own housing.", ("Council",)),
        ("Police to review how conferences are attended.", ("Police",)),
        ("The Partnership creates and keeps a directory.", (PARTNERSHIP,)),
        ("The NSCP should agree a protocol.", (PARTNERSHIP,)),
        ("Head of Children’s Services to write a policy.", ("Head of Children’s Services",)),
        ("School nurses' service should be told.", ("School nurses' service",)),
    ],
)
def test_whom_it_is_for(text: str, owners: tuple[str, ...], organisations: Organisations) -> None:
    assert asked_of(text, organisations, PARTNERSHIP) == owners


@pytest.mark.parametrize(
    "text",
    [
        "Schools be reminded that they must tell the Council.",
        "Identifying providers that have a committee and share what it does.",
        "The remit of the group is set apart from the panel, which will report to it.",
        "Use the Graded Care Profile (GCP2)",
        "The pathway should be followed (see Appendix B)",
        "Supervision should ask about fathers.",
        "Clinic systems should show whether a child was brought.",
        "School attendance records should be read before a conference.",
        "The health assessment of a child in care should say who was there.",
        "Police referral forms should have a box for the school.",
    ],
)
def test_nobody_is_made_up(text: str, organisations: Organisations) -> None:
    assert asked_of(text, organisations, PARTNERSHIP) == ()
    assert closing_lead(text, organisations) is None


def test_a_list_within_a_sentence_keeps_its_places() -> None:
    text = "It was asked that (a) schools tell the Council; and (b) health reply. All agreed (b)."
    block = Block("paragraph", text, start=100, end=100 + len(text))
    lead, items = inline_items(block)
    assert lead == "It was asked that"
    assert [(i.number, i.text) for i in items] == [
        ("a", "schools tell the Council"),
        ("b", "health reply."),
    ]
    for item in items:
        assert text[item.start - 100 : item.end - 100] == item.text


def test_a_bracket_alone_is_no_list() -> None:
    block = Block("paragraph", "The Act says in section 47(1) (b) that (c) is meant.")
    assert inline_items(block) == (block.text, [])


@pytest.mark.parametrize(
    ("text", "cases", "polarity"),
    [
        ("Chronologies were in place in four of the twelve cases.", 12, "improvement"),
        ("The child’s own words were on file in ten cases.", 12, "strength"),
        ("The child’s own words were on file in ten cases.", 30, "improvement"),
        ("Drinking was not talked about in any of the eight cases.", 8, "improvement"),
        ("None of the ten plans was out of date.", 10, "strength"),
        ("Supervision records were missing in six of ten files.", 10, "improvement"),
        ("Meetings were held in time in 95% of cases.", 20, "strength"),
        ("Every school had had the notice, but two had not acted on it.", 10, "mixed"),
        ("Eleven of the fifteen plans named who would do what.", 15, "mixed"),
        ("Most assessments told the history, but fathers were rarely spoken to.", 10, "mixed"),
        ("Half of the plans had no aim that could be measured.", 10, "improvement"),
    ],
)
def test_a_share_of_the_cases_says_whether_it_is_usual(
    text: str, cases: int, polarity: Polarity
) -> None:
    assert audit_polarity(text, cases) == polarity


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("Twelve cases were audited in July.", 12),
        ("We selected eighteen children aged 8 to 15 at random.", 18),
        ("The panel read 9 children’s records.", 9),
        ("Records were read with care.", None),
    ],
)
def test_how_many_were_looked_at(text: str, cases: int | None) -> None:
    assert cases_looked_at(text) == cases


@pytest.mark.parametrize(
    ("title", "polarity"),
    [
        ("What is working well:", "strength"),
        ("3.1 Strengths", "strength"),
        ("What worked well", "strength"),
        ("Areas for development", "improvement"),
        ("What are we worried about?", "improvement"),
        ("Key areas for improvement", "improvement"),
        ("What we did", None),
        ("Working together", None),
        ("Recommendations", None),
    ],
)
def test_titles_that_praise_or_find_wanting(title: str, polarity: Polarity | None) -> None:
    assert leaning_of(title) == polarity


def test_whom_a_very_long_sentence_is_for(organisations: Organisations) -> None:
    long = (
        "The Council should agree " + "a protocol with every school of the area and " * 12 + "it."
    )
    assert len(long) > 500
    assert owners_named(long, (), (), organisations) == ("Council",)
