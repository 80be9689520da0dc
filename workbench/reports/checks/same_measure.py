"""The same measure given two values: in two sentences, or in a sentence and a table."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from workbench.documents.model import Document
from workbench.records import Check, Reading
from workbench.reports.checks.wording import quoted, where
from workbench.reports.numbers import periods
from workbench.reports.numbers.amounts import amount, is_period, shown
from workbench.reports.numbers.counted_words import Counted, content, counted, stem
from workbench.reports.numbers.figures_in_text import period_of_cell
from workbench.reports.numbers.report_tables import FoundTable, tables
from workbench.reports.numbers.table_lines import TOTAL
from workbench.reports.shared.sections import placed
from workbench.reports.yearly.challenges import is_label

_ALIKE = 0.74  # share of words that two descriptions of one measure have in common
_FEWEST_WORDS = 3
_SAYS = re.compile(r"\b[a-z]{3,}\b.*\b[a-z]{3,}\b", re.DOTALL)
_MOST_VALUES = 6  # a measure with more is a list of things that read alike
_NEAREST = 25  # earlier numbers with a word in common; beyond them a report is one long list
_NEAR = 8  # blocks before and after a table that are likely to speak of it
# Words that part two measures that otherwise read alike.
_PARTING = re.compile(
    r"\b(?:national(?:ly)?|england|london|region(?:al)?|neighbours?|target|threshold|average|boys|"
    r"girls|male|female|white|black|asian|mixed|primary|secondary|under|over|first|second|third|"
    r"highest|lowest|aged?|excluding|including|quarter|q[1-4]|internal|external|repeat|"
    r"re-?referr\w+|"
    r"level|phase|category|stage|type|\d+[- ]?year)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measured:
    """The prose numbers and the tables of one reading, found once and compared by each check."""

    numbers: tuple[Counted, ...]
    tables: tuple[FoundTable, ...]
    year: str | None
    span: str | None  # the same year as "first day/last day"
    leave_out: frozenset[str]


def measured(reading: Reading, document: Document) -> Measured:
    """What the checks of this module compare."""
    blocks = placed(document, skip=is_label)
    found = tables(reading.review.id, blocks)
    year = periods.reporting_year(reading.review.started, reading.review.ended)
    own = f"{reading.review.area or ''} {reading.review.publisher or ''}"
    initials = "".join(
        word[0] for word in (reading.review.publisher or "").split() if word[0].isupper()
    )
    leave_out = frozenset(stem(word) for word in [*own.split(), initials] if len(word) > 2)
    leave_out -= {stem("safeguarding"), stem("children")}
    tabled = frozenset(i for table in found for i in range(table.first, table.last + 1))
    span = f"{reading.review.started}/{reading.review.ended}" if year else None
    numbers = tuple(counted(blocks, year, tabled, leave_out))
    return Measured(numbers, tuple(found), year, span, leave_out)


def values(reading: Reading, data: Measured) -> list[Check]:
    """One measure with two values: in two sentences, or in a sentence and a table."""
    return _once(
        [
            *_two_sentences(reading, data),
            *_people_trained(reading, data),
            *_table_and_text(reading, data),
        ]
    )


def _two_sentences(reading: Reading, data: Measured) -> Iterator[Check]:
    """Two sentences that give one measure, for one period, two values."""
    groups: dict[tuple[str, str | None], list[Counted]] = defaultdict(list)
    for number in data.numbers:
        if len(number.words) >= _FEWEST_WORDS and not number.borrowed:
            groups[number.kind, number.period].append(number)
    said: set[tuple[str, float, float]] = set()
    for alike in groups.values():
        pairs = [pair for pair in _likely_alike(alike) if _same_measure(*pair)]
        times = Counter(id(number) for pair in pairs for number in pair)
        for one, other in pairs:
            low, high = sorted((one.value, other.value))
            listed = max(times[id(one)], times[id(other)]) > _MOST_VALUES
            if listed or (one.kind, low, high) in said:
                continue
            said.add((one.kind, low, high))
            yield _two_values(reading, one, other)


def _two_values(reading: Reading, one: Counted, other: Counted) -> Check:
    return Check(
        reading.review.id,
        "same_measure_two_values",
        f"{_value(one)} here (“{quoted(one.sentence)}”) but {_value(other)} "
        f"{where(other.here.block)} (“{quoted(other.sentence)}”): "
        "both seem to count the same thing.",
        page=one.here.block.page,
        line=one.here.block.line,
    )


_NEARLY = 0.05  # two printings of one total that was counted again differ by so little
_WORTH_COUNTING = 100
_PEOPLE = frozenset(
    "people practitioners professionals staff delegates attendees participants learners".split()
)
_TRAINED = frozenset(
    stem(word)
    for word in "trained training attended attending attendance attendees came courses".split()
)
# Words that leave it the whole programme: "multi-agency safeguarding training for partners".
_ANY_TRAINING = frozenset(
    stem(word)
    for word in """multi-agency multi agency agencies partners partnership board safeguarding
    children's child sessions events programme learning places delivered offered ran
    provided altogether overall between during""".split()
)


def _people_trained(reading: Reading, data: Measured) -> list[Check]:
    """How many people were trained, told twice: two values nearly the same, and not the same.

    The sentences share few words ("we trained 1,412 people", "1,386 practitioners attended
    training"), so that only numbers of a size, and so near that one must be the other counted
    again, are held to be of one thing; or a sentence beside the table whose total differs.
    """
    trained = [number for number in data.numbers if _of_people_trained(number, data)]
    found: list[Check] = []
    for position, one in enumerate(trained):
        for other in trained[position + 1 :]:
            if _is_nearly(one.value, other.value):
                found.append(_two_values(reading, one, other))
    told = {one.value for one in trained}
    for table, column, total in _totals_of_people(data):
        for number in trained:
            near = number.here.section == table.section
            # A sentence that gives the table's total has been set against this one already.
            if near and total not in told and _is_nearly(number.value, total):
                found.append(_total_differs(reading, number, table, column, total))
    return found


def _of_people_trained(number: Counted, data: Measured) -> bool:
    """A whole-year number of people who were trained, not in one subject or one session."""
    if number.kind != "count" or number.value < _WORTH_COUNTING or number.approximate:
        return False
    if (number.unit or "").split()[-1:] not in [[word] for word in _PEOPLE]:
        return False
    if number.period not in (data.year, data.span) or number.inherited:
        return False
    said = content(_clause(number), data.leave_out) - frozenset(map(stem, _PEOPLE))
    return bool(said & _TRAINED) and said <= _TRAINED | _ANY_TRAINING


def _clause(number: Counted) -> str:
    """The words around a number between the nearest commas: a sentence tells of more besides."""
    printed = re.search(rf"\b{re.escape(shown(number.value))}\b", number.part)
    if printed is None:
        return number.part
    before = re.split(r"[,;:()]|\b(?:and|of|that)\b", number.part[: printed.start()])[-1]
    after = re.split(r"[,;:()]|\.\s|\s[–—]\s", number.part[printed.end() :])[0]
    return f"{before} {after}"


def _is_nearly(one: float, other: float) -> bool:
    return one != other and abs(one - other) <= _NEARLY * max(one, other)


def _totals_of_people(data: Measured) -> Iterator[tuple[FoundTable, int, float]]:
    """The total of each column of people in the tables of training."""
    for found in data.tables:
        table = found.table
        last = table.rows[-1]
        if not last or not TOTAL.search(last[0]):
            continue
        for column, name in enumerate(table.columns):
            read = amount(last[column]) if column and column < len(last) else None
            if read is not None and content(name) & (_TRAINED | frozenset(map(stem, _PEOPLE))):
                yield found, column, read.value


def _total_differs(
    reading: Reading, number: Counted, found: FoundTable, column: int, total: float
) -> Check:
    table = found.table
    return Check(
        reading.review.id,
        "table_and_text_differ",
        f"The table “{table.name}” gives {shown(total)} for “{table.rows[-1][0]}, "
        f"{table.columns[column]}”; the text says {_value(number)} {where(number.here.block)} "
        f"(“{quoted(number.sentence)}”).",
        page=table.page,
        line=table.line,
    )


def _likely_alike(numbers: Sequence[Counted]) -> Iterator[tuple[Counted, Counted]]:
    """The pairs that can share enough words: each number with those printed before it.

    Two sets that share so much of their words have one among their rarest in common, so that
    a report with thousands of numbers need not be compared number by number.
    """
    common = Counter(word for number in numbers for word in number.words)
    holders: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_NEAREST))
    for place, number in enumerate(numbers):
        rarest = sorted(number.words, key=lambda word: (common[word], word))
        kept = rarest[: len(rarest) - ceil(_ALIKE * len(rarest)) + 1]
        for before in sorted({other for word in kept for other in holders[word]}):
            yield numbers[before], number
        for word in kept:
            holders[word].append(place)


def _same_measure(one: Counted, other: Counted) -> bool:
    if one.value == other.value or one.sentence == other.sentence:
        return False
    if not (_SAYS.search(one.sentence) and _SAYS.search(other.sentence)):
        return False  # a title or a label with a number at its end
    if one.inherited and other.inherited:
        return False
    shared = one.words & other.words
    if len(shared) < max(_FEWEST_WORDS, _ALIKE * len(one.words | other.words)):
        return False
    return _parting(one) == _parting(other)


def _parting(number: Counted) -> frozenset[str]:
    return _parting_words(number.sentence if number.inherited else number.part)


@lru_cache(maxsize=20_000)
def _parting_words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _PARTING.findall(text))


@dataclass(frozen=True, slots=True)
class _Cell:
    """One number of a table: what it is of, and for when."""

    found: FoundTable
    row: tuple[str, ...]
    column: int
    value: float
    kind: str
    period: str | None
    yearly: bool  # the rows are years, so that the column says what is counted
    words: frozenset[str]
    head: frozenset[str]


def _cells(data: Measured) -> Iterator[_Cell]:
    for found in data.tables:
        table = found.table
        heads = [period_of_cell(name) for name in table.columns]
        names = [content(name, data.leave_out) for name in table.columns]
        for row in table.rows:
            if len(row) < 2 or TOTAL.search(row[0]):
                continue
            own = period_of_cell(row[0])
            label = content(row[0], data.leave_out)
            for column in range(1, len(row)):
                read = amount(row[column])
                if read is not None and not is_period(row[column]):
                    yield _Cell(
                        found,
                        row,
                        column,
                        read.value,
                        read.unit or "count",
                        own or heads[column] or data.year,
                        own is not None,
                        names[column] if own else label,
                        frozenset() if own or heads[column] else names[column],
                    )


def _table_and_text(reading: Reading, data: Measured) -> Iterator[Check]:
    """A sentence that gives another value than the table does."""
    groups: dict[tuple[str, str | None], list[Counted]] = defaultdict(list)
    for number in data.numbers:
        groups[number.kind, number.period].append(number)
    for cell in _cells(data):
        for number in groups.get((cell.kind, cell.period), ()):
            if number.value != cell.value and _is_of(number, cell):
                yield _differs(reading, number, cell)


def _is_of(number: Counted, cell: _Cell) -> bool:
    """Whether the sentence speaks of this very cell."""
    if not cell.words or not cell.words <= number.words:
        return False
    table = cell.found.table
    if cell.yearly:
        own = frozenset(w.casefold() for w in _PARTING.findall(table.columns[cell.column]))
        enough = len(cell.words) >= _FEWEST_WORDS or _counts_the_column(number, cell)
        return enough and _parting(number) <= own
    near = cell.found.first - _NEAR <= number.here.index <= cell.found.last + _NEAR
    if number.inherited or not (near or number.here.section == cell.found.section):
        return False
    label = cell.row[0]
    if set(re.findall(r"\d+", label)) - set(re.findall(r"\d+", number.part)):
        return False  # "Level 2" is not "Level 1"
    if number.value == _total_of(cell):
        return False
    several = sum(amount(value) is not None for value in cell.row[1:]) > 1
    if (
        several
        and period_of_cell(table.columns[cell.column]) is None
        and not (cell.head and cell.head <= number.words)
    ):
        return False  # a row with several numbers: only a named column can be meant
    return sum(word[:1].isalpha() for word in label.split()) > 1


def _total_of(cell: _Cell) -> float | None:
    """What the last row gives for the column, where it is a total: a sentence may mean that."""
    last = cell.found.table.rows[-1]
    read = amount(last[cell.column]) if not last[0] or TOTAL.search(last[0]) else None
    return read.value if read else None


def _counts_the_column(number: Counted, cell: _Cell) -> bool:
    """A short heading is enough for a number of the same section that counts nothing else."""
    if number.here.section != cell.found.section or number.inherited or number.unit is None:
        return False
    section = content(cell.found.section or "")
    own = stem(number.unit.split()[-1])
    return own in cell.words and len(number.words - cell.words - section) <= 1


def _differs(reading: Reading, number: Counted, cell: _Cell) -> Check:
    table = cell.found.table
    name = table.columns[cell.column]
    what = cell.row[0] if not name or name == table.name else f"{cell.row[0]}, {name}"
    return Check(
        reading.review.id,
        "table_and_text_differ",
        f"The table “{table.name}” gives {cell.row[cell.column]} for “{what}”; the text says "
        f"{_value(number)} {where(number.here.block)} (“{quoted(number.sentence)}”).",
        page=table.page,
        line=table.line,
    )


def _once(found: Iterable[Check]) -> list[Check]:
    return list({check.message: check for check in found}.values())


def _value(number: Counted) -> str:
    value = shown(number.value)
    if number.unit == "percent":
        return f"{value}%"
    return f"£{value}" if number.unit == "GBP" else value
