"""The partnership's own line of time, from the reviews and action logs in its library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.tasks.chronology import day_of

if TYPE_CHECKING:
    import pandas as pd

    from workbench.figures.drawn import Drawn
    from workbench.library import Library
    from workbench.records import Action, Review

_INSPECTIONS = ("cqc_review", "joint_inspection", "ofsted_inspection")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# An action whose status begins like this asks for nothing more.
_DONE = re.compile(r"\s*(complete|closed|done|achieved|signed off|embedded|green)", re.IGNORECASE)


def partnership_timeline(library: Library, as_of: str = "") -> Drawn:
    """Draw reviews, inspections, publications, answers and actions due.

    Parameters
    ----------
    as_of
        The ISO day that counts as today; "" is today.
    """
    from workbench.figures.partnership_timeline import partnership_timeline as draw

    today = day_of(as_of)
    return draw(partnership_rows(library, today.isoformat()), as_of=today)


def partnership_rows(library: Library, today: str) -> pd.DataFrame:
    """What :func:`workbench.figures.partnership_timeline.partnership_timeline` draws.

    Returns
    -------
    DataFrame
        ``kind, label, start, end, state``; by day and label, undated rows last. Dates that a
        report gives only to the month stand at its first day.
    """
    import pandas as pd

    reviews = library.reviews()
    titles = {review.id: review.title for review in reviews}
    rows = [row for review in reviews for row in _of_review(review, today)]
    rows += [row for a in library.actions() for row in _of_action(a, titles, today)]
    frame = pd.DataFrame(rows, columns=["kind", "label", "start", "end", "state"])
    for name in ("start", "end"):
        frame[name] = pd.to_datetime(frame[name], errors="coerce").astype("datetime64[us]")
    return frame.sort_values(["start", "label"], kind="stable").reset_index(drop=True)


def _of_review(review: Review, today: str) -> Iterator[tuple]:
    kind = "inspection" if review.kind in _INSPECTIONS else "review"
    ends = [day for day in (review.ended, review.published) if day]
    start = review.started or (ends[0] if ends else None)
    state = review.status.replace("_", " ")
    if start or kind == "inspection":
        yield kind, review.title, _day(start), _day(ends[0] if ends else start), state
    if review.published:
        yield "publication", review.title, _day(review.published), _day(review.published), ""
    if review.response_due:
        due = _day(review.response_due)
        late = "overdue" if due and due < today else ""
        yield "answer_due", f"Answer to {review.title}", due, due, late


def _of_action(action: Action, titles: dict[str, str], today: str) -> Iterator[tuple]:
    if not action.due or not _DAY.match(action.due):
        return
    done = bool(_DONE.match(action.status or ""))
    state = "done" if done else "overdue" if action.due[:10] < today else ""
    words = " ".join(action.text.split())[:80]
    label = f"{action.number}: {words} ({titles.get(action.review, action.review)})"
    yield "action_due", label, action.due[:10], action.due[:10], state


def _day(edtf: str | None) -> str | None:
    """The first day of an ISO date, a month, a year or an interval."""
    found = re.match(r"\d{4}(?:-\d\d){0,2}", (edtf or "").removeprefix("../"))
    return None if found is None else f"{found[0]}-01-01"[:10]
