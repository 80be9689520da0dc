"""What the first page says: which kind of report, of whom, by whom, from when.

Looked for on the cover, then in the running headers, the file's own title and its name, so
that a report whose cover page is missing is still called by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.documents.model import Document
from workbench.records import ReviewKind
from workbench.reports.shared.dates_in_text import PrintedDate, dates_in, only_date

_COVER_BLOCKS = 30  # blocks that can still be cover where nothing says that the report begins
_LONGEST_TITLE = 14  # words

# What reports call themselves. Earlier lines win where two are on one cover.
_KINDS: tuple[tuple[ReviewKind, str], ...] = (
    (
        "annual_report",
        r"\b(?:annual|yearly) report\b|\breport for the year\b|\bannual review of the\b",
    ),
    (
        "board_pack",
        r"\b(?:board|executive|partnership|meeting) (?:pack|papers)\b|^agenda\b|"
        r"\bpapers for the\b|\bminutes of the\b|"
        r"\bmeeting of the\b.*\b(?:board|partnership|executive)\b",
    ),
    ("joint_inspection", r"\bjoint targeted area inspection\b|\bjtai\b"),
    (
        "cqc_review",
        r"\breview of health services\b|\bcare quality commission\b.*\breview\b|"
        r"\breview of services for (?:looked after children|children looked after)\b",
    ),
    (
        "ofsted_inspection",
        r"\binspection of (?:local authority )?children'?s services\b|\bILACS\b",
    ),
    (
        "domestic_homicide_review",
        r"\bdomestic (?:homicide|abuse[- ]related death) review\b|\bDHR\b|\bDARDR\b",
    ),
    (
        "thematic_review",
        r"\bthematic\b(?: \w+){0,5} review\b|\breview of .{3,40} themes\b",
    ),
    ("rapid_review", r"\brapid review\b"),
    (
        "child_safeguarding_practice_review",
        r"\bchild(?:ren)?(?:'s)? (?:safeguarding )?practice review\b|\bL?CSPR\b|"
        r"\bsafeguarding practice review\b|\bCPR\b",
    ),
    (
        "serious_case_review",
        r"\bserious case review\b|\bSCR\b|\bcase review (?:overview )?report\b",
    ),
    (
        "learning_review",
        r"\blearning (?:lessons )?review\b|\bcase learning\b|\bSILP\b|"
        r"\bsignificant incident learning\b|\blearning together review\b|"
        r"\b(?:partnership|critical incident|multi[- ]agency|local|practice learning) "
        r"(?:learning |case )?review\b",
    ),
    ("reflective_session", r"\breflective (?:learning )?(?:session|review|workshop)\b"),
    ("child_death_overview", r"\bchild death overview\b|\bCDOP\b"),
    ("audit", r"\bmulti[- ]agency audit\b|\baudit report\b"),
    ("self_assessment", r"\bself[- ](?:assessment|evaluation)\b"),
)
KIND_WORDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_OF_NO_CASE = frozenset(
    {"annual_report", "board_pack", "joint_inspection", "cqc_review", "ofsted_inspection"}
)
# Named once somewhere on a cover, these do not say what the report is.
_OTHERS_NAMES = re.compile(
    r"national (?:child safeguarding practice review )?panel|practice review panel|"
    r"rapid review (?:meeting|process|was|took|had)|following (?:a|the) rapid review",
    re.IGNORECASE,
)
# What stands between a place and "Partnership" in the names that boards have taken.
_BODY = (
    r"(?:(?:Local\s+|Strategic\s+|Multi[- ]Agency\s+)*Safeguarding\s+"
    r"(?:(?:(?:and|&)\s+)?(?:Child(?:ren)?(?:['’]?s)?|Adults?)\s+)*(?:Assurance\s+)?"
    r"(?:Board|Partnership|Partners)|"
    r"(?:Strategic\s+)?Child(?:ren)?['’]?s?\s+(?:(?:and|&)\s+Young\s+People['’]?s?\s+)?"
    r"Safeguarding\s+(?:Assurance\s+)?(?:Board|Partnership)|"
    r"Multi[- ]Agency\s+Safeguarding\s+Arrangements|Area\s+Child\s+Protection\s+Committee|"
    r"Community\s+Safety\s+Partnership)"
)
# A place's words: "City of Merrow & Haleshire", "Tarn, Merrow and Haleshire".
_PLACE_WORD = r"(?:[A-Z][\w'’-]*,?|&|and|of|upon|the|in|with|on)"
_PUBLISHER = re.compile(
    rf"(?P<name>(?:{_PLACE_WORD}\s+){{0,8}}?{_BODY})"
    r"(?P<after>\s+(?:for|of)\s+[A-Z]\w+(?:\s+(?:and\s+)?[A-Z]\w+)*)?"
)
_AREA = re.compile(rf"^(?:The\s+)?(?P<area>.+?)\s+{_BODY}")
_INSPECTED = re.compile(
    r"\b(?:in|of)\s+(?:the\s+)?(?P<area>[A-Z]\w+(?:\s+(?:and|upon|on)\s+[A-Z]\w+|\s+[A-Z]\w+)*)"
    r"(?=\s*$|\s+[Pp]age\b|\s*[,.(])"
)
_SAFER = re.compile(r"\bSafer\s+(?P<area>[A-Z]\w+)\s+Partnership\b")
_NAME = r"(?:[A-Z][A-Za-z’'-]*|[A-Z]{1,2}\d{0,3})"
_SUBJECT = re.compile(
    rf"[‘'“\"]?\b(?P<who>(?:Child(?:ren)?|Bab(?:y|ies)|Young Persons?|Young People|Family|Infants?|"
    rf"Siblings?|Adults?|Twins?|Brothers|Sisters)\s+{_NAME}(?:(?:\s*(?:,|&|and)\s*)+"
    rf"(?:(?:Child|Baby|Young Person|Family)\s+)?{_NAME})*)\b"
)
_NAMES = rf"[‘'“\"]?(?P<who>{_NAME}(?:(?:\s*,\s*|\s+(?:and|&)\s+){_NAME})*)[’'”\"]?"
_SUBJECT_CUE = re.compile(
    r"(?i:in respect of|concerning|regarding|in relation to|"
    rf"into the (?:death|care|life|murder|homicide) of)\s+{_NAMES}"
)
_SUBJECT_AFTER = re.compile(rf"(?i:review(?: report)?|report)\s*(?::|–|—|-|of)\s*{_NAMES}")
_NOT_A_NAME = re.compile(
    r"(?i)^(?:the|a|an|child|children|safeguarding|serious|local|practice|review|report|overview|"
    r"executive|final|learning|published|protection|board|partnership|abuse|sexual|criminal|"
    r"neglect|exploitation|services?|in|of|for|death|act|looked|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|missing|aged?|who|"
    r"family|systems?|recommendations?|"
    + "|".join(
        (
            "january february march april may june july august september october november december"
        ).split()
    )
    + r")\b"
)
_PUBLISHED = re.compile(
    r"(?:publication date|date of publication|published(?: on| in)?|publish(?:ed)? date|"
    r"report published|date published)\s*[:–-]?\s*$",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:period (?:under|of|for|covered|being|considered)|time ?frame|timescale|time ?line|"
    r"time period|scope|"
    r"review period|scoping period|covers? (?:the )?(?:period|events|time)|"
    r"period (?:reviewed|that (?:was|is) reviewed|from|between)|"
    r"(?:consider(?:s|ed)?|examine[sd]?|focus(?:es|ed)? on|review(?:s|ed)?|look(?:s|ed)? at) "
    r"(?:\w+ ){0,3}(?:period|events|involvement|services|agencies)|"
    r"review covers|review covered)",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"\b(?:not for publication|will not be published|is not (?:to be )?published|"
    r"decided not to publish|restricted circulation)\b",
    re.IGNORECASE,
)
_SMALL = frozenset("of the in and for into to on with at by a an from".split())
_KEEP_CAPITALS = frozenset("SCR CSPR LCSPR DHR CQC JTAI LSCB LSCP NHS CDOP SILP".split())
_BEGINS = re.compile(
    r"(?:\d[.\d]*\s+)?(?:introduction|foreword|executive summary|preface)\s*$", re.I
)


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """What a report's first pages say of it.

    ``title`` is never empty: the file's name stands in where nothing else does. Dates are
    ISO days or months; None where the first pages do not say. ``period`` is the span of time
    that the review looked at. ``sure`` says that the kind stands in a title or running line
    rather than only somewhere in the text.
    """

    title: str
    kind: ReviewKind | None = None
    area: str | None = None
    publisher: str | None = None
    subject: str | None = None
    published: str | None = None
    period: tuple[str | None, str | None] = (None, None)
    withheld: str | None = None
    sure: bool = False


def cover_facts(document: Document) -> CoverFacts:
    """Read the first pages, the running lines, the file's properties and its name."""
    cover = _cover_lines(document)
    running = list(
        dict.fromkeys(f.text for f in document.furniture if f.why in ("header", "footer"))
    )
    named = [document.title or "", _from_file_name(document.name)]
    front = [*cover, *running, *named]
    opening = [b.text for b in document.blocks[:60] if b.kind != "table"]
    kind, sure = _kind(cover, [*running, *named], opening)
    publisher = _publisher([*front, *opening])
    withheld = next((line for line in opening if _WITHHELD.search(line)), None)
    subject = None
    if kind not in _OF_NO_CASE:
        subject = _subject([*cover, *running, *named], opening)
    return CoverFacts(
        title=_title(cover, running, named, kind, subject),
        kind=kind,
        area=_area(publisher, front),
        publisher=publisher,
        subject=subject,
        published=_published(cover, opening, running),
        period=_period(document),
        withheld=withheld,
        sure=sure,
    )


def kind_in(text: str) -> ReviewKind | None:
    """The kind of report a line names, or None."""
    plain = _OTHERS_NAMES.sub(" ", text.replace("’", "'").replace("_", " "))
    return next((kind for kind, words in KIND_WORDS if words.search(plain)), None)


def _cover_lines(document: Document) -> list[str]:
    """Short lines before the report begins."""
    lines: list[str] = []
    for block in document.blocks[:_COVER_BLOCKS]:
        if _BEGINS.match(block.text) and lines:
            break
        if block.number and only_date(f"{block.number} {block.text}"):
            lines.append(f"{block.number} {block.text}")
            continue
        if block.number and block.kind in ("heading", "numbered"):
            break
        if block.page is not None and document.pages and block.page > 2:
            break
        if block.kind == "table":
            lines += [" ".join(row).strip() for row in block.rows if any(row)]
            continue
        if len(block.text.split()) > 40:
            if len(lines) >= 2:
                break
            continue
        lines += [_lowered(line.strip()) for line in block.text.split("\n") if line.strip()]
    return lines


def _lowered(line: str) -> str:
    """``OVERVIEW REPORT`` as ``Overview Report``: names are found by their capitals."""
    if not line.isupper() or len(line) < 8:
        return line
    words = [
        word
        if word in _KEEP_CAPITALS or re.fullmatch(r"[A-Z]?[\d.]+|[B-Z]", word)
        else (word.lower() if i and word.lower() in _SMALL else _capital(word))
        for i, word in enumerate(line.split())
    ]
    return " ".join(words)


def _capital(word: str) -> str:
    """With its first letter, past quotes and brackets, a capital."""
    return re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), word.lower(), count=1)


def _kind(
    cover: Sequence[str], names: Sequence[str], opening: Sequence[str]
) -> tuple[ReviewKind | None, bool]:
    for line in [*(short for short in cover if len(short.split()) <= 16), *names]:
        kind = kind_in(line)
        if kind:
            return kind, True
    joined = " ".join(cover[:6])
    if kind_in(joined):
        return kind_in(joined), True
    for text in opening[:12]:
        found = re.search(
            r"\bthis (?:is (?:the|a) |report |local |(?:\w+ ){0,2})?(?P<what>.{0,80}?\breview\b)",
            text,
            re.I,
        )
        if found and kind_in(found["what"]):
            return kind_in(found["what"]), False
    return next((kind for text in opening[:12] if (kind := kind_in(text))), None), False


def _title(
    cover: Sequence[str],
    running: Sequence[str],
    named: Sequence[str],
    kind: ReviewKind | None,
    subject: str | None,
) -> str:
    """The line that says the kind, with the subject where that stands on a line of its own."""
    lines = [
        line for line in cover[:12] if len(line.split()) <= _LONGEST_TITLE and not _is_aside(line)
    ]
    says = [line for line in lines if kind_in(line) == kind] if kind else []
    who = [line for line in lines if _named(line)]
    for line in [*says, *who, *running, named[0], *lines]:
        if line and (kind is None or kind_in(line) == kind or line in lines):
            title = line.strip(" :–—-")
            if subject and not any(name in title for name in {subject, subject.split()[-1]}):
                title = f"{title}: {subject}"
            return title
    return named[1]


def _is_aside(line: str) -> bool:
    return bool(
        only_date(line)
        or re.match(
            r"(?i)(?:author|lead reviewer|independent|version|date|published|page|by|confidential|"
            r"contents|final|draft|report author|prepared)\b",
            line,
        )
        or _PUBLISHER.fullmatch(line)
    )


def _from_file_name(name: str) -> str:
    stem = re.sub(r"\.\w{2,5}$", "", name)
    return " ".join(re.sub(r"[_\-]+", " ", stem).split())


def _publisher(lines: Iterable[str]) -> str | None:
    """The board or partnership; one whose place is named before one that is only 'the Board'."""
    for line in lines:
        safer = _SAFER.search(line)
        if safer:
            return safer[0]
        for found in _PUBLISHER.finditer(line):
            name = _untangled(f"{found['name']}{found['after'] or ''}")
            area = _AREA.match(name)
            if found["after"] or (area and area["area"][:1].isupper() and area["area"] != "Local"):
                return name
    return None


def _untangled(name: str) -> str:
    """Without words of the sentence around it: "Published by Northmoor ..."."""
    words = name.split()
    while words and re.fullmatch(
        r"(?i)published|commissioned|by|the|for|review|report|this|overview|a|in|child|practice|"
        r"dear|chair|of|members?|and|on|with|to|independent|executive|welcome|foreword",
        words[0].rstrip(","),
    ):
        words = words[1:]
    if len(words) > 1 and re.fullmatch(r"[A-Z]{3,6}", words[0]):
        words = words[1:]  # "BSCB" printed above its own name
    before, comma, after = " ".join(words).rpartition(", ")
    # "Tarn, Merrow and Haleshire" are three places; "Haleshire Council, Merrow" are two bodies.
    return f"{before}{comma}{after}" if re.search(r"\b(?:and|&)\b|&", after) else after


def _area(publisher: str | None, front: Sequence[str]) -> str | None:
    if publisher:
        safer = _SAFER.search(publisher)
        if safer:
            return safer["area"]
        after = re.search(r"(?:for|of)\s+([A-Z].+)$", publisher)
        found = _AREA.match(publisher)
        if found and found["area"] not in ("Local", "The"):
            return found["area"].strip()
        if after:
            return after[1]
    for line in front:
        found = _INSPECTED.search(line)
        if found and kind_in(line) in ("cqc_review", "joint_inspection", "ofsted_inspection"):
            return found["area"]
        found = re.search(r"\b([A-Z]\w+(?:\s+[A-Z]\w+)?)\s+(?:LSCB|LSCP|SCB|SCP|CSP)\b", line)
        if found:
            return found[1]
    return None


def _named(line: str) -> str | None:
    """``Child Rowan`` in a line; not the ``Child Safeguarding`` of a partnership's name."""
    for found in _SUBJECT.finditer(line):
        if not _NOT_A_NAME.match(found["who"].split(maxsplit=1)[1]):
            return found["who"]
    return None


def _subject(front: Sequence[str], opening: Sequence[str]) -> str | None:
    for line in [*front, *opening[:15]]:
        who = _named(line)
        if who:
            return who
    for cue in (_SUBJECT_CUE, _SUBJECT_AFTER):
        for line in front:
            if cue is _SUBJECT_AFTER and kind_in(line) is None:
                continue
            for found in cue.finditer(line):
                if not _NOT_A_NAME.match(found["who"]):
                    return found["who"].strip(" ’'")
    for line in front:
        if (
            re.fullmatch(_NAMES, line)
            and not _NOT_A_NAME.match(line)
            and _is_told_of(line, opening)
        ):
            return line.strip("‘’'“”\"")
    for line in front:
        quoted = re.search(rf"[‘'“\"]({_NAME}(?:(?:\s*,\s*|\s+and\s+){_NAME})*)[’'”\"]\s*$", line)
        if quoted and (kind_in(line) or not line[: quoted.start()].strip()):
            return quoted[1]
    return None


# What is said of a person and not of a place.
_OF_A_PERSON = (
    r"(?:[’']s (?:mother|father|parents?|family|life|death|home|school|sister|brother)\b|"
    r",? (?:who|then|now|aged)\b| was (?:born|aged|living|placed|taken|found)\b|"
    r" (?:lived|died)\b| is (?:a|now|aged|described)\b)"
)


def _is_told_of(name: str, opening: Sequence[str]) -> bool:
    """Whether the first pages speak of somebody of that name, as they would not of a place."""
    bare = re.escape(name.strip("‘’“”'\""))
    said = re.compile(rf"\b{bare}{_OF_A_PERSON}|\bknown (?:here )?as [‘“'\"]?{bare}\b")
    return any(said.search(text) for text in opening)


def _published(cover: Sequence[str], opening: Sequence[str], running: Sequence[str]) -> str | None:
    for line in [*cover, *opening, *running]:
        for printed in dates_in(line):
            if _PUBLISHED.search(line[: printed.start]):
                return printed.first
    alone = [date.first for line in cover if (date := only_date(line))]
    if alone:
        return max(alone)
    ends = [date.first for line in [*cover[:12], *running] if (date := _closing_date(line))]
    return ends[0] if ends else None


# "The death of Hazel in May 2020" dates no report.
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:death|deaths|died|born|injur\w+|incident|events?|murder|homicide|between|from|since)\b"
    r"[^.;:|]*\Z",
    re.IGNORECASE,
)


def _closing_date(line: str) -> PrintedDate | None:
    """``Final report, March 2024``: a date that ends a short line."""
    if len(line.split()) > 14:
        return None
    dates = dates_in(line)
    if dates and _OF_SOMETHING_ELSE.search(line[: dates[-1].start]):
        return None
    if dates and not line[dates[-1].end :].strip(" .)]") and dates[-1].first == dates[-1].last:
        return dates[-1]
    return None


def _is_span(sentence: str, first: PrintedDate, last: PrintedDate) -> bool:
    """Two dates joined as the ends of a period, perhaps with what each of them was."""
    between = sentence[first.end : last.start]
    if first.first > last.last:
        return False
    if re.search(r"\bbetween\s+(?:the\s+)?$", sentence[: first.start], re.I):
        return bool(re.fullmatch(r"[^.;]{0,60}\band\b[^.;]{0,40}", between))
    return bool(
        re.fullmatch(
            r"(?:\s*\([^)]*\)|,[^,.;]{0,60},)?\s*(?:to|until|up to|through(?: to)?|-|–|—|and)\s*"
            r"(?:and including\s+)?(?:the\s+)?",
            between,
        )
        or re.fullmatch(r"[^.;]{0,120}\b(?:to|until|up to)\s+(?:\w+\s+){0,4}", between)
    )


def _period(document: Document) -> tuple[str | None, str | None]:
    """The span of time the review looked at, from the sentence that says so."""
    for block in document.blocks[:120]:
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", block.text):
            cue = _PERIOD.search(sentence)
            if not cue:
                continue
            dates = [d for d in dates_in(sentence) if d.start >= cue.start()]
            if len(dates) >= 2 and _is_span(sentence, dates[0], dates[1]):
                return dates[0].first, dates[1].last
            if len(dates) == 1 and dates[0].first != dates[0].last:
                return dates[0].first, dates[0].last
    return None, None
