"""The rows of one table -> events, each with what stood above it in mind; none is dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workbench.chronology import answers
from workbench.chronology.agewords import PREGNANCY, WEEKS
from workbench.chronology.columns import Column
from workbench.chronology.dates import DateReading, read_date
from workbench.chronology.edtf_words import either
from workbench.chronology.intervals import bounds
from workbench.chronology.leading_hour import leading_hour
from workbench.chronology.tables import EMPTY, Cell, Grid, Row
from workbench.chronology.times import afternoon, read_time
from workbench.records import Event

# Rows whose source begins with one of these are the author's notes (Chronolator's convention).
NOTE_MARKS = ("#", "^", "¬", "~")
FEW_DAYS = 4  # what a date could mean is told where it helps: a list of thirteen days does not
_DITTO = re.compile(
    r"(?:[\"“”„″〃]+|''|,,|ditto|do\.|as above|same (?:day|date)(?: as above)?|see above)\.?",
    re.IGNORECASE,
)

# Whose work goes on at night: an hour such as "3.30" may be of it.
_BY_NIGHT = re.compile(
    r"police|constabulary|hospital|ambulance|emergency|maternity|midwi|ward|a&e|out of hours|edt|"
    r"111|^(?!.*(?:community|health visit|school)).*nhs trust|infirmary"
)

# After it no midwife sees a mother: later weeks in her records are weeks of pregnancy.
LATEST_POSTNATAL_WEEK = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """The file that the rows are of.

    ``agency`` is None unless the user said whose it is; then a column for the agency counts.
    """

    file: str
    sha256: str
    agency: str | None
    born: date | None


class Rows:
    """Turns the rows of one table into events, remembering what stood above."""

    def __init__(self, of: Sheet, grid: Grid, columns: tuple[Column, ...], agency: str) -> None:
        self.of, self.grid, self.columns, self.agency = of, grid, columns, agency
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
        if reading.could_mean and reading.problem and len(reading.could_mean) <= FEW_DAYS:
            problems[0] = f"{reading.problem} It could mean {either(reading.could_mean)}."
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
                read_date(value_of(row.cells[position]), born=self.of.born).edtf is None
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
        at, problem = read_time(value_of(time_cell))
        written, reading = self._written_date(row)
        hour, problem = self._by_day(time_cell.text or written, at or reading.time, problem)
        at, reading = hour if at else None, replace(reading, time=hour or reading.time)
        if time_cell.text:
            if at is None and problem is None:
                at = reading.time
        else:
            at = reading.time
        if not time_cell.text and at is None and reading.certainty == "exact":
            at, told = leading_hour(_joined(self._all(row, "what")))
            return written, reading, told, *self._by_day(told, at, problem)
        end = self._first(row, "time_end").text
        shown = f"{time_cell.text} - {end}" if end and time_cell.text else time_cell.text
        return written, reading, shown, at, problem

    def _by_day(
        self, written: str, at: str | None, problem: str | None
    ) -> tuple[str | None, str | None]:
        """An hour without am or pm as those mean it who work by day, and what to say of it."""
        by_day = afternoon(written, at)
        if by_day is None or problem or _BY_NIGHT.search(self.agency.casefold()):
            return at, problem
        return by_day, f"The hour is written without am or pm: taken as {by_day}."

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
            value_of(cell),
            born=self.of.born,
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
        return written, read_date(written, born=self.of.born) if written else self._undated()

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
        agency = first("agency") if self.of.agency is None else ""
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
            recorded_on=read_date(value_of(recorded)).edtf if recorded.text else None,
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
            file=self.of.file,
            sheet=self.grid.name,
            row=row.number,
            sequence=len(self.events) + 1,
            sha256=self.of.sha256,
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
            cell = cell_at(row, position)
            if cell.text:
                return cell
        return EMPTY

    def _all(self, row: Row, field: str) -> list[str]:
        texts = (cell_at(row, position).text for position in self.at.get(field, ()))
        return list(dict.fromkeys(text for text in texts if text))


def value_of(cell: Cell) -> object:
    """What to read a date or time from: text as text, a real date or number as itself."""
    return cell.text if isinstance(cell.value, str) or cell.value is None else cell.value


def cell_at(row: Row, position: int) -> Cell:
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
