"""Where sentences begin and end, for reports that print headings, bullets and figures as prose."""

from __future__ import annotations

import re
from functools import lru_cache

# Full stops that end no sentence.
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|Dr|Mr|Mrs|Ms|St|Cllr|Rev|Prof|Ltd|Sgt|Supt|Inc|www)"
    r"|\b[A-Z])\.$"
)
_NUMBER_WORD = re.compile(r"\b[Nn]os?$")
# A sentence may begin without a space after the stop ("in April 2019.This is ..."), but a file
# name, an address or 2.5 has no capital after its stop.
_END = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s+\S|[A-Z][a-z])|\n+")
_NEXT = re.compile(r"\s*(\S)")
_LOOK_BACK = 12  # characters: longer than any abbreviation above


@lru_cache(maxsize=4096)  # each check of a report asks for the sentences of the same blocks
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of each sentence in the text, in order, without the space around it.

    Time grows with the length of the text, not with its square: a file without a line break
    comes as one paragraph of a million characters.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if "\n" not in match.group() and not _closes(text, match):
            continue
        _keep(text, start, match.end(), spans)
        start = match.end()
    _keep(text, start, len(text), spans)
    return tuple(spans)


def _closes(text: str, stop: re.Match[str]) -> bool:
    if stop.group()[0] != ".":
        return True
    before = text[max(0, stop.start() - _LOOK_BACK) : stop.start()]
    if _ABBREVIATED.search(f"{before}."):
        return False
    found = _NEXT.match(text, stop.end())
    following = found[1] if found else ""
    if _NUMBER_WORD.search(before) and following.isdigit():
        return False  # "table no. 4"
    return not following.islower()


def _keep(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))
