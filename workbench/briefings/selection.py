"""Choosing what goes into a briefing: one from each part, no repeats, no more than fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from workbench.briefings.content import Group, Statement, cited_as
from workbench.records import Passage

T = TypeVar("T")

_NAMED = 4  # of what was left out, by number: enough to see what sort of thing it is


def folded(text: str) -> str:
    """What two printings of one sentence share."""
    return " ".join(text.casefold().split()).rstrip(". ")


def spread(passages: Sequence[Passage]) -> list[Passage]:
    """One from each section in turn, so that a briefing is not all about the first."""
    by_section: dict[str | None, list[Passage]] = {}
    for passage in passages:
        by_section.setdefault(passage.section, []).append(passage)
    return in_turn(list(by_section.values()))


def in_turn(rows: Sequence[Sequence[T]]) -> list[T]:
    """The first of each, then the second of each, and so on."""
    longest = max(map(len, rows), default=0)
    return [row[i] for i in range(longest) for row in rows if i < len(row)]


def distinct(statements: Iterable[Statement]) -> list[Statement]:
    """Two passages with the same sentence make one statement with both sources."""
    by_text: dict[str, Statement] = {}
    for statement in statements:
        key = folded(f"{statement.lead} {statement.text}")
        known = by_text.get(key)
        by_text[key] = (
            replace(known, sources=known.sources + statement.sources) if known else statement
        )
    return list(by_text.values())


def fit(
    statements: Sequence[Statement], room: int, at_least: int = 0, at_most: int = 99
) -> tuple[tuple[Statement, ...], list[Statement]]:
    """As many as fit, and those left out; never fewer than ``at_least`` where there are."""
    kept: list[Statement] = []
    missed: list[Statement] = []
    for statement in statements:
        if len(kept) < at_most and (statement.words <= room or len(kept) < at_least):
            kept.append(statement)
            room -= statement.words
        else:
            missed.append(statement)
    return tuple(kept), missed


def fit_groups(groups: Sequence[Group], room: int) -> tuple[tuple[Group, ...], list[Statement]]:
    """One for each in turn until the room is gone, so that nobody is forgotten."""
    kept: dict[int, list[Statement]] = {}
    missed: list[Statement] = []
    longest = max((len(group.said) for group in groups), default=0)
    for i in range(longest):
        for place, group in enumerate(groups):
            if i >= len(group.said):
                continue
            said = group.said[i]
            size = said.words + (0 if place in kept else len(group.name.split()))
            if size <= room:
                kept.setdefault(place, []).append(said)
                room -= size
            else:
                missed.append(said)
    return tuple(replace(groups[p], said=tuple(kept[p])) for p in sorted(kept)), missed


def left_out(*missed: tuple[str, str, Sequence[Statement]]) -> tuple[str, ...]:
    """``12 more recommendations: 1.4, 2.2 …``, for each kind (one, several) that did not fit."""
    said = []
    for one, several, statements in missed:
        if statements:
            sources = [s for statement in statements for s in statement.sources if s.number]
            mixed = len({s.kind for s in sources}) > 1
            numbers = [
                f"{cited_as(s.kind)} {s.number}" if mixed else str(s.number) for s in sources
            ]
            told = list(dict.fromkeys(numbers))
            rest = " and others" if len(told) > _NAMED else ""
            tail = f": {', '.join(told[:_NAMED])}{rest}" if told else ""
            said.append(f"{len(statements)} more {one if len(statements) == 1 else several}{tail}.")
    return tuple(said)
