"""``workbench gate``: what must not leave the partnership, before a file is sent."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from workbench.cli.words import FORMATS, write
from workbench.errors import RefusedError, UsageError


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", type=click.Path(path_type=Path), help="Real names to pseudonyms, as JSON.")
@click.option(
    "--policy",
    help="How exact dates may be: month, age or day; by default what the library's settings file "
    "says of briefings, else month. A date of birth is never let through.",
)
@click.option("--override", "kinds", multiple=True, help="Let this kind through in this file.")
@click.option("--who", default="", help="Who lets it through.")
@click.option("--why", default="", help="The reason, kept with the name.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table")
@click.pass_obj
def gate(
    folder: Path,
    file: Path,
    key: Path | None,
    policy: str | None,
    kinds: tuple[str, ...],
    who: str,
    why: str,
    form: str,
) -> None:
    """Look through FILE (.md, .html, .docx, .pdf) for what must not be published.

    Body, tables, notes, comments, tracked changes, alternative text, hidden words and the file's
    properties are searched. The exit code is 8 when something blocks.
    """
    from workbench.briefings.gate.model import blocks
    from workbench.tasks import gate as tasks

    if kinds:
        tasks.override(folder, file, kinds, who=who, why=why)
    elif who or why:
        raise UsageError(
            "There is a name or reason, but nothing to let through.", "Add --override KIND."
        )
    found = tasks.gate(folder, file, key=key, policy=policy)
    rows = [asdict(finding) for finding in found]
    write(
        rows, form, columns=("action", "kind", "text", "where", "mend"), empty="Nothing was found."
    )
    if blocks(found):
        sys.exit(RefusedError.exit_code)
