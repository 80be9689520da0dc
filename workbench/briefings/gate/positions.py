"""Positions on a map: degrees, the national grid, three words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.briefings.gate.view import Hit, View, hits

_DECIMAL = re.compile(
    r"(?<![\w.])(-?[4-6]\d\.\d{3,})°?\s?[NSns]?[\s,;/]{1,3}(?:lon\w*[\s:=]*)?(-?\d{1,2}\.\d{3,})°?\s?[EWew]?(?!\w|"
    r"\.\d)"
)
_ONE_DECIMAL = re.compile(r"(?<![\w.])-?\d{1,2}\.\d{4,}°?\s?[NSEWnsew]?(?!\w|\.\d)")
_POSITION_LABEL = re.compile(
    r"\b(?:lat(?:itude)?|lon(?:g|gitude)?|gps|coordinates?|co-ordinates?|position|location|"
    r"pin|geo\w*)"
    r"\b[\s:=(]*$"
)
_DEGREES = re.compile(
    r"(?<!\w)\d{1,2}\s?[°º˚o]\s?\d{1,2}(?:\.\d+)?\s?['m]\s?(?:\d{1,2}(?:\.\d+)?\s?(?:\"|''|"
    r"s)\s?)?[NS]"
    r"[\s,;]*\d{1,3}\s?[°º˚o]\s?\d{1,2}(?:\.\d+)?\s?['m]\s?(?:\d{1,2}(?:\.\d+)?\s?(?:\"|''|"
    r"s)\s?)?[EW]",
    re.IGNORECASE,
)
_GRID = re.compile(
    r"(?<![^\W_])(?:[HJNOST][A-HJ-Z]|[A-HJ-Z](?=\d))\s?(?:\d{3}\s?\d{3}|\d{4}\s?\d{4}|"
    r"\d{5}\s?\d{5})(?!\w)",
    re.IGNORECASE,
)
# The Ordnance Survey's squares that hold land of Great Britain.
_SQUARES = frozenset(
    "HP HT HU HW HX HY HZ NA NB NC ND NF NG NH NJ NK NL NM NN NO NR NS NT NU NW NX NY NZ "
    "OV SC SD SE "
    "SH SJ SK SM SN SO SP SR SS ST SU SV SW SX SY SZ TA TF TG TL TM TQ TR TV".split()
)
_GRID_LABEL = re.compile(r"\b(?:grid|os ref|ngr|os map|map ref)\b[^\d]{0,25}$")
_THREE_WORDS = re.compile(
    r"(?<![\w:])///[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}|"
    r"\bw3w[\s:/.co]*[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}|what3words\W+(?:is |was "
    r")?[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}"
)


def find(view: View) -> Iterator[Hit]:
    """Positions in one segment."""
    yield from hits("gps", _DECIMAL, view.text)
    yield from hits("gps", _DEGREES, view.text)
    yield from hits("gps", _THREE_WORDS, view.text)
    for found in _ONE_DECIMAL.finditer(view.text):
        if _POSITION_LABEL.search(view.before(found.start())):
            yield Hit("gps", *found.span())
    for found in _GRID.finditer(view.text):
        written = found[0]
        figures = len(re.sub(r"\D", "", written))
        square = written[:2].upper() in _SQUARES and written[:2].isupper() and " " not in written
        usual = written[:2].isupper() and written[1].isalpha() and figures in (6, 8, 10)
        long_enough = usual and re.search(r"\d \d|\d{8}", written)
        if square or long_enough or _GRID_LABEL.search(view.before(found.start())):
            yield Hit("gps", *found.span())
