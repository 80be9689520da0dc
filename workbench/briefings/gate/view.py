"""One segment as a recogniser sees it: folded text, what stands before it, and the lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from workbench.briefings.gate.fold import Folded, fold
from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Action, Segment


@dataclass(frozen=True)
class View:
    """A segment, ready to be searched.

    ``policy`` says how exact a date may be: to the ``day``, the ``month`` or only an ``age``.
    """

    segment: Segment
    folded: Folded
    lists: Lists
    policy: str = "month"
    published: bool = False
    label: str = ""  # one line of the segment's label, folded and in lower case

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    @cached_property
    def labels(self) -> str:
        """All that stands elsewhere and says what this is."""
        return fold(self.segment.label).text.lower()

    def before(self, start: int, length: int = 40) -> str:
        """The words before a place, in lower case, those of the label before the first."""
        here = self.text[max(0, start - length) : start].lower()
        room = length - len(here)
        return f"{self.label[-room:]}: {here}" if room > 0 and self.label else here

    def after(self, end: int, length: int = 40) -> str:
        """The words after a place, in lower case."""
        return self.text[end : end + length].lower()


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a view's text; ``action`` and ``mend`` only where not the kind's usual ones."""

    kind: str
    start: int
    end: int
    action: Action | None = None
    mend: str = ""
    folded: Folded | None = field(default=None, compare=False)  # where not the view's own


def hits(kind: str, pattern: re.Pattern[str], text: str, group: int | str = 0) -> Iterator[Hit]:
    """Every match of a pattern."""
    for found in pattern.finditer(text):
        yield Hit(kind, found.start(group), found.end(group))
