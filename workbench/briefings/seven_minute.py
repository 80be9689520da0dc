"""A seven-minute briefing: one review, read aloud to a team."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.briefings.content import Briefing, Fact, Group, Points, Prose, Section, Statement
from workbench.briefings.fixed_words import OWN, PATTERNS
from workbench.briefings.selection import fit, fit_groups, left_out
from workbench.briefings.settings import House
from workbench.briefings.shelf import Shelf, own
from workbench.briefings.wording import listed
from workbench.records import Passage, Review

# A seven-minute briefing is read aloud to a team: 700 words or less.
WORDS = 700
_FINDINGS = 6


def seven_minute(
    review: Review,
    passages: Sequence[Passage],
    *,
    as_of: str,
    house: House | None = None,
    limit: int = WORDS,
) -> Briefing:
    """A seven-minute briefing of one review.

    Parameters
    ----------
    review, passages
        The review and all its passages in document order, none that may not be told.
    as_of
        The ISO day it is made for.
    limit
        The most words it may have. What does not fit is named in ``left_out``.
    """
    house = house or House()
    shelf = Shelf(review, passages, house.dates)
    story = shelf.what_happened(room=75)
    episodes, _ = fit(shelf.episodes(22), 70, at_most=4)
    voice = shelf.voice(32)[:1]
    questions = (own("recognise"), own("one_thing"), own("notice"))
    happened = tuple(
        block for block in (
            Prose(story) if story else None,
            Points(episodes) if episodes else None,
            Prose(tuple(voice)) if voice else None,
        ) if block
    )  # fmt: skip
    fixed = (
        Section("1. Background", (Prose(shelf.background()),)),
        Section(
            "2. What happened and why it was reviewed", happened or (Prose((own("no_story"),)),)
        ),
        Section("3. Key findings"),
        Section("4. Good practice"),
        Section("5. What to do differently"),
        Section("6. Questions for the team", (Points(questions, ordered=True),)),
        Section("7. Resources, contacts and how we will know", closing(shelf, house)),
    )
    room = limit - sum(section.words for section in fixed) - 24  # for "look again at"
    found, chosen, missed_findings = findings(shelf, int(room * 0.5))
    praise, missed_praise = fit(shelf.good_practice(), int(room * 0.15), at_most=3)
    learning = shelf.learning()[:5]
    asks = shelf.asks()
    if learning:
        asks.insert(0, Group(OWN["for_everyone"], tuple(learning)))
    filled = list(fixed)
    filled[2] = Section(fixed[2].heading, _found_blocks(shelf, found))
    filled[3] = Section(
        fixed[3].heading, (Points(praise),) if praise else (Prose((own("no_good_practice"),)),)
    )
    if again := _look_again(shelf, chosen):
        filled[5] = Section(fixed[5].heading, (Points((*questions, again), ordered=True),))
    # What to do has all the room that is left, to the word: the whole is never over its limit.
    left = limit - sum(section.words for section in filled)
    groups, missed_asks = fit_groups(asks, left)
    nothing = "no_asks_but_improvements" if shelf.of("improvement") else "no_asks"
    if asks and not groups:
        nothing = "read_whole"
    filled[4] = Section(fixed[4].heading, groups or (Prose((own(nothing),)),))
    return Briefing(
        template="seven_minute",
        title=shelf.title,
        subtitle="Seven-minute briefing",
        reviews=(review.id,),
        sections=tuple(filled),
        as_of=as_of,
        house=house,
        limit=limit,
        left_out=left_out(
            ("finding", "findings", missed_findings),
            ("example of good practice", "examples of good practice", missed_praise),
            ("thing to do", "things to do", missed_asks),
        ),
    )


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


def closing(shelf: Shelf, house: House) -> tuple[Points | Prose, ...]:
    """Resources, contacts, and how it will be known whether anything changed."""
    known = [*shelf.answers(), *shelf.measures()]
    resources = [
        Statement(f"{r.title}: {r.where}" if r.where else r.title, kind="own")
        for r in house.resources
    ]
    contacts = [Statement(line, kind="own") for line in house.contacts]
    lists = tuple(Points(tuple(part)) for part in (resources, contacts, known) if part)
    return (*lists, Prose((own("read_whole"), own("tell_us"))))


def _found_blocks(shelf: Shelf, found: Sequence[Statement]) -> tuple[Points | Prose, ...]:
    if not found:
        return (Prose((own("no_findings"),)),)
    points = Points(tuple(found), ordered=False)
    if any(source.kind == "improvement" for source in found[0].sources):
        return (Prose((own("needs_to_improve"),)), points)
    return (points,)


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
