"""What a chronology's paper holds, whatever the format: columns, rows, sections, all plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from workbench.chronology.build import Chronology
from workbench.chronology.edtf_words import AS_READ, in_words
from workbench.chronology.episodes import Episode, episodes_frame
from workbench.chronology.pseudonyms import Key, publication_view
from workbench.chronology.seen import seen_shown
from workbench.chronology.view import one_day
from workbench.errors import UsageError
from workbench.marks import Mark, marks_of

CHECKS = {
    "date_not_read": "Dates that were not read",
    "missing_source": "Rows without a source",
    "before_birth": "Dated before the birth",
    "future_date": "Dated in the future",
    "out_of_order": "Out of order",
    "same_event": "One event told by several",
    "conflict": "Told differently",
    "known_to_one_agency": "Known to one agency alone",
    "gap": "No contact recorded",
    "child_not_seen": "Child not seen",
    "days_since_seen": "Long since the child was seen",
    "days_since_seen_alone": "Long since the child was seen alone",
    "not_brought": "Not brought to appointments",
    "injury": "Injuries",
    "closed_then_referred": "Closed, then referred again",
    "no_action_recorded": "No action recorded",
    "response_lag": "Slow or missing response",
    "who_knew_when": "Who knew when",
    "abbreviation_unexplained": "Abbreviations nobody explains",
    "late_entry": "Written down late",
    "ruled_different": "Ruled different events",
    "date_meant": "Dates as a reviewer read them",
}
APPRAISALS = {
    "good": "Good practice",
    "as_expected": "As expected",
    "mixed": "Mixed",
    "below_expected": "Below what was expected",
    "not_yet": "Not yet appraised",
}
_EXPECTED = {"met": "Met", "partly": "Partly met", "not_met": "Not met", "unclear": "Unclear"}
_SIGNIFICANCE = {"key": "Key", "supporting": "Supporting", "background": "Background"}


@dataclass(frozen=True, slots=True)
class Column:
    """``share`` of the width, in parts; columns without any text are left out of a paper."""

    name: str
    heading: str
    share: int


@dataclass(frozen=True, slots=True)
class Section:
    """A titled table, or with ``lines`` titled text."""

    title: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()
    under: str = ""  # the title of the part it belongs to


@dataclass(frozen=True, slots=True)
class Paper:
    """All that the writers need.

    rows
        Each a dict by column name, and ``_agency`` (its name, or "").
    whole
        The same events with every field, for spreadsheets and CSV; None in a publication.
    """

    title: str
    sentence: str
    made: str
    columns: tuple[Column, ...]
    rows: tuple[dict[str, str], ...]
    marks: Mapping[str, Mark]
    sections: tuple[Section, ...] = ()
    whole: pd.DataFrame | None = field(default=None, repr=False)


_COLUMNS = (
    Column("n", "No.", 4),
    Column("letter", "Agency", 6),
    Column("date", "Date", 9),
    Column("time", "Time", 5),
    Column("age", "Age", 8),
    Column("what", "What happened", 30),
    Column("action", "Action taken", 17),
    Column("analysis", "Analysis", 15),
    Column("seen", "Child seen", 6),
    Column("source", "Source", 14),
    Column("notes", "Reviewers' notes", 12),
)


def paper(
    chronology: Chronology,
    made_on: date,
    *,
    episodes: Sequence[Episode] = (),
    notes: Mapping[str, str] | None = None,
) -> Paper:
    """The whole chronology for those who work on the review.

    Parameters
    ----------
    made_on
        The day printed on it.
    notes
        Event id -> what reviewers noted.
    """
    events = chronology.events
    rows = [_row(event, (notes or {}).get(event["id"], "")) for event in events.to_dict("records")]
    marks = marks_of(events["agency"])
    return Paper(
        title=f"Integrated chronology: {chronology.case.name}",
        sentence=_sentence(chronology, made_on),
        made=f"Made on {one_day(made_on)}. Confidential: it names people.",
        columns=_used(_COLUMNS, rows),
        rows=tuple({**row, "letter": marks[row["_agency"]].letter} for row in rows),
        marks=marks,
        sections=(
            *_checks(chronology),
            *_episodes(chronology, episodes),
            *_glossary(chronology.glossary),
            *_files(chronology),
        ),
        whole=events,
    )


def publication(
    chronology: Chronology,
    key: Key,
    made_on: date,
    *,
    dates: str = "days",
    episodes: Sequence[Episode] = (),
) -> Paper:
    """The chronology for other eyes: pseudonyms, and no dates.

    Parameters
    ----------
    dates
        ``"days"`` counts from the first child's birth, which is day 0; ``"ages"`` gives only the
        child's age.

    Raises
    ------
    UsageError
        When ``dates`` is neither.
    """
    if dates not in ("days", "ages"):
        raise UsageError.unknown("way to give dates", dates, ("days", "ages"))
    view = publication_view(chronology.events, key, chronology.case.born)
    rows = []
    for event in view.to_dict("records"):
        rows.append(
            {
                "_agency": event["agency"],
                "n": str(event["n"]),
                "date": event["day"],
                "age": event["age"],
                "what": event["what"],
                "action": event["action_taken"],
                "analysis": event["analysis"],
            }
        )
    marks = marks_of(view["agency"])
    kept = [c for c in _COLUMNS if c.name != ("date" if dates == "ages" else "")]
    how = {
        "days": "days count from the birth, which is day 0",
        "ages": "ages are given in place of dates",
    }
    return Paper(
        title=f"Chronology: {key.hide(chronology.case.name)}",
        sentence=(
            f"{len(rows)} entries of {len(marks)} agencies. Names are pseudonyms, and {how[dates]}."
        ),
        made=f"Made on {one_day(made_on)}.",
        columns=_used(kept, rows),
        rows=tuple({**row, "letter": marks[row["_agency"]].letter} for row in rows),
        marks=marks,
        sections=tuple(_episodes_published(chronology, episodes, key)),
    )


def date_words(when: str | None, written: str, by_reviewer: str | None = None) -> str:
    """The date as it is shown; one that was not read keeps the words it was written in.

    ``by_reviewer`` is what a reviewer said about it, if anybody did.
    """
    if when is not None:
        return in_words(when) + (AS_READ if by_reviewer else "")
    return f"not read: {written}" if written else "no date"


def _row(event: dict, note: str) -> dict[str, str]:
    action = event["action_taken"] or ""
    if event["no_action_reason"]:
        action = f"{action}\nNo action because: {event['no_action_reason']}".strip()
    what = event["what"]
    if event["child_voice"]:
        what = f"{what}\nThe child's voice: {event['child_voice']}"
    if event["status"] == "author_note":
        what = f"Author's note: {what}"
    if event["status"] == "withdrawn":
        what = f"Withdrawn by the agency: {what}"
    judged = [
        event["analysis"] or "",
        f"Expected practice: {_EXPECTED[event['expected_practice']].lower()}."
        if event["expected_practice"]
        else "",
        f"Significance: {_SIGNIFICANCE[event['significance']].lower()}."
        if event["significance"]
        else "",
        "Good practice." if event["good_practice"] else "",
    ]
    many = len(event["ages"]) > 1
    ages = [f"{name}: {age}" if many else age for name, age in event["ages"] if age]
    return {
        "_agency": event["agency"],
        "n": str(event["n"]),
        "date": date_words(event["when"], event["written"], event["read_by_reviewer"]),
        "time": event["time"] or "",
        "age": "\n".join(ages),
        "what": what,
        "action": action,
        "analysis": "\n".join(text for text in judged if text),
        "seen": seen_shown(event["child_seen"], event["seen_in_words"], event["seen_of"]),
        "source": event["source"],
        "notes": note,
    }


def _used(columns: Sequence[Column], rows: Sequence[Mapping[str, str]]) -> tuple[Column, ...]:
    """Without the columns that nobody filled in; number and agency always stay."""
    return tuple(
        c for c in columns if c.name in ("n", "letter") or any(row.get(c.name) for row in rows)
    )


def _sentence(chronology: Chronology, made_on: date) -> str:
    events = chronology.events
    agencies = events["agency"].nunique()
    read = events["when"].notna()
    # A mistyped year in the future would stretch the span.
    dated = events[read & (events["earliest"] <= pd.Timestamp(made_on))]
    span = ""
    if len(dated):
        first, last = dated["earliest"].min().date(), dated["earliest"].max().date()
        span = f" from {one_day(first)} to {one_day(last)}"
    unread = int((~read & (events["status"] == "event")).sum())
    more = f"; {unread} dates could not be read" if unread else ""
    one = "entry" if len(events) == 1 else "entries"
    by = "agency" if agencies == 1 else "agencies"
    checks = chronology.checks["check"]
    return (
        f"{len(events):,} {one} of {agencies} {by}{span}; "
        f"{len(checks):,} findings of {checks.nunique()} checks{more}."
    )


def _numbers(chronology: Chronology) -> dict[str, str]:
    return {i: str(n) for i, n in zip(chronology.events["id"], chronology.events["n"], strict=True)}


def _checks(chronology: Chronology) -> list[Section]:
    number = _numbers(chronology)
    sections = []
    for check, title in CHECKS.items():
        own = chronology.checks[chronology.checks["check"] == check]
        rows = tuple(
            (", ".join(number[i] for i in events), message)
            for events, message in zip(own["events"], own["message"], strict=True)
        )
        if rows:
            sections.append(Section(title, ("Entries", "What was found"), rows, under="Checks"))
    return sections


def _episodes(chronology: Chronology, episodes: Sequence[Episode]) -> list[Section]:
    number = _numbers(chronology)
    frame = episodes_frame(chronology.events, episodes)
    return [
        Section(
            e["name"],
            lines=(
                f"{e['span']} ({e['days']} days), {e['count']} entries of {e['agencies']}.",
                f"Appraisal: {APPRAISALS[e['appraisal']].lower()}.",
                *(f"Why: {reason}" for reason in e["reasons"]),
                f"Entries: {', '.join(number[i] for i in e['events'])}.",
            ),
            under="Key practice episodes",
        )
        for e in frame.to_dict("records")
    ]


def _episodes_published(
    chronology: Chronology, episodes: Sequence[Episode], key: Key
) -> list[Section]:
    """Without days: an episode's name, appraisal and reasons, under pseudonyms."""
    return [
        Section(
            key.hide(e.name),
            lines=(
                f"Appraisal: {APPRAISALS[e.appraisal].lower()}.",
                *(f"Why: {key.hide(reason)}" for reason in e.reasons),
            ),
            under="Key practice episodes",
        )
        for e in sorted(episodes, key=lambda e: e.start)
    ]


def _glossary(glossary: Mapping[str, str]) -> list[Section]:
    rows = tuple(sorted(glossary.items(), key=lambda pair: pair[0].casefold()))
    return [Section("Glossary", ("Abbreviation", "Meaning"), rows)] if rows else []


def _files(chronology: Chronology) -> list[Section]:
    rows = tuple(
        (each.agency, each.file, str(len(each.events)), each.sha256[:12])
        for each in sorted(chronology.returns, key=lambda r: (r.agency, r.file))
    )
    heads = ("Agency", "File", "Rows", "Fingerprint")
    return [Section("What was read", heads, rows)] if rows else []
