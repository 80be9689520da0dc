"""What was said to have caused an injury, where two rows of one event tell it in their own words.

Each row's explanation is the clause after "mother says", "reports that", "account:" and the like.
Lists of causes (a fall or a dog) are in the rules file; here it is told whether two explanations
have no word in common at all, or one row has an explanation and the other that there was none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.chronology.kin import ROLE
from workbench.chronology.likeness import stem

if TYPE_CHECKING:
    from workbench.chronology.view import View

_WHO = rf"(?:{ROLE}|she|he|they|child|parents?|[a-z]+ who was there)"
_SAYS = (
    r"(?:says?|said|states?|stated|reports?|reported|told (?:us|me|staff|the [a-z]+)|"
    r"tells (?:us|me)|explains?|explained|claims?|claimed|maintains?|thinks?|thought|"
    r"accounts? for it|(?:has |had )?accounted for it(?: to [a-z]+)?)"
)
_TOLD = re.compile(
    rf"\b{_WHO}(?: [a-z]+){{0,2}}? {_SAYS}(?: that| it was| it is|:)? (?P<said>[^.;!?]{{6,160}})"
    rf"|\b(?:account|explanation|history|hx|hpc|explained by \w+)(?: given| is| was)?"
    r"(?: by \w+)?\s?[:=-]\s?(?P<account>[^.;!?]{6,160})"
    rf"|\b(?:(?:has |had )?accounted for it(?: to \w+)?)\s?[:,-]\s?(?P<accounted>[^.;!?]{{6,160}})"
)
_NONE = re.compile(
    r"\b(?:no (?:clear |plausible |adequate |obvious )?(?:explanation|account|"
    r"history of (?:injury|trauma))|"
    r"(?:could not|couldn't|unable to|did not|didn't|cannot|can't) (?:explain|account for|say how|"
    r"tell (?:me|us) how|say what)|unexplained|(?:not|n't) (?:know how|know of|aware of any)|"
    r"knows of (?:no|nothing)|unaware of any|how it happened is not known)\b"
)
# Words of any explanation, and of where and when: what was the cause is in the others.
_ANY = frozenset(
    stem(word)
    for word in (
        "mother father parent child baby mum dad she he injury bruise mark burn left right side "
        "arm leg head face hand palm cheek eye ear jaw back happened cause caused done got hurt "
        "hit cry cried morning night evening yesterday day week today time before after noticed "
        "notice saw seen see think found find told said say school nursery hospital home house "
        "little small one two three new old could must know last when while come came go went had"
    ).split()
)


class Explanations:
    """Reads rows of a view that tell of an injury."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._hurt = view.said.having(view.rules.terms["injury"])

    def differ(self, a: int, b: int) -> tuple[str, str] | None:
        """The two explanations, or one and "no explanation", where they cannot both be so."""
        if a not in self._hurt or b not in self._hurt:
            return None
        one, other = self._told(a), self._told(b)
        if one and other:
            apart = self._causes(one).isdisjoint(self._causes(self._view.told[b]))
            apart = apart and self._causes(other).isdisjoint(self._causes(self._view.told[a]))
            return (one, other) if apart else None
        for i, said in ((b, one), (a, other)):
            none = _NONE.search(self._view.told[i])
            if said and none and not _NONE.search(said):
                return (said, none[0]) if i == b else (none[0], said)
        return None

    def _told(self, i: int) -> str:
        """The explanation in a row's words; "" where none has a cause in it."""
        for found in _TOLD.finditer(self._view.told[i]):
            said = next(part for part in found.groups() if part)
            if self._causes(said) and not _NONE.search(found[0]):
                return said.strip()
        return ""

    def _causes(self, text: str) -> frozenset[str]:
        own = {part.casefold() for part in self._view.child_names}
        return frozenset(
            concept
            for concept in self._view.concepts_of(text) - _ANY - own
            if len(concept) > 2 and not concept[0].isdigit()
        )
