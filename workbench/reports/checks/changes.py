"""Percentages in prose that do not follow from the numbers beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.documents.model import Document
from workbench.records import Check, Reading
from workbench.reports.checks.same_measure import Measured
from workbench.reports.checks.wording import quoted
from workbench.reports.numbers.amounts import shown
from workbench.reports.numbers.counted_words import Counted
from workbench.reports.shared.sections import placed
from workbench.sentences import sentences

_N = r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d+)"
_P = r"(?P<{0}>\d+(?:\.\d+)?)\s?(?:%|per ?cent)"
_OF = (
    # "2279 of 2989 (76%)", "12 out of the 40 cases (30%)"
    re.compile(
        rf"{_N.format('n')}\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?{_N.format('m')}\b[^.;%()]{{0,60}}"
        rf"\(\s?{_P.format('p')}\s?\)"
    ),
    # "76% of all families supported (2279 of 2989)", "30% (12/40)"
    re.compile(
        rf"{_P.format('p')}[^.;%()]{{0,90}}\(\s?(?:n\s?=\s?)?{_N.format('n')}\s*(?:/|(?:out\s+)?of)"
        rf"\s*(?:the\s+)?{_N.format('m')}\b"
    ),
)
_SHARE = re.compile(
    rf"(?<![\d,.£]){_N.format('n')}[^.;()\d%]{{0,45}}[(]\s?{_P.format('p')}(?:\s+of\s+(?P<whole>[^)]{{2,40}}))?\s?[)]"
)
_CHANGED = re.compile(
    r"(?P<p>\d+(?:\.\d+)?)\s?(?:%|per ?cent)\s+(?:\w+\s+)?(?P<what>increase|rise|growth|uplift|"
    r"reduction|"
    r"decrease|fall|drop|decline)\b"
    r"|\b(?P<verb>increased|rose|risen|grew|grown|reduced|decreased|fell|fallen|dropped|"
    r"declined)\s+by\s+"
    r"(?P<q>\d+(?:\.\d+)?)\s?(?:%|per ?cent)|\b(?P<noun>increase|rise|reduction|decrease|fall|"
    r"drop) of\s+"
    r"(?P<r>\d+(?:\.\d+)?)\s?(?:%|per ?cent)",
    re.IGNORECASE,
)
_UP = re.compile(r"^(?:increas|rise|rose|risen|grow|grew|uplift)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Change:
    """A measure that went from one number to another."""

    before: Counted
    after: Counted

    @property
    def percent(self) -> float:
        return 100 * (self.after.value - self.before.value) / self.before.value


def percentages(reading: Reading, document: Document) -> list[Check]:
    """ "12 of 40 (33%)", and shares in one sentence that imply two different wholes."""
    found: list[Check] = []
    for here in placed(document):
        if here.block.kind in ("heading", "table"):
            continue
        for start, end in sentences(here.block.text):
            sentence = here.block.text[start:end]
            for kind, message in [*_of_them(sentence), *_two_wholes(sentence)]:
                found.append(
                    Check(
                        reading.review.id,
                        kind,
                        message,
                        page=here.block.page,
                        line=here.block.line,
                    )
                )
    return found


def _of_them(sentence: str) -> Iterator[tuple[str, str]]:
    for pattern in _OF:
        for match in pattern.finditer(sentence):
            part, whole, printed = _number(match["n"]), _number(match["m"]), match["p"]
            if whole <= 0 or part > whole:
                continue
            right = 100 * part / whole
            if abs(right - float(printed)) > _slack(printed):
                yield (
                    "percentage_does_not_follow",
                    f"{match['n']} of {match['m']} is {shown(round(right, 1))}%, but {printed}% is "
                    f"printed: {_ended(sentence)}",
                )


def _two_wholes(sentence: str) -> Iterator[tuple[str, str]]:
    """Each "370 (50% of providers)" says how many there are in all: they must agree."""
    shares = [m for m in _SHARE.finditer(sentence) if float(m["p"]) >= 1]
    for i, one in enumerate(shares):
        for other in shares[i + 1 :]:
            if (one["whole"] or "").casefold() != (other["whole"] or "").casefold():
                continue
            (low, high), (low2, high2) = _whole(one), _whole(other)
            if high < low2 or high2 < low:
                of = f" {one['whole']}" if one["whole"] else ""
                yield (
                    "shares_imply_two_wholes",
                    f"{one['n']} ({one['p']}%) makes about {_all(one)}{of} in all, {other['n']} "
                    f"({other['p']}%) about {_all(other)}: "
                    f"{_ended(sentence)}",
                )
                return


def _ended(sentence: str) -> str:
    """A sentence in quotation marks, with one full stop."""
    said = quoted(sentence)
    return f"“{said}”" if said.endswith((".", "…")) else f"“{said}”."


def _whole(share: re.Match[str]) -> tuple[float, float]:
    part, percent = _number(share["n"]), float(share["p"])
    slack = _slack(share["p"])
    return 100 * part / (percent + slack), 100 * part / max(percent - slack, 0.1)


def _all(share: re.Match[str]) -> str:
    return shown(round(100 * _number(share["n"]) / float(share["p"])))


def _slack(printed: str) -> float:
    """Half the last printed digit, and half a point for rounding twice."""
    decimals = len(printed.partition(".")[2])
    return float(0.5 * 10**-decimals + (0.5 if decimals == 0 else 0.1))


def _number(written: str) -> float:
    return float(written.replace(",", ""))


def changes(reading: Reading, data: Measured) -> list[Check]:
    """A change in percent that the numbers given for it, here or elsewhere, do not make."""
    went = list(_went(data.numbers))
    found: list[Check] = []
    for claim in data.numbers:
        if claim.kind != "percent":
            continue
        stated = _stated(claim)
        if stated is None:
            continue
        for change in went:
            if change.before.value <= 0 or not _about_the_same(claim, change, stated > 0):
                continue
            printed = shown(claim.value)
            if abs(change.percent - stated) <= _slack(printed):
                break
            block = claim.here.block
            found.append(
                Check(
                    reading.review.id,
                    "percentage_does_not_follow",
                    f"From {shown(change.before.value)} to {shown(change.after.value)} is a "
                    f"{'fall' if change.percent < 0 else 'rise'} of "
                    f"{shown(round(abs(change.percent), 1))}%, but {printed}% is printed "
                    f"(“{quoted(claim.sentence)}”).",
                    page=block.page,
                    line=block.line,
                )
            )
            break
    return found


def _stated(claim: Counted) -> float | None:
    """The change a percentage states, below zero for a fall; None when it states none."""
    for match in _CHANGED.finditer(claim.sentence):
        value = match["p"] or match["q"] or match["r"]
        word = match["what"] or match["verb"] or match["noun"]
        if float(value) == claim.value:
            return claim.value if _UP.match(word) else -claim.value
    return None


def _went(numbers: Sequence[Counted]) -> Iterator[_Change]:
    """ "from 80 to 60": two numbers of one sentence, the second measured from the first."""
    for one, other in pairwise(numbers):
        if one.sentence != other.sentence or one.here is not other.here or one.kind != other.kind:
            continue
        if one.kind == "percent" or {one.unit, other.unit} & {"times"}:
            continue
        if re.search(
            rf"\bfrom\s+(?:around\s+|"
            rf"about\s+)?£?{re.escape(_as_printed(one))}[^.]{{0,60}}?\bto\s+£?"
            rf"{re.escape(_as_printed(other))}\b",
            one.sentence.replace(",", ""),
        ):
            yield _Change(one, other)
        elif re.search(
            rf"{re.escape(_as_printed(one))}[^.]{{0,60}}?\bcompared\s+(?:to|with)\s+£?"
            rf"{re.escape(_as_printed(other))}\b",
            one.sentence.replace(",", ""),
        ):
            # "62 this year compared to 145": the later one first; told the other way round,
            # "90 plans in 2020/21 compared to 70 in 2021/22", the periods say so.
            first, second = (
                (one, other) if (one.period or "") < (other.period or "") else (other, one)
            )
            yield _Change(first, second)


def _as_printed(number: Counted) -> str:
    return shown(number.value).replace(",", "")


def _about_the_same(claim: Counted, change: _Change, rise: bool) -> bool:
    if (change.after.value > change.before.value) != rise:
        return False
    if claim.sentence == change.before.sentence:
        return True
    words = change.before.words
    shared = claim.words & words
    return len(shared) >= 3 and len(shared) >= 0.6 * min(len(claim.words), len(words))
