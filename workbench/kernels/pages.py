"""Memory that a forked kernel need not copy.

A page of memory is shared with the process a kernel was forked from until either writes to it,
and merely to hold an object is to write to it: its count of references stands beside it. When it
starts, a kernel takes hold of each of some two thousand modules, of its name and of its file.
These lie wherever they were made, so that this alone would copy two thousand pages, a third of
all a kernel ever copies. Here they are made anew, side by side, before the fork.
"""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import ipykernel.ipkernel


def lay_side_by_side() -> None:
    """Make anew the names and files of the modules there are, one after the other in memory."""
    # Not interned, so that they are new: a module is still found by the letters of its name.
    modules = {_again(name): module for name, module in sys.modules.items()}
    sys.modules.clear()
    sys.modules.update(modules)
    for module in _with_files().values():
        module.__file__ = _again(module.__file__)
    ipykernel.ipkernel.sys = _SysWithFiles()  # type: ignore[assignment]


def _again(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def _with_files() -> dict[str, Any]:
    """The modules that say which file they came from; others may make up an answer when asked."""
    return {
        name: module
        for name, module in sys.modules.items()
        if isinstance(module, ModuleType) and type(vars(module).get("__file__")) is str
    }


class _SysWithFiles:
    """``sys`` as ``ipykernel.ipkernel`` sees it: modules imported before the fork have stand-ins.

    It asks every module for its file, to tell a debugger which are not the user's own.
    """

    def __init__(self) -> None:
        modules = _with_files().items()
        self._before = {name: SimpleNamespace(__file__=m.__file__) for name, m in modules}

    @property
    def modules(self) -> dict[str, Any]:
        """All modules, by their names; what is asked of the older ones is only ``__file__``."""
        since = {name: sys.modules[name] for name in sys.modules if name not in self._before}
        return {**self._before, **since}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)
