"""An index from words to texts, so that a list of terms is looked for only where it can be."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from workbench.chronology.terms import Terms, tidy, words_of


class Texts:
    """Many texts, tidied once, with an index from each word to where it stands."""

    def __init__(self, texts: Sequence[str]) -> None:
        once: dict[str, str] = {}
        self.tidied = [once.setdefault(text, "") or _remember(once, text) for text in texts]
        self._where: defaultdict[str, list[int]] = defaultdict(list)
        for position, text in enumerate(self.tidied):
            for word in words_of(text):
                self._where[word].append(position)
        self._words = sorted(self._where)

    def having(self, terms: Terms) -> dict[int, str]:
        """Position -> the term as it stands there, for every text that holds one unnegated."""
        candidates = {p for first in terms.firsts for p in self._positions(first)}
        found: dict[str, str | None] = {}
        held = {}
        for position in sorted(candidates):
            text = self.tidied[position]
            if text not in found:
                found[text] = terms.find(text, first_word_known=True)
            if found[text]:
                held[position] = found[text] or ""
        return held

    def _positions(self, first: str) -> Iterator[int]:
        if not first.endswith("*"):
            yield from self._where.get(first, ())
            return
        stem = first[:-1]
        at = bisect_left(self._words, stem)
        while at < len(self._words) and self._words[at].startswith(stem):
            yield from self._where[self._words[at]]
            at += 1


def _remember(once: dict[str, str], text: str) -> str:
    once[text] = tidy(text)
    return once[text]
