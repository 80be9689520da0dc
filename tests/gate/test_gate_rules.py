"""What the gate says of dates, tables, properties, structure and restricted reviews."""

from __future__ import annotations

from pathlib import Path

import pytest
from growth import must_end

from workbench.briefings.gate import (
    Finding,
    Restricted,
    ReviewCounts,
    check_briefing,
    check_file,
    load_key,
    publication_record,
    refuse,
)
from workbench.errors import DocumentError, RefusedError, UsageError


def page(body: str) -> str:
    """A page with nothing else wrong with it."""
    return (
        '<!doctype html><html lang="en-GB"><head><title>A draft</title></head>'
        f"<body><h1>A draft</h1>{body}</body></html>"
    )


def blocked(found: list[Finding]) -> list[tuple[str, str]]:
    return [(f.kind, f.text) for f in found if f.action == "block"]


# --- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "text", "kinds"),
    [
        ("month", "He was hurt on 3 May 2019.", ["exact_date"]),
        ("month", "He was hurt in May 2019.", []),
        ("age", "He was hurt in May 2019.", ["exact_date"]),
        ("age", "He was hurt aged 3.", []),
        ("day", "He was hurt on 3 May 2019.", []),
        ("day", "He was born on 3 May 2019.", ["date_of_birth"]),
    ],
)
def test_the_policy_says_how_exact_a_date_may_be(policy: str, text: str, kinds: list[str]) -> None:
    found = check_briefing(page(f"<p>{text}</p>"), policy=policy)
    assert [kind for kind, _ in blocked(found)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Published 3 May 2019.", "The board meets: 3 May 2019.", "Version 2, 3 May 2019.",
        "As at 31 March 2019 there were 47.", "From 1 April 2018 to 31 March 2019.",
        "To be completed by 3 May 2019.", "The review began on 3 May 2019.", "Due: 3 May 2019.",
    ],
)  # fmt: skip
def test_a_document_s_own_dates_are_let_stand(text: str) -> None:
    assert blocked(check_briefing(page(f"<p>One.</p><p>{text}</p>"))) == []


def test_an_event_s_date_is_not_hidden_behind_the_document_s() -> None:
    text = "The report published in June told how Wren was hurt on 3 May 2019."
    assert blocked(check_briefing(page(f"<p>{text}</p>"))) == [("exact_date", "3 May 2019")]


# --- small numbers ---------------------------------------------------------------------------


def test_small_counts_of_children_in_a_table_are_blocked() -> None:
    table = (
        "<table><tr><th>Ethnic group</th><th>Number of children</th></tr>"
        "<tr><td>A</td><td>47</td></tr><tr><td>B</td><td>3</td></tr><tr><td>C</td><td>0</td></tr></table>"
    )
    found = check_briefing(page(table))
    assert [(f.text, f.where, f.action) for f in found if f.kind == "small_number"] == [
        ("3", "table 1 row 3 column 2", "block")
    ]


def test_a_table_of_something_else_has_no_small_numbers() -> None:
    table = (
        "<table><tr><th>Theme</th><th>Reviews</th><th>Recommendation</th></tr>"
        "<tr><td>Neglect</td><td>2</td><td>3</td></tr></table>"
    )
    assert check_briefing(page(table)) == []


def test_a_small_count_in_a_sentence_is_shown() -> None:
    (found,) = check_briefing(page("<p>In the year three children were placed.</p>"))
    assert (found.kind, found.text, found.action) == ("small_number", "three children", "warn")


# --- cells say what they are by their headers --------------------------------------------------


@pytest.mark.parametrize(
    ("header", "value", "kind"),
    [
        ("NHS number", "9434765918", "nhs_number"),
        ("DOB", "14/03/2021", "date_of_birth"),
        ("Postcode", "LS14", "postcode"),
        ("Mobile", "900123", "telephone"),
        ("Crime ref", "13/99821/X", "case_reference"),
    ],
)
def test_a_cell_is_read_under_its_header(header: str, value: str, kind: str) -> None:
    table = (
        f"<table><tr><th>Who</th><th>{header}</th></tr><tr><td>x</td><td>{value}</td></tr></table>"
    )
    found = check_briefing(page(table), policy="day")
    assert [(f.kind, f.where) for f in found if f.action == "block"] == [
        (kind, "table 1 row 2 column 2")
    ]


def test_a_number_split_over_cells_is_found() -> None:
    table = "<table><tr><td>943</td><td>476</td><td>5919</td></tr><tr><th>a</th></tr></table>"
    assert ("nhs_number", "943 | 476 | 5919") in blocked(check_briefing(page(table)))


# --- restricted reviews ------------------------------------------------------------------------

FERN = Restricted(
    "child-fern-2015",
    "Serious case review: Child Fern",
    "Child Fern",
    ("The school nurse weighed her in the spring and told nobody what she had found that day.",),
)


@pytest.mark.parametrize(
    "text",
    [
        "As in Serious case review: Child Fern.",
        "CHILD FERN was weighed.",
        "Child\u00a0Fern's plan.",
        "Source: child-fern-2015.",
        "She weighed her in the spring and told nobody what she had found.",
        "This was learnt from five reviews.",
    ],
)
def test_a_restricted_review_is_never_shown_nor_counted(text: str) -> None:
    found = check_briefing(page(f"<p>{text}</p>"), restricted=[FERN], counts=[ReviewCounts(5, 4)])
    assert [kind for kind, _ in blocked(found)] == ["restricted_review"]


def test_reviews_that_may_be_shown_may_be_counted() -> None:
    text = "This was learnt from four reviews. Fern leaves grow in the wood."
    assert (
        check_briefing(page(f"<p>{text}</p>"), restricted=[FERN], counts=[ReviewCounts(5, 4)]) == []
    )


def test_a_restricted_review_hides_in_no_attribute() -> None:
    found = check_briefing(page('<p data-review="child-fern-2015">x</p>'), restricted=[FERN])
    assert [kind for kind, _ in blocked(found)] == ["restricted_review"]


# --- how the file is made ----------------------------------------------------------------------


def test_structure_and_contrast_stop_what_is_published() -> None:
    body = (
        '<h3>Too deep</h3><img src="a.png"><p style="color:#999">Pale</p>'
        "<table><tr><td>a</td><td>b</td></tr></table>"
    )
    found = check_briefing(page(body))
    assert sorted(f.kind for f in found if f.action == "block") == [
        "contrast",
        "structure",
        "structure",
        "structure",
    ]
    assert blocked(check_briefing(page("<h2>Next</h2><p style='color:#333'>Dark</p>"))) == []


def test_a_draft_from_elsewhere_is_only_told_of_its_structure(tmp_path: Path) -> None:
    path = tmp_path / "draft.html"
    path.write_text("<p>Nothing here.</p>", encoding="utf-8")
    assert {(f.kind, f.action) for f in check_file(path)} == {("structure", "warn")}


def test_a_person_in_the_properties_is_blocked_and_a_team_is_not(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("A draft", 1)
    path = tmp_path / "draft.docx"
    document.core_properties.title = "A draft"
    document.core_properties.last_modified_by = "Safeguarding team"
    document.save(str(path))
    assert check_file(path) == []
    document.core_properties.author = "Ivy Quillfeather"
    document.save(str(path))
    assert blocked(check_file(path)) == [("properties", "Ivy Quillfeather")]


def test_a_picture_says_where_it_was_taken(tmp_path: Path) -> None:
    import docx
    from PIL import Image

    picture = tmp_path / "house.jpg"
    image = Image.new("RGB", (8, 8), "white")
    exif = image.getexif()
    exif[0x013B] = "Ivy Quillfeather"
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 47.0, 59.0), 3: "W", 4: (1.0, 32.0, 57.0)})
    image.save(picture, exif=exif)
    document = docx.Document()
    document.add_heading("A draft", 1)
    document.add_picture(str(picture))
    path = tmp_path / "draft.docx"
    document.save(str(path))
    assert {kind for kind, _ in blocked(check_file(path))} >= {"gps", "properties"}


def test_a_page_that_is_only_a_picture_cannot_be_checked(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    path = tmp_path / "scan.pdf"
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(str(path))
    assert ("unchecked", "page 1") in [(f.kind, f.where) for f in check_file(path)]


@pytest.mark.parametrize("name", ["a.docx", "a.pdf"])
def test_a_damaged_file_is_an_error_not_a_pass(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"not one of these")
    with pytest.raises(DocumentError):
        check_file(path)


def test_a_word_file_that_cannot_be_unpacked_is_an_error_not_a_bug(tmp_path: Path) -> None:
    import zipfile

    import docx

    path = tmp_path / "a.docx"
    docx.Document().save(str(path))
    data = path.read_bytes()
    path.write_bytes(data[:3000] + b"XXXXXXXX" + data[3008:])
    with pytest.raises(DocumentError):
        check_file(path)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "Wren">]><x>&a;</x>')
    with pytest.raises(DocumentError):
        check_file(path)


def test_what_a_page_tells_search_engines_is_read_as_words() -> None:
    told = '<script type="application/ld+json">{"telephone": "07700 900123"}</script>'
    assert ("telephone", "07700 900123") in blocked(check_briefing(page(told)))


@pytest.mark.parametrize("unit", ["1 ", "A ", "Ann ", "12/", "crime "])
def test_a_long_chain_of_what_might_be_codes_is_read_to_its_end(tmp_path: Path, unit: str) -> None:
    path = tmp_path / "a.md"
    path.write_text("# A draft\n\n" + unit * 40_000, encoding="utf-8")
    with must_end(minutes=2):
        check_file(path)


def test_the_file_s_name_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "WrenAshby_briefing.md"
    path.write_text("# A draft\n", encoding="utf-8")
    found = check_file(path, key={"Wren Ashby": "Child A"})
    assert ("name", "the file's name") in [(f.kind, f.where) for f in found]


# --- keys, refusals, records -------------------------------------------------------------------


def test_both_shapes_of_key_are_read(tmp_path: Path) -> None:
    plain, chronology = tmp_path / "a.json", tmp_path / "b.json"
    plain.write_text('{"Wren Ashby": "Child A", "Moorgate Academy": "School 1"}', encoding="utf-8")
    chronology.write_text(
        '{"pseudonyms": [{"real": "Wren Ashby", "pseudonym": "Child A", "kind": "person"},'
        '{"real": "Moorgate Academy", "pseudonym": "School 1", "kind": "organisation"}]}',
        encoding="utf-8",
    )
    assert load_key(plain) == load_key(chronology)
    assert [entry.kind for entry in load_key(plain).entries] == ["name", "place"]


@pytest.mark.parametrize("content", ["[1]", "{}", "not json", '{"": "Child A"}'])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError):
        load_key(path)


def test_a_refusal_says_where_and_how_to_mend_it() -> None:
    found = check_briefing(page("<p>NHS 943 476 5919 and LS14 6AB.</p>"))
    with pytest.raises(RefusedError) as refusal:
        refuse(found)
    assert "paragraph 1" in str(refusal.value) and "Take the NHS number out." in str(refusal.value)
    refuse([f for f in found if f.action == "warn"])


def test_words_that_are_meant_to_be_public_are_allowed() -> None:
    body = page("<p>Ring 01632 960456 or write to team@northmoor.example.</p>")
    assert len(blocked(check_briefing(body))) == 2
    allowed = ["01632 960456", "team@northmoor.example"]
    assert blocked(check_briefing(body, allowed=allowed)) == []


def test_an_unknown_policy_is_answered_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="month"):
        check_briefing(page(""), policy="week")


def test_a_record_tells_sources_hashes_and_who_approved(tmp_path: Path) -> None:
    made = tmp_path / "briefing.html"
    made.write_text(page("<p>x</p>"), encoding="utf-8")
    record = publication_record(
        title="A <draft>",
        template="seven_minute",
        parameters={"review": "hartwell-2024"},
        sources=[{"review": "hartwell-2024", "refs": ["hartwell-2024/finding/1"]}],
        files=[made],
        findings=check_file(made),
        approved_by="Ivy Quillfeather",
        approved_at="2026-01-02T03:04:05+00:00",
    )
    json_path, html_path = record.write(tmp_path, "briefing")
    text = html_path.read_text(encoding="utf-8")
    assert "A &lt;draft&gt;" in text and "Ivy Quillfeather" in text
    assert record.files[0]["sha256"] in json_path.read_text(encoding="utf-8")
    assert [f for f in check_briefing(text, allowed=["2026-01-02"]) if f.kind == "structure"] == []


def test_nothing_that_is_blocked_gets_a_record(tmp_path: Path) -> None:
    found = check_briefing(page("<p>NHS 943 476 5919.</p>"))
    arguments = {"title": "x", "template": "x", "parameters": {}, "sources": [], "files": []}
    with pytest.raises(RefusedError):
        publication_record(**arguments, findings=found, approved_by="Ivy")
    with pytest.raises(UsageError):
        publication_record(**arguments, findings=[], approved_by=" ")


# --- what must not be hidden, and what is nobody's --------------------------------------------


def test_a_warning_does_not_hide_a_block_of_the_same_words() -> None:
    found = check_briefing(
        page(
            "<p>For help, call the council on 01632 960123. The mother's own number is "
            "01632 960123.</p>"
        )
    )
    assert blocked(found) == [("telephone", "01632 960123")]


def test_the_saint_of_a_surname_is_nobody_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "key.json"
    path.write_text('{"Hyacinth St. John-Price": "Foster carer"}')
    draft = page(
        "<p>The St for Education wrote.</p><p>St Mungo's beds were full.</p>"
        "<p>Mrs St John Price came.</p>"
    )
    found = check_briefing(draft, key=load_key(path))
    assert [(f.text, f.where) for f in found if f.action == "block"] == [
        ("Mrs St John Price", "paragraph 3")
    ]


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("The plate was read; the witness had BI6 NMH.", "BI6 NMH"),
        ("The camera read WNI9 KTX.", "WNI9 KTX"),
        ("CCTV noted YO7 LMN.", "YO7 LMN"),
        ("The plate reads P8 LMN.", "P8 LMN"),
        ("The number plate showed ABC 12.", "ABC 12"),
    ],
)
def test_a_mark_as_a_witness_wrote_it_is_blocked(sentence: str, mark: str) -> None:
    assert blocked(check_briefing(page(f"<p>{sentence}</p>"))) == [("vehicle", mark)]


@pytest.mark.parametrize(
    "sentence",
    [
        "He had KS2 SAT results.", "The camera had an O2 SIM card.", "A camera saw the CO1 TEAM.",
        "The register reads 12 names.", "The index shows 3 of 10.",
    ],
)  # fmt: skip
def test_words_beside_a_camera_or_an_index_are_no_mark(sentence: str) -> None:
    assert "vehicle" not in [f.kind for f in check_briefing(page(f"<p>{sentence}</p>"))]


@pytest.mark.parametrize(
    ("sentence", "kind", "text"),
    [
        ("Post went to The Old Forge, Church Lane.", "address", "The Old Forge, Church Lane"),
        ("They stayed at The Laurels, Mill Row.", "address", "The Laurels, Mill Row"),
        ("His passport, no. 533 380 117, was kept.", "case_reference", "533 380 117"),
        ("The complaint is ref. 21 004 118.", "case_reference", "21 004 118"),
        ("MORGA 657 054 SM9 IJ is his.", "case_reference", "MORGA 657 054 SM9 IJ"),
        (
            "The strategy meeting of 17th September was brief.",
            "exact_date",
            "17th September",
        ),
        ("The referral was made on 3 May 2021.", "exact_date", "3 May 2021"),
    ],
)
def test_what_tells_where_or_when_is_blocked(sentence: str, kind: str, text: str) -> None:
    assert (kind, text) in blocked(check_briefing(page(f"<p>{sentence}</p>")))


def test_another_s_reading_of_a_plate_in_the_same_text_is_blocked() -> None:
    body = page("<p>Plate FJ68 OWE was seen; a neighbour said FJ6B OWE. Class 4BB 101.</p>")
    assert [t for k, t in blocked(check_briefing(body)) if k == "vehicle"] == [
        "FJ68 OWE",
        "FJ6B OWE",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Of those, two of the 31 children had been missing.",
        "One child in the cohort was a carer.",
        "Three of thirty-one families replied.",
    ],
)  # fmt: skip
def test_a_small_share_is_shown(sentence: str) -> None:
    found = check_briefing(page(f"<p>{sentence}</p>"))
    assert "small_number" in [f.kind for f in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine of the 31 families replied.", "One child in the family was older.",
        "Write to our office at Riverside House, High Street.",
        "The order of 21 004 children grew.", "The review meeting on 3 May 2021 agreed this.",
    ],
)  # fmt: skip
def test_what_only_looks_like_those_is_not_blocked(sentence: str) -> None:
    found = check_briefing(page(f"<p>{sentence}</p>"))
    assert [(f.kind, f.text) for f in found if f.action == "block"] == []


def test_in_a_pdf_a_day_under_its_column_is_only_shown_and_one_in_prose_blocked(
    tmp_path: Path,
) -> None:
    import weasyprint

    above = "<p>Leaders know what works and what does not, and say so.</p>" * 20
    row = "<tr><td>1 Ask what a bruise means</td><td>Director of Services</td><td>{}</td></tr>"
    head = "<tr><th>No. What is asked</th><th>Owner</th><th>{}</th></tr>"

    days = ("5&#160;May&#160;2024", "15&#160;June&#160;2024")  # each alone on its line

    def found(heading: str) -> list[str]:
        rows = head.format(heading) + "".join(row.format(f"<br>{day}") for day in days)
        table = f"<table style='width:6cm'>{rows}</table>"
        body = f"{above}<p>He was hurt on 3 March 2021.</p>{table}"
        path = tmp_path / "paper.pdf"
        weasyprint.HTML(string=f"<html lang='en'><body>{body}</body></html>").write_pdf(path)
        blocked = (f for f in check_file(path) if f.action == "block")
        return [" ".join(f.text.split()) for f in blocked if f.kind == "exact_date"]

    assert found("Answer due") == ["3 March 2021"]
    every = ["3 March 2021", "5 May 2024", "15 June 2024"]
    assert found("Seen") == every
    assert found("Seen on</th><th>By when") == every


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("(recommendations 3.5, 5.1.15 and 5.2.10, page 12)", []),
        ("9 more findings from the review: 3.13, 5.1.6, 5.1.13 and 5.3.2.", []),
        ("Findings without a recommendation: 5.2.16 and 5.3.10.", []),
        ("Findings 3.1 and 4.2; seen on 14.3.21 at home.", ["14.3.21"]),
        ("Actions: 14.03.21 and 15.03.21 visits to the home.", ["14.03.21", "15.03.21"]),
        ("Care order - 14/03/2021, granted.", ["14/03/2021"]),
        ("At that point 14.3.21 he was hurt.", ["14.3.21"]),
        ("Points 1 and 2. Hurt again on 5.1.13 and 6.1.13.", ["5.1.13", "6.1.13"]),
    ],
)
def test_the_numbers_of_a_report_are_no_days(text: str, days: list[str]) -> None:
    found = [f.text for f in check_briefing(page(f"<p>{text}</p>")) if f.action == "block"]
    assert found == days


def test_a_place_on_the_same_page_has_no_day_in_its_address() -> None:
    def found(address: str) -> list[str]:
        link = page(f"<p><a href='#{address}'>2</a></p>")
        return [f.text for f in check_briefing(link) if f.kind == "exact_date"]

    assert found("from-a-review-5-2-10") == []
    assert found("seen-in-a-house-5-2-10") == ["5-2-10"]


def test_a_number_that_only_one_kind_of_review_has_tells_nothing_of_all() -> None:
    counts = [ReviewCounts(9, 8), ReviewCounts(5, 4, "serious_case_review")]

    def blocked_in(text: str) -> bool:
        found = check_briefing(page(f"<p>{text}</p>"), restricted=[FERN], counts=counts)
        return any(f.kind == "restricted_review" for f in found)

    assert not blocked_in("In the year 5 reviews were completed.")
    assert blocked_in("In the year 5 serious case reviews were completed.")
    assert blocked_in("We held five SCRs.") and blocked_in("All 9 reviews were read.")
    assert not blocked_in("In the year 4 serious case reviews were completed.")
