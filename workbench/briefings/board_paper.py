"""A paper for the board about one review: what is to be decided, by whom, by when."""

from __future__ import annotations

import re
from collections import Counter

from workbench.briefings.content import (
    Bar,
    Briefing,
    Fact,
    Grid,
    Picture,
    Points,
    Prose,
    Section,
    Statement,
)
from workbench.briefings.due import working_day
from workbench.briefings.fixed_words import PATTERNS
from workbench.briefings.material import Material, count, counted
from workbench.briefings.selection import distinct, fit, left_out
from workbench.briefings.shelf import Shelf, own
from workbench.briefings.wording import (
    as_sentence,
    headline,
    listed,
    plain_date,
    whole_sentences,
)
from workbench.errors import UsageError
from workbench.records import Passage

_FINDINGS = 14
_EQUALITY = re.compile(
    r"\b(?:ethnic\w*|rac(?:e|ial|ism|ist)|heritage|Black|White British|[Dd]isab(?:led|ilities)"
    r"|learning disability|faith|religio\w+"
    r"|(?:first|home|spoken) language|interpreter\w*|gender|sexuality"
    r"|sexual orientation|transgender|poverty|depriv\w+"
    r"|migra\w+|asylum|Traveller\w*|Roma|cultur(?:e|al|ally)\s+(?:background|identity|need\w*)"
    r"|adultif\w+|discriminat\w+|equality|diversity|identity)\b"
)


def board_paper(material: Material, review: str, *, received: str = "") -> Briefing:
    """A board paper about one review.

    Parameters
    ----------
    received
        The ISO day the board received the report: terms in working days are counted from it.
        "" is the day it was published, where that is known.

    Raises
    ------
    UsageError
        When ``received`` is not a day.
    """
    shelf = material.shelves[review]
    asks = shelf.of("recommendation") or shelf.of("improvement", "question")
    due = _due(shelf, material, received)
    grid = _recommendations(shelf, asks, due) if asks else None
    picture = _shared_out(shelf)
    findings, missed = fit(
        [shelf.finding(p, 1) for p in shelf.shortfalls() if p.kind != "improvement" or not asks],
        600, at_least=3, at_most=_FINDINGS,
    )  # fmt: skip
    again = material.echoes[(material.echoes["later_review"] == review)]
    before = material.said_before(again)
    sections = (
        Section("Purpose", (Prose((_purpose(shelf),)),)),
        Section(
            "What the board is asked to do",
            (Points((own("board_asked_1"), own("board_asked_2"), own("board_asked_3")), True),),
        ),
        Section("The report in short", _in_short(shelf)),
        Section(
            "Recommendations, owners and dates",
            tuple(b for b in (grid, picture) if b) or (Prose((own("no_asks"),)),),
        ),
        Section("Findings", (Points(findings),) if findings else (Prose((own("no_findings"),)),)),
        Section(
            "What was said before, and what became of it",
            (before,) if before else (Prose((own("not_said_before"),)),),
        ),
        Section("Risks", _risks(shelf, material, bool(before))),
        Section("Equality", _equality(shelf)),
        Section("Next steps", _next_steps(shelf, due)),
    )
    return Briefing(
        template="board_paper",
        title=shelf.title,
        subtitle="Board paper",
        reviews=(review,),
        sections=tuple(section for section in sections if section.blocks),
        as_of=material.as_of,
        house=material.house,
        about=_front_sheet(),
        left_out=left_out(("finding", "findings", missed)),
    )


def _front_sheet() -> tuple[tuple[str, Statement], ...]:
    return (
        ("For decision", own("purpose_decision")),
        ("For assurance", own("purpose_assurance")),
        ("For information", own("purpose_information")),
    )


def _purpose(shelf: Shelf) -> Statement:
    fact = Fact("review", shelf.review.id, "title", shelf.title)
    text = PATTERNS["purpose"].format(shelf.title)
    return Statement(text, (shelf.source(),), "fact", "", "purpose", (fact,))


def _in_short(shelf: Shelf) -> tuple[Prose, ...]:
    story = shelf.what_happened(room=80)
    return tuple(Prose(said) for said in (shelf.background(), story) if said)


# --- recommendations -----------------------------------------------------------------------------


def _due(shelf: Shelf, material: Material, received: str) -> Statement:
    """When an answer is due: the report's own day, else its term in working days, else ours."""
    review = shelf.review
    if review.response_due:
        said = plain_date(review.response_due)
        fact = Fact("review", review.id, "response_due", said)
        return Statement(said, (shelf.source(),), "fact", "", "value", (fact,))
    days = review.response_working_days or material.house.answer_within_working_days
    start = received or (review.published or "")
    if not days or not start:
        return own("due_not_set")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", start):
        if received:
            raise UsageError(f"{received!r} is not a day.", "Write it as 2026-01-31.")
        return own("due_not_set")
    try:
        said = plain_date(working_day(start, days))
    except ValueError:
        raise UsageError(f"{received!r} is not a day.", "Write it as 2026-01-31.") from None
    fact = Fact("rule", f"{days} working days from {start}", "due", said)
    return Statement(said, (shelf.source(),), "fact", "", "value", (fact,))


def _recommendations(shelf: Shelf, asks: list[Passage], due: Statement) -> Grid:
    columns = ("No.", "What is recommended", "Owner", "Answer due")
    rows = tuple(
        (_number(shelf, p), shelf.verbatim(p, headline(p.text, 60)), _owners(shelf, p), due)
        for p in asks
    )
    return Grid("Recommendations with their owners, and when an answer is due", columns, rows)


def _number(shelf: Shelf, passage: Passage) -> Statement:
    said = passage.number or "–"
    fact = Fact("passage", passage.ref, "number", said)
    return Statement(said, (shelf.source(passage),), "fact", "", "value", (fact,))


def _owners(shelf: Shelf, passage: Passage) -> Statement:
    owners = passage.owners or ((shelf.review.response_by,) if shelf.review.response_by else ())
    if not owners:
        return own("owner_not_named")
    said = listed(list(owners))
    if passage.owners:
        fact = Fact("passage", passage.ref, "owners", said)
    else:
        fact = Fact("review", shelf.review.id, "response_by", said)
    return Statement(said, (shelf.source(passage),), "fact", "", "value", (fact,))


def _shared_out(shelf: Shelf) -> Picture | None:
    """How many recommendations each owner has; one that is shared counts for each of them."""
    asks = shelf.of("recommendation")
    owners = Counter(o for p in asks for o in dict.fromkeys(p.owners))
    if len(owners) < 2:
        return None
    ranked = sorted(owners.items(), key=lambda item: -item[1])
    sources = tuple(shelf.source(p) for p in asks)
    bars = tuple(Bar(name, n, len(asks)) for name, n in ranked)
    rows = tuple(
        (
            count(b.label, "owner", shelf.review.id, _of(shelf, asks, b.label)),
            count(str(b.value), "recommendations", shelf.review.id, _of(shelf, asks, b.label)),
            count(str(b.of), "of recommendations", shelf.review.id, sources),
        )
        for b in bars
    )
    first = ranked[0]
    return Picture(
        title="Recommendations by owner",
        unit="recommendations",
        bars=bars,
        sentence=counted(
            "year_found",
            ("owner", f"{first[0]} has the most recommendations: {first[1]} of {len(asks)}. One "
             "that is shared is counted for each owner."),
            key=shelf.review.id,
            sources=_of(shelf, asks, first[0]),
        ),
        table=Grid(
            "The same in numbers", ("Owner", "Recommendations", "Of recommendations"), rows, (1, 2)
        ),
    )  # fmt: skip


def _of(shelf: Shelf, asks: list[Passage], owner: str) -> tuple:
    return tuple(shelf.source(p) for p in asks if owner in p.owners)


# --- risks, equality, next steps -----------------------------------------------------------------


def _risks(shelf: Shelf, material: Material, again: bool) -> tuple[Prose | Points, ...]:
    blocks: list[Prose | Points] = []
    if again:
        blocks.append(Prose((own("risk_again"),)))
    asks = shelf.of("recommendation")
    unowned = [p for p in asks if not p.owners]
    if asks and unowned and len(unowned) < len(asks):
        blocks.append(Prose((own("risk_no_owner"),)))
        blocks.append(Points(tuple(shelf.verbatim(p, headline(p.text)) for p in unowned[:5])))
    findings = [p for p in shelf.of("finding") if p.polarity == "improvement"]
    if any(p.cites for p in findings):
        loose = [shelf.finding(p, 0) for p in findings if not p.cites]
        if loose:
            blocks.append(Prose((own("risk_no_recommendation"),)))
            blocks.append(Points(tuple(distinct(loose))[:5]))
    return tuple(blocks) or (Prose((own("no_risk"),)),)


def _equality(shelf: Shelf, most: int = 5) -> tuple[Prose | Points, ...]:
    said = []
    for passage in shelf.of("finding", "recommendation", "improvement", "paragraph", "learning"):
        for sentence in whole_sentences(passage.text):
            if 6 <= len(sentence.split()) <= 45 and _EQUALITY.search(sentence):
                said.append(shelf.verbatim(passage, as_sentence(sentence)))
                break
    found = distinct(said)[:most]
    return (Points(tuple(found)),) if found else (Prose((own("no_equality"),)),)


def _next_steps(shelf: Shelf, due: Statement) -> tuple[Points | Grid, ...]:
    to_agree = own("due_not_set")
    rows = (
        (own("next_owner"), due),
        (own("next_share"), to_agree),
        (own("next_test"), to_agree),
    )
    return (Grid("What happens next", ("What", "By when"), rows),)
