"""References that lead to a record of the case: police, social care, health and court numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.briefings.gate.view import Hit, View

# ZC16C00123, LS21P00456, FD19P00001, [2021] EWFC 12 (family courts' own numbers and citations)
_COURT = re.compile(
    r"(?<![^\W_])[A-Z]{2}[ \-/]?\d{2}[ \-/]?[A-Z][ \-/]?\d{4,5}(?!\w)", re.IGNORECASE
)
_CITATION = re.compile(
    r"[\[(](?:19|20)\d\d[\])]\s*(?:\d+\s*)?(?:EWFC|EWHC|EWCA|EWCC|FLR|UKSC|"
    r"UKFTT)\b[\s\w()]{0,20}\d+",
    re.IGNORECASE,
)
_SERIAL = r"(?=[A-Z0-9/\-. ]*\d)[A-Z0-9]+(?:[/\-.][A-Z0-9]+| \d+){0,5}"
_WHAT = (
    r"(?:crime|cad|incident|occurrence|urn|log|custody(?: record)?|niche|athena|cris|storm|"
    r"police|pnc(?: id)?|"
    r"merlin|pvp|ppn|vpa|adult protection|vulnerability|dash|marac|mash|"
    r"lcs|ics|mosaic|liquid ?logic|care ?first|care ?director|eclipse|frameworki|paris|"
    r"case(?: (?:file|record|id))?|client|person|service user|child(?:'s)?(?: (?:id|record))?|"
    r"social care(?: id| record)?|early help|referral|contact|swift|capita|synergy|"
    r"hospital|patient|unit|mrn|emis|systm ?one|s1|rio|carenotes|lorenzo|cerner|nerve|"
    r"ambulance|datix|steis|serious incident|epr|court(?: case)?|claim|prison(?: number)?|noms|"
    r"probation|delius|oasys|yjb|youth justice|coroner'?s?|inquest|home office|passport|"
    r"driving licen[cs]e|asylum(?: claim)?|nass|visa|ucas|biometric(?: residence)?(?: "
    r"permit)?|tenancy|rent account|"
    r"housing(?: application)?|benefit(?: claim)?|universal credit|notification|cdop|sudic|"
    r"ofsted (?:notification|sin))"
)
_SAID = r"(?:\s*(?:ref(?:erence)?s?|numbers?|nos?|num|nr|id|identifier|code|#)\b\.?)"
_LABELLED = re.compile(
    rf"\b{_WHAT}(?:{_SAID}{{1,2}}(?:\s+(?:is|was|of|given as))?[\s.:=#(\-]*|\s*[:#=]\s*)"
    rf"({_SERIAL})(?![\w])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"\b(?:cad|crime|urn|lcs|mosaic|liquid ?logic|niche|athena|merlin|cris|pnc|rio|emis|"
    rf"systm ?one|mrn|"
    rf"datix|steis|noms|storm|log|occurrence|custody)\s+({_SERIAL})(?![\w%])",
    re.IGNORECASE,
)
_BARE_REF = re.compile(
    r"\b(?:our|your|"
    r"their)\s+ref(?:erence)?[\s.:#]*((?=[A-Z0-9/\-.]*\d)[A-Z0-9]+(?:[/\-.][A-Z0-9]+)+)",
    re.IGNORECASE,
)
# 13/4821/22, 06CC/12345/21, 13CY/1234/16: police crime numbers as they stand
_CRIME = re.compile(
    r"(?<![\w/])(?:\d{2}[A-Z]{1,2}\d?/\d{3,7}/\d{2,4}|\d{2}/\d{5,7}/\d{2}|\d{13}(?=/)|"
    r"\d{2}[A-Z]{2}\d?/\d{4,6}/\d\d)(?![\w/])",
    re.IGNORECASE,
)
_CAD = re.compile(r"(?<![\w/])\d{1,5}[/\-]\d{1,2}[A-Z]{3}\d{2,4}(?!\w)", re.IGNORECASE)
# Driving licences (five letters or 9s of the surname, a date of birth in figures), and the
# registers of nurses, doctors and social workers.
_LICENCE = re.compile(
    r"(?<!\w)[A-Z9]{5}\d[0156]\d[0-3]\d{2}[A-Z9]{2}[A-Z0-9]{3}(?:\d\d)?(?!\w)", re.IGNORECASE
)
_REGISTER = re.compile(
    r"\b(?:nmc|gmc|swe|hcpc|gdc|social work england|passport|driving licen[cs]e)(?: (?:pin|"
    r"number|no|num|ref|"
    r"registration))*[\s.:#(]*((?=[A-Z0-9]*\d{4})[A-Z0-9]{6,16})(?!\w)",
    re.IGNORECASE,
)
_ORDINARY = re.compile(r"(?:(?:19|20)\d\d|\d{1,2})(?:[/\-](?:\d\d|(?:19|20)\d\d))?\.?")


def find(view: View) -> Iterator[Hit]:
    """References of records in one segment."""
    text = view.text
    for found in _REGISTER.finditer(text):
        yield Hit("case_reference", *found.span(1))
    for pattern in (_COURT, _CITATION, _CRIME, _CAD, _LICENCE):
        for found in pattern.finditer(text):
            yield Hit("case_reference", *found.span())
    for pattern in (_LABELLED, _NUMBERED, _BARE_REF):
        for found in pattern.finditer(text):
            if _is_reference(found) and not _SCHOOLS_OWN.search(view.before(found.start())):
                yield Hit("case_reference", *found.span(1))
    if view.label and re.search(rf"\b{_WHAT}{_SAID}", view.label, re.IGNORECASE):
        for found in re.finditer(rf"(?<!\w){_SERIAL}(?!\w)", text, re.IGNORECASE):
            serial = re.search(r"\d{5}|[A-Za-z/\-]", found[0])
            if (
                serial
                and not _ORDINARY.fullmatch(found[0])
                and len(re.sub(r"\W", "", found[0])) >= 4
            ):
                yield Hit("case_reference", *found.span())


_SCHOOLS_OWN = re.compile(r"(?:ofsted|school|provider|setting|nursery|establishment)(?:'s)?\s+$")


def _is_reference(found: re.Match[str]) -> bool:
    """ "Case 3" or "log 2021/22" is none; a long serial, or one called a number, is."""
    serial = found[1].strip()
    if re.fullmatch(r"(?:19|20)\d\d(?:[/\-]\d\d)?", serial):
        return False
    figures = sum(c.isdigit() for c in serial)
    if re.search(r"(?i)\b(?:cad|crime|urn|custody|mrn|pnc|niche|lcs|mosaic)\b", found[0]):
        return figures >= 2
    return figures >= 4 or (figures >= 2 and bool(re.search(r"[/\-]", serial)) and len(serial) >= 5)
