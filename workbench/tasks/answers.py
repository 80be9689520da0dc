"""Which action answers which recommendation: the workbench proposes, people decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.errors import UsageError
from workbench.library.history import moment
from workbench.records import Answer, AnswerDecision
from workbench.who import current_user

if TYPE_CHECKING:
    import pandas as pd

    from workbench.library import Library


def answers(library: Library) -> pd.DataFrame:
    """Every action with the recommendation it answers, or may answer, and who said so.

    Returns
    -------
    As ``themes.answers.links`` gives it. Nothing is stored: proposals are made anew each time.
    """
    from workbench.library import frames
    from workbench.themes import answers as of_actions

    passages, reviews = frames.passages(library), frames.reviews(library)
    actions = of_actions.told(frames.actions(library), passages)
    proposals = of_actions.propose(actions, passages, reviews)
    decided = of_actions.frame(library.answers())
    return of_actions.links(actions, passages, proposals, decided)


def decide_answer(
    library: Library,
    action: str,
    recommendation: str,
    decision: AnswerDecision,
    why: str,
    who: str = "",
) -> None:
    """Keep that an action answers a recommendation, or does not; a change is a new row.

    Parameters
    ----------
    action
        The action's ref, as :func:`answers` gives it.
    recommendation
        A passage's ref.
    decision
        ``confirmed``, ``rejected``, or ``withdrawn``: back to what is proposed.
    who
        Who decides; "" is ``who.current_user``.

    Raises
    ------
    UsageError
        Without a reason; for an action that is not in the library; or when nothing was decided
        that could be withdrawn.
    NotInLibraryError
        When there is no such passage.
    """
    from workbench.library import frames
    from workbench.themes import answers as of_actions

    if not why.strip():
        raise UsageError("A decision needs a reason.", "Say why, in a few words: --why.")
    known = of_actions.told(frames.actions(library), frames.passages(library))["ref"]
    if action not in set(known):
        raise UsageError(
            f"There is no action called {action!r}.", "workbench themes answers lists them."
        )
    library.passage(recommendation)
    held = of_actions.in_force(of_actions.frame(library.answers()))
    here = (held["action"] == action) & (held["recommendation"] == recommendation)
    if decision == "withdrawn" and not here.any():
        raise UsageError(
            f"Nothing was decided on {action} and {recommendation}.",
            "workbench themes answers lists what was.",
        )
    library.answer(
        [Answer(action, recommendation, decision, who or current_user(), moment(), why.strip())]
    )


def take_answers(library: Library, given: Iterable[Answer], who: str | None = None) -> int:
    """Keep decisions made elsewhere, as new rows.

    Which one is in force goes by when it was made, so an old one from elsewhere overrules no
    newer one here.

    Parameters
    ----------
    given
        What was decided, oldest first. What names an action or a passage that is not in this
        library is left out, and what is held already.
    who
        Whose decisions they shall be; left out, whose they were.

    Returns
    -------
    How many were taken.
    """
    from workbench.library import frames
    from workbench.themes import answers as of_actions

    passages = frames.passages(library)
    actions = set(of_actions.told(frames.actions(library), passages)["ref"])
    asked, held = set(passages["ref"]), set(library.answers())
    fresh = [
        answer
        for answer in (replace(each, who=who or each.who) for each in given)
        if answer.action in actions and answer.recommendation in asked and answer not in held
    ]
    library.answer(fresh)
    return len(fresh)
