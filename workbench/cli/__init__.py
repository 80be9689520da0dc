"""Options -> one task -> words or JSON.

Exit codes: 0 all well; 130 stopped by Ctrl-C; otherwise the ``exit_code`` of the error (see
``workbench/errors.py``).
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from workbench import __version__
from workbench.errors import WorkbenchError

DEFAULT_LIBRARY = "library"
STOPPED = 130  # what shells say of a program ended by Ctrl-C

# Each command's module is imported when the command is run, or its help is shown.
COMMANDS = {
    "add": "reports",
    "show": "reports",
    "correct": "reports",
    "withdraw": "reports",
    "chronology": "chronology",
    "themes": "themes",
    "gate": "gate",
    "export": "reports",
    "brief": "briefings",
    "name": "person",
    "demo": "reports",
}


class PlainErrors(click.Group):
    """A user's mistake is one plain line and its own exit code; only a bug shows a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the work, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the module that holds the command."""
        if name not in COMMANDS:
            return None
        return getattr(importlib.import_module(f"workbench.cli.{COMMANDS[name]}"), name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except WorkbenchError as error:
            click.echo(f"workbench: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo(
                "workbench: stopped. What was finished is kept; run the same command to go on.",
                err=True,
            )
            ctx.exit(STOPPED)
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
