"""Checks of contact: silences, a child nobody saw, appointments nobody brought the child to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from workbench.chronology.agewords import add_months
from workbench.chronology.view import Finding, View, days_words, listed, one_day


def gap(view: View) -> Iterator[Finding]:
    """No contact recorded: by any agency, then by each, from one contact to the next.

    Days are counted from the last day of one contact to the first of the next. Rows dated only
    to a span of more than a month are no contact; where one may fall into the silence, the
    message says so.
    """
    any_days = view.rules.number("gap", "any_days")
    yield from _silences(view, view.contacts, "any agency", any_days)
    by_agency: dict[str, list[int]] = {}
    for i in view.contacts:
        by_agency.setdefault(view.agency[i], []).append(i)
    if len(by_agency) < 2:
        return
    for agency, rows in sorted(by_agency.items()):
        yield from _silences(view, rows, agency, view.rules.number("gap", "agency_days"))


def _silences(view: View, rows: Sequence[int], by: str, most: float) -> Iterator[Finding]:
    last: int | None = None
    for i in rows:
        if last is not None:
            since, until = view.latest[last], view.earliest[i]
            assert since is not None and until is not None
            days = (until - since).days
            if days > most:
                message = (
                    f"No contact recorded by {by} from {one_day(since)} to {one_day(until)}: "
                    f"{days_words(days)}.{_perhaps(view, since, until, by)}"
                )
                yield view.finding("gap", [last, i], message)
        if last is None or (view.latest[i] or date.min) >= (view.latest[last] or date.min):
            last = i


def _perhaps(view: View, since: date, until: date, by: str) -> str:
    wide = view.wide
    inside = [
        i
        for i in wide
        if (by == "any agency" or view.agency[i] == by)
        and (view.earliest[i] is None or view.earliest[i] < until)  # type: ignore[operator]
        and (view.latest[i] is None or view.latest[i] > since)  # type: ignore[operator]
    ]
    if not inside:
        return ""
    rows = "1 row is" if len(inside) == 1 else f"{len(inside)} rows are"
    return f" {rows} dated too loosely to say whether it falls within."


def child_not_seen(view: View) -> Iterator[Finding]:
    """A contact at which the child was not seen; a missed appointment is ``not_brought``'s."""
    missed = view.rules.terms["not_brought"]
    last: date | None = None
    for i, (status, read, whose) in enumerate(view.told_seen):
        if view.seen[i] in ("yes", "alone") and view.narrow(i):
            last = view.latest[i]
        if status != "no" or missed.find(read):
            continue
        who = whose or "the child"
        words = f" ({read!r})" if read else ""
        ago = ""
        day = view.earliest[i]
        if last is not None and day is not None:
            ago = f" Last recorded as seen {days_words((day - last).days)} before."
        ago = "" if whose else ago
        message = f"{view.agency[i]}, {view.day(i)}: {who} was not seen{words}.{ago}"
        yield view.finding("child_not_seen", [i], message)


def days_since_seen(view: View) -> Iterator[Finding]:
    """Stretches with contact recorded but the child not recorded as seen by anybody."""
    most = view.rules.number("days_since_seen", "days")
    yield from _unseen_stretches(view, ("yes", "alone"), most, "days_since_seen", "seen", None)


def days_since_seen_alone(view: View) -> Iterator[Finding]:
    """Stretches in which the child was not recorded as seen alone, once old enough for it."""
    threshold = view.rules.thresholds["days_since_seen_alone"]
    old_enough = add_months(view.case.born, int(threshold["from_age_years"] * 12))
    most = threshold["days"]
    name = "days_since_seen_alone"
    yield from _unseen_stretches(view, ("alone",), most, name, "seen alone", old_enough)


def _unseen_stretches(
    view: View, counts: tuple[str, ...], most: float, check: str, words: str, start: date | None
) -> Iterator[Finding]:
    """Between two sightings, and after the last; a case that never records it gets none."""
    status = view.seen
    sightings = [i for i in view.contacts if status[i] in counts]
    if not sightings:
        return
    ends = [*sightings[1:], view.contacts[-1]]
    for seen, nxt in zip(sightings, ends, strict=True):
        since, until = view.latest[seen], view.earliest[nxt]
        assert since is not None and until is not None
        since = max(since, start) if start else since
        days = (until - since).days
        if days <= most or since < view.case.born:
            continue
        again = (
            "not again in this chronology"
            if nxt == view.contacts[-1] and status[nxt] not in counts
            else f"next on {one_day(until)}"
        )
        between = [i for i in view.contacts if seen < i < nxt]
        who = listed(view.agencies_of(between))
        meanwhile = f" {len(between)} contacts lie between ({who})." if between else ""
        read = view.told_seen[seen].words
        by = f" (read from “{read}”)" if read else ""
        message = (
            f"{view.case.children[0].name} was last recorded as {words} on "
            f"{one_day(view.latest[seen] or since)}{by}, {again}: {days_words(days)}.{meanwhile}"
        )
        yield view.finding(check, [seen, nxt], message)


def since_seen(events: pd.DataFrame, view: View) -> pd.DataFrame:
    """Days since the child was last recorded as seen, and seen alone, at every event.

    Returns
    -------
    DataFrame
        ``id``, ``day`` (datetime64), ``days_since_seen``, ``days_since_seen_alone`` (Int64; <NA>
        before the first sighting and for rows without a day), in the order of the events.
    """
    status = view.seen
    rows = []
    seen: date | None = None
    alone: date | None = None
    for i in range(len(view)):
        day = view.earliest[i] if view.narrow(i) else None
        if day is not None and status[i] in ("yes", "alone"):
            seen = max(seen or day, day)
        if day is not None and status[i] == "alone":
            alone = max(alone or day, day)
        since = [
            None if day is None or last is None else (day - last).days for last in (seen, alone)
        ]
        rows.append((view.ids[i], day, *since))
    table = pd.DataFrame(rows, columns=["id", "day", "days_since_seen", "days_since_seen_alone"])
    table["day"] = pd.to_datetime(table["day"]).astype("datetime64[us]")
    for name in ("days_since_seen", "days_since_seen_alone"):
        table[name] = table[name].astype("Int64")
    return table[table["id"].isin(set(events["id"]))].reset_index(drop=True)


def not_brought(view: View) -> Iterator[Finding]:
    """Missed appointments that repeat: as many as the rule says within the days it says."""
    times = int(view.rules.number("not_brought", "times"))
    within = view.rules.number("not_brought", "within_days")
    missed = [i for i in _all_missed(view) if view.earliest[i] and view.latest[i]]
    run: list[int] = []
    for i in [*missed, None]:
        if i is not None and (
            not run or (view.earliest[i] - view.latest[run[-1]]).days <= within  # type: ignore[operator]
        ):
            run.append(i)
            continue
        if len(run) >= times:
            yield _missed(view, run)
        run = [] if i is None else [i]


def _all_missed(view: View) -> list[int]:
    """Appointments and visits missed; not meetings that a practitioner did not come to."""
    missed = set(view.said.having(view.rules.terms["not_brought"]))
    absent = set(view.said.having(view.rules.terms["practitioner"]))
    met = {i for i in missed & absent if _about_practitioner(view, i)}
    police = {name for name in set(view.agency) if "police" in view.kinds(name)}
    shut = view.said.having(view.rules.terms["no_access"])
    visits = {i for i in shut if view.agency[i] not in police and not _by_telephone(view, i)}
    return sorted((missed - met) | visits)


_TELEPHONE = re.compile(
    r"\b(?:tele)?phone|\brang\b|\bcall(?:s|ed)?\b|\btext|\bt/c\b|voicemail|e-?mail|letter"
)
_AT_THE_DOOR = re.compile(r"\bvisit|\bdoor|\bhome\b|\baddress|\bhouse\b|\bflat\b|curtains")


def _by_telephone(view: View, i: int) -> bool:
    text = view.said.tidied[i]
    return bool(_TELEPHONE.search(text)) and not _AT_THE_DOOR.search(text)


def _about_practitioner(view: View, i: int) -> bool:
    """Nobody of the family is named: it is the practitioner who did not come."""
    return view.people.search(view.said.tidied[i]) is None


def _missed(view: View, run: list[int]) -> Finding:
    first, last = view.earliest[run[0]], view.latest[run[-1]]
    assert first is not None and last is not None
    who = listed(view.agencies_of(run))
    message = (
        f"{len(run)} appointments missed from {one_day(first)} to {one_day(last)} "
        f"({days_words((last - first).days)}), recorded by {who}."
    )
    return view.finding("not_brought", run, message)
