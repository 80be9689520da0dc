"""``workbench chronology``: one chronology from what the agencies sent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.words import table
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.chronology.case_file import CaseFile
    from workbench.papers.content import Paper


@click.group()
def chronology() -> None:
    """Merge the agencies' chronologies of a case into one."""


@chronology.command()
@click.argument("sheets", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--case", required=True, help="The name of the case, or a case file (.yaml).")
@click.option(
    "--born",
    default="",
    help="The child's date of birth, such as 2021-03-14 (a case file says it by itself).",
)
@click.option("--child", "children", multiple=True, metavar="NAME=DATE", help="Another child.")
@click.option("--agency", "agencies", multiple=True, metavar="FILE=NAME", help="Whose a file is.")
@click.option("--as-of", default="", help="The day it is made for (default: today).")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to a file: .docx, .xlsx, .html or .csv.",
)
@click.option("--publish", is_flag=True, help="For other eyes: pseudonyms, and no dates.")
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The key file with the pseudonyms, for --publish; else the one made in the notebook.",
)
@click.option(
    "--dates",
    type=click.Choice(("days", "ages")),
    default="days",
    help="With --publish: days from the birth, or ages alone.",
)
@click.pass_obj
def build(
    folder: Path,
    sheets: tuple[Path, ...],
    case: str,
    born: str,
    children: tuple[str, ...],
    agencies: tuple[str, ...],
    as_of: str,
    form: str,
    out: Path | None,
    publish: bool,
    key: Path | None,
    dates: str,
) -> None:
    """Read, merge and check the SHEETS that the agencies sent.

    Word, spreadsheets, CSV, text and HTML are read: their tables or, where they have none, their
    paragraphs that begin with a date; no row is ever dropped. What reviewers decided in the
    notebook and the library keeps is used: what an agency's columns mean, and for a case of that
    name the rulings, notes, episodes and what unread dates mean.
    """
    from workbench import tasks
    from workbench.chronology.build import as_json

    _spare(out, sheets)
    whole = _case(case, born)
    known = tasks.remembered(folder, whole or case)
    made = tasks.build_chronology(
        sheets,
        case if whole is None else whole,
        born,
        children=_pairs(children, "--child"),
        agencies=_pairs(agencies, "--agency"),
        as_of=as_of,
        remembered=known,
    )
    paper = None
    if out is not None or publish:
        paper = tasks.chronology_paper(
            made,
            tasks.day_of(as_of, whole.as_of if whole else None),
            episodes=known.episodes,
            notes=known.notes,
            key=key or known.key or (whole.key if whole else None),
            publish=publish,
            dates=dates,
        )
    if paper is not None and out is not None:
        # Standard output stays the chronology itself, for whoever pipes it on.
        click.echo(f"Written: {tasks.save_chronology(paper, out)}", err=True)
    said = _published(paper) if publish and paper is not None else as_json(made)
    if form == "json":
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
    elif out is None:
        _print(said, publish)


def _spare(out: Path | None, sheets: Sequence[Path]) -> None:
    """What an agency sent is never written over."""
    if out is None or not out.exists():
        return
    sent = {path.resolve() for path in sheets}
    if out.resolve() in sent or out.resolve().parent in sent:
        raise UsageError(
            f"{out} is one of the returns, or lies among them.", "Write to another name or folder."
        )


def _print(said: dict[str, Any], publish: bool) -> None:
    if publish:
        click.echo(table(said["events"], tuple(said["events"][0]) if said["events"] else ()))
        return
    click.echo(table(said["events"], ("n", "written", "when", "time", "age", "source", "what")))
    click.echo()
    number = {event["id"]: event["n"] for event in said["events"]}
    found = [
        {**each, "entries": ", ".join(str(number[i]) for i in each["events"])}
        for each in said["checks"]
    ]
    click.echo(table(found, ("check", "entries", "message")) if found else "Nothing was found.")
    click.echo()
    click.echo(table(_mapped(said["files"]), ("file", "agency", "rows", "columns")))
    for each in said["files"]:
        for problem in each["problems"]:
            click.echo(f"{each['file']}: {problem}", err=True)


def _mapped(files: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """How each file's columns were understood, as a line of words."""
    lines = []
    for each in files:
        meant = dict.fromkeys(
            f"{m['heading']} = {(m['field'] or 'kept beside').replace('_', ' ')}"
            for m in each["mapping"]
        )
        lines.append({**each, "columns": "; ".join(meant)})
    return lines


@chronology.command()
@click.argument("agency")
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write: .docx or .xlsx.",
)
def template(agency: str, out: Path) -> None:
    """Write the blank return for AGENCY, with instructions for those who fill it in."""
    from workbench import tasks

    click.echo(f"Written: {tasks.blank_return(agency, out)}")


def _case(case: str, born: str) -> CaseFile | None:
    """The case file, where ``--case`` names one."""
    from workbench import tasks

    if case.casefold().endswith((".yaml", ".yml")):
        return tasks.read_case(case)
    if not born:
        raise UsageError(
            f"The date of birth of {case} is missing.",
            "Give it with --born, such as --born 2021-03-14, or give a case file.",
        )
    return None


def _published(paper: Paper) -> dict[str, Any]:
    """Only what the publication shows: no id, file, source or date goes out."""
    shown = [column.name for column in paper.columns if column.name != "letter"]
    events = [{"agency": row["_agency"], **{n: row[n] for n in shown}} for row in paper.rows]
    return {"case": paper.title.removeprefix("Chronology: "), "events": events}


def _pairs(given: Sequence[str], option: str) -> dict[str, str]:
    pairs = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise UsageError(f"{option} {pair!r} has no name and value.", "Write NAME=VALUE.")
        pairs[name.strip()] = value.strip()
    return pairs
