"""``workbench themes``: what reviews say, side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from workbench.cli.words import FORMATS, write

_format = click.option("--format", "form", type=click.Choice(FORMATS), default="table")


def _deciding(yes: str, no: str) -> Callable[[Any], Any]:
    """The options of a command that keeps a decision, with what its yes and its no mean."""
    options = (
        click.option("--confirm", "decision", flag_value="confirmed", help=yes),
        click.option("--reject", "decision", flag_value="rejected", help=no),
        click.option(
            "--withdraw", "decision", flag_value="withdrawn", help="Take a decision back."
        ),
        click.option("--why", required=True, help="The reason, kept with your name and the time."),
    )

    def with_options(command: Any) -> Any:
        for option in reversed(options):  # as if each stood above the function by itself
            command = option(command)
        return command

    return with_options


def _made(decision: str | None) -> None:
    from workbench.errors import UsageError

    if decision is None:
        raise UsageError("There is no decision.", "Add --confirm, --reject or --withdraw.")


@click.group()
def themes() -> None:
    """Suggest themes, compare them across reviews, find what was said before."""


@themes.command()
@click.option("--review", help="Only this review.")
@_format
@click.pass_obj
def suggest(folder: Path, review: str | None, form: str) -> None:
    """Suggest themes for each passage, with the words that led to them. Nothing is stored."""
    from workbench import tasks
    from workbench.library import Library

    with Library.open(folder) as library:
        found = tasks.suggest(library, review)
    write(_rows(found), form, columns=("kind", "number", "themes", "why"), empty="No passages.")


@themes.command()
@click.option(
    "--by", default="review", show_default=True, help="review, year, kind, area, agency or stage."
)
@click.option("--facet", default="theme", show_default=True)
@click.option("--crosswalk", help="Read the themes through a national list.")
@click.option("--only-coded", is_flag=True, help="Count only what people decided.")
@click.option("--publish", is_flag=True, help="As it may be published: small counts shown as c.")
@_format
@click.pass_obj
def compare(
    folder: Path,
    by: str,
    facet: str,
    crosswalk: str | None,
    only_coded: bool,
    publish: bool,
    form: str,
) -> None:
    """Count each theme in each group, always with what it is counted out of."""
    from workbench import tasks
    from workbench.library import Library

    with Library.open(folder) as library:
        if publish:
            wide = tasks.publishable_matrix(library, by, crosswalk=crosswalk)
            write(_rows(wide), form, columns=list(wide.columns), empty="Nothing is coded yet.")
            return
        table, stands_on = tasks.compare_themes(
            library, by, facet=facet, crosswalk=crosswalk, with_suggestions=not only_coded
        )
    rows = table.to_dict("records")
    columns = ("code", "group", "passages", "of_passages", "reviews", "of_reviews",
               "strength", "improvement", "mixed")  # fmt: skip
    if form == "table":
        click.echo(stands_on)
        rows = [row for row in rows if row["passages"]]
    write(rows, form, columns=columns, empty="Nothing is coded yet.")


@themes.command()
@click.option(
    "--perhaps", "unsure", is_flag=True,
    help="Instead, what may be the same in other words: most is not, so read both.",
)  # fmt: skip
@click.option("--decided", is_flag=True, help="Instead, every decision ever made on such pairs.")
@_format
@click.pass_obj
def echoes(folder: Path, unsure: bool, decided: bool, form: str) -> None:
    """Recommendations that an earlier review had made already."""
    from workbench import tasks
    from workbench.library import Library

    with Library.open(folder) as library:
        if decided:
            made = [asdict(ruling) for ruling in library.echo_rulings()]
            columns = ("earlier", "later", "decision", "who", "when", "why")
            write(made, form, columns=columns, empty="Nothing was decided.")
            return
        found = tasks.find_perhaps(library) if unsure else tasks.find_echoes(library)
    if unsure:
        if form == "table" and len(found):
            click.echo("May be the same, in other words; nothing is counted from these.")
        columns = ("earlier", "earlier_text", "later", "later_text", "owners", "about")
        write(_rows(found), form, columns=columns, empty="Nothing may have been said before.")
        return
    columns = ("earlier_on", "earlier_text", "later_on", "later_text", "kind", "outcome")
    known = found[found["order_known"]] if form == "table" else found
    write(_rows(known), form, columns=columns, empty="Nothing was said before.")
    apart = found[~found["order_known"]]
    if form == "table" and len(apart):
        click.echo("\nAlike, but the reports give no days that say which came first:")
        write(_rows(apart), form, columns=columns, empty="")


@themes.command()
@click.argument("earlier")
@click.argument("later")
@_deciding("It was said before.", "It was not: list it no more.")
@click.pass_obj
def echo(folder: Path, earlier: str, later: str, decision: str | None, why: str) -> None:
    """Decide whether LATER was said before by EARLIER; both as `themes echoes` names them."""
    from workbench import tasks
    from workbench.library import Library

    _made(decision)
    with Library.open(folder) as library:
        tasks.decide_echo(library, earlier, later, decision, why)  # type: ignore[arg-type]
    click.echo(f"Kept: {later} said before by {earlier}, {decision}.")


@themes.command()
@click.option("--open", "only_open", is_flag=True, help="Only what nobody has decided on.")
@_format
@click.pass_obj
def answers(folder: Path, only_open: bool, form: str) -> None:
    """Which recommendation each action answers, or may answer, with the reason."""
    from workbench import tasks
    from workbench.library import Library
    from workbench.themes import answers as of_actions

    with Library.open(folder) as library:
        found = tasks.answers(library)
    said = of_actions.say(found)
    if only_open:
        found = found[found["link"] == "proposed"]
    if form == "table":
        click.echo(said)
    columns = ("action", "text", "status", "link", "recommendation", "asked", "reason")
    write(_rows(found), form, columns=columns, empty="Nothing is open.")


@themes.command()
@click.argument("action")
@click.argument("recommendation")
@_deciding("The action answers it.", "The action does not.")
@click.pass_obj
def answer(folder: Path, action: str, recommendation: str, decision: str | None, why: str) -> None:
    """Decide whether ACTION answers RECOMMENDATION; both as `themes answers` names them."""
    from workbench import tasks
    from workbench.library import Library

    _made(decision)
    with Library.open(folder) as library:
        tasks.decide_answer(library, action, recommendation, decision, why)  # type: ignore[arg-type]
    click.echo(f"Kept: {action} {decision} for {recommendation}.")


@themes.command()
@click.argument("what", type=click.Choice(("themes", "recommendations", "actions")))
@_format
@click.pass_obj
def gaps(folder: Path, what: str, form: str) -> None:
    """What does not meet.

    \b
    themes           with shortfalls found and nothing recommended
    recommendations  that no finding supports
    actions          that answer neither a recommendation nor a finding
    """
    from workbench import tasks
    from workbench.library import Library

    with Library.open(folder) as library:
        board = tasks.ThemeBoard(library)
        found, columns = {
            "themes": lambda: (board.never_recommended(), ("review", "theme", "shortfalls")),
            "recommendations": lambda: (board.unsupported(), ("review", "number", "text", "why")),
            "actions": lambda: (
                board.unfounded_actions(),
                ("review", "number", "text", "status", "sentence"),
            ),
        }[what]()
    write(_rows(found), form, columns=columns, empty="There is no such gap.")


@themes.command()
@_format
@click.pass_obj
def returns(folder: Path, form: str) -> None:
    """Themes found wanting again, and after which actions."""
    from workbench import tasks
    from workbench.library import Library

    with Library.open(folder) as library:
        found = tasks.ThemeBoard(library).recurrences()
    columns = ("theme", "area", "first_on", "sentence")
    write(_rows(found), form, columns=columns, empty="No theme was found wanting twice.")


@themes.command()
@_format
@click.pass_obj
def trend(folder: Path, form: str) -> None:
    """In how many of each year's reviews each theme was found, and whether that changes."""
    from workbench import tasks
    from workbench.library import Library

    with Library.open(folder) as library:
        found = tasks.ThemeBoard(library).trend()
    columns = ("code", "direction", "sentence")
    write(_rows(found), form, columns=columns, empty="Nothing is coded yet.")


@themes.command()
@click.argument("one")
@click.argument("two")
@_format
@click.pass_obj
def beside(folder: Path, one: str, two: str, form: str) -> None:
    """Two reviews point by point: shared, opposite, only in one."""
    from workbench import tasks
    from workbench.library import Library

    with Library.open(folder) as library:
        found, said = tasks.ThemeBoard(library).side_by_side(one, two)
    if form == "table":
        click.echo(said)
    columns = ("relation", "theme", "one_text", "two_text")
    write(_rows(found), form, columns=columns, empty="They have no point.")


@themes.command()
@click.option("--first", help="One coder's name.")
@click.option("--second", help="The other's.")
@_format
@click.pass_obj
def agreement(folder: Path, first: str | None, second: str | None, form: str) -> None:
    """How far two coders agree, by facet and by code."""
    from workbench import tasks
    from workbench.library import Library

    with Library.open(folder) as library:
        found = tasks.agreement(library, first, second)
    columns = ("facet", "code", "passages", "percent", "kappa", "alpha", "sentence")
    write(_rows(found), form, columns=columns, empty="Nobody has coded the same passages yet.")


@themes.command()
@click.option("--to", "path", required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def export(folder: Path, path: Path) -> None:
    """Write a project (.qdpx) or codebook (.qdc) for NVivo, MAXQDA, ATLAS.ti, QualCoder …"""
    from workbench import tasks
    from workbench.library import Library

    with Library.open(folder) as library:
        count = tasks.export_project(library, path)
    click.echo(f"Written: {path}" + (f", with {count} decisions." if count else "."))


@themes.command(name="import")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--coder", help="Whose decisions they shall be (default: as the file says).")
@click.pass_obj
def take(folder: Path, path: Path, coder: str | None) -> None:
    """Take decisions made elsewhere (.qdpx) on a project that was exported from this library."""
    from workbench import tasks
    from workbench.library import Library

    with Library.open(folder) as library:
        count = tasks.import_project(library, path, coder)
    click.echo(f"{count} decisions taken from {path.name}.")


@themes.command()
@click.option("--coder", required=True, help="Whose coding is replayed.")
@_format
@click.pass_obj
def record(folder: Path, coder: str, form: str) -> None:
    """How often suggestions have been right so far, beside plain keywords."""
    from workbench import tasks
    from workbench.library import Library

    with Library.open(folder) as library:
        found = tasks.track_record(library, coder)
    columns = ("theme", "coded", "suggested", "right", "keyword_suggested", "keyword_right")
    write(_rows(found), form, columns=columns, empty=f"{coder} has coded nothing yet.")


def _rows(frame: Any) -> list[dict[str, Any]]:
    """A frame as plain rows: tuples as lists, missing values as None, numpy numbers as Python's."""
    return [
        {name: _plain(value) for name, value in row.items()} for row in frame.to_dict("records")
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if hasattr(value, "item"):
        value = value.item()
    return None if value != value else value
