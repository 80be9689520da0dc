"""Every command and option stands in docs/commands.md, in the commands' own words."""

from __future__ import annotations

import importlib.util

from samples import REPOSITORY

SCRIPT = REPOSITORY / "docs" / "write_commands.py"


def test_the_page_says_what_the_commands_say() -> None:
    spec = importlib.util.spec_from_file_location("write_commands", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    said = module.PAGE.read_text(encoding="utf-8")
    assert said == module.page(), "write it anew: .venv/bin/python docs/write_commands.py"
