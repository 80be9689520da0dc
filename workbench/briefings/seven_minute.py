"""A seven-minute briefing: one review, read aloud to a team."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from workbench.briefings.content import (
    Briefing,
    Fact,
    Group,
    Points,
    Prose,
    Section,
    Statement,
    Unused,
)
from workbench.briefings.fixed_words import OWN, PATTERNS
from workbench.briefings.roles import AgencyOf, Roles
from workbench.briefings.selection import fit, fit_groups, left_out_of, unused
from workbench.briefings.settings import House
from workbench.briefings.shelf import (
    INSPECTIONS,
    Shelf,
    always_asked,
    found_blocks,
    introduced,
    own,
)
from workbench.briefings.wording import listed
from workbench.records import Passage, Review

# A seven-minute briefing is read aloud to a team: 700 words or less.
WORDS = 700
# What it is made with leaves so many words free: a team that says one thing in its own words, or
# adds where to find help, need not first take something out.
ROOM = 30
_FINDINGS = 5
_QUESTIONS = 3
_QUESTION_WORDS = 90  # what questions for the team may take, two of ours among them
_FINDINGS_SHARE, _PRAISE_SHARE = 0.44, 0.13  # of the room; what to do has the rest
_LEARNED = 5  # learning points, before what each role must do
_MORE = 3  # findings, and examples of good practice, beside the usual ones where there is room


def seven_minute(
    review: Review,
    passages: Sequence[Passage],
    *,
    as_of: str,
    house: House | None = None,
    limit: int = WORDS,
    agency: AgencyOf | None = None,
) -> Briefing:
    """A seven-minute briefing of one review.

    Parameters
    ----------
    review, passages
        The review and all its passages in document order, none that may not be told.
    as_of
        The ISO day it is made for.
    limit
        The most words it may have; it is made :data:`ROOM` words shorter, where it would be longer.
        What does not fit is named in ``left_out``.
    agency
        The agency code of an organisation, for the role it stands under; None knows those that
        ship.
    """
    house = house or House()
    shelf = Shelf(review, passages, house.dates)
    story = Section("2. What happened and why it was reviewed", what_happened(shelf))
    fixed = (
        Section("1. Background", (Prose(shelf.background()),)),
        story,
        Section("3. Key findings"),
        Section("4. Good practice"),
        Section("5. What to do differently"),
        Section("6. Questions for the team"),
        Section("7. Resources, contacts and how we will know", closing(shelf, house, as_of)),
    )
    full = limit - ROOM
    room = full - sum(section.words for section in fixed) - _QUESTION_WORDS
    by_role = Roles(agency, house.roles)
    spare = _spare(shelf, by_role, int(room * (1 - _FINDINGS_SHARE - _PRAISE_SHARE)))
    more = _MORE if spare else 0
    found, chosen, missed_findings = findings(
        shelf, int(room * _FINDINGS_SHARE + spare * 0.7), _FINDINGS + more
    )
    # What the findings leave of their share goes to good practice.
    for_praise = room * _PRAISE_SHARE
    if spare:
        for_praise += room * _FINDINGS_SHARE + spare - found_words(found)
    praise, missed_praise = fit(shelf.good_practice(), int(for_praise), at_most=3 + more)
    filled = list(fixed)
    filled[2] = Section(
        fixed[2].heading, found_blocks(found) if found else (Prose((own("no_findings"),)),)
    )
    filled[3] = Section(
        fixed[3].heading, (Points(praise),) if praise else (Prose((own("no_good_practice"),)),)
    )
    closing_questions = (always_asked(name, house) for name in ("one_thing", "notice"))
    asked = (*team_questions(shelf, chosen, house), *closing_questions)
    filled[5] = Section(fixed[5].heading, (Points(asked, ordered=True),))
    # What to do has all that is left but the room for a person's own words.
    left = full - sum(section.words for section in filled)
    todo, missed_asks = what_to_do(shelf, by_role, left, {p.ref for p in chosen})
    filled[4] = Section(fixed[4].heading, todo)
    not_used = (
        *unused("Key findings", "finding", "findings", missed_findings),
        *unused("Good practice", "example of good practice", "examples of good practice",
                missed_praise),
        *missed_asks,
    )  # fmt: skip
    return Briefing(
        template="seven_minute",
        title=shelf.title,
        subtitle="Seven-minute briefing",
        reviews=(review.id,),
        sections=tuple(filled),
        as_of=as_of,
        house=house,
        limit=limit,
        left_out=left_out_of(not_used),
        unused=not_used,
    )


def _spare(shelf: Shelf, roles: Roles, share: int) -> int:
    """Words that what to do leaves of its share: an inspection that recommends nothing has many."""
    todo, missed = what_to_do(shelf, roles, share)
    return 0 if missed else share - Section("", todo).words


def what_happened(shelf: Shelf) -> tuple[Prose | Points, ...]:
    """Why there was a review, its key episodes, and what somebody who lived through it said."""
    story = shelf.what_happened(room=70)
    episodes, _ = fit(shelf.episodes(22), 55, at_most=3)
    voice = tuple(shelf.voice(32)[:1])
    inspected = shelf.review.kind in INSPECTIONS
    if inspected and not episodes:
        story = (own("inspection_story"), *story)
    # Words under a name need no introduction.
    if voice and not voice[0].lead and not (episodes or len(story) > inspected):
        voice = (own("a_voice"), *voice)
    blocks = (
        Prose(story) if story else None,
        Points(episodes) if episodes else None,
        Prose(voice) if voice else None,
    )
    return tuple(block for block in blocks if block) or (Prose((own("no_story"),)),)


def what_to_do(
    shelf: Shelf, roles: Roles, room: int, told: Collection[str] = ()
) -> tuple[tuple[Group | Prose, ...], tuple[Unused, ...]]:
    """What must change, by role, as much as fits; and what did not fit.

    ``told`` are the refs of learning points that stand among the findings already.
    """
    said = [s for s in shelf.learning() if not {x.ref for x in s.sources} <= set(told)]
    everyone = Group(roles.everyone, tuple(said[:_LEARNED]))
    asks = shelf.asks_by_role(roles)
    if asks and asks[0].name == everyone.name:
        both = (*everyone.said, *asks[0].said)
        asks[0] = Group(everyone.name, both, asks[0].owners)
    elif everyone.said:
        asks.insert(0, everyone)
    before = introduced([said for group in asks for said in group.said])
    groups, missed = fit_groups(asks, room - sum(s.words for b in before for s in b.said))
    rest = Group(roles.everyone, tuple(said[_LEARNED:]))
    not_used = _not_done((*missed, *rest.said), (*asks, rest))
    if groups:
        return (*before, *groups), not_used
    board = shelf.board_questions()
    for_board, missed_questions = fit(board, room - len(OWN["asks_questions"].split()), 0, 4)
    if for_board:
        for_the_board = Group(OWN["for_the_board"], tuple(board))
        return (Prose((own("asks_questions"),)), replace(for_the_board, said=for_board)), (
            *not_used, *_not_done(missed_questions, [for_the_board])
        )  # fmt: skip
    nothing = "no_asks_but_improvements" if shelf.of("improvement") else "no_asks"
    return (Prose((own("read_whole" if asks or board else nothing),)),), not_used


def _not_done(missed: Iterable[Statement], groups: Iterable[Group]) -> tuple[Unused, ...]:
    return unused("What to do differently", "thing to do", "things to do", missed, groups)


def team_questions(shelf: Shelf, chosen: Sequence[Passage], house: House) -> tuple[Statement, ...]:
    """What to talk about: questions on these findings; where none fits, the findings again."""
    ranked = [passage for passage in shelf.shortfalls() if passage in chosen]
    asked = shelf.as_printed(shelf.questions_on(ranked, _QUESTIONS, house))
    if asked:
        return asked
    again = _look_again(shelf, chosen)
    recognise = always_asked("recognise", house)
    return (recognise, again) if again else (recognise,)


def findings(
    shelf: Shelf, room: int, most: int = _FINDINGS
) -> tuple[tuple[Statement, ...], list[Passage], list[Statement]]:
    """The findings that matter, as full as fits: better four that say why than ten that do not.

    Returns
    -------
    The statements, their passages, and what was left out (as headlines).
    """
    ranked = shelf.shortfalls()
    count = min(len(ranked), most)
    while count > 4 and found_words([shelf.finding(p, 1) for p in ranked[:count]]) > room:
        count -= 1
    chosen = ranked[:count]
    detail = [0] * count
    for step in (1, 2):
        for i in range(count):
            tried = [*detail[:i], step, *detail[i + 1 :]]
            said = [shelf.finding(p, d) for p, d in zip(chosen, tried, strict=True)]
            if found_words(said) <= room:
                detail = tried
    order = sorted(range(count), key=lambda i: shelf.passages.index(chosen[i]))
    missed = [shelf.finding(p, 0) for p in ranked[count:]]
    told = tuple(shelf.finding(chosen[i], detail[i]) for i in order)
    return told, [chosen[i] for i in order], missed


def found_words(statements: Sequence[Statement]) -> int:
    return sum(s.words for s in statements)


def closing(shelf: Shelf, house: House, as_of: str) -> tuple[Group | Prose, ...]:
    """Resources, contacts, and how it will be known whether anything changed."""
    to_read = [
        Statement(f"{r.title}: {r.where}" if r.where else r.title, kind="own")
        for r in house.resources
    ]
    whole = shelf.fact("whole_report", ("title", shelf.review.title))
    contacts = [Statement(line, kind="own") for line in house.contacts] or [own("no_contacts")]
    known = [*shelf.answers(as_of), *shelf.measures()] or [own("know_by")]
    return (
        Group(OWN["read_more"], (whole, *to_read)),
        Group(OWN["who_to_ask"], tuple(contacts)),
        Group(OWN["how_known"], (*known, own("tell_us"))),
    )


def _look_again(shelf: Shelf, chosen: Sequence[Passage]) -> Statement | None:
    """A question about these findings in particular, by their numbers."""
    numbered = [p for p in chosen if p.number][:3]
    if not numbered:
        return None
    kind = numbered[0].kind
    numbers = [str(p.number) for p in numbered]
    word = {"improvement": "point for improvement", "learning": "learning point"}.get(kind, kind)
    many = word.replace("point", "points") if "point" in word else f"{word}s"
    what = f"{many if len(numbers) > 1 else word} {listed(numbers)}"
    facts = tuple(
        Fact("passage", p.ref, "number", n) for p, n in zip(numbered, numbers, strict=True)
    )
    text = PATTERNS["look_again"].format(what)
    sources = tuple(shelf.source(p) for p in numbered)
    return Statement(text, sources, "fact", "", "look_again", facts)
