"""The records everything is made of: frozen, typed, and free of pandas, SQL and files.

Dates are ISO 8601 strings (``2016-05-22``) where a day is known and EDTF strings
(``2016-05~``, ``2016-03-03/2016-03-09``, ``../2016-06``) where it may not be. ``None`` means
"the document does not say"; an empty tuple means "looked for, and there are none".
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal, get_args

ReviewKind = Literal[
    "serious_case_review",
    "child_safeguarding_practice_review",
    "rapid_review",
    "learning_review",
    "thematic_review",
    "domestic_homicide_review",
    "reflective_session",
    "cqc_review",
    "joint_inspection",
    "ofsted_inspection",
    "audit",
    "self_assessment",
    "child_death_overview",
    "annual_report",
    "board_pack",
    "other",
]
REVIEW_KINDS: tuple[str, ...] = get_args(ReviewKind)

ReviewStatus = Literal[
    "considered", "commissioned", "under_way", "completed", "published", "withheld"
]
REVIEW_STATUSES: tuple[str, ...] = get_args(ReviewStatus)

PassageKind = Literal[
    "finding",
    "recommendation",
    "question",
    "improvement",
    "strength",
    "good_practice",
    "learning",
    "episode",
    "vignette",
    "quote",
    "challenge",
    "impact",
    "paragraph",
]
PASSAGE_KINDS: tuple[str, ...] = get_args(PassageKind)

Polarity = Literal["strength", "improvement", "mixed", "neutral"]
POLARITIES: tuple[str, ...] = get_args(Polarity)


@dataclass(frozen=True, slots=True)
class Review:
    """One practice review, inspection, audit or yearly report.

    ``reported_in`` is the id of the yearly report that mentions a review whose own document
    was never read: then ``documents`` is empty and everything else is as that report tells it.
    ``response_due`` is a day; ``response_terms`` the printed words where only a term is given
    ("within 20 working days of receipt"), with the days in ``response_working_days``.
    """

    id: str
    title: str
    kind: ReviewKind
    area: str | None = None
    publisher: str | None = None
    subject: str | None = None
    started: str | None = None
    ended: str | None = None
    published: str | None = None
    response_due: str | None = None
    response_terms: str | None = None
    response_working_days: int | None = None
    response_by: str | None = None
    status: ReviewStatus = "published"
    restricted: str | None = None  # the reason, or None when nothing restricts it
    people_counted: int | None = None
    joint_with: str | None = None
    addressees: tuple[str, ...] = ()
    inspectorates: tuple[str, ...] = ()
    reported_in: str | None = None
    guessed: bool = False  # True when no reader knew the layout and the general one guessed
    documents: tuple[str, ...] = ()  # content hashes (sha256) of the originals


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable piece of a review.

    ``document_text[start:end] == text`` in the stored text of the document it was read from.
    ``ref`` is unique within the library and does not change when a report is read again:
    ``<review>/<kind>/<number or running number>``. ``cites`` are recommendation numbers as
    printed; ``owners`` canonical organisations. ``about`` says what a passage belongs to where
    that is not the review itself: the review a learning point came from, the speaker of a
    quote, the label of a vignette. ``answer`` is the action beside a challenge. ``when`` is the
    EDTF date of a key practice episode.
    """

    review: str
    ref: str
    kind: PassageKind
    text: str
    number: str | None = None
    section: str | None = None
    page: int | None = None  # counted from 1 in the file; None where a format has no pages
    line: int | None = None  # counted from 1, for text files
    start: int | None = None
    end: int | None = None
    cites: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    polarity: Polarity | None = None
    about: str | None = None
    answer: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number a report gives: what was counted, the value, its unit and its period."""

    review: str
    measure: str
    value: float
    unit: str | None = None  # "percent", "children", "GBP", ...
    period: str | None = None  # "2018-19", "2018-12", "2018-04-01/2019-03-31"
    text: str = ""  # the sentence or table row that carries it
    section: str | None = None
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table as printed. ``rows`` are as long as ``columns``; empty cells are ``""``."""

    review: str
    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """An abbreviation and what a report says it stands for."""

    review: str
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Check:
    """What a careful reader would notice. Nothing that was read is altered by it."""

    review: str
    check: str  # which rule: see workbench/reports/checks/
    message: str  # a sentence a reviewer can use, with the right value where there is one
    page: int | None = None
    line: int | None = None
    refs: tuple[str, ...] = ()  # the passages it is about


@dataclass(frozen=True, slots=True)
class Action:
    """One row of an action log or plan, as it was written."""

    review: str
    number: str
    text: str
    raised: str | None = None  # ISO day where it can be read, else as written
    owner: str | None = None
    due: str | None = None
    status: str | None = None
    comment: str | None = None
    recommendation: str | None = None  # ref of the passage it answers, where it says
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one report reader understood of one document. The store takes it whole or not."""

    review: Review
    passages: tuple[Passage, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[ReportTable, ...] = ()
    terms: tuple[Term, ...] = ()
    actions: tuple[Action, ...] = ()
    reviews: tuple[Review, ...] = ()  # reviews this report mentions (``reported_in`` is set)
    checks: tuple[Check, ...] = ()
    inside: tuple[Reading, ...] = field(default=())  # a yearly report found in a board pack
    blocks: tuple[int, int] | None = None  # of one inside: its first block, and the one after it


@dataclass(frozen=True, slots=True)
class Event:
    """One row of an agency's chronology: what was written kept beside what was understood.

    ``id`` is stable when the same return is sent again. ``when`` is EDTF or None where the date
    could not be read (the row is kept and flagged all the same); ``written`` is the date cell's
    own words, ``time_written`` those of the hour: a cell's, or how the text begins ("10am visit").
    ``source`` carries the agency's name in front ("Police: CRIS report"). Fact
    (``what``), response (``action_taken``, or ``no_action_reason``) and ``analysis`` are kept
    apart. ``raw`` holds every cell of the row as (heading, text) pairs, in the row's order.
    """

    id: str
    agency: str
    when: str | None
    written: str
    what: str
    time: str | None = None  # "HH:MM"
    time_written: str = ""
    source: str = ""
    document_ref: str | None = None
    recorded_on: str | None = None  # EDTF
    recorded_by: str | None = None
    people: tuple[str, ...] = ()
    child_seen: Literal["yes", "no", "alone", "not_applicable"] | None = None
    child_voice: str | None = None
    action_taken: str | None = None
    no_action_reason: str | None = None
    analysis: str | None = None
    expected_practice: Literal["met", "partly", "not_met", "unclear"] | None = None
    significance: Literal["key", "supporting", "background"] | None = None
    good_practice: bool | None = None
    contact_type: str | None = None
    status: Literal["event", "author_note", "generated_gap", "withdrawn"] = "event"
    file: str = ""
    sheet: str = ""
    row: int = 0  # as a person would count it in that file, from 1
    sequence: int = 0  # order within the sheet
    sha256: str = ""  # of the file
    raw: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()  # plain sentences: what could not be read and what it may mean
    read_by_reviewer: str | None = None  # a sentence, where ``when`` is as a reviewer read it


@dataclass(frozen=True, slots=True)
class Coding:
    """One decision that a passage carries a code. Never overwritten: a change is a new row."""

    passage: str  # ref
    facet: Literal["theme", "topic", "agency", "stage", "polarity"]
    code: str
    coder: str
    decision: Literal["accepted", "rejected", "suggested"]
    when: str  # ISO timestamp, UTC
    why: str = ""


AnswerDecision = Literal["confirmed", "rejected", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One decision that an action answers a recommendation, or does not.

    Never overwritten: a change is a new row. ``withdrawn`` takes an earlier decision back.
    """

    action: str  # the action's ref
    recommendation: str  # the passage's ref
    decision: AnswerDecision
    who: str
    when: str  # ISO timestamp, UTC
    why: str


@dataclass(frozen=True)
class EchoRuling:
    """One decision that a recommendation was said before by another, or was not.

    Never overwritten: a change is a new row. ``withdrawn`` takes an earlier decision back.
    """

    earlier: str  # a passage's ref
    later: str  # a passage's ref
    decision: AnswerDecision
    who: str
    when: str  # ISO timestamp, UTC
    why: str


def as_json(record: Any) -> Any:
    """A record as plain dicts and lists, tuples as lists, ready for ``json.dumps``."""
    if is_dataclass(record) and not isinstance(record, type):
        return {f.name: as_json(getattr(record, f.name)) for f in fields(record)}
    if isinstance(record, (tuple, list)):
        return [as_json(item) for item in record]
    if isinstance(record, dict):
        return {key: as_json(value) for key, value in record.items()}
    return record
