"""A case on a line of time: a lane an agency, and the days since the child was last seen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import fill

import numpy as np
import pandas as pd
from bokeh.layouts import column
from bokeh.models import (
    BoxAnnotation,
    BoxSelectTool,
    CDSView,
    ColumnDataSource,
    FixedTicker,
    HoverTool,
    IndexFilter,
    Range1d,
    Scatter,
    TapTool,
)
from bokeh.plotting import figure

from workbench.chronology.edtf_words import AS_READ, in_words
from workbench.chronology.intervals import WIDEST_CONTACT_DAYS
from workbench.figures.drawn import Drawn, view_of
from workbench.marks import Mark, marks_of
from workbench.style import tokens

WORDS_UP_TO = 5_000  # rows; beyond it the words are looked up in the table and not sent along
_LONGEST_WORDS = 90
_LANE = 56  # pixels
NARROWEST = 860  # pixels: on a narrower page, or one at 200 %, it is moved sideways
_LANE_NAME = 26  # letters in a line; a lane has room for three
_ONLY_LINES = ("cross", "x", "asterisk")  # marks that have nothing to fill
_MARK, _LOOSE = 9, 6  # pixels: how large a mark is, how thick the line of a loose date
_STACK = 5  # rows of marks in a lane, for days on which much happened
_GAPS_WRITTEN = 60  # the longest ones: numbers on every short one would hide the marks
_LEAST_WRITTEN = 0.06  # of the figure's width: what "100 days" needs to stand free
_DAY = np.timedelta64(1, "D")
_APPRAISED = {
    "good": "good practice",
    "as_expected": "as expected",
    "mixed": "mixed",
    "below_expected": "below what was expected",
    "not_yet": "not yet appraised",
}


def timeline(
    events: pd.DataFrame,
    since: pd.DataFrame | None = None,
    episodes: pd.DataFrame | None = None,
    *,
    as_of: date,
    child: str = "the child",
    born: date | None = None,
    gap_days: int = 90,
    marks: Mapping[str, Mark] | None = None,
) -> Drawn:
    """Draw a chronology.

    Parameters
    ----------
    events
        ``n, id, agency, when, time, age, what, status, earliest, latest`` as
        ``chronology.merge.frame`` gives them. Each row has its position in the figure's data,
        dated or not; undated rows are counted in the sentence and listed in the table.
    since
        ``id, day, days_since_seen, days_since_seen_alone`` as
        ``chronology.checks_contact.since_seen`` gives them; None draws no such line.
    episodes
        ``name, start, end, appraisal`` as ``chronology.episodes.episodes_frame`` gives them.
    as_of
        The last day that is drawn: later dates are mistakes, and stand at the edge.
    child, born
        What the sentence calls the child, and from when the days since seen are counted.
    gap_days
        A lane's silence that is longer is drawn as a gap and numbered.
    marks
        Agency -> mark, where a view keeps the same marks while it hides agencies.

    Returns
    -------
    Drawn; its table has one row an event, in the order of the events.
    """
    frame = events.reset_index(drop=True)
    lanes = sorted(frame["agency"].unique())
    own = dict(marks or marks_of(lanes))
    spans = _spans(frame, as_of)
    gaps = _gaps(frame, as_of, gap_days, lanes)
    unseen = _sawtooth(_sightings(since, frame), born, as_of)
    plot = _plot(lanes, own, spans, has_episodes=episodes is not None and len(episodes) > 0)
    if episodes is not None:
        _draw_episodes(plot, episodes, len(lanes))
    _draw_gaps(plot, gaps, len(lanes))
    _draw_events(plot, frame, spans, lanes, own)
    _draw_chosen(plot, [own[name] for name in lanes])
    whole = plot
    if unseen:
        below = _seen_plot(plot, unseen)
        whole = column(plot, below, sizing_mode="stretch_width", min_width=NARROWEST)
    return Drawn(
        figure=whole,
        title=f"Chronology of {child}",
        sentence=_sentence(frame, gaps, unseen, as_of, child),
        table=_table(frame),
        colours=tuple((name, own[name].colour, own[name].letter) for name in lanes),
        positions=tuple(range(len(frame))),
    )


# --- numbers --------------------------------------------------------------------------------


def _spans(frame: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """``start``, ``end`` of what is drawn: open ends and mistaken years stop at the edges."""
    low, high = frame["earliest"], frame["latest"]
    edge = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    dated = frame["when"].notna()
    known = low[dated & (low <= edge)]
    first = known.min() if len(known) else edge - pd.Timedelta(days=365)
    start = low.where(low.notna() | ~dated, first)
    end = (high + pd.Timedelta(days=1)).where(high.notna() | ~dated, edge)
    return pd.DataFrame(
        {"start": start.clip(lower=first, upper=edge), "end": end.clip(lower=first, upper=edge)}
    )


def _contacts(frame: pd.DataFrame, as_of: date) -> pd.DataFrame:
    days = (frame["latest"] - frame["earliest"]).dt.days
    kept = (
        (frame["status"] == "event")
        & (days < WIDEST_CONTACT_DAYS)
        & (frame["earliest"] <= pd.Timestamp(as_of))
    )
    return frame[kept].sort_values("earliest", kind="stable")


def _gaps(frame: pd.DataFrame, as_of: date, longest: int, lanes: list[str]) -> pd.DataFrame:
    """``lane, start, end, days``: from one contact of an agency to its next."""
    parts = [
        _silences(own, longest).assign(lane=lanes.index(str(name)))
        for name, own in _contacts(frame, as_of).groupby("agency", sort=True)
    ]
    empty = pd.DataFrame(columns=["start", "end", "days", "lane"])
    return pd.concat(parts, ignore_index=True) if parts else empty


def _silences(own: pd.DataFrame, longest: int) -> pd.DataFrame:
    ends = own["latest"].cummax()
    starts = own["earliest"].shift(-1)
    days = (starts - ends).dt.days
    kept = days > longest
    return pd.DataFrame({"start": ends[kept], "end": starts[kept], "days": days[kept].astype(int)})


def _sightings(since: pd.DataFrame | None, frame: pd.DataFrame) -> pd.DataFrame | None:
    """``since`` with ``last``, the last day a sighting can have been: from it the days count."""
    if since is None or since.empty:
        return None
    latest = since["id"].map(frame.drop_duplicates("id").set_index("id")["latest"])
    return since.assign(last=latest.fillna(since["day"]))


def _sawtooth(
    since: pd.DataFrame | None, born: date | None, as_of: date
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Days since the last sighting: rising from one to the next, then back to nought."""
    if since is None:
        return {}
    since = since[since["day"] <= pd.Timestamp(as_of)]
    if born is not None:
        since = since[since["day"] >= pd.Timestamp(born)]
    lines = {}
    for name in ("days_since_seen", "days_since_seen_alone"):
        seen = since[since[name].fillna(-1) == 0].sort_values("day", kind="stable")
        if seen.empty:
            continue
        from_day = seen["last"].cummax().to_numpy(dtype="datetime64[D]")
        until = seen["day"].to_numpy(dtype="datetime64[D]")[1:]
        until = np.append(until, since["day"].max().to_datetime64().astype("datetime64[D]"))
        until = np.maximum(until, from_day)
        x = np.column_stack([from_day, until]).ravel()
        y = np.column_stack([np.zeros(len(until)), (until - from_day) / _DAY]).ravel()
        lines[name] = (x, y)
    return lines


# --- drawing --------------------------------------------------------------------------------


def _plot(
    lanes: list[str], marks: Mapping[str, Mark], spans: pd.DataFrame, *, has_episodes: bool
) -> figure:
    first, last = spans["start"].min(), spans["end"].max()
    if pd.isna(first):
        first = last = pd.Timestamp.now().normalize()
    room = max((last - first) * 0.02, pd.Timedelta(days=3))
    rows = len(lanes) + has_episodes
    plot = figure(
        x_axis_type="datetime",
        x_range=Range1d(first - room, last + room),
        y_range=Range1d(-0.6, rows - 0.4),
        height=90 + _LANE * max(rows, 1),
        sizing_mode="stretch_width",
        min_width=NARROWEST,
        tools="xpan,xwheel_zoom,reset",
        output_backend="canvas",
    )
    # Of no renderer: Bokeh would draw every mark anew for each choice. See _draw_chosen.
    box = BoxSelectTool(renderers=[])
    plot.add_tools(box, TapTool(renderers=[]))
    plot.toolbar.active_drag = box
    # The first agency stands on top.
    named = [fill(f"{marks[name].letter}  {name}", _LANE_NAME) for name in lanes]
    at = {len(lanes) - 1 - i: name for i, name in enumerate(named)}
    if has_episodes:
        at[len(lanes)] = "Episodes"
    plot.yaxis.ticker = FixedTicker(ticks=sorted(at))
    plot.yaxis.major_label_overrides = at
    # Room for the longest name, the same above and below, so that the two lines of time meet.
    lines = [line for label in at.values() for line in label.split("\n")]
    plot.min_border_left = 24 + 8 * max(map(len, lines), default=0)
    plot.ygrid.ticker = FixedTicker(ticks=[lane - 0.5 for lane in range(rows + 1)])
    plot.toolbar.logo = None
    return plot


def _draw_events(
    plot: figure,
    frame: pd.DataFrame,
    spans: pd.DataFrame,
    lanes: list[str],
    marks: Mapping[str, Mark],
) -> None:
    """One source for all rows; a lane is a view of it, so that choosing is the same everywhere."""
    lane = (len(lanes) - 1 - frame["agency"].map({n: i for i, n in enumerate(lanes)})).to_numpy()
    start, end = _milliseconds(spans["start"]), _milliseconds(spans["end"])
    offset = _stacked(lane, start)
    loose = ((end - start) > 86_400_000) | frame["when"].fillna("").str.contains("[~?]").to_numpy()
    data: dict[str, object] = {
        "start": start,
        "end": np.where((end - start) > 86_400_000, end, start),
        "y": (lane + offset).astype("float32"),
        "n": frame["n"].to_numpy(dtype="int32"),
        "lane": (len(lanes) - 1 - lane).astype("int32"),
    }
    if len(frame) <= WORDS_UP_TO:
        told = zip(_dates(frame), frame["time"], frame["age"], frame["what"], strict=True)
        data["words"] = [_hover_words(*row) for row in told]
    source = ColumnDataSource(data, name="rows")
    for number, name in enumerate(lanes):
        mine = np.flatnonzero(lane == len(lanes) - 1 - number)
        mark = marks[name]
        # A date that is loose is as long as it is loose.
        if loose[mine].any():
            plot.segment(
                "start", "y", "end", "y", view=view_of(mine[loose[mine]]), source=source,
                line_color=mark.colour, line_width=_LOOSE, line_alpha=0.45,
            )  # fmt: skip
        # Filled alone: an outline of the same colour would double the time very many marks take.
        outline = mark.colour if mark.shape in _ONLY_LINES else None
        plot.scatter(
            "start", "y", view=view_of(mine), marker=mark.shape, size=_MARK + 1,
            fill_color=mark.colour, line_color=outline, source=source,
        )  # fmt: skip
    plot.add_tools(_hover(plot, "words" in data))


def _draw_chosen(plot: figure, marks: Sequence[Mark]) -> None:
    """What is chosen, in the layer above all marks, which pale under a veil.

    The page (``widgets/figure_choice.js``) fills it, so that to choose one mark among very many
    draws that one mark.
    """
    palette = tokens()["light"]
    looks = [{"marker": mark.shape, "colour": mark.colour} for mark in marks]
    columns = ("n", "start", "from", "to", "y", "marker", "colour")
    source = ColumnDataSource({name: [] for name in columns}, name="chosen", tags=looks)
    veil = BoxAnnotation(
        name="veil", level="overlay", visible=False, line_color=None,
        fill_color=palette["background"], fill_alpha=0.55,
    )  # fmt: skip
    plot.renderers.append(veil)
    plot.segment(
        "from", "y", "to", "y", source=source, level="overlay", line_color="colour",
        line_width=_LOOSE, line_alpha=0.9,
    )  # fmt: skip
    plot.scatter(
        "start", "y", source=source, level="overlay", marker={"field": "marker"}, size=_MARK,
        fill_color="colour", line_color=palette["focus"], line_width=3,
    )  # fmt: skip


def _stacked(lane: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Rows of a lane that would lie on one another are set under each other, in their order."""
    if not len(lane):
        return np.zeros(0)
    width = (np.nanmax(start) - np.nanmin(start)) / 120 if np.isfinite(start).any() else 1.0
    block = np.nan_to_num(start // max(width, 1.0), nan=-1).astype("int64")
    key = pd.Series(lane * 1_000_003 + block)
    place = key.groupby(key).cumcount().to_numpy() % _STACK
    many = np.minimum(key.map(key.value_counts()).to_numpy(), _STACK)
    return (place - (many - 1) / 2) * -0.16


def _milliseconds(days: pd.Series) -> np.ndarray:
    """Since 1970, as Bokeh keeps moments; not-a-number where there is none."""
    moments = days.astype("datetime64[ms]").to_numpy()
    return np.where(np.isnat(moments), np.nan, moments.astype("int64").astype("float64"))


def _dates(frame: pd.DataFrame) -> list[str]:
    """In words, and whether a reviewer read one that was not; "" where none was read."""
    if "read_by_reviewer" not in frame:
        return [in_words(when) for when in frame["when"]]
    said = frame["read_by_reviewer"].notna()
    return [
        in_words(when) + (AS_READ if by_reviewer else "")
        for when, by_reviewer in zip(frame["when"], said, strict=True)
    ]


def _hover_words(day: str, time: str | None, age: str, what: str) -> str:
    text = " ".join(what.split())
    if len(text) > _LONGEST_WORDS:
        text = text[: _LONGEST_WORDS - 1].rsplit(" ", 1)[0] + "…"
    return " · ".join(part for part in (day, time or "", age, text) if part)


def _hover(plot: figure, with_words: bool) -> HoverTool:
    """Words are escaped by Bokeh: what an agency wrote cannot become part of the page."""
    tips = [("No.", "@n")]
    tips += [("", "@words")] if with_words else [("from", "@start{%d %B %Y}")]
    return HoverTool(
        tooltips=tips,
        formatters={"@start": "datetime"},
        renderers=[r for r in plot.renderers if isinstance(r.glyph, Scatter)],
    )


def _draw_gaps(plot: figure, gaps: pd.DataFrame, lanes: int) -> None:
    """A dotted line through the silence, with its days written on it where there is room."""
    if gaps.empty:
        return
    palette = tokens()["light"]
    source = ColumnDataSource(
        {
            "start": _milliseconds(gaps["start"]),
            "end": _milliseconds(gaps["end"]),
            "middle": _milliseconds(gaps["start"] + (gaps["end"] - gaps["start"]) / 2),
            "y": (lanes - 1 - gaps["lane"].to_numpy()).astype("float64"),
            "days": [f"{days} days" for days in gaps["days"]],
        },
        name="gaps",
    )
    plot.segment(
        "start", "y", "end", "y", source=source, line_color=palette["muted"], line_dash="dotted",
        line_width=1.5,
    )  # fmt: skip
    whole = (pd.Timestamp(plot.x_range.end) - pd.Timestamp(plot.x_range.start)).days
    free = gaps[gaps["days"].astype(int) > whole * _LEAST_WRITTEN]
    longest = free.sort_values("days", ascending=False, kind="stable").index[:_GAPS_WRITTEN]
    view = CDSView(filter=IndexFilter(indices=[int(i) for i in sorted(longest)]))
    plot.text(
        "middle", "y", text="days", source=source, view=view, text_align="center",
        text_baseline="bottom", text_font_size=f"{tokens()['font']['small'] - 2}px",
        text_color=palette["muted"],
    )  # fmt: skip


def _draw_episodes(plot: figure, episodes: pd.DataFrame, lane: int) -> None:
    """A band through all lanes, its name and appraisal in a lane of its own."""
    palette = tokens()["light"]
    names = [
        f"{name} ({_APPRAISED.get(appraisal, appraisal)})"
        for name, appraisal in zip(episodes["name"], episodes["appraisal"], strict=True)
    ]
    start = _milliseconds(episodes["start"])
    end = _milliseconds(episodes["end"] + pd.Timedelta(days=1))
    for left, right in zip(start, end, strict=True):
        plot.add_layout(
            BoxAnnotation(
                left=left,
                right=right,
                fill_color=palette["accent"],
                fill_alpha=0.08,
                line_color=palette["accent"],
                line_alpha=0.5,
                line_dash="dashed",
                level="underlay",
            )
        )
    # Names would lie on one another: each goes to one of three lines, away from the nearer edge.
    late = start > (_moment(plot.x_range.start) + _moment(plot.x_range.end)) / 2
    lines = lane + 0.28 - 0.26 * (np.arange(len(names)) % 3)
    source = ColumnDataSource(
        {
            "x": np.where(late, end, start),
            "y": lines,
            "name": names,
            "align": np.where(late, "right", "left").tolist(),
        },
        name="episodes",
    )
    plot.text(
        "x", "y", text="name", text_align="align", source=source, text_baseline="middle",
        text_font_size=f"{tokens()['font']['small'] - 1}px", text_color=palette["text"],
    )  # fmt: skip


def _moment(day: pd.Timestamp) -> float:
    return pd.Timestamp(day).timestamp() * 1000


def _seen_plot(above: figure, lines: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> figure:
    palette = tokens()["light"]
    most = max(y.max() for _, y in lines.values())
    plot = figure(
        x_axis_type="datetime", x_range=above.x_range, y_range=Range1d(0, max(most * 1.1, 10)),
        height=170, sizing_mode="stretch_width", min_width=NARROWEST,
        tools="xpan,xwheel_zoom,reset", toolbar_location=None, output_backend="canvas",
    )  # fmt: skip
    looks = {
        "days_since_seen": ("seen", palette["accent"], "solid"),
        "days_since_seen_alone": ("seen alone", palette["focus"], "dashed"),
    }
    for name, (x, y) in lines.items():
        words, colour, dash = looks[name]
        moments = x.astype("datetime64[ms]").astype("int64").astype("float64")
        plot.line(
            moments, y, line_color=colour, line_dash=dash, line_width=2,
            legend_label=f"days since {words}", name=name,
        )  # fmt: skip
    plot.yaxis.axis_label = "days"
    plot.min_border_left = above.min_border_left
    plot.legend.location, plot.legend.orientation = "top_left", "horizontal"
    plot.toolbar.logo = None
    return plot


# --- words ----------------------------------------------------------------------------------


def _sentence(
    frame: pd.DataFrame,
    gaps: pd.DataFrame,
    unseen: Mapping[str, tuple[np.ndarray, np.ndarray]],
    as_of: date,
    child: str,
) -> str:
    if frame.empty:
        return "There are no entries to draw yet."
    parts = [_counted(frame, as_of)]
    if len(gaps):
        row = gaps.loc[gaps["days"].astype(int).idxmax()]
        name = sorted(frame["agency"].unique())[int(row["lane"])]
        parts.append(
            f"the longest silence is {int(row['days'])} days by {name} "
            f"({_day(row['start'])} to {_day(row['end'])})"
        )
    if "days_since_seen" in unseen:
        x, y = unseen["days_since_seen"]
        at = int(y.argmax())
        parts.append(
            f"{child} was out of sight for up to {int(y[at])} days "
            f"({_day(pd.Timestamp(x[at - 1]))} to {_day(pd.Timestamp(x[at]))})"
            if y[at]
            else f"{child} was seen on one day only"
        )
    unread = int((frame["when"].isna() & (frame["status"] == "event")).sum())
    if unread:
        parts.append(
            f"{unread} {'entry has' if unread == 1 else 'entries have'} no date that could be "
            "read, and cannot be drawn"
        )
    return "; ".join(parts) + "."


def _counted(frame: pd.DataFrame, as_of: date) -> str:
    agencies = frame["agency"].nunique()
    dated = frame["earliest"].dropna()
    dated = dated[dated <= pd.Timestamp(as_of)]
    span = f" from {_first(frame, dated)} to {_day(dated.max())}" if len(dated) else ""
    return (
        f"{len(frame):,} {'entry' if len(frame) == 1 else 'entries'} of {agencies} "
        f"{'agency' if agencies == 1 else 'agencies'}{span}"
    )


def _first(frame: pd.DataFrame, dated: pd.Series) -> str:
    """The first day; a month or a year where no more is known of it."""
    at = dated.idxmin()
    when = str(frame.loc[at, "when"])
    return in_words(when) if re.fullmatch(r"\d{4}(-\d\d)?", when) else _day(dated.loc[at])


def _day(moment: pd.Timestamp) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    unread = frame["written"].where(frame["written"] != "", "none") if "written" in frame else None
    dates: Sequence[str] = [
        day or ("not read" if unread is None else f"not read: {unread.iloc[i]}")
        for i, day in enumerate(_dates(frame))
    ]
    return pd.DataFrame(
        {
            "No.": frame["n"],
            "Date": dates,
            "Time": frame["time"].fillna(""),
            "Agency": frame["agency"],
            "Age": frame["age"],
            "What happened": frame["what"],
        }
    )
