"""What organisations are called: the forms of their names, and when two names are one.

A name has a form ("Clinical Commissioning Group", "NHS Foundation Trust") and a core, which is
what is left of it ("oxleas"). The forms are in ``data/vocabulary/organisation_forms.csv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from workbench.places import shipped
from workbench.vocabulary_files import read_rows

# One trust is printed with and without these; they never tell two organisations apart.
_WEIGHTLESS = {"the", "nhs", "foundation", "trust", "ft", "limited", "ltd", "plc", "cic"}
# Words one printing leaves off and another has; they do tell apart where both are printed.
_OPTIONAL = {"hospital", "university", "teaching", "healthcare", "acute", "services"}
# What a heading adds to an organisation when it means one of its services.
_SERVICE = {
    *"adult adults child children childrens young peoples people".split(),
    *"service services team teams substance misuse drug alcohol".split(),
    *"community health and its their".split(),
}


@dataclass(frozen=True, slots=True)
class Form:
    """The closing words of a kind of organisation's name."""

    words: str
    short: str
    agency: str
    plural: str


@cache
def forms() -> tuple[Form, ...]:
    """The shipped forms, in the file's order: the more particular first.

    Raises
    ------
    VocabularyError
        When the file lacks one of the columns ``form, short, agency, plural``.
    """
    path = shipped("data", "vocabulary", "organisation_forms.csv")
    rows = read_rows(path, ("form", "short", "agency", "plural"))
    return tuple(Form(r["form"], r["short"], r["agency"], r["plural"]) for r in rows)


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """What two spellings of one name share: case, apostrophes, "&", "Health Care"."""
    plain = name.replace("’", "'").replace("‘", "'").replace("&", " and ").casefold()
    plain = re.sub(r"'s\b|s'(?=\s|\Z)", "s", plain)
    plain = re.sub(r"[^\w\s-]", " ", plain).replace("-", " ")
    plain = re.sub(r"\bhealth care\b", "healthcare", plain)
    return " ".join(plain.removeprefix("the ").split())


@lru_cache(maxsize=20_000)
def expanded(name: str) -> str:
    """The name with its form in full: ``NHS Holt CCG`` is ``Holt Clinical Commissioning Group``.

    "NHS" in front goes where the form says it already, so that one organisation is one name.
    """
    clean = " ".join(name.split()).strip(" .,:;")
    for form in forms():
        if form.short and re.search(rf"(?:\A|\s){re.escape(form.short)}\Z", clean):
            clean = clean[: -len(form.short)] + form.words
            break
    if re.match(r"NHS \w", clean) and form_of(clean).startswith(("Clinical", "Integrated")):
        clean = clean[4:]
    return clean


def form_of(name: str) -> str:
    """The form a name ends in, as the list has it, or ``""``."""
    form = _form(name)
    return form.words if form else ""


def agency_by_form(name: str) -> str:
    """The codebook's agency that a name's form tells, or ``""``."""
    form = _form(name)
    return form.agency if form else ""


@lru_cache(maxsize=20_000)
def core(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others: ``("oxleas",)`` for ``Oxleas NHS Trust``."""
    words = fold(expanded(name)).replace("hospitals", "hospital").split()
    return tuple(word for word in words if word not in _WEIGHTLESS)


def same(one: str, other: str) -> bool:
    """Whether two names can be one organisation: the same core, or one leaves a word off.

    ``Holt NHS Trust`` and ``Holt University Hospitals NHS Foundation Trust`` can;
    ``Holt Partnership NHS Trust`` is another, and so is ``Holt Council``.
    """
    short, long = sorted((core(one), core(other)), key=len)
    if not short:
        return False
    if short == long:
        return True
    if not (_is_trust(one) and _is_trust(other)):
        return False
    rest = list(long)
    for word in short:
        if word not in rest:
            return False
        rest.remove(word)
    return set(rest) <= _OPTIONAL and long[0] == short[0]


def without_service(name: str) -> list[str]:
    """The name, ever shorter as words for one of its services are left off its end."""
    words = name.split()
    shorter = []
    while len(words) > 1 and (words[-1].islower() or fold(words[-1]) in _SERVICE):
        words = words[:-1]
        shorter.append(" ".join(words))
    return shorter


def looks_like_one(name: str) -> bool:
    """Whether a name ends as an organisation's does, so that it can stand alone."""
    return bool(form_of(name)) or any(
        form.plural and fold(name).endswith(fold(form.plural)) for form in forms()
    )


def is_general(name: str) -> bool:
    """Whether a name is only a form: "the CCG", "The Trust"."""
    return fold(form_of(name)) == fold(expanded(name)) or not core(name)


def plural_of(name: str) -> tuple[str, Form] | None:
    """``("Eastmere", CCG)`` for ``Eastmere CCGs``: what one of several is called, and its form."""
    clean = " ".join(name.split())
    for form in forms():
        if form.plural and clean.casefold().endswith(" " + form.plural.casefold()):
            return clean[: -len(form.plural)].strip(), form
    return None


def initials(name: str) -> str:
    """``LBN`` for ``London Borough of Northmoor``."""
    small = {"of", "and", "the", "for", "in"}
    words = re.findall(r"[A-Za-z][\w'’]*", name)
    return "".join(word[0].upper() for word in words if word.casefold() not in small)


def _is_trust(name: str) -> bool:
    return bool(re.search(r"\b(Trust|FT|Hospitals?)\b", name))


@cache
def _form(name: str) -> Form | None:
    folded = f" {fold(expanded_form(name))}"
    for form in forms():
        if folded.endswith(f" {fold(form.words)}"):
            return form
    return None


def expanded_form(name: str) -> str:
    """A name with only a short form at its end written out."""
    for form in forms():
        if form.short and re.search(rf"(?:\A|\s){re.escape(form.short)}\Z", name):
            return name[: -len(form.short)] + form.words
    return name
