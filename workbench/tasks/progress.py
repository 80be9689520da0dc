"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from workbench.errors import UsageError

Item = TypeVar("Item")

# Wraps the things being worked on, told how many there are; a bar, or nothing at all.
Progress = Callable[[Iterable[Any], int], Iterable[Any]]


def every(progress: Progress | None, items: Sequence[Item]) -> Iterator[Item]:
    """The items one by one, where only all of them together are of use.

    Raises
    ------
    UsageError
        When it was stopped before the last.
    """
    left = len(items)
    for item in progress(items, len(items)) if progress else items:
        left -= 1
        yield item
    if left:
        raise UsageError("Stopped, as you asked.", "Ask again to have it worked out.")
