"""Writes ``docs/commands.md`` from the commands' own help; a test holds the two together."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli import main

_WIDTH = 88
PAGE = Path(__file__).with_name("commands.md")


def page() -> str:
    """The page: every command with its help, groups before what is in them."""
    parts = [
        "# Commands",
        "",
        "What `workbench --help` says, and each command's own help. Exit codes: 0 all well; 2 a "
        "wrong option or name; 3 a file that could not be read; 4 the library; 5 a chronology; 6 a "
        "vocabulary file; 7 a briefing; 8 refused by the gate.",
    ]
    for path, command in _commands(main, ("workbench",)):
        # Always as wide, whatever terminal it is written in.
        context = click.Context(
            command,
            info_name=" ".join(path),
            terminal_width=_WIDTH,
            help_option_names=["-h", "--help"],
        )
        parts += ["", f"## `{' '.join(path)}`", "", "```", command.get_help(context), "```"]
    return "\n".join(parts) + "\n"


def _commands(command: click.Command, path: tuple[str, ...]):
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _commands(inner, (*path, name))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
