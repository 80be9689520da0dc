"""What a wording says, whatever words it says it in: synonyms of the sector folded together.

``data/vocabulary/same_words.yaml`` lists words that say the same thing, under what they tell: who
is meant, what it is about, what is done. Everything else is kept by its stem, and words that every
recommendation has are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from workbench.errors import VocabularyError
from workbench.places import shipped
from workbench.themes.terms import Terms, Word, words
from workbench.vocabulary_files import read_yaml

SECTIONS = ("who", "about", "doing")  # of the list of words that mean the same
REST = "rest"  # a word in no list


class SameWords(NamedTuple):
    """One or more lists of words that mean the same, put together."""

    groups: tuple[tuple[str, tuple[str, ...]], ...]  # (section, words); the first stands for all
    says_nothing: frozenset[str]
    stands_for: tuple[tuple[str, tuple[str, ...]], ...]  # a phrase, and all that it means at once


class Folder:
    """Turns a wording into its meanings: the first word of each list, and stems of the rest."""

    def __init__(
        self,
        groups: Iterable[tuple[str, Sequence[str]]] = (),
        says_nothing: Iterable[str] = (),
        stands_for: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._empty = frozenset(stem(word) for word in says_nothing) | frozenset(says_nothing)
        self._section: dict[str, str] = {}
        self._means: dict[str, tuple[str, ...]] = {}  # of a term, written as its stems
        for term, heads in (stands_for or {}).items():
            self._means.setdefault(_stems(term), tuple(heads))
        for section, group in groups:
            self._section.setdefault(group[0], section)
            for term in group:
                self._means.setdefault(_stems(term), (group[0],))
        self._terms = Terms(self._means)  # found in one pass

    @classmethod
    def load(cls, *extra: Path) -> Folder:
        """A partnership's own lists of words that mean the same, then the one that ships.

        Raises
        ------
        VocabularyError
            When a file holds no such lists.
        """
        groups: list[tuple[str, tuple[str, ...]]] = []
        empty: set[str] = set()
        phrases: dict[str, Sequence[str]] = {}
        for path in (*extra, shipped("data", "vocabulary", "same_words.yaml")):
            held = _read(path, path.stat().st_mtime_ns)
            groups += held.groups
            empty |= held.says_nothing
            phrases = {**dict(held.stands_for), **phrases}
        return cls(groups, empty, phrases)

    def section(self, meaning: str) -> str:
        """``who``, ``about``, ``doing``, or ``rest`` for a word in no list."""
        return self._section.get(meaning, REST)

    def meanings(self, text: str) -> tuple[str, ...]:
        """The different meanings of a wording, in the order in which they first come."""
        tokens = [Word(stem(word.key), word.text, word.start, word.end) for word in words(text)]
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
        return tuple(dict.fromkeys(meaning for _, _, held in sorted(taken) for meaning in held))


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
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word.removesuffix("e") if len(word) > 4 else word


def _stems(term: str) -> str:
    """A term as its words' stems; one in capitals only stays as it is."""
    if term.isupper():
        return term
    parts = term.replace("’", "'").replace("-", " ").casefold().split()
    return " ".join(part if part.endswith("*") else stem(part) for part in parts)


@cache
def _read(path: Path, _changed: int) -> SameWords:
    loaded = read_yaml(path)
    held = loaded if isinstance(loaded, dict) else {}
    groups = [(section, group) for section in SECTIONS for group in held.get(section) or ()]
    phrases = held.get("stands_for") or {}
    lists = [group for _, group in groups] + list(phrases.values() if phrases else ())
    if not groups or not all(isinstance(group, list) and group for group in lists):
        raise VocabularyError.at(
            path.name,
            None,
            "there is no list of words that mean the same.",
            f"Under one of {', '.join(SECTIONS)} write one line a group: - [gp, family doctor].",
        )
    return SameWords(
        tuple((section, tuple(str(term) for term in group)) for section, group in groups),
        frozenset(str(held.get("says_nothing") or "").casefold().split()),
        tuple((str(term), tuple(map(str, heads))) for term, heads in phrases.items()),
    )
