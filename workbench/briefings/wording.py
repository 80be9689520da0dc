"""How a briefing says things: dates, names of reviews, and which sentence of a passage.

A sentence is taken whole and as printed, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.records import Passage, Review
from workbench.sentences import sentences

KIND_NAMES = {
    "serious_case_review": "serious case review",
    "child_safeguarding_practice_review": "child safeguarding practice review",
    "rapid_review": "rapid review",
    "learning_review": "learning review",
    "thematic_review": "thematic review",
    "domestic_homicide_review": "domestic homicide review",
    "reflective_session": "reflective session",
    "cqc_review": "CQC review of health services",
    "joint_inspection": "joint targeted area inspection",
    "ofsted_inspection": "Ofsted inspection",
    "audit": "audit",
    "self_assessment": "self-assessment",
    "child_death_overview": "child death overview",
    "annual_report": "yearly report",
    "board_pack": "board pack",
    "other": "report",
}
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_A_DAY = re.compile(
    rf"\b(?:(on|On)\s+)?(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)})(\s+\d{{4}})?\b"
)
# Words of a title that say what sort of report it is, and not which.
_SEVERAL_DAYS = re.compile(
    rf"\b\d{{1,2}}\s*(?:to|and|or|[-–—])\s*(?=\d{{1,2}}\s+(?:{'|'.join(_MONTHS)})\b)"
)
_SORT = re.compile(
    r"\b(?:the|a|an|local|national|child|children|child's|children’s|safeguarding|practice|serious|case|reviews?"
    r"|learning|rapid|thematic|domestic|homicide|overview|final|full|report|executive|summary"
    r"|cspr|lcspr|scr|dhr|published|version|multi-agency|single|agency|audit)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\s*\((?:see\s+)?(?:recommendations?|findings?|paragraphs?)\b[^()]*\)", re.IGNORECASE
)
_LEANS_BACK = re.compile(
    r"\A[“\"']?(?:this|that|these|those|they|their|its|he|she|his|her|each|both|neither|none|such"
    r"|we|i|however|but|and|also|nevertheless|instead|then|so|all of|some of|most of|one of|another"
    r"|as a (?:result|consequence)|in consequence|for (?:example|instance)|by then"
    r"|after (?:this|that|which)|in (?:another|others|these|those)"
    # "It was noted that …" stands for nothing; "it was not done" does.
    r"|it(?!\s+(?:is|was|has been|had been)\s+(?:\w+\s+)?(?:noted|found|clear|unclear"
    r"|recognised|reported|felt|important|likely|evident|apparent|acknowledged|understood)\b)"
    # "The incident", "the three organisations": which, only the sentence before says.
    # "The best gave a vivid account": the best what, and what of the others?
    r"|the (?:best|better|worst|rest)(?=\s+(?:of\s+(?:them|these|those)|gave|were|was|are|is|had"
    r"|have|has|shows?|showed|told|said|described?|contained|included|did)\b)|others"
    r"|the (?:same|former|latter|incident|second|third|other|others|first one|above"
    r"|(?:two|three|four|five|six|seven)\s+\w+))\b",
    re.IGNORECASE,
)
_TURNS = re.compile(r"\A(?:however|but|although|yet|nevertheless|in contrast)\b", re.IGNORECASE)
_MISSING = re.compile(
    r"\b(?:not|no|nobody|none|never|without|few|rarely|seldom|too\s+(?:long|late|many|few)|lacks?"
    r"|limited|inconsistent\w*|weak\w*)\b",
    re.IGNORECASE,
)
# What says of a first sentence that it tells of a shortfall, beside what is missing.
_SHORT = re.compile(
    r"\b(?:little|only|but|var(?:y|ies|ied|iable|iation)|needs?\s+to|gaps?|delay\w*|late|slow\w*|poor\w*"
    r"|miss(?:ed|ing)|fail\w*|unclear|unable|cannot|difficult\w*|insufficient\w*|under-?\w+ed"
    r"|overlook\w*|neglect\w*|lost|short|alone|un(?:met|seen|heard|known|resolved))\b",
    re.IGNORECASE,
)
# What says it of a later sentence, where nothing turns and nothing is said to be missing.
_WANTING = re.compile(
    r"\b(?:hinder\w*|hamper\w*|concerns|delay(?:s|ed)|gaps?|needs?\s+to\s+be|(?:is|are|was|were)\s+needed"
    r"|fail(?:s|ed|ure)|poor|unclear|missed|require[sd]?\s+(?:strengthening|improvement|development))\b",
    re.IGNORECASE,
)
_HALF_OR_LONG = 60  # words: a long sentence is better than half of what was found
_WHY = re.compile(
    r"\A(?:this|that|it|which)\s+(?:means?|meant|gives?|gave|does\s+not|did\s+not|makes?|made"
    r"|matter(?:s|ed)?|left|leaves|shows?)\b"
    r"|\A(?:as\s+a\s+result|in\s+consequence|therefore|without)\b|\btherefore\b"
    r"|\bcannot\b.*\bif\b|\bmay\s+(?:not\s+)?(?:be|mean|have|miss)\b|\brisks?\b.*\bmissed\b",
    re.IGNORECASE,
)
_MATTERS = re.compile(r"\A(?:it|this)\s+matter(?:s|ed)\b", re.IGNORECASE)
_WHY_HEADING = re.compile(r"\bwhy\b.*\bmatter", re.IGNORECASE)


def plain_date(date: str) -> str:
    """``2016-05-22`` as ``22 May 2016``, ``2016-05`` as ``May 2016``; anything else as it is."""
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return date
    month = [_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    day = [str(int(parts[2]))] if len(parts) > 2 else []
    return " ".join([*day, *month, parts[0]])


def to_the_month(date: str) -> str:
    """An ISO day as its month; months and years as they are."""
    return date[:7]


def coarsened(text: str) -> str:
    """Text with each exact day as its month: ``on 6 December 2022`` is ``in December 2022``."""

    def month(match: re.Match[str]) -> str:
        word = {"on": "in ", "On": "In "}.get(match[1] or "", "")
        return f"{word}{match[3]}{match[4] or ''}"

    return _A_DAY.sub(month, _SEVERAL_DAYS.sub("", text))


def period(started: str, ended: str) -> str:
    """Two dates as people say them: ``20 to 24 January 2025``, ``May 2016 to June 2017``."""
    a, b = plain_date(started).split(), plain_date(ended).split()
    if a == b:
        return " ".join(a)
    if len(a) != len(b):
        return f"{' '.join(a)} to {' '.join(b)}"
    while len(a) > 1 and a[-1] == b[len(a) - 1]:
        a.pop()
    return f"{' '.join(a)} to {' '.join(b)}"


def kind_name(review: Review) -> str:
    """What sort of report it is, as a reader would say it."""
    if review.kind == "cqc_review" and "CQC" in (review.publisher or ""):
        return "review of health services"
    local = "local " if re.match(r"\s*local\b", review.title, re.IGNORECASE) else ""
    return local + KIND_NAMES[review.kind]


def short_name(review: Review) -> str:
    """Which one it is: ``Child Rowan``; its whole title where that has no name apart."""
    parts = [part.strip() for part in re.split(r"\s*[:\u2013\u2014|]\s*", review.title)]
    telling = [part for part in parts if len(_SORT.sub("", part).strip(" ,.'’-")) > 2]
    named = [part for part in parts if re.match(r"(?:Child|Baby|Young Person|Family)\s+\w", part)]
    if named and not re.fullmatch(r"child safeguarding practice review", named[0], re.IGNORECASE):
        return named[0]
    if telling and len(parts) > len(telling):
        return telling[-1]
    return review.title


_TWO_YEARS = re.compile(r"\b20\d\d\s*[-/–]\s*(?:20)?\d\d\b")


def review_title(review: Review) -> str:
    """``Child Rowan: local child safeguarding practice review (2024)``."""
    name, year = short_name(review), (review.published or review.ended or "")[:4]
    # A yearly report is known by its two years: "2018-19 (2019)" would be a third.
    tail = f" ({year})" if year and year not in name and not _TWO_YEARS.search(name) else ""
    if name == review.title:
        # A pack of papers is known by its day; its month will do.
        dated = re.sub(r"\b(\d{4}-\d\d)-\d\d\b", lambda m: plain_date(m[1]), name)
        return f"{dated}{tail}"
    return f"{name[:1].upper()}{name[1:]}: {kind_name(review)}{tail}"


_SORTS = {
    "cqc_review": "CQC review",
    "joint_inspection": "joint inspection",
    "annual_report": "yearly report",
    "board_pack": "board papers",
}
_LONGEST_NAME = 6  # words of a name that stands behind each statement


def cited_name(review: Review) -> str:
    """A report's name as it stands behind a statement: ``Child Rowan (2024)``.

    One without a short name of its own is known by its sort, place and year.
    """
    name, year = short_name(review), (review.published or review.ended or "")[:4]
    if name == review.title and review.kind != "other":
        sort = _SORTS.get(review.kind, KIND_NAMES[review.kind])
        span = _TWO_YEARS.search(review.title)
        if review.kind == "annual_report" and span:
            year = span[0]
        name = " ".join(filter(None, (review.area, sort)))
        name = f"{name[:1].upper()}{name[1:]}"
    if len(name.split()) > _LONGEST_NAME + 2:
        name = f"{' '.join(name.split()[:_LONGEST_NAME])} …"
    return f"{name} ({year})" if year and year not in name else name


def listed(names: Sequence[str]) -> str:
    """``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


_A_BODY = re.compile(
    r"\A(?!the\b|his\b|her\b)[\w\s&’']*?\b(?:Partnership|Board|Commission|Panel|Council|Authority)\b"
    r"(?! and the\b)",
    re.IGNORECASE,
)


def with_articles(publishers: str) -> str:
    """Several publishers as a sentence names them: ``Ofsted, the Care Quality Commission and …``.

    One alone is left as it is.
    """
    first, *others = publishers.split(", ")
    named = [f"the {other}" if _A_BODY.match(other) else other for other in others]
    return ", ".join([first, *named])


def as_sentence(text: str) -> str:
    """White space folded, a capital in front and a full stop behind."""
    # An item of a list that runs on: "…; and".
    text = re.sub(r"[;,]\s*(?:and|or)?[.;]?\Z", "", " ".join(text.split()))
    text = text[:1].upper() + text[1:]
    return text if re.search(r"[.!?…][”\"'’)]*\Z", text) else text.rstrip(":;,") + "."


def whole_sentences(text: str) -> list[str]:
    """The sentences of a piece of text as printed, without references to recommendations."""
    found = [" ".join(text[a:b].split()) for a, b in sentences(text)] or [" ".join(text.split())]
    return [s for s in (_REFERENCE.sub("", sentence).strip() for sentence in found) if s]


def without_references(text: str) -> str:
    """Text without ``(Recommendation 3)`` and the like."""
    return _REFERENCE.sub("", text)


def headline(text: str, longest: int = 45) -> str:
    """The sentence of a passage that says the most, whole: its first, or the first that fits.

    A passage that opens with a heading sentence is known by it. No sentence is ever cut.
    """
    whole = whole_sentences(text)
    first = whole[0]
    if 4 <= len(first.split()) <= longest:
        return as_sentence(first)
    fitting = [s for s in whole[:4] if 6 <= len(s.split()) <= longest and stands_alone(s)]
    return as_sentence(fitting[0] if fitting else first)


def in_short(text: str, longest: int) -> str:
    """All of a passage where it is short; else the sentence of it that says the most."""
    if len(text.split()) <= longest:
        return " ".join(as_sentence(s) for s in whole_sentences(text))
    return headline(text, longest)


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in its own sentences: what it is, what was seen, why it mattered.

    ``why`` begins with the sentence it leans on, where that is not the headline.
    """

    headline: str
    seen: str = ""
    why: str = ""


def told(text: str, longest: int = 34) -> Told:
    """What a finding says first, what was found, and why it matters, where it says so shortly."""
    parts = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    first = headline(parts[0])
    opening = whole_sentences(parts[0])
    if len(opening) == 1 and len(parts) > 1:
        body = parts[1:]
    else:
        rest = [s for s in opening if as_sentence(s) != first]
        body = [" ".join(rest), *parts[1:]]
    why_part, plain = _under_headings(body)
    seen = _seen([s for part in plain for s in whole_sentences(part) if part.strip()], longest)
    why = _why(why_part, plain, longest, first, seen)
    return Told(first, "" if seen and seen in why else seen, why)


def _under_headings(body: Sequence[str]) -> tuple[str, list[str]]:
    """What stands under a heading that asks why it matters, and the rest without headings."""
    why, plain, heading = "", [], ""
    for part in body:
        if len(part.split()) <= 12 and not re.search(r"[.!”\"']\s*\Z", part.strip()):
            heading = part
            continue
        if _WHY_HEADING.search(heading):
            why = why or part
        else:
            plain.append(part)
    return why, plain


def _seen(candidates: Iterable[str], longest: int) -> str:
    for sentence in candidates:
        size = len(sentence.split())
        if 7 <= size <= longest and not _LEANS_BACK.match(sentence) and not _is_pointer(sentence):
            return as_sentence(sentence)
    return ""


def _why(under: str, plain: Sequence[str], longest: int, first: str, seen: str) -> str:
    if under:
        kept: list[str] = []
        for sentence in whole_sentences(under):
            if sum(len(s.split()) for s in (*kept, sentence)) > longest:
                break
            kept.append(sentence)
        return as_sentence(" ".join(kept)) if kept else ""
    before = first
    for part in plain:
        for sentence in whole_sentences(part):
            size = len(sentence.split())
            if 6 <= size <= longest and _WHY.search(sentence) and not _is_pointer(sentence):
                said = as_sentence(sentence)
                if said not in (first, seen) and (whole := in_context(said, before, first)):
                    return whole
            before = as_sentence(sentence)
    return ""


def in_context(said: str, before: str, headline: str, longest: int = 26) -> str:
    """A sentence that can be read behind a finding's headline; "" where it cannot.

    "It gives a number that is no longer in use" tells of what the sentence before it named: both
    are said, or neither. "It matters because" tells of the finding itself.
    """
    if stands_alone(said) or before == headline or _MATTERS.match(said):
        return said
    if stands_alone(before) and len(before.split()) <= longest and not _is_pointer(before):
        return f"{before} {said}"
    return ""


def but(text: str, longest: int = 34) -> str:
    """The sentence that turns against what was said first, or says what is missing; "" if none.

    One that is longer than ``longest`` is taken only where no short one does.
    """
    sentences = whole_sentences(text)
    for most in (longest, _HALF_OR_LONG):
        if said := _turn(sentences, most):
            return said
    return ""


def _turn(sentences: Sequence[str], longest: int) -> str:
    first, *after = sentences
    short = [s for s in after if len(s.split()) <= longest]
    if turning := next((s for s in short if _TURNS.match(s)), ""):
        return as_sentence(turning)
    for sentence, before in zip(after, sentences, strict=False):
        if sentence in short and _WANTING.search(sentence):
            # Right behind the first sentence one may lean on it.
            told = sentence if before == first else in_context(sentence, before, first)
            if told:
                return as_sentence(told)
    missing = (s for s in short if _MISSING.search(s) and (stands_alone(s) or s == after[0]))
    return next(map(as_sentence, missing), "")


def falls_short(text: str) -> bool:
    """Whether a mixed finding has a sentence that says what fell short."""
    first = whole_sentences(text)[0]
    return bool(_MISSING.search(first) or re.search(r"\bbut\b", first) or but(text))


def opens_well(text: str) -> bool:
    """Whether the first sentence of a running paragraph names no shortfall.

    A sentence that stands by itself above its paragraphs is the finding, however it is put.
    """
    parts = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    if len(parts) > 1 and len(whole_sentences(parts[0])) == 1:
        return False
    first = headline(parts[0])
    return not (_MISSING.search(first) or _SHORT.search(first))


def stands_alone(sentence: str) -> bool:
    """Whether a sentence can be read without the one before it."""
    return not _LEANS_BACK.match(sentence)


def _is_pointer(sentence: str) -> bool:
    return bool(
        re.search(r"\b(?:recommendation|finding|paragraph|appendix|table)s?\s+\d", sentence, re.I)
    )


def first_line(passage: Passage) -> tuple[str, str]:
    """A passage's own heading line and the rest; ``""`` and all of it where it has none."""
    head, _, rest = passage.text.partition("\n")
    if rest.strip() and len(head.split()) <= 16 and not head.rstrip().endswith("."):
        return " ".join(head.split()), rest.strip()
    return "", passage.text
