"""What a reviewer looks at: a case on a chosen day, to whom, under pseudonyms, filtered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.tasks.chronology_case import ChronologyCase

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from workbench.figures.drawn import Drawn
    from workbench.textsearch import TextSearch


@dataclass(frozen=True, slots=True)
class Lens:
    """``on`` a day, and ``to`` an agency, shows what was known then; None shows all."""

    on: date | None = None
    to: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Each that is not empty must fit; ``words`` all stand somewhere in the row."""

    agency: str = ""
    person: str = ""
    words: str = ""
    check: str = ""
    significance: str = ""


class Look:
    """A case through a lens. Another lens is another look."""

    def __init__(self, case: ChronologyCase, lens: Lens | None = None) -> None:
        self.case, self.lens = case, lens or Lens()

    @cached_property
    def _known(self) -> pd.DataFrame:
        """With real names: what filters and checks work on."""
        from workbench.chronology.hindsight import as_known

        events = self.case.chronology.events
        if self.lens.on is None and self.lens.to is None:
            return events
        return as_known(events, self.lens.on or date.max, self.lens.to)

    @cached_property
    def events(self) -> pd.DataFrame:
        """The rows in order, names hidden if so wished, with ``date`` and ``seen`` in words.

        ``note`` is the reviewers' own.
        """
        from workbench.chronology.edtf_words import AS_READ, in_words
        from workbench.chronology.pseudonyms import hide_names
        from workbench.chronology.seen import seen_shown

        events = self._known
        if self.lens.hidden:
            events = hide_names(events, self.case.pseudonyms())
        notes = self.case.notes()
        told = zip(events["when"], events["written"], events["read_by_reviewer"], strict=True)
        dates = [
            in_words(when) + (AS_READ if by_reviewer else "")
            if when
            else (f"not read: {written}" if written else "")
            for when, written, by_reviewer in told
        ]
        noted = [self._say(notes.get(i, "")) for i in events["id"]]
        whose = [self._say(name) for name in events["seen_of"]]
        seen = map(seen_shown, events["child_seen"], events["seen_in_words"], whose)
        return events.assign(date=dates, note=noted, seen=list(seen)).reset_index(drop=True)

    @cached_property
    def checks(self) -> pd.DataFrame:
        """What was found in the rows shown.

        Returns
        -------
        DataFrame
            ``check``, ``title``, ``message``, ``events`` (list of ids), ``entries`` (their
            numbers), ``ruling`` ("" where nobody ruled).
        """
        from workbench.chronology.checks import run_checks
        from workbench.chronology.rules import load_rules
        from workbench.chronology.rulings import ruling_key
        from workbench.papers.content import CHECKS

        whole = self.case.chronology
        found = whole.checks
        if self._known is not whole.events:
            # A check that knows what came later would bring hindsight back.
            found = run_checks(
                self._known,
                whole.case,
                load_rules(),
                as_of=self.lens.on or self.case.as_of,
                glossary=whole.glossary,
                rulings=whole.rulings,
            )
        number = dict(zip(self._known["id"], self._known["n"], strict=True))
        rulings = self.case.rulings()
        return found.assign(
            title=[CHECKS[check] for check in found["check"]],
            message=[self._say(message) for message in found["message"]],
            entries=[", ".join(str(number[i]) for i in events) for events in found["events"]],
            ruling=[rulings.get(ruling_key(events), "") for events in found["events"]],
        ).reset_index(drop=True)

    @cached_property
    def episodes(self) -> pd.DataFrame:
        """Key practice episodes side by side, ``judged`` in words; none through a lens on a day."""
        from workbench.chronology.episodes import episodes_frame
        from workbench.papers.content import APPRAISALS

        episodes = () if self.lens.on or self.lens.to else self.case.episodes()
        frame = episodes_frame(self.case.chronology.events, episodes)
        return frame.assign(
            name=[self._say(name) for name in frame["name"]],
            judged=[APPRAISALS[appraisal] for appraisal in frame["appraisal"]],
            reasons=[[self._say(reason) for reason in reasons] for reasons in frame["reasons"]],
            agencies=[self._say(agencies) for agencies in frame["agencies"]],
        )

    def timeline(self) -> Drawn:
        """The rows drawn: a row's position in the figure is its position in :attr:`events`."""
        from workbench.chronology.checks_contact import since_seen
        from workbench.chronology.rules import load_rules
        from workbench.chronology.view import View
        from workbench.figures.timeline import timeline
        from workbench.marks import marks_of

        case, rules = self.case.said.case, load_rules()
        day = self.lens.on or self.case.as_of
        since = since_seen(self._known, View(self._known, case, rules, day, {}))
        everybody = self.case.chronology.events["agency"].unique()
        return timeline(
            self.events,
            since,
            self.episodes,
            as_of=day,
            child=self._say(case.children[0].name),
            born=case.born,
            gap_days=int(rules.number("gap", "agency_days")),
            marks={self._say(name): mark for name, mark in marks_of(everybody).items()},
        )

    def found(self, wanted: Filter) -> np.ndarray:
        """Positions, in :attr:`events`, of the rows that fit, in their order."""
        import numpy as np

        keep = np.ones(len(self.events), dtype=bool)
        for name in ("agency", "significance"):
            asked = getattr(wanted, name)
            if asked:
                keep &= (self.events[name] == asked).to_numpy(dtype=bool)
        if wanted.check:
            about = self.checks.loc[self.checks["check"] == wanted.check, "events"]
            keep &= self._are({i for ids in about for i in ids})
        if wanted.person:
            keep &= self._are(self._naming(wanted.person))
        return self._texts.holding(wanted.words, np.flatnonzero(keep))

    def make_search_ready(self) -> None:
        """Make the rows' words ready to be searched, which :meth:`found` does when first asked."""
        _ = self._texts

    def _are(self, ids: set[str]) -> np.ndarray:
        return self.events["id"].isin(ids).to_numpy()

    @cached_property
    def _texts(self) -> TextSearch:
        from workbench.textsearch import TextSearch

        columns = ("what", "source", "action_taken", "analysis", "child_voice", "date", "note")
        told = [self.events["n"].astype("str").tolist()]
        told += [self.events[name].fillna("").astype("str").tolist() for name in columns]
        return TextSearch(map(" ".join, zip(*told, strict=True)))

    def _naming(self, person: str) -> set[str]:
        from workbench.chronology.people import mentions

        return set(mentions(self._known, [p for p in self._people if p.id == person])["id"])

    @cached_property
    def _people(self) -> Sequence:
        from workbench.chronology.people import people_of

        return people_of(self.case.said.case)

    # --- what there is to choose from -------------------------------------------------------

    def agencies(self) -> list[str]:
        return sorted(self.events["agency"].unique())

    def people(self) -> list[tuple[str, str]]:
        """``(name, id)`` of the people of the case."""
        return [(self._say(person.name), person.id) for person in self._people]

    def kinds_of_checks(self) -> list[tuple[str, str]]:
        """``(title with its count, check)`` of the checks that found something."""
        counts = self.checks.groupby(["check", "title"], sort=False).size()
        return [(f"{title} ({n})", check) for (check, title), n in counts.items()]

    def event(self, key: str) -> dict:
        """One row with all its fields."""
        return self.events.iloc[self.positions([key])[0]].to_dict()

    def positions(self, ids: Iterable[str]) -> np.ndarray:
        """Positions of the rows with these ids, in the order of the rows; others are left out."""
        import numpy as np

        at = (self._places.get(i) for i in ids)
        return np.array(sorted({place for place in at if place is not None}), dtype="int64")

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self.events["id"])}

    def sentence(self) -> str:
        """What is shown, in one sentence."""
        events, checks = self.events, self.checks
        if events.empty:
            return self._nothing()
        agencies = events["agency"].nunique()
        known = ""
        if self.lens.on is not None or self.lens.to is not None:
            from workbench.chronology.view import one_day

            whom = f" to {self._say(self.lens.to)}" if self.lens.to else ""
            when = f" by {one_day(self.lens.on)}" if self.lens.on else ""
            known = f"As it was known{whom}{when}: "
        said = (
            f"{known}{len(events):,} {'entry' if len(events) == 1 else 'entries'} of {agencies} "
            f"{'agency' if agencies == 1 else 'agencies'}, {len(checks):,} findings of "
            f"{checks['check'].nunique()} checks."
        )
        return said[:1].upper() + said[1:] + self._what_the_child_is_called()

    def _what_the_child_is_called(self) -> str:
        """By which other name the returns call a child; a warning where they name it by none.

        Who was seen hangs on the name.
        """
        from workbench.chronology.pet_names import pet_names_of
        from workbench.chronology.subjects import own_name_patterns, own_names
        from workbench.chronology.terms import tidy

        case, events = self.case.said.case, self.case.chronology.events
        called = pet_names_of(case, events["what"])
        if called:
            both = (f"{self._say(name)} {self._say(pet)}" for name, pet in called)
            return f" The entries call {' and '.join(both)}."
        pattern = re.compile(own_name_patterns(case)[0])
        told = zip(events["what"], events["people"], strict=True)
        texts = (tidy(" ".join((what, *people))) for what, people in told)
        if not own_names(case)[0] or any(map(pattern.search, texts)):
            return ""
        child = self._say(case.children[0].name)
        return (
            f" No entry names {child}: if the agencies call the child otherwise, begin the case "
            "with that name, or when the child was seen is not told rightly."
        )

    def _nothing(self) -> str:
        if self.case.chronology.events.empty:
            return (
                f"Nothing has been sent for {self.case.name} yet. Choose the agencies' files "
                "below: Word, spreadsheets, CSV, text or web pages."
            )
        return "Nothing was known yet on that day."

    def _say(self, text: str) -> str:
        return self.case.pseudonyms().hide(text) if self.lens.hidden and text else text
