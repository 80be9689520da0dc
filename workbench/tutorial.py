"""The exercises' checks: right, or not yet and why. Each works on a practice library of its own.

What is right is worked out from the practice library with the same verbs the learner used, so that
a check cannot go stale.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench import tasks
from workbench.errors import UsageError
from workbench.library import Library
from workbench.library.store import DATABASE
from workbench.places import default_library
from workbench.records import Review
from workbench.who import current_user


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check says."""

    right: bool
    words: str

    def __str__(self) -> str:
        return f"{'Right.' if self.right else 'Not yet.'} {self.words}"


@dataclass(frozen=True, slots=True)
class Exercise:
    """``asks`` are (name, question) pairs for what the learner types; none when the check looks
    at what the learner did."""

    number: int
    title: str
    asks: tuple[tuple[str, str], ...]
    check: Callable[..., Answer]


def practice(folder: str | Path = "") -> Path:
    """The practice library with the invented reports of Northmoor, made when it is first asked for.

    "" is the folder ``practice`` beside the workbench's own library, which it never touches.
    """
    from workbench.demo import northmoor

    place = Path(folder) if folder else default_library().with_name("practice")
    if not (place / DATABASE).exists():
        northmoor(place)
    return place


def exercise(number: int) -> Exercise:
    """One of the seven.

    Raises
    ------
    UsageError
        When there is no such exercise.
    """
    for each in EXERCISES:
        if each.number == number:
            return each
    raise UsageError.unknown("exercise", str(number), [str(e.number) for e in EXERCISES])


# --- 1 and 2: reports -----------------------------------------------------------------------


def read_a_report(library: Library, findings: str, looks_wrong: str) -> Answer:
    """How many findings Child Rowan's review has, and how many things look wrong in all reports."""
    review = _named(library, "rowan")
    right = len(library.passages(review.id, ["finding"]))
    if not _is(findings, right):
        return Answer(
            False,
            "Choose “Child Rowan” under Reviews, and “findings” beside Show; the number stands "
            "beside the search box of the list.",
        )
    wrong = len(library.checks())
    if not _is(looks_wrong, wrong):
        return Answer(
            False,
            f"{right} findings is right. For what looks wrong, read the sentence at the top: it "
            "counts all reports, whichever is chosen.",
        )
    return Answer(True, f"You should see {right} findings, and {wrong} things that look wrong.")


def mend_a_reading(library: Library) -> Answer:
    """A correction with its reason stands, and another was taken back."""
    rows = [row for row in library.corrections() if row["record"] == "passage"]
    made = [row for row in rows if not row["withdrawn"]]
    if not made:
        return Answer(
            False,
            "No correction is saved yet. Choose a passage, change its text, say because of what, "
            "and press “Save correction”.",
        )
    last = made[-1]
    if not any(row["withdrawn"] for row in rows):
        return Answer(
            False,
            f"The {last['field']} of {_short_ref(last['key'])} is corrected (“{last['why']}”). Now "
            "press “Back to what was read”.",
        )
    return Answer(
        True,
        f"You corrected {_short_ref(last['key'])} because “{last['why']}”, and took it back. Both "
        "stand in the history, with your name.",
    )


# --- 3 and 4: the chronology of Wren --------------------------------------------------------


def build_a_chronology(library: Library, entries: str, unread: str) -> Answer:
    """How many entries the six agencies' returns give, and how many dates could not be read."""
    chronology = tasks.ChronologyCase.open(library).chronology
    right = len(chronology.events)
    if not _is(entries, right):
        return Answer(False, "The sentence above the timeline says how many entries there are.")
    lost = int((chronology.checks["check"] == "date_not_read").sum())
    if not _is(unread, lost):
        return Answer(
            False,
            f"{right} entries is right. For the dates, look among what was found for “date not "
            "read”: those entries are kept and stand at the end.",
        )
    agencies = chronology.events["agency"].nunique()
    return Answer(
        True,
        f"You should see {right} entries of {agencies} agencies; {lost} of their dates could not "
        "be read, and none was dropped.",
    )


def conflicts_and_gaps(library: Library, conflicts: str, longest: str) -> Answer:
    """How many conflicts between agencies there are, and how long the longest gap is, in days."""
    checks = tasks.ChronologyCase.open(library).chronology.checks
    right = int((checks["check"] == "conflict").sum())
    if not _is(conflicts, right):
        return Answer(False, "Show only the conflicts among what was found, and count them.")
    days = [_days(message) for message in checks.loc[checks["check"] == "gap", "message"]]
    if not _is(longest, max(days)):
        return Answer(
            False,
            f"{right} conflicts is right. For the gap, show only the gaps: each says its days.",
        )
    return Answer(
        True,
        f"You should see {right} conflicts; the longest gap between contacts is {max(days)} days.",
    )


# --- 5 and 6: themes ------------------------------------------------------------------------


def code_ten(library: Library, coder: str = "") -> Answer:
    """Ten passages carry a theme of this learner's own."""
    from workbench.themes import coding

    coder = coder or current_user()
    decisions = coding.frame(library.codings())
    mine = coding.accepted(coding.seen_by(decisions, coder))
    done = mine.loc[mine["facet"] == "theme", "passage"].nunique()
    if done < 10:
        return Answer(
            False,
            f"{done} of 10 passages carry a theme from you. Press Enter to accept what is "
            "suggested, or a number to choose another theme.",
        )
    return Answer(True, f"{done} passages carry a theme from you, each kept the moment you chose.")


def compare_and_echo(library: Library, theme: str, repeated: str) -> Answer:
    """Which theme is found most often, and how many recommendations had been made before."""
    board = tasks.ThemeBoard(library)
    drawn, _ = board.matrix("review")
    counts = drawn.table.assign(n=[int(str(p).split()[0]) for p in drawn.table["Passages"]])
    most = str(counts.groupby("Theme")["n"].sum().idxmax())
    if _folded(theme) not in (_folded(most), _folded(most.split(",")[0])):
        return Answer(False, "Read the sentence above the matrix: it begins with that theme.")
    right = int(board.echoes()["order_known"].sum())
    if not _is(repeated, right):
        return Answer(
            False,
            f"“{most}” is right. For the echoes, see how many rows stand under “Said before”.",
        )
    return Answer(
        True, f"“{most}” is found most often, and {right} recommendations say what was said before."
    )


# --- 7: briefings ---------------------------------------------------------------------------


def brief_and_publish(library: Library) -> Answer:
    """A briefing went through the gate, and its record says who approved it."""
    published = library.publications()
    if not published:
        return Answer(
            False,
            "Nothing is published yet. Make a briefing, type an invented telephone number into a "
            "statement and try to publish it: it is refused. Take the number out, and publish.",
        )
    last = published[-1]
    return Answer(True, f"“{last['title']}” is published, approved by {last['who']}.")


EXERCISES = (
    Exercise(
        1,
        "Read a report",
        (
            ("findings", "How many findings has the review of Child Rowan?"),
            ("looks_wrong", "How many things look wrong in all the reports?"),
        ),
        read_a_report,
    ),
    Exercise(2, "Mend a reading", (), mend_a_reading),
    Exercise(
        3,
        "Build a chronology",
        (
            ("entries", "How many entries has the chronology of Wren?"),
            ("unread", "How many dates could not be read?"),
        ),
        build_a_chronology,
    ),
    Exercise(
        4,
        "Conflicts and gaps",
        (
            ("conflicts", "How many conflicts between agencies were found?"),
            ("longest", "How many days is the longest gap?"),
        ),
        conflicts_and_gaps,
    ),
    Exercise(5, "Code ten passages", (), code_ten),
    Exercise(
        6,
        "Compare and echoes",
        (
            ("theme", "Which theme is found most often?"),
            ("repeated", "How many recommendations were said before?"),
        ),
        compare_and_echo,
    ),
    Exercise(7, "Brief and publish", (), brief_and_publish),
)


def _named(library: Library, word: str) -> Review:
    """The review that was read and has a word in its title."""
    for review in library.reviews():
        if review.documents and word in review.title.casefold():
            return review
    raise UsageError(
        f"The practice library has no report on {word.title()}.",
        "Remove the folder `practice` beside your library and run the exercise again.",
    )


def _is(given: str, right: int) -> bool:
    return re.sub(r"[\s,]", "", str(given)) == str(right)


def _folded(text: str) -> str:
    return " ".join(str(text).casefold().split()).rstrip(".")


def _days(message: str) -> int:
    found = re.search(r"(\d[\d,]*) days", message)
    return int(found.group(1).replace(",", "")) if found else 0


def _short_ref(ref: str) -> str:
    _, *rest = ref.split("/")
    return " ".join(rest).replace("_", " ")


__all__ = ["EXERCISES", "Answer", "Exercise", "exercise", "practice"]
