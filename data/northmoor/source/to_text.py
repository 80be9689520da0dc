"""Prints a source as raw text: wrapped lines and running footers, as an extraction leaves a PDF."""

from __future__ import annotations

import textwrap

from markup import Node, Source, plain

WIDTH = 86
PAGE = 46  # lines on a page, before its footer


def page(source: Source) -> str:
    """The whole text. Contents are printed from a first pass that finds the pages."""
    lines, marks = _lines(source, {})
    numbers = _page_numbers(lines, marks)
    lines, _ = _lines(source, numbers)
    pages = _pages(lines)
    return "".join(_printed(page, at, len(pages), source) for at, page in enumerate(pages, 1))


def _lines(source: Source, numbers: dict[str, int]) -> tuple[list[str], dict[str, int]]:
    """Every line, with the line each heading begins on; ``\f`` begins a page."""
    lines: list[str] = []
    marks: dict[str, int] = {}
    for node in source.blocks:
        _node(node, lines, marks, source, numbers)
    return lines, marks


def _node(
    node: Node, lines: list[str], marks: dict[str, int], source: Source, numbers: dict[str, int]
) -> None:
    match node.kind:
        case "page":
            lines.append("\f")
        case "contents":
            lines += _contents(source, numbers)
        case "heading":
            marks[node.key] = len(lines)
            lines += ["", *_wrap(plain(node.text)), ""]
        case "numbered":
            lines += [*_wrap(f"{node.number} {plain(node.text)}"), ""]
        case "bullet":
            lines += [*_wrap("• " + plain(node.text)), ""]
        case "para":
            lines += [*_wrap(plain(node.text)), ""]
        case "table":
            lines += [*_table(node.rows), ""]
        case _:
            if node.kind == "table_of":
                lines += [node.attrs["name"], ""]
            for child in node.children:
                _node(child, lines, marks, source, numbers)
            if "printed" in node.attrs:
                lines += [*_wrap(f"{source.meta['print_owners']} {node.attrs['printed']}"), ""]


def _wrap(text: str) -> list[str]:
    """Lines end with the space at which they were broken, as extraction prints them."""
    return [line + " " for line in textwrap.wrap(text, WIDTH, break_on_hyphens=True)]


def _table(rows: list[list[str]]) -> list[str]:
    widths = [max(len(row[at]) for row in rows) + 3 for at in range(len(rows[0]))]
    return [
        "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _contents(source: Source, numbers: dict[str, int]) -> list[str]:
    lines = ["Contents", ""]
    for node in _headings(source.blocks):
        text = plain(node.text)
        title = textwrap.shorten(text, 66, placeholder=" …") if node.level == 2 else text
        dots = "." * max(4, 78 - len(title))
        lines.append(f"{title} {dots} {numbers.get(node.key, 0)}")
    return [*lines, ""]


def _headings(nodes: list[Node]):
    for node in nodes:
        if node.kind == "heading" and node.level <= 2:
            yield node
        yield from _headings(node.children)


def _pages(lines: list[str]) -> list[list[str]]:
    pages: list[list[str]] = [[]]
    for line in lines:
        if line == "\f" or len(pages[-1]) >= PAGE:
            pages.append([])
        if line != "\f":
            pages[-1].append(line)
    return pages


def _page_numbers(lines: list[str], marks: dict[str, int]) -> dict[str, int]:
    at: dict[int, int] = {}
    position = 0
    for number, page_lines in enumerate(_pages(lines), 1):
        for _ in page_lines:
            while position < len(lines) and lines[position] == "\f":
                position += 1
            at[position] = number
            position += 1
    return {key: at[line] for key, line in marks.items()}


def _printed(lines: list[str], number: int, of: int, source: Source) -> str:
    head = [] if number == 1 else [source.meta["header"], "", ""]
    foot = [] if number == 1 else ["", source.meta["footer"], f"Page {number} of {of}", ""]
    return "\n".join([*head, *lines, *foot]) + "\n"
