"""Finding terms in a text: whole words, endings, capitals, hyphens."""

import pytest
from growth import lines_run

from workbench.themes.terms import Terms, words


def found(term: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Terms([term]).find(text)]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("record", "One record, two records.", ["record"]),
        ("chronolog*", "Chronologies and a chronology.", ["Chronologies", "chronology"]),
        ("IT", "It was the IT that failed.", ["IT"]),
        ("was not brought", "She was not  brought to clinic.", ["was not  brought"]),
        (
            "multi-agency",
            "A multi agency plan; a multi-agency visit.",
            ["multi agency", "multi-agency"],
        ),
        ("child's voice", "The child’s voice was missing.", ["child’s voice"]),
        ("pre-birth assessment*", "Pre-birth assessments came late.", ["Pre-birth assessments"]),
        ("assess* of risk", "Their assessment of risk was thin.", ["assessment of risk"]),
        ("safe", "Unsafe, safely, safeguarded.", []),
        ("s47", "An s47 enquiry.", ["s47"]),
        ("", "Anything.", []),
    ],
)
def test_a_term_is_found_where_a_reader_would_see_it(term, text, expected):
    assert found(term, text) == expected


def test_terms_may_overlap_and_each_is_reported():
    hits = Terms(["supervision", "safeguarding supervision"]).find("Safeguarding supervision ran.")
    assert {hit.term for hit in hits} == {"supervision", "safeguarding supervision"}


def test_words_keep_their_places():
    text = "The mother’s GP, then?"
    assert [text[w.start : w.end] for w in words(text)] == ["The", "mother’s", "GP", "then"]


def test_the_work_grows_with_the_text_not_with_the_square_of_it():
    terms = Terms([f"word{i} next{i % 7}" for i in range(2000)] + ["train*"])
    text = "word1 next1 trained staff " * 50

    def work(times: int) -> int:
        return lines_run(lambda: list(terms.find(text * times)))

    assert len(list(terms.find(text * 8))) == 800
    assert work(8) < 8 * 1.5 * work(1)  # the square would be 8 * 8
