"""Choosing what goes into a briefing: one from each part, no repeats, no more than fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from workbench.briefings.content import Group, Source, Statement, Unused, cited_as
from workbench.briefings.wording import listed
from workbench.records import Passage

T = TypeVar("T")

_NAMED = 8  # of what was left out, by number: a longer list nobody looks up


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


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked: every passage that asks it, and all who are to do it."""

    passages: tuple[Passage, ...]
    owners: tuple[str, ...]


def asked_once(passages: Iterable[Passage]) -> list[Asked]:
    """What is asked, one sentence said to several owners once, in the order of the first."""
    by_text: dict[str, list[Passage]] = {}
    for passage in passages:
        by_text.setdefault(folded(passage.text), []).append(passage)
    return [
        Asked(tuple(held), tuple(dict.fromkeys(o for p in held for o in p.owners)))
        for held in by_text.values()
    ]


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


def unused(
    section: str,
    one: str,
    several: str,
    statements: Iterable[Statement],
    groups: Iterable[Group] = (),
    *,
    by_report: bool = False,
) -> tuple[Unused, ...]:
    """What did not fit in a section, each with the list it belongs to.

    Parameters
    ----------
    groups
        The lists they were chosen from.
    by_report
        The section has a list for each report, under its title.
    """
    place = {said: group for group in groups for said in group.said}
    out = []
    for said in statements:
        group = place.get(said)
        name = said.sources[0].title if by_report and said.sources else ""
        owners = group.owners if group else ()
        out.append(Unused(section, said, one, several, group.name if group else name, owners))
    return tuple(out)


def left_out_of(held: Iterable[Unused], across: bool = False) -> tuple[str, ...]:
    """The lines of :func:`left_out` for statements that were not used."""
    by_name: dict[tuple[str, str], list[Statement]] = {}
    for each in held:
        by_name.setdefault((each.one, each.several), []).append(each.said)
    return left_out(*((*names, said) for names, said in by_name.items()), across=across)


def left_out(
    *missed: tuple[str, str, Sequence[Statement]], across: bool = False
) -> tuple[str, ...]:
    """``12 more recommendations: 1.4, 2.2 …``, for each kind (one, several) that did not fit.

    Parameters
    ----------
    across
        The briefing is of several reports: which one is always said, and of more than one no
        numbers, which would mean nothing alone.
    """
    lines = (_left_out(one, several, said, across) for one, several, said in missed)
    return tuple(line for line in lines if line)


def _left_out(one: str, several: str, statements: Sequence[Statement], across: bool) -> str:
    """One line; what two passages say alike counts twice, as both numbers are given."""
    if not statements:
        return ""
    sources = list(dict.fromkeys(s for statement in statements for s in statement.sources))
    many = max(len(sources), len(statements))
    reports = Counter(source.short for source in sources)
    if len(reports) > 1:
        tail = f": {_by_report(reports)}"
    else:
        of = f" from {sources[0].short}" if across and sources else ""
        told = _by_number(sources, (one, several))
        tail = of + (f": {told}" if told else "")
    return f"{many} more {one if many == 1 else several}{tail}."


def _by_report(reports: Counter[str]) -> str:
    """``4 of Child Rowan (2024) and 1 of Child Fern (2015)``."""
    return listed([f"{many} of {report}" for report, many in reports.most_common()])


def _by_number(sources: Sequence[Source], names: tuple[str, str]) -> str:
    """``recommendations 3 and 7; learning point 2``, in the order of their numbers.

    Of one kind, which is what ``names`` says, the numbers stand alone.
    """
    by_kind: dict[str, list[str]] = {}
    for source in sources:
        if source.number:
            numbers = by_kind.setdefault(source.kind, [])
            if source.number not in numbers:
                numbers.append(source.number)
    parts = []
    for kind, numbers in by_kind.items():
        rest = len(numbers) - _NAMED
        named = sorted(numbers if rest <= 1 else numbers[:_NAMED], key=_in_order)
        words = listed([*named, f"{rest} others"] if rest > 1 else named)
        alone = len(by_kind) == 1 and cited_as(kind) in names[0]
        parts.append(words if alone else f"{cited_as(kind, many=len(numbers) > 1)} {words}")
    return "; ".join(parts)


def _in_order(number: str) -> tuple[tuple[bool, int, str], ...]:
    """``5.2.10`` behind ``5.2.9``."""
    parts = re.findall(r"\d+|[^\W\d]+", number)
    return tuple((not p.isdigit(), int(p) if p.isdigit() else 0, p) for p in parts)
