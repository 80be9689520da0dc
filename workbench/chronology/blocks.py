"""Which rows may tell of one event: found in blocks, never by every pair.

A block is the rows that share a day (or a day nearly it, or the same day mistyped) *and* an
uncommon word. A block that is too full, such as 1 January where people put what they cannot
date, is parted again by a second word; what then still shares a block by the hundred is
boilerplate, and no pair is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from workbench.chronology.likeness import Wordings

FULL = 40  # rows: a block with more is parted by a second word
FULL_AWAY = 20  # the same for rows of different days
FEW = 12  # rows: of a day with no more each is compared with each, whatever its words
RAREST = 6  # of a row's concepts, for rows of different days
SMALL = 1_000  # rows: a chronology with no more can afford all of a row's words there too
WORDS = 10  # a row's rarest concepts that make its blocks
SECOND_WORDS = 6


def pairs_to_look_at(
    words: Wordings,
    low: np.ndarray,
    high: np.ndarray,
    named: Sequence[np.ndarray],
    near: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of rows that may tell of one event, each once.

    Parameters
    ----------
    words
        The rows' wordings.
    low, high
        Each row's first and last day, as ordinals.
    named
        The earlier days that each row names, as ordinals, an array a day; 0 where it names none.
    near
        Days within which two dates are near each other.

    Returns
    -------
    two arrays of int
        The rows of each pair, as positions in ``low``; never a row with itself.
    """
    rows, concepts, place = words.rarest(WORDS)
    pairs = [
        _pairs_within(rows[mask], day[mask], concepts[mask], full)
        for day, mask, full in _blocks(rows, place, low, high, near)
    ]
    for day in named:
        told, named_day = day[rows] > 0, np.isin(low[rows], np.unique(day))
        pairs.append(
            _pairs_within(
                np.r_[rows[named_day], rows[told]],
                np.r_[low[rows][named_day], day[rows][told]],
                np.r_[concepts[named_day], concepts[told]],
                FULL,
            )
        )
    pairs += [_of_few(each) for each in _days(low, high, named)]
    once = np.unique(np.concatenate(pairs))
    first, second = once // _COUNT, once % _COUNT
    two = first != second
    return first[two], second[two]


def _days(
    low: np.ndarray, high: np.ndarray, named: Sequence[np.ndarray]
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(rows, day of each): by the day they happened on or name, and by days that touch."""
    every = np.arange(len(low))
    narrow = (high - low) <= 1
    for day in named:
        told = day > 0
        yield np.r_[every[narrow], every[told]], np.r_[low[narrow], day[told]]
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
    rows: np.ndarray, place: np.ndarray, low: np.ndarray, high: np.ndarray, near: int
) -> Iterator[tuple[np.ndarray, np.ndarray, int]]:
    """(the block's day for each row and word, which of them take part, how many fill a block).

    For rows of one day many words count. Away from it, only each row's rarest, in smaller
    blocks: rows days apart must have something uncommon in common.
    """
    near = max(1, near)
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
