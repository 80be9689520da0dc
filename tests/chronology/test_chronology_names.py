"""The names the room offers, and that looking at it is cheap."""

from __future__ import annotations

import subprocess
import sys

import workbench.chronology as chronology


def test_every_public_name_is_there() -> None:
    assert chronology.__all__ == sorted(chronology.__all__)
    assert all(getattr(chronology, name) is not None for name in chronology.__all__)


def test_looking_at_the_room_imports_nothing_heavy_and_nothing_above_it() -> None:
    above = [f"workbench.{a}" for a in "library tasks widgets themes actions".split()]
    code = (
        "import sys, workbench.chronology.build\n"
        f"assert not set(sys.modules) & set({[*above, 'bokeh', 'sqlalchemy']})"
    )
    light = (
        "import sys, workbench.chronology, workbench.chronology.dates\n"
        "assert not {'pandas', 'numpy', 'edtf', 'openpyxl'} & set(sys.modules)"
    )
    for each in (code, light):
        subprocess.run([sys.executable, "-c", each], check=True)
