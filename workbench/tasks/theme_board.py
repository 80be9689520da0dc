"""Everything the comparing view asks of one library, worked out when asked for, and kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from workbench.tasks.answers import answers, decide_answer
from workbench.tasks.progress import Progress
from workbench.tasks.said_before import SaidBefore
from workbench.tasks.themes import codebook, coded, stands_on

if TYPE_CHECKING:
    import pandas as pd

    from workbench.figures.drawn import Drawn
    from workbench.library import Library
    from workbench.records import AnswerDecision, EchoRuling, Review
    from workbench.tasks.showing import InContext

LARGE = 10_000  # passages: what looks at all of them takes seconds
MOST_COLUMNS = 60  # reviews side by side: a browser draws no figure that is wider still


class ThemeBoard:
    """A library's themes, to be compared in several ways.

    What is coded is read when it is first asked for, of no more reviews than the question is
    about, and kept; make another board after coding more. What takes long tells ``progress`` how
    far it is, may be asked in a thread of its own, and raises a ``UsageError`` when it is stopped.
    """

    def __init__(self, library: Library) -> None:
        from workbench.library import frames

        self._library = library
        self._codebook = codebook(library)
        self._passages = frames.passage_list(library).set_index("ref", drop=False)
        self._all = library.reviews()
        self._titles = {review.id: review.title for review in self._all}
        self._short = short_names(self._all)
        self._working = RLock()  # of two that want the same, the second waits for the first
        self._kept: dict[frozenset[str] | None, tuple[pd.DataFrame, int, int]] = {}
        self._seen_through: dict[tuple[str, str | None], tuple[pd.DataFrame, str]] = {}
        self._tables: dict[tuple[str, str | None], pd.DataFrame] = {}
        self._said_before = SaidBefore(library, lambda progress: self._codes(progress=progress))

    @property
    def large(self) -> bool:
        """Whether what nobody asked for had better wait until somebody does."""
        return len(self._passages) > LARGE

    def crosswalks(self) -> list[tuple[str, str]]:
        """The other lists of themes there are: (id, label)."""
        return [(c.id, c.label) for c in self._codebook.crosswalks.values()]

    def matrix(
        self, by: str, crosswalk: str | None = None, progress: Progress | None = None
    ) -> tuple[Drawn, str]:
        """The figure of themes by review, year …, and the sentence on what it stands on.

        Raises
        ------
        UsageError
            For an unknown way to compare or list of themes.
        """
        from workbench.figures.themes import theme_matrix

        table = self._table(by, crosswalk, progress)
        drawn = theme_matrix(table, self._labels(crosswalk), self._groups(by), by)
        _, people, machine = self._counted(by, progress)
        return drawn, f"{stands_on(people, machine)}{self._left_out(by)}"

    def cell(self, by: str, crosswalk: str | None, position: int) -> pd.DataFrame:
        """The passages behind a cell, by its position in the matrix: the library's columns."""
        from workbench.themes import compare

        cell = self._table(by, crosswalk).iloc[position]
        frame, facet = self._through(by, crosswalk)
        refs = compare.cell(frame, cell["code"], by, cell["group"], facet)
        found = self._passages.loc[list(refs)].reset_index(drop=True)
        told = frame[frame["passage"].isin(set(refs))].drop_duplicates("passage")
        polarity = dict(zip(told["passage"], told["polarity"], strict=True))
        return found.assign(
            polarity=[str(polarity.get(ref, "")) for ref in found["ref"]],
            review=found["review"].map(lambda name: self._titles.get(name, name)),
        )

    def cell_name(self, by: str, crosswalk: str | None, position: int) -> str:
        """What a cell of the matrix is about: its theme and what it stands under."""
        cell = self._table(by, crosswalk).iloc[position]
        theme = self._labels(crosswalk).get(cell["code"], str(cell["code"]))
        return f"{theme} · {self._groups(by).get(cell['group'], str(cell['group']))}"

    def in_context(self, ref: str) -> InContext:
        """A passage with what stands around it on its page.

        Raises
        ------
        NotInLibraryError
            When the library has no such passage.
        """
        from workbench.tasks.showing import in_context

        return in_context(self._library, ref)

    def echoes(self, progress: Progress | None = None) -> pd.DataFrame:
        """Recommendations that were said before, ``tasks.find_echoes``, with reviews' titles."""
        return self._titled(self._said_before.echoes(progress))

    def perhaps(self, progress: Progress | None = None) -> pd.DataFrame:
        """What may have been said before, ``tasks.find_perhaps``, with reviews' titles."""
        return self._titled(self._said_before.perhaps(progress))

    def decided_echoes(self) -> pd.DataFrame:
        """The decisions in force on what was said before, with reviews' titles."""
        return self._titled(self._said_before.decided())

    def echo_ruling(self, earlier: str, later: str) -> EchoRuling | None:
        """The decision in force on whether one passage was said before by another, or None."""
        return self._said_before.ruling(earlier, later)

    def decide_echo(self, earlier: str, later: str, decision: AnswerDecision, why: str) -> None:
        """Keep that a recommendation was said before by another, or was not.

        Raises
        ------
        UsageError
            Without a reason.
        """
        self._said_before.decide(earlier, later, decision, why)

    def _titled(self, pairs: pd.DataFrame) -> pd.DataFrame:
        """Pairs with ``earlier_title`` and ``later_title``: what their reviews are called."""
        of = {
            f"{side}_title": pairs[f"{side}_review"].map(lambda i: self._titles.get(i, i))
            for side in ("earlier", "later")
        }
        return pairs.assign(**of)

    def never_recommended(self, progress: Progress | None = None) -> pd.DataFrame:
        """Themes with shortfalls and no recommendation: review (title), theme, shortfalls, refs."""
        from workbench.themes import compare

        found = compare.never_recommended(self._codes(progress=progress))
        labels = self._labels(None)
        return found.assign(
            theme=found["code"].map(lambda code: labels.get(code, code)),
            review=found["review"].map(lambda name: self._titles.get(name, name)),
        )

    def reviews(self) -> list[tuple[str, str]]:
        """(name, id) of the reviews that have a passage with codes, in the library's order."""
        held = self._with_codes
        return [(name, i) for i, name in self._short.items() if i in held]

    def recurrences(self, progress: Progress | None = None) -> pd.DataFrame:
        """Themes found wanting again: theme, area, first_on, sentence … most returns first."""
        from workbench.library import frames
        from workbench.themes import recurrence

        reviews = frames.reviews(self._library)
        coded = self._codes(progress=progress)
        labels = self._labels(None)
        found = recurrence.recurrences(coded, reviews, answers(self._library), labels=labels)
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
        return recurrence.trend(self._codes(), "theme", codes)

    def unsupported(self, progress: Progress | None = None) -> pd.DataFrame:
        """Recommendations no finding supports: review (title), ref, number, text, why."""
        from workbench.library import frames
        from workbench.themes import compare

        coded = self._codes(progress=progress)
        found = compare.unsupported(frames.passages(self._library), coded)
        return found.assign(review=found["review"].map(lambda i: self._short.get(i, i)))

    def side_by_side(self, one: str, two: str) -> tuple[pd.DataFrame, str]:
        """Two reviews point by point, and a sentence that counts what they share.

        Raises
        ------
        UsageError
            When both are the same, or one has no coded passage.
        """
        from workbench.library import frames
        from workbench.themes import compare

        passages = frames.passages(self._library, (one, two))
        points = compare.side_by_side(passages, self._codes((one, two)), one, two)
        counts = points["relation"].value_counts()
        names = self._short.get(one, one), self._short.get(two, two)
        shared = int(counts.get("shared", 0))
        points_in_common = f"{shared} point{'s' if shared != 1 else ''}"
        said = (
            f"{names[0]} and {names[1]} share {points_in_common} and say the opposite on "
            f"{counts.get('opposite', 0)}; {counts.get('only in one', 0)} stand only "
            f"in the first and {counts.get('only in two', 0)} only in the second."
        )
        labels = self._labels(None)
        return points.assign(theme=points["theme"].map(lambda c: labels.get(c, c))), said

    def _codes(
        self, reviews: Collection[str] | None = None, progress: Progress | None = None
    ) -> pd.DataFrame:
        """What is counted from, of some reviews or of all."""
        return self._coded(reviews, progress)[0]

    def _coded(
        self, reviews: Collection[str] | None, progress: Progress | None
    ) -> tuple[pd.DataFrame, int, int]:
        key = None if reviews is None else frozenset(reviews)
        with self._working:
            if key not in self._kept:
                self._kept[key] = coded(self._library, reviews=reviews, progress=progress)
            return self._kept[key]

    def _counted(self, by: str, progress: Progress | None) -> tuple[pd.DataFrame, int, int]:
        """What a comparison counts: by review the newest ones, else all."""
        return self._coded(self._newest() if self._left_out(by) else None, progress)

    @cached_property
    def _with_codes(self) -> set[str]:
        """The ids of the reviews with a passage that can be coded, or that was."""
        from workbench.themes.suggest import KINDS

        decided = {coding.passage for coding in self._library.codings()}
        can = self._passages["kind"].isin(list(KINDS)) | self._passages["ref"].isin(list(decided))
        return set(self._passages.loc[can, "review"])

    def _left_out(self, by: str) -> str:
        """That not every review has its column, and what shows them all."""
        if by != "review":
            return ""
        held = len(self._with_codes)
        if held <= MOST_COLUMNS:
            return ""
        return (
            f" The newest {MOST_COLUMNS} of {held:,} reviews are drawn and counted; compare by "
            "year or kind to count them all."
        )

    def _newest(self) -> list[str]:
        """The ids of the reviews that have a column each."""
        held = self._with_codes
        dated = [review for review in self._all if review.id in held]
        dated.sort(key=lambda r: r.published or r.ended or r.started or "", reverse=True)
        return [review.id for review in dated[:MOST_COLUMNS]]

    def _through(
        self, by: str, crosswalk: str | None, progress: Progress | None = None
    ) -> tuple[pd.DataFrame, str]:
        """The codes counted, and their facet; worked out once, as a click must not wait for it."""
        if (by, crosswalk) not in self._seen_through:
            self._seen_through[by, crosswalk] = self._work_out_through(by, crosswalk, progress)
        return self._seen_through[by, crosswalk]

    def _work_out_through(
        self, by: str, crosswalk: str | None, progress: Progress | None
    ) -> tuple[pd.DataFrame, str]:
        import pandas as pd

        from workbench.themes import compare

        own, _, _ = self._counted(by, progress)
        if crosswalk is None:
            return own, "theme"
        frame = compare.through(own, self._codebook, crosswalk)
        if by in compare.BY_CODE:
            frame = pd.concat([frame, own[own["facet"] == by]], ignore_index=True)
        return frame, crosswalk

    def _table(
        self, by: str, crosswalk: str | None, progress: Progress | None = None
    ) -> pd.DataFrame:
        if (by, crosswalk) not in self._tables:
            self._tables[by, crosswalk] = self._work_out_table(by, crosswalk, progress)
        return self._tables[by, crosswalk]

    def _work_out_table(
        self, by: str, crosswalk: str | None, progress: Progress | None
    ) -> pd.DataFrame:
        from workbench.themes import compare

        frame, facet = self._through(by, crosswalk, progress)
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
