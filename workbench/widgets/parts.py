"""Small pieces that every view uses: headings, sentences, notices, and errors in plain words."""

from __future__ import annotations

import re
from datetime import date
from html import escape
from pathlib import Path

import ipywidgets as w
from IPython.display import HTML

from workbench.errors import WorkbenchError
from workbench.style import css_variables

_CSS = Path(__file__).with_name("parts.css").read_text(encoding="utf-8")


def look() -> HTML:
    """The style sheet of the views; a notebook shows it once, before its view."""
    return HTML(f"<style>{css_variables()}{_CSS}</style>")


def heading(text: str) -> w.HTML:
    """A second-level heading a screen reader can jump to."""
    return w.HTML(f"<h2 class='wb-heading'>{escape(text)}</h2>")


def sentence(text: str) -> str:
    """The one sentence that says what a screen shows, as HTML."""
    return f"<p class='wb-sentence' role='status'>{escape(text)}</p>"


def words(text: str) -> str:
    """Plain words that are spoken when they change, as HTML."""
    return f"<span class='wb-words' role='status'>{escape(text)}</span>"


def notice(text: str) -> str:
    """Something went well, as HTML."""
    return f"<p class='wb-notice' role='status'>{escape(text)}</p>"


def lacking(text: str) -> str:
    """Nothing was done yet: what it still needs, as HTML."""
    return f"<p class='wb-failure' role='alert'>{escape(text)}</p>"


def as_date(value: object) -> str:
    """An ISO day or month as a person writes it, ``22 May 2016``; anything else as it stands."""
    text = "" if value is None or value != value else str(value)
    month = re.fullmatch(r"\d{4}-\d\d", text) is not None
    try:
        day = date.fromisoformat(f"{text}-01" if month else text)
    except ValueError:
        return text
    if month:
        return f"{day:%B %Y}"
    return f"{day.day} {day:%B %Y}" if len(text) == 10 else text


# What people call the kinds whose short names say too little or too much.
_KINDS = {
    "cqc_review": "CQC review",
    "child_safeguarding_practice_review": "child safeguarding practice review",
    "ofsted_inspection": "Ofsted inspection",
    "annual_report": "yearly report",
}


def kind_words(kind: object) -> str:
    """The kind of a review or a passage as people say it."""
    return _KINDS.get(str(kind), str(kind).replace("_", " "))


def beside(one: w.Widget, other: w.Widget) -> w.Box:
    """A list and what is chosen in it, side by side where there is room, else one below."""
    both = w.Box([one, other])
    both.add_class("wb-beside")
    return both


def row(*parts: w.Widget) -> w.Box:
    """Controls in a row that wraps where there is no room."""
    together = w.Box(list(parts))
    together.add_class("wb-together")
    return together


def panel(html: str, label: str = "") -> str:
    """A box of HTML that is already safe, with a name a screen reader speaks."""
    named = f" role='region' aria-label='{escape(label)}'" if label else ""
    return f"<div class='wb-panel'{named}>{html}</div>"


def nothing_yet(words: str) -> str:
    """What there is to do where nothing can be shown yet, as HTML."""
    page = "library.ipynb"
    link = f"<a href='{page}' data-wb-open='{page}'>Read your first reports</a>"
    return panel(f"<p>{escape(words)} {link}, and come back.</p>")


def failure(error: Exception) -> str:
    """An error where it happened: plain words for a mistake; a bug says what it is.

    Raises
    ------
    Exception
        The error itself when it is a bug, so that its traceback is not lost.
    """
    if not isinstance(error, WorkbenchError):
        raise error
    return f"<p class='wb-failure' role='alert'>{escape(str(error))}</p>"
