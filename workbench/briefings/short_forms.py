"""The short forms a briefing uses and does not explain, with what each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from workbench.places import shipped
from workbench.vocabulary_files import read_yaml

_SHORT = r"[A-Z]{2,7}"
_USED = re.compile(rf"(?<![\w&/-])({_SHORT})(?:s|’s|'s)?(?![\w&/-])")
_WORD = r"[\w’'&/-]+"
_EXPLAINED = re.compile(rf"({_WORD}(?:\s+{_WORD}){{1,9}})\s+\(({_SHORT})s?\)")
_SMALL = frozenset(("of", "and", "the", "for", "in", "to", "&"))


def short_forms(said: str, reports: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Short forms and their meanings, in alphabetical order.

    Parameters
    ----------
    said
        All that the briefing says.
    reports
        The texts of the reports it is about: what they explain themselves comes first, as
        ``Princess Royal Hospital (PRH)`` does.

    Returns
    -------
    Those that ``said`` neither explains itself nor everyone knows. One that neither a report nor
    the sector's list explains is not told: a guess would be worse.
    """
    known = _sector()
    used = {m[1] for m in _USED.finditer(said)}
    wanted = {u for u in used if u not in known["everyone_knows"] and f"({u}" not in said}
    if not wanted:
        return ()
    means = {**known["means"], **_explained(reports, wanted)}
    return tuple((short, means[short]) for short in sorted(wanted) if short in means)


def _explained(reports: Iterable[str], wanted: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in reports:
        for match in _EXPLAINED.finditer(text):
            short = match[2]
            if short in wanted and short not in found:
                words = _that_spell(match[1].split(), short)
                if words:
                    found[short] = " ".join(words)
    return found


def _that_spell(words: Sequence[str], short: str) -> Sequence[str]:
    """The last words whose first letters are those of a short form; none where none are."""
    for start in range(len(words) - 1, -1, -1):
        part = words[start:]
        parts = [p for word in part for p in re.split(r"[-/]", word) if p]
        every = "".join(p[0] for p in parts).upper()
        telling = "".join(p[0] for p in parts if p.casefold() not in _SMALL).upper()
        if short in (every, telling) and part[0].casefold() not in _SMALL:
            return part
    return ()


@lru_cache(maxsize=1)
def _sector() -> Mapping[str, dict[str, str]]:
    path = shipped("data", "vocabulary", "short_forms.yaml")
    return read_yaml(path)
