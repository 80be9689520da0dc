"""A one-page note for practitioners: what we learned, what to do, what to bring to supervision."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.briefings.content import Briefing, Points, Prose, Section, Statement
from workbench.briefings.roles import AgencyOf, Roles
from workbench.briefings.selection import distinct, fit, in_turn, left_out_of, unused
from workbench.briefings.settings import House
from workbench.briefings.shelf import (
    INSPECTIONS,
    Shelf,
    always_asked,
    found_blocks,
    introduced,
    own,
)
from workbench.records import Passage, Review

# What one A4 page holds at 11 points, with its sources behind each line.
WORDS = 340
_ABOUT = ("is_a", "is_a_by", "is_a_by_the", "published", "published_month", "looked_at")
_LONGEST = 40  # words of one thing to do
# How a page is shared out; what to do has what the rest leaves, which is about this.
_FOUND_WORDS, _PRAISE_WORDS, _TO_DO_WORDS = 100, 34, 110
_FOUND, _MORE = 4, 3  # findings, and those beside them where there is room


def practitioner(
    review: Review,
    passages: Sequence[Passage],
    *,
    as_of: str,
    house: House | None = None,
    limit: int = WORDS,
    agency: AgencyOf | None = None,
) -> Briefing:
    """A page about one review; parameters as for ``seven_minute``."""
    house = house or House()
    shelf = Shelf(review, passages, house.dates)
    asks = _asks(shelf, Roles(agency, house.roles))
    learned = distinct(shelf.finding(p, 0) for p in shelf.shortfalls())
    # What a report does not ask of practitioners leaves room for more of what was found.
    spare = max(0, _TO_DO_WORDS - sum(said.words for said in asks))
    more = _MORE if spare else 0
    matter, missed_findings = fit(
        learned, _FOUND_WORDS + int(spare * 0.7), at_least=2, at_most=_FOUND + more
    )
    found = shelf.as_printed(matter)
    praise, _ = fit(
        shelf.good_practice(longest=32), _PRAISE_WORDS + int(spare * 0.3), at_most=1 + bool(more)
    )
    contacts = tuple(Statement(line, kind="own") for line in house.contacts)
    told = {source.ref for said in matter for source in said.sources}
    about_this = shelf.questions_on([p for p in shelf.shortfalls() if p.ref in told], 1, house)
    ask_yourself = (
        always_asked("ask_today", house),
        *(about_this or (always_asked("ask_missing", house),)),
        always_asked("ask_supervision", house),
    )
    before = tuple(
        section for section in (
            _what_it_is_about(shelf),
            Section("What we learned", found_blocks(found)) if found else None,
            Section("What was done well", (Points(praise),)) if praise else None,
        ) if section
    )  # fmt: skip
    after = (
        Section("Ask yourself", (Points(ask_yourself, ordered=True),)),
        Section("Whom to ask", (Points(contacts or (own("no_contacts"),)),)),
    )
    room = limit - sum(section.words for section in (*before, *after)) - 3
    before_asks = introduced(asks)
    room -= sum(said.words for prose in before_asks for said in prose.said)
    todo, missed_asks = fit(asks, room, at_least=2, at_most=6)
    what_to_do = Section(
        "What to do",
        (*before_asks, Points(todo)) if todo else (Prose((own("decide_one_thing"),)),),
    )
    not_used = (
        *unused("What we learned", "finding", "findings", missed_findings),
        *unused("What to do", "thing to do", "things to do", missed_asks),
    )
    return Briefing(
        template="practitioner",
        title=shelf.title,
        subtitle="Practitioner note",
        reviews=(review.id,),
        sections=(*before, what_to_do, *after),
        as_of=as_of,
        house=house,
        limit=limit,
        one_page=True,
        left_out=left_out_of(not_used),
        unused=not_used,
    )


def _what_it_is_about(shelf: Shelf) -> Section:
    """What happened; of an inspection, where nothing did, what it was and what it looked at."""
    story = shelf.what_happened(room=45)[:1]
    if story and shelf.review.kind not in INSPECTIONS:
        return Section("What happened", (Prose(story),))
    told = [s for s in shelf.background() if s.pattern in _ABOUT]
    return Section("What this is about", (Prose((*told, *story)),))


def _asks(shelf: Shelf, roles: Roles) -> list[Statement]:
    """Learning for practitioners; where the report has little, what it asks of their services.

    What only the board can do is left to the board's paper.
    """
    learning = shelf.learning(38)
    if len(learning) >= 3:
        return learning
    asks = shelf.asks("recommendation")
    for_services = [g for g in asks if roles.heading(g.owners) != roles.partnership]
    short = [[s for s in g.said if s.words <= _LONGEST] for g in for_services or asks]
    return learning + in_turn(short)
