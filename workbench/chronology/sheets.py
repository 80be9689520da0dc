"""Any agency's table, or narrative -> events, one for each row, none dropped and none changed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from workbench.chronology import agencies
from workbench.chronology.columns import Column, map_columns
from workbench.chronology.dates import read_date
from workbench.chronology.headings import (
    Headings,
    field_of,
    find_header,
    fold,
    load_headings,
)
from workbench.chronology.paragraphs import dated_paragraphs
from workbench.chronology.rows import Rows, Sheet, cell_at, value_of
from workbench.chronology.tables import Grid, Row, Tables, read_tables
from workbench.chronology.yearless import between_the_years
from workbench.errors import ChronologyError
from workbench.records import Event

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
        When neither a table nor dated paragraphs in it hold a chronology.
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
        reader.read_paragraphs(tables)
    if not reader.events:
        raise ChronologyError(
            f"{tables.file} holds no chronology: no table with a date and what happened, and no "
            "paragraphs that begin with a date.",
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
        self.sheet = Sheet(file, sha256, agency, born)
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

    def read_paragraphs(self, tables: Tables) -> None:
        """A letter or narrative: each paragraph that begins with a date is a row."""
        grid = dated_paragraphs(tables.paragraphs, self.born)
        if grid is None:
            return
        if tables.format == "csv":  # the same lines were tried as a table, and set aside
            self.notes.clear()
            self.problems.clear()
        self.read(grid, alone=True)
        self.problems.append(
            f"There is no table with dates: {len(grid.rows) - 1} paragraphs that begin with a date "
            "were taken as rows, each with what stands under it."
        )

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
            term, meaning = cell_at(row, at["abbreviation"]).text, cell_at(row, at["meaning"]).text
            if term and meaning:
                self.glossary[term] = meaning
        return True

    def _set_aside(self, grid: Grid) -> None:
        told = [[text for text in row.texts() if text] for row in grid.rows]
        explained = [short_form(texts) for texts in told]
        self.glossary |= dict(each for each in explained if each)
        # "EDT | Emergency Duty Team" tells what a short form means, not who sent the return.
        above = [texts for texts, short in zip(told[:6], explained, strict=False) if not short]
        self.titles += [text for texts in above for text in texts]
        self.titles += grid.before
        lines = [" | ".join(texts) for texts in told]
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
        rows = Rows(self.sheet, grid, columns, named)
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


_MEANS = re.compile(r"\s*(?:[:=–—]|\s-\s|\t)\s*")


def short_form(texts: Sequence[str]) -> tuple[str, str] | None:
    """A short form and what it stands for, where that is all a row tells; else None.

    In two cells or in one ("CIN = Child in Need"); the short form must be the first letters of the
    words, with or without the small ones.
    """
    parts = list(texts) if len(texts) == 2 else _MEANS.split(texts[0], 1) if texts else []
    if len(parts) != 2 or not re.fullmatch(r"[A-Z][A-Za-z&/]{1,7}", parts[0].strip()):
        return None
    short, meaning = parts[0].strip(), parts[1].strip()
    words = re.findall(r"[A-Za-z][\w'’]*", meaning)
    letters = re.sub(r"[^a-z]", "", short.casefold())
    firsts = ["".join(w[0] for w in kept).casefold() for kept in (words, _without_small(words))]
    return (short, meaning) if letters in firsts else None


def _without_small(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.casefold() not in ("a", "an", "and", "for", "of", "the")]


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
    cells = [cell_at(row, positions[0]) for row in rows]
    texts = [cell for cell in cells if cell.text]
    read = sum(read_date(value_of(cell)).edtf is not None for cell in texts)
    return bool(texts) and read >= len(texts) / 2


def _leading_titles(rows: Sequence[Row], columns: Sequence[Column]) -> int:
    """How many rows stand above the first one with a date, in a table without headings."""
    at = next(c.position for c in columns if c.field == "when")
    for position, row in enumerate(rows):
        if len(row.own()) > 1 or read_date(value_of(cell_at(row, at))).edtf:
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
