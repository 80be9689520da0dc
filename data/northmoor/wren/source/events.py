"""An agency's source file as typed events, in the order its return has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

_TEXTS = (
    "what action no_action source people worker seen alone voice analysis comment expected good "
    "significance recorded entered"
).split()


@dataclass
class Event:
    """One row. ``row`` and ``sheet`` are filled in by whoever writes it down."""

    key: str
    when: str | None
    at: str | None
    written: str
    texts: dict[str, str]
    tags: tuple[str, ...]
    note: bool = False
    section: bool = False
    could: tuple[str, ...] = ()
    row: int = 0
    sheet: str = ""

    def __getattr__(self, name: str) -> str:
        if name in _TEXTS:
            return self.texts.get(name, "")
        raise AttributeError(name)

    @property
    def day(self) -> date | None:
        """The day, where the truth is one whole day."""
        try:
            return date.fromisoformat(self.when or "")
        except ValueError:
            return None

    def tagged(self, name: str) -> list[str]:
        """The values of ``name=value`` tags."""
        return [tag.partition("=")[2] for tag in self.tags if tag.startswith(f"{name}=")]


@dataclass
class Agency:
    name: str
    file: str
    events: list[Event]
    glossary: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, list[str]] = field(default_factory=dict)


def load(path: Path) -> Agency:
    """Read one agency's source."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    letter = content["letter"]
    rows = [
        _event(str(key), letter, content.get("dates", ""), each)
        for key, each in content["events"].items()
    ]
    return Agency(
        content["agency"], content["file"], rows, content.get("glossary", {}),
        content.get("sheets", {}),
    )  # fmt: skip


def _event(key: str, letter: str, style: str, given: dict[str, Any]) -> Event:
    number = key if not key.isdigit() else f"{int(key):02d}"
    when = given.get("when")
    when = when.isoformat() if isinstance(when, date) else when
    event = Event(
        key=f"{letter}{number}",
        when=when,
        at=given.get("at"),
        written=given.get("written", ""),
        texts={name: _text(given[name]) for name in _TEXTS if name in given},
        tags=tuple(given.get("is") or ()),
        note=given.get("note", False),
        section=given.get("section", False),
        could=tuple(str(day) for day in given.get("could", ())),
    )
    if not event.written and event.day and style not in ("date", "serial"):
        event.written = _as_written(event, style)
    return event


def _as_written(event: Event, style: str) -> str:
    day = event.day
    assert day is not None
    shown = style.replace("%-d", str(day.day))
    if event.at:
        shown = shown.replace("%H:%M", event.at)
    return day.strftime(shown.replace(" %H:%M", ""))


def _text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return {True: "Yes", False: "No"}.get(value, value) if isinstance(value, bool) else str(value)
