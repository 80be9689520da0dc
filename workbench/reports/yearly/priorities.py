"""The priorities a yearly report sets, or reports on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.records import Passage
from workbench.reports.passage_maker import PassageMaker
from workbench.reports.shared.sections import Placed

SECTION = "Priorities"
_NUMBERED = re.compile(
    r"^(?:strategic\s+|business plan\s+|key\s+|our\s+)?priority\s+(?:area\s+)?"
    r"(?P<number>\d{1,2}|one|two|three|four|five|six|seven|eight)\s*[-–—:.]?\s*(?P<name>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_HEADING = re.compile(
    r"^(?:\d+[.)]?\s*)?(?:(?:our|the|key|strategic|partnership|board|shared|joint|business|plan|"
    r"future|"
    r"safeguarding|local|\w{2,6}P|\w{2,6}B)\s+)*priorit(?:y|ies)"
    r"(?:\s+(?:for|in|\d{4}|20\d\d|areas?|going|forward|and|20\d\d[-–/]\d+)\b.*)?\s*:?$",
    re.IGNORECASE,
)
_WORDS = "one two three four five six seven eight".split()


def priorities(blocks: Sequence[Placed], make: PassageMaker) -> list[Passage]:
    """Each priority once, the first time it is printed as a heading or in the list of them."""
    numbered: dict[str, Passage] = {}
    for here in blocks:
        block = here.block
        if block.kind not in ("heading", "bullet", "paragraph") or len(block.text) > 200:
            continue
        match = _NUMBERED.match(block.text)
        if match is None or not match["name"].strip() or "." in match["name"].rstrip(". "):
            continue
        word = match["number"].casefold()
        number = str(_WORDS.index(word) + 1) if word in _WORDS else word
        if number not in numbered:
            start = block.start + match.start("name")
            numbered[number] = make.span(
                "paragraph", block, start, block.end, number=f"Priority {number}", section=SECTION
            )
    return list(numbered.values()) or _listed(blocks, make)


def _listed(blocks: Sequence[Placed], make: PassageMaker) -> list[Passage]:
    """The first list under a heading that says "priorities"."""
    found: list[Passage] = []
    for here in blocks:
        if here.block.kind == "heading" and found:
            break
        if here.block.kind in ("bullet", "numbered") and _HEADING.match(here.section or ""):
            found.append(make.block("paragraph", here.block, section=SECTION))
    return found
