"""A rise that the numbers do not show, and a steady increase that is not steady."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from workbench.records import Check, Reading
from workbench.reports.checks.same_measure import Measured
from workbench.reports.checks.wording import quoted
from workbench.reports.numbers.amounts import amount, shown
from workbench.reports.numbers.counted_words import Counted, content
from workbench.reports.numbers.figures_in_text import period_of_cell
from workbench.reports.shared.sections import Placed
from workbench.sentences import sentences

_ROSE = re.compile(
    r"\b(?:rise|increase|growth|uplift)s? (?:in|of) (?P<what>[^.;:]{8,160})|"
    r"\b(?P<early>[^.;:]{8,120}?) (?:has|have) (?:risen|increased|grown)\b",
    re.IGNORECASE,
)
_FELL = re.compile(
    r"\b(?:fall|decrease|reduction|decline|drop)s? (?:in|of) (?P<what>[^.;:]{8,160})|"
    r"\b(?P<early>[^.;:]{8,120}?) (?:has|have) (?:fallen|decreased|reduced|declined|dropped)\b",
    re.IGNORECASE,
)
_STEADY = re.compile(
    r"\b(?:year[- ]on[- ]year|every year|each year|steady|steadily|continu\w+)\b[^.]{0,40}\b"
    r"(?P<way>increas\w+|rise\w*|rose|growth|grown?|grew|decreas\w+|reduc\w+|fall\w*|declin\w+)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(r"^(?:decreas|reduc|fall|declin)", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:no|not|without|despite|prevent|avoid|reduce the)\b", re.IGNORECASE)
# Any of their words: most sentences have none, and the patterns above are slow to fail.
_MOVES = re.compile(r"\b(?:ris|rose|increas|grow|uplift|fall|decreas|reduc|declin|drop)")
_FEWEST_SHARED = 2


def directions(reading: Reading, data: Measured, blocks: Sequence[Placed]) -> list[Check]:
    """Claims of a rise or fall that the numbers of the same section contradict."""
    found: list[Check] = []
    series = list(_series(data.numbers))
    for here in blocks:
        if here.block.kind in ("heading", "table"):
            continue
        for start, end in sentences(here.block.text):
            sentence = here.block.text[start:end]
            for message in _against_numbers(sentence, here, series, data):
                found.append(_check(reading, here, "direction_and_numbers_differ", message))
            for message in _not_steady(sentence, here, data):
                found.append(_check(reading, here, "direction_and_numbers_differ", message))
    return found


def _check(reading: Reading, here: Placed, kind: str, message: str) -> Check:
    block = here.block
    return Check(reading.review.id, kind, message, page=block.page, line=block.line)


def _series(numbers: Sequence[Counted]) -> Iterator[tuple[Counted, Counted]]:
    """One measure in two years, the earlier first: 90 contacts in one, 70 in the next."""
    usable = [
        n for n in numbers if n.period and re.fullmatch(r"\d{4}-\d\d", n.period) and not n.borrowed
    ]
    for position, one in enumerate(usable):
        for other in usable[position + 1 : position + 6]:
            near = abs(one.here.index - other.here.index) <= 1
            if not near or one.kind != other.kind or one.period == other.period:
                continue
            shared = one.words & other.words
            alike = len(shared) * 4 >= 3 * len(one.words | other.words)
            if len(shared) >= _FEWEST_SHARED and alike:
                first, last = sorted((one, other), key=lambda n: n.period or "")
                yield first, last


def _against_numbers(
    sentence: str, here: Placed, series: Sequence[tuple[Counted, Counted]], data: Measured
) -> Iterator[str]:
    if not _MOVES.search(sentence.lower()) or re.search(r"\d", sentence):
        return
    heading = content(here.section or "")
    for pattern, rose in ((_ROSE, True), (_FELL, False)):
        match = pattern.search(sentence)
        if match is None or _NEGATED.search(sentence):
            continue
        claimed = content(match["what"] or match["early"], data.leave_out)
        for first, last in series:
            if first.here.section != here.section or first.value == last.value:
                continue
            own = (first.words & last.words) - heading
            if len(own) < _FEWEST_SHARED or not own <= claimed:
                continue
            if (last.value > first.value) != rose:
                way = "rise" if rose else "fall"
                yield (
                    f"The text speaks of a {way} (“{quoted(sentence)}”), but the numbers given go "
                    f"from {shown(first.value)} ({first.period}) to {shown(last.value)} "
                    f"({last.period})."
                )
                return


def _not_steady(sentence: str, here: Placed, data: Measured) -> Iterator[str]:
    """ "A steady year on year increase" beside a table of years that goes up and down."""
    match = _STEADY.search(sentence)
    if match is None or not re.search(r"\byear\b", sentence) or re.search(r"\d", sentence):
        return
    for found in data.tables:
        if not 0 < here.index - found.last <= 1 and not 0 < found.first - here.index <= 1:
            continue
        rows = [
            (period, read.value)
            for row in found.table.rows
            if len(row) == 2
            and (period := period_of_cell(row[0]))
            and (read := amount(row[1])) is not None
        ]
        rows.sort()
        fall = bool(_DOWN.match(match["way"]))
        for (before, low), (after, high) in pairwise(rows):
            if len(rows) > 2 and ((high < low) if not fall else (high > low)):
                yield (
                    f"The text speaks of a steady change (“{quoted(sentence)}”), but the table "
                    f"goes from {shown(low)} in {before} to {shown(high)} in {after}."
                )
                return
