"""Take a report that came in by mistake out of all that is counted and told; nothing is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.library import Library
    from workbench.records import Review


def withdraw(library: Library, review: str, *, why: str, who: str | None = None) -> Review:
    """Withdraw a review: it counts nowhere, nor do those it mentions, until it is put back.

    Returns
    -------
    The review as it stood.

    Raises
    ------
    UsageError
        When no reason is given.
    LibraryError
        When there is no such review, or it is withdrawn already.
    """
    if not why.strip():
        raise UsageError("To withdraw a report needs a reason.", "Say why, in a few words.")
    found = library.review(review)
    library.withdraw(review, why=why.strip(), who=who)
    return found


def put_back(library: Library, review: str, *, why: str = "", who: str | None = None) -> Review:
    """Let a withdrawn review count again, with all that was decided on it.

    Raises
    ------
    NotInLibraryError
        When it was not withdrawn; it lists those that were.
    """
    library.put_back(review, why=why.strip(), who=who)
    return library.review(review)


def withdrawn(library: Library) -> list[dict[str, Any]]:
    """What was withdrawn and not put back, the latest first: review, title, who, when, why."""
    titles = {review.id: review.title for review in library.reviews(withdrawn=True)}
    rows = [
        {"review": review, "title": titles.get(review, review), **row}
        for review, row in library.withdrawn().items()
    ]
    return sorted(rows, key=lambda row: row["when"], reverse=True)


def to_guard(library: Library) -> list[Review]:
    """The reviews that count, and those that may not be shown: these are guarded though withdrawn.

    What other reports say of a restricted review stays what nobody may publish.
    """
    counting = set(library.review_ids())
    return [
        review
        for review in library.reviews(withdrawn=True)
        if review.id in counting or review.restricted or review.status == "withheld"
    ]
