"""What an inspection letter says around its findings: to whom, by whom, when, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.documents.model import Block
from workbench.reports.cqc.facts import number_of
from workbench.reports.shared.dates_in_text import PrintedDate, dates_in, only_date
from workbench.sentences import sentences

_HONOURS = r"(?:\s+(?:[CDKMO]BE|QPM|QFSM|DL|JP|PhD|FRCA|KC|QC|BEM))*"
_TITLES = (
    r"(?:(?:Sir|Dame|Dr|Cllr|Councillor|Professor|Prof|Mr|Mrs|Ms|Miss|Rt Hon|Lord|Lady)\.?\s+)?"
)
_NAME = rf"{_TITLES}[A-Z][\w'’-]+(?:\s+[A-Z]\.?)?\s+[A-Z][\w'’-]+(?:-[A-Z]\w+)?{_HONOURS}"
# Words of posts and bodies: two of them before a comma are no person's name.
_POST = re.compile(
    r"\b(?:Council|Services?|Chief|Executive|Director|Police|Group|Commander|Commissioner|Board|"
    r"Children|Officer|Crime|Commissioning|Metropolitan|Partnership|Trust|Hospital|Health|"
    r"Constabulary|Borough|County|City|Deputy|Head|Chair|Manager|Mayor|Lead|Constable|Interim|"
    r"Accountable|Independent|National|Care|Safeguarding|Assistant|Superintendent|Probation|"
    r"Education|Joint|Area|Local|Authority|NHS|Schools?|Integrated|Designated|Nurse|Foundation)\b"
)
_POSTS = re.compile(
    r"\b(?:director|chief|commissioner|commander|head|officer|chair|executive|manager|mayor|lead|"
    r"constable|superintendent|leader|scrutineer|nurse|principal|portfolio)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"@|\bwww\.|https?:|\b(?:telephone|textphone|tel|minicom|fax)\b|\A\s*T\s+0|\b0\d{3,4}[ \d]{5,}|"
    r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s+\d[A-Z]{2}\b|\A(?:to|cc|ref|our ref|by e-?mail)\s*:?\Z|"
    r"piccadilly gate|clive house|store street|joint targeted area inspection",
    re.IGNORECASE,
)
_FIRE = r"(?:,?\s+and\s+Fire\s+(?:&|and)\s+Rescue\s+Services?)?(?:\s+\(HMIC(?:FRS)?\))?"
_INSPECTORATE = re.compile(
    r"\bOfsted\b"
    r"|\bCare Quality Commission(?:\s+\(CQC\))?|\bCQC\b"
    rf"|\bH(?:is|er) Majesty['’]?s Inspectorates? of Constabulary{_FIRE}"
    rf"|\bHMI Constabulary{_FIRE}"
    r"|\bHMIC(?:FRS)?\b"
    r"|\bH(?:is|er) Majesty['’]?s Inspectorate of Probation(?:\s+\(HMI\s?P\w*\))?"
    r"|\bHMI Prob(?:ation)?\b(?:\s+\(HMIP\))?|\bHM Inspectorate of Probation\b(?:\s+\(HMIP?\w*\))?"
    r"|\bEstyn\b|\bCare Inspectorate(?: Wales)?(?:\s+\(CIW\))?|\bHealthcare Inspectorate Wales\b"
)
_BODY = {"ofsted": "Ofsted", "quality": "CQC", "cqc": "CQC", "constab": "HMIC", "hmic": "HMIC"}
_SENDS = re.compile(
    r"(?P<who>[A-Z][^.]{2,140}?)\s+(?:should|must|is\s+(?:asked|required)\s+to|will(?:\s+need\s+to)?)\s+"
    r"(?:then\s+)?(?P<verb>send|submit|prepare|return|provide|produce)\b"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The opening of a letter: its date, whom it is to, and how many blocks it takes up."""

    date: str | None
    addressees: tuple[str, ...]
    length: int


@dataclass(frozen=True, slots=True)
class Statement:
    """The written statement asked for: the day or the term, and who has to send it."""

    due: str | None = None
    terms: str | None = None
    working_days: int | None = None
    by: str | None = None


def head_of(blocks: Sequence[Block]) -> Head:
    """Read down to "Dear ..."; a letter that has lost its head has an empty one."""
    dear = next(
        (i for i, b in enumerate(blocks[:40]) if re.match(r"Dear\b", b.text) and len(b.text) < 200),
        None,
    )
    before = blocks[: dear if dear is not None else 3]
    date: str | None = None
    lines: list[str] = []
    for block in before:
        for line in _lines(block):
            printed = _date_line(line)
            if printed and date is None:
                date = printed.first
            elif not printed and dear is not None and not block.number:
                lines.append(line)
    return Head(date, tuple(_addressees(lines)), dear + 1 if dear is not None else 0)


def inspectorates_in(text: str) -> tuple[str, ...]:
    """The inspectorates a letter names, each once, by the fullest name it prints."""
    fullest: dict[str, str] = {}
    for match in _INSPECTORATE.finditer(text):
        name = " ".join(match[0].split())
        body = next((b for word, b in _BODY.items() if word in name.casefold()), None)
        body = "HMIP" if "prob" in name.casefold() else body or name
        if len(name) > len(fullest.get(body, "")):
            fullest[body] = name
    return tuple(fullest.values())


def inspected_in(text: str) -> PrintedDate | None:
    """When the inspectors were there: the first dates in a sentence about the inspecting."""
    about = re.compile(
        r"\b(?:took place|undertook|carried out|conducted|inspect(?:ed|ion)|fieldwork|visited)\b",
        re.IGNORECASE,
    )
    candidates = []
    for start, end in sentences(text):
        if about.search(text[start:end]):
            candidates += [d for d in dates_in(text[start:end]) if d.is_day]
    ranges = [printed for printed in candidates if printed.first != printed.last]
    return next(iter(ranges or candidates), None)


def statement_in(blocks: Sequence[Block]) -> Statement:
    """What the letter asks for, by when, and from whom."""
    found = Statement()
    for sentence in _about_the_statement(blocks):
        day = re.search(r"\b(?:by|before|no later than|on or before)\s+(.{6,40})", sentence)
        due = next((d.first for d in dates_in(day[1]) if d.is_day), None) if day else None
        term = re.search(
            r"within\s+(?P<n>\d+|[a-z -]+?)\s+working\s+days(?:\s+of\s+[^,.]+)?", sentence, re.I
        )
        sends = _SENDS.search(sentence)
        who = _without_the(sends["who"]) if sends else None
        if due or term:
            return Statement(
                due,
                term[0] if term else None,
                number_of(term["n"]) if term else None,
                _not_a_pronoun(who) or found.by,
            )
        if who and not found.by:
            found = Statement(by=_not_a_pronoun(who))
    return found


def _about_the_statement(blocks: Sequence[Block]) -> Iterator[str]:
    about = re.compile(r"\bstatement\b|ProtectionOfChildren@|\baction plan\b", re.IGNORECASE)
    for block in blocks:
        text = " ".join(block.text.split())
        if about.search(text):
            for start, end in sentences(text):
                if about.search(text[start:end]):
                    yield text[start:end]


def _lines(block: Block) -> list[str]:
    if block.kind == "table":
        return [" ".join(c for c in row if c).strip() for row in block.rows if any(row)]
    lines = [line.strip(" *_") for line in block.text.split("\n")]
    return [part for line in lines for part in _people_apart(line) if part]


def _people_apart(line: str) -> list[str]:
    """One line a person, where the lines of the address were run together."""
    starts = [0]
    for match in re.finditer(rf"(?<=\s)(?={_NAME},)", line):
        name = re.match(_NAME, line[match.start() :])
        if name and not _POST.search(name[0]) and match.start() > 12:
            starts.append(match.start())
    kept = [starts[0]]
    for start in starts[1:]:
        # "Sir Mark Smith," begins at "Sir", not again at "Mark".
        if start - kept[-1] > 12:
            kept.append(start)
    kept.append(len(line))
    return [line[a:b].strip(" ,;") for a, b in pairwise(kept)]


def _date_line(line: str) -> PrintedDate | None:
    label = r"\A(?:date|published|letter published|publication date)\s*:?\s*"
    printed = only_date(re.sub(label, "", line, flags=re.IGNORECASE))
    return printed if printed and printed.is_day and printed.first == printed.last else None


def _addressees(lines: Sequence[str]) -> list[str]:
    kept = [line for line in lines if not _ADDRESS.search(line)]
    found: list[str] = []
    for index, line in enumerate(kept):
        begins = _is_person(line)
        if begins and "," not in line and not _POSTS.search(line):
            # A name alone: only when the next line says what the person is.
            begins = index + 1 < len(kept) and bool(_POSTS.search(kept[index + 1]))
        if begins:
            found.append(line)
        elif found:
            found[-1] = f"{found[-1].rstrip(',')}, {line}"
    return found


def _is_person(line: str) -> bool:
    name = re.match(rf"{_NAME}(?=\s*(?:,|–|-|:|\(|\Z))", line)
    if name and not _POST.search(name[0]):
        return True
    # A line that gives a post without a name: "Chief Constable, Northmoor Constabulary".
    return bool(re.match(r"(?:The\s+)?(?:Chief|Director|Head|Chair)\b", line)) and "," in line


def _without_the(who: str) -> str:
    return re.sub(r"\A(?:The|the)\s+", "", " ".join(who.split()))


def _not_a_pronoun(who: str | None) -> str | None:
    return None if who is None or re.match(r"(?:it|this|they|we|you|these)\b", who, re.I) else who
