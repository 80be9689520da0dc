"""Which recommendation an action answers: proposed with its reason, decided by a person.

Action logs seldom say which recommendation an action came from. Here one is *proposed*, either
because the action names it (the review and the number) or because it asks the same of the same
owner at a time that fits. A proposal is never taken for a fact: only what the log itself names, or
a person confirmed, counts as an answer, and a person's decisions are rows that are only added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields

import numpy as np
import pandas as pd

from workbench.records import Answer
from workbench.themes.echoes import ASKS
from workbench.themes.outcomes import CERTAIN, PROPOSED
from workbench.themes.same_ask import SAME_ASK
from workbench.themes.same_words import Folder
from workbench.themes.wordings import Wordings

COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(Answer))
LINKS = ("action", "recommendation", "link", "score", "reason", "who", "when", "why", "number",
         "text", "owner", "raised", "status", "review", "asked", "asked_in")  # fmt: skip
FOUND = ("finding", "learning")  # where nothing was recommended an action may answer what was found
ABOUT_FINDING = 0.7  # a finding is long, and likeness comes easily to it
WITH_OWNER = 0.2  # how alike is enough where the owner is the same and the dates fit
MOST = 3  # proposals for an action: more would not be read
BEFORE = 365  # days before its publication in which a review's lessons are acted on already

_NUMBER = r"\d+(?:\.\d+)*[a-z]?"
_NAMED = re.compile(
    rf"\b(?:recommendations?|recs?\.?|R)\s?(?:nos?\.?\s?|numbers?\s)?"
    rf"({_NUMBER}(?:\s?(?:,|and|&|to)\s?{_NUMBER})*)",
    re.IGNORECASE,
)
_CALLED = {  # what a log calls a review of each kind
    "serious_case_review": ("scr", "serious case review"),
    "child_safeguarding_practice_review": ("cspr", "lcspr", "practice review"),
    "rapid_review": ("rapid review",),
    "learning_review": ("learning review",),
    "thematic_review": ("thematic review",),
    "domestic_homicide_review": ("dhr", "domestic homicide"),
    "cqc_review": ("cqc", "health review", "clas"),
    "joint_inspection": ("jtai", "joint inspection", "joint targeted"),
    "ofsted_inspection": ("ofsted", "ilacs"),
    "audit": ("audit",),
    "annual_report": ("annual report", "yearly report"),
}
_COMMON = frozenset(
    """a an and annual area audit board case child childrens children county council for full
    health homicide in inspection into joint learning local looked after of on overview
    partnership practice rapid report review safeguarding serious services targeted the thematic
    yearly domestic concerning letter city borough""".split()
)


@dataclass(frozen=True)
class _Review:
    """What of a review is looked at when an action is held against it."""

    id: str
    title: str
    year: str
    speaks_from: str  # ISO day from which an action may answer it; "" when unknown
    names: frozenset[str] = field(default_factory=frozenset)  # words of its title and no other's
    called: tuple[str, ...] = ()
    alone: bool = False  # the only one of its kind


def action_refs(actions: pd.DataFrame) -> list[str]:
    """A name for each action: ``<review>/action/<number>``, and ``-2`` where a log repeats one."""
    seen: dict[str, int] = {}
    names = []
    for review, number in zip(actions["review"], actions["number"], strict=True):
        name = f"{review}/action/{number}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return names


def told(actions: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Actions of logs and plans, and those that reports tell of.

    A yearly report answers a challenge with what was done (``answer``) and tells what came of an
    action (passages of kind ``impact``): both are actions too, without a status of their own.

    Returns
    -------
    DataFrame
        ``ref, review, number, text, owner, raised, status, comment, recommendation``; the logs'
        first. Empty when nothing is told.
    """
    names = ["review", "number", "text", "owner", "raised", "status", "comment", "recommendation"]
    logged = actions.reindex(columns=names).assign(ref=action_refs(actions))
    rows = []
    for passage in passages[passages["kind"].isin(["challenge", "impact"])].itertuples():
        done = getattr(passage, "answer", None) if passage.kind == "challenge" else passage.text
        if isinstance(done, str) and done.strip():
            status = "action reported" if passage.kind == "challenge" else "difference reported"
            rows.append((passage.review, passage.number, done, None, None, status, None, None,
                         passage.ref))  # fmt: skip
    reported = pd.DataFrame(rows, columns=[*names, "ref"])
    both = [part for part in (logged, reported) if len(part)]
    return pd.concat(both, ignore_index=True) if both else logged


def propose(
    actions: pd.DataFrame,
    passages: pd.DataFrame,
    reviews: pd.DataFrame,
    folder: Folder | None = None,
) -> pd.DataFrame:
    """Which recommendations each action may answer, with the reason.

    Parameters
    ----------
    actions
        As :func:`told` gives them.
    passages
        ``ref, review, kind, text`` and, where known, ``number`` and ``owners``.
    reviews
        ``id, title, kind`` and, where known, ``area, started, published, ended``.

    Returns
    -------
    DataFrame
        ``action, recommendation`` (refs), ``link`` (``named`` or ``proposed``), ``score`` (0 to
        1), ``reason`` (a sentence). For each action, in the order given, the best first, at most
        :data:`MOST` proposals. An action is never held against its own document, nor against a
        review that spoke only later. Where no recommendation fits, findings and learning points
        that are alike are proposed.
    """
    asked = passages[passages["kind"].isin((*ASKS, *FOUND))].reset_index(drop=True)
    about = _reviews(reviews)
    rows: list[tuple[str, str, str, float, str]] = []
    if len(asked) and len(actions):
        both = pd.concat([actions[["ref", "text"]], asked[["ref", "text"]]], ignore_index=True)
        table = Wordings(both, folder)
        alike = table.likeness(range(len(actions)), range(len(actions), len(both)))
        for i, action in enumerate(actions.itertuples()):
            rows += _of_action(action, asked, about, alike[i])
    columns = ["action", "recommendation", "link", "score", "reason"]
    return pd.DataFrame(rows, columns=columns).astype({"score": "float64"})


def _of_action(
    action: object, asked: pd.DataFrame, about: Mapping[str, _Review], alike: np.ndarray
) -> list[tuple[str, str, str, float, str]]:
    own = str(action.ref)  # type: ignore[attr-defined]
    given = getattr(action, "recommendation", None)
    if isinstance(given, str) and given in set(asked["ref"]):
        return [(own, given, "named", 1.0, "The log itself names this recommendation.")]
    said = " ".join(t for t in (action.text, getattr(action, "comment", None))  # type: ignore[attr-defined]
                    if isinstance(t, str))  # fmt: skip
    numbers = _numbers(said)
    found: list[tuple[float, str, float, str]] = []
    instead: list[tuple[float, str, float, str]] = []
    for j, ask in enumerate(asked.itertuples()):
        review = about.get(str(ask.review))
        if review is None or ask.review == action.review or not _in_time(action, review):  # type: ignore[attr-defined]
            continue
        score = float(alike[j])
        by_number = getattr(ask, "number", None) in numbers
        by_name = _names(said, review)
        owner = _same_owner(getattr(action, "owner", None), getattr(ask, "owners", ()))
        if ask.kind in FOUND:
            if score >= ABOUT_FINDING:
                reason = f"No recommendation fits; it is about what {review.title} found."
                instead.append((score, str(ask.ref), score, reason))
        elif by_number and by_name:
            reason = f"It names recommendation {ask.number} of {review.title}."
            found.append((2 + score, str(ask.ref), 1.0, reason))
        elif (
            score >= SAME_ASK
            or (owner and score >= WITH_OWNER)
            or (by_number and score >= WITH_OWNER)
        ):
            reason = _reason(score, owner, by_name, by_number, action, ask, review)
            found.append((score + 0.2 * bool(owner) + 0.5 * by_name, str(ask.ref), score, reason))
    found = sorted(found or instead, key=lambda f: -f[0])
    return [(own, ref, PROPOSED, round(s, 4), reason) for _, ref, s, reason in found[:MOST]]


def _reason(
    score: float, owner: str, by_name: bool, by_number: bool, action: object, ask: object,
    review: _Review,
) -> str:  # fmt: skip
    how = "It asks the same" if score >= SAME_ASK else "It asks something like it"
    parts = [f"{how} ({score:.2f} of 1)"]
    if by_name:
        parts.append("it names the review")
    if by_number:
        parts.append(f"it names a recommendation {ask.number}")  # type: ignore[attr-defined]
    if owner:
        parts.append(f"the owner is the same, {owner}")
    raised = getattr(action, "raised", None)
    if isinstance(raised, str) and raised[:4].isdigit() and review.year:
        parts.append(f"it was raised in {raised[:4]}, the review is of {review.year}")
    return "; ".join(parts) + "."


def _numbers(text: str) -> set[str]:
    """The numbers of the recommendations a text names."""
    found: set[str] = set()
    for match in _NAMED.finditer(text):
        found.update(re.findall(_NUMBER, match.group(1)))
        for first, last in re.findall(r"(\d+)\s?to\s?(\d+)", match.group(1)):
            found.update(str(n) for n in range(int(first), min(int(last), int(first) + 50) + 1))
    return found


def _names(text: str, review: _Review) -> bool:
    """Whether a text names a review: by its own name, or by its kind and year."""
    words = set(re.findall(r"\w+", text.casefold()))
    if review.names and review.names <= words:
        return True
    kind = any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in review.called)
    return kind and (review.alone or (bool(review.year) and review.year in words))


def _reviews(reviews: pd.DataFrame) -> dict[str, _Review]:
    areas = " ".join(str(a) for a in reviews.get("area", []) if isinstance(a, str))
    common = _COMMON | set(re.findall(r"\w+", areas.casefold()))
    kinds = reviews["kind"].value_counts() if "kind" in reviews else pd.Series(dtype=int)
    out = {}
    for row in reviews.itertuples():
        title = str(getattr(row, "title", "") or row.id)
        words = set(re.findall(r"[^\W\d_]+", title.casefold())) - common
        days = [str(d) for d in (getattr(row, n, None) for n in ("published", "ended", "started"))
                if isinstance(d, str) and d]  # fmt: skip
        kind = str(getattr(row, "kind", ""))
        out[str(row.id)] = _Review(
            id=str(row.id),
            title=title,
            year=days[0][:4] if days else "",
            speaks_from=_earliest(getattr(row, "started", None), days),
            names=frozenset(words),
            called=_CALLED.get(kind, ()),
            alone=int(kinds.get(kind, 0)) == 1,
        )
    return out


def _earliest(started: object, days: Sequence[str]) -> str:
    """From when actions may answer a review: when it began, else a year before it spoke."""
    if isinstance(started, str) and re.match(r"\d{4}", started):
        return started[:10]
    if days and re.match(r"\d{4}", days[0]):
        spoke = pd.Timestamp(f"{days[0]:.4}-01-01" if len(days[0]) < 10 else days[0][:10])
        return (spoke - pd.Timedelta(days=BEFORE)).date().isoformat()
    return ""


def _in_time(action: object, review: _Review) -> bool:
    raised = getattr(action, "raised", None)
    if not isinstance(raised, str) or not re.match(r"\d{4}", raised) or not review.speaks_from:
        return True
    length = min(len(raised), len(review.speaks_from))
    return raised[:length] >= review.speaks_from[:length]


def _same_owner(owner: object, owners: object) -> str:
    """The owner that both name, or ``""``."""
    if not isinstance(owner, str) or not isinstance(owners, (tuple, list)):
        return ""
    parts = {part.strip().casefold() for part in re.split(r"[;,/]|\band\b|&", owner)}
    parts.add(owner.strip().casefold())
    return next((str(name) for name in owners if str(name).casefold() in parts), "")


# --- what people decided -----------------------------------------------------------------------


def frame(decisions: Iterable[Answer]) -> pd.DataFrame:
    """Decisions as a frame: ``action, recommendation, decision, who, when, why``, all text."""
    return pd.DataFrame([astuple(d) for d in decisions], columns=list(COLUMNS), dtype="str")


def in_force(decisions: pd.DataFrame) -> pd.DataFrame:
    """The latest decision on each action and recommendation; none where it was withdrawn."""
    ordered = decisions.sort_values("when", kind="stable")
    latest = ordered.drop_duplicates(["action", "recommendation"], keep="last")
    return latest[latest["decision"] != "withdrawn"].reset_index(drop=True)


def links(
    actions: pd.DataFrame,
    passages: pd.DataFrame,
    proposals: pd.DataFrame,
    decisions: pd.DataFrame,
) -> pd.DataFrame:
    """Every action with the recommendation it answers or may answer: what all else counts from.

    Parameters
    ----------
    actions
        As :func:`told` gives them.
    passages
        ``ref, review, text``.
    proposals
        As :func:`propose` gives them.
    decisions
        As :func:`frame` gives them, oldest first.

    Returns
    -------
    DataFrame
        One row an action and recommendation: :data:`LINKS`. ``link`` is ``named``, ``confirmed``,
        ``proposed`` or ``rejected``; ``who, when, why`` are the decision's (``""`` for none);
        ``asked`` is the recommendation's text and ``asked_in`` its review. An action without any
        is there once, with ``recommendation`` missing and ``link`` ``""``. Once one is confirmed
        for an action, what was only proposed for it is left out. In the order of ``actions``,
        what is certain first.
    """
    decided = in_force(decisions)
    ruled = {(d.action, d.recommendation): d for d in decided.itertuples()}
    settled = {d.action for d in decided.itertuples() if d.decision == "confirmed"}
    text = passages.drop_duplicates("ref").set_index("ref")
    offered: dict[str, list[tuple[str, str, float, str]]] = {}
    for p in proposals.itertuples():
        offered.setdefault(p.action, []).append((p.recommendation, p.link, p.score, p.reason))
    rows = []
    for action in actions.itertuples():
        own = offered.get(action.ref, [])
        known = {recommendation for recommendation, *_ in own}
        own = own + [
            (r, "", float("nan"), "") for a, r in ruled if a == action.ref and r not in known
        ]
        found = []
        for recommendation, link, score, reason in own:
            ruling = ruled.get((action.ref, recommendation))
            state = str(ruling.decision) if ruling is not None else link
            if state == PROPOSED and action.ref in settled:
                continue
            decision = (ruling.who, ruling.when, ruling.why) if ruling is not None else ("",) * 3
            asked = text.loc[recommendation] if recommendation in text.index else None
            found.append((action.ref, recommendation, state, score, reason, *decision,
                          *_said(action), *(("", "") if asked is None
                                            else (asked["text"], asked["review"]))))  # fmt: skip
        found.sort(key=lambda row: (row[2] not in CERTAIN, row[2] != PROPOSED))
        rows += found or [
            (action.ref, None, "", float("nan"), "", "", "", "", *_said(action), "", "")
        ]
    out = pd.DataFrame(rows, columns=list(LINKS))
    return out.astype({"score": "float64"})


def _said(action: object) -> tuple[object, ...]:
    names = ("number", "text", "owner", "raised", "status", "review")
    return tuple(
        value if isinstance(value := getattr(action, name, None), str) else "" for name in names
    )


def unfounded(table: pd.DataFrame) -> pd.DataFrame:
    """Actions that answer neither a recommendation nor a finding, by anybody's word.

    Parameters
    ----------
    table
        As :func:`links` gives it.

    Returns
    -------
    DataFrame
        ``action, number, text, owner, status, review, proposed`` (int, how many answers are
        proposed and not decided on), ``sentence``. In the order given; empty when every action
        is known to answer something.
    """
    names = ["action", "number", "text", "owner", "status", "review"]
    sure = set(table.loc[table["link"].isin(CERTAIN), "action"])
    left = table[~table["action"].isin(sure)]
    maybe = left[left["link"] == PROPOSED].groupby("action").size()
    out = left.drop_duplicates("action")[names].reset_index(drop=True)
    out["proposed"] = out["action"].map(maybe).fillna(0).astype("int64")
    out["sentence"] = [
        "No recommendation and no finding in the library is like it."
        if not count
        else f"{count} proposed, and nobody has confirmed {'it' if count == 1 else 'one'}."
        for count in out["proposed"]
    ]
    return out


def say(table: pd.DataFrame) -> str:
    """How many actions answer something for certain, may, or answer nothing, in a sentence."""
    if table.empty:
        return "No action is in the library."
    of = table["action"].nunique()
    sure = set(table.loc[table["link"].isin(CERTAIN), "action"])
    maybe = set(table.loc[table["link"] == PROPOSED, "action"]) - sure
    count = "The one action" if of == 1 else f"Of {of} actions"
    return (
        f"{count}: {len(sure)} known to answer a recommendation (the log names it, or a person "
        f"said so), {len(maybe)} that may (proposed; nobody has decided), "
        f"{of - len(sure) - len(maybe)} for which none was found in the library."
    )
