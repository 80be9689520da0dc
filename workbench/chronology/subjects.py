"""Whom a phrase is about: the child or an adult, by the person named last before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.chronology.case import Case
from workbench.chronology.terms import tidy

_CHILD = (
    "child children baby babies infant toddler newborn boy boys girl girls son sons daughter "
    "daughters twin twins sibling siblings yp pupil student kid kids youngest eldest"
).split()
# "Child protection" and "children's social care" are nobody.
_NO_CHILD = (
    r"(?! (?:protection|in need|health|benefit|and adolescent|looked after)\b"
    r"|'?s'? (?:social|services|centre|center|home|homes|ward|hospital|team|panel|department)\b)"
)
# "Another child bit him" and "other children" are none of the case's.
_OF_THE_CASE = r"(?<!another )(?<!other )"
_AGED = (
    r"young (?:person|people)|(?:1[0-7]|\d)[ -]?(?:yrs?|years?)[ -]?olds?|(?:1[0-7]|\d) ?y/?o"
    r"|\d{1,2}[ -]?(?:months?|mths?|weeks?|wks?|days?)[ -]?olds?"
)
# "The Fox children" and "the Fox household" are no adult.
_NOT_ADULT = (
    r"(?! (?:children|kids|child|baby|siblings|boys|girls|family|household|home|house|address)\b)"
)
_ADULT = (
    "mother mum mummy mam mo father dad daddy fa stepfather stepmother stepmum stepdad step-mum "
    "step-dad step-mother step-father partner boyfriend babysitter childminder tenant "
    "girlfriend grandmother grandfather grandma grandad gran granny nan nana mgm pgm mgf pgf "
    "grandparents aunt auntie aunty uncle parent parents adult "
    "man woman male female neighbour officer landlord carer carers husband wife"
).split()


def people_pattern(
    names: Iterable[str], surnames: Iterable[str] = (), adults: Iterable[str] = ()
) -> re.Pattern[str]:
    """Finds people in tidied text; group ``child`` is set where it is a child.

    A surname by itself is an adult's, as the police write ("FOX spoken to, Teal in cot"), but for
    "baby Fox" and "the Fox children". ``adults`` are names and words for adults besides.
    """
    # "Jodie R": nobody is called R by itself, as a side or a room may be
    family = "|".join(re.escape(n.casefold()) for n in surnames if len(n) > 1) or "(?!)"
    own = sorted((re.escape(n.casefold()) for n in names if n.strip()), key=len, reverse=True)
    words = "|".join(rf"{_OF_THE_CASE}{word}{_NO_CHILD}" for word in _CHILD)
    children = "|".join([*own, rf"(?:{words})(?: (?:{family}))?", _AGED])
    grown = "|".join([*_ADULT, *map(re.escape, adults), rf"(?:{family}){_NOT_ADULT}"])
    return re.compile(rf"(?<!\w)(?:(?P<child>{children})|(?P<adult>{grown}))(?!\w)")


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


def own_name_patterns(case: Case) -> tuple[str, ...]:
    """For each child, what finds it in tidied text by a name of its own.

    Of "Baby Merrin Fox" and "Teal Fox" these find "merrin" and "teal"; a pattern finds nothing
    where a child has no name that is its alone.
    """
    own = own_names(case)
    return tuple(_any_of({tidy(name) for name in names}) for names in own)


def name_pattern(name: str) -> str:
    """What finds a name in tidied text, whole."""
    return _any_of([tidy(name)])


def called(name: str) -> tuple[str, ...]:
    """The names that a child's, or a case's, name holds.

    A review is often named for a place or by letters, with its children in brackets:
    "Elm Road (Teal and Wren Fox)" holds "Teal" and "Wren Fox", and the rest is nobody. Anything
    else in brackets, which may be a place or a year, is no name of the child's; nor is what calls
    it a case, as in "The case of Teal Fox".
    """
    name = _TITLE.sub("", name) or name
    bracketed = _BRACKETED.search(name)
    inside = _PARTED.split(bracketed[1].strip()) if bracketed else []
    if len(inside) > 1 and all(_A_NAME.fullmatch(each) for each in inside):
        return tuple(inside)
    return (_BRACKETED.sub(" ", name).strip() or name,)


_TITLE = re.compile(
    r"^\s*(?:in )?(?:the )?(?:(?:[\w-]+ ){0,3}?(?:case|matter|review|chronology)\s*"
    r"(?:of|for|re\b|on|[:–—-])"
    r"|re:|(?:l?cspr|scr|spr)\b\s*(?:of|for|[:–—-])?)\s*(?:the )?(?=\w)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(([^()]*)\)")
_PARTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+|\s*&\s*")
_A_NAME = re.compile(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3}")


def own_names(case: Case) -> tuple[tuple[str, ...], ...]:
    """For each child the names that are its alone, as they are written: no surname but an only."""
    each = []
    for child in case.children:
        names = [word for name in called(child.name) for word in _first_names(name)]
        each.append([*names, *(n for n in child_aliases(case, child.name) if n not in names)])
    folded = [{tidy(name) for name in names} for names in each]
    return tuple(
        tuple(
            name
            for name in names
            if not any(tidy(name) in other for m, other in enumerate(folded) if m != n)
        )
        for n, names in enumerate(each)
    )


def _first_names(name: str) -> list[str]:
    """All of a name but the last, where there is another: an only name is its own."""
    words = [word for word in re.findall(r"[\w'-]+", name) if tidy(word) not in _NO_NAMES]
    return words[:-1] or words


def surnames(case: Case) -> tuple[str, ...]:
    """The last names of the children that are nobody's own: of "Teal Fox" it is "fox"."""
    own = {tidy(name) for names in own_names(case) for name in names}
    full = [name.split() for child in case.children for name in called(child.name)]
    lasts = [tidy(words[-1]) for words in full if len(words) > 1]
    return tuple(dict.fromkeys(name for name in lasts if name not in own))


def child_aliases(case: Case, name: str) -> tuple[str, ...]:
    """What else the case says a child is called."""
    return tuple(
        alias
        for person in case.people
        if tidy(person.name) == tidy(name)
        for alias in person.aliases
    )


_NO_NAMES = frozenset("baby child infant the invented case family".split())


def _any_of(names: Iterable[str]) -> str:
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names))) or '(?!)'})(?!\w)"
