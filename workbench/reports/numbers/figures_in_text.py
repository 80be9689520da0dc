"""Key figures of a yearly report: what was counted, the value, its unit and its period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.records import Figure
from workbench.reports.numbers import periods
from workbench.reports.numbers.amounts import WORDS, amount, is_period
from workbench.reports.numbers.report_tables import FoundTable
from workbench.reports.shared.sections import Placed
from workbench.reports.yearly import child_deaths
from workbench.sentences import sentences

_NUMBER_WORDS = "|".join(word for word in WORDS if word not in ("no", "one"))
_MAY_COUNT = re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.,/£%:@#-])(?P<money>£\s?)?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<scale>\s?(?:million|billion|bn|k|m)\b)?"
    r"(?P<percent>\s?%|\s?per ?cent\b|\s?percent\b)?(?![\w/@]|-\d|,\d|\.\d)"
    rf"|\b(?P<word>(?i:{_NUMBER_WORDS}))\b(?!-)"
)
# A number behind one of these is a name, not a count: Section 47, Level 1, Phase 2, page 6.
_NAMED = re.compile(
    r"(?:\b(?:section|sections|s|regulation|reg|level|levels|group|phase|page|pages|category|"
    r"priority|"
    r"stage|table|figure|appendix|chapter|part|year|key stage|ks|act|grade|number|no|ref|article|"
    r"schedule|version|tier|band|step|day|week|challenge|room|floor|unit|annex|item|rule|form|"
    r"paragraphs?|paras?|questions?|objectives?|recommendations?|findings?|points?|lessons?|"
    r"themes?|"
    r"episodes?|quarter|q|so)\.?\s*(?:\d+\s*(?:,|and|&|or|/|to|–|-)\s*)?)$",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:aged?|ages|age of|under|over|between|up to)\s+(?:\d+\s*(?:and|to|or|–|-)\s*)?$|"
    r"\baged\b[^.,;]{0,24}$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(
    r"^\s?(?:-|–|to|and|or|\s)*\s?(?:\d+\s?-?\s?)?(?:year[- ]olds?|years? (?:of age|old)|years? \d|"
    r"months? old|[- ]year[- ]old)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"^\s?-?\s?(?:working |calendar |school )?(?:days?|weeks?|weekly|months?|monthly|years?|hours?|"
    r"minutes?|am|pm|miles?|decimal|°)\b",
    re.IGNORECASE,
)
_MEASURED_TIME = re.compile(
    r"\b(?:average|median|mean|took|number of (?:\w+ )?(?:days|weeks|months))\b", re.IGNORECASE
)
_ORDINAL = re.compile(r"^(?:st|nd|rd|th)\b")
_RATE = re.compile(r"^\s*per\s+(?P<base>10,?000|1,?000|100,?000)\b", re.IGNORECASE)
_RATIO_BASE = re.compile(r"\bper\s*$", re.IGNORECASE)
_VAGUE = frozenset(
    "was is has its this as does his hers across plus times towards less always sometimes "
    "versus regards perhaps thus yes various previous is’s".split()
)
_STOP_NOUN = re.compile(
    r"\b(?:of|in|at|on|for|by|from|with|during|were|was|are|is|have|has|had|and|to|who|that|which|"
    r"compared|this|last|per|over|against|since|a|the|an|as|per)\b",
    re.IGNORECASE,
)
_COUNTED = frozenset(
    "children people families referrals cases meetings plans audits courses sessions schools staff "
    "deaths reviews incidents notifications assessments enquiries contacts attendees delegates "
    "practitioners professionals visits interviews episodes allegations agencies events briefings "
    "conferences carers households offences crimes downloads".split()
)
_CONTACT = re.compile(
    r"\b(?:tel(?:ephone)?|phone|fax|call|text|helpline|contact us|e-?mail|childline|website|www|"
    r"https?)\b"
    r"[^.]{0,60}\d{3,}|\b0\d{2,4}\s?\d{3}",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r";|,\s+(?=(?:and|but|while|whilst|compared|with|which|although)\b)|\s[–—]\s")
_LEAD = re.compile(
    r"^(?:however|in addition|there (?:were|was|are|is|have been|has been)|this (?:is|was|"
    r"represents|"
    r"amounts to|equates to)|of (?:these|this|those|which)|and|but|with|a total of|in total|"
    r"overall|"
    r"currently|approximately|around|about|initially|only|the|up|down|an?)\b[\s,]*",
    re.IGNORECASE,
)
_MOST_WORDS = 18


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence: where it stands, its value and its unit."""

    start: int
    end: int
    value: float
    unit: str | None


def figures(
    review: str, blocks: Sequence[Placed], tables: Sequence[FoundTable], year: str | None
) -> tuple[Figure, ...]:
    """Figures of the prose and the lists, then of the tables, in reading order.

    Parameters
    ----------
    year
        The report's own year (``2018-19``), the period of a figure that names none.
    """
    tabled = {i for table in tables for i in range(table.first, table.last + 1)}
    found: list[tuple[int, Figure]] = []
    for here in blocks:
        if here.index in tabled or here.block.kind in ("heading", "table", "footnote"):
            continue
        found += [(here.index, f) for f in _in_block(review, here, year)]
    for table in tables:
        found += [(table.first, figure) for figure in _in_table(review, table, year)]
    found.sort(key=lambda pair: pair[0])
    return tuple(figure for _, figure in found)


def _in_block(review: str, here: Placed, year: str | None) -> Iterator[Figure]:
    block = here.block
    section = child_deaths.SECTION if child_deaths.about_child_deaths(here) else here.section
    before = ""
    for start, end in sentences(block.text):
        sentence = block.text[start:end]
        if not may_count(sentence):
            before = sentence
            continue
        said = periods.mentions(sentence, year)
        if not re.search(r"[A-Za-z]{2}", sentence + before):
            continue  # a number by itself: a cell of a table that was lost
        for number in numbers(sentence, said):
            yield Figure(
                review=review,
                measure=measure(sentence, number, before),
                value=number.value,
                unit=number.unit,
                period=period_of(number, said, sentence) or year,
                text=sentence,
                section=section,
                page=block.page,
                line=block.line,
            )
        before = sentence


def may_count(sentence: str) -> bool:
    """Whether a sentence holds a digit or a number word at all: most do not."""
    return bool(_MAY_COUNT.search(sentence))


def numbers(sentence: str, said: Sequence[periods.Mention] = ()) -> list[Number]:
    """The numbers of a sentence that count or measure something."""
    if _CONTACT.search(sentence):
        return []
    found: list[Number] = []
    for match in _NUMBER.finditer(sentence):
        if any(m.start <= match.start() < m.end for m in said):
            continue
        number = _number(sentence, match)
        if number is not None:
            found.append(number)
    return found


def _number(sentence: str, match: re.Match[str]) -> Number | None:
    before, after = sentence[: match.start()], sentence[match.end() :]
    if match["word"]:
        unit = _unit(after)
        if unit is None or unit.split()[-1] not in _COUNTED | {"times"}:
            return None
        return Number(match.start(), match.end(), float(WORDS[match["word"].casefold()]), unit)
    read = amount(match.group().strip())
    if read is None:
        return None
    if read.unit is not None:
        return Number(match.start(), match.end(), read.value, read.unit)
    if _ORDINAL.match(after) or _NAMED.search(before[-40:]) or _RATIO_BASE.search(before[-40:]):
        return None
    if _AGE.search(before[-40:]) or _AGE_AFTER.match(after):
        return None
    rate = _RATE.match(after)
    if rate:
        return Number(match.start(), match.end(), read.value, f"per {rate['base']}")
    if _DURATION.match(after):
        if not _MEASURED_TIME.search(sentence):
            return None
        unit = _DURATION.match(after).group().strip(" -")  # type: ignore[union-attr]
        return Number(match.start(), match.end(), read.value, unit)
    if _is_year(match, read.value, after):
        return None
    return Number(match.start(), match.end(), read.value, _unit(after))


def _is_year(match: re.Match[str], value: float, after: str) -> bool:
    if not (1900 <= value <= 2100 and value.is_integer() and "," not in match["number"]):
        return False
    unit = _unit(after)
    return unit is None or unit.split()[-1].casefold() not in _COUNTED


def _unit(after: str) -> str | None:
    """The noun that is counted: "25 notifications for", "16 deaths of children"."""
    words: list[str] = []
    for word in re.split(
        r"\s+", re.sub(r"^\s*\*?\s*(?:\([^)]{0,20}\)\s*)?", "", after), maxsplit=8
    )[:7]:
        bare = word.strip("‘’'\"“”*")
        plain = re.sub(r"[,.;:)!?].*$", "", bare)
        if not plain or _STOP_NOUN.fullmatch(plain) or not re.match(r"[A-Za-z]", plain):
            break
        words.append(plain)
        if plain != bare:
            break
    plural = [i for i, w in enumerate(words) if _is_plural(w)]
    if not plural:
        return None
    return " ".join(words[: plural[-1] + 1][-3:]).casefold()


def _is_plural(word: str) -> bool:
    plain = word.casefold()
    if plain in _VAGUE or len(plain) < 4:
        return plain in {"men", "mums"}
    return plain in {"children", "people", "women", "staff"} or (
        plain.endswith("s") and not plain.endswith(("ss", "us", "is", "’s", "'s"))
    )


def period_of(number: Number, said: Sequence[periods.Mention], sentence: str) -> str | None:
    """The period a number is for: the one in its own part of the sentence, the nearest first."""
    if not said:
        return None
    start, end = _clause(sentence, number)
    near = [m for m in said if start <= m.start < end]
    # A period behind the next number, in a clause of its own, is that number's.
    near = near or [
        m
        for m in said
        if m.start < number.end or not _NUMBER.search(sentence[number.end : m.start])
    ]
    if not near:
        return None
    return min(near, key=lambda m: _distance(m, number, sentence)).period


def _distance(mention: periods.Mention, number: Number, sentence: str) -> float:
    if mention.start >= number.end:
        gap = sentence[number.end : mention.start]
        # "1896 last year", "149 in 2017/18": the period behind a number is its own,
        # unless another number stands between.
        return len(gap) + (60 if _NUMBER.search(gap) else 0)
    gap = sentence[mention.end : number.start]
    return len(gap) + 15 + (60 if _NUMBER.search(gap) else 0)


def _clause(sentence: str, number: Number) -> tuple[int, int]:
    start, end = 0, len(sentence)
    for match in _CLAUSE.finditer(sentence):
        if match.end() <= number.start:
            start = match.end()
        elif match.start() >= number.end:
            end = match.start()
            break
    return start, end


def measure(sentence: str, number: Number, before: str = "") -> str:
    """What the number counts: its part of the sentence, with an ellipsis for the number."""
    start, end = _clause(sentence, number)
    if end - start - (number.end - number.start) < 18:
        start, end = 0, len(sentence)
    text = _without(sentence, start, end, number)
    if len(text.split()) < 5 and before:
        text = f"{before.rstrip('.:; ')}: {text}"
    words = text.split()
    if len(words) > _MOST_WORDS:
        at = next((i for i, word in enumerate(words) if "…" in word), 0)
        first = max(0, min(at - _MOST_WORDS // 2, len(words) - _MOST_WORDS))
        words = words[first : first + _MOST_WORDS]
    return " ".join(words).strip(" ,;:–-") or sentence[:80]


def _without(sentence: str, start: int, end: int, number: Number) -> str:
    """The part of the sentence without the number, its lead-in and what surrounds it."""
    text = f"{sentence[start : number.start]}…{sentence[number.end : end]}"
    text = " ".join(text.split()).strip(" ,.;:")
    while True:
        shorter = _LEAD.sub("", text).lstrip(" ,.;:")
        if shorter == text or len(shorter) < 12:
            break
        text = shorter
    return re.sub(r"^(?:… )(?=\w)", "", text)


def _in_table(review: str, found: FoundTable, year: str | None) -> Iterator[Figure]:
    table = found.table
    header = [period_of_cell(name) for name in table.columns]
    for number, row in enumerate(table.rows):
        label_period = period_of_cell(row[0]) if len(row) > 1 else None
        for column in range(1, len(row)):
            read = amount(row[column])
            if read is None or is_period(row[column]):
                continue
            name = table.columns[column]
            parts = [row[0] if not label_period else "", "" if header[column] else name]
            parts = [part for part in parts if part and part.casefold() != table.name.casefold()]
            what = ": ".join(parts) or table.name
            if label_period and not header[column] and not name:
                what = table.name
            yield Figure(
                review=review,
                measure=what if what == table.name else f"{table.name}: {what}",
                value=read.value,
                unit=read.unit or _column_unit(table.name, name, row[0]),
                period=header[column] or label_period or year,
                text=" ".join(cell for cell in row if cell),
                section=found.section,
                page=table.page,
                line=found.lines[number] if number < len(found.lines) else table.line,
            )


def period_of_cell(cell: str) -> str | None:
    """The period that a cell or a column's heading is, or None."""
    if not is_period(cell):
        return None
    said = periods.mentions(f"in {cell}")
    return said[0].period if said else None


def _column_unit(table: str, column: str, label: str) -> str | None:
    text = f"{column} {table}"
    if re.search(
        r"£|\b(?:income|expenditure|budget|spend|cost|contribution)s?\b", f"{text} {label}", re.I
    ):
        return "GBP"
    if re.search(r"%|\bper ?cent", column):
        return "percent"
    counted = re.search(r"\b(?:number|no\.?|total)(?: no\.?)?\s+(?:of\s+)?(?=\w)", column, re.I)
    return _unit(column[counted.end() :]) if counted else None
