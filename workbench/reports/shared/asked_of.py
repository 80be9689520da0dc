"""Who is asked to act, where yearly reports and audits say it: a column, a closing bracket, or
the words after "recommended that" ("the Council consider a policy")."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.reports.parts.owners_named import owners_named
from workbench.vocabulary import Organisations

# "... with every family. (Children's Social Care; Early Help)" or "[Lead: Police, by May 2025]".
_CLOSING = re.compile(r"(?P<before>\S)\s+[(\[](?P<who>[A-Z][^()\[\]]{2,200})[)\]]\s*\.?\s*$")
_LEAD = re.compile(
    r"^(?:(?:joint )?leads?(?: agency| partner)?|owners?|actions?(?: by| for)?|for|by|responsib\w+)"
    r"\s*[:–—-]\s*",
    re.IGNORECASE,
)
_BY_WHEN = re.compile(
    r"\s*[,;–—-]?\s*\b(?:by|within|before|from|due|deadline|timescale)\b[^;]*$", re.IGNORECASE
)
_BARE_VERB = (
    "add|adopt|agree|amend|appoint|arrange|ask|assure|attend|audit|begin|bring|build|carry|"
    "change|check|circulate|clarify|commission|complete|confirm|consider|continue|contribute|"
    "create|deliver|design|develop|discuss|embed|ensure|establish|evaluate|explore|extend|"
    "find|give|hold|identify|implement|improve|include|increase|introduce|invite|issue|lead|"
    "make|monitor|obtain|offer|produce|promote|provide|publish|put|raise|reconsider|record|"
    "refresh|remind|repeat|report|request|require|review|revise|run|seek|send|set|share|"
    "strengthen|support|take|tell|test|train|undertake|update|use|work|write"
)
_SUBJECT = re.compile(
    rf"^(?:that\s+|it is recommended that\s+)?(?P<who>[A-Za-z][^.;:]{{2,110}}?)\s+"
    rf"(?:should|shall|must|will|ought to|needs? to|(?:is|are|be) (?:asked|required|requested|"
    rf"invited|encouraged|expected) to|to (?=(?:{_BARE_VERB})\b)|(?:{_BARE_VERB})(?:e?s)?\b)",
    re.IGNORECASE,
)
# A clause or a doing, not somebody: "Identifying providers that ...", "The remit of the group is".
_NOBODY = re.compile(
    r"^\w+ing\b|\b(?:that|which|who|whose|to|be|is|are|was|were|been|has|have|not|need)\b", re.I
)
_LONGEST_SUBJECT = 12  # words


def asked_of(
    text: str, organisations: Organisations, publisher: str | None, leads: Iterable[str] = ()
) -> tuple[str, ...]:
    """The organisations a recommendation is for, canonical, in the order printed.

    ``leads`` are cells and lines that name whom it is for; they decide where they name somebody.
    Then the bracket that closes the recommendation, then its own subject: before "should", or
    before the bare verb of "that the Council consider". Empty where nobody is named.
    """
    closing = closing_lead(text, organisations)
    named = [*leads, *([closing] if closing else [])]
    found = owners_named("", named, (), organisations, publisher)
    subject = _SUBJECT.match(text)
    if found or subject is None:
        return found
    who = subject["who"]
    if _NOBODY.search(who) or len(who.split()) > _LONGEST_SUBJECT:
        return ()
    found = owners_named(f"{who} should act", (), (), organisations, publisher)
    return tuple(dict.fromkeys(_in_full(name, publisher) for name in found))


def _in_full(name: str, publisher: str | None) -> str:
    """``NSCB``, the initials of the report's own publisher, as its name."""
    initials = "".join(word[0] for word in (publisher or "").split() if word[0].isupper())
    return publisher if publisher and len(initials) > 2 and name == initials else name


def closing_lead(text: str, organisations: Organisations) -> str | None:
    """The words of the bracket that closes a recommendation and names whom it is for, or None.

    Behind a full stop a bracket with a capital names somebody. Within a sentence ("the Graded
    Care Profile (GCP2)") it does so only where every name in it is one that can act.
    """
    closing = _CLOSING.search(text)
    if closing is None or _POINTS_ELSEWHERE.match(closing["who"]):
        return None
    who = _without_date(closing["who"])
    apart = closing["before"] in ".;:!?”’"
    able = owners_named("", (), (who,), organisations) if not apart else (who,)
    return who if able and (apart or len(able) == len(organisations.owners(who))) else None


_POINTS_ELSEWHERE = re.compile(
    r"(?:see|appendix|annex|findings?|paragraphs?|recommendations?|figure|table|note|pages?|from|"
    r"section|chapter|linked|links?|relates)\b",
    re.IGNORECASE,
)


def _without_date(words: str) -> str:
    led = _LEAD.sub("", words)
    return _BY_WHEN.sub("", led) or led
