"""Words are found as by looking at every text."""

from __future__ import annotations

import numpy as np
import pytest
from growth import lines_run
from hypothesis import given
from hypothesis import strategies as st

from workbench import textsearch
from workbench.textsearch import TextSearch

TEXT = st.text(alphabet="abAßİé .,\n\t\0", max_size=12)


@given(texts=st.lists(TEXT, max_size=12), words=TEXT, among=st.lists(st.integers(0, 11)))
def test_every_text_that_holds_all_words_is_found(
    texts: list[str], words: str, among: list[int]
) -> None:
    def holds(at: int) -> bool:
        return all(word in texts[at].casefold() for word in words.casefold().split())

    search = TextSearch(texts)
    assert len(search) == len(texts)
    assert search.holding(words).tolist() == [at for at in range(len(texts)) if holds(at)]
    asked = [at for at in among if at < len(texts)]
    found = search.holding(words, np.array(asked, dtype="int64")).tolist()
    assert found == [at for at in asked if holds(at)]


def test_a_word_that_is_part_of_very_many_is_found_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"a{n} b{n % 3}" for n in range(50)] + ["c"]
    few = TextSearch(texts).holding("a").tolist()
    monkeypatch.setattr(textsearch, "_MANY", 10)
    assert TextSearch(texts).holding("a").tolist() == few == list(range(50))


def test_a_search_costs_the_different_words_and_not_the_texts() -> None:
    some, many = (TextSearch(["core group held at school"] * n) for n in (10, 10_000))
    few = lines_run(lambda: some.holding("school"))
    assert lines_run(lambda: many.holding("school")) == few
