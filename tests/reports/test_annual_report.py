"""A partnership's yearly report, in the two layouts that text comes in. All of it invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.documents import read_document
from workbench.records import Reading
from workbench.reports.base import read_report
from workbench.reports.yearly.reader import AnnualReportReader
from workbench.vocabulary import Organisations

MARKDOWN = """# **Northmoor Safeguarding Children Partnership**

## **Annual Report 2021-22**

## Foreword

The Independent Scrutineer thanks everyone who works with children in Northmoor. This report \
covers the period from 1 April 2021 to 31 March 2022 and is written under Working Together.

## Early help

In 2021-22 there were 412 early help assessments, compared with 388 the previous year. 37% of \
families said that they had waited too long.

**NSCP Challenge:** Why do schools in the north of the borough ask for so little early help?

**Response:** The early help team spent a day in each of six schools. Requests from them have \
doubled since the spring.

**IMPACT**

A grandmother told the family hub that it was the first time anybody had asked what she needed.

Early help is free to every family in the borough.

| Year | Assessments |
|---|---|
| 2019-20 | 340 |
| 2020-21 | 388 |
| 2021-22 | 421 |

## Training

Course\tSessions\tAttended
Working together\t6\t120
Neglect, told from the kitchen\t4\t71
Fathers matter\t2\t19
Total\t12\t220

## Learning from Practice Reviews

During the year the partnership:

- published a Child Safeguarding Practice Review concerning neglect in a large family (Family K) \
on 9 February 2022
- started a rapid review into the death of an infant
- commissioned two learning reviews on the themes of county lines and children with disabilities

### Family K

The children were seen often and asked little.

**Key learning**

- Ask who is in the house, every time.
- Write down what the child said, in the child's words.

## Multi-agency audits

### Audit of strategy meetings

We looked at thirty meetings. Auditors found that:

- Health was present at twelve.

The audit made these recommendations:

1. Invite the school nurse by name.

## Child Death Overview Panel

There were 9 deaths of children in the year. The panel recommends:

- A leaflet on open water for every household near the canal.

## Our priorities for 2022-23

- Neglect
- Safety outside the home

## Glossary

| Abbreviation | Meaning |
|---|---|
| CAMHS | Child and Adolescent Mental Health Services |
| MASH | Multi-Agency Safeguarding Hub |
| NSCP | Northmoor Safeguarding Children Partnership |
"""

RAW = """NORTHMOOR SAFEGUARDING CHILDREN BOARD
ANNUAL REPORT 2016/17

FOREWORD
The Board's Independent Chair presents this report, which covers activity between
1st April 2016 and 31st March 2017. It was written with the help of every subgroup and
of the young people who came to our meetings in the town hall and told us what they think.

SERIOUS CASE REVIEW SUB GROUP
During 2016/17 the sub group:
• Completed a Serious Case Review on the death of a toddler in a house fire
• Completed two Learning Reviews into self-harm and fabricated
illness
• Commissioned an SCR, jointly with Calderbeck, regarding the exploitation of a
fifteen year old girl

NSCB Challenge: Attendance of probation at child protection conferences was below a
third of what it should be.

Action: The Chair wrote to the head of the service and asked for a plan. Attendance
rose in the last quarter.

The sub group meets every two months and reports to the Board on the progress of every
action plan that has come from a review in the last three years.

SERIOUS CASE REVIEW 'FERN'
Fern was four years old when she was found to be badly neglected. We have not published
this review because her brothers could be recognised from it.
There is a need for:
• Better understanding of what a missed appointment means to a child who has
nobody else to take her.
• Supervision that asks what the child's day is like.

TRAINING
Course Title No. of sessions Total no. of
attendees
Working Together Level 2 8 140
Child Sexual Exploitation and Missing
from Home
5 66
Neglect 3 41
TOTAL 16 250

Agency attendance follows.
Bromfield School 12
Health 40
Police 9

CHILD DEATH OVERVIEW PANEL RECOMMENDATIONS
• Smoke alarms in every house where a family is placed

GLOSSARY
CAF Common Assessment Framework
CDOP Child Death Overview Panel
CSE Child Sexual Exploitation
LADO Local Authority Designated Officer
NSCB Northmoor Safeguarding Children Board
"""


def read(text: str, folder: Path, name: str) -> Reading:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    assert AnnualReportReader().recognises(document) >= 0.6
    return read_report(document, "northmoor", Organisations.load(), "annual_report")


@pytest.fixture(scope="module")
def modern(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return read(MARKDOWN, tmp_path_factory.mktemp("modern"), "report.md")


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return read(RAW, tmp_path_factory.mktemp("board"), "report.txt")


def of(reading: Reading, kind: str) -> list[str]:
    return [passage.text for passage in reading.passages if passage.kind == kind]


def test_whose_report_it_is_and_for_which_year(modern: Reading, board: Reading) -> None:
    assert modern.review.publisher == "Northmoor Safeguarding Children Partnership"
    assert (modern.review.started, modern.review.ended) == ("2021-04-01", "2022-03-31")
    assert modern.review.area == "Northmoor"
    assert board.review.publisher == "Northmoor Safeguarding Children Board"
    assert (board.review.started, board.review.ended) == ("2016-04-01", "2017-03-31")


def test_a_challenge_keeps_its_action_and_nothing_of_what_follows(
    modern: Reading, board: Reading
) -> None:
    [challenge] = [p for p in modern.passages if p.kind == "challenge"]
    assert challenge.text.startswith("Why do schools in the north")
    assert challenge.answer is not None
    assert challenge.answer.endswith("doubled since the spring.")

    [challenge] = [p for p in board.passages if p.kind == "challenge"]
    assert challenge.text.endswith("a third of what it should be.")
    assert challenge.answer is not None
    assert challenge.answer.startswith("The Chair wrote to the head")
    assert challenge.answer.endswith("rose in the last quarter.")


def test_an_impact_box_is_one_passage(modern: Reading) -> None:
    assert of(modern, "impact") == [
        "A grandmother told the family hub that it was the first time anybody had asked what "
        "she needed."
    ]


def test_reviews_with_status_subject_and_name(modern: Reading, board: Reading) -> None:
    told = {(r.kind, r.status, r.subject) for r in modern.reviews if r.kind != "audit"}
    assert told == {
        ("child_safeguarding_practice_review", "published", "neglect in a large family"),
        ("rapid_review", "under_way", "death of an infant"),
        ("learning_review", "commissioned", "county lines"),
        ("learning_review", "commissioned", "children with disabilities"),
    }
    [family_k] = [r for r in modern.reviews if "Family K" in r.title]
    assert family_k.published == "2022-02-09"
    assert all(review.reported_in == "northmoor" for review in modern.reviews)

    by_title = {review.title: review for review in board.reviews}
    fern = by_title["Serious case review: Fern"]
    assert fern.status == "withheld"
    assert fern.restricted is not None and "recognised" in fern.restricted
    joint = next(r for r in board.reviews if r.joint_with)
    assert (joint.joint_with, joint.status) == ("Calderbeck", "commissioned")
    assert sum(review.kind == "learning_review" for review in board.reviews) == 2


def test_learning_is_about_its_review(modern: Reading, board: Reading) -> None:
    learning = [(p.about, p.text) for p in modern.passages if p.kind == "learning"]
    assert learning == [
        ("Family K", "Ask who is in the house, every time."),
        ("Family K", "Write down what the child said, in the child's words."),
    ]
    learning = [(p.about, p.text) for p in board.passages if p.kind == "learning"]
    assert [about for about, _ in learning] == ["Fern", "Fern"]
    assert learning[0][1].endswith("who has nobody else to take her.")


def test_an_audit_with_its_findings_and_recommendations(modern: Reading) -> None:
    [audit] = [review for review in modern.reviews if review.kind == "audit"]
    assert audit.title == "Audit: Audit of strategy meetings"
    said = [(p.kind, p.text) for p in modern.passages if (p.section or "").startswith("Audit: ")]
    assert said == [
        ("finding", "Health was present at twelve."),
        ("recommendation", "Invite the school nurse by name."),
    ]


def test_child_death_recommendations(modern: Reading, board: Reading) -> None:
    for reading, words in ((modern, "A leaflet on open water"), (board, "Smoke alarms")):
        [recommendation] = [
            p for p in reading.passages if p.section == "Child Death Overview Panel"
        ]
        assert recommendation.kind == "recommendation"
        assert recommendation.text.startswith(words)


def test_tables_from_tabs_pipes_and_lines(modern: Reading, board: Reading) -> None:
    rows = {table.columns: table.rows for table in modern.tables}
    assert rows["Year", "Assessments"][-1] == ("2021-22", "421")
    assert ("Fathers matter", "2", "19") in rows["Course", "Sessions", "Attended"]

    [training] = [t for t in board.tables if len(t.columns) == 3]
    assert training.columns == ("Course Title", "No. of sessions", "Total no. of attendees")
    assert training.rows == (
        ("Working Together Level 2", "8", "140"),
        ("Child Sexual Exploitation and Missing from Home", "5", "66"),
        ("Neglect", "3", "41"),
        ("TOTAL", "16", "250"),
    )


def test_figures_have_unit_and_period(modern: Reading) -> None:
    figures = {(f.value, f.unit, f.period) for f in modern.figures}
    assert (412.0, "early help assessments", "2021-22") in figures
    assert (388.0, None, "2020-21") in figures
    assert (37.0, "percent", "2021-22") in figures
    assert any(f.value == 9 and f.section == "Child Death Overview Panel" for f in modern.figures)


def test_what_looks_wrong(modern: Reading, board: Reading) -> None:
    messages = [f"{check.check}: {check.message}" for check in modern.checks]
    assert any("220" in m and "210" in m and "total" in m for m in messages)
    assert any("412" in m and "421" in m for m in messages)
    messages = [check.message for check in board.checks]
    assert any("250" in m and "247" in m for m in messages)


def test_terms(modern: Reading, board: Reading) -> None:
    assert {t.term: t.meaning for t in modern.terms}["MASH"] == "Multi-Agency Safeguarding Hub"
    assert {t.term for t in board.terms} == {"CAF", "CDOP", "CSE", "LADO", "NSCB"}


def test_priorities(modern: Reading) -> None:
    assert [p.text for p in modern.passages if p.section == "Priorities"] == [
        "Neglect",
        "Safety outside the home",
    ]


def test_every_passage_stands_where_it_says(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    document = read_document(path)
    reading = read_report(document, "northmoor", Organisations.load(), "annual_report")
    assert reading.passages
    for passage in reading.passages:
        assert document.text[passage.start : passage.end] == passage.text
    refs = [passage.ref for passage in reading.passages]
    assert len(refs) == len(set(refs))


def test_other_kinds_are_not_claimed(tmp_path: Path) -> None:
    path = tmp_path / "review.txt"
    path.write_text(
        "CHILD SAFEGUARDING PRACTICE REVIEW: CHILD ROWAN\n\nNorthmoor Safeguarding Children "
        "Partnership\n\nIntroduction\n\nRowan was four months old. This review has an independent "
        "author. It was commissioned after a rapid review.\n\nFinding 1: Nobody asked about "
        "bruises.\n",
        encoding="utf-8",
    )
    assert AnnualReportReader().recognises(read_document(path)) < 0.4
