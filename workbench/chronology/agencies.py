"""Which agency sent a return: its own words first, then the tab, then the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from workbench.chronology.headings import Headings, fold

_LABEL = re.compile(
    r"^\s*(?:name of (?:the )?)?(?:reporting |contributing |submitting |completing |your )?"
    r"(?:agency|organi[sz]ation|service)(?:\s*name|/[a-z]+| completing)?"
    r"\s*(?:[:=–—-]|\n|\t)\s*(?P<name>\S.*)$",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    r"^\s*(?:name of (?:the )?)?(?:reporting |contributing |submitting |your )?"
    r"(?:agency|organi[sz]ation|service)(?:\s*name)?\s*:?\s*$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:[:|;]|\s[–—-]\s|\bfor\b|\bfrom\b|\bby\b|\bof\b)\s*", re.IGNORECASE)
# Sheets Excel names by itself, and sheets named for a time rather than for who wrote them.
_GENERIC_SHEET = re.compile(
    r"(?:sheet|tabelle|table|feuil)\s*\d*|\d+|(?:19|20)\d\d(?:\s*[-/–]\s*\d{2,4})?|"
    r"q[1-4].*|part\s*\d+|page\s*\d+",
    re.IGNORECASE,
)
_NOT_NAME = re.compile(r"v?\d+(?:\.\d+)*|v|[0-9a-f]{8,}|\d+(?:st|nd|rd|th)")
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{0,7})(?:\d{2,4})?"
)
_UPPER = frozenset(
    "gp csc cypmhs camhs nhs cafcass mash yot yos yjs hv ed icb ccg asc la amh".split()
)


def from_label(lines: Iterable[str]) -> str | None:
    """The name after "Agency:" in the lines or cells above a table."""
    waiting = False
    for line in lines:
        text = " ".join(line.split())
        if waiting and text:
            return text
        found = _LABEL.match(line.strip())
        if found:
            return " ".join(found["name"].split())
        waiting = bool(_LABEL_ALONE.match(text))
    return None


def from_titles(lines: Iterable[str], known: Headings) -> str | None:
    """The agency in a title such as "Police chronology" or "Chronology - St Bride's Hospital"."""
    for line in lines:
        if len(line) > 120 or re.search(r"[.!?]\s", line):
            continue
        named = [part for part in _PARTS.split(line) if _speaks_of_agency(part, known)]
        cleaned = [name for part in named if (name := _cleaned(part.split(), known))]
        if cleaned:
            return max(cleaned, key=lambda name: _strength(name, known))
    return None


def from_sheet(sheet: str, known: Headings) -> str | None:
    """The sheet's name where it is an agency's."""
    if not sheet or _GENERIC_SHEET.fullmatch(sheet.strip()) or not _speaks_of_agency(sheet, known):
        return None
    return _cleaned(re.split(r"[\s_]+", sheet), known)


def from_file(file: str, known: Headings) -> str | None:
    """The file's name without "chronology", versions, dates and the like."""
    stem = PurePath(file).stem
    stem = re.sub(r"\((?:copy|\d+)\)|\[.*?\]", " ", stem)
    stem = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stem)
    words = [word for word in re.split(r"[\s_.,()+-]+", stem) if word]
    return _cleaned(words, known)


def _speaks_of_agency(text: str, known: Headings) -> bool:
    return any(word in known.agency_words for word in fold(text).split())


def _strength(name: str, known: Headings) -> int:
    return sum(word in known.agency_words for word in fold(name).split())


def _cleaned(words: Iterable[str], known: Headings) -> str | None:
    """What is left is the name. Words of agencies ("Child Health") stay beside each other."""
    words = [word for word in words if word.strip("-–—:|,.()")]
    kept = []
    for i, word in enumerate(words):
        key = fold(word)
        joined = key in known.not_agency and _inside_a_name(words, i, known)
        if not key or (key in known.not_agency and not joined):
            continue
        if _NOT_NAME.fullmatch(key) or (_MONTH.fullmatch(key) and len(words) > 1):
            continue
        if len(key) == 1:  # "Child W"
            continue
        kept.append(word.strip(",.:;|()-–—"))
    name = " ".join(kept)
    if not name:
        return None
    if name.islower():
        name = " ".join(w.upper() if w in _UPPER else w for w in name.split())
        name = name[0].upper() + name[1:]
    return name


def _inside_a_name(words: list[str], i: int, known: Headings) -> bool:
    """ "Department *of* Health", "*Child* and *Family* Service": between two agency words."""
    before = any(fold(w) in known.agency_words for w in words[:i])
    after = any(fold(w) in known.agency_words for w in words[i + 1 :])
    return (before and after) and fold(words[i]) in ("and", "of", "for", "the", "family", "child")
