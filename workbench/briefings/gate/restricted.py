"""Reviews that may not be shown: by title, subject or id, by their sentences, and by counts.

What is restricted comes from the library; this module only knows how to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbench.briefings.gate import fold
from workbench.briefings.gate.view import Hit, View

# Eight words in a row that a restricted report also has were taken from it.
_SAME_WORDS = 8
_ORDINARY = frozenset(
    "the a an of and review reviews practice safeguarding child children learning serious "
    "case local "
    "thematic rapid board partnership report joint audit northern section family".split()
)
_NUMBERS = (
    "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_COUNT = re.compile(
    rf"(?<![\w.,/\-])(\d{{1,3}}|{'|'.join(_NUMBERS[1:])})\s+"
    r"(?:(?:local|child|children's|safeguarding|practice|serious|case|learning|rapid|thematic|"
    r"published|recent|other|of|these|the|our|all|completed|different)\s+){0,5}(?:reviews|"
    r"cspRs|lcsprs|scrs)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Restricted:
    """One review that may not be shown; ``texts`` are its passages."""

    id: str
    title: str
    subject: str | None = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """How many reviews the library has, and how many of them may be shown.

    ``kind``: only reviews of this kind (``serious_case_review``); "" is of every kind.
    """

    everything: int
    shown: int
    kind: str = ""

    def counted_in(self, phrase: str) -> bool:
        """Whether "5 serious case reviews" counts these: a kind is named, or none is asked for."""
        words = self.kind.split("_")
        short = "".join(word[:1] for word in words)
        named = phrase.lower()
        own = set(words) - {"review"}
        return not self.kind or not own.isdisjoint(named.split()) or f"{short}s" in named


class RestrictedReviews:
    """Restricted reviews, ready to be looked for."""

    def __init__(
        self, reviews: Sequence[Restricted] = (), counts: Sequence[ReviewCounts] = ()
    ) -> None:
        self.reviews = tuple(reviews)
        # A total that differs from what may be shown gives the difference away.
        self.telling = [c for c in counts if c.everything != c.shown]
        self.shown = {c.shown for c in counts}

    def find(self, view: View) -> Iterator[Hit]:
        """Restricted reviews in one segment."""
        if self.reviews:
            for found in self._names.finditer(view.text):
                yield Hit("restricted_review", *found.span())
            yield from self._sentences(view)
        for found in _COUNT.finditer(view.text) if self.telling else ():
            written = found[1].lower()
            number = int(written) if written.isdigit() else _NUMBERS.index(written)
            if number not in self.shown and any(
                c.everything == number and c.counted_in(found[0]) for c in self.telling
            ):
                yield Hit(
                    "restricted_review",
                    *found.span(),
                    mend=(
                        "Count only the reviews that may be shown: this number gives a "
                        "restricted one away."
                    ),
                )

    @cached_property
    def _names(self) -> re.Pattern[str]:
        forms = {
            re.sub(r"(?:\\[ \-])+", r"[\\s\\-]+", re.escape(fold.plain(name)))
            for review in self.reviews
            for name in _called(review)
        }
        longest = sorted(forms, key=lambda form: (-len(form), form))
        return re.compile(
            rf"(?<![^\W_])(?:{'|'.join(longest) or '(?!)'})(?:'s)?(?![^\W_])", re.IGNORECASE
        )

    @cached_property
    def _runs(self) -> frozenset[tuple[str, ...]]:
        return frozenset(
            run for review in self.reviews for text in review.texts for run in _runs_of(text)[1]
        )

    def _sentences(self, view: View) -> Iterator[Hit]:
        if not self._runs:
            return
        places, runs = _runs_of(view.text, folded=True)
        start = end = None
        for n, run in enumerate(runs):
            if run in self._runs:
                start = places[n][0] if start is None else start
                end = places[n + _SAME_WORDS - 1][1]
            elif start is not None and end is not None and places[n][0] > end:
                yield Hit("restricted_review", start, end)
                start = end = None
        if start is not None and end is not None:
            yield Hit("restricted_review", start, end)


def _called(review: Restricted) -> Iterator[str]:
    for name in (review.title, review.subject or "", review.id):
        words = re.findall(r"\w+", name.lower())
        if words and not set(words) <= _ORDINARY and len(name) > 3:
            yield name
        # "Child Fern" is also told by "Fern's review": the name after "Child" with a capital.
    subject = re.fullmatch(r"(?:Child|Baby|Family|Young person) (\w{3,})", review.subject or "")
    if subject:
        yield f"{subject[1]}'s review"
        yield f"{subject[1]} review"
        yield f"review of {subject[1]}"


def _runs_of(
    text: str, *, folded: bool = False
) -> tuple[list[tuple[int, int]], list[tuple[str, ...]]]:
    plain = text if folded else fold.plain(text)
    words = [(m.span(), m[0].lower()) for m in re.finditer(r"[\w']+", plain)]
    runs = [
        tuple(word for _, word in words[n : n + _SAME_WORDS])
        for n in range(len(words) - _SAME_WORDS + 1)
    ]
    return [span for span, _ in words], runs
