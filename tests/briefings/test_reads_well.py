"""That a briefing reads well: what each sentence needs around it, and lists that look alike."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from workbench import tasks
from workbench.briefings import agency, board_paper, pictures, shelf, theme, wording
from workbench.briefings.content import (
    Bar,
    Briefing,
    Grid,
    Group,
    Picture,
    Points,
    Prose,
    Section,
    Source,
    Statement,
)
from workbench.briefings.editing import edited
from workbench.briefings.fixed_words import OWN
from workbench.briefings.formats import listing, render
from workbench.briefings.selection import left_out
from workbench.briefings.settings import House
from workbench.briefings.shelf import Shelf
from workbench.briefings.theme import _by_year, _parts
from workbench.library import Library
from workbench.organisations.unexplained import short_forms
from workbench.records import Passage, Review
from workbench.tasks import briefing_material as from_library

REVIEW = Review("sorrel", "Serious Case Review: Child Sorrel", "serious_case_review")


def passage(kind: str, text: str, number: str = "1", **more: object) -> Passage:
    return Passage(f"sorrel/{kind}/{number}", "sorrel", kind, text, number=number, **more)  # type: ignore[arg-type]


def said(text: str, number: str = "1", kind: str = "finding", lead: str = "", review: str = "x"):
    source = Source(
        review, f"{review} report", f"{review}/{kind}/{number}", kind, number, 4, review
    )
    return Statement(text, (source,), lead=lead)


def plain(text: str) -> str:
    """Without the spaces that keep a number on its line."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


# --- a sentence and what it leans on --------------------------------------------------------------


@pytest.mark.parametrize(
    "leaning",
    [
        "The incident was written down elsewhere.",
        "The three trusts should change their systems.",
        "Another was seen only once.",
        "For example, no visit was made in May.",
        "As a result nobody rang the school.",
        "The best gave a vivid account of risk.",
        "Others told a story with no conclusion.",
    ],
)
def test_a_sentence_that_leans_on_the_one_before_it_is_known(leaning: str) -> None:
    assert not wording.stands_alone(leaning)


def test_what_a_pronoun_stands_for_is_told_with_it_or_not_at_all() -> None:
    long = " ".join(["A leaflet"] + ["that goes on and on"] * 6)
    told = wording.told(
        "The trust values its named nurse. "
        f"{long} is given out. It gives a telephone number that is no longer in use."
    )
    assert told.why == ""
    told = wording.told(
        "The trust values its named nurse. A leaflet on bruising is given to every new parent. "
        "It gives a telephone number that is no longer in use."
    )
    assert told.why.startswith("A leaflet on bruising") and told.why.endswith("no longer in use.")
    # Right behind the headline, and of the finding itself: nothing is missing.
    assert wording.told("Notes are late. This means that nobody sees them.").why.startswith("This")
    told = wording.told(
        "Notes are late. Nine of the twelve that were seen were late. "
        "It matters because they are read at night."
    )
    assert told.why.startswith("It matters")


def test_an_episode_is_told_by_a_sentence_that_can_be_read_alone() -> None:
    long = " ".join(["The family"] + ["moved on and on and on"] * 6)
    episode = passage(
        "episode", f"The move (May to June)\n{long}. The incident was never written down."
    )
    (told,) = Shelf(REVIEW, [episode]).episodes(22)
    assert "incident" not in f"{told.lead} {told.text}"
    other = passage("episode", "The school (July)\nThe school rang the hub.", "2")
    (told,) = Shelf(REVIEW, [episode, other]).episodes(22)
    assert told.lead == "The school (July):"
    short = passage("episode", "The move (May to June)\nThe family moved in May. It was sudden.")
    (told,) = Shelf(REVIEW, [short]).episodes(22)
    assert (told.lead, told.text) == ("The move (May to June):", "The family moved in May.")


def test_somebody_s_words_stand_in_quotation_marks_of_one_kind() -> None:
    shelves = Shelf(
        REVIEW,
        [
            passage("quote", "They knew our names by the first night.", "1", about="mother"),
            passage("quote", "“I was asked once and never again.”", "2", about="Sorrel"),
        ],
    )
    first, second = shelves.voice()
    assert (first.lead, first.text) == ("Mother:", "“They knew our names by the first night.”")
    assert second.text == "“I was asked once and never again.”"


def test_no_briefing_of_the_invented_reports_begins_a_detail_out_of_the_air(
    briefings: dict[str, Briefing],
) -> None:
    lost = [
        statement.text
        for briefing in briefings.values()
        for statement in briefing.statements()
        if statement.kind == "verbatim"
        and re.match(
            r"(?:It|The incident|They|He|She) (?:did|gives|was|were|had)\b", statement.text
        )
    ]
    assert not lost


# --- a finding is told whole, or not as a finding -------------------------------------------------


def test_what_stands_against_a_good_first_sentence_is_told_however_long_it_is() -> None:
    turn = (
        "However, these forms are agreed in each service by itself and there is no way yet by "
        "which anybody compares them with the form that the partnership has asked all to use, so "
        "that one child may be judged in three ways."
    )
    text = f"Several forms to weigh up risk are in use across the services. {turn}"
    assert len(turn.split()) > 34
    assert wording.but(text) == turn
    told = Shelf(REVIEW, [passage("finding", text, polarity="improvement")])
    said = told.finding(told.passages[0], 0)
    assert said.lead.startswith("Several forms") and said.text == turn


def test_a_sentence_that_says_what_hindered_is_what_fell_short() -> None:
    text = (
        "A meeting each week looks back on the children who came to the department. "
        "It was noted by the sisters that the empty post of the liaison nurse hindered what was "
        "passed on."
    )
    assert wording.stands_alone("It was noted that the post was empty.")
    assert not wording.stands_alone("It was not filled for a year.")
    assert wording.but(text).startswith("It was noted by the sisters")


def test_what_raises_concerns_is_told_with_the_sentence_it_leans_on() -> None:
    text = (
        "Most schools answered. One school said that it had no allegations to report. "
        "This school has sent nobody to the training, which raises concerns about what it sees."
    )
    assert wording.but(text) == (
        "One school said that it had no allegations to report. This school has sent nobody to the "
        "training, which raises concerns about what it sees."
    )


def test_what_an_audit_found_is_told_with_what_stands_against_it() -> None:
    report = Review("year", "Yearly report 2021-22", "annual_report")
    found = Passage(
        "year/finding/1", "year", "finding", "Most files had a plan. Two had no plan at all.",
        about="Audit of plans", polarity="improvement",
    )  # fmt: skip
    said = Shelf(report, [found]).finding(found, 0)
    assert (said.lead, said.text) == (
        "Audit of plans:", "Most files had a plan. Two had no plan at all.",
    )  # fmt: skip


def test_what_is_counted_as_falling_short_is_not_said_to_be_nothing(
    briefings: dict[str, Briefing],
) -> None:
    nothing = OWN["nothing_short"]
    for briefing in (b for b in briefings.values() if b.template == "theme"):
        texts = [s.text for s in briefing.statements()]
        counted = any("of what fell short" in text for text in texts)
        assert not (counted and nothing in texts), briefing.title


def test_a_yearly_report_is_not_given_a_third_year() -> None:
    report = Review(
        "y",
        "Eastmere Safeguarding Board Annual Report 2018-19",
        "annual_report",
        ended="2019-03-31",
    )
    assert wording.review_title(report) == report.title
    pack = Review("p", "Eastmere board papers", "board_pack", published="2019-03-31")
    assert wording.review_title(pack).endswith("(2019)")


# --- words that need an introduction --------------------------------------------------------------


def test_points_for_improvement_are_introduced_wherever_they_stand(
    briefings: dict[str, Briefing],
) -> None:
    """They are no sentences: "The timeliness of education …" tells nothing alone."""
    for briefing in briefings.values():
        if briefing.template not in ("seven_minute", "practitioner", "yearly_chapter"):
            continue
        for section in briefing.sections:
            for i, block in enumerate(section.blocks):
                first = next(iter(block.statements())) if block.statements() else None
                if not (first and first.sources and first.sources[0].kind == "improvement"):
                    continue
                if "Questions" in section.heading or section.heading == "Ask yourself":
                    continue
                before = section.blocks[i - 1] if i else None
                introduced = isinstance(before, Prose) and before.said[0].text.endswith(":")
                named = isinstance(block, Group) and block.name.endswith(OWN["needs_improving"])
                assert introduced or named, (briefing.title, section.heading)


def test_what_is_asked_as_if_it_were_so_already_is_introduced() -> None:
    bare = [said("GPs meet every month.", "1", "recommendation")]
    asks = [said("GPs should meet every month.", "1", "recommendation")]
    short = [said("Police to review attendance.", "1", "recommendation")]
    assert shelf.introduced(bare)[0].said[0].text == OWN["make_sure"]
    assert shelf.introduced(asks) == shelf.introduced(short) == ()
    assert shelf.introduced([said("Ask again.", "1", "learning")]) == ()
    assert shelf.introduced([*bare, *asks, *short]) == ()


def test_seven_minutes_have_room_for_the_introduction(briefings: dict[str, Briefing]) -> None:
    (health,) = [b for b in briefings.values()
                 if b.template == "seven_minute" and "health services" in b.title]  # fmt: skip
    (todo,) = [s for s in health.sections if s.heading == "5. What to do differently"]
    assert next(iter(todo.statements())).text == OWN["make_sure"]
    assert health.words <= 700


# --- what was left out, and counts in words -------------------------------------------------------


def test_what_is_left_out_is_told_in_full_and_in_order() -> None:
    few = [said("A.", n) for n in ("9", "10", "5.2", "5.10", "6")]
    assert left_out(("finding", "findings", few)) == ("5 more findings: 5.2, 5.10, 6, 9 and 10.",)
    both = [said("A.", "7", "recommendation"), said("B.", "2", "learning"),
            said("C.", "3", "recommendation")]  # fmt: skip
    assert left_out(("thing to do", "things to do", both)) == (
        "3 more things to do: recommendations 3 and 7; learning point 2.",
    )
    many = [said("A.", str(n)) for n in range(1, 31)]
    (line,) = left_out(("finding", "findings", many))
    assert line.endswith("8 and 22 others.")
    assert "and others" not in line


def test_what_is_left_out_of_several_reports_is_told_by_report() -> None:
    missed = [said("A.", "12", review="Fern"), said("B.", "5", review="Rowan"),
              said("C.", "9", review="Rowan")]  # fmt: skip
    assert left_out(("finding", "findings", missed)) == (
        "3 more findings: 2 of Rowan and 1 of Fern.",
    )


def test_numbers_of_one_report_among_several_say_which_report() -> None:
    alike = replace(said("A.", "7", "recommendation", review="Rowan"))
    other = said("A.", "8", "recommendation", review="Rowan")
    merged = replace(alike, sources=alike.sources + other.sources)
    assert left_out(("recommendation", "recommendations", [merged]), across=True) == (
        "2 more recommendations from Rowan: 7 and 8.",
    )
    assert left_out(("thing to do", "things to do", [alike])) == (
        "1 more thing to do: recommendation 7.",
    )
    unnumbered = said("A.", "", "finding", review="Rowan")
    assert left_out(("finding", "findings", [unnumbered]), across=True) == (
        "1 more finding from Rowan.",
    )


def test_a_list_that_is_cut_says_so_at_the_end(briefings: dict[str, Briefing]) -> None:
    """A board that reads "That is so here:" must know when there are more."""
    cited = [passage("finding", f"Nobody saw the notes of team {i}.", str(i), cites=("1",),
                     polarity="improvement") for i in range(3)]  # fmt: skip
    loose = [passage("finding", f"Nobody rang the school of team {i}.", str(10 + i),
                     polarity="improvement") for i in range(7)]  # fmt: skip
    listed_, missed = board_paper._risks(Shelf(REVIEW, [*cited, *loose]), [], False, False)
    (points,) = [block for block in listed_ if isinstance(block, Points)]
    assert [s.sources[0].number for s in (*points.said, *missed)] == [str(10 + i) for i in range(7)]
    chapter = briefings["yearly_chapter/2023-24"]
    assert any(line.endswith("areas for improvement 6 and 7.") for line in chapter.left_out)


def test_what_a_reviewer_left_out_is_told_in_a_sentence(briefings: dict[str, Briefing]) -> None:
    briefing = next(iter(briefings.values()))
    first, second, *_ = [s for s in briefing.statements() if s.kind == "verbatim"]
    gone = {"text": "", "was": "", "who": "R. Ash", "when": "2026-01-01", "why": ""}
    assert "One thing was left out" in edited(briefing, {first.key: gone}).left_out[-1]
    both = edited(briefing, {first.key: gone, second.key: gone})
    assert "2 things were left out" in both.left_out[-1]


def test_counts_of_nothing_are_not_told() -> None:
    assert _parts(3, 3, 0) == "all of what went well"
    assert _parts(1, 0, 1) == "of what fell short"
    assert _parts(9, 4, 5) == "4 of what went well and 5 of what fell short"
    assert _parts(9, 4, 2).endswith(" and 3 of what to do or of neither")


def test_years_are_told_in_a_sentence_and_a_report_without_one_is_not_forgotten() -> None:
    bars = (Bar("2019", 1, 1), Bar("2022", 2, 2), Bar("2023", 0, 1), Bar("2024", 2, 3))
    assert _by_year(bars, 0) == (
        "It was found in every report of 2019 and 2022, in 2 of the 3 reports of 2024 and in none "
        "of 2023."
    )
    assert _by_year(bars[:1], 1) == (
        "It was found in every report of 2019. One report gives no date, and is not in the picture."
    )


def test_what_fell_short_is_a_finding_and_not_a_line_of_an_agenda(
    briefings: dict[str, Briefing],
) -> None:
    themes = [b for b in briefings.values() if b.template == "theme"]
    assert themes
    for briefing in themes:
        (short,) = [s for s in briefing.sections if s.heading == "What fell short"]
        kinds = {source.kind for s in short.statements() for source in s.sources}
        assert kinds <= {"finding", "improvement"}, briefing.title


def test_what_a_report_praises_is_not_quoted_as_falling_short(
    briefings: dict[str, Briefing], northmoor: Library
) -> None:
    """By its words alone a suggestion may take it for a shortfall."""
    read = {p.ref: p.polarity for p in northmoor.passages()}
    seen = 0
    for briefing in briefings.values():
        for section in briefing.sections if briefing.template == "theme" else ():
            told = {
                read[str(s.ref)] for said in section.statements() for s in said.sources if s.ref
            }
            if section.heading == "What fell short":
                seen += 1
                assert "strength" not in told, briefing.title
            elif section.heading == "What went well":
                assert "improvement" not in told, briefing.title
    assert seen >= 4


def test_what_people_said_of_a_finding_holds_against_how_it_was_read(northmoor: Library) -> None:
    made = from_library.material(northmoor, "2026-01-01", with_codes=True)
    praised = passage("finding", "Minutes were sent within a day.", polarity="strength")
    wanting = passage("finding", "Minutes were not sent.", polarity="improvement")
    mixed = passage("finding", "Minutes were sent to nine of ten.", polarity="mixed")
    by_people = replace(made, judged=frozenset({praised.ref}))
    assert not theme._reads_short(made, praised) and theme._reads_short(by_people, praised)
    assert theme._reads_short(made, wanting) and not theme._reads_short(made, mixed)


def test_a_term_without_a_first_day_is_told_as_a_term() -> None:
    term = replace(REVIEW, kind="cqc_review", response_working_days=20)
    settings: Any = SimpleNamespace(house=House())
    said_of = {
        when: board_paper._due(Shelf(replace(term, published=when), []), settings, "").text
        for when in (None, "2019-06", "2019-06-17")
    }
    assert said_of == {
        None: "within 20 working days of receipt",
        "2019-06": "within 20 working days of receipt",
        "2019-06-17": "15 July 2019",
    }
    assert board_paper._due(Shelf(REVIEW, []), settings, "").text == OWN["due_not_set"]


# --- lists that look alike ------------------------------------------------------------------------


def test_a_list_is_in_bold_throughout_or_not_at_all() -> None:
    parted = [said("Why it matters.", str(i), lead=f"Finding {i}.") for i in range(2)]
    alone = [said(f"Finding {i}.", str(i)) for i in range(3, 6)]
    mostly_alone = listing.in_bold([*parted, *alone])
    assert {bold for bold, _ in mostly_alone} == {""}
    assert mostly_alone[0] == ("", "Finding 0. Why it matters.")
    assert listing.in_bold([*parted, alone[0]])[-1] == ("Finding 3.", "")
    label = said("Nine of ten were seen.", "9", lead="Audit of visits:")
    assert listing.in_bold([label, *alone])[0] == ("Audit of visits:", "Nine of ten were seen.")


def test_every_format_prints_the_list_alike(briefings: dict[str, Briefing]) -> None:
    made = next(iter(briefings.values()))
    points = Points((said("Why.", "1", lead="First."), said("Alone.", "2")))
    briefing = replace(made, sections=(Section("One", (points,)),), about=())
    assert "- **Alone.** (" in render(briefing, "md").decode()
    assert "<strong>Alone.</strong><span" in render(briefing, "html").decode()
    document = Document(io.BytesIO(render(briefing, "docx")))
    (item,) = [p for p in document.paragraphs if p.text.startswith("Alone.")]
    assert item.runs[0].bold and item.style.name == "List Bullet"


def test_a_group_named_for_a_report_does_not_name_it_again_at_each_source(
    briefings: dict[str, Briefing],
) -> None:
    made = next(b for b in briefings.values() if b.template == "theme")
    group = Group("Fern report", (said("A.", review="Fern"),))
    other = Group("With others", (said("B.", review="Rowan"),))
    briefing = replace(made, reviews=("Fern", "Rowan"), sections=(Section("One", (group, other)),))
    for form in ("md", "html"):
        text = plain(re.sub(r"<[^>]+>", "", render(briefing, form).decode()))
        assert "A. (finding 1, page 4)" in text and "B. (Rowan, finding 1, page 4)" in text
    words = [plain(p.text) for p in Document(io.BytesIO(render(briefing, "docx"))).paragraphs]
    assert "A. (finding 1, page 4)" in words and "B. (Rowan, finding 1, page 4)" in words


def test_a_recommendation_made_twice_before_is_printed_once(briefings: dict[str, Briefing]) -> None:
    again = 0
    for briefing in briefings.values():
        for section in briefing.sections:
            if "said before" not in section.heading:
                continue
            for grid in (b for b in section.blocks if hasattr(b, "rows")):
                now = [row[0].text for row in grid.rows]
                told = [text for text in now if text != OWN["as_above"]]
                again += len(now) - len(told)
                assert len(told) == len(set(told)), briefing.title
                assert now[0] != OWN["as_above"]
    assert again


# --- agencies -------------------------------------------------------------------------------------


def test_the_same_partners_in_another_order_are_one_group(briefings: dict[str, Briefing]) -> None:
    for briefing in (b for b in briefings.values() if b.template == "agency"):
        owners = [
            frozenset(block.owners) for section in briefing.sections for block in section.blocks
            if isinstance(block, Group) and block.owners and block.name.startswith("With ")
        ]  # fmt: skip
        assert len(owners) == len(set(owners)), briefing.title


def test_short_forms_that_a_report_never_explains_are_known_where_they_are_one_s_alone() -> None:
    text = "Eastmere HealthCare runs the clinic. EHC is busy. Ferncroft and EHC meet each month."
    others = ["Ferncroft NHS Foundation Trust", "Eastmere Council"]
    assert short_forms("Eastmere Healthcare", text, others) == (
        "Eastmere HealthCare", "EHC",
    )  # fmt: skip
    assert short_forms("Ferncroft NHS Foundation Trust", text, others) == ("Ferncroft",)
    # A place is no trust where the council is called for it too, and one word may open a sentence.
    assert short_forms("Eastmere NHS Trust", text, others) == ()
    assert short_forms("Mind", "Mind the gap.", ()) == ()
    # What the report explains is what it says: this may be another's.
    assert short_forms("Eastmere Healthcare", f"{text} Early Help Centre (EHC)", others) == (
        "Eastmere HealthCare",
    )
    assert short_forms("Eastmere Healthcare", text, [*others, "East Hill Care"]) == (
        "Eastmere HealthCare",
    )


def test_a_service_without_a_name_of_its_own_takes_an_article() -> None:
    assert agency._in_a_sentence("ambulance service") == "the ambulance service"
    assert agency._in_a_sentence("Police") == "the police"
    assert agency._in_a_sentence("Holt Council") == "Holt Council"


def test_a_trust_is_found_by_the_short_form_that_its_report_explains(tmp_path: Path) -> None:
    """No list knows the trust: a new partnership has none yet."""
    text = """# Serious Case Review: Child Sorrel

Published 3 March 2024 by the Eastmere Safeguarding Children Board

## Findings

Finding 1: Holt Community Care NHS Foundation Trust (HCC) had four computer systems.

Finding 2: HCC did not tell the school nurse that Sorrel had been in hospital.

## Recommendations

Recommendation 1: Holt Community Care NHS Foundation Trust should tell school nurses of every visit.
"""
    (tmp_path / "sorrel.md").write_text(text)
    with Library.open(tmp_path / "library", create=True) as library:
        tasks.add(library, [tmp_path / "sorrel.md"])
        made = tasks.make_briefing(
            library, "agency", "Holt Community Care NHS Foundation Trust", as_of="2026-01-01"
        )
    (found,) = [s for s in made.sections if s.heading == "What was found"]
    assert any("HCC did not tell" in f"{s.lead} {s.text}" for s in found.statements())


# --- pages ----------------------------------------------------------------------------------------


def _kept(paragraph: object) -> bool:
    return bool(paragraph.paragraph_format.keep_with_next)  # type: ignore[attr-defined]


def test_word_keeps_a_table_of_numbers_whole_and_a_line_with_the_list_it_leads_to(
    briefings: dict[str, Briefing],
) -> None:
    yearly = max((b for b in briefings.values() if b.template == "yearly_chapter"),
                 key=lambda b: b.words)  # fmt: skip
    document = Document(io.BytesIO(render(yearly, "docx")))
    (numbers,) = [t for t in document.tables if t.rows[0].cells[-1].text == "Out of"]
    kept = [_kept(row.cells[0].paragraphs[0]) for row in numbers.rows]
    assert all(kept[:-1]) and not kept[-1]
    (told_apart,) = [
        p for p in document.paragraphs if p.text == OWN["activity_is_not_impact"]
    ]  # fmt: skip
    assert _kept(told_apart)
    (actions,) = [t for t in document.tables if t.rows[0].cells[0].text == "Action"]
    kept = [_kept(row.cells[0].paragraphs[0]) for row in actions.rows]
    assert kept[0] and not any(kept[1:]), "a long table goes on to the next page"
    for table in document.tables:
        order = [child.tag.rpartition("}")[2] for child in table._tbl.tblPr]
        wanted = [*("tblStyle tblW tblBorders tblLayout tblCellMar tblLook".split())]
        assert order == [name for name in wanted if name in order], "Word refuses another order"


def test_what_is_missing_may_lean_on_the_first_sentence_where_it_stands_right_behind_it() -> None:
    text = "Midwives discuss worries in supervision. It is not recorded anywhere."
    assert wording.but(text) == "It is not recorded anywhere."
    between = "Midwives discuss worries. They meet monthly. It is not recorded anywhere."
    assert wording.but(between) == ""


def test_no_page_of_a_pdf_ends_with_what_leads_to_the_next() -> None:
    """The same end of a briefing at every place of a page, so that each break is met."""
    import pypdfium2

    lead = Statement(OWN["risk_no_recommendation"], kind="own")
    points = Points(tuple(said(f"Point {i} of the list.", str(i)) for i in range(3)))
    end = Section("Two", (points, Prose((lead,)), Group("A group", points.said)))
    ends = set()
    for lines in range(17, 31):
        above = Points(tuple(said(f"Line {i} above.", str(i)) for i in range(lines)))
        briefing = Briefing(
            "board_paper", "Sorrel", "Board paper", ("x",), (Section("One", (above,)), end),
            "2026-01-01",
        )  # fmt: skip
        with pypdfium2.PdfDocument(render(briefing, "pdf")) as pdf:
            pages = [page.get_textpage().get_text_range().splitlines() for page in pdf]
        for page in pages[:-1]:
            # Bullets, the page's head and its number are drawn behind the rest.
            told = [line for line in page if not re.match(r"\d+ of \d+|DRAFT|•", line)]
            ends.add(told[-1].strip())
    assert any(end.startswith("Point 0") for end in ends), ends
    assert not ends & {lead.text, "Two", "A group"}


def test_on_a_telephone_rows_of_words_are_cards_and_pictures_are_drawn_narrow(
    briefings: dict[str, Briefing],
) -> None:
    paper = max((b for b in briefings.values() if b.template == "board_paper"),
                key=lambda b: b.words)  # fmt: skip
    page = BeautifulSoup(render(paper, "html").decode(), "html.parser")
    wide, narrow = page.figure.find_all("svg")
    assert wide["aria-label"] == narrow["aria-label"]
    assert int(narrow["width"]) <= 358 < int(wide["width"]), "a telephone less the margins"
    numbers = [
        [text.text for text in svg.find_all("text") if re.fullmatch(r"\d+ of \d+", text.text)]
        for svg in (wide, narrow)
    ]
    assert numbers[0] == numbers[1] != []
    tables = {table.caption.text: table for table in page.find_all("table")}
    asked = tables["What is asked, of whom, and when an answer is due"]
    assert "texts" in asked["class"] and asked["role"] == "table"
    first = [cell["data-column"] for cell in asked.tbody.tr.find_all(["th", "td"])]
    assert first == ["No.", "What is recommended", "Owner", "Answer due"]
    counted = tables["The recommendations of each owner, in numbers"]
    assert "numbers" in counted["class"] and counted.parent["tabindex"] == "0"


def test_labels_of_a_picture_fit_beside_their_bars_in_a_wide_font() -> None:
    """DejaVu Sans, which stands in for Arial on many machines, needs 8.4 px a letter and more."""
    room = pictures._LABEL - 16
    long = "Northmoor and Calderbeck Teaching Hospitals NHS Foundation Trust"
    lines = pictures._wrapped(long, room)
    assert " ".join(lines) == long, "whole, on as many lines as it needs"
    assert all(len(line) * 8.4 <= room for line in lines)
    assert pictures._wrapped(" ".join(["word"] * 40), room)[-1].endswith("…")
    bars = (Bar("Police", 1, 4), Bar(long, 2, 4))
    drawn = Picture("Owners", "x", bars, said("Two."), Grid("Owners", ("Owner",), ()))
    for narrow in (False, True):
        svg = BeautifulSoup(pictures.svg(drawn, narrow=narrow), "html.parser")
        middles = [float(text["y"]) for text in svg.find_all("text")]
        assert max(middles) < int(svg.svg["height"])
        heights = sorted(float(r["y"]) for r in svg.find_all("rect"))
        assert len(set(heights)) == 3, "the ground, and a bar for each"


def test_a_bar_is_as_high_as_its_own_label_needs() -> None:
    def drawn(*labels: str) -> Picture:
        bars = tuple(Bar(label, 1, 4) for label in labels)
        return Picture("Owners", "x", bars, said("Two."), Grid("Owners", ("Owner",), ()))

    long = "Northmoor and Calderbeck Teaching Hospitals NHS Foundation Trust"
    for narrow in (False, True):
        one, two = (
            pictures._height(drawn(*names), narrow) for names in (("Police", long), (long,) * 2)
        )
        assert one < two
        svg = BeautifulSoup(
            pictures.svg(drawn("Police", long, "Council"), narrow=narrow), "html.parser"
        )
        tops = [float(r["y"]) for r in svg.find_all("rect")][1::2]
        assert tops == sorted(tops) and min(b - a for a, b in pairwise(tops)) >= pictures._BAR


def test_the_number_of_a_source_stays_on_the_line_of_what_it_numbers(
    briefings: dict[str, Briefing],
) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    paper = next(b for b in briefings.values() if b.template == "board_paper")
    with pypdfium2.PdfDocument(render(paper, "pdf")) as pdf:
        lines = [line for page in pdf for line in page.get_textpage().get_text_range().splitlines()]
    assert any(re.search(r"\(finding \d+", plain(line)) for line in lines)
    assert [line for line in lines if re.match(r"[\d.]+(?:, page \d+)?\)", plain(line))] == []
    document = Document(io.BytesIO(render(paper, "docx")))
    cited = [run.text for p in document.paragraphs for run in p.runs if run.text.startswith(" (")]
    assert any("\N{NO-BREAK SPACE}" in words for words in cited)
    assert not any(re.search(r"[a-z] \d", words) for words in cited)


# --- tables ---------------------------------------------------------------------------------------


def a_table(*rows: tuple[str, ...], columns: tuple[str, ...] = ("What", "When")) -> Grid:
    held = tuple(tuple(Statement(text, kind="own") for text in row) for row in rows)
    return Grid("A table", columns, held)


def in_word(grid: Grid, briefings: dict[str, Briefing]) -> Any:
    made = next(iter(briefings.values()))
    briefing = replace(made, sections=(Section("One", (grid,)),), about=())
    return Document(io.BytesIO(render(briefing, "docx"))).tables[0]


def test_a_tall_row_may_go_on_on_the_next_page_and_a_short_one_may_not(
    briefings: dict[str, Briefing],
) -> None:
    grid = a_table(("word " * 120, "now"), ("word " * 20, "then"), ("word " * 30, "later"))
    table = in_word(grid, briefings)
    whole = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None
             for row in table.rows]  # fmt: skip
    assert whole == [True, False, True, True]
    page = render(
        replace(next(iter(briefings.values())), sections=(Section("One", (grid,)),)), "html"
    ).decode()
    assert page.count('class="tall"') == 1


def test_a_small_table_is_seen_whole(briefings: dict[str, Briefing]) -> None:
    small = a_table(("Owners write down what they do.", "to be agreed"), ("Teams hear.", "soon"))
    large = a_table(*((("word " * 30), "soon"),) * 6)
    assert listing.is_small(small) and not listing.is_small(large)
    for grid, kept in ((small, [True, True, False]), (large, [True, *[False] * 6])):
        rows = in_word(grid, briefings).rows
        told = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in rows]
        assert told == kept


def test_a_row_that_says_as_above_stands_on_the_page_of_that_row(
    briefings: dict[str, Briefing],
) -> None:
    above = OWN["as_above"]
    grid = a_table(*(("word " * 70, "a"), (above, "b"), (above, "c"), ("word " * 70, "d")))
    rows = in_word(grid, briefings).rows
    told = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in rows]
    assert told == [True, True, True, False, False]
    pypdfium2 = pytest.importorskip("pypdfium2")
    starts = set()
    for lines in range(20, 40, 2):
        before = Points(tuple(said(f"Line {i} above.", str(i)) for i in range(lines)))
        briefing = Briefing(
            "board_paper", "Sorrel", "Board paper", ("x",), (Section("One", (before, grid)),),
            "2026-01-01",
        )  # fmt: skip
        with pypdfium2.PdfDocument(render(briefing, "pdf")) as pdf:
            for page in list(pdf)[1:]:
                told_there = page.get_textpage().get_text_range()
                after_head = told_there.split("When", 1)[-1].strip()
                starts.add(after_head[:8])
    assert above[:8] not in starts and any(start.startswith("word") for start in starts), starts


def test_days_and_statuses_stand_on_one_line_in_word(briefings: dict[str, Briefing]) -> None:
    grid = a_table(
        *((("word " * 40), "An Organisation With A Long Name of Several Words", day)
          for day in ("31 December 2023", "to be agreed")),
        columns=("What is recommended", "Owner", "Answer due"),
    )  # fmt: skip
    widths = [cell.width for cell in in_word(grid, briefings).rows[1].cells]
    assert widths[2] >= Cm(0.19 * len("31 December 2023")), "as wide a letter as fonts have"
    assert sum(widths) <= Cm(17.1)


def test_one_long_name_among_short_ones_does_not_narrow_what_is_asked(
    briefings: dict[str, Briefing],
) -> None:
    asked = ("word " * 40).strip()
    short = a_table(*((asked, "Police", "soon"),) * 6, columns=("Asked", "Owner", "Due"))
    long = a_table(
        *((asked, "Police", "soon"),) * 5,
        (asked, "Police, Council and Trust, " * 5, "soon"),
        columns=("Asked", "Owner", "Due"),
    )
    all_short, one_long = (
        in_word(grid, briefings).rows[1].cells[0].width for grid in (short, long)
    )
    assert one_long >= 0.8 * all_short
