"""One report as PDF and as Word or text: it is added once, or all it found would count twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import tasks
from workbench.library import Library
from workbench.places import shipped

FERN = shipped("data", "northmoor", "reports", "child-fern-scr-2015.txt")


@pytest.fixture
def holding_fern(tmp_path: Path):
    with Library.open(tmp_path / "library", create=True) as library:
        tasks.add(library, [FERN])
        yield library


def passages(library: Library) -> int:
    return sum(library.passage_counts().values())


def another_file(tmp_path: Path, text: str, name: str = "fern-final.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_same_report_from_another_file_is_told_and_not_counted_twice(
    holding_fern: Library, tmp_path: Path
) -> None:
    before = passages(holding_fern)
    again = another_file(tmp_path, FERN.read_text(encoding="utf-8") + "\n\n")
    (added,) = tasks.add(holding_fern, [again])
    (held,) = [review for review in holding_fern.reviews() if review.documents]
    assert (added.already, added.review) == (True, held.id)
    assert f"“{held.title}”, which the library holds from another file" in added.problems[0]
    assert passages(holding_fern) == before
    assert not tasks.failed([added])


def test_whoever_names_the_kind_has_it_beside_the_earlier_one(
    holding_fern: Library, tmp_path: Path
) -> None:
    before = passages(holding_fern)
    again = another_file(tmp_path, FERN.read_text(encoding="utf-8") + "\n\n")
    (added,) = tasks.add(holding_fern, [again], kind="case_review")
    assert not added.already
    assert passages(holding_fern) == 2 * before


def test_a_report_of_the_same_title_that_says_other_things_is_added(
    holding_fern: Library, tmp_path: Path
) -> None:
    text = FERN.read_text(encoding="utf-8").replace("Fern", "Yew")
    text = text.replace("Child Yew", "Child Fern", 3).replace(" the ", " each ")
    (added,) = tasks.add(holding_fern, [another_file(tmp_path, text)])
    (first, second) = [review for review in holding_fern.reviews() if review.documents]
    assert not added.already
    assert second.id == f"{first.id}-2"


def test_the_published_reports_read_alike_from_pdf_and_text(
    tmp_path: Path, published_reports: Path
) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        added = tasks.add(library, sorted(published_reports.glob("*.*")))
        assert len([review for review in library.reviews() if review.documents]) == len(
            {path.stem for path in published_reports.glob("*.*")}
        )
    assert {a.file for a in added if a.already} == {"bromley_cqc.txt", "jtai_bromley.txt"}
