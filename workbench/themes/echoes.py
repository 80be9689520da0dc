"""Recommendations said before, in the same words or in others.

Within one review the same sentence given to several owners is one recommendation with several
owners (:func:`one_each`). Across reviews it is an echo (:func:`echoes`). When two wordings are
alike is told in :mod:`workbench.themes.wordings`; what became of the earlier one in
:mod:`workbench.themes.outcomes`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from workbench.themes.same_ask import SAME_ASK
from workbench.themes.same_words import Folder
from workbench.themes.wordings import Wordings, plain_words

ASKS = ("recommendation", "improvement", "question")  # kinds of passage that ask for something
CONFIRMED = "confirmed"  # the kind of an echo that stands on a person's word alone


def one_each(passages: pd.DataFrame, wordings: Wordings | None = None) -> pd.DataFrame:
    """What each review asks, once, with everyone it is asked of.

    Parameters
    ----------
    passages
        ``review, ref, text`` and, where known, ``number`` and ``owners`` (tuples).
    wordings
        The same passages as :class:`Wordings`, where they are at hand already.

    Returns
    -------
    DataFrame
        A row for each ask: ``review``, ``ref`` and ``text`` of the passage that comes first,
        ``refs``, ``numbers`` and ``owners`` (tuples) of all that ask it, ``wording`` (``one``,
        ``identical`` or ``near-identical``). In the order given.
    """
    table = wordings or Wordings(passages)
    given = table.passages
    group = _same_asks(table)
    rows = []
    for _, part in given.groupby(group, sort=True):
        first = part.iloc[0]
        kinds = {plain_words(text) for text in part["text"]}
        rows.append(
            {
                "review": first["review"],
                "ref": first["ref"],
                "text": first["text"],
                "refs": tuple(part["ref"]),
                "numbers": tuple(part["number"]) if "number" in part else (),
                "owners": _owners(part["owners"]) if "owners" in part else (),
                "wording": "one"
                if len(part) == 1
                else ("identical" if len(kinds) == 1 else "near-identical"),
            }
        )
    columns = ["review", "ref", "text", "refs", "numbers", "owners", "wording"]
    return pd.DataFrame(rows, columns=columns)


def _owners(column: pd.Series) -> tuple[str, ...]:
    held = (name for owners in column if isinstance(owners, (tuple, list)) for name in owners)
    return tuple(dict.fromkeys(held))


def _same_asks(table: Wordings) -> np.ndarray:
    """For each passage the position of the first one of its review that asks the same."""
    same = table.same_wording()
    reviews = table.passages["review"].to_numpy()
    first: dict[tuple[str, int], int] = {}
    group = np.array(
        [first.setdefault((reviews[i], int(same[i])), i) for i in range(len(same))], dtype=np.int64
    )
    holders: dict[int, list[tuple[str, int]]] = {}
    for review, wording in first:
        holders.setdefault(wording, []).append((review, wording))
    leader = {i: i for i in first.values()}
    near = table.pairs(at_least=2.0)  # only the near-identical ones
    for a, b in zip(near["first"], near["second"], strict=True):
        for review, _ in holders.get(int(a), ()):
            other = first.get((review, int(b)))
            if other is not None:
                _join(leader, first[review, int(a)], other)
    return np.array([_leader(leader, int(g)) for g in group], dtype=np.int64)


def _leader(leader: dict[int, int], i: int) -> int:
    while leader[i] != i:
        leader[i] = leader[leader[i]]
        i = leader[i]
    return i


def _join(leader: dict[int, int], a: int, b: int) -> None:
    a, b = sorted((_leader(leader, a), _leader(leader, b)))
    leader[b] = a


def echoes(
    passages: pd.DataFrame,
    reviews: pd.DataFrame,
    folder: Folder | None = None,
    *,
    at_least: float = SAME_ASK,
    latest: int = 10,
    confirmed: Collection[frozenset[str]] = (),
) -> pd.DataFrame:
    """Recommendations that an earlier review had made already.

    Parameters
    ----------
    passages
        ``review, ref, kind, text`` and, where known, ``number`` and ``owners``; only kinds in
        :data:`ASKS` are looked at.
    reviews
        ``id`` and ``published`` (ISO or EDTF; ``ended`` and ``started`` where it is missing).
    at_least
        How alike two asks in other words must be.
    latest
        Of each wording said in many earlier reviews, only the latest so many are listed.
    confirmed
        Pairs of refs that a person called an echo; what is not among the passages is passed over.

    Returns
    -------
    DataFrame
        ``earlier, later`` (refs), ``earlier_review, later_review``, ``earlier_on, later_on``
        (as the review gives it, or ``""``), ``kind`` (one of ``wordings.KINDS``, or
        :data:`CONFIRMED`), ``score`` (0 to 1; 1 for what only a person found),
        ``earlier_text, later_text``, ``earlier_refs, later_refs`` (tuples: one ask may have
        several owners), ``order_known`` (bool: False where the dates do not say which came
        first: then it is no echo until a person says so). Latest first, then the most alike.
        Empty when nothing was said before.
    """
    asked = passages[passages["kind"].isin(ASKS)].reset_index(drop=True)
    table = Wordings(asked, folder)
    asks = one_each(asked, table)
    asks["on"] = asks["review"].map(spoken_on(reviews)).fillna("")
    on, review = asks["on"].tolist(), asks["review"].tolist()
    ask_of = {ref: i for i, refs in enumerate(asks["refs"]) for ref in refs}
    of_wording = _by_wording(table, ask_of, on)
    found: dict[tuple[int, int], tuple[str, float]] = {}
    for members in of_wording.values():
        for pair in _earlier_and_later(members, members, on, review, latest):
            found[pair] = ("identical", 1.0)
    for row in table.pairs(at_least).itertuples():
        one, two = of_wording[row.first], of_wording[row.second]
        for pair in _earlier_and_later(one, two, on, review, latest):
            if pair not in found or found[pair][1] < row.score:
                found[pair] = (row.kind, row.score)
    for said in confirmed:
        for pair in _as_asks(said, ask_of, on, review):
            found.setdefault(pair, (CONFIRMED, 1.0))
    return _as_frame(found, asks)


_SIDES = ("ref", "review", "on", "text", "refs")


def _as_frame(found: dict[tuple[int, int], tuple[str, float]], asks: pd.DataFrame) -> pd.DataFrame:
    pairs = np.array(list(found), dtype=np.int64).reshape(-1, 2)
    sides = {}
    for side, column in (("earlier", 0), ("later", 1)):
        for name in _SIDES:
            title = side if name == "ref" else f"{side}_{name}"
            sides[title] = asks[name].to_numpy(dtype=object)[pairs[:, column]]
    out = pd.DataFrame(sides)
    out["kind"] = [kind for kind, _ in found.values()]
    out["score"] = [float(score) for _, score in found.values()]
    order_known = [
        a != b and bool(a) and bool(b) for a, b in out[["earlier_on", "later_on"]].values
    ]
    out["order_known"] = np.array(order_known, dtype=bool)
    columns = [
        "earlier", "later", "earlier_review", "later_review", "earlier_on", "later_on", "kind",
        "score", "earlier_text", "later_text", "earlier_refs", "later_refs", "order_known",
    ]  # fmt: skip
    return in_order(out[columns])


def in_order(found: pd.DataFrame) -> pd.DataFrame:
    """Echoes the latest first, then the most alike."""
    by = ["later_on", "score", "later", "earlier"]
    ascending = [False, False, True, True]
    return found.sort_values(by, ascending=ascending, kind="stable").reset_index(drop=True)


def spoken_on(reviews: pd.DataFrame) -> dict[str, str]:
    """When each review spoke, as it gives it: published, else ended, else started."""
    days: dict[str, str] = {}
    for review in reviews.itertuples():
        given = (getattr(review, name, None) for name in ("published", "ended", "started"))
        days[review.id] = next((str(day) for day in given if isinstance(day, str) and day), "")
    return days


def _by_wording(table: Wordings, ask_of: dict[str, int], on: Sequence[str]) -> dict[int, list[int]]:
    """For each wording (by its first passage) the asks that use it, the earliest first."""
    members: dict[int, set[int]] = {}
    refs = table.passages["ref"].to_numpy()
    for i, wording in enumerate(table.same_wording()):
        members.setdefault(int(wording), set()).add(ask_of[refs[i]])
    return {
        wording: sorted(held, key=lambda ask: (on[ask], ask)) for wording, held in members.items()
    }


def _as_asks(
    said: frozenset[str], ask_of: dict[str, int], on: Sequence[str], review: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """The pair of asks that two refs belong to, the earlier first; none of one review."""
    held = sorted({ask_of[ref] for ref in said if ref in ask_of}, key=lambda ask: (on[ask], ask))
    if len(held) == 2 and review[held[0]] != review[held[1]]:
        yield held[0], held[1]


def _earlier_and_later(
    one: list[int], two: list[int], on: Sequence[str], review: Sequence[str], latest: int
) -> Iterable[tuple[int, int]]:
    """Pairs of asks of different reviews, the earlier first; of many the latest few."""
    if one is two:
        for i, later in enumerate(two):
            for earlier in one[max(0, i - latest) : i]:
                if review[earlier] != review[later]:
                    yield earlier, later
        return
    merged = sorted({*one, *two}, key=lambda ask: (on[ask], ask))
    ones, twos = set(one), set(two)
    recent: dict[bool, list[int]] = {True: [], False: []}
    for ask in merged:
        if ask in ones:
            yield from ((e, ask) for e in recent[False] if review[e] != review[ask])
        if ask in twos:
            yield from ((e, ask) for e in recent[True] if review[e] != review[ask])
        if ask in ones:
            recent[True] = [*recent[True], ask][-latest:]
        if ask in twos:
            recent[False] = [*recent[False], ask][-latest:]
