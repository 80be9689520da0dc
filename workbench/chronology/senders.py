"""Who sent each return: what kind of organisation it is, and the names of those who record for it.

An agency seldom says in its name all that others call it: "Ashgrove NHS Trust" sends "Adult mental
health chronology.docx", a community trust's rows are written by "G Rowan HV", and a landlord's
officer is "Tariq Moss" in everybody else's records.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

from workbench.chronology.terms import tidy

if TYPE_CHECKING:
    from workbench.chronology.view import View

_SHARE = 0.15  # of an agency's rows: who writes so many is no guest in its record
_TWICE = 2
_LEAST_NAME = 4  # letters: a shorter surname is too often a word, or somebody else's
_SURNAME = re.compile(
    r"(?:\b(?:[A-Z][a-z]?\.?|Dr|Mr|Mrs|Ms|Miss|Sr|PC|DC|DS|PS|PCSO|WPC|Sgt)\.? (?:\d+ )?|"
    r"\b[A-Z][a-z]+ )(?P<name>[A-Z][a-z'’-]+)\b"
)
_ANY_DOCTOR = frozenset({"gp"})  # a "Dr" records for hospitals too
_DUTIES = frozenset(
    "team lead leader manager desk officer worker nurse visitor duty admin office reception hub "
    "clerk area income service services housing social health school police court head escort "
    "panel intake options programmes intel assistant deputy senior practitioner midwife doctor "
    "surgery practice hospital ward clinic unit support recovery care nights night".split()
)


class Senders:
    """The agencies of a view."""

    def __init__(self, view: View) -> None:
        self._view = view

    def kinds(self, agency: str) -> frozenset[str]:
        """What kind of organisation an agency is: ``police``, ``socialcare`` ...

        By its name, by that of the file it sent, and by the posts of those who record for it. A
        file of several agencies says nothing of any.
        """
        if agency in self._kinds:
            return self._kinds[agency]
        return self._kinds_named(agency) | self._by_name(agency)

    def called(self, agency: str) -> frozenset[str]:
        """Its kinds and what else others mean by them.

        A council's front door is the MASH; and health visitors and school nurses are one service,
        unless another agency sends the school nurses' record.
        """
        kinds = self.kinds(agency)
        more = {"mash"} if "socialcare" in kinds else set()
        if "healthvisitor" in kinds and not self._has("schoolnurse"):
            more |= {"schoolnurse"}
        return kinds | more

    def _has(self, kind: str) -> bool:
        return any(kind in kinds for kinds in self._kinds.values())

    def known_as(self, agency: str) -> frozenset[str]:
        """Concepts by which others name it: its kinds, its staff, the words its name alone has."""
        return self.called(agency) | self._name_alone.get(agency, frozenset()) | self.staff(agency)

    def staff(self, agency: str) -> frozenset[str]:
        """The surnames, tidied, of those who record for this agency and for no other."""
        return self._staff.get(agency, frozenset())

    def sent_as(self, agency: str) -> str:
        """The names of the files that an agency alone sent, in words; "" where none."""
        return self._sent.get(agency, "")

    @cached_property
    def _name_alone(self) -> dict[str, frozenset[str]]:
        said = {agency: self._view.concepts_of(agency) for agency in self._recorders}
        often = Counter(concept for concepts in said.values() for concept in concepts)
        return {
            agency: frozenset(c for c in concepts if often[c] == 1 and len(c) >= _LEAST_NAME)
            for agency, concepts in said.items()
        }

    def _kinds_named(self, name: str) -> frozenset[str]:
        return self._view.concepts_of(name) & self._view.rules.organisations

    @cached_property
    def _kinds(self) -> dict[str, frozenset[str]]:
        return {
            agency: self._kinds_named(agency)
            | self._kinds_named(self.sent_as(agency))
            | self._by_name(f"{agency} . {self.sent_as(agency)}")
            | self._by_posts(agency)
            for agency in self._recorders
        }

    def _by_name(self, names: str) -> frozenset[str]:
        told = self._view.rules.agency_names
        return frozenset(kind for kind, words in told.items() if words.find(tidy(names)))

    def _by_posts(self, agency: str) -> frozenset[str]:
        recorders = self._recorders[agency]
        rows = sum(recorders.values())
        counted: Counter[str] = Counter()
        for recorder, times in recorders.items():
            posts = self._kinds_named(recorder) - _ANY_DOCTOR
            counted.update(dict.fromkeys(posts, times))
        least = max(_TWICE, _SHARE * rows)
        return frozenset(kind for kind, times in counted.items() if times >= least)

    @cached_property
    def _recorders(self) -> dict[str, Counter[str]]:
        """For each agency who recorded its rows, as written, and how many each; "" where none."""
        found: dict[str, Counter[str]] = {agency: Counter() for agency in self._view.agency}
        for agency, recorder in zip(
            self._view.agency, self._view.columns["recorded_by"], strict=True
        ):
            found[agency][recorder if isinstance(recorder, str) else ""] += 1
        return found

    @cached_property
    def _staff(self) -> dict[str, frozenset[str]]:
        family = {part.casefold() for part in self._view.child_names} | {*self._view.surnames}
        named = {
            agency: {
                name
                for recorder in recorders
                for found in _SURNAME.finditer(recorder)
                if len(name := tidy(found["name"])) >= _LEAST_NAME
                and name not in _DUTIES
                and name not in family
            }
            for agency, recorders in self._recorders.items()
        }
        often = Counter(name for names in named.values() for name in names)
        return {
            agency: frozenset(name for name in names if often[name] == 1)
            for agency, names in named.items()
        }

    @cached_property
    def _sent(self) -> dict[str, str]:
        senders: dict[str, set[str]] = {}
        for file, agency in zip(self._view.columns["file"], self._view.agency, strict=True):
            senders.setdefault(file, set()).add(agency)
        sent: dict[str, str] = {}
        for file in sorted(file for file, agencies in senders.items() if len(agencies) == 1):
            (agency,) = senders[file]
            words = re.sub(r"[_.]+|(?<!\d)-|-(?!\d)", " ", PurePath(file).stem)
            sent[agency] = f"{sent.get(agency, '')} {words}".strip()
        return sent
