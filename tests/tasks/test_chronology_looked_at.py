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
