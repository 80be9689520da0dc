"""Who was there, as a row tells it: by name, by role, by initials, or as an agency.

The words for being there, not being there and being alone are lists of the rules file
(``was_there``, ``was_not_there``, ``on_their_own``); who is meant is read from what stands before
them. A name whose role other rows tell ("Kit Renner (father)", "mum Shona") is that role.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.chronology import kin
from workbench.chronology.kin import ROLE_OF
from workbench.chronology.rules import Rules
from workbench.chronology.terms import tidy, words_of

if TYPE_CHECKING:
    from workbench.chronology.view import View

_NAME = r"(?:M(?:r|rs|s|iss)\.?\s)?[A-Z][a-z]{2,}(?:\s[A-Z][a-z]{2,})?"
_INITIALS = r"[A-Z]{2}"
_PARENTS = r"(?i:(?:both|neither)\s+(?:of the\s+)?parents?|parents)"
_ONE = rf"(?:{_PARENTS}|{kin.ROLE}|{_NAME}|{_INITIALS})"
_BETWEEN = re.compile(r",? and |, | & | \+ |/")
# At most ten names, and whatever joins them to the words that follow: "Dana and Kit both were".
_BEFORE = re.compile(
    rf"(?:^|(?<=[\s(,.;:]))(?P<no>(?i:no|without)\s)?"
    rf"(?P<names>(?:{_ONE}(?:,? and |, | & | \+ )){{0,9}}{_ONE}),?"
    r"(?P<says>\s(?:said|says|stated|states|reports|reported|claims|claimed)(?:\sthat)?\ss?he)?"
    r"(?:\s(?:both|all|also|was|were|is|are|had|has|came|attended|there|present|home|here))*\s*$"
)
_LISTED = re.compile(
    r"(?:\b(?:present|in attendance|attendees|attended by|those present)\s?(?::|-)?\s+)"
    r"(?P<names>[^.;\n]{2,160})",
    re.IGNORECASE,
)
# "Only mum and baby home": nobody else who is grown up.
_ONLY = re.compile(
    rf"\b(?i:only)\s(?P<name>{_ONE})(?:\s(?:and|&|\+|with)\s[\w']+){{0,2}}\s"
    rf"(?:(?:was|were|is|are|at)\s)*(?:home|in|present|there)\b|\b(?P<name2>{_ONE})"
    rf"(?:\s(?:and|&|\+|with)\s(?i:baby|child|children|the children|{_NAME}))?"
    rf"\sonly\s(?:at\s)?(?:home|in|present)\b"
)
_HELD = re.compile(rf"\b(?:in|by)\s(?P<name>{_ONE})'s\s(?:arms|lap|care)\b")
# Asked alone by a practitioner, who therefore met no one else: that tells nothing of the house.
_MET = re.compile(r"\b(?:seen|saw|spoken to|spoke (?:to|with)|interviewed|met|visited)\b[^.;]*$")
# "Mr. Bell" ends no sentence.
_SENTENCE = re.compile(r"(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)[.;!?]+(?=\s|$)")
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
_PAIR = re.compile(r"\b([A-Z][a-z]{2,})\s([A-Z][a-z]{2,})\b")
# What begins a sentence with a capital: "Found alone".
_NO_NAMES = frozenset("Found Seen Left Spoken Home Was Not Also Both Then Only Being Child".split())
_REACH = 120  # letters before a wording in which the names it is about are looked for


@dataclass
class Present:
    """Whom a row has there, not there, or alone; each under its role, else its surname."""

    there: dict[str, str] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)
    alone: dict[str, str] = field(default_factory=dict)


class Presence:
    """Reads rows; knows which names have which roles, from all of them together."""

    def __init__(self, rules: Rules, texts: Iterable[str], named: dict[str, str]) -> None:
        self._rules = rules
        self._texts = tuple(texts)
        self._roles = _roles_told(self._texts) | named
        self._read: dict[str, Present] = {}

    def role_of(self, name: str) -> str:
        """The family role of a name, a first name or initials; "" where nobody tells."""
        low = tidy(name)
        return self._roles.get(low) or self._roles.get(low.split()[-1] if low else "", "")

    @property
    def names(self) -> frozenset[str]:
        """The adults' names, first names and initials that a role is known of, in lower case."""
        return frozenset(self._roles)

    def titled(self, text: str) -> str:
        """A text with surnames that the police write in capitals as others write them."""
        return _CAPITALS.sub(
            lambda m: m[0].title() if m[0].title() in self._surnames else m[0], text
        )

    @cached_property
    def _surname_of(self) -> dict[str, str]:
        """First name -> the surname it stands before, where the rows have one such person alone.

        "Craig Lomas" in one row and "Craig" in another are one man.
        """
        after: dict[str, set[str]] = {}
        for first, last in {pair for text in self._texts for pair in _PAIR.findall(text)}:
            if first.lower() not in ROLE_OF and first not in _NO_NAMES:
                after.setdefault(first, set()).add(last)
        return {first: next(iter(lasts)) for first, lasts in after.items() if len(lasts) == 1}

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """Second words of names, where any row writes in capitals."""
        if not any(_CAPITALS.search(text) for text in self._texts):
            return frozenset()
        return frozenset(
            name for text in self._texts for pair in _PAIR.findall(text) for name in pair
        )

    def of(self, what: str) -> Present:
        if what not in self._read:
            now = (
                s
                for s in _SENTENCE.split(self.titled(_whole(_plain(what))))
                if not self._elsewhen(s.lower())
            )
            self._read[what] = self._present(" . ".join(now))
        return self._read[what]

    def _elsewhen(self, sentence: str) -> bool:
        return bool(self._rules.terms["another_time"].find(sentence))

    def _present(self, text: str) -> Present:
        found = Present()
        low = text.lower()
        terms = self._rules.terms
        for name, where in (("was_not_there", found.gone), ("on_their_own", found.alone)):
            for words, at in terms[name].found_in(low):
                no, names, _ = self._before(text[:at])
                if names and not no and not (where is found.alone and _MET.search(low[:at])):
                    where.update(dict.fromkeys(names, words))
        for words, at in terms["was_there"].every(low):
            no, names, neither = self._before(text[:at])
            if no or neither:
                found.gone.update(dict.fromkeys(names, f"no {words}" if no else words))
            elif not terms["was_there"].negated(low, at, words):
                found.there.update(dict.fromkeys(names, words))
        for only in _ONLY.finditer(text):
            found.alone.update(
                dict.fromkeys(self._keys([only["name"] or only["name2"]]), only[0].strip())
            )
        for listed in _LISTED.finditer(text):
            for key in self._keys(_BETWEEN.split(listed["names"])):
                found.there.setdefault(key, "present")
        for held in _HELD.finditer(text):
            for key in self._keys([held["name"]]):
                found.there.setdefault(key, held[0])
        return found

    def _before(self, text: str) -> tuple[bool, list[str], bool]:
        """(whether "no" stands before them, who is named last, whether it was "neither")."""
        named = _BEFORE.search(text[-_REACH:])
        if not named:
            return False, [], False
        names = named["names"]
        keys = self._keys(_BETWEEN.split(names))
        return bool(named["no"]), keys, names.lower().startswith("neither")

    def _keys(self, names: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(key for name in names for key in self._key(name.strip())))

    def _key(self, name: str) -> Iterator[str]:
        if re.fullmatch(_PARENTS, name):
            yield from ("mother", "father")
            return
        words = name.split()
        if not re.fullmatch(_ONE, name) or not words or name in _NO_NAMES:
            return
        if words[-1].lower() in ROLE_OF:
            yield kin.role_key(name)
            return
        known = self._roles.get(tidy(name)) or self._roles.get(tidy(words[-1]))
        if known:
            yield known
        elif not self._is_practitioner(name):
            yield self._surname_of.get(words[-1], words[-1])

    def _is_practitioner(self, name: str) -> bool:
        low = tidy(name)
        concept = self._rules.concepts.get(low, "").replace(" ", "")
        return (
            concept in self._rules.organisations
            or name.upper() in self._rules.offered_meanings
            or name.upper() in self._rules.plain_abbreviations
            or bool(self._rules.terms["practitioner"].find(low))
        )


def differ(view: View, a: int, b: int) -> Iterator[str]:
    """One says that somebody was there, the other that they were not, or that one was alone."""
    for i, j in ((a, b), (b, a)):
        one, other = (view.presence.of(view.present(k) + view.what[k]) for k in (i, j))
        both = sorted(one.gone.keys() & other.there.keys())
        if both:
            name = both[0]
            told = _in_order(i < j, one.gone[name], other.there[name])
            yield f"whether {_called(name)} was there ({told})"
            return
        adults = sorted(other.there.keys() - one.alone.keys())
        if one.alone and adults and len(one.alone) == 1:
            alone, words = next(iter(one.alone.items()))
            beside = f"{_called(adults[0])} {other.there[adults[0]]}"
            told = _in_order(i < j, f"{_called(alone)} {words}", beside)
            yield f"who was there ({told})"
            return
        if _left_out(view, i, j):
            yield f"whether {view.agency[j]} took part"
            return


def _in_order(kept: bool, one: str, other: str) -> str:
    first, second = (one, other) if kept else (other, one)
    return f"{first!r} or {second!r}"


def _called(key: str) -> str:
    return f"the {key}" if kin.is_role(key) else key


_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-"})


def _plain(text: str) -> str:
    """One line, plain apostrophes and dashes, capitals kept."""
    return " ".join(text.translate(_PLAIN).split())


def _whole(text: str) -> str:
    """ "Mother attended but father did not" with what he did not do."""
    return _CUT_SHORT.sub(r"\g<said>\g<between>\g<but> attend", text)


_CUT_SHORT = re.compile(
    r"(?P<said>\b(?:attended|came|present|there|joined)\b)(?P<between>[^.;]{1,40}?)"
    r"(?P<but>\b(?:did not|didn't|could not|couldn't))(?=\s*(?:[,.;]|$))"
)


# "mum Shona", "Father Kit Renner", "Kit Renner (father)".
_TOLD = re.compile(
    rf"\b(?P<role>(?i:{'|'.join(ROLE_OF)}))\s(?P<name>[A-Z][a-z]{{2,}}(?:\s[A-Z][a-z]{{2,}})?)\b"
    rf"|(?P<name2>[A-Z][a-z]{{2,}}(?:\s[A-Z][a-z]{{2,}})?)"
    rf"\s?\((?P<role2>(?i:{'|'.join(ROLE_OF)}))\b"
)


def _roles_told(texts: Iterable[str]) -> dict[str, str]:
    """Names, first names and initials -> a role, where the rows agree on it."""
    told: dict[str, Counter[str]] = {}
    for text in dict.fromkeys(texts):
        if words_of(tidy(text)).isdisjoint(ROLE_OF):
            continue
        for found in _TOLD.finditer(_plain(text)):
            name = found["name"] or found["name2"]
            role = ROLE_OF[(found["role"] or found["role2"]).lower()]
            for key in _forms(name):
                told.setdefault(key, Counter())[role] += 1
    return {key: next(iter(roles)) for key, roles in told.items() if len(roles) == 1}


# Initials that would be read wherever the word stands.
_SMALL_WORDS = frozenset(
    "am an as at be by do go he if in is it me my no of on or so to up us we".split()
)


def _forms(name: str) -> Iterator[str]:
    """``Kit Renner`` is also Kit and KR; a surname alone may be anybody's in the family."""
    words = name.split()
    yield tidy(name)
    if len(words) > 1:
        yield tidy(words[0])
        initials = "".join(word[0] for word in words).casefold()
        if initials not in _SMALL_WORDS:
            yield initials


def roles_of(people: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> dict[str, str]:
    """The names of a case's people (names, roles) whose role is one of the family's."""
    known = {}
    for names, roles in people:
        words = [word for role in roles for word in tidy(role).split()]
        role = next((ROLE_OF[word] for word in words if word in ROLE_OF), "")
        if role:
            known.update({form: role for name in names for form in _forms(name)})
    return known


# --- agencies -------------------------------------------------------------------------------

_WHO = r"[a-z]+(?: [a-z]+)?"
_NO_AGENCY = re.compile(
    rf"\bno (?P<who>{_WHO}) (?:was |were )?(?:present|represent\w*|attend\w*|invited|there|input)"
    rf"|(?P<who2>{_WHO}) (?:was |were )?(?:not (?:present|represented|invited|involved|there)|"
    rf"unable to attend"
    rf"|(?:gave |sent )?apologies|did not attend)"
    rf"|apologies (?:from |given by |sent by |received from )?:?\s?(?P<who3>{_WHO})"
)
_TOOK_PART = re.compile(
    r"(?:^|[.;] )(?:[\w ]{0,25} )?(?:took part|attended|present|joined|contributed|dialled in|"
    r"represented)\b"
)
_NOT_MYSELF = re.compile(
    r"\b(?:not attended|unable|did not|not present|apologies|report sent|sent report)\b"
)


def _left_out(view: View, i: int, j: int) -> bool:
    """``No health present`` in one agency's row; the row of a health service says it took part."""
    told, other = view.said.tidied[i], view.said.tidied[j]
    if not {"no", "not", "apologies", "unable"} & words_of(told):
        return False
    own = set(tidy(view.agency[j]).split()) | view.kinds(view.agency[j])
    for found in _NO_AGENCY.finditer(told):
        who = found["who"] or found["who2"] or found["who3"]
        if set(who.split()) & own or view.concepts_of(who) & own:
            return bool(_TOOK_PART.search(other)) and not _NOT_MYSELF.search(other)
    return False
