"""How hard a text is to read: the Flesch-Kincaid grade, told as an age.

Reckoned here and not by a library: the formula (Kincaid and others, 1975) is one line, and the
packages for it bring a dictionary download or several dependencies for the syllables, which are
counted here by groups of vowels. That is within about one grade of a dictionary on plain English.
"""

from __future__ import annotations

import re

from workbench.briefings.wording import whole_sentences

_GROUPS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^aeioutd]ed|[^l]e)\Z")
# A pupil of the first grade is six; British readers know ages better than grades.
_AGE_OF_GRADE_NOUGHT = 5


def syllables(word: str) -> int:
    """About how many syllables a word has; at least one."""
    plain = re.sub(r"[^a-z]", "", word.casefold())
    count = len(_GROUPS.findall(plain))
    if count > 1 and _SILENT.search(plain):
        count -= 1
    return max(1, count)


def reading_age(text: str) -> int | None:
    """The age at which most people can read a text; None for fewer than 30 words.

    Parameters
    ----------
    text
        Paragraphs one a line.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    sentences = sum(len(whole_sentences(line)) for line in lines)
    words = re.findall(r"[A-Za-z][A-Za-z'’]*", text)
    if len(words) < 30:
        return None
    per_word = sum(map(syllables, words)) / len(words)
    grade = 0.39 * len(words) / sentences + 11.8 * per_word - 15.59
    return max(5, round(grade) + _AGE_OF_GRADE_NOUGHT)
