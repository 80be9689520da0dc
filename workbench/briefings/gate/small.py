"""Counts of people so small that they could be recognised.

In a table of counts a small number is blocked; in a sentence it is shown, since the words around
it decide. Thresholds are the Department for Education's unless the list says another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Segment
from workbench.briefings.gate.view import Hit, View

_PEOPLE = (
    r"(?:child(?:ren)?|babies|baby|infants?|young people|young person|young adults?|"
    r"teenagers?|adolescents?|"
    r"pupils?|students?|girls?|boys?|siblings?|famil(?:y|ies)|mothers?|fathers?|parents?|"
    r"carers?|people|"
    r"persons?|patients?|women|men|adults?|residents?|learners?|deaths?|births?|suicides?|"
    r"victims?|perpetrators?|offenders?)"
)
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
_IN_WORDS = re.compile(
    rf"(?<![\w.,£$/\-])(?:(only|just|fewer than|less than|under)\s+)?(\d|{'|'.join(_NUMBERS)})\s+"
    rf"(?:(?:of (?:the|these|those)|(?!(?:for|of|to|in|and|with|by|on|or|per|year|years|"
    rf"months?|weeks?|days?)\b)"
    rf"[a-z\-]+)\s+){{0,2}}?({_PEOPLE})\b(?!'s?\b)(?-i:(?! [A-Z]))",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:number|no\.?|count|total|frequency|n|children|young people|pupils|babies|"
    r"infants|girls|boys|"
    r"families|deaths|births|referrals|incidents|notifications|episodes|cases|admissions|people|"
    r"assessments|plans|exclusions|attendances|suicides|victims|males?|females?)\b",
    re.IGNORECASE,
)
# Not "Children's Services" or "Safeguarding Children Partnership": those are no children.
_ABOUT_PEOPLE = re.compile(
    rf"(?<!safeguarding )(?<!for )\b{_PEOPLE}\b(?!'s?\b)(?! (?:and families|partnership|"
    rf"board|services|trust|"
    r"act|hospital|centre|commissioner|social care|looked after and|protection (?:board|"
    r"committee|unit)))|"
    r"\b(?:ethnic\w*|gender|sex|age (?:group|band)|age at|disab\w+|deaths?|incidents?|"
    r"notifications?|referrals?|"
    r"looked after|child protection plans?|exclusions?|admissions|cohort)\b",
    re.IGNORECASE,
)
_NOT_PEOPLE = re.compile(
    r"\b(?:recommendations?|actions?|findings?|page|para(?:graph)?|section|ref(?:erence)?|"
    r"level|score|"
    r"rating|priority|order|rank|step|question|reviews?|passages?|themes?|standard|tier|"
    r"phase|grade|"
    r"impact|likelihood|risk|%|per ?cent|percentage|rate|average|mean|median|ratio|years?|"
    r"age|months?|"
    r"weeks?|days|hours|term|version|line|row|item|code|sessions?|courses?|audits?|meetings?|staff|"
    r"practitioners|delegates|agencies|schools|questions?|key stage|owner|status|due|date|"
    r"when|who)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(?:group|tier|level|stage|grade|year|phase|recommendation|finding|priority|band|"
    r"part|section|"
    r"chapter|key stage|standard|question|theme|step|table|figure|aged?)\s+$"
)
_CELL = re.compile(r"\s*(\d{1,3})\s*(?:\(\s*[\d.]+\s*%\s*\))?\s*[*†‡]?\s*")


def find(view: View) -> Iterator[Hit]:
    """Small counts in a sentence; at most one a piece of text."""
    if view.segment.role not in ("body", "heading", "attribute"):
        return
    for found in _IN_WORDS.finditer(view.text):
        number = _NUMBERS.get(found[2].lower()) or int(found[2] if found[2].isdigit() else 0)
        below = 1 if found[1] and found[1].lower() not in ("only", "just") else 0
        if 0 < number < view.lists.small_number_below + below and not _of_one_case(
            number, found[3]
        ):
            yield Hit("small_number", *found.span())
            return


def _of_one_case(number: int, noun: str) -> bool:
    """ "One parent", "two parents": said of every family."""
    return number <= 2 and noun.lower() in (
        "parent",
        "parents",
        "child",
        "family",
        "mother",
        "father",
        "baby",
        "person",
        "carers",
        "adults",
        "siblings",
    )


ReadTable = tuple[str, str, Sequence[Sequence[str]]]


def segments_of(tables: Iterable[ReadTable]) -> list[Segment]:
    """Tables read elsewhere (place, words before it, rows) as cells."""
    made = []
    for number, (where, before, rows) in enumerate(tables, 1):
        for r, row in enumerate(rows, 1):
            for c, cell in enumerate(row, 1):
                header = rows[0][c - 1] if r > 1 and c <= len(rows[0]) else ""
                label = before if (r, c) == (1, 1) else f"{header}\n{row[0]}"
                place = f"{where} row {r} column {c}"
                # After any table that the file itself has.
                made.append(
                    Segment(cell, place, "cell", label, table=10_000 + number, row=r, column=c)
                )
    return made


def in_tables(segments: Sequence[Segment], lists: Lists) -> Iterator[tuple[Segment, str]]:
    """The cells of count tables that hold a small number.

    A table counts people when its headers or the words before it speak of people and the column or
    row of the cell is a count; columns that say they are something else (a page, a rating, how many
    reviews) are passed over.
    """
    tables = (s for s in segments if s.role == "cell" and s.table is not None)
    for _, cells in groupby(tables, key=lambda s: s.table):
        yield from _in_table(list(cells), lists.small_number_below)


def _in_table(cells: Sequence[Segment], below: int) -> Iterable[tuple[Segment, str]]:
    rows = {(c.row, c.column): c for c in cells}
    first = min(c.row or 1 for c in cells)
    headers = {c.column: c.text for c in cells if c.row == first}
    if any(_CELL.fullmatch(text) for column, text in headers.items() if column != 1):
        first, headers = 0, {}  # its header was taken for something else
    sides = {r: rows[r, k].text for r, k in rows if k == 1 and r != first}
    corner = f"{headers.get(1, '')} {cells[0].label}"
    for cell in cells:
        number = _CELL.fullmatch(cell.text)
        if cell.row == first or cell.column == 1 or not number:
            continue
        header, side = headers.get(cell.column, ""), sides.get(cell.row or 0, "")
        if not _ABOUT_PEOPLE.search(f"{header}; {side}; {corner}"):
            continue
        if _NOT_PEOPLE.search(header) and not _COUNTED.search(header):
            continue
        if _NOT_PEOPLE.search(f"{side}; {corner}") and not _ABOUT_PEOPLE.search(
            f"{header}; {side}"
        ):
            continue
        if 0 < int(number[1]) < below:
            yield cell, number[1]
