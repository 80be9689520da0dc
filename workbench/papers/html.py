"""A chronology as one page that needs nothing else and asks nobody for anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from workbench.papers.content import Column, Paper, Section
from workbench.places import shipped
from workbench.safe import for_xml
from workbench.style import css_variables


def write(paper: Paper, path: Path) -> None:
    """Write the page."""
    path.write_text(page(paper), encoding="utf-8")


def page(paper: Paper) -> str:
    """The page as text: headings to jump by, tables with captions, colour never alone."""
    style = shipped("templates", "style", "chronology.css").read_text(encoding="utf-8")
    body = [
        f"<h1>{_text(paper.title)}</h1>",
        f"<p class='sentence'>{_text(paper.sentence)}</p>",
        f"<p>{_text(paper.made)}</p>",
        *_contents(paper),
        *_agencies(paper),
        "<h2 id='chronology'>Chronology</h2>",
        _chronology(paper) if paper.rows else "<p>There are no entries yet.</p>",
        *_sections(paper.sections),
    ]
    return (
        "<!DOCTYPE html>\n<html lang='en-GB'><head><meta charset='utf-8'>"
        "<meta http-equiv='Content-Security-Policy' "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        "<meta name='viewport' content='width=device-width'>"
        f"<title>{_text(paper.title)}</title>\n<style>{css_variables()}\n{style}</style></head>\n"
        "<body><a class='skip' href='#chronology'>Skip to the chronology</a>\n<main>\n"
        + "\n".join(body)
        + "\n</main></body></html>\n"
    )


def _contents(paper: Paper) -> Iterable[str]:
    parts = dict.fromkeys(s.under or s.title for s in paper.sections)
    links = ["<li><a href='#chronology'>Chronology</a></li>"]
    links += [f"<li><a href='#{_anchor(part)}'>{_text(part)}</a></li>" for part in parts]
    yield f"<nav aria-label='Contents'><ul>{''.join(links)}</ul></nav>"


def _agencies(paper: Paper) -> Iterable[str]:
    if paper.marks:
        yield "<h2>Agencies</h2><ul class='agencies'>"
        for name, mark in paper.marks.items():
            yield f"<li>{_chip(mark.letter, mark.colour)} {_text(name)}</li>"
        yield "</ul>"


def _chip(letter: str, colour: str) -> str:
    return f"<b class='chip' style='background:{colour}'>{_text(letter)}</b>"


def _chronology(paper: Paper) -> str:
    head = "".join(f"<th scope='col'>{_text(c.heading)}</th>" for c in paper.columns)
    lines = [
        f"<div class='wide' role='region' aria-label='{_text(paper.title)}' tabindex='0'>",
        f"<table><caption>{_text(paper.title)}</caption><thead><tr>{head}</tr></thead><tbody>",
    ]
    for row in paper.rows:
        cells = "".join(_cell(column, row, paper) for column in paper.columns)
        lines.append(f"<tr id='entry-{_text(row['n'])}'>{cells}</tr>")
    return "\n".join([*lines, "</tbody></table></div>"])


def _cell(column: Column, row: dict[str, str], paper: Paper) -> str:
    text = row.get(column.name, "")
    if column.name == "n":
        return f"<th scope='row'>{_text(text)}</th>"
    if column.name == "letter":
        name = row["_agency"]
        chip = _chip(text, paper.marks[name].colour)
        return f"<td>{chip}<span class='spoken'> {_text(name)}</span></td>"
    return f"<td>{_text(text)}</td>"


def _sections(sections: Sequence[Section]) -> Iterable[str]:
    part = ""
    for section in sections:
        if section.under and section.under != part:
            yield f"<h2 id='{_anchor(section.under)}'>{_text(section.under)}</h2>"
        part = section.under
        level = 3 if section.under else 2
        own = "" if section.under else f" id='{_anchor(section.title)}'"
        yield f"<h{level}{own}>{_text(section.title)}</h{level}>"
        yield from (f"<p>{_text(line)}</p>" for line in section.lines)
        if section.rows:
            yield _table(section)


def _table(section: Section) -> str:
    head = "".join(f"<th scope='col'>{_text(h)}</th>" for h in section.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{_text(text)}</td>" for text in row) + "</tr>\n"
        for row in section.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>"


def _anchor(title: str) -> str:
    return "part-" + "-".join("".join(c if c.isalnum() else " " for c in title.casefold()).split())


def _text(text: str) -> str:
    return escape(for_xml(text)).replace("\n", "<br>")
