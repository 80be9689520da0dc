"""What a wording says, whatever words it says it in: synonyms of the sector folded together.

``data/vocabulary/same_words.yaml`` lists words that say the same thing, under what they tell: who
is meant, what it is about, what is done. Everything else is kept by its stem, and words that every
recommendation has are left out. What is asked is told from the meanings of a sentence
(:mod:`workbench.themes.asks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from workbench.errors import VocabularyError
from workbench.places import shipped
from workbench.sentences import sentences
from workbench.themes.acts import Acts
from workbench.themes.asks import Ask, Asks, asks_of
from workbench.themes.terms import Terms, Word, words
from workbench.vocabulary_files import read_yaml

SECTIONS = ("who", "about", "doing")  # of the list of words that mean the same
REST = "rest"  # a word in no list
_NEW_CLAUSE = re.compile(
    r"[;:]\s|,\s+(?:and|but)\s|\s+and\s+(?=(?:should|must|will|shall|to|is|are)\s)", re.IGNORECASE
)
SHIPPED = ("same_words.yaml", "asks.yaml")


class SameWords(NamedTuple):
    """One or more lists of words that mean the same, put together."""

    groups: tuple[
        tuple[str, tuple[str, ...]], ...
    ] = ()  # (section, words); the first stands for all
    says_nothing: frozenset[str] = frozenset()
    stands_for: tuple[tuple[str, tuple[str, ...]], ...] = ()  # a phrase, and all that it means
    whole: frozenset[str] = frozenset()  # words that are never stemmed
    broader: tuple[tuple[str, tuple[str, ...]], ...] = ()  # a meaning, and what it means as well
    asks: tuple[Ask, ...] = ()
    acts: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (act, words)
    near_acts: tuple[tuple[str, ...], ...] = ()

    def beside(self, other: SameWords) -> SameWords:
        """Both lists; where they differ, the first counts."""
        return SameWords(
            self.groups + other.groups,
            self.says_nothing | other.says_nothing,
            self.stands_for + other.stands_for,
            self.whole | other.whole,
            self.broader + other.broader,
            self.asks + other.asks,
            self.acts + other.acts,
            self.near_acts + other.near_acts,
        )


class Said(NamedTuple):
    """What a wording says."""

    meanings: tuple[str, ...]  # different ones, in the order in which they first come
    asks: tuple[str, ...]  # names of the asks that one of its sentences makes
    acts: tuple[str, ...]  # what is to be done; what the first sentence says first, first
    near: tuple[str, ...]  # pairs of acts near each other of which it has one
    done: tuple[tuple[str, str], ...]  # an act, or such a pair, and a meaning of the same clause


class Folder:
    """Turns a wording into its meanings: the first word of each list, and stems of the rest."""

    def __init__(self, held: SameWords) -> None:
        self._whole = held.whole
        self._empty = frozenset(map(self._stem, held.says_nothing)) | held.says_nothing
        self._section: dict[str, str] = {}
        self._means: dict[str, tuple[str, ...]] = {}  # of a term, written as its stems
        self._broader: dict[str, tuple[str, ...]] = {}
        for meaning, wider in held.broader:
            self._broader.setdefault(meaning, wider)
        for term, heads in held.stands_for:
            self._means.setdefault(self._stems(term), heads)
        for section, group in held.groups:
            self._section.setdefault(group[0], section)
            for term in group:
                self._means.setdefault(self._stems(term), (group[0],))
        self._terms = Terms(self._means)  # found in one pass
        self._asks = Asks(held.asks)
        self._acts = Acts(dict(held.acts), self._stems, held.near_acts)

    @classmethod
    def load(cls, *extra: Path) -> Folder:
        """A partnership's own lists of words that mean the same, and of asks, then those that ship.

        Raises
        ------
        VocabularyError
            When a file holds no such lists.
        """
        held = SameWords()
        for path in (*extra, *(shipped("data", "vocabulary", name) for name in SHIPPED)):
            held = held.beside(_read(path, path.stat().st_mtime_ns))
        return cls(held)

    def section(self, meaning: str) -> str:
        """``who``, ``about``, ``doing``, or ``rest`` for a word in no list."""
        return self._section.get(meaning, REST)

    def meanings(self, text: str) -> tuple[str, ...]:
        """The different meanings of a wording, in the order in which they first come."""
        return self.said(text).meanings

    def said(self, text: str) -> Said:
        """What a wording means and asks; an ask is told from one sentence at a time."""
        meanings: dict[str, None] = {}
        asks: dict[str, None] = {}
        acts: dict[str, None] = {}
        done: dict[tuple[str, str], None] = {}
        for start, end in sentences(text):
            sentence = text[start:end]
            tokens = [Word(self._stem(w.key), w.text, w.start, w.end) for w in words(sentence)]
            own = self._of_sentence(tokens)
            here = dict.fromkeys(meaning for _, held in own for meaning in held)
            meanings.update(here)
            asks.update(dict.fromkeys(self._asks.among(frozenset(here))))
            for first, last in _clauses(sentence):
                do = self._acts.of([word for word in tokens if first <= word.start < last])
                acts.update(dict.fromkeys(do))
                about = [each for at, held in own if first <= at < last for each in held]
                do_or_near = (*do, *self._acts.near(do))
                done.update(dict.fromkeys((act, each) for act in do_or_near for each in about))
        return Said(tuple(meanings), tuple(asks), tuple(acts), self._acts.near(acts), tuple(done))

    def _of_sentence(self, tokens: Sequence[Word]) -> list[tuple[int, tuple[str, ...]]]:
        """What the words mean, each with where they begin."""
        hits = sorted(
            self._terms.find_among(tokens), key=lambda hit: (hit.start - hit.end, hit.start)
        )
        taken: list[tuple[int, int, tuple[str, ...]]] = []
        for hit in hits:  # the longest first; no word serves two
            if all(hit.end <= start or hit.start >= end for start, end, _ in taken):
                taken.append((hit.start, hit.end, self._means[hit.term]))
        covered = {
            word.start
            for word in tokens
            for start, end, _ in taken
            if word.start < end and word.end > start
        }
        for word in tokens:
            tells = word.key not in self._empty and not word.key.isdigit() and len(word.key) > 1
            if tells and word.start not in covered:
                taken.append((word.start, word.end, (word.key,)))
        return [
            (start, (*held, *(each for meaning in held for each in self._broader.get(meaning, ()))))
            for start, _, held in sorted(taken)
        ]

    def _stem(self, word: str) -> str:
        return word if word in self._whole else stem(word)

    def _stems(self, term: str) -> str:
        """A term as its words' stems; one in capitals only stays as it is."""
        if term.isupper():
            return term
        parts = term.replace("’", "'").replace("-", " ").casefold().split()
        return " ".join(
            f"{_beginning(part[:-1])}*" if part.endswith("*") else self._stem(part)
            for part in parts
        )


@cache
def shipped_folder() -> Folder:
    """Folds by the lists that ship."""
    return Folder.load()


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its commonest English endings, so that sharing meets shared."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ations", "at"), ("ation", "at")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + rest
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ingly", "edly", "ment", "ness", "ing", "ed", "ly"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            word = word.removesuffix(ending)
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lse":
                word = word[:-1]
            break
    return word.removesuffix("e") if len(word) > 4 else word


def _clauses(sentence: str) -> Iterator[tuple[int, int]]:
    """Where its parts begin and end that may each ask for something of their own."""
    ends = [match.start() for match in _NEW_CLAUSE.finditer(sentence)]
    yield from zip([0, *ends], [*ends, len(sentence)], strict=True)


def _beginning(word: str) -> str:
    """What a word and its stem begin with, so that ``absence*`` meets ``absenc``."""
    alike = zip(word, stem(word), strict=False)
    return "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], alike))


@cache
def _read(path: Path, _changed: int) -> SameWords:
    loaded = read_yaml(path)
    held = loaded if isinstance(loaded, dict) else {}
    groups = [(section, group) for section in SECTIONS for group in held.get(section) or ()]
    phrases = [(phrase, ()) for line in held.get("in_passing") or () for phrase in line]
    phrases += list((held.get("stands_for") or {}).items())
    broader, asks = (held.get("broader") or {}).items(), held.get("asks") or ()
    lists = [group for _, group in groups] + [heads for _, heads in (*phrases, *broader)] + [*asks]
    if (
        not lists
        or not all(isinstance(line, (list, tuple)) for line in lists)
        or not all(group for _, group in groups)
        or not all(len(ask) > 1 for ask in asks)
    ):
        raise VocabularyError.at(
            path.name,
            None,
            "there is no list of words that mean the same.",
            f"Under one of {', '.join(SECTIONS)} write one line a group: - [gp, family doctor].",
        )
    return SameWords(
        tuple((section, _texts(group)) for section, group in groups),
        frozenset(str(held.get("says_nothing") or "").casefold().split()),
        tuple((str(term), _texts(heads)) for term, heads in phrases),
        frozenset(str(held.get("whole") or "").casefold().split()),
        tuple((str(meaning), _texts(heads)) for meaning, heads in broader),
        asks_of([_texts(ask) for ask in asks], held.get("kinds")),
        tuple((str(act), _texts(terms)) for act, terms in (held.get("acts") or {}).items()),
        tuple(_texts(pair) for pair in held.get("near_acts") or ()),
    )


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(str, values))
