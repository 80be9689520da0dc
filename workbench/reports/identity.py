"""Which id a review gets: from its title, so that it can be read aloud and typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace

from workbench.records import Reading, Review

_LONGEST = 60  # characters: fits a table column and a file name on every system

_SMALL = {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"}


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; ``"review"`` when nothing is left."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    plain = plain.encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    while len("-".join(words)) > _LONGEST and len(words) > 1:
        words.pop()
        # "…-looked-after-and" would read as if something were missing.
        while len(words) > 1 and words[-1] in _SMALL:
            words.pop()
    return "-".join(words)[:_LONGEST] or "review"


def review_id(review: Review, taken: Collection[str]) -> str:
    """An id from the title and, where it says neither, the place and the year it speaks of.

    A second report with the same title gets ``-2``.
    """
    name = slug(review.title)
    # A long title loses its end, and with it the place that tells it from the others.
    place = slug(review.area) if review.area else ""
    if place and place not in name:
        name = f"{name}-{place}"
    # A yearly report is known by the year it is about, a review by the year it came out.
    dates = (review.published, review.ended, review.started)
    year = next((date[:4] for date in dates if date and date[:4].isdigit()), None)
    if review.kind == "annual_report" and review.started and review.ended:
        year = "-".join(dict.fromkeys([review.started[:4], review.ended[2:4]]))
    if year and not re.search(r"(^|-)(19|20)\d\d(-|$)", name):
        name = f"{name}-{year}"
    unique, count = name, 1
    while unique in taken:
        count += 1
        unique = f"{name}-{count}"
    return unique


def with_id(reading: Reading, new: str) -> Reading:
    """The same reading under another review id; refs and mentions follow."""
    old = reading.review.id

    def renamed(identifier: str) -> str:
        return new + identifier[len(old) :] if identifier.startswith(old) else identifier

    return replace(
        reading,
        review=replace(reading.review, id=new),
        passages=tuple(
            replace(p, review=renamed(p.review), ref=renamed(p.ref)) for p in reading.passages
        ),
        figures=tuple(replace(f, review=renamed(f.review)) for f in reading.figures),
        tables=tuple(replace(t, review=renamed(t.review)) for t in reading.tables),
        terms=tuple(replace(t, review=renamed(t.review)) for t in reading.terms),
        actions=tuple(
            replace(
                a,
                review=renamed(a.review),
                recommendation=renamed(a.recommendation) if a.recommendation else None,
            )
            for a in reading.actions
        ),
        reviews=tuple(
            replace(r, id=renamed(r.id), reported_in=renamed(r.reported_in or old))
            for r in reading.reviews
        ),
        checks=tuple(
            replace(c, review=renamed(c.review), refs=tuple(renamed(r) for r in c.refs))
            for c in reading.checks
        ),
    )
