"""Append-only: what a reviewer corrected, laid over what was read.

A correction never replaces the reading. The latest row for a record's field decides; a
withdrawn one gives the reading back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from workbench.errors import UsageError
from workbench.records import Passage, Review

Record = TypeVar("Record", Review, Passage)

# Identity and position are facts of the document; they are not a reviewer's to change.
_FIXED = {"id", "ref", "review", "start", "end", "documents", "reported_in"}
CORRECTABLE: dict[str, tuple[str, ...]] = {
    "review": tuple(f.name for f in fields(Review) if f.name not in _FIXED),
    "passage": tuple(f.name for f in fields(Passage) if f.name not in _FIXED),
}


def now() -> str:
    """This moment in UTC, to the second, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def moment() -> str:
    """This moment to the microsecond: a coder's step is known, and undone, by its time."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def check_correction(record: str, field: str, value: Any) -> Any:
    """The value as it is kept, or a plain refusal.

    Raises
    ------
    UsageError
        For a field that cannot be corrected (it lists those that can) or a value of the wrong
        kind.
    """
    if record not in CORRECTABLE:
        raise UsageError.unknown("record to correct", record, CORRECTABLE)
    if field not in CORRECTABLE[record]:
        raise UsageError.unknown(f"field of a {record} to correct", field, CORRECTABLE[record])
    if field in ("cites", "owners", "addressees", "inspectorates"):
        if isinstance(value, str):
            value = [part.strip() for part in value.split(";") if part.strip()]
        return list(value)
    if field in ("page", "line", "people_counted", "response_working_days"):
        try:
            return None if value in (None, "") else int(value)
        except (TypeError, ValueError):
            raise UsageError(
                f"{field} is a whole number, not {value!r}.", "Give digits only."
            ) from None
    return value


def overlay(records: Iterable[Record], corrections: Iterable[Mapping[str, Any]]) -> list[Record]:
    """Records with the latest correction of each field applied.

    Parameters
    ----------
    corrections
        Rows of the corrections table in the order they were made.
    """
    latest: dict[str, dict[str, Mapping[str, Any]]] = {}
    for row in corrections:
        latest.setdefault(row["key"], {})[row["field"]] = row
    corrected = []
    for record in records:
        key = record.id if isinstance(record, Review) else record.ref
        changes: dict[str, Any] = {
            field: tuple(row["value"]) if isinstance(row["value"], list) else row["value"]
            for field, row in latest.get(key, {}).items()
            if not row["withdrawn"]
        }
        corrected.append(replace(record, **changes) if changes else record)
    return corrected
