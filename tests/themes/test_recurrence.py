"""Trends are named only when reviews can bear it; returns are set beside what was done."""

import math

import numpy as np
import pandas as pd
import pytest

from workbench.themes import recurrence as rc


def coded(rows) -> pd.DataFrame:
    """(review, year, code, polarity, kind)"""
    frame = pd.DataFrame(rows, columns=["review", "year", "code", "polarity", "passage_kind"])
    frame["facet"] = "theme"
    frame["area"] = "Northmoor"
    frame["kind"] = "rapid_review"
    frame["passage"] = [f"{r}/{k}/{i}" for i, (r, _, _, _, k) in enumerate(rows)]
    return frame


def test_the_trend_test_gives_the_value_worked_by_hand():
    # 1, 5, 9 of 10 in years 0, 1, 2: share 1/2, z = 8 / sqrt(1/4 * 20)
    z, p = rc.trend_test(np.array([1, 5, 9]), np.array([10, 10, 10]), np.array([0, 1, 2]))
    assert z == pytest.approx(8 / math.sqrt(5))
    assert p == pytest.approx(0.000347, abs=2e-5)


def test_a_code_in_every_review_has_no_trend():
    z, p = rc.trend_test(np.array([3, 3]), np.array([3, 3]), np.array([1, 2]))
    assert math.isnan(z)
    assert math.isnan(p)


def test_few_reviews_give_counts_and_no_direction():
    rows = [("a", "2015", "risk", "improvement", "finding"), ("b", "2016", "voice", "x", "finding")]
    out = rc.trend(coded(rows)).set_index("code")
    assert out.loc["risk", "direction"] == "too few to say"
    assert math.isnan(out.loc["risk", "p"])
    assert "2016: 0 of 1 review" in out.loc["risk", "sentence"]


def test_a_rise_over_many_reviews_is_named():
    rows = []
    for year, having in ((2014, 1), (2018, 6), (2022, 11)):
        for i in range(12):
            code = "risk" if i < having else "voice"
            rows.append((f"{year}-{i}", str(year), code, "improvement", "finding"))
    out = rc.trend(coded(rows)).set_index("code")
    assert out.loc["risk", "direction"] == "rising"
    assert out.loc["voice", "direction"] == "falling"
    assert out.loc["risk", "found"] == (1, 6, 11)
    assert out.loc["risk", "of"] == (12, 12, 12)


REVIEWS = pd.DataFrame(
    {"id": ["fern", "ash", "rowan"], "published": ["2015-06-01", "2022-03-10", "2024-11-14"]}
)


def test_a_theme_that_came_back_is_set_beside_the_actions_in_between():
    frame = coded(
        [
            ("fern", "2015", "records", "improvement", "finding"),
            ("fern", "2015", "records", "improvement", "recommendation"),
            ("ash", "2022", "records", "strength", "finding"),
            ("rowan", "2024", "records", "mixed", "finding"),
            ("rowan", "2024", "voice", "improvement", "finding"),
        ]
    )
    actions = pd.DataFrame(
        {"recommendation": ["fern/recommendation/1"] * 2, "status": ["Closed", "in progress"]}
    )
    out = rc.recurrences(frame, REVIEWS, actions)
    assert out["code"].tolist() == ["records"]
    row = out.iloc[0]
    assert (row["first_review"], row["again_in"]) == ("fern", ("rowan",))
    assert (row["recommendations"], row["actions"], row["finished"]) == (1, 2, 1)
    assert row["sentence"] == (
        "A shortfall in records was found in 2015 and again once (2024), after one recommendation "
        "and 2 actions, 1 of 2 finished."
    )
    told = rc.recurrences(frame, REVIEWS, actions, labels={"records": "Records and systems"})
    assert told["sentence"].iloc[0].startswith("A shortfall in “Records and systems” was found in")


def test_what_is_only_proposed_is_counted_apart_and_said_to_be():
    frame = coded(
        [
            ("fern", "2015", "records", "improvement", "finding"),
            ("fern", "2015", "records", "improvement", "recommendation"),
            ("rowan", "2024", "records", "mixed", "finding"),
        ]
    )
    links = pd.DataFrame(
        {
            "action": ["pack/action/1", "pack/action/2", "pack/action/3"],
            "recommendation": ["fern/recommendation/1"] * 3,
            "status": ["Closed", "Closed", "Open"],
            "link": ["confirmed", "proposed", "rejected"],
        }
    )
    row = rc.recurrences(frame, REVIEWS, links).iloc[0]
    assert (row["actions"], row["proposed"], row["after"]) == (1, 1, ("pack/action/1",))
    assert row["sentence"].endswith(
        "after one recommendation and one action, 1 of 1 finished "
        "(1 may answer it; nobody has confirmed)."
    )


def test_a_return_nobody_acted_on_says_so():
    frame = coded(
        [
            ("fern", "2015", "voice", "improvement", "finding"),
            ("ash", "2022", "voice", "improvement", "finding"),
            ("rowan", "2024", "voice", "improvement", "recommendation"),
        ]
    )
    none = pd.DataFrame({"recommendation": [], "status": []})
    out = rc.recurrences(frame, REVIEWS, none)
    assert out["recommendations"].tolist() == [0]
    assert out["sentence"][0].endswith("nothing had been recommended on it.")


def test_nothing_came_back_is_empty():
    frame = coded([("fern", "2015", "voice", "improvement", "finding")])
    none = pd.DataFrame({"recommendation": [], "status": []})
    assert rc.recurrences(frame, REVIEWS, none).empty
