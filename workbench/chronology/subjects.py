"""Whom a phrase is about: the child or an adult, by the person named last before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CHILD = (
    "child children baby babies infant toddler newborn boy boys girl girls son sons daughter "
    "daughters twin twins sibling siblings yp pupil student kid kids youngest eldest"
).split()
# "Child protection" and "children's social care" are nobody.
_NO_CHILD = (
    r"(?! (?:protection|in need|health|benefit|and adolescent|looked after)\b"
    r"|'?s'? (?:social|services|centre|center|home|homes|ward|hospital|team|panel|department)\b)"
)
_AGED = (
    r"young (?:person|people)|(?:1[0-7]|\d)[ -]?(?:yrs?|years?)[ -]?olds?|(?:1[0-7]|\d) ?y/?o"
    r"|\d{1,2}[ -]?(?:months?|mths?|weeks?|wks?|days?)[ -]?olds?"
)
_ADULT = (
    "mother mum mummy mam mo father dad daddy fa stepfather stepmother partner boyfriend "
    "girlfriend grandmother grandfather grandma grandad gran nan aunt uncle parent parents adult "
    "man woman male female neighbour officer landlord carer carers husband wife"
).split()


def people_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Finds people in tidied text; group ``child`` is set where it is a child."""
    own = sorted((re.escape(n.casefold()) for n in names if n.strip()), key=len, reverse=True)
    words = "|".join(rf"{word}{_NO_CHILD}" for word in _CHILD)
    children = "|".join([*own, words, _AGED])
    return re.compile(rf"(?<!\w)(?:(?P<child>{children})|(?P<adult>{'|'.join(_ADULT)}))(?!\w)")


def about_child(text: str, term: str, people: re.Pattern[str]) -> bool | None:
    """Whether the first ``term`` of a tidied text is about a child; None where nobody is named.

    The person named last before it, in its own sentence, or the term's own words decide; a
    sentence that names nobody before it is about the person named first after it.
    """
    at = text.find(term)
    if at < 0:
        return None
    within = people.search(term)
    if within:
        return bool(within["child"])
    sentence = re.split(r"[.;!?\n]", text[:at])[-1]
    before = list(people.finditer(sentence))
    if before:
        return bool(before[-1]["child"])
    after = people.search(re.split(r"[.;!?\n]", text[at + len(term) :])[0])
    return bool(after["child"]) if after else None
