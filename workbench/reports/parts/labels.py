"""Printed labels of a review's parts: ``Finding 1:``, ``Key Learning Point 3 –``, ``KPE2``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

LabelKind = Literal[
    "finding", "recommendation", "question", "learning", "good_practice", "episode", "theme"
]

# What houses call each part. The longest wording of a kind comes first.
_WORDS: tuple[tuple[LabelKind, str], ...] = (
    (
        "theme",
        r"(?:key |practice |main |emerging |analysis |cross[- ]cutting )*(?:theme|thematic area)"
        r"|key line of enquiry|kloe|area of (?:enquiry|inquiry)",
    ),
    (
        "finding",
        r"(?:key |main |priority |overarching |practice |systems? |review |additional |summary )*"
        r"finding",
    ),
    (
        "recommendation",
        r"(?:key |main |priority |overarching |strategic |national |local |multi[- ]?agency |"
        r"single[- ]agency |agency |partnership |board |additional |final |practice |"
        r"overview |lscp |lscb |scp |cspr |lcspr |scr |dhr )*"
        r"(?:recommendation|rec\b\.?)|r(?=\s?\d)",
    ),
    (
        "question",
        r"(?:key |reflective )*(?:question|consideration)s?(?: for (?:the )?[\w' ]{2,60}?)?"
        r"(?: to consider)?|challenge question|challenge (?:to|for) the (?:board|partnership)"
        r"|issue for consideration",
    ),
    (
        "learning",
        r"(?:key |main |practice |emerging |specific |critical |additional |wider |system |"
        r"systems |national |local |agency |single[- ]agency |multi[- ]agency )*"
        r"(?:learning|lesson)s?(?: (?:point|theme|outcome|message|area|opportunity|learned|"
        r"learnt|identified|for practice|to be (?:learned|learnt)))?s?"
        r"|(?:key )?practice (?:point|message|learning)s?|key (?:message|lesson)s?"
        r"|opportunit(?:y|ies) for learning|lp(?=\s?\d)",
    ),
    (
        "good_practice",
        r"(?:example of |examples of |evidence of |area of |notable |effective |identified |key )*"
        r"good practice(?: (?:point|example|identified|noted))?s?|notable practice|"
        r"practice strength",
    ),
    (
        "episode",
        r"(?:key|critical|significant) practice (?:episode|event|period)|kpe"
        r"|(?:key|critical|significant) (?:episode|event|period|incident|point|phase)"
        r"|practice episode|episode|period|phase",
    ),
)

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()

_NUMBER = (
    r"(?:(?:no\.?|number|nos?\.|#)\s*)?(?P<number>\d{1,3}(?:\.\d{1,2})*[a-z]?(?![a-z])|"
    r"(?<![a-z'’])(?:[ivx]{1,6}|[a-h])(?![a-z'’])|"
    r"(?<![a-z])(?:" + "|".join(_NUMBER_WORDS) + r")\b)"
)
_NOTE = r"(?:\s*[(\[](?P<note>[^)\]]{2,120})[)\]])?"
_FOR = r"(?P<aim>\s+(?:for|to)\s+(?:the\s+)?[A-Z][^:.–—]{1,100}?(?=\s*[:–—]|\s*$))?"
_MARK = r"(?:\s*(?P<mark>[:–—.)|\]-]+))?\s*"

_NUMBERED = [
    (kind, re.compile(rf"(?:the\s+)?(?i:{words})\s*(?i:{_NUMBER}){_NOTE}{_FOR}{_MARK}"))
    for kind, words in _WORDS
]
_BARE = [
    (kind, re.compile(rf"(?i:{words}){_NOTE}{_FOR}\s*(?P<mark>[:–—]|\s-\s|$)\s*"))
    for kind, words in _WORDS
]
# Words that are labels only when a number follows: alone they are ordinary prose.
_ONLY_NUMBERED = frozenset({"episode", "theme"})


# A line that tells who leads or by when: known of the recommendation, not part of its words.
FIELD = re.compile(
    r"(?:lead(?: agenc(?:y|ies)| partner| officer| organisations?)?|owner|owned by|"
    r"responsib(?:le|ility)(?: \w+)?|by whom|agenc(?:y|ies)|for action by|action by|"
    r"for|to be led by)\s*:\s*(?P<who>.+)|"
    r"(?:time ?scale|by when|deadline|target date|due|date|priority|status)\s*:.*|"
    r"\(?(?:linked to|links? to|relates to|arising from|see)\s*:?\s*(?:findings?|themes?)\b.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label at the opening of a text.

    ``number`` is as printed, number words as digits; ``note`` what stands in brackets behind
    it or who it is for (``Recommendation 3 (Police)``, ``Recommendation 3 for the ICB``);
    ``length`` how many characters of the text are label.
    """

    kind: LabelKind
    number: str | None
    note: str | None
    length: int
    whole: bool  # nothing but the label stands there


def label_of(text: str) -> Label | None:
    """The label a text opens with, or None.

    A number alone does not make a label: ``Finding 3 shows that`` is prose, ``Finding 3:``,
    ``FINDING 3 Professionals`` and ``Finding 3`` on a line of its own are labels.
    """
    for kind, pattern in _NUMBERED:
        found = pattern.match(text)
        if found and _stands_apart(text, found):
            return _label(kind, text, found, _digits(found["number"]))
    for kind, pattern in _BARE:
        if kind in _ONLY_NUMBERED:
            continue
        found = pattern.match(text)
        if found and found["mark"]:
            return _label(kind, text, found, None)
    return None


def _stands_apart(text: str, found: re.Match[str]) -> bool:
    rest = text[found.end() :]
    if not rest:
        return True
    mark = found["mark"]
    if mark:
        return True  # "Finding 3, which" never gets here: a comma is no mark
    # No mark: only a capital that opens a sentence, after a number written in figures.
    sure = found["number"][0].isdigit() or found["number"].casefold() in _NUMBER_WORDS
    return rest[0].isupper() and sure and text[:1].isupper()


def _label(kind: LabelKind, text: str, found: re.Match[str], number: str | None) -> Label:
    note = found["note"] or (found["aim"] or "").strip() or None
    if note:
        note = re.sub(r"^(?:for|to)\s+(?:the\s+)?", "", note)
    rest = text[found.end() :]
    return Label(kind, number, note, found.end(), not rest.strip())


def _digits(number: str) -> str:
    lowered = number.casefold()
    if lowered in _NUMBER_WORDS:
        return str(_NUMBER_WORDS.index(lowered) + 1)
    return number.upper() if re.fullmatch(r"[ivx]+", lowered) else number
