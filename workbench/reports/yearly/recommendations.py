"""Recommendations that others made to the partnership: a scrutineer, a review, a peer.

Those of its audits and of the child death overview panel are read with what they belong to
(:mod:`audits_mentioned`, :mod:`child_deaths`); this module finds the rest: tables with a column
of recommendations, and lists that words or a heading announce as recommendations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.documents.model import Block
from workbench.records import Passage
from workbench.reports.parts.listed_items import PRESCRIBES
from workbench.reports.parts.rows_of_items import column_names
from workbench.reports.parts.titles import topic_of
from workbench.reports.passage_maker import PassageMaker
from workbench.reports.shared.asked_of import asked_of
from workbench.reports.shared.inline_items import inline_items
from workbench.reports.shared.sections import Placed, heads_a_section
from workbench.reports.yearly.review_sections import review_sections
from workbench.sentences import sentences
from workbench.vocabulary import Organisations

_RECOMMENDS = re.compile(
    r"\brecommend(?:s|ed|ations?)?\b|\b(?:scrutineer|review(?:ers?)?|panel|peer)\b[^.]{0,60}"
    r"\basked (?:that|us to|the partnership to)\b",
    re.IGNORECASE,
)
# What was done about recommendations is no recommendation.
_ANSWERS = re.compile(
    r"\b(?:progress|in response to|responses? to|implement\w*|following (?:the|these|its) "
    r"recommend\w*|as a result|we have|has been|have been|were completed|actions? taken|"
    r"(?:to|against|from) (?:the |these |those |its |all )?recommendations? (?:we|has|have|was|"
    r"were|is|are|include\w*)|met the recommend\w*|meet the recommend\w*)\b",
    re.IGNORECASE,
)
_NO_OWNER = re.compile(r"^(?:response|progress|status|update|outcome)", re.IGNORECASE)
_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class _Asked:
    """One recommendation: its words, its number, and the cells that say whom it is for."""

    block: Block
    start: int
    end: int
    number: str | None = None
    leads: tuple[str, ...] = ()


def recommendations(
    blocks: Sequence[Placed],
    make: PassageMaker,
    organisations: Organisations,
    publisher: str | None,
    known: Sequence[Passage],
) -> list[Passage]:
    """Every recommendation that no passage of ``known`` covers, in reading order.

    ``about`` is the review whose section it stands in, else the section.
    """
    taken = [
        range(p.start or 0, p.end or 0) for p in known if p.kind in ("recommendation", "learning")
    ]
    reviews = {
        index: section.name
        for section in review_sections(blocks)
        for index in range(section.first, section.end)
    }
    found = []
    for position, asked in _asked(blocks):
        if any(asked.start in places for places in taken):
            continue
        here = blocks[position]
        text = make.document.text[asked.start : asked.end]
        found.append(
            make.span(
                "recommendation",
                asked.block,
                asked.start,
                asked.end,
                number=asked.number,
                section=here.section,
                about=reviews.get(position) or here.section,
                owners=asked_of(text, organisations, publisher, asked.leads),
            )
        )
    return found


def _asked(blocks: Sequence[Placed]) -> Iterator[tuple[int, _Asked]]:
    announced = False
    for position, here in enumerate(blocks):
        block = here.block
        if block.kind == "table":
            yield from ((position, row) for row in _rows(block))
        elif heads_a_section(block):
            announced = topic_of(block.text) == "recommendations"
        elif block.kind in ("bullet", "numbered"):
            if announced and PRESCRIBES.search(block.text):
                yield position, _Asked(block, block.start, block.end, block.number)
        else:
            lead, within = inline_items(block)
            if within and _announces(lead):
                for item in within:
                    yield position, _Asked(item, item.start, item.end, item.number)
                announced = False
            else:
                announced = block.text.rstrip().endswith(":") and _announces(block.text)


def _announces(text: str) -> bool:
    spans = sentences(text)
    last = text[spans[-1][0] :] if spans else text
    return bool(_RECOMMENDS.search(last)) and not _ANSWERS.search(last)


def _rows(block: Block) -> Iterator[_Asked]:
    """The rows of a table that has a column of recommendations."""
    if len(block.rows) < 2:
        return
    columns = column_names(block.rows[0])
    column = columns.get("recommendation")
    if column is None:
        return
    at = block.start
    for row in block.rows[1:]:
        cell = _cell(row, column)
        start = block.start + block.text.find(cell, at - block.start) if cell else -1
        if start < block.start or row == block.rows[0]:
            continue
        at = start + len(cell)
        number = _cell(row, columns["number"]).rstrip(".") if "number" in columns else ""
        enough = len(cell.split()) >= _FEWEST_WORDS
        if not (PRESCRIBES.search(cell) or (number and enough)):
            continue
        owner = _cell(row, columns["owner"]) if "owner" in columns else ""
        leads = (owner,) if owner and not _NO_OWNER.match(owner) else ()
        yield _Asked(block, start, at, number if 0 < len(number) <= 8 else None, leads)


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""
