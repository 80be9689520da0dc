"""A name and a number are found wherever a file can hide them; what holds nobody is let pass."""

from __future__ import annotations

from pathlib import Path

import corners
import hiding
import pytest
from growth import must_end
from judging import squashed

from workbench.briefings.gate import Finding, check_file, load_key

PLACES = hiding.all_places()


def blocked(found: list[Finding]) -> set[str]:
    return {f.kind for f in found if f.action == "block"}


@pytest.mark.parametrize(
    "make", [make for _, _, make in PLACES], ids=[f"{kind}: {place}" for kind, place, _ in PLACES]
)
def test_it_is_found_in(make: hiding.Maker, tmp_path: Path) -> None:
    found = check_file(make(tmp_path / "draft"), key=hiding.KEY)
    assert {"name", "nhs_number"} <= blocked(found)


@pytest.mark.parametrize(
    "make", [make for _, _, make in hiding.OTHERS], ids=[place for _, place, _ in hiding.OTHERS]
)
def test_it_is_told_that_there_is(make: hiding.Maker, tmp_path: Path) -> None:
    kind = next(kind for kind, _, maker in hiding.OTHERS if maker is make)
    assert kind in blocked(check_file(make(tmp_path / "draft")))


@pytest.mark.parametrize("make", hiding.INNOCENT.values(), ids=hiding.INNOCENT)
def test_what_holds_nobody_is_let_pass(make: hiding.Maker, tmp_path: Path) -> None:
    found = check_file(make(tmp_path / "draft"), key=hiding.KEY)
    assert [(f.kind, f.text, f.where) for f in found if f.action == "block"] == []


def test_a_place_inside_a_workbook_is_named(tmp_path: Path) -> None:
    make = hiding.IN_WORD["a hidden sheet of a workbook"]
    found = check_file(make(tmp_path / "draft"), key=hiding.KEY)
    wheres = [f.where for f in found if f.kind == "name"]
    assert "embedded file Book.xlsx, sheet 'Working' cell D2" in wheres


def test_a_long_chain_of_words_and_dots_takes_no_time(tmp_path: Path) -> None:
    # Read in two ways, each dot doubles the time: sixty are more than a life is long.
    path = hiding.page(tmp_path / "draft", f"<script>{'.'.join('abcdefghijkl' * 5)} (1)</script>")
    with must_end():
        check_file(path)


# --- corners, each told by its own words -----------------------------------------------------

CORNERS = {
    **{
        f"workbook in docx: {name}": ("docx", corners.with_workbook(fill), words)
        for name, (fill, words) in corners.IN_WORKBOOK.items()
    },
    **{f"docx: {name}": ("docx", *held) for name, held in corners.IN_WORD.items()},
    **{f"html: {name}": ("html", *held) for name, held in corners.IN_HTML.items()},
    **{f"pdf: {name}": ("pdf", *held) for name, held in corners.IN_PDF.items()},
}


def looked_at(folder: Path, suffix: str, data: bytes) -> list[Finding]:
    key, path = folder / "key.json", folder / f"draft.{suffix}"
    key.write_text('{"Shauna Brathwaite": "Mother"}')
    path.write_bytes(data)
    return check_file(path, key=load_key(key))


@pytest.mark.parametrize("place", CORNERS)
def test_what_hides_there_is_blocked(place: str, tmp_path: Path) -> None:
    suffix, data, words = CORNERS[place]
    blocked = [
        f.text
        for f in looked_at(tmp_path, suffix, data)
        # That there is a file inside is said besides; here what stands in it must be.
        if f.action == "block" and f.kind not in ("unchecked", "structure")
    ]
    assert any(squashed(words) in squashed(text) for text in blocked), blocked


def blocks(found: list[Finding]) -> list[tuple[str, str]]:
    return [(f.kind, f.text) for f in found if f.action == "block"]


def test_a_chart_s_workbook_with_nothing_in_it_is_only_shown(tmp_path: Path) -> None:
    found = looked_at(tmp_path, "docx", corners.with_workbook(corners.innocent))
    assert blocks(found) == []
    assert "unchecked" in [f.kind for f in found]


@pytest.mark.parametrize(
    "body",
    [
        '<script>var layout = {"align": "left top", "width": 400};</script>',
        '<script type="application/json">{"theme": "Neglect", "passages": 12}</script>',
        "<style>p::before {content: 'Finding '} body {font-family: 'Noto Sans'}</style>",
        "<!--[if mso]><p>Neglect was found.</p><![endif]-->",
    ],
)
def test_scripts_and_styles_with_nothing_in_them_pass(body: str, tmp_path: Path) -> None:
    assert blocks(looked_at(tmp_path, "html", corners.a_page(body))) == []


def test_files_in_files_end_somewhere(tmp_path: Path) -> None:
    data = corners.with_workbook(corners.innocent)
    for _ in range(6):
        data = corners.a_word_file(parts=[("word/embeddings/a.docx", data)])
    found = looked_at(tmp_path, "docx", data)
    assert "a file of a kind not known" in [f.text for f in found if f.kind == "unchecked"]


def test_a_file_inside_that_cannot_be_opened_was_not_checked(tmp_path: Path) -> None:
    data = corners.a_word_file(parts=[("word/embeddings/a.xlsx", b"PK\x03\x04 cut short")])
    assert ("unchecked", "a file that cannot be opened") in blocks(
        looked_at(tmp_path, "docx", data)
    )
