"""Titles that say of what stands under them that it is good, or that it falls short."""

from __future__ import annotations

import re

from workbench.records import Polarity
from workbench.reports.parts.titles import plain_title

_STRENGTHS = re.compile(
    r"(?:what|where|things that) (?:is|are|was|were|we(?:'re| are| were)?|has|have)?\s?(?:been |"
    r"doing |did |going |went |working |worked |done |do |proud )+(?:of|well)?\b|"
    r"what (?:worked|went|works) well|(?:key |areas? of |identified |overall )*(?:strengths?|"
    r"positives?|positive practice)\b.{0,40}|areas? of strength|practice strengths|"
    r"evidence of good .{0,40}",
)
_SHORTFALLS = re.compile(
    r"(?:what|where) (?:are|were) (?:we|auditors|partners) (?:worried|concerned|less).{0,40}|"
    r"(?:key |main )*(?:areas?|opportunities|points|issues) (?:for|of|requiring|needing) "
    r"(?:further |practice )*(?:development|improvements?|concern|attention|strengthening|"
    r"challenge)\b.{0,40}|what (?:could|needs?|should|must) (?:to )?(?:be )?(?:better|improved?|"
    r"change|happen).{0,30}|even better if|what (?:did not|didn't|was not|wasn't|has not) "
    r"(?:work|go|working).{0,30}|(?:worries|concerns|weaknesses|gaps|challenges|shortfalls|"
    r"barriers)(?: (?:identified|found|in practice))?|(?:practice )?improvements? needed|"
    r"room for improvement",
)


def leaning_of(title: str) -> Polarity | None:
    """Whether what stands under a title is good or falls short, where the title says so."""
    plain = plain_title(re.sub(r"^\W*\d+(?:\.\d+)*[.)]?\s+", "", title))
    if _STRENGTHS.fullmatch(plain):
        return "strength"
    return "improvement" if _SHORTFALLS.fullmatch(plain) else None
