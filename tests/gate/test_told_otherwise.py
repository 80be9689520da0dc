"""What tells a person with no name or number: ages, days, doors, classes, by-names."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from workbench.briefings.gate import Finding, check_file

KEY = {
    "Posy Ellen Harbottle-Vane": "Child A",
    "Dawn Quickenden": "Grandmother",
    "Iain MacTarn": "Uncle",
    "Pellworth Heath": "Village A",
}


def found_in(folder: Path, sentence: str) -> list[Finding]:
    path = folder / "draft.md"
    lead = "The review looked at it.\n\n" * 4  # past the head, where a document has its own dates
    path.write_text(f"# A draft\n\n{lead}{sentence}\n", encoding="utf-8")
    return [f for f in check_file(path, key=KEY) if f.kind not in ("structure", "contrast")]


@pytest.mark.parametrize(
    ("sentence", "kind", "text"),
    [
        ("He was two years, seven months and nine days old.", "exact_age",
         "two years, seven months and nine days"),
        ("The baby, aged 6 weeks, 2 days, cried.", "exact_age", "6 weeks, 2 days"),
        ("Seen aged 0y 0m 16d.", "exact_age", "0y 0m 16d"),
        ("Seen at 11/52 and 4/7 by a nurse.", "exact_age", "11/52 and 4/7"),
        ("Staff rang twelve days before Christmas 2021.", "exact_date",
         "twelve days before Christmas 2021"),
        ("Seen on the last day of March 2021.", "exact_date", "the last day of March 2021"),
        ("DOB: six/six/2011.", "date_of_birth", "six/six/2011"),
        ("Tink, as her friends call her, left.", "name", "Tink"),
        ('He is nicknamed "Spud" by all.', "name", '"Spud"'),
        ("Then Auntie Bev came.", "name", "Auntie Bev"),
        ("SW Oddlington rang.", "name", "SW Oddlington"),
        ("P.H-V. was seen.", "name", "P.H-V."),
        ("Their nan dawn rang.", "name", "nan dawn"),
        ("Ian MacTern came.", "name", "Ian MacTern"),
        ("They moved to Pellwerth.", "place", "Pellwerth"),
        ("Back in Pellworth he slept.", "place", "Pellworth"),
        ("On bail under Op. 7/HM/23/90114.", "case_reference", "Op. 7/HM/23/90114"),
        ("The court used 2100447183 then.", "case_reference", "2100447183"),
        ("EHCP ref 44172 was sent.", "case_reference", "44172"),
        ("On the plate: alpha bravo one two charlie delta echo.", "vehicle",
         "alpha bravo one two charlie delta echo"),
        ("Their car, lv 08 ouc, left.", "vehicle", "lv 08 ouc"),
        ("They lived at ln98 4 tq.", "postcode", "ln98 4 tq"),
        ("At https://notes.example.org/patient/884213.", "url",
         "https://notes.example.org/patient/884213"),
        ("She used jquill77 at gmail.", "email", "jquill77 at gmail"),
        ("The middle one of seven boys cried.", "family_shape", "The middle one of seven boys"),
    ],
)  # fmt: skip
def test_it_is_blocked(sentence: str, kind: str, text: str, tmp_path: Path) -> None:
    blocked = [(f.kind, f.text) for f in found_in(tmp_path, sentence) if f.action == "block"]
    assert any(k == kind and (text in t or t in text) for k, t in blocked), blocked


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The Tuesday after her birthday she was seen.", "exact_date"),
        ("A week later, on the 16th, he left.", "exact_date"),
        ("A neighbour at no. 6 wrote.", "address"),
        ("They were placed in a hotel, in Room 12B.", "address"),
        ("His teacher in 9R at the academy noticed.", "school_class"),
        ("In Year 4, Kestrel class, it fell.", "school_class"),
        ("The phone ending 777 rang.", "telephone"),
        ("In it two of three babies were not referred.", "small_number"),
        ("It was chaired by Dr Una Oddlington.", "name"),
    ],
)  # fmt: skip
def test_it_is_shown(sentence: str, kind: str, tmp_path: Path) -> None:
    assert kind in [f.kind for f in found_in(tmp_path, sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The case was open for 2 years, 3 months and 4 days.",
        "The average wait was 3 weeks and 2 days.",
        "The Children Act 2004 received Royal Assent on 15 November 2004.",
        "The policy was last changed on 1 September 2024.",
        "Aunt B and Nan Said hello; the tool is known to staff as Signs of Safety.",
        "Working Together is also known as Statutory Guidance.",
        "SW Region, HV Team and GP Practice took part.",
        "Year 6 pupils, Reception class and middle class families.",
        "There is help on 0800 028 3551.",
        "[2013] UKSC 33 is law; COVID-19 in 2020-21; ISO 27001:2022; SI 2018/1234.",
        "At number one on the list; section 4 at no. 2 of the plan.",
        "Rose petals that rose, as rose bushes do; he visited in summer.",
        "Alpha and delta were waves; oscar and tango are words.",
        "In 2018-19, 2957 contacts were made.",
        "On the 9th centile; on the 5th floor; on the first day of term.",
    ],
)
def test_look_alikes_are_not_blocked(sentence: str, tmp_path: Path) -> None:
    found = found_in(tmp_path, sentence)
    assert [(f.kind, f.text) for f in found if f.action == "block"] == []


def a_picture(wide: int, high: int, *, drawn: bool) -> str:
    out = io.BytesIO()
    picture = Image.new("RGB", (wide, high), "white")
    if drawn:
        ImageDraw.Draw(picture).text((4, 4), "Posy Harbottle-Vane", fill="black")
    picture.save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


@pytest.mark.parametrize(
    ("wide", "high", "drawn", "asked"),
    [(200, 40, True, True), (200, 40, False, False), (12, 12, True, False)],
)
def test_a_picture_that_may_hold_words_is_to_be_looked_at(
    wide: int, high: int, drawn: bool, asked: bool, tmp_path: Path
) -> None:
    path = tmp_path / "draft.html"
    data = a_picture(wide, high, drawn=drawn)
    path.write_text(
        '<!doctype html><html lang="en"><title>A draft</title><h1>A draft</h1><p>It was seen.</p>'
        f'<img alt="A chart" src="data:image/png;base64,{data}"></html>'
    )
    found = check_file(path)
    said = [(f.kind, f.action) for f in found if f.kind == "unchecked"]
    assert said == ([("unchecked", "warn")] if asked else [])
    assert not [f for f in check_file(path, own_pictures=True) if f.kind == "unchecked"]


def test_a_picture_in_a_pdf_is_to_be_looked_at(tmp_path: Path) -> None:
    import weasyprint

    data = a_picture(200, 40, drawn=True)
    page = f'<h1>A draft</h1><p>Seen.</p><img alt="A" src="data:image/png;base64,{data}">'
    weasyprint.HTML(string=page).write_pdf(tmp_path / "draft.pdf")
    found = check_file(tmp_path / "draft.pdf")
    assert [(f.action, f.where) for f in found if f.kind == "unchecked"] == [("warn", "page 1")]
