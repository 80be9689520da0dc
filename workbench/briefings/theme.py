"""A theme across reviews: where it is found, what fell short, what was asked and asked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from workbench.briefings.selection import distinct, fit, left_out_of, unused
from workbench.briefings.settings import House
from workbench.briefings.shelf import always_asked, introduced, own
from workbench.briefings.wording import falls_short, listed
from workbench.errors import UsageError
from workbench.records import Passage
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
    praised, missed_praise = _went_well(material, well)
    again = material.said_before(_echoes(material, asks))
    nothing_short = own("nothing_short" if short.empty else "short_not_quoted")
    sections = (
        Section("What this theme is", (Prose((_definition(code, definition),)),)),
        Section("Where it is found", _where(material, code, rows, short, well)),
        Section("What fell short", fell_short or (Prose((nothing_short,)),)),
        Section("What went well", praised),
        Section("What has been asked", asked or (Prose((own("no_asks_across"),)),)),
        Section("Learning points", (Points(learned),) if learned else ()),
        Section("What was said before", again or (Prose((own("not_said_before"),)),)),
        Section("Questions for the team", (Points(_questions(material.house), ordered=True),)),
    )
    across = rows["review"].nunique() > 1
    not_used = (
        *unused("What fell short", "finding", "findings", missed, by_report=True),
        *unused("What went well", "example of good practice", "examples of good practice",
                missed_praise),
        *unused("What has been asked", "recommendation", "recommendations", missed_asks,
                by_report=True),
        *unused("Learning points", "learning point", "learning points", missed_learning),
    )  # fmt: skip
    return Briefing(
        template="theme",
        title=label,
        subtitle="Theme briefing",
        reviews=tuple(dict.fromkeys(rows["review"])),
        sections=tuple(section for section in sections if section.blocks),
        as_of=material.as_of,
        house=material.house,
        left_out=left_out_of(not_used, across),
        unused=not_used,
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
    said = [
        counted(
            "reviews_found", ("reviews", _reports(found, of)), ("span", _span(coded)),
            key=code, sources=sources,
        ),
        counted(
            "passages_found",
            ("passages", f"{len(rows)} passages speak" if len(rows) != 1 else "1 passage speaks"),
            ("parts", _parts(len(rows), len(well), len(short))), key=code, sources=sources,
        ),
        own("stands_on_people" if material.by_people else "stands_on_suggestions"),
    ]  # fmt: skip
    if of < _FEW_REVIEWS:
        said.append(own("few_reviews"))
    picture = _picture(material, code, rows)
    return (Prose(tuple(said)), picture) if picture else (Prose(tuple(said)),)


def _reports(found: int, of: int) -> str:
    return "the one report there is" if of == 1 else say(found, of, "reports").replace(" %", "%")


def _parts(passages: int, well: int, short: int) -> str:
    """What they speak of, without those of which there are none."""
    parts = (
        (well, "of what went well"),
        (short, "of what fell short"),
        (passages - well - short, "of what to do or of neither"),
    )
    held = [(many, words) for many, words in parts if many]
    if len(held) == 1:
        words = held[0][1]
        return words if passages == 1 else f"all {words}"
    return listed([f"{many} {words}" for many, words in held])


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
    if years.empty or set(coded["review"].astype(str)) == set(rows["review"].astype(str)):
        return None  # found in every one: full bars alone tell nothing that was not said
    of = years.groupby("year")["review"].nunique()
    found = rows.assign(year=rows["year"].astype(str))
    held = found[found["year"].isin(list(of.index))].groupby("year")["review"].nunique()
    bars = tuple(Bar(str(y), int(held.get(y, 0)), int(n)) for y, n in of.items())
    cells = tuple(_year(material, found, bar) for bar in bars)
    undated = coded["review"].astype(str).nunique() - sum(bar.of for bar in bars)
    return Picture(
        title="Reports in which it was found, by year",
        unit="reports",
        bars=bars,
        sentence=counted(
            "year_found", ("by year", _by_year(bars, undated)),
            key=code, sources=_sources(material, rows),
        ),
        table=Grid(
            "The reports of each year, in numbers", ("Year", "Found in", "Out of"), cells, (1, 2)
        ),
    )  # fmt: skip


def _by_year(bars: Sequence[Bar], undated: int) -> str:
    """The picture in a sentence; never a percentage of a handful."""
    every = [b.label for b in bars if b.value == b.of]
    none = [b.label for b in bars if b.value == 0]
    parts = [f"in {b.value} of the {b.of} reports of {b.label}" for b in bars if 0 < b.value < b.of]
    if every:
        parts.insert(0, f"in every report of {listed(every)}")
    if none:
        parts.append(f"in none of {listed(none)}")
    said = f"It was found {listed(parts)}."
    if undated:
        many = "One report gives" if undated == 1 else f"{undated} reports give"
        said += f" {many} no date, and {'is' if undated == 1 else 'are'} not in the picture."
    return said


def _year(material: Material, found: pd.DataFrame, bar: Bar) -> tuple[Statement, ...]:
    """A row of the table: the year and how many there are on its reports, the rest on passages."""
    coded = material.coded
    assert coded is not None
    ids = coded.loc[coded["year"].astype(str) == bar.label, "review"].astype(str).unique()
    reports = tuple(material.shelves[i].source() for i in ids if i in material.shelves)
    passages = _sources(material, found[found["year"] == bar.label])
    return (
        count(bar.label, "year", bar.label, reports),
        count(str(bar.value), "reviews in year", bar.label, passages),
        count(str(bar.of), "of reviews in year", bar.label, reports),
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
        # A paragraph is quoted only where the report has nothing better, and people coded it:
        # what is merely suggested for a paragraph may be a heading or a line of an agenda.
        told = [p for p in held if p.kind in _FINDINGS and _reads_short(material, p)]
        held = told or (held if material.by_people else [])
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


def _reads_short(material: Material, passage: Passage) -> bool:
    """Whether a finding may be quoted as falling short: its report must not praise.

    What people said of it holds. What is only suggested for its words does not stand against what
    its report makes of it, by the heading it stands under or by how many cases it is true of.
    """
    if passage.ref in material.judged or passage.polarity in ("improvement", None):
        return True
    return passage.polarity != "strength" and falls_short(passage.text)


def _reads_well(material: Material, ref: str) -> bool:
    """The same of what is quoted as praise: its report must not find it wanting."""
    return ref in material.judged or material.passages[ref].polarity != "improvement"


def _went_well(
    material: Material, rows: pd.DataFrame
) -> tuple[tuple[Points | Prose, ...], list[Statement]]:
    praised = rows[rows["passage_kind"].isin(_PRAISED)]
    refs = material.newest_first([r for r in praised["passage"] if _reads_well(material, r)])
    said, missed = fit(distinct(material.said(ref) for ref in refs), 150, at_most=5)
    return (Points(said),) if said else (Prose((own("nothing_well"),)),), missed


def _asked(
    material: Material, rows: pd.DataFrame
) -> tuple[tuple[Prose | Group, ...], list[Statement]]:
    """Recommendations, the newest reviews' first, under the review that made them."""
    refs = [r for r in rows["passage"] if material.passages[r].kind == "recommendation"]
    said = distinct(material.said(ref) for ref in material.newest_first(refs))
    kept, missed = fit(said, 330, at_least=2, at_most=_ASKS)
    groups: dict[str, list[Statement]] = {}
    for statement in kept:
        groups.setdefault(statement.sources[0].title, []).append(statement)
    named = (Group(name, tuple(held)) for name, held in groups.items())
    # Reports put it in different ways: one told as if it were so needs the words in front.
    return (*introduced(kept, "reports_ask", share=0), *named), missed


def _learned(
    material: Material, rows: pd.DataFrame
) -> tuple[tuple[Statement, ...], list[Statement]]:
    """Learning points on the theme, the newest reviews' first."""
    refs = list(rows.loc[rows["passage_kind"] == "learning", "passage"])
    said = distinct(material.whole(ref) for ref in material.newest_first(refs))
    return fit(said, 220, at_most=_LEARNING)


def _echoes(material: Material, asks: pd.DataFrame) -> pd.DataFrame:
    of_theme = set(asks["passage"])
    echoes = material.echoes
    return echoes.loc[[{a, b} <= of_theme for a, b in echoes[["later", "earlier"]].to_numpy()]]


def _questions(house: House) -> tuple[Statement, ...]:
    return tuple(always_asked(f"theme_question_{i}", house) for i in (1, 2, 3))
