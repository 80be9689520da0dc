"""Whether a briefing is longer than it may be, and what could be left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.briefings.content import Briefing, Group, Points, Statement
from workbench.briefings.formats.listing import citation, main_review
from workbench.briefings.wording import listed

_SHOWN = 8  # words of a statement that is named: enough to find it by
_MOST = 5  # statements named: where more must go, the reviewer chooses anew


def words_over(briefing: Briefing) -> int:
    """How many words there are beyond the limit; 0 where it is kept, or there is none."""
    return max(0, briefing.words - briefing.limit) if briefing.limit else 0


def too_long(briefing: Briefing) -> str:
    """How many words more than its limit it has, in a sentence; "" where it keeps it."""
    over = words_over(briefing)
    if not over:
        return ""
    kind = briefing.subtitle.lower()
    return (
        f"It has {briefing.words:,} words, {over:,} more than the {briefing.limit:,} of a {kind}."
    )


def what_to_cut(briefing: Briefing) -> str:
    """Which statements to leave out, for instance, so that the limit is kept."""
    over = words_over(briefing)
    if not over:
        return ""
    main = main_review(briefing)
    named = [
        f"“{_begins(said)}” ({citation(said.sources, main)}, {said.words} words)"
        for said in _cuts(briefing, over)[:_MOST]
    ]
    return f"Leave out {listed(named)}, or others of your choice." if named else (
        "Leave something out, or say it more shortly."
    )  # fmt: skip


def _cuts(briefing: Briefing, over: int) -> list[Statement]:
    """The one that is just long enough, or the longest until it is enough."""
    can_go = sorted(_can_go(briefing), key=lambda said: said.words)
    enough = next((said for said in can_go if said.words >= over), None)
    if enough:
        return [enough]
    out: list[Statement] = []
    for said in reversed(can_go):
        if over <= 0:
            break
        out.append(said)
        over -= said.words
    return out


def _can_go(briefing: Briefing) -> Iterator[Statement]:
    """Statements of lists, on sources, that are not the only ones of theirs."""
    for section in briefing.sections:
        for block in section.blocks:
            if isinstance(block, (Points, Group)):
                yield from _on_sources(block.said)[1:]


def _on_sources(statements: Sequence[Statement]) -> list[Statement]:
    return [s for s in statements if s.sources and s.kind in ("verbatim", "edited")]


def _begins(said: Statement) -> str:
    words = f"{said.lead} {said.text}".split()
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
