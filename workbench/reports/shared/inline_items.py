"""Items listed within a sentence: ``recommended that (a) schools tell ...; and (b) health ...``."""

from __future__ import annotations

import re
from dataclasses import replace

from workbench.documents.model import Block
from workbench.sentences import sentences

_MARK = re.compile(
    r"(?:(?<=\s)|^)(?:\((?P<closed>[a-h]|[ivx]{1,4}|\d{1,2})\)|(?P<open>[a-h]|\d{1,2})\))\s+(?=\S)"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_JOIN = re.compile(r"[\s,;]*(?:\b(?:and|or))?[\s,;]*$", re.IGNORECASE)


def inline_items(block: Block) -> tuple[str, list[Block]]:
    """What announces the items, and each item as a numbered block at its own place.

    The marks run from the first on, (a), (b), (c) or (i), (ii) or (1), (2), at least two of them;
    else the list is empty and the announcement is the whole text. The last item ends with its
    sentence.
    """
    text = block.text
    run = _run(list(_MARK.finditer(text)))
    if not run:
        return text, []
    ends = [_JOIN.sub("", text[: later.start()]) for later in run[1:]]
    last = next((end for _, end in sentences(text) if end > run[-1].end()), len(text))
    stops = [*(len(end) for end in ends), last]
    found = [
        replace(
            block,
            kind="numbered",
            text=text[mark.end() : stop].strip(),
            start=block.start + mark.end(),
            end=block.start + mark.end() + len(text[mark.end() : stop].strip()),
            number=mark["closed"] or mark["open"],
        )
        for mark, stop in zip(run, stops, strict=True)
    ]
    return text[: run[0].start()].rstrip(), [item for item in found if item.text]


def _run(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """The marks that count on from the first of a form."""
    best: list[re.Match[str]] = []
    for form in (_ROMAN, tuple("abcdefgh"), tuple(str(n) for n in range(1, 13))):
        run: list[re.Match[str]] = []
        for mark in marks:
            if len(run) < len(form) and (mark["closed"] or mark["open"]) == form[len(run)]:
                run.append(mark)
        best = max(best, run, key=len)
    return best if len(best) > 1 else []
