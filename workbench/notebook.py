"""What the notebooks call: each opens one view on one library. No logic of its own."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.display import HTML, display

from workbench import tasks
from workbench.library import Library, frames
from workbench.places import default_library
from workbench.style import tokens

if TYPE_CHECKING:
    from workbench.briefings.content import Briefing


def open_library(folder: str = "") -> Library:
    """The library in a folder; "" is ``$WORKBENCH_LIBRARY``, else the workbench's own."""
    return Library.open(folder or default_library(), create=True)


def library_view(folder: str = "") -> Any:
    """The view of ``notebooks/library.ipynb``."""
    from workbench.widgets.library import Callbacks, LibraryView
    from workbench.widgets.parts import look

    library = open_library(folder)
    display(look())
    return LibraryView(
        Callbacks(
            reviews=lambda: frames.reviews(library),
            passages=lambda review: frames.passages(library, review),
            checks=lambda review: frames.checks(library, review),
            in_context=lambda ref: tasks.in_context(library, ref),
            add_files=lambda files, progress: tasks.add_uploads(library, files, progress=progress),
            add_folder=lambda path, progress: tasks.add(
                library, [Path(path).expanduser()], progress=progress
            ),
            correct=lambda ref, field, value, why: tasks.correct(
                library, ref, field, value, why=why
            ),
            undo=lambda ref, field: tasks.undo_correction(library, ref, field),
        )
    )


def themes_view(folder: str = "") -> Any:
    """The view of ``notebooks/themes.ipynb``."""
    from workbench.widgets.parts import look
    from workbench.widgets.themes import Callbacks, ThemesView

    board = tasks.ThemeBoard(open_library(folder))
    display(look())
    return ThemesView(
        Callbacks(
            crosswalks=board.crosswalks,
            matrix=board.matrix,
            cell=board.cell,
            echoes=board.echoes,
            never_recommended=board.never_recommended,
        )
    )


def coding_view(folder: str = "", review: str = "", coder: str = "") -> Any:
    """The view to code in: a review's passages one by one; "" is every review."""
    from workbench.widgets.coding import CodingView

    return CodingView(tasks.CodingSession(open_library(folder), coder, review or None))


def seven_minute(folder: str = "", review: str = "", **options: str) -> Briefing:
    """A seven-minute briefing of a review; "" is the newest that was read."""
    with open_library(folder) as library:
        return tasks.seven_minute(library, review or tasks.newest(library), **options)


def show_page(briefing: Briefing, height: str = "75vh") -> HTML:
    """A briefing inside the notebook, kept apart so that its style does not leak out."""
    from workbench.briefings.formats import to_html

    return HTML(
        f'<iframe title="The briefing" srcdoc="{escape(to_html(briefing))}" '
        f'style="width: 100%; height: {height}; border: 1px solid {tokens()["light"]["line"]}">'
        "</iframe>"
    )


def save_page(briefing: Briefing, out: str) -> None:
    """Write a briefing as a page and say where; "" writes nothing."""
    from workbench.briefings.formats import to_html

    if out:
        page = Path(out)
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(to_html(briefing), encoding="utf-8")
        print(f"Written: {page}")


__all__ = [
    "coding_view",
    "library_view",
    "open_library",
    "save_page",
    "seven_minute",
    "show_page",
    "themes_view",
]
