"""Which answers are due: dates that reports print, and statutory terms from a cited rules file.

Nothing here asks what day it is: pass ``as_of``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard

import pandas as pd

from workbench.errors import VocabularyError
from workbench.places import shipped
from workbench.records import REVIEW_KINDS, REVIEW_STATUSES, Review
from workbench.vocabulary_files import read_yaml

COLUMNS = ("review", "title", "what", "due", "late", "days", "working_days", "why", "rule")


@dataclass(frozen=True, slots=True)
class Rule:
    """One term: what is due, how long after which date, and who says so."""

    id: str
    says: str
    anchor: str  # a field of Review: "published", "started"
    anchor_words: str
    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    force: str  # duty, guidance, framework or local
    source: str
    days: int = 0
    months: int = 0
    working: bool = False
    newest_only: bool = False  # of several reports of a kind, only the last one starts the clock

    def due(self, anchor: date) -> date:
        """The last day, counted from the day after the anchor."""
        if self.months:
            return months_after(anchor, self.months)
        if self.working:
            return working_days_after(anchor, self.days)
        return anchor + timedelta(days=self.days)


def load_rules(path: Path | None = None) -> tuple[Rule, ...]:
    """The rules of a file, the shipped one unless another is named.

    Raises
    ------
    VocabularyError
        For a rule that lacks something or names an unknown kind, status or anchor.
    """
    path = path or shipped("data", "vocabulary", "clocks.yaml")
    try:
        given = read_yaml(path)["rules"]
        return tuple(_rule(path.name, row) for row in given)
    except (KeyError, TypeError) as error:
        raise VocabularyError.at(
            path.name, None, f"the rules cannot be read ({error})", "Compare with the shipped file."
        ) from error


def _rule(file: str, row: dict[str, Any]) -> Rule:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    rule = Rule(**values)
    wrong = [k for k in rule.kinds if k not in REVIEW_KINDS]
    wrong += [s for s in rule.statuses if s not in REVIEW_STATUSES]
    wrong += [rule.anchor] if rule.anchor not in ("published", "started", "ended") else []
    if wrong or not (rule.days or rule.months):
        raise VocabularyError.at(
            file,
            None,
            f"rule {rule.id} has {', '.join(wrong) or 'neither days nor months'}",
            "Use a kind and status of review, an anchor of published, started or ended, and a "
            "number of days or months.",
        )
    return rule


def due(reviews: Sequence[Review], rules: Iterable[Rule], as_of: date) -> pd.DataFrame:
    """What is due for each review: what it prints itself, else what a rule says of its kind.

    Returns
    -------
    Columns ``review, title, what`` (str), ``due`` (ISO day), ``late`` (bool: the day has
    passed; whether it was answered is not recorded), ``days`` and ``working_days`` (Int64, from
    ``as_of``; negative once passed), ``why`` (str: the words or the rule it comes from) and
    ``rule`` (its id, or ""). What is still to come stands first, the soonest on top; then what
    has passed, the latest on top. No rows when nothing has a term.
    """
    rules = tuple(rules)
    newest = _newest_of_kind(reviews)
    rows = []
    for review in reviews:
        found = _printed(review) or [
            entry
            for rule in rules
            for entry in _by_rule(review, rule)
            if not rule.newest_only or newest.get(review.kind) == review.id
        ]
        rows += [(review.id, review.title, *entry) for entry in found]
    frame = pd.DataFrame(rows, columns=["review", "title", "what", "due", "why", "rule"])
    days = [date.fromisoformat(day) for day in frame["due"]]
    frame["days"] = pd.array([(day - as_of).days for day in days], dtype="Int64")
    frame["working_days"] = pd.array([working_days(as_of, day) for day in days], dtype="Int64")
    frame["late"] = frame["days"] < 0
    order = frame.assign(far=frame["days"].abs()).sort_values(["late", "far"], kind="stable")
    return order[list(COLUMNS)].reset_index(drop=True)


def _printed(review: Review) -> list[tuple[str, str, str, str]]:
    what = f"Answer from {review.response_by}" if review.response_by else "Answer"
    if _is_day(review.response_due):
        return [(what, review.response_due, "The report names the day.", "")]
    if review.response_working_days and _is_day(review.published):
        day = working_days_after(date.fromisoformat(review.published), review.response_working_days)
        words = review.response_terms or f"within {review.response_working_days} working days"
        return [(what, day.isoformat(), f"“{words}”, counted from its publication.", "")]
    return []


def _by_rule(review: Review, rule: Rule) -> list[tuple[str, str, str, str]]:
    anchor = getattr(review, rule.anchor)
    applies = review.kind in rule.kinds and review.status in rule.statuses
    if not applies or not _is_day(anchor):
        return []
    day = rule.due(date.fromisoformat(anchor)).isoformat()
    return [(rule.says, day, f"{_term(rule)} from {rule.anchor_words}. {rule.source}.", rule.id)]


def _term(rule: Rule) -> str:
    if rule.months:
        return f"{rule.months} months"
    return f"{rule.days} {'working ' if rule.working else ''}days"


def _newest_of_kind(reviews: Sequence[Review]) -> dict[str, str]:
    newest: dict[str, str] = {}
    for review in sorted(reviews, key=lambda r: r.published or ""):
        newest[review.kind] = review.id
    return newest


def _is_day(value: str | None) -> TypeGuard[str]:
    try:
        date.fromisoformat(value or "")
    except ValueError:
        return False
    return len(value or "") == 10


# --- counting days --------------------------------------------------------------------------


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no bank holiday of England and Wales."""
    return day.weekday() < 5 and day not in _bank_holidays()


def working_days_after(anchor: date, days: int) -> date:
    """The last of so many working days; the first is the next working day after the anchor."""
    day = anchor
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def working_days(first: date, last: date) -> int:
    """Working days after ``first`` up to and with ``last``; negative when ``last`` is earlier."""
    if last < first:
        return -working_days(last, first)
    between = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(map(is_working_day, between))


def months_after(anchor: date, months: int) -> date:
    """The same day so many months on; the month's last where it has no such day."""
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    for day in range(anchor.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, min(anchor.day, 28))


@cache
def _bank_holidays() -> Any:
    # Made once: the table grows by the year as years are asked for.
    import holidays

    return holidays.country_holidays("GB", subdiv="ENG")
