"""Names of people and places in a case's entries, each with what it may be called instead.

For whoever makes the key of pseudonyms: a list to look through, not a promise that it is whole.
A name is known by the case file, by what stands beside it ("social worker Ann Oakes", "her uncle
Kevin", "Mr Bell"), by its ending ("Aldertop Primary School", "Pinfold Row"), or as a given name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, takewhile
from string import ascii_uppercase

import pandas as pd

from workbench.chronology import kin
from workbench.chronology.case import Case
from workbench.chronology.people import COMMON_WORDS, name_pattern
from workbench.chronology.written_names import DAYS_AND_MONTHS

_TEXTS = ("what", "action_taken", "no_action_reason", "child_voice", "analysis", "source")
_CAPITAL = r"(?:O['’]|Mc|Mac|D['’])?[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?"
_NAME = rf"{_CAPITAL}(?:\s{_CAPITAL})?"
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*")
# What the end of a name says of what bears it.
_ENDS = {
    "School": "School Academy College Nursery Preschool Pre-school Playgroup",
    "Hospital": "Hospital Infirmary Hospice Hospitals",
    "GP practice": "Surgery Practice",
    "Street": "Street Road Lane Avenue Close Row Drive Grove Terrace Gardens Crescent Walk Mews "
    "Way Court",
    "Place": "Park House Centre Hub Church Mosque Temple Estate Station Hostel Refuge Prison Hall",
    "Police force": "Constabulary Police",
    "Council": "Council Services",
    "Health trust": "Trust",
}
_END_OF = {word: stem for stem, words in _ENDS.items() for word in words.split()}
# What an agency's name says beside its own.
_KINDS = frozenset(
    "the of and for children's childrens children adult adults social early help family youth "
    "local primary secondary high junior infant infants special grammar gp community medical "
    "health mental general district county city borough foundation university teaching care nhs "
    "police ambulance "
    "fire housing probation education school hospital services service team trust".split()
)
_PLACES = ("Street", "Place", "Area")  # the others are organisations
_ENDED = re.compile(
    rf"\b(?:{_CAPITAL}|St\.?)(?:['’]s)?(?:\s(?:{_CAPITAL}(?:['’]s?)?|of|and|NHS))*?"
    rf"\s(?:{'|'.join(sorted(_END_OF, key=len, reverse=True))})\b"
)
_SAINT = re.compile(rf"\bSt\.?\s{_CAPITAL}(?:['’]s)?")
_RUN = re.compile(rf"(?:[A-Z]\.?\s)?{_CAPITAL}(?:\s{_CAPITAL})+|\b[A-Z]\.?\s{_CAPITAL}")
_ALONE = re.compile(
    rf"(?P<at>\b(?:in|at|near|moved to|(?:came|back) from)\s)?(?<=[a-z,;)] )(?P<name>{_CAPITAL})\b"
)
# Whoever opens a sentence by doing what people do; perhaps a name, for somebody to look at.
_DOES = re.compile(
    rf"(?:^|[.;:]\s+)(?P<name>{_CAPITAL})\s"
    r"(?:said|says|told|went|rang|asked|refused|came|left|cried|shouted|admitted|denied)\b"
)
# "told mum Dale was there": what follows says that the name begins another thing.
_GOES_ON = r"(?!\s(?:was|were|is|has|had|did|does|said|says|would|will|came|went)\b)"
_OFTEN = 2  # two words with capitals that stand so again are a name, whatever it is like


@dataclass(frozen=True, slots=True)
class Lists:
    """What is known of words: all in lower case but ``titles`` and ``letters``.

    ``plain`` are words that are no names, ``callings`` what people do ("social worker"),
    ``letters`` the same in letters ("SW").
    """

    given: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()
    callings: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the entries write it.

    ``role`` is what the pseudonym says ("Mother", "Social worker", "School"); "" where nothing
    tells what the name is, or whether it is one. ``of`` is the longer name that it is a part of.
    """

    real: str
    kind: str
    role: str
    count: int
    example: str
    of: str = ""


@dataclass(slots=True)
class _Known:
    kind: str
    roles: Counter[str] = field(default_factory=Counter)


class _Finder:
    """Reads texts once for each way a name is known, the surest first."""

    def __init__(self, texts: Sequence[str], lists: Lists) -> None:
        self.texts, self.lists = texts, lists
        small = {w for text in texts for w in _WORD.findall(text) if w.islower()}
        self.plain = lists.plain | small | {*kin.ROLE_OF} | DAYS_AND_MONTHS
        self.known: dict[str, _Known] = {}
        titles = sorted({*lists.titles} - {w.title() for w in kin.ROLE_OF}, key=len, reverse=True)
        self._titles = frozenset(titles)
        one_title = "|".join(map(re.escape, titles)) or "(?!)"
        callings = "|".join(map(re.escape, sorted(lists.callings, key=len, reverse=True))) or "(?!)"
        letters = "|".join(map(re.escape, lists.letters)) or "(?!)"
        calling = rf"(?:(?i:{callings})|{letters})"
        self._titled = re.compile(rf"\b(?P<role>{one_title})\.?\s(?P<name>(?:[A-Z]\.?\s)?{_NAME})")
        self._beside = [
            re.compile(rf"\b(?P<role>{calling})(?:\s|:\s|,\s|\s\()(?P<name>{_NAME}){_GOES_ON}"),
            re.compile(rf"(?P<name>{_NAME})(?:,\s|\s?\()(?:(?:the|an?)\s)?(?P<role>{calling})\b"),
            re.compile(rf"\b(?P<role>{kin.ROLE})(?:\s|,\s|\s\()(?P<name>{_NAME}){_GOES_ON}"),
            re.compile(
rf"(?P<name>{_NAME})(?:,\s(?:the|his|her|their)\s|\s?\()(?P<role>{kin.ROLE})"
            ),
        ]  # fmt: skip

    def learn(self, name: str, kind: str, role: str = "") -> None:
        name = " ".join(name.split())
        if not name or name.casefold() in self.plain:
            return
        known = self.known.setdefault(name, _Known(kind))
        if role:
            known.roles[role] += 1

    def read(self) -> None:
        for text in self.texts:
            for found in (*_ENDED.finditer(text), *_SAINT.finditer(text)):
                self._ended(found[0])
        for text in self.texts:
            for found in self._titled.finditer(text):
                name = self._trimmed(found["name"])
                if name:
                    self.learn(f"{found['role']} {name}", "person", _role_of_title(found["role"]))
            for pattern in self._beside:
                for found in pattern.finditer(text):
                    self._with_role(found["name"], found["role"])
        for text in self.texts:
            for found in _RUN.finditer(text):
                self._run(found[0])
        self._single_words()

    def _trimmed(self, name: str) -> str:
        """Without words at either end that are no names: "Ann Oakes Visited"."""
        words = name.split()
        while words and self._is_plain(words[-1]):
            words.pop()
        while words and (self._is_plain(words[0]) or words[0] in self._titles):
            words.pop(0)
        return " ".join(words)

    def _is_plain(self, word: str) -> bool:
        low = word.casefold()
        return low in self.plain and low not in self.lists.given

    def _ended(self, name: str) -> None:
        words = name.split()
        while words and self._is_plain(words[0]):
            words.pop(0)
        last = words[-1] if words else ""
        own = [
            w for w in words if w not in _END_OF and not self._is_plain(re.sub("['’]s?$", "", w))
        ]
        if len(words) > 1 and own:
            role = _END_OF.get(last, "Hospital" if last.startswith("Hosp") else "Place")
            self.learn(" ".join(words), "place" if role in _PLACES else "organisation", role)

    def _with_role(self, name: str, role: str) -> None:
        name = self._trimmed(name)
        if not name or name in self._places() or _END_OF.get(name.split()[-1]):
            return
        of_kin = kin.role_key(role)
        told = of_kin or (role if role.isupper() else role.casefold())
        self.learn(name, "person", told[:1].upper() + told[1:])

    def _run(self, name: str) -> None:
        initial = re.match(r"[A-Z]\.?\s", name)
        words = self._trimmed(name).split()
        if len(words) < 2 or any(name in place for place in self._places()):
            return
        if words[-1] in _END_OF or any(self._is_plain(word) for word in words):
            return
        given = words[0].casefold() in self.lists.given
        name = " ".join(words)
        sure = given or initial or sum(name in text for text in self.texts) >= _OFTEN
        self.learn(name, "person", "Adult" if sure else "")

    def _single_words(self) -> None:
        parts = {re.sub("['’]s$", "", word) for name in self.known for word in name.split()}
        seen: dict[str, None] = {}
        at: set[str] = set()
        for text in self.texts:
            for found in _ALONE.finditer(text):
                word = found["name"]
                if word not in parts and not self._is_plain(word):
                    seen[word] = None
                    if found["at"]:
                        at.add(word)
            for found in _DOES.finditer(text):
                if found["name"] not in parts and not self._is_plain(found["name"]):
                    seen[found["name"]] = None
        for word in seen:
            if word.casefold() in self.lists.given:
                self.learn(word, "person", "Person")
            elif word in at:
                self.learn(word, "place", "Area")
            else:
                self.learn(word, "person")

    def _places(self) -> list[str]:
        return [name for name, known in self.known.items() if known.kind != "person"]


def find_names(events: pd.DataFrame, case: Case, lists: Lists) -> list[Named]:
    """Names that stand in the entries: children and family first, practitioners, then places.

    Parameters
    ----------
    events
        As :func:`workbench.chronology.merge.frame` makes it.
    """
    rows = [list(texts_of(row)) for row in events.to_dict("records")]
    finder = _Finder([text for own in rows for text in own], lists)
    for child in case.children:
        finder.learn(child.name, "person")
    for person in case.people:
        for name in person.names():
            if not name.islower():  # "mum" and "health visitor" may be anybody
                finder.learn(name, "person", _first_role(person.roles))
    _learn_agencies(finder, sorted(set(events["agency"])))
    for people in events["people"]:
        for name in people:
            if re.fullmatch(_NAME, name) and finder._trimmed(name) == name:
                finder.learn(name, "person", "Adult")
    finder.read()
    for recorder in filter(None, events["recorded_by"]):
        _learn_recorder(finder, recorder)
    _learn_parts(finder)
    return _in_order(finder, rows, events, case)


def texts_of(row: dict) -> Iterator[str]:
    """What a row tells; the example of a name is taken from the first that has it."""
    for column in _TEXTS:
        if row[column]:
            yield row[column]
    yield from row["people"]
    if row["recorded_by"]:
        yield row["recorded_by"]


def _learn_agencies(finder: _Finder, agencies: Sequence[str]) -> None:
    """Each by its whole name; the words that set it apart also stand for it, or for its area."""
    shorts: Counter[str] = Counter()
    for agency in agencies:
        lead = list(takewhile(_sets_apart, agency.split()))
        if not lead or (len(lead) == 1 and lead[0] == agency and finder._is_plain(agency)):
            continue  # "Police" and "Children's Services" tell of nobody
        finder.learn(agency, "organisation", _role_of_agency(agency))
        shorts[" ".join(lead)] += 1
    for short, times in shorts.items():
        if times > 1:
            finder.learn(short, "place", "Area")
        elif (end := _END_OF.get(short.split()[-1])) in _PLACES:
            finder.learn(short, "place", end or "")
        else:
            finder.learn(short, "organisation")


def _sets_apart(word: str) -> bool:
    """Whether a word belongs to the own name of an agency, not to what kind of agency it is."""
    if word.casefold() in _KINDS or not word[0].isupper() or (word.isupper() and len(word) > 1):
        return False
    return _END_OF.get(word, _PLACES[0]) in _PLACES


def _role_of_agency(agency: str) -> str:
    own = (_END_OF[w] for w in reversed(agency.split()) if w in _END_OF)
    return next((stem for stem in own if stem not in _PLACES), "Agency")


def _learn_recorder(finder: _Finder, recorder: str) -> None:
    """Who wrote an entry works there, whatever else is known of them."""
    for found in re.finditer(rf"(?:[A-Z]\.?\s)?{_NAME}", recorder):
        name = finder._trimmed(found[0])
        if len(name.split()) > 1:
            finder.learn(name, "person")
    for name, known in finder.known.items():
        if known.kind == "person" and name in recorder and not {*known.roles} - {"Adult"}:
            known.roles["Practitioner"] += known.roles["Adult"] + 1


def _learn_parts(finder: _Finder) -> None:
    """Each word of somebody's whole name: what does not stand alone is left out again."""
    for name in [name for name, known in finder.known.items() if known.kind == "person"]:
        for word in name.split() if len(name.split()) > 1 else ():
            own = word.casefold() in COMMON_WORDS or word.casefold() not in finder.plain
            if len(word) > 2 and own and word not in finder._titles:
                finder.known.setdefault(word, _Known("person"))


def _first_role(roles: Iterable[str]) -> str:
    """``mother of both children`` -> "Mother"; ``social worker until May`` -> "Social worker"."""
    for role in roles:
        short = re.split(r",|\d|\s(?:of|until|from|since|for|at|to)\b", role)[0].strip()
        if short:
            return short[:1].upper() + short[1:]
    return "Adult"


def _role_of_title(title: str) -> str:
    plain = title.replace(".", "").upper()
    if plain in ("DR", "DOCTOR"):
        return "Doctor"
    if plain in ("NURSE", "MATRON"):
        return "Nurse"
    police = "PC WPC PCSO DC DS DI DCI SGT SERGEANT INSP INSPECTOR CONSTABLE DET DETECTIVE SUPT"
    return "Police officer" if plain in police.split() else "Adult"


def _in_order(
    finder: _Finder, rows: Sequence[list[str]], events: pd.DataFrame, case: Case
) -> list[Named]:
    longer = _longer(finder.known)
    children = {c.name: "Sibling" if n else "Child" for n, c in enumerate(case.children)}
    sure = {*children, *(person.name for person in case.people)}
    found = []
    for name, known in finder.known.items():
        alike = [one for one in longer[name] if finder.known[one].kind == known.kind]
        of = alike[0] if len(alike) == 1 else ""
        role = children.get(of or name) or _told(finder.known[of or name].roles)
        # Where it stands for itself, and not within a longer name.
        within = "|".join(name_pattern(one) for one in sorted(longer[name], key=len, reverse=True))
        pattern = re.compile(
            rf"(?<!\w)(?:{f'(?:{within})|' if within else ''}(?P<own>{name_pattern(name)}))(?!\w)"
        )
        own = [i for i, texts in enumerate(rows) if any(_own(pattern, text) for text in texts)]
        entries = len({*own, *(events["agency"] == name).to_numpy().nonzero()[0].tolist()})
        if entries or name in sure:
            first = rows[own[0]] if own else ()
            told = next(filter(None, (_own(pattern, text) for text in first)), "")
            found.append(Named(name, known.kind, role, entries, told, of))
    return sorted(found, key=_rank)


_SAY_LITTLE = ("Practitioner", "Adult", "Person")  # of who somebody is, the last the least


def _told(roles: Counter[str]) -> str:
    """The role that is told most often; one that says little only where there is no other."""
    for role, _ in roles.most_common():
        if role not in _SAY_LITTLE:
            return role
    return next((role for role in _SAY_LITTLE if roles[role]), "")


def _longer(known: dict[str, _Known]) -> dict[str, list[str]]:
    """A name -> the longer names that it is a part of."""
    whole = {}
    for name in known:
        part = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        whole[name] = [o for o in known if len(o) > len(name) and part.search(o)]
    return whole


_FAMILY = ("Child", "Sibling", "Mother", "Father")


def _is_family(role: str) -> bool:
    low = role.casefold()
    return role in _FAMILY or (kin.is_role(low) and not low.endswith(("worker", "carer")))


def _rank(named: Named) -> tuple:
    if named.role in _FAMILY:
        first = _FAMILY.index(named.role)
    elif _is_family(named.role):
        first = len(_FAMILY)
    elif not named.role:
        first = 90
    else:
        first = 20 if named.kind == "person" else 40
    return (first, named.role, -named.count, named.real)


def _own(pattern: re.Pattern[str], text: str) -> str:
    """The words around the first place where a name stands for itself; "" where there is none."""
    found = next((m for m in pattern.finditer(text) if m["own"]), None)
    return "" if found is None else _around(found, text)


def around(name: str, text: str) -> str:
    """The words around the first place where a name stands as it is written; "" where none is."""
    found = re.search(rf"(?<!\w){name_pattern(name)}(?!\w)", text)
    return "" if found is None else _around(found, text)


def _around(found: re.Match[str], text: str) -> str:
    start, end = max(0, found.start() - 40), min(len(text), found.end() + 50)
    part = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{part}{'…' if end < len(text) else ''}"


def propose(
    names: Sequence[Named], texts: Iterable[str], given: Mapping[str, str] | None = None
) -> dict[str, str]:
    """A pseudonym for each name whose role is known: ``Mother``, ``Social worker 2``, ``School A``.

    None of them stands in the texts already, so that the way back is sure: where they write of
    "mother", the mother is ``Mother A``. A part of a longer name is called nearly as the whole is:
    ``Adult 3`` is then also ``Adult (3)``.

    Parameters
    ----------
    given
        Names that have a pseudonym already, and which.
    """
    said = dict(given or {})
    told = " ".join(" ".join(texts).casefold().split())
    taken = {other.casefold() for other in said.values()} | {n.real.casefold() for n in names}

    def free(words: str) -> bool:
        low = words.casefold()
        return low not in taken and not re.search(rf"(?<!\w){re.escape(low)}(?!\w)", told)

    mates = Counter(_stem(named) for named in names if not named.of)
    for named in sorted(names, key=lambda named: bool(named.of)):
        if not named.role or named.real in said:
            continue
        whole = said.get(named.of, "") if named.of else ""
        wanted = _shorter(whole) if whole else _wanted(named, mates[_stem(named)] == 1)
        said[named.real] = next(filter(free, wanted))
        taken.add(said[named.real].casefold())
    return {named.real: said[named.real] for named in names if named.real in said}


def _stem(named: Named) -> str:
    return "Adult" if named.role == "Person" else named.role


def _wanted(named: Named, only: bool) -> Iterator[str]:
    stem = _stem(named)
    if only and _is_family(stem) and stem != "Child":
        yield stem
    if named.kind != "person" or _is_family(stem):
        yield from (f"{stem} {letter}" for letter in ascii_uppercase)
    yield from (f"{stem} {number}" for number in count(1))


def _shorter(whole: str) -> Iterator[str]:
    """``Adult 3`` -> ``Adult (3)``; ``Mother`` -> ``Mother (B)``."""
    stem, _, mark = whole.rpartition(" ")
    if stem and (mark.isdigit() or len(mark) == 1):
        yield f"{stem} ({mark})"
        yield from (f"{stem} ({mark}-{number})" for number in count(2))
    yield from (f"{whole} ({number})" for number in count(2))
