"""Tables of a review as printed, who is who in its family, and the abbreviations it explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.records import ReportTable, Term
from workbench.reports.parts.outline import Outline
from workbench.reports.parts.printed_pieces import Piece

_CAPTION = re.compile(r"(?:table|figure|box|appendix)\s*(?:\d+|[A-Z])?\b.*", re.IGNORECASE)
_FAMILY_HEADS = re.compile(
    r"\b(?:relation(?:ship)?|pseudonym|family member|known as|referred to|age|date of birth)\b",
    re.IGNORECASE,
)
_WHO_HEADS = re.compile(r"\b(?:name|pseudonym|person|family member|known as|referred to)\b", re.I)
_IS_SUBJECT = re.compile(r"\bsubject\b|\b(?:index|focus) child\b", re.IGNORECASE)
_TERM_HEADS = re.compile(
    r"(?:term|abbreviation|acronym|initials?|word|phrase)s?(?: used)?", re.IGNORECASE
)
_TERM_LINE = re.compile(
    r"(?P<term>[A-Z][A-Za-z0-9&/'’() -]{0,48}?)(?:\s*[:=–—\t]\s*|\s+-\s+|\s{2,})"
    r"(?P<meaning>\S.{1,400})"
)
_SHORT_TERM = re.compile(
    r"(?P<term>[A-Z][A-Za-z0-9&/]*[A-Z0-9][A-Za-z0-9]*)\s+(?P<meaning>[A-Za-z].{3,200})"
)
_FULL_AND_SHORT = re.compile(
    r"(?P<meaning>[A-Z][\w'’&, -]{4,80}?)\s*\((?P<term>[A-Z][A-Za-z0-9&/]{1,9})\)"
)


def tables_in(review: str, pieces: Sequence[Piece], outline: Outline) -> list[ReportTable]:
    """Every table, named by its caption or by the heading it stands under."""
    found: list[ReportTable] = []
    for index, piece in enumerate(pieces):
        if piece.kind != "table" or not piece.rows:
            continue
        width = max(len(row) for row in piece.rows)
        rows = tuple((*row, *([""] * (width - len(row)))) for row in piece.rows)
        found.append(
            ReportTable(
                review,
                _name(pieces, outline, index),
                rows[0],
                rows[1:],
                page=piece.page,
                line=piece.line,
            )
        )
    return found


def is_family(table: ReportTable) -> bool:
    """Whether a table tells who is who: two of name, relation and age head its columns."""
    heads = [head for head in table.columns if head]
    return len([head for head in heads if _FAMILY_HEADS.search(head)]) >= 1 and any(
        _WHO_HEADS.search(head) for head in heads
    )


def subject_in(tables: Sequence[ReportTable]) -> str | None:
    """Whom a family table calls the subject of the review, by pseudonym; None where none does."""
    for table in tables:
        if not is_family(table):
            continue
        at = next(i for i, head in enumerate(table.columns) if _WHO_HEADS.search(head))
        for row in table.rows:
            others = [cell for i, cell in enumerate(row) if i != at]
            if row[at].strip() and any(_IS_SUBJECT.search(cell) for cell in others):
                return row[at].strip()
    return None


def terms_in(review: str, pieces: Sequence[Piece], outline: Outline) -> list[Term]:
    """What the glossary says, each term once, in its order."""
    found: dict[str, Term] = {}
    for index, piece in enumerate(pieces):
        in_glossary = outline.topic(index) == "glossary"
        for term, meaning in _terms(piece, in_glossary):
            term, meaning = term.strip(" :–—-*"), meaning.strip(" *")
            if term and meaning:
                found.setdefault(term.casefold(), Term(review, term, meaning))
    return list(found.values())


def _terms(piece: Piece, in_glossary: bool) -> Iterator[tuple[str, str]]:
    if piece.kind == "table" and len(piece.rows[0]) >= 2:
        headed = bool(_TERM_HEADS.fullmatch(piece.rows[0][0].strip(" :")))
        if not (headed or in_glossary):
            return
        # Two glossaries side by side in one table: pairs of columns.
        for row in piece.rows[1 if headed else 0 :]:
            for at in range(0, len(row) - 1, 2):
                yield row[at], row[at + 1]
    elif in_glossary and piece.kind in ("text", "bullet"):
        for line in piece.text.split("\n"):
            for pattern in (_TERM_LINE, _SHORT_TERM, _FULL_AND_SHORT):
                found = pattern.fullmatch(line.strip())
                if found:
                    yield found["term"], found["meaning"]
                    break


def _name(pieces: Sequence[Piece], outline: Outline, index: int) -> str:
    for other in (index - 1, index + 1):
        if 0 <= other < len(pieces):
            near = pieces[other]
            short = near.kind in ("text", "heading") and len(near.text) <= 160
            if short and re.match(r"(?i)table\b", near.text) and _CAPTION.fullmatch(near.text):
                return near.text
    title = outline.title(index)
    if title:
        return title
    return ", ".join(head for head in pieces[index].rows[0] if head)
