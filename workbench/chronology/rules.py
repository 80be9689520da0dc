"""Loads and checks the rules by which a chronology is checked: a file a partnership edits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from workbench.chronology.opposites import Opposite, Opposites
from workbench.chronology.shorthand import Shorthand
from workbench.chronology.terms import Terms, tidy
from workbench.errors import VocabularyError
from workbench.places import shipped
from workbench.vocabulary_files import read_yaml

FILE = "chronology_rules.yaml"
THRESHOLDS: dict[str, tuple[str, ...]] = {
    "gap": ("agency_days", "any_days"),
    "days_since_seen": ("days",),
    "days_since_seen_alone": ("days", "from_age_years"),
    "not_brought": ("times", "within_days"),
    "closed_then_referred": ("within_days",),
    "response_lag": ("days", "look_days"),
    "late_entry": ("days",),
    "same_event": (
        "near_days",
        "likeness",
        "near_likeness",
        "mistyped_likeness",
        "often_two_likeness",
        "same_agency_likeness",
        "usual_day",
        "occasion",
        "names_agency",
        "names_day",
        "loose_likeness",
        "ends_of_call",
        "heard_from",
        "each_its_own",
        "letter",
        "milestone",
        "milestone_days",
    ),
    "conflict": ("minutes_apart", "date_likeness"),
    "known_to_one_agency": ("within_days",),
    "injury": ("not_mobile_months",),
    "out_of_order": ("unsorted_share",),
    "abbreviation_unexplained": ("shortest", "longest"),
}
TERMS = (
    "injury not_brought closed referred referral response needs_action key_event not_seen seen saw "
    "seems child_is done_to_child done_to_patient came remote paper pupil pupil_away at_clinic "
    "of_patient not_held adult_patient planned hearsay heard_of seen_alone antenatal child "
    "own_childhood acted no_access practitioner session_with tended body_part taken_off police_had "
    "child_away pupil_missing not_with_carers "
    "was_there was_not_there another_time earlier on_their_own own_clock own_contact arrived"
).split()

SETTINGS = (
    "keeps",
    "fosters",
    "adults",
    "treats",
    "attends",
)  # in the order in which a name is asked


@dataclass(frozen=True)
class PartOfDay:
    """``in the morning``: words, and the minutes of the day between which it lies."""

    name: str
    words: Terms
    start: int
    end: int


@dataclass(frozen=True)
class Rules:
    """The rules file, checked and ready to use."""

    thresholds: dict[str, dict[str, float]]
    terms: dict[str, Terms]
    facts: dict[str, Terms]
    opposites: Opposites
    parts_of_day: tuple[PartOfDay, ...]
    whereabouts: dict[str, Terms]  # there, away
    settings: dict[str, Terms]  # an agency's standing to the child
    pupil_did: frozenset[str]
    staff_did: frozenset[str]
    child_did: Terms
    child_plans: dict[str, Terms]
    shorthand: Shorthand
    counted_alike: dict[str, str]  # word -> the first of its group
    concepts: dict[str, str]  # wording -> name
    occasion_words: re.Pattern[str]  # every wording of the concepts that are occasions
    milestones: dict[str, Terms]  # what happens to a child once in weeks
    clinics: frozenset[str]  # names of concepts
    organisations: frozenset[str]  # names of concepts
    agency_names: dict[str, Terms]  # organisation -> words of an agency's own name
    plain_abbreviations: frozenset[str]
    offered_meanings: dict[str, str]

    def number(self, check: str, key: str) -> float:
        return self.thresholds[check][key]


@cache
def load_rules(path: Path | None = None) -> Rules:
    """Read ``data/vocabulary/chronology_rules.yaml``, or a partnership's own copy.

    Raises
    ------
    VocabularyError
        When it is not YAML, lacks a part or a threshold, holds an unknown one, or a threshold
        is not a number.
    """
    file = path or shipped("data", "vocabulary", FILE)
    return _rules(file.name, read_yaml(file))


def _rules(name: str, content: Any) -> Rules:
    parts = {
        "thresholds": dict,
        "terms": dict,
        "pupil_did": list,
        "staff_did": list,
        "child_did": list,
        "negations": list,
        "facts": dict,
        "opposites": list,
        "parts_of_day": dict,
        "settings": dict,
        "whereabouts": dict,
        "child_plans": dict,
        "shorthand": dict,
        "counted_alike": list,
        "concepts": list,
        "occasions": list,
        "milestones": dict,
        "clinics": list,
        "organisations": list,
        "agency_names": dict,
        "plain_abbreviations": list,
        "offered_meanings": dict,
    }
    for part, kind in parts.items():
        if not isinstance(content, dict) or not isinstance(content.get(part), kind):
            raise VocabularyError.at(
                name, None, f"the part {part!r} is missing.", "Copy it from the shipped file."
            )
    _named(name, "terms", content["terms"], TERMS)
    _named(name, "whereabouts", content["whereabouts"], ("there", "away"))
    _named(name, "settings", content["settings"], SETTINGS)
    concepts = _concepts(name, content["concepts"])
    negations = [str(n) for n in content["negations"]]
    return Rules(
        _thresholds(name, content["thresholds"]),
        _terms(name, content["terms"], negations),
        _terms(name, content["facts"], negations),
        Opposites([_opposite(name, each, negations) for each in content["opposites"]]),
        tuple(_part_of_day(name, *each) for each in content["parts_of_day"].items()),
        _terms(name, content["whereabouts"], negations),
        {key: Terms(_strings(name, key, content["settings"][key])) for key in SETTINGS},
        frozenset(map(tidy, _strings(name, "pupil_did", content["pupil_did"]))),
        frozenset(map(tidy, _strings(name, "staff_did", content["staff_did"]))),
        Terms(_strings(name, "child_did", content["child_did"])),
        _terms(name, content["child_plans"], negations),
        Shorthand({str(short): str(full) for short, full in content["shorthand"].items()}),
        {
            tidy(word): tidy(group[0])
            for group in content["counted_alike"]
            for word in _strings(name, "counted_alike", group)
        },
        concepts,
        _any_of(concepts, _names_of(name, "occasions", content["occasions"], concepts)),
        _terms(name, content["milestones"], negations),
        _names_of(name, "clinics", content["clinics"], concepts),
        _names_of(name, "organisations", content["organisations"], concepts),
        _agency_names(name, content["agency_names"], content["organisations"], concepts),
        frozenset(str(a).upper() for a in content["plain_abbreviations"]),
        {str(k).upper(): str(v) for k, v in content["offered_meanings"].items()},
    )


def _named(name: str, part: str, given: dict[str, Any], wanted: Sequence[str]) -> None:
    for key in wanted:
        if key not in given:
            raise VocabularyError.at(
                name, None, f"{key!r} is missing under {part!r}.", "Copy it from the shipped file."
            )
    for key in given:
        if key not in wanted:
            raise VocabularyError.at(
                name,
                None,
                f"there is no {key!r} under {part!r}.",
                f"There are: {', '.join(wanted)}.",
            )


def _thresholds(name: str, given: dict[str, Any]) -> dict[str, dict[str, float]]:
    _named(name, "thresholds", given, tuple(THRESHOLDS))
    for check, keys in THRESHOLDS.items():
        values = given[check]
        if not isinstance(values, dict):
            values = {}
        _named(name, check, values, keys)
        for key, value in values.items():
            if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
                raise VocabularyError.at(
                    name, None, f"{check}: {key} is {value!r}.", "Give a number, nought or more."
                )
    return given


def _strings(name: str, part: str, given: Any) -> list[str]:
    if not isinstance(given, list) or not given or not all(isinstance(t, str) for t in given):
        raise VocabularyError.at(
            name,
            None,
            f"{part!r} is not a list of words.",
            "Write one word or wording a line, each after a dash; quote words such as 'no'.",
        )
    return given


def _terms(name: str, given: dict[str, Any], negations: Sequence[str]) -> dict[str, Terms]:
    return {key: Terms(_strings(name, key, value), negations) for key, value in given.items()}


def _opposite(name: str, given: Any, negations: Sequence[str]) -> Opposite:
    keys = set(given) if isinstance(given, dict) else set()

    def terms(words: Any, denied: bool = True) -> Terms:
        return Terms(_strings(name, "opposites", words), negations if denied else ())

    if keys <= _OPPOSITE_KEYS and {"what", "of"} <= keys and "a" not in keys and _is_many(given):
        many = [_filled(name, given.get("each"), of) for of in given["of"]]
        sides, nested = tuple(terms(each) for each in many), False
    elif keys <= _OPPOSITE_KEYS - {"of", "each", "disjoint"} and {"what", "a", "b"} <= keys:
        sides, nested = (terms(given["a"]), terms(given["b"])), True
    else:
        raise VocabularyError.at(
            name,
            None,
            f"the line {given!r} under 'opposites' does not hold together.",
            "It must read like: {what: which side, a: [left], b: [right]}, "
            "or {what: in which room, of: [[kitchen], [bedroom]]}; besides there may be "
            "each, where, unless, aside, disjoint and meetings.",
        )
    return Opposite(
        str(given["what"]),
        sides,
        nested,
        terms(given["where"], denied=False) if "where" in keys else None,
        terms(given["unless"]) if "unless" in keys else None,
        _between_meetings(name, given.get("meetings", True)),
        bool(given.get("disjoint", False)),
        terms(given["aside"], denied=False) if "aside" in keys else None,
    )


def _between_meetings(name: str, given: Any) -> bool | None:
    """Whether rows of a meeting are compared too; None where no others are."""
    if given == "only":
        return None
    if not isinstance(given, bool):
        raise VocabularyError.at(
            name, None, f"meetings is {given!r} under 'opposites'.", "Write true, false or only."
        )
    return given


_OPPOSITE_KEYS = frozenset("what a b of each where unless aside meetings disjoint".split())


def _is_many(given: dict[str, Any]) -> bool:
    return isinstance(given["of"], list) and len(given["of"]) > 1


def _filled(name: str, each: Any, words: Any) -> Any:
    """``brought by {}`` with every word in its place."""
    if each is None:
        return words
    patterns = _strings(name, "opposites", each)
    return [p.replace("{}", word) for p in patterns for word in _strings(name, "opposites", words)]


def _part_of_day(name: str, part: str, given: Any) -> PartOfDay:
    if not isinstance(given, dict) or set(given) != {"from", "to", "words"}:
        raise VocabularyError.at(
            name,
            None,
            f"{part!r} under 'parts_of_day' does not hold together.",
            'It must read like: {from: "05:00", to: "12:00", words: [in the morning]}.',
        )
    start, end = (_minutes(name, part, given[key]) for key in ("from", "to"))
    return PartOfDay(part, Terms(_strings(name, part, given["words"])), start, end)


def _minutes(name: str, part: str, clock: Any) -> int:
    found = re.fullmatch(r"(\d{1,2}):([0-5]\d)", str(clock))
    if not found or int(found[1]) > 24:
        raise VocabularyError.at(
            name, None, f"{part}: {clock!r} is no time.", 'Write it like "17:00", in quotes.'
        )
    return int(found[1]) * 60 + int(found[2])


def _concepts(name: str, given: list[Any]) -> dict[str, str]:
    concepts: dict[str, str] = {}
    for group in given:
        wordings = _strings(name, "concepts", group)
        for wording in wordings:
            concepts.setdefault(tidy(wording), tidy(wordings[0]))
    return concepts


def _names_of(name: str, part: str, given: Any, concepts: dict[str, str]) -> frozenset[str]:
    """Words that name concepts, by any of their wordings."""
    wordings = [tidy(each) for each in _strings(name, part, given)]
    for wording in wordings:
        if wording not in concepts:
            raise VocabularyError.at(
                name, None, f"{wording!r} under {part!r} is no concept.", "Add it under 'concepts'."
            )
    return frozenset(concepts[wording].replace(" ", "") for wording in wordings)


def _agency_names(
    name: str, given: dict[str, Any], organisations: list[Any], concepts: dict[str, str]
) -> dict[str, Terms]:
    known = _names_of(name, "organisations", organisations, concepts)
    found = {}
    for organisation, words in given.items():
        (concept,) = _names_of(name, "agency_names", [organisation], concepts)
        if concept not in known:
            raise VocabularyError.at(
                name,
                None,
                f"{organisation!r} under 'agency_names' is no organisation.",
                "Add it under 'organisations'.",
            )
        found[concept] = Terms(_strings(name, "agency_names", words))
    return found


def _any_of(concepts: dict[str, str], names: frozenset[str]) -> re.Pattern[str]:
    wordings = [w for w, concept in concepts.items() if concept.replace(" ", "") in names]
    body = "|".join(re.escape(w) for w in sorted(wordings, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)")
