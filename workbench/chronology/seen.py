"""Whether the child was seen at each contact: the agency's own answer, else what its words tell.

Most returns have no column for it, so the words are read, sentence by sentence, by the terms of
the rules file. What was only heard (a call, a letter, what a parent or a neighbour says) or is yet
to be (due, booked, offered) shows nobody the child. An adult who was seen is not the child.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from workbench.chronology.own_entries import OwnEntries, Standing
from workbench.chronology.seen_words import Reader, Told, Whose, remote, without
from workbench.chronology.subjects import people_pattern
from workbench.chronology.terms import tidy
from workbench.chronology.view import View
from workbench.chronology.written_names import names_in_capitals

_NOTHING = Told(None)
_READ = (
    "not_seen",
    "seen_alone",
    "seen",
    "saw",
    "seems",
    "child_is",
    "done_to_child",
    "came",
    "not_brought",
    "session_with",
    "tended",
    "taken_off",
    "police_had",
    "child_away",
)


def seen_status(view: View) -> list[Told]:
    """For each row what its agency answered, else what its words tell."""
    worth = {i for name in _READ for i in view.said.having(view.rules.terms[name])}
    rows = _Rows(view)
    told = []
    for i, answer in enumerate(view.columns["child_seen"]):
        if answer == "not_applicable" or not (answer or i in worth or rows.may_be_own(i)):
            told.append(_NOTHING)
        elif answer is None:
            told.append(rows.read(i))
        else:
            told.append(Told(answer, "", rows.whose_answer(i, answer)))
    return told


class _Row(NamedTuple):
    """All of a row that bears on whether the child was seen; equal rows are read once."""

    text: str
    people: str
    kind: str
    standing: Standing
    young: bool


class _Rows:
    """Reads the rows of a view by whatever bears on each."""

    def __init__(self, view: View) -> None:
        self._view = view
        siblings = view.siblings
        people = _people(view, siblings)
        self._whose = Whose(view.case, siblings)
        self._own = OwnEntries(view, people, self._whose)
        terms, rules = view.rules.terms, view.rules
        short_forms = {*rules.plain_abbreviations, *rules.offered_meanings, *view.glossary}
        names = self._own.names | names_in_capitals(view.what, short_forms)
        self._others = Reader(terms, people, self._whose, names)
        self._adults = Reader(terms, _people(view, siblings, _PATIENTS), self._whose, names)
        self._read: dict[_Row, Told] = {}

    def may_be_own(self, i: int) -> bool:
        return self._own.standing(i).own in ("listed", "unlisted")

    def read(self, i: int) -> Told:
        """What the words of a row tell."""
        row = self._row(i)
        if row not in self._read:
            self._read[row] = self._told(row, self._view.what[i])
        told = self._read[row]
        if told.status == "no" or told.status is None or told.whose:
            return told
        latest = self._view.latest[i]
        if latest is not None and latest < self._view.case.born:
            return _NOTHING  # the mother was seen: nobody sees a child that is not born
        if row.standing.own == "others" and not self._whose.is_first(row.text):
            return told._replace(whose=", ".join(self._view.columns["people"][i]))
        return told

    def whose_answer(self, i: int, answer: str) -> str:
        """Of which other child alone an answer in a column is; or "".

        A return of two children has one column: "Jay seen at school, alone" answers for Jay.
        """
        found, row = self.read(i), self._row(i)
        if found.words and (found.status == answer or {found.status, answer} <= {"yes", "alone"}):
            return found.whose
        return self._whose.of_unnamed(row.text, row.people, young=row.young)

    def _told(self, row: _Row, written: str) -> Told:
        reader = self._adults if row.standing.setting == "adults" else self._others
        told = reader.read(row.text, row.people, row.kind, row.standing, row.young)
        if row.standing.own == "elsewhere":
            return told if told.status == "no" else _NOTHING
        unread = told.status is None or (told.whose and row.standing.own == "listed")
        if unread and not remote(row.kind, row.text, self._view.rules.terms):
            body = without(row.kind, row.text)
            words, before = self._own.read(row.standing, row.kind, body, written)
            if words:
                return Told("yes", words, self._whose.of(before, row.people, young=row.young))
        return told

    def _row(self, i: int) -> _Row:
        columns, initials = self._view.columns, self._view.initials
        kind, text = self._own.kind(i), initials.spelt(i)
        if kind and text.startswith(f"{kind}: "):
            text = f"{kind}. {text[len(kind) + 2 :]}"
        return _Row(
            _SATURDAY.sub("saturday", text),
            initials.named((*columns["people"][i], columns["sheet"][i])),
            kind,
            self._own.standing(i),
            self._view.young[i],
        )


# "In hospital since Sat": nobody sat.
_SATURDAY = re.compile(
    r"(?<=since )sat\b|(?<=\bon )sat\b|(?<=last )sat\b|(?<=this )sat\b|(?<=until )sat\b"
    r"|\bsat(?=\.| \d| (?:am|pm|eve|evening|night|morning|afternoon)\b)"
)
_PATIENTS = ("pt", "patient", "client", "service user", "su")


def _people(view: View, siblings: Sequence[str], adults: Sequence[str] = ()) -> re.Pattern[str]:
    """Finds children and adults, by the names that the rows give to them too."""
    children = {tidy(name) for name in (*view.child_names, *siblings)}
    named = [name for name in view.adults if name not in children and len(name) > 1]
    return people_pattern(
        (*view.child_names, *siblings), view.surnames, (*sorted(named, key=len)[::-1], *adults)
    )


def with_seen_in_words(events: pd.DataFrame, view: View) -> pd.DataFrame:
    """The events, each with what was read of the child being seen where no column says it.

    Returns
    -------
    DataFrame
        The same, with ``seen_in_words`` ("yes", "alone", "no"; None where the agency answered,
        nothing is told, or only of another child), ``seen_words`` (the words it was read from, ""
        where none) and ``seen_of`` (the other child, or children, that they tell of; "" else).
    """
    read = {i: t for i, t in zip(view.ids, view.told_seen, strict=True) if t.words or t.whose}
    told = [read.get(i, _NOTHING) for i in events["id"]]
    status = [t.status if t.words and not t.whose else None for t in told]
    return events.assign(
        seen_in_words=pd.Series(status, index=events.index, dtype=object),
        seen_words=pd.Series([t.words for t in told], index=events.index, dtype="str"),
        seen_of=pd.Series([t.whose for t in told], index=events.index, dtype="str"),
    )


_SHOWN = {"yes": "Seen", "alone": "Seen alone", "no": "Not seen"}


def seen_shown(answer: str | None, in_words: str | None, of_another: str = "") -> str:
    """What is shown: the agency's answer, else what its words tell, and that they do; or "".

    Words that tell only of another child say whose they are, and no more.
    """
    if answer is None and in_words is not None:
        return f"{_SHOWN[in_words]} (in words)"
    if answer is None and of_another:
        return f"Only of {of_another} (in words)"
    return _SHOWN.get(answer or "", "")
