"""The view of `notebooks/library.ipynb`: drop reports in, see what was read and what looks wrong.

It takes frames and callbacks; it knows no SQL, opens no file and works nothing out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import ipywidgets as w
import numpy as np
import pandas as pd

from workbench.widgets.correct import CorrectForm
from workbench.widgets.drop import DropFiles, Files
from workbench.widgets.page import InContext, PageView, passage_name, passage_on_page
from workbench.widgets.parts import (
    as_date,
    beside,
    failure,
    heading,
    kind_words,
    panel,
    sentence,
    words,
)
from workbench.widgets.sections import Sections
from workbench.widgets.table import RecordTable
from workbench.widgets.withdraw import Withdrawing
from workbench.widgets.work import LongWork

_KINDS = (
    ("everything", "all"),
    ("findings", "finding"),
    ("recommendations", "recommendation"),
    ("questions for the board", "question"),
    ("improvements asked for", "improvement"),
    ("strengths", "strength"),
    ("good practice", "good_practice"),
    ("learning points", "learning"),
    ("key practice episodes", "episode"),
    ("boxed examples", "vignette"),
    ("quotes", "quote"),
    ("challenges", "challenge"),
    ("impact", "impact"),
    ("paragraphs", "paragraph"),
)
_READ, _WRONG = "What was read", "What looks wrong"
_CORRECTABLE = ("text", "number", "kind", "section", "polarity", "owners", "cites")


@dataclass(frozen=True, slots=True)
class Callbacks:
    """What the view can ask for.

    ``names`` gives each review a name that is short and its own. ``passages`` gives all of them
    (``frames.passage_list``): the view narrows them itself.
    ``add_files`` takes ``(name, content)`` pairs and a progress wrapper and returns the results
    (``tasks.Added``); ``add_folder`` a path. ``correct`` takes ref, field, value and reason;
    ``undo`` ref and field; ``withdraw`` and ``put_back`` a review's id and a reason, and
    ``withdrawn`` gives ``review, title, who, when, why``. Each may raise an error whose words are
    shown where it happened.
    """

    reviews: Callable[[], pd.DataFrame]
    names: Callable[[], dict[str, str]]
    passages: Callable[[], pd.DataFrame]
    checks: Callable[[str | None], pd.DataFrame]
    in_context: Callable[[str], InContext]
    add_files: Callable[..., Sequence[Any]]
    add_folder: Callable[..., Sequence[Any]]
    correct: Callable[[str, str, str, str], Any]
    undo: Callable[[str, str], Any]
    withdrawn: Callable[[], Sequence[dict[str, Any]]]
    withdraw: Callable[[str, str], Any]
    put_back: Callable[[str, str], Any]


class LibraryView(w.VBox):
    """Reports in, reviews, passages and checks out, a passage in its page's context."""

    def __init__(self, callbacks: Callbacks, where: str = "", *, read_only: bool = False) -> None:
        self._ask = callbacks
        self._titles: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._in_table: pd.DataFrame | None = None  # the passages whose rows the table has
        self._build_adding()
        self._build_reviews()
        self._build_passages()
        self._build_context(where, read_only)
        self.withdrawing = Withdrawing(
            callbacks.withdrawn, callbacks.withdraw, callbacks.put_back, self.refresh,
            read_only=read_only,
        )  # fmt: skip
        self.sections = Sections(
            {_READ: [self.kind, self.passages], _WRONG: [self.checks]}, "What to see of the reviews"
        )
        self.held = w.VBox(
            [
                heading("Reviews"),
                w.HTML(words("Choose one, and what was read of it stands below.")),
                self.reviews,
                self.only,
                self.withdrawing.form,
                beside(self.sections, self.context),
            ]
        )
        super().__init__(
            [
                self.summary,
                *([] if read_only else [self.adding]),
                self.held,
                self.withdrawing,
            ]
        )
        self.refresh()

    # --- building ---------------------------------------------------------------------------

    def _build_adding(self) -> None:
        self.drop = DropFiles(
            "reports", "PDF, Word, HTML or text", ".pdf,.docx,.html,.htm,.txt,.md", self._dropped
        )
        self.folder = w.Text(
            description="Or a whole folder",
            placeholder="for example C:\\Reviews\\2026",
            layout=w.Layout(width="36rem"),
        )
        self.read_folder = w.Button(description="Read the folder", layout=w.Layout(width="auto"))
        self.work = LongWork("Reading")
        self.added = w.HTML()
        self.read_folder.on_click(lambda _: self._add(self._ask.add_folder, self.folder.value))
        whole = w.HBox([self.folder, self.read_folder], layout=w.Layout(flex_flow="row wrap"))
        self.adding = w.VBox([self.drop, whole, self.work, self.added])

    def _build_reviews(self) -> None:
        self.summary = w.HTML()
        self.reviews = RecordTable(
            pd.DataFrame(),
            (
                ("title", "Title", "minmax(14rem, 3fr)"),
                ("kind", "Kind", "minmax(8rem, 1fr)"),
                ("published", "Published", "7.9rem"),
                ("status", "Status", "7.9rem"),
                ("response_due", "Answer due", "7.9rem"),
                ("passages", "Passages", "6.7rem"),
            ),
            label="Reviews in the library",
            empty="No reports yet. Drop some above.",
            words={
                "kind": kind_words,
                "status": kind_words,
                "published": as_date,
                "response_due": as_date,
            },
        )
        self.reviews.add_class("wb-short")
        self.reviews.observe(lambda _: self._review_chosen(), names="selected")

    def _build_passages(self) -> None:
        self.kind = w.Dropdown(options=_KINDS, description="Show", value="all")
        self.only = w.HTML()
        self.kind.observe(lambda _: self._show_passages(), names="value")
        self.passages = RecordTable(
            pd.DataFrame(),
            (
                ("kind", "Kind", "8.5rem"),
                ("number", "Number", "5.5rem"),
                ("text", "Text", "minmax(13.5rem, 1fr)"),
                ("review", "Report", "minmax(8.5rem, 0.5fr)"),
                ("page", "Page", "4rem"),
            ),
            label="Passages",
            empty="Nothing of this kind was read.",
            words={"kind": kind_words, "review": lambda review: self._names.get(review, review)},
        )
        self.passages.observe(lambda _: self._passage_chosen(), names="selected")
        self.checks = RecordTable(
            pd.DataFrame(),
            (
                ("message", "What looks wrong", "minmax(14rem, 3fr)"),
                ("review", "Review", "minmax(8rem, 1fr)"),
                ("page", "Page", "4rem"),
            ),
            label="What looks wrong",
            empty="Nothing looks wrong.",
        )
        self.checks.observe(lambda _: self._check_chosen(), names="selected")

    def _build_context(self, where: str, read_only: bool) -> None:
        self.wrong = w.HTML()
        self.page = PageView()
        self.form = CorrectForm(where, self._correct, self._undo, self.show_passage)
        self.said = w.HTML()
        self.context = w.VBox(
            [self.wrong, self.page, self.said, *([] if read_only else [self.form])]
        )

    # --- showing ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for everything anew."""
        reviews = self._ask.reviews()
        self._titles = dict(zip(reviews["id"], reviews["title"], strict=True))
        self._names = self._ask.names()
        self._have_passages()
        # Before the first report there is one thing to do, and only that is in sight.
        self.held.layout.display = None if len(reviews) else "none"
        self.reviews.show(reviews)
        checks = self._show_checks()
        withdrawn = self.withdrawing.table.of
        self.summary.value = sentence(_summary(reviews, checks, withdrawn))
        self._show_passages()

    @property
    def review(self) -> str | None:
        """The id of the chosen review, or None for all."""
        chosen = self.reviews.chosen
        return None if chosen is None else str(chosen["id"])

    def _review_chosen(self) -> None:
        self._show_passages()
        self._show_checks()

    def _show_checks(self) -> pd.DataFrame:
        checks = self._ask.checks(self.review)
        self.checks.show(checks.assign(review=checks["review"].map(self._titles)))
        self.sections.count({_WRONG: len(checks)})
        return checks

    def _show_passages(self) -> None:
        chosen = self.reviews.chosen
        of = "All reviews" if chosen is None else str(chosen["title"])
        self.only.value = f"<h2 class='wb-heading'>{escape(of)}</h2>"
        self.withdrawing.offer(self.review or "", of)
        frame = self._all_passages
        where = np.arange(len(frame)) if self.review is None else self._places.get(self.review, [])
        if self.kind.value != "all":
            kinds = frame["kind"].iloc[where]
            where = np.asarray(where)[(kinds == self.kind.value).to_numpy(dtype=bool)]
        # Under one review each passage is of that: only among all does a column say of which.
        without = () if self.review is None else ("review",)
        if frame is self._in_table:
            self.passages.show_only(where, without)
        else:
            self._in_table = frame
            self.passages.show(frame, where, without)
        self.sections.count({_READ: len(where)})
        self._hide_passage()

    def _have_passages(self) -> None:
        """Ask for every passage anew, and keep where each review's stand."""
        self._all_passages = self._ask.passages().reset_index(drop=True)
        self._places = self._all_passages.groupby("review", sort=False).indices

    def _passage_chosen(self) -> None:
        chosen = self.passages.chosen
        if chosen is not None:
            self.show_passage(str(chosen["ref"]))

    def _check_chosen(self) -> None:
        chosen = self.checks.chosen
        if chosen is None:
            return
        # The list cuts what is long: here it is whole, above the passage if it is about one.
        if len(chosen["refs"]):
            self.show_passage(str(chosen["refs"][0]))
        else:
            self._hide_passage()
            self.page.value = ""
        self.wrong.value = _wrong(chosen)

    def _hide_passage(self) -> None:
        self.page.value = panel(
            "<p>Choose a line in the list, and it stands here whole: a passage on its own page.</p>"
        )
        self.wrong.value = self.said.value = ""
        self.form.show("", "", {})

    def show_passage(self, ref: str) -> None:
        """Show a passage in its page's context, with the form to correct it."""
        try:
            found = self._ask.in_context(ref)
        except Exception as error:
            self._hide_passage()
            self.page.value, self.said.value = "", failure(error)
            return
        self.page.value = passage_on_page(found)
        self.wrong.value = self.said.value = ""
        self.form.show(ref, passage_name(found.passage), _values(found.passage))

    # --- doing ------------------------------------------------------------------------------

    def _dropped(self, files: Files) -> None:
        self._add(self._ask.add_files, files)

    def _add(self, adder: Callable[..., Sequence[Any]], what: Any) -> None:
        self.added.value = ""
        self.work.run(
            lambda progress: adder(what, progress=progress), self._have_added, self._not_added
        )

    def _have_added(self, results: Sequence[Any]) -> None:
        self.added.value = _results(results, stopped=self.work.stopped)
        self.refresh()

    def _not_added(self, error: Exception) -> None:
        self.added.value = failure(error)

    def _correct(self, ref: str, field: str, value: str, why: str) -> None:
        self._ask.correct(ref, field, value, why)
        self._have_passages()

    def _undo(self, ref: str, field: str) -> None:
        self._ask.undo(ref, field)
        self._have_passages()


def _values(passage: Any) -> dict[str, str]:
    """What each field holds, as a person types it."""
    values = {field: getattr(passage, field) for field in _CORRECTABLE}
    return {
        field: "; ".join(value) if isinstance(value, tuple) else str(value or "")
        for field, value in values.items()
    }


def _summary(reviews: pd.DataFrame, checks: pd.DataFrame, withdrawn: int) -> str:
    read = int((reviews["documents"].map(len) > 0).sum()) if len(reviews) else 0
    if not read and withdrawn:
        return "The library holds no report that counts: all are withdrawn."
    if not read:
        return "The library is empty. Drop your first reports below: they stay on this machine."
    passages = int(reviews["passages"].sum())
    told = len(reviews) - read
    more = f", which mention {told} other{'s' if told != 1 else ''}" if told else ""
    wrong = (
        f"{len(checks)} thing{'s' if len(checks) != 1 else ''} in them look wrong"
        if len(checks)
        else "nothing in them looks wrong"
    )
    return (
        f"The library holds {read} report{'s' if read != 1 else ''}{more}, "
        f"with {passages:,} passages; {wrong}."
    )


def _results(results: Sequence[Any], *, stopped: bool) -> str:
    rows = ["<li>Stopped, as you asked. What was read before stays.</li>"] if stopped else []
    for r in results:
        if r.review is None:
            said = "not read"
        elif r.already:
            said = "already in the library; nothing changed"
        else:
            said = f"{r.passages} passages, read as {kind_words(r.kind)}"
        problems = "".join(f"<li>{escape(p)}</li>" for p in r.problems)
        rows.append(
            f"<li><strong>{escape(r.file)}</strong>: {escape(said)}"
            + (f"<ul>{problems}</ul>" if problems else "")
            + "</li>"
        )
    return panel(
        f"<ul role='status'>{''.join(rows)}</ul>" if rows else "No files were found there."
    )


def _wrong(check: pd.Series) -> str:
    """One thing that looks wrong, whole, with where it is."""
    line = "" if pd.isna(check["line"]) else f", line {check['line']} of its text"
    where = f"{check['review']}" + ("" if pd.isna(check["page"]) else f", page {check['page']}")
    return panel(
        f"<h3>What looks wrong</h3><p class='wb-about'>{escape(where + line)}</p>"
        f"<p>{escape(str(check['message']))}</p>",
        label="What looks wrong",
    )
