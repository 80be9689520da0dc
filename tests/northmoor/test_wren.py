"""The invented case Wren is read, ordered and checked as the truth beside it says.

The truth was worked out from the case's sources and knows nothing of the reader.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from samples import REPOSITORY

from workbench.chronology.build import Chronology, build
from workbench.chronology.case_file import CaseFile, load_case
from workbench.chronology.checks import CHECKS
from workbench.chronology.edtf_words import in_words
from workbench.chronology.episodes import episodes_frame
from workbench.chronology.people import people_frame, people_of
from workbench.chronology.pseudonyms import hide_names, load_key, restore_names

WREN = REPOSITORY / "data" / "northmoor" / "wren"


@cache
def truth() -> dict[str, Any]:
    return json.loads((WREN / "truth.json").read_text(encoding="utf-8"))


@cache
def case_file() -> CaseFile:
    return load_case(WREN / "case.yaml")


@cache
def wren() -> Chronology:
    said = case_file()
    return build(sorted((WREN / "returns").iterdir()), said.case, as_of=said.as_of)


@cache
def read() -> dict[str, dict[str, Any]]:
    """Every row that was read, by the key the truth has for its place."""
    keys = {(e["file"], e["sheet"], e["row"]): e["key"] for e in truth()["events"]}
    rows = {}
    for event in wren().events.to_dict("records"):
        place = (event["file"], event["sheet"], event["row"])
        rows[keys.get(place) or keys[event["file"], "", event["row"]]] = event
    return rows


def key_of() -> dict[str, str]:
    return {event["id"]: key for key, event in read().items()}


def test_the_case_is_as_large_as_a_real_one() -> None:
    assert len(truth()["events"]) >= 120
    assert len({e["agency"] for e in truth()["events"]}) == 6
    endings = sorted(path.suffix for path in (WREN / "returns").iterdir())
    assert endings == [".csv", ".csv", ".docx", ".html", ".xlsx", ".xlsx"]


def test_no_row_is_lost_and_none_is_added() -> None:
    assert sorted(read()) == sorted(truth()["order"])
    assert len(wren().events) == len(truth()["events"])


@pytest.mark.parametrize("field", ["when", "time", "status", "agency"])
def test_what_each_row_says(field: str) -> None:
    wrong = [
        (e["key"], read()[e["key"]][field], e[field])
        for e in truth()["events"]
        if read()[e["key"]][field] != e[field]
    ]
    assert wrong == []


def test_words_are_kept_as_they_were_sent() -> None:
    for event in truth()["events"]:
        assert read()[event["key"]]["what"] == event["what"]


def test_an_unread_date_says_what_it_may_mean() -> None:
    for event in truth()["events"]:
        problems = " ".join(read()[event["key"]]["problems"])
        for meaning in event["could_mean"]:
            assert in_words(meaning) in problems


def test_the_order() -> None:
    assert [key_of()[i] for i in wren().events["id"]] == truth()["order"]


def test_both_childrens_ages_at_every_event() -> None:
    wrong = [e["key"] for e in truth()["events"] if dict(read()[e["key"]]["ages"]) != e["ages"]]
    assert wrong == []


def test_the_truth_speaks_of_every_check() -> None:
    assert set(truth()["checks"]) == set(CHECKS)


def found(check: str) -> list[list[str]]:
    checks = wren().checks
    rows = checks[checks["check"] == check]["events"]
    return sorted(sorted(key_of()[i] for i in events) for events in rows)


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_a_check_finds_what_is_there_and_nothing_else(check: str) -> None:
    assert found(check) == truth()["checks"][check]


def test_every_conflict_says_what_it_is_about() -> None:
    said = dict(zip(map(tuple, found_in_order("conflict")), messages("conflict"), strict=True))
    assert "which side" in said[("c11", "w07")]
    assert "60 days apart, day and month changed round" in said[("c12", "p10")]
    assert "1 or 2 burn" in said[("g13", "h13")]
    assert "40 or 240 minutes" in said[("p13", "s12")]


def found_in_order(check: str) -> list[list[str]]:
    checks = wren().checks
    rows = checks[checks["check"] == check]["events"]
    return [sorted(key_of()[i] for i in events) for events in rows]


def messages(check: str) -> list[str]:
    checks = wren().checks
    return list(checks[checks["check"] == check]["message"])


def test_the_longest_time_out_of_sight_is_counted() -> None:
    unseen = [m for m in messages("days_since_seen") if "300 days" in m]
    assert len(unseen) == 1 and "27 March 2022" in unseen[0] and "21 January 2023" in unseen[0]


def test_people_and_episodes() -> None:
    said = case_file()
    people = people_frame(wren().events, people_of(said.case)).set_index("person")
    assert people.loc["father-of-wren", "agencies"].count(";") == 5
    episodes = episodes_frame(wren().events, said.episodes).set_index("name")
    assert list(episodes["appraisal"]) == ["below_expected", "good", "below_expected"]
    assert episodes.loc["Out of sight", "days"] == 300


def test_pseudonyms_there_and_back() -> None:
    key = load_key(case_file().key)
    events = wren().events
    hidden = hide_names(events, key)
    said = " ".join(" ".join(hidden[c].fillna("")) for c in ("what", "source", "action_taken"))
    for name in ("Wren ", "Jay ", "Orton", "Vickers", "Dunmore", "Tench", "Farouk", "Pinfold"):
        assert name not in said
    back = restore_names(hidden, key)
    assert list(back["what"]) == list(events["what"])


def test_building_the_case_again_gives_the_same_bytes(tmp_path: Path) -> None:
    copy = tmp_path / "wren"
    shutil.copytree(WREN, copy, ignore=shutil.ignore_patterns("returns", "truth.json"))
    subprocess.run([sys.executable, str(copy / "source" / "build.py")], check=True)
    for path in [*(WREN / "returns").iterdir(), WREN / "truth.json"]:
        again = copy / path.relative_to(WREN)
        assert _hash(again) == _hash(path), path.name


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
