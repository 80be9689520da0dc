"""A child's initials in a row ("M in sling", "seen with mum, T asleep") -> the child's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.chronology.subjects import called, own_names
from workbench.chronology.terms import tidy

if TYPE_CHECKING:
    from workbench.chronology.view import View

# Letters that many write for an adult, and the words of those who do not.
_ADULT_LETTERS = {
    "M": re.compile(r"\b(?:mother|mum|mummy|mam|mo)\b"),
    "F": re.compile(r"\b(?:father|dad|daddy|fa)\b"),
    "D": re.compile(r"\b(?:father|dad|daddy|fa)\b"),
    "P": re.compile(r"\b(?:partner|police|parents?)\b"),
    "G": re.compile(r"\b(?:grand\w+|gran|nan)\b"),
}
_INITIAL_AND_SURNAME = re.compile(r"(?P<initial>[A-Z])\.? ?(?P<surname>[A-Z][\w'-]+)")
_NO_NAME = frozenset("IYNX")  # letters that are words or answers
_LETTER = re.compile(
    r"(?<![\w.&/'’-])(?P<letters>[A-Z]{1,2})(?=(?P<whose>['’]s\b)|[^\w&/'’-]|$)(?!\.\w)"
)
_DOES = re.compile(
    r"\s*,?\s*(?:(?:was|were|is|has|had|been|not|very|both|also|still|found|appeared|looked|seemed)"
    r"\s+)*(?P<does>[a-z]+)"
)
_TELLS = re.compile(r"(?:said|says|stated|states|reports?|reported|rang|phoned|admits|denies)$")
_AFTER_SEEING = re.compile(
    r"\b(?:saw|seen|with|met|visited|weighed|examined|to|and|of|for|on|by|hold\w*|held|feed\w*|&|\+|,)"
    r"\s*$",
    re.IGNORECASE,
)
# Where rows so often have a child do something by its initial, whoever writes so means it by that
# letter wherever it stands
# ("took J", "cuts on J's arm"), but for a letter that names a thing or an adult, or is a reading.
_OFTEN = 3  # rows
_OF_A_THING = re.compile(
    r"\b(?:flat|room|block|wing|unit|ward|group|vitamin|vit|hepatitis|hep|class|year \d+|team|plan"
    r"|section|option|grade|type|category|part|appendix|band|route|gate|strep|influenza|schedule"
    r"|mr|mrs|ms|miss|dr|pc|ds|dc|saved as|known as)\.?\s*$",
    re.IGNORECASE,
)
_A_READING = re.compile(r"\s*[:=]?\s*\d|\s*[:=]")
# "A" opens a sentence as an article, and L and R are sides; as a child they do something.
_STATES = frozenset(
    "in on at asleep awake alert seen was is has had sleeping crying settled happy well smiling "
    "sat sitting playing observed weighed brought present upset wearing feeding attended waited "
    "both not looks looked appeared came crawling walking running chatty quiet held "
    "asked told said says made let brought showed gave took walked ran hid drew home sick "
    "ate".split()
)
_DO_SOMETHING = frozenset("ALR")
_SPEAKING_TO = re.compile(
    r"\b(?:chat|chatted|spoke|spoken|talked|saw|met) (?:to |with )?$", re.IGNORECASE
)
_SIDE_OF = re.compile(r"\s+(?:and|&|\+)\s|\s+(?!about|who|alone|in\b|on\b|at\b)\w")


class Initials:
    """Spells out the initials that one child of the case alone has."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._name = _of_one_child(view)
        self._spoken: dict[str, set[str]] = {}
        self._usual: dict[str, set[str]] = {}
        self._rows: dict[int, str] = {}
        if self._name:
            self._spoken = {agency: self._writes_for(agency) for agency in set(view.agency)}
            self._usual = self._usual_of_each()

    def spelt(self, i: int) -> str:
        """What a row says, tidied, with the children's names for their initials."""
        if not self._name:
            return self._view.said.tidied[i]
        if i not in self._rows:
            self._rows[i] = self._spell(i)
        return self._rows[i]

    def _spell(self, i: int) -> str:
        tidied = self._view.said.tidied[i]
        agency = self._view.agency[i]
        letters = self._spoken.get(agency)
        if not letters:
            return tidied
        usual = self._usual[agency]
        kind, what = self._view.columns["contact_type"][i], self._view.spelt[i]
        changed = _LETTER.sub(lambda m: self._swap(m, letters, usual), what)
        if changed == what:
            return tidied
        return tidy(f"{kind}. {changed}" if kind else changed)

    def named(self, people: Iterable[str]) -> str:
        """Those whom a column lists, tidied, with the children's names for their initials."""
        return tidy(", ".join(self._spelt_name(each.strip(" .")) for each in people))

    def _spelt_name(self, name: str) -> str:
        """``RF`` and ``R. Fox`` are Rowan Fox."""
        short = _INITIAL_AND_SURNAME.fullmatch(name)
        if short and tidy(short["surname"]) in self._view.surnames:
            name = short["initial"]
        return self._name.get(name, name)

    def _swap(self, found: re.Match[str], letters: set[str], usual: set[str]) -> str:
        initials = found["letters"]
        meant = initials in letters and not _OF_A_THING.search(found.string[: found.start()])
        meant = meant and (_is_somebody(found) or (initials in usual and _may_be_somebody(found)))
        return self._name[initials] if meant else found[0]

    def _usual_of_each(self) -> dict[str, set[str]]:
        """For each agency the initials by which it has a child do something, where many rows do."""
        rows: Counter[str] = Counter()
        written: dict[str, set[str]] = {agency: set() for agency in self._spoken}
        for agency, text in zip(self._view.agency, self._view.spelt, strict=True):
            found = {each["letters"] for each in _LETTER.finditer(text) if _does_something(each)}
            own = found & self._spoken[agency]
            rows.update(own)
            written[agency] |= own
        return {
            agency: {each for each in own if rows[each] >= _OFTEN}
            for agency, own in written.items()
        }

    def _writes_for(self, agency: str) -> set[str]:
        """The initials that an agency, which may write M for mother, has for a child."""
        own = [i for i, name in enumerate(self._view.agency) if name == agency]
        written = set()
        for initials in self._name:
            adult = _ADULT_LETTERS.get(initials)
            if adult is None or _not_for_an_adult(self._view, own, initials, adult):
                written.add(initials)
        return written


def _of_one_child(view: View) -> dict[str, str]:
    """Initials -> a child's own name; those that another child or adult shares are nobody's."""
    # "Brought by sister Teal" makes no adult of Teal.
    children_names = {tidy(name) for names in own_names(view.case) for name in names}
    named = view.presence.names - children_names
    adults = {name[0].upper() for name in named}
    adults |= {name.upper() for name in named if len(name) == 2}
    children: dict[str, set[str]] = {}
    for child, own in zip(view.case.children, own_names(view.case), strict=True):
        for initials, name in _initials(child.name, own).items():
            children.setdefault(initials, set()).add(name)
    return {
        initials: next(iter(names))
        for initials, names in children.items()
        if len(names) == 1 and initials not in _NO_NAME and initials not in adults
    }


def _initials(name: str, own: tuple[str, ...]) -> dict[str, str]:
    """Initials -> the name of a child's own that they stand for."""
    found: dict[str, str] = {}
    for each in called(name) if own else ():
        words = each.split()
        first = next((word for word in words if word in own), own[0])
        last = words[-1] if len(words) > 1 and words[-1] not in own else ""
        for initials in (first[0].upper(), f"{first[0]}{last[:1]}".upper()):
            found.setdefault(initials, first)
    return found


def _not_for_an_adult(view: View, own: list[int], initials: str, adult: re.Pattern[str]) -> bool:
    """An agency that has a word for the adult, and in whose rows the letter never speaks."""
    in_words = False
    for i in own:
        in_words = in_words or bool(adult.search(view.said.tidied[i]))
        for found in _LETTER.finditer(view.what[i]):
            does = _DOES.match(found.string, found.end())
            if found["letters"] == initials and does and _TELLS.search(does["does"]):
                return False
    return in_words


def _does_something(found: re.Match[str]) -> bool:
    """Whether a letter begins a sentence with what somebody does: "J told", "T asleep"."""
    before, does = found.string[: found.start()].rstrip(), _DOES.match(found.string, found.end())
    return not found["whose"] and bool(does) and (not before or before[-1] in ".;:!?–\n")


def _may_be_somebody(found: re.Match[str]) -> bool:
    """Whether a letter that is a child's in most rows can be the child's where it stands."""
    if _A_READING.match(found.string, found.end()):
        return False
    return bool(found["whose"]) or found["letters"] not in _DO_SOMETHING


def _is_somebody(found: re.Match[str]) -> bool:
    """Whether a letter stands where somebody does: it does something, or is done something to."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    if found["whose"]:
        return False
    if len(found["letters"]) > 1:
        return True
    does = _DOES.match(after)
    opens = not before.strip() or before.rstrip()[-1] in ".;:!?-–\n"
    if found["letters"] in _DO_SOMETHING:
        return (
            bool(does and does["does"] in _STATES)
            or (not does and bool(_AFTER_SEEING.search(before)))
            or (bool(_SPEAKING_TO.search(before)) and not _SIDE_OF.match(after))
        )
    return bool(does) or opens or bool(_AFTER_SEEING.search(before))
