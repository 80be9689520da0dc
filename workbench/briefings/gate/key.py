"""The case's key: which names and places are real. Either the chronology's own or a plain list.

``{"pseudonyms": [{"real": "...", "pseudonym": "...", "kind": "person"}]}`` is what the chronology
writes; ``{"real name": "pseudonym"}`` is what people write by hand. The file is never written to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from workbench.errors import UsageError

# What a pseudonym says of what it stands for.
_IS_PLACE = re.compile(
    r"\b(?:school|academy|college|nursery|pre-?school|hospital|infirmary|hospice|surgery|"
    r"clinic|ward|"
    r"centre|practice|town|village|city|street|road|address|area|place|locality|borough|county|"
    r"district|region|country|estate|house|home|prison|refuge|hostel|church|mosque|temple|"
    r"park|club|"
    r"station|flat|unit|service|agency|trust|council|team|organisation|company|employer|hub|"
    r"authority|charity|neighbourhood|block|building|tower|site|setting|provider|location|"
    r"premises|accommodation|shop|store|supermarket|pub|caf[eé]|restaurant|hotel|gym|pool|library|"
    r"court|office|venue|university|farm|field|beach|river|camp|barracks|factory|workplace)\b",
    re.IGNORECASE,
)
# What a real name says of itself where the pseudonym does not: surnames are seldom these.
_SURELY_PLACE = re.compile(
    r"\d|\b(?:school|academy|college|nursery|pre-?school|hospital|infirmary|hospice|surgery|clinic|"
    r"health centre|medical (?:centre|practice)|children's (?:centre|home)|street|road|avenue|"
    r"crescent|terrace|estate|prison|nhs|trust|council)\b",
    re.IGNORECASE,
)
_EXAMPLE = (
    'It must read like {"Real Name": "Child A"} or {"pseudonyms": [{"real": "Real Name", '
    '"pseudonym": "Child A"}]}.'
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One real name; ``kind`` is what to look for, a person's name or a place's."""

    real: str
    pseudonym: str
    kind: Literal["name", "place"]


@dataclass(frozen=True, slots=True)
class Key:
    """What must not be read anywhere."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, names: Mapping[str, str]) -> Key:
        """A plain mapping of real names to pseudonyms."""
        return cls(tuple(_entry(real, other, None) for real, other in names.items()))


def load_key(path: str | Path) -> Key:
    """Read a key file of either shape.

    Raises
    ------
    UsageError
        When it cannot be read, is of neither shape, or names nobody.
    """
    path = Path(path)
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
        entries = tuple(_entries(found))
    except OSError as error:
        raise UsageError(
            f"The key {path.name} cannot be opened ({error.strerror}).", "Check where it is."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"{path.name} is not a key file.", _EXAMPLE) from error
    if not entries:
        raise UsageError(f"The key {path.name} names nobody.", _EXAMPLE)
    return Key(entries)


def _entries(found: object) -> Iterable[Entry]:
    if isinstance(found, list):
        found = {"pseudonyms": found}
    if not isinstance(found, dict):
        raise TypeError("neither a mapping nor a list")
    listed = found.get("pseudonyms")
    if isinstance(listed, list):
        for row in listed:
            for real in (row["real"], *row.get("aliases", ())):
                yield _entry(str(real), str(row["pseudonym"]), row.get("kind"))
        return
    for real, other in (listed if isinstance(listed, dict) else found).items():
        kind = None
        if isinstance(other, dict):  # a group ("people": {...}) would be looked for as a name
            other, kind = other["pseudonym"], other.get("kind")
        if isinstance(other, (dict, list)):
            raise TypeError("a pseudonym that is no word")
        yield _entry(str(real), "" if other is None else str(other), kind)


def _entry(real: str, pseudonym: str, kind: str | None) -> Entry:
    real = " ".join(real.split())
    if not real:
        raise ValueError("an empty name")
    if kind is not None:
        return Entry(real, pseudonym, "name" if kind in ("person", "name") else "place")
    is_place = _IS_PLACE.search(pseudonym) or _SURELY_PLACE.search(real)
    return Entry(real, pseudonym, "place" if is_place else "name")
