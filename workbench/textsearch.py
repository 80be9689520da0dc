"""Many short texts, and which of them hold some words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np


class TextSearch:
    """Texts made ready once, in which words are found whatever their case.

    Parameters
    ----------
    texts
        In their order; a text's position is its place in it.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [text.casefold() for text in texts]

    def __len__(self) -> int:
        return len(self._texts)

    def holding(self, words: str, among: np.ndarray | None = None) -> np.ndarray:
        """Positions of the texts that hold every one of the words, if only as a part of a word.

        Parameters
        ----------
        words
            Separated by spaces; "" is held by every text.
        among
            Positions to look at; None is all. Their order stays.
        """
        texts = self._texts
        kept = range(len(texts)) if among is None else among.tolist()
        # The longest first: it leaves fewest texts for the others to be looked for in.
        for word in sorted(words.casefold().split(), key=len, reverse=True):
            kept = [at for at in kept if word in texts[at]]
        return np.array(kept, dtype="int64")
