"""What was said before: echoes, what may be one, and what people decided on either."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING

from workbench.errors import UsageError
from workbench.library.history import moment
from workbench.records import AnswerDecision, EchoRuling
from workbench.tasks.answers import answers
from workbench.tasks.progress import Progress, every
from workbench.tasks.themes import coded
from workbench.who import current_user

if TYPE_CHECKING:
    import pandas as pd

    from workbench.library import Library


def find_echoes(library: Library, progress: Progress | None = None) -> pd.DataFrame:
    """Recommendations an earlier review had made already, with what became of the earlier one.

    Returns
    -------
    As ``themes.outcomes.with_outcomes`` gives it. Empty when nothing was said before.
    """
    return SaidBefore(library).echoes(progress)


def find_perhaps(library: Library) -> pd.DataFrame:
    """What an earlier review may have asked already in other words, and nobody has decided on.

    Returns
    -------
    As ``themes.perhaps.perhaps`` gives it, ``about`` by the codes people gave, else as suggested.
    """
    return SaidBefore(library).perhaps()


def echoes_among(library: Library, passages: pd.DataFrame, reviews: pd.DataFrame) -> pd.DataFrame:
    """Echoes among some passages of a library, as people decided: ``themes.echoes.echoes``."""
    from workbench.themes import echoes, rulings

    ruled = rulings.in_force(library.echo_rulings())
    found = echoes.echoes(passages, reviews, confirmed=rulings.confirmed(ruled))
    return rulings.apply(found, found.iloc[:0], ruled)[0]


def decide_echo(
    library: Library, earlier: str, later: str, decision: AnswerDecision, why: str, who: str = ""
) -> None:
    """Keep that a recommendation was said before by another, or was not; a change is a new row.

    Parameters
    ----------
    earlier, later
        Passages' refs, as :func:`find_echoes` and :func:`find_perhaps` give them.
    decision
        ``confirmed``, ``rejected``, or ``withdrawn``: back to what the workbench finds.
    who
        Who decides; "" is ``who.current_user``.

    Raises
    ------
    UsageError
        Without a reason; for a pair that is not listed; or when nothing was decided that could be
        withdrawn.
    NotInLibraryError
        When there is no such passage.
    """
    SaidBefore(library).decide(earlier, later, decision, why, who)


class SaidBefore:
    """A library's echoes, compared once: a decision only moves a pair from list to list.

    Parameters
    ----------
    codes
        Gives what passages are about; takes ``progress``. None works it out of the library.
    """

    def __init__(
        self,
        library: Library,
        codes: Callable[[Progress | None], pd.DataFrame] | None = None,
    ) -> None:
        self._library = library
        self._codes = codes or (lambda progress: coded(library, progress=progress)[0])
        self._working = RLock()
        self._found: tuple[pd.DataFrame, pd.DataFrame] | None = None
        self._maybe: pd.DataFrame | None = None

    def echoes(self, progress: Progress | None = None) -> pd.DataFrame:
        """As :func:`find_echoes` gives it, by the decisions there are by now."""
        from workbench.themes import outcomes, rulings

        found, known = self._work_out_echoes(progress)
        maybe = found.iloc[:0] if self._maybe is None else self._maybe
        kept = rulings.apply(found, maybe, self._ruled())[0]
        return outcomes.with_outcomes(kept, known)

    def perhaps(self, progress: Progress | None = None) -> pd.DataFrame:
        """As :func:`find_perhaps` gives it, by the decisions there are by now."""
        from workbench.themes import rulings

        found = self._work_out_perhaps(progress)
        return rulings.apply(found.iloc[:0], found, self._ruled())[1]

    def ruling(self, earlier: str, later: str) -> EchoRuling | None:
        """The decision in force on two passages, or None."""
        return self._ruled().get(frozenset((earlier, later)))

    def decided(self) -> pd.DataFrame:
        """The decisions in force, the latest first.

        Returns
        -------
        The columns of ``records.EchoRuling``, and of both passages ``earlier_review, earlier_on,
        earlier_text`` and so for ``later``: what :meth:`echoes` has. Without those that are on
        passages the library no longer holds.
        """
        import pandas as pd

        from workbench.library import frames
        from workbench.themes.echoes import spoken_on

        rows = pd.DataFrame(
            [
                (r.earlier, r.later, r.decision, r.who, r.when, r.why)
                for r in self._ruled().values()
            ],
            columns=["earlier", "later", "decision", "who", "when", "why"],
        )
        texts = frames.passage_list(self._library).set_index("ref")
        rows = rows[rows["earlier"].isin(texts.index) & rows["later"].isin(texts.index)]
        on = spoken_on(frames.reviews(self._library))
        for side in ("earlier", "later"):
            of = texts.loc[rows[side]]
            rows[f"{side}_review"] = of["review"].tolist()
            rows[f"{side}_on"] = [on.get(review, "") for review in of["review"]]
            rows[f"{side}_text"] = of["text"].tolist()
        return rows.sort_values("when", ascending=False, kind="stable").reset_index(drop=True)

    def decide(
        self, earlier: str, later: str, decision: AnswerDecision, why: str, who: str = ""
    ) -> None:
        """As :func:`decide_echo`."""
        if not why.strip():
            raise UsageError("A decision needs a reason.", "Say why, in a few words.")
        for ref in (earlier, later):
            self._library.passage(ref)
        if decision == "withdrawn" and self.ruling(earlier, later) is None:
            raise UsageError(
                f"Nothing was decided on {earlier} and {later}.",
                "workbench themes echoes --decided lists what was.",
            )
        pair = {earlier, later}
        ever = any({made.earlier, made.later} == pair for made in self._library.echo_rulings())
        if not ever and not self._lists(earlier, later):
            raise UsageError(
                f"{earlier} and {later} are not listed as said before.",
                "workbench themes echoes, and the same with --perhaps, list what is.",
            )
        made = EchoRuling(earlier, later, decision, who or current_user(), moment(), why.strip())
        self._library.rule_echo(made)

    def _lists(self, earlier: str, later: str) -> bool:
        pair = {earlier, later}
        return any(
            pair & set(row.earlier_refs) and pair & set(row.later_refs)
            for table in (self.echoes, self.perhaps)
            for row in table().itertuples()
        )

    def _ruled(self) -> dict[frozenset[str], EchoRuling]:
        from workbench.themes import rulings

        return rulings.in_force(self._library.echo_rulings())

    def _work_out_echoes(self, progress: Progress | None) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Before people's decisions, but with what stands on their word; and what answers what."""
        from workbench.library import frames
        from workbench.themes import echoes, rulings

        with self._working:
            if self._found is None:
                reviews = frames.reviews(self._library)
                steps = every(progress, ("which were said before", "what became of them"))
                next(steps)
                confirmed = rulings.confirmed(self._ruled())
                passages = frames.passages(self._library)
                found = echoes.echoes(passages, reviews, confirmed=confirmed)
                next(steps)
                self._found = _of_two_documents(found, reviews), answers(self._library)
            return self._found

    def _work_out_perhaps(self, progress: Progress | None) -> pd.DataFrame:
        from workbench.library import frames
        from workbench.themes.perhaps import perhaps
        from workbench.vocabulary import Organisations

        with self._working:
            if self._maybe is None:
                reviews = frames.reviews(self._library)
                codes = self._codes(progress)
                agency = Organisations.load().agency
                found = perhaps(frames.passages(self._library), reviews, codes, agency)
                self._maybe = _of_two_documents(found, reviews)
            return self._maybe


def _of_two_documents(found: pd.DataFrame, reviews: pd.DataFrame) -> pd.DataFrame:
    """A report and the pack it lies in are one document: what it says there is no echo."""
    import pandas as pd

    document = dict(zip(reviews["id"], reviews["documents"], strict=True))
    own = [
        bool(set(document.get(a, ())) & set(document.get(b, ())))
        for a, b in zip(found["earlier_review"], found["later_review"], strict=True)
    ]
    # A column of booleans: an empty list would be taken for names of columns.
    return found[~pd.Series(own, index=found.index, dtype=bool)].reset_index(drop=True)
