"""Tables that lost their cells: lines of a label and its numbers, put back into rows.

Text taken from a PDF prints a table as lines such as ``Faith groups 1``; long labels wrap over
several lines with the numbers on a line of their own. What a line may be:

* a *row*: a label and then one or more values,
* *values* alone, which belong to the label lines before them,
* a *label* alone: a heading of columns, a wrapped label, or the name of a group of rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from workbench.documents.model import Block
from workbench.reports.numbers.amounts import amount, is_period, is_value

_LONGEST_LABEL = 22  # words; longer is prose
_MOST_HEADING_LINES = 10
_SENTENCE = re.compile(r"[.;:]$|^[•\-–]\s|\bwww\.|https?://")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|be|been|will|can|should|which|that|who|this|there|their)\b"
)
_COLUMN_WORD = re.compile(
    r"^(?:No\.?|Nos\.?|Number|Total|%|£|Percentage|Count|Value|Sessions?|Attendees?|Attendance|"
    r"Amount|Cost|Income|Budget|Actual|Target|Rate)$"
)
_GO_ON = frozenset("and of the for to in with on by or a an within from".split())
_FIRST_COLUMN = re.compile(
    r"^(?:Year|Reason|Agency|Organisation|Organization|Partner|Source|Category|Type|Course|Event|"
    r"Measure|Indicator|Month|Quarter|Item|School|Service|Area|Team|Age|Gender|Ethnicity|Date|"
    r"Period|Subject|Theme|Role|Name)s?$"
)
_FOOTNOTE = re.compile(r"^[*†‡]+\s*[a-z]|^[*†‡]\s")
_TAIL_NOTE = re.compile(r"(?<=\d)\s+[*†‡]\s?[a-z]\D*$")  # "12 340 *joint events"
_NOTED = re.compile(r"^[^.;]{0,40}\d[\d,.]*%?\s*[(*][^)]{0,40}\)?$")
TOTAL = re.compile(
    r"^(?:\W*)(?:(?:grand|overall|combined)\s+)?totals?\b|\btotals?\W*$|^(?:sum|overall)\s*$",
    re.IGNORECASE,
)
SUBTOTAL = re.compile(r"^\W*sub[\s-]*totals?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a table: its words, its values, and the block it stands in."""

    label: str
    values: tuple[str, ...]
    at: int  # index of the block
    line: int | None
    page: int | None

    @property
    def is_row(self) -> bool:
        return bool(self.label and self.values)


@dataclass(slots=True)
class Run:
    """Lines that belong to one table: what heads the columns, then the rows."""

    heads: list[str] = field(default_factory=list)
    rows: list[Line] = field(default_factory=list)
    first: int = 0
    last: int = 0

    @property
    def width(self) -> int:
        """How many values a row has: the commonest count, the larger where two are as common."""
        counts = Counter(len(row.values) for row in self.rows if row.values)
        return max(counts, key=lambda width: (counts[width], width)) if counts else 0


def line_of(text: str, at: int, block: Block) -> Line | None:
    """What a line could be in a table, or None for prose."""
    words = _TAIL_NOTE.sub("", text).split()
    values: list[str] = []
    while words and (is_value(words[-1]) or is_period(words[-1])):
        values.insert(0, words.pop())
    if values and not any(amount(value) or is_period(value) for value in values):
        words, values = text.split(), []  # "Designated teachers –" ends in a dash, not a value
    if words and words[-1] == "£":
        words.pop()
    if _FOOTNOTE.match(text):
        return None
    if not values and len(words) > 1 and is_period(words[0]) and _NOTED.match(" ".join(words[1:])):
        words, values = words[:1], [" ".join(words[1:])]  # "2021/22 140 (July 152)"
    if not words and len(values) > 1 and is_period(values[0]) and not is_period(values[1]):
        words = [values.pop(0)]  # "2021/22 40 7": the year is the label
    if len(words) > _LONGEST_LABEL or _is_prose(words, values):
        return None
    return Line(" ".join(words), tuple(values), at, block.line, block.page)


def _is_prose(words: Sequence[str], values: Sequence[str]) -> bool:
    text = " ".join(words)
    if values:
        # "... fell from 80 to 60" ends in a number but is a sentence.
        return len(words) > 7 and bool(_VERB.search(text))
    return bool(_SENTENCE.search(text)) or (len(words) > 9 and bool(_VERB.search(text)))


def runs(lines: Sequence[Line | None]) -> list[Run]:
    """The tables in a sequence of lines; ``None`` (prose, a bullet) ends a table."""
    found: list[Run] = []
    position = 0
    while position < len(lines):
        run, position = _run_from(lines, position)
        if run is not None:
            found += _split(run)
    return [run for run in found if _holds(run) or _is_series(run)]


def _run_from(lines: Sequence[Line | None], start: int) -> tuple[Run | None, int]:
    """The longest stretch from ``start`` in which values keep coming, and where to go on."""
    end, waiting, last_value = start, 0, None
    while end < len(lines):
        line = lines[end]
        if line is None or waiting > _MOST_HEADING_LINES:
            break
        if line.values:
            waiting, last_value = 0, end
        else:
            waiting += 1
        end += 1
    if last_value is None:
        return None, max(end, start + 1)
    stretch = [line for line in lines[start : last_value + 1] if line is not None]
    return _assembled(stretch), last_value + 1


def _assembled(stretch: list[Line]) -> Run:
    """Heading lines first, then labels joined to the values that follow them."""
    run = Run(first=stretch[0].at, last=stretch[-1].at)
    waiting: list[Line] = []
    for line in stretch:
        if not line.values:
            waiting.append(line)
        elif line.label and run.rows and len(line.values) == 1 and is_period(line.values[0]):
            waiting.append(replace(line, label=f"{line.label} {line.values[0]}", values=()))
        elif all(is_period(value) for value in line.values) and (
            len(line.values) > 1 or not run.rows
        ):
            # "Reason 2018/19 2017/18" heads columns.
            run.heads += [w.label for w in waiting] + [" ".join([line.label, *line.values]).strip()]
            waiting = []
        elif line.label:
            run.rows += _groups(waiting, run)
            run.rows.append(line)
            waiting = []
        else:
            run.rows += _wrapped(waiting, line, run)
            waiting = []
    return run


def _groups(waiting: list[Line], run: Run) -> list[Line]:
    """Labels before a whole row: heads of the columns at the top, else names of groups."""
    if not run.rows:
        run.heads += [line.label for line in waiting]
        return []
    return waiting


def _wrapped(waiting: list[Line], values: Line, run: Run) -> list[Line]:
    """A label printed over several lines, whose values stand alone on the line after it."""
    if not waiting:
        return [values]
    start = 0
    if not run.rows:
        # At the top of a table the first lines head the columns.
        start = len(waiting) - 1
        while start > 0 and _goes_on(waiting[start - 1].label, waiting[start].label):
            start -= 1
    elif len(waiting) > 1 and TOTAL.search(run.rows[-1].label):
        start = 1  # after a total the first line names what comes next
    before, own = waiting[:start], waiting[start:]
    joined = replace(own[0], label=" ".join(line.label for line in own), values=values.values)
    return [*_groups(before, run), joined]


def _goes_on(label: str, following: str) -> bool:
    """Whether a label line goes on in the next one."""
    opened = label.count("(") > label.count(")")
    if opened or following[:1].islower() or following[:1] in "(&/":
        return True
    words = label.split()
    unfinished = bool(re.search(r"[,\-–/&]$", label)) or words[-1].casefold() in _GO_ON
    return unfinished or (label.isupper() and following.isupper()) or len(words) >= 6


def _split(run: Run) -> list[Run]:
    """A new table begins where a name stands after a total: ``Total income``, ``Expenditure``."""
    parts = [Run(heads=run.heads, first=run.first, last=run.last)]
    for row in run.rows:
        last = next((r for r in reversed(parts[-1].rows) if r.values), None)
        ended = (
            last is not None
            and TOTAL.search(last.label)
            and not SUBTOTAL.search(last.label)
            and not TOTAL.search(row.label)
        )
        if ended and not row.values:
            parts[-1].last = max(r.at for r in parts[-1].rows)
            parts.append(Run(heads=[row.label], first=row.at, last=run.last))
            continue
        parts[-1].rows.append(row)
    return parts


def _holds(run: Run) -> bool:
    """A table has two rows or more, and most of its rows have as many values."""
    rows = [row for row in run.rows if row.values]
    if len(rows) < 2:
        return False
    labelled = [row for row in rows if row.label]
    return len(labelled) >= 2 and sum(any(amount(v) for v in r.values) for r in rows) >= 2


def _is_series(run: Run) -> bool:
    """The shares of a pie chart whose labels stand elsewhere: percentages that make a whole."""
    run.rows = [row for row in run.rows if row.values]
    shares = [amount(value) for row in run.rows for value in row.values]
    if len(run.rows) < 4 or any(len(row.values) > 1 for row in run.rows):
        return False
    return (
        all(s and s.unit == "percent" for s in shares)
        and 95 <= sum(s.value for s in shares if s) <= 105
    )


def cells(run: Run) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The columns' names and the rows, each as long as the columns."""
    width = run.width
    if sum(bool(row.label) for row in run.rows) < 2:  # the shares of a chart
        return ("Share",), [row.values for row in run.rows]
    columns = column_names(run.heads, width)
    return columns, [_fitted(row, width) for row in run.rows]


def _fitted(row: Line, width: int) -> tuple[str, ...]:
    label, values = row.label, list(row.values)
    while len(values) > width:  # "Refresher 3 40 52": the first number is part of the name
        label = f"{label} {values.pop(0)}".strip()
    values += [""] * (width - len(values))
    return (label, *values)


def column_names(heads: Sequence[str], width: int) -> tuple[str, ...]:
    """A name for the labels and one for each column of values, from the lines above them."""
    heads = list(heads)
    for position, head in reversed(list(enumerate(heads))):
        if _FIRST_COLUMN.match(head.split()[0]):
            heads = heads[position:]  # what stands above "Year" or "Course" is the table's name
            break
    heads = [
        h for i, h in enumerate(heads) if h.casefold() not in {x.casefold() for x in heads[:i]}
    ]
    text = " ".join(heads)
    words = text.split()
    if not words:
        return ("",) * (width + 1)
    periods: list[str] = []
    while words and is_period(words[-1]) and len(periods) < width:
        periods.insert(0, words.pop())
    if len(periods) == width:
        return (_last_name(words, heads), *periods)
    words = text.split()
    if width == 1 and len(heads) > 1 and len(heads[-1].split()) <= 2:
        return ("", heads[-1])  # "Income" under the name of the board
    starts = [
        i
        for i, word in enumerate(words)
        if _COLUMN_WORD.match(word) and not (i and _COLUMN_WORD.match(words[i - 1]))
    ]
    if len(starts) == width and width:
        parts = [words[a:b] for a, b in zip(starts, [*starts[1:], len(words)], strict=True)]
        return (" ".join(words[: starts[0]]), *(" ".join(part) for part in parts))
    if width == 1:
        if len(words) > 1 and _FIRST_COLUMN.match(words[0]):
            return (words[0], " ".join(words[1:]))
        return ("", text)
    if len(words) == width + 1:
        return tuple(words)
    if len(words) >= width:
        return ("", *words[: width - 1], " ".join(words[width - 1 :]))
    return (text, *([""] * width))


def _last_name(words: Sequence[str], heads: Sequence[str]) -> str:
    """The label column's own name: what stands before the years in the last heading line."""
    last = [w for w in heads[-1].split() if not is_period(w)]
    return " ".join(last) if last else (" ".join(words) if len(words) <= 3 else "")
