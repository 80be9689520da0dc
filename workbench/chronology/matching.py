"""Rows of two agencies that tell of one event, found in blocks and never by every pair.

A block is the rows that share a day (or a day nearly it, or the same day mistyped) *and* an
uncommon word. A block that is too full, such as 1 January where people put what they cannot
date, is parted again by a second word; what then still shares a block by the hundred is
boilerplate, and no pair is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from workbench.chronology.likeness import Wordings
from workbench.chronology.measures import differing
from workbench.chronology.misdated import NEAR, OFTEN_TWO, SLIPS, slips
from workbench.chronology.namedays import named_before

if TYPE_CHECKING:
    from workbench.chronology.view import View

FULL = 40  # rows: a block with more is parted by a second word
FULL_AWAY = 20  # the same for rows of different days
FEW = 12  # rows: of a day with no more each is compared with each, whatever its words
RAREST = 6  # of a row's concepts, for rows of different days
SMALL = 1_000  # rows: a chronology with no more can afford all of a row's words there too
ONE_NIGHT = 8 * 60  # minutes: an evening and the small hours after it are one day
ONE_HOUR = 45  # minutes: two who write down the same hour
WORDS = 10  # a row's rarest concepts that make its blocks
SECOND_WORDS = 6
HEARD_WITHIN = 2  # days in which an agency hears of what another saw
# "No mention of police": the row tells of nothing of theirs.
_NOT_OF_IT = re.compile(
    r"\b(?:no mention of|not mention(?:ed|ing)?|made no mention of|did not mention|didn't mention|"
    r"nothing (?:from|about)|not discussed with|not shared with|no contact from)"
    r"(?:\s(?!and\b|but\b)[\w'-]+){1,3}"
)
RULED = "ruled by a reviewer"


@dataclass(frozen=True, slots=True)
class Match:
    """Rows ``first`` and ``second`` (positions in the view) tell of one event.

    ``days_apart`` is 0 where their dates agree or overlap.
    """

    first: int
    second: int
    likeness: float
    days_apart: int = 0
    why: str = "same day"


def find_matches(view: View) -> tuple[Match, ...]:
    """Every row paired with at most one row of each other agency, the likeliest first.

    Rows that reviewers ruled to be one event are paired whatever their words and dates, and
    those they ruled different never are.
    """
    ruled = _ruled(view)
    dated = [i for i in range(len(view)) if view.earliest[i] and view.latest[i] and view.what[i]]
    if len(dated) < 2:
        return ruled
    rows = np.array(dated)
    words = Wordings([_NOT_OF_IT.sub(" ", view.told[i]) for i in dated], view.rules.concepts)
    low = np.array([view.earliest[i].toordinal() for i in dated])  # type: ignore[union-attr]
    high = np.array([view.latest[i].toordinal() for i in dated])  # type: ignore[union-attr]
    codes = {name: n for n, name in enumerate(sorted(set(view.agency)))}
    agency = np.array([codes[view.agency[i]] for i in dated])
    named = _days_named(view, dated)
    first, second = _candidates(view, words, low, high, named)
    first, second = first[first != second], second[first != second]
    apart = np.maximum(
        0, np.maximum(low[first], low[second]) - np.minimum(high[first], high[second])
    )
    # A row that names the day of the other ("seen on 5 March") has only heard of it later.
    by_name = _names_the_day(named, low, high, first, second)
    apart = np.where(by_name, 0, apart)
    minutes = low * 1440 + np.array([_minutes(view.time[i]) for i in dated])
    timed = np.array([view.time[i] is not None for i in dated])
    one_night = (
        timed[first] & timed[second] & (np.abs(minutes[first] - minutes[second]) <= ONE_NIGHT)
    )
    apart = np.where(one_night, 0, apart)
    same_agency = agency[first] == agency[second]
    # Days apart, two rows are of one event only where one of them can be misdated.
    slip = slips(low, first, second, view.rules.number("same_event", "near_days"))
    keep = (apart == 0) | (~same_agency & (slip > 0))
    first, second, apart, by_name, slip = (
        each[keep] for each in (first, second, apart, by_name, slip)
    )
    scores = words.alike(first, second)
    scores = np.where(_same_words(view, dated, first, second), 1.0, scores)
    by_occasion = _by_occasion(view, rows, agency, first, second, apart)
    by_clock = _by_clock(view, rows, first, second, low)
    scores = scores + by_occasion + np.where(by_occasion > 0, np.maximum(by_clock, 0), by_clock)
    scores = scores + _by_clinic(view, words, first, second)
    scores = scores + _by_reading(view, rows, first, second, by_clock)
    naming = _names_other(view, words, agency, first, second)
    scores = scores + _by_agency_named(view, *naming, apart, low[first] > low[second])
    number = partial(view.rules.number, "same_event")
    calls = view.calls.ends_of(rows[first], rows[second])
    told = view.calls.heard_from(rows[first], rows[second])
    scores = scores + (told & ~calls & (apart == 0)) * number("heard_from")
    scores = scores + calls * number("ends_of_call")
    each_other = naming[0] & naming[1]
    posted = told & ~calls & each_other & _by_post(view, rows, first, second, apart)
    scores = scores + posted * number("heard_from") / 2
    one_meeting = _held_at_one_hour(view, rows, first, second)
    once = calls | each_other | told | one_meeting
    scores = scores + once * _once(view, rows, first, second, slip)
    own = _of_their_own(view, rows, first, second) & ~naming[0] & ~naming[1] & (by_occasion <= 0)
    otherwise = (by_clock < 0) | ((apart > 0) & ~by_name) | _two_doctors(view, rows, first, second)
    scores = scores + by_name * view.rules.number("same_event", "names_day")
    # Who tells of another day tells of no other near its own.
    elsewhere = ((named[first] > 0) | (named[second] > 0)) & ~by_name & (apart > 0)
    telling = (words.shared(first, second) >= 1) | (by_occasion > 0) | by_name | calls
    telling |= (naming[0] | naming[1]) & (by_clock > 0)
    telling &= ~(own & otherwise)  # two visits, and no mistake about one
    telling &= ~(elsewhere & (scores < view.rules.number("same_event", "mistyped_likeness")))
    slip = np.where(apart == 0, 0, slip)
    first, second, slip, scores, apart = (
        each[telling] for each in (first, second, slip, scores, apart)
    )
    found = _chosen(view, rows, agency, first, second, apart, slip, scores, low, high, ruled)
    return tuple(sorted((*ruled, *found), key=lambda m: (m.first, m.second)))


_POSTED = re.compile(r"\b(?:letters?|e-?mail\w*|fax\w*|posted|form|report|notification|summary)\b")


def _by_post(
    view: View, rows: np.ndarray, first: np.ndarray, second: np.ndarray, apart: np.ndarray
) -> np.ndarray:
    """Whether both rows of a pair tell of a letter, which is received a day or two later."""
    letters = np.array([bool(_POSTED.search(view.said.tidied[i])) for i in rows])
    return letters[first] & letters[second] & (apart > 0) & (apart <= HEARD_WITHIN)


def _names_the_day(
    named: np.ndarray, low: np.ndarray, high: np.ndarray, first: np.ndarray, second: np.ndarray
) -> np.ndarray:
    """Whether one row of a pair names a day on which the other happened."""
    narrow = (high - low) <= 1
    one = (named[first] >= low[second]) & (named[first] <= high[second]) & narrow[second]
    other = (named[second] >= low[first]) & (named[second] <= high[first]) & narrow[first]
    return one | other


def joined(view: View, a: int, b: int) -> Match:
    """Two rows of one event that were not matched with each other, but with a third."""
    one, other = view.earliest[a], view.earliest[b]
    last, end = view.latest[a], view.latest[b]
    if one is None or other is None or last is None or end is None:
        return Match(a, b, 0.0)
    days = max(0, (max(one, other) - min(last, end)).days)
    if not days or _names_day(view, a, b) or _names_day(view, b, a):
        return Match(a, b, 0.0)
    return Match(a, b, 0.0, days, NEAR)


def _names_day(view: View, i: int, of: int) -> bool:
    """Whether a row tells of the day of another."""
    first, last = view.earliest[of], view.latest[of]
    assert first is not None and last is not None
    return any(first <= day <= last for day in days_named(view, i))


def _ruled(view: View) -> tuple[Match, ...]:
    """The pairs reviewers ruled one event; undated rows too."""
    pairs = []
    for a, b in view.ruled.together():
        one, other = view.earliest[a], view.earliest[b]
        days = 0
        if one and other:
            days = (max(one, other) - min(view.latest[a] or one, view.latest[b] or other)).days
        pairs.append(Match(a, b, 1.0, max(0, days), RULED))
    return tuple(pairs)


def _days_named(view: View, dated: list[int]) -> np.ndarray:
    """The first earlier day that a row's text names ("notification of 16 February"), else 0."""
    named = np.zeros(len(dated), dtype=np.int64)
    for position, i in enumerate(dated):
        day = next(iter(days_named(view, i)), None)
        if day:
            named[position] = day.toordinal()
    return named


def days_named(view: View, i: int) -> list[date]:
    """The days shortly before its own that a row's text names, in the order of the text."""
    own = view.earliest[i]
    return named_before(view.told[i], own) if own else []


# --- which pairs to look at -----------------------------------------------------------------


def _candidates(
    view: View, words: Wordings, low: np.ndarray, high: np.ndarray, named: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    rows, concepts, place = words.rarest(WORDS)
    pairs = [
        _pairs_within(rows[mask], day[mask], concepts[mask], full)
        for day, mask, full in _blocks(view, rows, place, low, high)
    ]
    told = named[rows] > 0
    named_day = np.isin(low[rows], np.unique(named))
    pairs.append(
        _pairs_within(
            np.r_[rows[named_day], rows[told]],
            np.r_[low[rows][named_day], named[rows][told]],
            np.r_[concepts[named_day], concepts[told]],
            FULL,
        )
    )
    pairs += [_of_few(day) for day in _days(low, high, named)]
    once = np.unique(np.concatenate(pairs))
    return once // _COUNT, once % _COUNT


def _days(
    low: np.ndarray, high: np.ndarray, named: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(rows, day of each): by the day they happened on or name, and by days that touch."""
    every = np.arange(len(low))
    narrow = (high - low) <= 1
    told = named > 0
    yield np.r_[every[narrow], every[told]], np.r_[low[narrow], named[told]]
    for shift in (0, 1):
        yield every[narrow], (low[narrow] + shift) // 2


def _of_few(of: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Every pair of rows whose day has few."""
    rows, day = of
    rank = np.lexsort((rows, day))
    rows, day = rows[rank], day[rank]
    few = _sizes(day) <= FEW
    return _neighbours(rows[few], day[few])


def _blocks(
    view: View, rows: np.ndarray, place: np.ndarray, low: np.ndarray, high: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray, int]]:
    """(the block's day for each row and word, which of them take part, how many fill a block).

    For rows of one day many words count. Away from it, only each row's rarest, in smaller
    blocks: rows days apart must have something uncommon in common.
    """
    near = max(1, int(view.rules.number("same_event", "near_days")))
    length = (high - low)[rows]
    day = low[rows]
    yield day, length <= 31, FULL
    yield high[rows], length == 1, FULL
    rare = (length <= 1) & (place < (RAREST if len(low) > SMALL else WORDS))
    width = 2 * near
    yield day // width, rare, FULL_AWAY
    yield (day + near) // width, rare, FULL_AWAY
    parts = np.array([(d.year, d.month, d.day) for d in (date.fromordinal(int(n)) for n in low)])
    year, month, of_month = parts[rows].T
    smaller, larger = np.minimum(month, of_month), np.maximum(month, of_month)
    yield year * 10000 + smaller * 100 + larger, rare & (of_month <= 12), FULL_AWAY
    yield month * 100 + of_month, rare, FULL_AWAY
    yield year * 100 + of_month, rare, FULL_AWAY
    yield (year * 100 + month) * 10 + of_month % 10, rare, FULL_AWAY
    yield (year * 100 + month) * 40 + _turned(of_month), rare, FULL_AWAY
    yield day % 7 + day // 14 * 7, rare, FULL_AWAY
    yield day % 7 + (day + 7) // 14 * 7, rare, FULL_AWAY
    months = year * 100 + month
    yield months, np.isin(months, np.unique(months[length > 1])), FULL_AWAY


def _turned(of_month: np.ndarray) -> np.ndarray:
    """12 and 21 are one number."""
    tens, units = of_month // 10, of_month % 10
    return np.minimum(tens, units) * 10 + np.maximum(tens, units)


def _pairs_within(rows: np.ndarray, day: np.ndarray, concept: np.ndarray, most: int) -> np.ndarray:
    """All pairs within each block, both rows in one number; full blocks are parted first.

    The blocks are sorted once; what follows costs as much as the pairs it makes.
    """
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    block = _numbered(day, concept)
    rank = np.lexsort((rows, block))
    rows, day, concept, block = rows[rank], day[rank], concept[rank], block[rank]
    full = _sizes(block) > most
    pairs = _neighbours(rows[~full], block[~full])
    if full.any():
        pairs = np.concatenate([pairs, _parted(rows[full], day[full], concept[full], most)])
    return pairs


def _numbered(*keys: np.ndarray) -> np.ndarray:
    """One number for each distinct combination of keys, all whole and nought or more."""
    number = keys[0].astype(np.int64)
    for key in keys[1:]:
        number = number * (int(key.max(initial=0)) + 1) + key
    return number


def _sizes(block: np.ndarray) -> np.ndarray:
    """For each place of sorted blocks, how many its block holds."""
    starts = np.flatnonzero(np.r_[True, block[1:] != block[:-1]])[: len(block)]
    size = np.diff(np.r_[starts, len(block)])
    return np.repeat(size, size)


def _parted(rows: np.ndarray, day: np.ndarray, concept: np.ndarray, most: int) -> np.ndarray:
    """Blocks of a day and two words, from each row's rarest among the words of full blocks."""
    rank = np.lexsort((concept, rows))
    rows, day, concept = rows[rank], day[rank], concept[rank]
    start = np.r_[True, rows[1:] != rows[:-1]]
    place = np.arange(len(rows)) - np.maximum.accumulate(np.where(start, np.arange(len(rows)), 0))
    keep = place < SECOND_WORDS
    rows, day, concept = rows[keep], day[keep], concept[keep]
    of_rows, of_days, firsts, seconds = [], [], [], []
    for step in range(1, SECOND_WORDS):
        same = rows[step:] == rows[:-step]
        of_rows.append(rows[step:][same])
        of_days.append(day[step:][same])
        firsts.append(concept[:-step][same])
        seconds.append(concept[step:][same])
    rows, day = np.concatenate(of_rows), np.concatenate(of_days)
    block = _numbered(day, np.concatenate(firsts), np.concatenate(seconds))
    rank = np.lexsort((rows, block))
    rows, block = rows[rank], block[rank]
    small = _sizes(block) <= most
    return _neighbours(rows[small], block[small])


_COUNT = 1 << 31


def _neighbours(rows: np.ndarray, block: np.ndarray) -> np.ndarray:
    """Every two rows that stand in one of the sorted blocks, as one number each."""
    size = _sizes(block)
    first = np.r_[True, block[1:] != block[:-1]][: len(block)]
    at = np.arange(len(rows))
    after = size - 1 - (at - np.maximum.accumulate(np.where(first, at, 0)))
    one = np.repeat(at, after)
    step = np.arange(len(one)) - np.repeat(np.cumsum(after) - after, after) + 1
    return rows[one] * _COUNT + rows[one + step]


# --- which pairs to keep --------------------------------------------------------------------


def _by_clock(
    view: View, rows: np.ndarray, first: np.ndarray, second: np.ndarray, low: np.ndarray
) -> np.ndarray:
    """A little for the same hour, a little against hours far apart, of rows dated alike.

    A row of another day that only names this one tells the hour at which it heard; but the very
    same minute, in its words too, is hardly chance.
    """
    minutes = np.array([_minutes(view.time[i]) for i in rows])
    a, b = minutes[first], minutes[second]
    both = (a >= 0) & (b >= 0) & (low[first] == low[second])
    gap = np.abs(a - b)
    hears = np.array([view.time[i] is not None and view.hears(int(i)) for i in rows])
    # Two that were there themselves, hours apart, were there twice: at two visits of one day.
    apart = np.where(hears[first] | hears[second], -0.06 * (gap > 360), -0.12 * (gap > 90))
    near = np.where(gap == 0, 0.14, 0.10)
    by_hour = np.where(both & (gap <= ONE_HOUR), near, np.where(both, apart, 0.0))
    to_the_minute = (a >= 0) & (a == b) & (np.abs(low[first] - low[second]) == 1)
    told = np.array([_told_minute(view.told[i]) for i in rows])
    in_words = ((told[first] >= 0) & (told[first] == b)) | (
        (told[second] >= 0) & (told[second] == a)
    )
    return np.where(to_the_minute | in_words, np.maximum(by_hour, 0.10), by_hour)


_TOLD_MINUTE = re.compile(
    r"(?<![\w.£/:-])([01]?\d|2[0-3])[.:]([0-5]\d)\s?([ap]m\b)?(?![\w.:/]|\s?[a-z]{1,2}\b)"
)


def _told_minute(told: str) -> int:
    """The one hour that a text names to the minute, in minutes of the day, else -1."""
    found = {
        (int(hour) % 12 if half else int(hour)) * 60 + int(minute) + 720 * (half == "pm")
        for hour, minute, half in _TOLD_MINUTE.findall(told)
    }
    return found.pop() if len(found) == 1 else -1


def _by_occasion(
    view: View,
    rows: np.ndarray,
    agency: np.ndarray,
    first: np.ndarray,
    second: np.ndarray,
    apart: np.ndarray,
) -> np.ndarray:
    """Two rows of one conference, strategy discussion or birth: a day has seldom two."""
    held = [view.occasions(int(i)) for i in rows]
    number = {name: n for n, name in enumerate(sorted(set().union(*held)))}
    bits = _bits(held, number)
    spoken = _bits([view.speaks_of(int(i)) for i in rows], number)
    shared = ((bits[first] & bits[second]) > 0) & (agency[first] != agency[second])
    weight = view.rules.number("same_event", "occasion")
    # Two meetings of different kinds are two, and who only came to the door was at none.
    others = (bits[first] > 0) & (bits[second] > 0) & ~shared
    one_only = (bits[first] > 0) ^ (bits[second] > 0)
    against = np.where(others, -weight, np.where(one_only, -weight / 4, 0.0))
    # What is written on another day to make ready for a meeting is not the meeting.
    ahead = ((spoken[first] & bits[second]) > 0) | ((bits[first] & spoken[second]) > 0)
    against = np.where(ahead & (apart > 0), -weight, against)
    # On two days running a meeting of one kind is seldom held twice: one has the day wrong.
    return np.where(shared & (apart <= 1), np.where(apart == 1, weight * 4 / 3, weight), against)


def _bits(named: list[frozenset[str]], number: dict[str, int]) -> np.ndarray:
    known = ([number[name] for name in each if name in number] for each in named)
    return np.array([sum(1 << n for n in each) for each in known], dtype=np.int64)


def _by_clinic(view: View, words: Wordings, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Rows that name two different clinics tell of two appointments."""
    clinics = words.among(view.rules.clinics)
    named = np.asarray(clinics.sum(axis=1)).ravel() > 0
    both = np.flatnonzero(named[first] & named[second])
    against = np.zeros(len(first))
    one, other = clinics[first[both]], clinics[second[both]]
    apart = np.asarray(one.multiply(other).sum(axis=1)).ravel() == 0
    against[both[apart]] = -2 * view.rules.number("same_event", "occasion")
    return against


def _once(
    view: View, rows: np.ndarray, first: np.ndarray, second: np.ndarray, slip: np.ndarray
) -> np.ndarray:
    """What it adds, on other days, that each of two rows tells of the other's agency.

    Unlike a weekly visit a call or a deed of two agencies with such words is of one day, whatever
    the slip of the other; the more so at nearly the same hour.
    """
    number = view.rules.number
    minutes = np.array([_minutes(view.time[i]) for i in rows])
    timed = (minutes[first] >= 0) & (minutes[second] >= 0) & (slip > 0)
    of_one_hour = timed & (np.abs(minutes[first] - minutes[second]) <= ONE_HOUR)
    often = number("same_event", "often_two_likeness") - number("same_event", "near_likeness")
    often += number("same_event", "names_agency")
    return 0.10 * of_one_hour + np.where(np.isin(slip, OFTEN_TWO), often, 0.0)


def _held_at_one_hour(
    view: View, rows: np.ndarray, first: np.ndarray, second: np.ndarray
) -> np.ndarray:
    """Whether both rows of a pair tell of a meeting of one kind, at the very same minute."""
    minutes = np.array([_minutes(view.time[i]) for i in rows])
    found = (minutes[first] >= 0) & (minutes[first] == minutes[second])
    for k in np.flatnonzero(found):
        one, other = (view.occasions(int(rows[each[k]])) for each in (first, second))
        found[k] = not one.isdisjoint(other)
    return found


def _of_their_own(
    view: View, rows: np.ndarray, first: np.ndarray, second: np.ndarray
) -> np.ndarray:
    """Whether each row of a pair tells of a visit or an appointment, which every agency has."""
    having = view.said.having(view.rules.terms["own_contact"])
    own = np.array([int(i) in having and not view.hears(int(i)) for i in rows])
    return own[first] & own[second]


_DOCTOR = re.compile(r"\bdr\.? ([a-z'-]{3,})")


def _two_doctors(view: View, rows: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Whether each row of a pair names a doctor, and not the same one."""
    named = [frozenset(_DOCTOR.findall(view.said.tidied[i])) for i in rows]
    has = np.array([bool(each) for each in named])
    two = has[first] & has[second]
    for k in np.flatnonzero(two):
        two[k] = named[first[k]].isdisjoint(named[second[k]])
    return two


def _by_reading(
    view: View, rows: np.ndarray, first: np.ndarray, second: np.ndarray, by_clock: np.ndarray
) -> np.ndarray:
    """Hours apart, what was measured again and found otherwise is another event."""
    against = np.zeros(len(first))
    for k in np.flatnonzero(by_clock < 0):
        one, other = view.told[rows[first[k]]], view.told[rows[second[k]]]
        if next(differing(one, other), None):
            against[k] = -0.1
    return against


def _names_other(
    view: View, words: Wordings, agency: np.ndarray, first: np.ndarray, second: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Whether the first of a pair names the other's agency ("police rang"), and the second."""
    names = sorted(set(view.agency))
    named = np.zeros((words.present.shape[0], len(names)), dtype=bool)
    for column, concepts in enumerate(_own_names(view, words, names)):
        named[:, column] = np.asarray(words.among(concepts).sum(axis=1)).ravel() > 0
    others = agency[first] != agency[second]
    return named[first, agency[second]] & others, named[second, agency[first]] & others


def _by_agency_named(
    view: View, by_first: np.ndarray, by_second: np.ndarray, apart: np.ndarray, later: np.ndarray
) -> np.ndarray:
    """Rows of which one names the other's agency; days apart the later, which has heard of it.

    ``later``: whether the first of each pair is the later.
    """
    heard = np.where(later, by_first, by_second)
    told = np.where(apart == 0, by_first | by_second, heard & (apart <= HEARD_WITHIN))
    weight = view.rules.number("same_event", "names_agency")
    return told * np.where(apart == 0, weight, weight / 2)


def _own_names(view: View, words: Wordings, names: list[str]) -> list[frozenset[str]]:
    """By which concepts each agency is named: its kind, and the words that are its alone."""
    said = [words.of(name) for name in names]
    return [
        view.kinds(name) | {c for c in each if len(c) > 3 and sum(c in o for o in said) == 1}
        for name, each in zip(names, said, strict=True)
    ]


def _same_words(view: View, dated: list[int], first: np.ndarray, second: np.ndarray) -> np.ndarray:
    numbers: dict[str, int] = {}
    number = np.array([numbers.setdefault(view.told[i], len(numbers)) for i in dated])
    return number[first] == number[second]


def _minutes(time: str | None) -> int:
    return int(time[:2]) * 60 + int(time[3:]) if time else -1


def _chosen(
    view: View,
    rows: np.ndarray,
    agency: np.ndarray,
    first: np.ndarray,
    second: np.ndarray,
    apart: np.ndarray,
    slip: np.ndarray,
    scores: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    ruled: Sequence[Match],
) -> list[Match]:
    threshold = view.rules.thresholds["same_event"]
    same_agency = agency[first] == agency[second]
    wide = (high - low) > 31
    # Of one day surely, or of days that only may be one: a month holds much.
    loose = ((high - low)[first] > 1) | ((high - low)[second] > 1)
    of_a_day = np.where(loose, threshold["loose_likeness"], threshold["likeness"])
    least = np.where(apart == 0, of_a_day, threshold["near_likeness"])
    least = np.where(apart > threshold["near_days"], threshold["mistyped_likeness"], least)
    least = np.where(np.isin(slip, OFTEN_TWO), threshold["often_two_likeness"], least)
    next_day = (threshold["loose_likeness"] + threshold["near_likeness"]) / 2
    least = np.where(apart == 1, next_day, least)
    least = least + _crowding(low, first, second, threshold["usual_day"])
    least = np.where(wide[first] | wide[second], threshold["near_likeness"], least)
    least = np.where(same_agency, threshold["same_agency_likeness"], least)
    passing = np.flatnonzero(scores >= least)
    routine = _routine(view, rows)
    # Dates that agree come first, then the likeliest; the rest of the order only breaks ties.
    rank = np.lexsort((second[passing], first[passing], -scores[passing], apart[passing] > 0))
    place = {int(row): at for at, row in enumerate(rows)} if ruled else {}
    taken: set[tuple[int, int]] = set()
    for match in ruled:
        for a, b in ((match.first, match.second), (match.second, match.first)):
            if a in place and b in place:
                taken.add((place[a], int(agency[place[b]])))
    chosen = []
    for k in passing[rank]:
        a, b, days = int(first[k]), int(second[k]), int(apart[k])
        if days and (routine[a] or routine[b]):
            continue
        if view.ruled.apart(int(rows[a]), int(rows[b])):
            continue
        wanted = ((a, int(agency[b])), (b, int(agency[a])))
        if taken.intersection(wanted):
            continue
        taken.update(wanted)
        why = SLIPS[slip[k]] if days else "same day"
        chosen.append(Match(int(rows[a]), int(rows[b]), float(min(1.0, scores[k])), days, why))
    return chosen


def _crowding(low: np.ndarray, first: np.ndarray, second: np.ndarray, usual: float) -> np.ndarray:
    """The more rows a day has, the more alike two of them must be: 0.05 for each doubling."""
    _, number = np.unique(low, return_inverse=True)
    rows = np.bincount(number)[number]
    most = np.maximum(rows[first], rows[second])
    return 0.05 * np.log2(np.maximum(1.0, most / max(1.0, usual)))


def _routine(view: View, rows: np.ndarray) -> np.ndarray:
    """Rows whose agency wrote the very same elsewhere: a weekly visit is not one event."""
    seen: dict[tuple[str, str], int] = {}
    keys = [(view.agency[i], view.told[i]) for i in rows]
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
    return np.array([seen[key] > 1 for key in keys])
