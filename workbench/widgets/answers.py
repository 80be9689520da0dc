"""The view of what answers what: proposals with their reason, confirmed or rejected by a person.

It takes a board to ask (``tasks.ThemeBoard``); it knows no SQL and works nothing out.
"""

from __future__ import annotations

from html import escape
from typing import Protocol

import ipywidgets as w
import pandas as pd

from workbench.widgets.later import Later
from workbench.widgets.parts import failure, notice, panel, sentence
from workbench.widgets.table import RecordTable


class Board(Protocol):
    """What the view stands on: see ``tasks.ThemeBoard``."""

    @property
    def large(self) -> bool: ...
    def answers(self) -> tuple[pd.DataFrame, str]: ...
    def decide_answer(self, action: str, recommendation: str, decision: str, why: str) -> None: ...


class AnswersView(w.VBox):
    """Every action beside the recommendation it answers or may answer, and what was decided."""

    def __init__(self, board: Board) -> None:
        self._ask = board
        self.said = w.HTML()
        self.table = RecordTable(
            pd.DataFrame(),
            (
                ("number", "Action", "5rem"),
                ("text", "What is done", "minmax(14rem, 2fr)"),
                ("status", "Status", "7rem"),
                ("link", "Answers", "7rem"),
                ("asked", "What was recommended", "minmax(14rem, 2fr)"),
                ("asked_in", "By", "minmax(8rem, 1fr)"),
                ("reason", "Why it is proposed", "minmax(12rem, 1fr)"),
            ),
            label="Actions and the recommendations they answer",
            empty="No action is in the library.",
        )
        self.pair = w.HTML()
        self.why = w.Text(description="because", layout=w.Layout(width="40em"))
        self.confirm = w.Button(description="It answers it", layout=w.Layout(width="auto"))
        self.reject = w.Button(description="It does not", layout=w.Layout(width="auto"))
        self.withdraw = w.Button(description="Take it back", layout=w.Layout(width="auto"))
        self.outcome = w.HTML()
        buttons = w.HBox(
            [self.confirm, self.reject, self.withdraw], layout=w.Layout(flex_flow="row wrap")
        )
        self.deciding = w.VBox([self.why, buttons])
        self.form = w.VBox([self.pair, self.deciding])
        self.form.layout.display = "none"
        self.table.observe(lambda _: self._open(), names="selected")
        self.confirm.on_click(lambda _: self._decide("confirmed"))
        self.reject.on_click(lambda _: self._decide("rejected"))
        self.withdraw.on_click(lambda _: self._decide("withdrawn"))
        parts = [self.said, self.table, self.form, self.outcome]
        doing = "Looking for what each action answers"
        self.later = Later(doing, lambda _: self._ask.answers(), self._have, parts)
        super().__init__([self.later])
        if board.large:
            self.later.offer("In a library of this size it takes a while to propose them.")
        else:
            self.later.look(at_once=True)

    def refresh(self) -> None:
        """Ask for everything anew."""
        try:
            self._have(self._ask.answers())
        except Exception as error:
            self.said.value = failure(error)

    def _have(self, answered: tuple[pd.DataFrame, str]) -> None:
        found, said = answered
        self.form.layout.display = "none"
        self.table.show(found)
        self.said.value = sentence(said)

    def _open(self) -> None:
        chosen = self.table.chosen
        if chosen is None:
            self.form.layout.display = "none"
            return
        self._chosen = chosen
        self.pair.value = _both(chosen)
        answers = isinstance(chosen["recommendation"], str)
        self.deciding.layout.display = "" if answers else "none"
        self.why.value = ""
        self.outcome.value = ""
        decided = chosen["link"] in ("confirmed", "rejected")
        self.withdraw.layout.display = "" if decided else "none"
        self.form.layout.display = ""

    def _decide(self, decision: str) -> None:
        try:
            self._ask.decide_answer(
                self._chosen["action"], self._chosen["recommendation"], decision, self.why.value
            )
        except Exception as error:
            self.outcome.value = failure(error)
            return
        self.refresh()
        self.outcome.value = notice("Kept, under your name. Earlier decisions stay as they were.")


def _both(row: pd.Series) -> str:
    """The action and what it answers or may answer, both whole, and why."""
    done = panel(
        f"<h3>What is done</h3><p class='wb-about'>{_told(row['number'])}</p>"
        f"<p>{_told(row['text'])}</p>",
        "The action",
    )
    if not isinstance(row["recommendation"], str):
        return done + sentence("No recommendation in the library was found that it may answer.")
    asked = panel(
        f"<h3>What was recommended</h3><p class='wb-about'>{_told(row['asked_in'])}</p>"
        f"<p>{_told(row['asked'])}</p>",
        "The recommendation",
    )
    why = _told(row["reason"])
    return f"<div class='wb-pair'>{done}{asked}</div>" + (
        f"<p class='wb-words'>{why}</p>" if why else ""
    )


def _told(value: object) -> str:
    """A value as HTML; nothing for one that is missing."""
    return escape(value) if isinstance(value, str) else ""
