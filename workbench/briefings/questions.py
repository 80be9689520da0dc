"""Questions for a team, each about a finding it has just heard.

They are in ``data/vocabulary/team_questions.yaml``, with the words of findings that call for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import yaml

from workbench.briefings.wording import headline
from workbench.places import shipped
from workbench.records import Passage

# A word of the first sentence says what a finding is about; others are said in passing.
_IN_HEADLINE = 3
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the words of a finding that call for it."""

    id: str
    ask: str
    cues: re.Pattern[str]

    def fits(self, passage: Passage) -> int:
        """How well it fits a finding; less than ``_ENOUGH`` is not at all."""
        first = _plain(headline(passage.text))
        whole = _plain(passage.text)
        in_first = {m[0].casefold() for m in self.cues.finditer(first)}
        beside = {m[0].casefold() for m in self.cues.finditer(whole)} - in_first
        return _IN_HEADLINE * len(in_first) + len(beside)


@lru_cache(maxsize=1)
def questions() -> dict[str, Question]:
    """All questions, by their ids."""
    path = shipped("data", "vocabulary", "team_questions.yaml")
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {row["id"]: Question(row["id"], row["ask"], _cues(row["cues"])) for row in rows}


def for_findings(findings: Sequence[Passage], most: int) -> list[tuple[Question, Passage]]:
    """The question that fits each finding best, for the first findings that have one.

    Parameters
    ----------
    findings
        Those that matter most first. No question is asked twice.

    Returns
    -------
    In the order of the findings; empty where no question fits any.
    """
    asked: dict[str, tuple[Question, Passage]] = {}
    for passage in findings:
        left = [q for q in questions().values() if q.id not in asked]
        best = max(left, key=lambda q: q.fits(passage), default=None)
        if best is not None and best.fits(passage) >= _ENOUGH and len(asked) < most:
            asked[best.id] = (best, passage)
    return list(asked.values())


def _cues(words: Iterable[str]) -> re.Pattern[str]:
    forms = (re.escape(str(word)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    return text.replace("’", "'")
