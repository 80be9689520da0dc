"""Counts of people so small that they could be recognised.

In a table of counts a small number is blocked. In a sentence it is shown, since the words around it
decide, and blocked where they say that it is all there are: of an area ("two children in the county
have it"), of a group ("only one deaf pupil"), or below a number that hides nothing ("fewer than
three"). Thresholds are the Department for Education's unless the list says another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Action, Segment
from workbench.briefings.gate.view import Hit, View

_PEOPLE = (
    r"(?:child(?:ren)?|kids?|bairns?|toddlers?|newborns?|babies|baby|infants?|young people|"
    r"young person|young adults?|youngsters?|lads?|lasses|teenagers?|adolescents?|"
    r"pupils?|students?|girls?|boys?|siblings?|famil(?:y|ies)|mothers?|fathers?|parents?|"
    r"carers?|people|"
    r"persons?|patients?|women|men|adults?|residents?|learners?|deaths?|births?|suicides?|"
    r"victims?|perpetrators?|offenders?|brothers?|sisters?|cousins?|households?)"
)
# What stands for people where they are counted: two files are two children's.
_THEIR_PAPERS = r"(?:files?|case files?|cases|records|referrals)"
_OF_THEM = re.compile(
    r"(?<![\w.,£$/\-])((?<!no )(?:fewer|less) than )?"
    r"(\d|one|two|three|four|five|six|seven|eight|nine) of (?:them|those|these|whom)\b",
    re.IGNORECASE,
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
_TENS = (
    r"(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|a hundred)"
)
_COHORT = r"(?:cohort|sample|audit|data ?set|survey|caseload|year group)"
# 1 of 46 files; two of the thirty-one children; one child in the cohort; a single case;
# Traveller children (2)
_OF_MANY = re.compile(
    rf"(?<![\w.,£$/\-])(\d|{'|'.join(_NUMBERS)}) (?:of|out of) (?:the |these |those )?"
    rf"(?:\d{{2,}}|{_TENS}) (?:{_PEOPLE}|{_THEIR_PAPERS})\b|"
    rf"(?<![\w.,£$/\-])(\d|{'|'.join(_NUMBERS)}) {_PEOPLE} (?:in|of|from|within) "
    rf"(?:the|this|our) (?:whole )?{_COHORT}\b|"
    rf"(?<![\w.,£$/\-])(\d|{'|'.join(_NUMBERS)}) (?:of|out of) (?:the |these |those )?"
    rf"(?:\d|{'|'.join(_NUMBERS)}) (?:{_PEOPLE}|{_THEIR_PAPERS})\b|"
    rf"\ba single (?:{_PEOPLE}|{_THEIR_PAPERS})\b|\b{_PEOPLE} \((?:n ?= ?)?(\d)\)",
    re.IGNORECASE,
)
_LEAST_OF_A_SENTENCE = 3  # words: fewer in a cell are its figure, which the table's rule weighs
_ORIGIN = (
    r"(?:Gypsy|Roma|Romany|Irish|Traveller|Black|Asian|White|Mixed|African|Caribbean|Arab|Indian|"
    r"Pakistani|Bangladeshi|Chinese|Jewish|Muslim|Sikh|Hindu|Polish|Romanian|Somali|Deaf)"
)
_IN_WORDS = re.compile(
    r"(?<![\w.,£$/\-])(?:(only|just|(?<!no )(?:fewer than|less than)|under)\s+)?"
    rf"(\d|{'|'.join(_NUMBERS)})\s+"
    rf"(?:(?:of (?:the|these|those)|(?!(?:for|of|to|in|and|with|by|on|or|per|year|years|"
    rf"months?|weeks?|days?)\b)"
    rf"(?-i:[a-z\-]+|{_ORIGIN}))\s+){{0,2}}?({_PEOPLE}|{_THEIR_PAPERS})\b(?!'s?\b)(?-i:(?! [A-Z]))",
    re.IGNORECASE,
)
# All there are: "two children in the county have it", "in our area 2 children have it", "only one
# girl at the school". Of a school's children a case tells without counting them all.
_AREA = (
    r"(?:county|borough|district|city|town|village|ward|area|region|parish|island|estate|valley|"
    r"locality|authority|country|hamlet)"
)
_IN, _HERE = r"(?:in|across|within|at|from)", r"(?:the|our|this|their) (?:whole |local |entire )?"
_HOW_MANY = rf"(?P<number>\d|{'|'.join(_NUMBERS)})"
_SOME = rf"(?:(?!(?:of|to|in|and|with|by|on|or|per)\b)[a-z\-]+ ){{0,2}}{_PEOPLE}"
# "with this condition", "on a plan for neglect"
_WITH = r"(?:(?:with|on|under|having|who (?:have|has|are|live)) (?:[\w'\-]+ ){1,5}?)?"
_COUNTRY = r"(?:(?:the )?(?:uk|united kingdom|world)|england|wales|scotland|britain|europe)"
_HAS = r"(?:has|have|had|is|are|was|were|with|who|whose|known|live|lives|lived|living)"
_ALL_THERE_ARE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\w.,£$/\-])(?<!\bin ){_HOW_MANY} {_SOME} {_IN} {_HERE}{_AREA} {_HAS}\b",
        rf"\b{_IN} {_HERE}{_AREA},? (?:there (?:is|are|was|were) )?(?:only |just )?{_HOW_MANY} "
        rf"{_SOME} (?:{_HAS}|on|under)\b",
        rf"\b(?:only|just|there (?:is|are|was|were)) {_HOW_MANY} {_SOME} {_WITH}{_IN} {_HERE}"
        rf"(?:{_AREA}|school|academy|college|nursery|year group)\b",
        rf"\bone of (?:only |just )?{_HOW_MANY} {_SOME} {_IN} (?:{_HERE}{_AREA}|{_COUNTRY}) "
        rf"(?:with|who (?:have|has|had|live)|known|to have|living)\b",
    )
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
_OF_ALL = r"(?:(?:of|out of|in)\s*\d{1,4}\s*)?"  # 3 of 40
_CELL = re.compile(rf"\s*(\d{{1,3}})\s*{_OF_ALL}(?:\(\s*[\d.]+\s*%\s*\))?\s*[*†‡]?\s*")
# "1 child", "two": as somebody types who counts on their fingers.
_CELL_IN_WORDS = re.compile(
    rf"\s*(?:only )?(\d{{1,3}}|{'|'.join(_NUMBERS)})(?: {_PEOPLE})?\s*[*†‡]?\s*", re.IGNORECASE
)
_PEOPLE_OF_A_CELL = re.compile(rf"\b{_PEOPLE}\b", re.IGNORECASE)
# A part of those whom another column counts.
_PART = re.compile(
    r"\s*(?:of (?:whom|which|these|those|them)|with|who (?:are|were|is|have))\b", re.IGNORECASE
)
# "<3" hides nothing when 1 and 2 are all it may be; "<5" is how a small number is hidden.
_BELOW = re.compile(r"\s*(?:<|less than|fewer than|under)\s*(\d{1,2})\s*[*†‡]?\s*", re.IGNORECASE)
_FIGURE = re.compile(
    rf"\s*(?:[<>≤≥~]?\s*£?\d[\d,. ]*\s*{_OF_ALL}(?:%|per cent)?(?:\s*\([^)]*\))?|c|x|\*|-|–|"
    r"n/?a|nil)\s*[*†‡]?\s*",
    re.I,
)
# A small figure that is no count of anybody, whatever its table is about.
_NO_COUNT = re.compile(
    r"\b(?:page|pages|para(?:graph)?|section|ref(?:erence)?|level|score|rating|priority|order|rank|"
    r"step|standard|tier|phase|grade|impact|likelihood|risk|%|per ?cent|percentage|rate|average|"
    r"mean|"
    r"median|ratio|version|line|row|item|code|due|date|by when|month|months|weeks?|days|hours|"
    r"minutes|key stage|year group|term|quarter|owner|status|aim|objective|priorities|"
    r"recommendations?|actions?|findings?|themes?|passages?|words?|sessions?|courses?|meetings?|"
    r"staff|practitioners|delegates|agencies|schools|training|attended)\b|£",
    re.IGNORECASE,
)
_OF_PASSAGES = re.compile(
    r"\b(?:findings?|recommendations?|passages?|themes?|reviews?|reports?|actions?|risk matrix)\b",
    re.IGNORECASE,
)
_ONLY_REVIEWS = re.compile(
    r"\s*(?:number of |how many |other )?(?:\w+ )?(?:reviews?|reports?)\s*", re.IGNORECASE
)


def find(view: View) -> Iterator[Hit]:
    """Small counts in a sentence."""
    words = len(view.text.split())
    if view.segment.role not in ("body", "heading", "attribute") and not (
        view.segment.role in ("cell", "property") and words >= _LEAST_OF_A_SENTENCE
    ):
        return
    for found in _OF_THEM.finditer(view.text):
        some = _value(found[2])
        if some < view.lists.small_number_below:
            hides = not found[1] or some <= 1
            yield Hit("small_number", *found.span(), action=None if hides else "block")
    yield from _all_there_are(view)
    for found in _OF_MANY.finditer(view.text):
        number = next(filter(None, found.groups()), "1")
        if _value(number) in range(1, view.lists.small_number_below):
            yield Hit("small_number", *found.span())
    for found in _IN_WORDS.finditer(view.text):
        number = _value(found[2])
        fewer = bool(found[1]) and found[1].lower() not in ("only", "just")
        below = 1 if fewer else 0
        if fewer and 1 < number < view.lists.small_number_below:
            yield Hit("small_number", *found.span(), action="block")
        elif 0 < number < view.lists.small_number_below + below and not _of_one_case(
            number, found[3]
        ):
            yield Hit("small_number", *found.span())


def _all_there_are(view: View) -> Iterator[Hit]:
    """A small count of everybody of a kind: in an area, or of a group that is told from others."""
    below = view.lists.small_number_below
    for pattern in _ALL_THERE_ARE:
        for found in pattern.finditer(view.text):
            if 0 < _value(found["number"]) < below:
                yield Hit("small_number", found.start(), found.end(), action="block")
    for found in _only_of_a_group(view.lists.words["groups_of_people"]).finditer(view.text):
        if 0 < _value(found["number"]) < below:
            yield Hit("small_number", *found.span(), action="block")


@lru_cache(maxsize=4)
def _only_of_a_group(groups: tuple[str, ...]) -> re.Pattern[str]:
    told = "|".join(
        re.escape(g).replace(r"\ ", r"[\s\-]").replace(r"\-", r"[\s\-]?") for g in groups
    )
    return re.compile(
        rf"\b(?:only|just) {_HOW_MANY} (?:other |such |known )?(?:{told})"
        rf"(?:[ \-](?:[a-z\-]+ )?){_PEOPLE}\b(?!'s?\b)",
        re.IGNORECASE,
    )


def _value(written: str) -> int:
    return int(written) if written.isdecimal() else _NUMBERS.get(written.lower(), 0)


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


def in_tables(segments: Sequence[Segment], lists: Lists) -> Iterator[tuple[Segment, str, Action]]:
    """The cells of count tables that hold a small number, and what becomes of them.

    A table counts people when its headers or the words before it speak of people and the column or
    row of the cell is a count: there a small number is blocked. Any other small figure in a column
    of figures is shown, since who is counted may be said elsewhere; columns that say they are
    something else (a page, a rating, how many reviews) are passed over.
    """
    tables = (s for s in segments if s.role == "cell" and s.table is not None)
    for _, cells in groupby(tables, key=lambda s: s.table):
        yield from _in_table(list(cells), lists.small_number_below)


def _in_table(cells: Sequence[Segment], below: int) -> Iterable[tuple[Segment, str, Action]]:
    rows = {(c.row, c.column): c for c in cells}
    first = min(c.row or 1 for c in cells)
    headers = {c.column: c.text for c in cells if c.row == first}
    if any(_CELL.fullmatch(text) for column, text in headers.items() if column != 1):
        first, headers = 0, {}  # its header was taken for something else
    sides = {r: rows[r, k].text for r, k in rows if k == 1 and r != first}
    caption = cells[0].label
    corner = f"{headers.get(1, '')} {caption}"
    counts = _columns_of_figures(cells, first)
    for cell in cells:
        if cell.row == first or cell.column == 1 or not _is_small(cell.text, below):
            continue
        header, side = headers.get(cell.column, ""), sides.get(cell.row or 0, "")
        if _PART.match(header):
            header = f"{header}; {'; '.join(headers.values())}"
        says_so = cell.column in counts and _PEOPLE_OF_A_CELL.search(cell.text)
        if says_so or _counts_people(header, side, corner, caption):
            yield cell, cell.text.strip(), "block"
        elif (
            cell.column in counts
            and not _NO_COUNT.search(f"{header}; {side}")
            and not _OF_PASSAGES.search(caption)
            and not _ONLY_REVIEWS.fullmatch(header)
        ):
            yield cell, cell.text.strip(), "warn"


def _is_small(text: str, below: int) -> bool:
    number, hidden = _CELL.fullmatch(text) or _CELL_IN_WORDS.fullmatch(text), _BELOW.fullmatch(text)
    return bool(
        (number and 0 < _value(number[1]) < below) or (hidden and 1 < int(hidden[1]) < below)
    )


def _columns_of_figures(cells: Sequence[Segment], first: int) -> set[int | None]:
    """The columns in which most cells under the header are figures."""
    told: dict[int | None, list[bool]] = {}
    for cell in cells:
        if cell.row != first and cell.text.strip():
            told.setdefault(cell.column, []).append(bool(_FIGURE.fullmatch(cell.text)))
    return {column for column, some in told.items() if sum(some) * 2 > len(some)}


def _counts_people(header: str, side: str, corner: str, caption: str) -> bool:
    if not _ABOUT_PEOPLE.search(f"{header}; {side}; {corner}"):
        return False
    if _NOT_PEOPLE.search(header) and not _COUNTED.search(header):
        return False
    # What heads the first column ("Year") says what the rows are, not what is counted.
    return not _NOT_PEOPLE.search(f"{side}; {caption}") or bool(
        _ABOUT_PEOPLE.search(f"{header}; {side}")
    )
