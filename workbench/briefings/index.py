"""The page that lists a folder's briefings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from workbench.places import shipped
from workbench.style import css_variables

_FORM_NAMES = {"html": "page", "docx": "Word", "pdf": "PDF", "md": "Markdown"}


def index_page(entries: Sequence[Mapping[str, Any]]) -> str:
    """All briefings of a manifest, with their files and what went wrong."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["form"] = lambda file: _FORM_NAMES.get(file.rsplit(".", 1)[-1], file)
    environment.filters["readable"] = lambda name: name.replace("_", " ").capitalize()
    folder = shipped("templates", "style")
    template = environment.from_string((folder / "index.html.j2").read_text(encoding="utf-8"))
    css = (folder / "briefing.css").read_text(encoding="utf-8")
    made = sorted(entries, key=lambda e: (e["template"], e["title"] or e["name"]))
    return template.render(
        entries=made,
        failed=sum(e["status"] == "failed" for e in made),
        css=Markup(f"{css_variables()}\n{css}"),
    )
