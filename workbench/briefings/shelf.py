"""One review's passages, sorted by what a briefing needs them for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workbench.briefings.content import Fact, Group, Points, Prose, Source, Statement
from workbench.briefings.fixed_words import OWN, PATTERNS
from workbench.briefings.questions import for_findings
from workbench.briefings.roles import Roles, is_everyone
from workbench.briefings.selection import Asked, asked_once, distinct, folded, spread
from workbench.briefings.settings import DatePolicy, House
from workbench.briefings.wording import (
    as_sentence,
    but,
    cited_name,
    coarsened,
    falls_short,
    first_line,
    headline,
    in_short,
    kind_name,
    listed,
    opens_well,
    period,
    plain_date,
    review_title,
    stands_alone,
    to_the_month,
    told,
    whole_sentences,
    with_articles,
)
from workbench.records import Passage, Review

INSPECTIONS = ("cqc_review", "joint_inspection", "ofsted_inspection")
_INTRODUCTION = re.compile(
    r"introduc|why\s+(?:this|the|a)\s+review|background|reason|circumstances|about\s+(?:this|the)"
    r"\s+review|context|purpose|commission|summary",
    re.IGNORECASE,
)
_HEADED = re.compile(r"H(\d+)")  # as the reader of joint inspections counts headline findings
_HEADLINE = re.compile(r"headline|overall|summary\s+of\s+findings|key\s+messages", re.IGNORECASE)
# Sentences that tell a reader about the report and not about the child.
_HOUSEKEEPING = re.compile(
    r"\binvented\b|\b(?:names?|details?)\b.*\bchanged\b|\bthis report\b.*\b(?:sets out|describes|is"
    r" (?:about|set out))|\bpublish(?:ed)?\b|\bcopyright\b|\banonymi[sz]",
    re.IGNORECASE,
)
# What befell a child or an adult, in a report that has no introduction of its own.
_EVENT = re.compile(
    r"\b(?:was|were|is|had been|has been)\s+(?:\w+ly\s+)?(?:killed|injured|harmed|born|found|abused"
    r"|neglected|assaulted|stabbed|murdered|hurt|admitted|convicted)\b|\b(?:died|suffered|sustained)\b",
    re.IGNORECASE,
)
# What stands above examples of good practice and is none.
_LEAD_IN = re.compile(
    r":\s*\Z|\b(?:the\s+review|the\s+panel|we|reviewers?|inspectors?)\s+(?:looked|was asked"
    r"|were asked|has|have|also|saw|found|heard|identified|noted|wish|want|would like)\b[^.]*"
    r"\b(?:good|strong|effective|positive)\s+practice\b|\b(?:following|below)\b[^.]*\b(?:examples?"
    r"|practice|points?)\b|\bexamples?\s+of\s+good\s+practice\b[^.]*\b(?:below|follow|include|were)",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:exceptional|exemplary|swift|skilled|skilful|(?:was|were|and) kind|persisten\w+"
    r"|careful|good practice|strength|commend\w*|thoughtful|effective(?:ly)?|excellent"
    r"|real strengths?|tenaci\w+|compassion\w*"
    r"|went (?:out of|beyond)|praise\w*|impressive)\b",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(?:not|no|nobody|never|without|however|but|fail\w*|weak\w*)\b", re.IGNORECASE
)
# "by the Northmoor Safeguarding Children Partnership", but "by Ofsted and others".
_TAKES_THE = re.compile(r"\A[^,]*\b(?:Partnership|Board|Commission|Panel|Council)\b(?!.*,)")
_A_WHOLE_QUOTE = re.compile(r"""\A[“"'‘]?[A-Z].*[.!?][”"'’]?\Z""", re.DOTALL)
# A recommendation that says itself that something is asked.
_ASKS = re.compile(
    r"\b(?:should|must|shall|ought|needs?\s+to|(?:is|are)\s+(?:asked|required|expected)\s+to"
    r"|recommend\w*|will|to\s+be)\b|\A\w+\s+to\s+\w",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\b(?:audit(?:s|ed)?|test(?:ed|s)?|counted|measured|measures?\s+(?:how|whether|if|will)|quarterly"
    r"|each\s+quarter|twice\s+a\s+year|how\s+(?:often|many)|be\s+told\s+each|evaluat\w+|dip\s+sampl\w+"
    r"|report(?:ed)?\s+(?:back|each|every|on\s+(?:this|it)|to\s+the\s+(?:board|partnership)))\b",
    re.IGNORECASE,
)


class Shelf:
    """What one review offers a briefing, each thing with its source.

    Parameters
    ----------
    dates
        ``month``: exact days are told as months, in facts and inside sentences.
    short
        The report's name behind a statement; "" is what its title gives.
    """

    def __init__(
        self,
        review: Review,
        passages: Sequence[Passage],
        dates: DatePolicy = "day",
        short: str = "",
    ) -> None:
        self.review = review
        self.passages = passages
        self.dates = dates
        self.title = review_title(review)
        self.short = short or cited_name(review)

    # --- statements ------------------------------------------------------------------------

    def source(self, passage: Passage | None = None) -> Source:
        """Where a passage stands; None: the review's own details."""
        if passage is None:
            return Source(self.review.id, self.title, short=self.short)
        kind: str = passage.kind
        number = passage.number
        if headed := _HEADED.fullmatch(number or ""):
            # Inspectors print no number there: it is found under its heading, by its place.
            kind, number = "headline paragraph", headed[1]
        return Source(
            self.review.id, self.title, passage.ref, kind, number, passage.page, self.short
        )

    def verbatim(self, passage: Passage, text: str, lead: str = "") -> Statement:
        """Words of a passage, days told as months where that is the policy."""
        if self.dates == "month":
            text, lead = coarsened(text), coarsened(lead)
        return Statement(text, (self.source(passage),), lead=lead)

    def fact(self, pattern: str, *values: tuple[str, str]) -> Statement:
        """Fixed words around fields of the review: ``(field, as it is said)``."""
        facts = tuple(Fact("review", self.review.id, name, said) for name, said in values)
        text = PATTERNS[pattern].format(*(said for _, said in values))
        return Statement(as_sentence(text), (self.source(),), "fact", "", pattern, facts)

    def day(self, date: str) -> str:
        """A date as the policy lets it be told."""
        return plain_date(to_the_month(date) if self.dates == "month" else date)

    def of(self, *kinds: str) -> list[Passage]:
        return [p for p in self.passages if p.kind in kinds]

    # --- what it was -----------------------------------------------------------------------

    def background(self) -> tuple[Statement, ...]:
        """The facts of the review itself, one a sentence, those that are known."""
        review = self.review
        sort = ("kind", kind_name(review))
        if review.publisher:
            the = _TAKES_THE.search(review.publisher) and not review.publisher.startswith("the ")
            pattern = "is_a_by_the" if the else "is_a_by"
            said = [self.fact(pattern, sort, ("publisher", with_articles(review.publisher)))]
        else:
            said = [self.fact("is_a", sort)]
        if review.published:
            exact = self.dates == "day" and len(review.published) == 10
            pattern = "published" if exact else "published_month"
            said.append(self.fact(pattern, ("published", self.day(review.published))))
        if review.started and review.ended:
            a, b = review.started, review.ended
            if self.dates == "month":
                a, b = to_the_month(a), to_the_month(b)
            when = period(a, b) if a != b else plain_date(a)
            visit = review.kind in INSPECTIONS
            pattern = ("visited" if a != b else "visited_month") if visit else "covers"
            said.append(self.fact(pattern, ("period", when)))
        if self._subject_tells():
            said.append(self.fact("looked_at", ("subject", str(review.subject))))
        if review.people_counted and review.people_counted > 1:
            said.append(self.fact("people", ("people_counted", str(review.people_counted))))
        return tuple(said)

    def _subject_tells(self) -> bool:
        """A subject that says more than the title does, and goes on a sentence: not a name."""
        subject = self.review.subject or ""
        return subject[:1].islower() and folded(subject) not in folded(self.review.title)

    def what_happened(self, room: int) -> tuple[Statement, ...]:
        """Why there was a review: from its introduction, else from its headline findings."""
        told_of = self._introduction()
        said: list[Statement] = []
        for passage in told_of[:4]:
            kept: list[str] = []
            for sentence in whole_sentences(passage.text):
                if len(sentence.split()) > room or _HOUSEKEEPING.search(sentence):
                    break
                kept.append(as_sentence(sentence))
                room -= len(sentence.split())
            if kept:
                said.append(self.verbatim(passage, " ".join(kept)))
            if room < 12:
                break
        return tuple(said)

    def _introduction(self) -> list[Passage]:
        """Paragraphs that say why there was a review, in the first of these places that has any."""
        paragraphs = self.of("paragraph")
        places = (
            lambda p: _INTRODUCTION.search(p.section or ""),
            lambda p: _HEADLINE.search(p.section or "") or re.match(r"H\d", p.number or ""),
            lambda p: _EVENT.search(whole_sentences(p.text)[0]),
        )
        for place in places:
            found = [p for p in paragraphs if place(p)]
            told = [p for p in found if not _HOUSEKEEPING.search(whole_sentences(p.text)[0])]
            if told:
                return told
        return []

    def as_printed(self, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        """Statements in the order in which their passages stand in the report."""
        place = {p.ref: i for i, p in enumerate(self.passages)}
        return tuple(sorted(statements, key=lambda s: place[str(s.sources[0].ref)]))

    def episodes(self, sentence_up_to: int = 28) -> list[Statement]:
        """The key practice episodes: what each is called, and its first short sentence.

        A later sentence is taken only where it can be read without those before it.
        """
        said = []
        for passage in self.of("episode"):
            name, body = first_line(passage)
            short = (
                s for i, s in enumerate(whole_sentences(body)[:3])
                if len(s.split()) <= sentence_up_to and (i == 0 or stands_alone(s))
            )  # fmt: skip
            first = next(short, "")
            text = as_sentence(first) if first else ""
            if name and text:
                said.append(self.verbatim(passage, text, lead=f"{name.rstrip(' :')}:"))
            elif name or text:
                said.append(self.verbatim(passage, as_sentence(name or text)))
        # A mere name tells little beside those that say what happened.
        telling = [s for s in said if s.lead] if any(s.lead for s in said) else said
        return telling

    def voice(self, longest: int = 38) -> list[Statement]:
        """What a child or the family said, short enough to be read aloud."""
        found = [
            p
            for p in self.of("quote")
            if 6 <= len(p.text.split()) <= longest and _A_WHOLE_QUOTE.match(p.text.strip())
        ]
        return [self.verbatim(p, _in_marks(p.text), lead=_speaker(p.about)) for p in found]

    # --- what was found --------------------------------------------------------------------

    def shortfalls(self) -> list[Passage]:
        """What was found wanting: what led to most recommendations first, no part forgotten."""
        kinds = ("improvement",) if self.of("improvement") else ("finding",)
        found = [
            p
            for p in self.of(*kinds)
            if p.kind == "improvement"
            or p.polarity in ("improvement", None)
            or (p.polarity == "mixed" and falls_short(p.text))
        ]
        if not found:
            found = self.of("learning")
        found.sort(
            key=lambda p: (
                p.polarity == "mixed" or (self._opens_well(p) and not but(p.text)),
                -len(p.cites),
            )
        )
        return spread(found)

    def finding(self, passage: Passage, detail: int) -> Statement:
        """A finding: what it is; with detail 1 also why it matters; with 2 also what was seen.

        One that is mixed, or opens with what works, is told with what stands against that.
        """
        if passage.about and passage.kind == "finding" and self.review.kind == "annual_report":
            # What an audit found is told with the audit it comes from.
            said = " ".join(filter(None, (headline(passage.text), self.turn(passage))))
            return self.verbatim(passage, said, lead=f"{passage.about}:")
        parts = told(passage.text)
        turn = self.turn(passage)
        if turn and turn != parts.headline:
            # What went well and what did not, both: half of it would not be what was found.
            return self.verbatim(passage, turn, lead=parts.headline)
        more = [parts.seen] if detail > 1 and not _PRAISE.search(parts.seen) else []
        more += [parts.why] if detail > 0 else []
        text = " ".join(part for part in more if part)
        if not text:
            return self.verbatim(passage, parts.headline)
        return self.verbatim(passage, text, lead=parts.headline)

    def turn(self, passage: Passage) -> str:
        """What stands against the first sentence of a finding that tells only the better half."""
        half = passage.polarity == "mixed" or self._opens_well(passage)
        return but(passage.text) if half else ""

    def _opens_well(self, passage: Passage) -> bool:
        """Whether what fell short is not in a finding's first sentence: it says half of it."""
        wanting = passage.kind == "finding" and passage.polarity == "improvement"
        return wanting and opens_well(passage.text)

    def good_practice(self, longest: int = 45) -> list[Statement]:
        """What was done well, in sentences that say what it was."""
        praised = [p for p in self.of("good_practice") if not _LEAD_IN.search(headline(p.text))]
        praised += self.of("strength")
        praised += [p for p in self.of("finding") if p.polarity == "strength"]
        said = [self.verbatim(p, headline(p.text, longest)) for p in spread(praised)]
        if not said:
            said = self._praise_in_passing(longest)
        return distinct(said)

    def _praise_in_passing(self, longest: int) -> list[Statement]:
        said = []
        for passage in self.of("finding", "episode"):
            for sentence in whole_sentences(passage.text):
                size = len(sentence.split())
                if (
                    7 <= size <= longest
                    and _PRAISE.search(sentence)
                    and not _BLAME.search(sentence)
                ):
                    said.append(self.verbatim(passage, as_sentence(sentence)))
                    break
        return said

    # --- what is asked ---------------------------------------------------------------------

    def learning(self, longest: int = 40) -> list[Statement]:
        """What every practitioner can do, in the report's own words."""
        return distinct(self.verbatim(p, in_short(p.text, longest)) for p in self.of("learning"))

    def asks(self, *kinds: str) -> list[Group]:
        """What must be done, by who must do it; one sentence said to several owners once.

        ``kinds`` are those of the passages that ask; none named is recommendations and questions.
        """
        groups: dict[tuple[str, ...], list[Statement]] = {}
        for one in asked_once(self.of(*(kinds or ("recommendation", "question")))):
            said = self.asked(one, headline(one.passages[0].text))
            board = one.passages[0].kind == "question" and not one.owners
            groups.setdefault(("?",) if board else one.owners, []).append(said)
        return [Group(_group_name(owners), tuple(said), tuple(o for o in owners if o != "?"))
                for owners, said in groups.items()]  # fmt: skip

    def asked(self, one: Asked, words: str) -> Statement:
        """Words of what is asked, with every passage that asks it."""
        said = self.verbatim(one.passages[0], words)
        return replace(said, sources=tuple(map(self.source, one.passages)))

    def asks_by_role(self, roles: Roles) -> list[Group]:
        """What must be done, by the role of those who must do it; what asks everyone first."""
        by_role: dict[str, Group] = {}
        for group in self.asks("recommendation"):
            name = roles.heading(group.owners) if group.owners else group.name
            known = by_role.get(name, Group(name, ()))
            owners = tuple(dict.fromkeys((*known.owners, *group.owners)))
            by_role[name] = Group(name, (*known.said, *group.said), owners)
        everyone = [group for group in by_role.values() if any(map(is_everyone, group.owners))]
        return everyone + [group for group in by_role.values() if group not in everyone]

    def board_questions(self) -> list[Statement]:
        """What the report asks the board to consider, where it asks in place of recommending."""
        return distinct(self.verbatim(p, headline(p.text)) for p in self.of("question"))

    def questions_on(
        self, findings: Sequence[Passage], most: int, house: House
    ) -> tuple[Statement, ...]:
        """Questions for a team, each about one of these findings."""
        said = []
        for question, passage in for_findings(findings, most, house.questions):
            fact = Fact("question", question.id, "ask", question.ask)
            said.append(
                Statement(question.ask, (self.source(passage),), "fact", "", "question", (fact,))
            )
        return tuple(said)

    def measures(self, most: int = 2, longest: int = 38) -> list[Statement]:
        """How the report wants it to be known: sentences of recommendations that say so.

        Not the one that says what is asked: that stands under what to do.
        """
        said = []
        for passage in self.of("recommendation"):
            asked = headline(passage.text)
            for sentence in whole_sentences(passage.text):
                if as_sentence(sentence) == asked:
                    continue
                size = len(sentence.split())
                if 7 <= size <= longest and _MEASURE.search(sentence) and stands_alone(sentence):
                    said.append(self.verbatim(passage, as_sentence(sentence)))
                    break
        return distinct(said)[:most]

    def answers(self, as_of: str) -> list[Statement]:
        """When an answer to the report is due, or was due before ``as_of``, where it says so."""
        review = self.review
        said = []
        if review.response_due:
            pattern = "answer_was_due" if review.response_due < as_of else "answer_due"
            said.append(self.fact(pattern, ("response_due", plain_date(review.response_due))))
        elif review.response_terms:
            said.append(self.fact("answer_terms", ("response_terms", review.response_terms)))
        return said


def own(name: str) -> Statement:
    """One of the workbench's own sentences, marked as such."""
    return Statement(OWN[name], kind="own")


def always_asked(name: str, house: House) -> Statement:
    """One of the questions that are asked whatever was found, as the partnership words it."""
    words = next((q.ask for q in house.questions if q.id == name), OWN[name])
    return Statement(words, kind="own")


def found_blocks(found: Sequence[Statement]) -> tuple[Points | Prose, ...]:
    """Findings as a list; points for improvement, which are no sentences, with words before."""
    points = Points(tuple(found))
    if found and found[0].sources[0].kind == "improvement":
        return Prose((own("needs_to_improve"),)), points
    return (points,)


def introduced(
    asks: Sequence[Statement], words: str = "make_sure", share: float = 0.5
) -> tuple[Prose, ...]:
    """Words before recommendations that are told as what is to be so ("GPs are supported to …").

    Inspectors print "should ensure that:" once, over all of them; without it they read as praise.
    They are put in front where more than ``share`` of all are told so.
    """
    bare = [
        s for s in asks if not _ASKS.search(f"{s.lead} {s.text}".strip()) and _is_recommended(s)
    ]
    return (Prose((own(words),)),) if len(bare) > share * len(asks) else ()


def _is_recommended(said: Statement) -> bool:
    return any(source.kind == "recommendation" for source in said.sources)


def _group_name(owners: tuple[str, ...]) -> str:
    if owners == ("?",):
        return OWN["for_the_board"]
    if not owners:
        return OWN["for_no_one"]
    return listed(owners) if len(owners) < 3 else f"For several agencies: {listed(owners)}"


def _in_marks(quote: str) -> str:
    """Somebody's words as a quotation, in marks of its own or in ours."""
    said = " ".join(quote.split())
    return said if said[:1] in "“\"'‘" else f"“{said}”"


def _speaker(about: str | None) -> str:
    return f"{about[:1].upper()}{about[1:]}:" if about else ""
