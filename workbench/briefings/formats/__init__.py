"""One briefing in the forms its readers get: one module a format, chosen by a table."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

from workbench.briefings.content import Briefing
from workbench.briefings.formats.page import to_html
from workbench.errors import UsageError

# Each is imported when it is first wanted: PDF alone brings a second of imports.
_MODULES = {
    "html": ("page", "to_html"),
    "docx": ("word", "to_word"),
    "pdf": ("pdf", "to_pdf"),
    "md": ("markdown", "to_markdown"),
}
FORMATS = tuple(_MODULES)


def chosen(given: str) -> tuple[str, ...]:
    """The formats named in ``html,docx``, each once.

    Raises
    ------
    UsageError
        For one there is not, or for none at all; it lists those there are.
    """
    names = [part.strip().lower().lstrip(".") for part in given.split(",") if part.strip()]
    for name in names:
        if name not in _MODULES:
            raise UsageError.unknown("format", name, FORMATS)
    if not names:
        raise UsageError("No format was named.", f"Name some of: {', '.join(FORMATS)}.")
    return tuple(dict.fromkeys(names))


def render(briefing: Briefing, form: str) -> bytes:
    """A briefing in one format, ready to be written to a file.

    Raises
    ------
    UsageError
        For an unknown format.
    BriefingError
        When a library that makes the format is not all there; it says how to mend that.
    """
    (form,) = chosen(form)
    module, name = _MODULES[form]
    made: Callable[[Briefing], str | bytes] = getattr(
        importlib.import_module(f"workbench.briefings.formats.{module}"), name
    )
    out = made(briefing)
    return out.encode("utf-8") if isinstance(out, str) else out


def write(briefing: Briefing, page: Path, forms: tuple[str, ...]) -> list[Path]:
    """Write a briefing in several formats beside each other, ``page`` with each one's ending.

    Each is made before any is written, and moved into its place whole.
    """
    made = {page.with_suffix(f".{form}"): render(briefing, form) for form in forms}
    page.parent.mkdir(parents=True, exist_ok=True)
    for path, data in made.items():
        coming = path.with_name(f".{path.name}.coming")
        coming.write_bytes(data)
        coming.replace(path)
    return list(made)


__all__ = ["FORMATS", "chosen", "render", "to_html", "write"]
