"""What the checks look at: the events that count, as plain lists, worked out once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from workbench.chronology.agewords import add_months
from workbench.chronology.case import Case
from workbench.chronology.intervals import WIDEST_CONTACT_DAYS
from workbench.chronology.pet_names import with_pet_names
from workbench.chronology.rules import Rules
from workbench.chronology.rulings import Ruled, Ruling
from workbench.chronology.subjects import (
    called,
    child_aliases,
    name_pattern,
    own_name_patterns,
    own_names,
    people_pattern,
    surnames,
)
from workbench.chronology.terms import Terms, tidy
from workbench.chronology.words import Texts

if TYPE_CHECKING:
    from workbench.chronology.calls import Calls
    from workbench.chronology.doers import Doers
    from workbench.chronology.explanations import Explanations
    from workbench.chronology.initials import Initials
    from workbench.chronology.likeness import Concepts
    from workbench.chronology.matching import Match
    from workbench.chronology.presence import Presence
    from workbench.chronology.seen_words import Told
    from workbench.chronology.senders import Senders
    from workbench.chronology.undertakings import Undertakings
    from workbench.chronology.whereabouts import OfEachChild

_WHO_CAME = re.compile(
    r"\s*(?:people |persons |those |who )?(?:was |were )?"
    r"(?:present|attended|attendees|in attendance|attendance)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*[;\n/]\s*")
_BABY_MONTHS = 48  # older than this a child is no longer called a baby or a toddler
ANSWERS = ("yes", "no", "alone")  # to whether the child was seen
# An occasion that is only spoken of: "rang after conference", "invited to core group".
_SPOKEN_OF = re.compile(
    r"\b(?:after|before|invit\w*|request\w*|plan\w*|prior to|ahead of|following|minutes|arrang\w*|"
    r"await\w*|due|cancel\w*|postpon\w*|informed of|told of|heard of|dates? for)\b[^.;]{0,25}$"
    # What somebody says of it in the middle of another contact: "Review. Pt says conference was".
    r"|[.;]\s(?:\w+\s){1,2}(?:says|said|states|stated|mentioned|talked of|spoke of|tells us)\b"
    r"[^.;]{0,40}$"
)
# "ICPC report completed and emailed": what is made ready for it is not it.
_FOR_IT = re.compile(
    r"\s(?:room|office)\b|"
    r"\s(?:is |was |are |were )?(?:to be|being|will be) (?:arranged|booked|held|convened|"
    r"requested|organised|set)\b|"
    r"\s(?:reports?|papers?|paperwork|invit\w+|letters?|minutes|dates?)\s(?:was |were |is |are |"
    r"has been |have been )?(?:complet\w+|written|e-?mailed|sent|prepared|requested|done|"
    r"submitted|shared|received|signed|drafted|booked|set|due|being)\b"
)
# Who is told of an event by telephone sees nobody there.
_WAS_TOLD = re.compile(
    r"^(?:[\w'&./-]+:? ){0,4}(?:rang|rings?|phoned|reports?|informs?|informed|phone call|"
    r"(?<!police )(?<!officers )(?<!ambulance )called(?! to\b| 999| police| ambulance| an\b|"
    r" the\b)|"
    r"telephone call|call|referral|re-referral|ref|notification|notified|letter|e-?mail|t/c|tc|"
    r"ppn|merlin|slip|summary|minutes)\b"
)


_WENT = re.compile(
    r"(?:[\w'&/-]+[:.]? ){0,2}?(?:joint |home |unannounced |announced |welfare |cp |cin )*"
    r"(?:visit(?:ed)?|attendance|attended|inspection|deployed|patrol)\b"
    r"(?! (?:report|summary|notification|letter|slip|outcome|was|by|cancelled))"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found: the events it is about, and a sentence a reviewer can use."""

    check: str
    events: tuple[str, ...]
    message: str
    agencies: tuple[str, ...] = ()


class View:
    """The merged chronology without author notes and withdrawn rows, column by column.

    Lists are as long as there are rows, in the order of the chronology; ``earliest`` and
    ``latest`` are dates or None.
    """

    def __init__(
        self,
        events: pd.DataFrame,
        case: Case,
        rules: Rules,
        as_of: date,
        glossary: Mapping[str, str],
        rulings: Sequence[Ruling] = (),
    ) -> None:
        counted = events[events["status"] == "event"]
        frame = counted.reset_index(drop=True)
        case = with_pet_names(case, frame["what"])
        self.case, self.rules, self.as_of, self.glossary = case, rules, as_of, glossary
        columns = {name: list(frame[name]) for name in frame.columns}
        self.ids: list[str] = columns["id"]
        self.agency: list[str] = columns["agency"]
        self.when: list[str | None] = columns["when"]
        self.written: list[str] = columns["written"]
        self.time: list[str | None] = columns["time"]
        self.what: list[str] = columns["what"]
        self.age: list[str] = columns["age"]
        self.columns = columns
        self.surnames = surnames(case)
        self.child_names = tuple(
            part
            for child in case.children
            for name in (*called(child.name), *child_aliases(case, child.name))
            for part in (name, *name.split())
            if part.casefold() not in self.surnames
        )
        self.people = people_pattern(self.child_names, self.surnames)
        self.earliest = _days(frame["earliest"])
        self.latest = _days(frame["latest"])
        self.ruled = Ruled(rulings, self.ids)
        self._occasions: dict[int, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def spelt(self) -> list[str]:
        """What happened, with short forms as the words they stand for."""
        return [self.rules.shorthand.spell(text) for text in self.what]

    @cached_property
    def told(self) -> list[str]:
        """What happened, spelt out and tidied: what terms and words are looked for in."""
        return [tidy(text) for text in self.spelt]

    @cached_property
    def child_concepts(self) -> frozenset[str]:
        """The concepts of the children's own names."""
        return self.concepts_of(" ".join(self.child_names))

    @cached_property
    def said(self) -> Texts:
        """What happened, with the kind of contact in front."""
        kinds = self.columns["contact_type"]
        return Texts([f"{k}. {w}" if k else w for k, w in zip(kinds, self.spelt, strict=True)])

    @cached_property
    def said_and_done(self) -> Texts:
        """What happened and what was done about it."""
        done = self.columns["action_taken"]
        spell = self.rules.shorthand.spell
        rows = zip(self.spelt, done, strict=True)
        return Texts([f"{w} . {spell(a)}" if a else w for w, a in rows])

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Pairs of rows that tell of one event, by their likeness or by a reviewer's ruling."""
        from workbench.chronology.matching import find_matches

        return find_matches(self)

    @cached_property
    def contacts(self) -> list[int]:
        """Rows dated closely enough to be a contact on a day, and not in the future."""
        return [
            i
            for i in range(len(self))
            if self.narrow(i) and self.earliest[i] <= self.as_of  # type: ignore[operator]
        ]

    @cached_property
    def wide(self) -> list[int]:
        """Rows with a date, but one too loose to be a contact on a day."""
        return [i for i in range(len(self)) if self.when[i] is not None and not self.narrow(i)]

    @cached_property
    def told_seen(self) -> list[Told]:
        """For each row whether the child was seen, and the words it was read from, if any."""
        from workbench.chronology.seen import seen_status

        return seen_status(self)

    @cached_property
    def seen(self) -> list[str | None]:
        """For each row "yes", "alone", "no" or None: the agency's own answer, else its words.

        Words that tell only of another child of the case say nothing of the one under review.
        Rows that were read before (``seen.with_seen_in_words``) are not read again.
        """
        if "seen_of" in self.columns:
            read = (self.columns[name] for name in ("child_seen", "seen_in_words", "seen_of"))
            return [
                words or (own if own in ANSWERS and not another else None)
                for own, words, another in zip(*read, strict=True)
            ]
        return [None if told.whose else told.status for told in self.told_seen]

    @cached_property
    def _wordings(self) -> Concepts:
        from workbench.chronology.likeness import Concepts

        return Concepts(self.rules.concepts)

    def concepts_of(self, text: str) -> frozenset[str]:
        """The concepts of the rules file that a text holds, and its other words by their stems."""
        return self._wordings.of(text)

    @cached_property
    def presence(self) -> Presence:
        """Reads who was there, knowing the roles that the rows and the case give to names."""
        from workbench.chronology.presence import Presence, roles_of

        named = roles_of((person.names(), person.roles) for person in self.case.people)
        children = [child.name for child in self.case.children]
        return Presence(self.rules, [*self.spelt, *children], named)

    @cached_property
    def explanations(self) -> Explanations:
        """Reads what was said to have caused an injury."""
        from workbench.chronology.explanations import Explanations

        return Explanations(self)

    @cached_property
    def undertakings(self) -> Undertakings:
        """Reads which agency is to do what."""
        from workbench.chronology.undertakings import Undertakings

        return Undertakings(self)

    @cached_property
    def doers(self) -> Doers:
        """Reads who did what and who came with the child."""
        from workbench.chronology.doers import Doers

        own = [name for names in own_names(self.case) for name in names]
        return Doers(self.presence.role_of, own)

    @cached_property
    def calls(self) -> Calls:
        """Knows the two ends of a telephone call."""
        from workbench.chronology.calls import Calls

        return Calls(self)

    @cached_property
    def initials(self) -> Initials:
        """Spells out the children's initials in the rows."""
        from workbench.chronology.initials import Initials

        return Initials(self)

    @cached_property
    def whereabouts(self) -> OfEachChild:
        """Reads where each child was."""
        return self._of_each_child(self.rules.whereabouts)

    @cached_property
    def child_plans(self) -> OfEachChild:
        """Reads which plan a conference made for each child."""
        return self._of_each_child(self.rules.child_plans)

    @cached_property
    def adults(self) -> list[str]:
        """The names of adults of the family, as a row tells that says who they are."""
        of_children = ("brother", "sister")
        named = self.presence.names
        return sorted(name for name in named if self.presence.role_of(name) not in of_children)

    @cached_property
    def siblings(self) -> tuple[str, ...]:
        """Other children than the case's whom the rows tell of."""
        from workbench.chronology.siblings import told_siblings

        return told_siblings(self.what, [*self.child_names, *self.surnames, *self.adults])

    def _of_each_child(self, kinds: dict[str, Terms]) -> OfEachChild:
        from workbench.chronology.whereabouts import OfEachChild

        told = map(name_pattern, self.siblings)
        return OfEachChild([*own_name_patterns(self.case), *told], kinds)

    @cached_property
    def groups(self) -> list[list[int]]:
        """Rows that tell of one event, together."""
        from workbench.chronology.groups import groups

        return groups(self)

    def occasions(self, i: int) -> frozenset[str]:
        """The meetings, births and the like that a row tells of as held, not only speaks of."""
        if i not in self._occasions:
            text = self.said.tidied[i]
            self._occasions[i] = frozenset(
                self.rules.concepts[found[0]].replace(" ", "")
                for found in self.rules.occasion_words.finditer(text)
                if not _SPOKEN_OF.search(text[: found.start()])
                and not _FOR_IT.match(text, found.end())
            )
        return self._occasions[i]

    @cached_property
    def young(self) -> list[bool]:
        """For each row whether "the baby" may be the child under review, by its age on the day."""
        grown = add_months(self.case.born, _BABY_MONTHS)
        return [day is None or day < grown for day in self.earliest]

    def speaks_of(self, i: int) -> frozenset[str]:
        """The meetings and the like that a row names, and does not tell of as held."""
        named = self.rules.occasion_words.findall(self.said.tidied[i])
        return frozenset(self.rules.concepts[n].replace(" ", "") for n in named) - self.occasions(i)

    @cached_property
    def _milestones(self) -> dict[int, frozenset[str]]:
        told: dict[int, frozenset[str]] = {}
        for name, words in self.rules.milestones.items():
            for row in self.said.having(words):
                told[row] = told.get(row, frozenset()) | {name}
        return told

    def milestones(self, i: int) -> frozenset[str]:
        """What happens to a child once in weeks, as the rules name it, and a row tells of."""
        return self._milestones.get(i, frozenset())

    def hears(self, i: int) -> bool:
        """A row that tells what others told its agency: its own hour is that of the telling."""
        text = self.said.tidied[i]
        if _WAS_TOLD.search(text):
            return True
        # "Joint visit following report of": what its own people went to, whatever led to it.
        return bool(self.rules.terms["heard_of"].find(text)) and not _WENT.match(text)

    @cached_property
    def senders(self) -> Senders:
        """Knows what kind of organisation each agency is, and who records for it."""
        from workbench.chronology.senders import Senders

        return Senders(self)

    def kinds(self, agency: str) -> frozenset[str]:
        """What kind of organisation an agency is: ``police``, ``socialcare`` ..."""
        return self.senders.kinds(agency)

    def present(self, i: int) -> str:
        """``Present: mother, SW. `` where a column of its return lists who was there, else ""."""
        lists = (text for heading, text in self.columns["raw"][i] if _WHO_CAME.match(heading))
        told = ", ".join(_LISTED.sub(", ", text).rstrip(" .,") for text in lists if len(text) > 1)
        return f"Present: {told}. " if told else ""

    def narrow(self, i: int) -> bool:
        low, high = self.earliest[i], self.latest[i]
        return low is not None and high is not None and (high - low).days < WIDEST_CONTACT_DAYS

    def contact_day(self, i: int) -> date | None:
        """The first day of a row dated closely enough to be a contact, else None."""
        return self.earliest[i] if self.narrow(i) else None

    def day(self, i: int) -> str:
        return day_words(self.earliest[i], self.latest[i])

    def agencies_of(self, positions: Sequence[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.agency[i] for i in positions))

    def finding(self, check: str, positions: Sequence[int], message: str) -> Finding:
        ids = tuple(dict.fromkeys(self.ids[i] for i in positions))
        return Finding(check, ids, message, self.agencies_of(positions))

    def quote(self, i: int, longest: int = 90) -> str:
        """The beginning of what a row says, on one line."""
        text = " ".join(self.what[i].split())
        return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + "…"


def one_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def day_words(earliest: date | None, latest: date | None) -> str:
    """``22 May 2016``, ``3 March to 9 March 2016``, ``up to 30 June 2016``, ``undated``."""
    if earliest is None and latest is None:
        return "undated"
    if earliest is None:
        return f"up to {one_day(latest)}"  # type: ignore[arg-type]
    if latest is None:
        return f"from {one_day(earliest)}"
    if earliest == latest:
        return one_day(earliest)
    if earliest.year == latest.year:
        return f"{earliest.day} {earliest:%B} to {one_day(latest)}"
    return f"{one_day(earliest)} to {one_day(latest)}"


def days_words(number: int) -> str:
    return "1 day" if number == 1 else f"{number:,} days"


def listed(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _days(column: pd.Series) -> list[date | None]:
    return [None if day is pd.NaT else day for day in column.dt.date]
