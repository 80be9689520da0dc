"""Where a reviewer says which day a date means that could not be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import ipywidgets as w

from workbench.widgets.parts import failure, lacking, notice, row

OTHER = ("another day, typed beside", "")


class DateForm(w.VBox):
    """A form for the date of one entry; nothing is shown while no entry needs it.

    Parameters
    ----------
    keep
        Called with the entry's id, the day (EDTF or as typed; "" takes back what was said) and
        why; may raise a plain error.
    kept
        Called with the entry's id when that went well.
    """

    def __init__(self, keep: Callable[[str, str, str], None], kept: Callable[[str], None]) -> None:
        self._keep, self._kept, self._entry = keep, kept, ""
        self.asked = w.HTML()
        self.could = w.Dropdown(options=[OTHER], description="The day meant")
        self.typed = w.Text(
            description="or", placeholder="such as 30 June 2015, or about June 2015"
        )
        self.because = w.Text(
            description="because",
            placeholder="what it is read from",
            layout=w.Layout(width="36rem"),
        )
        self.say = w.Button(description="Read it so", layout=_wide())
        self.unsay = w.Button(description="Take this reading back", layout=_wide())
        self.said = w.HTML()
        self.say.on_click(lambda _: self._say())
        self.unsay.on_click(lambda _: self._unsay())
        self.could.add_class("wb-told-whole")
        self.could.observe(lambda _: self._show_typed(), names="value")
        doing = row(self.because, self.say, self.unsay, self.said)
        super().__init__([self.asked, row(self.could, self.typed), doing])
        self.ask(None)

    def ask(
        self, entry: str | None, meanings: Sequence[tuple[str, str]] = (), read: bool = False
    ) -> None:
        """Ask for the day of an entry; None asks for nothing.

        ``meanings`` are ``(EDTF, words)``, the likeliest first; ``read`` says that a reviewer has
        read the date before.
        """
        self._entry = entry or ""
        self.could.options = [*((words, when) for when, words in meanings), OTHER]
        self.could.value = meanings[0][0] if meanings else ""
        self.typed.value = self.because.value = self.said.value = ""
        told = "A reviewer has said which day was meant. It can be said otherwise, or taken back."
        if not read:
            told = (
                "The date of this entry was not read. Which day was meant? What the agency wrote "
                "stays beside it."
            )
        self.asked.value = f"<p class='wb-words'>{escape(told)}</p>"
        self.unsay.layout.display = "" if read else "none"
        self.layout.display = "" if entry else "none"
        self._show_typed()

    def _show_typed(self) -> None:
        self.typed.layout.display = "none" if self.could.value else ""

    def _say(self) -> None:
        day, why = self.could.value or self.typed.value.strip(), self.because.value.strip()
        if not day:
            self.said.value = lacking("Choose a day, or type one.")
        elif not why:
            self.said.value = lacking("Say in a few words why: what the day is read from.")
        else:
            self._try(day, why, "Kept: the entry stands in its place.")

    def _unsay(self) -> None:
        self._try("", self.because.value.strip(), "Taken back: the date counts as not read.")

    def _try(self, day: str, why: str, done: str) -> None:
        entry = self._entry
        try:
            self._keep(entry, day, why)
        except Exception as error:
            self.said.value = failure(error)
            return
        self._kept(entry)
        self.said.value = notice(done)


def _wide() -> w.Layout:
    """One of its own for each: a layout that two share hides both."""
    return w.Layout(width="auto")
