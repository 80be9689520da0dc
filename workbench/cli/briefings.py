"""``workbench brief``: many briefings at once, each in the formats its readers want."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from workbench.cli.words import bar
from workbench.errors import BriefingError, UsageError


@click.command()
@click.argument("template")
@click.option("--review", "reviews", multiple=True, metavar="ID", help="About this review.")
@click.option("--theme", "themes", multiple=True, metavar="ID", help="About this theme.")
@click.option("--agency", "agencies", multiple=True, metavar="ID", help="For this agency.")
@click.option("--year", "years", multiple=True, metavar="2023-24", help="For this year.")
@click.option("--all", "every", is_flag=True, help="One for each there is.")
@click.option("--to", default="html", show_default=True, help="html, docx, pdf, md; with commas.")
@click.option(
    "-o", "--out", default="briefings", show_default=True, type=click.Path(path_type=Path),
    help="The folder they are written to.",
)  # fmt: skip
@click.option("-j", "--jobs", type=click.IntRange(1), help="How many at a time.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Make them on this Dask cluster.")
@click.option(
    "-p", "--parameter", "parameters", multiple=True, metavar="NAME=VALUE",
    help="Set a parameter of the template.",
)  # fmt: skip
@click.option("--publish", is_flag=True, help="Write them as published, if they pass the gate.")
@click.option("--approved-by", default="", metavar="NAME", help="Who approves publication.")
@click.pass_obj
def brief(
    folder: Path,
    template: str,
    reviews: tuple[str, ...],
    themes: tuple[str, ...],
    agencies: tuple[str, ...],
    years: tuple[str, ...],
    every: bool,
    to: str,
    out: Path,
    jobs: int | None,
    scheduler: str,
    parameters: tuple[str, ...],
    publish: bool,
    approved_by: str,
) -> None:
    """Make briefings from TEMPLATE.

    TEMPLATE is seven_minute, practitioner, agency, theme, board_paper, yearly_chapter, one of
    your own in the library's templates folder, or a notebook's path. One that fails does not stop
    the others (the exit code is then 7); one that nothing has changed for is not made again.
    manifest.json and index.html in the folder say what was made from what.
    """
    from workbench import tasks
    from workbench.library import Library

    if publish != bool(approved_by.strip()):
        raise UsageError(
            "Publication needs somebody who approves it, and drafts need nobody.",
            "Give both --publish and --approved-by NAME, or neither.",
        )
    given = {"review": reviews, "theme": themes, "agency": agencies, "year": years}
    with Library.open(folder) as library:
        of = _chosen(tasks.subject_of(library, template), template, given, every)
        done = tasks.brief(
            library,
            template,
            of,
            out,
            to=to,
            workers=jobs,
            progress=bar("Briefings"),
            approved_by=approved_by.strip(),
            scheduler=scheduler,
            **_parameters(parameters),
        )
    _say(done, out)
    if any(one.error for one in done):
        sys.exit(BriefingError.exit_code)


def _chosen(
    subject: str, template: str, given: dict[str, tuple[str, ...]], every: bool
) -> tuple[str, ...]:
    """What the briefings are about; none means all."""
    for name, ids in given.items():
        if ids and name != subject:
            raise UsageError(
                f"The template {template} is about a {subject}, not a {name}.",
                f"Name it with --{subject} ID, or use --all.",
            )
    if every == bool(given[subject]):
        raise UsageError(
            f"The template {template} is about a {subject}: which?",
            f"Give --{subject} ID (more than once, if you like) or --all.",
        )
    return given[subject]


def _parameters(given: tuple[str, ...]) -> dict[str, Any]:
    pairs = [text.partition("=") for text in given]
    for name, equals, _ in pairs:
        if not equals or not name.strip():
            raise UsageError(f"{name!r} sets nothing.", "Write -p NAME=VALUE.")
    return {name.strip(): value for name, _, value in pairs}


def _say(done: list[Any], out: Path) -> None:
    made = [one for one in done if not one.error and not one.skipped]
    same = sum(one.skipped for one in done)
    for one in made:
        click.echo(f"{one.job.page.stem}: made in {one.seconds:.1f} s")
    if same:
        click.echo(f"{same} unchanged, and not made again.")
    for one in done:
        if one.error:
            click.echo(f"workbench: {one.error}", err=True)
    click.echo(f"See {out / 'index.html'}.")
