"""What may not be told: restricted and withheld reviews, by whatever name another report uses.

A review that a board chose not to publish may be named in a yearly report, told of in its
learning, and counted in its totals. None of that may reach a briefing, and neither may a count
from which it could be worked out: so it is taken away before anything is chosen or counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.briefings.wording import short_name
from workbench.records import Action, Passage, Review


@dataclass(frozen=True, slots=True)
class Tellable:
    """What is left when all that may not be told is taken away."""

    reviews: tuple[Review, ...]
    passages: tuple[Passage, ...]
    actions: tuple[Action, ...] = ()
    # (recommendation's ref, status) of each action known to answer one, where that was worked out;
    # None: as the actions' own records name it.
    answers: tuple[tuple[str, str], ...] | None = None

    def review(self, identifier: str) -> Review | None:
        return next((r for r in self.reviews if r.id == identifier), None)


def is_restricted(review: Review) -> bool:
    """Whether a review itself says that it may not be told of."""
    return review.restricted is not None or review.status == "withheld"


def restricted_ids(reviews: Iterable[Review]) -> frozenset[str]:
    """Restricted reviews, and any that another report tells of under the same name."""
    reviews = list(reviews)
    marked = [r for r in reviews if is_restricted(r)]
    names = {_folded(short_name(r)) for r in marked}
    ids = {r.id for r in marked}
    ids |= {r.id for r in reviews if not r.documents and _folded(short_name(r)) in names}
    # What a withheld report mentions is known only from it.
    ids |= {r.id for r in reviews if r.reported_in in ids and not r.documents}
    return frozenset(ids)


def tellable(
    reviews: Sequence[Review], passages: Iterable[Passage], actions: Iterable[Action] = ()
) -> Tellable:
    """Reviews, passages and actions without any that is, is about, or names a restricted one."""
    hidden = restricted_ids(reviews)
    named = _named([r for r in reviews if r.id in hidden])
    return Tellable(
        tuple(r for r in reviews if r.id not in hidden),
        tuple(p for p in passages if p.review not in hidden and not _tells(p, named)),
        tuple(
            a
            for a in actions
            if a.review not in hidden and not _says(named, a.text, a.comment, a.owner)
        ),
    )


def _named(hidden: Sequence[Review]) -> re.Pattern[str] | None:
    names = {short_name(r) for r in hidden} | {r.title for r in hidden}
    names |= {re.sub(r"\A[Cc]hild(?:ren)?\s+(?=[A-Z][a-z]{2,})", "", name) for name in names}
    telling = sorted((n for n in names if len(n) > 2), key=len, reverse=True)
    if not telling:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, telling))})(?!\w)")


def _tells(passage: Passage, named: re.Pattern[str] | None) -> bool:
    return _says(named, passage.text, passage.about, passage.section, passage.answer)


def _says(named: re.Pattern[str] | None, *texts: str | None) -> bool:
    return named is not None and any(named.search(text) for text in texts if text)


def _folded(name: str) -> str:
    return re.sub(r"\W+", " ", name.casefold()).strip()
