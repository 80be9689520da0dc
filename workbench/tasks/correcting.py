"""Correct a reading; what was read is kept beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.errors import UsageError
from workbench.records import Passage, Review

if TYPE_CHECKING:
    from workbench.library import Library


def correct(
    library: Library, key: str, field: str, value: Any, *, why: str, who: str | None = None
) -> Passage | Review:
    """Correct one field of a passage (by ref) or review (by id); the reading is kept beside it.

    Raises
    ------
    UsageError
        When no reason is given, or the field cannot be corrected.
    NotInLibraryError
        When there is no such passage or review.
    """
    if not why.strip():
        raise UsageError("A correction needs a reason.", "Say why, in a few words.")
    record = "passage" if "/" in key and key not in library.review_ids() else "review"
    library.correct(record, key, field, value, why=why, who=who)
    return library.passage(key) if record == "passage" else library.review(key)


def undo_correction(
    library: Library, key: str, field: str, *, why: str = "", who: str | None = None
) -> Passage | Review:
    """Go back to what was read. The correction itself stays in the history."""
    record = "passage" if "/" in key and key not in library.review_ids() else "review"
    library.withdraw_correction(record, key, field, why=why, who=who)
    return library.passage(key) if record == "passage" else library.review(key)
