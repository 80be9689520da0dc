"""Suggestions: explained, complete, better with each accepted code, never a decision."""

import pandas as pd
import pytest

from workbench.errors import UsageError
from workbench.records import Coding
from workbench.themes import coding, lessons, suggest, teaching
from workbench.themes.codebook import Codebook
from workbench.themes.keywords import first_sentence_end, keywords_of


@pytest.fixture(scope="module")
def codebook():
    return Codebook.load()


@pytest.fixture(scope="module")
def shipped(codebook):
    return lessons.shipped_lessons(codebook)


@pytest.fixture(scope="module")
def suggester(codebook, shipped):
    return suggest.Suggester.learn(codebook, shipped)


def passages(rows) -> pd.DataFrame:
    """(number, kind, section, text, cites)"""
    return pd.DataFrame(
        [
            {"review": "fern", "ref": f"fern/{kind}/{number}", "number": number, "kind": kind,
             "section": section, "text": text, "cites": cites, "owners": ()}
            for number, kind, section, text, cites in rows
        ]
    )  # fmt: skip


ROWS = [
    ("1", "finding", "Training and supervision",
     "Only half of the ward staff had done level three training; no induction was held.", ("9",)),
    ("2", "finding", "Child protection",
     "Midwives cannot open the notes kept by the mental health trust: the IT systems do not speak "
     "to each other.", ()),
    ("3", "finding", "Early help",
     "Nobody asked the twins what a day at home was like, and they were never seen alone.", ()),
    ("9", "recommendation", "Recommendations",
     "The Trust should make sure that all staff are trained to level three.", ()),
    ("4", "strength", "Strengths", "Workers use drawing to learn children's wishes.", ()),
]  # fmt: skip


def test_every_theme_is_ranked_and_one_or_two_are_chosen(suggester, codebook):
    out = suggester.suggest(passages(ROWS))
    ids = {code.id for code in codebook.codes("theme")}
    for row in out.itertuples():
        assert set(row.ranked) == ids
        assert len(row.ranked) == len(ids)
        assert row.themes == row.ranked[: len(row.themes)]
        assert 1 <= len(row.themes) <= 2
        assert list(row.chances) == sorted(row.chances, reverse=True)
        assert set(row.themes) <= set(row.why)
    assert [r[0] for r in out["ranked"]] == ["training", "records", "voice", "training", "voice"]


def test_the_words_that_led_to_a_theme_are_the_passages_own(suggester):
    out = suggester.suggest(passages(ROWS))
    assert "level three training" in " ".join(out["why"][0]["training"]) or {
        "training",
        "level three",
    } & set(out["why"][0]["training"])
    assert any(word.startswith("heading: ") for word in out["why"][0]["training"])
    assert any(word.startswith("linked recommendation: ") for word in out["why"][0]["training"])
    assert "seen alone" in out["why"][2]["voice"]


def test_polarity_goes_by_kind_then_citation_then_words(suggester):
    out = suggester.suggest(passages(ROWS))
    assert out["polarity"].tolist() == [
        "improvement", "improvement", "improvement", "improvement", "strength",
    ]  # fmt: skip
    praise = passages([("1", "finding", "", "Referrals are of good quality and effective.", ())])
    assert suggester.suggest(praise)["polarity"].tolist() == ["strength"]


def test_topics_agencies_and_stage_keep_their_limits(suggester, codebook):
    out = suggester.suggest(passages(ROWS))
    assert all(len(t) <= codebook.facet("topic").most for t in out["topics"])
    assert all(len(a) <= codebook.facet("agency").most for a in out["agencies"])
    stages = {code.id for code in codebook.codes("stage")}
    assert all(stage is None or stage in stages for stage in out["stage"])
    assert out["stage"][0] == "training_supervision"


def test_odd_passages_are_suggested_for_without_harm(suggester):
    odd = [
        "",
        " ",
        "…",
        "1.1",
        "é" * 5000,
        "<script>alert(1)</script>",
        "=1+1",
        "\x00",
        "a " * 9000,
    ]
    out = suggester.suggest(passages([(str(i), "finding", "", t, ()) for i, t in enumerate(odd)]))
    assert len(out) == len(odd)
    assert all(len(themes) >= 1 for themes in out["themes"])
    none = suggester.suggest(passages(ROWS).iloc[:0])
    assert none.empty
    assert "ranked" in none.columns


def test_a_frame_with_only_texts_is_enough(suggester):
    out = suggester.suggest(pd.DataFrame({"text": ["Supervision was monthly and reflective."]}))
    assert out["ranked"][0][0] == "supervision"
    assert out["ref"].tolist() == [""]


def test_the_same_lessons_give_the_same_suggestions(codebook, shipped, suggester):
    again = suggest.Suggester.learn(codebook, shipped)
    pd.testing.assert_frame_equal(again.suggest(passages(ROWS)), suggester.suggest(passages(ROWS)))
    assert suggest.fingerprint(shipped) == suggest.fingerprint(shipped.copy())
    assert suggest.fingerprint(shipped) != suggest.fingerprint(shipped.iloc[1:])


def test_nothing_to_learn_from_is_said(codebook, shipped):
    with pytest.raises(UsageError, match="nothing to learn"):
        suggest.Suggester.learn(codebook, shipped.iloc[:0])


def test_accepted_codes_teach_a_word_the_codebook_does_not_have(codebook, shipped, suggester):
    text = "The blue card was not on the {}."
    places = ["hook", "shelf", "door", "desk", "trolley", "wall", "board", "counter"]
    new = passages([("9", "finding", "", text.format("table"), ())])
    before = list(suggester.suggest(new)["ranked"][0]).index("equality")
    taught = passages(
        [(str(i), "finding", "", text.format(place), ()) for i, place in enumerate(places)]
    )
    rows = [
        Coding(ref, "theme", "equality", "Ann", "accepted", f"2024-05-01T10:0{i}:00")
        for i, ref in enumerate(taught["ref"])
    ]
    local = lessons.local_lessons(taught, coding.frame(rows))
    assert local["theme"].tolist() == [("equality",)] * 8
    assert local["topic"].tolist() == [None] * 8
    after = suggest.Suggester.learn(codebook, pd.concat([shipped, local], ignore_index=True))
    assert before > 2
    assert list(after.suggest(new)["ranked"][0]).index("equality") < before


def test_a_code_in_dispute_teaches_nothing():
    two = passages([("1", "finding", "", "The card was lost.", ())])
    rows = [
        Coding(two["ref"][0], "theme", code, coder, "accepted", "2024-05-01T10:00:00")
        for coder, code in (("Ann", "risk"), ("Bal", "records"))
    ]
    assert lessons.local_lessons(two, coding.frame(rows)).empty


def test_leaving_a_report_out_leaves_its_lessons_out(codebook, shipped):
    without = lessons.shipped_lessons(codebook, ["bromley_cqc_2018"])
    assert "bromley_cqc_2018" in set(shipped["group"])
    assert "bromley_cqc_2018" not in set(without["group"])


def test_keywords_say_which_words_and_count_repeats_less(codebook):
    point = keywords_of(codebook, "theme").point
    once, twice = point("Supervision today."), point("Supervision today. Supervision now.")
    place = keywords_of(codebook, "theme").codes.index("supervision")
    assert once.words[place] == ("Supervision",)
    assert once.scores[place] < twice.scores[place] < 2 * once.scores[place]
    assert keywords_of(codebook, "theme").choose("", 2) == ()


def test_the_first_sentence_ends_where_a_reader_would_say():
    text = "Staff at St. Bride's were trained. They said so."
    assert text[: first_sentence_end(text)] == "Staff at St. Bride's were trained."
    assert first_sentence_end("No stop at all") == 14


def test_the_next_passage_is_unsure_and_new(suggester):
    rows = [
        ("1", "finding", "", "Supervision is monthly, reflective and recorded by supervisors.", ()),
        ("2", "finding", "", "Alder, birch and hazel were planted by the gate that spring.", ()),
        ("3", "finding", "", "Supervision is monthly, reflective and recorded by supervisors.", ()),
    ]
    out = teaching.offer(suggester, passages(rows), {"fern/finding/1"})
    assert out["ref"].tolist() == ["fern/finding/2", "fern/finding/3"]
    assert out["teaches"].is_monotonic_decreasing
    assert out["new"][1] == pytest.approx(0, abs=1e-6)
    everything = {f"fern/finding/{i}" for i in (1, 2, 3)}
    assert teaching.offer(suggester, passages(rows), everything).empty


def test_the_first_few_offers_are_not_the_same_passage_five_times(suggester):
    rows = [
        (str(i), "finding", "", "A plan about a plan was made for a plan.", ()) for i in range(5)
    ]
    rows.append(("x", "finding", "", "The bridge over the beck was closed all winter.", ()))
    out = teaching.offer(suggester, passages(rows), set())
    assert "fern/finding/x" in out["ref"].head(2).tolist()


def test_the_record_counts_what_was_right_before_it_was_known(codebook, shipped):
    given = ["training", "records", "voice", "leadership"]
    own = passages([row for row in ROWS if row[1] == "finding"] + [
        ("7", "finding", "", "Fathers were left out and nobody sought them.", ())
    ])  # fmt: skip
    rows = [
        Coding(ref, "theme", code, "Ann", "accepted", f"2024-05-01T10:0{i}:00")
        for i, (ref, code) in enumerate(zip(own["ref"], given, strict=True))
    ]
    calls = []

    def learn(book, taught):
        calls.append(set(taught.loc[taught["weight"] == lessons.LOCAL_WEIGHT, "text"]))
        return suggest.Suggester.learn(book, taught)

    out = teaching.track_record(
        own, coding.frame(rows), "Ann", codebook, shipped, learn=learn
    ).set_index("theme")
    assert [len(seen) for seen in calls] == [0, 1, 2, 3]
    assert out.loc["training", ["coded", "right"]].tolist() == [1, 1]
    assert out.loc["leadership", "right"] == 0
    assert out.loc["all", "coded"] == 4
    assert out.loc["all", "right"] == out["right"].iloc[:-1].sum()
    assert out.loc["training", "recall"] == 1
    assert "plain keywords" in out.loc["training", "sentence"]
    none = teaching.track_record(own, coding.frame([]), "Ann", codebook, shipped)
    assert none.empty
