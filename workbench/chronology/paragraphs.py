"""A letter or a narrative without a table -> rows: each paragraph that begins with a date is one.

``12/03/2020 - Home visit``, ``On 12 March 2020 at 2pm mother rang``, or a line with a date alone
and paragraphs under it. What has no date of its own goes on from the paragraph above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from workbench.chronology.dates import read_date
from workbench.chronology.tables import Cell, Grid, Row

DATED_AT_LEAST = 2  # paragraphs: a letter's own date makes no chronology
_LONGEST_DATE = 60  # letters
_LIST_MARK = re.compile(r"(?:[-–—•*·o▪]\s+|\(?\d{1,3}[.)]\s+|\([a-z]\)\s+)")
_LABEL = re.compile(
    r"(?:date|when|date and time|date/time|date of (?:event|entry|contact|incident))\s*:\s*",
    re.IGNORECASE,
)
_BETWEEN = " \t\n,;:.|–—-"  # what may stand between a date and what happened
_IN_FIGURES = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2,4}(?!\S*\d)")
_GREETING = re.compile(r"(?:dear|re|to|for the attention of|private|confidential|our ref)\b", re.I)
_END = re.compile(r"(?=[\s,;:|–—]|\.\s|-\s|$)")
_HAS_YEAR = re.compile(
    r"\d{4}|\d{1,2}\s*[/.-]\s*(?:\d{1,2}|[a-z]{3,9})\s*[/.-]\s*\d\d|['’]\d\d|"
    r"[a-z]{3,9}\.?,?\s+\d\d\b",
    re.IGNORECASE,
)
HEADINGS = ("Date", "What happened")


def dated_paragraphs(paragraphs: Sequence[tuple[int, str]], born: date | None) -> Grid | None:
    """The paragraphs of a document as a table of dates and what happened.

    Parameters
    ----------
    paragraphs
        ``(number, text)`` each, in the document's order.
    born
        The child's date of birth, for "when aged 3".

    Returns
    -------
    Grid or None
        A row of headings, then a row for each dated paragraph, numbered as it is. What stands in
        front of the first is ``before``. None when fewer than two begin with a date.
    """
    before: list[str] = []
    found: list[tuple[int, str, list[str]]] = []
    for number, text in paragraphs:
        written, rest = leading_date(text, born)
        if not written and _GREETING.match(text) and [told for _, _, told in found] == [[]]:
            before.append(found.pop()[1])  # the date of the letter itself
        if written:
            found.append((number, written, [rest] if rest else []))
        elif found:
            found[-1][2].append(text)
        else:
            before.append(text)
    if len(found) < DATED_AT_LEAST:
        return None
    rows = [_row(0, *HEADINGS)]
    rows += [_row(number, written, "\n".join(told)) for number, written, told in found]
    return Grid("", tuple(rows), tuple(before))


def _row(number: int, *texts: str) -> Row:
    return Row(number, tuple(Cell(text, text) for text in texts))


def leading_date(text: str, born: date | None = None) -> tuple[str, str]:
    """The date, with its time, that a paragraph begins with, and the rest; ``("", text)`` if none.

    The longest beginning that reads as a date and nothing else, and names a year; or one written
    in figures that is none ("31/06/2020"), so that its row is there to be looked at.
    """
    bare = text.strip()
    for mark in (_LIST_MARK, _LABEL):
        found = mark.match(bare)
        if found and found.end() < len(bare):
            bare = bare[found.end() :]
    for end in _ends(bare):
        written = bare[:end].rstrip(_BETWEEN)
        if _HAS_YEAR.search(written):
            read = read_date(written, born=born)
            if read.edtf is not None and read.problem is None:
                return written, bare[end:].lstrip(_BETWEEN)
    figures = _IN_FIGURES.match(bare)
    return (figures[0], bare[figures.end() :].lstrip(_BETWEEN)) if figures else ("", text)


def _ends(text: str) -> Iterator[int]:
    """Where a date at the beginning may end, the farthest first."""
    line = text.split("\n", 1)[0][: _LONGEST_DATE + 1]
    ends = [m.start() for m in _END.finditer(line) if 0 < m.start() <= _LONGEST_DATE]
    yield from reversed(ends)
