"""The same recommendation within a finding, in the summary and again at the end: counted once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from workbench.reports.parts.items import Item

# Two printings of one recommendation differ in a word or a comma; two recommendations that
# follow one pattern ("X should review its training") share the frame but not the subject.
_SAME_WORDS = 93.0
_SAME_NUMBER_AND_WORDS = 80.0


def said_once(items: Sequence[Item], whole: str) -> list[Item]:
    """Merge repeats, in the order first printed.

    The longest wording is kept, with the printed number where one printing has it, and what
    each printing knows of owners and findings.
    """
    kept: list[Item] = []
    for item in items:
        if not item.text(whole).strip():
            continue  # a label with nothing behind it
        same = next((k for k in kept if _same(k, item, whole)), None)
        if same is None:
            kept.append(item)
        else:
            kept[kept.index(same)] = _merged(same, item)
    return kept


def _same(one: Item, other: Item, whole: str) -> bool:
    if one.start == other.start:
        return True
    if one.listing is not None and one.listing == other.listing:
        return False  # "Review your training" for two agencies
    numbers = {_number(one), _number(other)}
    words, others = _plain(one.text(whole)), _plain(other.text(whole))
    if not words or not others:
        return False
    likeness = fuzz.ratio(words, others)
    if len(numbers) == 1 and None not in numbers:
        part = fuzz.partial_ratio(words, others) if one.in_summary or other.in_summary else 0
        return likeness >= _SAME_NUMBER_AND_WORDS or part >= 90 or words.startswith(others[:60])
    if None not in numbers and one.labelled and other.labelled:
        return False  # each with a label and a number of its own: two, however alike
    return likeness >= _SAME_WORDS and _figures(words) == _figures(others)


def _number(item: Item) -> str | None:
    return item.printed.casefold() if item.printed else None


def _figures(words: str) -> list[str]:
    return re.findall(r"\d+", words)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _merged(first: Item, again: Item) -> Item:
    told, other = first, again
    longer = (again.end - again.start) > (first.end - first.start)
    if (first.in_summary and not again.in_summary) or (longer and not again.in_summary):
        told, other = again, first
    if told.printed is None or (other.labelled and not told.labelled and other.printed):
        told.printed = other.printed or told.printed
    told.repeats = (*told.repeats, range(other.first, other.last), *other.repeats)
    told.under = told.under or other.under
    told.findings = tuple(
        dict.fromkeys(
            [*told.findings, *other.findings, *(n for n in (told.under, other.under) if n)]
        )
    )
    told.leads = tuple(dict.fromkeys([*told.leads, *other.leads]))
    told.headings = tuple(dict.fromkeys([*told.headings, *other.headings]))
    told.in_summary = told.in_summary and other.in_summary
    return told
