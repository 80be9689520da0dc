"""Commands start quickly by what they do not import: names are counted here, not seconds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from workbench.library import Library

# Of others' packages, all that each may bring.
HELP = {"click"}
SHOW_JSON = {"click", "sqlalchemy", "typing_extensions", "cython_runtime"}
SHOW_TABLE = {*SHOW_JSON, "tabulate", "wcwidth"}
# The rooms that `show` walks through.
ROOMS = {
    "cli",
    "documents",
    "errors",
    "library",
    "naming",
    "places",
    "who",
    "records",
    "safe",
    "tasks",
}

PROGRAM = """
import sys
from workbench.cli import main
try:
    main(sys.argv[1:])
finally:
    print("\\n".join(sys.modules), file=sys.stderr)
"""


def imported(*command: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *command], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
    return set(done.stderr.split())


def others(modules: set[str]) -> set[str]:
    """The packages that are neither ours nor Python's, nor parts of those that are private."""
    tops = {name.partition(".")[0] for name in modules} - {"workbench", "__main__"}
    return {name for name in tops - set(sys.stdlib_module_names) if not name.startswith("_")}


def rooms(modules: set[str]) -> set[str]:
    return {name.split(".")[1] for name in modules if name.startswith("workbench.")}


@pytest.mark.parametrize("command", [["--help"], ["show", "--help"], ["--version"]])
def test_help_imports_nothing_but_the_command_line(command: list[str]) -> None:
    modules = imported(*command)
    assert others(modules) <= HELP
    assert rooms(modules) <= {"cli", "errors"}


@pytest.mark.parametrize(("form", "allowed"), [("json", SHOW_JSON), ("table", SHOW_TABLE)])
def test_show_imports_the_library_and_what_prints_rows(
    library: Library, tmp_path: Path, form: str, allowed: set[str]
) -> None:
    modules = imported("--library", str(library.folder), "show", "reviews", "--format", form)
    assert others(modules) <= allowed
    assert rooms(modules) <= ROOMS
