"""``workbench chronology``: one chronology from what the agencies sent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from workbench.cli.words import table
from workbench.errors import UsageError


@click.group()
def chronology() -> None:
    """Merge the agencies' chronologies of a case into one."""


@chronology.command()
@click.argument("sheets", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--case", required=True, help="The name of the case.")
@click.option("--born", required=True, help="The child's date of birth, such as 2021-03-14.")
@click.option("--child", "children", multiple=True, metavar="NAME=DATE", help="Another child.")
@click.option("--agency", "agencies", multiple=True, metavar="FILE=NAME", help="Whose a file is.")
@click.option("--as-of", default="", help="The day it is made for (default: today).")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table")
def build(
    sheets: tuple[Path, ...],
    case: str,
    born: str,
    children: tuple[str, ...],
    agencies: tuple[str, ...],
    as_of: str,
    form: str,
) -> None:
    """Read, merge and check the SHEETS that the agencies sent.

    Word tables, spreadsheets, CSV and HTML tables are read; no row is ever dropped.
    """
    from workbench import tasks
    from workbench.chronology.build import as_json

    made = tasks.build_chronology(
        sheets,
        case,
        born,
        children=_pairs(children, "--child"),
        agencies=_pairs(agencies, "--agency"),
        as_of=as_of,
    )
    said = as_json(made)
    if form == "json":
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
        return
    click.echo(table(said["events"], ("n", "written", "when", "time", "age", "source", "what")))
    click.echo()
    click.echo(table(said["checks"], ("check", "events", "message")))


def _pairs(given: Sequence[str], option: str) -> dict[str, str]:
    pairs = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise UsageError(f"{option} {pair!r} has no name and value.", "Write NAME=VALUE.")
        pairs[name.strip()] = value.strip()
    return pairs
