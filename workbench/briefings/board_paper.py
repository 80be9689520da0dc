"""A paper for the board about one review: what is to be decided, by whom, by when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from workbench.briefings.content import (
    Bar,
    Briefing,
    Fact,
    Grid,
    Picture,
    Points,
    Prose,
    Section,
    Source,
    Statement,
)
from workbench.briefings.due import RULE, working_day
from workbench.briefings.fixed_words import PATTERNS
from workbench.briefings.material import Material, count, counted
from workbench.briefings.selection import (
    Asked,
    asked_once,
    distinct,
    fit,
    left_out_of,
    unused,
)
from workbench.briefings.shelf import Shelf, introduced, own
from workbench.briefings.wording import (
    as_sentence,
    headline,
    listed,
    plain_date,
    stands_alone,
    whole_sentences,
)
from workbench.errors import UsageError
from workbench.records import Passage

_Blocks = tuple[Prose | Points, ...]
_FINDINGS = 14
_LISTED = 5  # of a list under risks, resources or equality: what is left out is said at the end
_ASKED = {
    "recommendation": "What is recommended",
    "improvement": "What needs to improve",
    "question": "What the report asks",
}
_LONGEST_ASK = 90  # words of a recommendation in the table: nearly all are shorter
_RESOURCES = re.compile(
    r"\b(?:fund(?:s|ed|ing)|budget\w*|cost(?:s|ed)|(?:put|spen[dt]|saved?|more|enough|less|no)\s+money|money\s+(?:for|into|is|was)|£\s?\d[\d,.]*|investment|invested|commission(?:s|ed|ing)?"
    r"\s+(?:a|an|the|more|additional)|vacanc\w+|caseloads?|workloads?|staffing|recruit\w*|retention"
    r"|turnover|understaffed|short(?:age|ages)\s+of|posts?\s+(?:were|was|are|is)\s+(?:vacant|unfilled|cut)"
    r"|whole[- ]time|additional\s+(?:capacity|resources?|staff)|(?:lack|limited|enough|sufficient)"
    r"\s+(?:of\s+)?(?:capacity|resources?|staff|time))\b",
    re.IGNORECASE,
)
_EQUALITY = re.compile(
    r"\b(?:ethnic\w*|rac(?:e|ial|ism|ist)|heritage|Black|White British|[Dd]isab(?:led|ilities)"
    r"|learning disability|faith|religio\w+"
    r"|(?:first|home|spoken) language|interpreter\w*|gender|sexuality"
    r"|sexual orientation|transgender|poverty|depriv\w+"
    r"|migra\w+|asylum|Traveller\w*|Roma|cultur(?:e|al|ally)\s+(?:background|identity|need\w*)"
    r"|adultif\w+|discriminat\w+|equality|diversity|identity\s+needs?"
    r"|(?:racial|ethnic|gender|sexual|religious|own|sense\s+of)\s+identity)\b"
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
    praise, missed_praise = fit(shelf.good_practice(), 140, at_most=4)
    past = _is_past(shelf, due, material.as_of)
    again = material.echoes[(material.echoes["later_review"] == review)]
    before = material.said_before(again)
    risks, missed_loose = _risks(shelf, asks, bool(before), past)
    resources, missed_resources = _resources(shelf)
    equality, missed_equality = _equality(shelf)
    sections = (
        Section("Purpose", (Prose((_purpose(shelf),)),)),
        Section("What the board is asked to do", (Points(_to_do(shelf, asks), ordered=True),)),
        Section("The report in short", _in_short(shelf)),
        Section(
            "Recommendations, owners and dates",
            tuple(b for b in (_instead(shelf, asks), *_led_to(grid), grid, picture) if b),
        ),
        Section("Findings", _findings(asks, shelf.as_printed(findings))),
        Section("What went well", (Points(praise),) if praise else ()),
        Section(
            "What was said before, and what became of it",
            before or (Prose((own("not_said_before"),)),),
        ),
        Section("Risks", risks),
        Section("Resources", resources),
        Section("Equality", equality),
        Section("Next steps", _next_steps(due, past)),
    )
    praised = ("example of good practice", "examples of good practice")
    alone = ("finding without a recommendation", "findings without a recommendation")
    not_used = (
        *unused("Findings", "finding", "findings", missed),
        *unused("What went well", *praised, missed_praise),
        *unused("Risks", *alone, missed_loose),
        *unused("Resources", "sentence on resources", "sentences on resources", missed_resources),
        *unused("Equality", "sentence on equality", "sentences on equality", missed_equality),
    )
    return Briefing(
        template="board_paper",
        title=shelf.title,
        subtitle="Board paper",
        reviews=(review,),
        sections=_numbered(section for section in sections if section.blocks),
        as_of=material.as_of,
        house=material.house,
        about=_front_sheet(),
        left_out=(*_cut_short(shelf, asks), *left_out_of(not_used)),
        unused=not_used,
    )


def _numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Sections with a number each, by which a meeting refers to them."""
    return tuple(replace(s, heading=f"{i}. {s.heading}") for i, s in enumerate(sections, 1))


def _to_do(shelf: Shelf, asks: Sequence[Passage]) -> tuple[Statement, ...]:
    """What the board is asked, of this report in particular."""
    sources = tuple(shelf.source(p) for p in asks)
    said = [own("board_asked_1")]
    if not asks:
        said.append(own("board_asked_2"))
    else:
        pattern, one, many = {
            "recommendation": ("decide", "recommendation", "recommendations"),
            "question": ("answer", "question", "questions"),
        }.get(asks[0].kind, ("act_on", "point", "points"))
        number = f"{len(asks)} {many}" if len(asks) > 1 else f"one {one}"
        said.append(counted(pattern, ("asks", number), key=shelf.review.id, sources=sources))
    unowned = [p for p in asks if not p.owners and p.number]
    if asks and asks[0].kind == "recommendation" and 0 < len(unowned) < len(asks):
        numbers = listed([str(p.number) for p in unowned])
        word = "recommendation" if len(unowned) == 1 else "recommendations"
        said.append(
            counted("unowned", ("unowned", f"{word} {numbers}"), key=shelf.review.id,
                    sources=tuple(shelf.source(p) for p in unowned))
        )  # fmt: skip
    return (*said, own("board_asked_3"), own("board_asked_4"))


def _instead(shelf: Shelf, asks: Sequence[Passage]) -> Prose | None:
    """What a report gives in place of recommendations, in words."""
    if not asks:
        return Prose((own("no_matters"),))
    told = {"question": "questions_not_asks", "improvement": "improvements_not_asks"}
    name = told.get(asks[0].kind)
    return Prose((own(name),)) if name else None


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
    """When an answer is due: the report's own day, else its term in working days, else ours.

    A term is told as a day where it is known from which day it runs.
    """
    review = shelf.review
    if received:
        _check_day(received)
    if review.response_due:
        said = plain_date(review.response_due)
        fact = Fact("review", review.id, "response_due", said)
        return Statement(said, (shelf.source(),), "fact", "", "value", (fact,))
    days = review.response_working_days or material.house.answer_within_working_days
    start = received or (review.published or "")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", start):  # none, or a month, or a year
        return _term(shelf)
    if not days:
        return own("due_not_set")
    said = plain_date(working_day(start, days))
    fact = Fact("rule", f"{days} working days from {start}", "due", said)
    return Statement(said, (shelf.source(),), "fact", "", "value", (fact,))


def _term(shelf: Shelf) -> Statement:
    """The report's own term, where nothing says from which day it runs."""
    if not (days := shelf.review.response_working_days):
        return own("due_not_set")
    fact = Fact("review", shelf.review.id, "response_working_days", str(days))
    text = PATTERNS["due_within"].format(days)
    return Statement(text, (shelf.source(),), "fact", "", "due_within", (fact,))


def _check_day(given: str) -> None:
    """Refuse what is not a day, whether or not a term is counted from it."""
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", given):
            raise ValueError
        date.fromisoformat(given)
    except ValueError:
        raise UsageError(f"{given!r} is not a day.", "Write it as 2026-01-31.") from None


def _recommendations(shelf: Shelf, asks: list[Passage], due: Statement) -> Grid:
    columns = ("No.", _ASKED[asks[0].kind], "Owner", "Answer due")
    rows = tuple(
        (
            _number(shelf, one),
            shelf.asked(one, _whole(one.passages[0])[0]),
            _owners(shelf, one),
            due,
        )
        for one in asked_once(asks)
    )
    return Grid("What is asked, of whom, and when an answer is due", columns, rows)


def _led_to(grid: Grid | None) -> tuple[Prose, ...]:
    """Words before recommendations that are told as if they were so already."""
    return introduced([row[1] for row in grid.rows]) if grid else ()


def _whole(passage: Passage) -> tuple[str, bool]:
    """What is recommended, as a board must read it to decide: all of it where that is short.

    Returns
    -------
    The words, in whole sentences, and whether that is all.
    """
    kept: list[str] = []
    sentences = whole_sentences(passage.text)
    for sentence in sentences:
        if kept and sum(len(s.split()) for s in (*kept, sentence)) > _LONGEST_ASK:
            return " ".join(kept), False
        kept.append(as_sentence(sentence))
    return " ".join(kept), True


def _cut_short(shelf: Shelf, asks: Sequence[Passage]) -> tuple[str, ...]:
    """Which recommendations go on in the report."""
    numbers = [str(p.number) for p in asks if p.number and not _whole(p)[1]]
    if not numbers:
        return ()
    word = "Recommendation" if len(numbers) == 1 else "Recommendations"
    goes = "goes" if len(numbers) == 1 else "go"
    return (f"{word} {listed(numbers)} {goes} on in the report.",)


def _findings(asks: Sequence[Passage], found: Sequence[Statement]) -> tuple[Points | Prose, ...]:
    """The findings; an inspection that only lists what needs to improve has said it above."""
    if found:
        return (Points(tuple(found)),)
    return () if asks and asks[0].kind == "improvement" else (Prose((own("no_findings"),)),)


def _number(shelf: Shelf, one: Asked) -> Statement:
    """The number of what is asked, or all under which the report prints it."""
    facts = tuple(Fact("passage", p.ref, "number", p.number or "–") for p in one.passages)
    said = listed(list(dict.fromkeys(fact.said for fact in facts)))
    return Statement(said, _sources(shelf, one), "fact", "", "value", facts)


def _owners(shelf: Shelf, one: Asked) -> Statement:
    if one.owners:
        facts = tuple(Fact("passage", p.ref, "owners", o) for p in one.passages for o in p.owners)
        said = listed(list(one.owners))
    elif shelf.review.response_by:
        said = shelf.review.response_by
        facts = (Fact("review", shelf.review.id, "response_by", said),)
    else:
        return own("owner_not_named")
    said = f"{said[:1].upper()}{said[1:]}"
    return Statement(said, _sources(shelf, one), "fact", "", "value", facts)


def _sources(shelf: Shelf, one: Asked) -> tuple[Source, ...]:
    return tuple(map(shelf.source, one.passages))


def _shared_out(shelf: Shelf) -> Picture | None:
    """How many recommendations each owner has; one that is shared counts for each of them."""
    asks = shelf.of("recommendation")
    owners = Counter(o for p in asks for o in dict.fromkeys(p.owners))
    most = max(owners.values(), default=0)
    leading = [name for name, n in owners.items() if n == most]
    if len(leading) == len(owners):
        return None  # all have as many: a picture of equal bars tells nothing
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
    has, each = ("has", "") if len(leading) == 1 else ("have", " each")
    return Picture(
        title="Recommendations by owner",
        unit="recommendations",
        bars=bars,
        sentence=counted(
            "year_found",
            ("owner", f"{listed(leading)} {has} the most recommendations: {most} of {len(asks)}"
             f"{each}. One that is shared is counted for each owner."),
            key=shelf.review.id,
            sources=_of(shelf, asks, leading[0]),
        ),
        table=Grid(
            "The recommendations of each owner, in numbers",
            ("Owner", "Recommendations", "Out of"), rows, (1, 2),
        ),
    )  # fmt: skip


def _of(shelf: Shelf, asks: list[Passage], owner: str) -> tuple:
    return tuple(shelf.source(p) for p in asks if owner in p.owners)


# --- risks, equality, next steps -----------------------------------------------------------------


def _is_past(shelf: Shelf, due: Statement, as_of: str) -> bool:
    """Whether an answer was due before the day the paper is made for."""
    for fact in due.facts:
        if fact.record == "rule" and (rule := RULE.fullmatch(fact.key)):
            return working_day(rule[2], int(rule[1])) < as_of
        return bool(shelf.review.response_due and shelf.review.response_due < as_of)
    return False


def _risks(
    shelf: Shelf, asks: Sequence[Passage], again: bool, past: bool
) -> tuple[_Blocks, Sequence[Statement]]:
    """The risks, and the findings without a recommendation that there was no room for."""
    blocks: list[Prose | Points] = []
    missed: Sequence[Statement] = ()
    if past:
        blocks.append(Prose((own("risk_overdue"),)))
    if again:
        blocks.append(Prose((own("risk_again"),)))
    recommended = [p for p in asks if p.kind == "recommendation"]
    unowned = [p for p in recommended if not p.owners]
    if recommended and len(unowned) == len(recommended):
        blocks.append(Prose((own("risk_no_owners"),)))
    elif unowned:
        blocks.append(Prose((own("risk_no_owner"),)))
        said = distinct(shelf.verbatim(p, headline(p.text)) for p in unowned)
        blocks.append(Points(tuple(said[:_LISTED])))
    findings = [p for p in shelf.of("finding") if p.polarity == "improvement"]
    if any(p.cites for p in findings):
        loose = distinct(shelf.finding(p, 0) for p in findings if not p.cites)
        if loose:
            blocks.append(Prose((own("risk_no_recommendation"),)))
            blocks.append(Points(tuple(loose[:_LISTED])))
            missed = loose[_LISTED:]
    nothing = Prose((own("no_risk" if recommended else "risk_not_done"),))
    return tuple(blocks) or (nothing,), missed


def _resources(shelf: Shelf) -> tuple[_Blocks, Sequence[Statement]]:
    """What the report says of money, staff and time; that it says nothing is told too."""
    found = _sentences(shelf, _RESOURCES)
    if not found:
        return (Prose((own("costs_not_told"),)),), ()
    return (Prose((own("costs_told"),)), Points(found[:_LISTED])), found[_LISTED:]


def _equality(shelf: Shelf) -> tuple[_Blocks, Sequence[Statement]]:
    found = _sentences(shelf, _EQUALITY)
    if not found:
        return (Prose((own("no_equality"),)),), ()
    return (Points(found[:_LISTED]),), found[_LISTED:]


def _sentences(shelf: Shelf, about: re.Pattern[str]) -> tuple[Statement, ...]:
    """Sentences on a matter, at most one of a passage, that can be read by themselves."""
    said = []
    for passage in shelf.of("finding", "recommendation", "improvement", "paragraph", "learning"):
        for sentence in whole_sentences(passage.text):
            fits = 6 <= len(sentence.split()) <= 45 and stands_alone(sentence)
            if fits and about.search(sentence):
                said.append(shelf.verbatim(passage, as_sentence(sentence)))
                break
    return tuple(distinct(said))


def _next_steps(due: Statement, past: bool) -> tuple[Points | Grid, ...]:
    to_agree = own("due_not_set")
    rows = (
        (own("next_owner"), own("due_passed") if past else due),
        (own("next_share"), to_agree),
        (own("next_test"), to_agree),
    )
    return (Grid("What happens next", ("What", "By when"), rows),)
