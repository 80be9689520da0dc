"""What a careful reader notices in an action log."""

from __future__ import annotations

import re
from collections import defaultdict

from workbench.records import Action, Check, Reading
from workbench.reports.checks.wording import quoted

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def numbers_used_twice(reading: Reading) -> list[Check]:
    """Two actions with one number: what is said of it may be said of either."""
    by_number: dict[str, list[Action]] = defaultdict(list)
    for action in reading.actions:
        by_number[action.number].append(action)
    return [
        _check(
            reading,
            actions[1],
            "number_used_twice",
            f"Action {number} stands for {len(actions)} different actions: "
            f"{'; '.join(f'“{quoted(action.text, 80)}”' for action in actions)}.",
        )
        for number, actions in by_number.items()
        if len(actions) > 1
    ]


def due_before_raised(reading: Reading) -> list[Check]:
    """An action that was due before it was agreed: one of the two dates is wrong."""
    return [
        _check(
            reading,
            action,
            "due_before_raised",
            f"Action {action.number} was raised on {action.raised} and due on {action.due}, which "
            "is earlier.",
        )
        for action in reading.actions
        if _is_day(action.raised) and _is_day(action.due) and str(action.due) < str(action.raised)
    ]


def _is_day(written: str | None) -> bool:
    return bool(written and _DAY.fullmatch(written))


def _check(reading: Reading, action: Action, name: str, message: str) -> Check:
    return Check(reading.review.id, name, message, page=action.page, line=action.line)
