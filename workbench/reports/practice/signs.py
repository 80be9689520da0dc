"""What the body of a document shows of a case review, when the cover does not say.

A yearly report or a board pack lists reviews and their learning; only a review tells one
story, appraises it and recommends. So what speaks against is counted too.
"""

from __future__ import annotations

import re

from workbench.documents.model import Document
from workbench.reports.parts.titles import Topic, topic_of

_WORDS_FOR = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bkey practice episodes?\b|\bKPE\s?\d",
        r"\b(?:serious case review|(?:child )?safeguarding practice review|L?CSPR|"
        r"domestic homicide review|learning review|thematic review)\b",
        r"\bterms of reference\b|\blead reviewers?\b|\b(?:independent|the) reviewers?\b|"
        r"\boverview author\b|\breview panel\b",
        r"\b(?:mother|father|stepfather|mother's partner|grandmother|husband|half-brother)\b",
        r"\b(?:practitioner|learning) events?\b|\bcase group\b|\bagency reports?\b|\bIMRs?\b",
        r"\b(?:was born|died|killed|injur|bruis|neglect|exploit|stabb|suicide|overdose|abused)",
    )
)
_LABEL = re.compile(
    r"\W*(?:key |priority )?(?:finding|recommendation|learning point|lesson|theme|KPE|"
    r"key practice episode)s?\s+(?:\d|one\b)|r\d\b",
    re.IGNORECASE,
)
_TOPICS: frozenset[Topic] = frozenset(
    {
        "findings",
        "themes",
        "analysis",
        "recommendations",
        "questions",
        "learning",
        "good_practice",
        "episodes",
        "narrative",
        "family",
    }
)
_WORDS_AGAINST = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bapologies\b.{0,80}\b|\bmatters arising\b",
        r"^\W*agenda\b|\bagenda item\b",
        r"\bminutes of the\b",
        r"\baction log\b",
        r"\bpapers? for the meeting\b|^\W*paper \d",
        r"\b(?:annual|yearly) report\b",
        r"\b(?:this|last|during the) (?:reporting )?year\b",
        r"\bsection 11 audit|\btraining (?:offer|programme|courses)\b",
        r"\bchild death overview panel\b",
        r"\bsection 48 of the health and social care act\b",
        r"\binspectors? (?:saw|found|met|looked)\b|\bjoint targeted area inspection\b",
    )
)


def signs_for(document: Document) -> int:
    """How many marks of a case review the blocks show, at most eleven.

    Six are words, up to two are labels ("Finding 2"), up to three are sections whose titles only
    such reviews have together.
    """
    texts = [block.text for block in document.blocks]
    whole = "\n".join(texts)
    words = sum(bool(pattern.search(whole)) for pattern in _WORDS_FOR)
    labels = sum(bool(_LABEL.match(text)) for text in texts)
    titles = {topic_of(text) for text in texts if len(text) <= 90} & _TOPICS
    return words + (labels >= 2) + (labels >= 5) + min(3, len(titles) // 2 + (len(titles) > 0))


def signs_against(document: Document) -> int:
    """How many marks of a yearly report, a board's papers or an inspection the blocks show."""
    texts = [block.text for block in document.blocks]
    return sum(sum(bool(pattern.search(text)) for text in texts) >= 1 for pattern in _WORDS_AGAINST)
