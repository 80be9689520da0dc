"""What a careful reader would find in the case, worked out from the sources and never by reading.

Tags beside the events say what is true of them:

``same=x``            tells of the event called x, as others do
``injury``            tells of an injury, to anybody
``concern``           tells of something that needed an answer
``seen=wren``         Wren was seen (``seen=wren alone``); ``seen=jay`` Jay was
``notseen``           a contact at which a child should have been seen and was not
``missed``            an appointment to which nobody came
``antenatal``         of the pregnancy with Wren
``too-early``         dated before the birth of the child it speaks of
``future``            dated after the day of the chronology
``odd=k``             out of its sheet's order, against row k
``nosource``          names no source
``noaction``          a concern with no action and no reason; ``noaction-group`` no concern
``abbr=X``            uses X, which nobody explains
``fact=f``            tells of the key fact f
``only``              a key event which no other agency mentions

The thresholds are those of ``data/vocabulary/chronology_rules.yaml``, said again in ``DAYS``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from events import Agency, Event

DAYS = {
    "gap": 90,
    "gap by any": 60,
    "since seen": 42,
    "not brought": 183,
    "late": 14,
    "widest contact": 31,
}
Rows = list[str]


class Case:
    """All rows of all agencies, in the order a chronology has them."""

    def __init__(self, agencies: list[Agency], case: dict[str, Any]) -> None:
        self.born = case["children"][0]["born"]
        self.as_of = case["as_of"]
        self.children = case["children"]
        self.agency_of = {e.key: a.name for a in agencies for e in a.events}
        self.agencies = agencies
        rows = [(a, n, e) for a in agencies for n, e in enumerate(a.events)]
        rows.sort(key=lambda row: _order(*row))
        self.all = [event for _, _, event in rows]
        self.rows = [event for event in self.all if not event.note]
        self.contacts = [
            e
            for e in self.rows
            if e.when and _width(e) < DAYS["widest contact"] and first(e) <= self.as_of
        ]

    def tagged(self, tag: str) -> Rows:
        return [e.key for e in self.rows if tag in e.tags]


def of(
    agencies: list[Agency], case: dict[str, Any], expected: dict[str, list[Rows]]
) -> dict[str, Any]:
    """The truth, ready for JSON."""
    whole = Case(agencies, case)
    file_of = {e.key: a.file for a in agencies for e in a.events}
    return {
        "about": "Invented. Made from source/ by source/build.py, never by running the reader.",
        "case": case["case"],
        "born": whole.born.isoformat(),
        "as_of": whole.as_of.isoformat(),
        "order": [event.key for event in whole.all],
        "events": [_told(event, whole, file_of[event.key]) for event in whole.all],
        "checks": {name: _sorted(rows) for name, rows in _checks(whole, expected).items()},
    }


def _told(event: Event, case: Case, file: str) -> dict[str, Any]:
    return {
        "key": event.key,
        "agency": case.agency_of[event.key],
        "file": file,
        "sheet": event.sheet,
        "row": event.row,
        "when": event.when,
        "time": event.at,
        "could_mean": list(event.could),
        "status": "author_note" if event.note else "event",
        "ages": {child["name"]: _age(event, child) for child in case.children},
        "what": event.what,
    }


def _checks(case: Case, expected: dict[str, list[Rows]]) -> dict[str, list[Rows]]:
    return {
        "date_not_read": _each(e.key for e in case.rows if e.when is None),
        "missing_source": _each(case.tagged("nosource")),
        "before_birth": list(_before_birth(case)),
        "future_date": _each(case.tagged("future")),
        "out_of_order": [[e.key, *e.tagged("odd")] for e in case.rows if e.tagged("odd")],
        "same_event": list(_groups(case, "same", least=2).values()),
        "conflict": expected["conflict"],
        "known_to_one_agency": _each(case.tagged("only")),
        "gap": list(_gaps(case)),
        "child_not_seen": _each(case.tagged("notseen")),
        "days_since_seen": list(_unseen(case)),
        "days_since_seen_alone": [],  # Wren never reached the age from which it is asked
        "not_brought": list(_runs(case)),
        "injury": _each(case.tagged("injury")),
        "closed_then_referred": expected["closed_then_referred"],
        "no_action_recorded": [*_each(case.tagged("noaction")), *_no_action(case)],
        "response_lag": expected["response_lag"],
        "who_knew_when": list(_who_knew(case)),
        "abbreviation_unexplained": list(_groups(case, "abbr", least=1).values()),
        "late_entry": _each(e.key for e in case.rows if _late(e)),
    }


# --- dates, worked out in a way of their own ------------------------------------------------


def first(event: Event) -> date:
    """The earliest day of the EDTF of a dated event."""
    return _days(event.when or "")[0]


def last(event: Event) -> date:
    return _days(event.when or "")[1]


def _days(when: str) -> tuple[date, date]:
    low, _, high = when.replace("~", "").replace("?", "").partition("/")
    start, end = _whole(low)[0], _whole(high or low)[1]
    return start, end


def _whole(part: str) -> tuple[date, date]:
    numbers = [int(n) for n in part.split("-")]
    start = date(*[*numbers, 1, 1][:3])
    length = {1: relativedelta(years=1), 2: relativedelta(months=1), 3: relativedelta(days=1)}
    return start, start + length[len(numbers)] - relativedelta(days=1)


def _width(event: Event) -> int:
    return (last(event) - first(event)).days


def _order(agency: Agency, place: int, event: Event) -> tuple:
    """Earliest day, time, then where it stands; rows without a date come last."""
    day = (1, date.max) if event.when is None else (0, first(event))
    sheets = list(agency.sheets) or [""]
    sheet = sheets.index(event.sheet) if event.sheet in sheets else 0
    return (*day, event.at or "", agency.name, sheet, place)


def _age(event: Event, child: dict[str, Any]) -> str:
    if event.when is None:
        return ""
    ages = [_age_on(day, child) for day in (first(event), last(event))]
    if ages[0] == ages[1]:
        return ages[0]
    return " to ".join(age for age in ages if age) if ages[0] else f"up to {ages[1]}"


def _age_on(day: date, child: dict[str, Any]) -> str:
    born = child["born"]
    if day < born:
        weeks = (280 - (child.get("due", born) - day).days) // 7
        return f"{weeks} weeks' gestation" if weeks >= 0 else ""
    days = (day - born).days
    if days < 7:
        return "1 day" if days == 1 else f"{days} days"
    if days < 84:
        return "1 week" if days < 14 else f"{days // 7} weeks"
    age = relativedelta(day, born)
    return f"{age.years} y {age.months} m" if age.years else f"{age.months} m"


# --- checks ---------------------------------------------------------------------------------


def _before_birth(case: Case) -> Iterable[Rows]:
    early = [e for e in case.rows if e.when and last(e) < case.born and "antenatal" not in e.tags]
    # What was before the birth and is told as such is the family's history.
    yield from ([e.key] for e in early if "too-early" in e.tags)


def _groups(case: Case, tag: str, least: int) -> dict[str, Rows]:
    groups: dict[str, Rows] = {}
    for event in case.rows:
        for value in event.tagged(tag):
            groups.setdefault(value, []).append(event.key)
    return {value: rows for value, rows in sorted(groups.items()) if len(rows) >= least}


def _gaps(case: Case) -> Iterable[Rows]:
    yield from _silences(case.contacts, DAYS["gap by any"])
    for agency in sorted({a.name for a in case.agencies}):
        own = [e for e in case.contacts if case.agency_of[e.key] == agency]
        yield from _silences(own, DAYS["gap"])


def _silences(contacts: list[Event], most: int) -> Iterable[Rows]:
    before: Event | None = None
    for event in contacts:
        if before is not None and (first(event) - last(before)).days > most:
            yield [before.key, event.key]
        if before is None or last(event) >= last(before):
            before = event


def _unseen(case: Case) -> Iterable[Rows]:
    """Between two days on which Wren was seen, and from the last one to the last contact."""
    seen = [e for e in case.contacts if any(t.startswith("wren") for t in e.tagged("seen"))]
    for one, two in zip(seen, [*seen[1:], case.contacts[-1]], strict=True):
        if (first(two) - last(one)).days > DAYS["since seen"]:
            yield [one.key, two.key]


def _runs(case: Case) -> Iterable[Rows]:
    run: list[Event] = []
    for event in (e for e in case.rows if "missed" in e.tags):
        if run and (first(event) - last(run[-1])).days > DAYS["not brought"]:
            if len(run) > 1:
                yield [e.key for e in run]
            run = []
        run.append(event)
    if len(run) > 1:
        yield [e.key for e in run]


def _no_action(case: Case) -> Iterable[Rows]:
    grouped: dict[str, Rows] = {}
    for key in case.tagged("noaction-group"):
        grouped.setdefault(case.agency_of[key], []).append(key)
    yield from grouped.values()


def _who_knew(case: Case) -> Iterable[Rows]:
    for _, keys in _groups(case, "fact", least=1).items():
        rows = [e for e in case.rows if e.key in keys and e.when]
        earliest: dict[str, tuple[date, int, str]] = {}
        for event in rows:
            known = (_known(event), case.rows.index(event), event.key)
            agency = case.agency_of[event.key]
            earliest[agency] = min(earliest.get(agency, known), known)
        if len(earliest) > 1:
            yield [key for _, _, key in sorted(earliest.values())]


def _known(event: Event) -> date:
    return max(last(event), _recorded(event) or last(event))


def _late(event: Event) -> bool:
    recorded = _recorded(event)
    return bool(recorded and event.when and (recorded - last(event)).days > DAYS["late"])


def _recorded(event: Event) -> date | None:
    if event.entered:
        return date.fromisoformat(event.entered)
    return datetime.strptime(event.recorded, "%d %B %Y").date() if event.recorded else None


def _each(keys: Iterable[str]) -> list[Rows]:
    return [[key] for key in keys]


def _sorted(found: list[Rows]) -> list[Rows]:
    return sorted(sorted(rows) for rows in found)
