"""The view of `notebooks/briefings.ipynb`: a briefing beside what it is made with.

It takes callbacks; it knows no SQL, opens no file and works nothing out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from html import escape
from pathlib import Path
from typing import Protocol

import ipywidgets as w

from workbench.widgets.parts import failure, heading, notice, sentence

_KINDS = {
    "seven_minute": "Seven-minute briefing",
    "practitioner": "Practitioner note",
    "agency": "Agency briefing",
    "theme": "Theme briefing",
    "board_paper": "Board paper",
    "yearly_chapter": "Chapter of the yearly report",
}
_WIDE = {"description_width": "7.5rem"}
_FORMATS = (
    ("page", "html"),
    ("Word", "docx"),
    ("PDF", "pdf"),
    ("Markdown", "md"),
    ("page and Word", "html,docx"),
    ("page, Word and PDF", "html,docx,pdf"),
    ("all four", "html,docx,pdf,md"),
)


class Line(Protocol):
    """One statement of the briefing."""

    @property
    def key(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def edited(self) -> str: ...


class Look(Protocol):
    """All that is shown of a briefing."""

    @property
    def html(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def words(self) -> int: ...
    @property
    def limit(self) -> int | None: ...
    @property
    def age(self) -> int | None: ...
    @property
    def lines(self) -> Sequence[Line]: ...
    @property
    def unused(self) -> Sequence[Line]: ...
    @property
    def left_out(self) -> Sequence[str]: ...
    @property
    def changed(self) -> Sequence[str]: ...
    @property
    def cut(self) -> str: ...
    @property
    def since(self) -> str: ...


class Studio(Protocol):
    """What the view can ask for; see ``tasks.BriefingStudio``."""

    def kinds(self) -> list[str]: ...
    def subjects(self, kind: str) -> dict[str, str]: ...
    def make(self, kind: str, of: str, **parameters: str) -> Look: ...
    def again(self) -> Look: ...
    def parameters(self) -> dict[str, str]: ...
    def word(self, key: str, text: str | None, *, why: str) -> Look: ...
    def add(self, key: str, *, why: str) -> Look: ...
    def left_out_by_choice(self) -> dict[str, str]: ...
    def save(self, name: str) -> Look: ...
    def saved(self) -> list[str]: ...
    def open(self, name: str) -> tuple[str, str, Look]: ...
    def check(self) -> list[dict[str, str]]: ...
    def let_through(self, kinds: Sequence[str], *, who: str, why: str) -> list[dict[str, str]]: ...
    def write(self, folder: str, to: str, approved_by: str = "") -> list[Path]: ...


class BriefingsView(w.VBox):
    """Choose, word, save and publish, with the page beside it.

    Parameters
    ----------
    studio, frame
        What is asked, and how a page is put into the view.
    folder
        The folder offered to write to.
    decides
        The name that the person gave, "" for none.
    link
        A written file as HTML that opens it.
    """

    def __init__(
        self,
        studio: Studio,
        frame: Callable[[str], str],
        folder: str,
        *,
        decides: str = "",
        link: Callable[[Path], str] = lambda path: escape(path.name),
        read_only: bool = False,
    ) -> None:
        self._studio, self._frame, self._link = studio, frame, link
        self._lines: dict[str, Line] = {}
        self._unused: dict[str, Line] = {}
        self._filling = False  # while the view itself sets what is chosen
        self.kind = w.Dropdown(
            options=[(_KINDS.get(k, k), k) for k in studio.kinds()],
            description="Kind", style=_WIDE,
        )  # fmt: skip
        self.about = w.Dropdown(description="About", style=_WIDE)
        self.received = w.Text(
            description="Received", placeholder="which day, as 2026-01-31",
            continuous_update=False, style=_WIDE, layout=w.Layout(width="auto", display="none"),
        )  # fmt: skip
        self.saved = w.Dropdown(description="Saved as", style=_WIDE)
        self.name = w.Text(description="Name", placeholder="a name to find it by", style=_WIDE)
        self.save = w.Button(
            description="Save under this name",
            layout=w.Layout(align_self="flex-start", width="auto"),
        )
        self.again = w.Button(
            description="Make it again", tooltip="from what the library holds now",
            layout=w.Layout(align_self="flex-start"),
        )  # fmt: skip
        self.made = w.HTML()
        self.told = w.HTML()
        self.page = w.HTML()
        self.said = w.HTML()
        self._build_wording()
        self._build_writing(folder, decides)
        for box in (self.kind, self.about, self.saved, self.name):
            box.layout = w.Layout(width="auto")
        left = w.VBox(
            [
                heading("What it is about"),
                self.kind, self.about, self.received, self.saved,
                self.again, self.made, self.told,
                heading("Wording"),
                self.statement, self.stands_on, self.text, self.why,
                w.HBox([self.add, self.keep, self.leave, self.back],
                       layout=w.Layout(flex_flow="row wrap")),
                self.worded,
                heading("Keep and send"),
                self.name, self.save,
                self.folder, self.formats, self.approved_by,
                # Above the buttons: what they answer must be in sight of whoever pressed one.
                self.said,
                w.HBox([self.draft, self.look_through, self.publish],
                       layout=w.Layout(flex_flow="row wrap")),
                self.override,
            ],
            layout=w.Layout(flex="1 1 24rem", max_width="34rem", min_width="min(20rem, 100%)"),
        )  # fmt: skip
        if read_only:
            self._only_to_read()
        right = w.VBox([self.page], layout=w.Layout(flex="2 1 30rem", min_width="min(20rem, 100%)"))
        right.add_class("wb-stays")
        super().__init__([w.HBox([left, right], layout=w.Layout(flex_flow="row wrap"))])
        self._watch()
        self._list_saved()
        self._choose_kind()

    def _build_wording(self) -> None:
        self.statement = w.Dropdown(
            description="Statement", style=_WIDE, layout=w.Layout(width="auto")
        )
        self.stands_on = w.HTML()
        self.text = w.Textarea(
            description="Your words", rows=5, style=_WIDE, layout=w.Layout(width="auto")
        )
        self.why = w.Text(
            description="Why", placeholder="a few words; kept with your name", style=_WIDE,
            layout=w.Layout(width="auto"),
        )  # fmt: skip
        self.worded = w.HTML()
        self.add = w.Button(description="Add it", layout=w.Layout(display="none"))
        self.keep = w.Button(description="Use my words", button_style="primary")
        self.leave = w.Button(description="Leave it out")
        self.back = w.Button(description="Source’s words again")

    def _build_writing(self, folder: str, decides: str) -> None:
        wide = w.Layout(width="auto")
        self.folder = w.Text(folder, description="Folder", style=_WIDE, layout=wide)
        self.formats = w.Dropdown(
            options=_FORMATS, description="As", style=_WIDE, layout=w.Layout(width="auto")
        )
        self.approved_by = w.Text(
            description="Approved by", placeholder="needed to publish", style=_WIDE,
            layout=w.Layout(width="auto"),
        )  # fmt: skip
        self.draft = w.Button(description="Write a draft")
        self.look_through = w.Button(description="Check it")
        self.publish = w.Button(description="Publish", button_style="primary")
        self.kinds = w.SelectMultiple(description="What", rows=3, style=_WIDE, layout=wide)
        self.let_by = w.Text(
            decides, description="Your name", placeholder="who lets it through", style=_WIDE,
            layout=wide,
        )  # fmt: skip
        self.let_why = w.Text(
            description="Why", placeholder="kept in the record", style=_WIDE, layout=wide
        )
        self.let = w.Button(description="Let it through")
        self.override = w.VBox(
            [
                heading("Let something through"),
                w.HTML(
                    sentence(
                        "Mend what you can. What must stay is let through by name, with a reason, "
                        "in this briefing as it is now; any change of its words ends that."
                    )
                ),
                self.kinds, self.let_by, self.let_why, self.let,
            ],
            layout=w.Layout(display="none"),
        )  # fmt: skip

    def _only_to_read(self) -> None:
        """Everything that would write is greyed."""
        for control in (
            self.text, self.why, self.add, self.keep, self.leave, self.back, self.name, self.save,
            self.folder, self.formats, self.approved_by, self.draft, self.publish, self.let,
        ):  # fmt: skip
            control.disabled = True

    def _watch(self) -> None:
        self.kind.observe(partial(self._when_chosen, self._choose_kind), names="value")
        for chosen, do in (
            (self.about, self._choose_about), (self.received, self._make), (self.saved, self._open),
            (self.statement, self._choose_another),
        ):  # fmt: skip
            chosen.observe(partial(self._when_chosen, do), names="value")
        self.again.on_click(lambda _: self._make_again())
        self.add.on_click(lambda _: self._add())
        self.keep.on_click(lambda _: self._word(self.text.value))
        self.leave.on_click(lambda _: self._word(""))
        self.back.on_click(lambda _: self._word(None))
        self.save.on_click(lambda _: self._save())
        self.draft.on_click(lambda _: self._write(""))
        self.look_through.on_click(lambda _: self._check())
        self.publish.on_click(lambda _: self._publish())
        self.let.on_click(lambda _: self._let_through())

    # --- choosing --------------------------------------------------------------------------

    def _when_chosen(self, do: Callable[[], None], _: object) -> None:
        if not self._filling:
            do()

    @contextmanager
    def _set_by_itself(self) -> Iterator[None]:
        """What the view sets itself is no choice of a person: nothing is made for it."""
        self._filling = True
        try:
            yield
        finally:
            self._filling = False

    def _choose_kind(self) -> None:
        self._list_subjects()
        self._choose_about()

    def _choose_about(self) -> None:
        """Another briefing than the saved one: its name is not this one's, and can be chosen."""
        with self._set_by_itself():
            if self.name.value == self.saved.value:
                self.name.value = ""
            self.saved.value = ""
        self._make()

    def _list_subjects(self) -> None:
        """What this kind can be about; what was chosen for the last kind stays, where it can."""
        self.received.layout.display = "" if self._is_paper() else "none"
        found = self._studio.subjects(self.kind.value)
        before = self.about.value
        with self._set_by_itself():
            self.about.options = [(name, key) for key, name in found.items()]
            self.about.value = before if before in found else next(iter(found), None)

    def _list_saved(self, chosen: str = "") -> None:
        with self._set_by_itself():
            self.saved.options = [("", ""), *((n, n) for n in self._studio.saved())]
            self.saved.value = chosen if (chosen, chosen) in self.saved.options else ""

    def _make(self) -> None:
        if self.about.value is None:
            self._show_nothing()
        else:
            more = {"received": self.received.value.strip()} if self._is_paper() else {}
            self._show(lambda: self._studio.make(self.kind.value, self.about.value, **more))

    def _is_paper(self) -> bool:
        """Whether it is a board paper, whose terms are counted from the day it was received."""
        return self.kind.value == "board_paper"

    def _open(self) -> None:
        if not self.saved.value:
            return
        name = self.saved.value
        try:
            kind, of, look = self._studio.open(name)
            with self._set_by_itself():
                self.kind.value = kind
                self._list_subjects()
            with self._set_by_itself():
                self.about.value = of
                self.received.value = self._studio.parameters().get("received", "")
        except Exception as error:
            self.made.value = failure(error)
            return
        self.name.value = name
        self._show(lambda: look)

    def _make_again(self) -> None:
        """From what the library holds now: reports may have been read or corrected since."""
        before = self.about.value
        self._list_subjects()
        if before is not None and self.about.value == before:
            self._show(self._studio.again, done="Made again from what the library holds now.")
        else:
            self._make()

    def _show_nothing(self) -> None:
        """A kind that there is nothing for: the page of the last one would mislead."""
        self.page.value = sentence("The library has nothing to brief on yet: add reports.")
        self._clear()
        self.told.value = ""
        self._lines, self._unused = {}, {}
        with self._set_by_itself():
            self.statement.options = []
        self._choose()

    def _clear(self) -> None:
        self.made.value = self.worded.value = self.said.value = ""

    def _show(self, ask: Callable[[], Look], told_at: w.HTML | None = None, done: str = "") -> None:
        """Show a briefing; what went well or wrong is said beside the button that asked for it."""
        told_at = told_at or self.made
        self._clear()
        told_at.value = sentence("Making it …")
        try:
            look = ask()
        except Exception as error:
            told_at.value = failure(error)
            return
        told_at.value = notice(done) if done else ""
        self.page.value = self._frame(look.html)
        self.told.value = _told(look)
        out = self._studio.left_out_by_choice()
        chosen = self.statement.value
        self._lines = {line.key: line for line in look.lines}
        self._unused = {line.key: line for line in look.unused if line.key not in out}
        options = [
            *((f"{line.section}: {_short(line.text)}", line.key) for line in look.lines),
            *((f"Left out: {_short(text)}", key) for key, text in out.items()),
            *((f"Not used: {line.section}: {_short(line.text)}", key)
              for key, line in self._unused.items()),
        ]  # fmt: skip
        keys = [key for _, key in options]
        with self._set_by_itself():
            self.statement.options = options
            if keys:
                self.statement.value = chosen if chosen in keys else keys[0]
        self._choose()

    # --- wording ---------------------------------------------------------------------------

    def _choose_another(self) -> None:
        self.why.value = ""  # a reason belongs to the statement it was given for
        self._choose()

    def _choose(self) -> None:
        key = self.statement.value
        unused = self._unused.get(key)
        line = self._lines.get(key) or unused
        self.text.value = line.text if line else ""
        self.stands_on.value = _stands_on(line) if line else ""
        self.add.layout.display = "" if unused else "none"
        self.leave.layout.display = "none" if unused else ""
        self.back.layout.display = "none" if unused else ""
        added = line is not None and line.edited.startswith("added")
        self.back.description = "Take it out again" if added else "Source’s words again"

    def _word(self, text: str | None) -> None:
        key = self.statement.value
        if key:
            why = self.why.value
            self._show(lambda: self._studio.word(key, text, why=why), self.worded, "Kept.")

    def _add(self) -> None:
        key, why = self.statement.value, self.why.value
        self._show(lambda: self._studio.add(key, why=why), self.worded, "Added.")

    # --- keeping and sending ---------------------------------------------------------------

    def _save(self) -> None:
        name = self.name.value
        self._show(lambda: self._studio.save(name), self.said, f"Saved as {name}.")
        self._list_saved(name.strip())

    def _write(self, approved_by: str) -> None:
        self.said.value = sentence("Writing it: this takes some seconds …")
        try:
            paths = self._studio.write(self.folder.value, self.formats.value, approved_by)
        except Exception as error:
            self.said.value = failure(error)
            return
        self.said.value = self._written(paths, published=bool(approved_by))

    def _written(self, paths: Sequence[Path], *, published: bool) -> str:
        """Each file as a link, and the folder in full, to be copied."""
        word = "Published" if published else "Draft written"
        links = ", ".join(map(self._link, paths))
        record = self._link(paths[0].with_suffix(".record.html")) if published else ""
        record = f"<p>Its record: {record}.</p>" if record else ""
        return (
            f"<div class='wb-notice' role='status'><p>{word}: {links}.</p>{record}"
            "<p>A name opens the file; where the page cannot reach it, your browser saves a copy. "
            f"They lie in <code>{escape(str(paths[0].absolute().parent))}</code></p></div>"
        )

    def _check(self) -> None:
        self.said.value = sentence("Checking it …")
        try:
            self._tell(self._studio.check())
        except Exception as error:
            self.said.value = failure(error)

    def _tell(self, found: Sequence[dict[str, str]]) -> None:
        """Show what the gate found, and offer to let through what blocks."""
        self.said.value = _findings([{**each, "where": self._place(each)} for each in found])
        blocking = list(dict.fromkeys(f["kind"] for f in found if f["action"] == "block"))
        self.kinds.options = [(_kind_found(kind), kind) for kind in blocking]
        self.override.layout.display = "" if blocking else "none"

    def _place(self, finding: dict[str, str]) -> str:
        """Which statement holds it: a person knows those, and no paragraph by its number."""
        for line in self._lines.values():
            if finding["text"] in line.text:
                return f"{line.section}: {_short(line.text, 40)}"
        return finding["where"]

    def _let_through(self) -> None:
        try:
            found = self._studio.let_through(
                self.kinds.value, who=self.let_by.value, why=self.let_why.value
            )
        except Exception as error:
            self.said.value = failure(error)
            return
        self._tell(found)

    def _publish(self) -> None:
        if not self.approved_by.value.strip():
            self.said.value = sentence("Publication needs somebody who approves it: give a name.")
            return
        self.said.value = sentence("Checking it …")
        try:
            found = self._studio.check()
        except Exception as error:
            self.said.value = failure(error)
            return
        self._tell(found)
        if any(f["action"] == "block" for f in found):
            return
        self._write(self.approved_by.value)


def _told(look: Look) -> str:
    limit = f" of at most {look.limit:,}" if look.limit else ""
    over = f" <strong>Too long.</strong> {escape(look.cut)}" if look.cut else ""
    age = f" Most people of {look.age} can read it." if look.age else ""
    parts = [f"<p class='wb-sentence' role='status'>{look.words:,} words{limit}.{over}{age}</p>"]
    if look.changed:
        parts.append(_list(f"Changed since {look.since}", look.changed))
    if look.left_out:
        parts.append(_list("Left out", look.left_out))
    return "".join(parts)


def _stands_on(line: Line) -> str:
    """Where a statement comes from, and whose words it is in."""
    told = (
        f"Stands on {line.source}." if line.source else "",
        f"{line.edited}." if line.edited else "",
    )
    return sentence(" ".join(part[:1].upper() + part[1:] for part in told if part))


def _list(name: str, lines: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<p><strong>{escape(name)}</strong></p><ul>{items}</ul>"


# What people call the kinds whose short names say too little.
_KINDS_FOUND = {
    "nhs_number": "NHS number",
    "upn": "pupil number (UPN)",
    "national_insurance": "National Insurance number",
    "bank": "bank account",
    "gps": "point on a map",
    "ip": "internet address",
    "url": "link",
}


def _kind_found(kind: str) -> str:
    """A kind of what the gate finds, as people say it."""
    return _KINDS_FOUND.get(kind, kind.replace("_", " "))


def _findings(found: Sequence[dict[str, str]]) -> str:
    """What the gate found: where it stands and how to mend it."""
    if not found:
        return notice("The gate finds nothing: it may be published.")
    stops = sum(f["action"] == "block" for f in found)
    told = f"{stops} must be mended before it is published." if stops else "Nothing blocks."
    parts = [f"<p>{told}</p>"]
    for name, action in (("To mend", "block"), ("To look at", "warn")):
        items = [
            f"<li><strong>{escape(f['text'])}</strong> ({escape(f['where'])}): "
            f"{escape(f['mend'])}</li>"
            for f in found
            if f["action"] == action
        ]
        if items:
            parts.append(f"<p><strong>{name}</strong></p><ul>{''.join(items)}</ul>")
    return f"<div role='alert'>{''.join(parts)}</div>"


def _short(text: str, longest: int = 70) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rsplit(' ', 1)[0]}…"
