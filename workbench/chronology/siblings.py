"""The names of other children whom the rows tell of as such: "his sister Maisie", "Maisie (2)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.chronology.subjects import people_pattern
from workbench.chronology.terms import tidy

_NAME = r"(?P<name>[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?|[A-Z]{3,}(?:-[A-Z]{2,})?)"
_GROWN_UP = 18
_ANYBODY = people_pattern(())  # "Child (18 mths)", "Boy (9)"
_KIN = (
    r"(?:half-?|step-?|younger |older |elder |little |big |baby )?(?:[Bb]rother|sister|sibling)s?"
)
# "mum's sister Ann" is an aunt; "Sister Ann" with a capital is a nurse.
_AS_SIBLING = re.compile(rf"(?<!'s )(?<!’s )\b{_KIN},? {_NAME}\b")
_AGED = re.compile(
    rf"\b{_NAME}(?:\s[A-Z][\w'-]+)?,?\s\((?:{_KIN}\b|aged? ?(?P<aged>\d{{1,2}})\b|"
    r"(?P<years>\d{1,2}) ?(?:\)|yrs?\b|years?\b|y/?o\b)|\d{1,2} ?(?:mths?|months?|wks?|weeks?)\b)"
)


def told_siblings(texts: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """First names of children that the texts tell of, without those of ``others``, tidied."""
    known = {tidy(name) for name in others}
    names: dict[str, str] = {}
    for text in dict.fromkeys(texts):
        for pattern in (_AS_SIBLING, _AGED):
            for found in pattern.finditer(text) if _worth(text) else ():
                groups = found.groupdict()
                age = groups.get("aged") or groups.get("years")
                name = tidy(found["name"])
                if name in known or int(age or 0) >= _GROWN_UP or _ANYBODY.fullmatch(name):
                    continue
                names.setdefault(name, found["name"].title())
    return tuple(names.values())


def _worth(text: str) -> bool:
    """Whether a pattern can match at all: far cheaper to ask."""
    return (
        "(" in text
        or "sister" in text
        or "brother" in text
        or "sibling" in text
        or "Brother" in text
    )
