"""What business managers, designers and typists write, each kind with an example of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.briefings.gate import Finding, Key, check_briefing, check_file
from workbench.briefings.gate.key import Entry

KEY = {
    "Rose Anne van der Meer": "Child A",
    "Charlotte Ayling": "Sibling 2",
    "Jack Thornbury": "Father",
    "Luc Thornbury": "Sibling 1",
    "Orla Ní Cheallaigh": "Mother",
    "Ben Close": "Uncle",
    "Hope Dunster": "Cousin",
    "Pelham Court": "Housing Block 1",
}


def found_in(body: str, key: Key | dict[str, str] = KEY) -> list[Finding]:
    page = (
        '<!doctype html><html lang="en-GB"><head><title>A draft</title></head><body><h1>A draft'
        f"</h1><p>One.</p><p>Two.</p><p>Three.</p><p>Four.</p>{body}</body></html>"
    )
    return check_briefing(page, key=key)


def told(body: str, action: str) -> list[tuple[str, str]]:
    return [(f.kind, f.text) for f in found_in(body) if f.action == action]


# --- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["Rosie", "Jackie", "Lotty", "O. Ní C.", "Orla Ní C.", "Rose van der M.", "thornbury-jack"],
)
def test_a_name_with_a_fond_ending_or_cut_short_is_blocked(name: str) -> None:
    assert ("name", name) in told(f"<p>Staff then saw {name} at the centre.</p>", "block")


def test_a_name_of_its_own_that_ends_as_fond_ones_do_is_only_shown() -> None:
    assert told("<p>Staff then saw Lucy at the centre.</p>", "block") == []
    assert ("name", "Lucy") in told("<p>Staff then saw Lucy at the centre.</p>", "warn")


@pytest.mark.parametrize("line", ["Child: Hope", "Name: rose", "Known as: hope (by all)"])
def test_a_label_says_that_a_word_is_a_name(line: str) -> None:
    assert [kind for kind, _ in told(f"<p>{line}</p>", "block")] == ["name"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Child: hope was lost.", "Child: Hope was lost.", "A close friend lived close to it.",
        "She speaks for children in court.", "The family court sat for a day.",
    ],
)  # fmt: skip
def test_a_word_in_small_letters_is_nobody(sentence: str) -> None:
    assert told(f"<p>{sentence}</p>", "block") == []


def test_a_block_of_flats_is_a_place() -> None:
    assert told("<p>They lived at Pelham Court.</p>", "block") == [("place", "Pelham Court")]
    assert Key.of({"The Copper Kettle": "Café 1"}).entries == (
        Entry("The Copper Kettle", "Café 1", "place"),
    )


def test_a_link_that_is_defined_and_not_used_is_read(tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(
        "# A draft\n\nJack Thornbury came, [see here][a].\n\n"
        "[a]: https://www.gov.uk/thornbury\n[b]: https://www.gov.uk/jack-thornbury 'Notes'\n",
        encoding="utf-8",
    )
    places = {f.where for f in check_file(path, key=KEY) if f.kind == "name"}
    assert places == {"paragraph 1", "link of <a>", "link 2 that is defined and not used"}


# --- reviews that are not published ------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "The Heron report was withheld by the court.",
        "We had regard to the unpublished Heron review.",
        "The board voted against publishing the review of Child K.",
        "Family “Heron”: the report must not be published.",
        "Child Heron (not for publication) is one.",
        "Publication was refused in the review of Family Q.",
        "A second review, Child Reed, is to be kept private.",
    ],
)
def test_a_named_review_said_to_be_unpublished_is_blocked(sentence: str) -> None:
    assert [kind for kind, _ in told(f"<p>{sentence}</p>", "block")] == ["restricted_review"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Of our five reviews, two were not published.",
        "Four of the five reviews were published.",
        "All but two of our local reviews have been published.",
        "The review of Child A has not yet been published.",
    ],
)
def test_unpublished_reviews_that_are_counted_and_the_case_s_own_are_shown(sentence: str) -> None:
    found = [(f.kind, f.action) for f in found_in(f"<p>{sentence}</p>")]
    assert found == [("restricted_review", "warn")]


@pytest.mark.parametrize(
    "sentence",
    [
        "A review need not be published where a child could be known.",
        "Father withheld information from the review of Child K.",
        "The National Review was not published in full.", "Twelve reviews were published.",
        "The Child Protection report was not published.",
    ],
)  # fmt: skip
def test_what_is_said_of_publishing_in_general_is_let_stand(sentence: str) -> None:
    assert found_in(f"<p>{sentence}</p>") == []


# --- families and conditions -------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "A mother and son who are also cousins came.",
        "Her aunt and uncle, who are really half-siblings, came.",
        "He is married to the sister of her own father.",
        "The two women, who are sisters to one another, left.",
        "Her uncle, who is also her stepfather, came.", "Her aunt is really her mother.",
        "Both were pregnant by the same man.",
        "The twins cried.", "She was the mother of twins.", "Then her baby twins, aged one, left.",
        "They were a family of seven.", "A family of six children came.",
    ],
)  # fmt: skip
def test_a_family_that_stands_alone_is_blocked(sentence: str) -> None:
    assert [kind for kind, _ in told(f"<p>{sentence}</p>", "block")] == ["family_shape"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Babies who come early, such as twins, need more visits.", "family_shape"),
        ("A family of six moved in.", "family_shape"),
        ("He has sickle cell disease.", "rare_condition"),
        ("She has beta thalassaemia trait.", "rare_condition"),
        ("The scan showed rickets.", "rare_condition"),
    ],
)
def test_what_is_said_of_many_is_shown(sentence: str, kind: str) -> None:
    assert [(f.kind, f.action) for f in found_in(f"<p>{sentence}</p>")] == [(kind, "warn")]


@pytest.mark.parametrize(
    "sentence",
    [
        "A family of five moved in.", "A household of five people is usual.",
        "Her aunt and uncle, who are foster parents, came.", "The Twins Trust has advice.",
        "A mother and daughter who are also carers were asked.",
    ],
)  # fmt: skip
def test_what_is_said_of_most_families_is_let_stand(sentence: str) -> None:
    assert told(f"<p>{sentence}</p>", "block") == []


# --- small counts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "Three pupils in the district have it.", "Across our county 2 babies were born with it.",
        "Only one girl at the school knew.", "Just two deaf boys came.",
        "Only one home-educated child was seen.", "Fewer than four of them were carers.",
        "Less than three children were seen.", "There are two boys with it in our district.",
        "In this town there is one child on a plan.", "He is one of two boys in Wales with it.",
    ],
)  # fmt: skip
def test_a_small_count_of_all_there_are_is_blocked(sentence: str) -> None:
    assert [kind for kind, _ in told(f"<p>{sentence}</p>", "block")] == ["small_number"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Three families in the village wrote to us.", "Fewer than five children were seen.",
        "No fewer than three children were seen.", "Only one child was seen alone.",
        "Three pupils at the school had seen her.", "We asked three mothers.",
        "Across our county 12 babies were born with it.",
        "One in three children in the area is poor.",
        "One child in the area told us so.",
    ],
)  # fmt: skip
def test_a_small_count_of_some_is_at_most_shown(sentence: str) -> None:
    assert told(f"<p>{sentence}</p>", "block") == []


@pytest.mark.parametrize("cell", ["2 pupils", "three", "One child", "only 1"])
def test_a_cell_with_its_number_in_words_is_a_count(cell: str) -> None:
    head = "<tr><th>Area</th><th>Children on a plan</th><th>Of whom deaf</th></tr>"
    east = "<tr><td>East</td><td>40</td><td>12</td></tr>"
    west = f"<tr><td>West</td><td>41</td><td>{cell}</td></tr>"
    assert told(f"<table>{head}{east}{west}</table>", "block") == [("small_number", cell)]


def test_words_of_people_in_a_table_of_something_else_are_no_count() -> None:
    rows = "<tr><td>Neglect</td><td>one child</td></tr><tr><td>Sleep</td><td>two parents</td></tr>"
    table = f"<table><tr><th>Theme</th><th>Who may bring an example</th></tr>{rows}</table>"
    assert found_in(table) == []


# --- days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Born four-twelve-sixteen.", "date_of_birth"),
        ("Born the ninth of the second twelve.", "date_of_birth"),
        ("Notes were made on 14.iii.21.", "exact_date"),
        ("The visit was made on 3 May 2021.", "exact_date"),
        ("His tenancy ends 31 March 2023.", "exact_date"),
        ("She is in a placement. Ends 3 May 2027.", "exact_date"),
    ],
)
def test_a_day_of_somebody_s_is_blocked(sentence: str, kind: str) -> None:
    assert [kind for kind, _ in told(f"<p>{sentence}</p>", "block")] == [kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ends 31 March.", "A post for two years: ends 31 August 2027.",
        "The consultation closes on 4 May 2027.", "Bookings open on 3 May 2027.",
        "The early bird offer runs until 3 May 2027.", "Interviews will be on 3 May 2027.",
        "The training day is on 3 May 2027.",
        "The order was made in June. 4. The school was told.",
    ],
)  # fmt: skip
def test_when_a_thing_open_to_all_ends_is_at_most_shown(sentence: str, tmp_path: Path) -> None:
    lead = "The review looked at it.\n\n" * 5
    path = tmp_path / "draft.md"
    path.write_text(f"# A draft\n\n{lead}{sentence}\n", encoding="utf-8")
    assert [f.text for f in check_file(path) if f.action == "block"] == []


def test_a_law_in_the_first_column_says_whose_day_it_is() -> None:
    head = "<tr><th>Source</th><th>When</th></tr>"
    law = "<tr><td>The Records Regulation (EU) 2019/1234</td><td>Applied from 3 May 2020</td></tr>"
    order = "<tr><td>Curfew of the father</td><td>Applied from 4 May 2020</td></tr>"
    found = told(f"<table>{head}{law}{order}</table>", "block")
    assert found == [("exact_date", "4 May 2020")]


def test_a_day_of_birth_is_no_case_s_number() -> None:
    assert told("<p>DoB 2017/11/03.</p>", "block") == [("date_of_birth", "2017/11/03")]


# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("His passport, no. 417 902 6K1, was kept.", "417 902 6K1"),
        ("Serious incident 2023/12345 was closed.", "2023/12345"),
        ("See SUI 2019/4567 for it.", "2019/4567"),
        ("Ofsted serious incident notification 4512345 was late.", "4512345"),
        ("The crime has URN 123456.", "123456"),
    ],
)
def test_a_record_s_number_is_blocked(sentence: str, number: str) -> None:
    assert told(f"<p>{sentence}</p>", "block") == [("case_reference", number)]


@pytest.mark.parametrize(
    "sentence", ["The school (URN 123456) was told.", "Academy, URN: 123456", "See URN EY123456."]
)
def test_a_school_s_own_number_is_shown(sentence: str) -> None:
    found = [(f.kind, f.action) for f in found_in(f"<p>{sentence}</p>")]
    assert found == [("case_reference", "warn")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Serious incident 2023/24 figures.", "Statutory Instrument SI 2019/456 applies.",
        "Her passport was red, and 10 of 12 men had one.", "Ask on 0300 555 0199.",
        "The Information Commissioner: 0303 123 1113.",
    ],
)  # fmt: skip
def test_a_public_number_is_not_blocked(sentence: str) -> None:
    assert told(f"<p>{sentence}</p>", "block") == []


def test_a_public_number_of_the_mother_s_is_blocked() -> None:
    assert told("<p>Ring the mother on 0300 555 0199.</p>", "block") == [
        ("telephone", "0300 555 0199")
    ]


# --- places of the key ---------------------------------------------------------------------------

PLACES = {
    "Hawkesgill": "Town A",
    "Thornbeck Children's Centre": "Centre 1",
    "Meadow Primary School": "School 1",
    "Northern Academy": "School 2",
}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("What HAWKES-GILL services did", [("HAWKES-GILL", "block")]),
        ("They came to Thorn-beck then.", [("Thorn-beck", "block")]),
        ("They came to Hawkes gill then.", [("Hawkes gill", "warn")]),
        ("The thornbeck team came.", [("thornbeck", "warn")]),
        ("The meadow was wet, the northern team came.", []),
    ],
)
def test_a_place_parted_or_in_small_letters(sentence: str, told: list[tuple[str, str]]) -> None:
    assert [(f.text, f.action) for f in found_in(f"<p>{sentence}</p>", PLACES)] == told


def test_a_place_among_the_keywords_is_blocked() -> None:
    found = found_in('<meta name="keywords" content="neglect, thornbeck, northern">', PLACES)
    assert [(f.kind, f.text) for f in found if f.action == "block"] == [("place", "thornbeck")]


# --- who cannot be anybody, and who can ---------------------------------------------------------


@pytest.mark.parametrize("told_of", ["Danish-Kenyan", "of Danish and Kenyan heritage"])
def test_two_origins_of_one_family_are_shown(told_of: str) -> None:
    found = [(f.kind, f.action) for f in found_in(f"<p>The children were {told_of}.</p>")]
    assert found == [("occupation_or_origin", "warn")]


@pytest.mark.parametrize(
    "sentence",
    [
        "African-Caribbean children were asked.", "Children of Asian and Black heritage came.",
        "Clare's Law and the Fraser guidelines apply.", "Staff weighed Gillick competence.",
    ],
)  # fmt: skip
def test_wide_groups_and_laws_with_a_name_are_let_stand(sentence: str) -> None:
    assert found_in(f"<p>{sentence}</p>") == []


def test_a_mark_set_with_a_dash_is_found_whole() -> None:
    assert told("<p>Their van, LV 08 - OUC, left.</p>", "block") == [("vehicle", "LV 08 - OUC")]
    assert told("<p>See AB 12 - CDE of the code.</p>", "block") == []


def test_a_number_read_out_by_hundreds_is_blocked() -> None:
    said = "oh seven seven double oh nine hundred four five six"
    assert ("telephone", said) in told(f"<p>Ring her on {said}.</p>", "block")


def test_a_condition_that_one_in_a_million_has_is_blocked() -> None:
    found = told("<p>A one in a million genetic disorder was found.</p>", "block")
    assert [kind for kind, _ in found] == ["rare_condition"]


@pytest.mark.parametrize("called", ["Holy Child's", "the Holy Child"])
def test_a_school_is_called_by_the_first_of_its_patrons(called: str) -> None:
    found = found_in(
        f"<p>She goes to {called} then.</p>", {"Holy Child and St Ebba School": "School"}
    )
    assert ("place", "block") in [(f.kind, f.action) for f in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Baby Clinic report was not published.", "A household of ten agencies met.",
        "A course for parents of twins and triplets starts.", "Family Court and Crown Court sit.",
        "COURT ORDERS", "Our child in the kitchen makes tea.", "Applications by 4 May 2027.",
        "Checks are made on 1 April each year.", "Polish and Kenyan parents came to the group.",
        "The French-German friendship club met.",
    ],
)  # fmt: skip
def test_words_that_only_sound_like_those_are_not_blocked(sentence: str) -> None:
    key = {"Mark Court": "Father", "Our Child of Prague School": "School"}
    found = found_in(f"<p>{sentence}</p>", key)
    assert [(f.kind, f.text) for f in found if f.action == "block"] == []
