"""Themes across reviews: where they are found, with what they are counted out of.

Counts are of passages and of reviews, for a review with many paragraphs is still one review.
Strengths and shortfalls are never added together. Small numbers are said in words; a percentage
is given only from :data:`PERCENT_FROM` on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from workbench.errors import UsageError
from workbench.themes.codebook import Codebook
from workbench.themes.same_words import Folder
from workbench.themes.wordings import Wordings

# With fewer than 30, one more moves a percentage by over three points: words are truer.
PERCENT_FROM = 30
BY_REVIEW = ("review", "year", "kind", "area")
BY_CODE = ("agency", "stage", "topic", "theme")
NOT_SAID = "not said"
POLARITIES = ("strength", "improvement", "mixed", "neutral")
SHORTFALLS = ("improvement", "mixed")
SAME_POINT = 0.2  # how alike two passages of one theme must be to be put side by side


def gather(passages: pd.DataFrame, reviews: pd.DataFrame, settled: pd.DataFrame) -> pd.DataFrame:
    """Codes joined with the passages and reviews they belong to: what all else is counted from.

    Parameters
    ----------
    passages
        ``ref, review, kind, text`` and, where known, ``polarity``.
    reviews
        ``id, kind`` and, where known, ``area, published, ended, started``.
    settled
        As :func:`workbench.themes.coding.settled` gives it; only what holds is taken.

    Returns
    -------
    DataFrame
        One row a passage and code: ``passage, review, passage_kind, facet, code, polarity``
        (coded, else as the report was read, else ``"neutral"``), ``year`` (text), ``kind``
        (of review), ``area``, all but ``passage`` categories; ``at`` (int, one for each passage,
        so that passages need not be compared by name). ``"not said"`` where a review
        gives none. In the order of ``settled``. A code of a passage that is not there is left
        out.
    """
    holding = settled.loc[settled["holds"].to_numpy(dtype=bool), ["passage", "facet", "code"]]
    about = passages.drop_duplicates("ref").set_index("ref")
    holding = holding[holding["passage"].isin(about.index)]
    coded = holding[holding["facet"] == "polarity"].drop_duplicates("passage", keep="last")
    polarity = coded.set_index("passage")["code"].reindex(holding["passage"])
    read = about["polarity"].reindex(holding["passage"]) if "polarity" in about else polarity
    of_review = _of_review(reviews)
    review = about["review"].reindex(holding["passage"]).to_numpy()
    out = pd.DataFrame(
        {
            "passage": holding["passage"].to_numpy(),
            "review": review,
            "passage_kind": about["kind"].reindex(holding["passage"]).to_numpy(),
            "facet": holding["facet"].to_numpy(),
            "code": holding["code"].to_numpy(),
            "polarity": polarity.to_numpy(dtype=object),
        }
    )
    out["polarity"] = (
        out["polarity"]
        .where(out["polarity"].notna(), read.to_numpy(dtype=object))
        .fillna("neutral")
    )
    for name in ("year", "kind", "area"):
        out[name] = of_review[name].reindex(review).fillna(NOT_SAID).to_numpy()
    out = out.astype({name: "category" for name in out.columns if name != "passage"})
    return out.assign(at=pd.factorize(out["passage"])[0].astype(np.int64))


def _of_review(reviews: pd.DataFrame) -> pd.DataFrame:
    """Year, kind and area of each review, by id."""
    dates = pd.Series("", index=reviews.index, dtype=object)
    for name in ("started", "ended", "published"):  # the later one replaces the earlier
        if name in reviews:
            dates = dates.where(reviews[name].isna() | (reviews[name] == ""), reviews[name])
    year = dates.astype(str).str.extract(r"(\d{4})", expand=False)
    blank = pd.Series(np.nan, index=reviews.index, dtype=object)
    found = pd.DataFrame(
        {
            "year": year.fillna(NOT_SAID).to_numpy(),
            "kind": reviews.get("kind", blank).to_numpy(),
            "area": reviews.get("area", blank).to_numpy(),
        },
        index=reviews["id"].to_numpy(),
    )
    return found[~found.index.duplicated()]


def through(coded: pd.DataFrame, codebook: Codebook, crosswalk: str) -> pd.DataFrame:
    """The same passages read through another list of themes: the national ones, for one.

    Returns
    -------
    DataFrame
        As :func:`gather`, with the crosswalk's name as ``facet`` and its headings as ``code``;
        a passage that maps onto one heading by two codes has it once. Codes that map onto
        nothing are left out: compare the denominators.

    Raises
    ------
    UsageError
        When there is no such crosswalk.
    """
    reading = codebook.crosswalk(crosswalk)
    keys = zip(coded["facet"], coded["code"], strict=True)
    targets = pd.Series([reading.get(key, ()) for key in keys], index=coded.index, dtype=object)
    out = coded.assign(code=targets, facet=crosswalk).explode("code").dropna(subset=["code"])
    out = out.drop_duplicates(["passage", "code"]).reset_index(drop=True)
    return out.astype({"facet": "category", "code": "category"})


def matrix(
    coded: pd.DataFrame,
    facet: str = "theme",
    by: str = "review",
    codes: Sequence[str] | None = None,
) -> pd.DataFrame:
    """How often each code is found in each group, with its denominators.

    Parameters
    ----------
    coded
        As :func:`gather` gives it.
    facet
        Whose codes are counted.
    by
        ``review, year, kind, area`` (of the review), or ``agency, stage, topic, theme`` (other
        codes of the same passage; one that has several counts in each).
    codes
        The codes in the codebook's order; left out, those found, by name.

    Returns
    -------
    DataFrame
        Every code in every group, zero or not: ``code, group``; ``passages`` of
        ``of_passages`` (passages of the group that have any code of the facet); ``reviews``
        of ``of_reviews`` (reviews of the group with such a passage); ``strength,
        improvement, mixed, neutral`` (passages of each polarity; they add up to
        ``passages``). All int. Codes in order, groups by name. Empty when nothing is coded.

    Raises
    ------
    UsageError
        When ``by`` is none of these.
    """
    coded = _numbered(coded)
    rows = coded[coded["facet"] == facet]
    grouped = _grouped(coded, rows, facet, by)
    columns = ["code", "group", "passages", "of_passages", "reviews", "of_reviews", *POLARITIES]
    if grouped.empty:
        return pd.DataFrame({name: pd.Series(dtype="str" if name in ("code", "group") else "int64")
                             for name in columns})  # fmt: skip
    names = list(codes) if codes is not None else sorted(grouped["code"].astype(str).unique())
    groups = sorted(grouped["group"].astype(str).unique())
    code = _positions(grouped["code"], names)
    group = _positions(grouped["group"], groups)
    passage = grouped["at"].to_numpy(dtype=np.int64)
    review = pd.factorize(grouped["review"])[0].astype(np.int64)
    tone = _positions(grouped["polarity"], POLARITIES)
    listed = code >= 0
    at = (code * len(groups) + group)[listed]
    cells = len(names) * len(groups)
    out = pd.DataFrame(
        {
            "code": np.repeat(np.array(names, dtype=object), len(groups)),
            "group": np.tile(np.array(groups, dtype=object), len(names)),
            # a passage has a code once, so that its rows in a cell can be counted as they are
            "passages": np.bincount(at, minlength=cells),
            "of_passages": np.tile(_different(group, passage, len(groups)), len(names)),
            "reviews": _different(at, review[listed], cells),
            "of_reviews": np.tile(_different(group, review, len(groups)), len(names)),
        }
    )
    for i, name in enumerate(POLARITIES):
        out[name] = np.bincount(at[tone[listed] == i], minlength=cells)
    return out.astype({"code": "str", "group": "str"})


def _different(within: np.ndarray, unit: np.ndarray, size: int) -> np.ndarray:
    """How many different units there are in each cell."""
    units = int(unit.max()) + 1 if len(unit) else 1
    pairs = np.unique(within * units + unit)
    return np.bincount(pairs // units, minlength=size)


def _numbered(coded: pd.DataFrame) -> pd.DataFrame:
    """With a whole number for each passage, where it has none yet."""
    if "at" in coded:
        return coded
    return coded.assign(at=pd.factorize(coded["passage"])[0].astype(np.int64))


def _positions(values: pd.Series, names: Sequence[str]) -> np.ndarray:
    """Where each value stands among the names; -1 where it does not."""
    place = {name: i for i, name in enumerate(names)}
    codes, found = pd.factorize(values)
    of_found = np.array([place.get(str(name), -1) for name in found] + [-1], dtype=np.int64)
    return of_found[codes]


def _grouped(coded: pd.DataFrame, rows: pd.DataFrame, facet: str, by: str) -> pd.DataFrame:
    if by in BY_REVIEW:
        return rows.assign(group=rows[by])
    if by not in BY_CODE or by == facet:
        raise UsageError.unknown("way to compare", by, set(BY_REVIEW + BY_CODE) - {facet})
    other = coded.loc[coded["facet"] == by, ["at", "code"]].rename(columns={"code": "group"})
    return rows.merge(other, on="at")


def cell(
    coded: pd.DataFrame, code: str, by: str, group: str, facet: str = "theme"
) -> tuple[str, ...]:
    """The refs of the passages behind one cell of :func:`matrix`, in order; maybe none."""
    coded = _numbered(coded)
    rows = coded[(coded["facet"] == facet) & (coded["code"] == code)]
    grouped = _grouped(coded, rows, facet, by)
    return tuple(dict.fromkeys(grouped.loc[grouped["group"].astype(str) == group, "passage"]))


def wide(table: pd.DataFrame, value: str = "reviews") -> pd.DataFrame:
    """A matrix as people print it: codes down, groups across, one of its counts inside."""
    out = table.pivot(index="code", columns="group", values=value)
    return out.loc[table["code"].unique(), table["group"].unique()]


def say(count: int, of: int, what: str = "reviews") -> str:
    """A count in words: never a percentage of a handful."""
    if of == 0:
        return f"no {what} to count"
    if of == 1:
        return f"{count} of 1 {what.removesuffix('s')}"
    if count == 0:
        return f"none of the {of} {what}"
    if count == of:
        return f"all {of} {what}"
    words = f"{count} of {of} {what}"
    return words if of < PERCENT_FROM else f"{words} ({100 * count / of:.0f} %)"


def never_recommended(coded: pd.DataFrame) -> pd.DataFrame:
    """Themes in which a review found shortfalls and recommended nothing.

    Returns
    -------
    DataFrame
        ``review, code, shortfalls`` (int), ``refs`` (tuple, the passages). Most shortfalls
        first, then by review. Empty when every shortfall has a recommendation of its theme.
    """
    rows = coded[coded["facet"] == "theme"]
    asks = rows["passage_kind"].isin(["recommendation", "question"])
    answered = set(zip(rows.loc[asks, "review"], rows.loc[asks, "code"], strict=True))
    short = rows[~asks & rows["polarity"].isin(SHORTFALLS)]
    found = short.groupby(["review", "code"], observed=True)["passage"].agg(
        lambda refs: tuple(dict.fromkeys(refs))
    )
    left = [(*key, len(refs), refs) for key, refs in found.items() if key not in answered]
    out = pd.DataFrame(left, columns=["review", "code", "shortfalls", "refs"])
    out = out.sort_values(["shortfalls", "review", "code"], ascending=[False, True, True])
    return out.reset_index(drop=True)


def unsupported(passages: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """Recommendations that no finding supports.

    In a review whose findings cite recommendations by number, one that is never cited. In a
    review without citations, one with no theme in common with any shortfall found.

    Returns
    -------
    DataFrame
        ``review, ref, number, text, why``, in the order given. Empty when all are supported.
    """
    cited = {
        (row.review, number)
        for row in passages.itertuples()
        if isinstance(row.cites, (tuple, list))
        for number in row.cites
    }
    citing = {review for review, _ in cited}
    themes = coded[coded["facet"] == "theme"]
    of_passage = themes.groupby("passage")["code"].agg(set).to_dict()
    short = themes[
        themes["polarity"].isin(SHORTFALLS)
        & ~themes["passage_kind"].isin(["recommendation", "question"])
    ]
    found = set(zip(short["review"], short["code"], strict=True))
    rows = []
    for row in passages[passages["kind"] == "recommendation"].itertuples():
        if row.review in citing:
            if (row.review, row.number) not in cited:
                rows.append((row.review, row.ref, row.number, row.text, "No finding cites it."))
        elif row.ref in of_passage and not any(
            (row.review, code) in found for code in of_passage[row.ref]
        ):
            why = (
                "No shortfall was found under its theme, and this review's findings name no "
                "recommendation by its number."
            )
            rows.append((row.review, row.ref, row.number, row.text, why))
    return pd.DataFrame(rows, columns=["review", "ref", "number", "text", "why"])


def side_by_side(
    passages: pd.DataFrame, coded: pd.DataFrame, one: str, two: str, folder: Folder | None = None
) -> pd.DataFrame:
    """Two reviews point by point: shared, opposite, only here.

    A point of one review is put beside the point of the other that is most like it among those
    with a theme in common; each is used once, the most alike first. Two points are
    ``opposite`` when one is a strength and the other a shortfall, else ``shared``.

    Parameters
    ----------
    passages
        ``ref, review, text``.
    one, two
        Ids of reviews.

    Returns
    -------
    DataFrame
        ``relation`` (``shared, opposite, only in one, only in two``), ``theme`` (the shared
        one, or the passage's first), ``one, two`` (refs, ``""`` for none), ``one_text,
        two_text, one_polarity, two_polarity, score``. Shared and opposite first, by score;
        then the rest in the reviews' order.

    Raises
    ------
    UsageError
        When a review has no coded passage, or both are the same.
    """
    if one == two:
        raise UsageError("A review cannot be compared with itself.", "Name two reviews.")
    themes = coded[coded["facet"] == "theme"]
    points = [_points(passages, themes, review) for review in (one, two)]
    pairs = _closest(points[0], points[1], folder)
    rows = []
    used: tuple[set[int], set[int]] = (set(), set())
    for i, j, score in pairs:
        a, b = points[0].loc[i], points[1].loc[j]
        used[0].add(i)
        used[1].add(j)
        theme = next(code for code in a["themes"] if code in b["themes"])
        tones = {a["polarity"], b["polarity"]}
        opposite = "strength" in tones and bool(tones & set(SHORTFALLS))
        rows.append(("opposite" if opposite else "shared", theme, *_both(a, b), score))
    for side, name in ((0, "only in one"), (1, "only in two")):
        for i, row in points[side].iterrows():
            if i not in used[side]:
                both = _both(row, None) if side == 0 else _both(None, row)
                rows.append((name, row["themes"][0], *both, 0.0))
    columns = [
        "relation", "theme", "one", "two", "one_text", "two_text", "one_polarity",
        "two_polarity", "score",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _points(passages: pd.DataFrame, themes: pd.DataFrame, review: str) -> pd.DataFrame:
    own = themes[themes["review"] == review]
    if own.empty:
        raise UsageError.unknown("coded review", review, themes["review"].unique().astype(str))
    found = own.groupby("passage", sort=False, observed=True).agg(
        themes=("code", lambda codes: tuple(codes)), polarity=("polarity", "first")
    )
    text = passages.drop_duplicates("ref").set_index("ref")["text"]
    found["text"] = text.reindex(found.index)
    return found.reset_index(names="ref").astype({"polarity": "str"})


def _closest(
    one: pd.DataFrame, two: pd.DataFrame, folder: Folder | None
) -> list[tuple[int, int, float]]:
    table = Wordings(pd.concat([one, two], ignore_index=True)[["ref", "text"]], folder)
    alike = table.likeness(range(len(one)), range(len(one), len(one) + len(two)))
    found = [
        (float(alike[i, j]), i, j)
        for i, j in zip(*np.nonzero(alike >= SAME_POINT), strict=True)
        if set(one.at[i, "themes"]) & set(two.at[j, "themes"])
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for score, i, j in sorted(found, key=lambda f: (-f[0], f[1], f[2])):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((int(i), int(j), round(score, 4)))
    return pairs


def _both(a: pd.Series | None, b: pd.Series | None) -> tuple[str, ...]:
    return tuple(
        "" if row is None else row[name] for name in ("ref", "text", "polarity") for row in (a, b)
    )
