"""Who decides: the one place that says it, for every notebook and every command.

A login such as ``root`` or ``asmith4`` says little to whoever reads a decision or a published
briefing, so a person gives their own name once. It is kept with the person and not with the
library, since a library may be shared by people who work under one login on machines of their own.
"""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from workbench.errors import UsageError

_LONGEST = 80  # of a name with a role: "Ann Oddlington, business manager"


def current_user() -> str:
    """Who is deciding: ``WORKBENCH_USER`` if set, else the name they gave, else their login."""
    return os.environ.get("WORKBENCH_USER") or given_name() or login()


def login() -> str:
    """The name they are logged in under; "unknown" where the machine has none for them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container run under a number that has no name
        return "unknown"


def given_name() -> str:
    """The name this person gave with :func:`give_name`; "" when there is none that can be read."""
    try:
        return " ".join(_file().read_text(encoding="utf-8").split())[:_LONGEST]
    except (OSError, UnicodeDecodeError):
        return ""


def is_set_outside() -> bool:
    """Whether ``WORKBENCH_USER`` says who decides, whatever name was given."""
    return bool(os.environ.get("WORKBENCH_USER"))


def give_name(name: str) -> str:
    """Keep a person's own name for all they decide from now on; "" goes back to the login.

    Returns
    -------
    The name that decisions are now kept under, as :func:`current_user` says it.

    Raises
    ------
    UsageError
        For a name that is too long or not in letters, or where it cannot be kept.
    """
    name = " ".join(name.split())
    if len(name) > _LONGEST:
        raise UsageError(
            f"A name has at most {_LONGEST} letters, and this has {len(name)}.",
            "Give your name, and your role if you like.",
        )
    if name and not (name.isprintable() and any(letter.isalpha() for letter in name)):
        raise UsageError(f"{name!r} is no name.", "Give it in letters, as colleagues know you.")
    try:
        _write(name)
    except OSError as error:
        raise UsageError(
            f"Your name cannot be kept in {_file()} ({error.strerror}).",
            "Set WORKBENCH_USER instead, in the environment.",
        ) from error
    return current_user()


def _write(name: str) -> None:
    file = _file()
    if not name:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    # Written beside its place and then moved: a notebook that is open reads it at each decision.
    coming = file.with_suffix(".coming")
    coming.write_text(f"{name}\n", encoding="utf-8")
    coming.replace(file)


def _file() -> Path:
    """Where people's own settings are kept on this kind of machine."""
    kept = os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME")
    base = Path(kept) if kept else Path.home() / ".config"
    return base / "practice-review-workbench" / "name.txt"
