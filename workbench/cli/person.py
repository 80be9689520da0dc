"""``workbench name``: whose name decisions are kept under."""

from __future__ import annotations

import click


@click.command()
@click.argument("name", required=False)
def name(name: str | None) -> None:
    """Say, or give once, the NAME that what you decide is kept under.

    Published briefings print it beside wordings of yours. Without NAME it is only said; "" goes
    back to your login name. It holds for every library and notebook you open; WORKBENCH_USER in the
    environment, and a command's own --who or --coder, win over it.
    """
    from workbench import who

    decides = who.current_user() if name is None else who.give_name(name)
    why = ""
    if who.is_set_outside():
        why = " (set by WORKBENCH_USER)"
    elif not who.given_name():
        why = " (your login name)"
    click.echo(f"What you decide is kept under the name {decides}{why}.")
