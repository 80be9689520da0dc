"""The words for practice reviews: what kinds there are, and how far one is."""

from __future__ import annotations

import re

from workbench.records import ReviewKind, ReviewStatus
from workbench.reports.numbers.amounts import WORDS

# The longest wording first: "thematic learning review" is a thematic review.
_KINDS: tuple[tuple[ReviewKind, str, str], ...] = (
    ("serious_case_review", "serious case review", r"SCR"),
    (
        "child_safeguarding_practice_review",
        "(?:local )?child safeguarding practice review|(?:local )?safeguarding practice review",
        r"L?CSPR",
    ),
    ("rapid_review", "rapid review", r"RR"),
    (
        "domestic_homicide_review",
        "domestic homicide review|domestic abuse[- ]related death review",
        r"DHR|DARDR",
    ),
    ("thematic_review", r"thematic (?!learning)(?:\w+ )?review", r"(?!)"),
    (
        "reflective_session",
        "reflective (?:learning |practice )?(?:session|review|event|workshop)",
        r"(?!)",
    ),
    (
        "learning_review",
        r"(?:(?:local|multi[- ]agency|partnership|systems|practice|"
        r"thematic) )*learning (?:lessons )?review"
        r"|(?:multi[- ]agency |partnership |local )case review|discretionary review",
        r"LLR|MALR|LLLR",
    ),
)
_TYPE = "|".join(
    rf"(?P<k{i}>(?:(?i:{words})|{short})s?\b(?:\s*\([A-Z]{{2,6}}s?\))?)"
    for i, (_, words, short) in enumerate(_KINDS)
)
_COUNT = "|".join(WORDS)
MENTION = re.compile(
    rf"(?:\b(?P<count>(?i:an?|the|{_COUNT})|\d{{1,2}})\s+)?"
    rf"(?:(?i:further|second|third|fourth|new|other|additional|joint|statutory|commissioned|multi-agency|"
    rf"more)\s+){{0,2}}"
    rf"(?:{_TYPE})"
)
NOT_A_REVIEW = re.compile(
    r"^\s*(?:sub[\s-]?(?:group|committee)|panel|group|process|criteria|guidance|team|"
    r"learning event|"
    r"events?\b|costs?|referral|screening|toolkit|framework|protocol|recommendation|report\b|"
    r"training|briefing)",
    re.IGNORECASE,
)
_MAY_NAME_ONE = re.compile(r"[Rr]eview|REVIEW|[Rr]eflective|[A-Z]{2,}R")
_STATUS_WORDS: tuple[tuple[ReviewStatus, str], ...] = (
    (
        "withheld",
        r"\bnot (?:been |be |being )?publish(?:ed|ing)?\b(?! yet)|\bunpublished\b"
        r"|\b(?:decided|decision|agreed)[^.]{0,30}\bnot to publish\b|\bnot for publication\b"
        r"|\bwithheld\b|\bcannot be published\b(?! (?:until|before|yet))",
    ),
    (
        "completed",
        r"\bnot yet (?:been )?published\b|\bpublished yet\b"
        r"|\b(?:awaiting|pending|prior to|ready for) publication\b"
        r"|\b(?:will|to|due to|expected to) be published\b",
    ),
    (
        "published",
        r"(?<!be )(?<!yet )(?<!yet been )(?<!not )(?<!not been )\bpublished\b(?! yet)"
        r"|\bpublication (?:in|on|took)\b",
    ),
    (
        "completed",
        r"(?<!not )(?<!not yet )(?<!not been )(?<!yet been )\bcomplet(?:ed|ion of)\b|"
        r"\bconcluded\b|\bfinali[sz]ed\b|\bsigned[- ]off\b"
        r"|\bundertook\b|\b(?:was|were|been) undertaken\b|\bconducted\b|\bcarried out\b"
        r"|\bcomplete\b",
    ),
    ("commissioned", r"\bcommission(?:ed|ing)?\b|\bagreed to (?:undertake|hold|commission)\b"),
    (
        "under_way",
        r"\b(?:under ?way|in progress|ongoing)\b|\bcommenced\b|\bstarted\b|\bbegan\b"
        r"|\binitiated\b|\bcontinu(?:ed|es|ing)\b|\bprogressing\b|\bprogressed\b|\bopened\b"
        r"|\bremains? open\b|\bworked jointly\b|\bcontribut(?:ed|ing) to\b|\bparticipat",
    ),
    (
        "considered",
        r"\bconsidered\b|\b(?:did|does) not meet (?:the )?(?:criteria|threshold)\b|"
        r"\bscreened\b",
    ),
)
_STATUS = [(status, re.compile(pattern, re.IGNORECASE)) for status, pattern in _STATUS_WORDS]
_STILL = re.compile(
    r"\b(?:is|are|remains?) (?:still )?(?:under ?way|in progress|ongoing|being (?:written|"
    r"undertaken))\b",
    re.IGNORECASE,
)


def kinds_in(text: str) -> list[tuple[re.Match[str], ReviewKind]]:
    """The kinds of practice review a text names, in order."""
    found: list[tuple[re.Match[str], ReviewKind]] = []
    if not _MAY_NAME_ONE.search(text):
        return found
    for match in MENTION.finditer(text):
        if NOT_A_REVIEW.match(text[match.end() :]):
            continue
        index = next(i for i in range(len(_KINDS)) if match[f"k{i}"])
        found.append((match, _KINDS[index][0]))
    return found


def settled_status(text: str) -> ReviewStatus | None:
    """What settles it wherever it is said: withheld, published, or still under way."""
    status = status_of(text)
    if status in ("withheld", "published"):
        return status
    return "under_way" if _STILL.search(text) else None


def status_of(text: str) -> ReviewStatus | None:
    """How far a review is, by the words around it.

    Withholding and publishing say most; otherwise the first thing said counts, so that
    "commissioned and commenced" is commissioned.
    """
    first: tuple[int, ReviewStatus] | None = None
    for status, pattern in _STATUS:
        match = pattern.search(text)
        if match is None:
            continue
        if status in ("withheld", "published"):
            return status
        if "publi" in match.group().casefold():
            return status
        if first is None or match.start() < first[0]:
            first = match.start(), status
    return first[1] if first else None
