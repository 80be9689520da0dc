"""One person making one briefing: choose, word, save by name, see what changed, publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import NotInLibraryError, UsageError
from workbench.tasks.briefing import (
    KINDS,
    make_briefing,
    name_of,
    subject_of,
    subjects,
    write_briefing,
)

if TYPE_CHECKING:
    from workbench.briefings.content import Briefing, Statement
    from workbench.library import Library


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as the studio lists it."""

    key: str
    section: str
    text: str
    source: str
    edited: str  # who worded or added it and why; "" where it was chosen in the source's words
    own: bool  # the workbench's own words


@dataclass(frozen=True, slots=True)
class Look:
    """All that the studio shows of a briefing.

    ``unused`` are statements there was no room for, which can be added; ``cut`` says what to leave
    out where it is longer than its limit, else "". ``age`` is a reading age or None; ``changed``
    are plain lines on what differs from the state that ``since`` names: the one that was saved
    under the chosen name, or the one shown before.
    """

    html: str
    title: str
    words: int
    limit: int | None
    age: int | None
    lines: tuple[Line, ...]
    unused: tuple[Line, ...]
    left_out: tuple[str, ...]
    changed: tuple[str, ...]
    since: str = "it was saved"
    cut: str = ""


class BriefingStudio:
    """The verbs of the briefing notebook, on one library.

    Nothing is kept but by ``word``, ``save`` and ``publish``, each with who and when.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._made: Briefing | None = None
        self._name = ""

    def kinds(self) -> list[str]:
        """The kinds of briefing there are."""
        return list(KINDS)

    def subjects(self, kind: str) -> dict[str, str]:
        """What a briefing of a kind can be about: id and name; empty where there is nothing."""
        return subjects(self.library, subject_of(self.library, kind))

    def make(self, kind: str, of: str, **parameters: str) -> Look:
        """Make a briefing from what the library holds now."""
        self._made = make_briefing(self.library, kind, of, **parameters)
        return self.look()

    def again(self) -> Look:
        """Make the same briefing from what the library holds now, and say what that changed.

        The change is told since it was saved; where it is not saved, since it was last made.
        """
        from workbench.briefings.editing import said

        before = said(self._needed())
        look = self._again(as_of="")
        if self._saved_row() is not None:
            return look
        return replace(look, changed=_in_lines(before, said(self._needed())), since="it was made")

    def parameters(self) -> dict[str, str]:
        """What the briefing is made with beside its kind and what it is about."""
        return {name: value for name, value in self._needed().parameters if name != "of"}

    def look(self) -> Look:
        """The briefing as it is now."""
        from workbench.briefings.formats import to_html
        from workbench.briefings.length import what_to_cut
        from workbench.briefings.readability import reading_age

        made = self._needed()
        return Look(
            html=to_html(made),
            title=f"{made.subtitle}: {made.title}",
            words=made.words,
            limit=made.limit,
            age=reading_age(made.plain_text()),
            lines=_lines(made, self._wordings()),
            unused=_unused(made),
            left_out=made.left_out,
            changed=self._changed(),
            cut=what_to_cut(made),
        )

    # --- wording ---------------------------------------------------------------------------

    def word(self, key: str, text: str | None, *, why: str) -> Look:
        """Keep a wording of one statement: "" leaves it out, None is the source's words again.

        Raises
        ------
        UsageError
            Without a reason, or for a statement that is not in the briefing.
        """
        made = self._needed()
        if text is not None and not why.strip():
            raise UsageError(
                "A wording is kept with its reason.", "Say in a few words why you change it."
            )
        known = {line.key: line.text for line in (*_lines(made), *_unused(made))}
        withdrawn = text is None and key in self.library.wordings(name_of(made))
        if key not in known and not withdrawn:
            raise UsageError(
                "That statement is not in the briefing any more.", "Make the briefing again."
            )
        told = " ".join(text.split()) if text else text
        self.library.word(name_of(made), key, told, was=known.get(key, ""), why=why.strip())
        return self._again()

    def add(self, key: str, *, why: str) -> Look:
        """Add a statement there was no room for, as its source says it.

        ``word(key, None, ...)`` takes it out again.

        Raises
        ------
        UsageError
            Without a reason, or for a statement that is not among those that can be added.
        """
        offered = {line.key: line.text for line in _unused(self._needed())}
        if key not in offered:
            raise UsageError(
                "That statement is in the briefing, or no longer in the report.",
                "Choose one of those that were not used.",
            )
        return self.word(key, offered[key], why=why)

    def _wordings(self) -> dict[str, dict[str, Any]]:
        return self.library.wordings(name_of(self._needed()))

    def left_out_by_choice(self) -> dict[str, str]:
        """What a reviewer left out of this briefing: key and words, so that it can come back."""
        rows = self._wordings()
        return {key: row["was"] for key, row in rows.items() if not row["text"]}

    # --- saving ----------------------------------------------------------------------------

    def save(self, name: str) -> Look:
        """Keep the briefing under a name, as it says things now.

        Raises
        ------
        UsageError
            Without a name, or with one that another briefing is saved under.
        """
        from workbench.briefings.editing import said

        made = self._needed()
        if not name.strip():
            raise UsageError("The briefing has no name yet.", "Give it one.")
        parameters = dict(made.parameters)
        of = parameters.pop("of", "")
        other = self.library.saved_briefings().get(name.strip())
        if other and (other["kind"], other["of"]) != (made.template, of):
            raise UsageError(
                f"Another briefing is saved as {name.strip()!r}.", "Give this one another name."
            )
        self.library.save_briefing(name.strip(), made.template, of, parameters, said(made))
        self._name = name.strip()
        return self.look()

    def saved(self) -> list[str]:
        """Names of saved briefings, the one saved last first."""
        rows = self.library.saved_briefings()
        return sorted(rows, key=lambda name: rows[name]["when"], reverse=True)

    def open(self, name: str) -> tuple[str, str, Look]:
        """Make a saved briefing anew: its kind, what it is about, and how it looks now.

        Raises
        ------
        NotInLibraryError
            When none has that name.
        """
        rows = self.library.saved_briefings()
        if name not in rows:
            raise NotInLibraryError("saved briefing", name, rows)
        row = rows[name]
        self._name = name
        return row["kind"], row["of"], self.make(row["kind"], row["of"], **row["parameters"])

    # --- publishing ------------------------------------------------------------------------

    def check(self) -> list[dict[str, str]]:
        """What the gate finds: ``kind, text, where, action, mend``, what blocks first."""
        from dataclasses import asdict

        from workbench.tasks.publishing import check_again

        found = [asdict(f) for f in check_again(self.library, self._needed())]
        return sorted(found, key=lambda f: f["action"] != "block")

    def let_through(self, kinds: Sequence[str], *, who: str, why: str) -> list[dict[str, str]]:
        """Let kinds of findings through in this briefing as it is now; what the gate then finds.

        Raises
        ------
        UsageError
            Without a kind, a name or a reason, or for a kind that is never let through.
        """
        from workbench.tasks.publishing import let_through

        if not kinds:
            raise UsageError("Nothing was chosen to let through.", "Choose what, in the list.")
        let_through(self.library, self._needed(), list(kinds), who=who, why=why)
        return self.check()

    def write(self, folder: str | Path, to: str, approved_by: str = "") -> list[Path]:
        """Write the briefing: a draft, or with a name as published, when it passes the gate.

        Raises
        ------
        RefusedError
            When it does not pass; nothing is then written.
        """
        from workbench.safe import for_file_name

        made = self._needed()
        # A name belongs to the briefing that was saved under it, and not to the next one.
        name = for_file_name(self._name if self._saved_row() else name_of(made))
        page = Path(folder).expanduser() / f"{name}.html"
        return write_briefing(
            self.library, made, page, to=to, approved_by=approved_by.strip(), in_batch=False
        )

    def _needed(self) -> Briefing:
        if self._made is None:
            raise UsageError("No briefing is made yet.", "Choose a kind and what it is about.")
        return self._made

    def _again(self, as_of: str | None = None) -> Look:
        made = self._needed()
        parameters: dict[str, Any] = dict(made.parameters)
        of = parameters.pop("of", "")
        day = made.as_of if as_of is None else as_of
        return self.make(made.template, of, as_of=day, **parameters)

    def _saved_row(self) -> dict[str, Any] | None:
        """What was saved under the chosen name, where that is this briefing."""
        row = self.library.saved_briefings().get(self._name) if self._name else None
        made = self._needed()
        this = (made.template, dict(made.parameters).get("of", ""))
        return row if row and (row["kind"], row["of"]) == this else None

    def _changed(self) -> tuple[str, ...]:
        from workbench.briefings.editing import said

        row = self._saved_row()
        return _in_lines(row["said"], said(self._needed())) if row else ()


def _in_lines(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    from workbench.briefings.editing import changes

    found = changes(before, now)
    return (
        *(f"New: {text}" for text in found.new),
        *(f"No longer said: {text}" for text in found.gone),
        *(f"Other words: {was} → {text}" for was, text in found.other_words),
    )


def _lines(
    briefing: Briefing, wordings: Mapping[str, Mapping[str, Any]] | None = None
) -> tuple[Line, ...]:
    from workbench.briefings.formats.listing import citation, main_review

    main = main_review(briefing)
    lines: dict[str, Line] = {}
    for section in briefing.sections:
        for statement in section.statements():
            if statement.kind == "count":
                continue
            edit = statement.edit
            sources = citation(statement.sources[:3], main)
            lines.setdefault(
                statement.key,
                Line(
                    statement.key,
                    section.heading,
                    f"{statement.lead} {statement.text}".strip(),
                    sources,
                    f"worded by {edit.who}: {edit.why}" if edit else _added(statement, wordings),
                    statement.kind == "own",
                ),
            )
    return tuple(line for line in lines.values() if not line.own)


def _added(statement: Statement, wordings: Mapping[str, Mapping[str, Any]] | None) -> str:
    row = (wordings or {}).get(statement.key)
    return f"added by {row['who']}: {row['why']}" if row else ""


def _unused(briefing: Briefing) -> tuple[Line, ...]:
    """What there was no room for, and where it would stand."""
    from workbench.briefings.editing import can_be_added
    from workbench.briefings.formats.listing import citation, main_review

    main = main_review(briefing)
    return tuple(
        Line(
            key,
            each.section,
            f"{each.said.lead} {each.said.text}".strip(),
            citation(each.said.sources[:3], main),
            "",
            own=False,
        )
        for key, each in can_be_added(briefing).items()
    )
