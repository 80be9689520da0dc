"""Agreement of two coders: known values, the rule for several codes, words for a reader."""

import json
import math
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score

from workbench.errors import UsageError
from workbench.records import Coding
from workbench.themes import agreement as ag
from workbench.themes import coding

GAP = None


def rows(coder: str, given: dict[str, str], facet="theme") -> list[Coding]:
    return [
        Coding(passage, facet, code, coder, "accepted", "2024-05-01T10:00:00+00:00")
        for passage, codes in given.items()
        for code in codes.split()
    ]


def frame(*groups) -> pd.DataFrame:
    return coding.frame([row for group in groups for row in group])


def test_kappa_of_the_usual_two_by_two_table():
    # 20 both yes, 5 and 10 one only, 15 both no: observed 0.70, by chance 0.50
    first = ["y"] * 25 + ["n"] * 25
    second = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert ag.cohen_kappa(first, second) == pytest.approx(0.40)


def test_kappa_of_many_categories_is_scikit_learns():
    rng = np.random.default_rng(4)
    a = rng.choice(list("wxyz"), 200)
    b = np.where(rng.random(200) < 0.6, a, rng.choice(list("wxyz"), 200))
    assert ag.cohen_kappa(list(a), list(b)) == pytest.approx(cohen_kappa_score(a, b))


def test_kappa_is_not_defined_when_both_gave_one_answer_throughout():
    assert math.isnan(ag.cohen_kappa(["y", "y"], ["y", "y"]))


def test_alpha_of_krippendorffs_binary_example():
    a = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    b = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert ag.krippendorff_alpha(zip(a, b, strict=True)) == pytest.approx(0.095, abs=5e-4)


def test_alpha_of_krippendorffs_nominal_example():
    pairs = zip("aabbdcccedda", "babbbcccedd" + "d", strict=True)
    assert ag.krippendorff_alpha(pairs) == pytest.approx(0.692, abs=5e-4)


def test_alpha_of_four_observers_with_gaps():
    observers = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
        [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
    ]
    units = list(zip(*observers, strict=True))
    assert ag.krippendorff_alpha(units) == pytest.approx(0.743, abs=5e-4)
    interval = ag.krippendorff_alpha(units, lambda x, y: float((x - y) ** 2))
    assert interval == pytest.approx(0.849, abs=5e-4)


def test_masi_is_mild_where_one_set_contains_the_other():
    ab, abcd, bc = frozenset("ab"), frozenset("abcd"), frozenset("bc")
    assert ag.masi(ab, ab) == 0
    assert ag.masi(ab, abcd) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert ag.masi(ab, bc) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert ag.masi(ab, frozenset("xy")) == 1
    assert ag.masi(frozenset(), frozenset()) == 0
    assert ag.masi(frozenset(), ab) == 1


def test_a_facet_pools_the_yes_or_no_answers_of_its_codes():
    table = ag.agreement(
        frame(
            rows("Ann", {"p1": "risk records", "p2": "voice"}),
            rows("Bal", {"p1": "risk", "p2": "voice"}),
        ),
        codes={"theme": ["voice", "risk", "records", "access"]},
        draws=50,
    )
    whole = table.iloc[0]
    assert (whole["facet"], whole["code"], whole["passages"]) == ("theme", "", 2)
    assert whole[["both", "only_first", "only_second", "neither"]].tolist() == [2, 1, 0, 5]
    assert whole["percent"] == pytest.approx(7 / 8)
    assert whole["same"] == 0.5
    assert table["code"].tolist() == ["", "voice", "risk", "records", "access"]
    records = table.set_index("code").loc["records"]
    assert records["only_first"] == 1
    assert math.isnan(table.set_index("code").loc["access", "kappa"])


def test_no_topic_is_an_answer_but_no_theme_is_not_yet_coded():
    table = ag.agreement(
        frame(
            rows("Ann", {"p1": "risk", "p2": "voice", "p3": "access"}),
            rows("Bal", {"p1": "risk", "p2": "voice"}),
            rows("Ann", {"p1": "neglect"}, "topic"),
            rows("Bal", {"p1": "neglect"}, "topic"),
        ),
        draws=20,
    ).set_index(["facet", "code"])
    assert table.loc[("theme", ""), "passages"] == 2
    assert table.loc[("topic", ""), "passages"] == 2
    assert table.loc[("topic", ""), "same"] == 1


def test_a_facet_only_one_coder_used_is_not_compared():
    table = ag.agreement(
        frame(
            rows("Ann", {"p1": "risk"}),
            rows("Bal", {"p1": "risk"}),
            rows("Ann", {"p1": "neglect"}, "topic"),
        ),
        draws=20,
    )
    assert set(table["facet"]) == {"theme"}


def test_polarity_is_compared_as_categories():
    given = {"p1": "strength", "p2": "improvement", "p3": "mixed", "p4": "strength"}
    other = {**given, "p3": "improvement"}
    table = ag.agreement(
        frame(rows("Ann", given, "polarity"), rows("Bal", other, "polarity")), draws=50
    )
    expected = cohen_kappa_score(list(given.values()), list(other.values()))
    assert table.iloc[0]["kappa"] == pytest.approx(expected)


def test_intervals_hold_the_value_and_repeat_exactly():
    rng = np.random.default_rng(1)
    names = ["risk", "voice", "records"]
    a = {f"p{i}": str(rng.choice(names)) for i in range(60)}
    b = {p: (code if rng.random() < 0.8 else str(rng.choice(names))) for p, code in a.items()}
    both = frame(rows("Ann", a), rows("Bal", b))
    one, two = ag.agreement(both), ag.agreement(both)
    pd.testing.assert_frame_equal(one, two)
    whole = one.iloc[0]
    assert whole["kappa_low"] < whole["kappa"] < whole["kappa_high"]
    assert whole["alpha_low"] < whole["alpha"] < whole["alpha_high"]
    assert not ag.agreement(both, seed=7).equals(one)


def test_the_order_of_the_names_is_the_order_of_the_columns():
    both = frame(rows("Ann", {"p1": "risk voice"}), rows("Bal", {"p1": "risk"}))
    assert ag.agreement(both, "Bal", "Ann", draws=5).iloc[0]["only_second"] == 1
    assert ag.agreement(both, "Ann", "Bal", draws=5).iloc[0]["only_first"] == 1
    assert ag.agreement(both, "Bal", draws=5).iloc[0]["only_second"] == 1


def test_the_sentence_says_what_the_numbers_say():
    both = frame(
        rows("Ann", {"p1": "risk", "p2": "voice", "p3": "risk"}),
        rows("Bal", {"p1": "risk", "p2": "voice", "p3": "voice"}),
    )
    said = ag.agreement(both, draws=50).iloc[0]["sentence"]
    assert said.startswith("Ann and Bal gave the same theme codes to 2 of 3 passages.")
    assert "kappa" in said


def test_an_adjudicator_is_not_a_coder():
    both = frame(
        rows("Ann", {"p1": "risk"}),
        rows("Bal", {"p1": "voice"}),
        rows(coding.AGREED + "Cara", {"p1": "voice"}),
    )
    assert ag.agreement(both, draws=5).iloc[0]["same"] == 0


def test_the_passages_they_differ_on_stand_side_by_side():
    out = ag.differences(
        frame(
            rows("Ann", {"p1": "risk", "p2": "voice access", "p3": "risk"}),
            rows("Bal", {"p1": "voice", "p2": "voice", "p3": "risk"}),
        )
    )
    assert out["passage"].tolist() == ["p1", "p2"]
    assert out.loc[1, ["first", "second", "both"]].tolist() == ["access", "", "voice"]


def test_one_coder_or_an_unknown_one_is_said_in_words():
    with pytest.raises(UsageError, match="needs two people"):
        ag.agreement(frame(rows("Ann", {"p1": "risk"})))
    both = frame(rows("Ann", {"p1": "risk"}), rows("Bal", {"p1": "risk"}))
    with pytest.raises(UsageError, match="no coder called 'Ban'"):
        ag.agreement(both, "Ann", "Ban")
    with pytest.raises(UsageError, match="itself"):
        ag.agreement(both, "Ann", "Ann")


@pytest.mark.reports
@pytest.mark.skipif("WORKBENCH_REPORTS" not in os.environ, reason="WORKBENCH_REPORTS is not set")
def test_the_two_codings_of_the_published_passages_agree_as_counted_before():
    path = Path(os.environ["WORKBENCH_REPORTS"]) / "expected" / "coding.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    groups = []
    for coder in ("coding_1", "coding_2"):
        for facet, key in (("theme", "themes"), ("polarity", "polarity")):
            given = {}
            for line in lines:
                value = line[coder][key]
                ref = f"{line['report']}/{line['item']}/{line['number']}"
                given[ref] = value if isinstance(value, str) else " ".join(value)
            groups.append(rows(coder, given, facet))
    table = ag.agreement(frame(*groups), draws=200).set_index(["facet", "code"])
    assert table.loc[("theme", ""), "passages"] == 178
    assert 0.93 <= table.loc[("theme", ""), "kappa"] <= 0.95
    assert table.loc[("polarity", ""), "kappa"] > 0.97
