"""What reviewers ruled about rows that seemed to tell of one event, or seemed to contradict.

A ruling weighs more than likeness. Rows ruled the same event, or disputed, are one event whatever
their words; rows ruled different are not, and what only one agency knew is then its alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.chronology.view import Finding, View

RULINGS = ("same", "different", "disputed")
_WORDS = {
    "same": "one and the same event",
    "different": "different events",
    "disputed": "disputed between them",
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """``events`` are ids, two at the least; ``ruling`` is one of :data:`RULINGS`."""

    events: tuple[str, ...]
    ruling: str
    why: str = ""

    def words(self) -> str:
        """``A reviewer ruled: different events (another ward).``"""
        because = f" ({self.why.strip()})" if self.why.strip() else ""
        return f"A reviewer ruled: {_WORDS[self.ruling]}{because}."


def ruling_key(events: Iterable[str]) -> str:
    """Rows of one finding as one key, whatever their order."""
    return "|".join(sorted(events))


def rulings_of(decisions: Mapping[str, Mapping[str, Any]]) -> tuple[Ruling, ...]:
    """Decisions as a library keeps them (key -> ``value``, ``why``, ``when``), the latest last.

    What is no ruling any more, or names fewer than two rows, is passed over.
    """
    in_time = sorted(decisions.items(), key=lambda decided: str(decided[1].get("when") or ""))
    return tuple(
        Ruling(events, str(row["value"]), str(row.get("why") or ""))
        for key, row in in_time
        if row["value"] in RULINGS and len(events := tuple(key.split("|"))) > 1
    )


class Ruled:
    """Rulings on the rows of one view, as positions in it; rows not in it are passed over."""

    def __init__(self, rulings: Sequence[Ruling], ids: Sequence[str]) -> None:
        self._words: dict[frozenset[int], str] = {}
        self._last: dict[frozenset[int], str] = {}
        self._whole: list[tuple[tuple[int, ...], Ruling]] = []
        at = {key: i for i, key in enumerate(ids)} if rulings else {}
        for each in rulings:
            rows = tuple(sorted(at[key] for key in each.events if key in at))
            if len(rows) < 2:
                continue
            self._whole.append((rows, each))
            for pair in combinations(rows, 2):
                self._last[frozenset(pair)] = each.ruling
                self._words[frozenset(pair)] = each.words()
            self._words[frozenset(rows)] = each.words()

    def together(self) -> list[tuple[int, int]]:
        """Pairs that are one event because a reviewer said so."""
        pairs = (tuple(sorted(p)) for p, said in self._last.items() if said != "different")
        return sorted((a, b) for a, b in pairs)

    def disputed(self, first: int, second: int) -> bool:
        return self._last.get(frozenset((first, second))) == "disputed"

    def apart(self, first: int, second: int) -> bool:
        """Whether two rows are surely not one event."""
        return bool(self._last) and self._last.get(frozenset((first, second))) == "different"

    def parts(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether any row of one group is ruled different from any of another."""
        return bool(self._last) and any(self.apart(a, b) for a in one for b in other)

    def words(self, rows: Sequence[int]) -> str:
        """What was ruled about just these rows, after a space; "" where nothing was."""
        said = self._words.get(frozenset(rows)) if self._words else None
        return f" {said}" if said else ""

    def different(self) -> Iterator[tuple[tuple[int, ...], Ruling]]:
        """Rows that still stand ruled different events."""
        for rows, ruling in self._whole:
            if ruling.ruling == "different" and all(self.apart(*p) for p in combinations(rows, 2)):
                yield rows, ruling


def ruled_different(view: View) -> Iterator[Finding]:
    """Rows that seemed to be one event until a reviewer ruled: listed, so that it can be undone."""
    for rows, ruling in view.ruled.different():
        told = " | ".join(f"{view.agency[i]}, {view.day(i)}: {view.quote(i)}" for i in rows)
        yield view.finding("ruled_different", rows, f"{ruling.words()} {told}")
