"""What people told the inspectors: quotes with their speakers, and the stories they heard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from workbench.documents.model import Block
from workbench.reports.shared.mending import ends_sentence, part_of

_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"]+)[”\"]|(?<!\w)‘(?P<single>[^‘]+?)’(?!\w)")
_PERSON = re.compile(
    r"\b(?P<who>(?:(?:foster|adoptive|young|expectant|new|kinship|special|unpaid|birth|teenage|"
    r"care[- ]experienced|designated|named|specialist|school|social|support|health|family|"
    r"looked[- ]after)\s+)*"
    r"(?:famil(?:y|ies)|parents?|mothers?|mums?|fathers?|dads?|carers?|guardians?|grandparents?|"
    r"grandmothers?|child(?:ren)?|persons?|people|woman|women|man|men|girls?|boys?|teenagers?|"
    r"students?|care leavers?|midwi(?:fe|ves)|nurses?|doctors?|GPs?|practitioners?|visitors?|"
    r"workers?|teachers?|professionals?|managers?|paediatricians?))\b",
    re.IGNORECASE,
)
_HEARD_ABOUT = re.compile(
    r"\A[\s*_]*(?:we|inspectors)\s+(?:also\s+)?heard\s+(?:about|of)\b.{0,40}[:;]?\Z", re.I
)
_HEARD_FROM = re.compile(
    r"\A[\s*_]*(?:(?:we|inspectors)\s+(?:also\s+)?(?:heard|spoke|met|talked)\s+(?:from|to|with)\b"
    r"|(?:what\s+)?.{0,40}\b(?:told us|said)\b).{0,40}[:;]?\Z",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:an?|one)\s+(?:\w+\s+){0,3}?\w", re.IGNORECASE)
LABEL = re.compile(
    r"\b(?:Child|Baby|Young [Pp]erson|Patient|Case|Family|Sibling|Person|Mother|Father|Client|"
    r"Student|Adult|Infant|Girl|Boy|Ms|Mr|Mrs)\s+(?:[A-Z]{1,2}\d?|\d{1,2})\b(?![.’']\w)"
)
_GOES_ON = re.compile(r"\A(?:He|She|They|His|Her|Their|It|This|These|As a result|The worker)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A quote or a story: its block, where it is within the document, and who said it."""

    kind: Literal["quote", "vignette"]
    block: Block
    start: int
    end: int
    about: str | None


def told(blocks: Sequence[Block]) -> list[Told]:
    """The quotes and stories of a section such as "What people told us", in order."""
    found: list[Told] = []
    stories, announced = False, None
    for block in blocks:
        text = block.text.rstrip(" *_")
        if _HEARD_ABOUT.match(text):
            stories = True
        elif _HEARD_FROM.match(text) and not _QUOTED.search(text):
            stories = False
            announced = _speaker(text) if _ONE.search(text) else None
        elif block.kind in ("heading", "table", "footnote") or text.endswith(":"):
            continue
        elif stories:
            _add_story(found, block)
        else:
            quotes = [quote for part in _quotes_apart(block) for quote in _quote(part)]
            found += [replace(quote, about=quote.about or announced) for quote in quotes]
    return found


def opens_a_part(line: str) -> bool:
    """Whether a line is "We heard from:" or "We heard about:"."""
    text = line.rstrip(" *_")
    return text.endswith(":") and bool(_HEARD_ABOUT.match(text) or _HEARD_FROM.match(text))


def is_only_quote(text: str) -> bool:
    """Whether a paragraph is somebody's words and hardly anything else."""
    quoted = sum(len(match[0]) for match in _QUOTED.finditer(text))
    return text[:1] in '“"‘' and quoted > 0.7 * len(text)


def quote_of(block: Block) -> Told | None:
    """The one quote of a paragraph, from the first quotation mark to the last."""
    quotes = _quote(block)
    return quotes[0] if quotes else None


def label_of(text: str) -> str | None:
    """What the child of a story is called: ``Child C``, ``Baby A``."""
    match = LABEL.search(text)
    return match[0] if match else None


def _add_story(found: list[Told], block: Block) -> None:
    last = found[-1] if found and found[-1].kind == "vignette" else None
    goes_on = last is not None and (
        not ends_sentence(last.block.text)
        or block.text[:1].islower()
        or bool(_GOES_ON.match(block.text))
    )
    if last is not None and goes_on:
        found[-1] = Told("vignette", last.block, last.start, block.end, last.about)
    else:
        found.append(Told("vignette", block, block.start, block.end, label_of(block.text)))


def _quotes_apart(block: Block) -> list[Block]:
    """Two quotes that only stand side by side are two; one that goes on is one."""
    spans = list(_QUOTED.finditer(block.text))
    if len(spans) < 2 or block.text[:1] not in '“"‘':
        return [block]
    between = [block.text[a.end() : b.start()] for a, b in pairwise(spans)]
    if any(gap.strip(" .,\n") for gap in between):
        return [block]
    starts = [span.start() for span in spans] + [len(block.text)]
    return [part_of(block, a, b) for a, b in pairwise(starts)]


def _quote(block: Block) -> list[Told]:
    spans = list(_QUOTED.finditer(block.text))
    if not spans:
        return _open_quote(block) or [
            Told("quote", block, block.start, block.end, _speaker(block.text))
        ]
    first, last = spans[0], spans[-1]
    outside = (
        block.text[: first.start()]
        + " "
        + " ".join(block.text[a.end() : b.start()] for a, b in pairwise(spans))
    )
    said = _speaker(outside) or _speaker(block.text[last.end() :])
    return [
        Told("quote", block, block.start + first.start() + 1, block.start + last.end() - 1, said)
    ]


def _open_quote(block: Block) -> list[Told]:
    """A quote whose closing mark was lost in printing."""
    if block.text[:1] not in '“"‘':
        return []
    return [Told("quote", block, block.start + 1, block.end, None)]


def _speaker(outside: str) -> str | None:
    match = _PERSON.search(outside)
    return " ".join(match["who"].lower().split()).replace("gp", "GP") if match else None
