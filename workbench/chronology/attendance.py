"""Whether a meeting was held, and which agencies' people were at it, as each row tells it.

"Present: school, police, midwife" and "midwife gave apologies" differ; so do "core group held"
and "core group cancelled". A row that says it could not attend, and names nobody, speaks of the
agency that wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.chronology.terms import tidy

if TYPE_CHECKING:
    from workbench.chronology.view import View

_ROLES = {
    "the social worker": r"social workers?|sws?|s/w|(?:children's )?social care|csc|"
    r"children's services",
    "the police": r"police",
    "the health visitor": r"health visitors?|health visiting(?: team)?|hvs?",
    "the school nurse": r"school nurses?|sn",
    "the midwife": r"midwi(?:fe|ves|fery)",
    "the GP": r"gps?|family doctor",
    "the school": r"school(?! nurses?)|head ?teacher|dsl|senco",
    "the nursery": r"nursery(?! nurses?)|pre-?school",
    "mental health": r"care co-?ordinators?|cpn|cmht|mental health(?: team| worker| nurse)?|amhp|"
    r"camhs",
    "probation": r"probation(?: officers?)?|offender managers?",
    "housing": r"housing(?: officers?)?",
    "the drugs worker": r"(?:drugs?|substance misuse|recovery|alcohol) (?:workers?|service)",
    "the paediatrician": r"paediatricians?|paeds",
    "learning disability": r"(?:community )?ld team|learning disabilit(?:y|ies)(?: team| nurse)?|"
    r"cldt|ldt",
    "family support": r"family support(?: workers?)?|fsw",
}  # fmt: skip
_ROLE = "|".join(
    rf"(?P<r{n}>(?<![\w'/])(?:{words})(?![\w'/]))" for n, words in enumerate(_ROLES.values())
)
_ANY_ROLE = re.compile(_ROLE)
_BY_GROUP = {f"r{n}": role for n, role in enumerate(_ROLES)}
_LIST = r"[^.;:]{2,200}"
_THERE = re.compile(
    rf"\b(?:(?:present|in attendance|attendees|attended by|those present|attending)\s?[:-]?|"
    r"(?:meeting|conference|discussion|group|review)(?:\s(?:held|today|by phone|on teams|online))?"
    rf"\s(?:with|between))\s(?P<list>{_LIST})"
)
# "Strategy meeting at the hospital: SW, ward sister, DS Hall from police": three or more.
_AFTER_COLON = re.compile(
    r"\b(?:meeting|conference|discussion|group|review)\b[^.:;]{0,40}:\s"
    r"(?P<list>(?:[^.;:,]{1,30},\s(?:and\s)?){2,}[^.;:,]{1,40})"
)
_WERE = re.compile(
    r"(?P<list>[^.;:]{2,120}?)\s(?:(?:both|all|also|were|was)\s)?"
    r"(?:present|attended|attend|took part|in attendance|came|joined|represented|"
    r"dialled in|there)\b"
    r"(?!\s(?:to|the|an?|at|for|with|address|home|scene|incident|property|after|before)\b)"
)
_GONE = re.compile(
    rf"\bapologies\b(?: (?:from|were|received|given|sent|by|for))*\s?[:-]?\s(?P<list>{_LIST})|"
    r"(?P<list2>[^.;:,]{2,60}?)\s(?:(?:was|were|had|has|sent|gave|gives|given)\s)?"
    r"(?:apologies|not (?:present|there|invited|represented|in attendance|able to attend|asked|"
    r"attend\w*)|unable to attend|did not (?:attend|come|join|take part)|"
    r"didn't (?:attend|come|join)|could not (?:attend|send|come)|couldn't (?:attend|come)|"
    r"failed to attend|absent|no-?one sent)\b|"
    r"\b(?:no-?one|no one|nobody) (?:came|attended|was (?:there|present)|there|present|joined)"
    r"(?: along)? from (?:the )?(?P<list4>[^.;:,]{2,40}?)(?=$|[.;:,]|\s(?:and|team|service))|"
    r"\b(?:no|nobody from|no-one from|no one from|none from|without)\s(?:the\s)?"
    r"(?P<list3>[^.;:,]{2,40}?)(?=$|[.;:,]|\s(?:present|there|attend\w*|was|were|"
    r"represent\w*|came))"
)
_MYSELF_GONE = re.compile(
    r"^(?:[\w' ()/-]{0,30}[.:] )?(?:i )?(?:was |were |we were )?"
    r"(?:unable to attend|not able to attend|could not attend|couldn't attend|did not attend|"
    r"not invited|apologies (?:sent|given))\b|"
    r"\b(?:took place|held|went ahead|met|meeting|conference) (?:[\w ]{1,30} )?without us\b|"
    r"\bnone of us (?:was|were) (?:there|invited)\b|\bwe were not (?:there|invited)\b|"
    r"\b(?:i|we) (?:had|have|was|were) (?:not|never) (?:been )?(?:asked|invited|told of it)\b|"
    r"\b(?:i|we) (?:had no|received no|did not get an?|never got an?) (?:invite|invitation|link)\b"
)
_CLAUSES = re.compile(r"(?<!\bdr)(?<!\bmr)(?<!\bms)[.;](?=\s|$)|\bbut\b")
_INITIAL = re.compile(r"\b([a-z])\.(?=\s[a-z])")  # "S. Oduya joined" is one person
_NOT_HELD = (
    r"(?:cancelled|postponed|called off|rearranged|re-?scheduled|stood down|did not go ahead|"
    r"didn't go ahead|did not take place|didn't take place|did not happen|not held|adjourned|"
    r"abandoned|was not quorate|put off)"
)
_OFF = re.compile(rf"\b{_NOT_HELD}\b")
_OF_ANOTHER = re.compile(r"\b(?:next|previous|last|earlier|appointment|visit|dentist|not)\b")
_WENT_AHEAD = re.compile(
    # "held Ann's hand", "held on to the rail"
    r"\b(?:held(?! (?:[\w'.]+ ){0,2}hands?\b| (?:on|onto|down|back|him|her)\b)|"
    r"took place|went ahead|attended|present|in attendance|minutes taken|agreed|updated|"
    r"decided|met)\b"
)
_SESSION = re.compile(r"\b(?:meeting|contact(?: session)?|session|review|supervised contact)\b")


def differ(view: View, a: int, b: int) -> Iterator[str]:
    """What two rows of a meeting say otherwise about its being held, or about who was at it."""
    one, other = view.said.tidied[a], view.said.tidied[b]
    meeting = view.occasions(a) | view.occasions(b)
    off, held = _off(one, bool(meeting)), _off(other, bool(meeting))
    if off and not held and _took_place(view, b):
        yield f"whether it took place ({off!r} or {_took_place(view, b)!r})"
        return
    if held and not off and _took_place(view, a):
        yield f"whether it took place ({_took_place(view, a)!r} or {held!r})"
        return
    if not meeting or meeting <= _NO_MEETING:
        return
    for i, j in ((a, b), (b, a)):
        there, _ = roles(tidy(view.present(i)) + " " + view.said.tidied[i])
        _, gone = roles(view.said.tidied[j])
        gone = gone or _own_absence(view, j)
        both = sorted(there.keys() & gone.keys())
        if both:
            words = (there[both[0]], gone[both[0]])
            told = words if i == a else words[::-1]
            yield f"whether {both[0]} was at the meeting ({told[0]!r} or {told[1]!r})"
            return


_NO_MEETING = frozenset({"born", "birth", "died", "death", "skeletalsurvey", "medical"})


def _off(text: str, meeting: bool) -> str:
    """The words by which a text says that what it tells of was not held, else ""."""
    before = ""
    for clause in re.split(r"[.!?:](?:\s|$)", text):
        found, first = _OFF.search(clause), len(before.split()) <= _KIND_WORDS
        before += f" {clause}"
        if not found or _OF_ANOTHER.search(clause[: found.start()]):
            continue
        named = _MEETING_WORDS.search(clause) if meeting else _SESSION.search(clause)
        if named or (first and found.start() < 3):
            return found[0]
    return ""


_KIND_WORDS = 4  # what kind of contact it was, at most, before "Cancelled by the chair"
_MEETING_WORDS = re.compile(
    r"\b(?:meeting|group|conference|discussion|taf|tac|icpc|rcpc|cpc|review|marac|strat\w*|visit|"
    r"medical|contact)\b"
)


def _took_place(view: View, i: int) -> str:
    """By which words a row tells of a meeting as held: it may only name it and who came."""
    text = view.said.tidied[i]
    found = _WENT_AHEAD.search(text)
    if found:
        return found[0]
    held = next(iter(sorted(view.occasions(i))), "")
    return "held" if held else ""


@lru_cache(maxsize=4096)
def roles(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Of a tidied text: agencies' people who were there, who were not, and by which words."""
    there: dict[str, str] = {}
    gone: dict[str, str] = {}
    if not _ANY_ROLE.search(text):
        return there, gone
    for clause in _CLAUSES.split(_INITIAL.sub(r"\1", text)):
        rest = clause
        for found in _GONE.finditer(clause):
            listed = next(found[n] for n in ("list", "list2", "list3", "list4") if found[n])
            named = _named(listed, last=found["list2"] is not None)
            gone.update(dict.fromkeys(named, " ".join(found[0].split())[-60:]))
            if named:
                rest = rest.replace(found[0], " . ")
        for pattern in (_THERE, _AFTER_COLON, _WERE):
            for found in pattern.finditer(rest):
                there.update(dict.fromkeys(_named(found["list"]), found[0].strip()[-60:]))
    listed_only = _attendance_list(text)
    for role in listed_only - gone.keys():
        there.setdefault(role, "named as there")
    return {k: v for k, v in there.items() if k not in gone}, gone


def _named(listed: str, last: bool = False) -> list[str]:
    """The roles a list names; ``last``: only the one that stands at its end."""
    found = list(_ANY_ROLE.finditer(listed))
    if last:
        found = [each for each in found if len(listed) - each.end() <= _NAME_AFTER][-1:]
    return [_BY_GROUP[str(each.lastgroup)] for each in found]


_NAME_AFTER = 14  # letters: "care co-ordinator P Garth was not invited"


def _attendance_list(text: str) -> frozenset[str]:
    """Roles of a sentence that is nothing but a list of people: "Mother, school, HV"."""
    told: set[str] = set()
    for sentence in re.split(r"[.;:](?:\s|$)", text):
        parts = [p.strip() for p in re.split(r",|\band\b|&|\+|\bwith\b", sentence) if p.strip()]
        if len(parts) >= 2 and all(len(p.split()) <= 3 for p in parts):
            roles_found = [_ANY_ROLE.fullmatch(p) for p in parts]
            known = [r for r in roles_found if r]
            if len(known) >= 1 and len(known) + _family(parts) >= len(parts) - 1:
                told.update(_BY_GROUP[str(r.lastgroup)] for r in known)
    return frozenset(told)


def _family(parts: list[str]) -> int:
    return sum(p in _FAMILY for p in parts)


_FAMILY = frozenset("mum mother dad father parents mgm pgm gran grandmother family carers".split())


def _own_absence(view: View, i: int) -> dict[str, str]:
    """The role of the agency that wrote the row, where it only says it could not be there."""
    found = _MYSELF_GONE.search(view.said.tidied[i])
    if not found:
        return {}
    name = f" {view.agency[i].casefold()} "
    for role, words in _OWN_NAMES.items():
        if re.search(words, name):
            return {role: found[0].strip()}
    return {}


_OWN_NAMES = {
    "the social worker": r"social care|children's services|csc",
    "the police": r"police|constabulary",
    "the health visitor": r"health visit",
    "the school": r"school|academy|primary|college",
    "the nursery": r"nursery|pre-?school",
    "the GP": r"surgery|medical (?:centre|practice)|\bgp\b",
    "the midwife": r"midwif|maternity",
    "mental health": r"mental health|cmht|camhs|partnership nhs|psychiat",
    "probation": r"probation",
    "housing": r"housing|homes",
    "learning disability": r"learning disabilit|\bcldt\b|\bld team\b",
    "family support": r"family support|early help",
}
