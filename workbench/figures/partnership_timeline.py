"""A partnership's own line of time: reviews, inspections, publications, answers and actions due."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd
from bokeh.models import (
    ColumnDataSource,
    FixedTicker,
    HoverTool,
    Range1d,
    Scatter,
    Span,
)
from bokeh.plotting import figure

from workbench.chronology.edtf_words import in_words
from workbench.figures.drawn import Drawn, view_of
from workbench.figures.timeline import NARROWEST
from workbench.marks import marks_of
from workbench.style import tokens

# kind -> its lane's name, from the top down.
LANES = {
    "review": "Reviews",
    "inspection": "Inspections",
    "publication": "Published",
    "answer_due": "Answers due",
    "action_due": "Actions due",
}
_LANE = 64
_STACK = 4


def partnership_timeline(rows: pd.DataFrame, *, as_of: date) -> Drawn:
    """Draw what a partnership has to do and has done.

    Parameters
    ----------
    rows
        ``kind`` (a key of :data:`LANES`), ``label`` (str), ``start``, ``end`` (datetime64; the
        same day where it is one), ``state`` (str: "under way", "published", "overdue", …; "" where
        there is none). Rows without a start are counted in the sentence and not drawn.
    as_of
        Today, drawn as a line.

    Returns
    -------
    Drawn; its table has one row for each row, in their order.
    """
    frame = rows.reset_index(drop=True)
    lanes = [kind for kind in LANES if (frame["kind"] == kind).any()]
    return Drawn(
        figure=_draw(frame, lanes, as_of),
        title="What the partnership has done and has to do",
        sentence=_sentence(frame, as_of),
        table=_table(frame),
        colours=tuple((LANES[k], m.colour, m.letter) for k, m in marks_of(lanes).items()),
        positions=tuple(range(len(frame))),
    )


def _draw(frame: pd.DataFrame, lanes: list[str], as_of: date) -> figure:
    now = pd.Timestamp(as_of)
    first = min([now, *frame["start"].dropna()])
    last = max([now, *frame["end"].dropna()])
    room = max((last - first) * 0.03, pd.Timedelta(days=14))
    palette = tokens()["light"]
    plot = figure(
        x_axis_type="datetime",
        x_range=Range1d(first - room, last + room),
        y_range=Range1d(-0.6, len(lanes) - 0.4),
        height=90 + _LANE * max(len(lanes), 1),
        sizing_mode="stretch_width",
        min_width=NARROWEST,
        tools="xpan,xwheel_zoom,box_select,tap,reset",
        active_drag="box_select",
    )
    at = {len(lanes) - 1 - i: LANES[kind] for i, kind in enumerate(lanes)}
    plot.yaxis.ticker = FixedTicker(ticks=sorted(at))
    plot.yaxis.major_label_overrides = at
    plot.ygrid.grid_line_color = None
    plot.toolbar.logo = None
    plot.add_layout(
        Span(
            location=now.timestamp() * 1000,
            dimension="height",
            line_color=palette["focus"],
            line_dash="dashed",
            line_width=2,
        )
    )
    _marks(plot, frame, lanes)
    return plot


def _marks(plot: figure, frame: pd.DataFrame, lanes: list[str]) -> None:
    lane = frame["kind"].map({kind: len(lanes) - 1 - i for i, kind in enumerate(lanes)})
    place = frame.groupby("kind").cumcount() % _STACK
    source = ColumnDataSource(
        {
            "start": _milliseconds(frame["start"]),
            "end": _milliseconds(frame["end"].fillna(frame["start"])),
            "y": (lane + (place - (_STACK - 1) / 2) * -0.2).to_numpy(dtype="float64"),
            "label": frame["label"].tolist(),
            "state": frame["state"].tolist(),
        },
        name="rows",
    )
    marks = marks_of(lanes)
    late = frame["state"].eq("overdue").to_numpy()
    for kind in lanes:
        mine = np.flatnonzero(frame["kind"].eq(kind).to_numpy())
        mark = marks[kind]
        # What is overdue has an open mark, so that colour is not needed to see it.
        for chosen, fill in ((mine[~late[mine]], 1.0), (mine[late[mine]], 0.0)):
            view = view_of(chosen)
            plot.segment(
                "start", "y", "end", "y", source=source, view=view, line_color=mark.colour,
                line_width=6, line_alpha=0.5, nonselection_line_alpha=0.2,
            )  # fmt: skip
            plot.scatter(
                "end", "y", source=source, view=view, marker=mark.shape, size=11,
                fill_color=mark.colour, fill_alpha=fill, line_color=mark.colour, line_width=2,
                nonselection_alpha=0.25,
            )  # fmt: skip
    plot.add_tools(
        HoverTool(
            tooltips=[("", "@label"), ("", "@end{%d %B %Y} @state")],
            formatters={"@end": "datetime"},
            renderers=[r for r in plot.renderers if isinstance(r.glyph, Scatter)],
        )
    )


def _milliseconds(days: pd.Series) -> np.ndarray:
    moments = days.astype("datetime64[ms]").to_numpy()
    return np.where(np.isnat(moments), np.nan, moments.astype("int64").astype("float64"))


def _sentence(frame: pd.DataFrame, as_of: date) -> str:
    if frame.empty:
        return "The library holds no review, inspection or action with a date yet."
    counts = frame["kind"].value_counts()
    said = [_several(counts[kind], name) for kind, name in LANES.items() if kind in counts]
    overdue = int(frame["state"].eq("overdue").sum())
    ahead = frame[(frame["end"] >= pd.Timestamp(as_of)) & frame["kind"].str.endswith("_due")]
    parts = [", ".join(said), f"{overdue} overdue" if overdue else "nothing overdue"]
    if len(ahead):
        nearest = ahead.sort_values("end", kind="stable").iloc[0]
        parts.append(f"next due: {nearest['label']}, {_words(nearest['end'])}")
    undated = int(frame["start"].isna().sum())
    if undated:
        parts.append(f"{undated} without a date, not drawn")
    return f"On {_words(pd.Timestamp(as_of))}: {'; '.join(parts)}."


def _several(count: int, lane: str) -> str:
    """``2 answers due``, ``1 answer due``."""
    name = lane.lower()
    return f"{count} {re.sub(r's(?= |$)', '', name, count=1) if count == 1 else name}"


def _words(day: pd.Timestamp) -> str:
    return "" if pd.isna(day) else in_words(day.date().isoformat())


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "What": frame["label"],
            "Kind": frame["kind"].map(LANES),
            "From": frame["start"].map(_words),
            "To": frame["end"].map(_words),
            "State": frame["state"],
        }
    )
