"""What each number in a report's prose counts, as a set of words that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from workbench.reports.numbers import periods
from workbench.reports.numbers.figures_in_text import Number, may_count, numbers, period_of
from workbench.reports.shared.sections import Placed
from workbench.sentences import sentences

_STOP = frozenset(
    """a an and are as at be been being both but by did do does for from had has have he her his
    how in into is it its may more most much no nor not of on only or other our out over per
    she since so some such than that the their them then there these they this those through
    to under up was we were what when where which while whilst who whom whose will with within
    without would you your also all any each very can could should about around approximately
    just nearly almost over however therefore further additional currently overall said stated
    per cent percent number numbers total totals year years period annual reporting financial
    previous last compared comparison average rate figure figures figure's way one two three
    four five six seven eight nine ten eleven twelve times time data first second third new
    still now use used using made make january february march april may june july august
    september october november december""".split()
)
CHANGE = re.compile(
    r"^(?:increas|rise|rises|risen|rising|rose|grew|grow|growth|decreas|reduc|fall|fell|fallen|"
    r"declin|drop|down|up|higher|lower|slight|signific|continu|steady|similar|same)",
)
_LONGEST_SENTENCE = 1_500  # characters: longer ones are lists without stops
_WORD = re.compile(r"[A-Za-z][A-Za-z&’'-]*|\d+(?=\s*(?:-|to)\s*\d+\s*year)")
# A part that opens so measures against the part before it, and is about the same thing.
_COMPARES = re.compile(r"[\s,;(]*(?:compared|against|from|than|down from|up from)\b", re.IGNORECASE)
_BORDER = re.compile(
    r"[;(]|,|\s[–—-]\s|\s(?=and\s)|\s(?=or\s)|\s(?=but\s)|\s(?=compared\s)|\s(?=from\s)|\s(?=to\s)"
    r"|\s(?=with\s)|\s(?=whil(?:e|st)\s)|\s(?=against\s)"
)


_OWNING = re.compile(r"[’']s?$")
_ENDING = re.compile(r"(?<=\w{3})(?:ies|es|s)$")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending: enough to tell ``downloads`` from nothing but ``downloaded``."""
    plain = _OWNING.sub("", word.casefold()).replace("’", "").replace("'", "")
    return plain[:6] if len(plain) > 6 else _ENDING.sub("", plain)


@lru_cache(maxsize=20_000)
def _says_what(word: str) -> bool:
    """Not one of the words that stand in any sentence about numbers."""
    plain = _OWNING.sub("", word.casefold())
    return plain not in _STOP and len(plain) > 1 and not CHANGE.match(plain)


def content(text: str, leave_out: frozenset[str] = frozenset()) -> frozenset[str]:
    """The words of a text that say what it is about, as stems.

    Words of change ("increase"), periods, numbers and ``leave_out`` (the area's own name) are
    not among them.
    """
    return frozenset(stem(word) for word in _WORD.findall(text) if _says_what(word)) - leave_out


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of the prose, with the words of its own part of the sentence."""

    value: float
    unit: str | None
    period: str | None
    words: frozenset[str]
    sentence: str
    part: str
    here: Placed
    approximate: bool
    inherited: bool  # its words come from the part before it in the sentence
    borrowed: bool  # they come from the sentence before

    @property
    def kind(self) -> str:
        """``percent``, ``GBP``, ``rate`` or ``count``: only like can be compared with like."""
        if self.unit in ("percent", "GBP"):
            return self.unit
        return "rate" if (self.unit or "").startswith("per ") else "count"


def counted(
    blocks: Sequence[Placed],
    year: str | None,
    tabled: frozenset[int],
    leave_out: frozenset[str],
) -> list[Counted]:
    """Every number of the prose and lists, in reading order."""
    found: list[Counted] = []
    for here in blocks:
        if here.index in tabled or here.block.kind in ("heading", "table", "footnote"):
            continue
        before = ""
        for start, end in sentences(here.block.text):
            sentence = here.block.text[start:end]
            if len(sentence) <= _LONGEST_SENTENCE and may_count(sentence):
                words = content(before, leave_out)
                found += _in_sentence(sentence, here, year, leave_out, words)
            before = sentence
    return found


def _in_sentence(
    sentence: str,
    here: Placed,
    year: str | None,
    leave_out: frozenset[str],
    before: frozenset[str],
) -> Iterator[Counted]:
    said = periods.mentions(sentence, year)
    found = numbers(sentence, said)
    last = before
    for number, (start, end) in zip(found, _parts(sentence, found), strict=True):
        part = sentence[start:end]
        words = content(part, leave_out)
        needs_more = len(words) < 2 or bool(_COMPARES.match(part))
        if needs_more:
            words = words | last
        borrowed = needs_more and last is before
        near = [m for m in said if start <= m.start < end]
        yield Counted(
            value=number.value,
            unit=number.unit,
            period=(near[0].period if near else period_of(number, said, sentence)) or year,
            words=words,
            sentence=sentence,
            part=part,
            here=here,
            approximate=bool(
                re.search(
                    r"\b(?:around|about|approximately|over|nearly|almost|circa|more than|up to|"
                    r"at least|less than|fewer than|just)\s*£?$",
                    sentence[max(0, number.start - 40) : number.start].rstrip().lower(),
                )
            ),
            inherited=needs_more,
            borrowed=borrowed,
        )
        last = words


def _parts(sentence: str, found: Sequence[Number]) -> list[tuple[int, int]]:
    """The sentence cut so that each part holds one number."""
    if not found:
        return []
    borders = [0]
    for a, b in pairwise(found):
        gap = list(_BORDER.finditer(sentence, a.end, b.start))
        borders.append(gap[-1].start() if gap else b.start)
    borders.append(len(sentence))
    return list(pairwise(borders))
