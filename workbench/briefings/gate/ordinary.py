"""Words that are written in small letters in the vocabulary that ships: no slip of a name.

"Carer" is one letter from Carter and "Court" sounds like Curt. The codebook, the invented passages
and the rules are some thousand sentences as this field writes them; what stands there in small
letters is a word, whatever name it is like. Lists of names, and what the gate itself looks for, are
left out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.errors import VocabularyError
from workbench.places import shipped

_PROSE = (
    "chronology_headings.yaml",
    "chronology_rules.yaml",
    "codebook.yaml",
    "coded_examples.jsonl",
    "polarity.yaml",
    "roles.yaml",
    "same_asks.yaml",
    "same_words.yaml",
    "team_questions.yaml",
)
_SMALL_LETTERS = re.compile(r"(?<![A-Za-z'])[a-z]{4,}(?![A-Za-z'])")


@lru_cache(maxsize=1)
def words() -> frozenset[str]:
    """The words, in lower case.

    Raises
    ------
    VocabularyError
        When a file of the vocabulary cannot be read.
    """
    found: set[str] = set()
    for name in _PROSE:
        try:
            text = shipped("data", "vocabulary", name).read_text(encoding="utf-8")
        except OSError as error:
            raise VocabularyError.at(
                name, None, "it cannot be read.", "Put the shipped file back."
            ) from error
        found.update(_SMALL_LETTERS.findall(text))
    return frozenset(found)


def is_one(word: str) -> bool:
    """Whether a word in lower case is an ordinary one, or its plural."""
    return word in words() or (word.endswith("s") and word[:-1] in words())
