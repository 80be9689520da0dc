"""Checks of the recording itself: no source, abbreviations nobody explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.chronology.terms import tidy
from workbench.chronology.view import Finding, View, listed

_ABBREVIATION = re.compile(r"(?<![\w&'’])[A-Z][A-Za-z&]{1,7}(?:(?<=[A-Z]{3})-?\d{1,2})?(?![\w&])")
# Four words or more in capitals are shouted, and nothing among them is an abbreviation.
_SHOUTED = re.compile(r"\b[A-Z]{2,}(?:[\s,]+[A-Z]{2,}){3,}\b")
_EXPLAINING = re.compile(r"[(=:]| means | stands for ")
_SMALL_WORDS = frozenset("of and the for to in on a an".split())


def missing_source(view: View) -> Iterator[Finding]:
    """Rows that name no source: one by one, or once for a return that has none at all."""
    by_file: dict[tuple[str, str, str], list[int]] = {}
    for i in range(len(view)):
        key = (view.agency[i], view.columns["file"][i], view.columns["sheet"][i])
        by_file.setdefault(key, []).append(i)
    for (agency, file, _), rows in sorted(by_file.items()):
        bare = [i for i in rows if view.columns["source"][i] == view.agency[i]]
        if len(bare) == len(rows) and len(rows) > 2:
            message = f"{agency} names no source for any row of {file}."
            yield view.finding("missing_source", bare, message)
            continue
        for i in bare:
            row = view.columns["row"][i]
            yield view.finding("missing_source", [i], f"Row {row} of {file} names no source.")


def abbreviation_unexplained(view: View) -> Iterator[Finding]:
    """An abbreviation that neither the glossary nor the text itself explains."""
    rules = view.rules
    shortest = rules.number("abbreviation_unexplained", "shortest")
    longest = rules.number("abbreviation_unexplained", "longest")
    explained = {_singular(term) for term in view.glossary} | rules.plain_abbreviations
    where: dict[str, list[int]] = {}
    for i in range(len(view)):
        for term in _abbreviations(view, i):
            if shortest <= len(term) <= longest and term not in explained:
                where.setdefault(term, []).append(i)
    for term, rows in sorted(where.items()):
        if any(_explains(view.what[i], term) for i in rows):
            continue
        times = "once" if len(rows) == 1 else f"in {len(rows)} rows"
        offered = rules.offered_meanings.get(term)
        meaning = f" It often means {offered}." if offered else ""
        users = view.agencies_of(rows)
        use = "uses" if len(users) == 1 else "use"
        message = f"{term} is not explained; {listed(users)} {use} it {times}.{meaning}"
        yield view.finding("abbreviation_unexplained", rows, message)


def _abbreviations(view: View, i: int) -> set[str]:
    found = set()
    for text in (view.what[i], view.columns["action_taken"][i] or ""):
        quiet = _SHOUTED.sub(" ", text)
        found |= {
            _singular(m[0]) for m in _ABBREVIATION.finditer(quiet) if _looks_abbreviated(m[0])
        }
    return found


def _looks_abbreviated(word: str) -> bool:
    """Mostly capitals: ``TAF``, ``CiN``, ``A&E``; not ``Amara`` and not ``McLeod``."""
    bare = (word[:-1] if word.endswith("s") else word).rstrip("-0123456789")
    capitals = sum(ch.isupper() for ch in bare)
    return capitals >= 2 and capitals > len(bare.replace("&", "")) / 2


def _singular(term: str) -> str:
    """``TAFs`` and ``TAF`` are one."""
    bare = term[:-1] if term.endswith("s") and term[:-1].isupper() else term
    return bare.upper()


def _explains(text: str, term: str) -> bool:
    """``team around the family (TAF)`` or ``TAF (team around the family)``, by initials."""
    plain = tidy(text)
    if not _EXPLAINING.search(plain):
        return False
    key = re.escape(term.casefold())
    before = re.search(rf"([\w' ,&/-]+)\(\s*{key}s?\s*\)", plain)
    if before and _initials_fit(before[1].split()[-2 * len(term) :], term):
        return True
    after = re.search(rf"\b{key}s?\s*(?:\(|=|: | means | stands for )\s*([\w' ,&/-]+)", plain)
    return bool(after and _initials_fit(after[1].split()[: 2 * len(term)], term))


def _initials_fit(words: list[str], term: str) -> bool:
    letters = [ch for ch in term.casefold() if ch.isalnum()]
    for small in (True, False):
        chosen = [w for word in words for w in re.split(r"[-/]", word) if w]
        kept = [w for w in chosen if small or w not in _SMALL_WORDS]
        initials = "".join(word[0] for word in kept)
        if "".join(letters) in initials:
            return True
    return False
