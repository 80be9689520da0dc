"""The words around a date: marks of doubt, weekdays, months and their misspellings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_MONTH_NUMBER = {
    **{name: number for number, name in enumerate(_MONTHS, 1)},
    **_SHORT,
    "sept": 9,
    "febr": 2,
    "octo": 10,
    "jly": 7,
    "jne": 6,
}
_MONTH_WORD = re.compile(
    r"(?<![a-z])(" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")\.?(?![a-z])"
)
_LONG_WORD = re.compile(r"(?<![a-z{])[a-z]{5,9}(?![a-z}])")
_NEVER_A_MONTH = frozenset(
    "early later start spring summer autumn winter march night midnight after before since week "
    "weeks month months years between until about around first second third fourth christmas "
    "easter evening morning weekend during ending present marked match after other number".split()
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"(?<![a-z])(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|r|rs|ur|urs)?(?:day)?s?(?![a-z])[.,]?"
)
_APPROXIMATE = re.compile(
    r"(?<![a-z/])(?:(?:c|ca|circa|approx|approximately|approximate date|about|around|roughly|"
    r"in or around|on or (?:around|about)|in or about|or thereabouts|or so|est|estimated|aprox)\b"
    r"(?![/])\.?:?)|(?<![a-z/])c(?=[\d{])|(?<=[\d}])ish\b|~|≈"
)
_UNSURE = re.compile(
    r"(?<![a-z])(?:possibly|poss|probably|prob|maybe|perhaps|likely|unconfirmed|uncertain|unsure|"
    r"thought to be|believed to be|assumed|to be confirmed|tbc|not (?:sure|certain|confirmed)|"
    r"unclear|allegedly|reportedly|exact date unclear|date unclear)\b\.?"
)
_DAY_NOT_KNOWN = re.compile(
    r"(?:[-,;(]\s*)?(?:exact|specific|precise|actual)?\s*(?:date|day|time)\s*(?:is |was )?"
    r"(?:unknown|not known|not recorded|not specified|not given|not stated|unspecified|n/?k|nk)\)?"
)
_NOT_KNOWN = re.compile(r"(?<![a-z])(?:unknown|not known|unspecified|not recorded)(?![a-z])")
# "22/05/2016 approx 10pm": the hour is about right, the day is certain.
_ABOUT_A_TIME = re.compile(
    r"(?<![a-z])(?:approx\.?|approximately|about|around|circa|c\.?|~)\s*"
    r"(?=\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\b|hrs|hours)|\d{1,2}:\d\d)"
)
_UNKNOWN = re.compile(
    r"(?:(?:date|exact date|dates?)\s*(?:is\s*|was\s*)?)?(?:unknown|not known|not recorded|"
    r"not given|not stated|unclear|n/?\s?k|n/?\s?a|none|nil|no date(?: given| recorded)?|undated|"
    r"tbc|t\.b\.c\.?|to be confirmed|various|various dates|unsure|uncertain|\?+|-+|x+|/+|\.+|"
    r"not applicable|missing|illegible|unreadable)"
)
# "22ndMay2016"
_RUN_TOGETHER = re.compile(r"(?<=\d)(?:st|nd|rd|th)(?=[a-z]{3})")
_SHORT_WORD = re.compile(r"(?<![a-z{])[a-z]{3}(?![a-z}])")
_QUESTION = re.compile(r"\(\s*\?+\s*\)|\?+")
_DIGIT_QUESTION = re.compile(r"(?<=[/.\-\d])\?|\?+(?=\s*[/.\-])")


@dataclass(frozen=True, slots=True)
class Plain:
    """A date cell made plain: lower case, months as ``{05}``, ordinals and weekdays gone."""

    text: str
    mark: str = ""  # "?", "~", "%" or nothing
    weekday: int | None = None  # Monday is 0
    unknown: bool = False
    note: str | None = None
    doubted: bool = False  # it says that the day is not known: a day beside it is no more than so


def plain(written: str) -> Plain:
    """Fold what a person wrote to what the grammar of ``dates`` reads."""
    text = _folded(written)
    if _UNKNOWN.fullmatch(text.strip(" ()[]'\"")):
        return Plain(text, unknown=True)
    doubted = bool(re.search(r"date|day", "".join(m[0] for m in _DAY_NOT_KNOWN.finditer(text))))
    text = _NOT_KNOWN.sub(" ", _DAY_NOT_KNOWN.sub(" ", text)).strip(" ,;-")
    text = _RUN_TOGETHER.sub(" ", text)
    text = re.sub(r"^(\d{1,2});(\d{1,2});(\d{2,4})\b", r"\1/\2/\3", text)  # or it is a time
    text = re.sub(r"(?<=\d)\s+(\d{1,2}(?:[.:]\d\d)?)\s?ish\b", r" at \1", text)
    text = re.sub('["“”]', " ", _ABOUT_A_TIME.sub(" ", text))
    text, note = _months(text)
    text, weekday = _take_weekday(text)
    text, mark = _take_marks(text)
    text = re.sub(r"(?<=\d)\s*(?:st|nd|rd|th)\b", "", text)
    text = re.sub(r"(?<=[\d}])t(?=\d\d:)", " ", text)
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", text)
    text = " ".join(text.split()).strip(" ,;:.-")
    return Plain(text, mark, weekday, note=note, doubted=doubted)


def _folded(written: str) -> str:
    text = unicodedata.normalize("NFKC", written).casefold()
    text = re.sub(r"[\u2010-\u2015\u2212\u00ad]", "-", text)
    text = re.sub(r"[\u2018\u2019\u02bc`´]", "'", text)
    text = re.sub(r"[\u200b-\u200f\u2060\ufeff]", "", text)
    text = text.replace("\u2044", "/")
    return " ".join(text.split())


def _months(text: str) -> tuple[str, str | None]:
    text = _MONTH_WORD.sub(lambda m: f"{{{_MONTH_NUMBER[m[1]]:02d}}}", text)
    if "{" in text or not re.search(r"\d", text):
        return text, None
    for word in _LONG_WORD.findall(text):
        number = _misspelt(word)
        if number:
            month = _MONTHS[number - 1].title()
            note = f"{word!r} was taken as {month}."
            return text.replace(word, f"{{{number:02d}}}", 1), note
    for word in _SHORT_WORD.findall(text):
        turned = [n for short, n in _SHORT.items() if sorted(short) == sorted(word)]
        if len(turned) == 1:  # "Mya", its letters in another order
            note = f"{word!r} was taken as {_MONTHS[turned[0] - 1].title()}."
            return text.replace(word, f"{{{turned[0]:02d}}}", 1), note
    return text, None


def _misspelt(word: str) -> int | None:
    """The one month a word is a slip of, or None. Two letters may be wrong in a long name."""
    from rapidfuzz.distance import OSA

    if word in _NEVER_A_MONTH:
        return None
    near = []
    for number, name in enumerate(_MONTHS, 1):
        slips = OSA.distance(word, name)
        if slips <= (2 if len(name) >= 6 else 1) and word[0] == name[0]:
            near.append((slips, number))
    near.sort()
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]


def _take_weekday(text: str) -> tuple[str, int | None]:
    found = _WEEKDAY.search(text)
    if not found:
        return text, None
    several = len(_WEEKDAY.findall(text)) > 1
    rest = _WEEKDAY.sub(" ", text)
    # "Good Friday" and "Easter Monday" are names of days, not weekdays beside a date.
    if re.search(r"(?:good|easter)\s+$", text[: found.start()]):
        return text, None
    return rest, None if several else _WEEKDAYS.index(found[1])


def _take_marks(text: str) -> tuple[str, str]:
    mark = ""
    if _UNSURE.search(text):
        text, mark = _UNSURE.sub(" ", text), "?"
    if not _DIGIT_QUESTION.search(text.rstrip("? )")) and _QUESTION.search(text):
        text, mark = _QUESTION.sub(" ", text), "?"
    if _APPROXIMATE.search(text):
        text, mark = _APPROXIMATE.sub(" ", text), "%" if mark else "~"
    return text, mark
