"""What an agency writes of a child in its care or before it, without saying who.

A school's entry opens "Asleep in class", a hospital's "Wheeze, sats 97 %": the pupil or patient is
the child under review unless the return, or the words, say that it is somebody else. The kinds of
agency are the ``settings`` of the rules file, by words of their names.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from workbench.chronology.terms import Terms, tidy
from workbench.chronology.written_names import written_names

if TYPE_CHECKING:
    from workbench.chronology.rules import Rules
    from workbench.chronology.seen_words import Whose
    from workbench.chronology.view import View

SENTENCE_END = re.compile(r"[.;!?]+(?=\s|$)|\n| but ")
# A service for children, whatever else its name holds: "CAMHS, Mental Health Trust".
_OF_CHILDREN = re.compile(r"camhs|child|young|paediatric|\b0-(?:5|19|25)\b")
# Where a clause begins, for one who is not named: "Back today, very tired", "He says he slipped".
_CLAUSE = re.compile(
    r"(?:^|[,:(–-]|\b(?:and|then|with|very|still|also|again|quite|was|had|has|is|s?he|s?he's|came|"
    r"looked|seemed|today|both|so|in|out|more))(?:\s*(?:a|an|some|several|two|three|four|small|large|"
    r"big|little|tiny|round|linear|old|new|fresh|faint|deep|healing|yellow|purple|blue))*\s*$"
)
# "Back at 23.40, eyes red" in a home's log.
_ON = re.compile(r"(?: \w+){0,2} (?:on|to|of|at|under|over) (?:her |his |the )?")
_CAME_AT = re.compile(
    r"(?:back|in|home|returned|arrived|up) (?:just |about |around )?(?:at|by|after|"
    r"before) (?:\d|midnight|noon|midday|lunch)"
)
_VERB = re.compile(r"[a-z-]{3,}(?:ed|ing)")
_YET_TO_BE = re.compile(
    r"\b(?:booked|due|planned|arranged|offered|cancelled|postponed|requested|to be|will be)\b"
)
_ALSO = re.compile(r"^ (?:and \w+ )?(?:(?:also|then|still|just|really|again|so|too|both) )*")
_DOES = re.compile(
    r"[a-z-]{3,}ed|[a-z-]{4,}(?<!s)s(?<!goes)(?<!does)(?<!attends)(?<!misses)(?<!needs)"
)
_LATE = re.compile(r"(?:home|back|in) (?:\w+ ){1,3}late\b")
_HOSPITAL = re.compile(
    r"hospital|infirmary|foundation trust|nhs (?:ft|trust)|\b(?:ed|a&e|emergency|ambulance|acute)\b"
)
# Of these a ward is where they go to see their own patients: "Ward: seen after the overdose".
_ON_WARDS = re.compile(r"camhs|mental health|child and adolescent")
_DEPARTMENT = re.compile(
    r"(?:from |per )?"
    r"(?:ed|a&e|casualty|paeds|hospital|ward|out of hours|ooh|111|walk-in centre|uc)\b"
    r"(?:[ /](?:paeds|ward|ed))?"
    r"(?: ?[:.-]| \d| from| d/c| discharge| letter| summary| report| slip|$)"
)
# "Clinic: Session 4": a column nobody named stands in front of most of a return's rows.
_HEADING = re.compile(r"(?P<kind>[\w&/' -]{2,25}): ")
_TITLED = re.compile(r"(?:mr|mrs|ms|miss|dr)\b")
_QUOTED = re.compile(r"[\"“]")
_WITH = re.compile(r"\b(?:with|by|from|to|of|his|her|their|than)(?: (?:the|his|her|their|a))*\s*$")
_LETTERS = re.compile(r"\W*(?P<letters>[A-Z]{2,3})\b(?![:/-])")
_MEASURED = re.compile(
    r"\b(?:t|temp|temperature) ?:?(?:3[5-9]|4[0-2])(?:\.\d)?\b|\bweight:? ?\d+(?:\.\d+)?"
    r"|\b\d+ ?kg\b|\bheight:? ?\d|\bsats:? ?\d|\bgcs ?\d"
)
# A column that names the child in two rows, or in a third of them, says whose entry each is.
_LIST_SHARE = 3
_OPENING = 2  # words within which the one an entry is about is named, if it is an adult


class Standing(NamedTuple):
    """How a row stands to the child: its agency's setting, and whose entry it may be.

    ``own`` is "listed" where the return's list of people has the child, "others" where it has
    somebody else, "unlisted" where there is no such list; "elsewhere" where a surgery or a visiting
    service has on file what a hospital did; "" where the agency neither keeps nor treats children,
    the sheet is one of meetings, or the row tells of the time before the birth.
    """

    setting: str
    own: str


_OWN = {True: "listed", False: "others", None: "unlisted"}


class OwnEntries:
    """Reads rows of agencies in whose care, or before whom, the child is."""

    def __init__(self, view: View, people: re.Pattern[str], whose: Whose) -> None:
        self._view, self._people, self._whose = view, people, whose
        self._terms = view.rules.terms
        self._settings = {
            name: setting_of(name, view.rules)
            or setting_of(view.senders.sent_as(name), view.rules)
            or self._setting_by_others(name)
            for name in set(view.agency)
        }
        self._listed: dict[tuple[str, ...], bool | None] = {}
        self._sheets: dict[str, bool] = {}
        self._hospitals: dict[str, bool] = {}
        self.names = written_names(view.what)
        self._columns = self._subject_columns()
        self._headed = self._with_headings()

    def _setting_by_others(self, name: str) -> str:
        """What rows call an agency whose own name does not tell: "Beech Rise children's home"."""
        called = re.compile(
            rf"\b{re.escape(tidy(name))},?(?: an?| the)? (?P<what>(?:[\w'-]+ ?){{1,3}})"
        )
        found = (called.search(text) for text in self._view.told)
        told = (setting_of(each["what"], self._view.rules) for each in found if each)
        return next((setting for setting in told if setting), "")

    def standing(self, i: int) -> Standing:
        """How a row stands to the child."""
        setting, day = self._settings[self._view.agency[i]], self._view.latest[i]
        if setting not in ("keeps", "treats", "fosters") or (day and day < self._view.case.born):
            return Standing(setting, "")
        if self._is_of_papers(self._view.columns["sheet"][i]):
            return Standing(setting, "")
        if setting == "treats" and self._tells_of_a_hospital(i):
            return Standing(setting, "elsewhere")
        return Standing(setting, _OWN[self._about(i)])

    def _tells_of_a_hospital(self, i: int) -> bool:
        """A surgery's or visitor's row that opens with another's department files its letter."""
        agency = self._view.agency[i]
        if agency not in self._hospitals:
            self._hospitals[agency] = bool(_HOSPITAL.search(tidy(agency)))
        text = self._view.said.tidied[i]
        if text.startswith("ward") and _ON_WARDS.search(tidy(agency)):
            return False
        return not self._hospitals[agency] and bool(_DEPARTMENT.match(text))

    def read(self, standing: Standing, kind: str, body: str, written: str) -> tuple[str, str]:
        """The words that show the child in a tidied row, or "", and what stands before them.

        ``kind`` is its kind of contact, ``written`` the row as the agency wrote it.
        """
        if standing.own in ("", "others", "elsewhere") or not body:
            return "", ""
        if standing.setting == "keeps":
            did = self._pupil(kind, body)
            return did if did[0] else self._lodger(body)
        if standing.setting == "fosters":
            return self._lodger(body)
        return self._patient(kind, body, standing.own == "listed", written)

    def kind(self, i: int) -> str:
        """A row's kind of contact, tidied: of its column, else the heading before its words."""
        told = tidy(self._view.columns["contact_type"][i] or "")
        if told or self._view.agency[i] not in self._headed:
            return told
        heading = _HEADING.match(self._view.said.tidied[i])
        return heading["kind"] if heading else ""

    def _with_headings(self) -> frozenset[str]:
        """The agencies half of whose rows open with one of a few headings."""
        rows = Counter(self._view.agency)
        found: dict[str, list[str]] = {}
        for agency, text in zip(self._view.agency, self._view.said.tidied, strict=True):
            heading = _HEADING.match(text)
            if heading:
                found.setdefault(agency, []).append(heading["kind"])
        return frozenset(
            agency
            for agency, kinds in found.items()
            if 2 * len(kinds) >= rows[agency] and 2 * len(set(kinds)) <= len(kinds)
        )

    def _is_of_papers(self, sheet: str) -> bool:
        """A sheet of meetings, of letters or of calls."""
        if sheet not in self._sheets:
            name = tidy(sheet)
            papers = [*self._terms["paper"].every(name), *self._terms["remote"].every(name)]
            # "Chronology" is what most sheets are called, whatever they hold
            told = any(at == 0 and words != "chronology" for words, at in papers)
            self._sheets[sheet] = told
        return self._sheets[sheet]

    def _pupil(self, kind: str, body: str) -> tuple[str, str]:
        back = body.startswith("back")
        if self._terms["pupil_away"].find(body) and not back:
            return "", ""
        if kind and _QUOTED.match(body):
            return "the child's own words", ""
        if self._pupil_did(body):
            return body.split()[0], ""
        opens = " ".join(body.split()[:_OPENING])
        adult = self._opens_with_adult(opens)
        for sentence in SENTENCE_END.split(body):
            part = self._first_hand(sentence.strip())
            for words, at in self._terms["pupil"].every(part):
                named = [*self._people.finditer(part[:at])]
                if named and (not named[-1]["child"] or part[named[-1].end() :].startswith("'s")):
                    continue
                owner = self._people.search(part, at + len(words))
                belongs = owner and not owner["child"] and part.startswith("'s ", owner.end())
                if belongs and owner and _ON.fullmatch(part, at + len(words), owner.start()):
                    continue  # "bruise on mum's arm"
                if _YET_TO_BE.search(" ".join(part[at + len(words) :].split()[:2])):
                    continue  # "settling in visit booked"
                if named or (not adult and _CLAUSE.search(part[:at])):
                    return words, part[:at] if named else opens
        return "", ""

    def _lodger(self, body: str) -> tuple[str, str]:
        """What a child does in the log of who keeps it: "Tilda swam", "Tilda home an hour late".

        Only of a child that a sentence begins with: the log tells of the carers' own days too.
        """
        rules = self._view.rules
        for sentence in SENTENCE_END.split(body):
            part = self._first_hand(sentence.strip())
            named = self._people.match(part)
            if not named or not named["child"] or self._terms["not_with_carers"].find(part):
                continue
            after = _ALSO.sub("", part[named.end() :])
            did = next((words for words, at in rules.child_did.every(after) if at == 0), "")
            word = after.split()[0] if after else ""
            if not did and word not in rules.staff_did:
                verb = _DOES.fullmatch(word) and not after.startswith(f"{word} by ")
                did = word if word in rules.pupil_did or verb else ""
            late = _LATE.match(after)
            if did or late:
                return did or late[0], part[: named.end()]  # type: ignore[index]
        return "", ""

    def _opens_with_adult(self, opens: str) -> bool:
        """Whether who is not named in an entry may be an adult: "Mother came; she refused".

        So may whoever the rows only call by name or title: "Kerry late", "Mr Stott at the gate".
        """
        named = self._people.match(opens)
        if named:
            return not named["child"]
        practitioner = self._terms["practitioner"].find(opens)
        return bool(practitioner or _TITLED.match(opens)) or self._opens_with_name(opens)

    def _opens_with_name(self, text: str) -> bool:
        word = re.match(r"[a-z'-]+", text)
        return bool(word) and re.sub(r"'s$", "", word[0]) in self.names  # type: ignore[index]

    def _pupil_did(self, body: str) -> bool:
        """Whether an entry begins with what somebody did, who can be but the pupil."""
        if _CAME_AT.match(body):
            return True
        if _YET_TO_BE.search(SENTENCE_END.split(body)[0]):
            return False
        words = body.split()
        begins = {words[0].strip(",."), " ".join(words[:2]).strip(",.")}
        rules = self._view.rules
        if begins & rules.staff_did:
            return False
        return bool(begins & rules.pupil_did) or bool(_VERB.fullmatch(words[0].strip(",.")))

    def _first_hand(self, part: str) -> str:
        """A sentence up to where an adult of the family says the rest."""
        for _, at in self._terms["hearsay"].every(part):
            named = [*self._people.finditer(part[:at])]
            if named and not named[-1]["child"]:
                return part[:at]
        return part

    def _patient(self, kind: str, body: str, listed: bool, written: str) -> tuple[str, str]:
        first = SENTENCE_END.split(body)[0]
        head = f"{kind} . {first}"
        if self._terms["not_held"].find(head) or self._terms["not_held"].find(body[:25]):
            return "", ""
        if not listed and (
            self._terms["adult_patient"].find(body) or self._of_an_adult(first, written)
        ):
            return "", ""
        opens = " ".join(first.split()[:_OPENING])
        at_clinic = self._terms["at_clinic"]
        held = at_clinic.find(kind) if kind else _opening(at_clinic, body)
        if held and (listed or kind or self._has_evidence(body)):
            return held, opens
        done = self._terms["done_to_patient"].find(body) if listed else None
        return self._evidence(body) or done or "", opens

    def _has_evidence(self, body: str) -> bool:
        return bool(self._evidence(body))

    def _evidence(self, body: str) -> str:
        measured = _MEASURED.search(body)
        return self._terms["of_patient"].find(body) or (measured[0] if measured else "")

    def _of_an_adult(self, first: str, written: str) -> bool:
        """An entry that opens with an adult, or with letters that are no child's."""
        named = self._people.search(first)
        if self._opens_with_name(first) and not (named and named.start() == 0):
            return True
        if named and not named["child"] and not _WITH.search(first[: named.start()]):
            near = len(first[: named.start()].split()) < _OPENING
            return near and not first.startswith(":", named.end())
        letters = _LETTERS.match(written)
        return bool(letters) and self._is_a_person(letters["letters"])  # type: ignore[index]

    def _is_a_person(self, letters: str) -> bool:
        name = letters.casefold()
        return name in self._view.presence.names and not self._whose.is_first(
            self._view.initials.named([letters])
        )

    def _about(self, i: int) -> bool | None:
        """Whether a row's own list of people has the child; None where it has none, or cannot."""
        people = self._view.columns["people"][i]
        found = self._in_list(people)
        if found or self._view.agency[i] not in self._columns:
            return found or None
        return found

    def _in_list(self, people: tuple[str, ...]) -> bool | None:
        if not people:
            return None
        if people not in self._listed:
            self._listed[people] = self._whose.is_first(self._view.initials.named(people))
        return self._listed[people]

    def _subject_columns(self) -> frozenset[str]:
        """The agencies whose lists of people say whose entry each row is."""
        filled: Counter[str] = Counter()
        own: Counter[str] = Counter()
        for agency, people in zip(self._view.agency, self._view.columns["people"], strict=True):
            listed = self._in_list(people)
            filled[agency] += listed is not None
            own[agency] += bool(listed)
        return frozenset(
            agency
            for agency, count in own.items()
            if count > 1 or (count and count * _LIST_SHARE >= filled[agency])
        )


def setting_of(agency: str, rules: Rules) -> str:
    """``keeps``, ``treats``, ``adults`` or "": by the last word of its name that tells.

    "School Lane Surgery" is a surgery, "Hospital Road Primary School" a school.
    """
    name = tidy(agency)
    told = [
        (at + len(words), setting)
        for setting, terms in rules.settings.items()
        for words, at in terms.every(name)
        if not (setting == "adults" and _OF_CHILDREN.search(name))
    ]
    return max(told, default=(0, ""))[1]


def _opening(terms: Terms, text: str) -> str:
    """The term that a text opens with, as a heading does: "Clinic: HbA1c 98"."""
    for words, at in terms.every(text[:30]):
        if at == 0:
            return words if re.match(r"\s*[.:,;(–-]", text[len(words) :]) else ""
    return ""
