"""The view of two coders: how far they agree, where they differ, and settling it.

It takes a table to ask (``tasks.CodersTable``); it knows no SQL and works nothing out.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Protocol

import ipywidgets as w
import pandas as pd

from workbench.widgets.parts import failure, heading, notice, panel, sentence
from workbench.widgets.table import RecordTable


class Coders(Protocol):
    """What the view stands on: see ``tasks.CodersTable``."""

    def coders(self) -> list[str]: ...
    def agreement(self, first: str, second: str) -> pd.DataFrame: ...
    def differences(self, first: str, second: str) -> pd.DataFrame: ...
    def codes(self, facet: str) -> list[tuple[str, str]]: ...
    def settle(self, passage: str, facet: str, codes: Sequence[str], why: str) -> None: ...


class CodersView(w.VBox):
    """Agreement in sentences, the passages two coders differ on, and what was agreed."""

    def __init__(self, coders: Coders, *, read_only: bool = False) -> None:
        self._ask = coders
        names = coders.coders()
        wide = {"description_width": "initial"}
        self.first = w.Dropdown(options=names, description="One coder", style=wide)
        self.second = w.Dropdown(options=names, description="The other", style=wide)
        if len(names) > 1:
            self.second.value = names[1]
        self.said = w.HTML()
        self.agreement = RecordTable(
            pd.DataFrame(),
            (
                ("facet", "Facet", "7rem"),
                ("passages", "Passages", "6.5rem"),
                ("percent", "Same answer", "8rem"),
                ("kappa", "Cohen's kappa", "11rem"),
                ("alpha", "Krippendorff's alpha", "11rem"),
                ("sentence", "In a sentence", "minmax(18rem, 3fr)"),
            ),
            label="How far they agree",
            empty="They have coded no passage in common.",
        )
        self.differences = RecordTable(
            pd.DataFrame(),
            (
                ("facet", "Facet", "7rem"),
                ("first_words", "Only one", "minmax(9rem, 1fr)"),
                ("second_words", "Only the other", "minmax(9rem, 1fr)"),
                ("both_words", "Both", "minmax(8rem, 1fr)"),
                ("text", "Passage", "minmax(18rem, 3fr)"),
                ("settled", "Settled", "8rem"),
            ),
            label="Where they differ",
            empty="They differ on nothing.",
        )
        self.passage = w.HTML()
        self.codes = w.SelectMultiple(description="Agreed codes", rows=8, style=wide)
        self.why = w.Text(description="because", layout=w.Layout(width="40rem"))
        self.settle = w.Button(description="Settle")
        self.outcome = w.HTML()
        settling = [] if read_only else [self.codes, self.why, self.settle]
        self.form = w.VBox([self.passage, *settling])
        self.form.layout.display = "none"
        self.first.observe(lambda _: self.refresh(), names="value")
        self.second.observe(lambda _: self.refresh(), names="value")
        self.differences.observe(lambda _: self._open(), names="selected")
        self.settle.on_click(lambda _: self._settle())
        self.compared = w.VBox(
            [
                heading("How far they agree"),
                self.agreement,
                heading("Where they differ"),
                self.differences,
                self.form,
            ]
        )
        super().__init__(
            [
                w.HBox([self.first, self.second], layout=w.Layout(flex_flow="row wrap")),
                self.said,
                self.compared,
                self.outcome,
            ]
        )
        self.refresh()

    def refresh(self) -> None:
        """Ask for everything anew."""
        self.form.layout.display = "none"
        alone = len(self.first.options) < 2
        for shown in (self.first, self.second, self.compared):
            shown.layout.display = "none" if alone else None
        if alone:
            self.said.value = sentence(
                "Fewer than two people have coded, so there is nothing to compare yet. "
                "Each codes on this library under their own name."
            )
            return
        pair = (self.first.value, self.second.value)
        try:
            agreed, differing = self._ask.agreement(*pair), self._ask.differences(*pair)
        except Exception as error:
            self.said.value = failure(error)
            return
        self.agreement.show(agreed)
        self.differences.show(differing)
        open_ones = int((differing["settled"] == "").sum())
        first = agreed["sentence"].iloc[0] if len(agreed) else ""
        self.said.value = sentence(f"{first} Not settled yet: {open_ones}.".strip())

    def _open(self) -> None:
        chosen = self.differences.chosen
        if chosen is None:
            return
        self._chosen = chosen
        self.passage.value = panel(f"<p>{escape(str(chosen['text']))}</p>", "The passage")
        self.codes.options = self._ask.codes(chosen["facet"])
        known = {value for _, value in self.codes.options}
        self.codes.value = [c for c in str(chosen["both"]).split(", ") if c in known]
        self.why.value = ""
        self.outcome.value = ""
        self.form.layout.display = ""

    def _settle(self) -> None:
        try:
            self._ask.settle(
                self._chosen["passage"], self._chosen["facet"], self.codes.value, self.why.value
            )
        except Exception as error:
            self.outcome.value = failure(error)
            return
        self.refresh()
        self.outcome.value = notice("Settled. What each coder gave is kept as it was.")
