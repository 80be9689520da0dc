"""What is drawn on a PDF page: frames round paragraphs, and the grids of tables.

Word draws a table as thin rules, browsers as a rectangle a cell, others as both. All of them
give edges; edges that touch belong to one drawing, and its distinct edges are its grid.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

_RULE = 3.0  # thinner than this is a line, not an area
_NEAR = 2.5  # drawings closer than this touch
_NARROWEST, _LOWEST = 10.0, 6.0  # no column or row is smaller: such edges are one edge's two sides


@dataclass(frozen=True, slots=True)
class Rect:
    """A drawn rectangle's bounds, in points from the page's left and foot."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        return self.x0 - 1 <= x <= self.x1 + 1 and self.y0 - 1 <= y <= self.y1 + 1

    def touches(self, other: Rect) -> bool:
        return (
            self.x0 <= other.x1 + _NEAR
            and other.x0 <= self.x1 + _NEAR
            and self.y0 <= other.y1 + _NEAR
            and other.y0 <= self.y1 + _NEAR
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's distinct upright edges from the left, and level ones from the foot."""

    bounds: Rect
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def column(self, x: float) -> int:
        return min(max(bisect_right(self.xs, x + 1) - 1, 0), len(self.xs) - 2)

    def row(self, y: float) -> int:
        """Counted from the head."""
        place = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return len(self.ys) - 2 - place


def drawn(rects: list[Rect], width: float, height: float) -> tuple[list[Grid], list[Rect]]:
    """The tables' grids and the frames round paragraphs on a page of this size."""
    grids: list[Grid] = []
    frames: list[Rect] = []
    waiting = _together(rects)
    while waiting:
        group = waiting.pop()
        bounds = _around(group)
        inside = [r for r in group if _within(r, bounds)]
        if inside and len(inside) < len(group):
            waiting += _together(inside)
            group = [r for r in group if not _within(r, bounds)]
        xs, ys = _edges(group)
        wide, high = bounds.x1 - bounds.x0, bounds.y1 - bounds.y0
        if len(xs) > 2 and len(ys) > 1 and wide > 0.2 * width:
            grids.append(Grid(bounds, xs, ys))
        elif len(xs) == 2 and wide > 0.25 * width and 14 < high < 0.85 * height:
            frames.append(bounds)
    # A line belongs to the first that holds it: a box's inner panels are of the box, but a panel
    # half a page high is only the ground on which boxes stand.
    frames.sort(key=lambda r: (r.y1 - r.y0 > height / 2, r.y0 - r.y1))
    return grids, frames


def _around(group: list[Rect]) -> Rect:
    return Rect(
        min(r.x0 for r in group),
        min(r.y0 for r in group),
        max(r.x1 for r in group),
        max(r.y1 for r in group),
    )


def _within(rect: Rect, bounds: Rect) -> bool:
    """It stands inside with white on all sides, as a box in a panel does and no cell."""
    return (
        rect.x0 > bounds.x0 + 4
        and rect.x1 < bounds.x1 - 4
        and rect.y0 > bounds.y0 + 4
        and rect.y1 < bounds.y1 - 4
        and rect.x1 - rect.x0 > 0.5 * (bounds.x1 - bounds.x0)
    )


def _together(rects: list[Rect]) -> list[list[Rect]]:
    """Rectangles that touch, directly or by others, in one list."""
    groups: list[tuple[Rect, list[Rect]]] = []
    for rect in sorted(rects, key=lambda r: (-r.y1, r.x0)):
        members, bounds = [rect], rect
        apart = []
        for around, inside in groups:
            if around.touches(bounds):
                members += inside
                bounds = _around([bounds, around])
            else:
                apart.append((around, inside))
        groups = [*apart, (bounds, members)]
    return [members for _, members in groups]


def _edges(group: list[Rect]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    xs: list[float] = []
    ys: list[float] = []
    for rect in group:
        wide, high = rect.x1 - rect.x0, rect.y1 - rect.y0
        if wide > _RULE and high > _RULE:
            xs += [rect.x0, rect.x1]
            ys += [rect.y0, rect.y1]
        elif high > _RULE:
            xs.append((rect.x0 + rect.x1) / 2)
        elif wide > _RULE:
            ys.append((rect.y0 + rect.y1) / 2)
    return _distinct(xs, _NARROWEST), _distinct(ys, _LOWEST)


def _distinct(values: list[float], apart: float) -> tuple[float, ...]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > apart:
            kept.append(value)
    return tuple(kept)
