"""The timeline: every row has its place, loose dates are long, silences and sightings are right."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest
from bokeh.embed import json_item
from bokeh.models import (
    BoxAnnotation,
    BoxSelectTool,
    ColumnDataSource,
    GlyphRenderer,
    HoverTool,
    IndexFilter,
)

from workbench.chronology.case import Case, Child
from workbench.chronology.checks_contact import since_seen
from workbench.chronology.episodes import Episode, episodes_frame
from workbench.chronology.merge import frame
from workbench.chronology.rules import load_rules
from workbench.chronology.view import View
from workbench.figures.drawn import SOME_ROWS, Drawn
from workbench.figures.partnership_timeline import partnership_timeline
from workbench.figures.theme import bokeh_theme
from workbench.figures.timeline import WORDS_UP_TO, timeline
from workbench.records import Event
from workbench.style import tokens

AS_OF = date(2023, 1, 1)
CASE = Case("Teal", (Child("Teal", date(2021, 3, 14)),))
DAY = 86_400_000


def event(key: str, agency: str, when: str | None, **more: object) -> Event:
    more.setdefault("what", f"what {key} tells")
    return Event(id=key, agency=agency, when=when, written=when or "x", **more)


ROWS = (
    event("a", "GP", "2021-04-01", child_seen="yes", time="09:10"),
    event("b", "GP", "2021-10-01", child_seen="alone"),
    event("c", "Police", "2021-05", what="<script>alert(1)</script>"),
    event("d", "Police", "2021-06-01/2021-06-03", child_seen="yes"),
    event("e", "Police", "../2021-06"),
    event("f", "School", None),
    event("g", "School", "2031-05-05"),
    event("h", "School", "2022-05-05"),
)


def drawn(*rows: Event, episodes: tuple[Episode, ...] = (), **more: object) -> Drawn:
    events = frame(rows, CASE)
    since = since_seen(events, View(events, CASE, load_rules(), AS_OF, {}))
    told = episodes_frame(events, episodes)
    return timeline(events, since, told, as_of=AS_OF, child="Teal", born=CASE.born, **more)


def source(made: Drawn, name: str = "rows") -> ColumnDataSource:
    return made.figure.select_one({"name": name})


def at(made: Drawn, rows: tuple[Event, ...], key: str) -> dict[str, float]:
    place = list(frame(rows, CASE)["id"]).index(key)
    data = source(made).data
    return {name: data[name][place] for name in ("start", "end", "y", "n", "lane")}


def test_every_row_has_its_position_dated_or_not() -> None:
    made = drawn(*ROWS)
    assert len(source(made).data["n"]) == len(ROWS) == len(made.table)
    assert made.positions == tuple(range(len(ROWS)))
    assert list(made.table["No."]) == list(source(made).data["n"])
    lanes = [f.indices for f in made.figure.select({"type": IndexFilter}) if SOME_ROWS in f.tags]
    assert sorted({i for each in lanes for i in each}) == list(range(len(ROWS)))


def test_a_date_is_drawn_as_long_as_it_is_loose() -> None:
    made = drawn(*ROWS)
    length = {key: (p := at(made, ROWS, key))["end"] - p["start"] for key in "acd"}
    assert length == {"a": 0, "c": 31 * DAY, "d": 3 * DAY}
    first = pd.Timestamp("2021-04-01").timestamp() * 1000
    assert at(made, ROWS, "a")["start"] == first
    # An open start reaches to the edge, an unread date is nowhere, a mistaken year at the end.
    assert at(made, ROWS, "e")["start"] == np.nanmin(source(made).data["start"])
    assert np.isnan(at(made, ROWS, "f")["start"])
    assert at(made, ROWS, "g")["start"] == pd.Timestamp("2023-01-02").timestamp() * 1000


def test_each_agency_has_its_lane_its_letter_and_its_own_mark() -> None:
    made = drawn(*ROWS)
    names = made.figure.children[0].yaxis[0].major_label_overrides
    assert {lane: names[lane] for lane in (0, 1, 2)} == {0: "C  School", 1: "B  Police", 2: "A  GP"}
    lanes = {key: round(at(made, ROWS, key)["y"]) for key in "acfh"}
    assert lanes == {"a": 2, "c": 1, "f": 0, "h": 0}
    shapes = [
        r.glyph.marker
        for r in made.figure.select({"type": GlyphRenderer})
        if type(r.glyph).__name__ == "Scatter" and r.data_source.name == "rows"
    ]
    assert len(set(shapes)) == 3
    assert [c[0] for c in made.colours] == ["GP", "Police", "School"]


def test_what_is_chosen_is_drawn_as_its_agency_in_a_layer_above_the_marks() -> None:
    made = drawn(*ROWS)
    chosen = made.figure.select_one({"name": "chosen"})
    drawers = [r for r in made.figure.select({"type": GlyphRenderer}) if r.data_source is chosen]
    assert {r.level for r in drawers} == {"overlay"}, "or all marks were drawn anew"
    look = {key: chosen.tags[at(made, ROWS, key)["lane"]] for key in "acf"}
    for number, key in enumerate("acf"):  # GP, Police, School
        assert look[key]["colour"] == made.colours[number][1]
    assert [tool.renderers for tool in made.figure.select({"type": BoxSelectTool})] == [[]]


def test_a_long_name_takes_lines_and_not_the_figures_width() -> None:
    name = "Wrenfield and District Community Health and Care Partnership NHS Trust"
    plot = drawn(event("a", "GP", "2021-04-01"), event("b", name, "2021-05-01")).figure
    plot = getattr(plot, "children", [plot])[0]
    labels = plot.yaxis[0].major_label_overrides.values()
    long = next(label for label in labels if "Wrenfield" in label)
    assert " ".join(long.split()).endswith(name), "no word of it is lost"
    assert 2 <= len(long.split("\n")) <= 3
    assert plot.min_border_left < 250
    assert plot.min_width > plot.min_border_left + 500, "on a narrow page there is room to draw"


def test_silences_are_drawn_and_counted() -> None:
    gaps = source(drawn(*ROWS), "gaps").data
    assert list(gaps["days"]) == ["183 days"]
    assert list(gaps["y"]) == [2.0]
    assert source(drawn(*ROWS, gap_days=183), "gaps") is None


def test_the_line_of_days_since_the_child_was_seen() -> None:
    made = drawn(*ROWS)
    line = made.figure.select_one({"name": "days_since_seen"}).data_source.data
    assert list(line["y"]) == [0, 61, 0, 120, 0, 216]
    alone = made.figure.select_one({"name": "days_since_seen_alone"}).data_source.data
    assert list(alone["y"]) == [0, 216]
    early = event("z", "GP", "2020-01-01", child_seen="yes")
    again = drawn(*ROWS, early).figure.select_one({"name": "days_since_seen"}).data_source.data
    assert list(again["y"]) == list(line["y"]), "nobody saw the child before the birth"


def test_the_sentence_says_what_the_figure_shows() -> None:
    assert drawn(*ROWS).sentence == (
        "8 entries of 3 agencies from 1 April 2021 to 5 May 2022; the longest silence is 183 days "
        "by GP (1 April 2021 to 1 October 2021); Teal was out of sight for up to 216 days "
        "(1 October 2021 to 5 May 2022); 1 entry has no date that could be read, and cannot be "
        "drawn."
    )


def test_a_year_of_which_no_more_is_known_is_told_as_a_year() -> None:
    assert " from 2016 to 5 May 2022;" in drawn(*ROWS, event("z", "GP", "2016")).sentence
    assert " from March 2016 to " in drawn(*ROWS, event("z", "GP", "2016-03")).sentence


def test_episodes_are_bands_with_their_names() -> None:
    named = Episode("First summer", date(2021, 5, 1), date(2021, 8, 1), "good", ("Heard",))
    made = drawn(*ROWS, episodes=(named,))
    (band,) = made.figure.select({"type": BoxAnnotation, "level": "underlay"})
    assert band.right - band.left == 93 * DAY
    assert list(source(made, "episodes").data["name"]) == ["First summer (good practice)"]


def test_what_agencies_wrote_stays_text() -> None:
    made = drawn(*ROWS)
    words = source(made).data["words"][list(frame(ROWS, CASE)["id"]).index("c")]
    assert words == "May 2021 · 6 weeks to 11 weeks · <script>alert(1)</script>"
    (hover,) = made.figure.select({"type": HoverTool})
    assert hover.tooltips == [("No.", "@n"), ("", "@words")], "{safe} would switch escaping off"


def test_rows_on_one_day_do_not_hide_one_another() -> None:
    many = tuple(event(f"m{n}", "GP", "2021-04-01") for n in range(5))
    made = drawn(*many, event("x", "GP", "2022-04-01"))
    heights = {float(at(made, (*many, event("x", "GP", "2022-04-01")), e.id)["y"]) for e in many}
    assert len(heights) == 5 and all(-0.5 < y < 0.5 for y in heights)


@pytest.mark.parametrize("rows", [(), (event("f", "School", None),)])
def test_nothing_to_draw_is_no_error(rows: tuple[Event, ...]) -> None:
    made = drawn(*rows)
    json_item(made.figure, theme=bokeh_theme())
    assert made.sentence


def test_fifty_thousand_rows_send_no_words_to_the_page() -> None:
    days = pd.date_range("2009-01-01", periods=5000).strftime("%Y-%m-%d")
    rows = [event(f"e{n}", f"Agency {n % 12:02d}", days[n % 5000]) for n in range(50_000)]
    events = frame(rows, CASE)
    made = timeline(events, as_of=AS_OF, child="Teal")
    assert len(events) > WORDS_UP_TO and "words" not in source(made).data
    assert len(json.dumps(json_item(made.figure, theme=bokeh_theme()))) < 2_500_000


# --- the partnership's own ------------------------------------------------------------------


def rows(*given: tuple) -> pd.DataFrame:
    table = pd.DataFrame(given, columns=["kind", "label", "start", "end", "state"])
    for name in ("start", "end"):
        table[name] = pd.to_datetime(table[name]).astype("datetime64[us]")
    return table


def test_the_partnerships_timeline() -> None:
    made = partnership_timeline(
        rows(
            ("review", "Child Teal", "2022-01-01", "2022-12-01", "published"),
            ("answer_due", "Answer on Teal", "2022-11-01", "2022-11-01", "overdue"),
            ("action_due", "Train staff", "2023-02-01", "2023-02-01", ""),
            ("inspection", "Inspection", None, None, ""),
        ),
        as_of=AS_OF,
    )
    assert made.sentence == (
        "On 1 January 2023: 1 review, 1 inspection, 1 answer due, 1 action due; 1 overdue; "
        "next due: Train staff, 1 February 2023; 1 without a date, not drawn."
    )
    fills = {
        r.glyph.fill_alpha for r in made.figure.renderers if type(r.glyph).__name__ == "Scatter"
    }
    assert fills == {0.0, 1.0}, "what is overdue can be told without colour"
    assert list(made.table["To"]) == ["1 December 2022", "1 November 2022", "1 February 2023", ""]
    json_item(made.figure, theme=bokeh_theme())


def test_an_empty_partnership() -> None:
    made = partnership_timeline(rows(), as_of=AS_OF)
    assert "no review" in made.sentence
    json_item(made.figure, theme=bokeh_theme())


def test_agency_colours_have_a_dark_one_each() -> None:
    assert all(agency["dark"] for agency in tokens()["agencies"])
