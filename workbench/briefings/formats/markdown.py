"""Markdown (CommonMark with pipe tables), for wikis, intranets and e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.briefings.content import (
    Block,
    Briefing,
    Grid,
    Group,
    Picture,
    Points,
    Prose,
    Source,
    Statement,
)
from workbench.briefings.formats import listing
from workbench.briefings.wording import plain_date

# What Markdown or the HTML inside it would take for its own: text from documents is data.
_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")
_LINE_STARTS = re.compile(r"\A(\s*)([-+=]|\d+[.)])(?=\s|\Z)")


def to_markdown(briefing: Briefing) -> str:
    """The briefing as one Markdown document."""
    return "\n".join(_lines(briefing)).strip() + "\n"


def _lines(briefing: Briefing) -> Iterator[str]:
    main = listing.main_review(briefing)
    if briefing.is_draft:
        yield from (f"**{listing.DRAFT}**", "")
    if briefing.house.name:
        yield from (_plain(briefing.house.name), "")
    yield from (f"# {_plain(briefing.title)}", "")
    yield from (
        f"{briefing.subtitle} · made on {plain_date(briefing.as_of)} · "
        f"{listing.about_line(briefing)}",
        "",
    )
    for label, said in briefing.about:
        yield from (f"**{label}:** {_plain(said.text.split(': ', 1)[-1])}", "")
    for section in briefing.sections:
        yield from (f"## {_plain(section.heading)}", "")
        for block in section.blocks:
            yield from _block(block, main)
            yield ""
    if briefing.left_out and not briefing.one_page:
        yield from ("## What this briefing leaves out", "")
        yield from (f"- {_plain(line)}" for line in briefing.left_out)
        yield ""
    yield from _sources(briefing)


def _block(block: Block, main: str) -> Iterator[str]:
    main = listing.main_of(block, main)
    if isinstance(block, Prose):
        parts = (
            f"{_said(statement)}{_cited(sources, main)}"
            for statement, sources in listing.with_sources(block.said)
        )
        yield _LINE_STARTS.sub(r"\1\\\2", " ".join(parts))
    elif isinstance(block, Points):
        yield from _items(block.said, main, block.ordered)
    elif isinstance(block, Group):
        yield from (f"### {_plain(block.name)}", "")
        yield from _items(block.said, main)
    elif isinstance(block, Grid):
        yield from _grid(block, main)
    elif isinstance(block, Picture):
        yield from (f"**{_plain(block.title)}**", "", _plain(block.sentence.text), "")
        yield from _grid(block.table, main)


def _items(statements: Sequence[Statement], main: str, ordered: bool = False) -> Iterator[str]:
    for i, (said, (bold, plain)) in enumerate(
        zip(statements, listing.in_bold(statements), strict=True), 1
    ):
        mark = f"{i}." if ordered else "-"
        yield f"{mark} {_told(bold, plain)}{_cited(listing.shown(said), main)}"


def _grid(grid: Grid, main: str) -> Iterator[str]:
    yield from (f"**{_plain(grid.caption)}**", "")
    yield f"| {' | '.join(map(_plain, grid.columns))} |"
    marks = ("--:" if i in grid.numbers else ":--" for i in range(len(grid.columns)))
    yield f"| {' | '.join(marks)} |"
    for row in grid.rows:
        cells = (
            _said(cell) + (_cited(listing.shown(cell), main) if cell.kind == "verbatim" else "")
            for cell in row
        )
        yield f"| {' | '.join(cells)} |"


def _sources(briefing: Briefing) -> Iterator[str]:
    reports = listing.by_report(briefing) if listing.anchored_once(briefing) else []
    if reports:
        yield from ("## Where each statement comes from", "")
        for note in listing.footnotes(briefing):
            yield from (_plain(note), "")
        for title, rows in reports:
            yield f"- **{_plain(title)}**: {_plain('; '.join(row.words for row in rows))}"
        return
    for note in listing.footnotes(briefing):
        yield from (_plain(note), "")


def _said(statement: Statement) -> str:
    return _told(statement.lead, statement.text)


def _told(bold: str, plain: str) -> str:
    return " ".join(filter(None, (f"**{_plain(bold)}**" if bold else "", _plain(plain))))


def _cited(sources: Sequence[Source], main: str) -> str:
    words = _plain(listing.citation(sources, main))
    return f" ({words})" if words else ""


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
