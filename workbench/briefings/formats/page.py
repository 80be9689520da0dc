"""A self-contained HTML page: no script, no font and no picture from elsewhere; it prints well."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import cache

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from workbench.briefings.content import Block, Briefing, Picture, Source
from workbench.briefings.formats import listing
from workbench.briefings.pictures import alternative, svg
from workbench.briefings.wording import plain_date
from workbench.places import shipped
from workbench.style import css_variables, tokens


def to_html(briefing: Briefing, *, for_print: bool = False) -> str:
    """A page that needs nothing else.

    Every statement links to its line in the table of sources at the end. Text from documents is
    escaped.

    Parameters
    ----------
    for_print
        Leave out what only a screen needs (dark colours, links within the page).
    """
    return _template().render(
        briefing=briefing,
        # Our own style sheets, not text from a document: they go in as they are.
        css=Markup(_css(briefing, for_print)),
        about=listing.about_line(briefing),
        sources=listing.by_report(briefing) if listing.anchored_once(briefing) else [],
        footnotes=listing.footnotes(briefing),
        draft=listing.DRAFT,
        cited=_cite(briefing),
        kind=_kind,
        svg=_as_image if for_print else _drawn,
    )


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["plain_date"] = plain_date
    environment.filters["with_sources"] = listing.with_sources
    environment.filters["in_bold"] = listing.in_bold
    environment.filters["shown"] = listing.shown
    environment.filters["unbroken"] = listing.unbroken
    environment.tests.update(
        tall=listing.is_tall,
        small=listing.is_small,
        short=listing.is_short,
        leaning=listing.leans_up,
    )
    return environment.from_string(
        shipped("templates", "style", "briefing.html.j2").read_text(encoding="utf-8")
    )


def _drawn(picture: Picture) -> Markup:
    """A picture for a screen and one for a telephone; the style sheet shows one of them."""
    wide = f'<div class="screen">{svg(picture)}</div>'
    return Markup(wide + f'<div class="telephone">{svg(picture, narrow=True)}</div>')


def _as_image(picture: Picture) -> Markup:
    """A picture as a file inside the page: only so does its text alternative reach a PDF."""
    data = base64.b64encode(svg(picture).encode()).decode()
    return Markup('<img class="picture" src="data:image/svg+xml;base64,{}" alt="{}">').format(
        data, alternative(picture)
    )


def _kind(block: Block) -> str:
    return type(block).__name__


def _css(briefing: Briefing, for_print: bool) -> str:
    style = shipped("templates", "style", "briefing.css").read_text(encoding="utf-8")
    own = [css_variables().split("\n")[0] if for_print else css_variables(), style]
    if accent := briefing.house.accent:
        # The accent was checked against light pages; dark ones keep the workbench's own.
        dark = "" if for_print else _dark_accent()
        own.append(f":root {{ --wb-accent: {accent}; }} {dark}")
    if briefing.is_draft:
        own.append(f'@page {{ @top-center {{ content: "{listing.DRAFT}"; }} }}')
    if for_print:
        own.append("a { color: inherit; text-decoration: none; }")
    return "\n".join(own)


def _dark_accent() -> str:
    colour = tokens()["dark"]["accent"]
    return f"@media (prefers-color-scheme: dark) {{ :root {{ --wb-accent: {colour}; }} }}"


def _unbroken(piece: listing.Piece) -> listing.Piece:
    words, source = piece
    return listing.unbroken(words), source


def _cite(briefing: Briefing) -> Callable[..., Markup]:
    of_all = listing.main_review(briefing)
    linked = listing.anchored_once(briefing)

    def cited(sources: tuple[Source, ...], block: Block | None = None) -> Markup:
        """``(finding 4.3, page 12)``, each part a link to its line in the table of sources."""
        if not sources:
            return Markup("")
        main = listing.main_of(block, of_all) if block else of_all
        form = Markup('<a href="#{}">{}</a>')
        parts = [
            form.format(listing.anchor(source), words) if linked and source else escape(words)
            for words, source in map(_unbroken, listing.pieces(sources, main))
        ]
        # The space is inside: before it WeasyPrint ends some lines of a cell after one word.
        return Markup('<span class="source"> ({})</span>').format(Markup("").join(parts))

    return cited
