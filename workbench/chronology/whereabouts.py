"""Where each child was, and which plan was made for it, as a row tells it clause by clause.

"Kesia at her nan's, baby in his cot" has one child away and one there; "both" is every child. A
clause that names no child tells of the one named last before it in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from workbench.chronology import kin
from workbench.chronology.terms import Terms

_CLAUSE = re.compile(r"[,;:]|\band\b|\bbut\b|\bwhile\b|\bwith (?=\w+ (?:at|in|on)\b)|\s[-–]\s|/")
_SENTENCE = re.compile(r"[.!?]+(?=\s|$)|\n")
_ALL = re.compile(
    r"\b(?:both (?:children|of them|girls|boys|kids|siblings)|(?:the |all )?(?:children|kids|"
    r"siblings|"
    r"girls|boys|twins)|both)\b(?! (?:social|services|centre|home|protection)\b|'s? )"
)
_YOUNG = re.compile(r"\b(?:baby|infant|newborn|toddler)\b")

_OLDER = re.compile(
    r"\b(?:(?:older|elder|eldest|other) (?:child|one|boy|girl|sibling)|(?:half[ -])?(?:sibling|"
    r"sister|brother))\b"
)
_ADULT = re.compile(
    rf"(?<!\w)(?:{'|'.join(kin.ROLE_OF)}|parents?|adults?|police|officers?|hv|sw|dsl|"
    rf"[a-z]+ worker)(?!\w)"
)
_CAME = re.compile(
    r"\b(?:seen|saw|attended|came|brought|examined|reviewed|weighed|arrived|presented|clinic|"
    r"in)\s*$"
)
NOBODY = -1  # the child of words that name none


class OfEachChild:
    """What is told of each child: child -> which of several things -> by which words."""

    def __init__(self, children: Sequence[str], kinds: Mapping[str, Terms]) -> None:
        """``children``: for each child a pattern of its own names, the one under review first."""
        self._children = [re.compile(pattern) for pattern in children]
        self._kinds = kinds
        self._read: dict[str, dict[int, dict[str, str]]] = {}

    def of(self, text: str) -> dict[int, dict[str, str]]:
        """What a tidied text tells; :data:`NOBODY` for words before any child is named."""
        if text not in self._read:
            worth = any(terms.find(text) for terms in self._kinds.values())
            self._read[text] = self._of(text) if worth else {}
        return self._read[text]

    def _of(self, text: str) -> dict[int, dict[str, str]]:
        told: dict[int, dict[str, str]] = {}
        for sentence in _SENTENCE.split(text):
            named: set[int] = set()
            only_named: set[int] = set()  # "Jay and" of "Jay and Wren both asleep"
            for clause in _CLAUSE.split(sentence):
                own = self._named(clause)
                said = list(self._said(clause, bool(own)))
                named = (own | only_named if said else own) or named
                only_named = own if not said and len(clause.split()) < 3 else set()
                for kind, words in said:
                    for child in named or {NOBODY}:
                        told.setdefault(child, {}).setdefault(kind, words)
        return told

    def _named(self, clause: str) -> set[int]:
        named = {n for n, pattern in enumerate(self._children) if pattern.search(clause)}
        if named:
            return named
        if _ALL.search(clause):
            return set(range(len(self._children)))
        if _YOUNG.search(clause):
            return {0}
        return set(range(1, len(self._children))) if _OLDER.search(clause) else set()

    def _said(self, clause: str, names_child: bool) -> Iterator[tuple[str, str]]:
        for kind, terms in self._kinds.items():
            for words, at in terms.found_in(clause):
                if not names_child and _ADULT.search(clause[:at]):
                    continue  # "nan present"
                if words.startswith("with ") and _CAME.search(clause[:at]):
                    continue  # "seen with nan"
                yield kind, words
                break


def apart(
    one: dict[int, dict[str, str]],
    other: dict[int, dict[str, str]],
    unnamed: bool = False,
    together: frozenset[str] = frozenset(),
) -> tuple[int, str, str] | None:
    """(child, words of the first, words of the second) where two rows say otherwise of a child.

    ``unnamed``: words that name no child are about all of them. ``together``: things that go
    together, as a plan that ended and another that took its place.
    """
    children = sorted((one.keys() | other.keys()) - {NOBODY}) or [NOBODY]
    for child in children:
        left = one.get(child) or (one.get(NOBODY) if unnamed else None)
        right = other.get(child) or (other.get(NOBODY) if unnamed else None)
        if left and right and left.keys() | right.keys() <= together:
            continue
        if left and right and left.keys().isdisjoint(right):
            return child, next(iter(left.values())), next(iter(right.values()))
    return None
