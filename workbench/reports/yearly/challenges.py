"""Challenges and the action taken, and impact boxes: labelled pieces of a yearly report.

Boards print what they challenged and what came of it in boxes, in tables or as labelled
paragraphs, with labels that vary: "NSCB Challenge:", "Challenge", "Action:", "Response:",
"Outcome". Text taken from a PDF has lost the boxes' edges, so where the last labelled piece ends
must be decided: with its paragraph, unless that breaks off or announces a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.documents.model import Block
from workbench.records import Passage
from workbench.reports.passage_maker import PassageMaker
from workbench.reports.shared.sections import Placed

Role = Literal["challenge", "action", "impact"]

_WHO = r"(?:(?:the|our|a)\s+)?(?:[A-Z][\w&’'./-]*\s+(?:(?:and|&|of)\s+)?){0,5}?"
_NUMBER = r"(?:\s*(?:no\.?\s*)?#?\d{1,2}[a-z]?)?"
_ROLES: tuple[tuple[Role, str], ...] = (
    (
        "challenge",
        r"(?:key |example of |examples of )?challenges?"
        r"(?: (?:raised|made|identified|question|to (?:the )?[\w ]{2,40}|by (?:the )?[\w ]{2,40}))?"
        r"|what (?:was|is|were) the (?:challenge|issue|concern)s?\??|"
        r"what (?:did )?we challenged?\??"
        r"|issue (?:raised|challenged|escalated)|escalation|concern raised",
    ),
    (
        "action",
        r"actions?(?: (?:taken|agreed|required|in response|by [\w ]{2,40}))?|responses?"
        r"(?: (?:received|from [\w ]{2,40}))?|outcomes?(?: of (?:the )?challenge)?|results?"
        r"|what (?:we|was|did we|has been|have we) (?:did|do|done|happened)\??"
        r"|what happened(?: next)?\??|what happened as a result\??|resolution",
    ),
    (
        "impact",
        r"(?:key |the |our |evidence of |evidencing )?impact(?: (?:and outcomes?|of (?:this|the)"
        r"(?: \w+){0,4}|box|statement|so far|on (?:children|practice)(?: and \w+)?))?"
        r"|what (?:difference|impact) (?:did|has|have|does|will) (?:it|this|that|we|they)"
        r"(?: \w+)?(?: (?:make|made|had))?(?: \w+){0,4}\??|the difference (?:made|"
        r"this (?:has )?made)"
        r"|difference made|what has changed\??|so what\??|how do we know(?: it(?:'s|"
        r" is) working)?\??",
    ),
)
_LABELS = [
    (
        role,
        re.compile(
            rf"(?P<who>{_WHO})(?P<label>(?i:{words})){_NUMBER}"
            r"(?P<mark>(?<=\?)\s+(?=[A-Z])|\s*[:–—]|\s*-\s|\s*$)"
        ),
    )
    for role, words in _ROLES
]
_SHOUTED = re.compile(
    r"(?P<label>IMPACT|CHALLENGE|ACTION|OUTCOME|RESPONSE)(?P<mark>)\s+"
    r"(?=[A-Z](?:[a-z]|\s[a-z]))"  # "CHALLENGE AND RESPONSE" is a title
)
_OWN = re.compile(
    r"(?P<who>(?:[A-Z][\w&’'-]*\s+){0,4})(?:[Kk]ey )?(?:Challenge|CHALLENGE|challenge)\b"
)
_SHOUTED_ROLES: dict[str, Role] = {"IMPACT": "impact", "CHALLENGE": "challenge"}
_INSIDE = re.compile(r"(?:(?<=\n)|(?<=[.!?”\"’)]\s)|(?<=[.!?”\"’)]\s\s))(?=[A-Z])")
_OPENS_LIST = re.compile(r":\s*$")
_ENDS = re.compile(r"[.!?…:][”’\"')\]]*\s*$")


@dataclass(slots=True)
class Piece:
    """What stands behind one label: from ``start`` to ``end`` in the document's text."""

    role: Role
    begins: Placed
    start: int
    end: int
    last: int  # index of the last block it reaches


def label_at(text: str, whole: bool = False) -> tuple[Role, int] | None:
    """The role of the label a text opens with and the label's length, or None.

    A label is followed by a colon or a dash, or is all there is (``whole`` or a heading).
    """
    for role, pattern in _LABELS:
        match = pattern.match(text)
        if match is None:
            continue
        marked = bool(match["mark"].strip())
        asked = match["mark"] != "" and match["label"].endswith("?")
        if marked or asked or (whole and match.end() == len(text)):
            if role != "challenge" and not (marked or asked) and match["who"].strip():
                continue  # a heading such as "Early Help Outcomes" is a section, not a box
            return role, match.end()
    shouted = _SHOUTED.match(text)
    if shouted:
        return _SHOUTED_ROLES.get(shouted["label"], "action"), shouted.end()
    return None


def is_label(heading: str) -> bool:
    """Whether a heading is the label of a box, and so heads no section."""
    return label_at(heading, whole=True) is not None


def pieces(blocks: Sequence[Placed]) -> list[Piece]:
    """Every labelled piece, in reading order."""
    found: list[Piece] = []
    position = 0
    while position < len(blocks):
        here = blocks[position]
        if here.block.kind == "table":
            position += 1
            continue
        labels = list(_labels_in(here.block))
        for number, (role, starts, _) in enumerate(labels):
            last_of_block = number + 1 == len(labels)
            end = here.block.end if last_of_block else here.block.start + labels[number + 1][2]
            piece = Piece(role, here, here.block.start + starts, end, here.index)
            if last_of_block:
                position = _reach(piece, blocks, position)
            found.append(piece)
        position += 1
    return [piece for piece in found if piece.end > piece.start]


def _labels_in(block: Block) -> Iterator[tuple[Role, int, int]]:
    """(role, where the text behind the label starts, where the label starts) in the block."""
    alone = block.kind == "heading" or block.bold or len(block.text) < 40
    opening = label_at(block.text, whole=alone)
    if opening is None and block.kind != "box":
        return
    if opening is not None:
        yield opening[0], opening[1], 0
    for match in _INSIDE.finditer(block.text):
        found = label_at(block.text[match.start() :])
        if found and match.start() > 0:
            yield found[0], match.start() + found[1], match.start()


def _reach(piece: Piece, blocks: Sequence[Placed], position: int) -> int:
    """Take in what follows the label's own block; the position of the last block taken.

    A label alone is followed by its text; text that breaks off goes on in the next block; text
    that ends in a colon, or a label with a list behind it, takes the list.
    """
    text = blocks[position].block.text[piece.start - blocks[position].block.start :].strip()
    boxed = blocks[position].block.kind == "box"
    while position + 1 < len(blocks):
        here = blocks[position + 1]
        block = here.block
        labelled = label_at(block.text, whole=True) is not None
        if labelled or block.kind in {"table", "footnote"} or (block.kind == "heading" and text):
            break
        if block.kind == "heading" and not _is_emphasis(block):
            break
        if not _belongs(piece, text, block, blocks[position].block, boxed):
            break
        if not text:
            piece.start = block.start
        piece.end, piece.last = block.end, here.index
        text = block.text.strip()
        position += 1
    return position


def _belongs(piece: Piece, text: str, block: Block, before: Block, boxed: bool) -> bool:
    if boxed and block.kind == "box":
        return True
    if not text:
        return True
    in_list = block.kind in {"bullet", "numbered"}
    if in_list and (_OPENS_LIST.search(text) or before.kind == block.kind):
        # Bullets go on while the list goes on, if the list is the piece's own.
        return _OPENS_LIST.search(text) is not None or before.start >= piece.start
    return not in_list and not _ENDS.search(text) and block.text[:1].islower()


def _is_emphasis(block: Block) -> bool:
    """A bold sentence that a document shows as a heading."""
    return len(block.text.split()) > 12 or block.text.endswith(".")


def challenges_and_impacts(blocks: Sequence[Placed], make: PassageMaker) -> list[Passage]:
    """Challenges with their actions, and impact boxes, in reading order.

    A challenge takes the actions (and outcomes) printed right behind it as its ``answer``. An
    impact printed right behind a challenge is ``about`` it.
    """
    found: list[Passage] = []
    open_challenge: tuple[Piece, list[str]] | None = None
    text = make.document.text
    for item in [*pieces(blocks), None]:
        near = item is not None and open_challenge is not None and _follows(open_challenge[0], item)
        if item is not None and item.role == "action":
            if near and open_challenge is not None:
                open_challenge[1].append(_tidy(text[item.start : item.end]))
                open_challenge[0].last = item.last
            continue
        if open_challenge is not None and (item is None or item.role == "challenge" or not near):
            found += _closed(open_challenge, make)
            open_challenge = None
        if item is None:
            break
        if item.role == "challenge":
            open_challenge = (item, [])
        else:
            about = None
            if open_challenge is not None:
                about = _tidy(text[open_challenge[0].start : open_challenge[0].end])
                found += _closed(open_challenge, make)
                open_challenge = None
            found.append(
                make.span(
                    "impact",
                    item.begins.block,
                    item.start,
                    item.end,
                    section=item.begins.section,
                    about=about,
                )
            )
    found += _tabled(blocks, make)
    return sorted(found, key=lambda passage: passage.start or 0)


def _closed(challenge: tuple[Piece, list[str]], make: PassageMaker) -> list[Passage]:
    piece, answers = challenge
    if not answers and not _is_boxed(piece):
        return []  # prose that happens to open with "Challenge:"; a box has an action
    return [
        make.span(
            "challenge",
            piece.begins.block,
            piece.start,
            piece.end,
            section=piece.begins.section,
            answer="\n".join(answers) or None,
        )
    ]


def _is_boxed(piece: Piece) -> bool:
    """Whether it is a challenge even without an action: one in a box, bold, or with a name."""
    block = piece.begins.block
    own = _OWN.match(block.text)
    return own is not None and (block.kind in ("box", "heading") or block.bold or bool(own["who"]))


def _follows(challenge: Piece, item: Piece) -> bool:
    """Whether the piece stands right behind: a heading or a stray line may come between."""
    return item.begins.index - challenge.last <= 2


def _tidy(text: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", text.strip())


def _tabled(blocks: Sequence[Placed], make: PassageMaker) -> Iterator[Passage]:
    """Tables with a column for challenges and one for what was done."""
    for here in blocks:
        rows = here.block.rows
        if here.block.kind != "table" or len(rows) < 2:
            continue
        roles = [label_at(cell.strip(), whole=True) for cell in rows[0]]
        columns = {role[0]: i for i, role in reversed(list(enumerate(roles))) if role}
        if "challenge" not in columns or not {"action", "impact"} & set(columns):
            yield from _two_cells(here, make)
            continue
        for row in rows[1:]:
            cell = _cell(row, columns["challenge"])
            start = make.document.text.find(cell, here.block.start, here.block.end)
            if not cell or start < 0 or row == rows[0]:
                continue
            answers = [_cell(row, columns[r]) for r in ("action", "impact") if r in columns]
            yield make.span(
                "challenge",
                here.block,
                start,
                start + len(cell),
                section=here.section,
                answer="\n".join(a for a in answers if a) or None,
            )


def _two_cells(here: Placed, make: PassageMaker) -> Iterator[Passage]:
    """A box drawn as a table: the label in the first cell, its text in the second."""
    waiting: tuple[int, str] | None = None
    for row in here.block.rows:
        if len(row) < 2:
            continue
        label = label_at(row[0].strip().rstrip(":"), whole=True)
        text = next((cell.strip() for cell in row[1:] if cell.strip()), "")
        start = make.document.text.find(text, here.block.start, here.block.end) if text else -1
        if label is None or start < 0:
            continue
        if label[0] == "challenge":
            waiting = (start, text)
        elif label[0] == "action" and waiting is not None:
            yield make.span(
                "challenge",
                here.block,
                waiting[0],
                waiting[0] + len(waiting[1]),
                section=here.section,
                answer=text,
            )
            waiting = None
        elif label[0] == "impact":
            yield make.span("impact", here.block, start, start + len(text), section=here.section)


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""
