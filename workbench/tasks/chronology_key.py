"""The key of pseudonyms of a case, made in the notebook: names found, changed, taken out, saved."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from workbench.chronology.names_found import Lists, Named
    from workbench.chronology.pseudonyms import Pseudonym
    from workbench.tasks.chronology_case import ChronologyCase

EARLIER = "earlier"  # the folder beside the keys for those that were replaced
KINDS = ("person", "place", "organisation")


@dataclass(frozen=True, slots=True)
class Line:
    """One name of the list; a name without a pseudonym is not in the key.

    ``saved`` is the pseudonym that the key file has for it, "" where it has none.
    """

    real: str
    pseudonym: str
    kind: str
    role: str = ""
    entries: int = 0
    example: str = ""
    saved: str = ""


@dataclass(frozen=True, slots=True)
class KeySaved:
    """Where a key was saved, and the one before (None where there was none).

    ``to_look_at`` are sentences: pseudonyms that stand in the entries themselves, names that are
    also words.
    """

    path: Path
    names: int
    earlier: Path | None
    to_look_at: tuple[str, ...] = ()


class KeyDraft:
    """A key that is being made; nothing is written before :meth:`save`.

    It begins with what the case's key has and the names found in its entries, each with a
    pseudonym proposed by role where that is known.
    """

    def __init__(self, case: ChronologyCase, before: KeyDraft | None = None) -> None:
        """``before`` is the list as it was before more was sent: what was done to it stays."""
        from workbench.chronology.names_found import find_names, propose, texts_of
        from workbench.chronology.pet_names import with_pet_names

        self._case = case
        events = case.chronology.events
        self._rows = [list(texts_of(row)) for row in events.to_dict("records")]
        saved = {e.real: e for e in (case.pseudonyms().entries if case.key else ())}
        known = with_pet_names(case.said.case, events["what"])
        found = find_names(events, known, _lists())
        in_file = {real: entry.pseudonym for real, entry in saved.items()}
        done: dict[str, Line] = {} if before is None else before._lines
        given = in_file | {real: line.pseudonym for real, line in done.items() if line.pseudonym}
        told = [text for row in self._rows for text in row]
        proposed = propose(found, told, given)
        self._lines: dict[str, Line] = {n.real: _line(n, proposed) for n in found}
        for entry in saved.values():  # the file's own word of what a name is stands
            line = self._lines.get(entry.real) or self._counted(entry)
            self._lines[entry.real] = replace(
                line, pseudonym=entry.pseudonym, kind=entry.kind, saved=entry.pseudonym
            )
        for real, was in done.items():
            line = self._lines.get(real, was)
            self._lines[real] = replace(line, pseudonym=was.pseudonym, kind=was.kind)

    def lines(self) -> pd.DataFrame:
        """The list as it stands.

        Returns
        -------
        DataFrame
            ``real``, ``pseudonym`` ("" where it is not in the key), ``kind``, ``role``,
            ``entries`` (how many name it), ``example``, ``state`` ("in the key", "proposed",
            "changed", "taken out", "not in the key").
        """
        import pandas as pd

        names = ["real", "pseudonym", "kind", "role", "entries", "example", "state"]
        rows = [
            (e.real, e.pseudonym, e.kind, e.role, e.entries, e.example, _state(e))
            for e in self._lines.values()
        ]
        return pd.DataFrame(rows, columns=names)

    def put(self, real: str, pseudonym: str, kind: str = "person") -> None:
        """Add a name, or give one another pseudonym or kind.

        Raises
        ------
        UsageError, ChronologyError
            When one of the two is empty, or the key could not work in both directions.
        """
        from workbench.chronology.pseudonyms import Key, Pseudonym

        real, pseudonym = " ".join(real.split()), " ".join(pseudonym.split())
        if kind not in KINDS:
            raise UsageError.unknown("kind", kind, KINDS)
        entry = Pseudonym(real, pseudonym, kind)
        others = [e for e in self._entries() if e.real != real]
        Key([*others, entry])
        before = self._lines.get(real)
        line = self._counted(entry) if before is None else before
        self._lines[real] = replace(line, pseudonym=pseudonym, kind=kind)

    def take_out(self, real: str) -> None:
        """Leave a name as it is written; it stays in the list."""
        self._lines[real] = replace(self._lines[real], pseudonym="")

    def save(self) -> KeySaved:
        """Write the key into the library's folder of keys; the one before is kept beside it.

        Raises
        ------
        UsageError, ChronologyError
            When nobody is in it, the library may only be looked at, or it cannot work both ways.
        """
        from workbench.chronology.pseudonyms import Key, save_key

        self._case.must_be_writable()
        entries = self._entries()
        if not entries:
            raise UsageError("No name has a pseudonym.", "Give at least one.")
        key, place = Key(entries), self._case.key_place()
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        earlier = _keep(place)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=".new-") as folder:
            new = Path(folder) / place.name
            save_key(new, key)
            new.replace(place)
        for real, line in self._lines.items():
            self._lines[real] = replace(line, saved=line.pseudonym)
        return KeySaved(place, len(entries), earlier, tuple(self._to_look_at()))

    def _entries(self) -> list[Pseudonym]:
        from workbench.chronology.pseudonyms import Pseudonym

        lines = self._lines.values()
        return [Pseudonym(e.real, e.pseudonym, e.kind) for e in lines if e.pseudonym]

    def _to_look_at(self) -> list[str]:
        """What would not come back word for word, a sentence each."""
        from workbench.chronology.people import name_pattern

        told = "\n".join(text for row in self._rows for text in row)
        return [
            f"“{e.pseudonym}” stands in the entries already: the way back is not sure there."
            for e in self._entries()
            if re.search(rf"(?<!\w){name_pattern(e.pseudonym)}(?!\w)", told, re.IGNORECASE)
        ]

    def _counted(self, entry: Pseudonym) -> Line:
        """A name of the file, or that somebody typed, with how many entries have it."""
        from workbench.chronology.names_found import around

        told = [next(filter(None, (around(entry.real, t) for t in row)), "") for row in self._rows]
        own = [example for example in told if example]
        example = own[0] if own else ""
        return Line(entry.real, entry.pseudonym, entry.kind, "", len(own), example)


def _line(named: Named, proposed: dict[str, str]) -> Line:
    other = proposed.get(named.real, "")
    return Line(named.real, other, named.kind, named.role, named.count, named.example)


def _state(line: Line) -> str:
    if line.pseudonym:
        if line.pseudonym == line.saved:
            return "in the key"
        return "changed" if line.saved else "proposed"
    return "taken out" if line.saved else "not in the key"


def _keep(place: Path) -> Path | None:
    """The key of before, moved to where earlier ones are kept; None where there is none."""
    if not place.is_file():
        return None
    folder = place.parent / EARLIER
    folder.mkdir(mode=0o700, exist_ok=True)
    stamp = f"{datetime.now():%Y-%m-%d-%H%M%S}"
    kept = folder / f"{place.stem}-{stamp}.json"
    number = 2
    while kept.exists():
        kept, number = folder / f"{place.stem}-{stamp}-{number}.json", number + 1
    shutil.copyfile(place, kept)
    kept.chmod(0o600)
    return kept


def _lists() -> Lists:
    """What the gate knows of names serves here too: one vocabulary, one place to mend it."""
    from workbench.briefings.gate import lists, ordinary
    from workbench.chronology.names_found import Lists

    known = lists.load()
    return Lists(
        known.given_names,
        ordinary.words(),
        known.words["titles"],
        known.words["callings"],
        known.words["calling_letters"],
    )
