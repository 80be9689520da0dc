"""Which headings a block stands under."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.documents.model import Block, Document

_DEEPEST = 9  # a heading without a level stands under every heading that has one


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its place: its index in the document and the headings above it.

    ``path`` runs from the outermost heading to the nearest; a heading's own path ends with
    itself.
    """

    index: int
    block: Block
    path: tuple[str, ...] = ()

    @property
    def section(self) -> str | None:
        """The nearest heading, or None before the first."""
        return self.path[-1] if self.path else None

    def under(self, pattern: re.Pattern[str]) -> bool:
        """Whether any heading above matches."""
        return any(pattern.search(heading) for heading in self.path)


def placed(document: Document, skip: Callable[[str], bool] | None = None) -> list[Placed]:
    """Every block of the document (or part) in reading order, with the headings above it.

    ``skip`` says which headings head nothing, such as the label of a box in bold.
    """
    found: list[Placed] = []
    open_headings: list[tuple[int, str]] = []
    for index, block in enumerate(document.blocks):
        if block.kind == "heading" and not (skip and skip(block.text)):
            level = block.level or _DEEPEST
            while open_headings and open_headings[-1][0] >= level:
                open_headings.pop()
            open_headings.append((level, block.text))
        found.append(Placed(index, block, tuple(text for _, text in open_headings)))
    return found


def section_end(blocks: Sequence[Placed], heading: int) -> int:
    """The position after the last block that stands under the heading at ``heading``.

    A deeper heading belongs to it; one as high, or of unknown level, ends it.
    """
    own = blocks[heading].block.level or _DEEPEST
    for position in range(heading + 1, len(blocks)):
        block = blocks[position].block
        if block.kind == "heading" and (block.level or _DEEPEST) <= own:
            return position
    return len(blocks)
