"""Numbers, and the labels they stand beside, counted again from the sources that are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from workbench.briefings.content import Bar, Fact, Picture, Statement
from workbench.briefings.withheld import Tellable
from workbench.briefings.wording import listed
from workbench.records import Passage, Review

_DONE = ("completed", "published")
# What stands in a sentence beside numbers, and may stand beside nothing where they are nothing.
_BESIDE = ("year", "span", "parts")
_IN_YEARS = re.compile(
    r"in (every report|none|(\d+) of the (\d+) reports) of ((?:\d{4}(?:, | and )?)+)"
)


class Counts:
    """Looks the counts of a briefing up among all that may be told.

    Parameters
    ----------
    themes
        Label and definition of the themes that may be named.
    """

    def __init__(self, tell: Tellable, themes: Mapping[str, tuple[str, str]]) -> None:
        self.reviews = {r.id: r for r in tell.reviews}
        self.passages = {p.ref: p for p in tell.passages}
        self.labels = {code: label for code, (label, _) in themes.items()}
        self._look: dict[str, Callable[[Fact, Statement], str]] = {
            "completed": self._stand_so,
            "under way": self._stand_so,
            "owner": self._owned,
            "unowned": self._unowned,
            "statuses": _statuses,
            "year": self._year,
            "theme": self._theme,
            "span": self._span,
            "parts": _parts,
        }

    def why_not(self, fact: Fact, statement: Statement) -> str:
        """Why a count is not borne out by its sources; "" when it is."""
        look = self._look.get(fact.field)
        return look(fact, statement) if look else self._so_many(fact, statement)

    def _so_many(self, fact: Fact, statement: Statement) -> str:
        """Whether there are as many sources, or reviews they are from, as is said."""
        reviews = {source.review for source in statement.sources}
        refs = {source.ref for source in statement.sources}
        if fact.field.endswith("in year") and any(self._year_of(r) != fact.key for r in reviews):
            return f"not all its sources are of {fact.key}"
        of = len(reviews) if "reviews" in fact.field.split() else len(refs)
        # "20 of 74 passages of this year": its sources are all that it was found among.
        among = r"\d+ of (\d+)\b" if statement.pattern == "most_found" else r"(?:all )?(\d+)\b"
        number = re.match(among, fact.said)
        if number is None:
            return ""
        return "" if int(number[1]) == of else f"{of} were counted, not {number[1]}"

    # --- labels ----------------------------------------------------------------------------

    def _year(self, fact: Fact, statement: Statement) -> str:
        """A year that heads a row is that of each report counted in it."""
        if not re.fullmatch(r"\d{4}", fact.said):
            return ""  # the year of a chapter, which its reviews were counted for
        years = {self._year_of(source.review) for source in statement.sources}
        return "" if years == {fact.said} else f"its reports are not those of {fact.said}"

    def _theme(self, fact: Fact, _: Statement) -> str:
        known = self.labels.get(fact.key)
        right = fact.said == known if known else fact.said in self.labels.values()
        return "" if right else "no theme has that name"

    def _span(self, fact: Fact, _: Statement) -> str:
        """The first and last year of all reports that there are."""
        known = {self._year_of(r.id) for r in self.reviews.values() if r.documents}
        wrong = set(re.findall(r"\d{4}", fact.said)) - known
        return f"no report is of {listed(sorted(wrong))}" if wrong else ""

    def _year_of(self, review: str) -> str:
        found = self.reviews.get(review)
        return _year_of(found) if found else ""

    # --- owners and statuses ----------------------------------------------------------------

    def _owned(self, fact: Fact, statement: Statement) -> str:
        """Whether who is said to have recommendations owns each that is shown."""
        owners = [passage.owners for passage in self._shown(statement)]
        if statement.pattern == "count":  # a cell, which is the name and nothing else
            told = bool(owners) and all(fact.said in each for each in owners)
        else:
            told = bool(owners) and all(any(o in fact.said for o in each) for each in owners)
        if not told:
            return f"its recommendations do not name {fact.said[:60]!r} as owner"
        number = re.search(r"(\d+) of \d+", fact.said)
        refs = {source.ref for source in statement.sources}
        wrong = number is not None and int(number[1]) != len(refs)
        return f"{len(refs)} were counted, not {number[1]}" if wrong and number else ""

    def _unowned(self, fact: Fact, statement: Statement) -> str:
        held = self._shown(statement)
        if any(passage.owners for passage in held):
            return "one of them has an owner"
        numbers = listed([str(passage.number) for passage in held])
        return "" if fact.said.endswith(f" {numbers}") else f"those without an owner are {numbers}"

    def _shown(self, statement: Statement) -> list[Passage]:
        refs = dict.fromkeys(s.ref for s in statement.sources if s.ref in self.passages)
        return [self.passages[ref] for ref in refs if ref]

    def _stand_so(self, fact: Fact, statement: Statement) -> str:
        """Whether the reviews that were counted stand as it is said, and are so many."""
        ids = [name for name in fact.key.split("|") if name]
        if any(i not in self.reviews for i in ids):
            return "a review was counted that may not be told of"
        shown = {source.review for source in statement.sources}
        if any(shown.isdisjoint((i, self.reviews[i].reported_in)) for i in ids):
            return "a review that was counted is not among its sources"
        done = fact.field == "completed"
        if any((self.reviews[i].status in _DONE) != done for i in ids):
            return f"not all that were counted are {fact.field}"
        number = {"no": "0", "none": "0"}.get(told := fact.said.split()[0], told)
        return "" if number == str(len(ids)) else f"{len(ids)} were counted"


def counts_nothing(statement: Statement) -> bool:
    """Whether a count says that there is nothing, and so has no passage to show."""
    said = [(fact.field, _is_nothing(fact.said)) for fact in statement.facts]
    return (
        statement.kind == "count"
        and any(nothing for _, nothing in said)
        and all(nothing or field in _BESIDE for field, nothing in said)
    )


def wrong_pictures(picture: Picture) -> Iterator[str]:
    """Where a picture, its table and its sentence do not give the same numbers."""
    drawn = [(bar.label, str(bar.value), str(bar.of)) for bar in picture.bars]
    told = [tuple(cell.text for cell in row) for row in picture.table.rows]
    if drawn != told:
        yield "the picture and its table do not give the same numbers"
    if wrong := _wrong_sentence(picture):
        yield wrong


def _wrong_sentence(picture: Picture) -> str:
    by_field = {fact.field: fact.said for fact in picture.sentence.facts}
    if "by year" in by_field:
        return _wrong_years(by_field["by year"], {bar.label: bar for bar in picture.bars})
    # The theme that is found most often, or whoever has most recommendations.
    most = max((bar.value for bar in picture.bars), default=0)
    leading = [bar for bar in picture.bars if bar.value == most]
    named = by_field.get("theme") or by_field.get("owner", "")
    if not any(bar.label in named for bar in leading):
        return "it does not name what is found most"
    number = re.search(r"(\d+) of (\d+)\b", " ".join(by_field.values()))
    right = number is None or (int(number[1]), int(number[2])) == (most, leading[0].of)
    return "" if right else f"it says {number[0]}" if number else ""


def _wrong_years(said: str, bars: Mapping[str, Bar]) -> str:
    told: set[str] = set()
    for how, some, of, years in _IN_YEARS.findall(said):
        for year in re.findall(r"\d{4}", years):
            bar = bars.get(year)
            if bar is None or not _as_told(how, some, of, bar):
                return f"the table does not say so of {year}"
            told.add(year)
    missed = _missed(bars, told)
    return f"it leaves out {listed(missed)}" if missed else ""


def _missed(bars: Collection[str], told: Collection[str]) -> list[str]:
    return [year for year in bars if year not in told]


def _as_told(how: str, some: str, of: str, bar: Bar) -> bool:
    if how == "every report":
        return bar.value == bar.of
    if how == "none":
        return bar.value == 0
    return (int(some), int(of)) == (bar.value, bar.of)


def _statuses(fact: Fact, statement: Statement) -> str:
    """Whether the actions that were counted are as many as those of each status together."""
    refs = {source.ref for source in statement.sources}
    total = sum(map(int, re.findall(r"\d+", fact.said)))
    return "" if total == len(refs) else f"{len(refs)} were counted, not {total}"


def _parts(fact: Fact, statement: Statement) -> str:
    """Whether the parts are as many together as the passages: "18 of what went well and …"."""
    numbers = [int(n) for n in re.findall(r"(\d+) of ", fact.said)]
    refs = {source.ref for source in statement.sources}
    wrong = numbers and sum(numbers) != len(refs)
    return f"{len(refs)} were counted, not {sum(numbers)}" if wrong else ""


def _year_of(review: Review) -> str:
    """The year a report is counted in: of its publication, else of what it tells of."""
    found = re.search(r"\d{4}", review.published or review.ended or review.started or "")
    return found[0] if found else ""


def _is_nothing(said: str) -> bool:
    return not said or said.startswith(("0", "none", "no ", "not "))
