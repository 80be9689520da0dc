"""Any agency's table -> events, one for each row, none dropped and none changed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from workbench.chronology import agencies, answers
from workbench.chronology.agewords import PREGNANCY, WEEKS
from workbench.chronology.dates import DateReading, read_date
from workbench.chronology.headings import (
    Column,
    Headings,
    field_of,
    find_header,
    fold,
    load_headings,
    map_columns,
)
from workbench.chronology.intervals import bounds
from workbench.chronology.tables import EMPTY, Cell, Grid, Row, read_tables
from workbench.chronology.times import read_time
from workbench.chronology.yearless import between_the_years
from workbench.errors import ChronologyError
from workbench.records import Event

# Rows whose source begins with one of these are the author's notes (Chronolator's convention).
NOTE_MARKS = ("#", "^", "¬", "~")
_DITTO = re.compile(
    r"(?:[\"“”„″〃]+|''|,,|ditto|do\.|as above|same (?:day|date)(?: as above)?|see above)\.?",
    re.IGNORECASE,
)

# After it no midwife sees a mother: later weeks in her records are weeks of pregnancy.
LATEST_POSTNATAL_WEEK = 8

# Sheets that tell people how to fill the others in.
_EXPLAINS = re.compile(
    r"(?:instructions?|guidance|guide|how to|read ?me|help|lists?|choices|columns)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mapped:
    """One column of a return as it was understood; shown to the reviewer, who can change it."""

    sheet: str
    heading: str
    field: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Return:
    """What one agency sent.

    agency
        Whose it is; with a column for the agency, the one with most rows.
    mapping
        Heading -> field, with the reason. Give ``{heading: field}`` to :func:`read_return` to
        change it; a field of ``""`` keeps the column in ``raw`` only.
    events
        One for each row that holds anything, in the order of the file.
    glossary
        Abbreviation -> meaning, where the return brought a table of them.
    notes
        What was set aside and is no event: repeated headings, title lines, other tables.
    problems
        What a reviewer should look at in the file as a whole.
    """

    agency: str
    file: str
    sha256: str
    mapping: tuple[Mapped, ...]
    events: tuple[Event, ...]
    glossary: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_return(
    path: Path,
    *,
    agency: str | None = None,
    mapping: Mapping[str, str] | None = None,
    born: date | None = None,
    names: Iterable[str] = (),
    headings: Headings | None = None,
) -> Return:
    """Read a chronology an agency sent.

    Parameters
    ----------
    path
        See :func:`workbench.chronology.tables.read_tables` for the formats.
    agency
        Its name, when the user says so. Otherwise: a column for the agency, a line "Agency: ...",
        the sheet's name, a title, the file's name, in that order.
    mapping
        Heading -> field, as the user chose or as remembered for the agency.
    born
        The child's date of birth, for "when aged 3".
    names
        Of the case and its children: never part of an agency's name ("Police - Wren.csv").
    headings
        A partnership's own vocabulary; the shipped one when None.

    Raises
    ------
    DocumentError
        When the file cannot be read.
    ChronologyError
        When no table in it holds a chronology.
    UsageError
        When ``mapping`` names a field there is not.
    """
    known = headings or load_headings()
    tables = read_tables(Path(path))
    never = frozenset(word for name in names for word in fold(name).split())
    reader = _Reader(tables.file, tables.sha256, known, agency, mapping, born, never)
    for grid in tables.grids:
        reader.read(grid, alone=len(tables.grids) == 1)
    if not reader.events:
        raise ChronologyError(
            f"{tables.file} holds no chronology: no table with a date and what happened.",
            "Give each column a heading such as Date, Source and Event, or say which is which "
            "with a mapping.",
        )
    return reader.result(tables.notes)


class _Reader:
    """Reads the tables of one file in turn; a table without headings goes on from the last."""

    def __init__(
        self,
        file: str,
        sha256: str,
        known: Headings,
        agency: str | None,
        mapping: Mapping[str, str] | None,
        born: date | None,
        never: frozenset[str],
    ) -> None:
        self.file, self.sha256, self.known, self.never = file, sha256, known, never
        self.agency, self.mapping, self.born = agency, mapping, born
        self.events: list[Event] = []
        self.mapped: list[Mapped] = []
        self.glossary: dict[str, str] = {}
        self.notes: list[str] = []
        self.problems: list[str] = []
        self.titles: list[str] = []
        self._last: tuple[Column, ...] | None = None
        self._last_headings: list[str] = []

    def read(self, grid: Grid, alone: bool) -> None:
        if not grid.rows:
            return
        header = find_header(grid.rows, self.known, self.mapping)
        if header is None:
            self._without_header(grid, alone)
            return
        headings, body_from = _heading_texts(grid.rows, header, self.known)
        titles = [*grid.before, *(t for r in grid.rows[:header] for t in r.texts() if t)]
        body = _data_rows(grid.rows[body_from:], headings)
        columns = map_columns(headings, body, self.known, self.mapping)
        if self._is_glossary(columns, body):
            return
        if not _holds_chronology(columns) or self._explains(grid, columns, body):
            self._set_aside(grid)
            return
        repeated = len(grid.rows) - body_from - len(body)
        if repeated:
            self.notes.append(f"{_where(grid)}the headings are repeated {repeated} times.")
        self._take(grid, columns, headings, body, titles, alone)

    def _without_header(self, grid: Grid, alone: bool) -> None:
        """A table that goes on from the last one, or one whose cells must speak for themselves."""
        width = max(len(row.cells) for row in grid.rows)
        last = self._last
        if last is not None and abs(width - len(last)) <= 1 and _dated(grid.rows, last):
            self._take(grid, last, self._last_headings, grid.rows, list(grid.before), alone)
            return
        headings = [""] * width
        columns = map_columns(headings, grid.rows, self.known, None)
        fields = {column.field for column in columns}
        if not {"when", "what"} <= fields:
            self._set_aside(grid)
            return
        titled = _leading_titles(grid.rows, columns)
        named = [f"Column {i}" for i in range(1, width + 1)]
        columns = tuple(replace(c, heading=named[c.position]) for c in columns)
        self.problems.append(
            f"{_where(grid)}no headings were found: the columns were told by what is in them."
        )
        titles = [*grid.before, *(t for row in grid.rows[:titled] for t in row.texts() if t)]
        self._take(grid, columns, named, grid.rows[titled:], titles, alone)

    def _explains(self, grid: Grid, columns: tuple[Column, ...], body: Sequence[Row]) -> bool:
        """A sheet of instructions whose words look like headings: it has no dates to speak of."""
        return bool(_EXPLAINS.match(grid.name.strip())) and not _dated(body, columns)

    def _is_glossary(self, columns: Sequence[Column], body: Sequence[Row]) -> bool:
        at = {c.field: c.position for c in columns}
        if not {"abbreviation", "meaning"} <= at.keys() or "when" in at:
            return False
        for row in body:
            term, meaning = _cell(row, at["abbreviation"]).text, _cell(row, at["meaning"]).text
            if term and meaning:
                self.glossary[term] = meaning
        return True

    def _set_aside(self, grid: Grid) -> None:
        self.titles += [t for row in grid.rows[:6] for t in row.texts() if t]
        self.titles += grid.before
        lines = [" | ".join(t for t in row.texts() if t) for row in grid.rows]
        self.notes += [f"{_where(grid)}{line}" for line in lines]
        if len(grid.rows) > 3 and not _EXPLAINS.match(grid.name.strip()):
            self.problems.append(
                f"{_where(grid)}{len(grid.rows)} rows were not read as a chronology: "
                "there is no column with dates."
            )

    def _take(
        self,
        grid: Grid,
        columns: tuple[Column, ...],
        headings: list[str],
        body: Sequence[Row],
        titles: list[str],
        alone: bool,
    ) -> None:
        self._last, self._last_headings = columns, headings
        self.notes += [f"{_where(grid)}{title}" for title in titles]
        named = self.agency or self._named(grid.name, titles, alone)
        rows = _Rows(self, grid, columns, named)
        for row in body:
            rows.add(row)
        if rows.only_numbers:
            self.notes.append(
                f"{_where(grid)}{rows.only_numbers} rows hold only a row number and are no events."
            )
        self.events += between_the_years(rows.events, self.born)
        self.titles += titles
        self.mapped += [Mapped(grid.name, c.heading, c.field, c.why) for c in columns if c.heading]

    def _named(self, sheet: str, titles: list[str], alone: bool) -> str:
        known, never = self.known, self.never
        lines = [*self.titles, *titles]
        return (
            agencies.from_label(lines)
            or (None if alone else agencies.from_sheet(sheet, known, never))
            or agencies.from_titles(titles, known, never)
            or agencies.from_titles(self.titles, known, never)
            or agencies.from_file(self.file, known, never)
            or agencies.from_sheet(sheet, known, never)
            or Path(self.file).stem
        )

    def result(self, notes: Sequence[str]) -> Return:
        events = _with_ids(self.events)
        most = Counter(event.agency for event in events).most_common(1)[0][0]
        return Return(
            agency=self.agency or most,
            file=self.file,
            sha256=self.sha256,
            mapping=tuple(dict.fromkeys(self.mapped)),
            events=tuple(events),
            glossary=self.glossary,
            notes=(*notes, *self.notes),
            problems=tuple(self.problems),
        )


class _Rows:
    """Turns the rows of one table into events, remembering what stood above."""

    def __init__(
        self, reader: _Reader, grid: Grid, columns: tuple[Column, ...], agency: str
    ) -> None:
        self.reader, self.grid, self.columns, self.agency = reader, grid, columns, agency
        self.at: dict[str, list[int]] = {}
        for column in columns:
            if column.field:
                self.at.setdefault(column.field, []).append(column.position)
        self.events: list[Event] = []
        self.only_numbers = 0
        self.above: DateReading | None = None
        self.above_written = ""
        self.context_year: int | None = None

    def add(self, row: Row) -> None:
        own = row.own()
        if not own:
            return
        if set(own) <= set(self.at.get("ref", ())):
            self.only_numbers += 1
            return
        if len(own) == 1 and self._is_section(row, own[0]):
            self._add_section(row, own[0])
            return
        written, reading, time_written, at, time_problem = self._date(row)
        problems = [p for p in (reading.problem, time_problem) if p]
        if reading.could_mean and reading.problem:
            problems[0] = f"{reading.problem} It could mean {_meanings(reading.could_mean)}."
        if row.hidden:
            problems.append("The row is hidden in the file.")
        if reading.edtf is not None:
            self.above = reading
            if not _DITTO.fullmatch(written):
                self.above_written = written
        self.events.append(self._event(row, written, reading, time_written, at, problems))

    # --- rows that head a part of the table

    def _is_section(self, row: Row, position: int) -> bool:
        text = row.cells[position].text
        if position in self.at.get("what", ()) and not row.merged_across:
            return False
        if row.merged_across:
            return True
        dated = {*self.at.get("when", ()), *self.at.get("when_start", ())}
        if position in dated:
            return (
                read_date(_value(row.cells[position]), born=self.reader.born).edtf is None
                and (len(text) > 12 and len(re.findall(r"[A-Za-z]{3,}", text)) > 1)
                and not re.search(r"\d{1,2}\D\d{1,2}\D\d{2}", text)
            )
        return position == 0

    def _add_section(self, row: Row, position: int) -> None:
        text = row.cells[position].text
        year = re.fullmatch(r"\D*((?:19|20)\d\d)\D*", text)
        self.context_year = int(year[1]) if year else None
        event = self._event(row, "", DateReading(), "", None)
        self.events.append(replace(event, what=text, status="author_note"))

    # --- the date

    def _date(self, row: Row) -> tuple[str, DateReading, str, str | None, str | None]:
        time_cell = self._first(row, "time")
        at, problem = read_time(_value(time_cell))
        written, reading = self._written_date(row)
        if time_cell.text:
            if at is None and problem is None:
                at = reading.time
        else:
            at = reading.time
        end = self._first(row, "time_end").text
        shown = f"{time_cell.text} - {end}" if end and time_cell.text else time_cell.text
        return written, reading, shown, at, problem

    def _written_date(self, row: Row) -> tuple[str, DateReading]:
        when = self._first(row, "when")
        start, end = self._first(row, "when_start"), self._first(row, "when_end")
        if not when.text and (start.text or "when" not in self.at):
            when = start
        if not when.text and "year" in self.at:
            return self._in_parts(row)
        if end.text and not when.text:
            reading = self._read(end, row)
            return f"to {end.text}", replace(
                reading, problem=reading.problem or "Only an end date is written."
            )
        if not when.text:
            return "", self._undated()
        if _DITTO.fullmatch(when.text):
            return when.text, self._ditto()
        reading = self._read(when, row)
        if end.text and end.text != when.text:
            return f"{when.text} to {end.text}", _from_to(reading, self._read(end, row))
        return when.text, reading

    def _read(self, cell: Cell, row: Row) -> DateReading:
        return read_date(
            _value(cell),
            born=self.reader.born,
            context_year=self.context_year,
            pregnancy=self._tells_of_pregnancy(cell, row),
        )

    def _tells_of_pregnancy(self, cell: Cell, row: Row) -> bool:
        """Whether "at 32 weeks" counts from conception: the row's words say so, or who wrote it."""
        weeks = WEEKS.fullmatch(cell.text.strip().casefold())
        if weeks is None:
            return False
        told = " ".join(text for text in row.texts() if text != cell.text)
        by_midwives = int(weeks["n"]) > LATEST_POSTNATAL_WEEK and PREGNANCY.search(self.agency)
        return bool(PREGNANCY.search(told) or by_midwives)

    def _in_parts(self, row: Row) -> tuple[str, DateReading]:
        """A column each for day, month and year."""
        parts = [self._first(row, f).text for f in ("day_of_month", "month", "year")]
        written = " ".join(part for part in parts if part)
        return written, read_date(written, born=self.reader.born) if written else self._undated()

    def _undated(self) -> DateReading:
        if self.above is None or self.above.edtf is None:
            return DateReading(problem="No date is written.")
        problem = f"No date is written; the row above is dated {self.above_written}."
        return DateReading(problem=problem)

    def _ditto(self) -> DateReading:
        if self.above is None:
            return DateReading(problem="It says the same date as above, and there is none above.")
        return replace(
            self.above, time=None, problem="The date is that of the row above.", could_mean=()
        )

    # --- the rest of the row

    def _event(
        self,
        row: Row,
        written: str,
        reading: DateReading,
        time_written: str,
        at: str | None,
        problems: Sequence[str] = (),
    ) -> Event:
        first = lambda field: self._first(row, field).text  # noqa: E731
        agency = first("agency") if self.reader.agency is None else ""
        agency = agency or self.agency
        told = "; ".join(self._all(row, "source"))
        note = told.lstrip()[:1] in NOTE_MARKS and bool(told)
        recorded = self._first(row, "recorded_on")
        seen = (
            answers.child_seen(first("child_seen"), first("seen_alone"))
            if "child_seen" in self.at
            else answers.seen_alone_only(first("seen_alone"))
        )
        what = _joined(self._all(row, "what"))
        if written and not what and not note:
            problems = [*problems, "Nothing is written beside the date."]
        return Event(
            id="",
            agency=agency,
            when=reading.edtf,
            written=written,
            what=what,
            time=at,
            time_written=time_written,
            source=_prefixed(agency, told),
            document_ref=first("document_ref") or None,
            recorded_on=read_date(_value(recorded)).edtf if recorded.text else None,
            recorded_by="; ".join(self._all(row, "recorded_by")) or None,
            people=answers.people("; ".join(self._all(row, "people"))),
            child_seen=seen,
            child_voice=_joined(self._all(row, "child_voice")) or None,
            action_taken=_joined(self._all(row, "action_taken")) or None,
            no_action_reason=first("no_action_reason") or None,
            analysis=_joined(self._all(row, "analysis")) or None,
            expected_practice=answers.expected_practice(first("expected_practice")),
            significance=answers.significance(first("significance")),
            good_practice=answers.good_practice(first("good_practice")),
            contact_type=first("contact_type") or None,
            status="author_note" if note else "event",
            file=self.reader.file,
            sheet=self.grid.name,
            row=row.number,
            sequence=len(self.events) + 1,
            sha256=self.reader.sha256,
            raw=self._raw(row),
            problems=tuple(problems),
        )

    def _raw(self, row: Row) -> tuple[tuple[str, str], ...]:
        names = {c.position: c.heading for c in self.columns}
        return tuple(
            (names.get(i) or f"Column {i + 1}", cell.text)
            for i, cell in enumerate(row.cells)
            if cell.text or names.get(i)
        )

    def _first(self, row: Row, field: str) -> Cell:
        for position in self.at.get(field, ()):
            cell = _cell(row, position)
            if cell.text:
                return cell
        return EMPTY

    def _all(self, row: Row, field: str) -> list[str]:
        texts = (_cell(row, position).text for position in self.at.get(field, ()))
        return list(dict.fromkeys(text for text in texts if text))


def _value(cell: Cell) -> object:
    """What to read a date or time from: text as text, a real date or number as itself."""
    return cell.text if isinstance(cell.value, str) or cell.value is None else cell.value


def _cell(row: Row, position: int) -> Cell:
    return row.cells[position] if position < len(row.cells) else EMPTY


def _joined(texts: Sequence[str]) -> str:
    """Several columns of one meaning as one text; a short first one leads like a heading."""
    return (
        ": ".join(text.rstrip(":") for text in texts[:-1])
        + (": " if len(texts) > 1 else "")
        + (texts[-1] if texts else "")
    )


def _prefixed(agency: str, told: str) -> str:
    """The agency's name in front of its source, once."""
    if not told or told.casefold().startswith(f"{agency.casefold()}:"):
        return told or agency
    return f"{agency}: {told}"


def _from_to(start: DateReading, end: DateReading) -> DateReading:
    """A start column and an end column as one interval."""
    if start.edtf is None:
        return start
    if end.edtf is None:
        return replace(
            start, problem=f"The end date could not be read. {end.problem or ''}".strip()
        )
    low, high = start.edtf.partition("/")[0], end.edtf.partition("/")[2] or end.edtf
    if low == ".." or high == "..":
        return start
    first, last = bounds(low)[0], bounds(high)[1]
    if first is None or last is None or first > last:
        return replace(start, problem="The end date comes before the start date.")
    if low == high:
        return start
    return replace(
        start,
        edtf=f"{low}/{high}",
        earliest=first,
        latest=last,
        certainty="range" if start.certainty == "exact" == end.certainty else start.certainty,
    )


def _meanings(could_mean: Sequence[str]) -> str:
    return " or ".join(could_mean)


def _where(grid: Grid) -> str:
    return f"{grid.name}: " if grid.name else ""


def _heading_texts(rows: Sequence[Row], header: int, known: Headings) -> tuple[list[str], int]:
    """The headings, with a second line of them joined on, and where the data begin."""
    top = rows[header].texts()
    if header + 1 >= len(rows):
        return top, header + 1
    below = rows[header + 1]
    texts = below.texts() + [""] * (len(top) - len(below.cells))
    # Cells a merge repeats from the heading above add nothing.
    texts = ["" if cell.spread else t for cell, t in zip(below.cells, texts, strict=False)]
    under_blank = any(t and (i >= len(top) or not top[i]) for i, t in enumerate(texts))
    short = all(len(t) <= 40 for t in texts)
    known_words = sum(field_of(t, known)[2] > 0 for t in texts if t)
    dated = any(re.search(r"\d", t) for t in texts)
    if not (under_blank and short and known_words and not dated):
        return top, header + 1
    width = max(len(top), len(texts))
    joined, left = [], ""
    for i in range(width):
        above = top[i] if i < len(top) else ""
        sub = texts[i] if i < len(texts) else ""
        left = above or (left if sub else "")
        joined.append(f"{left} {sub}".strip() if sub else above)
    return joined, header + 2


def _data_rows(rows: Sequence[Row], headings: Sequence[str]) -> list[Row]:
    """Rows that are not the heading row once more (repeated on every page by hand)."""
    head = [fold(h) for h in headings if h]
    return [r for r in rows if not _repeats(r, head)]


def _repeats(row: Row, head: Sequence[str]) -> bool:
    texts = [text for text in row.texts() if text]
    return len(texts) == len(head) and all(
        fold(text) == heading for text, heading in zip(texts, head, strict=True)
    )


def _holds_chronology(columns: Sequence[Column]) -> bool:
    fields = {column.field for column in columns}
    return bool(fields & {"when", "when_start", "year"}) and bool(
        fields & {"what", "source", "action_taken", "analysis", "contact_type"}
    )


def _dated(rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether the date column of the last table reads as dates in this one too."""
    positions = [c.position for c in columns if c.field in ("when", "when_start")]
    if not positions:
        return False
    cells = [_cell(row, positions[0]) for row in rows]
    texts = [cell for cell in cells if cell.text]
    read = sum(read_date(_value(cell)).edtf is not None for cell in texts)
    return bool(texts) and read >= len(texts) / 2


def _leading_titles(rows: Sequence[Row], columns: Sequence[Column]) -> int:
    """How many rows stand above the first one with a date, in a table without headings."""
    at = next(c.position for c in columns if c.field == "when")
    for position, row in enumerate(rows):
        if len(row.own()) > 1 or read_date(_value(_cell(row, at))).edtf:
            return position
    return 0


def slug(name: str) -> str:
    """A name as part of an id: ``St Bride's Hospital`` -> ``st-brides-hospital``."""
    return re.sub(r"-+", "-", re.sub(r"[^a-z0-9]+", "-", fold(name))).strip("-") or "agency"


def _with_ids(events: Sequence[Event]) -> list[Event]:
    """Ids from what a row holds, not from where it stands: rows put in above change none.

    Rows of one agency that are the same in every cell are counted in the order they stand.
    """
    seen: Counter[str] = Counter()
    named = []
    for event in events:
        content = "\x1f".join(f"{heading}\x1e{text}" for heading, text in event.raw)
        digest = hashlib.sha256(f"{event.agency}\x1d{content}".encode()).hexdigest()[:10]
        base = f"{slug(event.agency)[:24]}-{digest}"
        seen[base] += 1
        named.append(replace(event, id=base if seen[base] == 1 else f"{base}-{seen[base]}"))
    return named
