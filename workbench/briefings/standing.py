"""Whether every statement of a briefing stands on a source that says it, and may be told.

This does not trust the modules that made the briefing: it looks each statement up again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from workbench.briefings.content import Briefing, Fact, Group, Picture, Source, Statement
from workbench.briefings.counts import Counts, counts_nothing, wrong_pictures
from workbench.briefings.due import RULE, working_day
from workbench.briefings.fixed_words import NO_ACTION, OWN, PATTERNS
from workbench.briefings.questions import ALWAYS, questions
from workbench.briefings.roles import AgencyOf, Roles
from workbench.briefings.withheld import Tellable
from workbench.briefings.wording import (
    coarsened,
    kind_name,
    listed,
    period,
    plain_date,
    review_title,
    short_name,
    to_the_month,
    whole_sentences,
    with_articles,
    without_references,
)
from workbench.errors import BriefingError
from workbench.records import Review

# One place in these takes several facts, with the words that join them.
_LISTING = ("look_again",)


@dataclass(frozen=True, slots=True)
class Unfounded:
    """A statement that may not stand, and why."""

    text: str
    why: str


def check(
    briefing: Briefing,
    tell: Tellable,
    themes: Mapping[str, tuple[str, str]],
    agency: AgencyOf | None = None,
) -> None:
    """Refuse a briefing with a statement that does not stand.

    Raises
    ------
    BriefingError
        It names the first such statement, and how many there are.
    """
    wrong = list(unfounded(briefing, tell, themes, agency))
    if wrong:
        first = wrong[0]
        raise BriefingError(
            f"{briefing.subtitle}, {briefing.title}: {len(wrong)} "
            f"statement{'s do' if len(wrong) > 1 else ' does'} not stand on a source. "
            f"The first: {first.text[:120]!r}: {first.why}.",
            "If you worded it, word it again; if the library has changed since, make the briefing "
            "again; otherwise please report it as a fault.",
        )


def unfounded(
    briefing: Briefing,
    tell: Tellable,
    themes: Mapping[str, tuple[str, str]] | None = None,
    agency: AgencyOf | None = None,
) -> Iterator[Unfounded]:
    """Every statement without a source, on one that does not say it, or on one not to be told.

    Parameters
    ----------
    tell
        All that may be told; what is not in it may not be a source.
    themes
        Label and definition of the themes, for a briefing that quotes them.
    agency
        The agency code of an organisation, as the briefing was made with.
    """
    looker = _Looker(briefing, tell, themes or {}, agency)
    for statement in briefing.statements():
        why = looker.why_not(statement)
        if why:
            yield Unfounded(f"{statement.lead} {statement.text}".strip(), why)
    for section in briefing.sections:
        for block in section.blocks:
            if isinstance(block, Group) and (why := looker.wrong_name(block)):
                yield Unfounded(block.name, why)
            if isinstance(block, Picture):
                for why in wrong_pictures(block):
                    yield Unfounded(block.sentence.text, why)
    for review in briefing.reviews:
        if tell.review(review) is None:
            yield Unfounded(review, "the review may not be told of")


class _Looker:
    """Looks statements up among all that may be told."""

    def __init__(
        self,
        briefing: Briefing,
        tell: Tellable,
        themes: Mapping[str, tuple[str, str]],
        agency: AgencyOf | None,
    ) -> None:
        house = briefing.house
        self.roles = Roles(agency, house.roles)
        self.questions = questions(house.questions)
        self.themes = themes
        self.as_of = briefing.as_of
        self.reviews = {r.id: r for r in tell.reviews}
        self.passages = {p.ref: p for p in tell.passages}
        self.actions = {f"{a.review}/action/{a.number}": a for a in tell.actions}
        self.tell = tell
        self.counts = Counts(tell, themes)
        lines = {f"{r.title}: {r.where}" if r.where else r.title for r in house.resources}
        asked = {q.ask for q in house.questions if q.id in ALWAYS}
        self.own_words = {
            *OWN.values(), *house.contacts, *lines, *asked, self.roles.everyone,
        }  # fmt: skip
        self._plain: dict[str, str] = {}

    def why_not(self, statement: Statement) -> str:
        """Why a statement does not stand; "" when it does."""
        if statement.kind == "own":
            return "" if statement.text in self.own_words else "these are not the workbench’s words"
        for source in statement.sources:
            if wrong := self._wrong_source(source):
                return wrong
        if not statement.sources and not _needs_none(statement):
            return "it has no source"
        return self._by_kind(statement)

    def _by_kind(self, statement: Statement) -> str:
        if statement.kind == "edited":
            known = statement.edit is not None and statement.edit.who
            return "" if known else "nobody answers for this wording"
        if statement.kind == "verbatim":
            return self._not_said(statement)
        return self._not_a_fact(statement)

    def _wrong_source(self, source: Source) -> str:
        review = self.reviews.get(source.review)
        if review is None:
            return "its source may not be told of, or is not in the library"
        if source.ref is None:
            return ""
        if source.ref not in self.passages and source.ref not in self.actions:
            return "the passage it stands on may not be told of, or is not in the library"
        return ""

    # --- words of a source -----------------------------------------------------------------

    def _not_said(self, statement: Statement) -> str:
        for source in statement.sources:
            if source.ref is None:
                return "words of a passage need the passage"
            if source.ref in self.actions:
                told = _plain(self.actions[source.ref].text)
            else:
                told = self._told(source.ref)
            for piece in (statement.lead, *whole_sentences(statement.text)):
                if piece and _plain(piece) not in told:
                    return f"{source.words()} does not say: {piece[:80]}"
        return ""

    def _told(self, ref: str) -> str:
        """All a passage says, as printed, with days as months, and without its references."""
        if ref not in self._plain:
            p = self.passages[ref]
            whole = "\n".join(filter(None, (p.text, p.answer, p.about)))
            forms = (whole, without_references(whole))
            self._plain[ref] = " | ".join(
                _plain(form) for text in forms for form in (text, coarsened(text))
            )
        return self._plain[ref]

    def wrong_name(self, group: Group) -> str:
        """Why a group may not have its name; "" when it may."""
        if group.owners:
            for statement in group.said:
                for source in statement.sources:
                    held = self.passages[source.ref].owners if source.ref in self.passages else ()
                    if held and not set(held) <= set(group.owners):
                        return "its recommendations have other owners"
            if group.name.startswith("With ") or group.name in self.own_words:
                return ""
            named = all(owner in group.name for owner in group.owners)
            by_role = self._roles_of(group) == {group.name}
            return "" if named or by_role else "it names other owners"
        titles = {review_title(r) for r in self.tell.reviews}
        abouts = {p.about for p in self.tell.passages}
        title = group.name.removesuffix(f": {OWN['needs_improving']}")
        known = group.name in self.own_words or title in titles or group.name in abouts
        return "" if known else "it stands on nothing"

    def _roles_of(self, group: Group) -> set[str]:
        """What a group would be called by the roles of each of its passages' owners."""
        held = (
            {o for s in said.sources if s.ref in self.passages for o in self.passages[s.ref].owners}
            for said in group.said
        )
        return {self.roles.heading(sorted(owners)) for owners in held if owners}

    # --- facts -------------------------------------------------------------------------------

    def _not_a_fact(self, statement: Statement) -> str:
        pattern = PATTERNS.get(statement.pattern)
        if pattern is None:
            return "its words are not among the workbench’s"
        values = [fact.said for fact in statement.facts]
        if statement.pattern in _LISTING:
            head, _, tail = pattern.partition("{}")
            if not (statement.text.startswith(head) and statement.text.endswith(tail)):
                return "its words are not those of its pattern"
            if not all(value in statement.text for value in values):
                return "it leaves out one of its facts"
        elif pattern.count("{}") == len(values):
            if _plain(pattern.format(*values)) != _plain(statement.text):
                return "its words are not those of its facts"
        elif statement.pattern == "value":
            # One cell for what several passages say: each thing once, and nothing else.
            if _capital(listed(list(dict.fromkeys(values)))) != _capital(statement.text):
                return "its words are not those of its facts"
        elif not all(value in statement.text for value in values):
            return "it leaves out one of its facts"
        if wrong := self._owner_left_out(statement):
            return wrong
        names = {f"{_capital(short_name(r))}." for r in self.tell.reviews}
        if statement.lead and statement.lead not in names:
            return "its bold words are the name of no review"
        for fact in statement.facts:
            looked_up = self.counts.why_not if fact.record == "count" else self._recorded
            if wrong := looked_up(fact, statement):
                return wrong
        return ""

    def _owner_left_out(self, statement: Statement) -> str:
        """Whom a cell of owners leaves out of those whom its passages name; "" if it names all."""
        if not any(fact.record == "passage" and fact.field == "owners" for fact in statement.facts):
            return ""
        held = [self.passages[s.ref] for s in statement.sources if s.ref in self.passages]
        left = [o for p in held for o in p.owners if _plain(o) not in _plain(statement.text)]
        return f"it leaves out {left[0]}, who is an owner too" if left else ""

    def _recorded(self, fact: Fact, statement: Statement) -> str:
        look: dict[str, Callable[[Fact], set[str]]] = {
            "review": self._of_review,
            "passage": self._of_passage,
            "action": self._of_action,
            "rule": self._of_rule,
            "code": self._of_code,
            "question": lambda fact: self._of_question(fact, statement),
        }
        if fact.said not in look[fact.record](fact):
            return f"the {fact.record} does not give {fact.said[:60]!r} as {fact.field}"
        return self._not_from_its_sources(fact, statement)

    def _not_from_its_sources(self, fact: Fact, statement: Statement) -> str:
        """Why a reader who follows the statement does not find its fact; "" when it is there."""
        if fact.record not in ("review", "passage", "action") or fact.field == "outcome":
            return ""
        shown = {source.review for source in statement.sources}
        shown |= {source.ref for source in statement.sources if source.ref}
        review = self.reviews.get(fact.key)
        told_in = review.reported_in if review else None  # a yearly report may be what tells of it
        if fact.key in shown or told_in in shown:
            return ""
        return f"the {fact.record} that says it is not among its sources"

    def _of_review(self, fact: Fact) -> set[str]:
        review = self.reviews.get(fact.key)
        return _review_says(review, fact.field) if review else set()

    def _of_passage(self, fact: Fact) -> set[str]:
        passage = self.passages.get(fact.key)
        if passage is None:
            return set()
        value = getattr(passage, fact.field)
        if isinstance(value, tuple):
            return {said := listed(list(value)), _capital(said), *value}
        return {str(value or "–")}

    def _of_action(self, fact: Fact) -> set[str]:
        if fact.field == "outcome":
            return self._outcomes(fact.key.split("|"))
        # A log can use one number twice: any of those that have it.
        held = [a for a in self.tell.actions if f"{a.review}/action/{a.number}" == fact.key]
        values = [str(getattr(a, fact.field) or "–") for a in held]
        days = (values, map(plain_date, values), (plain_date(to_the_month(v)) for v in values))
        return {form for forms in days for form in forms}

    def _outcomes(self, refs: list[str]) -> set[str]:
        answers = self.tell.answers
        if answers is None:
            answers = tuple((a.recommendation or "", a.status or "") for a in self.tell.actions)
        answering = [status.strip() or "no status" for ref, status in answers if ref in refs]
        if not answering:
            return {NO_ACTION}
        statuses = dict.fromkeys(answering)
        many = "One action" if len(answering) == 1 else f"{len(answering)} actions"
        return {f"{many} followed the earlier one: {', '.join(statuses)}."}

    def _of_rule(self, fact: Fact) -> set[str]:
        rule = RULE.fullmatch(fact.key)
        return {plain_date(working_day(rule[2], int(rule[1])))} if rule else set()

    def _of_code(self, fact: Fact) -> set[str]:
        return {self.themes[fact.key][1].strip()} if fact.key in self.themes else set()

    def _of_question(self, fact: Fact, statement: Statement) -> set[str]:
        """A question of the list, where the finding it is asked about has its cues."""
        question = self.questions.get(fact.key)
        about = [self.passages[s.ref] for s in statement.sources if s.ref in self.passages]
        return {question.ask} if question and about and all(map(question.fits, about)) else set()


def _needs_none(statement: Statement) -> bool:
    """What stands on the codebook, or counts nothing, has no passage to show."""
    if statement.facts and all(fact.record == "code" for fact in statement.facts):
        return True
    return counts_nothing(statement)


def _review_says(review: Review, field: str) -> set[str]:
    if field == "kind":
        return {kind_name(review), _capital(kind_name(review))}
    if field == "title":
        return {review.title, review_title(review)}
    if field == "short_name":
        return {short_name(review), _capital(short_name(review))}
    if field == "period":
        a, b = review.started or "", review.ended or ""
        c, d = to_the_month(a), to_the_month(b)
        return {period(a, b), period(c, d), plain_date(c)}
    if field == "status":
        day = review.published or ""
        told = {f"published {plain_date(day)}", f"published {plain_date(to_the_month(day))}"}
        return {review.status.replace("_", " "), *(told if day else ())}
    value = str(getattr(review, field) or "–")
    if field == "publisher":
        return {value, with_articles(value)}
    if field in ("subject", "response_by"):
        return {value, _capital(value)}
    return {value, plain_date(value), plain_date(to_the_month(value))}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _plain(text: str) -> str:
    """Letters and digits only: white space, quotation marks and stops do not count."""
    return " ".join(re.findall(r"\w+", text.casefold()))
