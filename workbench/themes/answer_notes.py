"""Decisions on what an action answers, as notes that people and programs can read.

REFI-QDA knows codes and passages, but no actions: so each decision goes out as a note of the
project, in lines that any program shows, and comes back from them.
"""

from __future__ import annotations

import re
from typing import get_args

from workbench.records import Answer, AnswerDecision

_SAYS = {"confirmed": "answers", "rejected": "does not answer", "withdrawn": "is undecided for"}
_LINES = re.compile(
    r"\s*Action:[ \t]*(?P<action>\S[^\n]*)\n\s*Recommendation:[ \t]*(?P<recommendation>\S[^\n]*)\n"
    r"\s*Decision:[ \t]*(?P<decision>\w+)[ \t]*\n\s*Who:[ \t]*(?P<who>[^\n]*)\n"
    r"\s*When:[ \t]*(?P<when>[^\n]*)\n\s*Why:[ \t]*(?P<why>.*)",
    re.DOTALL,
)


def title(answer: Answer) -> str:
    """A note's name: ``hartwell/action/1 answers hartwell/recommendation/1``."""
    return f"{answer.action} {_SAYS[answer.decision]} {answer.recommendation}"


def written(answer: Answer) -> str:
    """A note's text, a line for each of a decision's fields; the reason last, in as many."""
    return (
        f"Action: {answer.action}\nRecommendation: {answer.recommendation}\n"
        f"Decision: {answer.decision}\nWho: {answer.who}\nWhen: {answer.when}\nWhy: {answer.why}"
    )


def read(text: str) -> Answer | None:
    """The decision a note's text tells of; None for any other note."""
    found = _LINES.fullmatch(text.replace("\r\n", "\n"))
    if found is None:
        return None
    told = {name: value.strip() for name, value in found.groupdict().items()}
    return Answer(**told) if told["decision"] in get_args(AnswerDecision) else None  # type: ignore[arg-type]
