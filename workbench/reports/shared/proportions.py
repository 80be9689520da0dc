"""What an audit found in some of its cases: "in four of the twelve", "in ten cases", "in all".

Audits count. "Chronologies were in place in four of the twelve cases" praises nothing: the share
says whether something good was usual. What the counted statement itself is about is told by the
cues of :mod:`workbench.reports.shared.polarity`, so that "not discussed in any" and "discussed in
all" are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.records import Polarity
from workbench.reports.numbers.amounts import WORDS
from workbench.reports.shared.polarity import polarity_of, weigh
from workbench.sentences import sentences

_USUAL = 0.8  # of the cases: what is so in fewer is not yet practice
_FEW = 0.5
_NUMBER = rf"(?:\d{{1,4}}|{'|'.join(word for word in WORDS if word != 'no')})"
_SHARE = re.compile(
    rf"\b(?P<part>{_NUMBER}|none|neither|both)\s+(?:out\s+)?of\s+"
    rf"(?:(?:the|these|those|our|all)\s+)*(?P<whole>{_NUMBER})\b",
    re.IGNORECASE,
)
_IN_WORDS = (
    (re.compile(r"\b(?:most|(?:nearly|almost) (?:all|every)|majority)\b", re.IGNORECASE), 0.8),
    (re.compile(r"\bthree[- ]quarters\b", re.IGNORECASE), 0.75),
    (re.compile(r"\btwo[- ]thirds\b", re.IGNORECASE), 0.67),
    (re.compile(r"\b(?:half|a (?:third|quarter|minority)) of\b", re.IGNORECASE), 0.5),
)
_PERCENT = re.compile(r"\b(?P<value>\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)", re.IGNORECASE)
_IN_ALL = re.compile(
    r"\b(?:all|every|each)\s+(?:of\s+)?(?:the\s+|these\s+|those\s+)?(?:\w+\s+){0,2}?(?:cases?|child\w*|"
    r"adults?|famil\w+|plans?|records?|files?|meetings?|conferences?|assessments?|parents?|staff|"
    r"schools?|agenc\w+)\b"
    r"|\bin (?:all|every)\b|\ball of (?:the|those|these)\b",
    re.IGNORECASE,
)
_IN_SOME = re.compile(
    rf"\b(?:(?:in|at|on|of)\s+(?:only\s+|just\s+)?(?P<part>{_NUMBER})\s+"
    r"(?:(?:\w+\s+){0,2}?(?:cases|children|families|files|records|occasions|meetings)\b)"
    rf"|(?:in|at|on|for)\s+(?:only\s+|just\s+)?(?P<them>{_NUMBER})\s+of them\b)",
    re.IGNORECASE,
)
_IN_FEW = re.compile(
    r"\b(?:in|for|by|with)\s+(?:only|just)\s+(?:a (?:few|minority)|one|two|some|half)\b"
    r"|\bin (?:a minority|few|some|several|a number)\b|\bonly (?:one|two|some|half|a few)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:not|no|never|nor|none|nobody|neither|without|lacked|lacking|missing|absent|failed|"
    r"unclear|incomplete|late|delayed|poor(?:ly)?|weak|left (?:\w+ ){0,3}out|less well|"
    r"overlooked|unknown|drift\w*|rarely|seldom|inconsistent(?:ly)?|insufficient(?:ly)?|limited|"
    r"too (?:late|long|little|few)|(?:as|part of) (?:the|a) problem|blamed)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)


def audit_polarity(text: str, cases: int | None = None) -> Polarity:
    """Whether an audit's finding tells of something good, of something to improve, or of both.

    Parameters
    ----------
    cases
        How many cases were looked at, where the audit says: "in ten cases" is most of twelve.
    """
    leanings = [leaning for part in _statements(text) if (leaning := _leaning(part, cases))]
    if not leanings:
        return polarity_of(text, judged=True)
    kinds = set(leanings)
    return leanings[0] if len(kinds) == 1 else "mixed"


def _statements(text: str) -> Iterator[str]:
    """Each sentence, and of one that turns ("in every case, but two were late") each side."""
    for start, end in sentences(text):
        yield from re.split(
            r"[,;]\s+(?=(?:but|although|though|while|whilst|however|yet)\b)|\s+(?=but\b)",
            text[start:end],
            flags=re.IGNORECASE,
        )


def _leaning(statement: str, cases: int | None) -> Polarity | None:
    share = _share(statement, cases)
    bad = bool(_NONE.search(statement)) or _falls_short(statement)
    if share is None:
        told = {s.leans for s in weigh(statement)}
        if bad or "improvement" in told:
            return "improvement"
        return "strength" if "strength" in told else None
    if bad:
        return "improvement" if share else "strength"
    return "strength" if share >= _USUAL else "improvement" if share <= _FEW else "mixed"


def _falls_short(statement: str) -> bool:
    return any(s.leans == "improvement" for s in weigh(statement))


def _share(statement: str, cases: int | None) -> float | None:
    """The share of cases a statement is said of: 0 to 1, or None where it does not count."""
    counted = _SHARE.search(statement)
    if counted and counted["whole"]:
        part, whole = _number(counted["part"]), _number(counted["whole"])
        if part is not None and whole and part <= whole:
            return part / whole
    percent = _PERCENT.search(statement)
    if percent:
        return min(float(percent["value"]), 100.0) / 100
    if in_words := next((share for words, share in _IN_WORDS if words.search(statement)), None):
        return in_words
    if _IN_ALL.search(statement):
        return 1.0
    some = _IN_SOME.search(statement)
    part = _number(some["part"] or some["them"]) if some else None
    if part is not None and cases and part <= cases:
        return part / cases
    return _FEW if _IN_FEW.search(statement) else None


def _number(word: str) -> float | None:
    plain = word.casefold()
    if plain in ("none", "neither", "both"):
        return 2.0 if plain == "both" else 0.0
    return float(plain) if plain.isdigit() else float(WORDS[plain])


def cases_looked_at(text: str) -> int | None:
    """How many cases an audit says it looked at: "Twelve cases were audited in July"."""
    found = re.search(
        rf"\b(?P<n>{_NUMBER})\s+(?:[\w’'-]+\s+){{0,3}}?(?:cases|children|families|files|records|"
        r"meetings|plans|referrals|assessments|young people|conferences)\b[^.]{0,90}?"
        r"\b(?:audit\w*|looked at|chosen|selected|sampled|reviewed|examined|considered|read|"
        r"followed|included)\b"
        rf"|\b(?:audited|looked at|selected|chose|sampled|reviewed|examined|read)\s+"
        rf"(?P<m>{_NUMBER})\s+"
        r"(?:[\w’'-]+\s+){0,3}?(?:cases|children|families|files|records|meetings|plans|"
        r"referrals|assessments|young people|conferences)\b",
        text,
        re.IGNORECASE,
    )
    number = _number(found["n"] or found["m"]) if found else None
    return int(number) if number else None
