"""What was put up, put down, stopped, begun or left as it was: a medicine, contact, support.

"Sertraline increased" and "sertraline reduced" cannot both be right of one review; which medicine
is the word beside the verb, so that no list of medicines is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from workbench.chronology.likeness import stem

_KINDS = {
    "up": r"increas\w+|doubled|put up|raised|titrated up|uptitrated|went up|stepped up|tripled",
    "down": r"reduc\w+|halved|decreas\w+|lowered|put down|weaned|tapered|cut down|titrated down",
    "stopped": r"stopped|stopping|discontinued|ceased|withdrawn|taken off|came off|ended|suspended|"
    r"not restarted|not started|not commenced|not given|never started",
    "same": r"unchanged|continues?|continued|to continue|carr(?:y|ies) on|remains?|maintained|"
    r"stays? (?:on|the same)|same dose|no change",
    "begun": r"started|restarted|commenced|begun|initiated|recommenced|re-started|introduced|"
    r"resumed|re-commenced|prescribed|to start|to give|will give|be given",
}  # fmt: skip
_CLASH = frozenset(
    frozenset(pair)
    for pair in (
        ("up", "down"),
        ("up", "stopped"),
        ("down", "stopped"),
        ("up", "same"),
        ("down", "same"),
        ("stopped", "same"),
        ("stopped", "begun"),
    )
)
_VERB = "|".join(rf"(?P<{kind}>{words})" for kind, words in _KINDS.items())
_MAY = re.compile(rf"\b(?:{_VERB})\b")
_FILL = (
    r"(?:dose|dosage|daily|was|were|is|are|be|been|being|to|has|have|had|now|then|nightly|"
    r"injections?|tablets?|patch|medication|of|the|her|his|their|on|with|by|again|since|"
    r"already|\d+(?:\.\d+)?\s?(?:mg|mcg|mls?|g|units|u)?)"
)
_WORD = r"(?P<thing>[a-z][a-z-]{3,})"
_BEFORE = re.compile(rf"\b{_WORD}(?:\s{_FILL})*\s$")
_AFTER = re.compile(rf"\s(?:{_FILL}\s)*{_WORD}\b")
# "Wants it reduced" tells of no change; nor does what somebody did of his own accord.
_WISHED = re.compile(
    r"\b(?:want\w*|wish\w*|ask\w*|request\w*|hop\w+|consider\w*|discuss\w*|if|may|might|plan\w*|"
    r"would like|could|should|refus\w*|declin\w*|stopped taking|not taking|patient stopped|"
    r"mother stopped|mum stopped)\b[^.;,]*$"
)
_ACTIVE = re.compile(
    r"(?:to|will) (?:give|start)\b"
)  # "nurse to give depot": what is given follows
_NOTHING = frozenset(
    "dose dosage daily taking took case plan meeting visit visits conference core group mother "
    "father parents mum child children baby school police service services then when that this "
    "they have been with from will also again their them only over agreed need case open risk "
    "review assessment work concern concerns enquiries enquiry investigation".split()
)


@lru_cache(maxsize=4096)
def changes(text: str) -> dict[str, dict[str, str]]:
    """Of a tidied text: what was changed -> how (up, down, stopped, same, begun) -> the words."""
    told: dict[str, dict[str, str]] = {}
    for found in _MAY.finditer(text):
        kind = str(found.lastgroup)
        if _WISHED.search(text[: found.start()][-60:]):
            continue
        for thing in _things(text, found):
            words = f"{thing} {found[0]}"
            told.setdefault(stem(thing), {}).setdefault(kind, words)
    return told


def _things(text: str, found: re.Match[str]) -> Iterator[str]:
    before = _BEFORE.search(text[: found.start()][-50:])
    if before and before["thing"] not in _NOTHING and not _ACTIVE.match(found[0]):
        yield before["thing"]
        return
    after = _AFTER.match(text[found.end() :][:50])
    if after and after["thing"] not in _NOTHING:
        yield after["thing"]


def changed_otherwise(one: str, other: str) -> Iterator[str]:
    """What two tidied texts change in ways that exclude each other, in words; the first."""
    first, second = changes(one), changes(other)
    for thing in sorted(first.keys() & second.keys()):
        left, right = first[thing], second[thing]
        if all(frozenset((a, b)) in _CLASH for a in left for b in right):
            words = next(iter(left.values())), next(iter(right.values()))
            yield f"what was changed ({words[0]!r} or {words[1]!r})"
            return
