"""Who appears in which row: people as entities with roles, found by whole words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from workbench.chronology.case import Case, Person

_WHERE = ("what", "people", "action_taken", "recorded_by", "child_voice")


def people_of(case: Case) -> tuple[Person, ...]:
    """The case's people, its children first; a child not listed among them is added."""
    known = {person.name.casefold() for person in case.people}
    children = tuple(
        Person(f"child-{n}", child.name, roles=("child",), born=child.born)
        for n, child in enumerate(case.children, 1)
        if child.name.casefold() not in known
    )
    return (*children, *case.people)


def mentions(events: pd.DataFrame, people: Sequence[Person]) -> pd.DataFrame:
    """Every row in which a person is named.

    Parameters
    ----------
    events
        As :func:`workbench.chronology.merge.frame` makes it.
    people
        Names and aliases are looked for as whole words, in any case, but that a name which is a
        common word in lower case ("will", "mark") must begin with a capital.

    Returns
    -------
    DataFrame
        ``person`` (id), ``id`` (of the event), ``agency``, ``where`` (the column), ``as``
        (as it stands there); in the order of the events, one row for each person and column.
        Empty with these columns when nobody is named.
    """
    patterns = [(person, _pattern(person)) for person in people if person.names()]
    rows = []
    for row in events.to_dict("records"):
        for column in _WHERE:
            value = row[column]
            text = "; ".join(value) if isinstance(value, tuple) else value or ""
            for person, pattern in patterns:
                found = pattern.search(text)
                if found:
                    rows.append((person.id, row["id"], row["agency"], column, found[0]))
    return pd.DataFrame(rows, columns=["person", "id", "agency", "where", "as"], dtype="str")


def people_frame(events: pd.DataFrame, people: Sequence[Person]) -> pd.DataFrame:
    """Each person with roles, and how far the chronology tells of them.

    Returns
    -------
    DataFrame
        ``person``, ``name``, ``roles`` (joined), ``rows`` (int), ``agencies`` (joined),
        ``first``, ``last`` (datetime64, earliest days; NaT when no dated row names them), in the
        order of ``people``.
    """
    found = mentions(events, people).merge(events[["id", "earliest"]], on="id", how="left")
    rows = []
    for person in people:
        own = found[found["person"] == person.id]
        rows.append(
            {
                "person": person.id,
                "name": person.name,
                "roles": "; ".join(person.roles),
                "rows": own["id"].nunique(),
                "agencies": "; ".join(sorted(own["agency"].unique())),
                "first": own["earliest"].min(),
                "last": own["earliest"].max(),
            }
        )
    names = ["person", "name", "roles", "rows", "agencies", "first", "last"]
    return pd.DataFrame(rows, columns=names).astype({"rows": "int64"})


# Names that are also words: only with a capital are they a person.
COMMON_WORDS = frozenset(
    """amber angel april art ash autumn bill bob chase daisy dawn drew faith fern frank grace hazel
    holly hope hunter iris ivy jack jasmine jay joy june lily linden mark mason max may miles nick
    olive page pat penny pearl poppy rob robin rod rose rowan ruby sage sandy skip star sue summer
    victor violet will willow wren""".split()
)


def name_pattern(name: str) -> str:
    """A regular expression for a name as a whole word, straight or curly apostrophe alike."""
    words = [re.sub("['’]", "['’]", re.escape(word)) for word in name.split()]
    return r"\s+".join(words)


def _pattern(person: Person) -> re.Pattern[str]:
    parts = []
    for name in sorted(person.names(), key=len, reverse=True):
        body = name_pattern(name)
        parts.append(body if name.casefold() in COMMON_WORDS else f"(?i:{body})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
