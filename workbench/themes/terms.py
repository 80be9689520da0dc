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


class _Node:
    """What may follow the words so far: the terms of several words as a tree, word by word."""

    __slots__ = ("begins", "capitals", "exact", "following")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.exact: dict[str, list[str]] = {}  # by last word: the terms that end with it
        self.capitals: dict[str, list[tuple[tuple[str, ...], str]]] = {}  # with the words as given
        self.begins: dict[str, list[str]] = {}  # by what the last word begins with


class _Known(NamedTuple):
    """What is known of a word as written: looked up once however often it stands in texts."""

    alone: tuple[str, ...]  # terms of this word alone
    begun: _Node | None  # terms of several words that begin with it
    patterns: tuple[tuple[int, re.Pattern[str], str], ...]  # those with an open word before the end


class Terms:
    """Terms ready to be looked for.

    Looking takes time proportional to the text: a word that begins no term is looked up and left,
    and further words are looked at only as long as some term goes on with them.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._single = _Node()
        self._several: dict[str, _Node] = {}
        self._patterns: dict[str, list[tuple[int, re.Pattern[str], str]]] = defaultdict(list)
        self._known: dict[str, _Known] = {}
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
        node = self._single
        if len(keys) > 1:
            node = self._several.setdefault(keys[0], _Node())
            for key in keys[1:-1]:
                node = node.following.setdefault(key, _Node())
        last = keys[-1]
        if last.endswith("*"):
            node.begins.setdefault(last[:-1], []).append(term)
        elif term.isupper():
            node.capitals.setdefault(last, []).append((parts, term))
        else:
            node.exact.setdefault(last, []).append(term)

    def find(self, text: str) -> Iterator[Hit]:
        """Every place where a term stands, in order; terms may overlap."""
        return self.find_among(words(text))

    def find_among(self, tokens: Sequence[Word]) -> Iterator[Hit]:
        """As :meth:`find`, in a text whose words are at hand already."""
        for i, word in enumerate(tokens):
            alone, node, patterns = self._known.get(word.text) or self._know(word)
            for term in alone:
                yield Hit(term, word.start, word.end)
            n = i + 1
            while node is not None and n < len(tokens):
                last = tokens[n]
                for term in _ending(node, last, tokens[i : n + 1]):
                    yield Hit(term, word.start, last.end)
                node = node.following.get(last.key)
                n += 1
            for count, pattern, term in patterns:
                run = tokens[i : i + count]
                if pattern.fullmatch(" ".join(each.key for each in run)):
                    yield Hit(term, run[0].start, run[-1].end)

    def _know(self, word: Word) -> _Known:
        known = _Known(
            tuple(_ending(self._single, word, (word,))),
            self._several.get(word.key),
            tuple(
                found
                for length in range(_SHORTEST_STEM, len(word.key) + 1)
                for found in self._patterns.get(word.key[:length], ())
            ),
        )
        if len(self._known) < _REMEMBERED:
            self._known[word.text] = known
        return known


def _ending(node: _Node, last: Word, run: Sequence[Word]) -> Iterator[str]:
    """The terms that end with a word, of a run of words that led to a node."""
    key = last.key
    yield from node.exact.get(key, ())
    if key in node.capitals:
        written = tuple(each.text for each in run)
        yield from (term for parts, term in node.capitals[key] if parts == written)
    if node.begins:
        for length in range(_SHORTEST_STEM, len(key) + 1):
            yield from node.begins.get(key[:length], ())
