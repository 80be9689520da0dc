"""``workbench add``, ``show``, ``correct``, ``withdraw``, ``export`` and ``demo``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workbench.cli.words import FORMATS, bar, write
from workbench.errors import DocumentError, UsageError

_PASSAGE = ("review", "kind", "number", "section", "text", "page")
_COLUMNS: dict[str, tuple[str, ...]] = {
    "reviews": ("id", "kind", "title", "published", "status", "response_due"),
    "findings": ("review", "number", "section", "text", "page", "recommendations", "polarity"),
    "recommendations": ("review", "number", "text", "owners", "cited_by"),
    "challenges": ("review", "text", "answer", "page"),
    "actions": ("review", "number", "text", "raised", "owner", "due", "status", "comment"),
    "figures": ("review", "measure", "value", "unit", "period", "page"),
    "tables": ("review", "name", "columns", "rows", "page"),
    "terms": ("review", "term", "meaning"),
    "checks": ("review", "check", "message", "page", "refs"),
    "corrections": ("key", "field", "value", "withdrawn", "who", "when", "why"),
    "withdrawn": ("review", "title", "who", "when", "why"),
    "history": ("when", "who", "did", "what"),
}


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--kind",
    help="Read as this kind of report instead of the one that fits best, and add it even if the "
    "library holds it.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table")
@click.option("--who", help="Who adds them (default: you, as `workbench name` says).")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Read on this Dask cluster.")
@click.pass_obj
def add(
    folder: Path, paths: tuple[Path, ...], kind: str | None, form: str, who: str, scheduler: str
) -> None:
    """Read reports, or folders of them, into the library.

    A file that cannot be read is reported, and the rest is still read; the exit code is then 3.
    """
    from workbench import tasks
    from workbench.library import Library
    from workbench.records import as_json

    with Library.open(folder, create=True) as library:
        results = tasks.add(
            library, paths, kind=kind, who=who, progress=bar("Reading"), scheduler=scheduler
        )
    write(
        [as_json(result) for result in results],
        form,
        columns=("file", "review", "kind", "passages", "problems"),
        empty="No files were found there.",
    )
    if tasks.failed(results):
        sys.exit(DocumentError.exit_code)


@click.command()
@click.argument("what")
@click.option("--review", help="Only this review (see `workbench show reviews`).")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table")
@click.pass_obj
def show(folder: Path, what: str, review: str | None, form: str) -> None:
    """Show what was read.

    WHAT is reviews, passages, findings, recommendations, questions, improvements, strengths,
    good_practice, learning, episodes, vignettes, quotes, challenges, impacts, paragraphs,
    actions, figures, tables, terms, checks, corrections, withdrawn or history.
    """
    from workbench import tasks
    from workbench.library import Library

    if what not in tasks.SHOWN:
        raise UsageError.unknown("thing to show", what, tasks.SHOWN)
    with Library.open(folder) as library:
        rows = tasks.show(library, what, review)
    write(rows, form, columns=_COLUMNS.get(what, _PASSAGE), empty=f"No {what} were read.")


@click.command()
@click.argument("key")
@click.argument("field")
@click.argument("value", required=False)
@click.option("--why", required=True, help="The reason, kept with the correction.")
@click.option("--who", help="Who decides (default: you, as `workbench name` says).")
@click.option("--undo", is_flag=True, help="Go back to what was read.")
@click.pass_obj
def correct(
    folder: Path, key: str, field: str, value: str | None, why: str, who: str | None, undo: bool
) -> None:
    """Correct FIELD of the passage or review KEY. The reading is kept beside it."""
    from workbench import tasks
    from workbench.library import Library

    if value is None and not undo:
        raise UsageError("There is no new value.", "Give one after the field, or use --undo.")
    with Library.open(folder) as library:
        if undo:
            tasks.undo_correction(library, key, field, why=why, who=who)
        else:
            tasks.correct(library, key, field, value, why=why, who=who)
    click.echo(f"{field} of {key} {'is as it was read' if undo else 'corrected'}.")


@click.command()
@click.argument("review")
@click.option("--why", default="", help="The reason, kept with the decision; needed to withdraw.")
@click.option("--who", help="Who decides (default: you, as `workbench name` says).")
@click.option("--undo", is_flag=True, help="Put it back.")
@click.pass_obj
def withdraw(folder: Path, review: str, why: str, who: str | None, undo: bool) -> None:
    """Withdraw a REVIEW that came in by mistake: it counts nowhere, and nothing is deleted.

    Those it mentions go with it. `workbench show withdrawn` lists what was withdrawn.
    """
    from workbench import tasks
    from workbench.library import Library

    with Library.open(folder) as library:
        if undo:
            done = tasks.put_back(library, review, why=why, who=who)
        else:
            done = tasks.withdraw(library, review, why=why, who=who)
    said = "counts again" if undo else "is withdrawn; to put it back, use --undo"
    click.echo(f"“{done.title}” {said}.")


@click.command()
@click.option("--to", "path", required=True, type=click.Path(path_type=Path))
@click.pass_obj
def export(folder: Path, path: Path) -> None:
    """Write all that the library holds: a workbook (.xlsx), or a folder of CSV files."""
    from workbench import tasks
    from workbench.library import Library

    with Library.open(folder) as library:
        counts = tasks.export(library, path)
    listed = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
    click.echo(f"Written: {path} ({listed or 'the library is empty'}).")


@click.command()
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), default=Path("demo"), show_default=True
)
def demo(folder: Path) -> None:
    """Read the invented reports that ship, compare them and write briefings."""
    from workbench import demo as northmoor

    northmoor.run(folder, click.echo, bar("Working"))
