"""A case in a few lines of plain text: what was sent, what was not read, what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.tasks.chronology_case import ChronologyCase


def in_words(case: ChronologyCase) -> str:
    """Counts by agency with their first and last days, dates not read, counts of findings."""
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
    return "\n".join(lines)
