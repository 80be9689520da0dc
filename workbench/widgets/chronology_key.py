"""Where the key of pseudonyms is made: names found, changed, taken out, added, and saved."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any, Protocol

import ipywidgets as w
import pandas as pd

from workbench.widgets.parts import failure, lacking, notice, panel, row
from workbench.widgets.table import RecordTable

COLUMNS = (
    ("real", "Name", "minmax(9rem, 1fr)"),
    ("pseudonym", "Pseudonym", "minmax(9rem, 1fr)"),
    ("role", "Is", "8rem"),
    ("kind", "Kind", "7rem"),
    ("entries", "Entries", "5.5rem"),
    ("example", "For example", "minmax(14rem, 3fr)"),
    ("state", "In the key", "8rem"),
)
_KINDS = ("person", "place", "organisation")
_SAYS = (
    "Names of people and places in the entries of this case, each with a pseudonym by role. Look "
    "through them: the list is a help, and a name that it lacks can be added. A name without a "
    "pseudonym stays as it is written. The key is kept in a file of its own, apart from the "
    "chronology, and works both ways."
)


class Names(Protocol):
    """What the form stands on: see ``tasks.ChronologyDesk``. Each may raise a plain error."""

    def key_names(self) -> pd.DataFrame: ...
    def put_name(self, real: str, pseudonym: str, kind: str) -> None: ...
    def take_out_name(self, real: str) -> None: ...
    def save_key(self) -> Any: ...


class KeyForm(w.VBox):
    """The list of names with what can be done to it; it is looked for when somebody asks.

    Parameters
    ----------
    desk
        Gives the names of the case that is open.
    saved
        Called when a key was saved.
    """

    def __init__(self, desk: Callable[[], Names], saved: Callable[[], None]) -> None:
        self._desk, self._saved = desk, saved
        self.look = _button("Look for names", self._look, main=True)
        self.told = w.HTML()
        self.names = RecordTable(
            pd.DataFrame(),
            COLUMNS,
            label="Names and pseudonyms",
            empty="No name was found: add those that must not be read.",
            whole=True,
        )
        self.names.observe(lambda _: self._chosen(), names="selected")
        self.real = w.Text(
            description="Name in the entries",
            placeholder="as the entries write it",
            layout=w.Layout(width="24rem"),
        )
        self.pseudonym = w.Text(
            description="Pseudonym",
            placeholder="such as Father’s brother",
            layout=w.Layout(width="24rem"),
        )
        self.kind = w.Dropdown(options=_KINDS, description="Kind")
        self.put = _button("Put in the list", self._put)
        self.out = _button("Take out of the key", self._take_out)
        self.keep = _button("Save the key", self._save, main=True)
        self.done, self.kept = w.HTML(), w.HTML()
        self.all = w.VBox(
            [
                self.names,
                row(self.real, self.pseudonym, self.kind, self.put, self.out),
                self.done,
                row(self.keep),
                self.kept,
            ]
        )
        says = w.HTML(f"<p class='wb-words'>{escape(_SAYS)}</p>")
        super().__init__([says, row(self.look), self.told, self.all])
        self.close()

    def close(self) -> None:
        """As before anybody asked: of another case."""
        self.all.layout.display = "none"
        self.look.layout.display = ""
        for each in (self.told, self.done, self.kept):
            each.value = ""
        self.real.value = self.pseudonym.value = ""

    def show(self) -> None:
        """The list as it stands, where somebody asked for it."""
        if self.all.layout.display == "none":
            return
        names = self._desk().key_names()
        self.names.show(names)
        have = int((names["pseudonym"] != "").sum())
        lack = len(names) - have
        more = f" {lack} have none and stay as they are written." if lack else ""
        self.told.value = notice(f"{len(names)} names; {have} have a pseudonym.{more}")

    def _look(self) -> None:
        self.all.layout.display, self.look.layout.display = "", "none"
        try:
            self.show()
        except Exception as error:
            self.close()
            self.told.value = failure(error)

    def _chosen(self) -> None:
        name = self.names.chosen
        if name is not None:
            self.real.value, self.pseudonym.value = str(name["real"]), str(name["pseudonym"])
            self.kind.value = name["kind"] if name["kind"] in _KINDS else "person"
            self.done.value = ""

    def _put(self) -> None:
        real, other, kind = self.real.value.strip(), self.pseudonym.value.strip(), self.kind.value
        if not real or not other:
            self.done.value = lacking("Give the name, and the pseudonym that it is to have.")
            return
        self._try(
            lambda: self._desk().put_name(real, other, kind),
            f"{real} is {other} in the list. Save the key when you are done.",
        )

    def _take_out(self) -> None:
        name = self.names.chosen
        if name is None:
            self.done.value = lacking("Choose a name in the list first.")
            return
        real = str(name["real"])
        words = f"{real} stays as it is written. Save the key when you are done."
        self._try(lambda: self._desk().take_out_name(real), words)

    def _try(self, do: Callable[[], None], done: str) -> None:
        try:
            do()
        except Exception as error:
            self.done.value = failure(error)
            return
        self.show()
        self.real.value = self.pseudonym.value = self.kept.value = ""
        self.done.value = notice(done)

    def _save(self) -> None:
        try:
            saved = self._desk().save_key()
        except Exception as error:
            self.kept.value = failure(error)
            return
        self._saved()
        self.show()
        self.done.value = ""
        self.kept.value = _what_was_saved(saved)


def _what_was_saved(saved: Any) -> str:
    said = [
        f"Saved: {saved.names} names in {saved.path}. Only you can read that file; keep it apart "
        "from the chronology. “Pseudonyms” in the timeline and “For other eyes” use it now."
    ]
    if saved.earlier is not None:
        said.append(f"The key of before is kept: {saved.earlier}")
    told = "".join(f"<p>{escape(words)}</p>" for words in (*said, *saved.to_look_at))
    return panel(f"<div role='status'>{told}</div>")


def _button(words: str, done: Callable[[], None], *, main: bool = False) -> w.Button:
    style = "primary" if main else ""
    button = w.Button(description=words, button_style=style, layout=w.Layout(width="auto"))
    button.on_click(lambda _: done())
    return button
