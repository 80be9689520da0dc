"""Files in, one checked chronology out: what ``workbench chronology build`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.chronology.case import Case
from workbench.chronology.checks import checks_of
from workbench.chronology.meant import Meant
from workbench.chronology.merge import merge
from workbench.chronology.rules import Rules, load_rules
from workbench.chronology.rulings import Ruling
from workbench.chronology.seen import with_seen_in_words
from workbench.chronology.sheets import Return, read_return
from workbench.chronology.view import View
from workbench.errors import ChronologyError


@dataclass(frozen=True, slots=True)
class Chronology:
    """A case's merged chronology.

    events
        See :func:`workbench.chronology.merge.frame`.
    checks
        See :func:`workbench.chronology.checks.run_checks`.
    returns
        What was read of each file, with its mapping, notes and problems.
    rulings
        What reviewers ruled; the checks follow it.
    """

    case: Case
    events: pd.DataFrame
    checks: pd.DataFrame
    returns: tuple[Return, ...] = ()
    glossary: dict[str, str] = field(default_factory=dict)
    rulings: tuple[Ruling, ...] = ()


def build(
    paths: Iterable[Path | str],
    case: Case | str,
    born: date | str | None = None,
    *,
    as_of: date,
    agencies: Mapping[str, str] | None = None,
    mappings: Mapping[str, Mapping[str, str]] | None = None,
    rules: Rules | None = None,
    glossary: Mapping[str, str] | None = None,
    rulings: Sequence[Ruling] = (),
    meant: Sequence[Meant] = (),
) -> Chronology:
    """Read, merge and check the returns of a case.

    Parameters
    ----------
    paths
        Files that agencies sent, in any order.
    case, born
        A :class:`Case`, or its name with the child's date of birth.
    as_of
        The day the chronology is made: dates after it lie in the future.
    agencies
        File name -> agency, where the user says whose a return is.
    mappings
        File name, or agency, -> {heading: field}, as the user chose or as remembered.
    rules
        A partnership's own rules; the shipped ones when None.
    glossary
        Abbreviations the case's own glossary explains.
    rulings
        See :func:`workbench.chronology.checks.run_checks`.
    meant
        See :func:`workbench.chronology.merge.merge`.

    Raises
    ------
    ChronologyError
        When there are no files, or one of them holds no chronology.
    DocumentError, VocabularyError, UsageError
        As :func:`read_return` and :func:`load_rules` say.
    """
    whole = _case(case, born)
    files = [Path(path) for path in paths]
    if not files:
        raise ChronologyError("No sheets were given.", "Name the files that the agencies sent.")
    returns = tuple(_read(path, whole, agencies or {}, mappings or {}) for path in files)
    rules = rules or load_rules()
    return from_returns(
        returns, whole, as_of=as_of, rules=rules, glossary=glossary, rulings=rulings, meant=meant
    )


def from_returns(
    returns: Sequence[Return],
    case: Case,
    *,
    as_of: date,
    rules: Rules,
    glossary: Mapping[str, str] | None = None,
    rulings: Sequence[Ruling] = (),
    meant: Sequence[Meant] = (),
) -> Chronology:
    """Merge and check returns that were read before."""
    explained = dict(glossary or {})
    for each in returns:
        explained |= each.glossary
    events = merge(returns, case, meant)
    view = View(events, case, rules, as_of, explained, rulings)
    checks = checks_of(view, events)
    return Chronology(
        case, with_seen_in_words(events, view), checks, tuple(returns), explained, tuple(rulings)
    )


def as_json(chronology: Chronology) -> dict[str, Any]:
    """The chronology as plain dicts and lists, ready for ``json.dumps``.

    Keys ``case``, ``born``, ``events`` (in order), ``checks`` and ``files``; an event's ``when``
    is EDTF or None and its ``time`` ``HH:MM`` or None; where a reviewer said what an unread date
    means, ``read_by_reviewer`` is the sentence that says so, else None. ``child_seen`` is what the
    agency answered; where it has no column for it, ``seen_in_words`` is "yes", "alone", "no" or
    None by its words, and ``seen_words`` are the words; of another child of the case alone they
    name it in ``seen_of``, and ``seen_in_words`` is None. Nothing in it depends on the folder the
    files lay in.
    """
    case = chronology.case
    return {
        "case": case.name,
        "born": case.born.isoformat(),
        "events": [_event(row) for row in chronology.events.to_dict("records")],
        "checks": [
            {"check": row["check"], "events": list(row["events"]), "message": row["message"]}
            for row in chronology.checks.to_dict("records")
        ],
        "files": [_file(each) for each in chronology.returns],
    }


_EVENT_KEYS = (
    "id n agency when written read_by_reviewer time time_written what source age file sheet row "
    "status document_ref recorded_on recorded_by child_seen seen_in_words seen_words seen_of "
    "child_voice action_taken no_action_reason analysis expected_practice significance "
    "good_practice contact_type sha256"
).split()


def _event(row: dict[str, Any]) -> dict[str, Any]:
    event = {key: row[key] for key in _EVENT_KEYS}
    for key in ("people", "problems"):
        event[key] = list(row[key])
    event["ages"] = dict(row["ages"])
    event["raw"] = [{"heading": heading, "text": text} for heading, text in row["raw"]]
    return event


def _file(each: Return) -> dict[str, Any]:
    return {
        "file": each.file,
        "agency": each.agency,
        "sha256": each.sha256,
        "rows": len(each.events),
        "mapping": [
            {"sheet": m.sheet, "heading": m.heading, "field": m.field, "why": m.why}
            for m in each.mapping
        ],
        "notes": list(each.notes),
        "problems": list(each.problems),
    }


def _case(case: Case | str, born: date | str | None) -> Case:
    if isinstance(case, Case):
        return case
    if born is None:
        raise ChronologyError(
            f"The date of birth of {case} is missing.", "Give it, such as --born 2021-03-14."
        )
    return Case.of(case, born)


def _read(
    path: Path,
    case: Case,
    agencies: Mapping[str, str],
    mappings: Mapping[str, Mapping[str, str]],
) -> Return:
    agency = agencies.get(path.name)
    mapping = mappings.get(path.name) or (mappings.get(agency) if agency else None)
    born, names = case.born, case.names()
    read = read_return(path, agency=agency, mapping=mapping, born=born, names=names)
    remembered = mappings.get(read.agency)
    if mapping is None and remembered:
        return read_return(path, agency=agency, mapping=remembered, born=born, names=names)
    return read
