"""What a codebook is made of: facets, codes, notes on hard cases, crosswalks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

FACETS = ("theme", "topic", "agency", "stage", "polarity")


@dataclass(frozen=True, slots=True)
class Code:
    """One code. ``terms`` maps a cue word or phrase to its weight."""

    facet: str
    id: str
    label: str
    definition: str
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    terms: Mapping[str, float] = field(default_factory=dict)
    since: date | None = None  # None: from the beginning
    ended: date | None = None  # the day from which it is retired or split
    split_into: tuple[str, ...] = ()

    def in_use(self, as_of: date | None = None) -> bool:
        """Whether it may be given on that day; without a day, whether it has not been ended."""
        if as_of is None:
            return self.ended is None
        begun = self.since is None or self.since <= as_of
        return begun and (self.ended is None or as_of < self.ended)


@dataclass(frozen=True, slots=True)
class Facet:
    """One question put to every passage, with how many codes may answer it."""

    id: str
    label: str
    question: str
    least: int
    most: int
    codes: Mapping[str, Code]


@dataclass(frozen=True, slots=True)
class HardCase:
    """A case on which coders differed, and what was agreed."""

    facets: tuple[str, ...]
    when: str
    then: str
    why: str


@dataclass(frozen=True, slots=True)
class Target:
    """One heading of another list, with the codes that map onto it as (facet, code)."""

    id: str
    label: str
    codes: tuple[tuple[str, str], ...]
    certainty: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Another list of themes through which coded passages can be read."""

    id: str
    label: str
    source: str
    published: str
    certainty: str
    targets: tuple[Target, ...]
    note: str = ""
