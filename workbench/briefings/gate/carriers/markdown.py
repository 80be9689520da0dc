"""Markdown and plain text: the page it makes, and its raw lines for what that page leaves out."""

from __future__ import annotations

import re
from html import escape

from workbench.briefings.gate.carriers import html
from workbench.briefings.gate.carriers.making import found, property_finding
from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Contents, Segment

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([\w .\-]{1,40}):[ \t]*(.*)$", re.MULTILINE)
_DEFINED = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?([^\s>]+)>?[ \t]*(.*)$", re.MULTILINE)
_TOP_LINES = 4


def contents(data: bytes, name: str, lists: Lists) -> Contents:
    """Take a Markdown file apart."""
    text = html.decoded(data)
    made = Contents()
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    if front:
        _properties(front[1], made, lists)
    rendered = _rendered(body)
    if rendered.strip():
        made.extend(html.of_text(f"<html><body>{rendered}</body></html>", name, lists, whole=False))
    _unused_links(body, rendered, made)
    _raw_lines(text, made)
    _structure(made, text, lists)
    return made


def _rendered(text: str) -> str:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)


def _properties(front: str, made: Contents, lists: Lists) -> None:
    for field in _FIELD.finditer(front):
        name, value = field[1].strip(), field[2].strip().strip("\"'")
        made.segments.append(Segment(value, f'property "{name}"', "property", label=name))
        finding = property_finding(lists, name, value) if value else None
        if finding:
            made.findings.append(finding)


def _unused_links(body: str, rendered: str, made: Contents) -> None:
    """Links that are defined and not used stand in the file, and nowhere on its page."""
    for number, link in enumerate(_DEFINED.finditer(body), 1):
        address, title = link[1], link[2] or ""
        if escape(address) not in rendered:
            where = f"link {number} that is defined and not used"
            made.segments.append(Segment(f"{address} {title}".strip(), where, "link"))


def _raw_lines(text: str, made: Contents) -> None:
    """The source, for link definitions, comments and whatever else the page does not show."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            made.segments.append(
                Segment(line, f"line {number}", "source", top=number <= _TOP_LINES)
            )


def _structure(made: Contents, text: str, lists: Lists) -> None:
    levels = [len(m[1]) for m in re.finditer(r"^(#{1,6})\s+\S", text, re.MULTILINE)]
    before = 0
    for n, level in enumerate(levels, 1):
        if before and level > before + 1:
            mend = f"Use a heading of level {before + 1}: the levels skip from {before} to {level}."
            made.findings.append(
                found(lists, "structure", f"heading {n}", f"heading {n}", mend=mend)
            )
        before = level
    if not levels:
        mend = "Begin with a line such as: # Title."
        made.findings.append(found(lists, "structure", "no title", "the file", mend=mend))
    for n, picture in enumerate(re.finditer(r"!\[(\s*)\]\(", text), 1):
        del picture
        mend = "Say in words what the picture shows."
        made.findings.append(
            found(lists, "structure", "no alternative text", f"picture {n}", mend=mend)
        )
