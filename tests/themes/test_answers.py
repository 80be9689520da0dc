"""Which recommendation an action answers: proposed with a reason, decided by a person."""

from dataclasses import fields

import pandas as pd
import pytest

from workbench.records import Action, Answer
from workbench.themes import answers as an
from workbench.themes.outcomes import with_outcomes

REVIEWS = pd.DataFrame(
    {
        "id": ["fern", "ash", "health", "pack"],
        "title": [
            "Serious case review: Child Fern",
            "Child Safeguarding Practice Review: Ash and Linden",
            "Review of health services, Northmoor",
            "Board pack",
        ],
        "kind": ["serious_case_review", "child_safeguarding_practice_review", "cqc_review",
                 "board_pack"],
        "area": ["Northmoor"] * 4,
        "started": [None, "2021-05-01", None, None],
        "published": ["2015-06-01", "2022-03-10", "2019", "2024-09-12"],
    }
)  # fmt: skip
PASSAGES = pd.DataFrame(
    [
        ("fern", "recommendation", "1", "Every agency keeps a chronology for neglected children.",
         ("Northmoor Council",)),
        ("fern", "recommendation", "2",
         "The procedure for settling disagreements between professionals should be shortened and "
         "its use counted.", ("Northmoor Council",)),
        ("ash", "recommendation", "2", "Schools should be told of domestic abuse before the day "
         "begins.", ("Northmoor Constabulary",)),
        ("health", "recommendation", "3.3", "Interpreters are booked for all important visits.",
         ("Wrenfield Trust",)),
        ("ash", "finding", "1", "Nobody asked about safe storage of methadone in homes with "
         "babies, and drug workers made no home visits.", ()),
    ],
    columns=["review", "kind", "number", "text", "owners"],
)  # fmt: skip
PASSAGES["ref"] = PASSAGES["review"] + "/" + PASSAGES["kind"] + "/" + PASSAGES["number"]


def actions(*rows: tuple[str, str | None, str | None, str | None]) -> pd.DataFrame:
    """Rows of (text, owner, raised, comment)."""
    given = [
        {"review": "pack", "number": f"24/{i:02d}", "text": text, "owner": owner,
         "raised": raised, "status": "Closed", "comment": comment, "recommendation": None}
        for i, (text, owner, raised, comment) in enumerate(rows, start=1)
    ]  # fmt: skip
    names = [f.name for f in fields(Action)]
    return an.told(pd.DataFrame(given, columns=names), PASSAGES)


def proposed(*rows) -> list[tuple[str, str]]:
    found = an.propose(actions(*rows), PASSAGES, REVIEWS)
    return list(zip(found["recommendation"], found["link"], strict=True))


@pytest.mark.parametrize(
    "said",
    [
        "Child Fern recommendation 2: cut it down",
        "Fern SCR, rec 2",
        "Fern R2 and R9",
        "Recs. 1 to 3 of Fern",
        "SCR 2015 recommendations 2, 7 and 8",
        "Serious Case Review (recommendation no. 2)",
    ],
)
def test_an_action_that_names_the_review_and_the_number(said):
    found = an.propose(actions((said, None, "2023-01-01", None)), PASSAGES, REVIEWS)
    assert "fern/recommendation/2" in set(found["recommendation"])
    row = found.set_index("recommendation").loc["fern/recommendation/2"]
    assert row["reason"] == "It names recommendation 2 of Serious case review: Child Fern."
    assert row["score"] == 1.0


def test_the_review_may_be_named_in_the_comment():
    assert proposed(("Shorten it", None, None, "From the CQC review, rec 3.3")) == [
        ("health/recommendation/3.3", "proposed")
    ]


@pytest.mark.parametrize(
    "said",
    ["Paper 2 of the Fern meeting", "See recommendation 2", "Room R2", "Fern hill, 2 visits"],
)
def test_a_number_or_a_name_alone_names_nothing(said):
    assert proposed((said, None, None, None)) == []


def test_likeness_is_proposed_with_its_reason_and_never_taken_for_a_fact():
    asked = (
        "Publish the escalation procedure on one page and count how often it is used",
        "Northmoor Council",
        "2024-03-19",
        None,
    )
    found = an.propose(actions(asked), PASSAGES, REVIEWS)
    best = found.iloc[0]
    assert (best["recommendation"], best["link"]) == ("fern/recommendation/2", "proposed")
    assert "the owner is the same, Northmoor Council" in best["reason"]
    assert "raised in 2024, the review is of 2015" in best["reason"]


def test_an_action_answers_no_review_that_spoke_only_later():
    text = "Tell schools of domestic abuse incidents before the school day begins"
    assert proposed((text, None, "2023-01-10", None)) == [("ash/recommendation/2", "proposed")]
    assert proposed((text, None, "2014-01-10", None)) == []


def test_where_nothing_was_recommended_a_finding_may_be_what_is_answered():
    text = "Drug workers visit homes with babies and check the safe storage of methadone"
    assert proposed((text, None, None, None)) == [("ash/finding/1", "proposed")]


def test_what_the_log_itself_names_is_no_proposal():
    given = actions(("Anything", None, None, None))
    given["recommendation"] = "fern/recommendation/1"
    found = an.propose(given, PASSAGES, REVIEWS)
    assert found[["recommendation", "link"]].values.tolist() == [["fern/recommendation/1", "named"]]


def test_a_number_that_a_log_repeats_is_told_apart():
    table = pd.DataFrame({"review": ["pack"] * 3, "number": ["7", "7", "8"]})
    assert an.action_refs(table) == ["pack/action/7", "pack/action/7-2", "pack/action/8"]


def test_what_yearly_reports_tell_of_are_actions_too():
    told = pd.DataFrame(
        [
            {"review": "year", "ref": "year/challenge/1", "kind": "challenge", "number": "1",
             "text": "Why?", "answer": "A list is sent daily."},
            {"review": "year", "ref": "year/challenge/2", "kind": "challenge", "number": "2",
             "text": "And?", "answer": None},
            {"review": "year", "ref": "year/impact/1", "kind": "impact", "number": "1",
             "text": "It is now 82 per cent.", "answer": None},
        ]
    )  # fmt: skip
    found = an.told(actions().iloc[:0], told)
    assert found["ref"].tolist() == ["year/challenge/1", "year/impact/1"]
    assert found["status"].tolist() == ["action reported", "difference reported"]


ASKED = ("Publish the escalation procedure on one page and count how often it is used",
         "Northmoor Council", "2024-03-19", None)  # fmt: skip


def linked(*decisions: tuple[str, str]) -> pd.DataFrame:
    """Links of two actions after decisions of (recommendation, decision) on the first."""
    given = actions(ASKED, ("Agree the budget", None, None, None))
    kept = [
        Answer("pack/action/24/01", ref, what, "ann", f"2024-10-0{i}", "read both")
        for i, (ref, what) in enumerate(decisions, start=1)
    ]
    proposals = an.propose(given, PASSAGES, REVIEWS)
    return an.links(given, PASSAGES, proposals, an.frame(kept))


def test_a_person_confirms_rejects_and_takes_back():
    fern = "fern/recommendation/2"
    assert linked().loc[0, "link"] == "proposed"
    sure = linked((fern, "confirmed"))
    assert sure.loc[0, ["link", "who", "why"]].tolist() == ["confirmed", "ann", "read both"]
    assert linked((fern, "confirmed"), (fern, "rejected")).loc[0, "link"] == "rejected"
    assert linked((fern, "confirmed"), (fern, "withdrawn")).loc[0, "link"] == "proposed"


def test_an_answer_nobody_proposed_can_be_confirmed_and_quiets_the_proposals():
    table = linked(("ash/recommendation/2", "confirmed"))
    own = table[table["action"] == "pack/action/24/01"]
    assert own[["recommendation", "link"]].values.tolist() == [
        ["ash/recommendation/2", "confirmed"]
    ]


def test_actions_that_answer_neither_a_recommendation_nor_a_finding():
    before = an.unfounded(linked())
    assert before["number"].tolist() == ["24/01", "24/02"]
    assert before["proposed"].tolist() == [1, 0]
    assert before["sentence"].tolist() == [
        "1 proposed, and nobody has confirmed it.",
        "No recommendation and no finding in the library is like it.",
    ]
    after = an.unfounded(linked(("fern/recommendation/2", "confirmed")))
    assert after["number"].tolist() == ["24/02"]


def test_the_counts_are_said_in_a_sentence():
    assert an.say(linked()) == (
        "Of 2 actions: 0 known to answer a recommendation (the log names it, or a person said so), "
        "1 that may (proposed; nobody has decided), 1 for which none was found in the library."
    )
    assert an.say(linked().iloc[:0]) == "No action is in the library."


def test_an_echo_tells_what_is_certain_and_what_is_only_proposed():
    echo = pd.DataFrame({"earlier_refs": [("fern/recommendation/2",)]})
    guess = with_outcomes(echo, linked()).iloc[0]
    assert (guess["actions"], guess["proposed"]) == (0, 1)
    assert guess["outcome"] == (
        "No action is known to answer the earlier one. One action may: Closed. "
        "Nobody has confirmed it."
    )
    sure = with_outcomes(echo, linked(("fern/recommendation/2", "confirmed"))).iloc[0]
    assert sure["outcome"] == "One action followed the earlier one: Closed."
    no = with_outcomes(echo, linked(("fern/recommendation/2", "rejected"))).iloc[0]
    assert no["outcome"] == "No action is recorded for the earlier one."


def test_nothing_at_all_is_empty_frames():
    none = actions()
    assert an.propose(none, PASSAGES, REVIEWS).empty
    assert an.propose(actions(ASKED), PASSAGES.iloc[:0], REVIEWS).empty
    empty = an.links(none, PASSAGES, an.propose(none, PASSAGES, REVIEWS), an.frame([]))
    assert list(empty.columns) == list(an.LINKS)
    assert empty.empty
