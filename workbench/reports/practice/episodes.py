"""Key practice episodes: each whole, with the time it spans as an EDTF interval."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

from workbench.reports.parts.findings import labelled
from workbench.reports.parts.items import Item
from workbench.reports.parts.outline import Outline
from workbench.reports.parts.printed_pieces import Piece
from workbench.reports.parts.titles import is_within

_MONTHS = {name.casefold(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.casefold(): i for i, name in enumerate(calendar.month_abbr) if name}
_MONTHS["sept"] = 9
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}  # ISO 8601-2

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ABOUT = (
    r"(?:(?P<{0}about>about|around|approximately|circa|c\.|early|mid|late|the end of|"
    r"the start of|end of|beginning of)[\s-]+)?"
)
_POINT = (
    _ABOUT + r"(?:(?P<{0}day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+)?"
    r"(?:(?P<{0}season>spring|summer|autumn|winter)|(?P<{0}month>"
    + _MONTH
    + r")\b\.?)?,?\s*(?:of\s+)?"
    r"(?P<{0}year>(?:19|20)\d\d)?"
)
_FIGURES = r"(?P<{0}fday>\d{{1,2}})[/.](?P<{0}fmonth>\d{{1,2}})[/.](?P<{0}fyear>(?:19|20)?\d\d)"


def _point(prefix: str) -> str:
    return f"(?:{_FIGURES.format(prefix)}|{_POINT.format(prefix)})"


_TO = r"\s*(?:-|–|—|\bto\b|\buntil\b|\bup to\b|\bthrough to\b|\band\b)\s*(?:the\s+)?"
_SPAN = re.compile(
    rf"(?<!\w)(?:(?:between|from)\s+)?(?:the\s+)?{_point('a')}{_TO}{_point('b')}(?!\w)",
    re.IGNORECASE,
)
_ONE = re.compile(rf"(?<!\w){_point('a')}(?!\w)", re.IGNORECASE)
_OPEN_BEFORE = re.compile(r"\b(?:before|prior to|up to|until)\s+(?:the\s+)?$", re.IGNORECASE)
_OPEN_AFTER = re.compile(r"\b(?:after|since|from|following)\s+(?:the\s+)?$", re.IGNORECASE)
_ONWARDS = re.compile(r"\s*(?:onwards?|to date|-\s*present|to (?:the )?present)", re.IGNORECASE)


def when_of(text: str) -> str | None:
    """The time a heading or sentence gives, as EDTF: a day, a month, a season or an interval.

    ``March 2013 – June 2013`` is ``2013-03/2013-06``; ``4 to 9 May 2014`` is
    ``2014-05-04/2014-05-09``; ``around March 2013`` is ``2013-03~``; ``before May 2012`` is
    ``../2012-05``. A season follows ISO 8601-2 (spring is 21). None where no year is given.
    """
    for found in _SPAN.finditer(text):
        interval = _interval(found)
        if interval:
            return interval
    for found in _ONE.finditer(text):
        point = _edtf(found, "a")
        if point is None:
            continue
        if _OPEN_BEFORE.search(text[: found.start()]):
            return f"../{point}"
        if _ONWARDS.match(text, found.end()) or _OPEN_AFTER.search(text[: found.start()]):
            return f"{point}/.."
        return point
    return None


def episodes_in(pieces: Sequence[Piece], outline: Outline) -> list[Item]:
    """Labelled episodes; else the sub-headings of a section of key practice episodes."""
    items = [item for item in labelled(pieces, outline, "episode") if _is_told(pieces, item)]
    if not items:
        for section in outline.sections:
            if section.topic != "episodes":
                continue
            items += [
                Item(
                    "episode",
                    sub.first,
                    sub.stop,
                    pieces[sub.first].start,
                    pieces[sub.stop - 1].end,
                    printed=pieces[sub.first].number,
                    section=section.title,
                )
                for sub in outline.sections
                if sub.parent is section and not is_within(sub.title) and sub.topic is None
            ]
    for item in items:
        item.kind = "episode"
        item.when = _when(pieces, item)
    return items


def _is_told(pieces: Sequence[Piece], item: Item) -> bool:
    """ "Phase 2" and "Period 3" are episodes only where a story with a heading follows."""
    piece = pieces[item.first]
    return piece.kind == "heading" or bool(
        re.match(r"(?i)key|kpe|critical|significant", piece.text)
    )


def _when(pieces: Sequence[Piece], item: Item) -> str | None:
    """From the heading; else from the first paragraph that gives a time."""
    for piece in pieces[item.first : min(item.last, item.first + 3)]:
        text = piece.text if piece.kind == "heading" else piece.text[:300]
        when = when_of(text)
        if when:
            return when
    return None


def _interval(found: re.Match[str]) -> str | None:
    last = _edtf(found, "b")
    if last is None:
        return None
    first = _edtf(found, "a", later=found)
    if first is None or first.strip("~") > last.strip("~"):
        return None
    return first if first == last else f"{first}/{last}"


def _edtf(found: re.Match[str], which: str, later: re.Match[str] | None = None) -> str | None:
    get = found.groupdict().get
    if found[f"{which}fyear"]:
        printed = found[f"{which}fyear"]
        full = printed if len(printed) == 4 else f"20{printed}"
        return _written(full, int(found[f"{which}fmonth"]), found[f"{which}fday"], False)
    year = get(f"{which}year")
    name, season, day = get(f"{which}month"), get(f"{which}season"), get(f"{which}day")
    if later is not None and year is None and (name or season or day):
        year = get("byear") or get("bfyear")  # "4 to 9 May 2014", "March to June 2013"
        if day and not name:
            name = get("bmonth")
    if year is None or (day and not name):
        return None
    about = bool(get(f"{which}about"))
    if season:
        return f"{year}-{_SEASONS[season.casefold()]}"
    return _written(year, _MONTHS[name.casefold()] if name else None, day, about)


def _written(year: str, month: int | None, day: str | None, about: bool) -> str | None:
    if month is not None and not 1 <= month <= 12:
        return None
    if day and month and not 1 <= int(day) <= calendar.monthrange(int(year), month)[1]:
        return None
    text = year
    if month:
        text += f"-{month:02d}"
    if day:
        text += f"-{int(day):02d}"
    return f"{text}~" if about else text
