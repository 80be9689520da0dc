"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

# Wraps the things being worked on, told how many there are; a bar, or nothing at all.
Progress = Callable[[Iterable[Any], int], Iterable[Any]]
