"""Themes side by side: each theme in each group, with its number printed in its cell."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from bokeh.models import ColumnDataSource, HoverTool
from bokeh.plotting import figure

from workbench.figures.drawn import Drawn
from workbench.style import tokens

# How a cell is filled: by the share of its group's passages, in four steps that print apart.
_STEPS = (0.05, 0.15, 0.30)
_ALPHAS = (0.10, 0.28, 0.52, 0.85)
_ROW, _COLUMN = 30, 76  # pixels: a line of text with room, a short name slanted
_SLANT = 0.7  # radians
_LETTER = 7.7  # pixels: how wide a letter of a name is at most, on average


def theme_matrix(
    table: pd.DataFrame,
    labels: Mapping[str, str],
    groups: Mapping[str, str] | None = None,
    what: str = "group",
) -> Drawn:
    """A matrix of codes by groups.

    Parameters
    ----------
    table
        As ``themes.compare.matrix`` gives it: ``code, group, passages, of_passages, reviews,
        of_reviews, strength, improvement, mixed, neutral``.
    labels, groups
        What people call each code and each group; an unknown one keeps its own name.
    what
        What a group is: ``review``, ``year``, ``agency`` …

    Returns
    -------
    Drawn; its table has a row a cell that is not empty, most passages first.
    """
    groups = groups or {}
    rows = pd.DataFrame(
        {
            "code": table["code"].astype(str),
            "group": table["group"].astype(str),
            "theme": table["code"].astype(str).map(lambda c: labels.get(c, c)),
            "name": table["group"].astype(str).map(lambda g: groups.get(g, g)),
            "passages": table["passages"].astype(int),
            "of": table["of_passages"].astype(int),
            "reviews": table["reviews"].astype(int),
            "of_reviews": table["of_reviews"].astype(int),
            "strengths": table["strength"].astype(int),
            "shortfalls": (table["improvement"] + table["mixed"]).astype(int),
        }
    )
    share = np.where(rows["of"] > 0, rows["passages"] / rows["of"].clip(lower=1), 0.0)
    step = np.digitize(share, _STEPS)
    alpha = np.where(rows["passages"] > 0, np.array(_ALPHAS)[step], 0.0)
    rows["count"] = (
        rows["passages"].where(rows["passages"] > 0, 0).map(lambda n: str(n) if n else "")
    )
    return Drawn(
        figure=_draw(rows, alpha, step),
        title=f"Themes by {what}",
        sentence=_sentence(rows, what),
        table=_numbers(_found(rows), what),
        positions=tuple(_found(rows).index),
    )


def _draw(rows: pd.DataFrame, alpha: np.ndarray, step: np.ndarray) -> figure:
    palette = tokens()["light"]
    themes = list(dict.fromkeys(rows["theme"]))
    names = list(dict.fromkeys(rows["name"]))
    source = ColumnDataSource(
        {
            **{name: rows[name].tolist() for name in rows.columns},
            "alpha": alpha.tolist(),
            # Dark cells carry light numbers: at least 4.5:1 on every step.
            "ink": np.where(step == 3, palette["background"], palette["text"]).tolist(),
        },
        name="rows",
    )
    plot = figure(
        x_range=names,
        y_range=themes[::-1],
        x_axis_location="above",
        frame_width=_COLUMN * max(len(names), 3),
        frame_height=_ROW * max(len(themes), 2),
        tools="tap",
        toolbar_location=None,
        min_border_right=_leaning_out(names) if len(names) > 2 else None,
    )
    plot.rect(
        "name", "theme", 0.96, 0.92, source=source, fill_color=palette["accent"],
        fill_alpha="alpha", line_color=palette["line"], selection_line_color=palette["focus"],
        selection_line_width=3, nonselection_fill_alpha="alpha",
    )  # fmt: skip
    plot.text(
        "name", "theme", text="count", source=source, text_color="ink", text_align="center",
        text_baseline="middle", nonselection_text_alpha=1.0,
    )  # fmt: skip
    plot.add_tools(
        HoverTool(
            tooltips=[
                ("", "@theme · @name"),
                ("passages", "@passages of @of"),
                ("reviews", "@reviews of @of_reviews"),
                ("strengths", "@strengths"),
                ("shortfalls", "@shortfalls"),
            ],
            renderers=[plot.renderers[0]],
        )
    )
    plot.grid.grid_line_color = None
    plot.xaxis.major_label_orientation = _SLANT if len(names) > 2 else "horizontal"
    plot.axis.major_tick_line_color = None
    return plot


def _leaning_out(names: Sequence[str]) -> int:
    """Room for the slanted names that lean out over the right edge."""
    over = [
        len(name) * _LETTER * math.cos(_SLANT) - (back + 0.5) * _COLUMN
        for back, name in enumerate(reversed(names))
    ]
    return 12 + round(max(0.0, *over))


def _sentence(rows: pd.DataFrame, what: str) -> str:
    found = rows[rows["passages"] > 0]
    if found.empty:
        return "Nothing is coded yet, so there is nothing to compare."
    themes = found.groupby("theme")["passages"].sum().sort_values(ascending=False, kind="stable")
    most = themes.index[0]
    spread = found[found["theme"] == most]["name"].nunique()
    groups = rows["name"].nunique()
    short = int(found["shortfalls"].sum())
    return (
        f"{most} is found most often ({themes.iloc[0]} passages, in {spread} of {groups} "
        f"{what if groups == 1 else _SEVERAL.get(what, f'{what}s')}); in all, {short} shortfalls "
        f"and {int(found['strengths'].sum())} strengths are counted, a passage once for each "
        "theme. The stronger a cell’s colour, the larger its share of the passages of its column."
    )


_SEVERAL = {"agency": "agencies", "kind": "kinds of review"}


def _found(rows: pd.DataFrame) -> pd.DataFrame:
    """The cells that hold something, most passages first; the index is the cell's position."""
    rows = rows.reset_index(drop=True)
    return rows[rows["passages"] > 0].sort_values("passages", ascending=False, kind="stable")


def _numbers(found: pd.DataFrame, what: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Theme": found["theme"],
            what.capitalize(): found["name"],
            "Passages": [
                f"{n} of {of}" for n, of in zip(found["passages"], found["of"], strict=True)
            ],
            "Reviews": [
                f"{n} of {of}" for n, of in zip(found["reviews"], found["of_reviews"], strict=True)
            ],
            "Strengths": found["strengths"],
            "Shortfalls": found["shortfalls"],
        }
    ).reset_index(drop=True)
