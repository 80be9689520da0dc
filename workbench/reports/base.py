"""What a reader of one kind of report is, and how the right one is found.

A reader is a class with a ``kind``, a ``recognises`` and a ``read``, named in the entry point
group ``workbench.reports``. A partnership adds its own layout by naming its own class there;
nothing in the workbench has to change.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from workbench.documents.model import Document
from workbench.errors import UsageError
from workbench.records import Reading
from workbench.reports.checks import checked
from workbench.vocabulary import Organisations

ENTRY_POINT_GROUP = "workbench.reports"


@runtime_checkable
class ReportReader(Protocol):
    """Reads one kind of report."""

    kind: str

    def recognises(self, document: Document) -> float:
        """How sure it is that this document is of its kind: 0 (no) to 1 (no doubt).

        The general reader answers 0.05 to everything, so that something always reads it.
        """
        ...

    def read(self, document: Document, review_id: str, organisations: Organisations) -> Reading:
        """Understand the document. Never raises for an odd layout: it reads what it can.

        Its ``checks`` are what only this reader can say, such as that it guessed: references,
        numbers, totals and the rest are checked for every kind by :func:`read_report`.
        """
        ...


@cache
def readers() -> dict[str, ReportReader]:
    """Every reader there is, by its entry point's name.

    A partnership's own reader that cannot be loaded is left out with a warning: it must not
    keep the others from reading.
    """
    found: dict[str, ReportReader] = {}
    for point in entry_points(group=ENTRY_POINT_GROUP):
        try:
            found[point.name] = point.load()()
        except Exception as error:
            warnings.warn(f"The report kind {point.name!r} cannot be used: {error}", stacklevel=2)
    return found


def choose(document: Document, only: str | None = None) -> ReportReader:
    """The reader that is surest of this document, or the one named.

    Raises
    ------
    UsageError
        When ``only`` names no reader; it lists those there are.
    """
    known = readers()
    if only is not None:
        if only not in known:
            raise UsageError.unknown("kind of report", only, known)
        return known[only]
    return _surest(document, known.values())


def _surest(document: Document, candidates: Iterable[ReportReader]) -> ReportReader:
    return max(candidates, key=lambda reader: reader.recognises(document))


def read_report(
    document: Document, review_id: str, organisations: Organisations, only: str | None = None
) -> Reading:
    """Understand a document with the reader that fits it best, and say what looks wrong in it.

    Raises
    ------
    UsageError
        When ``only`` names no reader.
    """
    reading = choose(document, only).read(document, review_id, organisations)
    return checked(reading, document)
