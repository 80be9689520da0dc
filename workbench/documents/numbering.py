"""Word's automatic numbers: what Word would print before each paragraph of a list.

Rules from ECMA-376 part 1, 17.9 (numbering): a paragraph names a list (``numId``) and a level;
the list points to an abstract definition with a start, a format and a pattern such as
``%1.%2``; a level starts again when a higher one has moved on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Element

_PLACE = re.compile(r"%([1-9])")


@dataclass(slots=True)
class Level:
    start: int = 1
    form: str = "decimal"
    pattern: str = "%1."
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through a document's lists in its order."""

    def __init__(self, part: _Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if part is not None:
            self._read(part)

    def _read(self, part: _Element) -> None:
        abstracts: dict[str, dict[int, Level]] = {}
        for element in part.iterfind(qn("w:abstractNum")):
            levels = {}
            for child in element.iterfind(qn("w:lvl")):
                levels[_integer(child.get(qn("w:ilvl")), 0)] = _level(child)
            abstracts[element.get(qn("w:abstractNumId"), "")] = levels
        for element in part.iterfind(qn("w:num")):
            abstract = _value(element, "w:abstractNumId") or ""
            made = _List(abstract, dict(abstracts.get(abstract, {})))
            for override in element.iterfind(qn("w:lvlOverride")):
                depth = _integer(override.get(qn("w:ilvl")), 0)
                replaced = override.find(qn("w:lvl"))
                if replaced is not None:
                    made.levels[depth] = _level(replaced)
                start = _value(override, "w:startOverride")
                if start is not None:
                    made.starts[depth] = _integer(start, 1)
            number = element.get(qn("w:numId"), "")
            self._lists[number] = made
            for depth, level in made.levels.items():
                if level.style:
                    self._by_style.setdefault(level.style, (number, depth))

    def of_style(self, style: str) -> tuple[str, int] | None:
        """The list and level that a paragraph style is linked to."""
        return self._by_style.get(style)

    def next(self, number: str, depth: int) -> tuple[str, Level] | None:
        """What is printed before the next paragraph of this list and level.

        None where the list is unknown or ``numId`` 0, which switches numbering off.
        """
        known = self._lists.get(number)
        if known is None or number == "0":
            return None
        level = known.levels.get(depth)
        if level is None:
            return None
        counts = self._counts.setdefault(known.abstract, {})
        if (number, depth) not in self._begun:
            self._begun.add((number, depth))
            if depth in known.starts:
                counts[depth] = known.starts[depth] - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            below = known.levels.get(deeper)
            if below is None or below.restart is None or depth < below.restart:
                del counts[deeper]
        if level.form == "bullet":
            return "•", level
        return self._print(known, counts, depth, level), level

    def _print(self, known: _List, counts: dict[int, int], depth: int, level: Level) -> str:
        def one(found: re.Match[str]) -> str:
            place = int(found.group(1)) - 1
            above = known.levels.get(place, Level())
            value = counts.get(place, above.start)
            return shown(value, "decimal" if level.legal else above.form)

        return _PLACE.sub(one, level.pattern)


def _level(element: _Element) -> Level:
    restart = _value(element, "w:lvlRestart")
    return Level(
        start=_integer(_value(element, "w:start"), 1),
        form=_value(element, "w:numFmt") or "decimal",
        pattern=_value(element, "w:lvlText") or "",
        restart=None if restart is None else _integer(restart, 0),
        legal=element.find(qn("w:isLgl")) is not None,
        style=_value(element, "w:pStyle"),
    )


def _value(element: _Element, name: str) -> str | None:
    child = element.find(qn(name))
    return None if child is None else child.get(qn("w:val"))


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise


def shown(value: int, form: str) -> str:
    """A number in one of Word's or HTML's formats; figures for those we do not know."""
    if form in ("lowerLetter", "a"):
        return letters(value)
    if form in ("upperLetter", "A"):
        return letters(value).upper()
    if form in ("lowerRoman", "i"):
        return roman(value)
    if form in ("upperRoman", "I"):
        return roman(value).upper()
    if form == "decimalZero":
        return f"{value:02d}"
    return "" if form == "none" else str(value)


def letters(value: int) -> str:
    """1 is a, 26 is z, 27 is aa, 28 is bb, as Word counts."""
    if value < 1:
        return str(value)
    times, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def roman(value: int) -> str:
    """Small Roman figures."""
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for worth, sign in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
        (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        times, value = divmod(value, worth)
        text += sign * times
    return text
