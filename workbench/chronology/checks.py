"""All checks of a merged chronology: one function a check, found by the table below.

Nothing that was read is altered by a check. Thresholds and terms are in
``data/vocabulary/chronology_rules.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import pandas as pd

from workbench.chronology import (
    checks_agreement,
    checks_contact,
    checks_dates,
    checks_records,
    checks_response,
)
from workbench.chronology.case import Case
from workbench.chronology.meant import dates_meant
from workbench.chronology.rules import Rules
from workbench.chronology.rulings import Ruling, ruled_different
from workbench.chronology.view import Finding, View

CHECKS: dict[str, Callable[[View], Iterable[Finding]]] = {
    "date_not_read": checks_dates.date_not_read,
    "missing_source": checks_records.missing_source,
    "before_birth": checks_dates.before_birth,
    "future_date": checks_dates.future_date,
    "out_of_order": checks_dates.out_of_order,
    "same_event": checks_agreement.same_event,
    "conflict": checks_agreement.conflict,
    "known_to_one_agency": checks_agreement.known_to_one_agency,
    "gap": checks_contact.gap,
    "child_not_seen": checks_contact.child_not_seen,
    "days_since_seen": checks_contact.days_since_seen,
    "days_since_seen_alone": checks_contact.days_since_seen_alone,
    "not_brought": checks_contact.not_brought,
    "injury": checks_response.injury,
    "closed_then_referred": checks_response.closed_then_referred,
    "no_action_recorded": checks_response.no_action_recorded,
    "response_lag": checks_response.response_lag,
    "who_knew_when": checks_agreement.who_knew_when,
    "abbreviation_unexplained": checks_records.abbreviation_unexplained,
    "late_entry": checks_dates.late_entry,
}
COLUMNS = ("check", "events", "message", "agencies")


def run_checks(
    events: pd.DataFrame,
    case: Case,
    rules: Rules,
    *,
    as_of: date,
    glossary: Mapping[str, str] | None = None,
    rulings: Sequence[Ruling] = (),
) -> pd.DataFrame:
    """Look at a merged chronology as a careful reader would.

    Parameters
    ----------
    events
        As :func:`workbench.chronology.merge.frame` makes it. Author notes and withdrawn rows are
        passed over, but for a date that could not be read.
    as_of
        The day on which the chronology is looked at: later dates lie in the future.
    glossary
        Abbreviations that the case's glossary explains.
    rulings
        What reviewers ruled, the latest last: rows ruled different are no longer one event, rows
        ruled the same or disputed are one whatever their words.

    Returns
    -------
    DataFrame
        ``check`` (one of :data:`CHECKS`, then ``ruled_different`` and ``date_meant``), ``events``
        (list of ids, in the chronology's order), ``message`` (a sentence), ``agencies`` (list).
        In the order of :data:`CHECKS`, then of the events. Empty when nothing was found.
    """
    return checks_of(View(events, case, rules, as_of, glossary or {}, rulings), events)


def checks_of(view: View, events: pd.DataFrame) -> pd.DataFrame:
    """As :func:`run_checks`, of a view of these events that was made before."""
    found = [finding for check in CHECKS.values() for finding in check(view)]
    found += [*checks_dates.notes_not_read(events), *ruled_different(view), *dates_meant(events)]
    return pd.DataFrame(
        {
            "check": pd.Series([f.check for f in found], dtype="str"),
            "events": pd.Series([list(f.events) for f in found], dtype=object),
            "message": pd.Series([f.message for f in found], dtype="str"),
            "agencies": pd.Series([list(f.agencies) for f in found], dtype=object),
        }
    )
