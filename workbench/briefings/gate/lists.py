"""Reads ``data/vocabulary/disclosure.yaml``: what to find, what to leave, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbench.briefings.gate.model import Action
from workbench.errors import VocabularyError
from workbench.places import shipped
from workbench.vocabulary_files import read_yaml

FILE = "disclosure.yaml"
GIVEN_NAMES = "given_names.txt"


@dataclass(frozen=True, slots=True)
class Kind:
    """What becomes of a kind of finding: in drafts, and in what is published from here."""

    action: Action
    published: Action
    mend: str


@dataclass(frozen=True)
class Lists:
    """The editable lists, checked. ``words`` holds every plain list by its name in the file."""

    kinds: dict[str, Kind]
    small_number_below: int
    siblings_above: int
    allowed: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    same_names: tuple[tuple[str, ...], ...]
    short_names: dict[str, tuple[str, ...]]
    given_names: frozenset[str]


_PLAIN = (
    "often_words sometimes_words ordinary_phrases place_words rare_conditions common_conditions "
    "abbreviations rare_endings common_endings family_shapes ordinary_families titles "
    "titles_of_office kin_titles calling_letters callings public_roles not_somebody not_surnames "
    "conditions_to_look_at families_to_look_at groups_of_people "
    "relations not_short_forms named_days unpublished rare_callings rare_origins origins"
).split()


def load(path: Path | None = None) -> Lists:
    """The shipped lists, or a partnership's own file of the same shape.

    Raises
    ------
    VocabularyError
        When the file is not there, is no YAML, or lacks a part.
    """
    path = path or shipped("data", "vocabulary", FILE)
    try:
        stamp = path.stat().st_mtime_ns
    except OSError as error:
        raise VocabularyError.at(
            path.name, None, "it cannot be read.", "Put the shipped file back."
        ) from error
    return _load(path, stamp)


@lru_cache(maxsize=4)
def _load(path: Path, _stamp: int) -> Lists:
    try:
        return _checked(read_yaml(path))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise VocabularyError.at(
            path.name,
            None,
            f"a part is missing or of another shape: {error}.",
            "Compare it with the file that ships.",
        ) from error


def _checked(found: dict[str, Any]) -> Lists:
    kinds = {}
    for name, entry in found["kinds"].items():
        action = entry["action"]
        published = entry.get("published", action)
        if {action, published} - {"block", "warn"}:
            raise ValueError(f"the action of {name} is neither block nor warn")
        kinds[name] = Kind(action, published, entry["mend"])
    return Lists(
        kinds=kinds,
        small_number_below=int(found["small_number_below"]),
        siblings_above=int(found["siblings_above"]),
        allowed={name: tuple(map(str, words)) for name, words in found["allowed"].items()},
        words={name: tuple(map(str, found[name])) for name in _PLAIN},
        same_names=tuple(tuple(group) for group in found["same_names"]),
        short_names={name: tuple(short) for name, short in found["short_names"].items()},
        given_names=_given_names(),
    )


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    """The given names that ship, in lower case and plain letters."""
    path = shipped("data", "vocabulary", GIVEN_NAMES)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise VocabularyError.at(
            path.name, None, "it cannot be read.", "Put the shipped file back."
        ) from error
    return frozenset(w for line in lines if not line.startswith("#") for w in line.lower().split())
