"""When two recommendations ask the same: the evidence, and pairs that nothing was learned from."""

import json
from pathlib import Path

import numpy as np
import pytest

from workbench.errors import VocabularyError
from workbench.themes import same_ask
from workbench.themes.same_words import Folder, shipped_folder

WIDTH = same_ask.MEANINGS + 1  # how much is added up of what two wordings share
PAIRS = [
    pair
    for line in (Path(__file__).parent / "same_asks.jsonl").read_text("utf-8").splitlines()
    if (pair := json.loads(line))["set"] == "test"
]


def sure(*texts: str) -> np.ndarray:
    """How sure it is of each text that it asks the same as the first."""
    table = same_ask.Meanings(texts, shipped_folder())
    first, rows = np.zeros(len(texts), dtype=int), np.arange(len(texts))
    shared = table.shared(first, rows)
    return same_ask.judge().likeness(shared, table.totals[first], table.totals[rows])


def test_pairs_that_were_put_aside_are_told_apart():
    """Twenty that ask the same in other words, and twelve alike to the eye that do not."""
    same = [sure(p["one"], p["two"])[1] >= same_ask.SAME_ASK for p in PAIRS if p["same"]]
    other = [sure(p["one"], p["two"])[1] >= same_ask.SAME_ASK for p in PAIRS if not p["same"]]
    assert (len(same), len(other)) == (20, 12)
    assert sum(same) >= 12
    assert sum(other) <= 3


def test_the_same_ask_in_other_words_is_more_alike_than_the_same_words_about_another_subject():
    ask, again, other = sure(
        "The partnership should audit its work on neglect each year and report what it finds.",
        "Case files are sampled to see how children whose basic needs are not met are helped.",
        "The partnership should audit its work on interpreters each year and report what it finds.",
    )
    assert ask >= again > other


def test_what_nothing_is_shared_of_is_not_alike_at_all():
    assert sure("Audit neglect cases.", "Xyzzy plugh.", "")[1:].tolist() == [0.0, 0.0]


def test_evidence_is_the_same_whichever_comes_first():
    rng = np.random.default_rng(7)
    one, two = rng.random((50, WIDTH)) * 20, rng.random((50, WIDTH)) * 20
    shared = np.minimum(one, two) * rng.random((50, 1))
    assert np.allclose(
        same_ask.evidence(shared, one, two), same_ask.evidence(shared, two, one), atol=1e-12
    )


def test_more_in_common_never_makes_two_wordings_less_alike():
    totals = np.tile([30.0, 12.0, 9.0, 6.0, 4.0, 2.0, 1.0, 3.0, 40.0, 14.0], (20, 1))
    shared = totals * np.linspace(0.3, 1.0, 20)[:, None]
    likeness = same_ask.judge().likeness(shared, totals, totals)
    assert (np.diff(likeness) >= 0).all()


def test_a_partnerships_own_words_bring_two_wordings_together(tmp_path):
    own = tmp_path / "same_words.yaml"
    own.write_text("about:\n  - [kestrel pathway, windhover route]\n", encoding="utf-8")
    texts = [
        "Publicise and audit the Kestrel Pathway with schools.",
        "The Windhover Route is audited and made known to schools.",
    ]

    def likeness(folder: Folder) -> float:
        table = same_ask.Meanings(texts, folder)
        pair = np.array([0]), np.array([1])
        totals = table.totals
        return float(
            same_ask.judge(folder).likeness(table.shared(*pair), totals[pair[0]], totals[pair[1]])[
                0
            ]
        )

    assert likeness(Folder.load(own)) > likeness(shipped_folder())


def test_a_file_of_pairs_that_lacks_a_list_says_how_to_write_one(tmp_path):
    path = tmp_path / "same_asks.yaml"
    path.write_text("same:\n  - [only one]\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="'same' is not a list"):
        same_ask._read_same_asks(path)
