"""Reviewers' own wordings laid over a briefing, and what changed since it was saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workbench.briefings.content import (
    Block,
    Briefing,
    Edit,
    Grid,
    Group,
    Picture,
    Points,
    Prose,
    Section,
    Statement,
    Unused,
)
from workbench.briefings.selection import left_out_of

_Change = Callable[[Statement], Statement | None]


def edited(briefing: Briefing, wordings: Mapping[str, Mapping[str, Any]]) -> Briefing:
    """The briefing with the wordings that stand, each with who chose it.

    Parameters
    ----------
    wordings
        By a statement's key: ``text`` ("" leaves it out), ``was, who, when, why``.
    """
    if not wordings:
        return briefing
    briefing = _with_added(briefing, wordings)

    def change(statement: Statement) -> Statement | None:
        row = wordings.get(statement.key)
        if row is None:
            return statement
        if not row["text"]:
            return None
        if row["text"] == row["was"]:
            return statement  # added as its source says it
        edit = Edit(
            row["text"], row["who"], row["when"], row["why"], _words(statement), statement.key
        )
        return replace(statement, text=row["text"], lead="", kind="edited", edit=edit)

    gone = sum(1 for s in briefing.statements() if (row := wordings.get(s.key)) and not row["text"])
    sections = tuple(_section(section, change) for section in briefing.sections)
    left_out = briefing.left_out
    if gone:
        what = "One thing was" if gone == 1 else f"{gone} things were"
        left_out = (*left_out, f"{what} left out by choice of a reviewer.")
    return replace(briefing, sections=tuple(s for s in sections if s.blocks), left_out=left_out)


def can_be_added(briefing: Briefing) -> dict[str, Unused]:
    """What there was no room for and is not said elsewhere in the briefing, by its key."""
    told = {statement.key for statement in briefing.statements()}
    return {each.said.key: each for each in briefing.unused if each.said.key not in told}


def _with_added(briefing: Briefing, wordings: Mapping[str, Mapping[str, Any]]) -> Briefing:
    """The briefing with what a reviewer added of what there was no room for."""
    offered = can_be_added(briefing)
    wanted = [each for key, each in offered.items() if key in wordings and wordings[key]["text"]]
    if not wanted:
        return briefing
    sections = list(briefing.sections)
    for each in wanted:
        at = next((i for i, s in enumerate(sections) if _is_named(s, each.section)), None)
        if at is None:
            sections.append(_with(Section(each.section), each))
        else:
            sections[at] = _with(sections[at], each)
    rest = tuple(each for each in briefing.unused if each not in wanted)
    across = len(briefing.reviews) > 1
    before = left_out_of(briefing.unused, across)
    kept = tuple(line for line in briefing.left_out if line not in before)
    return replace(
        briefing,
        sections=tuple(sections),
        unused=rest,
        left_out=(*kept, *left_out_of(rest, across)),
    )


def _is_named(section: Section, name: str) -> bool:
    """Whether it is the section of that name, with or without a number."""
    return section.heading == name or section.heading.endswith(f". {name}")


def _with(section: Section, each: Unused) -> Section:
    """A section with one more statement, at the end of the list it belongs to."""
    blocks = list(section.blocks)
    for i, block in enumerate(blocks):
        if isinstance(block, Group) and block.name == each.group:
            owners = tuple(dict.fromkeys((*block.owners, *each.owners)))
            blocks[i] = replace(block, said=(*block.said, each.said), owners=owners)
            return replace(section, blocks=tuple(blocks))
        if isinstance(block, Points) and not each.group:
            blocks[i] = replace(block, said=(*block.said, each.said))
            return replace(section, blocks=tuple(blocks))
    if not any(isinstance(block, (Points, Group)) for block in blocks):
        # "Nothing could be read" is no longer so.
        blocks = [b for b in blocks if any(s.kind != "own" for s in b.statements())]
    one = (each.said,)
    added = Group(each.group, one, each.owners) if each.group else Points(one)
    return replace(section, blocks=(*blocks, added))


def said(briefing: Briefing) -> dict[str, str]:
    """What a briefing says, by its statements' keys, in reading order."""
    return {statement.key: _words(statement) for statement in briefing.statements()}


@dataclass(frozen=True, slots=True)
class Changes:
    """What is said now and was not, no longer, and in other words: ``(before, now)``."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    other_words: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.other_words)


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> Changes:
    """What differs between two states of a briefing, as :func:`said` gives them."""
    return Changes(
        new=tuple(text for key, text in now.items() if key not in before),
        gone=tuple(text for key, text in before.items() if key not in now),
        other_words=tuple(
            (before[key], text) for key, text in now.items() if before.get(key, text) != text
        ),
    )


def _words(statement: Statement) -> str:
    return f"{statement.lead} {statement.text}".strip()


def _section(section: Section, change: _Change) -> Section:
    blocks = (_block(block, change) for block in section.blocks)
    return replace(section, blocks=tuple(b for b in blocks if b is not None))


def _block(block: Block, change: _Change) -> Block | None:
    if isinstance(block, (Prose, Points, Group)):
        kept = tuple(s for s in map(change, block.said) if s is not None)
        return replace(block, said=kept) if kept else None
    if isinstance(block, Grid):
        # A row goes as a whole: with its first statement that is left out.
        rows = (tuple(map(change, row)) for row in block.rows)
        whole = tuple(row for row in rows if all(cell is not None for cell in row))
        return replace(block, rows=whole) if whole else None  # type: ignore[arg-type]
    assert isinstance(block, Picture)
    return block
