"""Recommendations said before: identical, nearly so, and in other words. All invented."""

import json
import os
from pathlib import Path

import pandas as pd
import pytest

from workbench.errors import VocabularyError
from workbench.places import shipped
from workbench.themes import echoes as ec
from workbench.themes import outcomes, same_words, wordings

# Each pair asks the same thing in other words; no two pairs ask the same.
SAME_IN_OTHER_WORDS = [
    (
        "Midwives should ask about violence at home at every antenatal contact and write down the "
        "answer.",
        "Routine enquiry into domestic abuse takes place throughout pregnancy and the response is "
        "recorded in the maternity notes.",
    ),
    (
        "The Trust should audit a sample of referrals to children's social care every quarter.",
        "Dip samples of safeguarding referrals are carried out three-monthly so that their quality "
        "is known.",
    ),
    (
        "Schools are to be told before the start of the day when police have been called to a "
        "pupil's home because of domestic abuse.",
        "Police notify education settings promptly of domestic incidents involving their pupils.",
    ),
    (
        "Health visitors should use a chronology in each case where neglect is a concern.",
        "Where there are worries about neglect, the health visiting service keeps a timeline of "
        "events on the child's record.",
    ),
    (
        "The partnership should satisfy itself that practitioners know how to escalate a "
        "professional disagreement.",
        "All agencies remind staff of the procedure for resolving professional differences and "
        "check that it is used.",
    ),
    (
        "GPs should follow up children who were not brought to hospital appointments.",
        "Family doctors contact the parents of a child who has missed a clinic appointment.",
    ),
    (
        "Every school nurse receives safeguarding supervision at least four times a year.",
        "Protected time to reflect on cases with a supervisor is in place quarterly for the school "
        "nursing team.",
    ),
    (
        "Commissioners review waiting times for child and adolescent mental health services.",
        "The integrated care board should look again at how long children wait for CAMHS.",
    ),
    (
        "Fathers and male partners are to be included in pre-birth assessments.",
        "Assessments of unborn babies should consider men in the household and the role of the "
        "father.",
    ),
    (
        "Children subject to plans are seen alone and their wishes and feelings recorded.",
        "Social workers speak to the child on their own at each visit and write down what the "
        "child says in their own words.",
    ),
    (
        "The Partnership reviews its bruising protocol for babies who are not yet mobile and "
        "trains staff in its use.",
        "Training on marks and bruises in non-mobile infants should be given to all practitioners, "
        "with the procedure refreshed.",
    ),
    (
        "Housing providers should be invited to strategy meetings when a tenancy is at risk.",
        "Strategy discussions include the landlord where the family may lose its home.",
    ),
]
TEXTS = [text for pair in SAME_IN_OTHER_WORDS for text in pair]


def frame(rows) -> pd.DataFrame:
    """Rows of (review, number, text)."""
    return pd.DataFrame(
        [
            {
                "review": review,
                "ref": f"{review}/recommendation/{number}",
                "kind": "recommendation",
                "number": number,
                "text": text,
                "owners": (f"Owner of {number}",),
            }
            for review, number, text in rows
        ]
    )


REVIEWS = pd.DataFrame(
    {
        "id": ["fern", "ash", "rowan", "undated"],
        "published": ["2015-06-01", "2022-03-10", "2024-11-14", None],
    }
)


def test_words_that_mean_the_same_are_folded_together():
    means = same_words.shipped_folder().meanings
    assert means("Family doctors were told") == means("GPs are to be notified")
    assert means("It should ensure that the") == ()


def test_a_phrase_may_stand_for_several_meanings():
    means = same_words.shipped_folder().meanings
    assert {"neglect", "screening tool"} <= set(means("Use the Graded Care Profile"))
    assert "sexual abuse" not in means("The csar was told")


def test_a_list_of_ones_own_comes_before_the_one_that_ships(tmp_path):
    own = tmp_path / "same_words.yaml"
    own.write_text("about:\n  - [kestrel pathway, bruise]\n", encoding="utf-8")
    means = same_words.Folder.load(own).meanings
    assert means("bruises") == means("the Kestrel Pathway") == ("kestrel pathway",)


@pytest.mark.parametrize("text", ["", "about: bruise", "about:\n  - []", "[1, 2]"])
def test_a_list_that_holds_none_says_how_to_write_one(tmp_path, text):
    own = tmp_path / "same_words.yaml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match="write one line a group"):
        same_words.Folder.load(own)


@pytest.mark.parametrize(
    ("one", "two"),
    [("sharing", "shares"), ("agencies", "agency"), ("planned", "plan"), ("mother's", "mothers")],
)
def test_endings_are_dropped(one, two):
    assert same_words.stem(one) == same_words.stem(two)


def test_most_pairs_in_other_words_are_found_and_hardly_anything_else():
    rows = [("fern", str(i), one) for i, (one, _) in enumerate(SAME_IN_OTHER_WORDS)]
    rows += [("rowan", str(i), two) for i, (_, two) in enumerate(SAME_IN_OTHER_WORDS)]
    found = ec.echoes(frame(rows), REVIEWS)
    pairs = [
        (e.rsplit("/", 1)[1], n.rsplit("/", 1)[1])
        for e, n in zip(found["earlier"], found["later"], strict=True)
    ]
    assert sum(a == b for a, b in pairs) >= 9
    assert not [pair for pair in pairs if pair[0] != pair[1]]
    assert set(found["earlier_review"]) == {"fern"}


def test_one_sentence_for_four_owners_is_one_recommendation_and_no_echo():
    same = "Referrals are to be sampled every quarter by a senior nurse."
    rows = [("ash", n, same + ("" if n == "4.2" else " ")) for n in ("1.2", "3.1", "4.2", "7.7")]
    rows.append(("ash", "9.1", "Interpreters are offered at each contact."))
    asks = ec.one_each(frame(rows))
    assert asks["numbers"].tolist() == [("1.2", "3.1", "4.2", "7.7"), ("9.1",)]
    assert asks["owners"][0] == ("Owner of 1.2", "Owner of 3.1", "Owner of 4.2", "Owner of 7.7")
    assert asks["wording"].tolist() == ["identical", "one"]
    assert ec.echoes(frame(rows), REVIEWS).empty


def test_a_word_or_two_changed_is_near_identical():
    one = (
        "There is a consistent nursing presence in the hub to contribute to decisions on referrals."
    )
    two = (
        "A consistent nursing presence in the hub is there to contribute to all referral decisions"
    )
    rows = [("fern", "1", one), ("ash", "2", two)]
    found = ec.echoes(frame(rows), REVIEWS)
    assert found["kind"].tolist() == ["near-identical"]
    assert ec.one_each(frame([("ash", "1", one), ("ash", "2", two)]))["wording"].tolist() == [
        "near-identical"
    ]


def test_one_template_with_another_subject_is_not_near_identical():
    one = "All staff should receive training on neglect each year."
    two = "All staff should receive training on online harm each year."
    assert not wordings.near_identical(one, two, same_words.shipped_folder())


def test_the_same_recommendation_in_three_reviews_echoes_both_earlier_ones():
    text = "Write a plan for every child who is missing from school."
    rows = [("rowan", "1", text), ("fern", "2", text.upper()), ("ash", "3", text)]
    found = ec.echoes(frame(rows), REVIEWS)
    assert found[["earlier_review", "later_review"]].values.tolist() == [
        ["ash", "rowan"],
        ["fern", "rowan"],
        ["fern", "ash"],
    ]
    assert found["kind"].unique().tolist() == ["identical"]
    assert found["order_known"].all()


def test_without_a_date_the_order_is_said_to_be_unknown():
    text = "Write a plan for every child who is missing from school."
    found = ec.echoes(frame([("undated", "1", text), ("ash", "2", text)]), REVIEWS)
    assert found["order_known"].tolist() == [False]


def test_only_passages_that_ask_for_something_are_looked_at():
    rows = frame([("fern", "1", "Plans were late."), ("ash", "1", "Plans were late.")])
    assert ec.echoes(rows.assign(kind="finding"), REVIEWS).empty


def test_nothing_to_compare_is_an_empty_frame_with_its_columns():
    found = ec.echoes(frame([("fern", "1", "Plans are shared.")]), REVIEWS)
    assert found.empty
    assert {"earlier", "later", "kind", "score"} <= set(found.columns)
    none = ec.echoes(frame([("fern", "1", "x")]).iloc[:0], REVIEWS)
    assert none.empty


def test_what_became_of_the_earlier_one_stands_beside_it():
    text = "Write a plan for every child who is missing from school."
    found = ec.echoes(frame([("fern", "1", text), ("ash", "3", text)]), REVIEWS)
    actions = pd.DataFrame(
        {
            "recommendation": ["fern/recommendation/1"] * 2 + [None],
            "status": ["Closed", None, "Open"],
        }
    )
    said = outcomes.with_outcomes(found, actions)
    assert said["actions"].tolist() == [2]
    assert said["outcome"][0] == "2 actions followed the earlier one: Closed, no status."
    none = outcomes.with_outcomes(found, actions.iloc[:0])
    assert none["outcome"][0] == "No action is recorded for the earlier one."


def test_a_question_in_ones_own_words_finds_what_was_asked_before():
    index = wordings.Wordings(frame([("fern", str(i), text) for i, text in enumerate(TEXTS)]))
    best = index.nearest("who tells the school when the police were at the home?", top=3)
    assert best["number"][0] in {"4", "5"}
    assert index.nearest("zzz", top=3).empty


def test_odd_texts_do_no_harm():
    texts = ["", "   ", "!!!", "7.1", "a", "the of and", "<b>&amp;</b>", "=cmd|' /C calc'!A0"]
    rows = [("fern", str(i), t) for i, t in enumerate(texts)]
    rows += [("ash", str(i), t) for i, t in enumerate(texts)]
    found = ec.echoes(frame(rows), REVIEWS)
    assert set(found["kind"]) == {"identical"}
    assert not {"", "   ", "!!!"} & set(found["earlier_text"])


def test_the_planted_set_of_northmoor():
    """Invented reports; each pair asks the same in other words. ``sure`` is how plainly."""
    planted = json.loads(shipped("data", "northmoor", "truth", "echoes.json").read_text("utf-8"))
    asked = {}
    for pair in planted:
        for side in (pair["earlier"], pair["later"]):
            asked[side["review"], side["kind"], side["number"]] = side["text"]
    passages = pd.DataFrame(
        [
            {"review": r, "ref": f"{r}/{k}/{n}", "kind": k, "number": n, "text": text, "owners": ()}
            for (r, k, n), text in asked.items()
        ]
    )
    reviews = pd.DataFrame({"id": sorted(set(passages["review"]))})
    reviews["published"] = reviews["id"].str.extract(r"(\d{4})", expand=False)
    found = ec.echoes(passages, reviews)

    def ref(side) -> str:
        return f"{side['review']}/{side['kind']}/{side['number']}"

    true = {(ref(p["earlier"]), ref(p["later"])) for p in planted}
    sure = {(ref(p["earlier"]), ref(p["later"])) for p in planted if p["sure"]}
    got = {(e, n) for row in found.itertuples() for e in row.earlier_refs for n in row.later_refs}
    assert not sure - got
    assert not got - true


reports = pytest.mark.skipif(
    "WORKBENCH_REPORTS" not in os.environ, reason="WORKBENCH_REPORTS unset"
)


@pytest.mark.reports
@reports
def test_every_repeated_recommendation_of_the_health_review_and_no_other():
    reading = pytest.importorskip("workbench.reports.base")
    documents = pytest.importorskip("workbench.documents")
    vocabulary = pytest.importorskip("workbench.vocabulary")
    path = Path(os.environ["WORKBENCH_REPORTS"]) / "bromley_cqc.txt"
    read = reading.read_report(
        documents.read_document(path), "health", vocabulary.Organisations.load()
    )
    rows = [
        {"review": p.review, "ref": p.ref, "number": p.number, "text": p.text, "owners": p.owners}
        for p in read.passages
        if p.kind == "recommendation"
    ]
    asks = ec.one_each(pd.DataFrame(rows))
    shared = {row.numbers: row.wording for row in asks.itertuples() if len(row.numbers) > 1}
    assert shared == {
        ("1.5", "4.6", "5.10", "6.6"): "identical",
        ("4.5", "5.5", "6.5", "9.2"): "identical",
        ("3.1", "5.4"): "near-identical",
    }
