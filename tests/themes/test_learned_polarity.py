"""Polarity of passages that do not say it by what they are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from workbench.reports.shared.polarity import polarity_of
from workbench.sentences import sentences
from workbench.themes.codebook import Codebook
from workbench.themes.lessons import shipped_lessons
from workbench.themes.polarity import PolarityLearned, learn_polarity
from workbench.themes.suggest import Suggester, shipped_suggester

# Words that no cue of the rule knows: only what is taught tells them apart.
_TAUGHT = [
    ("The rota was kept and the door opened.", "strength"),
    ("The rota was never kept and the door did not open.", "improvement"),
]


def taught(lessons: list[tuple[str, str | None]]) -> PolarityLearned:
    """Learned from each lesson in three reports."""
    rows = [(text, code, f"r{n}") for n in range(3) for text, code in lessons]
    texts, codes, groups = zip(*rows, strict=True)
    return learn_polarity(
        texts, codes, np.ones(len(rows)), np.array(groups), np.zeros(len(rows), dtype=bool)
    )


def test_the_little_words_are_what_is_learned() -> None:
    judged = taught(_TAUGHT).judge(["The window opened.", "The window did not open, never once."])
    assert judged == ["strength", "improvement"]


def test_a_passage_without_a_polarity_teaches_nothing() -> None:
    unsure = [*_TAUGHT, ("The window never opened.", None)]
    texts = ["The window opened.", "The window never opened."]
    assert taught(unsure).judge(texts) == taught(_TAUGHT).judge(texts)


@pytest.mark.parametrize("lessons", [[_TAUGHT[0]], [("A text.", None)]])
def test_where_fewer_than_two_are_known_the_rule_judges(lessons) -> None:
    texts = ["Staff did not share what they knew.", "Staff knew the family well."]
    assert taught(lessons).judge(texts) == [polarity_of(text, judged=True) for text in texts]


def test_no_texts_are_no_polarities() -> None:
    assert taught(_TAUGHT).judge([]) == []


def test_of_a_report_never_seen_more_are_right_than_by_the_rule() -> None:
    codebook = Codebook.load()
    lessons = shipped_lessons(codebook)
    report = lessons["group"] == "bromley_bscb_2018_19"
    seen, told = lessons[report], [held[0] for held in lessons.loc[report, "polarity"]]
    assert len(seen) > 50
    judged = Suggester.learn(codebook, lessons[~report]).suggest(seen)["polarity"]
    by_rule = [polarity_of(text, judged=True) for text in seen["text"]]
    right = [sum(a == b for a, b in zip(said, told, strict=True)) for said in (judged, by_rule)]
    assert right[0] > right[1]


MIXED = (
    "Midwives record who lives in the home in almost every booking that we read, and follow up "
    "gaps at the next visit. The form goes to the health visitor on paper, however, and a third "
    "had not arrived six weeks later.",
    "Supervision of school nurses takes place each month and is valued by them. It is not written "
    "up in the child's record, so that nobody else can see what was decided.",
    "Young people speak warmly of the drop-in clinic and its staff. There is no clinic in the "
    "north of the county, and those who live there told us they go without.",
)


@pytest.mark.parametrize("text", MIXED)
def test_praise_in_one_sentence_and_a_gap_in_another_are_mixed(text: str) -> None:
    (said,) = shipped_suggester().suggest(pd.DataFrame({"text": [text], "kind": ["finding"]}))[
        "polarity"
    ]
    assert said == "mixed"


@pytest.mark.parametrize("text", MIXED)
def test_its_first_sentence_alone_is_a_strength(text: str) -> None:
    start, end = sentences(text)[0]
    seen = pd.DataFrame({"text": [text[start:end]], "kind": ["finding"]})
    assert list(shipped_suggester().suggest(seen)["polarity"]) == ["strength"]
