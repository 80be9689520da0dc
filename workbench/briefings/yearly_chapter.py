"""The chapter "Reviews of practice" of a yearly report: what was done, and what changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from workbench.briefings.content import (
    Bar,
    Briefing,
    Fact,
    Grid,
    Group,
    Picture,
    Prose,
    Section,
    Statement,
    Unused,
)
from workbench.briefings.fixed_words import OWN, PATTERNS
from workbench.briefings.material import Material, count, counted
from workbench.briefings.selection import distinct, fit, folded, left_out, left_out_of, unused
from workbench.briefings.shelf import own
from workbench.briefings.wording import (
    as_sentence,
    headline,
    in_short,
    kind_name,
    listed,
    plain_date,
    short_name,
    stands_alone,
    to_the_month,
    whole_sentences,
)
from workbench.errors import UsageError
from workbench.records import Action, Passage, Review
from workbench.themes.compare import say

_REVIEWS_OF_PRACTICE = (
    "serious_case_review", "child_safeguarding_practice_review", "rapid_review",
    "learning_review", "thematic_review", "domestic_homicide_review", "reflective_session",
    "cqc_review", "joint_inspection", "ofsted_inspection",
)  # fmt: skip
_DONE = ("completed", "published")
_THEMES = 8
_ACTIONS = 15
_FOUND = 5  # of one review: a chapter tells of several
_LEARNED = 6  # of one review, from the yearly report itself
_LONGEST_NAME = 8
_LONGEST_CHALLENGE = 32


def years(material: Material) -> list[str]:
    """The years there are yearly reports for, as ``2023-24``, the newest first."""
    return years_of(material.tell.reviews)


def years_of(reviews: Sequence[Review]) -> list[str]:
    """The years that yearly reports among these are for, the newest first."""
    found = {_year_of(r) for r in reviews if r.kind == "annual_report"}
    return sorted((y for y in found if y), reverse=True)


def yearly_chapter(
    material: Material, year: str, themes: Mapping[str, tuple[str, str]]
) -> Briefing:
    """The chapter for one year, April to March.

    Parameters
    ----------
    year
        ``2023-24``; "" is the newest there is a yearly report for.

    Raises
    ------
    UsageError
        For a year without a yearly report; it lists those there are.
    """
    known = years(material)
    year = year or (known[0] if known else "")
    if year not in known:
        raise UsageError.unknown("year", year, known)
    told_in = {
        r.id for r in material.tell.reviews if r.kind == "annual_report" and _year_of(r) == year
    }
    held = _reviews(material, year, told_in)
    done = [r for r in held if r.status in _DONE]
    going = [r for r in held if r.status not in _DONE]
    passages = [p for p in material.tell.passages if p.review in told_in]
    learned, not_learned = _learned(material, passages, held)
    impact, not_told = _impact(material, passages)
    not_used = (*not_learned, *not_told)
    actions, missed_actions = _actions(material, year)
    picture = _themes(material, [*told_in, *(r.id for r in held)], themes)
    return Briefing(
        template="yearly_chapter",
        title=f"Reviews of practice, {year}",
        subtitle="Chapter of the yearly report",
        reviews=tuple(dict.fromkeys([*sorted(told_in), *(r.id for r in held)])),
        sections=(
            Section("The year in short", (Prose((_in_short(material, year, done, going),)),)),
            Section(
                "Reviews completed",
                _table(material, done, "The reviews completed, and what each was about"),
            ),
            Section(
                "Reviews under way",
                _table(material, going, "The reviews under way, and what each is about"),
            ),
            Section("What they were about", _about(material, picture)),
            Section("What was learned", learned or (Prose((own("no_learning"),)),)),
            Section("Actions", actions or (Prose((own("no_actions"),)),)),
            Section("What was done, and what difference it made", impact),
        ),
        as_of=material.as_of,
        house=material.house,
        left_out=(
            *left_out(("action", "actions", missed_actions), across=True),
            *left_out_of(not_used, across=True),
        ),
        unused=not_used,
    )


def _year_of(review: Review) -> str:
    """``2023-24`` for a yearly report of April 2023 to March 2024."""
    started = re.match(r"(\d{4})-(?:04|03)", review.started or "")
    if started:
        first = int(started[1])
        return f"{first}-{(first + 1) % 100:02d}"
    printed = re.search(r"\b(20\d\d)\s*[-/–]\s*(?:20)?(\d\d)\b", review.title)
    return f"{printed[1]}-{printed[2]}" if printed else ""


def _reviews(material: Material, year: str, told_in: set[str]) -> list[Review]:
    """Those the yearly report tells of, and those published in the year; each once by its name.

    One that was read itself says more than a mention of it; the mention says how it stands.
    """
    first = int(year[:4])
    from_, to = f"{first}-04-01", f"{first + 1}-03-31"
    mentioned = [r for r in material.tell.reviews if r.reported_in in told_in and not r.documents]
    read = [r for r in material.tell.reviews if r.documents and from_ <= (r.published or "") <= to]
    by_name: dict[str, Review] = {}
    for review in (*read, *mentioned):
        if review.kind in _REVIEWS_OF_PRACTICE:
            by_name.setdefault(f"{short_name(review).casefold()}", review)
    return list(by_name.values())


def _table(material: Material, reviews: Sequence[Review], caption: str) -> tuple[Grid | Prose, ...]:
    if not reviews:
        return (Prose((own("none_this_year"),)),)
    rows = tuple(
        (
            _named(material, r),
            _value(material, r, "kind", _capital(kind_name(r))),
            _value(material, r, "status", _status(material, r)),
        )
        for r in reviews
    )
    return (Grid(caption, ("Review", "Kind", "How it stands"), rows),)


def _named(material: Material, review: Review) -> Statement:
    """A review by its name, and what it was about where its name does not say it."""
    name, subject = _capital(short_name(review)), review.subject or ""
    if not subject or folded(subject) == folded(name) or len(name.split()) > _LONGEST_NAME:
        return _value(material, review, "short_name", name)
    said = _value(material, review, "subject", _capital(subject))
    if folded(subject).startswith(f"{folded(name)} "):
        return said  # "Child Sorrel. Child Sorrel was …"
    return replace(said, lead=f"{name}.")


def _in_short(
    material: Material, year: str, done: Sequence[Review], going: Sequence[Review]
) -> Statement:
    """How many reviews were completed in the year, and how many were under way at its end."""
    facts = (
        Fact("count", year, "year", year),
        Fact("count", "|".join(r.id for r in done), "completed", _reviews_were(done)),
        Fact("count", "|".join(r.id for r in going), "under way", _reviews_were(going, "")),
    )
    sources = tuple(
        dict.fromkeys(s for r in (*done, *going) for s in _value(material, r, "kind", "").sources)
    )
    text = PATTERNS["year_in_short"].format(*(fact.said for fact in facts))
    return Statement(text, sources, "count", "", "year_in_short", facts)


def _reviews_were(reviews: Sequence[Review], noun: str = "review") -> str:
    n = len(reviews)
    what = f" {noun}{'' if n == 1 else 's'}" if noun else ""
    return f"{n or 'no' if noun else n or 'none'}{what} {'was' if n == 1 else 'were'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _status(material: Material, review: Review) -> str:
    if review.published:
        return f"published {_day(material, review.published)}"
    return review.status.replace("_", " ")


def _day(material: Material, date: str) -> str:
    """A date as the policy lets it be told."""
    return plain_date(date if material.house.dates == "day" else to_the_month(date))


def _value(material: Material, review: Review, field: str, said: str) -> Statement:
    where = material.reviews.get(review.reported_in or "", review)
    shelf = material.shelves.get(where.id)
    source = shelf.source() if shelf else None
    return Statement(
        said, (source,) if source else (), "fact", "", "value",
        (Fact("review", review.id, field, said),),
    )  # fmt: skip


def _themes(
    material: Material, reviews: Sequence[str], themes: Mapping[str, tuple[str, str]]
) -> Picture | None:
    """In how many of these reports each theme was found."""
    coded = material.coded
    if coded is None:
        return None
    rows = coded[coded["facet"] == "theme"].astype(
        {"review": "str", "passage": "str", "code": "str"}
    )
    rows = rows[rows["review"].isin(list(reviews)) & rows["passage"].isin(list(material.passages))]
    of = rows["passage"].nunique()
    if not of:
        return None
    held = rows.groupby("code")["passage"].nunique().sort_values(ascending=False, kind="stable")
    kept = held.head(_THEMES)
    label = {code: themes.get(code, (code, ""))[0] for code in kept.index}
    bars = tuple(Bar(label[code], int(n), of) for code, n in kept.items())
    every = tuple(material.source(ref) for ref in dict.fromkeys(rows["passage"]))
    cells = []
    for code, bar in zip(kept.index, bars, strict=True):
        refs = list(dict.fromkeys(rows.loc[rows["code"] == code, "passage"]))
        sources = tuple(material.source(ref) for ref in refs)
        cells.append(
            (
                count(bar.label, "theme", code, sources),
                count(str(bar.value), "passages", code, sources),
                count(str(bar.of), "of passages", "all", every),
            )
        )
    return Picture(
        title="Themes of the year",
        unit="passages",
        bars=bars,
        sentence=counted(
            "most_found", ("theme", bars[0].label),
            ("passages", f"{_share(bars[0].value, of)} of this year’s reports"),
            key="themes of the year", sources=every,
        ),
        table=Grid(
            "The passages on each theme, in numbers",
            ("Theme", "Passages", "Out of"), tuple(cells), (1, 2),
        ),
    )  # fmt: skip


def _share(value: int, of: int) -> str:
    return say(value, of, "passages").replace(" %", "%")


def _about(material: Material, picture: Picture | None) -> tuple[Picture | Prose, ...]:
    if picture is None:
        return (Prose((own("no_findings"),)),)
    told = own("stands_on_people" if material.by_people else "stands_on_suggestions")
    return picture, Prose((told,))


def _learned(
    material: Material, passages: Sequence[Passage], held: Sequence[Review]
) -> tuple[tuple[Group, ...], tuple[Unused, ...]]:
    """Learning points of the year's report under the review they came from, then what was found
    in the year's reviews that the report says nothing more of; and what there was no room for."""
    groups: dict[str, list[Statement]] = {}
    for passage in passages:
        if passage.kind == "learning" and passage.about:
            shelf = material.shelves[passage.review]
            said = shelf.verbatim(passage, in_short(passage.text, 45))
            groups.setdefault(passage.about, []).append(said)
    of_the_year = set(groups)
    told = {folded(name) for name in groups}
    for review in held:
        read = material.shelves.get(review.id)
        if read is None or folded(short_name(review)) in told:
            continue
        found = [read.finding(p, 0) for p in read.shortfalls()]
        if found:
            listed_only = found[0].sources[0].kind == "improvement"
            name = f"{read.title}: {OWN['needs_improving']}" if listed_only else read.title
            groups[name] = [*read.as_printed(found[:_FOUND]), *found[_FOUND:]]
    whole = [Group(name, tuple(distinct(said))) for name, said in groups.items()]
    shown = [group.said[: _LEARNED if group.name in of_the_year else _FOUND] for group in whole]
    missed = [s for group, said in zip(whole, shown, strict=True) for s in group.said[len(said) :]]
    return (
        tuple(replace(group, said=said) for group, said in zip(whole, shown, strict=True)),
        unused("What was learned", "thing learned", "things learned", missed, whole),
    )


def _actions(material: Material, year: str) -> tuple[tuple[Prose | Grid, ...], list[Statement]]:
    """Actions raised in the year or due in it, as the boards' logs have them."""
    first = int(year[:4])
    from_, to = f"{first}-04-01", f"{first + 1}-03-31"
    wanted = [
        a for a in material.tell.actions
        if from_ <= (a.raised or "") <= to or from_ <= (a.due or "") <= to
    ]  # fmt: skip
    once = {(a.number, a.text): a for a in wanted}
    rows = [
        (
            _of_action(material, a, "text", a.text),
            _of_action(material, a, "owner", a.owner or "–"),
            _of_action(material, a, "due", _day(material, a.due or "–")),
            _of_action(material, a, "status", a.status or "–"),
        )
        for a in once.values()
    ]
    if not rows:
        return (), []
    columns = ("Action", "Owner", "Due", "Status")
    missed = [row[0] for row in rows[_ACTIONS:]]
    grid = Grid("Actions of the year", columns, tuple(rows[:_ACTIONS]))
    return (Prose((_actions_in_short(rows),)), grid), missed


def _actions_in_short(rows: Sequence[tuple[Statement, ...]]) -> Statement:
    """How many actions there are, and how many have each status."""
    statuses = Counter(row[3].text.casefold() for row in rows)
    told = [f"{n} {'without a status' if s == '–' else s}" for s, n in statuses.most_common()]
    many = f"{len(rows)} action{'' if len(rows) == 1 else 's'} {'is' if len(rows) == 1 else 'are'} "
    sources = tuple(dict.fromkeys(s for row in rows for s in row[0].sources))
    return counted(
        "actions_in_short", ("actions", f"{many}recorded"), ("statuses", listed(told)),
        key="actions of the year", sources=sources,
    )  # fmt: skip


def _of_action(material: Material, action: Action, field: str, said: str) -> Statement:
    shelf = material.shelves.get(action.review)
    key = f"{action.review}/action/{action.number}"
    if shelf is None:
        return Statement(said, (), "fact", "", "value", (Fact("action", key, field, said),))
    source = shelf.source()
    source = replace(source, ref=key, kind="action", number=action.number, page=action.page)
    return Statement(said, (source,), "fact", "", "value", (Fact("action", key, field, said),))


def _challenged(text: str) -> str:
    """What was challenged, in a sentence that can be read by itself; "" where none is short."""
    short = (s for s in whole_sentences(text) if 4 <= len(s.split()) <= _LONGEST_CHALLENGE)
    return next((as_sentence(s) for s in short if stands_alone(s)), "")


def _impact(
    material: Material, passages: Sequence[Passage]
) -> tuple[tuple[Prose | Group, ...], tuple[Unused, ...]]:
    """What was done and what changed, and of each what there was no room for."""
    done, changed = [], []
    for passage in passages:
        shelf = material.shelves[passage.review]
        if passage.kind == "challenge" and passage.answer:
            lead = _challenged(passage.text)
            done.append(shelf.verbatim(passage, headline(passage.answer, 50), lead))
        elif passage.kind == "impact":
            changed.append(shelf.verbatim(passage, in_short(passage.text, 60)))
    did, missed_done = fit(distinct(done), 380, at_most=7)
    made, missed_made = fit(distinct(changed), 300, at_most=7)
    blocks: list[Prose | Group] = [Prose((own("activity_is_not_impact"),))]
    if did:
        blocks.append(Group(OWN["what_we_did"], did))
    blocks.append(Group(OWN["what_changed"], made or (own("no_impact"),)))
    section = "What was done, and what difference it made"
    whole = (
        Group(OWN["what_we_did"], tuple(missed_done)),
        Group(OWN["what_changed"], tuple(missed_made)),
    )
    return tuple(blocks), (
        *unused(section, "answer to a challenge", "answers to challenges", missed_done, whole),
        *unused(section, "example of what changed", "examples of what changed", missed_made, whole),
    )
