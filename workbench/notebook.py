"""What the notebooks call: each opens one view on one library. No logic of its own."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.display import HTML, display

from workbench import tasks, who
from workbench.errors import WorkbenchError
from workbench.library import Library, frames
from workbench.links import link_to
from workbench.places import default_library
from workbench.style import tokens

if TYPE_CHECKING:
    from workbench.briefings.content import Briefing


def open_library(folder: str = "") -> Library:
    """The library in a folder; "" is ``$WORKBENCH_LIBRARY``, else the workbench's own."""
    return Library.open(folder or default_library(), create=True, read_only=read_only())


def read_only() -> bool:
    """Whether views must not write: ``WORKBENCH_READ_ONLY=1``, as ``make app READ_ONLY=1`` sets."""
    return os.environ.get("WORKBENCH_READ_ONLY", "") not in ("", "0")


def start_view(folder: str = "", as_of: str = "") -> Any:
    """The view of ``notebooks/start.ipynb``; ``as_of`` is the ISO day it is, "" today."""
    from workbench.widgets.parts import look
    from workbench.widgets.start import StartView, Who

    library = open_library(folder)
    display(look())
    deciding = Who(who.current_user, who.given_name, who.is_set_outside, who.give_name)
    return StartView(
        lambda: tasks.overview(library, as_of=as_of, remember=not read_only()),
        None if read_only() else deciding,
    )


def library_view(folder: str = "") -> Any:
    """The view of ``notebooks/library.ipynb``."""
    from workbench.tasks.theme_board import short_names
    from workbench.widgets.library import Callbacks, LibraryView
    from workbench.widgets.parts import look

    library = open_library(folder)
    display(look())
    return LibraryView(
        Callbacks(
            reviews=lambda: frames.reviews(library),
            names=lambda: short_names(library.reviews()),
            passages=lambda: frames.passage_list(library),
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
            withdrawn=lambda: tasks.withdrawn(library),
            withdraw=lambda review, why: tasks.withdraw(library, review, why=why),
            put_back=lambda review, why: tasks.put_back(library, review, why=why),
        ),
        where=str(library.folder.absolute()),
        read_only=read_only(),
    )


def theme_board(folder: str = "") -> tasks.ThemeBoard:
    """A library's themes, for the views of ``notebooks/themes.ipynb``."""
    return tasks.ThemeBoard(open_library(folder))


def themes_view(board: tasks.ThemeBoard) -> Any:
    """Themes side by side, what was said before, what was never recommended, what comes back."""
    from workbench.widgets.beside import BesideView
    from workbench.widgets.parts import look, nothing_yet
    from workbench.widgets.themes import ThemesView

    display(look())
    if not board.reviews():
        return HTML(nothing_yet("There is nothing to compare yet: the library has no findings."))
    return ThemesView(board, BesideView(board), read_only=read_only())


def chronology_view(folder: str = "", case: str = "", born: str = "") -> Any:
    """The view of ``notebooks/chronology.ipynb``; ``case`` "" is the invented case Wren."""
    from workbench.tasks.chronology_shelf import CaseShelf
    from workbench.widgets.chronology import ChronologyView
    from workbench.widgets.parts import failure, look

    shelf = CaseShelf(open_library(folder))
    display(look())
    try:
        desk = shelf.open(case, born)
    except WorkbenchError as error:
        if not read_only():
            raise
        return HTML(failure(error))
    _opened.clear()
    _opened[_asked_for(folder, case, born)] = desk.case
    return ChronologyView(desk, desk.case.slug, shelf, read_only=read_only())


def chronology_in_words(folder: str = "", case: str = "", born: str = "") -> None:
    """Print a case's counts, its span, what was not read and what was found.

    The case that :func:`chronology_view` has open is not read and checked again.
    """
    opened = _opened.get(_asked_for(folder, case, born))
    print(tasks.in_words(opened or tasks.ChronologyCase.open(open_library(folder), case, born)))


# What the view of this process has open, by what it was asked for with.
_opened: dict[tuple[str, ...], tasks.ChronologyCase] = {}


def _asked_for(folder: str, case: str, born: str) -> tuple[str, ...]:
    return str(folder or default_library()), case, born, str(read_only())


def partnership_view(folder: str = "", as_of: str = "") -> Any:
    """The partnership's own timeline: reviews, inspections, answers and actions due."""
    from workbench.widgets.figure import FigureView
    from workbench.widgets.parts import look

    display(look())
    return FigureView(tasks.partnership_timeline(open_library(folder), as_of))


def answers_view(board: tasks.ThemeBoard) -> Any:
    """Which recommendation each action answers: proposed, and decided by a person."""
    from workbench.widgets.answers import AnswersView

    if read_only():
        return HTML("<p>Deciding is closed here: these pages only show.</p>")
    return AnswersView(board)


def coders_view(folder: str = "") -> Any:
    """Two coders: how far they agree, where they differ, and settling it."""
    from workbench.widgets.coders import CodersView

    return CodersView(tasks.CodersTable(open_library(folder)), read_only=read_only())


def coding_view(folder: str = "", review: str = "", coder: str = "") -> Any:
    """The view to code in: a review's passages one by one; "" is every review."""
    from workbench.widgets.coding import CodingView
    from workbench.widgets.parts import nothing_yet

    if read_only():
        return HTML("<p>Coding is closed here: these pages only show.</p>")
    library = open_library(folder)
    if not library.reviews():
        return HTML(nothing_yet("There is nothing to code yet: the library has no reports."))
    session = tasks.CodingSession(library, coder, review or None)
    return CodingView(session, where=str(library.folder.absolute()))


def make_briefing(folder: str, kind: str, of: str = "", **options: str) -> Briefing:
    """A briefing of one of the six kinds; "" is the newest review or year there is."""
    with open_library(folder) as library:
        return tasks.make_briefing(library, kind, of, **options)


def briefings_view(folder: str = "", out: str = "briefings") -> Any:
    """The view of ``notebooks/briefings.ipynb``; ``out`` is the folder offered to write to."""
    from workbench.widgets.briefings import BriefingsView
    from workbench.widgets.parts import look

    display(look())
    studio = tasks.BriefingStudio(open_library(folder))
    return BriefingsView(
        studio, _framed, out, decides=who.given_name(), link=link_to, read_only=read_only()
    )


def practice(folder: str = "") -> str:
    """The practice library of the exercises, made when it is first asked for."""
    from workbench.tutorial import practice as made

    return str(made(folder))


def exercise_view(number: int, folder: str = "") -> Any:
    """The questions and the check of one of the seven exercises."""
    from workbench.tutorial import exercise
    from workbench.widgets.exercise import ExerciseView
    from workbench.widgets.parts import look

    library, chosen = open_library(practice(folder)), exercise(number)
    display(look())
    return ExerciseView(chosen.asks, lambda **answers: chosen.check(library, **answers))


def show_page(briefing: Briefing, height: str = "75vh") -> HTML:
    """A briefing inside the notebook, kept apart so that its style does not leak out."""
    from workbench.briefings.formats import to_html

    return HTML(_framed(to_html(briefing), height))


def _framed(page: str, height: str = "75vh") -> str:
    # Without a base of its own, a link within the page would load the notebook into the frame.
    page = page.replace("<head>", '<head><base href="about:srcdoc">', 1)
    return (
        f'<iframe title="The briefing" srcdoc="{escape(page)}" '
        f'style="width: 100%; height: {height}; box-sizing: border-box; '
        f'border: 1px solid var(--wb-line, {tokens()["light"]["line"]})">'
        "</iframe>"
    )


def save_page(
    briefing: Briefing, out: str, *, to: str = "html", approved_by: str = "", library: str = ""
) -> None:
    """Write a briefing beside ``out`` in each of the formats and say where; "" writes nothing.

    Without ``approved_by`` it is a draft, and marked as one; with a name it is written only if it
    passes the gate.
    """
    if out:
        with open_library(library) as opened:
            written = tasks.write_briefing(
                opened, briefing, Path(out), to=to, approved_by=approved_by
            )
        print(f"Written: {', '.join(path.name for path in written)}")


__all__ = [
    "answers_view",
    "briefings_view",
    "chronology_in_words",
    "chronology_view",
    "coders_view",
    "coding_view",
    "exercise_view",
    "library_view",
    "make_briefing",
    "open_library",
    "partnership_view",
    "save_page",
    "show_page",
    "start_view",
    "theme_board",
    "themes_view",
]
