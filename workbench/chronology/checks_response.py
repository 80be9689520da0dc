"""Checks of what was done: injuries, cases that start again, concerns without action, delays."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date

from workbench.chronology.ages import whole_months
from workbench.chronology.subjects import about_child
from workbench.chronology.terms import Terms
from workbench.chronology.view import Finding, View, days_words, one_day

_NOTHING_DONE = re.compile(
    r"\W*(?:none|nil|n/?a|no|not applicable|nothing|not recorded|none recorded|none noted|blank|"
    r"unknown|not known|not stated|-+|\?+|tbc"
    r"|(?:none|nothing|nil) (?:at (?:the|this|that) time|taken|then)|no action(?: taken)?"
    r"|(?:filed|noted),? no action)?\W*"
)


def injury(view: View) -> Iterator[Finding]:
    """An injury is told of; in a baby not yet mobile the message says so."""
    youngest = view.rules.number("injury", "not_mobile_months")
    born = view.case.born
    for i, term in sorted(view.said.having(view.rules.terms["injury"]).items()):
        day = view.earliest[i]
        baby = ""
        adult = about_child(view.said.tidied[i], term, view.people) is False
        if not adult and day is not None and born <= day and whole_months(born, day) < youngest:
            baby = f" {view.case.children[0].name} was {view.age[i]} old, not yet mobile."
        message = f"{view.agency[i]}, {view.day(i)}: {term!r}. {view.quote(i)}{baby}"
        yield view.finding("injury", [i], message)


# What social care opens a case with; another agency that takes part in it opens nothing.
_MEETING = re.compile(r"strategy|section|s\.?47")


def closed_then_referred(view: View) -> Iterator[Finding]:
    """A closure, and the first referral after it: the case starts again.

    What social care closes, anybody's referral opens again; what another agency closes, only its
    own.
    """
    within = view.rules.number("closed_then_referred", "within_days")
    closed = view.said_and_done.having(view.rules.terms["closed"])
    referred = view.said_and_done.having(view.rules.terms["referred"])
    referrals = [i for i in view.contacts if i in referred and i not in closed]
    asked = [i for i in referrals if not _MEETING.match(referred[i])]
    by = {agency: [i for i in asked if view.agency[i] == agency] for agency in set(view.agency)}
    by |= {agency: referrals for agency in by if "socialcare" in view.kinds(agency)}
    days = {agency: [(view.earliest[i] or date.min) for i in rows] for agency, rows in by.items()}
    latest: dict[int, int] = {}  # referral -> the closure nearest before it
    for i in (i for i in view.contacts if i in closed):
        shut, agency = view.latest[i], view.agency[i]
        assert shut is not None
        at = bisect_right(days[agency], shut)
        if at < len(by[agency]):
            latest[by[agency][at]] = i
    for again, shut_row in sorted(latest.items()):
        since, until = view.latest[shut_row], view.earliest[again]
        assert since is not None and until is not None
        apart = (until - since).days
        if apart <= within:
            message = (
                f"{view.agency[shut_row]} closed on {one_day(since)} ({closed[shut_row]!r}); "
                f"{view.agency[again]} records {referred[again]!r} on {one_day(until)}, "
                f"{days_words(apart)} later: the case started again."
            )
            yield view.finding("closed_then_referred", [shut_row, again], message)


def no_action_recorded(view: View) -> Iterator[Finding]:
    """Rows with no action recorded and no reason why none was taken.

    In a return with a column for action, each concern with an empty cell has a finding of its
    own; the other empty cells are listed together. In a return without that column, concerns
    whose words name no action either are listed together.
    """
    concerns = view.said.having(view.rules.terms["needs_action"])
    acted = view.said.having(view.rules.terms["acted"])
    has_column = {
        view.columns["sha256"][i]
        for i in range(len(view))
        if view.columns["action_taken"][i] or view.columns["no_action_reason"][i]
    }
    others: dict[tuple[bool, str], list[int]] = {}
    for i in range(len(view)):
        if not _nothing_done(view, i):
            continue
        column = view.columns["sha256"][i] in has_column
        if column and i in concerns:
            message = (
                f"{view.agency[i]}, {view.day(i)}: {concerns[i]!r}, and neither an action nor a "
                "reason for none is recorded."
            )
            yield view.finding("no_action_recorded", [i], message)
        elif column or (i in concerns and i not in acted):
            others.setdefault((column, view.agency[i]), []).append(i)
    for (column, agency), rows in sorted(others.items()):
        count = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
        if column:
            message = f"{agency} left the action empty in {count} that tell of no plain concern."
        else:
            message = f"{agency} has no column for action; {count} tell of concern and no action."
        yield view.finding("no_action_recorded", rows, message)


def _nothing_done(view: View, i: int) -> bool:
    done = (view.columns["action_taken"][i] or "").casefold()
    return not view.columns["no_action_reason"][i] and bool(_NOTHING_DONE.fullmatch(done))


def response_lag(view: View) -> Iterator[Finding]:
    """From a referral to what was first done about it, where that is late or missing.

    A referral to social care is answered by social care; of another, nobody can say by whom.
    What is only intended ("assessment to be completed") is no answer yet.
    """
    most = view.rules.number("response_lag", "days")
    look = view.rules.number("response_lag", "look_days")
    referrals = view.said_and_done.having(view.rules.terms["referral"])
    responses = view.said_and_done.having(view.rules.terms["response"])
    said = {i: _done(view, i, view.rules.terms["response"]) for i in responses}
    done = [i for i in view.contacts if said.get(i)]
    care = {agency for agency in set(view.agency) if "socialcare" in view.kinds(agency)}
    of_care = [i for i in done if view.agency[i] in care]
    answered = [(rows, [(view.earliest[i] or date.min) for i in rows]) for rows in (done, of_care)]
    told_already = {m.second for m in view.matches} | {m.first for m in view.matches}
    asked_on: set[date] = set()
    for i in (i for i in view.contacts if i in referrals):
        asked = view.latest[i]
        assert asked is not None
        if said.get(i) or (asked in asked_on and i in told_already):
            continue
        answers, days = answered[_asks_social_care(view, i, care)]
        asked_on.add(asked)
        if any(j != i for j in _on_day(answers, days, asked)):
            continue
        at = bisect_right(days, asked)
        lag = (days[at] - asked).days if at < len(answers) else None
        if lag is not None and lag <= most:
            continue
        if lag is None or lag > look:
            within = "" if lag is None else f" within {look:.0f} days"
            message = (
                f"{view.agency[i]} records a referral on {one_day(asked)}; "
                f"no response is recorded{within}."
            )
            yield view.finding("response_lag", [i], message)
            continue
        answer = answers[at]
        message = (
            f"{view.agency[i]} records a referral on {one_day(asked)}; the first response recorded "
            f"is {view.agency[answer]}'s on {one_day(days[at])} ({said[answer]!r}): "
            f"{days_words(lag)}."
        )
        yield view.finding("response_lag", [i, answer], message)


_INTENT = re.compile(
    r"\b(?:to be|will be|to (?:complete|start|arrange|allocate|visit|see|assess|do)|for|"
    r"plan(?:ned)?|arrange|requested?|agreed to|awaiting|due|pending)\b[\w' -]{0,30}$"
)
_TO_COME = re.compile(
    r"^[\w' -]{0,25}\b(?:to be|to complete|to follow|planned|requested|due|pending)\b"
)


def _done(view: View, i: int, terms: Terms) -> str | None:
    """The first term of a row that tells of something done, not only of what is intended."""
    text = view.said_and_done.tidied[i]
    for term, at in terms.found_in(text):
        if not (_INTENT.search(text[:at]) or _TO_COME.search(text[at + len(term) :])):
            return term
    return None


def _asks_social_care(view: View, i: int, care: set[str]) -> bool:
    if not care:
        return False
    if view.agency[i] in care:
        return True
    text = view.said_and_done.tidied[i]
    return any(concept in ("socialcare", "mash") for concept in view.concepts_of(text))


def _on_day(rows: list[int], days: list[date], day: date) -> list[int]:
    return rows[bisect_left(days, day) : bisect_right(days, day)]
