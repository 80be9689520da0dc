"""Everything the comparing view asks of one library, worked out once and kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.tasks.answers import answers, decide_answer
from workbench.tasks.themes import codebook, coded, find_echoes, stands_on

if TYPE_CHECKING:
    import pandas as pd

    from workbench.figures.drawn import Drawn
    from workbench.library import Library
    from workbench.records import Review


class ThemeBoard:
    """A library's themes, ready to be compared in several ways.

    What is coded is read when the board is made; make another after coding more.
    """

    def __init__(self, library: Library) -> None:
        from workbench.library import frames

        self._library = library
        self._codebook = codebook(library)
        self._coded, self._people, self._machine = coded(library)
        self._passages = frames.passages(library).set_index("ref", drop=False)
        self._titles = {review.id: review.title for review in library.reviews()}
        self._short = short_names(library.reviews())

    def crosswalks(self) -> list[tuple[str, str]]:
        """The other lists of themes there are: (id, label)."""
        return [(c.id, c.label) for c in self._codebook.crosswalks.values()]

    def matrix(self, by: str, crosswalk: str | None = None) -> tuple[Drawn, str]:
        """The figure of themes by review, year …, and the sentence on what it stands on.

        Raises
        ------
        UsageError
            For an unknown way to compare or list of themes.
        """
        from workbench.figures.themes import theme_matrix

        table = self._table(by, crosswalk)
        return (
            theme_matrix(table, self._labels(crosswalk), self._groups(by), by),
            stands_on(self._people, self._machine),
        )

    def cell(self, by: str, crosswalk: str | None, position: int) -> pd.DataFrame:
        """The passages behind a cell, by its position in the matrix: the library's columns."""
        from workbench.themes import compare

        cell = self._table(by, crosswalk).iloc[position]
        frame, facet = self._through(by, crosswalk)
        refs = compare.cell(frame, cell["code"], by, cell["group"], facet)
        found = self._passages.loc[list(refs)].reset_index(drop=True)
        polarity = self._coded.drop_duplicates("passage").set_index("passage")["polarity"]
        return found.assign(
            polarity=[str(polarity.get(ref, "")) for ref in found["ref"]],
            review=found["review"].map(lambda name: self._titles.get(name, name)),
        )

    def echoes(self) -> pd.DataFrame:
        """Recommendations that were said before."""
        return find_echoes(self._library)

    def never_recommended(self) -> pd.DataFrame:
        """Themes with shortfalls and no recommendation: review (title), theme, shortfalls, refs."""
        from workbench.themes import compare

        found = compare.never_recommended(self._coded)
        labels = self._labels(None)
        return found.assign(
            theme=found["code"].map(lambda code: labels.get(code, code)),
            review=found["review"].map(lambda name: self._titles.get(name, name)),
        )

    def reviews(self) -> list[tuple[str, str]]:
        """(name, id) of the reviews that have a coded passage, in the library's order."""
        held = set(self._coded["review"].astype(str))
        return [(name, i) for i, name in self._short.items() if i in held]

    def recurrences(self) -> pd.DataFrame:
        """Themes found wanting again: theme, area, first_on, sentence … most returns first."""
        from workbench.library import frames
        from workbench.themes import recurrence

        reviews = frames.reviews(self._library)
        found = recurrence.recurrences(self._coded, reviews, answers(self._library))
        labels = self._labels(None)
        return found.assign(theme=found["code"].map(lambda code: labels.get(code, code)))

    def answers(self) -> tuple[pd.DataFrame, str]:
        """Every action with what it answers or may answer, and a sentence that counts them."""
        from workbench.themes import answers as of_actions

        table = answers(self._library)
        return table.assign(
            review=table["review"].map(lambda i: self._short.get(i, i)),
            asked_in=table["asked_in"].map(lambda i: self._short.get(i, i)),
        ), of_actions.say(table)

    def decide_answer(self, action: str, recommendation: str, decision: str, why: str) -> None:
        """Keep that an action answers a recommendation, or does not.

        Raises
        ------
        UsageError
            Without a reason.
        """
        decide_answer(self._library, action, recommendation, decision, why)  # type: ignore[arg-type]

    def unfounded_actions(self) -> pd.DataFrame:
        """Actions that answer neither a recommendation nor a finding, by anybody's word."""
        from workbench.themes import answers as of_actions

        found = of_actions.unfounded(answers(self._library))
        return found.assign(review=found["review"].map(lambda i: self._short.get(i, i)))

    def trend(self) -> pd.DataFrame:
        """Each theme's share of the reviews of each year, and whether it rises or falls."""
        from workbench.themes import recurrence

        codes = [code.id for code in self._codebook.codes("theme")]
        return recurrence.trend(self._coded, "theme", codes)

    def unsupported(self) -> pd.DataFrame:
        """Recommendations no finding supports: review (title), ref, number, text, why."""
        from workbench.themes import compare

        found = compare.unsupported(self._passages.reset_index(drop=True), self._coded)
        return found.assign(review=found["review"].map(lambda i: self._short.get(i, i)))

    def side_by_side(self, one: str, two: str) -> tuple[pd.DataFrame, str]:
        """Two reviews point by point, and a sentence that counts what they share.

        Raises
        ------
        UsageError
            When both are the same, or one has no coded passage.
        """
        from workbench.themes import compare

        points = compare.side_by_side(self._passages.reset_index(drop=True), self._coded, one, two)
        counts = points["relation"].value_counts()
        names = self._short.get(one, one), self._short.get(two, two)
        said = (
            f"{names[0]} and {names[1]} share {counts.get('shared', 0)} points and say the "
            f"opposite on {counts.get('opposite', 0)}; {counts.get('only in one', 0)} stand only "
            f"in the first and {counts.get('only in two', 0)} only in the second."
        )
        labels = self._labels(None)
        return points.assign(theme=points["theme"].map(lambda c: labels.get(c, c))), said

    def _through(self, by: str, crosswalk: str | None) -> tuple[pd.DataFrame, str]:
        import pandas as pd

        from workbench.themes import compare

        if crosswalk is None:
            return self._coded, "theme"
        frame = compare.through(self._coded, self._codebook, crosswalk)
        if by in compare.BY_CODE:
            others = self._coded[self._coded["facet"] == by]
            frame = pd.concat([frame, others], ignore_index=True)
        return frame, crosswalk

    def _table(self, by: str, crosswalk: str | None) -> pd.DataFrame:
        from workbench.themes import compare

        frame, facet = self._through(by, crosswalk)
        if crosswalk is None:
            codes = [code.id for code in self._codebook.codes("theme")]
        else:
            codes = [target.id for target in self._codebook.crosswalks[crosswalk].targets]
        return compare.matrix(frame, facet, by, codes)

    def _labels(self, crosswalk: str | None) -> dict[str, str]:
        if crosswalk is None:
            return {code.id: code.label for code in self._codebook.codes("theme")}
        return {t.id: t.label for t in self._codebook.crosswalks[crosswalk].targets}

    def _groups(self, by: str) -> dict[str, str]:
        if by == "review":
            return self._short
        if by in self._codebook.facets:
            return {code.id: code.label for code in self._codebook.codes(by)}
        return {}


_SHORT_KINDS = {
    "serious_case_review": "SCR",
    "child_safeguarding_practice_review": "CSPR",
    "rapid_review": "Rapid review",
    "learning_review": "Learning review",
    "thematic_review": "Thematic review",
    "domestic_homicide_review": "DHR",
    "cqc_review": "Health review",
    "joint_inspection": "Joint inspection",
    "ofsted_inspection": "Ofsted",
    "audit": "Audit",
    "annual_report": "Yearly report",
    "board_pack": "Board pack",
}
# What a title says besides the name of the case or place.
_SAID_BY_KIND = re.compile(
    r"\b(local|child|children|safeguarding|practice|serious|case|learning|thematic|rapid|domestic|"
    r"homicide|review|overview|report|of|the|into|concerning|annual|yearly|joint|targeted|area|"
    r"inspection|health|services|for|looked|after|and|in|partnership|board|pack|full)\b",
    re.IGNORECASE,
)
_WHOLE_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")  # its year stands behind the kind
_LONGEST_NAME = 18  # characters that stand over a column


def short_names(reviews: Sequence[Review]) -> dict[str, str]:
    """A name for each review, short enough to stand over a column, and unlike all others.

    ``Ash and Linden, CSPR 2022``; ``Northmoor, Health review 2019``.
    """
    names: dict[str, str] = {}
    for review in reviews:
        kind = _SHORT_KINDS.get(review.kind, review.kind.replace("_", " "))
        when = review.published or review.ended or review.started or ""
        own = _own_name(review)
        name = ", ".join(part for part in (own, f"{kind} {when[:4]}".strip()) if part)
        taken, count = name, 1
        while taken in names.values():
            count += 1
            taken = f"{name} ({count})"
        names[review.id] = taken
    return names


def _own_name(review: Review) -> str:
    """The case or the place: what is left of the title, or of the part behind its colon."""
    parts = [part.strip() for part in re.split(r"[:–—]|\s-\s", review.title) if part.strip()]
    # "Ash and Linden" keeps its "and": the part with no word of the kind is taken whole.
    kind = r"review|report|inspection|audit|partnership|\bboard\b|\bpack\b"
    whole = [part for part in parts if not re.search(kind, part, re.IGNORECASE)]
    left = whole[0] if whole else " ".join(_SAID_BY_KIND.sub("", review.title).split())
    left = left or review.area or ""
    left = " ".join(_WHOLE_DAY.sub("", left).split()).strip(" ,.()")
    return left if len(left) <= _LONGEST_NAME else left[: _LONGEST_NAME - 1].rstrip() + "…"
