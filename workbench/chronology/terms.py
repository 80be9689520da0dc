"""Lists of words and wordings, looked for whole in tidied texts where nothing negates them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

# How many words before a term a negation still reaches it: "no visible marks or injuries".
_REACH = 4


class Terms:
    """A list of words, found whole and not negated."""

    def __init__(self, terms: Sequence[str], negations: Sequence[str] = ()) -> None:
        self.terms = tuple(tidy(term) for term in terms)
        longest_first = sorted(self.terms, key=len, reverse=True)
        body = "|".join(_as_pattern(term) for term in longest_first)
        self._pattern = re.compile(rf"(?<!\w)(?<!\bpre-)(?:{body})(?!\w)")
        self._negated = _before_what(negations) if negations else None
        self.firsts = tuple(dict.fromkeys(_first_word(term) for term in self.terms))
        self._whole = frozenset(first for first in self.firsts if not first.endswith("*"))
        self._stems = tuple(first[:-1] for first in self.firsts if first.endswith("*"))

    def find(self, text: str, first_word_known: bool = False) -> str | None:
        """The first term in a tidied text that nothing negates, as it stands there, or None.

        ``first_word_known``: an index says that the first word of a term is in the text.
        """
        return next((term for term, _ in self.found_in(text, first_word_known)), None)

    def found_in(self, text: str, first_word_known: bool = False) -> Iterator[tuple[str, int]]:
        """Every such term, with where it begins."""
        for term, start in self.every(text, first_word_known):
            if not self.negated(text, start, term):
                yield term, start

    def every(self, text: str, first_word_known: bool = False) -> Iterator[tuple[str, int]]:
        """Every term, negated or not, with where it begins."""
        if first_word_known or self._may_stand_in(text):
            for found in self._pattern.finditer(text):
                yield found[0], found.start()

    def _may_stand_in(self, text: str) -> bool:
        """Whether a first word of a term is there: far cheaper to ask than for the terms."""
        words = words_of(text)
        return not self._whole.isdisjoint(words) or (
            bool(self._stems) and any(word.startswith(self._stems) for word in words)
        )

    def without(self, text: str) -> str:
        """The text with every term taken out."""
        return self._pattern.sub(" ", text)

    def negated(self, text: str, start: int, term: str) -> bool:
        """Whether a negation reaches the term that stands there."""
        if self._negated is None or term.split()[0] in ("no", "not", "did", "was", "failed"):
            return False
        clause = re.split(r"[.;:!?\n]|\bbut\b|\bhowever\b|\balthough\b", text[:start])[-1]
        return bool(self._negated.search(clause[-80:]))


def _before_what(negations: Sequence[str]) -> re.Pattern[str]:
    """Finds a negation that reaches as far as the end of a text.

    What lacks something may be a list, "no marks, cuts or burns"; of a verb only its own clause is
    denied: "not sleeping, says she thinks of dying".
    """
    words = sorted(map(tidy, negations), key=len, reverse=True)
    verbs, lists = (
        "|".join(re.escape(word) for word in words if (word in _OF_A_VERB) == of_verb)
        for of_verb in (True, False)
    )
    far, near = (rf"(?:\s+(?!but\b)[\w'/-]+{comma}){{0,{_REACH}}}\s*$" for comma in (",?", ""))
    patterns = [rf"(?:(?<!\w)(?:{lists})){far}"] if lists else []
    patterns.append(rf"(?:(?<!\w)(?:{verbs})|n't){near}" if verbs else rf"n't{near}")
    return re.compile("|".join(patterns))


_OF_A_VERB = frozenset(("not", "never", "n't"))
_PLAIN = str.maketrans({"’": "'", "‘": "'"} | {chr(dash): "-" for dash in range(0x2010, 0x2016)})


def tidy(text: str) -> str:
    """Lower case, plain quotation marks and dashes, single spaces: what terms are looked for in."""
    if not text.isascii():  # most texts are, and of a large case every one is tidied
        text = text.translate(_PLAIN)
    return " ".join(text.casefold().split())


_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4096)  # many terms are asked of one text, then of the next
def words_of(text: str) -> frozenset[str]:
    """The different words of a text, as terms and indexes count words."""
    return frozenset(_WORD.findall(text))


def _as_pattern(term: str) -> str:
    words = [re.escape(word).replace(r"\*", r"[\w'-]*") for word in term.split()]
    return r"\s+".join(words)


def _first_word(term: str) -> str:
    """The first word as :mod:`words` indexes it; ``*`` still at its end."""
    found = re.match(r"\w+\*?", term)
    return found[0] if found else term
