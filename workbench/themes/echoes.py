"""Recommendations said before, in the same words or in others, and what became of them.

Within one review the same sentence given to several owners is one recommendation with several
owners (:func:`one_each`). Across reviews it is an echo (:func:`echoes`).

How alike two wordings are is measured on what they ask, not on how: words that mean the same are
folded together (``data/vocabulary/same_words.yaml``), endings are dropped, words that every
recommendation has count for nothing, rare ones for much, and codes of the codebook whose terms
are found count too. Three kinds:

* ``identical``: the same words in the same order, punctuation and capitals aside.
* ``near-identical``: at least 80 of 100 by token-sorted edit ratio, and most of the ask shared.
* ``other words``: less alike in words, but their asks have a cosine of at least ``SAME_ASK``.

Cost: each different wording is compared only with those that share one of its telling words, or a
pair of them, and no word or pair is followed that more than ``8 log2(n)`` wordings have, so work
grows as n log n. (Up to 1,500 wordings are compared with all that share any word.) A query reads
only the columns of its own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations, pairwise
from math import log2
from pathlib import Path

import numpy as np
import pandas as pd
import yaml
from rapidfuzz import fuzz
from scipy import sparse

from workbench.errors import VocabularyError
from workbench.places import shipped
from workbench.themes.codebook import Codebook
from workbench.themes.published import published_passages
from workbench.themes.terms import Hit, Terms, Word, words

ASKS = ("recommendation", "improvement", "question")  # kinds of passage that ask for something
NEAR = 80.0
SHARED_ASK = 0.6  # of near-identical wordings: share of the words that carry the ask
SAME_ASK = 0.2  # on invented pairs most are above and few others: tests/themes/test_echoes.py
KINDS = ("identical", "near-identical", "other words")

_WEIGHTS = {"=": 1.0, "~": 0.15, "+": 0.25, "#": 0.25}  # meaning, stem, neighbours, code
_HEFT = {"who": 0.5, "about": 1.5, "doing": 1.0}  # sections of same_words.yaml
_BLOCK_WORDS = 12  # words of a wording, the most telling, that are followed, and their pairs
_FEW = 1500  # so few wordings are compared with all that share any word: none is missed
_CHUNK = 4096
_MOST = 20  # of wordings alike in other words, a reader will not look at more
_SHARED_AT_LEAST = 2  # meanings: one alone ("audit") does not make the same ask
_LEAST_KEPT = 0.15  # pairs less alike are not kept: far below what is called the same ask
_NEAR_AT_LEAST = 0.45  # the cosine of two wordings that share 60 % of their ask is above


class Folder:
    """Turns a wording into what it asks: folded words, stems, neighbours and codes."""

    def __init__(
        self,
        groups: Iterable[tuple[str, Sequence[str]]] = (),
        concepts: Mapping[str, Iterable[str]] | None = None,
        empty: Iterable[str] = (),
    ) -> None:
        self._empty = frozenset(empty)
        self._means: dict[str, str] = {}
        self._heft: dict[str, float] = {}
        for section, group in groups:
            self._heft.setdefault("=" + group[0], _HEFT[section])
            for term in group:
                self._means.setdefault(term, group[0])
        self._codes: dict[str, list[str]] = {}
        for code, terms in (concepts or {}).items():
            for term in terms:
                self._codes.setdefault(term, []).append(code)
        self._terms = Terms([*self._means, *self._codes])  # found in one pass

    @classmethod
    def load(cls, concepts: Mapping[str, Iterable[str]] | None = None, *extra: Path) -> Folder:
        """The shipped list of words that mean the same, then a partnership's own.

        Raises
        ------
        VocabularyError
            When a file does not hold a list of ``groups``, each a list of words.
        """
        groups: list[tuple[str, Sequence[str]]] = []
        empty: set[str] = set()
        for path in (*extra, shipped("data", "vocabulary", "same_words.yaml")):
            more, says_nothing = _read_same_words(path, path.stat().st_mtime_ns)
            groups += more
            empty |= says_nothing
        return cls(groups, concepts, empty)

    def asks(self, text: str) -> list[str]:
        """The folded words of a wording, in order: ``=meaning`` or ``=stem``."""
        tokens = words(text)
        return self._asks(tokens, list(self._terms.find_among(tokens)))

    def _asks(self, tokens: list[Word], found: list[Hit]) -> list[str]:
        hits = [hit for hit in found if hit.term in self._means]
        hits.sort(key=lambda hit: (hit.start - hit.end, hit.start))
        taken: list[tuple[int, int, str]] = []
        for hit in hits:  # the longest first; no word serves two
            if all(hit.end <= start or hit.start >= end for start, end, _ in taken):
                taken.append((hit.start, hit.end, "=" + self._means[hit.term]))
        covered = {
            word.start
            for word in tokens
            for start, end, _ in taken
            if word.start < end and word.end > start
        }
        for word in tokens:
            if word.start not in covered and word.key not in self._empty and not word.key.isdigit():
                taken.append((word.start, word.end, "=" + stem(word.key)))
        return [means for _, _, means in sorted(taken)]

    def weight(self, feature: str) -> float:
        """What a feature counts, rarity aside."""
        return _WEIGHTS[feature[0]] * self._heft.get(feature, 1.0)

    def features(self, text: str) -> list[str]:
        """All that a wording is compared by; the first letter says of which sort."""
        tokens = words(text)
        found = list(self._terms.find_among(tokens))
        asks = self._asks(tokens, found)
        out = list(dict.fromkeys(asks))
        out += dict.fromkeys(["~" + stem(w.key) for w in tokens if w.key not in self._empty])
        out += dict.fromkeys(["+" + "".join(sorted(pair)) for pair in pairwise(asks)])
        out += dict.fromkeys(
            ["#" + code for hit in found for code in self._codes.get(hit.term, ())]
        )
        return out


@cache
def _read_same_words(
    path: Path, _changed: int
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], frozenset[str]]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    held = loaded if isinstance(loaded, dict) else {}
    groups = [(section, group) for section in _HEFT for group in held.get(section) or ()]
    if not groups or not all(isinstance(group, list) and group for _, group in groups):
        raise VocabularyError.at(
            path.name,
            None,
            "there is no list of words that mean the same.",
            f"Under one of {', '.join(_HEFT)} write one line a group: - [gp, family doctor].",
        )
    empty = str(held.get("says_nothing") or "").casefold().split()
    return tuple((s, tuple(str(term) for term in group)) for s, group in groups), frozenset(empty)


def concepts(codebook: Codebook, at_least: float = 3.0) -> dict[str, list[str]]:
    """The terms that point strongly to each theme, topic and agency of a codebook."""
    return {
        f"{facet}:{code.id}": [term for term, weight in code.terms.items() if weight >= at_least]
        for facet in ("theme", "topic", "agency")
        for code in codebook.codes(facet)
    }


@cache
def shipped_folder() -> Folder:
    """Folds by the shipped list of words and the shipped codebook."""
    return Folder.load(concepts(Codebook.load()))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its commonest English endings, so that sharing meets shared."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ations", "at"), ("ation", "at")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + rest
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ingly", "edly", "ment", "ness", "ing", "ed", "ly"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            word = word.removesuffix(ending)
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word.removesuffix("e") if len(word) > 4 else word


@lru_cache(maxsize=4)
def _elsewhere(folder: Folder) -> tuple[Counter[str], int]:
    """How many of the published passages that ship have each feature, and how many there are.

    In a library of three reports every word is rare; beside these, the common ones are not.
    """
    texts = published_passages()["text"]
    have = Counter(feature for text in texts for feature in folder.features(text))
    return have, len(texts)


class Wordings:
    """Wordings ready to be compared: a table of what each asks.

    Parameters
    ----------
    passages
        ``ref`` and ``text``; other columns are carried along to the answers.
    folder
        How wordings are folded; the shipped one when left out.
    """

    def __init__(self, passages: pd.DataFrame, folder: Folder | None = None) -> None:
        self.passages = passages.reset_index(drop=True)
        self.folder = folder or shipped_folder()
        # a text without words is like no other
        plain = [_plain(text) or f"\0{i}" for i, text in enumerate(self.passages["text"])]
        self._first, self._which = np.unique(np.array(plain, dtype=object), return_inverse=True)
        first_row = np.full(len(self._first), len(plain), dtype=np.int64)
        np.minimum.at(first_row, self._which, np.arange(len(plain)))
        self._row_of = first_row  # of each different wording, the first passage that has it
        self._columns: dict[str, int] = {}
        self._found: list[tuple[int, int, float]] | None = None
        self._fit()

    def __len__(self) -> int:
        return len(self._first)

    def _fit(self) -> None:
        indices: list[int] = []
        ends = [0]
        for row in self._row_of:
            for feature in self.folder.features(self.passages.at[int(row), "text"]):
                indices.append(self._columns.setdefault(feature, len(self._columns)))
            ends.append(len(indices))
        shape = (len(self._row_of), len(self._columns))
        table = sparse.csr_array((np.ones(len(indices)), indices, ends), shape=shape)
        have = np.bincount(table.indices, minlength=shape[1])
        elsewhere, texts = _elsewhere(self.folder)
        widely = have + np.array([elsewhere[name] for name in self._columns], dtype=float)
        rarity = np.log((1 + shape[0] + texts) / (1 + widely)) + 1
        weights = np.array([self.folder.weight(name) for name in self._columns])
        self._have = have
        self._rarity = rarity * weights
        self._table = _unit_rows(table @ sparse.diags_array(self._rarity).tocsr())
        self._by_column = self._table.tocsc()
        asked = np.array([name[0] == "=" for name in self._columns], dtype=bool)
        self._asked = (table[:, np.flatnonzero(asked)] > 0).astype(np.int32).tocsr()

    def _vector(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Columns and weights of a text; what no wording has still counts in its length."""
        known, unknown = [], 0.0
        unseen = np.log(1 + len(self._row_of) + _elsewhere(self.folder)[1]) + 1
        for feature in self.folder.features(text):
            column = self._columns.get(feature)
            if column is None:
                unknown += (unseen * self.folder.weight(feature)) ** 2
            else:
                known.append(column)
        columns = np.array(known, dtype=np.int64)
        values = self._rarity[columns] if known else np.zeros(0)
        length = np.sqrt((values**2).sum() + unknown)
        return columns, values / length if length else values

    def nearest(self, text: str, top: int = 10, at_least: float = 0.0) -> pd.DataFrame:
        """The passages that ask most nearly what ``text`` asks, however it is worded.

        Returns
        -------
        DataFrame
            The columns given, with ``score`` (0 to 1) and ``kind`` (one of :data:`KINDS`, or
            ``""`` below :data:`SAME_ASK`); the most alike first, then in the order given. Empty
            when no passage shares a word with it.
        """
        columns, values = self._vector(text)
        score = np.zeros(len(self))
        table = self._by_column
        for column, value in zip(columns, values, strict=True):
            span = slice(table.indptr[column], table.indptr[column + 1])
            score[table.indices[span]] += table.data[span] * value
        found = np.flatnonzero(score > max(at_least, 1e-9))
        if len(found) > top:
            found = found[np.argpartition(-score[found], top - 1)[:top]]
        rows = np.flatnonzero(np.isin(self._which, found))
        out = self.passages.iloc[rows].copy()
        out["score"] = np.minimum(score[self._which[rows]], 1.0).round(4)
        out = out.sort_values("score", ascending=False, kind="stable").head(top)
        out["kind"] = [
            self._kind(text, other, score)
            for other, score in zip(out["text"], out["score"], strict=True)
        ]
        return out.reset_index(drop=True)

    def likeness(self, one: Sequence[int], two: Sequence[int]) -> np.ndarray:
        """How alike the passages at the positions ``one`` and ``two`` are, all with all: 0 to 1."""
        a, b = (self._table[self._which[np.asarray(side, dtype=np.int64)]] for side in (one, two))
        return np.minimum((a @ b.T).toarray(), 1.0)

    def _kind(self, text: str, other: str, score: float) -> str:
        if _plain(text) == _plain(other):
            return "identical"
        if near_identical(text, other, self.folder):
            return "near-identical"
        return "other words" if score >= SAME_ASK else ""

    def pairs(self, at_least: float = SAME_ASK) -> pd.DataFrame:
        """Every two different wordings that ask the same; in other words, the 20 most alike each.

        Parameters
        ----------
        at_least
            The cosine from which on two wordings are alike: 0.15 or more.

        Returns
        -------
        DataFrame
            ``first, second`` (positions in :attr:`passages` of the first passage with that
            wording, ``first`` the smaller), ``kind``, ``score``; in order of position.
        """
        texts = self.passages["text"].to_numpy(dtype=object)
        rows = []
        for a, b, score in self._alike():
            one, two = sorted((int(self._row_of[a]), int(self._row_of[b])))
            kind = "other words"
            # below that, no two wordings are near-identical
            if score >= _NEAR_AT_LEAST and near_identical(texts[one], texts[two], self.folder):
                kind = "near-identical"
            if kind == "near-identical" or score >= at_least:
                rows.append((one, two, kind, round(float(score), 4)))
        out = pd.DataFrame(rows, columns=["first", "second", "kind", "score"])
        return out.sort_values(["first", "second"]).reset_index(drop=True)

    def same_wording(self) -> np.ndarray:
        """For each passage the position of the first passage with the same wording."""
        return self._row_of[self._which]

    def _alike(self) -> list[tuple[int, int, float]]:
        """The candidates, looked for once."""
        if self._found is None:
            self._found = list(self._candidates(_LEAST_KEPT))
        return self._found

    def _candidates(self, floor: float) -> Iterable[tuple[int, int, float]]:
        """Pairs that share a rare word or pair of words, and whose cosine is high enough."""
        if len(self) < 2:
            return
        keys = self._keys()
        for start in range(0, len(self), _CHUNK):
            stop = min(start + _CHUNK, len(self))
            meet = sparse.triu((keys[start:stop] @ keys.T).tocoo(), k=start + 1).tocoo()
            left, right = meet.row + start, meet.col
            for part in range(0, len(left), 200_000):  # so that the memory is bounded
                a, b = left[part : part + 200_000], right[part : part + 200_000]
                score = self._table[a].multiply(self._table[b]).sum(axis=1)
                high = np.flatnonzero(score >= floor)
                shared = self._asked[a[high]].multiply(self._asked[b[high]]).sum(axis=1)
                high = high[shared >= _SHARED_AT_LEAST]
                for k in _most_alike(a[high], score[high], high):
                    yield int(a[k]), int(b[k]), float(min(score[k], 1.0))

    def _keys(self) -> sparse.csr_array:
        """Which telling words, and pairs of them, each wording has; none that many have."""
        if len(self) <= _FEW:
            return self._asked.astype(np.float32)
        limit = 8 * log2(len(self))
        names = np.array([name[0] for name in self._columns])
        meaning = names == "="
        seen: dict[tuple[int, int], int] = {}
        indices: list[int] = []
        ends = [0]
        n = len(self._columns)
        for row in range(len(self)):
            span = slice(self._table.indptr[row], self._table.indptr[row + 1])
            own = self._table.indices[span]
            own = own[meaning[own] & (self._have[own] > 1)]  # a word of one wording joins none
            own = own[np.argsort(-self._rarity[own], kind="stable")][:_BLOCK_WORDS].tolist()
            indices += own
            for pair in combinations(sorted(own), 2):
                indices.append(n + seen.setdefault(pair, len(seen)))
            ends.append(len(indices))
        shape = (len(self), n + len(seen))
        keys = sparse.csr_array(
            (np.ones(len(indices), dtype=np.float32), indices, ends), shape=shape
        )
        have = np.bincount(keys.indices, minlength=shape[1])
        wanted = np.flatnonzero((have > 1) & (have <= limit))
        return keys.tocsc()[:, wanted].tocsr()


def _most_alike(row: np.ndarray, score: np.ndarray, which: np.ndarray) -> np.ndarray:
    """Of each row the most alike few, and all that may be near-identical."""
    order = np.lexsort((-score, row))
    row, score, which = row[order], score[order], which[order]
    begins = np.flatnonzero(np.r_[True, row[1:] != row[:-1]]) if len(row) else np.zeros(0, int)
    rank = np.arange(len(row)) - np.repeat(begins, np.diff(np.r_[begins, len(row)]))
    return which[(rank < _MOST) | (score >= _NEAR_AT_LEAST)]


def _unit_rows(table: sparse.csr_array) -> sparse.csr_array:
    table = sparse.csr_array(table)
    length = np.sqrt(table.multiply(table).sum(axis=1))
    length[length == 0] = 1
    return sparse.csr_array(sparse.diags_array(1 / length).tocsr() @ table)


@lru_cache(maxsize=1 << 17)
def _plain(text: str) -> str:
    return " ".join(word.key for word in words(text))


def near_identical(one: str, two: str, folder: Folder) -> bool:
    """Whether two wordings say the same with a word or two changed."""
    if fuzz.token_sort_ratio(_plain(one), _plain(two), score_cutoff=NEAR) < NEAR:
        return False
    a, b = set(folder.asks(one)), set(folder.asks(two))
    if not a or not b:
        return False
    return len(a & b) / len(a | b) >= SHARED_ASK


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
    group = _asks(table)
    rows = []
    for _, part in given.groupby(group, sort=True):
        first = part.iloc[0]
        kinds = {_plain(text) for text in part["text"]}
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


def _asks(table: Wordings) -> np.ndarray:
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

    Returns
    -------
    DataFrame
        ``earlier, later`` (refs), ``earlier_review, later_review``, ``earlier_on, later_on``
        (as the review gives it, or ``""``), ``kind`` (one of :data:`KINDS`), ``score``
        (0 to 1), ``earlier_text, later_text``, ``earlier_refs, later_refs`` (tuples: one ask may
        have several owners), ``order_known`` (bool: False where the dates do not say which came
        first). Latest first, then the most alike. Empty when nothing was said before.
    """
    asked = passages[passages["kind"].isin(ASKS)].reset_index(drop=True)
    table = Wordings(asked, folder)
    asks = one_each(asked, table)
    asks["on"] = asks["review"].map(_days(reviews)).fillna("")
    place = dict(zip(asks["ref"], range(len(asks)), strict=True))
    of_wording = _by_wording(table, asks, place)
    found: dict[tuple[int, int], tuple[str, float]] = {}
    for members in of_wording.values():
        for pair in _earlier_and_later(members, members, asks, latest):
            found[pair] = ("identical", 1.0)
    for row in table.pairs(at_least).itertuples():
        one, two = of_wording[row.first], of_wording[row.second]
        for pair in _earlier_and_later(one, two, asks, latest):
            if pair not in found or found[pair][1] < row.score:
                found[pair] = (row.kind, row.score)
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
    out = out.sort_values(
        ["later_on", "score", "later", "earlier"],
        ascending=[False, False, True, True],
        kind="stable",
    )
    columns = [
        "earlier", "later", "earlier_review", "later_review", "earlier_on", "later_on", "kind",
        "score", "earlier_text", "later_text", "earlier_refs", "later_refs", "order_known",
    ]  # fmt: skip
    return out[columns].reset_index(drop=True)


def _days(reviews: pd.DataFrame) -> dict[str, str]:
    """When each review spoke, as it gives it: published, else ended, else started."""
    days: dict[str, str] = {}
    for review in reviews.itertuples():
        given = (getattr(review, name, None) for name in ("published", "ended", "started"))
        days[review.id] = next((str(day) for day in given if isinstance(day, str) and day), "")
    return days


def _by_wording(table: Wordings, asks: pd.DataFrame, place: dict[str, int]) -> dict[int, list[int]]:
    """For each wording (by its first passage) the asks that use it, the earliest first."""
    ask_of = {ref: place[row.ref] for row in asks.itertuples() for ref in row.refs}
    members: dict[int, set[int]] = {}
    refs = table.passages["ref"].to_numpy()
    for i, wording in enumerate(table.same_wording()):
        members.setdefault(int(wording), set()).add(ask_of[refs[i]])
    on = asks["on"].to_numpy()
    return {
        wording: sorted(held, key=lambda ask: (on[ask], ask)) for wording, held in members.items()
    }


def _earlier_and_later(
    one: list[int], two: list[int], asks: pd.DataFrame, latest: int
) -> Iterable[tuple[int, int]]:
    """Pairs of asks of different reviews, the earlier first; of many the latest few."""
    on, review = asks["on"].to_numpy(), asks["review"].to_numpy()
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


def with_outcomes(found: pd.DataFrame, actions: pd.DataFrame) -> pd.DataFrame:
    """What became of the earlier recommendation of each echo.

    Parameters
    ----------
    found
        As :func:`echoes` gives it.
    actions
        ``recommendation`` (ref of the passage it answers) and ``status`` (as written).

    Returns
    -------
    DataFrame
        ``found`` with ``actions`` (int, how many answer the earlier one), ``statuses`` (those
        written, joined by ``; ``) and ``outcome``, a sentence.
    """
    answering = actions[actions["recommendation"].notna()]
    by_ref = answering.groupby("recommendation")["status"].agg(list).to_dict()
    statuses = [
        [status for ref in refs for status in by_ref.get(ref, ())] for refs in found["earlier_refs"]
    ]
    out = found.copy()
    out["actions"] = [len(held) for held in statuses]
    out["statuses"] = ["; ".join(_written(held)) for held in statuses]
    out["outcome"] = [_outcome(held) for held in statuses]
    return out


def _written(statuses: Sequence[object]) -> list[str]:
    held = (str(s).strip() if isinstance(s, str) and s.strip() else "no status" for s in statuses)
    return list(dict.fromkeys(held))


def _outcome(statuses: Sequence[object]) -> str:
    if not statuses:
        return "No action is recorded for the earlier one."
    count = "One action" if len(statuses) == 1 else f"{len(statuses)} actions"
    return f"{count} followed the earlier one: {', '.join(_written(statuses))}."
