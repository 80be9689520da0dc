"""Makes a small merged chronology from a few words a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from workbench.chronology.case import Case
from workbench.chronology.checks import run_checks
from workbench.chronology.merge import frame
from workbench.chronology.rules import Rules, load_rules
from workbench.chronology.rulings import Ruling
from workbench.records import Event

CASE = Case.of("Wren", "2021-03-14")
AS_OF = date(2024, 3, 1)


def event(key: str, agency: str, when: str | None, what: str, **more: Any) -> Event:
    """An event whose id is ``key`` and whose source is given unless it says otherwise."""
    settings: dict[str, Any] = {
        "written": when or "rubbish",
        "source": f"{agency}: record",
        "file": f"{agency}.csv",
        "sha256": agency,
        "sequence": int("".join(ch for ch in key if ch.isdigit()) or 0),
        "row": int("".join(ch for ch in key if ch.isdigit()) or 0) + 1,
        "action_taken": "Noted and filed",
    }
    return Event(id=key, agency=agency, when=when, what=what, **(settings | more))


def merged(*events: Event, case: Case = CASE) -> pd.DataFrame:
    return frame(events, case)


def found(
    check: str,
    *events: Event,
    case: Case = CASE,
    rules: Rules | None = None,
    glossary: dict[str, str] | None = None,
    rulings: Sequence[Ruling] = (),
) -> list[tuple[list[str], str]]:
    """What one check finds: (ids, message) in order."""
    table = run_checks(
        frame(events, case),
        case,
        rules or load_rules(),
        as_of=AS_OF,
        glossary=glossary,
        rulings=rulings,
    )
    own = table[table["check"] == check]
    return [
        (list(ids), message) for ids, message in zip(own["events"], own["message"], strict=True)
    ]


def ids(check: str, *events: Event, **more: Any) -> list[list[str]]:
    return [each for each, _ in found(check, *events, **more)]
