"""A case that reviewers work on: its returns in, its mappings, what was decided about it.

All that is sent and decided goes to the library at once; nothing is overwritten there.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import UsageError, WorkbenchError
from workbench.places import shipped
from workbench.records import Event, as_json
from workbench.tasks.chronology_decisions import CaseDecisions
from workbench.tasks.progress import Progress
from workbench.tasks.uploads import put_down

if TYPE_CHECKING:
    import pandas as pd

    from workbench.chronology.build import Chronology
    from workbench.chronology.case_file import CaseFile
    from workbench.chronology.episodes import Episode
    from workbench.chronology.pseudonyms import Key
    from workbench.chronology.sheets import Return
    from workbench.library import Library

SURE = ("known heading", "chosen by the user")  # why a column means what it means, without a guess


@dataclass(frozen=True, slots=True)
class SheetAdded:
    """What became of one file.

    ``rows`` is 0 when it could not be read; ``problems`` then says why and what to do. ``changes``
    are counts by kind ("changed", "added", "withdrawn") where it took an earlier file's place.
    """

    file: str
    agency: str
    rows: int
    problems: tuple[str, ...] = ()
    changes: Mapping[str, int] | None = None
    already: bool = False


class ChronologyCase:
    """One case of a library.

    Attributes
    ----------
    name : str
        What the case is called; ``slug`` is its id in the library.
    decided : CaseDecisions
        What reviewers decided about it.
    """

    def __init__(self, library: Library, slug: str, said: CaseFile) -> None:
        self._library, self.slug, self.said = library, slug, said
        self.decided = CaseDecisions(library, slug)
        self.name = said.case.name
        self._undo: list[tuple[str, Callable[[], None]]] = []
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    # --- opening ----------------------------------------------------------------------------

    @classmethod
    def open(
        cls,
        library: Library,
        case: str = "",
        born: str = "",
        *,
        child: str = "",
        siblings: str = "",
    ) -> ChronologyCase:
        """Open a case, or begin one.

        Parameters
        ----------
        case
            Its name, or the path of a case file; "" is the invented case Wren of Northmoor, which
            comes with its returns. Where nothing may be written "" is the first case there is,
            and Wren, out of a library of its own that goes with the process, where there is none.
        born
            The child's date of birth, for a case that is begun.
        child
            For a case that is begun, the name under which the returns tell of the child; "" is
            the case's. Who was seen, and by whom, is told by it.
        siblings
            For a case that is begun, the other children with the days they were born, parted by
            semicolons: ``Jay 2 September 2016; Kim 5/6/2018``.

        Raises
        ------
        UsageError, ChronologyError
            When there is no such case and no date of birth to begin it with, or a sibling has
            none.
        """
        from workbench.chronology.case import birth_date
        from workbench.chronology.case_file import case_text, parse_case

        if not case and library.read_only:
            case = min(library.cases(), default="")
            if not case:
                return cls._to_look_at()
        path = Path(case) if case else shipped("data", "northmoor", "wren", "case.yaml")
        if path.suffix.casefold() in (".yaml", ".yml"):
            opened = cls._from_file(library, path)
            if not case and not library.returns(opened.slug):
                opened.add_paths(sorted((path.parent / "returns").iterdir()))
            return opened
        slug, known = _slug(case), library.cases()
        if slug not in known:
            if not born:
                raise UsageError(
                    f"The library has no case {case!r}, and no date of birth to begin it with.",
                    f"Give `born`, or one of: {', '.join(sorted(known)) or 'none yet'}.",
                )
            children = {child.strip() or case: birth_date(born), **_siblings(siblings)}
            library.save_case(slug, case_text(case, children), why="begun")
        return cls(library, slug, parse_case(library.cases()[slug], f"{slug}.yaml"))

    @classmethod
    def _to_look_at(cls) -> ChronologyCase:
        """The invented case, in a library of its own that goes with it."""
        from workbench.library import Library

        folder = tempfile.TemporaryDirectory(prefix="workbench-")
        library = Library.open(folder.name, create=True)
        opened = cls.open(library)
        library.read_only = True
        opened._folder = folder
        return opened

    @classmethod
    def _from_file(cls, library: Library, path: Path) -> ChronologyCase:
        from workbench.chronology.case_file import load_case

        said = load_case(path)
        content = path.read_text(encoding="utf-8")
        slug = _slug(said.case.name)
        if library.cases().get(slug) != content:
            library.save_case(slug, content, why=f"read from {path.name}")
        return cls(library, slug, said)

    @property
    def as_of(self) -> date:
        """The day the chronology is made for."""
        return self.said.as_of or date.today()

    # --- returns ----------------------------------------------------------------------------

    def add_uploads(
        self, uploads: Sequence[tuple[str, bytes]], *, progress: Progress | None = None
    ) -> list[SheetAdded]:
        """Read files that came through the browser: ``(name, content)`` each."""
        with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
            return self.add_paths(put_down(Path(folder), uploads), progress=progress)

    def add_paths(
        self, paths: Sequence[Path], *, progress: Progress | None = None
    ) -> list[SheetAdded]:
        """Read files; one that cannot be read says why and does not stop the others.

        A corrected file takes the place of the one it corrects: rows keep their ids, and so the
        notes on them.
        """
        steps: Iterable[Path] = progress(paths, len(paths)) if progress else paths
        results = [self._add(path) for path in steps]
        self._forget()
        return results

    def _add(self, path: Path, agency: str | None = None) -> SheetAdded:
        try:
            read = self._read(path, agency)
        except WorkbenchError as error:
            return SheetAdded(path.name, "", 0, (str(error),))
        stored = self._library.returns(self.slug)
        same = [r for r in stored.values() if r["sha256"] == read.sha256]
        if same:
            return SheetAdded(path.name, read.agency, len(read.events), already=True)
        slot, events, changes = self._place(read, stored)
        self._store(slot, path.read_bytes(), replace(read, events=events), f"sent as {path.name}")
        problems = tuple(read.problems)
        return SheetAdded(path.name, read.agency, len(read.events), problems, changes)

    def _read(self, path: Path, agency: str | None = None) -> Return:
        """With the mapping that is remembered for the agency."""
        from workbench.chronology.sheets import read_return

        case = self.said.case
        read = read_return(path, agency=agency, born=case.born, names=case.names())
        remembered = self.decided.mappings().get(read.agency)
        if remembered is None:
            return read
        return read_return(
            path, agency=agency, mapping=remembered, born=case.born, names=case.names()
        )

    def _place(
        self, read: Return, stored: Mapping[str, Any]
    ) -> tuple[str, tuple[Event, ...], dict[str, int] | None]:
        """The slot of the return it corrects, or one of its own.

        A file corrects another of its agency when most of the other's rows are in it still.
        """
        from workbench.chronology.resend import resend

        for slot, was in stored.items():
            if was["agency"] != read.agency:
                continue
            old = _events(was)
            sent = resend(old, read)
            counts = sent.changes["change"].value_counts()
            if 2 * counts.get("withdrawn", 0) <= sum(e.status != "withdrawn" for e in old):
                return slot, sent.events, {str(kind): int(n) for kind, n in counts.items()}
        base = _slug(read.agency)
        slots = (base, *(f"{base}-{number}" for number in range(2, len(stored) + 3)))
        # "Primary School 2" may have the name that a second return of "Primary School" would
        return next(slot for slot in slots if slot not in stored), read.events, None

    def _store(self, slot: str, original: bytes, read: Return, why: str) -> None:
        self._library.add_return(self.slug, slot, original, as_json(read), why=why)

    @cached_property
    def returns(self) -> dict[str, Return]:
        """The returns as they stand, by slot."""
        stored = self._library.returns(self.slug)
        return {slot: _as_return(reading) for slot, reading in sorted(stored.items())}

    # --- mappings ---------------------------------------------------------------------------

    def mapping(self) -> pd.DataFrame:
        """How each column of each return was understood.

        Returns
        -------
        DataFrame
            ``slot, agency, file, heading, field, why``, ``example``, a text of that column, and
            ``guessed``, "yes" or "no"; the guessed ones first.
        """
        import pandas as pd

        rows = []
        for slot, read in self.returns.items():
            for heading in dict.fromkeys(m.heading for m in read.mapping):
                column = next(m for m in read.mapping if m.heading == heading)
                example = _example(read, heading)
                guessed = "no" if column.why in SURE else "yes"
                told = (column.field or "", column.why, example, guessed)
                rows.append((slot, read.agency, read.file, heading, *told))
        rows.sort(key=lambda row: row[-1] == "no")
        names = ["slot", "agency", "file", "heading", "field", "why", "example", "guessed"]
        return pd.DataFrame(rows, columns=names, dtype="str")

    def fields(self) -> list[str]:
        """What a column can mean."""
        from workbench.chronology.headings import load_headings

        return sorted({*load_headings().fields})

    def change_mapping(self, slot: str, heading: str, field: str) -> None:
        """Understand a column otherwise; remembered for the agency, and the return read again.

        ``field`` "" keeps the column beside the event and makes nothing of it.
        """
        read = self.returns[slot]
        before = self.decided.mappings().get(read.agency)
        self._map(slot, {**(before or {}), heading: field})
        was = before or {m.heading: m.field or "" for m in read.mapping if m.heading == heading}
        self._undo.append((f"{heading} of {read.agency}", lambda: self._map(slot, was)))

    def _map(self, slot: str, mapping: Mapping[str, str]) -> None:
        from workbench.chronology.resend import resend
        from workbench.chronology.sheets import read_return

        born = self.said.case.born
        read = self.returns[slot]
        original = self._library.original(read.sha256, Path(read.file).suffix).read_bytes()
        with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
            (path,) = put_down(Path(folder), [(read.file, original)])
            again = read_return(path, agency=read.agency, mapping=mapping, born=born)
        events = resend(read.events, again).events
        self.decided.map(read.agency, dict(mapping))
        self._store(slot, original, replace(again, events=events), "mapping changed")
        self._forget()

    # --- decisions --------------------------------------------------------------------------

    def notes(self) -> dict[str, str]:
        """Event id -> what a reviewer noted."""
        return self.decided.notes()

    def note(self, event: str, text: str) -> None:
        """Note something on an event; an empty text takes the note away."""
        self._decide("note", event, text.strip() or None, f"the note on {event}")

    def rulings(self) -> dict[str, str]:
        """Rows of one finding, joined by ``|`` -> "same", "different" or "disputed"."""
        return self.decided.values("ruling")

    def rule(self, events: Sequence[str], ruling: str, why: str = "") -> None:
        """Say whether rows tell of one event, or that agencies dispute it; the checks follow.

        Raises
        ------
        UsageError
            When it is none of the three, or fewer than two rows are chosen.
        """
        from workbench.chronology.rulings import RULINGS, ruling_key

        if len(set(events)) < 2:
            raise UsageError("A ruling is about two entries or more.", "Choose them first.")
        if ruling not in RULINGS:
            raise UsageError.unknown("ruling", ruling, RULINGS)
        self._decide("ruling", ruling_key(events), ruling, f"the ruling {ruling!r}", why)

    def could_mean(self, event: str) -> list[tuple[str, str]]:
        """What an unread date could mean, likeliest first: ``(EDTF, words)`` each."""
        from workbench.chronology.meant import could_mean

        for read in self.returns.values():
            for own in read.events:
                if own.id == event:
                    sheet = [e for e in read.events if e.sheet == own.sheet]
                    return could_mean(own, sheet, self.as_of)
        return []

    def read_date(self, event: str, text: str, why: str) -> None:
        """Say which day an unread date means; an empty text takes what was said back.

        What the agency wrote stays beside it. It holds while the row is written so: where the
        agency corrects its date, that one counts.

        Raises
        ------
        ChronologyError, UsageError
            When the text is no date either, no reason is given, or the row's date was read.
        """
        from workbench.chronology.meant import typed

        row = self.chronology.events.set_index("id").loc[event]
        if row["when"] is not None and row["read_by_reviewer"] is None:
            raise UsageError(
                f"The date {row['written']!r} was read.", "Ask the agency where it is wrong."
            )
        if not text.strip():
            self._decide("date", event, None, f"the date of {event}", why)
            return
        value = {"when": typed(text, self.said.case.born), "written": row["written"]}
        if not why.strip():
            raise UsageError("Why this day?", "Say in a few words what it is read from.")
        self._decide("date", event, value, f"the date of {event}", why.strip())

    def episodes(self) -> tuple[Episode, ...]:
        """The case file's key practice episodes and those named here; the latter stand."""
        return self.decided.episodes(self.said.episodes)

    def name_episode(
        self, name: str, events: Sequence[str], appraisal: str, reasons: Sequence[str]
    ) -> Episode:
        """Make a key practice episode of chosen events; its days are theirs.

        Raises
        ------
        ChronologyError, UsageError
            When no event with a date is chosen, or the appraisal has no reason.
        """
        from workbench.chronology.episodes import Episode

        chosen = self.chronology.events.set_index("id").loc[list(events)]
        starts, ends = chosen["earliest"].dropna(), chosen["latest"].dropna()
        if starts.empty or ends.empty:
            raise UsageError(
                "No event with a date is chosen.", "Choose events in the timeline or the table."
            )
        start, end = starts.min().date(), ends.max().date()
        told = tuple(reason.strip() for reason in reasons if reason.strip())
        episode = Episode(name.strip(), start, end, appraisal, told, tuple(events))  # type: ignore[arg-type]
        value = {
            "start": start.isoformat(),
            "end": end.isoformat(),
            "appraisal": appraisal,
            "reasons": list(told),
            "events": list(events),
        }
        self._decide("episode", episode.name, value, f"the episode {episode.name!r}")
        return episode

    def undo(self) -> str:
        """Take the last decision of this sitting back; says what was taken back."""
        if not self._undo:
            return "There is nothing to take back."
        what, back = self._undo.pop()
        back()
        return f"Taken back: {what}."

    def _decide(self, kind: str, key: str, value: Any, what: str, why: str = "") -> None:
        before, was = self.decided.last(kind, key)
        self._decided(kind, key, value, why)
        # What stands again stands for the reason that it was decided for.
        again = was if before is not None else "taken back"
        self._undo.append((what, lambda: self._decided(kind, key, before, again)))

    def _decided(self, kind: str, key: str, value: Any, why: str) -> None:
        self.decided.decide(kind, key, value, why)
        if kind in ("ruling", "date"):
            self.__dict__.pop("chronology", None)  # its order and its checks follow them

    # --- the chronology ---------------------------------------------------------------------

    @cached_property
    def chronology(self) -> Chronology:
        """The returns merged and checked."""
        from workbench.chronology.build import from_returns
        from workbench.chronology.rules import load_rules

        return from_returns(
            list(self.returns.values()),
            self.said.case,
            as_of=self.as_of,
            rules=load_rules(),
            rulings=self.decided.rulings(),
            meant=self.decided.dates(),
        )

    def pseudonyms(self) -> Key:
        """The key of pseudonyms.

        Raises
        ------
        UsageError, ChronologyError
            When the case names no key file, or it is not one.
        """
        from workbench.chronology.pseudonyms import load_key

        if self.key is None:
            raise UsageError(
                f"{self.name} has no key file with pseudonyms.",
                "Make it under “Pseudonyms”, or put one here that reads like "
                f'{{"pseudonyms": [{{"real": "Name", "pseudonym": "Child A"}}]}}: '
                f"{self.key_place()}",
            )
        return load_key(self.key)

    def key_place(self) -> Path:
        """Where the key that is made in the notebook lies: where the gate looks too."""
        from workbench.tasks.publishing import KEYS

        return self._library.folder.resolve() / KEYS / f"{self.slug}.json"

    @property
    def key(self) -> Path | None:
        """Where the pseudonyms are, apart from what was read; what was made here comes first."""
        place = self.key_place()
        return place if place.is_file() else self.said.key

    def must_be_writable(self) -> None:
        """Raises a plain error where the library may only be looked at."""
        self._library.must_be_writable()

    def save(self, out: Path | str, *, publish: bool = False, dates: str = "days") -> Path:
        """Write the chronology; the ending says how.

        Raises
        ------
        UsageError, ChronologyError
            When it is for other eyes and the case has no key, or no format has that ending.
        """
        from workbench.tasks.chronology_papers import chronology_paper, save_chronology

        if publish:
            self.pseudonyms()
        paper = chronology_paper(
            self.chronology,
            self.as_of,
            episodes=self.episodes(),
            notes=self.notes(),
            key=self.key,
            publish=publish,
            dates=dates,
        )
        return save_chronology(paper, out)

    def _forget(self) -> None:
        for name in ("returns", "chronology"):
            self.__dict__.pop(name, None)


def _siblings(written: str) -> dict[str, date]:
    """``Jay 2 September 2016; Kim 5/6/2018`` -> name -> birthday."""
    from workbench.chronology.case import birth_date

    children = {}
    for told in filter(None, map(str.strip, re.split(r"[;\n]", written))):
        parts = re.fullmatch(r"(?P<name>\D+?)[\s,:=(]+(?:born )?(?P<born>\d.*?)\)?", told)
        if parts is None:
            raise UsageError(
                f"{told!r} is not a name and a date of birth.",
                "Write them so: Jay 2 September 2016; Kim 5 June 2018",
            )
        children[parts["name"].strip()] = birth_date(parts["born"])
    return children


def _slug(name: str) -> str:
    from workbench.chronology.sheets import slug

    return slug(name)


def _events(reading: Mapping[str, Any]) -> tuple[Event, ...]:
    tuples = ("people", "problems")
    return tuple(
        Event(
            **{
                **event,
                **{name: tuple(event[name]) for name in tuples},
                "raw": tuple((heading, text) for heading, text in event["raw"]),
            }
        )
        for event in reading["events"]
    )


def _as_return(reading: Mapping[str, Any]) -> Return:
    from workbench.chronology.sheets import Mapped, Return

    return Return(
        agency=reading["agency"],
        file=reading["file"],
        sha256=reading["sha256"],
        mapping=tuple(Mapped(**each) for each in reading["mapping"]),
        events=_events(reading),
        glossary=dict(reading["glossary"]),
        notes=tuple(reading["notes"]),
        problems=tuple(reading["problems"]),
    )


def _example(read: Return, heading: str) -> str:
    for event in read.events:
        text = dict(event.raw).get(heading, "")
        if text:
            return text[:80]
    return ""
