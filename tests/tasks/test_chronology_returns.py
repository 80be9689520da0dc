"""What agencies sent for a case: each return has a place of its own."""

from __future__ import annotations

from pathlib import Path

from workbench.library import Library
from workbench.tasks.chronology_case import ChronologyCase


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
