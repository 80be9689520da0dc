"""Text as the recognisers read it: look-alikes, accents and unseen characters put aside.

Every folded character remembers which characters of the original it came from, so that a finding
shows the words as they stand in the file. Look-alike letters are Unicode's own list
(``confusable_homoglyphs``); letters with strokes and the like come from their Unicode names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

# What has no width or only joins: written inside a name it hides it from a plain search.
_UNSEEN = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u3164", "\uffa0"}
_LETTER = re.compile(r"LATIN (SMALL|CAPITAL) (?:LIGATURE|LETTER) ([A-Z]{1,2})(?: WITH .+)?")
_LETTER_OTHERWISE = re.compile(r"LATIN (?:LETTER )?(SMALL|CAPITAL)(?: LETTER)? DOTLESS ([A-Z])")
_BY_HAND = {"ß": "ss", "ẞ": "SS", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "e"}
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u02bc\u02b9\u02bb\u2032\u00b4`\uff07"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
# Written between the figures of a number; the fat one of a list is no such dot.
_MIDDLE_DOTS = "\u00b7\u2027\u2219\u22c5\u30fb\u2024"
# PDFium writes U+FFFE (or U+0002) where a word was parted at a line's end.
_BREAK_MARKS = "\u00ad\ufffe\x02"
_WRAP = re.compile(rf"[{_BREAK_MARKS}][ \t]*\r?\n[ \t]*")
# The alphabet of the International Civil Aviation Organization, which police and callers spell by.
_RADIO = {
    word: word[0].upper()
    for word in (
        "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima "
        "mike november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray "
        "yankee zulu"
    ).split()
}
_RADIO_FIGURES = {
    word: str(n)
    for n, word in enumerate("zero one two three four five six seven eight nine".split())
} | {"niner": "9", "oh": "0"}
_SPELT = re.compile(
    rf"\b(?:(?:{'|'.join(_RADIO)}|{'|'.join(_RADIO_FIGURES)}|\d)[ ,\-]{{1,3}}){{4,}}"
    rf"(?:{'|'.join(_RADIO)}|{'|'.join(_RADIO_FIGURES)}|\d)\b",
    re.IGNORECASE,
)
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_HYPHEN_WRAP = re.compile(rf"(?<=[^\W\d_])[{_DASHES}][ \t]*\r?\n[ \t]*(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``starts[i]`` and ``ends[i]`` are where ``text[i]`` lies in ``raw``."""

    text: str
    raw: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's characters behind ``text[start:end]``."""
        return self.starts[start], self.ends[end - 1]

    def original(self, start: int, end: int) -> str:
        """The original words behind ``text[start:end]``, white space runs made one space."""
        first, last = self.span(start, end)
        return re.sub(r"[ \t\r\n\f\v]+", " ", self.raw[first:last]).strip(" ")


def fold(raw: str, *, join_wraps: bool = False) -> Folded:
    """Fold a text.

    Parameters
    ----------
    join_wraps
        Also leave out hyphens at line ends, for words that were parted there.
    """
    skipped: set[int] = set()
    for wrap in _WRAP.finditer(raw):
        skipped.update(range(*wrap.span()))
    if join_wraps:
        for wrap in _HYPHEN_WRAP.finditer(raw):
            skipped.update(range(*wrap.span()))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, char in enumerate(raw):
        if place in skipped:
            continue
        for plain in folded_char(char):
            if plain == " " and (not out or out[-1] == " "):
                continue
            out.append(plain)
            starts.append(place)
            ends.append(place + 1)
    return Folded("".join(out), raw, tuple(starts), tuple(ends))


def spelt_out(folded: Folded) -> Folded | None:
    """The text with marks and codes that are spelt by the radio alphabet put together."""
    return rewritten(folded, _SPELT, _put_together)


def _put_together(found: re.Match[str]) -> str:
    words = re.findall(r"[a-z]+|\d", found[0].lower())
    return "".join(_RADIO.get(word) or _RADIO_FIGURES.get(word, word) for word in words)


def has_wraps(raw: str) -> bool:
    """Whether a word may be parted at a line's end."""
    return _HYPHEN_WRAP.search(raw) is not None


def plain(text: str) -> str:
    """A short text folded, without its places: for names in lists."""
    return fold(text).text.strip()


def rewritten(
    folded: Folded, pattern: re.Pattern[str], make: Callable[[re.Match[str]], str]
) -> Folded | None:
    """The folded text with matches replaced, places kept; None when nothing matched."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for found in pattern.finditer(folded.text):
        new = make(found)
        if new == found[0]:
            continue
        first, last = found.span()
        out.append(folded.text[done:first])
        starts += folded.starts[done:first]
        ends += folded.ends[done:first]
        out.append(new)
        if len(new) == last - first:
            starts += folded.starts[first:last]
            ends += folded.ends[first:last]
        elif new:
            begin, end = folded.span(first, last)
            starts += [begin] * len(new)
            ends += [end] * len(new)
        done = last
    if not out:
        return None
    out.append(folded.text[done:])
    starts += folded.starts[done:]
    ends += folded.ends[done:]
    return Folded("".join(out), folded.raw, tuple(starts), tuple(ends))


@lru_cache(maxsize=8192)
def folded_char(char: str) -> str:
    """What one character is read as: "" for what is not seen."""
    if char.isascii():
        if char.isspace():
            return " "
        return char if char.isprintable() else ""
    if char in _BREAK_MARKS or char in _UNSEEN:
        return ""
    category = unicodedata.category(char)
    if category in ("Cf", "Mn", "Me", "Cc", "Cn", "Co", "Cs"):
        return " " if char == "\x85" else ""
    if category in ("Zs", "Zl", "Zp"):
        return " "
    if category == "Pd" or char in "\u2212\u2043":
        return "-"
    if char in _SINGLE_QUOTES:
        return "'"
    if char in _DOUBLE_QUOTES:
        return '"'
    if char in _MIDDLE_DOTS:
        return "."
    decimal = unicodedata.digit(char, None)
    if decimal is not None:
        return str(decimal)
    return _letter(char)


def _letter(char: str) -> str:
    if char in _BY_HAND:
        return _BY_HAND[char]
    parts = unicodedata.normalize("NFKD", char)
    base = "".join(c for c in parts if unicodedata.category(c) not in ("Mn", "Cf"))
    if base.isascii() and base:
        return base
    if len(base) == 1:
        named = _LETTER.fullmatch(unicodedata.name(base, ""))
        named = named or _LETTER_OTHERWISE.fullmatch(unicodedata.name(base, ""))
        if named:
            return named[2] if named[1] == "CAPITAL" else named[2].lower()
        return _look_alikes().get(base, base)
    return "".join(folded_char(c) if c != char else c for c in base)


@lru_cache(maxsize=1)
def _look_alikes() -> dict[str, str]:
    """Every character that Unicode lists as looking like one Latin letter or digit."""
    from confusable_homoglyphs import confusables

    table: dict[str, str] = {}
    for char, likes in confusables.confusables_data.items():
        if char.isascii() or len(char) != 1:
            continue
        for like in likes:
            plain_like = like["c"]
            if len(plain_like) == 1 and plain_like.isascii() and plain_like.isalnum():
                # Unicode gathers I, l and 1 under l; a capital is meant as one.
                is_capital_i = plain_like == "l" and unicodedata.category(char) == "Lu"
                table.setdefault(char, "I" if is_capital_i else plain_like)
    return table
