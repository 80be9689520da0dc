"""A theme across reviews: where it is found, what fell short, what was asked and asked again."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from workbench.briefings.content import (
    Bar,
    Briefing,
    Fact,
    Grid,
    Group,
    Picture,
    Points,
    Prose,
    Section,
    Source,
    Statement,
)
from workbench.briefings.material import Material, count, counted
from workbench.briefings.selection import distinct, fit, left_out
from workbench.briefings.settings import House
from workbench.briefings.shelf import always_asked, own
from workbench.errors import UsageError
from workbench.themes.compare import SHORTFALLS, say

_FEW_REVIEWS = 10
_REVIEWS, _EACH = 5, 2
_ASKS = 8
_FINDINGS = ("finding", "improvement")
_NOT_FOUND = ("recommendation", "learning")  # they say what to do, and not what was
_LEARNING = 6
_PRAISED = ("good_practice", "strength", "vignette", "finding")


def theme(material: Material, code: str, themes: Mapping[str, tuple[str, str]]) -> Briefing:
    """A briefing on one theme.

    Parameters
    ----------
    material
        With ``coded``.
    code
        The theme's id.
    themes
        Label and definition of each theme of the codebook, by its id.

    Raises
    ------
    UsageError
        For an unknown theme; it lists those there are.
    """
    if code not in themes:
        raise UsageError.unknown("theme", code, themes)
    assert material.coded is not None, "a theme briefing counts what is coded"
    label, definition = themes[code]
    rows = _rows(material, code)
    short = rows[rows["polarity"].isin(SHORTFALLS) & ~rows["passage_kind"].isin(_NOT_FOUND)]
    well = rows[rows["polarity"] == "strength"]
    asks = rows[rows["passage_kind"].isin(("recommendation", "question"))]
    fell_short, missed = _by_review(material, short, detail=1)
    asked, missed_asks = _asked(material, asks)
    learned, missed_learning = _learned(material, rows)
    again = material.said_before(_echoes(material, asks))
    sections = (
        Section("What this theme is", (Prose((_definition(code, definition),)),)),
        Section("Where it is found", _where(material, code, rows, short, well)),
        Section("What fell short", fell_short or (Prose((own("nothing_short"),)),)),
        Section("What went well", _went_well(material, well)),
        Section("What has been asked", asked or (Prose((own("no_asks_across"),)),)),
        Section("What practitioners can do", (Points(learned),) if learned else ()),
        Section("What was said before", again or (Prose((own("not_said_before"),)),)),
        Section("Questions for the team", (Points(_questions(material.house), ordered=True),)),
    )
    return Briefing(
        template="theme",
        title=label,
        subtitle="Theme briefing",
        reviews=tuple(dict.fromkeys(rows["review"])),
        sections=tuple(section for section in sections if section.blocks),
        as_of=material.as_of,
        house=material.house,
        left_out=left_out(
            ("finding", "findings", missed),
            ("recommendation", "recommendations", missed_asks),
            ("learning point", "learning points", missed_learning),
        ),
    )


def _rows(material: Material, code: str) -> pd.DataFrame:
    coded = material.coded
    assert coded is not None
    rows = coded[(coded["facet"] == "theme") & (coded["code"] == code)]
    rows = rows.astype(
        {"passage": "str", "review": "str", "passage_kind": "str", "polarity": "str"}
    )
    return rows[rows["passage"].isin(list(material.passages))].drop_duplicates("passage")


def _definition(code: str, definition: str) -> Statement:
    text = definition.strip()
    return Statement(text, (), "fact", "", "meaning", (Fact("code", code, "definition", text),))


def _where(
    material: Material, code: str, rows: pd.DataFrame, short: pd.DataFrame, well: pd.DataFrame
) -> tuple[Prose | Picture, ...]:
    coded = material.coded
    assert coded is not None
    of = coded["review"].astype(str).nunique()
    found = rows["review"].nunique()
    sources = _sources(material, rows)
    many = f"{len(rows)} passages" if len(rows) != 1 else "1 passage"
    said = [
        counted(
            "reviews_found", ("reviews", say(found, of).replace("reviews", "reports")),
            ("span", _span(coded)), key=code, sources=sources,
        ),
        counted(
            "passages_found", ("passages", many), ("strengths", str(len(well))),
            ("shortfalls", str(len(short))), key=code, sources=sources,
        ),
        own("stands_on_people" if material.by_people else "stands_on_suggestions"),
    ]  # fmt: skip
    if of < _FEW_REVIEWS:
        said.append(own("few_reviews"))
    picture = _picture(material, code, rows)
    return (Prose(tuple(said)), picture) if picture else (Prose(tuple(said)),)


def _span(coded: pd.DataFrame) -> str:
    """The years of all reports that were looked through: ``from 2015 to 2024``."""
    years = sorted({y for y in coded["year"].astype(str) if y.isdigit() and len(y) == 4})
    if not years:
        return "of no known year"
    return f"from {years[0]} to {years[-1]}" if len(years) > 1 else f"of {years[0]}"


def _picture(material: Material, code: str, rows: pd.DataFrame) -> Picture | None:
    """Reviews of each year in which the theme was found, of those of that year."""
    coded = material.coded
    assert coded is not None
    years = coded.astype({"review": "str", "year": "str"}).drop_duplicates("review")
    years = years[years["year"].str.fullmatch(r"\d{4}")]
    if years.empty:
        return None
    of = years.groupby("year")["review"].nunique()
    found = rows.assign(year=rows["year"].astype(str))
    held = found[found["year"].isin(list(of.index))].groupby("year")["review"].nunique()
    bars = tuple(Bar(str(y), int(held.get(y, 0)), int(n)) for y, n in of.items())
    cells = tuple(_year(material, code, found, bar) for bar in bars)
    in_words = "; ".join(f"{b.label}: {_in_words(b)}" for b in bars)
    return Picture(
        title="Reviews in which it was found, by year",
        unit="reviews",
        bars=bars,
        sentence=counted(
            "year_found", ("by year", f"{in_words}."), key=code, sources=_sources(material, rows)
        ),
        table=Grid("The same in numbers", ("Year", "Found in", "Of reviews"), cells, (1, 2)),
    )


def _in_words(bar: Bar) -> str:
    """Never a percentage of a handful."""
    if bar.value == bar.of:
        return "the only review" if bar.of == 1 else f"all {bar.of}"
    return "none" if bar.value == 0 else f"{bar.value} of {bar.of}"


def _year(material: Material, code: str, found: pd.DataFrame, bar: Bar) -> tuple[Statement, ...]:
    sources = _sources(material, found[found["year"] == bar.label])
    return (
        count(bar.label, "year", code, sources),
        count(str(bar.value), "reviews in year", code, sources),
        count(str(bar.of), "of reviews in year", code, sources),
    )


def _sources(material: Material, rows: pd.DataFrame) -> tuple[Source, ...]:
    return tuple(
        material.source(ref) for ref in rows["passage"]
        if material.passages[ref].review in material.shelves
    )  # fmt: skip


def _by_review(
    material: Material, rows: pd.DataFrame, detail: int
) -> tuple[tuple[Group, ...], list[Statement]]:
    groups: list[Group] = []
    missed: list[Statement] = []
    for shelf in sorted(
        material.shelves.values(), key=lambda s: material.spoke(s.review.id), reverse=True
    ):
        refs = set(rows.loc[rows["review"] == shelf.review.id, "passage"])
        held = [p for p in shelf.passages if p.ref in refs]
        # A paragraph is quoted only where the report has nothing better: findings say more.
        held = [p for p in held if p.kind in _FINDINGS] or held
        held.sort(key=lambda p: -len(p.cites))
        said = distinct(shelf.finding(p, detail) for p in held)
        if not said:
            continue
        if len(groups) < _REVIEWS:
            groups.append(Group(shelf.title, tuple(said[:_EACH])))
            missed += said[_EACH:]
        else:
            missed += said
    return tuple(groups), missed


def _went_well(material: Material, rows: pd.DataFrame) -> tuple[Points | Prose, ...]:
    praised = rows[rows["passage_kind"].isin(_PRAISED)]
    refs = material.newest_first(list(praised["passage"]))
    said, _ = fit(distinct(material.said(ref) for ref in refs), 150, at_most=5)
    return (Points(said),) if said else (Prose((own("no_good_practice"),)),)


def _asked(material: Material, rows: pd.DataFrame) -> tuple[tuple[Group, ...], list[Statement]]:
    """Recommendations, the newest reviews' first, under the review that made them."""
    refs = [r for r in rows["passage"] if material.passages[r].kind == "recommendation"]
    said = distinct(material.said(ref) for ref in material.newest_first(refs))
    kept, missed = fit(said, 330, at_least=2, at_most=_ASKS)
    groups: dict[str, list[Statement]] = {}
    for statement in kept:
        groups.setdefault(statement.sources[0].title, []).append(statement)
    return tuple(Group(name, tuple(held)) for name, held in groups.items()), missed


def _learned(
    material: Material, rows: pd.DataFrame
) -> tuple[tuple[Statement, ...], list[Statement]]:
    """Learning points on the theme, the newest reviews' first."""
    refs = list(rows.loc[rows["passage_kind"] == "learning", "passage"])
    said = distinct(material.said(ref) for ref in material.newest_first(refs))
    return fit(said, 180, at_most=_LEARNING)


def _echoes(material: Material, asks: pd.DataFrame) -> pd.DataFrame:
    of_theme = set(asks["passage"])
    echoes = material.echoes
    return echoes.loc[[{a, b} <= of_theme for a, b in echoes[["later", "earlier"]].to_numpy()]]


def _questions(house: House) -> tuple[Statement, ...]:
    return tuple(always_asked(f"theme_question_{i}", house) for i in (1, 2, 3))
