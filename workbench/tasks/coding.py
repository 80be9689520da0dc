"""Coding a review: the passage that teaches most, suggestions, and decisions kept at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from workbench.errors import UsageError
from workbench.library.history import moment
from workbench.records import Passage
from workbench.tasks.showing import in_context
from workbench.tasks.themes import codebook, suggester
from workbench.who import current_user

if TYPE_CHECKING:
    import pandas as pd

    from workbench.library import Library

# The suggester learns again after so many decisions: often enough to be felt, seldom enough that
# nobody waits for it at every passage.
LEARN_AFTER = 12
# Passages among which the next is looked for: of very many those of the newest reviews that are not
# done, since each learning looks at all of them again.
MOST_OFFERED = 1_000


class CodingSession:
    """One person coding one review, or all of them, blind to what others decided.

    Every decision is written to the library before it is shown as made. What a coder did before
    is found again: coding goes on where it stopped.

    Parameters
    ----------
    coder
        Who decides; "" is ``who.current_user``.
    review
        The review to code; None is the whole library.

    Raises
    ------
    NotInLibraryError
        When there is no such review.
    """

    def __init__(self, library: Library, coder: str = "", review: str | None = None) -> None:
        from workbench.library import frames
        from workbench.themes.suggest import KINDS

        self.library = library
        self.coder = coder or current_user()
        self.codebook = codebook(library)
        self._reviews = {r.id: r for r in library.reviews()}
        if review is not None:
            library.review(review)
        listed = frames.passage_list(library)
        listed = listed[listed["kind"].isin(list(KINDS))]
        if review is not None:
            listed = listed[listed["review"] == review]
        # Of every passage that can be coded here, the review it stands in.
        self._refs: dict[str, str] = dict(zip(listed["ref"], listed["review"], strict=True))
        self._since_learned = 0
        self._seen: list[str] = []
        self._judged: set[str] = set()
        self._record: dict[tuple[str, str], tuple[int, int]] = {}
        self._learn()
        self._ref = self._next_ref()

    # --- what the page shows ---------------------------------------------------------------

    def look(self) -> dict[str, Any]:
        """All that the view shows, as plain dicts: see ``widgets/coding.js``."""
        if self._ref is None:
            return {"passage": None, "facets": [], "empty": self._nothing_to_code()}
        suggestion = self._suggestions.loc[self._ref]
        given = self.given(self._ref)
        return {
            "passage": self._passage(self._ref),
            "facets": [self._facet(facet) for facet in self.codebook.facets.values()],
            "given": given,
            "suggested": self._suggested(suggestion),
            "ranked": [
                {
                    "code": code,
                    "chance": chance,
                    "why": list(suggestion["why"].get(code, ())),
                    "chosen": code in suggestion["themes"],
                }
                for code, chance in zip(suggestion["ranked"], suggestion["chances"], strict=True)
            ],
            "progress": self.progress(),
            "empty": "",
        }

    def progress(self) -> str:
        """How far this coder is, in a sentence."""
        done, every = self._coded() & set(self._refs), len(self._refs)
        said = f"{len(done)} of {every} passages coded by {self.coder}."
        if len(self._passages) == every:
            return said
        offered = self._passages["review"].nunique()
        return f"{said} Offered are those of {offered} reviews, the newest that are not done."

    def given(self, ref: str) -> dict[str, list[str]]:
        """This coder's codes of a passage, by facet."""
        from workbench.themes import coding

        mine = coding.accepted(coding.seen_by(self._decisions(), self.coder))
        here = mine[mine["passage"] == ref]
        return {facet: list(rows["code"]) for facet, rows in here.groupby("facet", sort=False)}

    def _passage(self, ref: str) -> dict[str, Any]:
        found = in_context(self.library, ref)
        passage: Passage = found.passage
        name = f"{passage.kind.replace('_', ' ')} {passage.number or ''}".strip()
        page = f", page {passage.page}" if passage.page else ""
        return {
            "ref": ref,
            "where": f"{found.review.title}: {passage.section or 'no section'}, {name}{page}",
            "context": [list(block) for block in found.blocks],
        }

    def _facet(self, facet: Any) -> dict[str, Any]:
        some = f"{facet.least} to {facet.most}" if facet.least != facet.most else str(facet.most)
        return {
            "id": facet.id,
            "label": facet.label,
            "limits": f"{facet.question} Give {some}.",
            "codes": [
                {
                    "id": code.id,
                    "label": code.label,
                    "definition": code.definition,
                    "includes": "; ".join(code.includes),
                    "excludes": "; ".join(code.excludes),
                    "right": self._right(code.id) if facet.id == "theme" else "",
                }
                for code in self.codebook.codes(facet.id)
            ],
        }

    def _suggested(self, suggestion: pd.Series) -> dict[str, list[str]]:
        return {
            "theme": list(suggestion["themes"]),
            "topic": list(suggestion["topics"]),
            "agency": list(suggestion["agencies"]),
            "stage": [suggestion["stage"]] if suggestion["stage"] else [],
            "polarity": [suggestion["polarity"]],
        }

    def _nothing_to_code(self) -> str:
        return "There is nothing to code here. Add reports first, in library.ipynb."

    # --- what the coder does ---------------------------------------------------------------

    def choose(self, facet: str, codes: Sequence[str], why: str = "") -> None:
        """Make these the codes of the passage in one facet; a change is new rows.

        Raises
        ------
        UsageError
            For an unknown code, or more of them than the codebook allows.
        """
        from workbench.themes import coding

        limits = self.codebook.facet(facet)
        for code in codes:
            self.codebook.code(code, facet)
        if len(codes) > limits.most:
            raise UsageError(
                f"A passage takes at most {limits.most} of {limits.label.lower()}.",
                "Take one away first.",
            )
        rows = coding.choose(
            self._decisions(), self._open(), facet, codes, self.coder, moment(), why
        )
        self.library.code(rows)
        self._since_learned += len(rows)

    def accept_suggestions(self) -> None:
        """Accept what is suggested in every facet that this coder has not decided."""
        from workbench.themes import coding

        ref, step = self._open(), moment()
        mine = self.given(ref)
        rows = []
        for facet, codes in self._suggested(self._suggestions.loc[ref]).items():
            if facet not in mine and codes:
                rows += coding.choose(
                    self._decisions(), ref, facet, codes, self.coder, step, "as suggested"
                )
        self.library.code(rows)
        self._since_learned += len(rows)

    def undo(self) -> str:
        """Take the last decision back, by new rows; opens the passage it was about."""
        from workbench.themes import coding

        rows = coding.undo(self._decisions(), self.coder, moment())
        if not rows:
            return "There is nothing left to undo."
        self.library.code(rows)
        if rows[0].passage in self._refs:
            self._turn_to(rows[0].passage)
        return "Undone."

    def next(self) -> None:
        """The passage not coded yet that teaches most; learns again when it is time."""
        self._judge()
        if self._ref is not None:
            self._seen.append(self._ref)
        if self._since_learned >= LEARN_AFTER:
            self._learn()
        self._ref = self._next_ref() or self._ref

    def previous(self) -> None:
        """The passage that was open before."""
        if self._seen:
            self._turn_to(self._seen.pop())

    def open(self, ref: str) -> None:
        """Open one passage.

        Raises
        ------
        NotInLibraryError
            When it is not among those to code.
        """
        if ref not in self._refs:
            self.library.passage(ref)
            raise UsageError(f"{ref} is not one to code here.", "Open the review it belongs to.")
        if self._ref is not None:
            self._seen.append(self._ref)
        self._turn_to(ref)

    # --- working ---------------------------------------------------------------------------

    def _open(self) -> str:
        if self._ref is None:
            raise UsageError("No passage is open.", self._nothing_to_code())
        return self._ref

    def _decisions(self) -> pd.DataFrame:
        from workbench.themes import coding

        return coding.frame(self.library.codings())

    def _coded(self) -> set[str]:
        from workbench.themes import coding

        mine = coding.accepted(coding.seen_by(self._decisions(), self.coder))
        return set(mine.loc[mine["facet"] == "theme", "passage"])

    def _turn_to(self, ref: str) -> None:
        """Open a passage, if need be with its review among those that are offered."""
        if ref not in self._suggestions.index:
            self._learn(first=self._refs[ref])
        self._ref = ref

    def _offered(self, first: str) -> list[str]:
        """The reviews to offer passages of: ``first``, then the newest that are not done."""
        coded = self._coded()
        left = Counter(review for ref, review in self._refs.items() if ref not in coded)
        held = Counter(self._refs.values())
        if len(self._refs) <= MOST_OFFERED:
            return list(held)
        newest = sorted(held, key=self._when, reverse=True)
        newest.sort(key=lambda i: (i != first, not left[i]))
        before = accumulate((held[i] for i in newest), initial=0)
        return [i for i, many in zip(newest, before, strict=False) if many < MOST_OFFERED]

    def _when(self, review: str) -> str:
        found = self._reviews[review]
        return found.published or found.ended or found.started or ""

    def _learn(self, first: str = "") -> None:
        import pandas as pd

        from workbench.library import frames
        from workbench.themes.suggest import KINDS
        from workbench.themes.teaching import offer

        # Blind: it learns from this coder's own decisions and nobody else's.
        ready = suggester(self.library, self.coder)
        self._passages = frames.passages(self.library, self._offered(first), KINDS)
        if self._passages.empty:
            self._suggestions, self._order = pd.DataFrame(), []
            return
        self._suggestions = ready.suggest(self._passages).set_index("ref")
        found = ready.plain_keywords(list(self._passages["text"]))
        self._keywords = dict(zip(self._passages["ref"], found, strict=True))
        said = self._suggestions.loc[list(self._passages["ref"])].reset_index()
        self._order = list(offer(ready, self._passages, self._coded(), said)["ref"])
        self._since_learned = 0

    def _judge(self) -> None:
        """Count what was suggested for the open passage against what the coder gave it."""
        if self._ref is None or self._ref in self._judged:
            return
        given = set(self.given(self._ref).get("theme", ()))
        if not given:
            return
        self._judged.add(self._ref)
        for who, codes in (
            ("suggested", self._suggestions.loc[self._ref, "themes"]),
            ("keywords", self._keywords[self._ref]),
        ):
            for code in codes:
                said, right = self._record.get((code, who), (0, 0))
                self._record[code, who] = (said + 1, right + (code in given))

    def _right(self, code: str) -> str:
        """How often a theme's suggestions were right in this session, against plain keywords."""
        ours = self._record.get((code, "suggested"), (0, 0))
        plain = self._record.get((code, "keywords"), (0, 0))
        if not ours[0] and not plain[0]:
            return ""
        return (
            f"In this session suggested {ours[0]} times, right {ours[1]} times; "
            f"by plain keywords {plain[0]} times, right {plain[1]} times."
        )

    def _next_ref(self) -> str | None:
        """Of the passages neither coded nor seen, the one that teaches most."""
        found = self._left()
        if found is None and len(self._passages) < len(self._refs):
            self._learn()  # what was offered is done: the next reviews
            found = self._left()
        return found or next(iter(self._passages["ref"]), None)

    def _left(self) -> str | None:
        coded = self._coded()
        left = (ref for ref in self._order if ref not in coded and ref not in self._seen)
        return next(left, None)
