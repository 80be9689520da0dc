"""What an audit found, finding by finding.

Audits print their findings as numbered paragraphs, as lists under "What worked well" and "What
we are worried about", as rows of a table, or as a few paragraphs under each question or theme.
The smallest part that was printed as one finding is one: a number or a bullet goes before the
heading above it, and only where a theme has neither is the whole of it one finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.records import Polarity
from workbench.reports.parts.items import Item
from workbench.reports.parts.outline import Outline, Section
from workbench.reports.parts.printed_pieces import Piece
from workbench.reports.parts.rows_of_items import Cell, cells_of
from workbench.reports.parts.titles import Topic, plain_title
from workbench.reports.shared.leanings import leaning_of

_FOUND = re.compile(
    r"(?:the |key |main |overall |summary of |overview of |audit |detailed |headline |our |"
    r"multi-agency |collective |individual )*(?:audit )?(?:findings?|results?)\b.{0,60}|"
    r"what (?:we|the audit|the auditors|auditors|the panel|the files|files|records|it)"
    r"(?: told us| show(?:ed|s)?| found| saw| learned)\b.{0,40}|what (?:was|did we) f(?:ou|i)nd.*|"
    r"(?:audit )?(?:analysis|themes?)(?: (?:and|of) .{0,40})?|what the audit (?:tells|told) us",
)
# Titles of chapters that tell how the audit was done, and of what is no finding of this audit.
_ABOUT_THE_AUDIT = re.compile(
    r".*\b(?:purpose|scope|aims?|objectives?|background|context|introduction|method\w*|sample|"
    r"how (?:it|we|the audit|this audit)\b.*|about (?:this|the) audit|terms of reference|"
    r"who took part|participants?|audit (?:tool|team|process|approach|questions|criteria|group|"
    r"panel)|panel members|key lines? of enquiry|gradings?|judge?ments?|ratings?|"
    r"next steps|what happens next|dissemination|distribution|previous|last|follow[- ]up|"
    r"progress|since|acknowledge?ments|limitations?|demograph\w+|cohort|profile|"
    r"the children(?: and young people)?(?: in the audit)?|voice of (?:the )?parents? quotes)\b.*",
)
_NOT_FINDINGS: frozenset[Topic] = frozenset(
    {
        "introduction",
        "recommendations",
        "questions",
        "learning",
        "later",
        "glossary",
        "end",
        "summary",
        "finding_summary",
        "conclusion",
        "actions",
        "family",
    }
)
_LOOKED_FOR = re.compile(
    r"\b(?:looked for|asked|questions|criteria|considered|sample|agencies|included in the audit|"
    r"consisted|made up of|definitions?|members|following (?:areas|themes|standards|domains))\b"
    r"[^.]*:$",
    re.IGNORECASE,
)
_FEWEST_WORDS = 5
_TABLE_FINDING = re.compile(
    r"(?:key |main |audit )*(?:findings?|what (?:we|was|auditors) f(?:ou|i)nd|evidence|"
    r"commentary|auditors'? comments?)",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding's pieces, and its polarity where its heading says it."""

    item: Item
    polarity: Polarity | None = None


def findings_of(pieces: Sequence[Piece], outline: Outline) -> list[Found]:
    """Every finding in the order printed."""
    told = [section for section in outline.sections if _tells(section)]
    within = [s for s in outline.sections if any(around in told for around in s.chain())]
    if not within:
        within = [s for s in outline.sections if _is_a_theme(s)]
    found: list[Found] = []
    for section in within:
        if not any(_is_elsewhere(around) for around in section.chain()[: _depth(section, told)]):
            found += _in_section(pieces, outline, section, whole=section not in told)
    found += _in_tables(pieces, outline)
    return sorted(found, key=lambda one: one.item.start)


def _tells(section: Section) -> bool:
    plain = plain_title(section.title)
    return leaning_of(section.title) is not None or bool(_FOUND.fullmatch(plain))


def _depth(section: Section, told: Sequence[Section]) -> int:
    """How many headings up a chapter of findings is, if there is one: below it, all is of it."""
    chain = section.chain()
    return next((n for n, around in enumerate(chain) if around in told), len(chain))


def _is_elsewhere(section: Section) -> bool:
    """A part that is no finding, wherever it stands: recommendations, good practice, method."""
    if section.label is not None and section.label.kind not in ("finding", "theme"):
        return True
    if leaning_of(section.title) is not None:
        return False
    return section.topic in _NOT_FINDINGS or section.topic == "good_practice"


def _is_a_theme(section: Section) -> bool:
    """A chapter that by its title is neither about the audit nor of another kind."""
    return not any(
        _is_elsewhere(around) or _ABOUT_THE_AUDIT.fullmatch(plain_title(around.title))
        for around in section.chain()
    )


def _in_section(
    pieces: Sequence[Piece], outline: Outline, section: Section, *, whole: bool
) -> Iterator[Found]:
    own = [
        i
        for i in range(section.first + 1, section.stop)
        if outline.inside[i] is section and pieces[i].kind in ("text", "bullet")
    ]
    # A box, a labelled line and what stands behind it are something else.
    labels = ((i, pieces[i].label) for i in own)
    stop = next((i for i, label in labels if label and label.kind != "finding"), None)
    own = [i for i in own if stop is None or i < stop]
    title = leaning_of(section.title)
    numbered = [i for i in own if pieces[i].number is not None and pieces[i].kind == "text"]
    if numbered:
        yield from (
            Found(_item(pieces, section, i, _end_of_numbered(pieces, own, i, numbered)), title)
            for i in numbered
        )
        return
    listed = list(_bullets(pieces, own, title))
    if listed:
        yield from (Found(_item(pieces, section, i, i + 1), leans) for i, leans in listed)
        return
    texts = [i for i in own if _says_enough(pieces[i])]
    if whole and texts:
        yield Found(_item(pieces, section, texts[0], _run(own, texts[0]), named=True), title)
    else:
        yield from (Found(_item(pieces, section, i, i + 1), title) for i in texts)


def _says_enough(piece: Piece) -> bool:
    return len(piece.text.split()) >= _FEWEST_WORDS and not piece.text.endswith(":")


def _end_of_numbered(
    pieces: Sequence[Piece], own: Sequence[int], first: int, numbered: Sequence[int]
) -> int:
    """A numbered finding takes the unnumbered lines that follow it."""
    last = first + 1
    while last in own and last not in numbered and pieces[last].box == pieces[first].box:
        last += 1
    return last


def _run(own: Sequence[int], first: int) -> int:
    last = first + 1
    while last in own:
        last += 1
    return last


def _bullets(
    pieces: Sequence[Piece], own: Sequence[int], title: Polarity | None
) -> Iterator[tuple[int, Polarity | None]]:
    """The items of each list that is of findings, with what the words above it say of them."""
    leans, wanted = title, True
    top = min((pieces[i].level for i in own if pieces[i].kind == "bullet"), default=0)
    for i in own:
        piece = pieces[i]
        if piece.kind == "text":
            wanted = not _LOOKED_FOR.search(piece.text)
            leans = leaning_of(piece.text) or title
        elif wanted and piece.level == top and len(piece.text.split()) >= _FEWEST_WORDS - 1:
            yield i, leans


def _item(
    pieces: Sequence[Piece], section: Section, first: int, last: int, *, named: bool = False
) -> Item:
    return Item(
        "finding",
        first,
        last,
        pieces[first].start,
        pieces[last - 1].end,
        printed=section_number(pieces, section) if named else pieces[first].number,
        section=section.title,
    )


def section_number(pieces: Sequence[Piece], section: Section) -> str | None:
    """The number printed at a section's heading."""
    return pieces[section.first].number


def _in_tables(pieces: Sequence[Piece], outline: Outline) -> Iterator[Found]:
    """Columns headed "Strengths" and "Areas for development", or "Finding" beside a theme."""
    for index, piece in enumerate(pieces):
        if piece.kind != "table" or len(piece.rows) < 2 or outline.topic(index) == "later":
            continue
        heads = [plain_title(cell) for cell in piece.rows[0]]
        leans = {at: side for at, head in enumerate(heads) if (side := leaning_of(head))}
        column = next((at for at, head in enumerate(heads) if _TABLE_FINDING.fullmatch(head)), None)
        columns: dict[int, Polarity | None] = dict(leans)
        if not leans and column is not None:
            columns[column] = None
        for row in cells_of(piece)[1:]:
            for at, side in columns.items():
                if at < len(row):
                    yield from _in_cell(index, row, at, side, outline)


def _in_cell(
    index: int, row: Sequence[Cell], at: int, side: Polarity | None, outline: Outline
) -> Iterator[Found]:
    """A cell's findings: one a line, or one for the cell."""
    beside = next((cell.text for cell in row[:at] if 0 < len(cell.text.split()) <= 14), None)
    cell = row[at]
    start = cell.start
    for line in re.split(r"(\n|\s*[•▪●]\s*)", cell.text):
        text = line.strip()
        if len(text.split()) >= _FEWEST_WORDS - 1:
            begins = start + line.index(text[:1])
            item = Item("finding", index, index + 1, begins, begins + len(text))
            item.section = beside or outline.title(index)
            yield Found(item, side)
        start += len(line)
