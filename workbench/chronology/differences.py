"""How two rows of one event differ: in date, time, number, side, outcome, who was there or seen.

Days and hours are :mod:`.days_and_hours`'s, who was there is :mod:`.presence`'s, who is to act
:mod:`.undertakings`'; wordings that exclude each other are the rules file's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from workbench.chronology import attendance, places, presence
from workbench.chronology.changes import changed_otherwise
from workbench.chronology.counts import number_differs, ordinal_differs
from workbench.chronology.days_and_hours import days_differ, hours_differ
from workbench.chronology.doers import two_people
from workbench.chronology.found_at import where_found
from workbench.chronology.matching import Match
from workbench.chronology.measures import differing
from workbench.chronology.view import View
from workbench.chronology.whereabouts import NOBODY, apart


def differences(view: View, match: Match, group: Sequence[int] = ()) -> list[str]:
    """What the two rows of a match differ about, in words; empty where they agree.

    ``group``: all rows that tell of the event.
    """
    a, b = match.first, match.second
    return [*days_differ(view, match), *hours_differ(view, match, group), *_facts(view, a, b)]


def _facts(view: View, a: int, b: int) -> Iterator[str]:
    one, other = (_spelt_out(_HELD.sub(" ", _of_now(view, view.told[i]))) for i in (a, b))
    held, other_held = view.occasions(a), view.occasions(b)
    told = view.rules.opposites.between(one, other)
    about_told = {each.what for each, _ in told}
    told += [
        (each, words)
        for each, words in view.rules.opposites.between(*(_with_decision(view, i) for i in (a, b)))
        if each.what in _DECIDED and each.what not in about_told
    ]
    about = []
    of_one, of_other = (view.whereabouts.of(view.initials.spelt(i)).keys() for i in (a, b))
    located = of_one & of_other - {NOBODY} or any(
        _of_siblings(view, of) for of in (of_one, of_other)
    )
    for each, words in told:
        if each.what == _WHERE and located:
            continue  # told of each child below
        if _fits(each.meetings, bool(held or other_held), not held.isdisjoint(other_held)):
            about.append(each.what)
            yield f"{each.what} ({words[0]!r} or {words[1]!r})"
    if "which side" not in about:
        yield from _sides(view, one, other)
    if _SEEN not in about and _seen_and_not(view, a, b):
        yield _SEEN
    yield from presence.differ(view, a, b)
    yield from attendance.differ(view, a, b)
    yield from _of_people(view, a, b)
    if not any(each in about for each in _HOW):
        explained = view.explanations.differ(a, b)
        if explained:
            yield f"the explanation given ({explained[0]!r} or {explained[1]!r})"
    found = where_found(view, a, b)
    if found:
        yield f"where the one looked for was found ({found[0]!r} or {found[1]!r})"
    yield from places.differ(view.what[a], view.what[b])
    yield from _of_each_child(view, a, b)
    yield from number_differs(view, one, other)
    yield from ordinal_differs(one, other)
    yield from differing(one, other)
    yield from changed_otherwise(one, other)


def _of_siblings(view: View, located: Set[int]) -> bool:
    """Whether a row tells only where children were who are not the case's."""
    return bool(located) and min(located) >= len(view.case.children)


_WHERE = "where the child was"
_HOW = ("how it happened", "what caused the burn", "what it was a fall from")
# What some returns write beside the event, in the column of what was done or decided.
_DECIDED = frozenset(
    {
        "joint or single agency enquiries",
        "under which section",
        "unanimous or by majority",
        "the category of the plan",
        "what came of the referral",
        "how urgent the referral was",
    }
)


def _with_decision(view: View, i: int) -> str:
    return _of_now(view, view.said_and_done.tidied[i])


# "Legal planning meeting if either tests positive" was not held.
_IF = re.compile(
    r"[^.;,]*(?<!asked )(?<!ask )(?<!see )(?<!know )(?<!check )(?<!unclear )(?<!unsure )\bif "
    r"(?:either|any\w*|there|things|an?|his|her|their|this|that|not|the|she|he|they|mother|mum|"
    r"father|dad|it)\b[^.;]*"
)


def _of_now(view: View, text: str) -> str:
    """A tidied text without the clauses that tell of another time: "had missed three before"."""
    if "if " in text:  # most rows have none, and to look for its clause takes long
        text = _IF.sub(" ", text)
    earlier = view.rules.terms["earlier"]
    if not earlier.find(text):
        return text
    return "".join(part for part in _CLAUSES.split(text) if not earlier.find(part))


_CLAUSES = re.compile(r"(?<=[.;,])(?=\s)")


def _fits(meetings: bool | None, any_meeting: bool, one_meeting: bool) -> bool:
    if meetings is None:
        return one_meeting
    return meetings or not any_meeting


# "Feed taken in gran's arms" tells of no part of the child's body.
_HELD = re.compile(
    r"\bin (?:[\w']+ ){1,2}arms\b|\bface to face\b|\bon foot\b|\bhead ?teacher\b|"
    r"\bheads? of (?:\w+)|\bdeputy head\b|\bthe head\b(?! of)|\bhead injury policy\b"
)


def _of_people(view: View, a: int, b: int) -> Iterator[str]:
    """Who came with the child, and who did it."""
    one, other = (view.presence.titled(" ".join(view.spelt[i].split())) for i in (a, b))
    differ = two_people(view.doers.came_with(one), view.doers.came_with(other))
    if differ:
        yield f"who brought the child ({differ[0]!r} or {differ[1]!r})"
    first, second = view.doers.deeds(one), view.doers.deeds(other)
    for deed in first.keys() & second.keys():
        differ = two_people(first[deed], second[deed])
        if differ:
            yield f"who {deed} ({differ[0]!r} or {differ[1]!r})"
    to_do = view.undertakings.differ(a, b)
    if to_do:
        yield f"who is to do it ({to_do[0]!r} or {to_do[1]!r})"


# "I would have gone for a CIN plan": what did not come to be.
_HAD_IT_BEEN = re.compile(
    r"\bwould have (?:gone for|preferred|liked|chosen|voted for)\b[^,.;]*", re.IGNORECASE
)
_CONFERENCE = "cpconference"
_MEETINGS = frozenset(
    "cpconference coregroup cinmeeting strategymeeting tac professionalsmeeting dischargemeeting "
    "lookedafterreview familygroupconference legalmeeting prebirthmeeting marac".split()
)
_STEPPED_DOWN = frozenset({"plan ended", "child in need"})
_AT_HOSPITAL = re.compile(
    r"\b(?:in|at|to|attended|by) (?:the )?(?:ed|a&e|hospital|ward|emergency)\b"
)


def _in_hospital(view: View, i: int, text: str) -> bool:
    """Where a parent is treated, the children are told to be with somebody by then."""
    return "hospital" in view.kinds(view.agency[i]) or bool(_AT_HOSPITAL.search(text))


def _of_each_child(view: View, a: int, b: int) -> Iterator[str]:
    """Where a child was, and which plan a conference made for it."""
    one, other = (_HAD_IT_BEEN.sub(" ", view.initials.spelt(i)) for i in (a, b))
    names = [*(child.name for child in view.case.children), *view.siblings]
    where = apart(view.whereabouts.of(one), view.whereabouts.of(other))
    meeting = (view.occasions(a) | view.occasions(b)) & _MEETINGS
    if where and meeting and "present" in where[1:]:
        where = None  # "Present: mother, school" tells who met
    if where and _in_hospital(view, a, one) == _in_hospital(view, b, other):
        yield f"where {names[where[0]]} was ({where[1]!r} or {where[2]!r})"
    if _CONFERENCE in view.concepts_of(one) & view.concepts_of(other):
        plan = apart(view.child_plans.of(one), view.child_plans.of(other), True, _STEPPED_DOWN)
        if plan:
            of = f" for {names[plan[0]]}" if plan[0] >= 0 and len(names) > 1 else ""
            yield f"which plan{of} ({plan[1]!r} or {plan[2]!r})"


_SEEN = "whether the child was seen"
_IN_PERSON = re.compile(
    r"\b(?:visit\w*|saw|seen|met|door|doorstep|clinic|appointment|attended the|at home|checked|"
    r"welfare check|officers attended|call(?:ed)? at|bruis\w*|injur\w*)\b"
)
_PLAINLY = re.compile(
    r"see|access|entry|reply|answer|nobody|no one|no child|no kids|no sign|refused|not brought|let|"
    r"\b(?:not (?:in|at home|home|there)|away|out|missing)\b"
)
_BEGINNING = 40  # letters in which a row says what kind of contact it was


def _seen_and_not(view: View, a: int, b: int) -> bool:
    held = view.occasions(a) | view.occasions(b)
    if held and "jointvisit" not in held:
        return False  # at a meeting few see the child, and each answers for itself
    for i, j in ((a, b), (b, a)):
        if view.seen[i] == "no" and view.seen[j] in ("yes", "alone"):
            words = view.told_seen[i].words
            # A plain "No" beside a panel or a call is no denial; beside a visit it is.
            if not (_PLAINLY.search(words) if words else _IN_PERSON.search(view.said.tidied[i])):
                return False
            first = view.said.tidied[i][:_BEGINNING]
            return not (view.hears(i) or view.rules.terms["remote"].find(first))
    return False


_PART = (
    r"(?:arm|forearm|wrist|elbow|hand|finger|thumb|humerus|radius|ulna|clavicle|collar ?bone|"
    r"shoulder|"
    r"leg|thigh|shin|knee|foot|ankle|femur|tibia|fibula|calf|hip|toe|cheek|eye|ear|pinna|jaw|face|"
    r"temple|zygoma|buttock|side|rib|lip|eyebrow|breast|heel)s?"
)
# "L shin", "R. humerus", "lt arm", "(r) wrist": a side, where a part of the body follows.
_SIDE_LETTER = re.compile(
    r"(?<![\w/&])\(?(?P<side>l|lt|r|rt)\b\.?\)?(?=\s+(?:upper |lower |inner |outer |distal |"
    r"side of )?"
    rf"{_PART}\b)"
)
# "shin (l)", "radius right", "wrist - left", "black eye (l)": the side after the part.
_SIDE_AFTER = re.compile(
    rf"\b(?P<part>{_PART})\s?(?:[-,:]\s?)?(?P<open>\()?(?P<side>left|right|lt|rt|l|r)\b(?(open)\)|)"
    rf"(?!\s+(?:\w+ )?{_PART}\b)"
)


def _spelt_out(text: str) -> str:
    """The side before the part, in whole words, wherever it was."""
    text = _SIDE_LETTER.sub(lambda m: "left" if m["side"][0] == "l" else "right", text)
    return _SIDE_AFTER.sub(
        lambda m: f"{'left' if m['side'][0] == 'l' else 'right'} {m['part']}", text
    )


_SIDED = re.compile(
    r"\b(left|right)\s+(?:(?:upper|lower|inner|outer|distal|proximal|side of|"
    r"hand side of)\s+)*([a-z]+)"
)


def _sides(view: View, one: str, other: str) -> Iterator[str]:
    """Left and right of one part of the body, though other parts are told of too."""
    first, second = _sided(view, one), _sided(view, other)
    for part in sorted(first.keys() & second.keys()):
        if first[part].isdisjoint(second[part]):
            sides = " or ".join(sorted(each[part])[0] for each in (first, second))
            yield f"which side ({part}: {sides})"
            return


def _sided(view: View, text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for side, part in _SIDED.findall(text):
        bare = part[:-1] if part.endswith("s") else part
        found.setdefault(view.rules.concepts.get(bare, bare), set()).add(side)
    return found
