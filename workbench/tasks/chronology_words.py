"""A case in plain text: what was sent, what was not read, what was found, every date and age."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.tasks.chronology_case import ChronologyCase


# Entries told one by one: a page with many more answers every click late.
MOST_ENTRIES = 2_000


def in_words(case: ChronologyCase) -> str:
    """Counts by agency with their first and last days, dates not read, counts of findings.

    Then the entries one by one; of very many the first, and how many more there are.
    """
    from workbench.chronology.edtf_words import in_words as day
    from workbench.papers.content import CHECKS

    whole = case.chronology
    events = whole.events
    children = ", ".join(
        f"{child.name} born {day(child.born.isoformat())}" for child in case.said.case.children
    )
    lines = [f"{case.name}: {len(events)} entries up to {day(case.as_of.isoformat())}; {children}"]
    for agency, own in events.groupby("agency", sort=True):
        dated = own[own["earliest"].notna()].sort_values("earliest", kind="stable")
        span = ""
        if len(dated):
            first, last = dated.iloc[0]["when"], dated.iloc[-1]["when"]
            span = f", {day(first)} to {day(last)}"
        lines.append(f"  {agency}: {len(own)}{span}")
    unread = events[events["when"].isna() & (events["status"] == "event")]
    lines.append(f"Dates not read: {', '.join(unread['written']) or 'none'}")
    counts = whole.checks["check"].value_counts()
    lines.append("Found:")
    lines += [f"  {title}: {counts[check]}" for check, title in CHECKS.items() if check in counts]
    lines += ["Entries:", *_entries(case)]
    if len(events) > MOST_ENTRIES:
        more = len(events) - MOST_ENTRIES
        lines.append(f"  and {more:,} more; “Take it along” above writes them all to a file.")
    return "\n".join(lines)


def _entries(case: ChronologyCase) -> list[str]:
    """Number, agency's letter, date in words, time and ages of every entry."""
    from workbench.marks import marks_of
    from workbench.papers.content import date_words

    events = case.chronology.events
    marks = marks_of(events["agency"])
    lines = []
    for event in events.head(MOST_ENTRIES).to_dict("records"):
        ages = ", ".join(f"{name} {age}" for name, age in event["ages"] if age)
        day = date_words(event["when"], event["written"], event["read_by_reviewer"])
        told = (day, event["time"] or "", ages)
        line = (
            f"{event['n']:5} {marks[event['agency']].letter}  {told[0]:32} {told[1]:5}  {told[2]}"
        )
        lines.append(line.rstrip())
    return lines
