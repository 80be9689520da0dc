"""Two-way pseudonyms for people and places, their key kept in a file apart from the chronology.

Whole words only, the longest name first, in one pass, so that no pseudonym is itself replaced.
``WREN`` becomes ``CHILD A`` and ``wren`` ``child a``; possessives follow by themselves. A name
that is also a word ("will", "rose") is replaced only with a capital; where it stands in lower
case it is reported, never silently left.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from workbench.chronology.ages import day_offset
from workbench.chronology.dates import read_date
from workbench.chronology.edtf_words import AS_READ
from workbench.chronology.intervals import bounds
from workbench.chronology.people import COMMON_WORDS, name_pattern
from workbench.errors import ChronologyError

TEXT_COLUMNS = (
    "what",
    "source",
    "action_taken",
    "no_action_reason",
    "analysis",
    "child_voice",
    "recorded_by",
    "document_ref",
    "contact_type",
    "agency",
    "read_by_reviewer",
)


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """``real`` as the records name a person or place; each alias is an entry of its own."""

    real: str
    pseudonym: str
    kind: str = "person"  # "person", "place" or "organisation"


class Key:
    """Which pseudonym stands for which name.

    Raises
    ------
    ChronologyError
        When the key cannot work in both directions: a name or a pseudonym is empty or given
        twice, or a pseudonym is also a name.
    """

    def __init__(self, entries: Iterable[Pseudonym]) -> None:
        self.entries = tuple(entries)
        _checked(self.entries)
        self._there = _Swap({e.real: e.pseudonym for e in self.entries}, spare_words=True)
        self._back = _Swap({e.pseudonym: e.real for e in self.entries}, spare_words=False)

    def hide(self, text: str) -> str:
        """Names -> pseudonyms."""
        return self._there(text)

    def restore(self, text: str) -> str:
        """Pseudonyms -> names."""
        return self._back(text)

    def left(self, text: str) -> tuple[str, ...]:
        """Names that are also words and stand in lower case: somebody must look at them."""
        words = [e.real for e in self.entries if e.real.casefold() in COMMON_WORDS]
        return tuple(w for w in words if re.search(rf"(?<!\w){re.escape(w.lower())}(?!\w)", text))


def load_key(path: Path) -> Key:
    """Read a key file.

    Raises
    ------
    ChronologyError
        When it is not a key file, or the key cannot work in both directions.
    """
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        entries = [
            Pseudonym(str(e["real"]), str(e["pseudonym"]), str(e.get("kind", "person")))
            for e in content["pseudonyms"]
        ]
    except (ValueError, KeyError, TypeError) as wrong:
        raise ChronologyError(
            f"{Path(path).name} is not a key file.",
            'It must read like {"pseudonyms": [{"real": "Name", "pseudonym": "Child A"}]}.',
        ) from wrong
    return Key(entries)


def save_key(path: Path, key: Key) -> None:
    """Write a key file, readable by its owner alone; keep it apart from the chronology."""
    content = {
        "pseudonyms": [
            {"real": e.real, "pseudonym": e.pseudonym, "kind": e.kind} for e in key.entries
        ]
    }
    path = Path(path)
    path.touch(mode=0o600, exist_ok=True)
    path.chmod(0o600)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def hide_names(events: pd.DataFrame, key: Key) -> pd.DataFrame:
    """The chronology with every name replaced; same rows, order and columns.

    ``file`` and ``sheet`` often hold a name too; ``raw`` keeps the words as sent. All three are
    emptied.
    """
    hidden = _over_texts(events, key.hide)
    hidden["raw"] = [()] * len(hidden)
    for column in ("file", "sheet"):
        hidden[column] = ""
    return hidden


def restore_names(events: pd.DataFrame, key: Key) -> pd.DataFrame:
    """The way back of :func:`hide_names`, but for what it emptied."""
    return _over_texts(events, key.restore)


def check_reversible(events: pd.DataFrame, key: Key) -> pd.DataFrame:
    """Rows that would not come back word for word, and names somebody must look at.

    Returns
    -------
    DataFrame
        ``id``, ``column``, ``problem`` (a sentence). Empty when all is well.
    """
    rows = []
    for row in events.to_dict("records"):
        for column in TEXT_COLUMNS:
            text = row.get(column) or ""
            hidden = key.hide(text)
            if key.restore(hidden) != text:
                problem = "A pseudonym already stands in the text, or a name is spelt oddly."
                rows.append((row["id"], column, problem))
            for word in key.left(text):
                rows.append((row["id"], column, f"{word.lower()!r} may be the name {word}."))
    return pd.DataFrame(rows, columns=["id", "column", "problem"], dtype="str")


def publication_view(events: pd.DataFrame, key: Key, zero: date) -> pd.DataFrame:
    """The chronology for other eyes: pseudonyms, and days counted from ``zero`` for dates.

    Parameters
    ----------
    zero
        Day 0, such as the birth or the incident.

    Returns
    -------
    DataFrame
        ``n``, ``day`` ("day 12", "about day 12", "days 12 to 18", "before day 30", "" when not
        read; with words where a reviewer read it), ``age``, ``agency``, ``what``,
        ``action_taken``, ``analysis``; dates in the texts are days too. Nothing else: no
        ids, files, times, sources or written dates.
    """
    hidden = _over_texts(events, key.hide)
    view = pd.DataFrame({"n": events["n"].to_numpy()})
    said = events["read_by_reviewer"].notna()
    view["day"] = [
        _day(when, zero) + (AS_READ if by_reviewer else "")
        for when, by_reviewer in zip(events["when"], said, strict=True)
    ]
    view["age"] = events["age"].to_numpy()
    view["agency"] = hidden["agency"].to_numpy()
    for column in ("what", "action_taken", "analysis"):
        texts = zip(hidden[column], events["when"], strict=True)
        view[column] = [_without_dates(text or "", zero, when) for text, when in texts]
    return view


_DATE_IN_TEXT = re.compile(
    r"(?<![\w/.])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d|"
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8}\.?,?\s+(?:19|20)\d\d|"
    r"[A-Z][a-z]{2,8}\s+(?:19|20)\d\d)(?![\w/])"
)


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
# "on 5 March", "March 5th", "5/3": the year is the row's own, or the one that lies nearest to it.
_NO_YEAR_IN_TEXT = re.compile(
    rf"(?<![\w/.])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?"
    r"|(?P<day3>\d{1,2})/(?P<month3>\d{1,2}))(?![\w/])"
)


def _without_dates(text: str, zero: date, row: str | None) -> str:
    def swap(found: re.Match[str]) -> str:
        when = read_date(found[0]).edtf
        return f"[{_day(when, zero)}]" if when else found[0]

    def swap_without_year(found: re.Match[str]) -> str:
        day = found["day"] or found["day2"] or found["day3"]
        month = found["month"] or found["month2"] or found["month3"]
        if found["month3"] and (int(month) > 12 or found[0] == "24/7"):
            return found[0]  # "6/52" is a term of weeks, "24/7" is all the time
        near = None if row is None else next((end for end in bounds(row) if end), None)
        if near is None:
            return "[a date]"
        mark = "/" if found["month3"] else " "
        read = (read_date(f"{day}{mark}{month}{mark}{near.year + more}") for more in (-1, 0, 1))
        days = [(abs((r.earliest - near).days), r.edtf) for r in read if r.earliest and r.edtf]
        return f"[{_day(min(days)[1], zero)}]" if days else found[0]

    return _NO_YEAR_IN_TEXT.sub(swap_without_year, _DATE_IN_TEXT.sub(swap, text))


def _day(when: str | None, zero: date) -> str:
    if when is None:
        return ""
    low, high = (None if end is None else day_offset(end, zero) for end in bounds(when))
    about = "about " if "~" in when or "?" in when else ""
    if low is None:
        return f"{about}up to day {high}"
    if high is None:
        return f"{about}from day {low}"
    return f"{about}day {low}" if low == high else f"{about}days {low} to {high}"


def _over_texts(events: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    changed = events.copy()
    for column in TEXT_COLUMNS:
        texts = [change(text) if text else text for text in events[column]]
        changed[column] = pd.Series(texts, index=events.index, dtype=events[column].dtype)
    if "seen_of" in events:  # of a chronology that was read for whether the child was seen
        changed["seen_of"] = pd.Series(
            [change(names) for names in events["seen_of"]], index=events.index, dtype="str"
        )
    changed["people"] = [tuple(map(change, names)) for names in events["people"]]
    changed["ages"] = [
        tuple((change(child), age) for child, age in ages) for ages in events["ages"]
    ]
    return changed


class _Swap:
    """One pass over a text, every whole-word name to its other, in the case it was written."""

    def __init__(self, names: dict[str, str], *, spare_words: bool) -> None:
        self._to = {_folded(name): other for name, other in names.items()}
        self._from = {_folded(name): name for name in names}
        parts = []
        for name in sorted(names, key=lambda n: (-len(n), n)):
            body = name_pattern(name)
            if spare_words and name.casefold() in COMMON_WORDS:
                parts.append(f"{body}|{name_pattern(name.upper())}")
            else:
                parts.append(f"(?i:{body})")
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None

    def __call__(self, text: str) -> str:
        if self._pattern is None:
            return text
        return self._pattern.sub(self._other, text)

    def _other(self, found: re.Match[str]) -> str:
        written = found[0]
        key = _folded(written)
        other, name = self._to[key], self._from[key]
        if written == name:
            return other
        if written.isupper() and not name.isupper():
            return other.upper()
        if written.islower() and not name.islower():
            return other.lower()
        return other


def _folded(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())


def _checked(entries: Sequence[Pseudonym]) -> None:
    reals = [_folded(e.real) for e in entries]
    others = [_folded(e.pseudonym) for e in entries]
    if not all(reals) or not all(others):
        raise ChronologyError(
            "A name or a pseudonym is empty.", "Fill it in, or take the line out."
        )
    for names, what in ((reals, "name"), (others, "pseudonym")):
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise ChronologyError(
                f"The {what} {sorted(twice)[0]!r} stands twice in the key.",
                "Give each name a pseudonym of its own, or the way back is lost.",
            )
    both = set(reals) & set(others)
    if both:
        raise ChronologyError(
            f"{sorted(both)[0]!r} is both a name and a pseudonym.", "Choose another pseudonym."
        )
