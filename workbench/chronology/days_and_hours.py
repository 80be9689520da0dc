"""How the days and hours that two rows of one event tell contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from workbench.chronology.clockwords import in_figures
from workbench.chronology.matching import Match
from workbench.chronology.misdated import NEAR
from workbench.chronology.namedays import without_days
from workbench.chronology.times import minutes_of
from workbench.chronology.view import View, days_words


def days_differ(view: View, match: Match) -> Iterator[str]:
    """The two days, in words, where one of them must be wrong; else nothing."""
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
    told = view.rules.terms["heard_of"].find(view.said.tidied[later])
    return near and (bool(told) or view.hears(later))


def _of_one_day(view: View, match: Match) -> bool:
    """What can have happened on one day only: a meeting, a move; or what is told in like words.

    A bruise seen by one and examined by another on the next day is no contradiction. Dates that
    look mistyped are another matter.
    """
    if match.why != NEAR or match.likeness >= view.rules.number("conflict", "date_likeness"):
        return True
    a, b = match.first, match.second
    once = view.milestones(a) & view.milestones(b)
    return bool(once) or not view.occasions(a).isdisjoint(view.occasions(b))


def hours_differ(view: View, match: Match, group: Sequence[int]) -> Iterator[str]:
    """The two hours, in words, where one of them must be wrong; else nothing.

    ``group``: all rows that tell of the event.
    """
    a, b = match.first, match.second
    if view.earliest[a] != view.earliest[b]:
        yield from _hours_in_words(view, match)
        return
    first, second = view.time[a], view.time[b]
    call = (first, second) if first and second and _of_the_call(view, a, b) else None
    if call and abs(minutes_of(call[0]) - minutes_of(call[1])) >= (
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
    own = view.time[later] in (None, max(one, two))
    if (own and _RANG.search(view.said.tidied[later])) or _arrives(view, later):
        return  # its hour is that of the telling, or of the arrival at the hospital
    apart = abs(minutes_of(one) - minutes_of(two))
    if view.latest[a] != view.earliest[a]:
        apart = min(apart, 1440 - apart)  # a night: ten to midnight and two are near
    if apart >= view.rules.number("conflict", "minutes_apart"):
        yield f"the time ({one} or {two})"


def _of_the_call(view: View, a: int, b: int) -> bool:
    """Whether two rows are the ends of one call, and their hours those of the call."""
    told = f"{view.said.tidied[a]} {view.said.tidied[b]}"
    return view.calls.ends(a, b) and not _RANG_LATER.search(told)


def _hours_in_words(view: View, match: Match) -> Iterator[str]:
    """The hours of a day that one row names and the other happened on, where both tell one."""
    if match.days_apart:
        return
    later = max(match.first, match.second, key=lambda i: view.earliest[i] or date.min)
    earlier = match.first + match.second - later
    one, two = _clock(view, earlier), _clock(view, later, tells_of=True, same_day=False)
    if not one or not two or _arrives(view, later) or _arrives(view, earlier):
        return
    if _names_hour(view, earlier, two):
        return  # "reported 23:50, located 0340hrs"
    apart = abs(minutes_of(one) - minutes_of(two))
    if min(apart, 1440 - apart) >= view.rules.number("conflict", "minutes_apart"):
        yield f"the time ({one} or {two})"


def _names_hour(view: View, i: int, clock: str) -> bool:
    """Whether an hour stands in a row's words: "0340hrs", "03.40", "3:40"."""
    hour, minute = clock.split(":")
    written = rf"(?<!\d)0?{int(hour)}[:.]?{minute}(?!\d)"
    return bool(re.search(written, in_figures(view.said.tidied[i])))


def _passed_on(view: View, group: Sequence[int]) -> bool:
    """Whether an event went from agency to agency: three hours or more, each its own.

    Each is then that of a telling, and no two of them contradict each other.
    """
    told = sorted(minutes_of(time) for time in {view.time[i] for i in group} if time)
    apart = view.rules.number("conflict", "minutes_apart")
    return sum(late - early >= apart / 3 for early, late in pairwise(told)) > 1


def _twelve_hours(view: View, a: int, b: int, one: str, two: str) -> bool:
    """Whether one hour, written without am or pm, can be the other's: "1.30" and 13:30."""
    early = a if one < two else b
    written = str(view.columns["time_written"][early] or "").strip()
    return abs(minutes_of(one) - minutes_of(two)) == 12 * 60 and bool(_NO_HALF.fullmatch(written))


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
    if abs(minutes_of(first) - minutes_of(second)) < view.rules.number("conflict", "minutes_apart"):
        return None
    # Who rings for an ambulance or the police is the event itself; what is only to be is not heard.
    takes_calls = view.kinds(view.agency[early]) & {"ambulance", "police"}
    yet_to_be = view.rules.terms["planned"].find(view.said.tidied[early])
    hears = view.hears(early) and not takes_calls and not yet_to_be
    hears = hears and bool(one if late == a else two) and not _arrives(view, late)
    receives = _arrives(view, early) and "police" in view.kinds(view.agency[late])
    return (first, second) if hears or receives else None


_POLICE_CAME = re.compile(
    r"\b(?:officers?|police|pcs?|units?|crew) (?:\w+ )?(?:arrived|attended)\b"
)


def _arrives(view: View, i: int) -> bool:
    """Whether a row tells of somebody's coming to a hospital: police only send on."""
    arrived = view.rules.terms["arrived"].find(_POLICE_CAME.sub(" ", view.said.tidied[i]))
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
        return clock, minutes_of(clock), minutes_of(clock)
    text = view.said.tidied[i]
    told = [(part.words.find(text), part) for part in view.rules.parts_of_day]
    held = [(words, part) for words, part in told if words]
    if len(held) != 1:
        return "", 0, 0
    words, part = held[0]
    return words or "", part.start, part.end


# Of what is told by telephone an hour may be that of the call, whatever it stands beside.
_RANG = re.compile(
    r"^(?:[\w'&./-]+:? ){0,4}(?:rang(?! 999| 101| police| the police)|rings?|phoned|call|"
    r"t/c|tc|telephone\w*)\b"
)


# The hour of a visit, after which somebody rang.
_RANG_LATER = re.compile(
    r"\b(?:rang|phoned|called|telephoned)\b[^.;]{0,40}\b(?:as soon as|once|when) back\b|"
    r"\b(?:on (?:my )?return|back at base|afterwards|later)\b[^.;]{0,30}\b(?:rang|phoned|called)\b"
)
# "call 21.40", "at 3.15pm", "02:10"; not "5.4kg", "2.5 cm" or a price.
_CLOCK = re.compile(
    r"(?<![\w.£/:-])(?P<hour>[01]?\d|2[0-3])(?:[.:](?P<minute>[0-5]\d)\s?(?P<half>[ap]m\b)?"
    r"(?:\s?hrs?\b)?|"
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


def _clock(view: View, i: int, tells_of: bool = False, same_day: bool = True) -> str | None:
    """When it happened: the row's time, else the one hour its words name as a clock shows it.

    Of a row that hears of it, only the hour in its words, and not that of the call; ``same_day``:
    it heard on the day itself.
    """
    hears = view.hears(i) or tells_of
    if view.time[i] and not hears:
        return view.time[i]
    own = view.earliest[i]
    text = view.said.tidied[i]
    text = in_figures(without_days(text, own) if own else text)
    told = set()
    for found in _CLOCK.finditer(text):
        hour, half = int(found["hour"]), found["half"] or found["half2"]
        if not half and len(found["hour"]) == 1:
            continue  # "4.30" may be anything
        if _UP_TO.search(text[: found.start()]):
            continue  # "police outside till gone 1am"
        if hears and view.rules.terms["own_clock"].find(text[: found.start()][-_CALL_REACH:]):
            continue
        hour = (
            hour + 12 if half == "pm" and hour < 12 else 0 if half == "am" and hour == 12 else hour
        )
        clock = f"{hour:02d}:{found['minute'] or '00'}"
        heard = view.time[i] if hears and same_day else None
        if not heard or clock <= heard:  # an hour after that is of what came of it
            told.add(clock)
    return told.pop() if len(told) == 1 else None


_UP_TO = re.compile(r"\b(?:till|until|gone|up to) (?:about |gone |nearly )?$")
_CALL_REACH = 20  # letters before an hour in which "rang at" makes it the hour of the call
