"""Reads the sources of the invented reports: plain text that says of each passage what it is.

A source is written once; both the printed document and the truth beside it are made from it,
so the two cannot drift apart. The grammar, block by block (blocks are parted by blank lines):

``# 5. Analysis``            a heading; the number that paragraphs below it count from
``= Text``                   a paragraph numbered under the last numbered heading: 5.1, 5.2 ...
``- Text``                   a bullet;  ``+ Text`` a bullet one deeper
``| a | b |``                a table row; the first row is the heading row
``:::kind key=value``        opens a passage of that kind, closed by ``:::``; they may nest
``@kind key=value ~ Text``   the same for a passage of one block (``SHORT`` has the short names)
``%contents``  ``%page``     a table of contents; a page break
``[[1.2, 4.1|(Recommendations 1.2 and 4.1)]]``   the recommendations cited, and how it is printed
``{{measure; value; unit; period|printed}}``      a figure, and how it is printed
``<<2024-03-12; 12 March 2024>>``   a day, and how it is printed
``^[Text]``                  a footnote;  two backslashes break the line
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

import yaml

PASSAGES = frozenset(
    "finding recommendation question improvement strength good_practice learning episode "
    "vignette quote challenge impact paragraph review audit action cdop".split()
)
AUTO_NUMBERED = ("finding", "recommendation")
LABEL = re.compile(
    r"^(?:Finding|Recommendation|Learning point|Learning|Key practice episode|Episode|"
    r"Priority recommendation|Good practice|Practice example|NSCP challenge|Challenge|Impact)"
    r"(?:\s+(?:\d+|[A-Z]))?\s*(?:[:.–]\s*|$)",
    re.IGNORECASE,
)
HEADING_NUMBER = re.compile(r"^(\d+(?:\.\d+)*)\.?\s+")
SHORT = {  # the commonest passages, short to write
    "f+": ("finding", {"polarity": "strength"}),
    "f-": ("finding", {"polarity": "improvement"}),
    "fm": ("finding", {"polarity": "mixed"}),
    "fn": ("finding", {"polarity": "neutral"}),
    "h": ("paragraph", {"headline": "yes"}),
    "p+": ("paragraph", {"polarity": "strength"}),
    "p-": ("paragraph", {"polarity": "improvement"}),
    "pm": ("paragraph", {"polarity": "mixed"}),
    "r": ("recommendation", {}),
}
CITE = re.compile(r"\[\[([^|\]]*)\|([^\]]*)\]\]")
FIGURE = re.compile(r"\{\{([^|}]*)\|([^}]*)\}\}")
REFERENCE = re.compile(
    r"\s*[(\[]\s*(?:see )?(?:also )?recommendations?[^()\[\]]*[)\]][.\s]*$", re.IGNORECASE
)
DAY = re.compile(r"<<([^;>]*); ([^>]*)>>")
NOTE = re.compile(r"\^\[([^\]]*)\]")


@dataclass
class Node:
    """One block or one passage; ``key`` is unique in its document, for finding its page."""

    kind: str
    text: str = ""
    level: int = 0
    number: str | None = None
    section: str | None = None
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    key: str = ""

    @property
    def passage(self) -> bool:
        return self.kind in PASSAGES


@dataclass
class Source:
    """One parsed source: its front matter and its blocks."""

    meta: dict
    blocks: list[Node]


def curly(text: str) -> str:
    """Quotation marks and apostrophes as a printed report has them."""
    return re.sub(r'(^|[\s(\[*])"', r"\1“", text).replace('"', "”").replace("'", "’")


def plain(text: str) -> str:
    """What is printed, without the marks: a footnote's words are not part of its paragraph."""
    text = NOTE.sub("", text)
    text = CITE.sub(r"\2", text)
    text = DAY.sub(r"\2", FIGURE.sub(r"\2", text))
    return " ".join(re.sub(r"\*+|\\\\", "", text).split())


def read_source(path: Path) -> Source:
    """Parse one source file."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    meta = yaml.safe_load(front)
    return Source(meta, _Parser(meta.get("section_level", 1)).parse(body))


class _Parser:
    def __init__(self, section_level: int) -> None:
        self.section_level = section_level
        self.section: str | None = None
        self.heading_number = ""
        self.count = 0
        self.keys = 0

    def parse(self, body: str) -> list[Node]:
        root = Node("root")
        stack = [root]
        for block in re.split(r"\n\s*\n", body.strip("\n")):
            self._block(block.strip("\n"), stack)
        if len(stack) != 1:
            raise ValueError(f"never closed: {stack[-1].kind} {stack[-1].attrs}")
        return root.children

    def _block(self, block: str, stack: list[Node]) -> None:
        if not block.strip():
            return
        first, _, rest = block.partition("\n")
        if first.strip() == ":::":
            stack.pop()
            self._block(rest, stack)
        elif first.startswith(":::"):
            stack.append(self._open(first[3:], stack[-1]))
            self._block(rest, stack)
        elif block.endswith("\n:::"):
            self._block(block[:-4], stack)
            stack.pop()
        elif first.startswith("@"):
            head, _, text = block.partition("~")
            node = self._open(head[1:], stack[-1])
            self._leaf(text.strip(), node)
        elif first.startswith(("- ", "+ ")):
            for item in re.split(r"\n(?=[-+] )", block):
                self._leaf(item, stack[-1])
        else:
            self._leaf(block, stack[-1])

    def _open(self, head: str, parent: Node) -> Node:
        kind, _, attrs = head.strip().partition(" ")
        pairs = dict(item.split("=", 1) for item in shlex.split(attrs))
        kind, given = SHORT.get(kind, (kind, {}))
        pairs = {**given, **pairs}
        if kind == "recommendation" and "owners" in parent.attrs:
            pairs.setdefault("owners", parent.attrs["owners"])
        node = self._new(kind, attrs=pairs, number=pairs.get("number"))
        parent.children.append(node)
        return node

    def _leaf(self, block: str, parent: Node) -> None:
        parent.children.append(self._make(block, parent))

    def _make(self, block: str, parent: Node) -> Node:
        if block.startswith("%"):
            return self._new(block[1:].strip())
        if block.startswith("|"):
            rows = [[c.strip() for c in r.strip().strip("|").split("|")] for r in block.split("\n")]
            return self._new("table", rows=rows)
        text = " ".join(block.split())
        if text.startswith("#"):
            return self._heading(text)
        if text.startswith("= "):
            self.count += 1
            number = f"{self.heading_number}.{self.count}"
            if parent.kind in AUTO_NUMBERED and parent.number is None:
                parent.number = number
            return self._new("numbered", text[2:], number=number)
        if text.startswith(("- ", "+ ")):
            return self._new("bullet", text[2:], level=1 if text[0] == "-" else 2)
        return self._new("para", text)

    def _heading(self, text: str) -> Node:
        level = len(text) - len(text.lstrip("#"))
        title = text[level:].strip()
        found = HEADING_NUMBER.match(title)
        if found:
            self.heading_number, self.count = found[1], 0
        if level <= self.section_level:
            self.section = HEADING_NUMBER.sub("", plain(title))
        return self._new("heading", title, level=level, number=found[1] if found else None)

    def _new(self, kind: str, text: str = "", **given: object) -> Node:
        self.keys += 1
        node = Node(kind, text, key=f"k{self.keys}", section=self.section, **given)
        return node


def walk(nodes: list[Node]):
    """Every node, outermost first, in reading order."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def own_texts(node: Node) -> list[str]:
    """The printed texts of a passage, leaving out passages printed inside it and its label."""
    texts: list[str] = []
    children = list(node.children)
    while len(children) > 1 and (children[-1].kind == "heading" or children[-1].passage):
        children.pop()  # a heading over what is printed inside is not the passage's last word
    for child in children:
        if child.passage or child.kind in ("box", "lead", "table_of", "table", "answer"):
            continue
        if child.kind == "heading" and node.kind == "vignette":
            continue  # a box's title is its own, not the first words of its story
        texts += own_texts(child) if child.children else [plain(child.text)]
    if texts:
        texts[0] = LABEL.sub("", texts[0])
    return [text for text in texts if text]


def cites(node: Node) -> list[str]:
    """The recommendation numbers a passage cites, in the order printed, each once."""
    numbers: list[str] = []
    for child in [node, *walk(node.children)]:
        for group in CITE.findall(child.text):
            numbers += [n.strip() for n in group[0].split(",") if n.strip() not in numbers]
    return numbers


def without_reference(text: str) -> str:
    """A passage's text without the reference in brackets that closes it."""
    return REFERENCE.sub("", text)
