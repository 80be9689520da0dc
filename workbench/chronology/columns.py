"""The columns of a return -> our fields: the user's word, the heading, then what the cells hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workbench.chronology.dates import read_date
from workbench.chronology.headings import FIELDS, Headings, field_of, fold, reads_as_date
from workbench.chronology.tables import Cell, Row
from workbench.chronology.times import read_time
from workbench.errors import UsageError

# Several columns may mean one of these; their texts are then joined.
MANY = frozenset(
    {"what", "analysis", "action_taken", "people", "source", "child_voice", "recorded_by", "place"}
)
LONG_TEXT = 25  # characters a row, on average: what is shorter is a label


@dataclass(frozen=True, slots=True)
class Column:
    """What one column of a return was taken to be."""

    heading: str
    field: str | None  # None: kept in ``raw`` only
    why: str
    position: int


def map_columns(
    headings: Sequence[str],
    rows: Sequence[Row],
    known: Headings,
    mapping: Mapping[str, str] | None = None,
) -> tuple[Column, ...]:
    """What each column means: the user's word first, then the heading, then the content.

    Raises
    ------
    UsageError
        When ``mapping`` names a field that does not exist.
    """
    chosen = {fold(heading): field for heading, field in (mapping or {}).items()}
    columns, sure = [], []
    for position, heading in enumerate(headings):
        key = fold(heading)
        if key in chosen and heading:
            field = chosen[key] or None
            if field is not None and field not in FIELDS:
                raise UsageError.unknown("field", field, FIELDS)
            columns.append(Column(heading, field, "chosen by the user", position))
            sure.append(1000)
        else:
            found, why, how_sure = field_of(heading, known)
            columns.append(Column(heading, found, why, position))
            sure.append(how_sure)
    columns = _one_each(columns, sure)
    return tuple(_by_content(columns, rows, frozenset(chosen)))


def _one_each(columns: list[Column], sure: list[int]) -> list[Column]:
    """Two columns of one meaning: the surer, or the first, keeps it where only one may."""
    kept: dict[str, int] = {}
    for i, column in enumerate(columns):
        if column.field is None or column.field in MANY:
            continue
        other = kept.get(column.field)
        if other is None or sure[i] > sure[other]:
            kept[column.field] = i
    return [
        column
        if column.field is None or column.field in MANY or kept[column.field] == i
        else Column(column.heading, None, f"another column is the {column.field}", column.position)
        for i, column in enumerate(columns)
    ]


def _by_content(columns: list[Column], rows: Sequence[Row], chosen: frozenset[str]) -> list[Column]:
    """Fill in from what the cells hold: a date column, and the column of long text."""
    columns = [_unless_belied(column, rows) for column in columns]
    columns = [_hour_not_day(column, rows) for column in columns]
    columns = [_answer_not_people(column, rows) for column in columns]
    fields = {column.field for column in columns}
    if not fields & {"when", "when_start", "year"}:
        columns = _promote_date(columns, rows, chosen)
    fields = {column.field for column in columns}
    if "time" not in fields:
        columns = _replace_first(
            columns, "time", "its cells read as times", lambda c: _share_of_times(c, rows) >= 0.8
        )
    if "seen_alone" in fields and "child_seen" not in fields:
        columns = [_seen_or_alone(column, rows) for column in columns]
    if "child_seen" not in {column.field for column in columns}:
        columns = _replace_first(
            columns,
            "child_seen",
            "its cells say yes, no or alone of a child",
            lambda c: bool(_OF_A_CHILD.search(fold(c.heading))) and _says_seen(c, rows),
        )
    if "recorded_on" not in fields:
        columns = _replace_first(
            columns,
            "recorded_on",
            "its cells read as dates, none before what happened",
            lambda c: not _AHEAD.search(fold(c.heading)) and _follows(c, columns, rows),
        )
    if "what" not in fields:
        columns = _longest_text(columns, rows, chosen)
    return _long_text_beside(_source_among_texts(columns, rows), rows)


def _long_text_beside(columns: list[Column], rows: Sequence[Row]) -> list[Column]:
    """A column nobody named that holds far more words than "Event" tells what happened too."""
    lengths = {c.position: sum(map(len, _column_texts(c, rows))) for c in columns}
    told = max((lengths[c.position] for c in columns if c.field == "what"), default=0)
    return [
        Column(c.heading, "what", "long text beside a short event", c.position)
        if c.field is None
        and c.why == "heading not known"
        and lengths[c.position] > max(3 * told, LONG_TEXT * len(rows[:200]))
        else c
        for c in columns
    ]


def _seen_or_alone(column: Column, rows: Sequence[Row]) -> Column:
    """One column for both, "Y / N / alone": its cells use the word where a yes-or-no would not."""
    if column.field != "seen_alone" or column.why == "chosen by the user":
        return column
    if not any("alone" in text.casefold() for text in _column_texts(column, rows)):
        return column
    return Column(column.heading, "child_seen", "its cells say who was seen alone", column.position)


_OF_A_CHILD = re.compile(r"child|baby|infant|young|toddler|\byp\b|\bsee\b|seen|saw")
# A date still to come, or one that is no record's: "Next review", "DOB".
_AHEAD = re.compile(r"next|review|\bdue\b|target|deadline|by when|birth|\bdob\b|until|\bto\b|end")


def _says_seen(column: Column, rows: Sequence[Row]) -> bool:
    texts = _column_texts(column, rows)
    said = sum(
        bool(re.fullmatch(r"(?:y(?:es)?|n(?:o)?|alone|n/?a|seen|not seen|both)\W*", t.casefold()))
        for t in texts
    )
    return bool(texts) and said >= 0.8 * len(texts)


def _follows(column: Column, columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Dates, and hardly one before the event beside it: the days on which it was written down."""
    if column.why != "heading not known" or _share_of_dates(column, rows) < 0.8:
        return False
    at = next((c.position for c in columns if c.field in ("when", "when_start")), None)
    pairs = []
    for row in rows[:200]:
        if at is None or max(at, column.position) >= len(row.cells):
            continue
        event, written = (_day_of(row.cells[i]) for i in (at, column.position))
        if event and written:
            pairs.append(event <= written)
    return len(pairs) > 2 and sum(pairs) >= 0.9 * len(pairs)


def _day_of(cell: Cell) -> date | None:
    value = cell.text if isinstance(cell.value, str) or cell.value is None else cell.value
    return read_date(value).earliest if cell.text else None


def _unless_belied(column: Column, rows: Sequence[Row]) -> Column:
    """ "Logged in" may head dates or the name of a system: the cells tell."""
    if column.field not in ("when", "recorded_on") or column.why == "chosen by the user":
        return column
    if column.why == "known heading" and column.field == "when":
        return column
    if not _column_texts(column, rows) or _share_of_dates(column, rows) >= 0.3:
        return column
    names_system = re.search(
        r"\b(in|where|recorded|logged|record|log)\b", column.heading.casefold()
    )
    field = "source" if names_system else None
    return Column(column.heading, field, "its cells do not read as dates", column.position)


_HOURS_OF = {"when_start": "time", "when_end": "time_end"}


def _hour_not_day(column: Column, rows: Sequence[Row]) -> Column:
    """ "Start" beside a date heads hours; its cells tell."""
    hours = _HOURS_OF.get(column.field or "")
    if hours is None or column.why == "chosen by the user" or _share_of_times(column, rows) < 0.8:
        return column
    return Column(column.heading, hours, "its cells read as times", column.position)


def _answer_not_people(column: Column, rows: Sequence[Row]) -> Column:
    """ "Attended" heads who was there, or yes and no."""
    chosen = column.field != "people" or column.why == "chosen by the user"
    if chosen or not _says_seen(column, rows):
        return column
    return Column(column.heading, None, "its cells say yes or no", column.position)


_NAMES_RECORDS = re.compile(r"record|notes?$|log|file|system|register|entr")


def _source_among_texts(columns: list[Column], rows: Sequence[Row]) -> list[Column]:
    """ "Record" beside a longer "Details" names the record it was found in: the source."""
    texts = [c for c in columns if c.field == "what" and c.why != "chosen by the user"]
    if len(texts) < 2 or any(c.field == "source" for c in columns):
        return columns
    lengths = {c.position: sum(len(t) for t in _column_texts(c, rows)) for c in texts}
    longest = max(lengths.values())
    for c in texts:
        if lengths[c.position] * 2 < longest and _NAMES_RECORDS.search(fold(c.heading)):
            source = Column(c.heading, "source", "short cells beside a longer text", c.position)
            return [source if other is c else other for other in columns]
    return columns


def _promote_date(
    columns: list[Column], rows: Sequence[Row], chosen: frozenset[str]
) -> list[Column]:
    shares = {
        c.position: _share_of_dates(c, rows)
        for c in columns
        if c.why != "chosen by the user" and fold(c.heading) not in chosen
    }
    if not shares:
        return columns
    best = max(shares, key=lambda position: (shares[position] > 0.5, -position))
    if shares[best] < 0.5:
        return columns
    return [
        Column(c.heading, "when", "its cells read as dates", c.position)
        if c.position == best
        else c
        for c in columns
    ]


def _replace_first(columns: list[Column], field: str, why: str, fits: Any) -> list[Column]:
    for i, column in enumerate(columns):
        if column.field is None and column.why != "chosen by the user" and fits(column):
            return [
                *columns[:i],
                Column(column.heading, field, why, column.position),
                *columns[i + 1 :],
            ]
    return columns


# What tells what happened where no column of its own does.
_MAY_TELL = ("analysis", "contact_type", "action_taken", "significance")


def _longest_text(
    columns: list[Column], rows: Sequence[Row], chosen: frozenset[str]
) -> list[Column]:
    """No column says what happened: take the unknown one, else the comment, with most words."""
    for candidates in ((None,), _MAY_TELL):
        lengths = {
            c.position: sum(len(t) for t in _column_texts(c, rows))
            for c in columns
            if c.field in candidates and fold(c.heading) not in chosen
        }
        if lengths and max(lengths.values()) > 0:
            best = max(lengths, key=lambda position: lengths[position])
            if candidates == (None,) and lengths[best] < 8 * max(1, len(rows)):
                continue
            if candidates == (None,) and 3 * lengths[best] < _words_of_the_rest(columns, rows):
                continue  # "Unit" beside long text under "Result": the text tells what happened
            return [
                Column(c.heading, "what", "the column with most words", c.position)
                if c.position == best
                else c
                for c in columns
            ]
    return columns


def _words_of_the_rest(columns: Sequence[Column], rows: Sequence[Row]) -> int:
    """How much the longest column holds of those that may tell what happened all the same."""
    lengths = [sum(map(len, _column_texts(c, rows))) for c in columns if c.field in _MAY_TELL]
    return max(lengths, default=0)


def _column_texts(column: Column, rows: Sequence[Row], most: int = 200) -> list[str]:
    at = column.position
    return [r.cells[at].text for r in rows[:most] if at < len(r.cells) and r.cells[at].text]


def _share_of_dates(column: Column, rows: Sequence[Row]) -> float:
    at = column.position
    cells = [r.cells[at] for r in rows[:200] if at < len(r.cells) and r.cells[at].text]
    if not cells:
        return 0.0
    read = sum(map(reads_as_date, cells))
    return read / len(cells)


# "14:30", "approx 9.10 a.m.", "1110hrs", "0915"; four figures that may be a year are none.
_CLOCK = re.compile(
    r"\d[:.]\d\d|\d\s*[ap]\.?m|\d{3,4}\s*h|^(?!19|20)[0-2]\d[0-5]\d$", re.IGNORECASE
)


def _share_of_times(column: Column, rows: Sequence[Row]) -> float:
    texts = _column_texts(column, rows)
    if not texts:
        return 0.0
    return sum(
        len(t) < 18 and bool(_CLOCK.search(t)) and read_time(t)[0] is not None for t in texts
    ) / len(texts)
