"""Names of the key as another person heard them, and the words that only sound like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.briefings.gate import Finding, check_briefing, load_key, ordinary
from workbench.briefings.gate.key import Key
from workbench.briefings.gate.sounds import sound, sounds_like


@pytest.fixture
def key(tmp_path: Path) -> Key:
    path = tmp_path / "key.json"
    path.write_text(
        '{"Kaylee Rimmer": "Child R", "Shauna Macalister": "Mother", "Carter Craigie": "Lodger", '
        '"Thea Courtenay": "Aunt", "Róisín Wiśniewska": "Karen"}'
    )
    return load_key(path)


def names(sentence: str, key: Key) -> list[Finding]:
    page = (
        '<!doctype html><html lang="en-GB"><head><title>A draft</title></head>'
        f"<body><h1>A draft</h1>{sentence}</body></html>"
    )
    return [f for f in check_briefing(page, key=key) if f.kind == "name"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("kayleigh", "kaylee"), ("shawna", "shauna"), ("shorna", "shauna"), ("jody", "jodie"),
        ("mcallister", "macalister"), ("courtney", "corteney"), ("rosheen", "roisin"),
        ("ruksana", "rukhsana"), ("vishnevski", "wisniewski"), ("filipa", "philippa"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_name_sound_alike(written: str, name: str) -> None:
    assert sounds_like(written, name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("carer", "carter"), ("crime", "craig"), ("they", "thea"), ("marcus", "mark"), ("", "anna")],
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert not sounds_like(one, other)


def test_a_word_without_letters_has_no_sound() -> None:
    assert sound("'-'") == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "<p>The form was sent to Kayleigh.</p>", "<p>Kayleigh's coat was thin.</p>",
        "<p>Police spoke with Shorna twice.</p>", "<p>The lodger (Karter) had left.</p>",
        "<table><tr><th>Who</th></tr><tr><td>Rosheen</td></tr></table>",
    ],
)  # fmt: skip
def test_a_name_spelt_by_ear_is_shown_and_does_not_block(sentence: str, key: Key) -> None:
    assert [f.action for f in names(sentence, key)] == ["warn"]


@pytest.mark.parametrize(
    "sentence",
    [
        "They said the Court and the Courts were late.", "It was for the Carer, or Carers, to say.",
        "A Paediatric view of Crime was sought.", "The Carer's view and the Court's order.",
        "Karen was seen, and Karen's school rang.", "The Curtain fell. Racing began.",
        "Staff met the Chair and the Career Service.", "It is in the KLEA and the CRTR.",
    ],
)  # fmt: skip
def test_ordinary_words_and_pseudonyms_are_neither_blocked_nor_shown(
    sentence: str, key: Key
) -> None:
    assert [(f.text, f.action) for f in names(f"<p>{sentence}</p>", key)] == []


def test_ordinary_words_are_those_of_the_vocabulary_and_no_given_names() -> None:
    assert {"court", "carer", "they", "crime", "paediatric"} <= ordinary.words()
    assert not ordinary.is_one("kaylee")
    assert ordinary.is_one("courts")
    assert len(ordinary.words()) > 3000
