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
    r"[\[(]?(?<!\d)(?:19|20)\d\d[\])]?\s*(?:\d+\s*)?(?:EWFC|EWHC|EWCA|EWCC|FLR|FCR|UKSC|UKHL|UKPC|UKUT|"
    r"UKFTT)\b[\s\w()]{0,20}\d+",
    re.IGNORECASE,
)
_HIGHER_COURT = re.compile(r"UKSC|UKHL|UKPC|EWCA|UKUT", re.IGNORECASE)
# Its first figure is looked for no further on than a serial is long: else a long text without one
# would take the square of its length in time.
_SERIAL = r"(?=[A-Z0-9/\-. ]{0,24}\d)[A-Z0-9]+(?:[/\-.*][A-Z0-9]+| \d+){0,5}"
_WHAT = (
    r"(?:crime|cad|incident|occurrence|urn|log|custody(?: record)?|niche|athena|cris|storm|"
    r"police|pnc(?: id)?|"
    r"merlin|pvp|ppn|vpa|adult protection|vulnerability|dash|marac|mash|"
    r"lcs|ics|mosaic|liquid ?logic|care ?first|care ?director|eclipse|frameworki|paris|"
    r"case(?: (?:file|record|id))?|client|person|service user|child(?:'s)?(?: (?:id|record))?|"
    r"social care(?: id| record)?|early help|referral|contact|swift|capita|synergy|"
    r"hosp(?:ital)?\.?|patient|unit|mrn|emis|systm ?one|s1|rio|carenotes|lorenzo|cerner|nerve|"
    r"ambulance|datix|steis|serious incident|epr|court(?: case)?|claim|prison(?: number)?|noms|"
    r"probation|delius|oasys|yjb|youth justice|coroner'?s?|inquest|home office|passport|"
    r"driving licen[cs]e|asylum(?: claim)?|nass|visa|ucas|biometric(?: residence)?(?: "
    r"permit)?|tenancy|rent account|"
    r"complaint|exhibit(?: bag)?(?: seal)?|seal(?:ed)?|solicitor'?s?|counsel'?s?|letting|lease|"
    r"council tax|electoral|invoice to|death certificate|birth certificate|marriage certificate|"
    r"certificate|patient report form|prf|e-?pcr|ambulance sheet|pathology|post-?mortem|mortuary|"
    r"laborator(?:y|ies)|specimen|x-?ray|prescription|licen[cs]e|permit|warrant|summons|bail|"
    r"hearing|charge|indictment|trial|t-?number|legal aid|claimant|police|sudi|foi|"
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
    rf"datix|steis|noms|storm|log|occurrence|custody|tenancy|exhibit|complaint|prf|e-?pcr|seal|"
    rf"sealed|"
    rf"certificate|indictment|warrant|docket|lease|prison|passport|visa|inquest|crn|hrn|cid|ehm|"
    rf"asylum|serious (?:untoward )?incident(?: notification)?|patient safety incident|sui|psii|"
    rf"notification)(?:{_SAID})?\s+({_SERIAL})(?![\w%])",
    re.IGNORECASE,
)
# Whatever it is of: "EHCP ref 44172", "HRN: 00417733".
_ANY_REF = re.compile(
    rf"\b(?:ref(?:erence)?s?|record|file|id|identifier)\b\.?"
    rf"(?: (?:no|number|num|is|was)\b\.?)*[\s.:=#(]*"
    rf"(?=[A-Z/\-. ]{{0,20}}(?:\d[/\-. ]?){{4}})(?=\S*\d)({_SERIAL})(?![\w])|"
    r"(?-i:\b[A-Z]{2,6}(?:N|ID|No|NO|Ref|REF)?\s?[:#]\s?)(\d{5,12})(?!\w|[.,:]\d)",
    re.IGNORECASE,
)
_BARE_REF = re.compile(
    r"\b(?:our|your|"
    r"their|its|his|her)\s+ref(?:erence)?[\s.:#]*((?=[A-Z0-9/\-.]*\d)[A-Z0-9]+(?:[/\-.][A-Z0-9]+)+)",
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
    r"(?<!\w)[A-Z9]{5} ?\d[0156]\d[0-3]\d{2} ?[A-Z9]{2}[A-Z0-9]{3}(?:\d\d)?(?!\w)", re.IGNORECASE
)
# 21 004 118, 417 902 6K1: figures kept apart, after what says that they are somebody's reference.
_APART = re.compile(
    r"\b(?:ref(?:erence)?|passport|licen[cs]e|id card|visa|complaint|permit)\b\.?[^.;\d]{0,25}?"
    r"(?:\b(?:no|number|ref)\b\.?[\s:]*)?"
    r"(?<!\w)((?-i:[A-Z]{1,3} )?(?=[A-Z]?\d)[A-Z\d]{2,4}"
    r"(?: (?=[A-Z]{0,2}\d)[A-Z\d]{2,4}){2,4}(?: \d)?)"
    r"(?![\w/]|[.,]\d| ?%)",
    re.IGNORECASE,
)
# With the spaces of the card: MORGA 657 054 SM9 IJ.
_LICENCE_APART = re.compile(
    r"(?<!\w)[A-Z9]{5} \d[0156]\d ?[0-3]\d{2} [A-Z9]{2}\d ?[A-Z0-9]{2}(?!\w)", re.IGNORECASE
)
_REGISTER = re.compile(
    r"\b(?:nmc|gmc|swe|hcpc|gdc|social work england|passport|driving licen[cs]e)(?: (?:pin|"
    r"number|no|num|ref|"
    r"registration))*[\s.:#(]*((?=[A-Z0-9]*\d{4})[A-Z0-9]{6,16})(?!\w)",
    re.IGNORECASE,
)
# Codes whose shape is a file's: letters, strokes and figures. Shown where nothing says what they
# are.
_SHAPE = re.compile(
    r"(?<![\w/.\-])(?=[A-Z0-9/\- ]{0,24}\d{3})(?!\d{1,2}/\d{1,2}/\d{2,4})(?!(?:19|20)\d\d[/\-])"
    r"[A-Z]{1,5}[/\-](?:[A-Z0-9]{1,8}[/\-]){0,3}\d{2,8}(?:[/\-][A-Z0-9]{1,6})?(?![\w/]|-\w)|"
    r"(?<![\w/.\-])[A-Z]{1,4}\d{6,10}(?![\w/\-])|(?<![\w/.\-])[A-Z]{2,4} \d{6,9}(?![\w/\-])|"
    r"(?<![\w/.\-])\d{1,2}/\d{3,6}/\d{2}(?![\w/])|(?<![\w/.\-])[A-Z]\d{4}[A-Z]{2}(?!\w)|"
    r"(?<![\w/.\-])\d{6,9}[\-/]\d{2,4}(?![\w/\-])"
)
# Letters and figures in groups, whoever's system wrote them: EHM 31-00-462, S1-RX/55410,
# Op. 7/HM/23/90114.
_GROUPS = re.compile(
    r"(?<![\w/.\-£€$@#])(?:[A-Z][A-Za-z]{0,5}\.? )?[A-Z0-9]{1,13}(?:[/\-][A-Z0-9]{1,10}){1,5}"
    r"(?![\w/@]|-\w|\.\d)"
)
# A long bare number after a word that says whose record it is: "the court later used 2100447183".
_LONG_NUMBER = re.compile(r"(?<![\w/.,\-£€$@#:])\d{7,13}(?![\w/%@]|[.,\-:]\d| [a-z]+s\b)")
_LEAST_FIGURES = 5
# The Crown Court's own numbers; R v somebody; an exhibit by somebody's initials.
_CROWN = re.compile(r"(?<![\w/])[TSAU]20\d{6}(?!\w)")
_REX = re.compile(r"(?<![\w.])R v\.? (?:[A-Z][A-Za-z/0-9'&\-]*\d[A-Za-z/0-9\-]*|[A-Z]{2,4}(?!\w))")
_EXHIBIT = re.compile(r"(?<![\w/])[A-Z]{2,3}/\d{1,3}(?![\w/])")
_SAYS_RECORD = re.compile(
    r"\b(?:ref(?:erence|s)?|numbers?|nos?|exhibits?|seal(?:ed)?|sealed|tenancy|complaint|"
    r"certificate|"
    r"sheet|docket|licen[cs]e|passport|log|logged|record(?:ed|s)?|file|filed|case|court|crime|"
    r"incident|police|solicitors?'?s?|ambulance|hospital|prison|notes? of|statement|custody|bail|"
    r"indictment|quot(?:ed|ing)|under|bag|id|card|visa|account|coroner|liquid ?logic|mosaic|"
    r"systm ?one|emis|niche|datix|rio)\b"
)
# Codes that say themselves whose record they are.
_RECORDS_OWN = re.compile(
    r"^(?:MASH|MARAC|LCS|ICS|CAD|DASH|PNC|MRN|CRIS|PPN|VPA|SUDI|CDOP)(?![A-Z])"
)
_SAYS_PUBLISHED = re.compile(
    r"\b(?:guidance|code of practice|dfe|department|nice|regulations?|circulars?|standard|iso|bs|"
    r"policy|"
    r"procedure|toolkit|publication|published|report|command paper|hansard|grants?|orders?|invoice|"
    r"tender|"
    r"contract|purchase|budget|isbn|issn|doi|catalogue|version|training|course|licence agreement)\b"
)
_PUBLISHERS = re.compile(
    r"^(?:DFE|DHSC|DH|HO|MOJ|ISO|BS|EN|NG|CG|QS|PH|TA|HC|HL|CM|CP|SI|ISBN|ISSN|GDPR|RR|COVID|ICD|"
    r"WCAG|PDF|UTF|RFC|KS|CQC|OFSTED|NICE|SCIE|LSCP|LSCB|SCP|UKPRN|URN|GR|PO|INV|FORM|MG|CPR|"
    r"NSPCC|ISB|DCB|SCCI|FGM|EHC|SEND|SG)(?![A-Z])"
)
_ORDINARY = re.compile(r"(?:(?:19|20)\d\d|\d{1,2})(?:[/\-](?:\d\d|(?:19|20)\d\d))?\.?")


def find(view: View) -> Iterator[Hit]:
    """References of records in one segment."""
    text = view.text
    for found in _REGISTER.finditer(text):
        yield Hit("case_reference", *found.span(1))
    for found in _APART.finditer(text):
        yield Hit("case_reference", *found.span(1))
    for found in _CITATION.finditer(text):
        # What the higher courts decide is law, and cited; a family court's own is a family's.
        law = _HIGHER_COURT.search(found[0])
        yield Hit("case_reference", *found.span(), action="warn" if law else None)
    for pattern in (_COURT, _CRIME, _CAD, _LICENCE, _LICENCE_APART):
        for found in pattern.finditer(text):
            yield Hit("case_reference", *found.span())
    yield from _by_shape(view)
    for pattern in (_LABELLED, _NUMBERED, _BARE_REF):
        for found in pattern.finditer(text):
            if not _is_reference(found):
                continue
            if _is_providers(found, view.before(found.start(), 60)):
                yield Hit("case_reference", *found.span(1), action="warn", mend=_PROVIDERS_PAGE)
            else:
                yield Hit("case_reference", *found.span(1))
    for found in _ANY_REF.finditer(text):
        near = _clause_before(view, found)
        group = 1 if found[1] else 2
        if _is_published(found[0], near) or _SAYS_PUBLISHED.search(
            f"{near}{found[0][:12].lower()} {view.after(found.end(), 25)}"
        ):
            continue
        if sum(c.isdigit() for c in found[group]) >= 4 and not _ORDINARY.fullmatch(found[group]):
            yield Hit("case_reference", *found.span(group))
    if view.label and re.search(rf"\b{_WHAT}{_SAID}", view.label, re.IGNORECASE):
        for found in re.finditer(rf"(?<!\w){_SERIAL}(?!\w)", text, re.IGNORECASE):
            serial = re.search(r"\d{5}|[A-Za-z/\-]", found[0])
            if (
                serial
                and not _ORDINARY.fullmatch(found[0])
                and len(re.sub(r"\W", "", found[0])) >= 4
            ):
                yield Hit("case_reference", *found.span())


def _by_shape(view: View) -> Iterator[Hit]:
    """A file's number by how it looks: blocked where the words say what it is, else shown."""
    text = view.text
    for pattern in (_CROWN, _REX):
        for found in pattern.finditer(text):
            yield Hit("case_reference", *found.span())
    for found in _EXHIBIT.finditer(text):
        if re.search(
            r"\b(?:exhibit|statement|produced|seized)\b[^.]{0,30}$", view.before(found.start())
        ):
            yield Hit("case_reference", *found.span())
    if view.segment.role in ("link", "code"):
        return
    for found in _SHAPE.finditer(text):
        near = _clause_before(view, found)
        if _is_published(found[0], near):
            continue
        recorded = _RECORDS_OWN.match(found[0]) or _SAYS_RECORD.search(near)
        if _SAYS_PUBLISHED.search(near) and not recorded:
            continue
        yield Hit("case_reference", *found.span(), action=None if recorded else "warn")
    yield from _in_groups(view)
    for found in _LONG_NUMBER.finditer(text):
        near = _clause_before(view, found)
        if _A_DAY.match(found[0]) or re.fullmatch(r"0[1-37]\d{8,9}", found[0]):
            continue  # their own recognisers know a day and a telephone number
        if _SAYS_RECORD.search(near) and not _SAYS_PUBLISHED.search(near):
            yield Hit("case_reference", *found.span())


def _in_groups(view: View) -> Iterator[Hit]:
    """Letters and at least five figures in groups: hardly ever anything but a record's number."""
    for found in _GROUPS.finditer(view.text):
        written, near = found[0], _clause_before(view, found)
        if sum(c.isdigit() for c in written) < _LEAST_FIGURES or _is_published(written, near):
            continue
        if not re.search(r"[A-Z]", written) or _WORD_GROUP.search(written) or _A_DAY.match(written):
            continue
        published = _SAYS_PUBLISHED.search(near) or _SAYS_PUBLISHED.search(
            view.after(found.end(), 25)
        )
        if published and not _SAYS_RECORD.search(near):
            continue
        yield Hit("case_reference", *found.span())


def _clause_before(view: View, found: re.Match[str]) -> str:
    return re.split(r"[.;!?] ", view.before(found.start(), 60))[-1]


def _is_published(written: str, near: str) -> bool:
    """A publisher's, a form's or a map's own number."""
    return bool(
        _PUBLISHERS.match(written)
        or re.search(r"\b(?:grid|map|os)\b", near)
        or re.search(r"\bforms? $", near)
    )


# 20190522, 2019-05-22T14:30, 14/III/2021: a day, whose own recogniser knows what it is.
_A_DAY = re.compile(
    r"(?:19|20)\d\d[\-/]?(?:0[1-9]|1[0-2])[\-/]?(?:0[1-9]|[12]\d|3[01])(?:T|$)|"
    r"\d{1,2}[/\-](?:[IVX]+|[A-Z]{3})[/\-](?:19|20)?\d\d$"
)
# COVID-2019, "AUDIT-20231/2": a whole word, or a span of years, is among the groups.
_WORD_GROUP = re.compile(
    r"(?<![A-Z0-9])[A-Z]{6,}(?![A-Z0-9])|^(?:Q\d|FY|AY|Y)?[ \-]?(?:19|20)\d\d[/\-](?:\d\d|(?:19|20)"
    r"\d\d)$|^[A-Za-z]+ (?:19|20)\d\d[/\-]\d{2,4}$|"
    r"^[A-Z][A-Za-z]+\.? (?:19|20)\d\d[/\-]\d{1,2}[/\-]\d{1,2}$|"
    r"^[A-Z][a-z]+\.? \d{1,2}[/\-]\d{1,2}[/\-](?:\d\d|\d{4})$|^[A-Z][a-z]*\.? [\d/\-]+$"
)
# A school's or a provider's own number in the public register, and the words that make a URN a
# crime's.
_PROVIDERS_URN = re.compile(r"\burn\b[^\d]{0,20}(?:(?:EY|SC|VC|RP|CA)?\d{5,7})$", re.IGNORECASE)
_SAYS_PROVIDER = re.compile(
    r"\b(?:ofsted|schools?|academy|college|provider|setting|nursery|pre-?school|establishment|"
    r"childminder|children's home|inspect\w+)\b"
)
_SAYS_CRIME = re.compile(
    r"\b(?:police|crime|custody|charged?|arrest\w*|court|prosecution|cps|offen[cs]es?|officers?)\b"
)
_PROVIDERS_PAGE = (
    "It leads to the public page of a school or provider: leave it if the place may be named."
)


def _is_providers(found: re.Match[str], before: str) -> bool:
    """The unique reference number of a school, nursery or home, which is no case's."""
    if _SAYS_CRIME.search(before) or not re.search(r"\burn\b", found[0], re.IGNORECASE):
        return False
    return bool(_PROVIDERS_URN.search(found[0]) or _SAYS_PROVIDER.search(before))


def _is_reference(found: re.Match[str]) -> bool:
    """ "Case 3" or "log 2021/22" is none; a long serial, or one called a number, is."""
    serial = found[1].strip()
    if re.fullmatch(r"(?:19|20)\d\d(?:[/\-]\d\d)?", serial):
        return False
    figures = sum(c.isdigit() for c in serial)
    if re.fullmatch(r"\d{1,3} \d{1,3}", serial):
        return False  # two figures of a table
    if re.search(r"(?i)\b(?:cad|crime|urn|crn|hrn|custody|mrn|pnc|niche|lcs|mosaic)\b", found[0]):
        return figures >= 2
    return figures >= 4 or (figures >= 2 and bool(re.search(r"[/\-]", serial)) and len(serial) >= 5)
