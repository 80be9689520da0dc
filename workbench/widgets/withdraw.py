"""Take a report out that came in by mistake, and put it back: a decision with a name and a reason.

It takes callbacks; it knows no SQL and works nothing out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as w
import pandas as pd

from workbench.widgets.parts import as_date, failure, heading, notice, row, words
from workbench.widgets.table import RecordTable


class Withdrawing(w.VBox):
    """For the chosen review a way to withdraw it; below, those withdrawn and a way back for each.

    Parameters
    ----------
    withdrawn
        Those withdrawn: ``review, title, who, when, why``, the latest first.
    withdraw, put_back
        Called with a review's id and a reason; each may raise an error whose words are shown.
    changed
        Called when either was done, to show what counts now.
    read_only
        Whether nothing may be decided: then the list alone is shown.

    Attributes
    ----------
    form : the part that belongs below the list of reviews; the widget itself is the list.
    """

    def __init__(
        self,
        withdrawn: Callable[[], Sequence[dict[str, Any]]],
        withdraw: Callable[[str, str], Any],
        put_back: Callable[[str, str], Any],
        changed: Callable[[], None],
        *,
        read_only: bool = False,
    ) -> None:
        self._ask, self._withdraw, self._put_back = withdrawn, withdraw, put_back
        self._changed, self._read_only = changed, read_only
        self._review = self._title = ""
        self._build_form()
        self._build_list()
        self.refresh()

    def _build_form(self) -> None:
        self.begin = w.Button(
            description="Withdraw this report …",
            tooltip="It came in by mistake: take it out of all that is counted",
            layout=w.Layout(width="auto"),
        )
        self.told = w.HTML()
        self.why = w.Text(description="Reason", layout=w.Layout(width="36rem", max_width="100%"))
        self.do = w.Button(
            description="Withdraw it", button_style="primary", layout=w.Layout(width="auto")
        )
        self.leave = w.Button(description="Leave it in", layout=w.Layout(width="auto"))
        self.asked = w.VBox([self.told, row(self.why, self.do, self.leave)])
        self.outcome = w.HTML()
        self.undo = w.Button(
            description="Undo", tooltip="Put it back", layout=w.Layout(width="auto")
        )
        self.form = w.VBox([row(self.outcome, self.undo), self.begin, self.asked])
        for box in (self.asked, self.form):
            box.layout.overflow = "visible"
        self.undo.on_click(lambda _: self._restore(0))
        self.begin.on_click(lambda _: self._begin())
        self.leave.on_click(lambda _: self.offer(self._review, self._title))
        self.do.on_click(lambda _: self._do())

    def _build_list(self) -> None:
        self.table = RecordTable(
            pd.DataFrame(),
            (
                ("title", "Title", "minmax(14rem, 3fr)"),
                ("who", "By", "minmax(7rem, 1fr)"),
                ("when", "On", "10.5rem"),
                ("why", "Because", "minmax(10rem, 2fr)"),
            ),
            label="Withdrawn reports",
            empty="No report is withdrawn.",
            words={"when": lambda moment: as_date(str(moment)[:10])},
            whole=True,
        )
        self.table.add_class("wb-short")
        self.back = w.Button(description="Put it back", layout=w.Layout(width="auto"))
        self.back.on_click(lambda _: self._restore(self.table.selected))
        self.table.observe(lambda _: self._chosen(), names="selected")
        self.list = w.VBox(
            [
                heading("Withdrawn reports"),
                w.HTML(words("They count nowhere. Nothing of them is deleted: choose one to put "
                             "it back, with all that was decided on it.")),
                self.table,
                *([] if self._read_only else [self.back]),
            ]
        )  # fmt: skip
        super().__init__([self.list])

    # --- showing ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask anew which are withdrawn; without any there is no list."""
        found = pd.DataFrame(self._ask(), columns=["review", "title", "who", "when", "why"])
        self.table.show(found)
        self.list.layout.display = "none" if found.empty else ""
        self._chosen()

    def offer(self, review: str, title: str) -> None:
        """Offer to withdraw a review; "" offers nothing."""
        self._review, self._title = review, title
        self.why.value = self.outcome.value = ""
        self.asked.layout.display = self.undo.layout.display = "none"
        self.begin.layout.display = "none" if self._read_only or not review else ""

    def _begin(self) -> None:
        self.told.value = words(
            f"“{self._title}” will count nowhere: not in lists, themes, echoes or briefings, nor "
            "will reviews that only it mentions. Nothing is deleted, and it can be put back."
        )
        self.asked.layout.display = ""
        self.begin.layout.display = "none"
        self.why.focus()

    def _chosen(self) -> None:
        self.back.disabled = self.table.chosen is None

    # --- doing ------------------------------------------------------------------------------

    def _do(self) -> None:
        title = self._title
        try:
            self._withdraw(self._review, self.why.value)
        except Exception as error:
            self.told.value = failure(error)
            return
        self._done(f"Withdrawn: “{title}”. It stands at the end of this page, to be put back.")
        self.undo.layout.display = ""

    def _restore(self, position: int) -> None:
        """Put back the one in that place of the list, in which the latest stands first."""
        self.table.choose(position)
        chosen = self.table.chosen
        if chosen is None:
            return
        try:
            self._put_back(str(chosen["review"]), "")
        except Exception as error:
            self.outcome.value = failure(error)
            return
        self._done(f"Put back: “{chosen['title']}” counts again.")

    def _done(self, told: str) -> None:
        self.offer("", "")
        self.refresh()
        self._changed()
        self.outcome.value = notice(told)
