"""Themes across reviews: counts with denominators, what was never recommended, side by side."""

import pandas as pd
import pytest

from workbench.errors import UsageError
from workbench.themes import compare as cp
from workbench.themes.codebook import Codebook

REVIEWS = pd.DataFrame(
    {
        "id": ["fern", "ash", "rowan"],
        "kind": ["serious_case_review", "thematic_review", "rapid_review"],
        "area": ["Northmoor", "Northmoor", None],
        "published": ["2015-06-01", "2022", None],
        "started": [None, None, "2024-02~"],
    }
)


def build(rows):
    """(review, number, kind, themes, polarity, extra codes) -> passages and settled codes."""
    passages, settled = [], []
    for review, number, kind, themes, polarity, extra in rows:
        ref = f"{review}/{kind}/{number}"
        passages.append(
            {"ref": ref, "review": review, "kind": kind, "number": number, "text": f"Text {number}",
             "cites": (), "polarity": None}
        )  # fmt: skip
        codes = [("theme", t) for t in themes.split()] + [("polarity", polarity)] * bool(polarity)
        codes += [tuple(e.split(":")) for e in extra.split()]
        settled += [(ref, facet, code, "one coder", True, "Ann") for facet, code in codes]
    columns = ["passage", "facet", "code", "how", "holds", "coders"]
    return pd.DataFrame(passages), pd.DataFrame(settled, columns=columns)


ROWS = [
    ("fern", "1", "finding", "risk records", "improvement", "agency:police agency:housing"),
    ("fern", "2", "finding", "risk", "strength", "agency:police"),
    ("fern", "3", "recommendation", "records", "improvement", ""),
    ("ash", "1", "finding", "risk", "improvement", "agency:housing"),
    ("ash", "2", "finding", "voice", "mixed", ""),
    ("rowan", "1", "finding", "voice", None, ""),
]


@pytest.fixture
def coded():
    passages, settled = build(ROWS)
    return cp.gather(passages, REVIEWS, settled)


def at(table, code, group):
    return table.set_index(["code", "group"]).loc[(code, group)]


def test_every_cell_has_its_denominator(coded):
    table = cp.matrix(coded, codes=["voice", "risk", "records", "access"])
    risk = at(table, "risk", "fern")
    assert (risk["passages"], risk["of_passages"]) == (2, 3)
    assert (risk["reviews"], risk["of_reviews"]) == (1, 1)
    assert (risk["strength"], risk["improvement"], risk["mixed"], risk["neutral"]) == (1, 1, 0, 0)
    assert at(table, "access", "ash")["passages"] == 0
    assert len(table) == 4 * 3
    tones = table[list(cp.POLARITIES)].sum(axis=1)
    assert (tones == table["passages"]).all()


def test_a_year_counts_reviews_once_however_many_passages(coded):
    table = cp.matrix(coded, by="year")
    assert at(table, "risk", "2015")[["reviews", "of_reviews"]].tolist() == [1, 1]
    assert at(table, "voice", "2024")["neutral"] == 1
    assert set(cp.matrix(coded, by="area")["group"]) == {"Northmoor", "not said"}
    assert at(cp.matrix(coded, by="area"), "risk", "Northmoor")["reviews"] == 2


def test_a_passage_of_two_agencies_counts_in_each_and_once_in_a_cell(coded):
    table = cp.matrix(coded, by="agency")
    assert at(table, "risk", "police")[["passages", "of_passages"]].tolist() == [2, 2]
    assert at(table, "risk", "housing")[["passages", "reviews"]].tolist() == [2, 2]
    assert at(table, "records", "housing")["passages"] == 1


def test_each_cell_opens_its_passages(coded):
    assert cp.cell(coded, "risk", "review", "fern") == ("fern/finding/1", "fern/finding/2")
    assert cp.cell(coded, "risk", "agency", "housing") == ("fern/finding/1", "ash/finding/1")
    assert cp.cell(coded, "risk", "review", "nobody") == ()


def test_an_unknown_way_to_compare_is_answered_with_those_there_are(coded):
    with pytest.raises(UsageError, match="agency, area"):
        cp.matrix(coded, by="colour")


def test_nothing_coded_is_an_empty_matrix_with_its_columns(coded):
    table = cp.matrix(coded.iloc[:0])
    assert table.empty
    assert "of_reviews" in table.columns


def test_what_does_not_hold_is_not_counted():
    passages, settled = build(ROWS)
    settled.loc[0, "holds"] = False
    table = cp.matrix(cp.gather(passages, REVIEWS, settled))
    assert at(table, "risk", "fern")["passages"] == 1


def test_a_matrix_can_be_printed_wide(coded):
    out = cp.wide(cp.matrix(coded, codes=["voice", "risk"]), "passages")
    assert out.index.tolist() == ["voice", "risk"]
    assert out.loc["risk", "fern"] == 2


@pytest.mark.parametrize(
    ("count", "of", "words"),
    [
        (0, 8, "none of the 8 reviews"),
        (8, 8, "all 8 reviews"),
        (3, 8, "3 of 8 reviews"),
        (12, 40, "12 of 40 reviews (30 %)"),
        (0, 0, "no reviews to count"),
    ],
)
def test_small_numbers_are_words_and_percentages_need_enough(count, of, words):
    assert cp.say(count, of) == words


def test_through_a_crosswalk_a_passage_counts_once_under_a_heading(coded):
    codebook = Codebook.load()
    for name in codebook.crosswalks:
        table = cp.through(coded, codebook, name)
        assert not table.duplicated(["passage", "code"]).any()
        targets = {target.id for target in codebook.crosswalks[name].targets}
        assert set(table["code"]) <= targets
        assert cp.matrix(table, facet=name).empty == table.empty
    panel = cp.through(coded, codebook, next(iter(codebook.crosswalks)))
    assert not panel.empty


def test_shortfalls_without_a_recommendation_of_their_theme(coded):
    out = cp.never_recommended(coded)
    assert out[["review", "code", "shortfalls"]].values.tolist() == [
        ["ash", "risk", 1],
        ["ash", "voice", 1],
        ["fern", "risk", 1],
    ]
    assert out["refs"][2] == ("fern/finding/1",)


def test_recommendations_no_finding_supports():
    rows = [
        ("fern", "1", "finding", "risk", "improvement", ""),
        ("fern", "2", "recommendation", "risk", "improvement", ""),
        ("fern", "3", "recommendation", "risk", "improvement", ""),
        ("ash", "1", "finding", "voice", "improvement", ""),
        ("ash", "2", "recommendation", "voice", "improvement", ""),
        ("ash", "3", "recommendation", "equality", "improvement", ""),
    ]
    passages, settled = build(rows)
    passages.at[0, "cites"] = ("2",)
    out = cp.unsupported(passages, cp.gather(passages, REVIEWS, settled))
    assert out["ref"].tolist() == ["fern/recommendation/3", "ash/recommendation/3"]
    assert "cites" in out["why"][0]


def test_two_reviews_point_by_point():
    rows = [
        ("fern", "1", "finding", "information", "improvement", ""),
        ("fern", "2", "finding", "supervision", "strength", ""),
        ("fern", "3", "finding", "equality", "improvement", ""),
        ("ash", "1", "finding", "information", "improvement", ""),
        ("ash", "2", "finding", "supervision", "improvement", ""),
    ]
    passages, settled = build(rows)
    passages["text"] = [
        "Schools were not told by police about violence at home.",
        "School nurses have monthly supervision that is written up.",
        "No interpreter was used with the grandmother.",
        "Police did not notify schools of domestic abuse.",
        "Supervision of school nurses is not recorded.",
    ]
    out = cp.side_by_side(passages, cp.gather(passages, REVIEWS, settled), "fern", "ash")
    said = {(row.relation, row.one, row.two) for row in out.itertuples()}
    assert said == {
        ("shared", "fern/finding/1", "ash/finding/1"),
        ("opposite", "fern/finding/2", "ash/finding/2"),
        ("only in one", "fern/finding/3", ""),
    }


def test_a_review_is_not_compared_with_itself_or_with_none(coded):
    passages, _ = build(ROWS)
    with pytest.raises(UsageError, match="itself"):
        cp.side_by_side(passages, coded, "ash", "ash")
    with pytest.raises(UsageError, match="'elm'"):
        cp.side_by_side(passages, coded, "ash", "elm")
