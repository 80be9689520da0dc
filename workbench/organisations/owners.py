"""Whom a heading names: ``NHS Holt CCG, Eastmere Trust and Public Health should ensure that:``.

The hard part is the "and": it joins two owners, or stands inside one name ("Holt and Eastmere
Clinical Commissioning Group"). A known name is never split; a part that could not stand alone
is joined to the next; everything else is two owners.
"""

from __future__ import annotations

import re
from typing import Protocol

from workbench.organisations import naming

_DUTY = re.compile(
    r"\b(?:should|shall|must|will|ought to|needs? to|ha(?:s|ve) to"
    r"|(?:is|are) (?:asked|required|expected|requested|recommended|advised) to|to ensure"
    r"|(?:is|are) to|ensures?\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\A[\s*_]*(?:recommendations?\s+(?:for|to)\s+|(?:for|to)\s+(?=the\b|[A-Z])"
    r"|it is recommended that\s+|we recommend that\s+|owners?:\s*|responsible:\s*|lead:\s*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\A[\s*_]*\(?\d{1,3}(?:\.\d{1,3})*[.):]?[\s*_]+")
_JOINTLY = re.compile(r"\b(?:jointly|together|both|also|each|all of|working)\b(?!\s+with)", re.I)
_JOINS = re.compile(
    r"\s*,\s*(?:and\s+|along with\s+)?(?:the\s+)?"
    r"|\s*;\s*(?:and\s+)?"
    r"|\s+(?:and|&|plus)\s+(?:the\s+)?"
    r"|\s*,?\s*(?:working\s+)?(?:in\s+)?(?:partnership|conjunction|collaboration|liaison|consultation"
    r"|association|agreement)\s+with\s+(?:the\s+)?"
    r"|\s*,?\s*(?:together\s+with|along\s+with|as\s+well\s+as|alongside|working\s+with"
    r"|supported\s+by|with\s+(?:the\s+)?support\s+(?:of|from)|with)\s+(?:the\s+)?"
    r"|\s*/\s*|\s*\n\s*",
    re.IGNORECASE,
)
_IN_A_NAME = re.compile(r"\A\s*(?:,\s*)?(?:and|&)?\s*(?:the\s+)?\Z|\A\s*,\s*\Z", re.IGNORECASE)
_IN_WHICH_ROLE = re.compile(
    r",?\s+(?:as|in (?:its|their) (?:role|capacity) as)\s+(?:the\s+)?[a-z][a-z -]*?"
    r"(?=,|\s+(?:and|with|in)\s+(?:the\s+)?[A-Z]|\s*\Z)"
)
_A_GROUP = re.compile(
    r"\A(?:[A-Z][\w’'-]*\s+){1,3}(?:sub-?\s?group|group|committee|panel|forum|network|board)\Z",
    re.IGNORECASE,
)
_SEVERAL = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


class Known(Protocol):
    """What the splitting needs to ask about names."""

    def known(self, name: str) -> bool: ...
    def canonical(self, name: str) -> str: ...
    def names(self) -> tuple[str, ...]: ...


def subject_of(heading: str) -> str:
    """Whom a heading speaks to, in its own words: what stands before "should" or "must"."""
    text = re.sub(r"[*_]{1,3}", "", " ".join(heading.split()))
    text = _BEFORE.sub("", _NUMBER.sub("", text))
    duty = _DUTY.search(text)
    subject = text[: duty.start()] if duty else text
    subject = _IN_WHICH_ROLE.sub("", re.sub(r"\s*\([^()]*\)", "", subject))
    return " ".join(subject.split()).strip(" .,:;–—-")


def has_duty(heading: str) -> bool:
    """Whether a heading says that somebody should do something."""
    return bool(_DUTY.search(heading))


class Splitter:
    """Splits the subject of a heading into its owners."""

    def __init__(self, organisations: Known) -> None:
        self._known = organisations

    def owners(self, heading: str) -> list[str]:
        """The owners in the order printed, canonical; empty when there is no name."""
        subject = subject_of(heading)
        if every := self._all_of_a_form(subject):
            return every
        subject = " ".join(_JOINTLY.sub("", subject).split())
        if not subject:
            return []
        return [owner for name in self._names(subject) for owner in self._one_or_more(name)]

    def _names(self, subject: str) -> list[str]:
        if self._known.known(subject):
            return [subject]
        parts, joins = _split(subject)
        names: list[str] = []
        first = 0
        while first < len(parts):
            last = self._end_of_name(parts, joins, first)
            joined = parts[first] + "".join(
                join + part
                for join, part in zip(joins[first:last], parts[first + 1 : last + 1], strict=True)
            )
            names.append(joined)
            first = last + 1
        return [name for name in names if name.strip()]

    def _end_of_name(self, parts: list[str], joins: list[str], first: int) -> int:
        """The index of the last part that belongs to the name that begins with ``first``."""
        reach = first
        while reach < len(joins) and _IN_A_NAME.match(joins[reach]):
            reach += 1
        for last in range(reach, first, -1):
            joined = parts[first] + "".join(
                join + part
                for join, part in zip(joins[first:last], parts[first + 1 : last + 1], strict=True)
            )
            if self._known.known(joined):
                return last
        if self._stands_alone(parts[first]):
            return first
        for last in range(first + 1, reach + 1):
            if naming.plural_of(parts[last]):
                return last  # "Holt, Eastmere and Northbeck CCGs": told apart afterwards
            if "," in joins[last - 1]:
                return first
            if _A_GROUP.search(parts[last]) and len(parts[first].split()) <= 2:
                return last  # "Learning and Development Group": a subject cannot act
            if naming.looks_like_one(parts[last]):
                return last  # one name, or two that share their form: told apart afterwards
        return first

    def _stands_alone(self, part: str) -> bool:
        return (
            self._known.known(part)
            or naming.looks_like_one(part)
            or bool(naming.without_service(part))
            or part[:1].islower()
        )

    def _each_known(self, place: str, other: str) -> bool:
        """``Holt and Eastmere CCG`` where the document knows a CCG of each."""
        form = naming.form_of(other)
        return bool(form) and self._known.known(other) and self._known.known(f"{place} {form}")

    def _one_or_more(self, name: str) -> list[str]:
        plural = naming.plural_of(name)
        if plural and plural[0] and not self._known.known(name):
            places, form = plural
            named, _ = _split(places)
            if all(re.match(r"[A-Z]", place) for place in named) and not _is_general(named[0]):
                return [self._known.canonical(f"{place} {form.words}") for place in named]
        if not self._known.known(name):
            form_words = naming.form_of(name)
            parts, _ = _split(name)
            if len(parts) == 2 and form_words and self._each_known(parts[0], parts[1]):
                return [
                    self._known.canonical(f"{parts[0]} {form_words}"),
                    self._known.canonical(parts[1]),
                ]
        return [self._known.canonical(name)]

    def _all_of_a_form(self, subject: str) -> list[str]:
        """``The three CCGs``: those the document names, when there are that many."""
        several = re.match(r"(?:all\s+)?(?:the\s+)?(?:(\w+)\s+)?(?:local\s+)?(.+)\Z", subject, re.I)
        plural = naming.plural_of(f"x {several[2]}") if several else None
        if several is None or plural is None or plural[0] != "x":
            return []
        form = plural[1].words
        named = [name for name in self._known.names() if naming.form_of(name) == form]
        count = _SEVERAL.get((several[1] or "").casefold())
        some = several[1] is None or several[1].casefold() in ("all", "the")
        return named if count == len(named) or (some and len(named) > 1) else []


def _split(subject: str) -> tuple[list[str], list[str]]:
    parts: list[str] = []
    joins: list[str] = []
    position = 0
    for match in _JOINS.finditer(subject):
        part = subject[position : match.start()].strip()
        if not part:
            position = match.end()
            continue
        parts.append(part)
        joins.append(match[0])
        position = match.end()
    tail = subject[position:].strip()
    if tail:
        parts.append(tail)
    return parts, joins[: max(len(parts) - 1, 0)]


def _is_general(word: str) -> bool:
    return word.casefold() in {"all", "the", "both", "local", "these", "provider", "nhs", "gp"}
