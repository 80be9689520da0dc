"""What a briefing says: sections of statements, each carrying the passages it stands on.

Nothing is written here that a report does not say. A statement is a sentence of a passage as
printed, or a fact of a review's record; the words around it are fixed headings and questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from workbench.records import Passage, Review
from workbench.sentences import sentences

# A seven-minute briefing is read aloud to a team: 700 words or less (SECTOR practice, section 4).
SEVEN_MINUTES = 700

KIND_NAMES = {
    "serious_case_review": "serious case review",
    "child_safeguarding_practice_review": "child safeguarding practice review",
    "rapid_review": "rapid review",
    "learning_review": "learning review",
    "thematic_review": "thematic review",
    "domestic_homicide_review": "domestic homicide review",
    "reflective_session": "reflective session",
    "cqc_review": "CQC review of health services",
    "joint_inspection": "joint targeted area inspection",
    "ofsted_inspection": "Ofsted inspection",
    "audit": "audit",
    "self_assessment": "self-assessment",
    "child_death_overview": "child death overview",
    "annual_report": "yearly report",
    "board_pack": "board pack",
    "other": "report",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from, so that a reader can go and look."""

    review: str
    title: str
    ref: str | None = None  # None: a fact of the review itself (its title page or closing page)
    kind: str = ""
    number: str | None = None
    page: int | None = None

    def words(self) -> str:
        """As it stands behind a statement: ``finding 4.3, page 12``."""
        if self.ref is None:
            return "about the review"
        named = f"{self.kind.replace('_', ' ')} {self.number}" if self.number else self.kind
        where = f", page {self.page}" if self.page else ""
        return f"{named.replace('_', ' ')}{where}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a briefing says, with what it stands on."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its statements. ``groups`` are statements under a name, e.g. a role."""

    heading: str
    statements: tuple[Statement, ...] = ()
    groups: tuple[tuple[str, tuple[Statement, ...]], ...] = ()
    questions: tuple[str, ...] = ()  # for the team: fixed words, standing on no passage
    note: str = ""  # said when there is nothing to say


@dataclass(frozen=True, slots=True)
class Briefing:
    """One briefing, ready for any format."""

    template: str
    title: str
    subtitle: str
    reviews: tuple[str, ...]
    sections: tuple[Section, ...]
    as_of: str  # ISO day the briefing was made for
    left_out: tuple[str, ...] = ()  # what a reader would miss, in plain words
    contacts: str = ""

    @property
    def words(self) -> int:
        """How many words a reader reads, sources not counted."""
        return sum(_section_words(section) for section in self.sections)

    def statements(self) -> Iterable[Statement]:
        """Every statement in reading order."""
        for section in self.sections:
            yield from section.statements
            for _, group in section.groups:
                yield from group


def seven_minute(
    review: Review,
    passages: Sequence[Passage],
    *,
    as_of: str,
    contacts: str = "",
    limit: int = SEVEN_MINUTES,
) -> Briefing:
    """A seven-minute briefing of one review.

    Parameters
    ----------
    review, passages
        The review and all its passages in document order.
    as_of
        The ISO day it is made for.
    contacts
        Whom to ask, in the partnership's own words.
    limit
        The most words it may have. What does not fit is named in ``left_out``.
    """
    shelf = _Shelf(review, passages)
    briefing = Briefing(
        template="seven_minute",
        title=review.title,
        subtitle="Seven-minute briefing",
        reviews=(review.id,),
        sections=(
            Section("1. Background", shelf.background()),
            Section("2. What happened and why it was reviewed", shelf.what_happened()),
            Section("3. Key findings"),
            Section("4. Good practice"),
            Section("5. What to do differently"),
            Section("6. Questions for the team", questions=shelf.questions()),
            Section("7. Resources, contacts and how we will know", note=_how_we_will_know(review)),
        ),
        as_of=as_of,
        contacts=contacts,
    )
    room = limit - briefing.words - len(contacts.split())
    findings, missed_findings = _fit(shelf.shortfalls(), int(room * 0.45), at_least=3)
    praise, missed_praise = _fit(shelf.good_practice(), int(room * 0.15), at_least=1)
    used = sum(_words(s.text) for s in (*findings, *praise))
    groups, missed_asks = _fit_groups(shelf.asks(), room - used)
    filled = {
        2: replace(briefing.sections[2], statements=findings, note=_none(findings, "findings")),
        3: replace(briefing.sections[3], statements=praise, note=_none(praise, "good practice")),
        4: replace(briefing.sections[4], groups=groups, note=_none(groups, "recommendations")),
    }
    sections = tuple(filled.get(i, s) for i, s in enumerate(briefing.sections))
    left_out = _left_out(
        ("findings or points for improvement", missed_findings),
        ("examples of good practice", missed_praise),
        ("recommendations or questions for the board", missed_asks),
    )
    return replace(briefing, sections=sections, left_out=left_out)


class _Shelf:
    """One review's passages, sorted by what a briefing needs them for."""

    def __init__(self, review: Review, passages: Sequence[Passage]) -> None:
        self.review = review
        self.passages = passages

    def _source(self, passage: Passage | None = None) -> Source:
        if passage is None:
            return Source(self.review.id, self.review.title)
        return Source(
            self.review.id,
            self.review.title,
            passage.ref,
            passage.kind,
            passage.number,
            passage.page,
        )

    def _said(self, passage: Passage) -> Statement:
        return Statement(headline(passage.text), (self._source(passage),))

    def of(self, *kinds: str) -> list[Passage]:
        return [p for p in self.passages if p.kind in kinds]

    def background(self) -> tuple[Statement, ...]:
        """The facts of the review itself, one a sentence, those that are known."""
        review = self.review
        by = f" by {review.publisher}" if review.publisher else ""
        facts = [f"This is a {KIND_NAMES[review.kind]}{by}."]
        if review.published:
            facts.append(f"It was published on {plain_date(review.published)}.")
        if review.started and review.ended and review.kind == "joint_inspection":
            facts.append(f"Inspectors visited from {period(review.started, review.ended)}.")
        elif review.started and review.ended:
            facts.append(f"It covers {period(review.started, review.ended)}.")
        if review.people_counted:
            facts.append(
                f"It took account of the experiences of {review.people_counted} "
                f"{'child' if review.people_counted == 1 else 'children'}."
            )
        return tuple(Statement(fact, (self._source(),)) for fact in facts)

    def what_happened(self) -> tuple[Statement, ...]:
        """Its subject, then the episodes or the headline findings that tell the story."""
        said: list[Statement] = []
        if self.review.subject:
            said.append(Statement(_sentence(self.review.subject), (self._source(),)))
        headlines = [
            p for p in self.of("paragraph") if p.section and "headline" in p.section.lower()
        ]
        story = self.of("episode")[:4] or headlines[:2]
        said += [self._said(p) for p in story]
        return tuple(said)

    def shortfalls(self) -> list[Statement]:
        """What was found wanting, those that led to recommendations first."""
        found = [
            p
            for p in self.of("finding", "improvement", "learning")
            if p.kind != "finding" or p.polarity in ("improvement", "mixed", None)
        ]
        found.sort(key=lambda p: (p.kind != "improvement", -len(p.cites)))
        return _distinct(self._said(p) for p in _spread(found))

    def good_practice(self) -> list[Statement]:
        """What was done well: good practice first, then strengths."""
        praised = self.of("good_practice", "strength")
        praised += [p for p in self.of("finding") if p.polarity == "strength"]
        return _distinct(self._said(p) for p in _spread(praised))

    def asks(self) -> list[tuple[str, list[Statement]]]:
        """What must be done, by who must do it; one sentence said to several owners once."""
        by_text: dict[str, tuple[list[str], list[Passage]]] = {}
        for passage in self.of("recommendation", "question"):
            owners, passages = by_text.setdefault(_folded(passage.text), ([], []))
            owners += [o for o in passage.owners if o not in owners]
            passages.append(passage)
        groups: dict[str, list[Statement]] = {}
        for owners, passages in by_text.values():
            fallback = "For the board" if passages[0].kind == "question" else "For everyone"
            name = " and ".join(owners) if len(owners) < 3 else "For several agencies"
            sources = tuple(self._source(p) for p in passages)
            said = Statement(headline(passages[0].text), sources)
            groups.setdefault(name or fallback, []).append(said)
        return list(groups.items())

    def questions(self) -> tuple[str, ...]:
        """Three to talk about. The words are the same in every briefing."""
        return (
            "Which of these findings do you recognise in our own work?",
            "What one thing will we do differently from this week, and who will see to it?",
            "How will a child or family notice the difference?",
        )


def headline(text: str, longest: int = 45) -> str:
    """The sentence of a passage that says the most, whole: its first, or the first that fits.

    A passage that opens with a heading sentence is known by it. No sentence is ever cut.
    """
    spans = sentences(text)
    whole = [" ".join(text[a:b].split()) for a, b in spans] or [" ".join(text.split())]
    first = whole[0]
    if 4 <= _words(first) <= longest:
        return _sentence(first)
    fitting = [s for s in whole[:4] if 6 <= _words(s) <= longest]
    return _sentence(fitting[0] if fitting else first)


def plain_date(date: str) -> str:
    """``2016-05-22`` as ``22 May 2016``, ``2016-05`` as ``May 2016``; anything else as it is."""
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return date
    names = "January February March April May June July August September October November December"
    month = [names.split()[int(parts[1]) - 1]] if len(parts) > 1 else []
    day = [str(int(parts[2]))] if len(parts) > 2 else []
    return " ".join([*day, *month, parts[0]])


def period(started: str, ended: str) -> str:
    """Two dates as people say them: ``20 to 24 January 2025``, ``May 2016 to June 2017``."""
    a, b = plain_date(started).split(), plain_date(ended).split()
    while len(a) > 1 and len(a) == len(b) and a[-1] == b[-1]:
        shared = a.pop()
        if a == b[: len(a)]:
            return " ".join([*a, shared])
        if a[-1:] != b[len(a) - 1 : len(a)]:
            break
    return f"{' '.join(a)} to {' '.join(b)}"


def _spread(passages: Sequence[Passage]) -> list[Passage]:
    """One from each section in turn, so that a briefing is not all about the first."""
    by_section: dict[str | None, list[Passage]] = {}
    for passage in passages:
        by_section.setdefault(passage.section, []).append(passage)
    rows = list(by_section.values())
    longest = max(map(len, rows), default=0)
    return [row[i] for i in range(longest) for row in rows if i < len(row)]


def _distinct(statements: Iterable[Statement]) -> list[Statement]:
    """Two passages with the same sentence make one statement with both sources."""
    by_text: dict[str, Statement] = {}
    for statement in statements:
        known = by_text.get(_folded(statement.text))
        by_text[_folded(statement.text)] = (
            replace(known, sources=known.sources + statement.sources) if known else statement
        )
    return list(by_text.values())


def _fit(
    statements: Sequence[Statement], room: int, at_least: int
) -> tuple[tuple[Statement, ...], list[Statement]]:
    """As many as fit, and those left out; never fewer than ``at_least`` where there are."""
    kept: list[Statement] = []
    missed: list[Statement] = []
    for statement in statements:
        size = _words(statement.text)
        if size <= room or len(kept) < at_least:
            kept.append(statement)
            room -= size
        else:
            missed.append(statement)
    return tuple(kept), missed


def _fit_groups(
    groups: Sequence[tuple[str, list[Statement]]], room: int
) -> tuple[tuple[tuple[str, tuple[Statement, ...]], ...], list[Statement]]:
    """One for each owner in turn until the room is gone, so that nobody is forgotten."""
    kept: dict[str, list[Statement]] = {}
    missed: list[Statement] = []
    longest = max((len(asks) for _, asks in groups), default=0)
    for i in range(longest):
        for name, asks in groups:
            if i >= len(asks):
                continue
            size = _words(asks[i].text) + (0 if name in kept else _words(name))
            if size <= room:
                kept.setdefault(name, []).append(asks[i])
                room -= size
            else:
                missed.append(asks[i])
    return tuple((name, tuple(asks)) for name, asks in kept.items()), missed


def _left_out(*missed: tuple[str, Sequence[Statement]]) -> tuple[str, ...]:
    """``12 recommendations: 1.4, 2.2, …``, for each kind that did not fit."""
    said = []
    for name, statements in missed:
        if statements:
            numbers = [s.number for statement in statements for s in statement.sources if s.number]
            tail = f": {', '.join(numbers)}" if numbers else ""
            said.append(f"{len(statements)} more {name}{tail}.")
    return tuple(said)


def _none(found: Sequence[object], what: str) -> str:
    return "" if found else f"The report names no {what} that could be read."


def _how_we_will_know(review: Review) -> str:
    due = ""
    if review.response_due:
        due = f"A written answer is due by {plain_date(review.response_due)}. "
    elif review.response_terms:
        due = f"An action plan is due {review.response_terms}. "
    return (
        f"{due}Please read the whole report: practice may have moved on since. "
        "Tell us what your team decided, so that we can see whether it made a difference."
    )


def _section_words(section: Section) -> int:
    said = [section.heading, section.note, *section.questions]
    said += [s.text for s in section.statements]
    for name, group in section.groups:
        said += [name, *(s.text for s in group)]
    return sum(map(_words, said))


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "”", '"')) else text.rstrip(":;,") + "."


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(". ")


def _words(text: str) -> int:
    return len(text.split())
