"""A name and a number are found wherever a file can hide them; what holds nobody is let pass."""

from __future__ import annotations

import time
from pathlib import Path

import hiding
import pytest

from workbench.briefings.gate import Finding, check_file

PLACES = hiding.all_places()


def blocked(found: list[Finding]) -> set[str]:
    return {f.kind for f in found if f.action == "block"}


@pytest.mark.parametrize(
    "make", [make for _, _, make in PLACES], ids=[f"{kind}: {place}" for kind, place, _ in PLACES]
)
def test_it_is_found_in(make: hiding.Maker, tmp_path: Path) -> None:
    found = check_file(make(tmp_path / "draft"), key=hiding.KEY)
    assert {"name", "nhs_number"} <= blocked(found)


@pytest.mark.parametrize(
    "make", [make for _, _, make in hiding.OTHERS], ids=[place for _, place, _ in hiding.OTHERS]
)
def test_it_is_told_that_there_is(make: hiding.Maker, tmp_path: Path) -> None:
    kind = next(kind for kind, _, maker in hiding.OTHERS if maker is make)
    assert kind in blocked(check_file(make(tmp_path / "draft")))


@pytest.mark.parametrize("make", hiding.INNOCENT.values(), ids=hiding.INNOCENT)
def test_what_holds_nobody_is_let_pass(make: hiding.Maker, tmp_path: Path) -> None:
    found = check_file(make(tmp_path / "draft"), key=hiding.KEY)
    assert [(f.kind, f.text, f.where) for f in found if f.action == "block"] == []


def test_a_place_inside_a_workbook_is_named(tmp_path: Path) -> None:
    make = hiding.IN_WORD["a hidden sheet of a workbook"]
    found = check_file(make(tmp_path / "draft"), key=hiding.KEY)
    wheres = [f.where for f in found if f.kind == "name"]
    assert "embedded file Book.xlsx, sheet 'Working' cell D2" in wheres


def test_a_long_chain_of_words_and_dots_takes_no_time(tmp_path: Path) -> None:
    path = hiding.page(tmp_path / "draft", f"<script>{'.'.join('abcdefghijkl' * 2)} (1)</script>")
    began = time.process_time()
    check_file(path)
    assert time.process_time() - began < 5, "read in two ways, each dot doubles the time"
