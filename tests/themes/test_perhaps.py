"""What may have been said before in other words. All invented."""

from __future__ import annotations

import pandas as pd
import pytest

from workbench.themes.echoes import echoes
from workbench.themes.perhaps import perhaps
from workbench.themes.same_ask import SAME_ASK

# Too unlike to be called the same ask, and yet both are about doctors' reports to conferences.
EARLIER = "General practitioners should send a written report when they cannot attend a conference."
LATER = "Family doctors are supported so that conferences hear what the surgery knows of a child."
REVIEWS = pd.DataFrame({"id": ["ash", "fern"], "published": ["2012", "2020"]})


def asked(owners=(("Surgery A",), ("Surgery B",)), texts=(EARLIER, LATER)) -> pd.DataFrame:
    rows = zip(("ash", "fern"), texts, owners, strict=True)
    return pd.DataFrame(
        [
            {"review": r, "ref": f"{r}/1", "kind": "recommendation", "number": "1", "text": text,
             "owners": own}
            for r, text, own in rows
        ]
    )  # fmt: skip


def coded(*codes: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(codes, columns=["passage", "facet", "code"])


BOTH = coded(("ash/1", "theme", "joint_working"), ("fern/1", "theme", "joint_working"))


def surgery(owner: str) -> str | None:
    return "gp_primary_care" if owner.startswith("Surgery") else None


def test_an_owner_of_one_kind_and_a_theme_in_common_make_it_worth_reading():
    found = perhaps(asked(), REVIEWS, BOTH, surgery)
    assert echoes(asked(), REVIEWS).empty
    row = found.iloc[0]
    assert (row["earlier"], row["later"]) == ("ash/1", "fern/1")
    assert (row["owners"], row["about"]) == (("gp_primary_care",), ("joint_working",))
    assert 0 < row["score"] < SAME_ASK


def test_a_topic_will_do_in_place_of_a_theme():
    topic = coded(("ash/1", "topic", "neglect"), ("fern/1", "topic", "neglect"))
    assert perhaps(asked(), REVIEWS, topic, surgery)["about"].tolist() == [("neglect",)]


@pytest.mark.parametrize(
    ("owners", "codes"),
    [
        ((("Surgery A",), ("Police",)), BOTH),
        (((), ()), BOTH),
        ((("Surgery A",), ("Surgery B",)), BOTH.iloc[:1]),
        ((("Surgery A",), ("Surgery B",)), BOTH.assign(facet="stage")),
        ((("Surgery A",), ("Surgery B",)), coded()),
    ],
    ids=["other owners", "no owners", "one has no theme", "another facet", "nothing is coded"],
)
def test_without_an_owner_or_a_theme_in_common_it_is_not_listed(owners, codes):
    assert perhaps(asked(owners), REVIEWS, codes, surgery).empty


@pytest.mark.parametrize("later", [EARLIER, EARLIER.replace("written report", "report")])
def test_what_is_an_echo_is_not_listed_again(later):
    again = asked(texts=(EARLIER, later))
    assert len(echoes(again, REVIEWS)) == 1
    assert perhaps(again, REVIEWS, BOTH, surgery).empty


def test_an_empty_library_has_none_and_its_columns():
    found = perhaps(asked().iloc[:0], REVIEWS, coded())
    assert found.empty
    assert {"earlier_text", "later_text", "score", "owners", "about"} <= set(found.columns)
