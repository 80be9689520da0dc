"""Pairs of rows that tell of one event -> groups of such rows, at most one row an agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.chronology.matching import RULED, Match

if TYPE_CHECKING:
    from workbench.chronology.view import View


def groups(view: View) -> list[list[int]]:
    """Rows joined by matches, the ruled and the likeliest first.

    Never rows ruled different; and of one agency never two rows but where they are each other's
    double: an event that runs into the next would join them all.
    """
    leader: dict[int, int] = {}
    within: dict[int, list[int]] = {}

    def find(i: int) -> int:
        while leader.setdefault(i, i) != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for match in sorted(view.matches, key=lambda m: (m.why != RULED, -m.likeness)):
        a, b = sorted((find(match.first), find(match.second)))
        one, other = within.get(a, [a]), within.get(b, [b])
        ruled = match.why == RULED
        if (
            a != b
            and not view.ruled.parts(one, other)
            and (ruled or _one_each(view, match, one, other))
        ):
            leader[b] = a
            within[a] = [*one, *other]
    found: dict[int, list[int]] = {}
    for i in sorted(leader):
        found.setdefault(find(i), []).append(i)
    return sorted(group for group in found.values() if len(group) > 1)


def _one_each(view: View, match: Match, one: list[int], other: list[int]) -> bool:
    agencies = {view.agency[i] for i in one} & {view.agency[i] for i in other}
    return not agencies or agencies == {view.agency[match.first]} == {view.agency[match.second]}
