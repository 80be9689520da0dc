"""Everything the chronology view asks: a case, the lens it is seen through, and what is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.tasks.chronology_case import ChronologyCase, SheetAdded
from workbench.tasks.chronology_key import KeyDraft, KeySaved
from workbench.tasks.chronology_look import Filter, Lens, Look
from workbench.tasks.progress import Progress

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from workbench.figures.drawn import Drawn


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a row, as it is shown: what it is called and what it says."""

    name: str
    text: str


def _seen(row: dict) -> str:
    return f"{row['seen']}: “{row['seen_words']}”" if row["seen_words"] else row["seen"]


def _plain(code: object) -> str:
    """``not_met`` as people write it."""
    return str(code or "").replace("_", " ")


def _place(row: dict) -> str:
    """The file, the sheet or table in it, and the row, as they are called there."""
    where = [part for part in (row["file"], row["sheet"]) if part]
    return ", ".join([*where, f"row {row['row']}"]) if row["file"] else ""


class ChronologyDesk:
    """A case on the desk. After anything is done, :attr:`look` is made anew."""

    def __init__(self, case: ChronologyCase) -> None:
        self.case = case
        self.look = Look(case)
        self._key: KeyDraft | None = None

    # --- looking ----------------------------------------------------------------------------

    def through(self, on: date | None, to: str | None, hidden: bool) -> None:
        """Look at what was known on a day, to an agency; or under pseudonyms.

        Raises
        ------
        UsageError, ChronologyError
            When there are no pseudonyms; then nothing changes.
        """
        look = Look(self.case, Lens(on, to or None, hidden))
        if hidden:
            self.case.pseudonyms()
        self.look = look

    def sentence(self) -> str:
        return self.look.sentence()

    def events(self) -> pd.DataFrame:
        return self.look.events

    def checks(self) -> pd.DataFrame:
        return self.look.checks

    def episodes(self) -> pd.DataFrame:
        return self.look.episodes

    def timeline(self) -> Drawn:
        return self.look.timeline()

    def found(
        self, agency: str, person: str, words: str, check: str, significance: str
    ) -> np.ndarray:
        """Positions of the rows that fit, in their order; "" asks for nothing."""
        return self.look.found(Filter(agency, person, words, check, significance))

    def make_search_ready(self) -> None:
        """Make the rows' words ready to be searched, which :meth:`found` does when first asked."""
        self.look.make_search_ready()

    def positions(self, ids: Iterable[str]) -> np.ndarray:
        """Positions of rows by their ids, in the order of the rows."""
        return self.look.positions(ids)

    def agencies(self) -> list[str]:
        return self.look.agencies()

    def real_agencies(self) -> list[str]:
        """By their own names, for the hindsight guard; empty while nothing was sent."""
        return sorted(self.case.chronology.events["agency"].unique())

    def people(self) -> list[tuple[str, str]]:
        return self.look.people()

    def kinds_of_checks(self) -> list[tuple[str, str]]:
        return self.look.kinds_of_checks()

    def days(self, most: int = 240) -> list[date]:
        """Days on which something happened, in order; of very many, evenly chosen ones."""
        events = self.case.chronology.events
        days = sorted({moment.date() for moment in events["earliest"].dropna()})
        days = [day for day in days if day <= self.case.as_of]
        step = max(1, len(days) // most)
        return days[::step]

    def lines(self, key: str) -> list[Line]:
        """One row, field by field, in the order in which it is read; empty ones left out."""
        from workbench.chronology.edtf_words import in_words

        row = self.look.event(key)
        shown = [
            ("Agency", row["agency"]),
            ("Date", row["date"]),
            ("As it was written", row["written"]),
            ("Date read", self._who_read(row)),
            ("Time", row["time"]),
            ("Age", "; ".join(f"{name} {age}" for name, age in row["ages"] if age)),
            ("What happened", row["what"]),
            ("Action taken", row["action_taken"]),
            ("No action because", row["no_action_reason"]),
            ("Child seen", _plain(_seen(row))),
            ("The child's voice", row["child_voice"]),
            ("Analysis", row["analysis"]),
            ("Expected practice", _plain(row["expected_practice"])),
            ("Significance", _plain(row["significance"])),
            ("Source", row["source"]),
            ("Recorded by", row["recorded_by"]),
            ("Recorded on", in_words(row["recorded_on"]) or row["recorded_on"]),
            ("File", _place(row)),
            ("Look at", " ".join(row["problems"])),
        ]
        return [Line(name, str(text)) for name, text in shown if text]

    def _who_read(self, row: dict) -> str:
        """What a reviewer said of a date that was not read; who it was, and when."""
        from workbench.chronology.edtf_words import in_words

        said = self.case.decided.who_read(row["id"])
        if not row["read_by_reviewer"] or said is None:
            return ""
        who, when = said
        return f"{row['read_by_reviewer']} Decided by {who} on {in_words(when[:10])}."

    def unread(self, key: str) -> bool:
        """Whether a row's date was not read as it is written, whatever a reviewer said of it."""
        row = self.look.event(key)
        return row["when"] is None or bool(row["read_by_reviewer"])

    def could_mean(self, key: str) -> list[tuple[str, str]]:
        return self.case.could_mean(key)

    # --- doing ------------------------------------------------------------------------------

    def add_files(
        self, files: Sequence[tuple[str, bytes]], *, progress: Progress | None = None
    ) -> list[SheetAdded]:
        results = self.case.add_uploads(files, progress=progress)
        if self._key is not None:
            self._key = KeyDraft(self.case, self._key)
        self._again()
        return results

    def mapping(self) -> pd.DataFrame:
        return self.case.mapping()

    def fields(self) -> list[str]:
        return self.case.fields()

    def change_mapping(self, slot: str, heading: str, field: str) -> None:
        self.case.change_mapping(slot, heading, field)
        self._again()

    def note(self, key: str, text: str) -> None:
        self.case.note(key, text)
        self._again()

    def rule(self, events: Sequence[str], ruling: str, why: str) -> None:
        self.case.rule(events, ruling, why)
        self._again()

    def read_date(self, key: str, text: str, why: str) -> None:
        self.case.read_date(key, text, why)
        self._again()

    def name_episode(
        self, name: str, events: Sequence[str], appraisal: str, reasons: Sequence[str]
    ) -> None:
        self.case.name_episode(name, events, appraisal, reasons)
        self._again()

    # --- the key of pseudonyms --------------------------------------------------------------

    def key_names(self) -> pd.DataFrame:
        """Names found and names of the key: see :meth:`KeyDraft.lines`."""
        return self._the_key().lines()

    def put_name(self, real: str, pseudonym: str, kind: str) -> None:
        self._the_key().put(real, pseudonym, kind)

    def take_out_name(self, real: str) -> None:
        self._the_key().take_out(real)

    def save_key(self) -> KeySaved:
        saved = self._the_key().save()
        self._again()
        return saved

    def _the_key(self) -> KeyDraft:
        if self._key is None:
            self._key = KeyDraft(self.case)
        return self._key

    def undo(self) -> str:
        said = self.case.undo()
        self._again()
        return said

    def file_name(self) -> str:
        """What the chronology's file is called, if nobody calls it otherwise."""
        return f"{self.case.slug}-chronology.docx"

    def save(self, out: str, publish: bool, dates: str) -> tuple[Path, bool]:
        """Write the chronology.

        Returns
        -------
        Where it lies, from the root of the disk, and whether an earlier file was there.
        """
        path = Path(out).expanduser().resolve()
        before = path.exists()
        return self.case.save(path, publish=publish, dates=dates), before

    def _again(self) -> None:
        self.look = Look(self.case, self.look.lens)
