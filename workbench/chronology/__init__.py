"""What agencies send, read and merged into one chronology. Frames in, frames out.

======================  ======================================================================
:mod:`.dates`           what people write for a date -> EDTF, nothing guessed (:func:`read_date`)
:mod:`.sheets`          any agency's table -> events, no row dropped (:func:`read_return`)
:mod:`.merge`           returns -> one frame, ordered, numbered, aged (:func:`merge`, `frame`)
:mod:`.resend`          a corrected return in the place of the last, ids kept (:func:`resend`)
:mod:`.checks`          what a careful reader would notice (:func:`run_checks`)
:mod:`.matching`        rows of two agencies that tell of one event, in blocks
:mod:`.build`           files -> checked chronology -> JSON (:func:`build`, :func:`as_json`)
:mod:`.episodes`        key practice episodes with appraisal and reasons
:mod:`.hindsight`       only what was known, and to whom, on a day (:func:`as_known`)
:mod:`.people`          people as entities with roles, and where they are named
:mod:`.pseudonyms`      two-way pseudonyms and the publication view
:mod:`.case`            the case: its children and the people around them
======================  ======================================================================

Vocabulary: ``data/vocabulary/chronology_headings.yaml`` (headings by meaning) and
``data/vocabulary/chronology_rules.yaml`` (thresholds, terms, concepts), both for a partnership to
edit. The names below are imported when they are first used, so that ``import
workbench.chronology`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "Case": "case",
    "Child": "case",
    "Person": "case",
    "Chronology": "build",
    "as_json": "build",
    "from_returns": "build",
    "read_date": "dates",
    "read_return": "sheets",
    "Return": "sheets",
    "frame": "merge",
    "run_checks": "checks",
    "load_rules": "rules",
    "since_seen": "checks_contact",
    "Episode": "episodes",
    "episodes_frame": "episodes",
    "as_known": "hindsight",
    "mentions": "people",
    "people_frame": "people",
    "Key": "pseudonyms",
    "Pseudonym": "pseudonyms",
    "hide_names": "pseudonyms",
    "restore_names": "pseudonyms",
    "publication_view": "pseudonyms",
}
# The functions build, merge and resend are named like their modules: import them from there.
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
