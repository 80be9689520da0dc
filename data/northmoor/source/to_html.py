"""Prints a source as one HTML page, for the web and, by way of weasyprint, for PDF."""

from __future__ import annotations

import html
import re
from pathlib import Path

from markup import CITE, FIGURE, NOTE, Node, Source, curly, plain

STYLE = Path(__file__).parent / "style"


def inline(text: str) -> str:
    """Inline marks as HTML."""
    text = html.escape(curly(text), quote=False).replace("\\\\", "<br>")
    text = NOTE.sub(r'<span class="footnote">\1</span>', text)
    text = CITE.sub(r"\2", text)
    text = FIGURE.sub(r"\2", text)
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", text)


def page(source: Source) -> str:
    """The whole page."""
    meta = source.meta
    author = meta.get("author") or meta["review"]["publisher"]
    css = "\n".join((STYLE / name).read_text(encoding="utf-8") for name in meta["styles"])
    before, after = (_frame(meta, part) for part in ("before", "after"))
    body = before + "\n".join(_node(n, source) for n in source.blocks) + after
    body = re.sub(r"</ul>\s*<ul class=\"depth1\">", "\n", body)  # one list, not one a bullet
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{html.escape(meta['title'])}</title>\n"
        f'<meta name="author" content="{html.escape(author)}">\n'
        f'<meta name="dcterms.created" content="{meta["printed_on"]}T09:00:00Z">\n'
        f'<meta name="dcterms.modified" content="{meta["printed_on"]}T09:00:00Z">\n'
        f"<style>\n{css}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _frame(meta: dict, part: str) -> str:
    name = meta.get(f"{part}_body")
    return (STYLE / name).read_text(encoding="utf-8") if name else ""


def _node(node: Node, source: Source) -> str:
    at = f'id="{node.key}"'
    match node.kind:
        case "heading":
            return f"<h{node.level} {at}>{inline(node.text)}</h{node.level}>"
        case "numbered":
            return (
                f'<p class="numbered" {at}><span class="number">{node.number}</span> '
                f"{inline(node.text)}</p>"
            )
        case "bullet":
            return f'<ul class="depth{node.level}"><li {at}>{inline(node.text)}</li></ul>'
        case "para":
            return f"<p {at}>{inline(node.text)}</p>"
        case "table":
            return _table(node)
        case "contents":
            return _contents(source)
        case "page":
            return '<div class="page-break"></div>'
    return _holder(node, source)


def _holder(node: Node, source: Source) -> str:
    """A passage, box or table with its label."""
    if node.children and all(child.kind == "bullet" for child in node.children) and node.passage:
        items = "".join(f'<li id="{c.key}">{inline(c.text)}</li>' for c in node.children)
        return f'<ul class="depth1">{items}</ul>'
    inside = "\n".join(_node(child, source) for child in node.children)
    if node.kind == "table_of":
        caption = f'<p class="caption">{inline(node.attrs["name"])}</p>'
        return f'<div class="table" id="{node.key}">{caption}{inside}</div>'
    if "owners" in node.attrs and source.meta.get("print_owners"):
        owners = node.attrs.get("printed") or " and ".join(node.attrs["owners"].split("; "))
        inside += f'<p class="owner"><strong>{source.meta["print_owners"]}</strong> {owners}</p>'
    classes = " ".join(filter(None, (node.kind, node.attrs.get("style"))))
    return f'<div class="{classes}" id="{node.key}">\n{inside}\n</div>'


def _table(node: Node) -> str:
    head = "".join(f"<th>{inline(cell)}</th>" for cell in node.rows[0])
    rows = []
    for row in node.rows[1:]:
        total = ' class="total"' if plain(row[0]).casefold().startswith("total") else ""
        rows.append(f"<tr{total}>" + "".join(_cell(cell) for cell in row) + "</tr>")
    body = "\n".join(rows)
    return (
        f'<table id="{node.key}"><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>'
    )


def _cell(text: str) -> str:
    number = ' class="figure"' if re.fullmatch(r"[\d,.]+%?", plain(text)) else ""
    return f"<td{number}>{inline(text)}</td>"


def _contents(source: Source) -> str:
    depth = source.meta.get("contents_depth", 2)
    lines = [
        f'<p class="toc{n.level}"><a href="#{n.key}">{inline(n.text)}</a></p>'
        for n in source.blocks
        if n.kind == "heading" and n.level <= depth and plain(n.text) != "Contents"
    ]
    return '<div class="contents">' + "\n".join(lines) + "</div>"
