"""The names and short forms that a document itself explains.

Looked for: names that end in a known form ("... NHS Foundation Trust"), a short form in
brackets behind a name ("Northmoor Community Care (NCC)"), "known as", who provides or
commissions what, and headings that say what somebody should do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from workbench.documents.model import Document
from workbench.organisations import naming
from workbench.organisations.owners import has_duty, subject_of

_WORD = r"(?:[A-Z][\w'’.-]*[\w'’]|[A-Z])"
_RUN = rf"{_WORD}(?: (?:(?:of|for|upon|the|on) ){{0,2}}{_WORD}| (?:and|&) {_WORD})*"
_OPENERS = {
    *"the a an both although while whilst when where in at for from by with as and".split(),
    *"however this these those our their its all most some each if since between".split(),
    *"within across local of commissioners designated named dear chief director".split(),
}
_BY = re.compile(
    rf"\b(?:provided|commissioned|delivered|run|managed|operated|hosted|led) by (?:the )?({_RUN})"
)
_KNOWN_AS = re.compile(
    rf"({_RUN})(?:\s+service)?,?\s+(?:also\s+|now\s+|formerly\s+|previously\s+)?known\s+as\s+"
    rf"[‘'“\"]?(?:the\s+)?({_RUN})"
)
_SHORT = re.compile(r" ?\((?:the )?[‘'“\"]?(?P<short>[A-Z][A-Za-z\d&]{1,7})[’'”\"]?\)")
_EXPLAINED = re.compile(
    rf"(?P<name>{_WORD}(?: (?:(?:of|for|and|&|to|in|the|on) ){{0,2}}{_WORD}){{0,7}})"
    + _SHORT.pattern
)


class Known(Protocol):
    """What the lists say of a name."""

    def known(self, name: str) -> bool: ...
    def canonical(self, name: str) -> str: ...


def names_in(document: Document, lists: Known) -> list[tuple[str, str, str]]:
    """``(canonical, alias, "")`` for every name and short form the document explains."""
    # A line a block or cell: a name never runs from a heading into what stands under it.
    lines = re.split(r"\n\s*\n|\t", document.text.replace("’", "'"))
    text = "\n".join(" ".join(line.split()) for line in lines)
    names = Counter(_full_names(text))
    headings = list(_from_headings(document, text))
    names.update(name for name in _from_phrases(text) if name not in names)
    names.update(_explained_owners(text, document))
    names.update(headings)
    names = Counter({n: c for n, c in names.items() if not _two_in_one(n, names, text, lists)})
    rows: list[tuple[str, str, str]] = []
    shorts = _Shorts(text)
    for group in _groups(names):
        canonical = _best(group, names, headings, lists)
        rows += [(canonical, name, "") for name in group]
        rows += [(canonical, short, "") for name in group for short in shorts.of(name)]
    rows += _known_as(text, rows, lists)
    return _unambiguous(rows, lists) + _the_only_one(rows)


def _full_names(text: str) -> Iterator[str]:
    """Names that end in one of the forms."""
    endings = {form.words for form in naming.forms()} | {
        form.short for form in naming.forms() if form.short and len(form.short) > 2
    }
    ends = re.compile(
        rf"(?:{'|'.join(re.escape(e) for e in sorted(endings, key=len, reverse=True))})(?![\w'])"
    )
    for run in re.finditer(_RUN, text):
        start = 0
        for end in ends.finditer(run[0]):
            longer = ends.match(run[0], end.end() + 1) if end.end() < len(run[0]) else None
            if longer:
                continue
            name = _trimmed(run[0][start : end.end()])
            if name and len(name.split()) > 1 and naming.core(name):
                yield name
            start = end.end()
    yield from (name[0] for name in re.finditer(rf"\b(?:London|Royal) Borough of {_WORD}", text))


def _from_phrases(text: str) -> Iterator[str]:
    for match in _BY.finditer(text):
        name = _trimmed(match[1])
        if name and not re.search(r"\sand\s", name):
            yield name


def _from_headings(document: Document, text: str) -> Iterator[str]:
    """One owner alone in a heading is a name, whatever it looks like."""
    for block in document.blocks:
        if not _is_owner_heading(block.text):
            continue
        subject = subject_of(block.text).replace("’", "'")
        if naming.is_general(subject) or re.search(r"\sand\s|&|,", subject):
            continue
        if re.search(rf"\([^)]{{0,6}}{re.escape(subject)}[^)]?\)", text):
            continue  # a short form that is explained elsewhere
        if re.match(rf"{_RUN}\Z", subject):
            yield subject


def _explained_owners(text: str, document: Document) -> Iterator[str]:
    """Names without a known form that have a short one, where a heading makes them an owner.

    "Pathway to Recovery (P2R)" is an organisation when somebody says what P2R should do;
    "Emergency Department (ED)" is explained in the same way and is none.
    """
    subjects = " ".join(
        subject_of(block.text) for block in document.blocks if _is_owner_heading(block.text)
    ).replace("’", "'")
    for match in _EXPLAINED.finditer(text):
        name = _shortest_that_spells(_trimmed(match["name"]), match["short"])
        if not name:
            continue
        for printed in (name, match["short"]):
            if re.search(rf"(?<!\w){re.escape(printed)}(?!\w)", subjects):
                yield name
                break


def _shortest_that_spells(name: str, short: str) -> str | None:
    """The last words of a run whose first letters are those of the short form."""
    words = name.split()
    wanted = re.sub(r"[^A-Z]", "", short)
    for start in range(len(words) - 1, -1, -1):
        part = " ".join(words[start:])
        capitals = "".join(word[0] for word in words[start:] if word[0].isupper())
        if words[start][0].isupper() and capitals == wanted:
            return part
    return None


def _is_owner_heading(text: str) -> bool:
    return text.rstrip(" *_").endswith(":") and len(text) <= 320 and has_duty(text)


def _trimmed(name: str) -> str:
    """Without the words that only open a sentence."""
    words = name.split()
    while words and words[0].casefold() in _OPENERS:
        words = words[1:]
    return " ".join(words).strip(" .,:;")


def _two_in_one(name: str, names: Counter[str], text: str, lists: Known) -> bool:
    """``Mind and Holt NHS Trust`` is two names, ``Holt and Eastmere NHS Trust`` may be one."""
    left, conjunction, right = re.sub(r"\s&\s", " and ", name, count=1).partition(" and ")
    if not conjunction:
        return False
    if left in names or lists.known(left) or naming.looks_like_one(left):
        return True
    alone = len(re.findall(rf"(?<!\w){re.escape(right)}(?!\w)", text))
    joined = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text))
    return alone > joined and any(naming.fold(right) == naming.fold(n) for n in names)


def _groups(names: Iterable[str]) -> list[list[str]]:
    """Names that are one organisation, together.

    A name that could be two different ones ("Holt NHS Trust" where there is a Holt Hospitals
    and a Holt University trust) stays by itself.
    """
    groups: list[list[str]] = []
    for name in sorted(names, key=lambda n: (-len(naming.core(n)), -len(n), n)):
        fitting = [group for group in groups if naming.same(name, group[0])]
        if len(fitting) == 1:
            fitting[0].append(name)
        else:
            groups.append([name])
    return groups


def _best(group: list[str], names: Counter[str], headings: list[str], lists: Known) -> str:
    """The listed name, or the fullest form; of two spellings the one printed more."""
    for name in group:
        if lists.known(name):
            return lists.canonical(name)
    return naming.expanded(
        max(
            group,
            key=lambda name: (
                len(naming.core(name)),
                "Foundation" in name,
                bool(naming.form_of(name)),
                name in headings,
                names[name],
                name,
            ),
        )
    )


class _Shorts:
    """The short forms a text explains, found once for all its names."""

    def __init__(self, text: str) -> None:
        self._explained = [
            (text[max(0, match.start() - 120) : match.start()], match["short"])
            for match in _SHORT.finditer(text)
        ]
        self._capitals = set(re.findall(r"(?<!\w)[A-Z]{3,}(?!\w)", text))

    def of(self, name: str) -> Iterator[str]:
        """What stands in brackets behind a name when it could be short for it; its initials."""
        letters = naming.initials(naming.expanded(name))
        for before, short in self._explained:
            capitals = sum(not letter.islower() for letter in short)
            if before.endswith(name) and short[0] in letters and capitals > 1:
                yield short
        own = naming.initials(name)
        if own in self._capitals:
            yield own


def _known_as(
    text: str, rows: list[tuple[str, str, str]], lists: Known
) -> list[tuple[str, str, str]]:
    by_name = {naming.fold(alias): canonical for canonical, alias, _ in rows}
    found = []
    for match in _KNOWN_AS.finditer(text):
        if re.search(r"\band\s+known\s+as", match[0]):
            continue
        before, now = _trimmed(match[1]), _trimmed(match[2])
        if "formerly" in match[0] or "previously" in match[0]:
            before, now = now, before
        if len(before.split()) < 2 or not now:
            continue
        canonical = by_name.get(naming.fold(now)) or by_name.get(naming.fold(before)) or now
        found += [(canonical, before, ""), (canonical, now, "")]
    return found


def _unambiguous(rows: list[tuple[str, str, str]], lists: Known) -> list[tuple[str, str, str]]:
    """Without the short forms that two organisations share, or that a list already explains."""
    meant: dict[str, set[str]] = {}
    for canonical, alias, _ in rows:
        meant.setdefault(naming.fold(alias), set()).add(canonical)
    return [
        row
        for row in rows
        if len(meant[naming.fold(row[1])]) == 1
        and (not lists.known(row[1]) or lists.canonical(row[1]) == row[0] or " " in row[1])
    ]


def _the_only_one(rows: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """ "The CCG" is the one the document names, when it names one."""
    by_form: dict[str, set[str]] = {}
    for canonical, _, _ in rows:
        form = naming.form_of(canonical)
        if form:
            by_form.setdefault(form, set()).add(canonical)
    general = {form.words: form.short for form in naming.forms() if form.short}
    found = []
    for form, names in by_form.items():
        if len(names) == 1 and form in general:
            (canonical,) = names
            found += [(canonical, form, ""), (canonical, general[form], "")]
    councils = {
        name for form, found_ in by_form.items() if form.endswith("Council") for name in found_
    }
    if len(councils) == 1:
        found.append((councils.pop(), "local authority", ""))
    return found
