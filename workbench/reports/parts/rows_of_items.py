"""Recommendations, learning or findings printed as rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.reports.parts.items import Item, findings_named
from workbench.reports.parts.labels import label_of
from workbench.reports.parts.listed_items import PRESCRIBES, ListedKind
from workbench.reports.parts.outline import Outline
from workbench.reports.parts.printed_pieces import Piece

_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "number",
        re.compile(
            r"(?:no|nos|number|ref|reference|#|rec(?:ommendation)? (?:no|number|ref)|item)\.?", re.I
        ),
    ),
    (
        "recommendation",
        re.compile(
            r"(?:the |agreed |key |multi-agency |single agency )*recommendations?(?: .{0,40})?",
            re.I,
        ),
    ),
    (
        "question",
        re.compile(r"(?:questions?|considerations?|issues?)(?: (?:for|to) .{0,60})?", re.I),
    ),
    (
        "learning",
        re.compile(
            r"(?:key |practice )*(?:learning|lessons?)"
            r"(?: (?:points?|themes?|identified|learned|learnt))?",
            re.I,
        ),
    ),
    ("good_practice", re.compile(r"(?:examples? of )?good practice(?: .{0,30})?", re.I)),
    (
        "finding",
        re.compile(
            r"(?:key |linked |related |link to |links to )*(?:findings?|themes?)(?: .{0,20})?", re.I
        ),
    ),
    ("action", re.compile(r"(?:agreed |key |specific )*actions?(?: .{0,30})?", re.I)),
    (
        "owner",
        re.compile(
            r"(?:lead|owner|responsib|by whom|who\b|agenc(?:y|ies)|for action|organisation|"
            r"partner|addressed|for\b).{0,40}",
            re.I,
        ),
    ),
)


_FEWEST_WORDS = 5  # a numbered row with fewer only names a recommendation told elsewhere


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words and where they stand in the document's text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def cells_of(piece: Piece) -> list[tuple[Cell, ...]]:
    """A table's cells with their places, row by row."""
    found: list[tuple[Cell, ...]] = []
    at = 0
    for row in piece.rows:
        cells = []
        for text in row:
            place = piece.text.find(text, at) if text else at
            if place < 0:  # the layer that made the table folded something
                place = at
            cells.append(Cell(text, piece.start + place))
            at = place + len(text)
        found.append(tuple(cells))
    return found


def column_names(header: Sequence[str]) -> dict[str, int]:
    """Which column holds what, as far as the header says."""
    names: dict[str, int] = {}
    for index, cell in enumerate(header):
        words = " ".join(cell.split()).strip(" :.*")
        label = label_of(words)
        if label and label.number:
            continue  # "Recommendation 1" begins a row, it does not head a column
        for name, pattern in _COLUMNS:
            if words and pattern.fullmatch(words) and name not in names:
                names[name] = index
                break
    return names


def rows_in(pieces: Sequence[Piece], outline: Outline, kind: ListedKind) -> list[Item]:
    """Every item of one kind that stands in a table: by its column's name or by its label."""
    found: list[Item] = []
    columns: dict[str, int] = {}
    for index, piece in enumerate(pieces):
        if piece.kind != "table" or not piece.rows:
            continue
        here = column_names(piece.rows[0])
        headed = kind in here
        if headed:
            columns = here
        elif here or not _goes_on(piece, columns, pieces, index):
            columns = {}
        found += _items(outline, kind, index, piece, columns, skip_first=headed)
        if not columns:
            found += _labelled_cells(outline, kind, index, piece)
    return found


def _goes_on(piece: Piece, columns: dict[str, int], pieces: Sequence[Piece], index: int) -> bool:
    """The same table on the next page, without its header."""
    return bool(columns) and index > 0 and pieces[index - 1].kind == "table"


def _items(
    outline: Outline,
    kind: ListedKind,
    index: int,
    piece: Piece,
    columns: dict[str, int],
    skip_first: bool,
) -> Iterator[Item]:
    column = columns.get(kind)
    if column is None:
        return
    rows = cells_of(piece)[1 if skip_first else 0 :]
    for row in rows:
        if column >= len(row) or not row[column].text.strip():
            continue
        text = row[column].text
        if _is_title(row, columns, column):
            continue
        told = _printed(row, columns) is not None and len(text.split()) >= _FEWEST_WORDS
        if kind == "recommendation" and not (told or PRESCRIBES.search(text)):
            continue
        yield _from_row(outline, kind, index, row, columns, column)


def _is_title(row: Sequence[Cell], columns: dict[str, int], column: int) -> bool:
    """``Theme 1: Not seen`` across a whole row: a title of the rows below it."""
    beside = {column, columns.get("number", column)}
    if any(cell.text.strip() for at, cell in enumerate(row) if at not in beside):
        return False
    label = label_of(" ".join(row[at].text for at in sorted(beside) if at < len(row)).strip())
    return label is not None and label.kind == "theme" and not PRESCRIBES.search(row[column].text)


def _from_row(
    outline: Outline,
    kind: ListedKind,
    index: int,
    row: Sequence[Cell],
    columns: dict[str, int],
    column: int,
) -> Item:
    cell = row[column]
    label = label_of(cell.text)
    start = cell.start
    printed = _printed(row, columns)
    if label and label.kind == kind:
        start, printed = cell.start + label.length, label.number or printed
    else:
        found = re.match(r"(\d{1,2}(?:\.\d{1,2})?)[.)]?\s+(?=[A-Z])", cell.text)
        if found and printed is None:
            start, printed = cell.start + found.end(), found[1]
    owner = columns.get("owner")
    who = (row[owner].text,) if owner is not None and owner < len(row) else ()
    named = columns.get("finding")
    findings: tuple[str, ...] = ()
    if named is not None and named < len(row):
        findings = findings_named(row[named].text) or _bare_numbers(row[named].text)
    return Item(
        kind,
        index,
        index + 1,
        start,
        cell.end,
        printed=printed,
        section=outline.title(index),
        # In an action plan the lead is of the action, and only may be of the recommendation.
        leads=() if "action" in columns else who,
        headings=who if "action" in columns else (),
        findings=findings,
        labelled=bool(label and label.kind == kind),
        listing=-index,
        in_summary=outline.topic(index) in ("summary", "finding_summary"),
    )


def _printed(row: Sequence[Cell], columns: dict[str, int]) -> str | None:
    at = columns.get("number")
    if at is None or at >= len(row):
        return None
    label = label_of(row[at].text)
    words = label.number if label else row[at].text.strip(" .()")
    return words if words and len(words) <= 8 else None


def _bare_numbers(text: str) -> tuple[str, ...]:
    if not re.fullmatch(r"[\d.,;&\s]+|\d+(?:(?:,| and|&|\s)+\d+)*", text.strip()):
        return ()
    return tuple(re.findall(r"\d+(?:\.\d+)?", text))


def _labelled_cells(outline: Outline, kind: ListedKind, index: int, piece: Piece) -> Iterator[Item]:
    """A table used as a box: ``Recommendation 2`` in one cell, its words there or in the next."""
    for row in cells_of(piece):
        for at, cell in enumerate(row):
            label = label_of(cell.text)
            if label is None or label.kind != kind or not (label.number or not label.whole):
                continue
            text = cell
            start = cell.start + label.length
            if label.whole:
                text = next((c for c in row[at + 1 :] if c.text.strip()), cell)
                start = text.start
            if start >= text.end or (text is cell and label.whole):
                continue
            yield Item(
                kind,
                index,
                index + 1,
                start,
                text.end,
                printed=label.number,
                section=outline.title(index),
                leads=(label.note,) if label.note else (),
                findings=findings_named(text.text),
                labelled=True,
                in_summary=outline.topic(index) in ("summary", "finding_summary"),
            )
