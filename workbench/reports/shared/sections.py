"""Which headings a block stands under."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from workbench.documents.model import Block, Document
from workbench.sentences import sentences

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
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if heads_a_section(block) and not (skip and skip(block.text)):
            level = block.level or _DEEPEST
            while open_headings and open_headings[-1][0] >= level:
                open_headings.pop()
            open_headings.append((level, block.text))
        path = tuple(text for _, text in open_headings)
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        found += [Placed(index, part, path) for part in _parted(block, following)]
    return found


# "NSCP Challenge: ..." begins a box, whatever it ran into when the text was taken out.
_LABEL = re.compile(r"\s(?=[A-Z]{3,7}\s+(?:Challenge|Action|Response|Outcome|Impact)\s*:\s)")


def _parted(block: Block, following: Block | None) -> list[Block]:
    """A block without what ran into its end: a labelled box, or the words before the next list.

    "Plans had changed in three cases. The audit recommended that:" above more items is an item
    and an announcement.
    """
    if block.kind not in ("bullet", "numbered", "paragraph"):
        return [block]
    cuts = [label.start() for label in _LABEL.finditer(block.text)]
    if block.kind != "paragraph" and block.text.endswith(":"):
        spans = sentences(block.text)
        if len(spans) > 1 and following is not None and following.kind == block.kind:
            cuts.append(spans[-1][0])
    if not cuts:
        return [block]
    ends = [*cuts, len(block.text)]
    return [_piece(block, start, end) for start, end in zip([0, *cuts], ends, strict=True)]


def _piece(block: Block, start: int, end: int) -> Block:
    """Part of a block as a block of its own; the parts behind the first are paragraphs."""
    text = block.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    begins = block.start + start
    piece = replace(block, text=text, start=begins, end=begins + len(text))
    return piece if start == 0 else replace(piece, kind="paragraph", number=None)


def heads_a_section(block: Block) -> bool:
    """Whether a heading heads more than the list it announces ("The audit found:")."""
    return block.kind == "heading" and not block.text.rstrip().endswith(":")
