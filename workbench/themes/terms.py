"""Finding a codebook's terms in a text, quickly however many terms there are.

A term is one or more whole words. ``*`` at the end of a word stands for any ending. A term in
capitals only (``IT``, ``ED``) is matched in capitals only; everything else whatever the case.
Hyphens and spaces between words are one and the same, as are straight and curly apostrophes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHORTEST_STEM = 2  # letters before a *
_REMEMBERED = 100_000  # different words; a library has some tens of thousands


class Word(NamedTuple):
    """A word as matched (``key``), as written (``text``) and where it stands."""

    key: str
    text: str
    start: int
    end: int


class Hit(NamedTuple):
    """A term found in a text: ``text[start:end]`` are the words that matched."""

    term: str
    start: int
    end: int


@lru_cache(maxsize=5_000)  # each facet of the codebook looks at the same texts in turn
def words(text: str) -> tuple[Word, ...]:
    """The words of a text, in order. Hyphens part words; apostrophes do not."""
    return tuple(
        Word(m.group().replace("’", "'").casefold(), m.group(), m.start(), m.end())
        for m in _WORD.finditer(text)
    )


class Terms:
    """Terms ready to be looked for.

    Looking takes time proportional to the text: only words that begin some term are looked at
    further, and what single words match is remembered.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._exact: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._begins: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._capitals: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._patterns: dict[str, list[tuple[int, re.Pattern[str], str]]] = defaultdict(list)
        self._longest: dict[str, int] = defaultdict(int)  # by first word, of terms of several
        self._single: dict[str, tuple[str, ...]] = {}  # what one word matches, remembered
        for term in dict.fromkeys(terms):
            self._add(term)

    def _add(self, term: str) -> None:
        parts = tuple(re.findall(r"[^\W_]+(?:['’][^\W_]+)*\*?", term))
        if not parts:
            return
        keys = tuple(part.replace("’", "'").casefold() for part in parts)
        if any(key.endswith("*") for key in keys[:-1]):
            pattern = r"\s".join(
                re.escape(key[:-1]) + r"\S*" if key.endswith("*") else re.escape(key)
                for key in keys
            )
            self._patterns[keys[0].rstrip("*")].append((len(keys), re.compile(pattern), term))
            return
        if len(keys) > 1:
            self._longest[keys[0]] = max(self._longest[keys[0]], len(keys))
        if keys[-1].endswith("*"):
            self._begins[(*keys[:-1], keys[-1][:-1])].append(term)
        elif term.isupper():
            self._capitals[parts].append(term)
        else:
            self._exact[keys].append(term)

    def find(self, text: str) -> Iterator[Hit]:
        """Every place where a term stands, in order; terms may overlap."""
        return self.find_among(words(text))

    def find_among(self, tokens: Sequence[Word]) -> Iterator[Hit]:
        """As :meth:`find`, in a text whose words are at hand already."""
        for i, word in enumerate(tokens):
            for term in self._of_one(word):
                yield Hit(term, word.start, word.end)
            longest = self._longest.get(word.key)
            for n in range(2, min(longest, len(tokens) - i) + 1) if longest else ():
                run = tokens[i : i + n]
                keys = tuple([each.key for each in run])
                for term in self._matching(keys, tuple([each.text for each in run])):
                    yield Hit(term, word.start, run[-1].end)
            if self._patterns:
                yield from self._by_pattern(tokens, i)

    def _of_one(self, word: Word) -> tuple[str, ...]:
        found = self._single.get(word.text)
        if found is None:
            found = tuple(self._matching((word.key,), (word.text,)))
            if len(self._single) < _REMEMBERED:
                self._single[word.text] = found
        return found

    def _matching(self, keys: tuple[str, ...], written: tuple[str, ...]) -> Iterator[str]:
        yield from self._exact.get(keys, ())
        yield from self._capitals.get(written, ())
        last = keys[-1]
        for length in range(_SHORTEST_STEM, len(last) + 1):
            yield from self._begins.get((*keys[:-1], last[:length]), ())

    def _by_pattern(self, tokens: Sequence[Word], i: int) -> Iterator[Hit]:
        key = tokens[i].key
        for length in range(_SHORTEST_STEM, len(key) + 1):
            for n, pattern, term in self._patterns.get(key[:length], ()):
                run = tokens[i : i + n]
                if pattern.fullmatch(" ".join(each.key for each in run)):
                    yield Hit(term, run[0].start, run[-1].end)
