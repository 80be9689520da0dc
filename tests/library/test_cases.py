"""Cases in the library: what agencies sent stays as it was, and no decision is ever lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.library import Library


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library", create=True) as opened:
        yield opened


def reading(sha256: str = "ab" * 32, file: str = "police.csv", **more: object) -> dict:
    return {"sha256": sha256, "file": file, "agency": "Police", "events": [{"id": "p1"}], **more}


def test_the_last_case_file_stands_and_the_earlier_one_stays(library: Library) -> None:
    library.save_case("teal", "case: Teal", who="ann")
    library.save_case("finch", "case: Finch", who="ann")
    library.save_case("teal", "case: Teal, corrected", who="ben", why="her birthday was wrong")
    assert library.cases() == {"teal": "case: Teal, corrected", "finch": "case: Finch"}
    assert [row["who"] for row in library.history()] == ["ben", "ann", "ann"]
    assert library.history()[2]["what"] == "teal"


def test_a_return_is_kept_byte_for_byte(library: Library) -> None:
    library.add_return("teal", "police", b"Date;Event\r\n\xff", reading())
    assert library.original("ab" * 32).read_bytes() == b"Date;Event\r\n\xff"
    assert library.returns("teal") == {"police": reading()}
    assert library.returns("finch") == {}


def test_a_corrected_return_takes_the_place_of_the_one_before(library: Library) -> None:
    library.add_return("teal", "police", b"first", reading())
    library.add_return("teal", "gp", b"gp", reading("cd" * 32, "gp.html"))
    library.add_return("teal", "police", b"second", reading("ef" * 32, "police v2.csv"))
    assert {slot: r["file"] for slot, r in library.returns("teal").items()} == {
        "police": "police v2.csv",
        "gp": "gp.html",
    }
    assert library.original("ab" * 32).read_bytes() == b"first", (
        "what was sent first is still there"
    )


def test_decisions_are_added_and_taken_back_and_never_lost(library: Library) -> None:
    library.decide("teal", "note", "p1", "Ask the sergeant", who="ann", why="unclear")
    library.decide("teal", "note", "p2", "Second", who="ann")
    library.decide("teal", "note", "p1", "Asked", who="ben")
    library.decide("teal", "note", "p2", None, who="ben")
    library.decide("finch", "note", "p1", "Another case", who="ann")
    (only,) = library.decisions("teal", "note").items()
    assert only[0] == "p1"
    assert (only[1]["value"], only[1]["who"]) == ("Asked", "ben") and only[1]["when"]
    assert library.decisions("teal", "ruling") == {}
    told = [(r["who"], r["detail"]["value"]) for r in reversed(library.history())]
    assert told == [
        ("ann", "Ask the sergeant"), ("ann", "Second"), ("ben", "Asked"), ("ben", None),
        ("ann", "Another case"),
    ]  # fmt: skip


def test_a_mapping_is_of_the_agency_and_of_no_one_case(library: Library) -> None:
    library.decide("", "mapping", "Police", {"Hrs": "time"})
    assert library.decisions("", "mapping")["Police"]["value"] == {"Hrs": "time"}
