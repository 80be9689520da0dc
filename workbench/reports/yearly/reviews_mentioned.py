"""Practice reviews that a yearly report tells of: which, how far, with whom, about what.

A review is told of in a list ("Completed an SCR regarding ..."), in prose, in a table, in the
box of a challenge, or under a heading of its own. The same review may be told of several times;
:func:`mentions` finds each telling and :func:`gathered` puts them together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from workbench.records import Passage, Review, ReviewKind
from workbench.reports.identity import slug
from workbench.reports.shared.sections import Placed
from workbench.reports.yearly.review_sections import told_in_sections
from workbench.reports.yearly.review_tellings import Mention, from_challenge, from_table, told
from workbench.reports.yearly.review_words import kinds_in
from workbench.sentences import sentences


@dataclass(slots=True)
class Told:
    """A review and every telling of it, the first in the document first."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def kind(self) -> ReviewKind:
        return self.mentions[0].kind

    @property
    def name(self) -> str | None:
        return next((m.name for m in self.mentions if m.name), None)


def mentions(blocks: Sequence[Placed], challenges: Sequence[Passage] = ()) -> list[Mention]:
    """Every telling of a particular review, in reading order.

    Reviews in general ("learning from serious case reviews") and mere numbers of them are left
    out: a review has a name or a subject, and something was done about it.
    """
    found: list[Mention] = []
    for here in blocks:
        block = here.block
        if block.kind == "heading":
            continue
        if block.kind == "table":
            found += from_table(here)
            continue
        listed = block.kind in ("bullet", "numbered")
        if listed:
            # An item of a list is about one thing to its end.
            found += told(block.text, here, listed)
            continue
        spoken: str | None = None  # the kind of review that the sentence before speaks of
        for start, end in sentences(block.text):
            sentence = block.text[start:end]
            for mention in told(_in_full(sentence, spoken), here, listed):
                found.append(replace(mention, sentence=sentence))
            named = kinds_in(sentence)
            spoken = named[-1][1].replace("_", " ") if named else spoken
    for challenge in challenges:
        found += from_challenge(challenge, blocks)
    found += told_in_sections(blocks)
    found.sort(key=lambda mention: mention.here.index)
    return found


_ANOTHER = re.compile(
    r"^(?P<lead>(?:In \w+(?: \d{4})?,? )?(?:we (?:also )?\w+ )?)"
    r"(?P<which>(?:a|one|the) (?:further|second|third|fourth|new|other|additional)|another) "
    r"reviews?\b",
    re.IGNORECASE,
)


def _in_full(sentence: str, spoken: str | None) -> str:
    """``A further review, about ...`` behind a sentence on practice reviews is one of them."""
    if spoken is None:
        return sentence
    return _ANOTHER.sub(
        lambda found: f"{found['lead']}{found['which'].replace('nother', ' further')} {spoken}",
        sentence,
    )


_ALIKE_KINDS = ({"learning_review", "thematic_review"},)
_COMMON = frozenset(
    """a an and the of on in for to with by at from into as was were had has have been his her
    their who which that this child children young person people year old years teenage
    teenager boy girl baby infant case death died tragic sad theme suspected related review
    family aged following serious learning local""".split()
)


def _stems(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return {word[:6] for word in words if word not in _COMMON and len(word) > 2}


def gathered(found: Sequence[Mention]) -> list[Told]:
    """The reviews, each with all its tellings: by name, by subject, or by what is rare in it."""
    told: list[Told] = []
    for mention in sorted(found, key=lambda m: (not m.listed, m.name is not None, m.here.index)):
        known = next((t for t in told if _same(t, mention)), None)
        if known is None:
            told.append(Told([mention]))
        else:
            known.mentions.append(mention)
    return sorted(told, key=lambda t: min(m.here.index for m in t.mentions))


def _same(told: Told, mention: Mention) -> bool:
    if told.name and mention.name:
        return told.name.casefold() == mention.name.casefold()
    if {told.kind, mention.kind} not in _ALIKE_KINDS and told.kind != mention.kind:
        return False
    if not mention.subject:
        return False
    subjects = [m.subject for m in told.mentions if m.subject]
    own = _stems(mention.subject)
    for subject in subjects:
        theirs = _stems(subject)
        if (
            fuzz.token_set_ratio(subject.casefold(), mention.subject.casefold()) >= 88
            and own & theirs
        ):
            return True
        if mention.name or told.name:
            # An anonymous item of the list and the section that tells of it by name.
            shorter = min(own, theirs, key=len)
            if shorter and own & theirs and len(own & theirs) * 2 >= len(shorter):
                return True
        elif own and (own == theirs or (len(own & theirs) > 1 and own & theirs in (own, theirs))):
            return True
    return False


def reviews(told: Sequence[Told], reported_in: str) -> tuple[Review, ...]:
    """One record a review, with what all its tellings say together."""
    made: list[Review] = []
    taken: set[str] = set()
    for item in told:
        review = _record(item, reported_in)
        count, unique = 1, review.id
        while unique in taken:
            count += 1
            unique = f"{review.id}-{count}"
        taken.add(unique)
        made.append(replace(review, id=unique))
    return tuple(made)


def _record(told: Told, reported_in: str) -> Review:
    first = told.mentions[0]
    strongest = next(
        (m for s in ("withheld", "published") for m in told.mentions if m.status == s), None
    )
    subject = next((m.subject for m in told.mentions if m.subject), None)
    kind = first.kind.replace("_", " ").capitalize()
    title = f"{kind}: {told.name or subject or 'not named'}"
    return Review(
        id=f"{reported_in}-{slug(title)}",
        title=title,
        kind=first.kind,
        subject=subject,
        status=(strongest or first).status or "completed",
        joint_with=next((m.joint_with for m in told.mentions if m.joint_with), None),
        published=next((m.published for m in told.mentions if m.published), None),
        restricted=next((m.restricted for m in told.mentions if m.restricted), None),
        reported_in=reported_in,
    )
