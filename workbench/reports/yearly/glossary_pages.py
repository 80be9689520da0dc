"""Abbreviations that a report explains: glossary tables, pages of lines, and in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.documents.model import Block
from workbench.records import Term
from workbench.reports.shared.sections import Placed

_HEADING = re.compile(
    r"\bglossar|\babbreviations?\b|\bacronyms?\b|\bterms used\b|\blist of terms\b|"
    r"\bterminology\b|\bdefinitions\b|jargon",
    re.IGNORECASE,
)
# "CAMHS", "DfE", "RAS/R&S", "s47", "MASH": a capital or digit in every four letters.
_ABBREVIATION = (
    r"(?:[A-Z][A-Za-z]{0,3}(?:[A-Z&/.\-][A-Za-z&/.\-]{0,3}){1,8}|[A-Z]{2,10}(?:/[A-Z&]{1,8})?)"
)
_LINE = re.compile(
    rf"^(?P<term>{_ABBREVIATION}(?:\s\d)?)\s*(?:[-–—:=]\s*|\t\s*|\s+)(?P<meaning>[A-Z‘“'(][^\n]*)$"
)
_NEXT = re.compile(rf"(?<=\s)(?P<term>{_ABBREVIATION})\s+(?P<first>[A-Z])[a-z]")
_FEWEST = 5  # lines in a row that explain abbreviations make a glossary
_LONGEST_MEANING = 16  # words


def glossary(review: str, blocks: Sequence[Placed]) -> tuple[Term, ...]:
    """Abbreviations and their meanings, in the order printed, each once (the first kept)."""
    terms: dict[str, str] = {}
    run: list[tuple[str, str]] = []
    for here in blocks:
        found = list(_explained(here.block))
        if found:
            run += found
            continue
        _keep(run, terms)
        run = []
        if not here.under(_HEADING):
            continue
    _keep(run, terms)
    for here in blocks:
        if here.under(_HEADING):
            for term, meaning in _explained(here.block):
                terms.setdefault(term, meaning)
    return tuple(Term(review, term, meaning) for term, meaning in terms.items())


def _keep(run: list[tuple[str, str]], terms: dict[str, str]) -> None:
    if len(run) >= _FEWEST:
        for term, meaning in run:
            terms.setdefault(term, meaning)


def _explained(block: Block) -> Iterator[tuple[str, str]]:
    """The abbreviations a block explains, when it does nothing else."""
    if block.kind == "table":
        yield from _rows(block)
        return
    lines = [part for line in block.text.split("\n") for part in _parted(" ".join(line.split()))]
    found = [_LINE.match(line) for line in lines]
    if all(found) and lines:
        for match in found:
            if match and _is_meaning(match["term"], match["meaning"]):
                yield match["term"], match["meaning"].strip()


def _parted(line: str) -> list[str]:
    """Two abbreviations that ended up on one line: parted where initials begin a new one."""
    parts = [line]
    for match in _NEXT.finditer(line):
        term, first = match["term"], match["first"]
        head = line[: match.start()].split()
        if len(head) > 1 and term[0] == first and not head[-1].endswith(("of", "and", "&", "the")):
            last = parts.pop()
            at = len(last) - (len(line) - match.start())
            parts += [last[:at].strip(), last[at:].strip()]
    return parts


def _rows(block: Block) -> Iterator[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    filled = [[cell for cell in row if cell.strip()] for row in block.rows]
    filled = [row for row in filled if row]
    for row in filled:
        if len(row) == 1:
            match = _LINE.match(" ".join(row[0].split()))
            if match:
                pairs.append((match["term"], match["meaning"]))
        # Two abbreviations a row: term, meaning, term, meaning.
        for term, meaning in zip(row[::2], row[1::2], strict=False):
            if re.fullmatch(_ABBREVIATION + r"(?:\s\d)?", term.strip()):
                pairs.append((term.strip(), " ".join(meaning.split())))
    good = [pair for pair in pairs if _is_meaning(*pair)]
    if len(good) * 2 > len(filled):
        yield from good


def _is_meaning(term: str, meaning: str) -> bool:
    words = meaning.split()
    if not words or len(words) > _LONGEST_MEANING or re.search(r"\d$|[%£]", meaning):
        return False
    return not meaning.endswith(".") or len(words) <= 8 or words[0][0] == term[0]
