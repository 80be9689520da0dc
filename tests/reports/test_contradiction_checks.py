"""What a careful reader would notice, each from a document of a few blocks. All invented."""

from __future__ import annotations

import pytest

from workbench.documents.model import Block, Document, assemble
from workbench.records import Check, Reading, ReportTable, Review
from workbench.reports.checks.contradictions import contradictions
from workbench.reports.numbers.report_tables import tables
from workbench.reports.shared.sections import placed

REVIEW = Review(
    id="r",
    title="Northmoor Safeguarding Children Partnership Annual Report 2021-22",
    kind="annual_report",
    area="Northmoor",
    publisher="Northmoor Safeguarding Children Partnership",
    started="2021-04-01",
    ended="2022-03-31",
)


def paragraph(text: str) -> Block:
    return Block("paragraph", text)


def heading(text: str) -> Block:
    return Block("heading", text, level=1)


def bullet(text: str) -> Block:
    return Block("bullet", text, level=1)


def table(*rows: tuple[str, ...]) -> Block:
    return Block("table", "\n".join("\t".join(row) for row in rows), rows=rows)


def noticed(*blocks: Block) -> list[Check]:
    document: Document = assemble("r.txt", "0" * 64, "text", list(blocks))
    found = tuple(item.table for item in tables("r", placed(document)))
    return list(contradictions(Reading(REVIEW, tables=found), document))


def only(*blocks: Block) -> Check:
    [check] = noticed(*blocks)
    return check


TRAINING = (
    ("Course", "Sessions", "Attended"),
    ("Neglect", "4", "71"),
    ("Fathers", "2", "19"),
)


def test_a_wrong_total_is_told_with_the_right_one() -> None:
    check = only(heading("Training"), table(*TRAINING, ("Total", "6", "91")))
    assert check.check == "total_does_not_add_up"
    assert "“Attended”" in check.message
    assert "91" in check.message
    assert check.message.endswith("add up to 90.")


def test_a_right_total_and_a_table_without_one_are_left_alone() -> None:
    assert noticed(table(*TRAINING, ("Total", "6", "90"))) == []
    assert noticed(table(*TRAINING)) == []


def test_a_grand_total_is_held_against_the_subtotals() -> None:
    check = only(
        table(
            ("Event", "People"),
            ("Course A", "10"),
            ("Course B", "20"),
            ("Sub-total courses", "30"),
            ("Talk A", "5"),
            ("Talk B", "7"),
            ("Sub-total talks", "12"),
            ("Grand total", "4"),
        )
    )
    assert "the subtotals add up to 42" in check.message


def test_percentages_may_be_rounded() -> None:
    rows = [("Reason", "2021-22"), ("A", "33%"), ("B", "33%"), ("C", "33%"), ("Total", "100%")]
    assert noticed(table(*rows)) == []


def test_shares_that_make_no_whole_beside_some_that_do() -> None:
    check = only(
        table(
            ("Reason", "2021-22", "2020-21"),
            ("Moved", "60%", "50%"),
            ("Stayed", "30%", "20%"),
            ("Not known", "10%", "12%"),
        )
    )
    assert check.check == "shares_do_not_make_a_whole"
    assert "82%" in check.message


def test_the_same_numbers_under_two_headings() -> None:
    check = only(
        heading("Advice"),
        table(("Year", "Cases opened"), ("2019-20", "31"), ("2020-21", "38"), ("2021-22", "44")),
        heading("Early help"),
        table(("Year", "Plans begun"), ("2019-20", "31"), ("2020-21", "38"), ("2021-22", "44")),
    )
    assert check.check == "same_numbers_under_two_headings"
    assert "31, 38, 44" in check.message


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("Of the families 30 of 40 (57%) were seen within a week.", "75%"),
        ("Within a week 57% of families were seen (30 of 40).", "75%"),
    ],
)
def test_a_percentage_that_does_not_follow_from_its_parts(sentence: str, right: str) -> None:
    check = only(paragraph(sentence))
    assert check.check == "percentage_does_not_follow"
    assert right in check.message


def test_a_percentage_that_follows() -> None:
    assert noticed(paragraph("Of the families 30 of 40 (75%) were seen within a week.")) == []


def test_two_shares_of_two_wholes() -> None:
    check = only(
        paragraph("100 (50% of schools) replied and 90 (30% of schools) sent their policies.")
    )
    assert check.check == "shares_imply_two_wholes"
    assert "200" in check.message
    assert "300" in check.message
    assert check.message.endswith("sent their policies.”"), "one full stop"


def test_a_change_that_its_numbers_do_not_make() -> None:
    check = only(
        paragraph("The number of people attending the foster carers' course fell from 80 to 60."),
        paragraph("This is a 40% fall in people attending the foster carers' course."),
    )
    assert check.check == "percentage_does_not_follow"
    assert "From 80 to 60 is a fall of 25%, but 40% is printed" in check.message


def test_one_measure_two_values_in_two_sentences() -> None:
    check = only(
        heading("At a glance"),
        bullet("164 children were discussed at the daily exploitation meeting."),
        heading("Exploitation"),
        paragraph("The daily exploitation meeting discussed 146 children in 2021-22."),
    )
    assert check.check == "same_measure_two_values"
    assert "164" in check.message
    assert "146" in check.message


@pytest.mark.parametrize(
    "other",
    [
        "The daily exploitation meeting discussed 146 children in 2020-21.",
        "The daily exploitation meeting discussed 146 children under ten.",
        "The daily exploitation meeting discussed 164 children.",
        "The weekly housing panel discussed 146 families.",
    ],
)
def test_another_year_group_or_measure_is_no_contradiction(other: str) -> None:
    first = bullet("164 children were discussed at the daily exploitation meeting.")
    assert noticed(first, paragraph(other)) == []


def test_a_table_and_the_text_beside_it() -> None:
    check = only(
        heading("Private fostering"),
        table(
            ("Who told us", "Notifications"),
            ("Language schools", "7"),
            ("Members of the public", "3"),
        ),
        paragraph("There were 5 notifications from members of the public."),
    )
    assert check.check == "table_and_text_differ"
    assert "3" in check.message
    assert "5" in check.message


def test_last_year_in_the_text_is_another_year_in_the_table() -> None:
    check = only(
        table(
            ("Year", "Number of safeguarding modules completed"),
            ("2019-20", "310"),
            ("2020-21", "420"),
            ("2021-22", "530"),
        ),
        paragraph("530 safeguarding modules were completed this year, up from 310 last year."),
    )
    assert "420" in check.message
    assert "310" in check.message


def test_a_list_printed_twice_with_two_statuses() -> None:
    check = only(
        paragraph("In the year the group:"),
        bullet("Completed a learning review on the sale of knives to children"),
        heading("Reviews"),
        bullet("Commissioned a learning review on the sale of knives to children"),
    )
    assert check.check == "review_with_two_statuses"
    assert "completed" in check.message
    assert "commissioned" in check.message


def test_a_panel_that_meets_weekly_and_fortnightly() -> None:
    check = only(
        paragraph("Children at risk are discussed at the HERON panel on a fortnightly basis."),
        paragraph("The weekly HERON meetings are chaired by the police."),
    )
    assert check.check == "same_meeting_two_frequencies"
    assert "HERON" in check.message


def test_monthly_counts_are_no_meetings() -> None:
    assert (
        noticed(
            paragraph("Cases are handed over at daily MASH meetings."),
            paragraph("The number of monthly MASH contacts has risen."),
        )
        == []
    )


def test_a_stated_count_and_the_list_below_it() -> None:
    check = only(
        paragraph("The partnership has three priorities:"),
        bullet("Neglect"),
        bullet("Babies"),
        bullet("Harm outside the home"),
        bullet("Learning that lasts"),
    )
    assert check.check == "stated_count_differs"
    assert "announces 3, but 4 are listed" in check.message


def test_a_count_of_some_is_no_promise() -> None:
    assert noticed(paragraph("The six groups include:"), bullet("Health"), bullet("Police")) == []


def test_nothing_read_is_altered_and_an_empty_document_says_nothing() -> None:
    document = assemble("r.txt", "0" * 64, "text", [])
    reading = Reading(REVIEW, tables=(ReportTable("r", "Empty", (), ()),))
    assert contradictions(reading, document) == ()


def test_a_rise_that_the_numbers_do_not_show() -> None:
    check = only(
        heading("Allegations"),
        paragraph("In 2020-21 there were 90 referrals and consultations about staff."),
        paragraph("In 2021-22 there were 70 referrals and consultations about staff."),
        paragraph("The rise in referrals and consultations about staff shows that training works."),
    )
    assert check.check == "direction_and_numbers_differ"
    assert "90" in check.message
    assert "70" in check.message


def test_a_rise_that_the_numbers_do_show() -> None:
    assert (
        noticed(
            heading("Allegations"),
            paragraph("In 2020-21 there were 70 referrals and consultations about staff."),
            paragraph("In 2021-22 there were 90 referrals and consultations about staff."),
            paragraph("The rise in referrals and consultations about staff is welcome."),
        )
        == []
    )


def test_a_steady_increase_that_is_not_steady() -> None:
    rows = (("Year", "Children"), ("2019-20", "40"), ("2020-21", "37"), ("2021-22", "52"))
    check = only(
        heading("Home education"),
        table(*rows),
        paragraph("There is a year on year increase in children taught at home."),
    )
    assert "from 40 in 2019-20 to 37 in 2020-21" in check.message


def test_people_trained_told_twice_and_not_the_same() -> None:
    check = only(
        paragraph("We are glad that 1,204 practitioners came to our training this year."),
        heading("Training"),
        paragraph("1,174 practitioners attended multi-agency training from April to March."),
        table(("Course", "People"), ("Neglect", "600"), ("Fathers", "604"), ("Total", "1,204")),
    )
    assert check.check == "same_measure_two_values"
    assert "1,204" in check.message and "1,174" in check.message


@pytest.mark.parametrize(
    "other",
    [
        "1,174 parents attended our courses.",
        "1,174 practitioners attended training on neglect.",
        "1,174 practitioners attended training in 2019-20.",
        "About 1,174 practitioners attended our training.",
        "700 practitioners attended our training in the first half of the year.",
    ],
)
def test_other_people_subjects_and_years_are_no_contradiction(other: str) -> None:
    assert noticed(paragraph("1,204 practitioners came to our training."), paragraph(other)) == []


def test_a_review_that_the_text_calls_under_way_and_a_table_finished() -> None:
    check = only(
        paragraph(
            "We completed one local child safeguarding practice review, about a boy we call Oak, "
            "in May. A second review, about twins we have called Elm and Ash, was still under way "
            "at the end of the year."
        ),
        table(
            ("Review", "Type", "Decision / status"),
            ("Oak", "LCSPR", "Completed"),
            ("Elm and Ash", "LCSPR", "Completed in March, not yet published"),
            ("RR7 (baby)", "Rapid review", "No LCSPR; briefing issued"),
        ),
    )
    assert check.check == "review_with_two_statuses"
    assert "Elm and Ash" in check.message
    assert "under way in the text" in check.message
