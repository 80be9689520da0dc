"""Numbers that stand for a person: NHS, pupil, National Insurance, account and card numbers.

Check digits are python-stdnum's. A ten-figure number without a label must pass its check; one that
is called an NHS number is blocked whether it passes or not, since a slip hides nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.briefings.gate import fold
from workbench.briefings.gate.fold import Folded
from workbench.briefings.gate.view import Hit, View

# Between figures people put a space, a dash, a full stop, a stroke or a bar.
_SEP = r"[ .\-/_|,:()*]"
_EDGE = r"(?<![\w])(?<!\d[.,\-/])"
_END = r"(?![\w])(?![.,\-/]\d)"


def _grouped(*sizes: int) -> str:
    return rf"{_SEP}{{1,3}}".join(rf"\d{{{size}}}" for size in sizes)


_NHS_SHAPES = "|".join(
    (
        r"\d{10}",
        _grouped(3, 3, 4),
        _grouped(4, 3, 3),
        _grouped(3, 4, 3),
        _grouped(5, 5),
        _grouped(2, 2, 2, 2, 2),
        _grouped(1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
        _grouped(6, 4),
        _grouped(4, 6),
        _grouped(3, 7),
        _grouped(3, 3, 3, 1),
        _grouped(1, 3, 3, 3),
        _grouped(2, 4, 4),
        _grouped(4, 2, 4),
        _grouped(4, 4, 2),
        _grouped(2, 3, 5),
        _grouped(5, 3, 2),
        _grouped(7, 3),
        _grouped(8, 2),
        _grouped(2, 8),
    )
)
_NHS = re.compile(rf"{_EDGE}(?:{_NHS_SHAPES}){_END}")
_NHS_LABELLED = re.compile(rf"{_EDGE}\d(?:{_SEP}{{0,3}}\d){{8,10}}{_END}")
_NHS_LABEL = re.compile(
    r"(?:\bn\.?\s?h\.?\s?s\.?(?:\s?/\s?chi)?[\s\-]*(?:patient\s*|identification\s*|id\s*)?"
    r"(?:numbers?|num\b|nos?\b\.?|n[o0]\b|nr\b|#|id\b|:)|\bnhsn(?:o|um)?\b|\bchi (?:no|number)|"
    r"\bh ?& ?c (?:no|number))[\s:=#.()\-]*(?:is|was|being|of|\(|of \w+ is)?[\s:]*$"
)
_YEARS = re.compile(r"(?:19|20)\d\d ?[\-/] ?\d\d(?!\d)")  # 2018-19 before another figure
_OTHER_LABEL = re.compile(
    r"(?:isbn|issn|doi|pmid|orcid|charity|company|invoice|order|grant|version|"
    r"registered|registration|catalogue|barcode|ean|asin|uprn|duns|utr|account|vat|gtin|urn|"
    r"licen[cs]e|document|publication|serial|product|contract|tender|procurement)"
    r"(?:[\s\-]*(?:10|13))?[\s\-]*(?:numbers?|nos?|id|code)?[\s.:=#(\-]*$"
)
_MONEY_BEFORE = re.compile(r"(?:£|\$|€|\bgbp|\beur|\busd) ?$", re.IGNORECASE)
_MONEY_LABEL = re.compile(
    r"£|\$|€|\b(?:costs?|budget|spend|spent|spending|amount|grants?|income|expenditure|funding|"
    r"contribution|money|pounds)\b"
)
_UPN = re.compile(
    rf"{_EDGE}[A-HJ-NP-RT-Z](?:{_SEP}?\d){{11}}{_SEP}?[\dA-HJ-NP-RT-Z]{_END}", re.IGNORECASE
)
_UPN_LABELLED = re.compile(r"(?<!\w)[A-Z](?:[ \-./]?\d){8,12}[ \-./]?[\dA-Z]?(?!\w)", re.IGNORECASE)
_UPN_LABEL = re.compile(
    r"\b(?:u\.?p\.?n\.?|u\.?l\.?n\.?|unique (?:pupil|learner) number|pupil (?:number|no|id))"
    r"[\s:=#.()\-]*(?:no|number)?[\s:=#.()\-]*(?:is|was)?[\s:]*$"
)
_ULN = re.compile(rf"{_EDGE}\d(?:{_SEP}?\d){{9}}{_END}")
_NINO = re.compile(
    rf"(?<![^\W_])[A-CEGHJ-PQR-TW-Z] ?[A-CEGHJ-NOPQR-TW-Z](?:{_SEP}{{0,2}}\d){{6}}"
    rf"(?:{_SEP}{{0,2}}[A-DFM])?(?![^\W_])",
    re.IGNORECASE,
)
_NINO_NEVER = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}
_NINO_LABEL = re.compile(
    r"(?:national insurance|\bn\.?\s?i\.?(?:\s*(?:no|number|num)\b|\s?:)|\bnino)[^\d]{0,20}$"
)
_SORT_CODE = re.compile(rf"{_EDGE}\d\d[ \-./]?\d\d[ \-./]?\d\d(?!\w)(?![\-./]\d)")
_SORT_LABEL = re.compile(r"\b(?:sort ?-?code|s/c|sc)\b[^\d]{0,12}$")
_ACCOUNT = re.compile(rf"{_EDGE}\d(?:[ \-]?\d){{5,9}}{_END}")
_ACCOUNT_LABEL = re.compile(
    r"\b(?:(?:bank |building society )?(?:account|acc|acct|a/c|ac)\b(?: ?(?:number|no|num|nr|#))?)"
    r"[\s.:=#()\-]*(?:is|was|ending|ending in)?[\s:]*$"
)
_BOTH = re.compile(
    r"(?<![\w\-])\d\d[ \-.]\d\d[ \-.]\d\d(?:[\s,;:/&]|and|acc(?:ount)?|a/c|no\.?|"
    r"number)+\d{8}(?!\w)",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d\d(?:[ \-]?[A-Z0-9]){11,30}(?!\w)", re.IGNORECASE)
_CARD = re.compile(rf"{_EDGE}\d(?:[ \-]?\d){{12,18}}{_END}")
_CARD_LABEL = re.compile(r"\b(?:card|visa|mastercard|debit|credit)\b[^\d]{0,20}$")

_DIGITISH = re.compile(r"(?<![A-Za-z\d])[\dOoIl|SB](?:[ .\-/_]?[\dOoIl|SB]){6,14}(?![A-Za-z\d])")
_LOOKS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1", "S": "5", "B": "8"})
_WORDS = {
    **{
        w: str(n) for n, w in enumerate("zero one two three four five six seven eight nine".split())
    },
    "oh": "0",
    "o": "0",
    "nought": "0",
    "naught": "0",
    "nil": "0",
}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_SPOKEN = re.compile(
    rf"\b(?:(?:double|treble|triple)[ \-])?(?:{_WORD})(?: hundred)?"
    rf"(?:(?:[ ,\-/]|\band\b)+(?:(?:double|treble|triple)[ \-])?(?:{_WORD})(?: hundred)?){{5,}}\b",
    re.IGNORECASE,
)
# 07700 900 one two three
_PARTLY_SPOKEN = re.compile(
    rf"(?<![\w£])(?:\d+[ \-]){{1,4}}"
    rf"(?:(?:(?:double|treble|triple)[ \-])?(?:{_WORD})[ ,\-]{{1,2}}){{2,}}"
    rf"(?:(?:double|treble|triple)[ \-])?(?:{_WORD})\b",
    re.IGNORECASE,
)
_SPOKEN_ONE = re.compile(
    rf"(?:(double|treble|triple)[ \-])?\b({_WORD})\b( hundred)?|(\d+)", re.IGNORECASE
)


def find(view: View) -> Iterator[Hit]:
    """Numbers of people in one segment."""
    for folded in (view.folded, *otherwise(view.folded)):
        text = folded.text
        for hit in (
            *_nhs(view, text),
            *_upn(view, text),
            *_national_insurance(view, text),
            *_bank(view, text),
        ):
            yield Hit(hit.kind, hit.start, hit.end, folded=folded)


def otherwise(folded: Folded) -> Iterator[Folded]:
    """The text with letters that stand for figures read as such, and with spoken numbers."""
    looks = fold.rewritten(folded, _DIGITISH, _as_figures)
    if looks:
        yield looks
    for pattern in (_SPOKEN, _PARTLY_SPOKEN):
        spoken = fold.rewritten(folded, pattern, _figures_of_words)
        if spoken:
            yield spoken


def _as_figures(found: re.Match[str]) -> str:
    figures = sum(c.isdigit() for c in found[0])
    letters = sum(c.isalpha() for c in found[0])
    if " | " in found[0] or "|" in (found[0][0], found[0][-1]):
        return found[0]  # the edge of a table's cell
    return found[0].translate(_LOOKS) if figures >= 6 and letters <= figures else found[0]


def _figures_of_words(found: re.Match[str]) -> str:
    times = {"double": 2, "treble": 3, "triple": 3}
    return "".join(
        one[4]
        or _WORDS[one[2].lower()] * times.get((one[1] or "").lower(), 1) + "00" * bool(one[3])
        for one in _SPOKEN_ONE.finditer(found[0])
    )


def _nhs(view: View, text: str) -> Iterator[Hit]:
    from stdnum.gb import nhs

    for found in _NHS_LABELLED.finditer(text):
        before = _before(view, text, found.start(), 60)
        if _NHS_LABEL.search(before) or _NHS_LABEL.search(view.label + " number"):
            yield Hit("nhs_number", *found.span())
    for found in _NHS.finditer(text):
        if _MONEY_BEFORE.search(text[max(0, found.start() - 12) : found.start()]) or (
            _MONEY_LABEL.search(view.labels)
        ):
            continue
        if _YEARS.match(found[0]):
            continue
        if nhs.is_valid(re.sub(r"\D", "", found[0])) and not _OTHER_LABEL.search(
            _before(view, text, found.start())
        ):
            yield Hit("nhs_number", *found.span())


def _before(view: View, text: str, start: int, length: int = 40) -> str:
    here = text[max(0, start - length) : start].lower()
    return f"{view.label}: {here}" if view.label and len(here) < length else here


def _upn(view: View, text: str) -> Iterator[Hit]:
    from stdnum.gb import upn

    for found in _UPN.finditer(text):
        # A last letter marks a temporary number, which has no more than its check letter.
        bare = re.sub(r"[^A-Za-z0-9]", "", found[0]).upper()
        # A letter and twelve figures are nothing else, even with a slip among them.
        if bare[1:].isdigit() or upn.is_valid(bare) or _check_letter(bare):
            yield Hit("upn", *found.span())
    for pattern in (_UPN_LABELLED, _ULN):
        for found in pattern.finditer(text):
            figures = sum(c.isdigit() for c in found[0])
            if figures >= 8 and _UPN_LABEL.search(_before(view, text, found.start())):
                yield Hit("upn", *found.span())


def _check_letter(number: str) -> bool:
    """The check letter alone, whatever the authority's code (DfE, UPN guide, annex)."""
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    if len(number) != 13 or any(c not in letters + "0123456789" for c in number):
        return False
    total = sum(
        weight * (int(c) if c.isdigit() else letters.index(c))
        for weight, c in enumerate(number[1:], 2)
    )
    return letters[total % 23] == number[0]


def _national_insurance(view: View, text: str) -> Iterator[Hit]:
    for found in _NINO.finditer(text):
        bare = re.sub(r"[\W_]", "", found[0]).upper()
        labelled = _NINO_LABEL.search(_before(view, text, found.start()))
        usual = len(bare) == 9 and bare[:2] not in _NINO_NEVER and bare[-1] in "ABCD"
        if labelled or usual:
            yield Hit("national_insurance", *found.span())


def _bank(view: View, text: str) -> Iterator[Hit]:
    from stdnum import iban, luhn

    for found in _BOTH.finditer(text):
        yield Hit("bank", *found.span())
    for pattern, label in ((_SORT_CODE, _SORT_LABEL), (_ACCOUNT, _ACCOUNT_LABEL)):
        for found in pattern.finditer(text):
            if label.search(_before(view, text, found.start())):
                yield Hit("bank", *found.span())
    for found in _IBAN.finditer(text):
        # The words after it look like more of it: take away from the end until it holds.
        ends = [m.start() for m in re.finditer(r"[ \-]|$", found[0])]
        whole = next((e for e in reversed(ends) if iban.is_valid(found[0][:e])), None)
        if whole or "iban" in _before(view, text, found.start()):
            yield Hit("bank", found.start(), found.start() + (whole or ends[-1]))
    for found in _CARD.finditer(text):
        bare = re.sub(r"\D", "", found[0])
        before = _before(view, text, found.start())
        if (
            bare[0] in "3456" and luhn.is_valid(bare) and not _OTHER_LABEL.search(before)
        ) or _CARD_LABEL.search(before):
            yield Hit("bank", *found.span())
