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
import numpy as np
import pandas as pd

from workbench.figures.drawn import Drawn
from workbench.widgets.beforehand import make_ready
from workbench.widgets.chronology_date import DateForm
from workbench.widgets.chronology_key import KeyForm
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
from workbench.widgets.drop import DropFiles, Files
from workbench.widgets.figure import FigureView
from workbench.widgets.parts import failure, lacking, notice, panel, row, sentence
from workbench.widgets.sections import Sections
from workbench.widgets.table import RecordTable
from workbench.widgets.work import LongWork

NOT_DATED = ("date_not_read", "date_meant")  # findings whose entry a reviewer can date
DECIDABLE = ("same_event", "conflict", "ruled_different")  # findings a reviewer rules on
TIMELINE, SENT, FOUND, EPISODES, NAMES, SAVING = (
    "Timeline",
    "What agencies sent",
    "What was found",
    "Episodes",
    "Pseudonyms",
    "Take it along",
)
_READ_BOTH = (  # what the rules cannot do, said where a reviewer can
    "<p class='wb-words'>The workbench finds where two agencies plainly differ: a date, a number, "
    "a person, an outcome. A difference in wholly other words it may miss, so read every event "
    "that is told twice, and mark what you find as disputed.</p>"
)
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
    ) -> np.ndarray: ...
    def make_search_ready(self) -> None: ...

    def positions(self, ids: Sequence[str]) -> np.ndarray: ...
    def through(self, on: date | None, to: str | None, hidden: bool) -> None: ...
    def add_files(self, files: Sequence[tuple[str, bytes]], *, progress: Any) -> Sequence[Any]: ...
    def change_mapping(self, slot: str, heading: str, field: str) -> None: ...
    def note(self, key: str, text: str) -> None: ...
    def rule(self, events: Sequence[str], ruling: str, why: str) -> None: ...
    def unread(self, key: str) -> bool: ...
    def could_mean(self, key: str) -> Sequence[tuple[str, str]]: ...
    def read_date(self, key: str, text: str, why: str) -> None: ...
    def name_episode(
        self, name: str, events: Sequence[str], appraisal: str, reasons: Sequence[str]
    ) -> None: ...
    def key_names(self) -> pd.DataFrame: ...
    def put_name(self, real: str, pseudonym: str, kind: str) -> None: ...
    def take_out_name(self, real: str) -> None: ...
    def save_key(self) -> Any: ...
    def undo(self) -> str: ...
    def file_name(self) -> str: ...
    def save(self, out: str, publish: bool, dates: str) -> tuple[Any, bool]: ...


class Cases(Protocol):
    """The cases one can turn to: see ``tasks.CaseShelf``. Each may raise a plain error."""

    def names(self) -> list[tuple[str, str]]: ...
    def open(self, case: str, born: str = "", child: str = "", siblings: str = "") -> Desk: ...


class ChronologyView(w.VBox):
    """Returns, timeline with its table, what was found, episodes, and files to take along.

    Parameters
    ----------
    desk
        The case that is open.
    case
        Its id among ``cases``.
    cases
        The others one can turn to.
    read_only
        Whether everything that changes something is left away.
    """

    def __init__(
        self, desk: Desk, case: str = "", cases: Cases | None = None, *, read_only: bool = False
    ) -> None:
        self._desk, self._cases, self._read_only = desk, cases, read_only
        self._chosen: list[str] = []  # ids of the events chosen in the figure or by a check
        self._in_table: pd.DataFrame | None = None  # the chronology whose rows the table has
        self._named = ""  # what we called the file to write
        self._busy = False  # while the figure and the table tell each other what is chosen
        self.summary = w.HTML()
        self.said = w.HTML()
        self.undo = _button("Undo", self._undo)
        sections = {
            TIMELINE: self._build_chronology(),
            SENT: self._build_returns(),
            FOUND: self._build_checks(),
            EPISODES: self._build_episodes(),
            **({} if read_only else {NAMES: self._build_names(), SAVING: self._build_saving()}),
        }
        self.sections = Sections(sections, "The parts of a chronology")
        whose = self._build_cases(case)
        super().__init__([*whose, self.summary, self.sections])
        self.refresh()

    # --- building ---------------------------------------------------------------------------

    def _build_cases(self, case: str) -> list[w.Widget]:
        names = [] if self._cases is None else self._cases.names()
        self.case = w.Dropdown(options=names, description="Case", value=case if names else None)
        self.case.observe(lambda change: self._turn_to(change["new"]), names="value")
        self.begin = _button("Begin a case", self._begin_or_not)
        wide = w.Layout(width="26rem")
        self.name = w.Text(
            description="What the case is called", placeholder="a name not their own", layout=wide
        )
        self.child = w.Text(
            description="The child’s name", placeholder="as the returns write it", layout=wide
        )
        self.born = w.DatePicker(description="Child born on")
        self.siblings = w.Text(
            description="Brothers and sisters",
            placeholder="if any: Jay 2 September 2016; Kim 5 June 2018",
            layout=w.Layout(width="40rem"),
        )
        self.begin_it = _button("Begin", self._begin, main=True)
        self.begun = w.HTML()
        who = [row(self.name), row(self.child, self.born), row(self.siblings)]
        self.beginning = w.VBox([*who, row(self.begin_it), self.begun])
        self.beginning.layout.display = "none"
        if self._read_only:
            return [row(self.case)] if len(names) > 1 else []
        doing = [self.undo, self.said]
        whose = [] if self._cases is None else [self.case, self.begin]
        return [row(*whose, *doing), self.beginning]

    def _build_returns(self) -> list[w.Widget]:
        self.drop = DropFiles(
            "returns",
            "Word, spreadsheets, CSV, text or web pages",
            ".docx,.xlsx,.xlsm,.csv,.tsv,.txt,.html,.htm",
            self._dropped,
        )
        self.work = LongWork("Reading")
        self.added = w.HTML()
        self.mapping = RecordTable(
            pd.DataFrame(),
            MAPPING_COLUMNS,
            label="How each column was understood",
            empty="No returns yet: drop the agencies' files above.",
            words={"field": _meaning},
            whole=True,
        )
        self.mapping.observe(lambda _: self._mapping_chosen(), names="selected")
        self.field = w.Dropdown(options=[(_meaning(""), "")], description="This column means")
        self.change = _button("Change, and remember for this agency", self._change_mapping)
        self.mapped = w.HTML()
        self.understood = w.HTML()
        shown = [self.understood, self.mapping]
        if self._read_only:
            return shown
        changing = row(self.field, self.change, self.mapped)
        return [self.drop, self.work, self.added, *shown, changing]

    def _build_lens(self) -> w.Widget:
        self.day = w.DatePicker(description="on the day")
        self.slider = w.SelectionSlider(
            options=[EVERYTHING],
            description="Known by",
            continuous_update=False,
            layout=w.Layout(width="36rem"),
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
        lens = w.VBox([row(self.slider, self.day, self.whom, self.hidden), self.lens_said])
        return w.Accordion(
            [lens],
            titles=("Guard against hindsight: only what was known by a day, or to one agency",),
            selected_index=None,
        )

    def _build_filters(self) -> list[w.Widget]:
        self.agency = w.Dropdown(options=[("every agency", "")], description="Agency")
        self.person = w.Dropdown(options=[("everybody", "")], description="Person")
        self.words = w.Text(
            description="Words", placeholder="all of them in one entry", continuous_update=False
        )
        self.check = w.Dropdown(options=[("anything", "")], description="What was found")
        self.significance = w.Dropdown(options=SIGNIFICANCE, description="Significance")
        self.clear = _button("Show all", self._clear)
        self.count = w.HTML()
        self.name_these = _button("Name an episode of these", self._to_episodes)
        self.name_these.layout.display = "none"
        self._filters = (self.agency, self.person, self.words, self.check, self.significance)
        for each in self._filters:
            each.observe(lambda _: self._filter(), names="value")
        return [row(*self._filters, self.clear), row(self.count, self.name_these)]

    def _build_chronology(self) -> list[w.Widget]:
        filters, lens = self._build_filters(), self._build_lens()
        self.figure = FigureView()
        self.figure.observe(lambda _: self._chosen_in_figure(), names="selected")
        self.table = RecordTable(
            pd.DataFrame(),
            EVENT_COLUMNS,
            label="Entries of the chronology",
            empty="Nothing to show: drop the agencies' files in, or show all.",
        )
        self.table.observe(lambda _: self._chosen_in_table(), names="selected")
        self.entry = w.HTML()
        self.note = w.Textarea(description="Note", layout=w.Layout(width="100%", height="4em"))
        self.keep_note = _button("Keep the note", self._keep_note)
        self.note_said = w.HTML()
        self.date = DateForm(self._read_date, self._after_dating)
        noting = [self.date, self.note, row(self.keep_note, self.note_said)]
        keeping = [] if self._read_only else noting
        self.form = w.VBox([self.entry, *keeping])
        self.form.layout.display = "none"
        return [filters[0], lens, filters[1], self.figure, self.table, self.form]

    def _build_checks(self) -> list[w.Widget]:
        self.checks = RecordTable(
            pd.DataFrame(), CHECK_COLUMNS, label="What was found", empty="Nothing was found."
        )
        self.checks.observe(lambda _: self._check_chosen(), names="selected")
        self.of_kind = w.Dropdown(options=[("everything", "")], description="Show")
        self.of_kind.observe(lambda _: self._show_found(), names="value")
        self.hint = w.HTML()
        self.beside = w.HTML()
        self.why = w.Text(description="because", layout=w.Layout(width="36rem"))
        self.rulings = {
            ruling: _button(words, partial(self._rule, ruling))
            for ruling, words in (
                ("same", "One and the same event"),
                ("different", "Different events"),
                ("disputed", "Disputed"),
            )
        }
        self.ruled = w.HTML()
        self.ruling_form = row(self.why, *self.rulings.values(), self.ruled)
        self.ruling_form.layout.display = "none"
        self.to_timeline = _button(
            "See them in the timeline", lambda: self.sections.turn_to(TIMELINE)
        )
        self.to_timeline.layout.display = "none"
        self.date_found = DateForm(self._read_date, self._after_dating_found)
        ruling = [] if self._read_only else [self.ruling_form, self.date_found]
        return [
            row(self.of_kind),
            self.hint,
            self.checks,
            self.beside,
            row(self.to_timeline),
            *ruling,
        ]

    def _build_episodes(self) -> list[w.Widget]:
        self.episodes = RecordTable(
            pd.DataFrame(),
            EPISODE_COLUMNS,
            label="Key practice episodes",
            empty="None yet. Choose entries in the timeline, and name what they have in common.",
            whole=True,
        )
        self.episodes.observe(lambda _: self._episode_chosen(), names="selected")
        self.of_what = w.HTML()
        self.episode = w.Text(description="Name", layout=w.Layout(width="36rem"))
        self.appraisal = w.Dropdown(options=APPRAISALS, description="Appraisal")
        self.reasons = w.Textarea(
            description="Because",
            placeholder="one reason a line: why it made sense to those who did it",
            layout=w.Layout(width="100%", height="5em"),
        )
        self.keep_episode = _button("Name the episode", self._name_episode, main=True)
        self.episode_said = w.HTML()
        if self._read_only:
            return [self.episodes]
        return [
            self.episodes,
            self.of_what,
            row(self.episode, self.appraisal),
            self.reasons,
            row(self.keep_episode, self.episode_said),
        ]

    def _build_names(self) -> list[w.Widget]:
        self.key = KeyForm(lambda: self._desk, self._key_saved)
        return [self.key]

    def _key_saved(self) -> None:
        """What is seen under pseudonyms is seen under the new ones."""
        if self.hidden.value:
            self._draw()

    def _build_saving(self) -> list[w.Widget]:
        self.out = w.Text(description="File", layout=w.Layout(width="36rem"))
        self.publish = w.Checkbox(
            description="For other eyes: pseudonyms, no dates",
            indent=False,
            layout=_as_wide_as_its_words(),
        )
        self.dates = w.Dropdown(
            options=[("days from the birth", "days"), ("ages only", "ages")], description="with"
        )
        self.keep = _button("Save", self._save, main=True)
        self.saved = w.HTML()
        return [
            w.HTML(
                "<p class='wb-words'>The ending says how: .docx for Word, .xlsx for Excel, .html "
                "for a page, .csv for anything else. Nothing leaves this machine.</p>"
            ),
            row(self.out),
            row(self.publish, self.dates, self.keep),
            self.saved,
        ]

    # --- showing ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for everything anew."""
        if not self._read_only and self.out.value in ("", self._named):
            self.out.value = self._named = self._desk.file_name()
        self._show_mapping()
        self.field.options = [(_meaning(field), field) for field in ("", *self._desk.fields())]
        days = [(f"{d.day} {d:%B %Y}", d) for d in self._desk.days()]
        self._hold(lambda: self._set(self.slider, [*days, EVERYTHING], EVERYTHING[1]))
        whom = [("anybody", ""), *((a, a) for a in self._desk.real_agencies())]
        self._hold(lambda: self._set(self.whom, whom, ""))
        self._draw()
        if not self._read_only:
            self.key.show()
        # Where nothing was sent yet there is one thing to do.
        self.sections.turn_to(self.sections.now if len(self._desk.events()) else SENT)

    def _draw(self) -> None:
        """The chronology as it is seen through the lens."""
        self.summary.value = sentence(self._desk.sentence())
        agencies = [("every agency", ""), *((a, a) for a in self._desk.agencies())]
        checks = [("anything", ""), *self._desk.kinds_of_checks()]
        for menu, options in (
            (self.agency, agencies),
            (self.person, [("everybody", ""), *self._desk.people()]),
            (self.check, checks),
        ):
            self._hold(partial(self._set, menu, options, ""))
        self._show_decided()
        self.figure.show(self._desk.timeline())
        self._filter()
        make_ready(self._desk.make_search_ready, len(self._desk.events()))

    def _show_mapping(self) -> None:
        mapping = self._desk.mapping()
        guessed = int((mapping["guessed"] == "yes").sum())
        first = f" {guessed} of {len(mapping)} were guessed, and stand first." if guessed else ""
        self.understood.value = (
            f"<p class='wb-words'>How each column was understood.{first} Choose one to say that it "
            "means something else.</p>"
        )
        self.mapping.show(mapping)

    def _show_decided(self) -> None:
        kinds = [("everything", ""), *self._desk.kinds_of_checks()]
        self._hold(lambda: self._set(self.of_kind, kinds, ""))
        self._show_found()
        self.episodes.show(self._desk.episodes())
        self.sections.count({FOUND: len(self._desk.checks()), EPISODES: self.episodes.of})

    def _show_found(self) -> None:
        """What was found, of the kind that is asked for."""
        if self._busy:
            return
        checks = self._desk.checks()
        kind = self.of_kind.value
        self.hint.value = _READ_BOTH if kind in ("same_event", "conflict") else ""
        self.checks.show(checks, np.flatnonzero(checks["check"] == kind) if kind else None)

    def _filter(self) -> None:
        """Show the rows that fit, in the figure and in the table."""
        if self._busy:
            return
        wanted = [str(each.value) for each in self._filters]
        self._positions = self._desk.found(*wanted)
        self._chosen = []
        self._list(self._positions)
        # The list first: many marks take the page longer to draw.
        every = len(self._positions) == len(self._desk.events())
        self._hold(lambda: setattr(self.figure, "selected", []))
        self.figure.shown = None if every else self._positions.tolist()

    def _list(self, positions: np.ndarray, words: str = "") -> None:
        """Show some of the rows in the table, by their positions in the chronology."""
        self._listed = positions
        self._hold(lambda: self._fill_table(positions))
        every = len(self._desk.events())
        said = words  # of all of them the sentence above tells already
        if not words and len(positions) != every:
            said = f"{len(positions):,} of {every:,} entries are shown."
        self.count.value = f"<p class='wb-words' role='status'>{escape(said)}</p>"
        self._show_chosen()
        self.form.layout.display = "none"

    def _fill_table(self, positions: np.ndarray) -> None:
        events = self._desk.events()
        if events is self._in_table:
            self.table.show_only(positions)
        else:
            self._in_table = events
            self.table.show(events, positions)

    def _show_chosen(self) -> None:
        """What an episode would be named of."""
        count = len(self._chosen)
        self.name_these.layout.display = "" if count > 1 and not self._read_only else "none"
        if not count:
            told = "To name an episode, choose its entries in the timeline first."
        else:
            entries = "entry that is" if count == 1 else "entries that are"
            told = f"A new episode, of the {count:,} {entries} chosen in the timeline:"
        self.of_what.value = f"<p class='wb-words' role='status'>{escape(told)}</p>"

    def _to_episodes(self) -> None:
        self.sections.turn_to(EPISODES)

    # --- which case -------------------------------------------------------------------------

    def _turn_to(self, case: Any) -> None:
        if not self._busy and case is not None:
            self._open_case(str(case), self.said)

    def _begin_or_not(self) -> None:
        hidden = self.beginning.layout.display == "none"
        self.beginning.layout.display = "" if hidden else "none"

    def _begin(self) -> None:
        name, child = self.name.value.strip(), self.child.value.strip()
        if not name or not child or self.born.value is None:
            self.begun.value = lacking(
                "A case needs what it is called; the child’s name as the returns write it, which "
                "tells when the child was seen; and the day the child was born, from which ages "
                "are counted."
            )
            return
        born, siblings = self.born.value.isoformat(), self.siblings.value
        if self._open_case(name, self.begun, born, child, siblings):
            self.name.value = self.child.value = self.siblings.value = self.begun.value = ""
            self.born.value = None
            self.beginning.layout.display = "none"

    def _open_case(self, case: str, where: w.HTML, *begun: str) -> bool:
        """Turn to another case; whether that went well. What is wrong is told there.

        ``begun`` is what a new one needs besides its name, as ``Cases.open`` takes it.
        """
        cases = self._cases
        if cases is None:
            return False
        before = {slug for _, slug in cases.names()}
        try:
            self._desk = cases.open(case, *begun)
        except Exception as error:
            where.value = failure(error)
            return False
        names = cases.names()
        new = [slug for _, slug in names if slug not in before]
        self._hold(lambda: self._set(self.case, names, new[0] if new else case))
        if new:
            self._hold(lambda: setattr(self.case, "value", new[0]))
        for told in (self.said, self.added, self.mapped):
            told.value = ""
        self.key.close()
        self._hold(self._empty_filters)
        self.sections.turn_to(TIMELINE)
        self.refresh()
        return True

    # --- choosing ---------------------------------------------------------------------------

    def _chosen_in_figure(self) -> None:
        if self._busy:
            return
        chosen = np.intersect1d(self.figure.selected, self._positions)
        self._chosen = self._ids(chosen)
        if not len(chosen):
            self._list(self._positions)
            return
        if len(chosen) == 1 and chosen[0] in self._listed:
            self._hold(lambda: self.table.choose_at(int(chosen[0])))
            self._show_entry(int(chosen[0]))
            self._show_chosen()
            return
        self._list(chosen, f"{len(chosen):,} entries are chosen in the timeline.")

    def _ids(self, positions: np.ndarray) -> list[str]:
        return self._desk.events()["id"].iloc[positions].tolist()

    def _chosen_in_table(self) -> None:
        position = self.table.chosen_at
        if self._busy or position is None:
            return
        self._chosen = self._ids(np.array([position]))
        self._show_entry(position)
        self._show_chosen()
        self._hold(lambda: setattr(self.figure, "selected", [position]))

    def _show_entry(self, position: int) -> None:
        self._shown_entry = position
        row = self._desk.events().iloc[position]
        self.entry.value = row_panel(self._desk.lines(row["id"]))
        self.note.value, self.note_said.value = str(row["note"]), ""
        self._ask_date(self.date, str(row["id"]))
        self.form.layout.display = ""

    def _check_chosen(self) -> None:
        found = self.checks.chosen
        if found is None:
            self.beside.value = panel("<p>Choose what was found, and its entries stand here.</p>")
            self.ruling_form.layout.display = self.to_timeline.layout.display = "none"
            self.date_found.ask(None)
            return
        ids = list(found["events"])
        self._pair = ids
        rows = [(i, self._desk.lines(i)) for i in ids[:6]]
        self.beside.value = side_by_side(str(found["message"]), rows, len(ids))
        decidable = found["check"] in DECIDABLE and len(ids) > 1
        self.ruling_form.layout.display = "" if decidable else "none"
        self.ruled.value, self.to_timeline.layout.display = "", ""
        self._ask_date(self.date_found, ids[0] if found["check"] in NOT_DATED else None)
        self._choose(ids)

    def _episode_chosen(self) -> None:
        episode = self.episodes.chosen
        if episode is not None:
            self._choose(list(episode["events"]))

    def _choose(self, ids: Sequence[str]) -> None:
        """Choose events in the figure and list them, whatever the filter is."""
        positions = self._desk.positions(ids)
        self._chosen = self._ids(positions)
        entries = "entry is" if len(positions) == 1 else "entries are"
        self._list(positions, f"{len(positions):,} {entries} chosen.")
        self._hold(lambda: setattr(self.figure, "selected", positions.tolist()))

    # --- doing ------------------------------------------------------------------------------

    def _dropped(self, files: Files) -> None:
        self.added.value = ""
        desk = self._desk
        self.work.run(
            lambda progress: desk.add_files(files, progress=progress),
            self._have_added,
            lambda error: setattr(self.added, "value", failure(error)),
        )

    def _have_added(self, added: Sequence[Any]) -> None:
        self.refresh()
        self.added.value = results(added, stopped=self.work.stopped)

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
        self._hold(self._empty_filters)
        self._filter()

    def _empty_filters(self) -> None:
        for each in self._filters:
            each.value = ""

    def _keep_note(self) -> None:
        position, text = self._shown_entry, self.note.value
        (key,) = self._ids(np.array([position]))

        def show() -> None:
            self._list(self._listed)
            self._show_entry(position)

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

    def _ask_date(self, form: DateForm, entry: str | None) -> None:
        """Ask which day an entry's date means, where it was not read."""
        if self._read_only or entry is None or not self._desk.unread(entry):
            form.ask(None)
            return
        before = self._desk.events().iloc[self._desk.positions([entry])[0]]["read_by_reviewer"]
        form.ask(entry, self._desk.could_mean(entry), read=bool(before))

    def _read_date(self, entry: str, day: str, why: str) -> None:
        self._desk.read_date(entry, day, why)

    def _after_dating(self, entry: str) -> None:
        """Everything may stand elsewhere: the entry is shown in its place."""
        self.refresh()
        self._choose([entry])
        (position,) = self._desk.positions([entry])
        self._hold(lambda: self.table.choose_at(int(position)))
        self._show_entry(int(position))

    def _after_dating_found(self, entry: str) -> None:
        """The entry's finding is another one now, and is chosen."""
        self.refresh()
        checks = self.checks.shown
        about = [entry in events for events in checks["events"]]
        own = np.flatnonzero(checks["check"].isin(NOT_DATED) & np.array(about, dtype=bool))
        if len(own):
            self.checks.choose(int(own[0]))
        else:
            self.beside.value = notice("Done. What is found of it now stands under “everything”.")

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
            path, before = written[0]
            instead = ", in place of the file of that name" if before else ""
            self.saved.value = notice(f"Written: {path}{instead}.")

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


def _meaning(field: object) -> str:
    """What a column means, as people say it."""
    return str(field or "").replace("_", " ") or "nothing: kept beside the event"


def _as_wide_as_its_words() -> w.Layout:
    return w.Layout(width="auto")


def _button(words: str, done: Callable[[], Any], *, main: bool = False) -> w.Button:
    style = "primary" if main else ""
    button = w.Button(description=words, button_style=style, layout=_as_wide_as_its_words())
    button.on_click(lambda _: done())
    return button
