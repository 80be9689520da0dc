"""A heading an agency wrote -> the field it means, with the reason; where the headings stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from workbench.chronology.dates import read_date
from workbench.chronology.tables import Cell, Row
from workbench.errors import VocabularyError
from workbench.places import shipped
from workbench.vocabulary_files import read_yaml

FILE = "chronology_headings.yaml"
ALIKE = 87  # of 100: how like a known heading an unknown one must be (rapidfuzz ratio)
LONGEST_HEADING = 90


@dataclass(frozen=True, slots=True)
class WordRule:
    """What a heading holds and may not hold to mean a field; each item is its alternatives."""

    wanted: tuple[tuple[str, ...], ...]
    barred: tuple[tuple[str, ...], ...]
    field: str


@dataclass(frozen=True, slots=True)
class Headings:
    """The vocabulary file, checked."""

    phrases: dict[str, str]  # folded phrase -> field
    fields: tuple[str, ...]
    rules: tuple[WordRule, ...]  # the first that fits decides
    not_agency: frozenset[str]
    agency_words: frozenset[str]


@cache
def load_headings(path: Path | None = None) -> Headings:
    """Read ``data/vocabulary/chronology_headings.yaml``, or a partnership's own copy.

    Raises
    ------
    VocabularyError
        When it is not YAML, lacks a part, names an unknown field, or gives one heading twice.
    """
    file = path or shipped("data", "vocabulary", FILE)
    return _checked(file.name, read_yaml(file))


FIELDS = (
    "when when_start when_end time time_end year month day_of_month agency source document_ref "
    "ref recorded_on recorded_by people what contact_type place child_seen seen_alone child_voice "
    "action_taken no_action_reason analysis expected_practice significance good_practice "
    "abbreviation meaning"
).split()


def _checked(name: str, content: Any) -> Headings:
    for part, kind in (
        ("fields", dict),
        ("words", list),
        ("not_agency", list),
        ("agency_words", list),
    ):
        if not isinstance(content, dict) or not isinstance(content.get(part), kind):
            raise VocabularyError.at(
                name, None, f"the part {part!r} is missing.", "Copy it from the shipped file."
            )
    phrases: dict[str, str] = {}
    for field, headings in content["fields"].items():
        if field not in FIELDS:
            raise VocabularyError.at(
                name, None, f"there is no field {field!r}.", f"There are: {', '.join(FIELDS)}."
            )
        for heading in headings or ():
            key = fold(str(heading))
            if phrases.get(key, field) != field:
                raise VocabularyError.at(
                    name,
                    None,
                    f"{heading!r} stands under both {phrases[key]!r} and {field!r}.",
                    "Keep it under one of them.",
                )
            phrases[key] = field
    return Headings(
        phrases,
        tuple(content["fields"]),
        tuple(_rule(name, rule) for rule in content["words"]),
        frozenset(fold(str(w)) for w in content["not_agency"]),
        frozenset(fold(str(w)) for w in content["agency_words"]),
    )


def _rule(name: str, rule: Any) -> WordRule:
    if not isinstance(rule, dict) or set(rule) != {"has", "field"} or rule["field"] not in FIELDS:
        raise VocabularyError.at(
            name,
            None,
            f"the line {rule!r} under 'words' does not hold together.",
            "It must read like: {has: [date, =time], field: when}, with a field there is.",
        )
    items = [str(item) for item in rule["has"]]
    wanted = tuple(tuple(item.split("|")) for item in items if not item.startswith("!"))
    barred = tuple(tuple(item[1:].split("|")) for item in items if item.startswith("!"))
    return WordRule(wanted, barred, rule["field"])


def fold(text: str) -> str:
    """Lower case, no punctuation, no accents, brackets' contents kept as words."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = re.sub(r"['’`]", "", text)
    text = re.sub(r"&", " and ", text)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def field_of(heading: str, known: Headings) -> tuple[str | None, str, int]:
    """The field a heading means, the reason in words, and how sure (0 to 100)."""
    from rapidfuzz import fuzz, process

    whole = fold(heading)
    if not whole or len(whole) > LONGEST_HEADING:
        return None, "no heading", 0
    without = fold(re.sub(r"[(\[].*?[)\]]", " ", heading))
    for text in dict.fromkeys((whole, without)):
        if text in known.phrases:
            return known.phrases[text], "known heading", 100
    alike = process.extractOne(without or whole, known.phrases.keys(), scorer=fuzz.ratio)
    if alike and alike[1] >= ALIKE and len(alike[0]) > 3:
        return known.phrases[alike[0]], f"like {alike[0]!r}", int(alike[1])
    ruled = _by_words(whole, known)
    if ruled and len(whole.split()) <= 12:
        return ruled[0], f"holds {ruled[1]!r}", 70
    return None, "heading not known", 0


def _by_words(text: str, known: Headings) -> tuple[str, str] | None:
    """The first rule of the vocabulary whose every item is in the heading."""
    words = text.split()
    for rule in known.rules:
        found = [_first_match(options, words) for options in rule.wanted]
        if all(found) and not any(_first_match(options, words) for options in rule.barred):
            return rule.field, " and ".join(dict.fromkeys(word for word in found if word))
    return None


def _first_match(options: tuple[str, ...], words: Sequence[str]) -> str | None:
    for option in options:
        for word in words:
            if word == option[1:] if option.startswith("=") else word.startswith(option):
                return word
    return None


def find_header(
    rows: Sequence[Row],
    known: Headings,
    mapping: Mapping[str, str] | None = None,
    look: int = 40,
) -> int | None:
    """Position of the heading row among the first rows, or None where there is none.

    The row with most headings known to us or named in ``mapping``, two at the least, one of them
    a date or what happened; a long cell or a date in it speaks against it. Where there is no
    such row: a row of short texts that stands over a column of dates.
    """
    chosen = {fold(heading): field for heading, field in (mapping or {}).items()}
    best, best_score = None, 0.0
    for position, row in enumerate(rows[:look]):
        texts = [row.cells[i].text for i in row.own()]
        if len(texts) < 2 or (row.merged_across and len(texts) < 3):
            continue
        fields = [
            (chosen[fold(text)], "chosen", 100) if fold(text) in chosen else field_of(text, known)
            for text in texts
        ]
        named = {field for field, _, sure in fields if field and sure}
        if len(named) < 2 or not named & {"when", "when_start", "what", "abbreviation", "year"}:
            continue
        score = sum(sure for field, _, sure in fields if field) / 100
        score -= sum(len(text) > LONGEST_HEADING for text in texts)
        score -= sum(2 for text in texts if re.search(r"\d{2}", text) and read_date(text).edtf)
        if score > best_score and score >= 1.4:
            best, best_score = position, score
    return best if best is not None else _over_dates(rows, look)


def _over_dates(rows: Sequence[Row], look: int) -> int | None:
    """The first row of short texts, none a date, with dates under one of them."""
    for position, row in enumerate(rows[:look]):
        own = row.own()
        texts = [row.cells[i].text for i in own]
        if len(own) < 2 or any(
            len(t) > 60 or reads_as_date(row.cells[i]) for t, i in zip(texts, own, strict=True)
        ):
            continue
        below = rows[position + 1 : position + 6]
        for i in own:
            cells = [r.cells[i] for r in below if i < len(r.cells) and r.cells[i].text]
            if cells and sum(map(reads_as_date, cells)) > 0.6 * len(cells):
                return position
    return None


def reads_as_date(cell: Cell) -> bool:
    value = cell.text if isinstance(cell.value, str) or cell.value is None else cell.value
    return len(cell.text) < 60 and read_date(value).edtf is not None
