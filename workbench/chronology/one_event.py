"""What speaks for and against two rows being of one event: a number for each, added up.

The words in common come first (0 to 1); what else the rows tell adds to it or takes from it.
How much, and from which sum on two rows are one event, stands in the rules under ``same_event``.
"""

from __future__ import annotations

import re

import numpy as np

from workbench.chronology.measures import differing, exact_weights
from workbench.chronology.misdated import OFTEN_TWO
from workbench.chronology.pairs import HEARD_WITHIN, Pairs

LETTER_WITHIN = 7  # days after a contact in which the letter about it is read
ONE_HOUR = 45  # minutes: two who write down the same hour
_POSTED = re.compile(
    r"\b(?:letters?|e-?mail\w*|fax\w*|posted|form|report|notification|summary|referral|referred|"
    r"(?:contact|request) from|ppn|marf)\b|^to [a-z]|^[a-z' &-]{2,30}: "
)
_TOLD_MINUTE = re.compile(
    r"(?<![\w.£/:-])([01]?\d|2[0-3])[.:]([0-5]\d)\s?([ap]m\b)?(?![\w.:/]|\s?[a-z]{1,2}\b)"
)
_DOCTOR = re.compile(r"\bdr\.? ([a-z'-]{3,})")


def weigh(pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """How much speaks for each pair being of one event, and whether there is ground at all.

    Returns
    -------
    array of float, array of bool
        The sum of what speaks for it, about 0 to 1.5; and whether the rows share an uncommon
        word, a meeting, a call or a day named, and are not plainly two things.
    """
    rules, words, apart = pairs.view.rules, pairs.rows.words, pairs.apart

    def number(name: str) -> float:
        return rules.number("same_event", name)

    occasion, clock = _by_occasion(pairs), _by_clock(pairs)
    naming, named = _names_other(pairs)
    each_other = naming & named
    calls, another, told = _calls(pairs)
    scores = np.where(_same_words(pairs), 1.0, words.alike(pairs.first, pairs.second))
    scores = scores + occasion + np.where(occasion > 0, np.maximum(clock, 0), clock)
    reading = _by_reading(pairs, clock)
    scores = scores + _by_clinic(pairs) + reading
    scores = scores + _by_agency_named(pairs, naming, named)
    scores = scores + calls * number("ends_of_call") + (told & (apart == 0)) * number("heard_from")
    posted = each_other & _by_post(pairs)
    # Two days apart or one, what is sent and received is as likely one thing.
    later = (number("near_likeness") - number("loose_likeness")) / 2 * (apart > 1)
    scores = scores + posted * (number("ends_of_call") + later)
    scores = scores + _latest_before_letter(pairs) * number("letter")
    milestone = _of_one_milestone(pairs)
    scores = scores + milestone * number("milestone")
    once = calls | each_other | told | _held_at_one_hour(pairs)
    scores = scores + once * _once(pairs) + pairs.by_name * number("names_day")
    alone = ~naming & ~named
    scores = scores - _each_its_own(pairs, alone, another) * number("each_its_own")
    own = _of_their_own(pairs) & alone & (occasion <= 0) & (reading <= 0)
    otherwise = (clock < 0) | ((apart > 0) & ~pairs.by_name) | _two_doctors(pairs)
    ground = words.shared(pairs.first, pairs.second) >= 1
    ground = ground | (occasion > 0) | pairs.by_name | calls | posted | milestone
    ground |= each_other & (told | (clock > 0))
    ground &= ~(own & otherwise)  # two visits, and no mistake about one
    # Who tells of another day tells of no other near its own.
    one, other = pairs.of(pairs.rows.named > 0)
    elsewhere = (one | other) & ~pairs.by_name & (apart > 0)
    ground &= ~(elsewhere & (scores < number("mistyped_likeness")))
    return scores, ground


def _calls(pairs: Pairs) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Whether the rows of a pair are the two ends of a call, or ends of two, or one is told."""
    at, calls = pairs.rows.at, pairs.view.calls
    first, second = at[pairs.first], at[pairs.second]
    ends, another = calls.ends_of(first, second), calls.another_of(first, second)
    return ends, another, calls.heard_from(first, second) & ~ends & ~another


def _same_words(pairs: Pairs) -> np.ndarray:
    numbers: dict[str, int] = {}
    told = [pairs.view.told[i] for i in pairs.rows.at]
    one, other = pairs.of(np.array([numbers.setdefault(t, len(numbers)) for t in told]))
    return one == other


def _by_post(pairs: Pairs) -> np.ndarray:
    """Whether both rows of a pair tell of a letter, which is received a day or two later."""
    letters = [bool(_POSTED.search(pairs.view.said.tidied[i])) for i in pairs.rows.at]
    return pairs.both(np.array(letters)) & (pairs.apart > 0) & (pairs.apart <= HEARD_WITHIN)


def _latest_before_letter(pairs: Pairs) -> np.ndarray:
    """Whether one row is of a letter, and the other its sender's last contact before it.

    "A&E discharge summary" of the 24th is of the attendance of the 22nd, where it names no day.
    """
    rows, calls = pairs.rows, pairs.view.calls
    contacts: dict[frozenset[str], tuple[np.ndarray, np.ndarray]] = {}  # of each kinds' agencies
    letters: dict[int, tuple[np.ndarray, int]] = {}  # row -> (its senders, day of last contact)
    for row in np.flatnonzero((rows.named == 0) & rows.exact).tolist():
        kinds = calls.letter_from(int(rows.at[row]))
        if not kinds:
            continue
        if kinds not in contacts:
            senders = np.array(rows.agencies_of_kinds(kinds), dtype=np.int64)
            days = np.sort(rows.low[np.isin(rows.agency, senders) & rows.exact])
            contacts[kinds] = senders, days
        senders, days = contacts[kinds]
        before = int(np.searchsorted(days, rows.low[row])) - 1
        if before >= 0 and days[before] >= rows.low[row] - LETTER_WITHIN:
            letters[row] = senders, int(days[before])
    found = np.zeros(len(pairs), dtype=bool)
    is_letter = np.isin(pairs.first, list(letters)) | np.isin(pairs.second, list(letters))
    for k in np.flatnonzero(is_letter).tolist():
        one, other = int(pairs.first[k]), int(pairs.second[k])
        for letter, of in ((one, other), (other, one)):
            if letter in letters:
                senders, day = letters[letter]
                found[k] |= rows.agency[of] in senders and rows.low[of] == day
    return found


def _by_clock(pairs: Pairs) -> np.ndarray:
    """A little for the same hour, a little against hours far apart, of rows dated alike.

    A row of another day that only names this one tells the hour at which it heard; but the very
    same minute, in its words too, is hardly chance.
    """
    view, rows = pairs.view, pairs.rows
    a, b = pairs.of(rows.minutes)
    day, day2 = pairs.of(rows.low)
    both = (a >= 0) & (b >= 0) & (day == day2)
    gap = np.abs(a - b)
    one, other = pairs.of((rows.minutes >= 0) & rows.hears)
    # Two that were there themselves, hours apart, were there twice: at two visits of one day.
    apart = np.where(one | other, -0.06 * (gap > 360), -0.12 * (gap > 90))
    near = np.where(gap == 0, 0.14, 0.10)
    by_hour = np.where(both & (gap <= ONE_HOUR), near, np.where(both, apart, 0.0))
    to_the_minute = (a >= 0) & (a == b) & (np.abs(day - day2) == 1)
    told, told2 = pairs.of(np.array([_told_minute(view.told[i]) for i in rows.at]))
    in_words = ((told >= 0) & (told == b)) | ((told2 >= 0) & (told2 == a))
    return np.where(to_the_minute | in_words, np.maximum(by_hour, 0.10), by_hour)


def _told_minute(told: str) -> int:
    """The one hour that a text names to the minute, in minutes of the day, else -1."""
    found = {
        (int(hour) % 12 if half else int(hour)) * 60 + int(minute) + 720 * (half == "pm")
        for hour, minute, half in _TOLD_MINUTE.findall(told)
    }
    return found.pop() if len(found) == 1 else -1


def _by_occasion(pairs: Pairs) -> np.ndarray:
    """Two rows of one conference, strategy discussion or birth: a day has seldom two."""
    view, rows, apart = pairs.view, pairs.rows, pairs.apart
    held = [view.occasions(int(i)) for i in rows.at]
    number = {name: n for n, name in enumerate(sorted(set().union(*held)))}
    one, other = pairs.of(_bits(held, number))
    spoken, spoken2 = pairs.of(_bits([view.speaks_of(int(i)) for i in rows.at], number))
    agency, agency2 = pairs.of(rows.agency)
    shared = ((one & other) > 0) & (agency != agency2)
    weight = view.rules.number("same_event", "occasion")
    # Two meetings of different kinds are two, and who only came to the door was at none.
    others = (one > 0) & (other > 0) & ~shared
    one_only = (one > 0) ^ (other > 0)
    against = np.where(others, -weight, np.where(one_only, -weight / 4, 0.0))
    # What is written on another day to make ready for a meeting is not the meeting.
    ahead = ((spoken & other) > 0) | ((one & spoken2) > 0)
    against = np.where(ahead & (apart > 0), -weight, against)
    # On two days running a meeting of one kind is seldom held twice: one has the day wrong.
    return np.where(shared & (apart <= 1), np.where(apart == 1, weight * 4 / 3, weight), against)


def _of_one_milestone(pairs: Pairs) -> np.ndarray:
    """Whether both rows of a pair, of two agencies, tell of what happens once in weeks."""
    view = pairs.view
    told = [view.milestones(int(i)) for i in pairs.rows.at]
    number = {name: n for n, name in enumerate(view.rules.milestones)}
    one, other = pairs.of(_bits(told, number))
    agency, agency2 = pairs.of(pairs.rows.agency)
    near = pairs.apart <= view.rules.number("same_event", "milestone_days")
    return ((one & other) > 0) & (agency != agency2) & near


def _bits(named: list[frozenset[str]], number: dict[str, int]) -> np.ndarray:
    known = ([number[name] for name in each if name in number] for each in named)
    return np.array([sum(1 << n for n in each) for each in known], dtype=np.int64)


def _by_clinic(pairs: Pairs) -> np.ndarray:
    """Rows that name two different clinics tell of two appointments."""
    rules = pairs.view.rules
    clinics = pairs.rows.words.among(rules.clinics)
    named = np.asarray(clinics.sum(axis=1)).ravel() > 0
    both = np.flatnonzero(pairs.both(named))
    one, other = clinics[pairs.first[both]], clinics[pairs.second[both]]
    apart = np.asarray(one.multiply(other).sum(axis=1)).ravel() == 0
    against = np.zeros(len(pairs))
    against[both[apart]] = -2 * rules.number("same_event", "occasion")
    return against


def _once(pairs: Pairs) -> np.ndarray:
    """What it adds, on other days, that each of two rows tells of the other's agency.

    Unlike a weekly visit a call or a deed of two agencies with such words is of one day, whatever
    the slip of the other; the more so at nearly the same hour.
    """
    number = pairs.view.rules.number
    a, b = pairs.of(pairs.rows.minutes)
    of_one_hour = (a >= 0) & (b >= 0) & (np.abs(a - b) <= ONE_HOUR)
    often = number("same_event", "often_two_likeness") - number("same_event", "near_likeness")
    often += number("same_event", "names_agency")
    return 0.10 * of_one_hour + np.where(np.isin(pairs.slip, OFTEN_TWO), often, 0.0)


def _held_at_one_hour(pairs: Pairs) -> np.ndarray:
    """Whether both rows of a pair tell of a meeting of one kind, at the very same minute."""
    a, b = pairs.of(pairs.rows.minutes)
    found = (a >= 0) & (a == b)
    for k in np.flatnonzero(found).tolist():
        one, other = (pairs.view.occasions(i) for i in pairs.positions(k))
        found[k] = not one.isdisjoint(other)
    return found


def _of_their_own(pairs: Pairs) -> np.ndarray:
    """Whether each row of a pair tells of a visit or an appointment, which every agency has."""
    view = pairs.view
    having = view.said.having(view.rules.terms["own_contact"])
    own = np.array([int(i) in having for i in pairs.rows.at])
    return pairs.both(own & ~pairs.rows.hears)


def _each_its_own(pairs: Pairs, alone: np.ndarray, another: np.ndarray) -> np.ndarray:
    """Whether a pair tells of what two agencies have each by itself.

    A grandmother who rings two rings twice; and who misses one appointment misses others, where
    neither row speaks of the other's agency (``alone``). Nor is the call of a third agency
    (``another``) the one that is made.
    """
    view = pairs.view
    missed = view.said.having(view.rules.terms["not_brought"])
    own = np.array([int(i) in missed for i in pairs.rows.at]) & ~pairs.rows.hears
    rang = [view.calls.of_the_family(int(i)) for i in pairs.rows.at]
    agency, agency2 = pairs.of(pairs.rows.agency)
    two = pairs.both(own) & alone | pairs.both(np.array(rang)) | another
    return two & (agency != agency2)


def _two_doctors(pairs: Pairs) -> np.ndarray:
    """Whether each row of a pair names a doctor, and not the same one."""
    named = [frozenset(_DOCTOR.findall(pairs.view.said.tidied[i])) for i in pairs.rows.at]
    two = pairs.both(np.array([bool(each) for each in named]))
    for k in np.flatnonzero(two).tolist():
        two[k] = named[pairs.first[k]].isdisjoint(named[pairs.second[k]])
    return two


def _by_reading(pairs: Pairs, clock: np.ndarray) -> np.ndarray:
    """Hours apart, what was measured again and found otherwise is another event.

    The very same weight to the gram, of two agencies, is one weighing.
    """
    view = pairs.view
    weights = [exact_weights(view.told[i]) for i in pairs.rows.at]
    weighed = pairs.both(np.array([bool(each) for each in weights]))
    agency, agency2 = pairs.of(pairs.rows.agency)
    said = np.zeros(len(pairs))
    for k in np.flatnonzero((clock < 0) | (weighed & (agency != agency2))).tolist():
        one, other = pairs.positions(k)
        if clock[k] < 0 and next(differing(view.told[one], view.told[other]), None):
            said[k] = -0.1
        elif not weights[pairs.first[k]].isdisjoint(weights[pairs.second[k]]):
            said[k] = 0.15
    return said


def _names_other(pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """Whether the first of a pair names the other's agency ("police rang"), and the second."""
    rows = pairs.rows
    senders = pairs.view.senders
    # A surname is looked for as the rows' wordings have it, by its stem.
    by_agency = [
        senders.known_as(name) | rows.words.of(" . ".join(senders.staff(name)))
        for name in sorted(set(pairs.view.agency))
    ]
    named = np.zeros((len(rows), len(by_agency)), dtype=bool)
    for column, concepts in enumerate(by_agency):
        named[:, column] = np.asarray(rows.words.among(concepts).sum(axis=1)).ravel() > 0
    agency, agency2 = pairs.of(rows.agency)
    others = agency != agency2
    return named[pairs.first, agency2] & others, named[pairs.second, agency] & others


def _by_agency_named(pairs: Pairs, by_first: np.ndarray, by_second: np.ndarray) -> np.ndarray:
    """Rows of which one names the other's agency; days apart the later, which has heard of it."""
    day, day2 = pairs.of(pairs.rows.low)
    apart = pairs.apart
    heard = np.where(day > day2, by_first, by_second)
    told = np.where(apart == 0, by_first | by_second, heard & (apart <= HEARD_WITHIN))
    weight = pairs.view.rules.number("same_event", "names_agency")
    return told * np.where(apart == 0, weight, weight / 2)
