"""What a careful reader notices about the numbers and references of a report.

Each check is a function from a reading to what it noticed; none alters the reading.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise

from rapidfuzz import fuzz

from workbench.records import Check, Passage, Reading

# The same sentence with another full stop or another space, but not one with another word.
_SAME_TEXT = 98.0


def references_that_lead_nowhere(reading: Reading) -> list[Check]:
    """A passage cites a recommendation that the report does not have."""
    numbers = _numbers(_of(reading, "recommendation", "question"))
    groups = {number.rpartition(".")[0] for number in numbers}
    found = []
    for passage in reading.passages:
        for number in passage.cites:
            if number not in numbers and number not in groups:
                known = (
                    f"The recommendations run from {_ends(numbers)}."
                    if numbers
                    else ("No numbered recommendations were found in the report.")
                )
                found.append(
                    _check(
                        reading,
                        "reference_leads_nowhere",
                        f"{_name(passage)} cites recommendation {number}, which is not in the "
                        f"report. {known}",
                        [passage],
                    )
                )
    return found


def recommendations_never_cited(reading: Reading) -> list[Check]:
    """A numbered recommendation that no passage leads to, in a report that cites the others."""
    cited = {number for passage in reading.passages for number in passage.cites}
    numbered = [p for p in _of(reading, "recommendation") if p.number]
    if sum(_is_cited(p.number or "", cited) for p in numbered) * 2 < len(numbered):
        return []
    return [
        _check(
            reading,
            "recommendation_never_cited",
            f"Recommendation {passage.number} is cited by no finding, so the report does not say "
            "what it rests on.",
            [passage],
        )
        for passage in numbered
        if not _is_cited(passage.number or "", cited)
    ]


def numbers_missing(reading: Reading) -> list[Check]:
    """A gap in the numbers of findings or recommendations."""
    found = []
    for kind in ("finding", "recommendation"):
        for before, after in pairwise(_numbered(_of(reading, kind))):
            missing = _between(before.number or "", after.number or "")
            if missing:
                found.append(
                    _check(
                        reading,
                        "number_missing",
                        f"{kind.capitalize()} {_listed(missing)} {_is_are(missing)} missing: "
                        f"{before.number} is followed by {after.number}.",
                        [before, after],
                    )
                )
    return found


def numbers_used_twice(reading: Reading) -> list[Check]:
    """Two findings, or two recommendations, with one number."""
    found = []
    for kind in ("finding", "recommendation"):
        by_number: dict[str, list[Passage]] = defaultdict(list)
        for passage in _numbered(_of(reading, kind)):
            by_number[passage.number or ""].append(passage)
        if _numbered_afresh(by_number):
            continue
        for number, passages in by_number.items():
            if len(passages) > 1 and not _one_group(number, passages):
                found.append(
                    _check(
                        reading,
                        "number_used_twice",
                        f"{kind.capitalize()} {number} stands {_times(len(passages))} in the "
                        f"report, so a reference to it may mean either.",
                        passages,
                    )
                )
    return found


def same_recommendation_for_several(reading: Reading) -> list[Check]:
    """One sentence printed as several recommendations, for several owners."""
    found = []
    for group in _alike(_of(reading, "recommendation")):
        owners = list(dict.fromkeys(owner for passage in group for owner in passage.owners))
        names = _listed([passage.number or passage.ref.rpartition("/")[2] for passage in group])
        whom = f" for {len(owners)} owners ({'; '.join(owners)})" if len(owners) > 1 else ""
        found.append(
            _check(
                reading,
                "same_recommendation_repeated",
                f"Recommendations {names} are the same sentence{whom}: one recommendation, "
                f"printed {_times(len(group))}.",
                group,
            )
        )
    return found


def shortfalls_without_recommendation(reading: Reading) -> list[Check]:
    """A finding that something falls short, and no recommendation that answers it.

    Only in a report whose findings cite: one in three of those that fall short, and two at least.
    """
    short = [p for p in _of(reading, "finding") if p.polarity in ("improvement", "mixed")]
    citing = sum(bool(p.cites) for p in short)
    if citing < max(2, len(short) / 3) or not _of(reading, "recommendation"):
        return []
    return [
        _check(
            reading,
            "shortfall_without_recommendation",
            f"{_name(passage)} tells of {_what(passage)} but cites no recommendation.",
            [passage],
        )
        for passage in short
        if not passage.cites
    ]


NUMBERING_CHECKS: tuple[Callable[[Reading], list[Check]], ...] = (
    references_that_lead_nowhere,
    recommendations_never_cited,
    numbers_missing,
    numbers_used_twice,
    same_recommendation_for_several,
    shortfalls_without_recommendation,
)


def _of(reading: Reading, *kinds: str) -> list[Passage]:
    return [passage for passage in reading.passages if passage.kind in kinds]


def _numbered(passages: Iterable[Passage]) -> list[Passage]:
    return [p for p in passages if p.number and re.fullmatch(r"\d+(?:\.\d+)*", p.number)]


def _numbers(passages: Iterable[Passage]) -> list[str]:
    return [passage.number for passage in passages if passage.number]


def _ends(numbers: list[str]) -> str:
    return f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]} only"


def _is_cited(number: str, cited: set[str]) -> bool:
    """Cited itself, or with its whole group ("Recommendation 3" for 3.1 and 3.2)."""
    return number in cited or number.rpartition(".")[0] in cited


def _between(before: str, after: str) -> list[str]:
    """The numbers skipped from one printed number to the next; none when they are apart."""
    one, two = ([int(n) for n in number.split(".")] for number in (before, after))
    if len(one) == len(two) and one[:-1] == two[:-1]:
        last, first = one[-1], two[-1]
        prefix = one[:-1]
    elif two[-1] > 1 and len(two) > 1 and one[: len(two) - 1] != two[:-1] and one < two:
        last, first, prefix = 0, two[-1], two[:-1]  # a section that begins with its 2
    else:
        return []
    return [".".join(map(str, [*prefix, n])) for n in range(last + 1, first)]


def _one_group(number: str, passages: list[Passage]) -> bool:
    """Bullets under one numbered owner carry that owner's number."""
    return "." not in number and bool(passages[0].owners) and len({p.owners for p in passages}) == 1


def _numbered_afresh(by_number: dict[str, list[Passage]]) -> bool:
    """Items numbered 1, 2, 3 under each owner or section repeat on purpose."""
    repeated = [passages for passages in by_number.values() if len(passages) > 1]
    if not repeated or any("." in number for number in by_number):
        return False
    places = Counter(
        (passage.number, passage.owners, passage.section)
        for passages in by_number.values()
        for passage in passages
    )
    return max(places.values()) == 1


def _alike(passages: list[Passage]) -> list[list[Passage]]:
    groups: list[list[Passage]] = []
    for passage in passages:
        text = _plain(passage.text)
        for group in groups:
            if fuzz.ratio(text, _plain(group[0].text)) >= _SAME_TEXT:
                group.append(passage)
                break
        else:
            groups.append([passage])
    return [group for group in groups if len(group) > 1]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())


def _name(passage: Passage) -> str:
    kind = passage.kind.replace("_", " ").capitalize()
    return f"{kind} {passage.number}" if passage.number else f"A {kind.lower()}"


def _what(passage: Passage) -> str:
    return "a shortfall beside what works" if passage.polarity == "mixed" else "a shortfall"


def _times(count: int) -> str:
    return {2: "twice", 3: "three times", 4: "four times"}.get(count, f"{count} times")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _is_are(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _check(reading: Reading, check: str, message: str, passages: list[Passage]) -> Check:
    first = passages[0]
    return Check(
        review=reading.review.id,
        check=check,
        message=message,
        page=first.page,
        line=first.line,
        refs=tuple(passage.ref for passage in passages),
    )
