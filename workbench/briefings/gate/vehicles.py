"""Registration marks of vehicles: since 2001, prefix, suffix, Northern Ireland, and any so called.

Forms after the DVLA's INF104 and INF53. Forms that ordinary abbreviations share (``KS2 the``) count
only in capitals, with three figures, or after a word such as "registration".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.briefings.gate.view import Hit, View

_EDGE, _END = r"(?<![^\W_])(?<!\d[.\-/])", r"(?![^\W_])"
_GAP = r"[ \-.]{0,2}"
_CURRENT = re.compile(
    rf"{_EDGE}([A-HJ-PR-Y][A-HJ-PR-Z])[\-.]?([0-9O]{{2}}){_GAP}([A-HJ-PR-Z]{{3}}){_END}", re.I
)
_CURRENT_PARTED = re.compile(
    rf"{_EDGE}([A-HJ-PR-Y][A-HJ-PR-Z])[ \-]([0-9]{{2}})(?: - | ?)([A-HJ-PR-Z]{{3}}){_END}"
)
_CURRENT_SMALL = re.compile(rf"{_EDGE}[a-hj-pr-y]{{2}}[ .\-]\d{{2}}[ .\-]?[a-hj-pr-z]{{3}}{_END}")
_PREFIX = re.compile(
    rf"{_EDGE}([A-HJ-NPQR-TV-Y]){_GAP}(\d{{1,3}}){_GAP}([A-HJ-PR-Y]{{3}}){_END}", re.I
)
# With the letters I and O for figures, where a vehicle or whoever wrote it down is spoken of.
_LOOKS_LIKE = re.compile(
    rf"{_EDGE}[A-HJ-PR-Y][A-HJ-PR-Z]?(?=[\dIOl]*\d)(?=[\dIOl]*[IOl])[\dIOl]{{1,3}} ?"
    rf"[A-HJ-PR-Z]{{3}}{_END}"
)
_SEVEN = re.compile(rf"{_EDGE}[A-Z0-9]{{4}}[ \-]?[A-Z0-9]{{3}}{_END}")
_WROTE_IT = re.compile(
    r"\b(?:witness|camera|cctv|anpr|passer-?by)\b[^.]{0,20}\b(?:had|has|read|saw|wrote|noted)\s+$"
)
_SUFFIX = re.compile(
    rf"{_EDGE}([A-HJ-PR-Y]{{3}}){_GAP}(\d{{1,3}}){_GAP}([A-HJ-NPR-TV-Y]){_END}", re.I
)
# Northern Ireland's county codes.
_COUNTIES = (
    "IA DZ KZ RZ IB LZ XZ IJ BZ JZ SZ IL IG IW NZ UZ YZ JI HZ VZ AZ CZ EZ FZ GZ MZ OI OZ "
    "PZ TZ UI WZ"
).split()
_IRISH = re.compile(rf"{_EDGE}([A-Z]?(?:{'|'.join(_COUNTIES)})){_GAP}(\d{{1,4}}){_END}", re.I)
# Other letters with I or Z, as they are made up and sold: with four figures that are no year.
_IRISH_LIKE = re.compile(rf"{_EDGE}(?=[A-Z]*[IZ])[A-Z]{{3}} ?(?!19|20)\d{{4}}{_END}")
_IRISH_TURNED = re.compile(rf"{_EDGE}(\d{{1,4}}){_GAP}([A-Z]?(?:{'|'.join(_COUNTIES)})){_END}")
_SPACED_OUT = re.compile(r"(?<!\w)[A-Z](?:[ .\-][A-Z\d]){6}(?!\w)")
_LABEL = re.compile(
    r"(?:\b(?:vehicle|car|van|motor ?(?:bike|cycle)|bike|moped|taxi|lorry|scooter|number plates?|"
    r"plates?|vrm|vrn|v\.r\.m\.?|registration(?: mark| plate)?|reg(?:istration|'?n)?\.?|index|"
    r"golf|corsa|fiesta|focus|astra|polo|clio|transit|bmw|audi|ford|vauxhall|vw|peugeot|toyota|"
    r"nissan|fiat|renault|citroen|kia|honda|mercedes|volvo|skoda|seat|mini|insurance on)\b)"
    r"[^.;]{0,30}$"
)
_CALLED = re.compile(
    r"\b(?:vrm|vrn|number plate|plate|vehicle reg(?:istration)?|car reg(?:istration)?|van "
    r"reg(?:istration)?|"
    r"registration (?:mark|plate)|vehicle index|reg(?:istration)?(?: (?:no|number|mark|plate))?|"
    r"index(?: (?:no|number))?)\b\.?"
    r"(?: (?:number|no|mark|plate|of|is|was|the car|the van|reads?|said|says|shows|showed|"
    r"showing|being|seen as))*[\s.:=#(\"']*"
    r"((?=[A-Z0-9 \-]*\d)(?=[A-Z0-9 \-]*[A-Z])[A-Z0-9]{1,4}[ \-]?[A-Z0-9]{1,4})(?!\w)",
    re.I,
)
_COUNTING = re.compile(r"\d (?:of|to|in|on|or|at|by|and|per|for|out|up)$")
# KV 1902, 204 VRM: marks of before 1963, and those made up to be sold; only where a vehicle is
# near.
_DATELESS = re.compile(
    r"(?<![^\W_])(?:[A-Z]{1,3} ?\d{1,4}[A-Z]?|\d{1,4} ?[A-Z]{1,3})(?![^\W_])(?![.:/-]\d)"
)
_VEHICLE_NEAR = re.compile(
    r"\b(?:car|cars|van|vans|motor ?(?:bike|cycle)|quad(?: ?bike)?|moped|scooter|lorry|truck|"
    r"taxi|minibus|"
    r"camper ?van|caravan|trailer|horse ?box|tractor|land rover|range rover|jeep|jaguar|mini|"
    r"golf|corsa|"
    r"fiesta|focus|astra|polo|clio|transit|pick-?up|hatchback|saloon|estate car|number plates?|"
    r"plates?|"
    r"drove|driving|drives|parked|registered|vehicle)\b"
)
_SMALL_WORD = re.compile(
    r"per|the|and|for|but|not|all|are|was|had|has|her|his|our|out|off|two|ten|new|old|men|met|car|"
    r"van|cars|day|hrs|yrs|sec|may|mar|sep|dec"
)
_MAKES = frozenset(
    "BMW VW MG GTI AMG KIA SUV MPV HGV LGV PCN MOT DVLA ANPR CCTV CAD PC DC PS DS GP".split()
)
_NOT_ONE = frozenset(
    (
        "ISO PIN SIM BSI IBM THE AND FOR NOT BUT ALL ARE WAS HAS HAD WHO HOW WHY OUR HER HIS "
        "ITS ANY"
    ).split()
)


def find(view: View) -> Iterator[Hit]:
    """Registration marks in one segment."""
    text = view.text
    for found in _CURRENT.finditer(text):
        if re.search(r"\d", found[2]) and _stands(view, found, found[3], joined=True):
            yield Hit("vehicle", *found.span())
    for found in _CURRENT_PARTED.finditer(text):
        if found[3] not in _NOT_ONE and (" - " not in found[0] or _is_near(view, found)):
            yield Hit("vehicle", *found.span())
    for found in _CURRENT_SMALL.finditer(text):
        # "in 20 per cent of cars": where a vehicle is spoken of it is still no word that ends it.
        if _is_near(view, found) and not _SMALL_WORD.fullmatch(found[0][-3:]):
            yield Hit("vehicle", *found.span())
    for found in _PREFIX.finditer(text):
        if _stands(view, found, found[3], enough=len(found[2]) == 3):
            yield Hit("vehicle", *found.span())
    for found in _LOOKS_LIKE.finditer(text):
        before = view.before(found.start(), 60)
        if _LABEL.search(before) or _WROTE_IT.search(before):
            yield Hit("vehicle", *found.span())
    yield from _read_otherwise(text)
    for found in _SUFFIX.finditer(text):
        if _stands(view, found, found[1], enough=len(found[2]) == 3):
            yield Hit("vehicle", *found.span())
    for pattern, letters, figures in ((_IRISH, 1, 2), (_IRISH_TURNED, 2, 1)):
        for found in pattern.finditer(text):
            year = re.fullmatch(r"(?:19|20)\d\d", found[figures])
            enough = len(found[figures]) >= 3 and len(found[letters]) == 3 and not year
            if _stands(view, found, found[letters], enough=enough):
                yield Hit("vehicle", *found.span())
    for found in _IRISH_LIKE.finditer(text):
        if found[0][:3] not in _NOT_ONE:
            yield Hit("vehicle", *found.span())
    for found in _SPACED_OUT.finditer(text):
        if _CURRENT.fullmatch(re.sub(r"[ .\-]", "", found[0])):
            yield Hit("vehicle", *found.span())
    for found in _DATELESS.finditer(text):
        front = re.sub(r"[^A-Z]", "", found[0])
        long_enough = len(re.sub(r"\W", "", found[0])) >= (5 if len(front) < 2 else 4)
        if long_enough and _is_near(view, found) and front not in _NOT_ONE | _MAKES:
            yield Hit("vehicle", *found.span())
    for found in _CALLED.finditer(text):
        if _COUNTING.search(found[1]):
            continue
        if len(re.sub(r"\W", "", found[1])) <= 7 and found[1].upper() not in _NOT_ONE:
            yield Hit("vehicle", *found.span(1))


def _is_near(view: View, found: re.Match[str]) -> bool:
    """A vehicle is spoken of just before, or just after in the same sentence."""
    return bool(
        _VEHICLE_NEAR.search(view.before(found.start(), 50))
        or _VEHICLE_NEAR.search(view.after(found.end(), 45).split(". ")[0])
    )


def _read_otherwise(text: str) -> Iterator[Hit]:
    """FJ6B OWE beside FJ68 OWE: the same plate, as another person read it."""
    marks = {re.sub(r"\W", "", m[0]).upper() for m in _CURRENT.finditer(text)}
    marks |= {re.sub(r"\W", "", m[0]).upper() for m in _CURRENT_PARTED.finditer(text)}
    if not marks:
        return
    for found in _SEVEN.finditer(text):
        written = re.sub(r"\W", "", found[0])
        if any(sum(a != b for a, b in zip(written, m, strict=True)) == 1 for m in marks):
            yield Hit("vehicle", *found.span())


def _stands(
    view: View, found: re.Match[str], letters: str, *, joined: bool = False, enough: bool = True
) -> bool:
    """In capitals and long enough, run together, or where a vehicle is spoken of."""
    if letters.upper() in _NOT_ONE:
        return False
    if _LABEL.search(view.before(found.start(), 60)):
        return True
    written = found[0]
    if joined and not re.search(r"[ .]", written):
        return True
    if enough and re.fullmatch(r"[a-z]\d{3}[a-z]{3}|[a-z]{3}\d{3}[a-z]", written):
        return True
    return enough and not any(c.islower() for c in written)
