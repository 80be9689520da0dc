"""What was said before and, apart, what may have been: both read whole, and decided by a person.

It takes a board to ask (``tasks.ThemeBoard``); it knows no SQL and works nothing out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any, Protocol

import ipywidgets as w
import pandas as pd

from workbench.widgets.later import Later
from workbench.widgets.parts import as_date, failure, notice, panel, row, sentence
from workbench.widgets.sections import Sections
from workbench.widgets.table import RecordTable

ECHOES, UNDATED, PERHAPS, DECIDED = "Echoes", "Undated", "Perhaps", "Decided"

_PAIR = (
    ("earlier_on", "Said", "10.5rem"),
    ("earlier_text", "Then", "minmax(14rem, 2fr)"),
    ("later_on", "Again", "10.5rem"),
    ("later_text", "Now", "minmax(14rem, 2fr)"),
)


def _when(day: object) -> str:
    return as_date(day) or "no day given"


_DATES = dict.fromkeys(("earlier_on", "later_on"), _when)
_DECISIONS = {"confirmed": "It was said before", "rejected": "It was not"}
_WHICH_FIRST = (
    "Alike, but a report gives no day, or both give the same: which came first is not known. None "
    "counts as said before until you say so."
)
_MOST_ARE_NOT = (
    "May be the same in other words: read both, for most are not. None counts until you say so."
)


class Board(Protocol):
    """What the view stands on: see ``tasks.ThemeBoard``. Each may raise a plain error."""

    def echoes(self, progress: Any = None) -> pd.DataFrame: ...
    def perhaps(self, progress: Any = None) -> pd.DataFrame: ...
    def decided_echoes(self) -> pd.DataFrame: ...
    def echo_ruling(self, earlier: str, later: str) -> Any: ...
    def decide_echo(self, earlier: str, later: str, decision: Any, why: str) -> None: ...


class SaidBeforeView(w.VBox):
    """Four lists of pairs, the chosen pair side by side, and the decision on it.

    What may have been said before is worked out when its list is first opened.

    Parameters
    ----------
    changed
        Told how many echoes there are, whenever they are shown.
    read_only
        Whether nothing may be decided: then there is no button.
    """

    def __init__(
        self, board: Board, changed: Callable[[int], None], *, read_only: bool = False
    ) -> None:
        self._ask, self._changed, self._read_only = board, changed, read_only
        self._undoes: list[tuple[pd.Series, str]] = []  # a pair, and what stood before
        self._build_lists()
        self._build_pair()
        self.sections = Sections(
            {
                ECHOES: [self.echoes],
                UNDATED: [self.undated],
                PERHAPS: [self.later],
                DECIDED: [self.decided],
            },
            "What was said before",
            {
                ECHOES: partial(self._turned_to, self.echoes),
                UNDATED: partial(self._turned_to, self.no_order),
                PERHAPS: self._turned_to_perhaps,
                DECIDED: partial(self._turned_to, self.decided),
            },
        )
        super().__init__([self.sections, self.pair, self.form, self.outcome, self.undo])

    def _build_lists(self) -> None:
        self.echoes = RecordTable(
            pd.DataFrame(),
            (*_PAIR, ("kind", "How alike", "8rem")),
            label="Recommendations that were said before",
            empty="No recommendation in the library was said before.",
            words=_DATES,
        )
        self.no_order = RecordTable(
            pd.DataFrame(),
            (
                ("earlier_on", "Said", "10.5rem"),
                ("earlier_text", "One", "minmax(14rem, 2fr)"),
                ("later_on", "And", "10.5rem"),
                ("later_text", "The other", "minmax(14rem, 2fr)"),
                ("kind", "How alike", "8rem"),
            ),
            label="Recommendations that are alike, of which none is known to be the earlier",
            empty="Of all that are alike the days say which came first.",
            words=_DATES,
        )
        self.undated = w.VBox([w.HTML(sentence(_WHICH_FIRST)), self.no_order])
        self.perhaps = RecordTable(
            pd.DataFrame(),
            _PAIR,
            label="Recommendations that may have been said before",
            empty="Nothing else may have been said before.",
            words=_DATES,
        )
        self.decided = RecordTable(
            pd.DataFrame(),
            (
                ("decision", "Decided", "10.5rem"),
                ("earlier_text", "Then", "minmax(14rem, 2fr)"),
                ("later_text", "Now", "minmax(14rem, 2fr)"),
                ("who", "By", "7rem"),
                ("when", "On", "10.5rem"),
                ("why", "Because", "minmax(8rem, 1fr)"),
            ),
            label="Decisions on what was said before",
            empty="Nothing was decided yet.",
            words={"decision": _decision, "when": _day},
        )
        self.later = Later(
            "Looking for what may have been said before:",
            self._ask.perhaps,
            self._have_perhaps,
            [w.HTML(sentence(_MOST_ARE_NOT)), self.perhaps],
        )
        for table in (self.echoes, self.no_order, self.perhaps, self.decided):
            table.observe(lambda _, table=table: self._chosen(table), names="selected")

    def _build_pair(self) -> None:
        self._pair: pd.Series | None = None
        self.pair, self.outcome = w.HTML(), w.HTML()
        self.why = w.Text(description="because", layout=w.Layout(width="40em"))
        self.confirm = w.Button(description="It was said before", layout=w.Layout(width="auto"))
        self.reject = w.Button(description="It was not", layout=w.Layout(width="auto"))
        self.withdraw = w.Button(description="Take it back", layout=w.Layout(width="auto"))
        self.undo = w.Button(
            description="Undo", tooltip="Undo the last decision", layout=w.Layout(width="auto")
        )
        self.confirm.on_click(lambda _: self._decide("confirmed"))
        self.reject.on_click(lambda _: self._decide("rejected"))
        self.withdraw.on_click(lambda _: self._decide("withdrawn"))
        self.undo.on_click(lambda _: self._undo())
        deciding = [] if self._read_only else [
            self.why, row(self.confirm, self.reject, self.withdraw)
        ]  # fmt: skip
        self.form = w.VBox(deciding)
        self.form.layout.display = self.undo.layout.display = "none"

    def have(self, found: pd.DataFrame) -> None:
        """Show the echoes, what is alike without an order, and what was decided."""
        known = found["order_known"].astype(bool)
        echoes, apart = found[known], found[~known]
        self.echoes.show(echoes)
        self.no_order.show(apart)
        decided = self._ask.decided_echoes()
        self.decided.show(decided)
        self.sections.count({ECHOES: len(echoes), UNDATED: len(apart), DECIDED: len(decided)})
        self._changed(len(echoes))

    def _have_perhaps(self, found: pd.DataFrame) -> None:
        # Those without an order stand last: of them there is one thing more to find out.
        self.perhaps.show(found.sort_values("order_known", ascending=False, kind="stable"))
        self.sections.count({PERHAPS: len(found)})

    def _turned_to(self, table: RecordTable) -> None:
        """Below a list stands what was chosen in it, and nothing of another."""
        self._open(table.chosen)

    def _turned_to_perhaps(self) -> None:
        self.later.look()
        self._turned_to(self.perhaps)

    def _chosen(self, table: RecordTable) -> None:
        if table.chosen is not None:
            self.outcome.value = ""
            self._open(table.chosen)

    def _open(self, pair: pd.Series | None) -> None:
        """Show a pair whole, and ask for a decision; None shows nothing."""
        self._pair = pair
        self.why.value = ""
        self.form.layout.display = "none" if pair is None else None
        if pair is None:
            self.pair.value = ""
            return
        ruling = self._ask.echo_ruling(str(pair["earlier"]), str(pair["later"]))
        self.withdraw.layout.display = "none" if ruling is None else None
        self.pair.value = _both(pair, ruling)

    def _decide(self, decision: str) -> None:
        if self._pair is None:
            return
        pair = self._pair
        before = self._ask.echo_ruling(str(pair["earlier"]), str(pair["later"]))
        if self._keep(pair, decision, self.why.value):
            self._undoes.append((pair, before.decision if before else "withdrawn"))
            self._open(None)
            self.outcome.value = notice("Kept, under your name. Earlier decisions stay on record.")
            self.undo.layout.display = None
            self.undo.focus()  # the button that was pressed is gone

    def _undo(self) -> None:
        pair, before = self._undoes[-1]
        if not self._keep(pair, before, "the last decision was undone"):
            return
        self._undoes.pop()
        self.undo.layout.display = None if self._undoes else "none"
        self._open(pair)
        self.outcome.value = notice("Undone: the pair stands where it stood before.")
        self.why.focus()

    def _keep(self, pair: pd.Series, decision: str, why: str) -> bool:
        """Keep a decision and show the lists as they are now; False when it was refused."""
        try:
            self._ask.decide_echo(str(pair["earlier"]), str(pair["later"]), decision, why)
        except Exception as error:
            self.outcome.value = failure(error)
            return False
        self.have(self._ask.echoes())
        if self.later.done:
            self._have_perhaps(self._ask.perhaps())
        return True


def _decision(value: Any) -> str:
    return _DECISIONS.get(str(value), str(value))


def _day(moment: Any) -> str:
    return as_date(str(moment)[:10])


def _both(pair: pd.Series, ruling: Any) -> str:
    """Both recommendations whole, each under its review and date, and what is known of the pair."""
    known = _order_known(pair, ruling)
    names = ("Then", "Now") if known else ("One", "The other")
    sides = "".join(map(_side, (pair, pair), ("earlier", "later"), names))
    said = [] if known else [_no_order(pair)]
    outcome = pair.get("outcome")
    if isinstance(outcome, str) and outcome:
        said.append(outcome)
    if ruling is not None:
        told = _decision(ruling.decision)
        said.append(f"{told}, by {ruling.who} on {_day(ruling.when)}: {ruling.why}")
    return f"<div class='wb-pair'>{sides}</div>{''.join(map(sentence, said))}"


def _order_known(pair: pd.Series, ruling: Any) -> bool:
    """Whether one is the earlier: by the days, or by the word of whoever said so."""
    days = pair["earlier_on"], pair["later_on"]
    by_days = all(days) and days[0] != days[1]
    return by_days or (ruling is not None and ruling.decision == "confirmed")


def _no_order(pair: pd.Series) -> str:
    """Why nobody can say which of the two came first."""
    undated = [pair[f"{side}_title"] for side in ("earlier", "later") if not pair[f"{side}_on"]]
    if not undated:
        return "Both are of one day, so which came first is not known."
    give = "gives" if len(undated) == 1 else "give"
    return f"{' and '.join(undated)} {give} no day, so which came first is not known."


def _side(pair: pd.Series, side: str, name: str) -> str:
    when = as_date(pair[f"{side}_on"]) or "no date"
    about = f"{pair[f'{side}_title']}, {when}"
    return panel(
        f"<h3>{name}</h3><p class='wb-about'>{escape(about)}</p>"
        f"<p>{escape(str(pair[f'{side}_text']))}</p>",
        f"{name}: {about}",
    )
