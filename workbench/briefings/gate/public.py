"""Whether words around a number or an address say that it belongs to the public: an office, a line.

A partnership's switchboard and the postcode of County Hall lead nobody to a family. They are shown,
not blocked, unless the same sentence speaks of somebody whose it is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from workbench.briefings.gate.view import Hit, View

_SENTENCE = re.compile(r"[.!?](?=\s+[A-Z\"'])|\n\s*\n")
_LINE = re.compile(
    r"\b(?:helpline|hotline|advice line|support line|care line|text line|textline|crisis line|"
    r"[a-z]+ lines?(?=,| is| on| for|:| \()|line (?:for|on)|has the line|freephone|freefone|"
    r"switchboard|reception|front door|duty (?:team|desk|line|officer|social worker)|out[ -]of[ "
    r"-]hours|"
    r"emergency duty|mash|multi-agency safeguarding hub|the hub|press office|enquir(?:y|ies)|"
    r"(?:ring|call|contact|telephone|write to|ask|email|e-mail) (?:us|the (?:partnership|team|hub|"
    r"board|council))|(?:is|are) open (?:until|from)|dial|(?:partnership|board|council|team) "
    r"(?:is|are) (?:at|on)|"
    r"letters about this|charity|lado|designated officer|the (?:partnership|council|department|"
    r"board)'s|"
    r"(?:our|the) office|leaflets|samaritans|childline|nspcc|barnardo|lullaby|refuge|women's aid|"
    r"victim support|family lives|cry-?sis|icon|papyrus|mind|shelter|crimestoppers)\b"
)
_OFFICE = re.compile(
    r"\b(?:(?:county|city|town|civic|shire|guild|council|borough|village) (?:hall|centre|"
    r"offices?|house)|"
    r"civic centre|guildhall|police (?:station|headquarters|hq)|fire station|headquarters|head "
    r"office|"
    r"(?:our|the) office|offices? at|council offices|crown court at|magistrates' court|family "
    r"court at|"
    r"library|[a-z]*(?:scp|lscp|lscb)\b|safeguarding (?:children )?partnership|trust headquarters|"
    r"published by|po box)\b|^office:"
)
# Whose it is: then no public words help.
_SOMEBODYS = re.compile(
    r"\b(?:her|his|their|she|he|mother|father|mum|dad|parents?|family|families|child|children|baby|"
    r"grandmother|grandfather|aunt|uncle|neighbour|boy|girl|lived|lives|living|moved|home|stayed|"
    r"mobile|landline|caller|gave|texted|belonged|tenant|tenancy)\b"
)


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that a place stands in, in lower case."""
    before = _SENTENCE.split(text[max(0, start - 160) : start])[-1]
    after = _SENTENCE.split(text[end : end + 100])[0]
    return f"{before} {after}".lower()


def is_public_line(text: str, start: int, end: int, label: str = "") -> bool:
    """A telephone number or mailbox that is given out: a helpline, a switchboard, a duty desk."""
    around = sentence_around(text, start, end)
    said = _LINE.search(around) or _LINE.search(label)
    return bool(said) and not is_somebodys(text, start)


def is_somebodys(text: str, start: int) -> bool:
    """Whether the sentence before a place speaks of a person whose it may be."""
    before = _SENTENCE.split(text[max(0, start - 160) : start])[-1].lower()
    return bool(_SOMEBODYS.search(_without_lines(before[-60:])))


def is_public_office(text: str, start: int, end: int, label: str = "") -> bool:
    """An address or a postcode of an office."""
    before = _SENTENCE.split(text[max(0, start - 120) : start])[-1].lower()
    if not (_OFFICE.search(before) or _OFFICE.search(label)):
        return False
    return not _SOMEBODYS.search(_without_lines(before))


_OFFICE_MEND = "It looks like the address of an office: leave it if it is."


def of_office(view: View, hit: Hit) -> Hit:
    """The same, only shown where it is an office's."""
    if is_public_office(view.text, hit.start, hit.end, view.labels):
        return replace(hit, action="warn", mend=_OFFICE_MEND)
    return hit


def _without_lines(words: str) -> str:
    """The names of services hold words such as "children" and "family" without being about one."""
    return re.sub(
        r"safeguarding children|children's (?:services|social care)|family (?:lives|line|hub|"
        r"court)|"
        r"young people can|children can (?:ring|call|text)|parents can|home office|nhs \w+",
        " ",
        words,
    )
