"""The rooms of views are imported before there is a page: a widget made then belongs to none.

A preloaded kernel imports them before its page asks; a widget made by the import would leave every
page of it waiting.
"""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import importlib, pkgutil
import ipywidgets, workbench.widgets
before = len(ipywidgets.Widget.widgets)
for module in pkgutil.iter_modules(workbench.widgets.__path__):
    importlib.import_module(f"workbench.widgets.{module.name}")
    made = len(ipywidgets.Widget.widgets) - before
    assert not made, f"{module.name} makes {made} widgets when it is imported"
"""


def test_no_view_makes_a_widget_when_it_is_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _PROGRAM], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
