"""The invented case and the invented pairs, against their truth."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from chronology_case import AGENCIES, AS_OF, BORN, DIFFER, SAME, write_case
from told_twice import ONE_EVENT, TWO_EVENTS

from workbench.chronology.build import Chronology, as_json, build
from workbench.chronology.likeness import Wordings
from workbench.chronology.rules import load_rules
from workbench.errors import ChronologyError


@pytest.fixture(scope="module")
def chronology(tmp_path_factory: pytest.TempPathFactory) -> Chronology:
    return build(write_case(tmp_path_factory.mktemp("case")), "Wren", BORN, as_of=AS_OF)


@pytest.fixture(scope="module")
def keys(chronology: Chronology) -> dict[str, str]:
    """Event id -> the truth's key."""
    by_what = {row.what: row.key for rows in AGENCIES.values() for row in rows}
    return {
        i: by_what[w]
        for i, w in zip(chronology.events["id"], chronology.events["what"], strict=True)
    }


def test_every_row_is_there_with_its_agency_date_and_time(chronology: Chronology) -> None:
    read = {e["what"]: (e["agency"], e["when"], e["time"]) for e in as_json(chronology)["events"]}
    truth = {r.what: (agency, r.when, r.at) for agency, rows in AGENCIES.items() for r in rows}
    assert read == truth


def pairs(chronology: Chronology, keys: dict[str, str], check: str) -> set[tuple[str, str]]:
    table = chronology.checks[chronology.checks["check"] == check]
    return {
        tuple(sorted((keys[a], keys[b])))
        for ids in table["events"]
        for a, b in combinations(ids, 2)
    }


def test_every_event_told_twice_is_found(chronology: Chronology, keys: dict[str, str]) -> None:
    wanted = {tuple(sorted(pair)) for pair in SAME}
    found = pairs(chronology, keys, "same_event")
    assert wanted <= found
    # What else is found joins rows of the same events: the assault, and the cut lip.
    assert found - wanted <= set(combinations(sorted(["c3", "h7", "p7", "s2"]), 2)) | {("c1", "h4")}


def test_every_conflict_is_found(chronology: Chronology, keys: dict[str, str]) -> None:
    wanted = {tuple(sorted(pair)) for pair in DIFFER}
    found = pairs(chronology, keys, "conflict")
    assert wanted <= found
    # The children were in the living room, or with their grandmother: a conflict indeed.
    assert found - wanted <= {("c3", "h7"), ("h7", "p7")}


def test_json_has_the_promised_shape_and_repeats_itself(
    chronology: Chronology, tmp_path: Path
) -> None:
    data = as_json(chronology)
    assert {"case", "born", "events", "checks", "files"} == set(data)
    assert (data["case"], data["born"]) == ("Wren", "2021-03-14")
    wanted = {"id", "agency", "when", "written", "time", "what", "source", "age", "file", "row"}
    assert all(wanted <= set(each) for each in data["events"])
    ids = [each["id"] for each in data["events"]]
    assert len(set(ids)) == len(ids)
    assert all(set(check["events"]) <= set(ids) for check in data["checks"])
    assert len(data["files"]) == 6
    again = build(reversed(write_case(tmp_path)), "Wren", "2021-03-14", as_of=AS_OF)
    assert [e["what"] for e in as_json(again)["events"]] == [e["what"] for e in data["events"]]
    json.dumps(data)


def test_build_asks_for_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(ChronologyError, match="No sheets"):
        build([], "Wren", BORN, as_of=AS_OF)
    with pytest.raises(ChronologyError, match="date of birth"):
        build(["x.csv"], "Wren", as_of=AS_OF)
    path = tmp_path / "gp.csv"
    path.write_text("Date,Blurb\n1/5/2022,visit at home\n", encoding="utf-8")
    chosen = build(
        [path],
        "Wren",
        BORN,
        as_of=AS_OF,
        agencies={"gp.csv": "Fell Lane"},
        mappings={"Fell Lane": {"Blurb": "analysis"}},
    )
    assert chosen.events["analysis"][0] == "visit at home"
    assert chosen.events["agency"][0] == "Fell Lane"


def test_words_tell_one_event_from_two() -> None:
    """Of rows of one day: nine in ten of the pairs right, either way."""
    texts = [text for pair in ONE_EVENT + TWO_EVENTS for text in pair]
    rules = load_rules()
    words = Wordings(texts, rules.concepts)
    first = np.arange(0, len(texts), 2)
    alike = words.alike(first, first + 1) >= rules.number("same_event", "likeness")
    found, wrong = alike[: len(ONE_EVENT)].mean(), alike[len(ONE_EVENT) :].mean()
    assert found >= 0.85, found
    assert wrong <= 0.10, wrong


def test_days_of_birth_may_be_given_as_dates(tmp_path: Path) -> None:
    path = tmp_path / "gp.csv"
    path.write_text("Date,Event\nwhen aged 3,visit\n", encoding="utf-8")
    built = build([path], "Wren", date(2014, 2, 10), as_of=AS_OF)
    assert built.events["when"][0] == "2017-02-10/2018-02-09"
