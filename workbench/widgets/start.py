"""The view of `notebooks/start.ipynb`: what to do, what is there, what is due, what is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol

import ipywidgets as w
import pandas as pd

from workbench.widgets.parts import as_date, failure, kind_words, row, words

_WAYS = (
    ("library.ipynb", "Read reports", "Drop them in; see what they found and what looks wrong."),
    (
        "chronology.ipynb",
        "Build a chronology",
        "Merge what the agencies sent about one case, and see gaps and conflicts.",
    ),
    (
        "themes.ipynb",
        "Compare themes",
        "Reviews side by side, what was said before, and passages to code.",
    ),
    ("briefings.ipynb", "Write briefings", "For teams and boards, checked before they go out."),
    ("tutorial/1-read-a-report.ipynb", "Learn it", "Seven short exercises on invented reports."),
)


class Overview(Protocol):
    """What the view shows: see ``tasks.Overview``."""

    reports: Sequence[Any]
    mentioned: int
    passages: int
    coded: int
    due: pd.DataFrame
    changes: Sequence[str]
    since: str | None


@dataclass(frozen=True, slots=True)
class Who:
    """Whose name decisions are kept under: what the view asks and tells; see ``workbench.who``.

    ``current`` is the name as it stands, ``given`` the one the person gave or "", ``outside``
    whether the machine's settings say who it is, whatever was given.
    """

    current: Callable[[], str]
    given: Callable[[], str]
    outside: Callable[[], bool]
    give: Callable[[str], str]


class StartView(w.VBox):
    """One page of words and links, under the name decisions are kept with; ``refresh`` asks anew.

    Without ``who`` the name is not shown, as where nothing can be decided.
    """

    def __init__(self, ask: Callable[[], Any], who: Who | None = None) -> None:
        self._ask = ask
        self.page = w.HTML()
        self.naming = NameForm(who, self.refresh) if who else None
        super().__init__([*([self.naming] if self.naming else []), self.page])
        self.refresh()

    def refresh(self) -> None:
        """Ask for everything anew."""
        try:
            seen = self._ask()
        except Exception as error:
            self.page.value = failure(error)
            return
        self.page.value = (
            "<div class='wb-start'>"
            f"{_ways()}<div class='wb-two'><div>{_holdings(seen)}</div>"
            f"<div>{_due(seen.due)}{_changes(seen)}</div></div>"
            "</div>"
        )


class NameForm(w.VBox):
    """Whose name decisions are kept under, and where it is given or changed."""

    def __init__(self, who: Who, changed: Callable[[], None]) -> None:
        self._who, self._changed = who, changed
        self.told = w.HTML()
        self.name = w.Text(
            description="Your name",
            placeholder="as colleagues know you",
            layout=w.Layout(width="24rem", max_width="100%"),
        )
        self.keep = w.Button(description="Keep this name", button_style="primary")
        self.change = w.Button(description="Change it")
        self.form = row(self.name, self.keep)
        self.keep.on_click(lambda _: self._give())
        self.change.on_click(lambda _: self._ask())
        super().__init__([row(self.told, self.change), self.form])
        self._show()

    def _show(self, told: str = "") -> None:
        """As it stands: a name and a way to change it, or the question for one."""
        name, outside = self._who.current(), self._who.outside()
        known = outside or bool(self._who.given())
        self.told.value = words(told or _whose(name, known=known, outside=outside))
        self.change.layout.display = "" if known and not outside else "none"
        self.form.layout.display = "none" if known else ""

    def _ask(self) -> None:
        self.name.value = self._who.given()
        self.form.layout.display = ""

    def _give(self) -> None:
        before = self._who.current()
        try:
            now = self._who.give(self.name.value)
        except Exception as error:
            self.told.value = failure(error)
            return
        stays = f" What was decided as {before} before stays as it was kept." if before else ""
        self._show(f"Kept. From now on you decide as {now}.{stays}" if now != before else "")
        self._changed()


def _whose(name: str, *, known: bool, outside: bool) -> str:
    if outside:
        return f"What you decide is kept under the name {name}, as this machine is set up."
    if known:
        return f"What you decide is kept under the name {name}."
    return (
        f"What you decide is kept under the name {name}, with which you are logged in, and "
        "published briefings print it. Give your own name, once:"
    )


def _ways() -> str:
    cards = "".join(
        f"<li><a href='{page}' data-wb-open='{page}'><strong>{name}</strong></a>"
        f"<span>{words}</span></li>"
        for page, name, words in _WAYS
    )
    return f"<h2>What do you want to do?</h2><ul class='wb-cards'>{cards}</ul>"


def _link(page: str, words: str) -> str:
    return f"<a href='{page}' data-wb-open='{page}'>{words}</a>"


def _holdings(seen: Overview) -> str:
    head = "<h2>What is in the library</h2>"
    if not seen.reports:
        return (
            f"{head}<p>Nothing yet. {_link('library.ipynb', 'Read your first report')}, or begin "
            f"with {_link('tutorial/1-read-a-report.ipynb', 'an exercise on invented ones')}.</p>"
        )
    count = len(seen.reports)
    others = f", which mention {seen.mentioned} more" if seen.mentioned else ""
    newest = sorted(seen.reports, key=lambda r: r.published or "", reverse=True)[:5]
    rows = "".join(
        f"<li>{escape(r.title)}<span class='wb-muted'>"
        f"{escape(', '.join(p for p in (kind_words(r.kind), as_date(r.published)) if p))}"
        "</span></li>"
        for r in newest
    )
    coded = f"{seen.coded:,} of them coded" if seen.coded else "none of them coded yet"
    rest = f"<p>and {_link('library.ipynb', f'{count - 5} more')}</p>" if count > 5 else ""
    return (
        f"{head}<p>{count} report{'s' if count != 1 else ''}{others}; {seen.passages:,} passages, "
        f"{coded}.</p><ul class='wb-plain'>{rows}</ul>{rest}"
    )


def _due(due: pd.DataFrame) -> str:
    head = "<h2>Which answers are due</h2>"
    coming, passed = due[~due["late"].astype(bool)], due[due["late"].astype(bool)]
    if due.empty:
        return f"{head}<p>No report in the library sets a day for an answer.</p>"
    parts = [head]
    if len(coming):
        parts.append(_due_table(coming, "Still to come, the soonest first"))
    else:
        parts.append("<p>None is still to come.</p>")
    if len(passed):
        words = "1 day has" if len(passed) == 1 else f"{len(passed)} days have"
        parts.append(
            f"<details><summary>{words} passed; whether they were kept is not recorded here"
            f"</summary>{_due_table(passed, 'Passed, the latest first')}</details>"
        )
    return "".join(parts)


def _due_table(rows: pd.DataFrame, caption: str) -> str:
    body = "".join(
        f"<tr><th scope='row'>{escape(as_date(row.due))}</th><td>{_how_far(row)}</td>"
        f"<td>{escape(row.what)}<br><span class='wb-muted'>{escape(row.title)}</span></td>"
        f"<td class='wb-muted'>{escape(row.why)}</td></tr>"
        for row in rows.itertuples()
    )
    return (
        "<div class='wb-wide' role='region' tabindex='0' "
        f"aria-label='{caption}'><table><caption>{caption}</caption><thead><tr>"
        "<th scope='col'>Day</th><th scope='col'>How far</th><th scope='col'>What, and for which "
        f"report</th><th scope='col'>Who says so</th></tr></thead><tbody>{body}</tbody>"
        "</table></div>"
    )


def _how_far(row: Any) -> str:
    if row.days == 0:
        return "today"
    if row.days < 0:
        return "passed"
    days = int(row.working_days)
    return f"in {days} working day{'s' if days != 1 else ''}"


def _changes(seen: Overview) -> str:
    since = as_date(seen.since[:10]) if seen.since else ""
    head = f"<h2>What changed since {since or 'the beginning'}</h2>"
    if not seen.changes:
        return f"{head}<p>Nothing.</p>"
    rows = "".join(f"<li>{escape(line)}</li>" for line in seen.changes[:5])
    more = len(seen.changes) - 5
    rest = f"<p class='wb-muted'>and {more} more things</p>" if more > 0 else ""
    return f"{head}<ul class='wb-plain'>{rows}</ul>{rest}"
