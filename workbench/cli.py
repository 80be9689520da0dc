"""Options -> one task -> words or JSON.

Exit codes: 0 all well; otherwise the ``exit_code`` of the error (see ``workbench/errors.py``).
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from workbench import __version__
from workbench.errors import DocumentError, UsageError, WorkbenchError

T = TypeVar("T")

DEFAULT_LIBRARY = "library"
FORMATS = ("table", "json", "csv")


class PlainErrors(click.Group):
    """A user's mistake is one plain line and its own exit code; only a bug shows a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except WorkbenchError as error:
            click.echo(f"workbench: {error}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # The reader of our output has gone (`| head`): nothing is left to say to it.
            sys.stderr.close()
            ctx.exit(0)


@click.group(cls=PlainErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="workbench")
@click.option(
    "--library",
    "folder",
    default=lambda: os.environ.get("WORKBENCH_LIBRARY", DEFAULT_LIBRARY),
    show_default=f"$WORKBENCH_LIBRARY or ./{DEFAULT_LIBRARY}",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder the library is kept in.",
)
@click.pass_context
def main(ctx: click.Context, folder: Path) -> None:
    """Read, merge, compare and brief on safeguarding practice reviews, on this machine alone."""
    ctx.obj = folder


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", help="Read as this kind of report instead of the one that fits best.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table")
@click.option("--who", help="Who is adding, for the history (default: your login name).")
@click.pass_obj
def add(folder: Path, paths: tuple[Path, ...], kind: str | None, form: str, who: str) -> None:
    """Read reports, or folders of them, into the library.

    A file that cannot be read is reported, and the rest is still read; the exit code is then 3.
    """
    from workbench import tasks
    from workbench.library import Library
    from workbench.records import as_json

    with Library.open(folder, create=True) as library:
        results = tasks.add(library, paths, kind=kind, who=who, progress=_bar("Reading"))
    _print(
        [as_json(result) for result in results],
        form,
        columns=("file", "review", "kind", "passages", "problems"),
        empty="No files were found there.",
    )
    if tasks.failed(results):
        sys.exit(DocumentError.exit_code)


@main.command()
@click.argument("what")
@click.option("--review", help="Only this review (see `workbench show reviews`).")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table")
@click.pass_obj
def show(folder: Path, what: str, review: str | None, form: str) -> None:
    """Show what was read.

    WHAT is reviews, passages, findings, recommendations, questions, improvements, strengths,
    good_practice, learning, episodes, vignettes, quotes, challenges, impacts, paragraphs,
    actions, figures, tables, terms, checks, corrections or history.
    """
    from workbench import tasks
    from workbench.library import Library

    if what not in tasks.SHOWN:
        raise UsageError.unknown("thing to show", what, tasks.SHOWN)
    with Library.open(folder) as library:
        rows = tasks.show(library, what, review)
    _print(rows, form, columns=_COLUMNS.get(what, _PASSAGE), empty=f"No {what} were read.")


@main.command()
@click.argument("key")
@click.argument("field")
@click.argument("value", required=False)
@click.option("--why", required=True, help="The reason, kept with the correction.")
@click.option("--who", help="Who decides (default: your login name).")
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


@main.command()
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), default=Path("demo"), show_default=True
)
def demo(folder: Path) -> None:
    """Read the invented reports that ship, compare them and write briefings."""
    from workbench import demo as northmoor

    northmoor.run(folder, click.echo, _bar("Working"))


# --- words or JSON --------------------------------------------------------------------------

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
    "history": ("when", "who", "did", "what"),
}


def _print(
    rows: Sequence[dict[str, Any]], form: str, *, columns: Sequence[str], empty: str
) -> None:
    """Rows as JSON (every field), CSV (every field, formula-safe) or a table that fits."""
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "csv":
        click.echo(_csv(rows, columns), nl=False)
    elif not rows:
        click.echo(empty)
    else:
        click.echo(_table(rows, columns))


def _csv(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    from workbench.safe import for_spreadsheet

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = list(rows[0]) if rows else list(columns)
    writer.writerow(names)
    for row in rows:
        writer.writerow([for_spreadsheet(_cell(row.get(name))) for name in names])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(str(_cell(item)) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def _table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    from tabulate import tabulate

    width = shutil.get_terminal_size((120, 24)).columns
    cells = [[str(_cell(row.get(name))) for name in columns] for row in rows]
    return tabulate(
        cells,
        headers=[name.replace("_", " ") for name in columns],
        tablefmt="simple",
        maxcolwidths=_widths(cells, columns, width),
        disable_numparse=True,
    )


def _widths(cells: Sequence[Sequence[str]], columns: Sequence[str], width: int) -> list[int]:
    """Short columns get what they need; the long ones share the rest of the line."""
    needed = [max(len(name), *(len(row[i]) for row in cells)) for i, name in enumerate(columns)]
    room = width - 2 * (len(columns) - 1)
    fair = max(8, room // len(columns))
    long = [n > fair for n in needed]
    left = room - sum(n for n, is_long in zip(needed, long, strict=True) if not is_long)
    share = max(12, left // max(1, sum(long)))
    return [share if is_long else max(1, n) for n, is_long in zip(needed, long, strict=True)]


def _bar(words: str) -> Callable[[Iterable[T], int], Iterable[T]] | None:
    """A progress bar with time left on a terminal; silence where the output is piped."""
    if not sys.stderr.isatty():
        return None

    def wrapped(items: Iterable[T], total: int) -> Iterable[T]:
        from tqdm import tqdm

        return tqdm(items, total=total, desc=words, unit="file", leave=False)

    return wrapped


if __name__ == "__main__":
    main()
