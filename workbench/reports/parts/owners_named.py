"""Who must act on a recommendation: from its table, its heading, or its own first words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.organisations import naming
from workbench.organisations.owners import has_duty
from workbench.reports.parts.titles import topic_of
from workbench.vocabulary import Organisations

# What can act, so that "Supervision policy should be reviewed" names nobody.
_BODY = re.compile(
    r"\b(?:council|borough|authority|board|partnership|partners|trust|police|constabulary|force|"
    r"services?|social care|schools?|academy|academies|colleges?|surgery|surgeries|hospitals?|"
    r"agency|agencies|organisations?|education|health|probation|commissioners?|providers?|gps?|"
    r"practices?|charity|association|homes|housing|government|department|panel|cafcass|ofsted|"
    r"nspcc|early help|midwifery|maternity|camhs|executive|chair|sub-?group|group|committee|"
    r"team|hub|mash|nhs england|icb|ccg|court|directorate|university|ministry|home office)\b",
    re.IGNORECASE,
)
# What belongs to a body and cannot act: "Surgery systems", "the school attendance policy".
_THING = re.compile(
    r"\b(?:systems?|software|databases?|records?|notes|files?|polic(?:y|ies)|procedures?|protocols?|"
    r"process(?:es)?|pathways?|arrangements?|guidance|guidelines?|standards|strateg(?:y|ies)|"
    r"frameworks?|plans?|assessments?|checks?|checklists?|tools?|templates?|forms?|letters?|"
    r"leaflets?|training|supervision|attendances?|audits?|data|information|referrals?|notifications?|"
    r"notices|appointments?|visits?|meetings?|conferences?|contracts?|"
    r"registers?|websites?|newsletters?|budgets?|waiting lists?)"
    r"\Z",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:of|for|in|at|on|with|across|within|from|about|between)\s.*\Z", re.I | re.S
)
_SHORT_FORM = re.compile(r"[A-Z][A-Za-z&]{1,7}\b")
_GENERIC_BODY = re.compile(
    r"(?:the )?(?:(?:local )?safeguarding (?:children'?s? )?(?:board|partnership|partners)|"
    r"(?:safeguarding )?(?:partnership|board)|lscb|lscp|scp|scb)",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"(?:(?:single[- ]agency|individual|specific|additional) )?recommendations?\s+"
    r"(?:for|to|addressed to)\s+(?P<who>.+)|(?:for|to)\s+(?P<whom>(?:the\s+)?[A-Z].+?):?",
    re.IGNORECASE,
)
_SPELT_OUT = re.compile(
    r"(?:\b(?:jointly with|both|all|the|two|three|local|health|provider)\s+)*"
    r"\b(?:trusts|providers|services|agencies|partners|councils|forces)\s*"
    r"\((?P<names>[A-Z][^()]{8,})\)",
    re.IGNORECASE,
)
_FINDINGS = re.compile(r"\b(?:findings?|themes?|learning points?|KPEs?)\b", re.IGNORECASE)
_LONGEST_NAMES = 400  # letters: longer than any list of owners
_NUMBER = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.)]?\s+")


def owners_named(
    text: str,
    leads: Iterable[str],
    headings: Iterable[str],
    organisations: Organisations,
    publisher: str | None = None,
) -> tuple[str, ...]:
    """The organisations that must act, canonical, in the order printed.

    ``leads`` are looked at first: a table's cell, the line above a list, a bracket behind the
    number; whoever stands there is meant. Then a bracket that closes the words ("(Police, by May
    2025)"), then ``headings``, which may also name a theme, and
    last the recommendation's own words before "should". The first that names somebody decides.
    "The Partnership" and "the Board" are the report's own publisher. Empty where nobody is
    named.
    """
    for lead in leads:
        found = _bodies(_who(lead), organisations, publisher, surely=True)
        if found:
            return found
    behind = _BEHIND.search(text)
    if behind:
        found = _bodies(_without_date(behind["who"]), organisations, publisher, surely=False)
        if found and behind["who"][:1].isupper():
            return found
    for heading in headings:
        who = _who(heading)
        found = _bodies(who, organisations, publisher, surely=who != _plain(heading))
        if found:
            return found
    sentence = re.split(r"(?<=[.;:])\s", text, maxsplit=1)[0]
    sentence = re.sub(r"^(?:that|it is recommended that)\s+", "", sentence, flags=re.I)
    sentence = sentence[:_LONGEST_NAMES]  # who should comes first, however long the rest is
    if not has_duty(sentence):
        return ()
    return _bodies(sentence, organisations, publisher, surely=False)


# "... at the point of referral. (Children's social care, by May 2025)"
_BEHIND = re.compile(r"[(\[](?P<who>[^()\[\]]{3,160})[)\]]\s*\.?\s*\Z")
_BY_WHEN = re.compile(
    r"(?i)\s*[,;–—-]?\s*\b(?:by|within|before|from|in|immediate\w*|timescale|deadline|due)\b.*\Z"
)


def _without_date(words: str) -> str:
    """``Children's social care, by May 2025`` without its date; ``Lead: Police`` without "Lead"."""
    led = re.sub(r"(?i)\A(?:leads?|owners?|action(?: for| by)?|for|by|to)\s*:?\s+(?=\S)", "", words)
    return _BY_WHEN.sub("", led) or led


_JOINS = frozenset("and or of the for in on with upon to & –".split())


def names_bodies(title: str) -> bool:
    """Whether a title is nothing but the names of bodies that can act: ``Police and Tarn Homes``.

    By its form alone: it is short, no sentence, and has a word such as Council or Trust, or is
    short forms, in capitals throughout.
    """
    words = _plain(title).strip(" :").split()
    if not 1 <= len(words) <= 14 or title.rstrip().endswith((".", "?", "!")):
        return False
    named = all(w.strip("(),'’")[:1].isupper() or w.casefold() in _JOINS for w in words)
    return named and bool(_BODY.search(title))


def _plain(aim: str) -> str:
    return _NUMBER.sub("", " ".join(aim.split()))


def _named_in_full(words: str, publisher: str | None) -> str:
    """``both Trusts (A and B)`` is A and B; ``A on behalf of schools`` is A."""
    words = _SPELT_OUT.sub(r"\g<names>", words)
    words = re.sub(r"\s+(?:on behalf of|for)\s+(?=[a-z])[^,;]*?(?=,|;|\band\b|$)", "", words)
    return words.replace(f"{publisher} and ", f"{publisher}; ") if publisher else words


def _who(aim: str) -> str:
    aim = _plain(aim)
    found = _FOR.fullmatch(aim)
    if found:
        return (found["who"] or found["whom"]).rstrip(" :")
    return "" if topic_of(aim) else aim


def _bodies(
    words: str, organisations: Organisations, publisher: str | None, *, surely: bool
) -> tuple[str, ...]:
    if not words or len(words) > _LONGEST_NAMES or _FINDINGS.search(words):
        return ()
    found = []
    for name in organisations.owners(_named_in_full(words, publisher)):
        if publisher and _GENERIC_BODY.fullmatch(name.strip()):
            found.append(organisations.canonical(publisher))
        elif _can_act(name, organisations) or (surely and name[:1].isupper()):
            found.append(name)
    return tuple(dict.fromkeys(found))


def _can_act(name: str, organisations: Organisations) -> bool:
    if len(name.split()) > 12:
        return False
    if organisations.known(name) or naming.looks_like_one(name):
        return True
    if _THING.search(_TAIL.sub("", name)):
        return False
    return bool(_BODY.search(name)) or bool(_SHORT_FORM.fullmatch(name) and name.isupper())
