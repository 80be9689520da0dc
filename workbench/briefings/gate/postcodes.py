"""Postcodes, whole, parted, masked or their first half, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.briefings.gate.public import of_office
from workbench.briefings.gate.view import Hit, View, hits

# The 124 postcode areas (Royal Mail), and the Crown dependencies'.
_AREAS = frozenset(
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL "
    "DN DT DY "
    "E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L "
    "LA LD LE LL "
    "LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG "
    "SK SL SM SN "
    "SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE".split()
)
_OUT = r"[A-PR-UWYZ](?:[A-HK-Y]?[0-9O][0-9O]?|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY])"
_IN = r"[0-9O][ABD-HJLNP-UW-Z]{2}"
_FULL = re.compile(rf"(?<![^\W_])({_OUT})[ .\-_,/|~+*]{{0,3}}({_IN})(?![^\W_])", re.IGNORECASE)
_SPACED = re.compile(
    r"(?<!\w)(?:[A-Z][ .]{1,2}){1,2}\d[ .]{1,2}(?:[A-Z0-9][ .]{1,2})?"
    r"\d[ .]{1,2}[A-Z][ .]{1,2}[A-Z](?!\w)|"
    r"(?<!\w)(?:[A-Z]\.){1,2}\d{1,2}[A-Z]?\.? \d\.[A-Z]\.[A-Z](?!\w)",
    re.IGNORECASE,
)
_OUT_PARTED = re.compile(
    rf"(?<![^\W_])[A-PR-UWYZ][A-HK-Y]? \d{{1,2}}[A-Z]? {_IN}(?![^\W_])|"
    rf"(?<![^\W_])[A-PR-UWYZ][A-HK-Y]?\d \d {_IN}(?![^\W_])|"
    r"(?<![^\W_])[A-PR-UWYZ][A-HK-Y]\d{3} [ABD-HJLNP-UW-Z]{2}(?![^\W_])|"
    rf"(?<![^\W_])[A-PR-UWYZ][A-HK-Y]?[lI1-9][lI0-9]? ?{_IN}(?![^\W_])|"
    rf"(?<![^\W_]){_OUT} [0-9O] [ABD-HJLNP-UW-Z]{{2}}(?![^\W_])|\bBFPO ?\d{{1,4}}\b|\bGIR ?0AA\b"
)
# In small letters only with two letters and two figures first: "in 5 4 am" is none.
_OUT_PARTED_SMALL = re.compile(
    r"(?<![^\W_])[a-z]{2}\d{2}[ .\-]\d[ .\-][abd-hjlnp-uw-z]{2}(?![^\W_])"
)
_ORDINAL = re.compile(r"(?:1st|2nd|3rd|[04-9]th)", re.IGNORECASE)
_MASKED = re.compile(
    rf"(?<![^\W_])({_OUT}) ?\d ?(?:\*\*|xx|\.\.|__|\?\?|--)(?!\w)|"
    rf"(?<![^\W_])({_OUT}) (?:\*{{3}}|xxx)(?!\w)",
    re.IGNORECASE,
)
_PART = re.compile(rf"(?<![\w])({_OUT})(?:[ ](\d))?(?![\w])", re.IGNORECASE)
_PART_BEFORE = re.compile(
    r"(?:post ?-?codes?|postal|post code)(?:[ \-](?:area|district|sector|prefix|beginning|starting|"
    r"begins|starts|of|is|was|with|in|the|outward|code|:))*[\s:(\"'=]*$"
)
_PART_AND = re.compile(r"(?:post ?-?codes?|postal)[^.]{0,40}\b(?:and|or|,|/)\s*$")
_PART_AFTER = re.compile(r"^[ \"')]*(?:area|postcodes?|post code|postal|district\b)")
_LIVES = re.compile(r"\b(?:in|near|around|across|within|from|to|of|at|,|\()\s*(?:the )?$|^\s*$")
# Codes that mean something else in this work: a social worker, a vitamin, a road, a form.
_NOT_AREAS = frozenset("SW EC CT PE ME PA CP CO PO SP TA CA HR IP EN".split())

_NO_AREA = _NOT_AREAS | frozenset("KS GP HV MP PC QS NG CG RR HC CM SI JSA".split())


def find(view: View) -> Iterator[Hit]:
    """Postcodes in one segment."""
    for found in _FULL.finditer(view.text):
        if _ORDINAL.fullmatch(found[2]) and not found[2].isupper():
            continue
        area = re.match(r"[A-Za-z]+", found[1])
        parted = re.search(r"[.\-_,/]", view.text[found.end(1) : found.start(2)])
        if parted and area and area[0].upper() not in _AREAS:
            continue
        if re.search(r"\d", found[1]) or "postcode" in view.before(found.start()):
            yield of_office(view, Hit("postcode", *found.span()))
    for pattern in (_SPACED, _OUT_PARTED, _OUT_PARTED_SMALL, _MASKED):
        for hit in hits("postcode", pattern, view.text):
            yield of_office(view, hit)
    for found in _PART.finditer(view.text):
        if _is_part(view, found):
            yield Hit("postcode", *found.span())


def _is_part(view: View, found: re.Match[str]) -> bool:
    before, after = view.before(found.start(), 60), view.after(found.end())
    if _PART_BEFORE.search(before) or _PART_AND.search(before):
        return True
    if re.search(r"post ?-?code", view.label) and found[0] == view.text.strip():
        return True
    area = re.match(r"[A-Z]+", found[1].upper())
    if area is None:
        return False
    invented = len(area[0]) == 2 and area[0] not in _NO_AREA and found[1].isupper()
    if _PART_AFTER.match(after) and invented:
        return True
    if area[0] not in _AREAS:
        return False
    road = len(area[0]) == 1 and area[0] in "AMB"
    if _PART_AFTER.match(after):
        return not road or "postcode" in after[:20]
    two = len(area[0]) == 2 and found[1].isupper()
    # A subject or a form has one figure at most: PE11 is no lesson.
    sure = two and (area[0] not in _NOT_AREAS or bool(re.search(r"\d\d", found[1])))
    return (
        sure
        and bool(
            re.search(r"\b(?:in|near|around|across|within|from|to|of|at)\s+(?:the )?$", before)
        )
        and not re.match(r"^[\s]*(?:form|level|unit|module)", after)
    )
