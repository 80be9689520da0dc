"""What theme suggestions learn from: coded passages, all in one shape.

Three sources, none of which leaves the machine: published reviews in our own words, invented
examples and the codebook's own sentences (these ship), and the codes people here have accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from workbench.errors import VocabularyError
from workbench.themes.codebook import FACETS, Codebook
from workbench.themes.coding import settled
from workbench.themes.published import coded_examples, published_passages
from workbench.vocabulary import Organisations

COLUMNS = ("group", "kind", "section", "text", "linked", "owners", "cites", "weight", *FACETS)
CODEBOOK_GROUP = "codebook"  # never held out: it is there for every report
PLURAL = {"theme": "themes", "topic": "topics", "agency": "agencies"}
EXAMPLE_WEIGHT = 0.5  # a sentence of the codebook is shorter and plainer than a report's
INVENTED_WEIGHT = 0.5  # nobody wrote it to judge a real service; see docs/decisions.md
LOCAL_WEIGHT = 2.0  # a passage coded here is real text, and of this place

_ANOTHER = re.compile(r"\s*\((?:theme |topic )?([a-z_]+)[^)]*\)\s*$")
# Kinds that only yearly reports tell apart, as a suggestion sees them.
KINDS = {"audit_finding": "finding", "audit_recommendation": "recommendation"}


def seen(passages: pd.DataFrame, organisations: Organisations | None = None) -> pd.DataFrame:
    """What a suggestion looks at, of passages as the library gives them.

    Parameters
    ----------
    passages
        ``text``, and where known ``review, kind, number, section, cites, owners``. Give a whole
        review: a finding is read with the recommendations it cites.

    Returns
    -------
    DataFrame
        In the order given: ``group`` (review), ``kind, section, text``, ``linked`` (the texts
        it cites or is cited by), ``owners`` (tuple of agency codes), ``cites`` (bool).
    """
    count = len(passages)
    blank = pd.Series([""] * count, index=passages.index, dtype="str")
    cites = [_tuple(c) for c in passages["cites"]] if "cites" in passages else [()] * count
    owners = [_tuple(o) for o in passages["owners"]] if "owners" in passages else [()] * count
    group = passages.get("review", blank).fillna("")
    number = passages.get("number", blank).fillna("")
    kind = passages.get("kind", blank).fillna("")
    known = organisations or Organisations([])
    return pd.DataFrame(
        {
            "group": group.to_numpy(),
            "kind": kind.to_numpy(),
            "section": passages.get("section", blank).fillna("").to_numpy(),
            "text": passages["text"].fillna("").to_numpy(),
            "linked": _linked(group, kind, number, cites, passages["text"].fillna("")),
            "owners": [tuple(a for o in held if (a := known.agency(o))) for held in owners],
            "cites": np.array([bool(c) for c in cites], dtype=bool),
        }
    )


def _tuple(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (tuple, list, np.ndarray)) else ()


def _linked(
    group: Iterable[str],
    kind: Iterable[str],
    number: Iterable[str],
    cites: Sequence[tuple[str, ...]],
    texts: Iterable[str],
) -> list[str]:
    """For each passage the texts of the recommendations it cites, or of what cites it."""
    rows = list(zip(group, kind, number, texts, strict=True))
    asked = {(g, n): i for i, (g, k, n, _) in enumerate(rows) if k == "recommendation"}
    linked: list[list[str]] = [[] for _ in rows]
    for i, (g, _, _, text) in enumerate(rows):
        for number_cited in cites[i]:
            j = asked.get((g, number_cited))
            if j is not None and j != i:
                linked[i].append(rows[j][3])
                linked[j].append(text)
    return ["\n".join(texts) for texts in linked]


def shipped_lessons(codebook: Codebook, without: Iterable[str] = ()) -> pd.DataFrame:
    """All coded passages that ship.

    Parameters
    ----------
    without
        Reports (as named in ``data/published/sources.csv``) to leave out, so that a report can
        be scored by what was learned from others.

    Returns
    -------
    DataFrame
        :data:`COLUMNS`; each facet a tuple of codes, the main one first.
    """
    own = coded_examples_or_none()
    passages = pd.concat([published_passages(), own], ignore_index=True)
    passages = passages[~passages["report"].isin(set(without))].reset_index(drop=True)
    passages["kind"] = passages["item"].replace(KINDS)
    passages["review"] = passages["report"]
    out = seen(passages, Organisations.load())
    out["weight"] = np.where(passages["invented"].astype(bool), INVENTED_WEIGHT, 1.0)
    for facet in FACETS:
        column = passages[PLURAL.get(facet, facet)]
        out[facet] = [_codes(value) for value in column]
    return pd.concat([out[list(COLUMNS)], _codebook_lessons(codebook)], ignore_index=True)


def coded_examples_or_none() -> pd.DataFrame:
    """The invented examples; a copy of the vocabulary may do without them."""
    try:
        return coded_examples()
    except VocabularyError:
        return published_passages().iloc[:0]


def _codes(value: object) -> tuple[str, ...]:
    if isinstance(value, (tuple, list)):
        return tuple(value)
    return (value,) if isinstance(value, str) and value else ()


def _codebook_lessons(codebook: Codebook) -> pd.DataFrame:
    """The codebook's own sentences: what a code is, includes, and what belongs to another."""
    rows = []
    for facet in FACETS:
        for code in codebook.codes(facet):
            own = (code.definition, *code.includes, *code.examples)
            rows += [(facet, text, code.id) for text in own]
            for text in code.excludes:
                other = _ANOTHER.search(text)
                if other and other.group(1) in codebook.facets[facet].codes:
                    rows.append((facet, text[: other.start()], other.group(1)))
    blank = {"group": CODEBOOK_GROUP, "kind": "", "section": "", "linked": "", "owners": ()}
    return pd.DataFrame(
        [
            {
                **blank,
                "text": text,
                "cites": False,
                "weight": EXAMPLE_WEIGHT,
                # None: this sentence teaches nothing about the other facets
                **{f: ((code,) if f == facet else None) for f in FACETS},
            }
            for facet, text, code in rows
        ],
        columns=list(COLUMNS),
    )


def local_lessons(
    passages: pd.DataFrame, codings: pd.DataFrame, organisations: Organisations | None = None
) -> pd.DataFrame:
    """The codes people here have accepted, with the passages they gave them to.

    Parameters
    ----------
    passages
        ``ref, text`` and what :func:`seen` looks at.
    codings
        All decisions; those in dispute teach nothing until they are settled.

    Returns
    -------
    DataFrame
        :data:`COLUMNS`; a facet in which a passage has not been coded is None. Empty when
        nothing has been accepted.
    """
    holding = settled(codings)
    holding = holding[holding["holds"]]
    given = holding.groupby(["passage", "facet"], sort=False)["code"].agg(tuple).unstack()
    rows = passages[passages["ref"].isin(given.index)]
    out = seen(passages, organisations).loc[passages["ref"].isin(given.index).to_numpy()]
    out = out.assign(weight=LOCAL_WEIGHT)
    for facet in FACETS:
        held = given[facet].to_dict() if facet in given else {}
        out[facet] = [
            codes if isinstance(codes := held.get(ref), tuple) else None for ref in rows["ref"]
        ]
    return out[list(COLUMNS)].reset_index(drop=True)
