"""Who did what, and who came with the child: read where a row names somebody beside a verb.

A person is a role ("PGM" and "his nan" are grandmothers) or a name; a name whose role the rows or
the case tell is that role. Nobody can say that a name and a role are two people, so only roles are
set against roles and names against names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from workbench.chronology import kin
from workbench.chronology.terms import words_of

_NAME = r"(?:M(?:r|rs|s|iss)\.?\s)?[A-Z][a-z]{2,}\b(?:\s(?:[A-Z][a-z]{2,}\b|[A-Z]\b))?"
_PROFESSIONAL = (
    r"(?i:(?:duty |allocated |family )?(?:social worker|support worker|sw|"
    r"foster (?:carers?|mother|father|mum|dad|parents?)|"
    r"learning mentor|key ?worker|teaching assistant|family worker|residential worker|"
    r"youth worker|escort)\b)"
)
_ONE = (
    rf"(?:(?:both )?(?i:parents)\b|{_PROFESSIONAL}(?:\s[A-Z][a-z]+)?|"
    rf"{kin.ROLE}(?:\s\(?{_NAME}\)?)?|{_NAME})"
)
# After a comma may stand who does the next thing: "brought by father, mother said to be ill".
_NEXT = (
    r"(?!\s(?:[a-z]+(?:ing|ed)|said|says|was|were|is|are|at|who|states?|did|had|has|to|in|on|"
    r"not)\b)"
)
_LIST = rf"{_ONE}(?:(?:,? and | & | \+ |/){_ONE}|, {_ONE}{_NEXT}){{0,4}}"
_PARTED = re.compile(r",? and |, | & | \+ |/")
_BABY = (
    r"(?i:him|her|them|baby|the baby|my baby|my brother|my sister|the child|child|both|"
    r"the children|children|the boy|the girl|infant|pt|patient)"
)

# Who came with the child. The list of people follows, or stands before.
_CAME = (
    rf"(?i:brought|carried|accompanied|escorted|"
    rf"taken)(?:\s[a-z&]+){{0,4}}?\s(?i:by)\s(?:only\s)?(?P<who>{_LIST})",
    rf"(?i:came|come|attended|attends|presented|presents|arrived|conveyed|brought|"
    rf"here)(?:\s(?!with\b)[\w&-]+){{0,3}}\s(?i:with)\s(?P<who>{_LIST})",
    rf"(?i:seen|reviewed|weighed|examined|appointment|clinic|check|dept|"
    rf"department)(?:\s(?!with\b)[\w&-]+){{0,5}}\s(?i:with)\s(?P<who>{_LIST})",
    rf"(?:^|[.;,:]\s)(?i:with)\s(?P<who>{_LIST})(?=\s*(?:[.;,(]|$))",
    rf"(?P<who>{_LIST})\s(?i:brought|took|carried|drove|presented with|attended with|came with|"
    rf"came in with|"
    rf"arrived with|at \w+ with|here with|rushed)\s(?:{_BABY}|CHILD)",
    rf"(?P<who>{_LIST})\s(?i:took|drove|brought|transported|accompanied|"
    rf"conveyed)\s{_LIST}\s(?:and|&|\+)\s(?:{_BABY}|CHILD)",
    rf"(?i:took|drove|brought|transported|accompanied|conveyed)\s(?P<who>{_LIST})\s(?:and|&|"
    rf"\+)\s(?:{_BABY}|CHILD)",
    rf"(?P<who>{_LIST})\s(?i:at (?:dept|department|hospital|a&e|ed|clinic))\b",
)
# "Nan let herself in and found him": nobody else may stand between.
_MEANWHILE = r"(?:(?!\b(?i:police|officers?|crew|paramedics?|who|by|staff)\b)[^.;,])"
# What one person does in one event: each is compared by itself.
_DEEDS = {
    "found the child": (
        rf"(?P<who>{_ONE})\s(?i:had )?(?i:found)\s(?:{_BABY}|CHILD)",
        rf"(?i:found)\s(?:[a-z]+\s){{0,3}}?(?i:by)\s(?P<who>{_ONE})",
        rf"(?P<who>{_ONE})\s{_MEANWHILE}{{1,60}}?\s(?i:and|&|then)\s(?i:had )?(?i:found)\s"
        rf"(?:{_BABY}|CHILD)",
    ),
    "rang for help": (
        rf"(?P<who>{_ONE})\s(?i:had )?(?i:called|rang|dialled|phoned)\s(?i:999|an ambulance|"
        rf"ambulance|the police|police|101|111)",
        rf"(?i:999|ambulance|999 call|call)\s(?:was )?(?:made |called |"
        rf"rung )?(?i:by)\s(?P<who>{_ONE})",
    ),
    "collected the child": (
        rf"(?P<who>{_ONE})\s(?i:collected|picked up|fetched|came for|(?:came|here) to collect)"
        rf"(?:\s(?:{_BABY}|CHILD)|\s(?i:at)\s|(?=[.,;]|$))",
        rf"(?P<who>{_ONE})\s(?i:picked)\s(?:{_BABY}|CHILD)\s(?i:up)\b",
        rf"(?i:left|went home|gone home|went off|collected)(?:\s(?:at|in)\s[\w.:]+)?\s(?i:with)\s"
        rf"(?i:her |his |their )?(?P<who>{_ONE})",
        rf"(?i:collected|picked up)\s(?:[a-z]+\s){{0,3}}?(?i:by)\s(?P<who>{_ONE})",
    ),
    "was looking after the child": (
        rf"(?P<who>{_ONE})\s(?:was |had been )?(?i:looking after|caring for|babysitting|minding|"
        rf"in charge of|in sole charge)",
        rf"(?i:in the (?:sole )?care of|left with|being looked after by|looked after by|"
        rf"(?:gone|went|going) to stay with|staying with|stayed with|"
        rf"in (?:sole )?charge:)\s(?P<who>{_ONE})",
    ),
    "signed it": (
        rf"(?P<who>{_ONE})\s(?:has |had )?(?i:signed)\b",
        rf"(?i:signed)\s(?:[a-z]+\s){{0,2}}?(?i:by)\s(?P<who>{_ONE})",
    ),
    "did it": (
        rf"(?i:hit|punched|slapped|smacked|struck|pushed|shoved|kicked|assaulted|bitten|shaken|"
        rf"dropped|grabbed|strangled)\s(?:[a-z]+\s){{0,6}}?(?i:by)\s(?i:an? )?(?:[a-z]+\s)?"
        rf"(?P<who>{_ONE})",
        rf"(?P<who>{_ONE})(?:,\s[a-z' ]{{2,25}},)?,?\s(?:who )?(?:had |has )?"
        rf"(?i:hit|thumped|whacked|punched|slapped|smacked|"
        rf"struck|kicked|pushed|shoved|bit|shook|burned|burnt)\s(?i:him|her|his|them|me)\b",
        rf"(?i:named)\s(?i:his |her )?(?P<who>{_ONE})\s(?i:as)\s(?:the one|who)",
        rf"(?P<who>{_ONE})\s(?:had )?(?i:hit|punched|slapped|kicked|smacked|dropped|shook|"
        rf"bit)\s(?:{_BABY}|CHILD)",
    ),
    "fed or gave it": (
        rf"(?P<who>{_ONE})\s(?:had )?(?i:gave|fed|bathed|changed)\s(?:{_BABY}|CHILD)",
    ),
}  # fmt: skip
_NOBODY = re.compile(
    r"(?i:police|officers?|pc|dc|ps|crew|paramedics?|staff|teacher|school|nurse|midwife|doctor|dr|"
    r"hv|gp|"
    r"health|ambulance|home|seen|child|children|baby|the|this|then|also|told|called|he|she|they|"
    r"who|"
    r"visit|clinic|hospital|ward|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|"
    r"february|march|april|may|june|july|august|september|october|november|december)\b"
)


_CHILDREN_TOO = ("rang for help",)  # a child rings 999; nobody's child brings itself
# A pattern is slow to look for: first the words without which none of them can fit.
_CAME_WORDS = frozenset(
    "brought carried accompanied escorted taken with took drove rushed transported conveyed dept "
    "department hospital ed clinic".split()
)
_DEED_WORDS = {
    "found the child": "found",
    "rang for help": "called rang dialled phoned 999 ambulance call",
    "collected the child": "collected picked fetched came collect left went gone",
    "was looking after the child": "looking caring babysitting minding charge care left "
    "looked stay staying stayed",
    "signed it": "signed",
    "did it": "hit punched slapped pushed kicked assaulted bitten shaken dropped grabbed strangled "
    "smacked shook bit struck shoved burned burnt named thumped whacked",
    "fed or gave it": "gave fed bathed changed",
}


class Doers:
    """Reads rows; ``known`` says which role a name has, "" where nobody tells."""

    def __init__(self, known: Callable[[str], str], children: Iterable[str]) -> None:
        """``children``: names that are a child's, and so nobody's who brings one."""
        names = sorted({name for name in children if name}, key=len, reverse=True)
        self._children = frozenset(name.casefold() for name in names)
        child = "|".join(re.escape(name) for name in names) or "(?!)"
        self._known = known
        self._worth = {deed: frozenset(words.split()) for deed, words in _DEED_WORDS.items()}
        self._with: dict[str, dict[str, str]] = {}
        self._did: dict[str, dict[str, dict[str, str]]] = {}
        self._came = [re.compile(p.replace("CHILD", f"(?:{child})")) for p in _CAME]
        self._deeds = {
            deed: [re.compile(p.replace("CHILD", f"(?:{child})")) for p in patterns]
            for deed, patterns in _DEEDS.items()
        }

    def came_with(self, text: str) -> dict[str, str]:
        """Who came with the child, and by which words."""
        if text not in self._with:
            worth = not _CAME_WORDS.isdisjoint(words_of(text.casefold()))
            self._with[text] = self._people(self._came, text) if worth else {}
        return self._with[text]

    def deeds(self, text: str) -> dict[str, dict[str, str]]:
        """Deed -> who did it, by which words; only deeds that somebody named did."""
        if text not in self._did:
            words = words_of(text.casefold())
            told = {
                deed: self._people(patterns, text, deed in _CHILDREN_TOO)
                for deed, patterns in self._deeds.items()
                if not words.isdisjoint(self._worth[deed])
            }
            self._did[text] = {deed: people for deed, people in told.items() if people}
        return self._did[text]

    def _people(
        self, patterns: list[re.Pattern[str]], text: str, children: bool = False
    ) -> dict[str, str]:
        told: dict[str, str] = {}
        for pattern in patterns:
            for found in pattern.finditer(text):
                for key in self._keys(found["who"], children):
                    told.setdefault(key, " ".join(found[0].strip(" .,;:").split()))
        return told

    def _keys(self, people: str, children: bool) -> Iterator[str]:
        """``children``: a child may have done it too."""
        for one in _PARTED.split(people):
            words = one.split()
            low = one.casefold().strip()
            professional = re.match(_PROFESSIONAL, one)
            if professional and "foster " in low:
                yield "foster carer"  # "foster mother" is neither the mother nor another carer
            elif low.endswith("parents") and "grand" not in low:
                yield from ("mother", "father")
            elif professional:
                kinds = (
                    "support worker", "learning mentor", "keyworker", "key worker",
                    "teaching assistant", "family worker", "residential worker", "youth worker",
                    "escort",
                )  # fmt: skip
                yield next((kind for kind in kinds if kind in low), "social worker")
            elif re.match(kin.ROLE, one):
                role = kin.role_key(re.match(kin.ROLE, one)[0])  # type: ignore[index]
                yield role
            elif words and not _NOBODY.match(one):
                if low in self._children or words[0].casefold() in self._children:
                    if children:
                        yield kin.CHILD
                    continue
                yield self._known(one) or " ".join(w.casefold() for w in words if len(w) > 1)


def two_people(one: dict[str, str], other: dict[str, str]) -> tuple[str, str] | None:
    """The words of each where none of the one can be any of the other."""
    if not one or not other or any(kin.may_be_one(a, b) for a in one for b in other):
        return None
    return next(iter(one.values())), next(iter(other.values()))
