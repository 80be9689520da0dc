"""What a person sees first: what the library holds, what is due, what changed since last time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from workbench.records import Review
from workbench.who import current_user, login

if TYPE_CHECKING:
    import pandas as pd

    from workbench.library import Library

_DID = {
    "add": "added {what} ({passages} passages)",
    "read_again": "read {what} again ({passages} passages)",
    "correct": "corrected the {field} of {what}",
    "withdraw": "withdrew {what}",
    "put_back": "put {what} back",
    "withdraw_correction": "took back the correction of the {field} of {what}",
}


@dataclass(frozen=True, slots=True)
class Overview:
    """The first screen, as data.

    ``due`` is as ``actions.clocks.due`` gives it; ``changes`` are sentences, newest first, and
    ``since`` the ISO moment they are counted from, or None when nobody was here before.
    """

    reports: tuple[Review, ...]
    mentioned: int
    passages: int
    coded: int
    due: pd.DataFrame
    changes: tuple[str, ...]
    since: str | None


def overview(
    library: Library, *, as_of: str = "", who: str = "", remember: bool = True
) -> Overview:
    """Look at the whole library.

    Parameters
    ----------
    as_of
        The ISO day it is; "" is today.
    who
        Who looks; "" is ``who.current_user``, who also looked under their login before they gave
        a name.
    remember
        Note the visit, so that the next day's says what changed since.
    """
    from workbench.actions.clocks import due, load_rules

    names = {who} if who else {current_user(), login()}
    who = who or current_user()
    day = date.fromisoformat(as_of) if as_of else date.today()
    reviews = library.reviews()
    history = library.history()
    since = _last_visit(history, names, day)
    if remember and not _visited(history, names, day):
        library.note("opened", "start", who=who)
    return Overview(
        reports=tuple(r for r in reviews if r.documents),
        mentioned=sum(not r.documents for r in reviews),
        passages=sum(library.passage_counts().values()),
        coded=len({c.passage for c in library.codings() if c.facet == "theme"}),
        due=due(reviews, load_rules(), day),
        changes=tuple(_changes(library, _after(history, names, since), since)),
        since=since,
    )


def _visits(history: list[dict[str, Any]], names: set[str]) -> list[str]:
    return [row["when"] for row in history if row["did"] == "opened" and row["who"] in names]


def _visited(history: list[dict[str, Any]], names: set[str], day: date) -> bool:
    return any(when[:10] >= _utc_day(day) for when in _visits(history, names))


def _last_visit(history: list[dict[str, Any]], names: set[str], day: date) -> str | None:
    """The last day's visit: looking again on one day does not make the news old."""
    before = [when for when in _visits(history, names) if when[:10] < _utc_day(day)]
    return max(before, default=None)


def _after(
    history: list[dict[str, Any]], names: set[str], visit: str | None
) -> list[dict[str, Any]]:
    """What stands after a visit in the history, which is newest first: seconds may be equal."""
    for i, row in enumerate(history):
        if row["did"] == "opened" and row["who"] in names and row["when"] == visit:
            return history[:i]
    return history


def _utc_day(day: date) -> str:
    noon = datetime.combine(day, time(12)).astimezone(UTC)
    return noon.date().isoformat()


def _changes(library: Library, history: list[dict[str, Any]], since: str | None) -> list[str]:
    titles = {review.id: review.title for review in library.reviews(withdrawn=True)}
    told: dict[str, None] = {}
    for row in history:
        words = _DID.get(row["did"])
        if words is None:
            continue
        what = titles.get(row["what"], row["what"])
        if "/" in row["what"] and row["what"] not in titles:
            review, *rest = row["what"].split("/")
            what = f"{' '.join(rest).replace('_', ' ')} of {titles.get(review, review)}"
        said = words.format_map({"passages": 0, "field": "", **row["detail"], "what": what})
        told[f"{row['who']} {said}"] = None
    codings = [c for c in library.codings() if since is None or c.when > since]
    for coder in dict.fromkeys(c.coder for c in codings):
        passages = {c.passage for c in codings if c.coder == coder}
        told[f"{coder} coded {len(passages)} passage{'s' if len(passages) != 1 else ''}"] = None
    return list(told)
