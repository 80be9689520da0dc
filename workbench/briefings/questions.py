"""Questions for a team, each about a finding it has just heard.

They are in ``data/vocabulary/team_questions.yaml``, with the words of findings that call for each;
a partnership's settings may word them otherwise, and add its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from workbench.briefings.wording import headline
from workbench.places import shipped
from workbench.records import Passage
from workbench.vocabulary_files import read_yaml

# A word of the first sentence says what a finding is about; others are said in passing.
_IN_HEADLINE = 3
_ENOUGH = 3


# The workbench's own that every briefing of a kind asks, whatever was found (``fixed_words.OWN``).
ALWAYS = (
    "recognise", "one_thing", "notice", "ask_today", "ask_missing", "ask_supervision",
    "theme_question_1", "theme_question_2", "theme_question_3",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the words of a finding that call for it (a star for any ending)."""

    id: str
    ask: str
    cues: tuple[str, ...] = ()

    def fits(self, passage: Passage) -> int:
        """How well it fits a finding; 0 is not at all."""
        if not self.cues:
            return 0
        cues = _any_of(self.cues)
        first = _plain(headline(passage.text))
        whole = _plain(passage.text)
        in_first = {m[0].casefold() for m in cues.finditer(first)}
        beside = {m[0].casefold() for m in cues.finditer(whole)} - in_first
        return _IN_HEADLINE * len(in_first) + len(beside)


@lru_cache(maxsize=1)
def shipped_questions() -> tuple[Question, ...]:
    """The workbench's own questions about findings."""
    path = shipped("data", "vocabulary", "team_questions.yaml")
    rows = read_yaml(path)
    return tuple(
        Question(row["id"], row["ask"], tuple(str(cue) for cue in row["cues"])) for row in rows
    )


def questions(own: Sequence[Question] = ()) -> dict[str, Question]:
    """All questions about findings, by their ids; a partnership's own first, or in their places.

    One of a shipped question's id keeps that one's cues where it gives none.
    """
    mine = {question.id: question for question in own if question.id not in ALWAYS}
    known = {question.id: question for question in shipped_questions()}
    for key, question in mine.items():
        if not question.cues and key in known:
            mine[key] = replace(question, cues=known[key].cues)
    return mine | {key: question for key, question in known.items() if key not in mine}


def _rank(passage: Passage, added: Collection[str], question: Question) -> tuple[bool, int]:
    """A question that a partnership added comes first where it fits; else the best fit."""
    fits = question.fits(passage)
    return question.id in added and fits >= _ENOUGH, fits


def for_findings(
    findings: Sequence[Passage], most: int, own: Sequence[Question] = ()
) -> list[tuple[Question, Passage]]:
    """The question that fits each finding best, for the first findings that have one.

    Parameters
    ----------
    findings
        Those that matter most first. No question is asked twice.
    own
        The partnership's own questions, as its settings give them.

    Returns
    -------
    In the order of the findings; empty where no question fits any.
    """
    asked: dict[str, tuple[Question, Passage]] = {}
    known = questions(own).values()
    added = {question.id for question in own} - {question.id for question in shipped_questions()}
    for passage in findings:
        left = [q for q in known if q.id not in asked]
        best = max(left, key=partial(_rank, passage, added), default=None)
        if best is not None and best.fits(passage) >= _ENOUGH and len(asked) < most:
            asked[best.id] = (best, passage)
    return list(asked.values())


@lru_cache(maxsize=256)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    forms = (
        re.escape(_plain(word)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    return text.replace("’", "'")
