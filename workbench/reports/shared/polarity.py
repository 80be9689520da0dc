"""Whether a passage tells of a strength, of something to improve, of both or of neither.

By rule, and the rule can be told in a sentence: each sentence is a strength or a shortfall by
the cue words in it (``data/vocabulary/polarity.yaml``); what it only grants ("although ...")
does not count, nor does what it asks; a passage that cites a recommendation is an improvement;
one with weighty sentences of both kinds is mixed, unless its headline is praise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from workbench.errors import VocabularyError
from workbench.places import shipped
from workbench.records import Polarity
from workbench.sentences import sentences
from workbench.vocabulary_files import read_yaml

_KINDS = ("ignored", "shortfall", "strength", "undecided", "concession", "turn")


@dataclass(frozen=True, slots=True)
class Weighed:
    """One sentence: how many cues of each kind it has, and the words that were found."""

    text: str
    strengths: tuple[str, ...]
    shortfalls: tuple[str, ...]
    undecided: tuple[str, ...]

    @property
    def leans(self) -> Polarity:
        """What the sentence says by itself."""
        if self.shortfalls:
            return "improvement"
        if self.undecided:
            return "neutral"
        return "strength" if self.strengths else "neutral"


def polarity_of(text: str, cites: Collection[str] = (), *, judged: bool = False) -> Polarity:
    """The polarity of a finding or paragraph.

    Parameters
    ----------
    text
        The passage. Wraps and page breaks do not matter.
    cites
        The recommendations it cites. A shortfall that is worth a recommendation is the point
        of its passage, whatever praise stands before it.
    judged
        True for what inspectors write to judge: where nothing falls short and nothing is left
        open, they found it good, even when they only describe it.
    """
    if cites:
        return "improvement"
    weighed = weigh(text)
    falls = [s for s in weighed if s.leans == "improvement"]
    praises = [s for s in weighed if s.leans == "strength"]
    if not falls:
        open_yet = any(s.undecided for s in weighed)
        return "strength" if praises or (judged and not open_yet) else "neutral"
    if not praises:
        return "improvement"
    if len(falls) >= 2 * len(praises):
        return "improvement"
    if _headline(text) == praises[0].text and len(falls) <= len(praises):
        return "strength"
    return "strength" if len(praises) >= 4 * len(falls) else "mixed"


def _headline(text: str) -> str | None:
    """The sentence a finding opens with on a line of its own, which says what it is about."""
    first, parted, _ = text.partition("\n\n")
    return first.strip() if parted and len(sentences(first)) == 1 else None


def weigh(text: str) -> tuple[Weighed, ...]:
    """Each sentence with the cues found in it: why a passage has the polarity it has."""
    found = []
    for start, end in sentences(text):
        sentence = text[start:end]
        if sentence.endswith("?"):
            continue
        for part in _parts(sentence):
            found.append(_weighed(part))
    return tuple(found)


def _weighed(part: str) -> Weighed:
    _, rest = _taken(_without_concession(part), "ignored")
    undecided, rest = _taken(rest, "undecided")
    shortfalls, rest = _taken(rest, "shortfall")
    strengths, _ = _taken(rest, "strength")
    return Weighed(part, strengths, shortfalls, undecided)


def _parts(sentence: str) -> Iterable[str]:
    """A sentence that turns ("..., but ...") is two."""
    turned = re.split(rf"(?:[,;]\s*|\s+)(?={_pattern('turn').pattern}\b)", sentence, flags=re.I)
    return [part for part in turned if part and part.strip()]


def _without_concession(part: str) -> str:
    """What is left when the clause that only grants something is taken out."""
    opened = re.match(rf"\s*(?:{_pattern('concession').pattern})\b[^,;]*[,;]", part, re.IGNORECASE)
    if opened:
        return part[opened.end() :]
    inner = re.search(rf",?\s(?:{_pattern('concession').pattern})\b", part, re.IGNORECASE)
    says_enough = inner is not None and len(part[: inner.start()].split()) >= 3
    return part[: inner.start()] if inner and says_enough else part


def _taken(text: str, kind: str) -> tuple[tuple[str, ...], str]:
    """The cues of a kind, and the text with blanks in their place: each word counts once."""
    found: list[str] = []
    text = text.lower()

    def blank(match: re.Match[str]) -> str:
        found.append(match[0])
        return " " * len(match[0])

    rest = _pattern(kind).sub(blank, text)
    return tuple(found), rest


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    cues = _cues()[kind]
    # In small letters, as the text is made before: much quicker than to ignore case.
    small = [re.sub(r"(?<![\\?])[A-Z]", lambda letter: letter[0].lower(), cue) for cue in cues]
    return re.compile(rf"(?<!\w)(?:{'|'.join(small)})(?!\w)")


@cache
def _cues() -> dict[str, list[str]]:
    path = shipped("data", "vocabulary", "polarity.yaml")
    known = read_yaml(path)
    for kind in _KINDS:
        if not isinstance(known.get(kind), list) or not known[kind]:
            raise VocabularyError.at(
                path.name, None, f"the list {kind!r} is missing.", "Add it, with at least one cue."
            )
        for cue in known[kind]:
            try:
                re.compile(str(cue))
            except re.error as wrong:
                raise VocabularyError.at(
                    path.name, None, f"the cue {cue!r} cannot be read: {wrong}.", "Mend it."
                ) from wrong
    return {kind: [str(cue) for cue in known[kind]] for kind in _KINDS}
