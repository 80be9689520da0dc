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
# No more of a name than a month has: "Marlfield Primary School" begins with none.
_MONTH = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\d{2,4})?"
)
# Words that are an agency's whatever stands beside them on a tab.
_PLAIN_AGENCY = frozenset(
    "police constabulary hospital school academy nursery gp surgery camhs probation council nhs "
    "housing homes midwifery ambulance college prison refuge".split()
)
_JOINING = frozenset("of and for the".split())
# Lines above a table that name a person or a time, not the agency.
_ABOUT_ELSE = re.compile(
    r"^\s*(?:completed|prepared|written|compiled|submitted|signed|checked)?\s*(?:by|author|name|"
    r"social worker|worker|lead|contact|tel\w*|e-?mail|dob|d\.o\.b|date|period|scope|time ?frame|"
    r"subject|child|re|case|role|job title|reviewer)\b[^:]{0,40}:",
    re.IGNORECASE,
)
# A file's words: what stands between spaces, points and dashes; "0-19" is one, a kind of service.
_FILE_WORD = re.compile(r"\b0\s?[-–]\s?(?:5|11|18|19|25)\b|[^\s_.,()+-]+")
_LONGEST_SHORT_FORM = 6  # letters: a word in capitals that has fewer may be one
_UPPER = frozenset(
    "gp csc cypmhs camhs nhs cafcass mash yot yos yjs hv ed icb ccg asc la amh".split()
)


def from_label(lines: Iterable[str]) -> str | None:
    """The name after "Agency:" in the lines or cells above a table."""
    waiting = False
    for line in lines:
        text = " ".join(line.split())
        if waiting and text:
            return _name_alone(text)
        found = _LABEL.match(line.strip())
        if found:
            return _name_alone(found["name"])
        waiting = bool(_LABEL_ALONE.match(text))
    return None


# What follows the name on one line: "(invented). Author: S. Stone", "| Completed by ...".
_AFTER_NAME = re.compile(
    r"\s*(?:[|;]|(?<!\bst)(?<!\bdr)(?<!\bmr)(?<!\bmrs)\.\s+(?=\w)|[\u2013\u2014,.-]?\s*\b(?:author|completed|prepared|compiled|written|records?"
    r"|dates?|contact|name|role|period|signed)\b[\w ]{0,20}:).*$",
    re.IGNORECASE | re.DOTALL,
)


def _name_alone(text: str) -> str:
    name = " ".join(text.split())
    cut = _AFTER_NAME.sub("", name)
    return re.sub(r"\s*[([](?:invented|fictional|draft)[)\]]", "", cut or name).strip() or name


def from_titles(
    lines: Iterable[str], known: Headings, never: frozenset[str] = frozenset()
) -> str | None:
    """The agency in a title such as "Police chronology" or "Chronology - St Bride's Hospital"."""
    for line in lines:
        if len(line) > 120 or re.search(r"[.!?]\s", line) or _ABOUT_ELSE.match(line):
            continue
        named = [part for part in _PARTS.split(line) if _speaks_of_agency(part, known)]
        cleaned = [name for part in named if (name := _cleaned(part.split(), known, never))]
        if cleaned:
            return max(cleaned, key=lambda name: _strength(name, known))
    return None


def from_sheet(sheet: str, known: Headings, never: frozenset[str] = frozenset()) -> str | None:
    """The sheet's name where it is an agency's."""
    if not sheet or _GENERIC_SHEET.fullmatch(sheet.strip()) or not _speaks_of_agency(sheet, known):
        return None
    words = fold(sheet).split()
    if not _PLAIN_AGENCY.intersection(words) and not known.agency_words.issuperset(words):
        return None  # "Practice notes" and "Care plan" are no agencies
    return _cleaned(re.split(r"[\s_]+", sheet), known, never)


def from_file(file: str, known: Headings, never: frozenset[str] = frozenset()) -> str | None:
    """The file's name without "chronology", versions, dates, and the words of ``never``."""
    stem = PurePath(file).stem
    stem = re.sub(r"\((?:copy|\d+)\)|\[.*?\]", " ", stem)
    stem = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stem)
    words = [word for word in _FILE_WORD.findall(stem) if word]
    # Whom it is about is left out, where something is left then: ``camhs_chron_TM`` is CAMHS's.
    named = [word for word in words if not _is_initials(word, known)]
    return _cleaned(named, known, never) or _cleaned(words, known, never)


def _is_initials(word: str, known: Headings) -> bool:
    two = re.fullmatch(r"[A-Z]{2}", word) is not None
    return two and word.lower() not in _UPPER and not _speaks_of_agency(word, known)


def _speaks_of_agency(text: str, known: Headings) -> bool:
    return any(word in known.agency_words for word in fold(text).split())


def _strength(name: str, known: Headings) -> int:
    return sum(word in known.agency_words for word in fold(name).split())


def _cleaned(words: Iterable[str], known: Headings, never: frozenset[str]) -> str | None:
    """What is left of a title is the name, with the small words that join its parts."""
    words = [word for word in words if word.strip("-–—:|,.()")]
    kept = [_is_name(words, i, known, never) for i in range(len(words))]
    for i in range(1, len(words) - 1):
        joins = fold(words[i]) in _JOINING and kept[i - 1] and kept[i + 1]
        kept[i] = kept[i] or joins
    name = " ".join(w.strip(",.:;|()-–—") for w, keep in zip(words, kept, strict=True) if keep)
    return _cased(name) or None


def _cased(name: str) -> str:
    """A name in small or in large letters alone, as names are written."""
    if name.islower():
        name = " ".join(w.upper() if w in _UPPER else w for w in name.split())
        return name[0].upper() + name[1:]
    if name.isupper():
        return " ".join(_titled(word) for word in name.split())
    return name


def _titled(word: str) -> str:
    """``CONSTABULARY`` is Constabulary; a short form stays as it is."""
    short = word.lower() in _UPPER or len(word) < _LONGEST_SHORT_FORM
    return word.lower() if word.lower() in _JOINING else word if short else word.capitalize()


def _is_name(words: list[str], i: int, known: Headings, never: frozenset[str]) -> bool:
    key = fold(words[i])
    bare = key.rstrip("0123456789 ")
    following = fold(words[i + 1]) if i + 1 < len(words) else ""
    if key in ("child", "family") and following in ("and", "family", "health", "development"):
        return True  # "Child and Family Health", not "Child W"
    if re.fullmatch(r"0 \d+", key):
        return True  # "0-19 Service"
    if not bare or len(key) == 1 or key in never or bare in never:
        return False
    if key in known.not_agency or bare in known.not_agency or bare in ("sheet", "table"):
        return False
    return not (_NOT_NAME.fullmatch(key) or (_MONTH.fullmatch(key) and len(words) > 1))
