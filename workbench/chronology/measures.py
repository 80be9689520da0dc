"""Quantities with a unit that a row tells, and where two rows cannot both be right.

Weights, doses, sizes, percentages, centiles, temperatures, sums of money, scores and how often a
thing is done a day. Values are compared as exactly as the less exact of two tells them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from workbench.chronology.likeness import stem

_N = r"(?<![\w.,:/£#-])(?P<n>\d{1,4}(?:[.,]\d{1,3})?)"
_KG = {"kg": 1.0, "kgs": 1.0, "kilo": 1.0, "kilos": 1.0, "g": 0.001, "gm": 0.001, "gms": 0.001}
_KG |= {"gram": 0.001, "grams": 0.001}
_MASS = re.compile(rf"{_N}\s?(?P<u>{'|'.join(sorted(_KG, key=len, reverse=True))})\b")
_POUNDS = re.compile(r"(?<![\w.])(?P<lb>\d{1,2})\s?lbs?\.?(?:\s?(?P<oz>\d{1,2}(?:\.\d)?)\s?oz)?\b")
# A weight change is no weight: "lost 200 g".
_CHANGE = re.compile(r"\b(?:lost|gain\w*|loss of|put on|drop\w*|down by|up by|only)\s*$")
_DOSE = re.compile(rf"{_N}\s?(?P<u>mgs?|mcg|micrograms?|mls?|milligrams?|units|g|grams)\b")
_SIZE = re.compile(rf"{_N}\s?(?:[x×]\s?\d+(?:\.\d+)?\s?)?(?P<u>cms?|mms?)\b")
_PERCENT = re.compile(rf"{_N}\s?(?:%|per ?cent\b)")
_CENTILE = re.compile(
    r"(?<!\d)(?P<n>\d{1,2}(?:\.4)?)(?:st|nd|rd|th)?(?:\s?(?:-|to|/)\s?(?P<to>\d{1,2})(?:st|nd|rd|"
    r"th)?)?"
    r"\s(?:centile|percentile)"
)
_HEAT = re.compile(
    r"\b(?:temp\w*|pyrexia\w*|fever)\b[\w :]{0,12}?(?P<n>3[4-9](?:\.\d)?|4[0-2](?:\.\d)?)(?![\d.]|"
    r"kg)"
)
_MONEY = re.compile(
    r"£\s?(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?P<k>k\b)?|\b(?P<n2>\d{2,6})\s(?:pounds|quid)\b"
)
_SCORE = re.compile(
    r"\b(?P<what>gcs|epds|phq-?9|gad-?7|bmi|apgars?|asq|audit|dash|mood questionnaire|edinburgh)\b"
    r"[\w ]{0,12}?[\s:=]*(?P<n>\d{1,2})(?!\d|\.\d|\s?(?:/|questions))"
)
_RATE = re.compile(
    r"(?<![\d./])(?P<n>\d{1,3})(?:\s?[a-z]+){0,3}?\s?(?:/|a |per |each |every )\s?(?P<per>day|"
    r"night|week)\b"
)
# A reading: its name in the ways it is written, and what the same reading may differ by.
_READINGS = {
    "HbA1c": (r"hba1c|hb a1c|hba1", 1.0),
    "ketones": (r"(?:blood )?ketones?", 0.1),
    "blood sugar": (r"(?:blood )?glucose|bgl?|bms?|(?:blood )?sugars?", 0.3),
    "peak flow": (r"peak flow|pefr?", 5),
    "oxygen level": (r"sats|spo2|o2 sats|saturations?|oxygen saturations?", 2),
    "pulse": (r"pulse|heart rate|hr", 10),
    "breathing rate": (r"resp(?:iratory)? rate|resps|rr", 5),
    "height": (r"height|length", 1),
    "head circumference": (r"head circumference|head circ|ofc|hc", 0.5),
    "SDQ": (r"sdq", 0),
    "haemoglobin": (r"haemoglobin|hb", 2),
    "pH": (r"ph", 0.02),
    "bilirubin": (r"sbr|bilirubin", 5),
    "lead level": (r"lead level", 5),
    "blood pressure": (r"bp|blood pressure", 5),
    "breath test": (r"breathalysed|breath test|brac|blew", 2),
    "insulin": (r"insulin|glargine|levemir|novorapid|lantus|tresiba", 0),
}
_READING_OF = {
    name: re.compile(
        rf"(?<![\w-])(?:{words})\b(?:\s(?:score|total|level|reading|result|today|now|was|is|of|at|"
        rf"to|up|down|dose|from|still|has|increased|reduced|remains|measured|in|air|"
        rf"on (?:our|the|her|his) [a-z]+)|\s?[:=-])"
        rf"{{0,4}}\s?(?P<n>\d{{1,3}}(?:\.\d{{1,2}})?)(?![\d/]|\.\d|\s?(?:days?|weeks?|hours?|hrs|"
        rf"mins?|months?|years?|times|x)\b)"
    )
    for name, (words, _) in _READINGS.items()
}
_READING_WORDS = re.compile(
    r"\b(?:hba?1?c?|ketone|glucose|bgl?|bm|sugar|peak|pef|sats|spo2|saturation|pulse|heart|hr|"
    r"resp|rr|height|length|circ|ofc|hc|sdq|haemo|ph|sbr|bili|lead|bp|pressure|breath|brac|blew|"
    r"insulin|glargine|levemir|novorapid|lantus|tresiba)"
)
_GESTATION = re.compile(
    r"\b(?P<n>2[2-9]|3\d|4[0-3])(?:\+\d)?\s?(?:/\s?40\b|(?:weeks|wks?)\b(?! old| later| ago))|"
    r"\b(?:born|birth|delivered) at (?P<n2>2[2-9]|3\d|4[0-3])\+\d\b"
)
_AT_BIRTH = re.compile(r"\b(?:birth|born|deliver\w*|svd|nvd|lscs|neonat\w*|nicu)\b")
# Nearest to a dose stands what is taken.
_NO_DRUG = frozenset(
    "of and with the a to for on at x approx about was were had taken took given dose daily once "
    "twice bottle per in from or plus now his her".split()
)
_BESIDE = 30  # letters
_NO_MATTER = frozenset("the and for had was were with from about him her his out off".split())
_ANY_NUMBER = re.compile(r"(?<![\d.])\d{1,4}(?:\.\d{1,2})?(?![\d.]*\d)")
_DIGIT = re.compile(r"\d")
_EXACT = 0.015  # of a weight: scales and clothes


@dataclass(frozen=True)
class Measure:
    """``key``: what two rows must share to be compared; ``about``: how a finding names it.

    ``beside``: the words next to a sum; where two sums have other words beside them, one may be
    the cash found and the other what a door costs.
    """

    key: str
    about: str
    value: float
    slack: float
    words: str
    beside: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def measures(text: str) -> list[Measure]:
    """All that a tidied text tells."""
    if not _DIGIT.search(text):
        return []
    return [*_weights(text), *_doses(text), *_others(text), *_readings(text)]


_WEIGHED = re.compile(
    r"\b(?:wt|weights?|weighed|weighs|weighing)\b[^\d;]{0,10}(?P<n>\d{1,3}\.\d{1,3})(?!\d|[./]\d)"
)


def exact_weights(text: str) -> frozenset[str]:
    """The weights in kilograms that a tidied text tells with at least one decimal place.

    "wt 20.4" and "20.40 kg" are the same one; a weight in stones or pounds is none.
    """
    if not _DIGIT.search(text):
        return frozenset()
    told = [found["n"] for found in _WEIGHED.finditer(text)]
    told += [m["n"] for m in _MASS.finditer(text) if m["u"].startswith("k") and "." in m["n"]]
    return frozenset(f"{float(number):.3f}" for number in told)


def differing(one: str, other: str) -> Iterator[str]:
    """What two tidied texts measure differently, in words, the first of them."""
    first, second = _by_key(measures(one)), _by_key(measures(other))
    for key in sorted(first.keys() & second.keys()):
        left, right = first[key], second[key]
        if key.startswith("reading") and (_stands_in(left, other) or _stands_in(right, one)):
            continue
        if left[0].beside and right[0].beside and left[0].beside.isdisjoint(right[0].beside):
            continue
        if not any(_agree(a, b) for a in left for b in right):
            yield f"{left[0].about} ({left[0].words} or {right[0].words})"
            return


def _by_key(found: list[Measure]) -> dict[str, list[Measure]]:
    keyed: dict[str, list[Measure]] = {}
    for measure in found:
        keyed.setdefault(measure.key, []).append(measure)
    return keyed


def _stands_in(readings: list[Measure], text: str) -> bool:
    """Whether a reading is told there too, of another time: "210, and 280 after inhaler"."""
    told = {float(number) for number in _ANY_NUMBER.findall(text)}
    return any(reading.value in told for reading in readings)


def _agree(a: Measure, b: Measure) -> bool:
    return abs(a.value - b.value) <= max(a.slack, b.slack) + 1e-9


def _number(written: str) -> tuple[float, float]:
    """The value, and half of what its last digit is worth."""
    plain = written.replace(",", ".")
    decimals = len(plain.partition(".")[2])
    return float(plain), 0.5 * 10**-decimals


def _weights(text: str) -> Iterator[Measure]:
    for found in _MASS.finditer(text):
        value, half = _number(found["n"])
        kilos = value * _KG[found["u"]]
        if 0.4 <= kilos < 150 and not _CHANGE.search(text[: found.start()]):
            slack = max(half * _KG[found["u"]], kilos * _EXACT)
            yield Measure("weight", "the weight", kilos, slack, found[0])
    for found in _POUNDS.finditer(text):
        if not _CHANGE.search(text[: found.start()]):
            kilos = int(found["lb"]) * 0.4536 + float(found["oz"] or 0) * 0.02835
            slack = max(kilos * _EXACT, 0 if found["oz"] else 0.23)
            yield Measure("weight", "the weight", kilos, slack, found[0])


def _doses(text: str) -> Iterator[Measure]:
    for found in _DOSE.finditer(text):
        value, _ = _number(found["n"])
        unit = found["u"].removesuffix("s")
        if unit in ("g", "gram") and value > 60:
            continue  # a weight
        unit = {"milligram": "mg", "microgram": "mcg", "unit": "units", "gram": "g"}.get(unit, unit)
        before = re.findall(r"[a-z-]{3,}", text[: found.start()][-30:])
        after = re.findall(r"[a-z-]{3,}", text[found.end() :][:30])
        near = [w for w in (*reversed(before[-2:]), *after[:2]) if w not in _NO_DRUG]
        for drug in near:
            yield Measure(f"{unit} {drug}", f"how much {drug}", value, 0.0, found[0])


def _others(text: str) -> Iterator[Measure]:
    sizes = list(_SIZE.finditer(text))
    if len(sizes) == 1:
        value = _number(sizes[0]["n"])[0] * (10 if sizes[0]["u"].startswith("c") else 1)
        yield Measure("size", "the size", value, value * 0.25, sizes[0][0])
    for found in _PERCENT.finditer(text):
        before = re.findall(r"[a-z]+", text[: found.start()][-40:])[-4:]
        after = re.findall(r"[a-z]+", text[found.end() :][:20])[:2]
        for word in {*before, *after} & {"attendance", "attended", "attending", "attend"}:
            del word
            value, _ = _number(found["n"])
            yield Measure("attendance", "the attendance", value, 1.0, found[0].strip())
    centiles = list(_CENTILE.finditer(text))
    if len(centiles) == 1:
        low = float(centiles[0]["n"])
        high = float(centiles[0]["to"] or low)
        slack = (high - low) / 2
        yield Measure("centile", "the centile", (low + high) / 2, slack, centiles[0][0])
    for found in _HEAT.finditer(text):
        yield Measure("heat", "the temperature", float(found["n"]), 0.25, found["n"])
    for found in _MONEY.finditer(text):
        pounds = float((found["n"] or found["n2"]).replace(",", "")) * (1000 if found["k"] else 1)
        before = re.findall(r"[a-z]{3,}", text[: found.start()][-_BESIDE:])[-3:]
        after = re.findall(r"[a-z]{3,}", text[found.end() :][:_BESIDE])[:3]
        words = frozenset(stem(word) for word in (*before, *after)) - _NO_MATTER
        yield Measure("money", "the sum", pounds, pounds * 0.05, found[0], words)
    for found in _SCORE.finditer(text):
        what = found["what"].removesuffix("s")
        yield Measure(f"score {what}", f"the score ({what})", float(found["n"]), 0.0, found["n"])
    for found in _RATE.finditer(text):
        about = f"how many a {found['per']}"
        yield Measure(f"a {found['per']}", about, float(found["n"]), 0.0, found[0])


def _readings(text: str) -> Iterator[Measure]:
    """What is read off an instrument or a laboratory's slip, each under its own name."""
    if _READING_WORDS.search(text):
        for name, pattern in _READING_OF.items():
            for found in pattern.finditer(text):
                value, half = _number(found["n"])
                slack = max(half, _READINGS[name][1])
                words = found[0] if len(found[0]) < 40 else found["n"]
                yield Measure(f"reading {name}", f"the {name}", value, slack, words)
    if _AT_BIRTH.search(text):
        for found in _GESTATION.finditer(text):
            weeks = float(found["n"] or found["n2"])
            yield Measure("gestation", "the weeks of pregnancy", weeks, 1.0, found[0])
