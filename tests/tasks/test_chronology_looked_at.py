"""A library that may only be looked at still shows a case, and stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import LibraryError
from workbench.library import Library
from workbench.records import Answer, EchoRuling
from workbench.tasks.chronology_case import ChronologyCase


def test_without_a_case_the_invented_one_is_shown_out_of_a_library_of_its_own(
    tmp_path: Path,
) -> None:
    Library.open(tmp_path, create=True).close()
    with Library.open(tmp_path, read_only=True) as library:
        case = ChronologyCase.open(library)
        assert case.name == "Wren"
        assert len(case.chronology.events) > 100
        assert library.cases() == {}
        with pytest.raises(LibraryError, match="only be looked at"):
            case.note("x", "a note")


def test_with_a_case_that_one_is_shown(tmp_path: Path) -> None:
    with Library.open(tmp_path, create=True) as library:
        ChronologyCase.open(library, "Sparrow", "2019-05-01")
    with Library.open(tmp_path, read_only=True) as library:
        assert ChronologyCase.open(library).name == "Sparrow"


def test_decisions_on_answers_and_echoes_are_refused_too(tmp_path: Path) -> None:
    Library.open(tmp_path, create=True).close()
    said = ("a", "b", "confirmed", "ann", "2026-01-01T00:00:00Z", "read both")
    with Library.open(tmp_path, read_only=True) as library:
        with pytest.raises(LibraryError, match="only be looked at"):
            library.answer([Answer(*said)])
        with pytest.raises(LibraryError, match="only be looked at"):
            library.rule_echo(EchoRuling(*said))
        assert library.answers() == library.echo_rulings() == []


def sent(folder: Path, name: str, agency: str, *rows: str) -> Path:
    lines = [f"Agency: {agency};;", "Date;Event;Source", *rows]
    (folder / name).write_text("\n".join(lines), encoding="utf-8")
    return folder / name


def test_no_return_takes_the_place_of_another_agencys(tmp_path: Path) -> None:
    """A second return of an agency is named as another agency may be: "Primary School 2"."""
    files = [
        sent(
            tmp_path,
            "a.csv",
            "Primary School 2",
            "3/2/2020;Came in late and very hungry, ate two breakfasts;Register",
            "11 March 2020;Mother rang to say that he had a temperature;Office diary",
        ),
        sent(
            tmp_path,
            "b.csv",
            "Primary School",
            "14.5.2020;Grandmother brought a coat and asked about free meals;CPOMS",
            "w/c 8 June 2020;No work was handed in at all;Teacher's notes",
        ),
    ]
    with Library.open(tmp_path / "library", create=True) as library:
        case = ChronologyCase.open(library, "Sparrow", "2015-05-01")
        added = [case.add_paths([file])[0] for file in files]
        assert [each.agency for each in added] == ["Primary School 2", "Primary School"]
        assert sorted(read.agency for read in case.returns.values()) == [
            "Primary School",
            "Primary School 2",
        ]
        assert len(case.chronology.events) == 4
