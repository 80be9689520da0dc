"""What a careful reader would notice in any report, whatever its kind.

:func:`checked` runs every check once. A reader of one kind of report calls none of them; what
it has to say of its own reading (that it guessed) stays in front.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workbench.documents.model import Document
from workbench.records import Check, Reading
from workbench.reports.checks import action_logs
from workbench.reports.checks.contradictions import contradictions
from workbench.reports.checks.numbering import NUMBERING_CHECKS

READING_CHECKS: tuple[Callable[[Reading], list[Check]], ...] = (
    *NUMBERING_CHECKS,
    action_logs.numbers_used_twice,
    action_logs.due_before_raised,
)


def checked(reading: Reading, document: Document) -> Reading:
    """The same reading, and the readings inside it, with everything the checks noticed.

    Parameters
    ----------
    document
        What the outer reading was read from. Of a reading inside, ``reading.blocks`` says which
        of the document's blocks are its own; the outer one is checked by the others.
    """
    inside = tuple(checked(one, _part(document, one)) for one in reading.inside)
    noticed = [check for notice in READING_CHECKS for check in notice(reading)]
    noticed += contradictions(reading, _without(document, reading.inside))
    return replace(reading, checks=(*reading.checks, *noticed), inside=inside)


def _part(document: Document, reading: Reading) -> Document:
    return document.part(*reading.blocks) if reading.blocks else document


def _without(document: Document, inside: tuple[Reading, ...]) -> Document:
    taken = {i for one in inside if one.blocks for i in range(*one.blocks)}
    if not taken:
        return document
    kept = [block for index, block in enumerate(document.blocks) if index not in taken]
    return replace(document, blocks=tuple(kept))
