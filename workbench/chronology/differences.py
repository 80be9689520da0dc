"""How two rows of one event differ: in date, time, number, side, outcome, who was there or seen.

Who was there is :mod:`presence`'s; wordings that exclude each other are the rules file's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from workbench.chronology import attendance, places, presence
from workbench.chronology.changes import changed_otherwise
from workbench.chronology.clockwords import in_figures
from workbench.chronology.counts import number_differs, ordinal_differs
from workbench.chronology.doers import two_people
from workbench.chronology.found_at import where_found
from workbench.chronology.matching import Match
from workbench.chronology.measures import differing
from workbench.chronology.misdated import NEAR
from workbench.chronology.terms import tidy
from workbench.chronology.view import View, days_words
from workbench.chronology.whereabouts import NOBODY, apart


def differences(view: View, match: Match, group: Sequence[int] = ()) -> list[str]:
    """What the two rows of a match differ about, in words; empty where they agree.

    ``group``: all rows that tell of the event.
    """
    a, b = match.first, match.second
    return [*_dates(view, match), *_times(view, match, group), *_facts(view, a, b)]


# --- when -----------------------------------------------------------------------------------


def _dates(view: View, match: Match) -> Iterator[str]:
    if not match.days_apart:
        return
    # The two ends of one telephone call are of one day, though one end only heard of the rest.
    call = view.calls.ends(match.first, match.second)
    if call or (not _heard_later(view, match) and _of_one_day(view, match)):
        days = days_words(match.days_apart)
        either = f"{view.day(match.first)} or {view.day(match.second)}"
        yield f"the date ({either}: {days} apart, {match.why})"


def _heard_later(view: View, match: Match) -> bool:
    """The later row tells when its agency heard of the event: no contradiction."""
    later = max(match.first, match.second, key=lambda i: view.earliest[i] or date.min)
    near = match.days_apart <= view.rules.number("same_event", "near_days")
    return near and bool(view.rules.terms["heard_of"].find(view.said.tidied[later]))


def _of_one_day(view: View, match: Match) -> bool:
    """What can have happened on one day only: a meeting, a visit; or what is told in like words.

    A bruise seen by one and examined by another on the next day is no contradiction. Dates that
    look mistyped are another matter.
    """
    if match.why != NEAR or match.likeness >= view.rules.number("conflict", "date_likeness"):
        return True
    one, other = view.occasions(match.first), view.occasions(match.second)
    return not one.isdisjoint(other)


def _times(view: View, match: Match, group: Sequence[int]) -> Iterator[str]:
    a, b = match.first, match.second
    if view.earliest[a] != view.earliest[b]:
        return
    first, second = view.time[a], view.time[b]
    call = (first, second) if first and second and view.calls.ends(a, b) else None
    if call and abs(_minutes(call[0]) - _minutes(call[1])) >= (
        view.rules.number("conflict", "minutes_apart") / 2
    ):
        yield f"the time of the call ({call[0]} or {call[1]})"
        return
    one, two = _clock(view, a, _tells_of(view, a, b)), _clock(view, b, _tells_of(view, b, a))
    passed_on = _passed_on(view, group)
    early = None if passed_on else _told_before(view, a, b, one, two)
    if early:
        yield f"the time ({early[0]} or {early[1]})"
        return
    if not one or not two:
        yield from _parts_of_day(view, a, b, one, two)
        return
    if passed_on or _twelve_hours(view, a, b, one, two):
        return
    later = a if one > two else b
    if _RANG.search(view.said.tidied[later]) or _arrives(view, later):
        return  # its hour is that of the telling, or of the arrival at the hospital
    apart = abs(_minutes(one) - _minutes(two))
    if view.latest[a] != view.earliest[a]:
        apart = min(apart, 1440 - apart)  # a night: ten to midnight and two are near
    if apart >= view.rules.number("conflict", "minutes_apart"):
        yield f"the time ({one} or {two})"


def _passed_on(view: View, group: Sequence[int]) -> bool:
    """Whether an event went from agency to agency: three hours or more, each its own.

    Each is then that of a telling, and no two of them contradict each other.
    """
    told = sorted(_minutes(time) for time in {view.time[i] for i in group} if time)
    apart = view.rules.number("conflict", "minutes_apart")
    return sum(late - early >= apart / 3 for early, late in pairwise(told)) > 1


def _twelve_hours(view: View, a: int, b: int, one: str, two: str) -> bool:
    """Whether one hour, written without am or pm, can be the other's: "1.30" and 13:30."""
    early = a if one < two else b
    written = str(view.columns["time_written"][early] or "").strip()
    return abs(_minutes(one) - _minutes(two)) == 12 * 60 and bool(_NO_HALF.fullmatch(written))


_NO_HALF = re.compile(r"\D*\d([.:]\d\d)?\D*(?<![ap]m)(?<![ap]\.m\.)", re.IGNORECASE)


def _told_before(
    view: View, a: int, b: int, one: str | None, two: str | None
) -> tuple[str, str] | None:
    """The hours of two rows of which the earlier can only be the later: it hears of what the other
    has happen afterwards, or receives whom the police pick up afterwards.
    """
    first, second = view.time[a], view.time[b]
    if not first or not second:
        return None
    early, late = (a, b) if first < second else (b, a)
    if abs(_minutes(first) - _minutes(second)) < view.rules.number("conflict", "minutes_apart"):
        return None
    # Who rings for an ambulance or the police is the event itself; what is only to be is not heard.
    takes_calls = view.kinds(view.agency[early]) & {"ambulance", "police"}
    yet_to_be = view.rules.terms["planned"].find(view.said.tidied[early])
    hears = view.hears(early) and not takes_calls and not yet_to_be
    hears = hears and bool(one if late == a else two) and not _arrives(view, late)
    receives = _arrives(view, early) and "police" in view.kinds(view.agency[late])
    return (first, second) if hears or receives else None


def _arrives(view: View, i: int) -> bool:
    """Whether a row tells of somebody's coming to a hospital: police only send on."""
    arrived = view.rules.terms["arrived"].find(view.said.tidied[i])
    return bool(arrived) and "police" not in view.kinds(view.agency[i])


def _parts_of_day(view: View, a: int, b: int, one: str | None, two: str | None) -> Iterator[str]:
    """The morning or the evening, where one or both give no hour."""
    (first, start, end), (second, begin, stop) = _span(view, a, one), _span(view, b, two)
    if not first or not second or view.hears(a) or view.hears(b):
        return
    if max(start - stop, begin - end) > view.rules.number("conflict", "minutes_apart"):
        yield f"the time ({first} or {second})"


def _span(view: View, i: int, clock: str | None) -> tuple[str, int, int]:
    """(as it is told, from, to) in minutes of the day; "" where nothing plain is told."""
    if clock:
        return clock, _minutes(clock), _minutes(clock)
    text = view.said.tidied[i]
    told = [(part.words.find(text), part) for part in view.rules.parts_of_day]
    held = [(words, part) for words, part in told if words]
    if len(held) != 1:
        return "", 0, 0
    words, part = held[0]
    return words or "", part.start, part.end


# Of what is told by telephone an hour may be that of the call, whatever it stands beside.
_RANG = re.compile(r"^(?:[\w'&./-]+:? ){0,4}(?:rang|rings?|phoned|call|t/c|tc|telephone\w*)\b")


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])


# "call 21.40", "at 3.15pm", "02:10"; not "5.4kg", "2.5 cm" or a price.
_CLOCK = re.compile(
    r"(?<![\w.£/:-])(?P<hour>[01]?\d|2[0-3])(?:[.:](?P<minute>[0-5]\d)\s?(?P<half>[ap]m\b)?|"
    r"\s?(?P<half2>[ap]m\b))"
    r"(?![\w]|[.:]\d|\s?(?:kg|kgs|cm|mm|ml|mg|mcg|lbs?|st|stone|miles|km|percent|%|°))"
)


def _tells_of(view: View, i: int, other: int) -> bool:
    """Whether a later row names the agency of an earlier one, and not a meeting of the two.

    "Ward report: good night", "HV could not get in this morning": its own hour is another one.
    """
    first, second = view.time[i], view.time[other]
    if not first or not second or first <= second:
        return False
    said = view.concepts_of(view.spelt[i])
    if view.occasions(i) & view.occasions(other) or "jointvisit" in said:
        return False
    return not said.isdisjoint(view.senders.known_as(view.agency[other]))


def _clock(view: View, i: int, tells_of: bool = False) -> str | None:
    """When it happened: the row's time, else the one hour its words name as a clock shows it.

    Of a row that hears of it, only the hour in its words, and not that of the call.
    """
    hears = view.hears(i) or tells_of
    if view.time[i] and not hears:
        return view.time[i]
    text = in_figures(view.said.tidied[i])
    told = set()
    for found in _CLOCK.finditer(text):
        hour, half = int(found["hour"]), found["half"] or found["half2"]
        if not half and len(found["hour"]) == 1:
            continue  # "4.30" may be anything
        if hears and view.rules.terms["own_clock"].find(text[: found.start()][-_CALL_REACH:]):
            continue
        hour = (
            hour + 12 if half == "pm" and hour < 12 else 0 if half == "am" and hour == 12 else hour
        )
        told.add(f"{hour:02d}:{found['minute'] or '00'}")
    return told.pop() if len(told) == 1 else None


_CALL_REACH = 20  # letters before an hour in which "rang at" makes it the hour of the call


# --- what -----------------------------------------------------------------------------------


def _facts(view: View, a: int, b: int) -> Iterator[str]:
    one, other = (_spelt_out(_HELD.sub(" ", _of_now(view, tidy(view.spelt[i])))) for i in (a, b))
    held, other_held = view.occasions(a), view.occasions(b)
    told = view.rules.opposites.between(one, other)
    about_told = {each.what for each, _ in told}
    told += [
        (each, words)
        for each, words in view.rules.opposites.between(*(_with_decision(view, i) for i in (a, b)))
        if each.what in _DECIDED and each.what not in about_told
    ]
    about = []
    located = view.whereabouts.of(view.initials.spelt(a)).keys() & view.whereabouts.of(
        view.initials.spelt(b)
    ).keys() - {NOBODY}
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


def _of_now(view: View, text: str) -> str:
    """A tidied text without the clauses that tell of another time: "had missed three before"."""
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
    names = [child.name for child in view.case.children]
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
