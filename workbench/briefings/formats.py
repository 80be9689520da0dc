"""One briefing in the form a reader gets it. Today: a self-contained HTML page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from workbench.briefings.content import Briefing, Source, Statement, plain_date
from workbench.places import shipped
from workbench.style import css_variables

# Reading aloud to a team, with room to breathe: about 130 words a minute.
_WORDS_A_MINUTE = 130


@dataclass(frozen=True, slots=True)
class _Listed:
    anchor: str
    name: str
    page: int | None
    title: str


def to_html(briefing: Briefing) -> str:
    """A page that needs nothing else: no script, no font, no picture from elsewhere.

    Every statement links to its line in the table of sources at the end.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["plain_date"] = plain_date
    template = environment.from_string(
        shipped("templates", "style", "briefing.html.j2").read_text(encoding="utf-8")
    )
    style = shipped("templates", "style", "briefing.css").read_text(encoding="utf-8")
    return template.render(
        briefing=briefing,
        # Our own style sheets, not text from a document: they go in as they are.
        css=Markup(f"{css_variables()}\n{style}"),
        minutes=max(1, ceil(briefing.words / _WORDS_A_MINUTE)),
        sources=_listed(briefing),
        cited=_cited,
    )


def _cited(statement: Statement) -> Markup:
    """``(finding 4.3, page 12)``, each part a link to its line in the table of sources."""
    links = [
        Markup('<a href="#{}">{}</a>').format(_anchor(source), source.words())
        for source in statement.sources
    ]
    return Markup('<span class="source">({})</span>').format(Markup("; ").join(links))


def _listed(briefing: Briefing) -> list[_Listed]:
    seen: dict[str, _Listed] = {}
    for statement in briefing.statements():
        for source in statement.sources:
            anchor = _anchor(source)
            name = source.words().split(", page")[0]
            seen.setdefault(
                anchor, _Listed(anchor, name[:1].upper() + name[1:], source.page, source.title)
            )
    return list(seen.values())


def _anchor(source: Source) -> str:
    return "from-" + re.sub(r"[^a-z0-9]+", "-", str(escape(source.ref or source.review)).lower())
