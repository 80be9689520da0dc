"""References to recommendations as reports print them: ``(Recommendation 4.1)`` and its kin.

Understood: a singular label with several numbers, the plural, ``Rec 4.1`` and ``Recs. 4.1``,
round or square brackets, bold marks outside or inside them, a stray full stop, "and", "&",
commas and semicolons between numbers, a range ("1.1 to 1.4"), a line break anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# A letter may follow ("4.1a"), and "and" without its space ("1.1and 2.1"), but no other word.
_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,3}(?:[a-z](?![a-z]))?(?![\d%])(?!(?!and\b)\w)"
_BETWEEN = r"[\s*_]*(?:,|;|/|&|(?<![a-z])and\b|(?<![a-z])to\b|-|–|—|\.\s)+[\s*_]*(?:and\s+)?"
_LABEL = r"\bRec(?:ommendation|omendation|omm)?s?(?=\d|\b)\.?"
_LIST = rf"{_NUMBER}(?:{_BETWEEN}(?:{_LABEL}\s*)?{_NUMBER})*"
_CITATION = re.compile(
    rf"""
    (?P<open>[*_]*[\[(][\s*_]*)?
    (?:see\s+(?:also\s+)?)?
    {_LABEL}[\s*_:]*(?:nos?\.?\s*|numbers?\s*)?
    (?P<numbers>{_LIST})
    (?P<close>[\s*_.,;]*(?:\b(?:below|above|refers?)\b)?[\s*_.]*[\])][*_]*)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HINT = re.compile(r"\brec", re.IGNORECASE)
_RANGE = re.compile(rf"({_NUMBER})[\s*_]*(?:\bto\b|-|–|—)[\s*_]*(?:{_LABEL}\s*)?({_NUMBER})", re.I)
# Another body's recommendation: "recommendation 3 of the independent review".
_ELSEWHERE = re.compile(
    r"\s*(?:of|from|in)\s+(?:the|an?|that|its|their|our)\s+(?!current|present|this)", re.I
)
_LEFT_OVER = re.compile(r"[\s*_.;,]*\Z")
_OPENED = re.compile(rf"[\[(][\s*_]*{_LABEL}[^\])]*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a reference stands in a text and the numbers it gives, as printed and in order."""

    start: int
    end: int
    numbers: tuple[str, ...]
    bracketed: bool


@lru_cache(maxsize=4096)  # a finding is asked for its references by several steps
def citations_in(text: str) -> tuple[Citation, ...]:
    """Every reference to a recommendation, in the order printed."""
    found: list[Citation] = []
    if not _HINT.search(text):
        return ()  # most texts: the full pattern is slow to fail
    for match in _CITATION.finditer(text):
        bracketed = bool(match["open"])
        if not bracketed and _ELSEWHERE.match(text, match.end()):
            continue
        # Without its bracket a stray closing one belongs to the sentence around it.
        end = match.end() if bracketed else match.end("numbers")
        found.append(Citation(match.start(), end, _numbers(match["numbers"]), bracketed))
    return tuple(found)


def cited_numbers(text: str) -> tuple[str, ...]:
    """The recommendations a text refers to, each once, in the order printed."""
    return tuple(dict.fromkeys(n for citation in citations_in(text) for n in citation.numbers))


def end_without_citation(text: str) -> int:
    """Where the text ends when the references that close it are left off.

    References inside the text stay: they are part of its sentences.
    """
    end = len(text.rstrip())
    for citation in reversed(citations_in(text)):
        left_over = text[citation.end : end]
        if citation.start == 0 or not _LEFT_OVER.match(left_over):
            break
        closes = citation.bracketed or text[: citation.start].rstrip()[-1:] in ".!?:;”\"'’)]"
        if not closes:
            break
        end = len(text[: citation.start].rstrip(" \t\n*_"))
    return end


def is_open_citation(text: str) -> bool:
    """True when a text breaks off inside a reference, as at the end of a line or page."""
    return bool(_OPENED.search(text))


def _numbers(printed: str) -> tuple[str, ...]:
    numbers: list[str] = []
    position = 0
    for match in _RANGE.finditer(printed):
        numbers += re.findall(_NUMBER, printed[position : match.start()])
        numbers += _between(match[1], match[2])
        position = match.end()
    numbers += re.findall(_NUMBER, printed[position:])
    return tuple(dict.fromkeys(numbers))


def _between(first: str, last: str) -> list[str]:
    """``1.1`` to ``1.4`` are four; ends that are not on one level are just the two ends."""
    head, _, low = first.rpartition(".")
    tail, _, high = last.rpartition(".")
    if head == tail and low.isdigit() and high.isdigit() and 0 < int(high) - int(low) < 30:
        prefix = f"{head}." if head else ""
        return [f"{prefix}{n}" for n in range(int(low), int(high) + 1)]
    return [first, last]
