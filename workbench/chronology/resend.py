"""A corrected return takes the place of the one before, row by row, and ids stay.

Reviewers' notes hang on ids. A row whose words were corrected keeps its id; rows put in between
get new ones and move none of the others; a row that is gone is kept and marked withdrawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from workbench.chronology.sheets import Return
from workbench.records import Event

ALIKE = 55.0  # of 100, for a row that stands where the old one stood
ALIKE_ELSEWHERE = 82.0  # for a row that was corrected and moved
_MOST_ELSEWHERE = 4_000_000  # pairs: beyond it a wholly new sheet was sent
CHANGES = ("id", "change", "row_before", "row_after", "differs", "before", "after")


@dataclass(frozen=True, slots=True)
class Resent:
    """What a corrected return left.

    events
        The new return's rows, in its order, with the ids of the rows they correct; then the
        withdrawn rows, ``status`` "withdrawn".
    changes
        One row for each row changed, added or withdrawn, with the columns ``id`` (str),
        ``change`` ("changed", "added", "withdrawn"), ``row_before``, ``row_after`` (Int64; <NA>
        where there was none), ``differs`` (list of headings), ``before``, ``after`` (str). Rows
        that only moved are not in it. Empty when nothing changed.
    """

    events: tuple[Event, ...]
    changes: pd.DataFrame


def resend(old: Sequence[Event], new: Return) -> Resent:
    """Put a corrected return in the place of the one it corrects.

    Parameters
    ----------
    old
        The events of that return as they stand, withdrawn rows among them.
    new
        The corrected file, read.
    """
    kept = sorted((e for e in old if e.status != "withdrawn"), key=_place)
    gone_before = [e for e in old if e.status == "withdrawn"]
    fresh = sorted(new.events, key=_place)
    pairs = _same(kept, fresh)
    _between(kept, fresh, pairs)
    _elsewhere(kept, fresh, pairs)
    return _result(kept, fresh, pairs, gone_before)


def _place(event: Event) -> tuple[str, str, int]:
    return event.agency, event.sheet, event.sequence


def _words(event: Event) -> str:
    return " | ".join(text for _, text in event.raw if text)


def _same(old: Sequence[Event], new: Sequence[Event]) -> dict[int, int]:
    """Rows that say the very same: new position -> old position, in order among equals."""
    waiting: dict[tuple, list[int]] = {}
    for position, event in enumerate(old):
        waiting.setdefault((event.agency, event.raw), []).append(position)
    pairs = {}
    for position, event in enumerate(new):
        found = waiting.get((event.agency, event.raw))
        if found:
            pairs[position] = found.pop(0)
    return pairs


def _between(old: Sequence[Event], new: Sequence[Event], pairs: dict[int, int]) -> None:
    """Corrected rows: between the same neighbours as before, the likeliest first."""
    from rapidfuzz import fuzz

    taken = set(pairs.values())
    for news, olds in _stretches(len(old), len(new), pairs):
        olds = [o for o in olds if o not in taken]
        found = []
        for n in news:
            for o in olds:
                alike = fuzz.ratio(_words(new[n]), _words(old[o]))
                alike += 15 * (new[n].written == old[o].written and bool(new[n].written))
                alike += 10 * (len(news) == len(olds) and news.index(n) == olds.index(o))
                if alike >= ALIKE:
                    found.append((-alike, n, o))
        for _, n, o in sorted(found):
            if n not in pairs and o not in taken:
                pairs[n] = o
                taken.add(o)


def _stretches(olds: int, news: int, pairs: dict[int, int]) -> list[tuple[list[int], list[int]]]:
    """Runs of unpaired new rows with the old positions between the same paired neighbours."""
    stretches = []
    run: list[int] = []
    before = -1
    for n in range(news + 1):
        if n < news and n not in pairs:
            run.append(n)
            continue
        after = pairs.get(n, olds)
        if run:
            low, high = (before, after) if before < after else (-1, olds)
            stretches.append((run, list(range(low + 1, high))[: 50 + 4 * len(run)]))
        run, before = [], after
    return stretches


def _elsewhere(old: Sequence[Event], new: Sequence[Event], pairs: dict[int, int]) -> None:
    """Rows corrected and moved."""
    from rapidfuzz import fuzz, process

    news = [n for n in range(len(new)) if n not in pairs]
    olds = [o for o in range(len(old)) if o not in set(pairs.values())]
    if not news or not olds or len(news) * len(olds) > _MOST_ELSEWHERE:
        return
    scores = process.cdist(
        [_words(new[n]) for n in news],
        [_words(old[o]) for o in olds],
        scorer=fuzz.ratio,
        score_cutoff=ALIKE_ELSEWHERE,
    )
    found = [
        (-float(scores[a, b]), news[a], olds[b]) for a, b in zip(*scores.nonzero(), strict=True)
    ]
    taken: set[int] = set()
    for _, n, o in sorted(found):
        if n not in pairs and o not in taken:
            pairs[n] = o
            taken.add(o)


def _result(
    old: Sequence[Event],
    new: Sequence[Event],
    pairs: dict[int, int],
    gone_before: Sequence[Event],
) -> Resent:
    used = {old[o].id for o in pairs.values()} | {e.id for e in (*old, *gone_before)}
    events, changes = [], []
    for n, event in enumerate(new):
        if n in pairs:
            was = old[pairs[n]]
            kept = replace(event, id=was.id)
            if was.raw != event.raw:
                changes.append(_change("changed", was, kept))
        else:
            kept = replace(event, id=_unused(event.id, used))
            used.add(kept.id)
            changes.append(_change("added", None, kept))
        events.append(kept)
    for o in sorted(set(range(len(old))) - set(pairs.values())):
        events.append(replace(old[o], status="withdrawn"))
        changes.append(_change("withdrawn", old[o], None))
    table = pd.DataFrame(changes, columns=list(CHANGES))
    for name in ("row_before", "row_after"):
        table[name] = table[name].astype("Int64")
    return Resent((*events, *gone_before), table)


def _change(kind: str, was: Event | None, now: Event | None) -> tuple:
    before, after = dict(was.raw) if was else {}, dict(now.raw) if now else {}
    names = list(dict.fromkeys((*before, *after)))
    differs = [name for name in names if before.get(name, "") != after.get(name, "")]
    told = was or now
    assert told is not None
    return (
        told.id,
        kind,
        was.row if was else None,
        now.row if now else None,
        differs,
        _words(was) if was else "",
        _words(now) if now else "",
    )


def _unused(wanted: str, used: set[str]) -> str:
    number, name = 2, wanted
    while name in used:
        name, number = f"{wanted}-r{number}", number + 1
    return name
