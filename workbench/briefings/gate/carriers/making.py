"""Findings that the carriers make themselves, about how a file is made."""

from __future__ import annotations

import re

from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Action, Finding

# Fields in which programs put a person's name.
_PERSONS = frozenset(
    "author creator lastmodifiedby last modified by manager artist owner cameraownername "
    "dc:creator byline copyright initials".split()
)


def found(
    lists: Lists, kind: str, text: str, where: str, *, action: Action | None = None, mend: str = ""
) -> Finding:
    """A finding with the kind's usual action and mend."""
    usual = lists.kinds[kind]
    shown = " ".join(text.split())
    shown = shown if len(shown) <= 200 else shown[:199] + "…"
    return Finding(kind, shown, where, action or usual.action, mend or usual.mend)


_UNREAD = "a picture: words in it were not read"


def unread_picture(lists: Lists, where: str) -> Finding:
    """That somebody must look: names and numbers in a picture are found by nobody else."""
    mend = "Look at it, and give as text what it says: words in a picture are not checked."
    return found(lists, "unchecked", _UNREAD, where, action="warn", mend=mend)


def is_unread_picture(finding: Finding) -> bool:
    """Whether a finding is one of :func:`unread_picture`."""
    return finding.kind == "unchecked" and finding.text == _UNREAD


def property_finding(lists: Lists, name: str, value: str) -> Finding | None:
    """What to say of a property of the file by its name alone; None when nothing.

    A person's name in "author" is blocked. A program's or an organisation's is left. Whatever else
    may stand in a property is found by the recognisers like any text.
    """
    plain = re.sub(r"[^a-z]", "", name.lower())
    words = re.findall(r"[\w®/.\-]+", value.lower())
    if not words:
        return None
    if plain in {re.sub(r"[^a-z]", "", p) for p in _PERSONS}:
        tools = [t.lower() for t in lists.allowed["tools"]]
        if any(re.match(rf"{re.escape(t)}(?![a-z])", value.lower().strip(" ()[]")) for t in tools):
            return None
        if set(words) & set(lists.allowed["organisation_words"]):
            return None
        return found(lists, "properties", value, f'property "{name}"')
    if plain in ("company", "hyperlinkbase"):
        return found(lists, "properties", value, f'property "{name}"', action="warn")
    return None
