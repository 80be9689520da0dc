"""The view of `notebooks/chronology.ipynb`: returns in, one chronology, its checks and episodes.

It takes a desk that answers; it knows no SQL, opens no file and works nothing out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from html import escape
from typing import Any, Protocol

import ipywidgets as w
import pandas as pd

from workbench.figures.drawn import Drawn
from workbench.widgets.chronology_parts import (
    APPRAISALS,
    CHECK_COLUMNS,
    EPISODE_COLUMNS,
    EVENT_COLUMNS,
    MAPPING_COLUMNS,
    SIGNIFICANCE,
    results,
    row_panel,
    side_by_side,
)
from workbench.widgets.figure import FigureView
from workbench.widgets.parts import failure, heading, notice, sentence
from workbench.widgets.table import RecordTable

DECIDABLE = ("same_event", "conflict", "ruled_different")  # findings a reviewer rules on
EVERYTHING = ("everything", "everything")  # a slider knows no None


class Desk(Protocol):
    """What the view stands on: see ``tasks.ChronologyDesk``. Each may raise a plain error."""

    def sentence(self) -> str: ...
    def events(self) -> pd.DataFrame: ...
    def checks(self) -> pd.DataFrame: ...
    def episodes(self) -> pd.DataFrame: ...
    def mapping(self) -> pd.DataFrame: ...
    def timeline(self) -> Drawn: ...
    def fields(self) -> list[str]: ...
    def agencies(self) -> list[str]: ...
    def real_agencies(self) -> list[str]: ...
    def people(self) -> list[tuple[str, str]]: ...
    def kinds_of_checks(self) -> list[tuple[str, str]]: ...
    def days(self) -> list[date]: ...
    def lines(self, key: str) -> Sequence[Any]: ...
    def found(
        self, agency: str, person: str, words: str, check: str, significance: str
    ) -> list[int]: ...
    def through(self, on: date | None, to: str | None, hidden: bool) -> None: ...
    def add_files(self, files: Sequence[tuple[str, bytes]], *, progress: Any) -> Sequence[Any]: ...
    def change_mapping(self, slot: str, heading: str, field: str) -> None: ...
    def note(self, key: str, text: str) -> None: ...
    def rule(self, events: Sequence[str], ruling: str, why: str) -> None: ...
    def name_episode(
        self, name: str, events: Sequence[str], appraisal: str, reasons: Sequence[str]
    ) -> None: ...
    def undo(self) -> str: ...
    def save(self, out: str, publish: bool, dates: str) -> Any: ...


class ChronologyView(w.VBox):
    """Returns, timeline with its table, what was found, episodes, and files to take along."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._chosen: list[str] = []  # ids of the events chosen in the figure or by a check
        self._busy = False  # while the figure and the table tell each other what is chosen
        self.summary = w.HTML()
        self.said = w.HTML()
        self.undo = _button("Undo", self._undo)
        parts = [
            *self._build_returns(),
            *self._build_lens(),
            *self._build_filters(),
            *self._build_chronology(),
            *self._build_checks(),
            *self._build_episodes(),
            *self._build_saving(),
        ]
        super().__init__([self.summary, w.HBox([self.undo, self.said], layout=_row()), *parts])
        self.refresh()

    # --- building ---------------------------------------------------------------------------

    def _build_returns(self) -> list[w.Widget]:
        self.upload = w.FileUpload(
            accept=".docx,.xlsx,.xlsm,.csv,.tsv,.txt,.html,.htm",
            multiple=True,
            description="Choose returns",
            tooltip="Choose what agencies sent: Word tables, spreadsheets, CSV or web pages",
            layout=_as_wide_as_its_words(),
        )
        self.bar = w.IntProgress(description="Reading", layout=w.Layout(display="none"))
        self.added = w.HTML()
        self.upload.observe(self._files_chosen, names="value")
        self.mapping = RecordTable(
            pd.DataFrame(),
            MAPPING_COLUMNS,
            label="How each column was understood",
            empty="No returns yet: choose the agencies' files above.",
        )
        self.mapping.observe(lambda _: self._mapping_chosen(), names="selected")
        self.field = w.Dropdown(
            options=[("nothing: kept beside the event", "")], description="means"
        )
        self.change = _button("Change, and remember for this agency", self._change_mapping)
        self.mapped = w.HTML()
        # Looked at once, when the returns come in: it must not stand between them and the timeline.
        self.understood = w.Accordion(
            [
                w.VBox(
                    [
                        self.mapping,
                        w.HBox([self.field, self.change, self.mapped], layout=_row()),
                    ]
                )
            ],
            titles=("How each column was understood, to look at and to change",),
            selected_index=None,
        )
        return [
            heading("What agencies sent"),
            w.HBox([self.upload, self.bar], layout=_row()),
            self.added,
            self.understood,
        ]

    def _build_lens(self) -> list[w.Widget]:
        self.day = w.DatePicker(description="on the day")
        self.slider = w.SelectionSlider(
            options=[EVERYTHING],
            description="Known by",
            continuous_update=False,
            layout=w.Layout(width="32em"),
        )
        self.whom = w.Dropdown(options=[("anybody", "")], description="to")
        self.hidden = w.Checkbox(
            description="Pseudonyms", indent=False, layout=_as_wide_as_its_words()
        )
        self.lens_said = w.HTML()
        self.slider.observe(self._slid, names="value")
        self.day.observe(lambda _: self._through(), names="value")
        self.whom.observe(lambda _: self._through(), names="value")
        self.hidden.observe(lambda _: self._through(), names="value")
        return [
            heading("Guard against hindsight"),
            w.HBox([self.slider, self.day, self.whom, self.hidden], layout=_row()),
            self.lens_said,
        ]

    def _build_filters(self) -> list[w.Widget]:
        self.agency = w.Dropdown(options=[("every agency", "")], description="Agency")
        self.person = w.Dropdown(options=[("everybody", "")], description="Person")
        self.words = w.Text(description="Words", placeholder="all of them in one entry")
        self.check = w.Dropdown(options=[("no matter what", "")], description="Found")
        self.significance = w.Dropdown(options=SIGNIFICANCE, description="Matters")
        self.clear = _button("Show all", self._clear)
        self.count = w.HTML()
        self._filters = (self.agency, self.person, self.words, self.check, self.significance)
        for each in self._filters:
            each.observe(lambda _: self._filter(), names="value")
        return [
            heading("The chronology"),
            w.HBox([*self._filters, self.clear], layout=_row()),
            self.count,
        ]

    def _build_chronology(self) -> list[w.Widget]:
        self.figure = FigureView()
        self.figure.observe(lambda _: self._chosen_in_figure(), names="selected")
        self.table = RecordTable(
            pd.DataFrame(),
            EVENT_COLUMNS,
            label="Entries of the chronology",
            empty="Nothing to show: choose the agencies' files above, or show all.",
        )
        self.table.observe(lambda _: self._chosen_in_table(), names="selected")
        self.entry = w.HTML()
        self.note = w.Textarea(description="Note", layout=w.Layout(width="40em", height="4em"))
        self.keep_note = _button("Keep the note", self._keep_note)
        self.note_said = w.HTML()
        keeping = w.HBox([self.note, self.keep_note, self.note_said], layout=_row())
        self.form = w.VBox([self.entry, keeping])
        self.form.layout.display = "none"
        return [self.figure, self.table, self.form]

    def _build_checks(self) -> list[w.Widget]:
        self.checks = RecordTable(
            pd.DataFrame(), CHECK_COLUMNS, label="What was found", empty="Nothing was found."
        )
        self.checks.observe(lambda _: self._check_chosen(), names="selected")
        self.beside = w.HTML()
        self.why = w.Text(description="because", layout=w.Layout(width="32em"))
        self.rulings = {
            ruling: _button(words, partial(self._rule, ruling))
            for ruling, words in (
                ("same", "One and the same event"),
                ("different", "Different events"),
                ("disputed", "Disputed"),
            )
        }
        self.ruled = w.HTML()
        self.ruling_form = w.HBox([*self.rulings.values(), self.why, self.ruled], layout=_row())
        self.ruling_form.layout.display = "none"
        return [heading("What was found"), self.checks, self.beside, self.ruling_form]

    def _build_episodes(self) -> list[w.Widget]:
        self.episodes = RecordTable(
            pd.DataFrame(),
            EPISODE_COLUMNS,
            label="Key practice episodes",
            empty="None yet. Choose entries in the timeline, and name what they have in common.",
        )
        self.episodes.observe(lambda _: self._episode_chosen(), names="selected")
        self.episode = w.Text(description="Name", layout=w.Layout(width="32em"))
        self.appraisal = w.Dropdown(options=APPRAISALS, description="Appraisal")
        self.reasons = w.Textarea(
            description="Because",
            placeholder="one reason a line: why it made sense to those who did it",
            layout=w.Layout(width="40em", height="5em"),
        )
        self.keep_episode = _button("Name the episode from what is chosen", self._name_episode)
        self.episode_said = w.HTML()
        return [
            heading("Key practice episodes"),
            self.episodes,
            w.HBox([self.episode, self.appraisal], layout=_row()),
            self.reasons,
            w.HBox([self.keep_episode, self.episode_said], layout=_row()),
        ]

    def _build_saving(self) -> list[w.Widget]:
        self.out = w.Text(
            description="File", value="chronology.docx", layout=w.Layout(width="32em")
        )
        self.publish = w.Checkbox(
            description="For other eyes: pseudonyms, no dates",
            indent=False,
            layout=_as_wide_as_its_words(),
        )
        self.dates = w.Dropdown(
            options=[("days from the birth", "days"), ("ages only", "ages")], description="with"
        )
        self.keep = _button("Save", self._save)
        self.saved = w.HTML()
        return [
            heading("Take it along"),
            w.HTML(
                "<p class='wb-words'>The ending says how: .docx, .xlsx, .html or .csv. Nothing "
                "leaves this machine.</p>"
            ),
            w.HBox([self.out, self.publish, self.dates, self.keep], layout=_row()),
            self.saved,
        ]

    # --- showing ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for everything anew."""
        self.mapping.show(self._desk.mapping())
        fields = [("nothing: kept beside the event", "")]
        self.field.options = fields + [(f.replace("_", " "), f) for f in self._desk.fields()]
        days = [(f"{d.day} {d:%B %Y}", d) for d in self._desk.days()]
        self._hold(lambda: self._set(self.slider, [*days, EVERYTHING], EVERYTHING[1]))
        whom = [("anybody", ""), *((a, a) for a in self._desk.real_agencies())]
        self._hold(lambda: self._set(self.whom, whom, ""))
        self._draw()

    def _draw(self) -> None:
        """The chronology as it is seen through the lens."""
        self.summary.value = sentence(self._desk.sentence())
        agencies = [("every agency", ""), *((a, a) for a in self._desk.agencies())]
        checks = [("no matter what", ""), *self._desk.kinds_of_checks()]
        for menu, options in (
            (self.agency, agencies),
            (self.person, [("everybody", ""), *self._desk.people()]),
            (self.check, checks),
        ):
            self._hold(partial(self._set, menu, options, ""))
        self._show_decided()
        self.figure.show(self._desk.timeline())
        self._filter()

    def _show_decided(self) -> None:
        self.checks.show(self._desk.checks())
        self.episodes.show(self._desk.episodes())

    def _filter(self) -> None:
        """Show the rows that fit, in the figure and in the table."""
        if self._busy:
            return
        wanted = [str(each.value) for each in self._filters]
        self._positions = self._desk.found(*wanted)
        events = self._desk.events()
        every = len(self._positions) == len(events)
        self.figure.shown = None if every else self._positions
        self._hold(lambda: setattr(self.figure, "selected", []))
        self._chosen = []
        self._list(self._positions)

    def _list(self, positions: Sequence[int], words: str = "") -> None:
        events = self._desk.events()
        self._listed = list(positions)
        self._hold(lambda: self.table.show(events.iloc[self._listed]))
        said = words or f"{len(positions):,} of {len(events):,} entries are shown."
        self.count.value = f"<p class='wb-words' role='status'>{escape(said)}</p>"
        self.form.layout.display = "none"

    # --- choosing ---------------------------------------------------------------------------

    def _chosen_in_figure(self) -> None:
        if self._busy:
            return
        chosen = [p for p in self.figure.selected if p in set(self._positions)]
        events = self._desk.events()
        self._chosen = list(events["id"].iloc[chosen])
        if not chosen:
            self._list(self._positions)
            return
        if len(chosen) == 1 and chosen[0] in self._listed:
            self._hold(lambda: self.table.choose(self._row_of(chosen[0])))
            self._show_entry(self._chosen[0])
            return
        self._list(chosen, f"{len(chosen):,} entries are chosen in the timeline.")

    def _row_of(self, position: int) -> int:
        """Where a row stands in the table as it is sorted and searched."""
        wanted = self._desk.events()["id"].iloc[position]
        at = self.table.shown["id"].to_numpy() == wanted
        return int(at.argmax()) if at.any() else -1

    def _chosen_in_table(self) -> None:
        row = self.table.chosen
        if self._busy or row is None:
            return
        key = str(row["id"])
        position = int((self._desk.events()["id"] == key).to_numpy().argmax())
        self._hold(lambda: setattr(self.figure, "selected", [position]))
        self._chosen = [key]
        self._show_entry(key)

    def _show_entry(self, key: str) -> None:
        self._shown_entry = key
        self.entry.value = row_panel(self._desk.lines(key))
        noted = self._desk.events().set_index("id").loc[key, "note"]
        self.note.value, self.note_said.value = str(noted), ""
        self.form.layout.display = ""

    def _check_chosen(self) -> None:
        found = self.checks.chosen
        if found is None:
            self.beside.value, self.ruling_form.layout.display = "", "none"
            return
        ids = list(found["events"])
        self._pair = ids
        rows = [(i, self._desk.lines(i)) for i in ids[:6]]
        self.beside.value = side_by_side(str(found["message"]), rows, len(ids))
        decidable = found["check"] in DECIDABLE and len(ids) > 1
        self.ruling_form.layout.display = "" if decidable else "none"
        self.ruled.value = ""
        self._choose(ids)

    def _episode_chosen(self) -> None:
        episode = self.episodes.chosen
        if episode is not None:
            self._choose(list(episode["events"]))

    def _choose(self, ids: Sequence[str]) -> None:
        """Choose events in the figure and list them, whatever the filter is."""
        events = self._desk.events()
        positions = [int(i) for i in events["id"].isin(ids).to_numpy().nonzero()[0]]
        self._hold(lambda: setattr(self.figure, "selected", positions))
        self._chosen = list(events["id"].iloc[positions])
        self._list(positions, f"{len(positions):,} entries are chosen.")

    # --- doing ------------------------------------------------------------------------------

    def _files_chosen(self, _: Any) -> None:
        files = [(f["name"], bytes(f["content"])) for f in self.upload.value]
        if not files:
            return
        self.bar.layout.display = ""
        try:
            added = self._desk.add_files(files, progress=self._progress)
        except Exception as error:
            self.added.value = failure(error)
            return
        finally:
            self.bar.layout.display = "none"
            self.upload.value = ()
        self.added.value = results(added)
        self.refresh()

    def _progress(self, items: Any, total: int) -> Any:
        self.bar.max, self.bar.value = total, 0
        for item in items:
            yield item
            self.bar.value += 1

    def _mapping_chosen(self) -> None:
        row = self.mapping.chosen
        if row is not None:
            known = [value for _, value in self.field.options]
            self.field.value = row["field"] if row["field"] in known else ""
            self.mapped.value = ""

    def _change_mapping(self) -> None:
        row = self.mapping.chosen
        if row is None:
            self.mapped.value = notice("Choose a column in the list above first.")
            return
        words = f"{row['heading']} of {row['agency']} is read anew, and remembered."
        self._try(
            self.mapped,
            lambda: self._desk.change_mapping(row["slot"], row["heading"], self.field.value),
            words,
            self.refresh,
        )

    def _slid(self, change: Any) -> None:
        if not self._busy:
            new = change["new"]
            self.day.value = new if isinstance(new, date) else None  # which looks anew

    def _through(self) -> None:
        if self._busy:
            return
        day, whom, hidden = self.day.value, self.whom.value or None, self.hidden.value
        self._try(self.lens_said, lambda: self._desk.through(day, whom, hidden), "", self._draw)

    def _clear(self) -> None:
        def empty() -> None:
            for each in self._filters:
                each.value = ""

        self._hold(empty)
        self._filter()

    def _keep_note(self) -> None:
        key, text = self._shown_entry, self.note.value

        def show() -> None:
            self._list(self._listed)
            self._show_entry(key)

        self._try(self.note_said, lambda: self._desk.note(key, text), "Kept.", show)

    def _rule(self, ruling: str) -> None:
        pair, why = list(self._pair), self.why.value
        words = {"same": "one and the same event", "different": "different events"}
        self._try(
            self.ruled,
            lambda: self._desk.rule(pair, ruling, why),
            f"Kept: {words.get(ruling, ruling)}.",
            lambda: self._after_ruling(pair),
        )

    def _after_ruling(self, pair: Sequence[str]) -> None:
        self.why.value = ""
        self._show_decided()
        same = [list(events) == list(pair) for events in self.checks.shown["events"]]
        if any(same):
            self.checks.choose(same.index(True))

    def _name_episode(self) -> None:
        name, chosen = self.episode.value, list(self._chosen)
        reasons = self.reasons.value.splitlines()
        self._try(
            self.episode_said,
            lambda: self._desk.name_episode(name, chosen, self.appraisal.value, reasons),
            f"Named: {name}, with {len(chosen)} entries.",
            self._draw,
        )

    def _undo(self) -> None:
        said: list[str] = []
        self._try(self.said, lambda: said.append(self._desk.undo()), "", self.refresh)
        if said:
            self.said.value = notice(said[0])

    def _save(self) -> None:
        written: list[Any] = []
        self._try(
            self.saved,
            lambda: written.append(
                self._desk.save(self.out.value, self.publish.value, self.dates.value)
            ),
            "",
        )
        if written:
            self.saved.value = notice(f"Written: {written[0]}")

    # --- small ------------------------------------------------------------------------------

    def _try(
        self,
        where: w.HTML,
        do: Callable[[], Any],
        done: str,
        after: Callable[[], Any] = lambda: None,
    ) -> None:
        """Do something; a mistake is told in plain words where it happened."""
        try:
            do()
        except Exception as error:
            where.value = failure(error)
            return
        after()
        where.value = notice(done) if done else ""

    def _hold(self, change: Callable[[], Any]) -> None:
        """Change a control without hearing of it."""
        before, self._busy = self._busy, True
        try:
            change()
        finally:
            self._busy = before

    @staticmethod
    def _set(menu: Any, options: Sequence[tuple[str, Any]], otherwise: Any) -> None:
        """Other options; what was chosen stays where it is among them still."""
        value = menu.value
        menu.options = options
        known = [option for _, option in options]
        menu.value = value if value in known else otherwise


def _row() -> w.Layout:
    """A layout for one widget: one made once for all is lost to a page that is opened later."""
    return w.Layout(flex_flow="row wrap", align_items="center")


def _as_wide_as_its_words() -> w.Layout:
    return w.Layout(width="auto")


def _button(words: str, done: Callable[[], Any]) -> w.Button:
    button = w.Button(description=words, layout=_as_wide_as_its_words())
    button.on_click(lambda _: done())
    return button
